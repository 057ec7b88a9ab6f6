#!/usr/bin/env bats
# Keeping in touch by a rhythm, and the one list of all that is due.
load common

local_setup() {
	mct -q init --currency USD --rate 70
	mct -q client add "Dana Whitfield" --phone 555-0142
	mct -q partner add "Core Pilates"
	mct -q contact add "Ines Roth"
}

due() { mct due --tsv --columns due,over,kind,who,what,id "$@" | tr '\t' '|'; }

@test "everyone has the rhythm that she is given, and any contact counts" {
	expect 0 mct due
	[ -z "$output" ]
	mct -q contact edit ines --touch-every "twice a year"
	[ "$(mct contact show ines --tsv --columns touch_every)" = 183 ]
	[ "$(due)" = "2026-11-23|0|touch|Ines Roth|be in touch for the first time|n3" ]
	mct -q touch ines hello --date "1 may 2026"
	[ "$(due)" = "2026-10-31|23|touch|Ines Roth|be in touch|n3" ]
	mct -q event add "Spring fair" --date "1 nov 2026"
	mct -q event met spring ines
	[ -z "$(due)" ]
	[ "$(due --within 200)" = "2027-05-03|-161|touch|Ines Roth|be in touch|n3" ]
	# A session is a contact, too.
	mct -q client edit dana --touch-every 4w
	mct -q visit add dana --minutes 60 --date "1 nov"
	[ "$(due)" = "2026-11-29|-6|touch|Dana Whitfield|be in touch|c1" ]
	mct -q client edit dana --touch-every 0
	[ -z "$(due)" ]
	expect 2 mct client edit dana --touch-every often
}

@test "a partner has the setting's rhythm once there was a contact, or one of its own" {
	[ -z "$(due)" ]
	mct -q connection add ines "works at" core
	mct -q touch ines "met her at the studio" --date "1 sep 2026"
	[ "$(due)" = "2026-10-27|27|touch|Core Pilates|be in touch|p2" ]
	mct -q partner edit core --touch-every 26w
	[ -z "$(due)" ]
	[ "$(mct partner review --tsv --columns step,due | grep touch)" = "" ]
	mct -q partner edit core --touch-every 2w
	[ "$(due | cut -d '|' -f 1)" = 2026-09-15 ]
	[ "$(mct partner review core --tsv --columns step,due | grep touch)" = $'get in touch\t2026-09-15' ]
	mct -q partner edit core --touch-every 0
	[ -z "$(due)" ]
	[ "$(mct partner review core --tsv --columns step,due | grep -c touch)" = 0 ]
	# Said from the other side it is the same tie.
	mct -q connection remove x1 -y
	mct -q connection add core employs ines
	[ "$(mct partner show core --tsv --columns last_contact)" = 2026-09-01 ]
}

@test "one list of all that is due, the oldest first" {
	mct -q touch core hello --date "1 sep 2026"
	mct -q promise add dana "bring the sheet" --date "1 nov"
	mct -q client add "Mei Tan"
	mct -q referral add mei --partner core --date "3 nov"
	mct -q referral add mei --referrer dana --date "4 nov"
	mct -q task add rent --kind lease --due "28 nov" --every monthly
	mct -q event add "Fair" --date fri --place Hall
	mct -q event add "Past fair" --date yesterday
	mct -q event add "Long fair" --date yesterday --until tomorrow
	mct -q system add core article --text "in the newsletter" --due "30 nov"
	mct -q agreement add core text --signed "1 jan" --renews "8 jan"
	[ "$(due)" = "2026-10-27|27|touch|Core Pilates|be in touch|p2
2026-11-01|22|promise|Dana Whitfield|you promised: bring the sheet|o1
2026-11-03|20|thanks|Core Pilates|thank them for Mei Tan|r1
2026-11-04|19|thanks|Dana Whitfield|thank them for Mei Tan|r2
2026-11-22|1|event||Long fair|ev3
2026-11-27|-4|event||Fair, Hall|ev1
2026-11-28|-5|task||rent|ta1
2026-11-30|-7|system|Core Pilates|see to the article: in the newsletter|m1
2027-01-08|-46|agreement|Core Pilates|renew the agreement|j1" ]
	[ "$(due --within 0 | wc -l)" = 6 ]
	[ "$(due --within 4 --kind event | wc -l)" = 2 ]
	[ "$(mct due --kind thanks --json | jq -r '.[1].phone')" = 555-0142 ]
	expect 2 mct due --kind thnaks
	complains "did you mean thanks?"
	expect 2 mct due --within soon
	# Settled, each by its own command.
	mct -q task 'done' ta1
	mct -q referral thank core --on today
	mct -q promise edit o1 --kept yes
	mct -q system 'done' m1
	mct -q agreement edit j1 --ended today
	[ "$(due | cut -d '|' -f 3,4)" = "thanks|Dana Whitfield
event|
event|" ]
}

@test "a promise is due when she comes; who has left is promised nothing" {
	mct -q promise add dana "bring the sheet" --date "1 nov"
	mct -q promise add dana "her part" --by client
	mct -q book dana "in 3 days 10:00" --minutes 60
	[ "$(due)" = "2026-11-26|-3|promise|Dana Whitfield|you promised: bring the sheet|o1" ]
	mct -q visit edit v1 --date "in 12 days"
	[ -z "$(due)" ]
	mct -q visit remove v1 -y
	[ "$(due | cut -d '|' -f 1)" = 2026-11-01 ]
	mct -q client edit dana --status ended
	[ -z "$(due)" ]
}

@test "the list as of another day" {
	mct -q task add insurance --due "1 mar 2027" --every yearly
	[ -z "$(due)" ]
	[ "$(due --as-of 2027-03-05)" = "2027-03-01|4|task||insurance|ta1" ]
	expect 0 mct --as-of 2027-03-05
	says "insurance: mct due"
	expect 0 mct rebook --mail ana@willow.example -n --as-of 2027-03-05
	says "- insurance, since Mon 1 Mar 2027"
}
