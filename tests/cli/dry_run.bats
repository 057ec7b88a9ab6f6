#!/usr/bin/env bats
# --dry-run: every command that changes something does it all, tells what would be different,
# and leaves the file byte for byte as it was.
load common

file() { echo "$HOME/.local/share/mct/practice.db"; }

# Whatever the examples of the commands speak of.
practice_of_examples() {
	mct -q init --currency USD --rate 85
	for name in "Dana Roe" "Ines Bauer" "Mei Tan" "Mia Roe" "Tom Okafor" "Rick Moss"; do mct -q client add "$name"; done
	for name in "Core Pilates Studio" "Bumps Boutique"; do mct -q partner add "$name"; done
	for name in "Leo Roe" "Dr Lin" "Hill School"; do mct -q contact add "$name"; done
	mct -q topic add "frozen shoulders"
	mct -q mapping add desk visits "Who=client"
	mct -q connect mia dana --as "sister of"
	mct -q connect dana "hill school" --as "works at" --since "1 sep 2015"
	mct -q relation add "sings with" "sings with"
	mct -q event add "Spring fair of 2026" --date "3 may 2026"
	for business in gym spa; do mct -q market add runners "$business"; done
	mct -q market add seniors gym
	mct partner agreement core >drafted
	mct -q client suspend tom --because physio
	{ echo client,date,minutes; for i in {1..440}; do echo "Mei Tan,$(date -d "2024-01-01 + $i days" +%F),60"; done; } >many.csv
	mct -q import visits many.csv
	mct -q visit edit v431 --outcome no_show
	mct -q visit add rick --date yesterday --outcome no_show
	mct -q visit edit v412 --date "in 12 days" --outcome booked
	mct -q visit add dana --date "in 10 days" --time 14:00 --minutes 60 --outcome booked
	for i in {1..12}; do mct -q fact add mei "fact $i"; done
	for i in {1..4}; do
		mct -q agreement add bumps "text $i"
		mct -q assessment add core purposeful "$((i % 4))" --because "$i" --date "$i nov"
		mct -q caution add mei "caution $i"
		mct -q contact add "Friend $i"
		mct -q connection add mei "friend of" "Friend $i"
		mct -q meeting add spring "Friend $i"
		mct -q task add "task $i"
		mct -q consent add mei marketing --given "$i nov"
		mct -q finding add frozen "finding $i"
		mct -q request add mei access --date "$i nov"
		mct -q disclosure add mei "note $i" --to "Dr Lin"
		mct -q goal add mei "goal $i"
		mct -q promise add mei "promise $i"
		mct -q rate add "9$i" --since "$i nov 2027"
		mct -q recommend add mei "stretch $i" --kind self_care --because desk --even-so
		mct -q review add mei --result none_known --date "$i nov"
		mct -q stage add core know --since "$i nov"
		mct -q system add core cards --text "$i"
		mct -q trait add "tags=$i"
		mct -q win add bumps me "win $i"
		mct -q wish add mei "mon $((8 + i)):00-18:00"
	done
	for i in {1..7}; do
		mct -q touch add mei "call $i"
		mct -q referral add mei --referrer dana --date "$i nov"
	done
	printf 'name\r\nRuth Adler\r\n' >clients.csv
	cp clients.csv customers.csv
	printf 'client,date,minutes\r\nMei Tan,2026-11-02,60\r\n' >visits.csv
	printf 'client,date,minutes,Fee\r\nMei Tan,2.11.2026,60,85\r\n' >log.csv
}

@test "every command that writes can be tried, and the file stays byte for byte" {
	practice_of_examples
	mct -q contact add "Undone Again"
	mct -q undo
	before=$(cksum <"$(file)")
	failed=0
	writing=$(mct introspect | jq -r '.commands[] | select(.writes) | .path as $p | .examples[] | "\($p)\t\(.)"')
	while IFS=$'\t' read -r path example; do
		case $path in redo | undo) example=$path ;; "client resume") example="client resume tom" ;; *" remove") example+=" --with-all" ;; esac
		code=0
		eval "mct $example --dry-run --no-input" >out 2>err </dev/null || code=$?
		# An example may need what only a practice of years has, but it fails as it would without a try.
		[ "$code" -eq 0 ] || { echo "$code: mct $example"; cat err; failed=1; continue; }
		# These only show what is there.
		[[ $example =~ ^partner\ (win|agreement\ core(\ --page.*)?)$ ]] || [ "$(tail -1 out)" = "This was a try: nothing was changed." ] || { echo "mct $example"; cat out; failed=1; }
		[ "$(cksum <"$(file)")" = "$before" ] || { echo "changed by mct $example"; return 1; }
	done <<<"$writing"
	[ "$failed" = 0 ]
	[ "$(ls "$HOME/.local/share/mct")" = practice.db ]
}

@test "a try tells field by field what would be different, as the history would" {
	mct -q init --currency USD --rate 85
	mct -q client add "Dana Whitfield" --phone 555-0101
	expect 0 mct client edit dana --phone 555-0142 --email dana@example.org -n
	says "c1  changed  email            dana@example.org"
	says "c1  changed  phone  555-0101  555-0142"
	told=$(grep ' changed ' <<<"$output")
	mct -q client edit dana --phone 555-0142 --email dana@example.org
	[ "$(mct history y3 | grep ' changed ')" = "$told" ]
	expect 0 mct client edit dana --phone 555-0142 -n
	[ "$(tail -1 <<<"$output")" = "This was a try: nothing was changed." ]
	says_not CHANGE
}

@test "a try of much tells the first of it" {
	sample_practice
	expect 0 mct client remove "bea okafor" --with-all -n
	[ "$(grep -c removed <<<"$output")" = 20 ]
	[ "$(tail -2 <<<"$output" | head -1)" = "... and more" ]
	expect 0 mct undo -n
	says "v9    removed  client        Ada Abbott"
}

@test "a try is silent with -q, and answers a program with the rows alone" {
	mct -q init --currency USD
	expect 0 mct client add "Dana Whitfield" -n -q
	[ -z "$output$error" ]
	expect 0 mct client add "Dana Whitfield" -n --json
	[ "$(jq -r '.[0].name' <<<"$output")" = "Dana Whitfield" ]
	[ -z "$error" ]
	expect 0 mct client list --json
	[ "$(jq length <<<"$output")" = 0 ]
}

@test "a try of init makes nothing, and is refused for what init would be" {
	expect 0 mct init --rate 85 --dry-run
	says "Would make $(file)."
	says "This was a try: nothing was changed."
	[ ! -e "$HOME/.local" ]
	expect 2 mct init --currency XYZ --dry-run
	complains XYZ
	mct -q init
	expect 5 mct init -n
	complains "already"
}
