#!/usr/bin/env bats
# A freed hour: whom to offer it to, who is left out and why, and whose standing slots would be
# better filled.
load common

# came NAME EVERY COUNT LAST [TIME [MINUTES [PRICE [TIP [LATE]]]]]: completed visits, so many days apart.
came() {
	python3 - "$@" >>visits.csv <<-'PY'
		import datetime as dt, sys
		name, every, count, last, time, minutes, price, tip, late = (sys.argv[1:] + ["14:00", "60", "70", "", "0"][len(sys.argv) - 5:])
		for i in range(int(count) - 1, -1, -1):
		    day = dt.date.fromisoformat(last) - dt.timedelta(days=i * int(every))
		    print(name, day, time, minutes, "completed", price, tip, late, sep=",")
	PY
}
practice() {
	mct -q init --currency USD --rate 70
	echo "client,date,time,minutes,outcome,price,tip,late_minutes" >visits.csv
	"$@"
	mct -q import visits visits.csv --create-clients
}
names() { jq -r "$1"'[] | .client' <<<"$output"; }

three() { # due on Thursdays at two; due, but on Mondays at nine; here last Thursday
	came "Thea Thursday" 28 12 2026-10-22
	came "Mona Monday" 28 12 2026-10-19 09:00
	came "Lena Latest" 28 12 2026-11-19
}

@test "she who is due and usually comes at that time is first, and the reasons are told" {
	practice three
	expect 0 mct slot "thu 14:00" --json
	[ "$(jq -rc '[.date, .time, .minutes, .order, .taken]' <<<"$output")" = '["2026-11-26","14:00",60,"need,fit,loyalty,value",null]' ]
	[ "$(names .candidates | paste -sd,)" = "Thea Thursday,Mona Monday" ]
	[ "$(jq -r '.candidates[0].why[]' <<<"$output" | head -3)" = $'7 days past due\n12 of 12 on Thursdays\n100 % at this hour' ]
	[ "$(names .left_out)" = "Lena Latest" ]
	[ "$(jq -r '.left_out[0].left_out' <<<"$output")" = "was here on Thu 19 Nov 2026" ]
	expect 0 mct slot thu 14:00
	says "Free: Thu 26 Nov 2026 14:00, 60 min"
	says " 1  Thea Thursday"
	says "Lena Latest was here on Thu 19 Nov 2026"
	says "mct book 'Thea Thursday' \"2026-11-26 14:00\" --minutes 60"
	# The same facts give the same answer.
	[ "$(mct slot thu 14:00)" = "$output" ]
}

@test "a wish for the time counts for more than habit, and a wish for another one against it" {
	practice three
	mct -q client wish mona "thu 13-18"
	mct -q client wish thea "fri mornings"
	expect 0 mct slot "thu 14:00" --json
	[ "$(names .candidates | paste -sd,)" = "Mona Monday,Thea Thursday" ]
	says "would like thu 13:00-18:00"
	says "would like other times"
	# Ninety minutes from two are not over by three; a wish that has run out is none.
	mct -q wish edit z1 --when "thu 13-15"
	expect 0 mct slot "thu 14:00" --minutes 90 --json
	[ "$(jq '.candidates[] | select(.client == "Mona Monday").fit < 50' <<<"$output")" = true ]
	mct -q wish edit z2 --until 2026-11-25
	expect 0 mct slot "thu 14:00" --json
	[ "$(jq '.candidates[] | select(.client == "Thea Thursday").fit' <<<"$output")" = 100 ]
}

@test "who pauses, is booked near, or does not want to be called is left out and named with why" {
	practice three
	mct -q client suspend thea --because physio --until "7 dec"
	mct -q book mona "2026-11-30 9:00"
	mct -q client add "Nell Nocall" --reach-by none
	mct -q visit add nell --date 2026-10-01 --minutes 60
	mct -q client add "Enda Ended" --status ended
	mct -q visit add enda --date 2026-10-01 --minutes 60
	expect 0 mct slot "thu 14:00" --json
	[ "$(jq '.candidates | length' <<<"$output")" = 0 ]
	[ "$(jq -r '.left_out | map([.client, .left_out] | join(" ")) | sort[]' <<<"$output")" = "Lena Latest was here on Thu 19 Nov 2026
Mona Monday is booked for Mon 30 Nov 2026 09:00
Nell Nocall does not want to be called
Thea Thursday pauses since Mon 23 Nov 2026, back on Mon 7 Dec 2026" ]
	says_not Enda
	expect 0 mct slot "thu 14:00"
	says "There is nobody to offer it to."
	# Once she is back she may be asked for a later one.
	expect 0 mct slot "2026-12-10 14:00" --json
	[ "$(names .candidates | head -1)" = "Thea Thursday" ]
}

@test "the order is the practice's own" {
	four() { three && came "Vera Value" 7 60 2026-11-16 09:00 90 105 40; }
	practice four
	[ "$(mct slot "thu 14:00" --order fit --tsv --columns client | head -1)" = "Thea Thursday" ]
	[ "$(mct slot "thu 14:00" --order value --tsv --columns client | head -1)" = "Vera Value" ]
	mct -q config set slot.order "value, need"
	[ "$(mct slot "thu 14:00" --tsv --columns client | head -1)" = "Vera Value" ]
	expect 2 mct config set slot.order "price"
	complains "need, fit, loyalty and value in your order"
	expect 2 mct slot "thu 14:00" --order "need,need"
	complains '"need,need" is no order'
}

@test "the hour of a visit that was given back is not offered to who gave it back" {
	practice three
	mct -q book thea "thu 14:00" --minutes 90
	id=$(mct visit list --status booked --tsv --columns id)
	expect 0 mct slot "$id"
	says "Thu 26 Nov 2026 14:00, 90 min. It is still booked: Thea Thursday ($id)"
	mct -q visit edit "$id" --outcome cancelled
	expect 0 mct slot "$id" --json
	[ "$(jq -r '.left_out[] | select(.client == "Thea Thursday").left_out' <<<"$output")" = "it was hers" ]
	[ "$(jq .minutes <<<"$output")" = 90 ]
	expect 0 mct slot "$id" --minutes 30 --json
	[ "$(jq .minutes <<<"$output")" = 30 ]
}

@test "who has not been here yet is offered what she wishes for" {
	practice three
	mct -q client add "Wanda Waiting"
	expect 0 mct slot "thu 14:00"
	says_not Wanda
	mct -q client wish wanda "weekdays after 13"
	expect 0 mct slot "thu 14:00" --json
	[ "$(jq -r '.candidates[] | select(.client == "Wanda Waiting").why[0]' <<<"$output")" = "has not been here yet" ]
}

# The text: "Or would their slot be much better filled with somebody like the customer in the first
# example?"
@test "the slot of a client who comes twice a year, late, is better filled by a valued one" {
	two() {
		came "Rick Barlow" 182 6 2026-10-22 14:00 30 35 "" 15
		came "Dana Whitfield" 36 30 2026-10-10 10:00 60 70 10
	}
	practice two
	mct -q client wish dana "thu 13-16"
	expect 0 mct slot --review --json
	[ "$(jq -c '.[] | [.slot, .client, .better]' <<<"$output")" = '["thu 14:00-14:30","Rick Barlow","Dana Whitfield"]' ]
	[ "$(jq -c '.[0].because' <<<"$output")" = '["late for 6 of 6","comes 2.0 times a year"]' ]
	[ "$(jq '.[0] | .gain == .better_spend - .expected_spend and .gain > 400' <<<"$output")" = true ]
	expect 0 mct slot --review
	says "as far as these clients would not come at another time"
	mct -q wish remove z1 -y
	expect 0 mct slot --review
	says "No standing slot would be better filled"
}

@test "what makes no sense is told" {
	practice three
	expect 2 mct slot
	complains "say when it is"
	expect 2 mct slot thu
	complains 'say the time, too'
	expect 2 mct slot fooday 14:00
	expect 2 mct slot --review thu 14:00
	expect 3 mct slot v999
	mct -q visit add thea --date 2026-11-20 --minutes 60
	expect 2 mct slot "$(mct visit list --where date=2026-11-20 --tsv --columns id)"
	complains "nobody wrote down at what time"
	expect 2 mct slot v1
	complains "is over"
	mct -q --db empty.db init --currency USD
	expect 0 mct --db empty.db slot thu 14:00
	says "There is nobody to offer it to."
	expect 0 mct --db empty.db slot thu 14:00 --json
	[ "$(jq -c '[.candidates, .left_out]' <<<"$output")" = "[[],[]]" ]
	expect 0 mct --db empty.db slot --review --json
	[ "$output" = "[]" ]
}

@test "it stays within the screen, and within ASCII" {
	practice three
	mct -q client wish mona "thu 13-18"
	for width in 40 80; do
		COLUMNS=$width expect 0 mct slot thu 14:00
		[ "$(wc -L <<<"$output")" -le "$width" ]
	done
	LC_ALL=C expect 0 mct slot thu 14:00
	[ "$(LC_ALL=C tr -d '\n -~' <<<"$output" | wc -c)" = 0 ]
}
