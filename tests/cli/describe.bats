#!/usr/bin/env bats
# What was done is told as one would say it, and what was read of one's words with it.
load common

local_setup() {
	mct -q init --currency USD --rate 70
	mct -q client add "Dana Whitfield"
	mct -q client add "Mei Tan"
	mct -q partner add "Core Pilates"
}

# told SENTENCE WORDS...: the command says that line and no other.
told() {
	local sentence=$1
	shift
	expect 0 mct "$@"
	[ "$output" = "$sentence" ] || { printf 'said: %s\n' "$output"; return 1; }
}

@test "every kind of record has its sentence" {
	for entity in $(mct introspect | jq -r '.entities[].name'); do
		grep -q "{\"$entity\", " "$root/cmd/describe.c" || { echo "$entity has none"; return 1; }
	done
}

@test "what was added is told in a sentence" {
	told "Added contact Leo (n4), kind person, birthday Sun 12 Mar 2017" contact add Leo --kind person --birthday "12 mar 2017"
	told "Remembered about Dana Whitfield: exam on Thursday (f1)" fact add dana "exam on Thursday"
	told "Remembered about Dana Whitfield: a play, about Zoe (f2), kind child, ask Fri 27 Nov 2026" \
		client remember dana "a play" --about Zoe --as child --kind child --ask fri
	told "Connected Dana Whitfield, works at Core Pilates (x2), since Sun 1 Nov 2026" \
		connection add dana "works at" core --since "1 nov"
	told "Booked Mei Tan for Fri 4 Dec 2026 10:00, 60 min (v1)" visit add mei --date 2026-12-04T10:00 --minutes 60
	told "Logged Mei Tan, Fri 20 Nov 2026, 90 min, completed, \$105.00 (v2), tip \$10.00" \
		visit add mei --date "last fri" --minutes 90 --tip 10
	told "Noted that you sent Mei Tan to Core Pilates on Mon 23 Nov 2026 (r1)" referral add mei --partner core --direction out
	told "Noted that Core Pilates sent you Dana Whitfield on Mon 23 Nov 2026 (r2)" referral add dana --partner core
	told "Added the rate of \$80.00 an hour from Fri 1 Jan 2027 on (a2)" rate add 80 --since "1 jan 2027"
	told "Noted a caution for Dana Whitfield: knee, condition, until cleared (h1)" caution add dana knee --severity until_cleared
	told "Noted the health review of Mei Tan on Mon 23 Nov 2026: none known (w1)" review add mei --result none_known
	told "Noted that Dana Whitfield agreed to photos on Mon 23 Nov 2026 (k1), how written" consent add dana photos --how written
	told "Noted a goal of Dana Whitfield: run the 10k (g1), by Thu 26 Nov 2026" goal add dana "run the 10k" --by "26 nov"
	told "Noted that Dana Whitfield would like to come thu 14:00-18:00 (z1), minutes 60" wish add dana "thu 14-18" --minutes 60
	told "Noted that you promised Dana Whitfield: a sheet (o1)" promise add dana "a sheet"
	told "Noted that Dana Whitfield promised: a rest (o2)" promise add dana "a rest" --by client
	told "Noted that you recommended to Dana Whitfield: stretch, because desk job (e1), kind self care" \
		recommend add dana stretch --kind self_care --because "desk job"
	told "Noted that Mei Tan pauses from Mon 23 Nov 2026 on: physio (s1), until Mon 7 Dec 2026" \
		suspension add mei --because physio --until "7 dec"
	told "Added topic frozen shoulder (t1)" topic add "frozen shoulder"
	told "Noted on frozen shoulder: heat helps (d1)" topic note frozen "heat helps"
	told "Added trait tags=runner, weight 2 (i1)" trait add tags=runner --weight 2
	told "Noted that Core Pilates is purposeful, 3 of 3, because serves runners (q1)" \
		assessment add core purposeful 3 --because "serves runners"
	told "Noted the stage with Core Pilates: trust, since Mon 23 Nov 2026 (l1)" stage add core trust
	told "Noted what you get with Core Pilates: new clients (b1)" win add core me "new clients"
	told "Noted what Core Pilates gets: new members (b2)" win add core partner "new members"
	told "Noted what the clients of Core Pilates get: a rest (b3)" win add core clients "a rest"
	told "Drafted the agreement with Core Pilates on Mon 23 Nov 2026 (j1), text agreed" agreement add core agreed
	told "Noted that Core Pilates introduces you by cards: on the counter (m1), every 91" \
		system add core cards --text "on the counter" --every "four times a year"
	told "Noted that you were in touch with Core Pilates on Mon 23 Nov 2026: hello (to1)" touch add core hello
	told "Noted that Mei Tan was in touch on Mon 23 Nov 2026: thanks (to2)" touch add mei thanks --direction in
}

@test "what was changed is told, and nothing else" {
	mct -q fact add dana "exam on Friday"
	told 'Changed the fact about Dana Whitfield, "exam on Friday" (f1): closed Mon 23 Nov 2026, because "it went well"' \
		fact close f1 "it went well"
	told 'Nothing to change in the fact about Dana Whitfield, "exam on Friday" (f1)' fact close f1 "it went well"
	told "Changed client Dana Whitfield (c1): name Dana Fox, phone 555-0142" client edit dana --name "Dana Fox" --phone 555-0142
	told "Changed client Dana Fox (c1): no phone" client edit dana --phone ""
	mct -q visit add dana --date +3d --minutes 60
	told "Changed the visit of Dana Fox on Thu 26 Nov 2026 (v1): date Mon 23 Nov 2026, outcome completed, price \$70.00" \
		visit edit v1 --date today --outcome completed
}

@test "a long text names its record by its beginning, in one line" {
	mct -q fact add dana "$(printf 'one two three\nfour %.0s' {1..20})"
	expect 0 mct fact remove f1 -y
	[ "$output" = 'Removed the fact about Dana Whitfield, "one two three four one two three four one two thr…" (f1)' ]
}
