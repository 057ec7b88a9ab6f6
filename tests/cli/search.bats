# search.bats - words found in everything that was written, right after every change,
# whatever is typed.
load common

local_setup() {
	mct -q init --currency USD --rate 85
	mct -q client add "Dana Rossi" --needs "Sciatica; tight hamstrings" --tags "runner; gym"
	mct -q client add "Ravi Jansen"
	mct -q visit add dana --date "20 nov" --minutes 60 --plan "Glutes first; then ice on the LEFT shoulder" \
		--subjective "her décolleté was tense"
	mct -q visit add ravi --date "2 nov" --minutes 60 --note "left knee, not the shoulder"
	mct -q client remember ravi "pulled his left gluteus at football" --said "26 oct"
	mct -q client remember dana "her dog Biscuit ate the lavender oil" --said "1 nov"
}

# finds IDS WORDS...: in this order.
finds() {
	local wanted=$1
	shift
	expect 0 mct search "$@" --columns id --tsv
	[ "${output//$'\n'/ }" = "$wanted" ] || { printf '%s: found %s, wanted %s\n' "$*" "${output//$'\n'/ }" "$wanted"; return 1; }
}

@test "case and accents do not matter, and the beginnings of words are found" {
	finds v1 DECOLLETE
	finds v1 décolleté
	finds v1 "tense"
	finds "f1 v1" glut
	finds f1 gluteu
	finds "" luteus
	finds c1 hamstr
}

@test "all words must occur, wherever in the record" {
	finds "v2 f1 v1" left
	finds v1 left glut tense
	finds "" left glut lavender
}

@test "what is quoted is a phrase of whole words" {
	finds v1 "left shoulder"
	finds "v2 v1" left shoulder
	finds v1 '"LEFT SHOULDER"' ice
	finds "" "left shoul"
	finds "" '"glut"'
	finds "" "shoulder left"
}

@test "names, tags and topics are found too, a person once" {
	finds c1 rossi
	finds c1 runner
	mct -q connection add "Dana Rossi" "sister of" "Ravi Jansen"
	finds x1 sister
	mct -q topic add "frozen shoulder"
	mct -q topic note "frozen shoulder" "heat helps more than ice"
	expect 0 mct search frozen heat
	[ -z "$output" ]
	expect 0 mct search "frozen shoulder" --json
	says '"kind": "topic"'
	mct -q client edit dana --note "came through Ravi"
	finds "c2 c1" ravi
}

@test "a row has the record, whom it is about, its day and the words in context" {
	expect 0 mct search tense glut --json
	says '{"kind": "visit", "id": "v1", "who": "Dana Rossi", "date": "2026-11-20", "field": ["subjective", "plan"], "text": "her décolleté was tense / Glutes first; then ice on the LEFT shoulder"}'
	expect 0 mct search "left shoulder"
	[ "$output" = "v1  Dana Rossi, 20 Nov 2026, visit (plan)
    Glutes first; then ice on the [LEFT shoulder]" ]
	expect 0 mct search lavender --columns id,text
	says "her dog Biscuit ate the lavender oil"
}

@test "--in, --client and --since narrow it" {
	finds "v2 v1" left --in notes
	finds "v2 v1" left --in visits
	finds f1 left --in facts
	finds v1 left --client dana
	finds "v2 v1" left --since "1 nov"
	finds f1 left --client ravi --in fact
	finds "v1" left --since "20 nov"
	finds "v2 f1" left --client ravi
	expect 2 mct search left --in nots
	complains 'is not a kind of record'
	expect 2 mct search left --in rates
	complains 'a rate has no words to search'
	expect 2 mct search left --since nonsense
	complains 'since "nonsense" is not a date'
	expect 3 mct search left --client nobody
}

@test "a record that names her is about her" {
	mct -q fact add ravi "Dana lent him a book on anatomy" --about dana
	finds f3 anatomy --client dana
	finds f3 anatomy --client ravi
}

@test "twenty are shown, and how many more is told; programs get all" {
	{ echo date,client,note; for i in {1..25}; do echo "2026-10-$((i + 5)),Dana Rossi,calves $i"; done; } >calves.csv
	mct -q import visits calves.csv
	expect 0 mct search calves
	[ "$(grep -c '\[calves\]' <<<"$output")" -eq 20 ]
	says "5 more: --limit 25 shows all."
	expect 0 mct search calves --limit 25
	[ "$(grep -c '\[calves\]' <<<"$output")" -eq 25 ]
	says_not more
	expect 0 mct search calves --csv
	[ "$(wc -l <<<"$output")" -eq 26 ]
	expect 0 mct search calves --csv --limit 3
	[ "$(wc -l <<<"$output")" -eq 4 ]
}

@test "it is right after an edit, an import and a removal" {
	mct -q visit edit v1 --plan "feet"
	finds f1 glut
	finds v1 feet
	printf 'client,text\nDana Rossi,her daughter swims\n' >facts.csv
	mct -q import facts facts.csv
	finds f3 swims
	mct -q fact remove f3 --yes
	finds "" swims
	mct -q client remember dana "never kept" --dry-run
	finds "" never
	mct -q client remove dana --with-all --yes
	finds "" lavender
	finds "" sciatica
	finds "v2 f1" left
}

@test "what was removed stands in the file no more, once its history is gone" {
	mct -q client remember dana "zanzibar holiday"
	finds f3 zanzibar
	grep -q zanzibar "$HOME/.local/share/mct/practice.db"
	mct -q fact remove f3 --yes
	sqlite3 "$HOME/.local/share/mct/practice.db" "PRAGMA secure_delete = ON; DELETE FROM history_part; DELETE FROM history"
	[ "$(grep -c zanzibar "$HOME/.local/share/mct/practice.db")" -eq 0 ]
}

@test "whatever is typed is words, and no error of the database" {
	for text in '"' '*' '""' '( )' '-- -' "'" '...' '%' ' ' ''; do
		expect 2 mct search -- "$text"
		complains "has no word in it"
	done
	for text in 'AND' 'NEAR(' 'left AND' 'left OR' 'NOT left' '"left' 'left"' 'kind:left' '^left' '{left}' "'; DROP TABLE visit; --" \
		'_left%' "left\\" $'left\tshoulder\001'; do
		expect 0 mct search -- "$text"
		[ -z "$error" ]
	done
	finds "v2 f1 v1" '*left*'
	long=$(printf 'a%.0s' {1..10000})
	finds "" "$long"
	expect 2 mct search w{1..900}
	complains "more than 32 words"
	expect 2 mct search
	complains "WORDS is missing"
}

@test "a long text is shown around its words" {
	long=$(printf 'word %.0s' {1..3000})
	mct -q client remember dana "$long needle $long thread $long"
	expect 0 mct search needle thread --json
	says '"text": "…word word word needle word'
	says ' … word word word thread word'
	[ "${#output}" -lt 400 ]
}

@test "what a terminal would obey is spelled out" {
	mct -q client remember dana "$(printf 'evil \033[2Jtext\nand \001more\002 of it \xc2\x9b1m')"
	at_terminal 0 "" "mct --no-pager search evil"
	says $'\033[1mevil\033[0m [2Jtext and more of it \\x9b1m'
	expect 0 mct search evil
	says '[evil] [2Jtext and more of it \x9b1m'
}

@test "at a terminal the words are bold, without colour in brackets, and lines fit" {
	at_terminal 0 "" "mct --no-pager search lavender"
	says $'her dog Biscuit ate the \033[1mlavender\033[0m oil'
	at_terminal 0 "" "NO_COLOR=1 COLUMNS=24 mct --no-pager search 'the lavender'"
	[ "$output" = "f2  Dana Rossi, 1
    Nov 2026, fact
    (text)
    her dog Biscuit ate
    [the lavender] oil" ]
	at_terminal 0 "" "mct --no-pager search nothing of it"
	[ "$output" = "Nothing has those words." ]
	at_terminal 0 "" "mct --no-pager search '\"gluteus left\"'"
	[ "$output" = "Nothing has those words one after the other." ]
	expect 0 mct search nothing of it
	[ -z "$output" ]
	expect 0 mct search nothing of it --json
	[ "$output" = "[]" ]
}
