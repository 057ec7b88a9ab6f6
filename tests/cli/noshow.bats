#!/usr/bin/env bats
# Sessions that were missed: charged or let off, and what the practice's own rule says.
load common

@test "a booking that was missed is charged by the settings, or let off, with a word why" {
	mct -q init --currency USD --rate 80
	mct -q client add "Rick Barlow"
	MCT_NOW=2026-11-22T08:00 mct -q book rick "tomorrow 08:30" --minutes 30
	expect 0 mct visit no-show rick --charge
	says 'Rick Barlow on Mon 23 Nov 2026 08:30 (v1): outcome no show, price $40.00, missed fee charged'
	[ "$(mct value rick --tsv --past --columns visits,paid,fees,total,no_shows,charged,waived)" = $'0\t0.00\t40.00\t40.00\t1\t1\t0' ]
	expect 0 mct visit no-show v1 --waive --because "stuck in traffic"
	says 'no price, missed fee waived, missed because "stuck in traffic"'
	[ "$(mct value rick --tsv --past --columns fees,total,charged,waived)" = $'0.00\t0.00\t0\t1' ]
	expect 0 mct visit no-show v1 --amount 15
	says 'price $15.00, missed fee charged'
	mct -q undo
	[ "$(mct visit show v1 --json | jq -r '.[0].missed_fee')" = waived ]
	mct -q visit add rick --date 2026-11-01 --minutes 30 --outcome late_cancel
	expect 0 mct client show rick
	says "Missed: 1 no-show, 1 late cancellation, 1 let off"
	expect 0 mct client show rick --json
	says_not "Missed:"
}

@test "what is called off too late costs half by default, and what was in time nothing" {
	mct -q init --currency USD --rate 80
	mct -q client add "Dana Whitfield"
	mct -q book dana "tomorrow 10:00" --minutes 60
	expect 3 mct visit no-show dana --charge
	expect 2 mct visit no-show v1 --charge
	complains "has not come yet"
	expect 5 mct visit no-show v1 --notice 24h --charge
	complains "24 hours are notice enough (noshow.notice)"
	[ "$(mct visit show v1 --json | jq -r '.[0].outcome')" = booked ]
	expect 0 mct visit no-show dana --notice 2h --charge
	says 'outcome late cancel, price $40.00, notice 120, missed fee charged'
	expect 0 mct visit no-show v1 --waive
	[ "$(mct visit show v1 --json | jq -rc '.[0] | [.outcome, .notice, .price, .missed_fee]')" = '["late_cancel",120,null,"waived"]' ]
	mct -q config set noshow.charge_late 25
	expect 0 mct visit no-show v1 --charge
	says 'price $20.00'
}

@test "what took place was not missed, and nobody guesses which visit is meant" {
	mct -q init --currency USD --rate 80
	mct -q client add "Dana Whitfield"
	mct -q visit add dana --date 2026-11-20 --minutes 60
	expect 5 mct visit no-show v1 --charge
	complains "v1 was not missed: it is completed"
	expect 3 mct visit no-show dana --charge
	complains '"dana" has no visit about which this is to be said'
	mct -q visit add dana --date 2026-11-18 --minutes 60 --outcome no_show
	mct -q visit add dana --date 2026-11-19 --minutes 60 --outcome "late cancellation"
	expect 4 mct visit no-show dana --waive
	complains "give its id: v3 (2026-11-19), v2 (2026-11-18)"
	mct -q visit no-show v3 --waive
	expect 0 mct visit no-show dana --waive
	says "(v2)"
	expect 2 mct visit no-show v2 --waive --charge
	expect 2 mct visit no-show v2 --amount many
	complains 'price "many"'
	expect 2 mct visit edit v1 --missed-fee waived
	complains '"waived" is for a session that was missed; this one is completed'
	expect 2 mct visit edit v1 --notice 60
	complains "notice is for a session that was called off"
}

@test "an exported miss comes back as it was" {
	mct -q init --currency USD --rate 80
	mct -q client add "Dana Whitfield"
	mct -q visit add dana --date 2026-11-19 --minutes 60 --outcome late_cancel --notice 90m --missed-fee charged --missed-because flu
	mct export visits >visits.csv
	mct visit list --json >before
	mct -q --db other.db init --currency USD --rate 80
	mct -q --db other.db client add "Dana Whitfield"
	mct -q --db other.db import visits visits.csv
	mct --db other.db visit list --json | cmp - before
	[ "$(jq -c '.[0] | [.price, .notice]' before)" = '[40.00,90]' ] || [ "$(jq -c '.[0] | [.price, .notice]' before)" = '[40,90]' ]
}

# The text: "checks you out 10 times a year (usually on time), has been utilizing your services for 3
# years, has a 60-minute massage each time and normally provides you a $10 tip ... invests $2400",
# and "two times a year for a Thirty Minutes massage, never ever tips and typically shows up late".
two_clients() {
	mct -q init --currency USD --rate 70
	python3 - >story.csv <<-'PY'
		import datetime as dt
		print("client,date,time,minutes,outcome,price,tip,late_minutes")
		for i in range(30):
		    print("Dana Whitfield", dt.date(2023, 11, 20) + dt.timedelta(days=int(i * 36.525)), "14:00", 60, "completed",
		        "70.00", "10.00", 12 if i in (7, 19) else 0, sep=",")
		for i in range(6):
		    print("Rick Barlow", dt.date(2023, 12, 10) + dt.timedelta(days=i * 182), "16:30", 30, "completed",
		        "35.00", "", 15 if i in (0, 2, 3, 5) else 0, sep=",")
		print("Dana Whitfield,2026-11-23,14:00,60,no_show,,,")
		print("Rick Barlow,2026-11-23,16:30,30,no_show,,,")
	PY
	mct -q import visits story.csv --create-clients
}

@test "stuck in traffic: the valued client is let off, for the reasons that the text gives" {
	two_clients
	expect 0 mct noshow dana
	says "Dana Whitfield missed v37, Mon 23 Nov 2026 14:00, 60 min"
	grep -qE '^visits a year  10\.0 ' <<<"$output"
	grep -qE '^a visit        60 min ' <<<"$output"
	grep -qE '^client for     3\.0 years ' <<<"$output"
	grep -qE '^on time        28 of 30 ' <<<"$output"
	grep -qE '^tip            \$10\.00 ' <<<"$output"
	grep -qE '^missed before  never ' <<<"$output"
	grep -qE '^so far         \$2,400\.00 ' <<<"$output"
	says 'The rule says WAIVE $70.00: she comes 10 times a year, for 3.0 years;'
	says "mct visit no-show v37 --waive | --charge"
	[ "$(mct noshow dana --json | jq -r '.suggestion, .facts.total')" = $'waive\n2400.00' ] ||
		[ "$(mct noshow dana --json | jq -r '.suggestion, .facts.total')" = $'waive\n2400' ]
	mct -q visit no-show dana --waive --because "stuck in traffic"
	expect 0 mct noshow v37
	says "You decided: waived, because stuck in traffic"
}

@test "the same exception is not made for a client who comes twice a year, late, and never tips" {
	two_clients
	expect 0 mct noshow rick
	grep -qE '^visits a year  2\.0 ' <<<"$output"
	grep -qE '^a visit        30 min ' <<<"$output"
	grep -qE '^on time        2 of 6 ' <<<"$output"
	grep -qE '^tip            never ' <<<"$output"
	says 'The rule says CHARGE $35.00: she comes twice a year'
	says "she was late for 4 of 6 visits"
	expect 0 mct noshow rick --json
	[ "$(jq -r '.suggestion' <<<"$output")" = charge ]
	[ "$(jq '.because | length' <<<"$output")" = 3 ]
	[ "$(jq '.facts.fee_share > 0.4 and .facts.fee_share < 0.6' <<<"$output")" = true ]
	# The same facts give the same answer, to the byte.
	[ "$output" = "$(mct noshow v38 --json)" ]
}

@test "the rule is the practice's own, and a second miss within a year counts" {
	two_clients
	mct -q config set noshow.regular 2
	mct -q config set noshow.late 70
	mct -q config set noshow.share 60
	[ "$(mct noshow rick --json | jq -r .suggestion)" = waive ]
	mct -q visit no-show v37 --waive
	mct -q visit add dana --date 2026-11-22 --time 9:00 --minutes 60 --outcome no_show
	expect 0 mct noshow v39
	# v37 is of the day after it.
	says "The rule says WAIVE"
	export MCT_NOW=2026-12-20T09:00
	mct -q visit add dana --date 2026-11-25 --time 9:00 --minutes 60
	mct -q visit add dana --date 2026-12-19 --time 9:00 --minutes 60 --outcome no_show
	expect 0 mct noshow v41
	grep -qE '^missed before  2, 1 let off ' <<<"$output"
	says 'The rule says CHARGE $70.00: she missed 2 before since 19 Dec 2025, the last on'
	[ "$(mct noshow v41 --json | jq '.because | length')" = 1 ]
	mct -q config set noshow.free 3
	[ "$(mct noshow v41 --json | jq -r .suggestion)" = waive ]
	mct -q config set noshow.free 1
	mct -q config set noshow.within 1w
	[ "$(mct noshow v41 --json | jq -r .suggestion)" = waive ]
	expect 2 mct config set noshow.share 101
	complains "write a whole number from 0 to 100"
}

@test "a booking that is missed is judged as it is once that is written down" {
	two_clients
	mct -q visit add rick --date 2026-11-23 --time 18:00 --minutes 30 --outcome booked
	before=$(mct noshow v39 --json | jq -c '[.suggestion, .fee, .facts]')
	mct -q visit no-show v39
	[ "$(mct noshow v39 --json | jq -c '[.suggestion, .fee, .facts]')" = "$before" ]
}

@test "who has hardly been here, and what makes no sense, has an answer too" {
	mct -q init --currency USD --rate 70
	mct -q client add "New One"
	expect 0 mct noshow new
	says "New One, if she missed a session"
	says "The rule says CHARGE: she has not been here yet"
	mct -q visit add new --date 2026-11-20 --minutes 60
	expect 0 mct noshow new
	says 'The rule says CHARGE $70.00: she has been here 1 time so far'
	expect 5 mct noshow v1
	complains "v1 was not missed: it is completed"
	expect 3 mct noshow v9
	expect 3 mct noshow nobody
	expect 2 mct noshow
	expect 0 mct noshow new --csv
	[ "$(wc -l <<<"$output")" = 3 ]
	for width in 40 80; do
		COLUMNS=$width expect 0 mct noshow new
		[ "$(wc -L <<<"$output")" -le "$width" ]
	done
	LC_ALL=C expect 0 mct noshow new
	[ "$(LC_ALL=C tr -d '\n -~' <<<"$output" | wc -c)" = 0 ]
}
