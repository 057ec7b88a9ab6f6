# undo.bats - what was done, told again, taken back and done once more.
load common

local_setup() {
	export MCT_DB=$work/practice.db
	mct -q init --currency USD --rate 85
}

@test "of an import the history knows the rows that it inserted, and no others" {
	for name in Ada Bea Cleo; do mct -q partner add "$name"; done
	mct -q client add "Dora Old"
	printf 'name\nBea\nEva New\nFay New\n' >clients.csv
	mct -q import clients clients.csv
	[ "$(sqlite3 "$MCT_DB" "SELECT table_name, first_id, last_id FROM history_part WHERE table_name IS NOT NULL")" = "client|5|6
contact|5|6" ]
}

@test "a client who came with a row that was rejected is in no run" {
	printf 'client,date,minutes,booked_on\nEva New,2026-11-01,60,\nFay New,2026-11-02,60,2026-11-03\n' >visits.csv
	mct -q import visits visits.csv --create-clients --rejects rejected.csv || true
	[ "$(sqlite3 "$MCT_DB" "SELECT table_name, first_id, last_id FROM history_part WHERE table_name IS NOT NULL ORDER BY 1")" = "client|1|1
contact|1|1
visit|1|1" ]
}

# What the practice file holds, but for the history itself, and ids that are never given out twice.
dump() {
	sqlite3 "$MCT_DB" .dump | grep -vE '^INSERT INTO (history|sqlite_sequence|highest_removed)' | sort
}
state() {
	dump
	rm -rf exported
	mct -q export all -o exported
	tail -n +1 exported/*
	sqlite3 "$MCT_DB" "PRAGMA foreign_key_check; PRAGMA integrity_check"
}

# takes_back WORDS: the command does something; undo gives what was before, redo what was after, and
# a second undo the same as the first.
takes_back() {
	state >before
	mct -q "$@"
	takes_back_last
}
takes_back_last() {
	state >after
	! cmp -s before after || { echo "nothing was changed"; return 1; }
	expect 0 mct undo
	says "Undone: mct"
	says "Again: mct redo"
	state | diff before -
	expect 0 mct redo
	says "Done again: mct"
	state | diff after -
	mct -q undo
	state | diff before -
	mct -q redo
	state | diff after -
}

@test "what was added is gone, and back again" {
	takes_back client add "Dana Whitfield" --phone 555-0142
	takes_back visit add dana --minutes 60 --tip 10
	takes_back partner add "Core Pilates"
	takes_back client remember dana "exam on Friday" --about Leo --as child --born 2015-05-05
	takes_back caution add dana "latex"
	takes_back goal add dana "run again"
	takes_back promise add dana "bring oil"
	takes_back recommend add dana rest --kind self_care --because tired
	takes_back topic add hips
	takes_back finding add hips "heat helps" --client dana
	takes_back referral add dana --direction in --referrer core
	takes_back client add "Core Pilates"
	takes_back rate add 90 --since 2026-12-01
}

@test "what was changed is as it was, also what a note said before" {
	mct -q client add "Dana Whitfield" --cautions "no pressure"
	mct -q visit add dana --minutes 60 --note long
	takes_back client edit dana --cautions "a little pressure" --phone 555-0142 --needs "left hip"
	takes_back visit edit v1 --note short --minutes 30 --price 50 --price-because friend
	takes_back client edit dana --name "Dana Ostrow" --preferred Danny
	expect 0 mct client show danny
	mct -q undo
	expect 3 mct client show danny
	expect 0 mct client show whitfield
}

@test "what was removed comes back with all that went with it" {
	mct -q client add "Dana Whitfield" --cautions "no pressure"
	mct -q client edit dana --cautions "a little"
	mct -q partner add "Core Pilates"
	mct -q visit add dana --minutes 60 --note "left hip"
	mct -q visit edit v1 --note "right hip"
	mct -q client remember dana "exam" --about Leo --as child
	mct -q referral add dana --direction out --partner core
	mct -q client add Mei
	mct -q referral add mei --direction in --referrer dana
	takes_back visit remove v1 --yes --with-all
	mct -q undo
	takes_back partner remove core --yes --with-all
	takes_back client remove dana --yes --with-all
	mct -q undo
	[ "$(mct visit show v1 --earlier --json | grep -c "left hip")" = 1 ]
}

@test "an id that was undone is not given out again" {
	mct -q client add Dana
	mct -q visit add dana --minutes 60
	mct -q undo
	mct -q visit add dana --minutes 30
	[ "$(mct visit list --tsv --columns id)" = v2 ]
	mct -q redo
	[ "$(mct visit list --tsv --columns id | sort | xargs)" = "v1 v2" ]
}

@test "a log with all that goes with it is one entry" {
	mct -q client add "Dana Whitfield"
	mct -q visit add dana --date +1d --time 14:00 --minutes 60
	mct -q promise add dana oil
	takes_back log dana --date 2026-11-23 --minutes 60 --said "a puppy" --told "my hip" --promise tea --kept o1 \
		--next "in 4 weeks 14:00" --even-so
	expect 0 mct undo
	says "2 visits (v2, v3)"
	says "2 facts"
}

@test "a pause, and her status with it" {
	mct -q client add Dana
	takes_back client suspend dana --because physio
	[ "$(mct client list --tsv --columns status)" = suspended ]
	takes_back client resume dana
	mct -q undo
	[ "$(mct client list --tsv --columns status)" = suspended ]
	mct -q undo
	[ "$(mct client list --tsv --columns status)" = active ]
}

@test "settings" {
	takes_back config set date.order dmy
	takes_back config set date.order mdy
	takes_back config unset date.order
	takes_back config set practice.currency EUR || true
	mct -q init --db two.db
	mct -q --db two.db config set practice.currency EUR
	mct -q --db two.db client add Dana
	mct -q --db two.db visit add dana --minutes 60 --price 50 --price-because friend
	expect 5 mct --db two.db undo y1
	complains "there are amounts in EUR already"
	[ "$(mct --db two.db config get practice.currency)" = EUR ]
}

@test "namesakes: who shares a name, and by which words she is found" {
	mct -q client add "Dana Ortiz" --phone 555-0101
	takes_back client add "Dana Ortiz" --phone 555-0102
	takes_back client edit c2 --name "Eva Neu"
	takes_back client edit c2 --name "Dana Ortiz"
	takes_back client add "Dana Ortiz" --phone 555-0103
	# The first would no longer know that she shares her name with the third.
	expect 5 mct undo y3
	mct -q undo
	mct -q client add "Dana Ortiz" --phone 555-0104
	expect 5 mct undo y3
	complains "c4"
}

@test "an import is one entry, also a large one" {
	mct -q client add "Bea Old" --phone 555-0199
	mct -q partner add "Cleo Partner"
	printf 'name,phone,note\nBea Old,555-0199,new note\nCleo Partner,,client too\nDora New,555-0100,\n' >clients.csv
	takes_back import clients clients.csv
	takes_back import visits "$data/visits.csv" --create-clients
	expect 0 mct undo --json
	[ "$(jq -r '.[] | select(.what == "visit") | .change' <<<"$output")" = removed ]
	{
		echo client,date,minutes,note
		for i in $(seq 1 25000); do printf 'Client %d,2026-%02d-%02d,60,n%d\n' $((i % 50)) $((i % 10 + 1)) $((i % 28 + 1)) "$i"; done
	} >large.csv
	takes_back import visits large.csv --create-clients
	# The same again, which changes notes of them: then undo has both kinds of parts.
	sed 's/,n\([0-9]*\)$/,m\1/' large.csv >changed.csv
	state >before
	mct -q import visits changed.csv
	takes_back_last
}

@test "the settings, the sample practice and everything in one go" {
	state >before
	sample_practice_here
	while mct -q undo 2>/dev/null; do :; done
	state | diff before -
	while mct -q redo 2>/dev/null; do :; done
	[ "$(mct client list --tsv | wc -l)" -gt 10 ]
}
sample_practice_here() {
	mct -q import clients "$data/clients.csv"
	mct -q import visits "$data/visits.csv"
	mct -q config set date.order mdy
}

# ---- refused ------------------------------------------------------------------------------------

# stands_upon ENTRY LATER...: that undo is refused, names the later ones, and changes nothing.
stands_upon() {
	local entry=$1
	shift
	state >before
	expect 5 mct undo "$entry"
	complains "($entry) cannot be undone"
	for later in "$@"; do complains "mct: $later mct"; done
	[ "$(grep -c '^mct: y' "$work/stderr")" = $# ]
	state | diff before -
}

@test "what later changes stand upon is not undone, and they are named" {
	mct -q client add Dana                        # y2
	mct -q visit add dana --minutes 60            # y3
	mct -q visit edit v1 --note hip               # y4
	mct -q fact add dana "said so"                # y5
	mct -q client edit dana --phone 555-0142      # y6
	stands_upon y2 y6 y5 y4 y3
	complains "undo these first: mct undo y6, mct undo y5, mct undo y4, mct undo y3"
	complains "y3 mct -q visit add dana --minutes 60 (today 09:00): v1"
	stands_upon y3 y4
	mct -q undo y4
	mct -q undo y3
	stands_upon y2 y6 y5
	expect 5 mct undo y2 --json
	[ "$(jq -r '.problems | length' <<<"$error")" = 3 ]
	[ "$(jq -r .code <<<"$error")" = refused ]
	mct -q undo y5
	mct -q undo y6
	mct -q undo y2
	[ -z "$(mct client list --tsv)" ]
}

@test "the same field changed twice; other fields of the same record are free" {
	mct -q client add Dana --note one
	mct -q client edit dana --note two
	mct -q client edit dana --note three
	mct -q client edit dana --source web
	stands_upon y3 y4
	mct -q undo y4
	mct -q undo y3
	[ "$(mct client list --tsv --columns note,source)" = $'one\tweb' ]
}

@test "a record that was removed later, or comes back to nobody" {
	mct -q client add Dana
	mct -q fact add dana "said so"
	mct -q fact remove f1 --yes
	stands_upon y3 y4
	mct -q client remove dana --yes
	stands_upon y4 y5
	mct -q undo
	mct -q undo y4
	[ "$(mct fact list --tsv --columns text)" = "said so" ]
}

@test "an import whose rows were changed, or on which others hang" {
	printf 'name\nAda New\nBea New\n' >clients.csv
	mct -q import clients clients.csv
	mct -q visit add bea --minutes 60
	stands_upon y2 y3
	mct -q undo
	mct -q client edit ada --note changed
	stands_upon y2 y5
	mct -q partner add "Ada New"
	stands_upon y2 y6 y5
	mct -q undo
	mct -q undo
	mct -q undo y2
	[ -z "$(mct client list --tsv)" ]
}

@test "a redo that later changes stand against" {
	mct -q client add Dana --external-id x1
	mct -q undo
	mct -q client add Dana --external-id x1
	expect 5 mct redo
	complains "(y3) cannot be done again"
	complains "y4 mct -q client add Dana"
	mct -q undo
	mct -q client add Eva --external-id x1
	expect 5 mct redo y2
	complains "Eva"
}

@test "what was undone, is no entry, or is of another version" {
	mct -q client add Dana
	mct -q undo
	expect 5 mct undo y2
	complains "undone already, by y3"
	expect 5 mct undo y3
	complains "y3 is an undo"
	expect 3 mct undo
	complains "there is nothing to undo"
	expect 5 mct undo y1
	expect 3 mct undo y99
	expect 2 mct undo dana
	complains "is no entry of the history"
	mct -q redo
	expect 3 mct redo
	complains "nothing is undone"
	expect 5 mct redo y2
	complains "y2 is not undone"
	sqlite3 "$MCT_DB" "UPDATE history SET schema = 1 WHERE id = 2"
	expect 5 mct undo
	complains "another version of mct"
}

@test "undo of a redo is the same as undo; an undo is done again by its own number" {
	mct -q client add Dana       # y2
	mct -q client add Eva        # y3
	mct -q undo y2               # y4
	mct -q undo                  # y5, Eva
	mct -q redo y4               # y6
	[ "$(mct client list --tsv --columns name)" = Dana ]
	mct -q undo y6               # y7
	[ -z "$(mct client list --tsv)" ]
	mct -q redo y3
	mct -q redo y2
	[ "$(mct client list --tsv --columns name | xargs)" = "Dana Eva" ]
	[ "$(mct history --tsv --columns id,undoes,undone | head -2)" = $'y9\ty7\t\ny8\ty5\t' ]
}

@test "a try changes nothing" {
	mct -q client add Dana
	state >before
	expect 0 mct undo --dry-run
	says "Would undo: mct -q client add Dana (y2, today 09:00)"
	says "gone: 1 client (c1)"
	says "nothing was changed"
	state | diff before -
	[ "$(mct history --tsv | wc -l)" = 2 ]
}

# ---- what may happen meanwhile ------------------------------------------------------------------

@test "interrupted, nothing is half undone" {
	{
		echo client,date,minutes
		for i in $(seq 1 60000); do printf 'Client %d,20%02d-%02d-%02d,60\n' $((i % 50)) $((i % 20)) $((i % 12 + 1)) $((i % 28 + 1)); done
	} >large.csv
	mct -q import visits large.csv --create-clients
	dump >before
	for pause in 0.05 0.15 0.3; do
		mct -q undo & 
		sleep $pause
		kill -INT $! || true
		code=0
		wait $! || code=$?
		if [ $code -eq 0 ]; then
			mct -q redo
		else
			[ $code -eq 130 ]
		fi
		dump | cmp before -
		sqlite3 "$MCT_DB" "PRAGMA foreign_key_check; PRAGMA integrity_check" | grep -qx ok
	done
}

@test "two at once undo two entries, or one is told to try again" {
	for i in 1 2 3 4 5 6; do mct -q client add "Client $i"; done
	mct -q undo & one=$!
	mct -q undo & two=$!
	mct -q undo & three=$!
	wait $one && wait $two && wait $three
	[ "$(mct client list --tsv | wc -l)" = 3 ]
	[ "$(mct history --tsv --columns undone | grep -c y)" = 3 ]
	[ "$(sqlite3 "$MCT_DB" "SELECT count(DISTINCT undoes) FROM history WHERE undoes IS NOT NULL")" = 3 ]
}

@test "a change that was cut off at any byte is told and not undone, by nobody for ever" {
	mct -q client add "Dana Whitfield" --note "a word"
	cp "$MCT_DB" whole.db
	state=$(dump)
	part="id = (SELECT max(id) FROM history_part)"
	length=$(sqlite3 whole.db "SELECT length(changeset) FROM history_part WHERE $part")
	((length > 100))
	for ((cut = 0; cut < length; cut++)); do
		cp whole.db "$MCT_DB"
		sqlite3 "$MCT_DB" "UPDATE history_part SET changeset = CAST(substr(changeset, 1, $cut) AS BLOB) WHERE $part"
		expect 1 timeout -s KILL 20 mct undo
		complains "the history is damaged"
	done
	[ "$(dump)" = "$state" ]
	expect 6 timeout -s KILL 20 mct check --tsv
	says "of the history cannot be read"
	expect 1 timeout -s KILL 20 mct history y2
}

# damaged SQL: with that done to the history, undo fails or does what it should, and never half.
damaged() {
	cp whole.db "$MCT_DB"
	sqlite3 "$MCT_DB" "$1"
	local code=0
	timeout -s KILL 20 mct -q undo 2>why || code=$?
	case $code in 0 | 1 | 5) ;; *) echo "exit $code after: $1"; cat why; return 1 ;; esac
	[ $code -eq 0 ] || dump | cmp before -
	timeout -s KILL 20 mct history y6 >/dev/null 2>&1 || [ $? -eq 1 ]
	timeout -s KILL 20 mct history c1 >/dev/null 2>&1 || [ $? -eq 1 ]
}

@test "a damaged history is told, and nothing is done by it" {
	mct -q client add Dana
	mct -q visit add dana --minutes 60 --note "left hip"
	mct -q client edit dana --note changed --source web
	mct -q client remember dana "a puppy"
	mct -q client remove dana --yes --with-all
	cp "$MCT_DB" whole.db
	dump >before
	local id
	id=$(sqlite3 "$MCT_DB" "SELECT max(id) FROM history_part")
	damaged "UPDATE history_part SET changeset = x'' WHERE id = $id"
	damaged "UPDATE history_part SET changeset = zeroblob(100) WHERE id = $id"
	damaged "UPDATE history_part SET changeset = NULL, table_name = 'contact WHERE 1 --', first_id = 1, last_id = 9 WHERE id = $id"
	complains_in_why "the history is damaged"
	damaged "UPDATE history_part SET changeset = NULL, table_name = 'visit', first_id = -1, last_id = 9223372036854775807 WHERE id = $id"
	damaged "UPDATE history SET undoes = id WHERE id = 6"
	expect 1 mct undo y6
	complains "the history is damaged"
	damaged "UPDATE history_part SET changeset = substr(changeset, 1, 40) WHERE id = $id"
}
complains_in_why() { grep -q "$1" why || { cat why; return 1; }; }

# ---- the history --------------------------------------------------------------------------------

@test "the history, newest first, whole or since a day, for eyes and for programs" {
	mct -q client add Dana
	MCT_NOW=2026-11-24T15:04 mct -q client edit dana --phone 555-0142
	export MCT_NOW=2026-11-25T08:00
	mct -q visit add dana --minutes 60
	expect 0 mct history
	says "y4  today 08:00"
	says "y3  yesterday 15:04"
	says "y2  Mon 23 Nov 2026 09:00"
	[ "$(mct history --tsv --since 2026-11-24 | cut -f 1,2,3)" = "y4	2026-11-25 08:00	mct -q visit add dana --minutes 60
y3	2026-11-24 15:04	mct -q client edit dana --phone 555-0142" ]
	[ "$(mct history --tsv --limit 1 --columns id)" = y4 ]
	expect 0 mct history --json
	[ "$(jq -r '.[1] | "\(.id) \(.changes) \(.undone)"' <<<"$output")" = "y3 1 null" ]
	expect 2 mct history --since soon
}

@test "in local time" {
	unset MCT_NOW
	before=$(TZ=Asia/Tokyo date '+%Y-%m-%d %H:%M')
	TZ=Asia/Tokyo mct -q client add Dana
	after=$(TZ=Asia/Tokyo date '+%Y-%m-%d %H:%M')
	at=$(TZ=Asia/Tokyo mct history --tsv --columns at --limit 1)
	[ "$at" = "$before" ] || [ "$at" = "$after" ]
}

@test "what one entry changed, by the names of the fields" {
	mct -q client add "Dana Whitfield" --phone 555-0142
	mct -q visit add dana --minutes 60 --tip 10
	mct -q client edit dana --phone 555-0143 --status ended
	mct -q visit remove v1 --yes
	mct -q config set date.order dmy
	[ "$(mct history y2 --tsv)" = "c1	added	name		Dana Whitfield
c1	added	phone		555-0142
c1	added	status		active" ]
	mct history 3 --tsv | grep -qx "v1	added	client		Dana Whitfield"
	mct history 3 --tsv | grep -qx "v1	added	tip		10.00"
	[ "$(mct history y4 --tsv | sort)" = "c1	changed	phone	555-0142	555-0143
c1	changed	status	active	ended" ]
	mct history y5 --tsv | grep -qx "v1	removed	minutes	60	"
	[ "$(mct history y6 --tsv)" = "date.order	added	value		dmy" ]
	expect 0 mct history y3
	says "\$10.00"
	expect 3 mct history y77
}

@test "of an import it tells how many" {
	mct -q import clients "$data/clients.csv"
	rows=$(($(mct client list --tsv | wc -l)))
	[ "$(mct history y2 --tsv | grep -c -- "^c1-c$rows	added")" = 1 ]
	[ "$(mct history --tsv --limit 1 --columns changes)" = "$rows" ]
}

@test "of one person: her own, what names her, also what is gone" {
	mct -q client add Dana                          # y2
	mct -q client add Eva                           # y3
	mct -q visit add dana --minutes 60              # y4
	mct -q visit edit v1 --note hip                 # y5
	mct -q visit add eva --minutes 60               # y6
	mct -q visit remove v1 --yes                    # y7
	mct -q fact add eva "knows Dana" --about dana   # y8
	mct -q fact edit f1 --text "knew Dana"          # y9
	mct -q client edit eva --phone 555-0142         # y10
	of() { mct history "$1" --tsv --columns id | xargs; }
	[ "$(of dana)" = "y9 y8 y7 y5 y4 y2" ]
	[ "$(of eva)" = "y10 y9 y8 y6 y3" ]
	mct -q client remove dana --yes --with-all      # y11
	[ "$(of c1)" = "y11 y9 y8 y7 y5 y4 y2" ]
	expect 3 mct history nobody
}

@test "what is older than the setting says is dropped, and that is told" {
	mct -q client add Dana
	MCT_NOW=2027-01-10T09:00 mct -q client add Eva
	expect 2 mct config set history.keep soon
	complains "write a length of time such as 1y, or a size such as 100MB"
	MCT_NOW=2027-11-22T09:00 mct -q client add Fay
	[ "$(mct history --tsv --columns id | xargs)" = "y4 y3 y2 y1" ]
	MCT_NOW=2027-11-24T09:00 mct -q client add Gil
	[ "$(mct history --tsv --columns id | xargs)" = "y5 y4 y3" ]
	[ "$(sqlite3 "$MCT_DB" "SELECT count(DISTINCT history_id) FROM history_part")" = 3 ]
	expect 0 mct history
	says "Older entries were dropped, 2 so far, last on 24 Nov 2027: history.keep is 1y."
	MCT_NOW=2027-11-24T09:00 mct -q undo
	MCT_NOW=2029-11-24T09:00 mct -q client add Hal
	[ "$(mct history --tsv --columns id | xargs)" = y7 ]
	expect 3 mct redo
}

@test "the history can be kept by its size" {
	mct -q config set history.keep 1MB
	head -c 400000 /dev/zero | tr '\0' x >long
	for i in 1 2 3 4; do
		printf 'name,note\n"Client %s","%s"\n' "$i" "$(cat long)" >one.csv
		mct -q import clients one.csv
		mct -q undo
	done
	[ "$(sqlite3 "$MCT_DB" "SELECT sum(length(changeset)) < 1 << 20 FROM history_part")" = 1 ]
	mct history | grep -q "Older entries were dropped"
	mct -q redo
	[ "$(mct client list --tsv | wc -l)" = 1 ]
}

# ---- two hundred commands -----------------------------------------------------------------------

# One command of a therapist who does anything in any order; many are refused.
anything() {
	local who="Client $((RANDOM % 9))" n=$((RANDOM % 12 + 1))
	case $((RANDOM % 20)) in
	0 | 1 | 2) mct -q client add "$who" --phone "555-010$((RANDOM % 10))" ;;
	3 | 4 | 5) mct -q visit add "$who" --date "-$((RANDOM % 300))d" --minutes 60 --note "n$RANDOM" --even-so ;;
	6) mct -q visit edit "v$n" --note "m$RANDOM" --tip "$((RANDOM % 20))" ;;
	7) mct -q visit remove "v$n" --yes ;;
	8) mct -q client remember "$who" "said $RANDOM" --about "Child $((RANDOM % 3))" --as child ;;
	9) mct -q client suspend "$who" --because away ;;
	10) mct -q client resume "$who" ;;
	11) mct -q client edit "$who" --name "Client $((RANDOM % 9))" --cautions "c$RANDOM" ;;
	12) mct -q client remove "$who" --yes --with-all ;;
	13) mct -q partner add "$who" ;;
	14) mct -q referral add "$who" --direction in --referrer "Client $((RANDOM % 9))" ;;
	15) mct -q log "$who" --minutes 60 --said "x$RANDOM" --promise "y$RANDOM" --even-so ;;
	16) mct -q config set visit.late "$((RANDOM % 9))" ;;
	17) mct -q partner remove "$who" --yes --with-all ;;
	18) mct -q import clients anything.csv ;;
	19) mct -q undo "y$((RANDOM % 60 + 2))" || mct -q redo ;;
	esac
}

@test "two hundred commands of any kind, undone one by one, leave an empty practice" {
	RANDOM=${MCT_SEED:-20261123}
	printf 'name,phone,note\nClient 1,555-0101,a\nClient 2,555-0102,b\nClient 77,555-0177,c\n' >anything.csv
	dump >before
	done=0
	for _ in {1..200}; do
		anything >/dev/null 2>&1 </dev/null && done=$((done + 1))
	done
	[ $done -gt 50 ]
	dump >after
	sqlite3 "$MCT_DB" "PRAGMA foreign_key_check; PRAGMA integrity_check" | grep -qx ok
	undone=0
	while mct -q undo 2>why; do undone=$((undone + 1)); done
	grep -q "there is nothing to undo" why || { cat why; mct history --limit 100; return 1; }
	dump | diff before -
	while [ $undone -gt 0 ] && mct -q redo; do undone=$((undone - 1)); done
	dump | diff after -
}
