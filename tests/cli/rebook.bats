#!/usr/bin/env bats
# Rebooking: each by her own rhythm, most worth doing first.
load common

local_setup() { mct -q init --currency USD; }

came() { # came NAME DATE...: completed visits of an hour at 70
	local name=$1 date
	shift
	{ echo "client,date,minutes,price"; for date; do echo "$name,$date,60,70"; done; } >v.csv
	mct -q import visits v.csv --create-clients
}
row() { # row NAME COLUMN: a cell of the list, over the next 60 weeks
	mct rebook --weeks 60 --json | jq -r --arg name "$1" ".[] | select(.client == \$name) | .$2"
}

@test "the columns that scripts rely on" {
	came "Dana Ortiz" 2026-08-31 2026-09-28 2026-10-26
	expect 0 mct rebook --json
	[ "$(jq -r '.[0] | keys_unsorted | join(" ")' <<<"$output")" = "client status last_visit rhythm_days due overdue_days phone email say id" ]
	[ "$(jq -c '.[0] | [.client,.status,.last_visit,.rhythm_days,.due,.overdue_days]' <<<"$output")" = \
		'["Dana Ortiz","due","2026-10-26",28,"2026-11-23",0]' ]
}

@test "due, overdue, slipping and lost are measured by her own rhythm" {
	came "Weekly One" 2026-10-26 2026-11-02 2026-11-09 2026-11-16
	came "Over Two" 2026-07-27 2026-08-24 2026-09-21 2026-10-12
	came "Slip Three" 2026-06-20 2026-07-18 2026-08-15 2026-09-12
	came "Lost Four" 2025-10-01 2025-10-29 2025-11-26 2025-12-24
	[ "$(row "Weekly One" status)" = due ]
	[ "$(row "Over Two" status)" = overdue ]
	[ "$(row "Over Two" overdue_days)" = 14 ]
	[ "$(row "Slip Three" status)" = slipping ]
	[ "$(row "Lost Four" status)" = lost ]
	expect 0 mct rebook --tsv --columns client
	[ "$output" = $'Slip Three\nOver Two\nWeekly One\nLost Four' ]
}

@test "a holiday, a gap and one early visit do not move the rhythm" {
	came "Steady" 2026-01-05 2026-02-02 2026-03-02 2026-06-15 2026-07-13 2026-07-17 2026-08-14 2026-09-11 2026-10-09
	[ "$(row Steady rhythm_days)" = 28 ]
}

@test "two visits on one day are one" {
	came "Double" 2026-08-31 2026-09-28 2026-10-26
	printf 'client,date,time\nDouble,2026-10-26,18:00\n' >v.csv
	mct -q import visits v.csv
	[ "$(row Double rhythm_days)" = 28 ]
}

@test "one visit: new, by the practice's usual rhythm" {
	came "Usual" 2026-08-10 2026-09-07 2026-10-05 2026-11-02
	came "Newcomer" 2026-10-20
	[ "$(row Newcomer status)" = new ]
	[ "$(row Newcomer rhythm_days)" = 28 ]
	[ "$(row Newcomer due)" = 2026-11-17 ]
	came "Once long ago" 2025-01-01
	[ "$(row "Once long ago" status)" = lost ]
}

@test "without anybody's rhythm the setting speaks" {
	came "Newcomer" 2026-10-20
	[ "$(row Newcomer due)" = 2026-11-17 ]
	mct -q config set rebook.every 5w
	[ "$(row Newcomer due)" = 2026-11-24 ]
}

@test "suspended, ended and booked ahead are left out" {
	for name in "Sue Spended" "End Ed" "Book Ed" "Stay Ing"; do came "$name" 2026-07-01 2026-07-29 2026-08-26 2026-09-23; done
	mct -q client edit "sue" --status suspended
	mct -q client edit "end" --status ended
	mct -q visit add "book" --date 2026-12-01
	expect 0 mct rebook --tsv --columns client
	[ "$output" = "Stay Ing" ]
}

@test "time suspended counts neither against her rhythm nor as lateness" {
	came "Rest Ing" 2026-01-05 2026-02-02 2026-03-02 2026-08-10
	id=$(mct client show "rest" --tsv --columns id)
	sqlite3 "$HOME/.local/share/mct/practice.db" "INSERT INTO suspension (client_id, since, resumed_on, entered_at) VALUES (${id#c}, '2026-03-02', '2026-07-13', 0), (${id#c}, '2026-08-10', '2026-11-16', 0)"
	[ "$(row "Rest Ing" rhythm_days)" = 28 ]
	[ "$(row "Rest Ing" due)" = 2026-12-14 ]
	sqlite3 "$HOME/.local/share/mct/practice.db" "INSERT INTO suspension (client_id, since, entered_at) VALUES (${id#c}, '2026-11-20', 0)"
	expect 0 mct rebook --weeks 60 --tsv
	[ -z "$output" ]
}

@test "a return from a pause comes up when it is near or past, and so does a word to send" {
	came "Ines Haddad" 2026-08-17 2026-09-14 2026-10-12
	mct -q partner add "Dr Lin"
	mct -q client suspend ines --because physio --with "dr lin" --since "2 nov 2026" --until "7 dec 2026" \
		--check-in "24 nov 2026"
	expect 0 mct rebook --as-of 2026-11-14 --tsv
	[ -z "$output" ]
	[ "$(mct rebook --tsv --columns status,due,say | tr '\t' '|')" = \
		"returning|2026-11-24|send a word on Tue 24 Nov 2026, with Dr Lin till then" ]
	expect 0 mct rebook --as-of 2026-12-03 --tsv --columns due,overdue_days,say
	[ "$output" = $'2026-12-07\t-4\texpected back on Mon 7 Dec 2026, with Dr Lin till then' ]
	expect 0 mct rebook --as-of 2026-12-20 --status returning --tsv --columns due,overdue_days
	[ "$output" = $'2026-12-07\t13' ]
	# Once she is back her rhythm speaks again, without the days of the pause.
	mct -q client resume ines --on "16 nov 2026"
	[ "$(row "Ines Haddad" status)" = due ]
	[ "$(row "Ines Haddad" due)" = 2026-11-23 ]
	mct -q book ines "fri 10:00"
	mct -q client suspend ines --because away --since "17 nov 2026" --until "24 nov 2026"
	expect 0 mct rebook --tsv
	[ -z "$output" ]
}

@test "weeks look ahead, status picks, as-of moves the day" {
	came "Dana Ortiz" 2026-09-07 2026-10-05 2026-11-02
	expect 0 mct rebook --weeks 0 --tsv
	[ -z "$output" ]
	expect 0 mct rebook --tsv --columns client
	[ "$output" = "Dana Ortiz" ]
	expect 0 mct rebook --status overdue,lost --tsv
	[ -z "$output" ]
	expect 2 mct rebook --status late
	complains '"late" is not a status'
	expect 0 mct rebook --as-of 2026-12-15 --tsv --columns status,overdue_days
	[ "$output" = $'overdue\t15' ]
}

@test "what to say: a promise, something to ask, a birthday" {
	came "Dana Ortiz" 2026-08-31 2026-09-28 2026-10-26
	mct -q client edit dana --birthday 1980-11-27
	sqlite3 "$HOME/.local/share/mct/practice.db" "INSERT INTO promise (client_id, text, promised_on, entered_at) VALUES (1, 'a stretch for the hip', '2026-10-26', 0);
		INSERT INTO fact (contact_id, kind, text, said_on, ask_on, entered_at) VALUES (1, 'child', 'how was the exam?', '2026-10-26', 'next', 0), (1, 'health', 'secret', '2026-10-27', 'next', 0)"
	[ "$(row "Dana Ortiz" say)" = "you promised: a stretch for the hip; ask: how was the exam?; birthday Fri 27 Nov 2026" ]
}

@test "nobody due: no output, no mail, exit 0, also from cron" {
	came "Dana Ortiz" 2026-09-07 2026-10-05 2026-11-20
	mct -q visit add dana --date 2026-12-04
	expect 0 env -i HOME="$HOME" PATH=/usr/bin:/bin MCT_NOW="$MCT_NOW" MCT_SENDMAIL=/bin/false "$build/mct" rebook --mail ana@willow.example
	[ -z "$output$error" ]
	expect 0 env -i HOME="$HOME" PATH=/usr/bin:/bin MCT_NOW="$MCT_NOW" "$build/mct" rebook
	[ -z "$output$error" ]
}

@test "the usual rhythm counts those who are booked ahead or pause" {
	for name in Ann Bea Cid; do mct -q client add "$name"; done
	for week in 8 6 4 2; do mct -q visit add ann --date "$week weeks ago" --minutes 60; done
	mct -q visit add bea --date "5 weeks ago"
	mct -q visit add ann --date +1w --minutes 60
	expect 0 mct rebook --tsv --columns client,rhythm_days
	[ "$output" = $'Bea\t14' ]
}

@test "the list in another order, and not longer than one likes" {
	came "Over Two" 2026-07-27 2026-08-24 2026-09-21 2026-10-12
	came "Slip Three" 2026-06-20 2026-07-18 2026-08-15 2026-09-12
	came "Ann Due" 2026-08-31 2026-09-28 2026-10-26
	expect 0 mct rebook --limit 2 --tsv --columns client
	[ "$output" = $'Slip Three\nOver Two' ]
	expect 0 mct rebook --sort client --tsv --columns client
	[ "$output" = $'Ann Due\nOver Two\nSlip Three' ]
	expect 0 mct rebook --sort -last_visit --limit 1 --tsv --columns client
	[ "$output" = "Ann Due" ]
	expect 2 mct rebook --sort clinet
	complains 'a rebooking has no field "clinet"'
	complains "did you mean client"
	expect 2 mct rebook --mail ana@willow.example --json
	[ "$(jq -r .message <<<"$error")" = "--mail and --json cannot go together" ]
	expect 2 mct rebook --limit few
	complains "--limit takes a whole number"
}

@test "how late she is, in words" {
	came "Over One" 2026-09-27 2026-10-25
	came "Just Due" 2026-08-31 2026-09-28 2026-10-26
	came "Soon Due" 2026-09-01 2026-09-29 2026-10-27
	came "New Comer" 2026-10-26
	expect 0 mct rebook --mail ana@willow.example --dry-run
	says "Over One: due, 1 day over"
	says "Just Due: due today"
	says "Soon Due: due in 1 day"
	says "New Comer: new, due today"
}

@test "who comes every day is said to" {
	mct -q client add "Dana Ortiz"
	for day in 20 21 22 23; do mct -q visit add dana --date "2026-11-$day" --minutes 60; done
	expect 0 mct rebook --weeks 4
	says "Dana comes every day, last on Mon 23 Nov 2026"
}

@test "who wants not to be called is not on the list of those to call" {
	mct -q client add "Ann A" --reach-by "do not call"
	mct -q client add "Bob B" --reach-by sms
	for who in ann bob; do mct -q visit add $who --date 2026-09-01 --minutes 60; done
	expect 0 mct rebook --tsv --columns client
	[ "$output" = "Bob B" ]
	[ "$(mct client show bob --json | jq -r '.[0].reach_by')" = text ]
	expect 2 mct client edit bob --reach-by pigeon
}
