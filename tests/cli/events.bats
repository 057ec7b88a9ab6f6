#!/usr/bin/env bats
# Professional events: what they cost and give, who was met there, and what to follow up; and what the
# practice has to do by a day.
load common

local_setup() {
	mct -q init --currency USD --rate 70
	mct -q client add "Dana Whitfield"
}

@test "an event has its day, place, cost and hours of continuing education" {
	expect 0 mct event add "Spring fair" --date fri --place "Town hall" --cost 40 --hours 1.5 --why "meet midwives"
	says 'Added event Spring fair on Fri 27 Nov 2026 (ev1), place "Town hall", cost $40.00, hours 1.5, why "meet midwives"'
	mct -q event add "Hip course" --date "2026-03-02 09:00" --until 2026-03-04 --hours 21
	mct -q event add "Online" --date "last fri" --hours 90m
	[ "$(mct event list --tsv --columns name,date,time,hours,standing | tr '\t' '|')" = "Hip course|2026-03-02|09:00|21|past
Online|2026-11-20||1.5|past
Spring fair|2026-11-27||1.5|coming" ]
	[ "$(mct event list --status coming --tsv --columns id)" = ev1 ]
	[ "$(mct event list fair --tsv --columns id)" = ev1 ]
	expect 0 mct event list --json
	[ "$(jq -c '[.[].hours]' <<<"$output")" = "[21,1.5,1.5]" ]
	expect 5 mct event add "spring FAIR" --date 2027-05-01
	complains 'there is an event "spring FAIR" already (ev1)'
	expect 2 mct event add "Other" --date 2027-05-01 --until 2027-04-01
	expect 2 mct event add "Other"
	complains "date is missing"
	expect 2 mct event add "Other" --date fri --hours many
	complains "is not a length in hours"
	mct -q event edit ev1 --worth yes --learned "bring cards"
	expect 0 mct event show spring
	says "bring cards"
}

@test "hours of continuing education are counted by year, up to today" {
	mct -q event add "A" --date 2025-03-02 --hours 6 --cost 100
	mct -q event add "B" --date 2026-03-02 --hours 1.5 --cost 20.50
	mct -q event add "C" --date 2026-05-02 --hours 0:45
	mct -q event add "D" --date 2027-05-02 --hours 8 --cost 500
	[ "$(mct event hours --tsv | tr '\t' '|')" = "2025|1|6|100.00|0
2026|2|2.25|20.50|0
all|3|8.25|120.50|0" ]
	[ "$(mct event hours --since "1 jan 2026" --tsv | tr '\t' '|')" = "2026|2|2.25|20.50|0" ]
	[ "$(mct event hours --since "1 jan 2026" --as-of 2027-06-01 --tsv --columns year,hours | tail -1)" = $'all\t10.25' ]
}

@test "who was met there is noted, in the book already or from now on" {
	mct -q event add "Spring fair" --date "12 nov 2026"
	expect 0 mct event met spring dana "her studio" --follow-up "send the article" --due fri
	says "Noted that you met Dana Whitfield at Spring fair: her studio (me1)"
	says "To do: send the article, with Dana Whitfield, due Fri 27 Nov 2026 (ta1)"
	expect 3 mct event met spring "Ines Roth" "runs a Pilates studio"
	complains '"Ines Roth" is not in the book'
	complains "--new"
	[ -z "$(mct contact list ines --tsv)" ]
	expect 0 mct event met spring "Ines Roth" "runs a Pilates studio" --new --phone 555-0177 --follow-up "visit her"
	says "Added contact Ines Roth (n2)"
	says "To do: visit her, with Ines Roth, due Mon 30 Nov 2026 (ta2)"
	[ "$(mct contact show ines --tsv --columns phone)" = 555-0177 ]
	expect 5 mct event met spring ines again
	complains "that you met Ines Roth there is noted already (me2)"
	expect 2 mct event met spring ines --new --phone 555-0100
	complains "is in the book already"
	expect 2 mct event met spring ines --due fri
	complains "--follow-up"
	expect 3 mct event met winter ines
	[ "$(mct meeting list --tsv --columns event,who,about,date | tr '\t' '|')" = "Spring fair|Dana Whitfield|her studio|2026-11-12
Spring fair|Ines Roth|runs a Pilates studio|2026-11-12" ]
	expect 0 mct event show spring
	says "Ines Roth: runs a Pilates studio"
	says "2026-11-30  visit her (Ines Roth)"
	expect 0 mct client history dana --tsv --columns date,kind,text
	says $'2026-11-12\tmeeting\tmet at Spring fair, her studio'
	says $'2026-11-27\ttask\t'
	# All of it is one step, also back.
	mct -q undo
	[ -z "$(mct contact list ines --tsv)$(mct task list --tsv | grep visit)" ]
}

@test "somebody new is asked about at a terminal" {
	command -v script >/dev/null || skip "script(1) is not here"
	mct -q event add "Spring fair" --date "12 nov 2026"
	at_terminal 0 'y\n' 'mct event met spring "Ines Roth" "runs a studio"'
	[[ $output == *"Ines Roth is not in the book. Add her? [Y/n]"* ]]
	[ "$(mct meeting list --tsv --columns who)" = "Ines Roth" ]
	at_terminal 5 'n\n' 'mct event met spring "Zoe Stone"'
	[ "$(mct contact list --tsv | wc -l)" = 2 ]
}

@test "what recurs keeps its day of the month; what is done once is done" {
	due() { mct task list --tsv --columns due,done,standing --where "what=$1" | tr '\t' '|'; }
	expect 0 mct task add rent --kind lease --due "31 jan 2027" --every monthly
	says "To do: rent, due Sun 31 Jan 2027 (ta1), kind lease, every 30"
	mct -q task 'done' ta1
	[ "$(due rent)" = "2027-02-28|2026-11-23|open" ]
	mct -q task add licence --due "1 mar 2027" --every "2 years"
	mct -q task 'done' ta2 --on "1 nov"
	[ "$(due licence)" = "2029-03-01|2026-11-01|open" ]
	mct -q task add supplies --due "1 dec 2026" --every "6 weeks"
	mct -q task 'done' ta3 --next "24 dec"
	[ "$(due supplies)" = "2026-12-24|2026-11-23|open" ]
	mct -q task 'done' ta3 --on "22 nov"
	[ "$(due supplies)" = "2027-02-04|2026-11-22|open" ]
	expect 0 mct task add "call her" --who dana
	says "To do: call her, with Dana Whitfield, due Mon 23 Nov 2026 (ta4)"
	mct -q task 'done' ta4
	[ "$(due "call her")" = "|2026-11-23|done" ]
	mct -q task edit ta1 --ended today
	[ "$(mct task list --status open --tsv --columns id | tr '\n' ' ')" = "ta3 ta2 " ]
	expect 2 mct task add x --every 0
	expect 2 mct task add x --every 100000
	complains "longer than a hundred years"
	expect 2 mct task 'done' ta1 --on tomorrow
}

@test "events, meetings and tasks come in and go out without loss" {
	printf 'event,start date,location,price,ce hours\nSpring fair,12 nov 2026,Town hall,$40,1.5\nHip course,2026-03-02,,,21\n' >e.csv
	expect 0 mct import events e.csv
	says "2 rows = 2 new"
	expect 0 mct import events e.csv
	says "0 new, 0 changed, 2 same"
	mct -q event met hip dana "likes hips" --follow-up "write" --due fri
	mct -q task add rent --kind lease --due "1 jan" --every monthly --note "with care"
	mct -q export all -o one
	mct -q init --db other.db --currency USD --rate 70
	for kind in contacts clients events meetings tasks; do mct -q --db other.db import $kind one/$kind.csv; done
	mct -q --db other.db export all -o two
	for kind in events meetings tasks; do cmp one/$kind.csv two/$kind.csv; done
	[ "$(wc -l <two/tasks.csv)" = 3 ]
}

@test "what is removed takes along or leaves what it should" {
	mct -q event add "Spring fair" --date "12 nov 2026"
	mct -q event met spring dana "x" --follow-up "write"
	expect 5 mct event remove spring -y
	expect 0 mct event remove spring --with-all -y
	says "With it went 1 meeting."
	[ "$(mct task list --tsv --columns what,event)" = $'write\t' ]
	expect 0 mct undo
	[ "$(mct task list --tsv --columns what,event)" = $'write\tSpring fair' ]
}

@test "a touch needs no add" {
	expect 0 mct touch dana "called about Friday" --via phone
	says "Noted that you were in touch with Dana Whitfield on Mon 23 Nov 2026: called about Friday (to1), via phone"
	expect 0 mct touch list --tsv --columns what
	[ "$output" = "called about Friday" ]
	expect 2 mct touch
	expect 2 mct touch dana
	complains "WHAT is missing"
	expect 3 mct touch nobody hello
}
