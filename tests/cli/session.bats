# session.bats - checkin, log and book: before the session, after it, and the next one.
load common

local_setup() {
	mct -q init --currency USD --rate 85
	mct -q client add "Dana Whitfield" --phone 555-0142
	mct -q client add "Mei Tan"
	mct -q visit add dana --date "26 oct" --minutes 90
}

# visit ID FIELD...: these fields of a visit, between blanks.
visit() { mct visit list --where "client=${2:-dana}" --columns "$1" --tsv | tail -1 | tr '\t' ' '; }

@test "book looks ahead, takes the minutes of her last visit, and says the full date" {
	expect 0 mct book dana "fri 14:00"
	says "Booked Dana Whitfield for Fri 27 Nov 2026 14:00, 90 min (v2)"
	[ "$(visit date,time,minutes,outcome,booked_on)" = "2026-11-27 14:00 90 booked 2026-11-23" ]
	expect 0 mct book mei 16:00 --minutes 60 --json
	[ "$(jq -r '.[0] | "\(.date) \(.time) \(.minutes) \(.outcome)"' <<<"$output")" = "2026-11-23 16:00 60 booked" ]
	expect 2 mct book dana "last fri"
	complains '"last fri" is past: Fri 20 Nov 2026'
	expect 2 mct book dana "31 feb"
	complains "is not in the calendar"
	expect 2 mct book dana soon
	complains "is not a date"
	expect 2 mct book dana "fri 25:00"
	complains '"fri 25:00" does not end in a time of day'
	expect 2 mct book dana "today 8:00"
	complains '"today 8:00": 08:00 has passed'
	expect 2 mct book dana "fri 15:00" --minutes 5000
	complains 'minutes "5000" is longer than a day'
	expect 2 mct book dana "fri 15:00" --tip 5
	complains "there is no option"
	[ "$(mct visit list --csv | wc -l)" = 4 ]
}

@test "a booking does not run into another one, unless that is insisted on" {
	mct -q book dana "fri 14:00"
	expect 5 mct book mei "fri 15:00" --minutes 60
	complains "15:00 is taken: Dana Whitfield comes at 14:00, for 90 minutes (v2)"
	expect 5 mct book mei "fri 13:30" --minutes 60
	complains "is taken"
	expect 0 mct book mei "fri 13:00" --minutes 60
	expect 0 mct book mei "fri 15:30" --minutes 60
	expect 0 mct book mei "fri 14:00" --minutes 60 --therapist Ana --even-so
	mct -q visit add mei --date "2026-12-04" --time 14:00 --therapist Ana
	expect 0 mct book dana "4 dec 14:00" --therapist Eva
	expect 5 mct visit add dana --date "2026-12-04" --time 14:00 --therapist Ana
}

@test "who calls off tomorrow's session today has cancelled late" {
	mct -q book dana tomorrow
	expect 0 mct visit edit v2 --outcome late_cancel
	expect 2 mct visit edit v2 --outcome no_show
	complains "has not come yet"
}

@test "check-in goes to today's booking, and makes a visit where there is none" {
	mct -q book dana 14:00
	expect 0 mct checkin dana --feel-before 6 --checkin "left hip" --late-minutes 5
	says "Checked in: the visit of Dana Whitfield on Mon 23 Nov 2026 14:00 (v2), late minutes 5"
	[ "$(visit feel_before,checkin,late_minutes,outcome)" = "6 left hip 5 booked" ]
	expect 0 mct checkin mei --feel-before 3
	[ "$(visit time,feel_before,outcome mei)" = "09:00 3 booked" ]
	expect 2 mct checkin mei --feel-before 11
	complains 'feel_before "11" is not a score'
	[ "$(visit feel_before mei)" = 3 ]
	mct -q log mei --minutes 60
	expect 5 mct checkin mei --feel-before 4
	complains 'the visit of "mei" today is logged already (v3)'
}

@test "log completes today's booking, at the rate's price, with all that goes with it" {
	mct -q book dana 14:00
	mct -q client remember dana "Leo's school play" --ask fri --said "1 nov"
	mct -q promise add dana "bring the unscented oil"
	mct -q recommend add dana "hip stretch" --kind self_care --because "desk job"
	expect 0 mct log dana --feel-after 2 --tip 10 --felt good --said "a new puppy" --told "my trip" \
		--asked f1 --kept o1 --promise "the other oil" --answer yes --recommend "heat pack" --kind self_care \
		--because "tight shoulders" --extra "hot stones" --need "cold hands" --next "in 4 weeks 14:00"
	says "Logged Dana Whitfield, Mon 23 Nov 2026 14:00, 90 min, completed, \$127.50 (v2), tip \$10.00"
	says "Remembered about Dana Whitfield: a new puppy (f2)"
	says "Kept: your promise to Dana Whitfield"
	says "Answered yes: your recommendation to Dana Whitfield"
	says "Booked Dana Whitfield for Mon 21 Dec 2026 14:00, 90 min (v3)"
	[ "$(mct visit show v2 --columns outcome,price,tip,feel_after,felt,enhancements --tsv | tr '\t' ' ')" = \
		"completed 127.50 10.00 2 good hot stones (cold hands)" ]
	[ "$(mct fact list --sort id --columns text,told_by,ask,asked --tsv | tr '\t' ' ')" = \
		"Leo's school play client 2026-11-27 2026-11-23
a new puppy client next 
my trip me never " ]
	[ "$(mct promise list --columns text,kept --tsv | tr '\t' ' ')" = \
		"bring the unscented oil yes
the other oil " ]
	[ "$(mct recommend list --columns text,answer --tsv | tr '\t' ' ')" = \
		"hip stretch yes
heat pack open" ]
	[ "$(visit date,minutes,outcome)" = "2026-12-21 90 booked" ]
}

@test "log without a booking makes the visit; a second one needs its time" {
	expect 0 mct log mei --minutes 60 --date yesterday
	[ "$(visit date,minutes,price,outcome mei)" = "2026-11-22 60 85.00 completed" ]
	expect 5 mct log mei --date yesterday
	complains 'the visit of "mei" on Sun 22 Nov 2026 is logged already (v2)'
	expect 0 mct log mei --date yesterday --time 18:00
	[ "$(visit date,time,minutes mei)" = "2026-11-22 18:00 60" ]
	expect 2 mct log mei --date tomorrow
	complains "has not come yet"
}

@test "log touches nothing of another client" {
	mct -q client remember mei "a cat" --ask fri
	mct -q promise add mei "oil"
	expect 5 mct log dana --asked f1
	complains 'the fact f1 is of Mei Tan, not of "dana"'
	complains "hers are: mct fact list --where client=c1"
	expect 5 mct log dana --kept o1
	complains 'the promise o1 is of Mei Tan, not of "dana"'
	[ "$(mct fact list --columns asked --tsv)$(mct promise list --columns kept --tsv)" = "" ]
	[ "$(visit date)" = 2026-10-26 ]
}

@test "log and checkin with a time leave a booking of another time alone" {
	mct -q book dana 16:30 --minutes 60
	expect 0 mct log dana --time 10am --minutes 60
	says "Logged Dana Whitfield, Mon 23 Nov 2026 10:00, 60 min, completed"
	[ "$(mct visit list --where "date=today" --sort time --columns time,outcome --tsv | tr '\t\n' '  ')" = \
		"10:00 completed 16:30 booked " ]
	expect 0 mct checkin dana --time 13:00
	[ "$(mct visit show v2 --columns time --tsv)" = 16:30 ]
	expect 0 mct log dana --time 16:30 --tip 5
	[ "$(mct visit show v2 --columns outcome,tip --tsv)" = $'completed\t5.00' ]
	mct -q book mei today
	expect 0 mct log mei --time 11:15 --minutes 60
	[ "$(mct visit list --where client=mei --columns date,time,outcome --tsv)" = $'2026-11-23\t11:15\tcompleted' ]
}

@test "all of a log is kept, or nothing" {
	mct -q book dana 14:00
	mct -q book mei "21 dec 14:00" --minutes 60
	for wrong in '--next "21 dec 14:30"' '--next soon' '--feel-after 11' '--recommend x --kind retail' \
		'--recommend x --because y --kind z' '--asked f9' '--kept o9' '--answer yes' '--extra x' '--need x' '--price 20'; do
		eval "mct log dana --said puppy --promise oil $wrong" >out 2>err && { echo "taken: $wrong"; return 1; }
		[ -s err ]
		[ ! -s out ] || { cat out; return 1; }
		[ "$(visit outcome)" = booked ]
		[ -z "$(mct fact list --csv | tail -n +2)$(mct promise list --csv | tail -n +2)" ]
	done
	expect 2 mct log dana --extra x
	complains '--extra "x" needs the --need that called for it'
	expect 3 mct log dana --answer yes
	complains "no open recommendation to answer"
}

@test "check-in asks one line each, beside what to mind" {
	mct -q caution add dana "blood thinners" --kind medication
	mct -q promise add dana "bring the unscented oil"
	mct -q book dana 14:00
	at_terminal 0 '5\nseven\n7\nslept badly\n' "mct checkin dana"
	says "! medication: blood thinners"
	says "you promised: bring the unscented oil"
	says 'feel_before "seven" is not a score'
	says "Checked in: the visit of Dana Whitfield"
	[ "$(visit late_minutes,feel_before,checkin)" = "5 7 slept badly" ]
	at_terminal 0 '\n8\n\n' "mct checkin dana"
	says "how many minutes late (Enter: 5)?"
	[ "$(visit late_minutes,feel_before)" = "5 8" ]
	at_terminal 0 '\n\n\n' "mct checkin mei"
	says "how many minutes late (Enter: on time)?"
	[ "$(visit late_minutes mei)" = 0 ]
}

@test "yes or no is asked again until it is one, and the beginning of a choice is enough" {
	mct -q client remember dana "Leo's school play" --ask next --said "1 nov"
	at_terminal 0 '\n\n\n\ng\nyep\nYes\n\n\nheat pack\ntight shoulders\nself\n\nmaybe later on some other day\nn\n' "mct log dana"
	says "type y or n, or Enter"
	[ "$(visit felt)" = good ]
	[ "$(mct fact list --columns asked --tsv)" = 2026-11-23 ]
	[ "$(mct recommend list --columns kind --tsv)" = self_care ]
	at_terminal 5 '\n\n\n\n\n\n\n\n\n' "mct log dana"
	expect 0 mct log mei --recommend "sleep" --kind "self care" --because "tired"
	says "  no price: the length is not known"
	mct -q client add "Zoe Lang"
	expect 0 mct log zoe --outcome no_show
	says_not "no price"
	at_terminal 5 'nope\nno\n' "mct visit remove v2 --with-all"
	at_terminal 5 'x\n\n' "mct client remove dana --with-all"
	says "type y or n, or Enter"
	says "Nothing was removed."
}

@test "log asks one line each; Enter passes over, and a taken time is asked for again" {
	mct -q client remember dana "Leo's school play" --ask next --said "1 nov"
	mct -q promise add dana "bring the unscented oil"
	mct -q book mei "21 dec 14:00" --minutes 60
	mct -q book dana 14:00
	at_terminal 0 '60\n10\n2\nfloating\n\ny\ny\na new puppy\n\nheat pack\ntight shoulders\nself_care\n21 dec 14:30\n\n21 dec 16:00\n' \
		"mct log dana"
	says "(Enter: 90)?"
	says "is taken: Mei Tan"
	says "Booked"
	[ "$(mct visit show v3 --columns outcome,minutes,price,tip,feel_after,checkout,felt --tsv | tr '\t' ' ')" = \
		"completed 60 85.00 10.00 2 floating " ]
	[ "$(mct fact list --sort id --columns text,asked --tsv | tr '\t' ' ')" = $'Leo\'s school play 2026-11-23\na new puppy ' ]
	[ "$(mct promise list --columns kept --tsv)" = yes ]
	[ "$(mct recommend list --columns text,because,kind --tsv | tr '\t' ' ')" = "heat pack tight shoulders self_care" ]
	[ "$(visit date,time,minutes)" = "2026-12-21 16:00 60" ]
}

@test "the end of input ends the questions and keeps the answers; Ctrl-C keeps nothing" {
	mct -q book dana 14:00
	at_terminal 0 '60\n10\n\004' "mct log dana"
	[ "$(visit outcome,minutes,tip)" = "completed 60 10.00" ]
	at_terminal 5 '\004' "mct log mei"
	says "nothing was logged"
	at_terminal 5 '\004' "mct checkin mei"
	says "nobody was checked in"
	[ -z "$(visit id mei)" ]
	at_terminal 2 '' "mct log mei --date tomorrow"
	says "Tue 24 Nov 2026 has not come yet"
	says_not "how many minutes"
	waits_at_terminal "how many minutes late" "mct checkin mei"
	printf '5\n\003' >&7
	leaves_terminal 130
	[ -z "$(visit id mei)" ]
}

@test "the SOAP note is written in the editor, before anything is stored" {
	mct -q book dana 14:00
	cat >editor <<-'SH'
		#!/bin/sh
		sed -i -e 's/^subjective:/subjective: left hip aches/' -e 's/^plan:/plan: hip flexors\n    then glutes/' "$1"
		grep -q '^price' "$1" && exit 1
		cp "$1" form
		exit 0
	SH
	chmod +x editor
	EDITOR=$PWD/editor at_terminal 0 '' "mct log dana --notes --tip 5"
	[ "$(mct visit show v2 --json | jq -r '.[0] | .outcome, .subjective, .plan, .noted')" = \
		$'completed\nleft hip aches\nhip flexors\nthen glutes\n2026-11-23' ]
	grep -q "Save and leave the editor to go on" form
	at_terminal 2 'n\n' "EDITOR='sed -i s/^plan:/plan/' mct log dana --time 18:00 --notes"
	says "Nothing was changed."
	expect 2 mct log mei --notes
	complains "--notes needs a terminal"
	mct -q book dana 15:30
	EDITOR=false at_terminal 1 'n\n' "mct log dana --notes"
	[ "$(visit outcome)" = booked ]
}

@test "log keeps a fact once, and echoes its enhancements" {
	expect 0 mct log mei --minutes 60 --said cat --said dog --said cat --extra "hot stones" --need "cold hands"
	says "enhancements hot stones (cold hands)"
	[ "$(mct fact list --columns text --sort id --tsv | tr '\n' ' ')" = "cat dog " ]
}

@test "a pause tells which bookings stand" {
	mct -q book mei today --minutes 60
	mct -q book mei "in 2 weeks 10:00" --minutes 60
	mct -q book dana "in 2 weeks 12:00" --minutes 60
	expect 0 mct client suspend mei --because physio --since tomorrow
	says "1 booking stands: mct visit list --where client=c2 --status booked"
	expect 0 mct client suspend dana --because physio --json
	[ "$(jq length <<<"$output")" = 1 ]
	mct -q client add "Zoe Lang"
	expect 0 mct client suspend zoe --because physio
	says_not stand
}

@test "a day is said in German, French or Spanish too" {
	expect 0 mct book dana "freitag 14:00"
	says "Fri 27 Nov 2026 14:00"
	expect 0 mct book mei "mié 9:00"
	says "Wed 25 Nov 2026 09:00"
	expect 0 mct visit add mei --date "mar 3" --minutes 60
	says "Tue 3 Mar 2026"
	expect 0 mct wish add mei "samedi"
	says "sat"
}
