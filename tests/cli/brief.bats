#!/usr/bin/env bats
# The brief: one card before the session, read in ten seconds.
load common

local_setup() {
	mct -q init --currency USD --rate 70
	mct -q client add "Dana Whitfield" --phone 555-0142 --since "14 nov 2023"
}

# section NAME: the texts of a section, one a line.
section() { mct brief dana --json | jq -r ".[] | select(.section == \"$1\") | .text"; }

@test "a new client: first session, and her health was never gone through" {
	expect 0 mct brief dana
	says "SHE          first session"
	says "HEALTH       her health was never gone through: ask"
}

@test "cautions stand first, the gravest before the others, and need no colour" {
	mct -q caution add dana "left hip after a fall" --kind injury --severity area --area "left hip"
	mct -q caution add dana "latex gloves" --kind allergy --severity stop
	mct -q client edit dana --cautions "faints easily"
	expect 0 mct brief dana
	[[ $(sed -n 2p <<<"$output") == "! CAUTION    faints easily" ]]
	[[ $(sed -n 3p <<<"$output") == "! ALLERGY    latex gloves: STOP" ]]
	[[ $(sed -n 4p <<<"$output") == "! INJURY     left hip after a fall, left hip: LEAVE OUT" ]]
	[[ $output != *$'\e'* ]]
}

@test "a caution that was cleared or is over is not put forward; one whose time has passed asks" {
	mct -q caution add dana "stitches" --kind surgery --severity until_cleared --since "1 oct" --until "1 nov 2026"
	[[ $(section caution) == "stitches: NOT UNTIL CLEARED, to be looked at again" ]]
	mct -q caution edit h1 --cleared-by "Dr Lin"
	expect 0 mct brief dana
	says_not stitches
	expect 0 mct brief dana --full
	says "stitches: cleared by Dr Lin"
	mct -q caution edit h1 --ended today
	expect 0 mct brief dana --full
	says_not stitches
}

@test "nothing known is said, never assumed, and asked again when it is old" {
	mct -q review add dana --result none_known --date "1 nov"
	[ "$(section health)" = "nothing known" ]
	mct -q review edit w1 --date "1 jan 2026"
	[ "$(section health)" = "to be gone through again: anything new?" ]
}

@test "a question comes back until it was asked, and is due on its day" {
	mct -q client remember dana "exam on Thursday" --said "16 nov" --ask "2026-11-19"
	mct -q client remember dana "the new flat" --said "16 nov"
	mct -q client remember dana "a trip to Rome" --said "16 nov" --ask "2026-12-24"
	[ "$(section ask)" = $'exam on Thursday\nthe new flat' ]
	[ "$(section said)" = "a trip to Rome" ]
	mct -q fact asked f1
	[ "$(section ask)" = "the new flat" ]
	[[ $(section said) == *"exam on Thursday"* ]]
	mct -q fact close f1 "exam passed"
	[[ $(section said) != *exam* ]]
}

@test "the people and animals in her life, with their ages" {
	mct -q client remember dana "school play" --about Leo --as child --born "12 mar 2017"
	mct -q client remember dana "ate the sofa" --about Biscuit --as dog
	mct -q contact add "Sue Whitfield"
	mct -q connection add sue "sister of" dana
	expect 0 mct brief dana
	says "PEOPLE       Leo, child, 9; Biscuit, dog; Sue Whitfield, sister"
	says "Leo: school play"
}

@test "how she left last time opens the next brief, twice in a row stands out" {
	mct -q visit add dana --date "2 nov" --minutes 60 --felt rushed --feel-before 6 --feel-after 3
	[ "$(section felt)" = "she left feeling rushed" ]
	mct -q visit add dana --date "16 nov" --minutes 60 --felt disconnected
	[ "$(section felt)" = "she left feeling disconnected, the second time in a row" ]
	mct -q visit edit v2 --felt good --feel-before 3 --feel-after 5
	[ "$(section felt)" = "she left worse than she came: 3 -> 5, the second time in a row" ]
	mct -q config set feel.best 10
	[ -z "$(section felt)" ]
	[ "$(section session | head -1)" = "60 min, feel 3 -> 5, felt good" ]
}

@test "no money in it unless asked" {
	mct -q visit add dana --date "16 nov" --minutes 60 --tip 10
	expect 0 mct brief dana --full
	says_not '$'
	expect 0 mct brief dana --money
	says 'MONEY        $80.00 so far, tips included'
}

@test "a birthday near, thanks owed, what was promised and recommended" {
	mct -q client edit dana --birthday 1985-11-27
	mct -q client add "Mei Tan"
	mct -q referral add mei --referrer dana --date "2 nov"
	mct -q promise add dana "bring the stretching sheet"
	mct -q recommend add dana "foam roller" --kind retail --because "her calves"
	[ "$(section birthday)" = "turns 41" ]
	MCT_NOW=2026-11-29 expect 0 mct brief dana
	says "turned 41"
	[ "$(section thanks)" = "she sent you Mei Tan" ]
	[ "$(section promised)" = "bring the stretching sheet" ]
	[ "$(section recommended)" = "foam roller, because her calves" ]
	mct -q referral edit r1 --thanked today
	mct -q promise edit o1 --kept yes
	mct -q recommend answer e1 no
	[ -z "$(section thanks)$(section promised)$(section recommended)" ]
}

@test "somebody under age: who speaks for her" {
	mct -q client edit dana --birthday 2011-05-05
	[ "$(section health | head -1)" = "under age (15): no guardian in the book" ]
	mct -q contact add "Ana Whitfield" --phone 555-0100
	mct -q connection add "ana whitfield" "guardian of" dana
	[ "$(section health | head -1)" = "under age (15): guardian Ana Whitfield, 555-0100" ]
	expect 5 mct consent add dana care
	complains "was under age"
	expect 0 mct consent add dana care --guardian ana
}

@test "a topic is offered to the client whose record names it" {
	mct -q topic add "frozen shoulder" --words "adhesive capsulitis; stiff shoulder"
	mct -q topic note frozen "heat before stretching" --source "JOSPT 2013"
	[ -z "$(section topic)" ]
	mct -q goal add dana "get rid of the Stiff-Shoulder"
	[[ $(section topic) == "frozen shoulder: 1 finding"* ]]
}

@test "everything at once fits 24 lines of 80 columns, and says how much is left out" {
	for i in 1 2 3 4 5 6; do
		mct -q client remember dana "question $i" --said "$i nov"
		mct -q client remember dana "told you $i" --told-by me
		mct -q client remember dana "lavender $i" --kind likes
		mct -q goal add dana "goal $i"
		mct -q promise add dana "promise $i"
		mct -q wish add dana "mon $i-1$i"
		mct -q visit add dana --date "$i oct" --minutes 60 --felt good --feel-before 5 --feel-after 2
		mct -q caution add dana "caution $i"
	done
	expect 0 mct brief dana
	[ "$(wc -l <<<"$output")" -le 24 ]
	[ "$(wc -L <<<"$output")" -le 80 ]
	[ "$(grep -c '^! ' <<<"$output")" = 6 ]
	[[ $(tail -1 <<<"$output") == *" more: mct brief c1 --full" ]]
	expect 0 mct brief dana --full
	[ "$(grep -c "question" <<<"$output")" = 6 ]
	COLUMNS=40 expect 0 mct brief dana
	[ "$(wc -L <<<"$output")" -le 40 ]
	[ "$(wc -l <<<"$output")" -le 24 ]
}

@test "all who are booked today, in order" {
	mct -q client add "Mei Tan"
	mct -q visit add dana --date today --time 14:00 --minutes 60 --outcome booked
	mct -q visit add mei --date today --time 10:00 --minutes 90 --outcome booked
	expect 0 mct brief --today
	[ "$(grep -E '^(Dana|Mei)' <<<"$output" | tr -s ' ')" = $'Mei Tan c2 today 10:00, 90 min\nDana Whitfield c1 today 14:00, 60 min' ]
	expect 0 mct brief --today --json
	[ "$(jq -r '[.[].client] | unique | length' <<<"$output")" = 2 ]
	expect 0 mct brief --today --as-of 2026-11-24
	says "Nobody is booked on Tue 24 Nov 2026."
	expect 0 mct brief --today --as-of fri
	says "Nobody is booked on Fri 20 Nov 2026."
	expect 2 mct brief dana --today
	complains "a name and --today cannot go together: say one of the two"
	expect 2 mct brief
	complains "say whose brief"
	mct -q book dana tomorrow --minutes 60
	MCT_NOW=2026-11-24 expect 0 mct brief --today
	says "today, 60 min"
}

@test "whom you both know stands on it, unless it is private or was spoken of" {
	mct -q contact add "Jo Stone"
	mct -q contact add "Amy Stone"
	mct -q partner add "Core Pilates"
	mct -q client add "Rick Barlow"
	mct -q connect "jo stone" "amy stone" --as "sister of"
	for who in "jo stone" core rick; do mct -q connect dana "$who" --as "trains with"; done
	shared() { mct brief dana --tsv --columns section,label,text | sed -n 's/^shared\t//p' | tr '\t' '|'; }
	[ "$(shared)" = "Core Pilates|your partner" ]
	mct -q config set practice.me "amy stone"
	[ "$(shared)" = $'Core Pilates|your partner\nJo Stone|sister of you' ]
	expect 0 mct brief dana
	says "YOU BOTH     Core Pilates: your partner"
	says_not "Rick Barlow: your client"
	mct -q client remember dana "Jo is faster" --about "jo stone"
	[ "$(shared)" = "Core Pilates|your partner" ]
	# Nor does a setting that names nobody keep the brief from anybody.
	mct -q config set practice.me "nobody at all"
	expect 0 mct brief dana
	[ -z "$(shared)" ]
}

@test "her people are told from their side, whichever way it was written" {
	mct -q contact add "Leo Whitfield"
	mct -q contact add "Hill School" --kind organisation
	mct -q connect dana leo --as "parent of"
	mct -q connect dana hill --as "works at"
	expect 0 mct brief dana
	says "Leo Whitfield, child; Hill School, she: works at"
}
