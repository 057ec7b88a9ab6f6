#!/usr/bin/env bats
# Export: everything out, and in again elsewhere without loss.
load common

again() { mct --db elsewhere.db "$@"; }
# All kinds of records, in the order in which they import again.
kinds() { mct introspect | jq -r '.entities[].plural'; }

@test "all of it imports into an empty practice and comes out the same" {
	sample_practice
	mct -q partner add "Core Pilates" --business Pilates --level primary --market "runners; desk workers" --note $'two\nlines'
	mct -q client edit dana --note $'says "hi"\nand =SUM(A1)' --address $'1 Main St,\nSpringfield'
	mct -q referral add dana --partner core --mechanism coupon
	mct -q referral add "ada abbott" --referrer dana --date 2026-02-03
	mct -q client remember dana "school play" --about Leo --as child --born "12 mar 2017" --ask fri
	mct -q caution add dana latex --kind allergy --severity stop --source "her doctor"
	mct -q review add dana
	mct -q review add "ada abbott" --result none_known
	mct -q consent add dana sharing --with core --how written
	mct -q goal add dana "run the 10k" --by "26 nov"
	mct -q goal edit g1 --progress "5k done"
	mct -q wish add dana "mon, wed mornings" --minutes 90
	mct -q promise add dana "bring the sheet"
	mct -q recommend add dana "foam roller" --kind retail --because "her calves" --need calves
	mct -q recommend answer e1 yes --earned 25
	mct -q client suspend "ada abbott" --because physio --with core --until "7 dec"
	mct -q topic add "frozen shoulder" --words "adhesive capsulitis"
	mct -q topic note frozen "heat helps" --source "JOSPT 2013" --client dana
	mct -q trait add "visits_per_year>=8" --weight 2
	mct -q assessment add core purposeful 2 --because "serves runners" --date 2026-02-03
	mct -q assessment add core purposeful 3 --because "told her class"
	mct -q stage add core trust --because "sent her sister"
	mct -q win add core clients "a first massage"
	mct -q agreement add core $'one paragraph\nor two' --signed "1 nov" --renews "1 may"
	mct -q system add core article --every "three times a year" --due "1 dec"
	mct -q system add core coupon --code CORE10
	mct -q touch add core "brought cards" --via visit
	expect 0 mct export all -o one
	again -q init --currency USD
	for kind in $(kinds); do expect 0 again import "$kind" "one/$kind.csv"; done
	expect 0 again export all -o two
	diff -r one two
	for kind in $(kinds); do
		expect 0 again import "$kind" "one/$kind.csv" --json
		[ "$(jq '.[0].added + .[0].changed' <<<"$output")" = 0 ]
	done
	[ "$(head -1 one/referrals.csv | tr -d '\r')" = "date,direction,client,partner,referrer,mechanism,outcome,note,thanked,code,because,told" ]
}

@test "namesakes stay two people on the way" {
	mct -q init --currency USD
	mct -q client add "Ana Silva" --email one@example.org
	mct -q client add "Ana Silva" --phone 555-0199 --email two@example.org
	mct -q visit add "Ana Silva <two@example.org>" --minutes 60 --date 2026-01-05
	expect 0 mct export all -o one
	again -q init --currency USD
	for kind in clients visits; do expect 0 again import $kind one/$kind.csv; done
	expect 0 again export all -o two
	diff -r one two
}

@test "cells that a spreadsheet would run are guarded, and read back as they were" {
	mct -q init --currency USD
	mct -q client add "Dana Ortiz" --note "=HYPERLINK(\"x\")" --phone "+1 555 000 0142" --tags "@x" --goals "'=quoted"
	expect 0 mct export clients
	says "\"'=HYPERLINK(\"\"x\"\")\""
	says ",+1 555 000 0142,"
	says ",'@x,"
	printf '%s\n' "$output" >c.csv
	again -q init --currency USD
	expect 0 again import clients c.csv
	expect 0 again client show dana --json
	[ "$(jq -r '.[0] | .note + "|" + .goals + "|" + .tags[0]' <<<"$output")" = "=HYPERLINK(\"x\")|'=quoted|@x" ]
}

@test "for Excel there is a BOM, for programs JSON" {
	sample_practice
	expect 0 mct export clients --excel
	[[ $output == $'\xef\xbb\xbfname,'* ]]
	expect 0 mct export visits --json
	[ "$(jq length <<<"$output")" = 995 ]
	[ "$(jq -r '.[0] | keys_unsorted | join(" ")' <<<"$output")" = "client date time minutes service outcome late_minutes price tip checkin checkout feel_before feel_after subjective objective assessment plan enhancements discount paid_by booked_on therapist note external_id felt price_because noted notice missed_fee missed_because code" ]
	grep -q '"price": 127.50' <<<"$output"
}

@test "money and dates are the same in every locale" {
	mct -q init --currency EUR
	mct -q client add "Dana Ortiz"
	mct -q visit add dana --date 2026-01-05 --price 1085,50
	LC_ALL=de_DE.UTF-8 expect 0 mct export visits --tsv
	says $'2026-01-05\t'
	says $'\t1085.50\t'
}

@test "a full disk is an error, a reader that went away is none" {
	sample_practice
	code=0
	mct export visits >/dev/full 2>err || code=$?
	[ "$code" = 1 ]
	grep -q "cannot write the output" err
	mct export visits 2>err | head -1 >/dev/null
	[ "${PIPESTATUS[0]}" = 0 ]
	[ ! -s err ]
	for words in "help" "-h" "log -h" "--version"; do
		code=0
		# shellcheck disable=SC2086 # a command of several words
		mct $words >/dev/full 2>err || code=$?
		[ "$code" = 1 ]
		grep -q "mct: cannot write the output" err
	done
	code=0
	mct client add Full >/dev/full 2>err || code=$?
	[ "$code" = 1 ]
	grep -q "the change was made, but what was done cannot be told" err
	mct client show full
	mct client add "Not Full" -n >/dev/full 2>err || code=$?
	grep -q "cannot write the output" err
}

@test "a file is written whole or not at all" {
	sample_practice
	echo precious >out.csv
	expect 1 mct export visits -o /nowhere/out.csv
	complains "/nowhere/out.csv"
	expect 0 mct export visits -o out.csv
	says "Wrote 995 visits"
	[ "$(stat -c %a out.csv)" = 600 ]
	[ "$(ls out.csv*)" = out.csv ]
}

# Stand-ins of the test's own: a broken program run by root would move a file over the real /dev/null.
@test "nothing is moved over a pipe or a link, nor over what somebody put beside it" {
	sample_practice
	mkfifo pipe
	cat pipe >got &
	expect 0 mct export clients -o pipe
	[ -p pipe ]
	wait $!
	[ "$(wc -l <got)" = 61 ]
	echo old >real.csv
	ln -s real.csv link.csv
	expect 0 mct export clients -o link.csv
	[ -L link.csv ]
	[ "$(wc -l <real.csv)" = 61 ]
	ln -s precious out.csv.new
	echo precious >precious
	expect 0 mct export clients -o out.csv
	[ "$(cat precious)" = precious ]
	ln -s /proc/self/fd/1 stdout
	mct export clients -o stdout >>got
	[ -L stdout ]
	[ "$(sed -n '1p;62p' got | sort -u | wc -l)" = 1 ]
}

@test "one of a kind is told as one" {
	mct -q init --currency USD --rate 85
	expect 0 mct export rates -o rates.csv
	says "Wrote 1 rate to rates.csv"
}

# What a practice may hold that a list would mean otherwise.
awkward_practice() {
	mct -q init --currency USD --rate 70
	for name in "Silva, Ana Maria" "Summe" "Total" "'Okina, Lei" '"Bud", "Jr"' "=Kim, Lee" "O'Neil, \"Bo\", Jr" "Grand total 2"; do
		mct -q client add "$name" --note "- " --preferred "Lee, K"
		mct -q visit add "$name" --date 2026-01-05 --minutes 60 --service - --note "'--"
	done
	mct -q contact add "Kim, Lee & Co" --kind organisation --note --
	mct -q contact add "2 clients"
	mct -q partner add "Sum" --note n/a
	mct -q client edit Summe --cautions "'none" --goals none --source — --address k.A. --note "''n/a"
	mct -q client edit Total --cautions no --needs "''=x" --tags –
	mct -q partner add "Gesamt, Yoga"
	mct -q topic add "shoulder, frozen" --note "'-"
	mct -q trait add "total>=500" --weight 2
	mct -q client remember Summe "-" --about "Kim, Lee & Co" --ask never
	mct -q goal add Summe -- -
	mct -q promise add Total "Total 4"
}

@test "awkward names and texts come back as they were, and again as they were" {
	awkward_practice
	expect 0 mct export all -o one
	says "Wrote 8 clients"
	grep -q '"""Silva, Ana Maria"""' one/clients.csv
	again -q init --no-input --currency USD
	for kind in $(kinds); do
		expect 0 again import "$kind" "one/$kind.csv"
		says_not "skipped"
	done
	expect 0 again export all -o two
	diff -r one two
	for kind in $(kinds); do
		expect 0 mct import "$kind" "one/$kind.csv" --json
		[ "$(jq '.[0] | .added + .changed + .skipped' <<<"$output")" = 0 ]
	done
	[ "$(again fact list --json --columns text,about,ask | jq -c '.[0]')" = '{"text":"-","about":"Kim, Lee & Co","ask":"never"}' ]
}

@test "a lone dash in a foreign list is nothing, and stays so among rejected rows" {
	mct -q init --currency USD
	printf 'name,note,phone,birthday\nMei Tan,-,---,x\n"Salas, Wren",\x27-,-,\n' >c.csv
	expect 0 mct import clients c.csv --rejects bad.csv
	[ "$(mct client list --tsv --columns name,note,phone)" = $'Wren Salas\t-\t' ]
	sed -i '2s/,x,.*/,,/' bad.csv
	expect 0 mct import clients bad.csv
	[ "$(mct client show mei --tsv --columns name,note,phone)" = $'Mei Tan\t\t' ]
}

# sheets FILE: every cell of a workbook, read by a library that is not ours.
sheets() {
	/usr/bin/python3 - "$1" <<-'PY'
		import datetime, openpyxl, sys
		for sheet in openpyxl.load_workbook(sys.argv[1]):
		    print(sheet.title, sheet.freeze_panes, sheet.auto_filter.ref)
		    for row in sheet.iter_rows():
		        print(*[f"{c.value.date()}" if isinstance(c.value, datetime.datetime) else f"{c.value!r}" + (f" {c.number_format}" if c.number_format != "General" else "") for c in row if c.value is not None], sep="|")
	PY
}

@test "a workbook has a sheet for each kind, with days and amounts as such" {
	mct -q init --currency EUR
	mct -q client add "Zoë =1+1" --birthday 1980-01-02 --note $'=cmd()\nand more' --phone 0049
	mct -q visit add zoë --date 2026-01-05 --time 9:00 --minutes 60 --price 85.5
	expect 0 mct export --xlsx book.xlsx
	says "Wrote 3 records on 3 sheets to book.xlsx"
	[ "$(stat -c %a book.xlsx)" = 600 ]
	sheets book.xlsx >cells
	[ "$(grep -c A2 cells)" = 3 ]
	grep -qF "'v1'|'Zoë =1+1'|2026-01-05|'09:00'|60|'completed'|85.5 #,##0.00" cells
	grep -qF "'c1'|'Zoë =1+1'|'0049'|1980-01-02|'active'|'=cmd()\\nand more'" cells
	expect 0 mct export visits --xlsx visits.xlsx
	says "Wrote 1 record on 1 sheet"
	[ "$(sheets visits.xlsx | head -1)" = "Visits A2 A1:$(sheets visits.xlsx | head -1 | sed 's/.*://')" ]
}

@test "a workbook is whole or not there; what no cell holds is cut, and told" {
	expect 1 mct export --xlsx book.xlsx
	complains "there is no practice file"
	mct -q init --currency JPY
	expect 0 mct export --xlsx empty.xlsx
	[ "$(sheets empty.xlsx | head -1 | cut -d' ' -f1)" = Nothing ]
	mct -q client add Long --note "$(printf 'é%.0s' {1..20000})"
	expect 0 mct export --xlsx book.xlsx
	complains "1 text was longer than a cell can be"
	sheets book.xlsx | grep -q "éééé'"
	expect 1 mct export --xlsx /nowhere/book.xlsx
	expect 2 mct export --xlsx book.xlsx -o other
	expect 2 mct export dogs --xlsx book.xlsx
	expect 2 mct export
}
