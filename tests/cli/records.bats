#!/usr/bin/env bats
# Records: add, list, show, edit, remove; what a therapist types and what she sees.
load common

local_setup() { mct -q init --currency USD --rate 70; }

@test "the practice file is readable by its owner alone" {
	file=$HOME/.local/share/mct/practice.db
	[ "$(stat -c %a "$file")" = 600 ]
	[ "$(stat -c %a "$(dirname "$file")")" = 700 ]
}

@test "a second init is refused and leaves the first practice" {
	mct -q client add "Dana Whitfield"
	expect 5 mct init
	complains "already"
	expect 0 mct client list --tsv
	says "Dana Whitfield"
}

@test "an unknown currency is not understood and leaves no file" {
	expect 2 mct init --db other.db --currency XYZ
	complains 'currency "XYZ" is not known'
	[ ! -e other.db ]
}

@test "a client added is echoed, listed and shown" {
	expect 0 mct client add "Dana Whitfield" --phone "555-0142" --since "14 nov 2023" --tags "runner; desk work"
	says "Added client Dana Whitfield (c1), phone 555-0142, since Tue 14 Nov 2023, tags runner; desk work"
	expect 0 mct client show dana --json
	[ "$(jq -r '.[0].since' <<<"$output")" = 2023-11-14 ]
	[ "$(jq -c '.[0].tags' <<<"$output")" = '["runner","desk work"]' ]
	[ "$(jq -r '.[0].status' <<<"$output")" = active ]
	[ "$(jq -r '.[0].email' <<<"$output")" = null ]
}

@test "cautions stand first on the card, plain without colour" {
	mct -q client add "Dana Whitfield" --cautions "latex allergy" --phone 555-0142
	expect 0 mct client show dana
	[[ $(sed -n 2p <<<"$output") == "! CAUTIONS  latex allergy" ]]
	[[ $output != *$'\e'* ]]
}

@test "all that is wrong with a record is told at once and nothing is stored" {
	expect 2 mct client add "Dana Whitfield" --birthday 31.02.1980 --email nonsense --status sleeping
	complains 'birthday "31.02.1980" is not in the calendar'
	complains 'email "nonsense" is not an e-mail address'
	complains 'status cannot be "sleeping"'
	expect 0 mct client list --tsv
	[ -z "$output" ]
}

@test "money is never negative" {
	mct -q client add "Dana Whitfield"
	expect 2 mct visit add dana --minutes 60 --tip -5
	complains 'tip "-5" is negative'
}

@test "a visit typed today is completed and costs what its minutes cost" {
	mct -q client add "Dana Whitfield"
	expect 0 mct visit add dana --minutes 90 --time 2pm
	says "Logged Dana Whitfield, Mon 23 Nov 2026 14:00, 90 min, completed, \$105.00 (v1)"
}

@test "a visit ahead is booked and has no price yet" {
	mct -q client add "Dana Whitfield"
	expect 0 mct visit add dana --date 2026-12-04 --minutes 60 --json
	[ "$(jq -r '.[0].outcome' <<<"$output")" = booked ]
	[ "$(jq -r '.[0].price' <<<"$output")" = null ]
}

@test "a date that reads two ways is refused with both, until the order is known" {
	mct -q client add "Dana Whitfield"
	expect 2 mct visit add dana --date 3/4/2026
	complains "3 Apr 2026 or 4 Mar 2026"
	mct -q config set date.order mdy
	expect 0 mct visit add dana --date 3/4/2026 --json
	[ "$(jq -r '.[0].date' <<<"$output")" = 2026-03-04 ]
}

@test "next friday is no date: the hint names both" {
	mct -q client add "Dana Whitfield"
	expect 2 mct visit add dana --date "next fri"
	complains 'date "next fri" reads two ways'
	complains "write 27 Nov 2026 or 4 Dec 2026"
	[[ $error != *date.order* ]]
	expect 0 mct visit add dana --date "27 Nov 2026"
}

@test "edit changes what is said and keeps the rest" {
	mct -q client add "Dana Whitfield" --phone 555-0142 --note "likes quiet"
	expect 0 mct client edit dana --phone 555-0199
	says "Changed client Dana Whitfield (c1): phone 555-0199"
	expect 0 mct client show dana --json
	[ "$(jq -r '.[0] | .phone + "|" + .note' <<<"$output")" = "555-0199|likes quiet" ]
	expect 0 mct client edit dana --note ""
	expect 0 mct client show dana --json
	[ "$(jq -r '.[0].note' <<<"$output")" = null ]
}

@test "edit without options in a script says what it needs" {
	mct -q client add "Dana Whitfield"
	expect 2 mct client edit dana
	complains "say what to change"
}

@test "what other records hang on is removed only with all" {
	mct -q client add "Dana Whitfield"
	mct -q visit add dana --minutes 60
	expect 5 mct client remove dana
	complains 'other records hang on client "Dana Whitfield" (c1)'
	complains "1 visit"
	expect 0 mct client remove dana --with-all --yes
	says "With it went 1 visit"
	[ "$(sqlite3 "$HOME/.local/share/mct/practice.db" 'SELECT count(*) FROM contact')" = 0 ]
	[ "$(sqlite3 "$HOME/.local/share/mct/practice.db" 'SELECT count(*) FROM visit')" = 0 ]
}

@test "ids are never used again" {
	mct -q client add Dana
	mct -q client remove dana --yes
	expect 0 mct client add Tom
	says "(c2)"
}

@test "a client who becomes a partner stays one person" {
	mct -q client add "Dana Whitfield" --email dana@example.org
	expect 0 mct partner add "dana whitfield" --business yoga
	says "Added partner dana whitfield (p1)"
	[ "$(sqlite3 "$HOME/.local/share/mct/practice.db" 'SELECT count(*) FROM contact')" = 1 ]
	mct -q client remove dana --yes
	expect 0 mct partner show dana --json
	[ "$(jq -r '.[0].email' <<<"$output")" = dana@example.org ]
}

@test "a namesake is stored only with something that tells her apart" {
	mct -q client add "Ana Silva" --email one@example.org
	expect 5 mct client add "ana SILVA"
	complains 'there is a client "ana SILVA" already (c1)'
	expect 0 mct client add "Ana Silva" --email two@example.org
	expect 0 mct visit add "Ana Silva <two@example.org>" --minutes 60 --json
	[ "$(jq -r '.[0].client' <<<"$output")" = "Ana Silva <two@example.org>" ]
}

@test "lists filter, sort, pick columns and stop at a limit" {
	mct -q client add "Dana Whitfield" --since 2024-01-10 --tags runner
	mct -q client add "Tom Okafor" --since 2025-06-01 --status ended
	mct -q client add "José García" --since 2026-02-01 --tags "runner; desk" --note "left hip"
	expect 0 mct client list --tsv --columns name --status active
	[ "$output" = $'Dana Whitfield\nJosé García' ]
	expect 0 mct client list --tsv --columns name --where tags=runner --where 'since>=2025-01-01'
	[ "$output" = "José García" ]
	expect 0 mct client list --tsv --columns name --where 'note~HIP'
	[ "$output" = "José García" ]
	expect 0 mct client list --tsv --columns name --where status!=active
	[ "$output" = "Tom Okafor" ]
	expect 0 mct client list --tsv --columns name --sort -since --limit 2
	[ "$output" = $'José García\nTom Okafor' ]
	expect 0 mct client list --tsv --columns name --since 2024-06-01 --until 2025-12-31
	[ "$output" = "Tom Okafor" ]
	expect 0 mct client list garc --tsv --columns id,name
	[ "$output" = $'c3\tJosé García' ]
	expect 2 mct client list --where statsu=active
	complains "did you mean status"
	expect 2 mct client list --columns nmae
	complains "did you mean name"
}

@test "referrals go in and out, and nobody refers herself" {
	mct -q client add "Dana Whitfield"
	mct -q client add "Mei Tan"
	mct -q partner add "Core Pilates"
	expect 0 mct referral add mei --referrer dana
	says "Noted that Dana Whitfield sent you Mei Tan on Mon 23 Nov 2026 (r1)"
	expect 0 mct referral add mei --partner core --direction out
	expect 2 mct referral add mei --referrer mei
	complains "nobody refers herself"
	expect 2 mct referral add mei --direction out
	complains "partner is missing"
	expect 0 mct referral list --status in --json
	[ "$(jq -r '.[0].referrer' <<<"$output")" = "Dana Whitfield" ]
}

@test "a try leaves the file byte for byte as it was" {
	mct -q client add "Dana Whitfield"
	before=$(cksum <"$HOME/.local/share/mct/practice.db")
	expect 0 mct client add "Tom Okafor" --dry-run
	says "nothing was changed"
	expect 0 mct client edit dana --phone 555-0142 -n
	expect 0 mct visit add dana --minutes 60 -n
	expect 0 mct client remove dana -n
	[ "$(cksum <"$HOME/.local/share/mct/practice.db")" = "$before" ]
}

@test "every list speaks JSON, CSV and TSV, also when it is empty" {
	for noun in client visit partner referral; do
		expect 0 mct $noun list --json
		[ "$(jq length <<<"$output")" = 0 ]
		expect 0 mct $noun list --tsv
		[ -z "$output" ]
		expect 0 mct $noun list --csv
		[[ $output == id,* ]]
		expect 0 mct $noun list
		[ -z "$output" ]
	done
}

@test "every change leaves a history entry with what was typed" {
	mct -q client add "Dana Whitfield"
	mct -q client edit dana --phone 555-0142
	run sqlite3 "$HOME/.local/share/mct/practice.db" \
		'SELECT command, (SELECT count(*) FROM history_part WHERE history_id = history.id) FROM history ORDER BY id'
	[ "${lines[1]}" = "mct -q client add 'Dana Whitfield'|1" ]
	[ "${lines[2]}" = "mct -q client edit dana --phone 555-0142|1" ]
}

@test "no id is given out twice" {
	mct -q client add Ann
	mct -q visit add ann --date 2026-11-01
	mct -q visit add ann --date 2026-11-02
	mct -q visit remove v2 -y
	expect 0 mct visit add ann --date 2026-11-03
	says "(v3)"
	mct -q client remove ann --with-all -y
	expect 0 mct client add Bea
	says "c2"
	expect 0 mct visit add bea --date 2026-11-03
	says "(v4)"
}

@test "a time that is said with the day is the visit's time" {
	mct -q client add "Dana Whitfield"
	expect 0 mct visit add dana --date "fri 14:00" --minutes 60
	says "20 Nov 2026 14:00"
	expect 0 mct visit edit v1 --date 2026-11-19T09:30
	says "date Thu 19 Nov 2026, time 09:30"
	expect 2 mct client edit dana --since "fri 14:00"
	complains 'since "fri 14:00" has a time of day'
}

@test "a birthday needs its year" {
	mct -q client add "Dana Whitfield"
	expect 2 mct client edit dana --birthday "5 may"
	complains 'birthday "5 may" is not a date'
	expect 0 mct client edit dana --birthday "5 may 1980"
}

@test "what was booked costs what its minutes cost once it took place" {
	mct -q client add "Dana Whitfield"
	mct -q visit add dana --date +1w --minutes 60
	expect 0 mct visit edit v1 --outcome completed --date today --json
	grep -q '"price": 70.00' <<<"$output"
	expect 2 mct visit add dana --date +3d --outcome completed
	complains "has not come yet"
}

@test "another price than that of the minutes needs a word why" {
	mct -q client add "Dana Whitfield"
	expect 5 mct visit add dana --minutes 60 --price 50
	complains "60 minutes cost \$70.00 by your rate"
	expect 5 mct visit add dana --minutes 60 --discount 20
	expect 0 mct visit add dana --minutes 60 --discount 20 --price-because "a student" --json
	grep -q '"price": 50.00' <<<"$output"
	expect 5 mct visit add dana --minutes 30 --discount 90 --price-because "a gift"
}

@test "the currency stays what it is while there are amounts" {
	expect 5 mct config set practice.currency EUR
	complains "there are amounts in USD already"
	mct -q init --db other.db
	expect 0 mct --db other.db config set practice.currency EUR
}

@test "a day that is not in the calendar is refused also beside a client's name" {
	mct -q client add "Dana Whitfield"
	expect 2 mct client remember dana "new dog" --said 31.2.2026
	complains 'said "31.2.2026" is not in the calendar'
	expect 2 mct client remember dana "new dog" --about Rex --as dog --said 31.2.2026 --ask 32.1.2027
	complains 'said "31.2.2026" is not in the calendar'
	complains 'ask "32.1.2027" is not in the calendar'
	[[ $(mct fact list --json) == "[]" ]]
	expect 0 mct contact list
	says_not Rex
}

@test "a status is asked only of what has one" {
	expect 2 mct wish list --status open
	complains "a wish has no status"
	expect 2 mct fact list --status asked
	complains 'a fact has no status "asked"'
	complains "say open"
}

@test "what has not ended is open" {
	for name in "Dana Whitfield" "Mei Tan"; do mct -q client add "$name"; done
	for who in dana mei; do
		mct -q fact add $who "a dog"
		mct -q goal add $who "run the 10k"
		mct -q promise add $who "a sheet"
		mct -q consent add $who photos
		mct -q suspension add $who --because physio
	done
	mct -q fact close f1
	mct -q goal edit g1 --outcome reached
	mct -q promise edit o1 --kept no
	mct -q consent edit k1 --withdrawn today
	mct -q client resume dana
	for noun in fact goal promise consent suspension; do
		expect 0 mct $noun list --status open --tsv --columns client
		[ "$output" = "Mei Tan" ]
	done
	expect 0 mct goal list --status reached --tsv --columns client
	[ "$output" = "Dana Whitfield" ]
	expect 0 mct __complete -- goal list --status ""
	[ "$output" = $'reached\t\ndropped\t\nopen\t' ]
}

@test "a word is looked for in everybody and everything a record refers to" {
	mct -q client add "Dana Whitfield"
	mct -q client add "Mei Tan"
	mct -q contact add "Leo Whitfield"
	mct -q partner add "Core Pilates"
	mct -q connection add leo "child of" dana
	mct -q connection add mei "works at" core
	mct -q topic add "frozen shoulder"
	mct -q topic add Dandruff
	mct -q topic note frozen "heat helps" --client dana
	mct -q topic note dandruff "brush it"
	mct -q referral add mei --partner core
	expect 0 mct connection list dana --tsv --columns id
	[ "$output" = x1 ]
	expect 0 mct connection list "whit leo" --tsv --columns id
	[ "$output" = x1 ]
	expect 0 mct connection list core --tsv --columns id --where kind~work
	[ "$output" = x2 ]
	expect 0 mct finding list dana --tsv --columns id
	[ "$output" = d1 ]
	expect 0 mct finding list DAN --tsv --columns id
	[ "$output" = $'d1\nd2' ]
	expect 0 mct finding list shoulder --tsv --columns id --where text~heat
	[ "$output" = d1 ]
	expect 0 mct referral list "core pil" --tsv --columns id --where direction=in --limit 1
	[ "$output" = r1 ]
	expect 0 mct connection list zzz --tsv
	[ -z "$output" ]
}

@test "an answer is one of those that can be given" {
	mct -q client add "Dana Whitfield"
	mct -q recommend add dana stretch --kind self_care --because "desk job"
	for word in maybe open; do
		expect 2 mct recommend answer e1 $word
		complains "ANSWER cannot be \"$word\": yes, no or later"
	done
	expect 2 mct recommend answer e1 laetr
	complains "did you mean later?"
	expect 0 mct recommend answer e1 later
}

@test "what a fact and a promise said before they were changed stays readable" {
	mct -q client add "Dana Whitfield"
	mct -q fact add dana "exam on Thursday"
	mct -q promise add dana "a stretch for the hip"
	mct -q fact edit f1 --text "exam on Friday"
	mct -q promise edit o1 --text "a stretch for the neck"
	expect 0 mct fact show f1 --earlier --tsv
	[ "$output" = $'2026-11-23\ttext\texam on Thursday' ]
	expect 0 mct promise show o1 --earlier --tsv
	[ "$output" = $'2026-11-23\ttext\ta stretch for the hip' ]
	expect 0 mct fact show f1
	says "(changed 1 time: --earlier has what was written before)"
	mct -q fact edit f1 --ask never
	expect 0 mct fact show f1 --earlier --tsv
	[ "$(wc -l <<<"$output")" = 1 ]
	mct -q fact remove f1 -y
	[ "$(sqlite3 "$HOME/.local/share/mct/practice.db" "SELECT count(*) FROM amendment WHERE table_name = 'fact'")" = 0 ]
}

@test "what is typed twice is stored once" {
	history() { sqlite3 "$HOME/.local/share/mct/practice.db" "SELECT count(*) FROM history"; }
	mct -q client add "Dana Whitfield"
	mct -q client add "Mei Tan"
	mct -q client remember dana "exam on Friday" --kind work --about Leo --as child
	mct -q promise add dana "a sheet"
	mct -q goal add dana "run the 10k" --by "26 nov"
	mct -q wish add dana "thu 14-18"
	mct -q connection add dana "friend of" mei
	before=$(history)
	expect 0 mct client remember dana "exam on Friday" --kind work --about Leo --as child
	says "Already remembered about Dana Whitfield: exam on Friday, about Leo (f1)"
	expect 0 mct promise add dana "a sheet"
	says "Already noted that you promised Dana Whitfield: a sheet (o1)"
	expect 0 mct goal add dana "run the 10k" --by "26 nov" --json
	[ "$(jq -r '.[0].id' <<<"$output")" = g1 ]
	expect 0 mct wish add dana "thu 14-18"
	says "Already noted"
	expect 0 mct connection add dana "friend of" mei
	says "Already connected Dana Whitfield, friend of Mei Tan (x2)"
	[ "$(history)" = "$before" ]
	for noun in fact promise goal wish; do
		[ "$(mct $noun list --json | jq length)" = 1 ]
	done
}

@test "what is over, or of somebody else, or another day's, is stored again" {
	mct -q client add "Dana Whitfield"
	mct -q client add "Mei Tan"
	mct -q fact add dana "back hurts"
	mct -q fact close f1
	expect 0 mct fact add dana "back hurts"
	says "Remembered about Dana Whitfield: back hurts (f2)"
	expect 0 mct fact add mei "back hurts"
	says "(f3)"
	MCT_NOW=2026-11-24 expect 0 mct fact add dana "back hurts"
	says "(f4)"
	expect 0 mct fact add dana "back hurts"
	says "Already remembered about Dana Whitfield: back hurts (f2)"
	mct -q visit add dana --minutes 60
	expect 5 mct visit add dana --minutes 60
	expect 0 mct visit add dana --minutes 60 --time 18:00
	says "(v2)"
}

@test "cautions that hold stand wherever the client is shown, and no longer than they hold" {
	mct -q client add "Dana Whitfield"
	mct -q caution add dana latex --kind allergy
	mct -q caution add dana "new hip" --kind surgery --until "30 nov 2026"
	expect 0 mct client show dana
	says "! CAUTION  allergy: latex; surgery: new hip"
	expect 0 mct client list
	says "! allergy: latex; surgery: new hip"
	MCT_NOW=2026-12-01 expect 0 mct client show dana
	says_not "new hip"
	mct -q caution edit h1 --ended today
	MCT_NOW=2026-12-01 expect 0 mct client show dana
	says_not "CAUTION"
	expect 0 mct export clients
	says_not "alerts"
}

@test "nobody is born in days to come, whoever she is" {
	mct -q client add "Dana Whitfield"
	expect 2 mct client add "Mei Tan" --birthday 2027-01-01
	complains 'birthday "2027-01-01" has not come yet'
	expect 2 mct contact add "Leo Whitfield" --birthday 2027-01-01
	complains 'birthday "2027-01-01" has not come yet'
	expect 2 mct client remember dana "school play" --about Tim --as child --born 2027-01-01
	complains 'birthday "2027-01-01" has not come yet'
	[ "$(mct contact list --tsv --columns name)" = "Dana Whitfield" ]
}
