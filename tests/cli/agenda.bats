# agenda.bats - the days ahead: who comes when, what runs into what, what is free, and
# bookings that are moved or called off.
load common

local_setup() {
	mct -q init --currency USD --rate 85
	mct -q client add "Dana Whitfield" --phone 555-0142
	mct -q client add "Mei Tan"
}

# agenda COLUMNS ARGUMENT...: the rows with blanks between.
agenda() { mct agenda --tsv --columns "$@" | tr '\t' ' '; }

@test "the agenda holds what takes time, in its order, today and the six days after it" {
	mct -q visit book dana fri 14:00 --minutes 90
	mct -q visit book mei 9:30 --minutes 60
	mct -q visit book mei "sun 10:00" --minutes 60
	mct -q visit book mei "mon 12:00" --minutes 60 --dry-run
	mct -q visit book dana "30 nov 10:00" --minutes 60
	mct -q log dana --time 8:00 --minutes 45
	mct -q visit book dana "wed 10:00" --minutes 60
	mct -q visit book mei "wed 12:00" --minutes 60
	mct -q visit cancel v7
	[ "$(agenda date,weekday,time,until,client,outcome,id)" = \
		"2026-11-23 mon 08:00 08:45 Dana Whitfield completed v5
2026-11-23 mon 09:30 10:30 Mei Tan booked v2
2026-11-25 wed 10:00 11:00 Dana Whitfield booked v6
2026-11-27 fri 14:00 15:30 Dana Whitfield booked v1
2026-11-29 sun 10:00 11:00 Mei Tan booked v3" ] || { agenda date,time,id; false; }
}

@test "a day, this week, and the next one" {
	mct -q visit book dana "fri 14:00" --minutes 90
	mct -q visit book mei today --minutes 60
	mct -q visit add mei --date "19 nov" --minutes 60
	mct -q visit book mei "30 nov 14:00" --minutes 60
	[ "$(agenda id today)" = v2 ]
	[ "$(agenda id fri)" = v1 ]
	[ "$(agenda id "19 nov 2026")" = v3 ]
	[ "$(agenda id yesterday)" = "" ]
	[ "$(agenda id week | tr '\n' ' ')" = "v2 v1 " ]
	[ "$(agenda id "next week")" = v4 ]
	[ "$(agenda id next week)" = v4 ]
	[ "$(agenda id week --as-of 2026-11-18)" = v3 ]
	expect 2 mct agenda someday
	complains '"someday" is not a date'
	at_terminal 0 '' "mct agenda tomorrow"
	says "Tue 24 Nov 2026: nothing is booked."
	at_terminal 0 '' "mct agenda --as-of 2026-12-10"
	says "Thu 10 Dec 2026 to Wed 16 Dec 2026: nothing is booked."
}

@test "what runs into what is told on either side; other hands, a miss and another day do not" {
	mct -q book dana "fri 14:00" --minutes 90
	mct -q book mei "fri 15:00" --minutes 60 --even-so
	mct -q client add "Zoe Lang"
	mct -q book zoe "fri 15:30" --minutes 30 --even-so
	mct -q book zoe "thu 15:30" --minutes 30
	[ "$(agenda id,remark)" = "v4 
v1 runs into Mei Tan at 15:00 for 60 min (v2)
v2 runs into Dana Whitfield at 14:00 for 90 min (v1), Zoe Lang at 15:30 for 30 min (v3)
v3 runs into Mei Tan at 15:00 for 60 min (v2)" ]
	mct -q visit edit v1 --therapist Ana
	mct -q visit edit v2 --therapist Eva
	[ "$(agenda id,remark fri)" = "v1 
v2 runs into Zoe Lang at 15:30 for 30 min (v3)
v3 runs into Mei Tan at 15:00 for 60 min (v2)" ]
	[ "$(agenda id --therapist eva | tr '\n' ' ')" = "v4 v2 v3 " ]
}

@test "a booking that is moved runs into nothing, unless that is insisted on" {
	mct -q book dana "fri 14:00" --minutes 90
	mct -q book mei "fri 16:00" --minutes 60
	expect 5 mct visit move mei "fri 15:00"
	complains "15:00 is taken: Dana Whitfield comes at 14:00, for 90 minutes (v1)"
	complains "mct visit move has --even-so"
	expect 5 mct visit edit v2 --time 13:30
	expect 5 mct visit edit v1 --minutes 150
	expect 0 mct visit edit v1 --note "back door"
	expect 0 mct visit move mei fri 15:30
	says "Changed the visit of Mei Tan on Fri 27 Nov 2026 16:00 (v2): time 15:30"
	expect 0 mct visit move mei "fri 15:00" --even-so
	says "runs into Dana Whitfield at 14:00 for 90 min (v1)"
	expect 0 mct visit edit v2 --service back
	expect 0 mct visit move v1 thu --minutes 60
	says "Changed the visit of Dana Whitfield on Fri 27 Nov 2026 14:00 (v1): date Thu 26 Nov 2026, minutes 60"
	expect 0 mct undo
	[ "$(agenda date,time,minutes thu)$(agenda date,time,minutes fri | head -1)" = "2026-11-27 14:00 90" ]
	expect 2 mct visit move v1 "last fri"
	complains '"last fri" is past: Fri 20 Nov 2026'
	expect 2 mct visit move v1 "today 8:00"
	complains "08:00 has passed"
	expect 2 mct visit move v1 soon
	expect 0 mct visit move v1 9:00 --json
	[ "$(jq -r '.[0] | .id + .date + .time' <<<"$output")" = v12026-11-2309:00 ]
}

@test "a client's name stands for what she has booked ahead" {
	mct -q visit add mei --date "19 nov" --time 10:00 --minutes 60 --outcome booked
	mct -q visit add mei --date "18 nov" --minutes 60
	expect 3 mct visit cancel mei
	complains '"mei" has no booked visit from today on'
	mct -q book mei "fri 10:00"
	expect 0 mct visit cancel mei --because "a cold"
	says 'Changed the visit of Mei Tan on Fri 27 Nov 2026 10:00 (v3): outcome cancelled, note "called off: a cold"'
	expect 5 mct visit move v3 "sat 10:00"
	complains "v3 of Mei Tan is not booked any more: it is cancelled"
	mct -q book mei "sat 10:00" --note "back door"
	mct -q book mei "sun 10:00"
	expect 4 mct visit cancel mei
	complains "v5 (2026-11-29), v4 (2026-11-28)"
	at_terminal 0 '2\n' "mct visit cancel mei --late --because flu"
	says "(v4): outcome late"
	[ "$(mct visit show v4 --json | jq -r '.[0] | .outcome, .note')" = $'late_cancel\nback door\ncalled off: flu' ]
	expect 3 mct visit cancel nobody
	expect 3 mct visit cancel v99
	expect 3 mct visit cancel c1
	mct -q book dana 16:00
	expect 0 mct visit cancel dana
	says "was that too late? mct visit edit v6 --outcome late_cancel"
}

@test "what is outside the hours of work is told wherever it is stored, and nothing where it fits" {
	expect 2 mct config set practice.hours "mon-fri 9-18, sat 9-13"
	mct -q config set practice.hours "mon-fri 9-18; sat 9-12; sat 12-13"
	expect 0 mct book dana "sat 11:30" --minutes 60
	says_not "outside"
	expect 0 mct book mei "sat 12:30" --minutes 60
	says "outside your hours: mon-fri 9-18; sat 9-12; sat 12-13"
	expect 0 mct visit move mei "fri 17:00"
	says_not "outside"
	expect 0 mct visit move mei "fri 17:01"
	says "outside your hours"
	expect 0 mct visit edit v2 --date 2026-11-29 --time 10:00
	says "outside your hours"
	expect 0 mct log mei --time 7:00 --minutes 60 --next "sun 8:00" --even-so
	[ "$(grep -c outside <<<"$output")" = 1 ]
	expect 0 mct book dana "sun 20:00" --json
	says_not outside
	[ "$(agenda remark sun | sort -u)" = "outside your hours: mon-fri 9-18; sat 9-12; sat 12-13" ]
}

@test "a session that is logged over another one is kept, and told" {
	mct -q log mei --time 8:00 --minutes 60
	expect 0 mct log dana --time 8:30 --minutes 60
	says "runs into Mei Tan at 08:00 for 60 min (v1)"
	expect 0 mct visit add dana --date "yesterday 8:00" --minutes 60
	says_not "runs into"
}

@test "free hours are what is left of the hours of work, from now on" {
	export MCT_NOW=2026-11-23T09:07
	mct -q config set practice.hours "mon-thu 9-12; mon-thu 13-18; fri 9-13"
	mct -q book dana 10:00 --minutes 45
	mct -q book mei 17:00 --minutes 90
	mct -q book mei "tue 13:00"
	mct -q book dana "wed" --minutes 60
	free() { mct agenda --free --tsv --columns weekday,time,until,minutes "$@" | tr '\t' ' '; }
	[ "$(free today)" = "mon 09:10 10:00 50
mon 10:45 12:00 75
mon 13:00 17:00 240" ]
	[ "$(free tue)" = "tue 09:00 12:00 180
tue 14:00 18:00 240" ]
	[ "$(free today --minutes 60)" = "mon 10:45 12:00 75
mon 13:00 17:00 240" ]
	[ "$(free wed fri 2>&1 | head -1)" != "wed 09:00 12:00 180" ]
	[ "$(free wed)" = "wed 09:00 12:00 180
wed 13:00 18:00 300" ]
	[ "$(free week | wc -l)" = 10 ]
	[ -z "$(free sun)$(free yesterday)" ]
	at_terminal 0 '' "mct agenda sun --free"
	says "Sun 29 Nov 2026: nothing is free."
	mct -q config set practice.hours "mon 20-24"
	[ "$(free today)" = "mon 20:00 00:00 240" ]
	mct -q config unset practice.hours
	expect 0 mct agenda --free tue --tsv --columns time,until
	[ "$output" = $'09:00\t13:00\n14:00\t18:00' ]
	complains "you are taken to work mon-fri 9-18"
}

@test "who is booked is not on the rebooking list; who called off is again" {
	mct -q visit add dana --date "26 oct" --minutes 60
	[ "$(mct rebook --tsv --columns client)" = "Dana Whitfield" ]
	mct -q visit book dana "fri 14:00"
	[ -z "$(mct rebook --tsv)" ]
	mct -q visit move dana "sat 14:00"
	[ -z "$(mct rebook --tsv)" ]
	mct -q visit cancel dana
	[ "$(mct rebook --tsv --columns client)" = "Dana Whitfield" ]
	mct -q undo
	[ -z "$(mct rebook --tsv)" ]
}
