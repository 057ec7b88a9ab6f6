#!/usr/bin/env bats
# Import of visits: which stored visit a row is, where the list has no ids of its own.
load common

local_setup() {
	db=$HOME/.local/share/mct/practice.db
	mct -q init --currency USD
	mct -q client add "Dana Ortiz"
}

count() { sqlite3 "$db" "SELECT count(*) FROM visit"; }
# visits COLUMNS: of all visits, sorted.
visits() { mct visit list --tsv --columns "$1" | sort; }

@test "two visits of one client on one day are two, in whatever order they come" {
	printf 'client,date,minutes,price,note\nDana Ortiz,2026-01-05,60,85,\nDana Ortiz,2026-01-05,30,45,\nDana Ortiz,2026-01-05,30,45,feet\n' >v.csv
	expect 0 mct import visits v.csv
	says "3 rows = 3 new, 0 changed, 0 same, 0 rejected"
	{ head -1 v.csv; tail -n +2 v.csv | tac; } >turned.csv
	for file in v.csv turned.csv; do
		expect 0 mct import visits $file
		says "3 rows = 0 new, 0 changed, 3 same, 0 rejected"
	done
	[ "$(visits minutes,price,note)" = $'30\t45.00\t\n30\t45.00\tfeet\n60\t85.00\t' ]
}

@test "a changed row changes its visit, and not its neighbour" {
	printf 'client,date,service,price\nDana Ortiz,2026-01-05,Swedish,85\nDana Ortiz,2026-01-05,Facial,60\n' >v.csv
	mct -q import visits v.csv
	printf 'client,date,service,price\nDana Ortiz,2026-01-05,Facial,65\nDana Ortiz,2026-01-05,Swedish,85\n' >v.csv
	expect 0 mct import visits v.csv
	says "2 rows = 0 new, 1 changed, 1 same"
	[ "$(visits service,price)" = $'Facial\t65.00\nSwedish\t85.00' ]
}

@test "a visit that was typed without its time is the one that the list has with it" {
	mct -q visit add dana --date 2026-01-05 --minutes 60
	printf 'client,date,time,minutes,service\nDana Ortiz,2026-01-05,09:00,60,Swedish\nDana Ortiz,2026-01-05,14:00,60,Swedish\n' >v.csv
	expect 0 mct import visits v.csv
	says "2 rows = 1 new, 1 changed"
	expect 0 mct import visits v.csv
	says "0 new, 0 changed, 2 same"
	printf 'client,date,time,service\nDana Ortiz,2026-01-05,14:00,Deep tissue\n' >v.csv
	expect 0 mct import visits v.csv
	says "1 row = 0 new, 1 changed"
	[ "$(visits time,minutes,service)" = $'09:00\t60\tSwedish\n14:00\t60\tDeep tissue' ]
}

@test "another service of the day is another visit" {
	mct -q visit add dana --date 2026-01-05 --service Swedish
	printf 'client,date,service\nDana Ortiz,2026-01-05,Facial\n' >v.csv
	expect 0 mct import visits v.csv
	says "1 row = 1 new"
	[ "$(count)" = 2 ]
}

@test "a mended reject is the second visit of the day" {
	printf 'client,date,minutes\nDana Ortiz,2026-01-05,60\nDana Ortiz,2026-01-05,3x\n' >v.csv
	expect 0 mct import visits v.csv --rejects bad.csv
	sed -i 's/3x,/30,/' bad.csv
	expect 0 mct import visits bad.csv
	says "1 row = 1 new"
	[ "$(visits minutes)" = $'30\n60' ]
	sed -i 's/3x/30/' v.csv
	expect 0 mct import visits v.csv
	says "2 rows = 0 new, 0 changed, 2 same"
}

@test "a row that stands there twice is one visit, also when more was written to it since" {
	printf 'client,date,minutes,note\nDana Ortiz,2026-01-05,60,\nDana Ortiz,2026-01-05,60,\nDana Ortiz,2026-01-05,30,\n' >v.csv
	expect 0 mct import visits v.csv
	says "3 rows = 2 new, 0 changed, 0 same, 1 joined"
	mct -q visit edit v1 --note "asked for less pressure"
	expect 0 mct import visits v.csv
	says "3 rows = 0 new, 0 changed, 2 same, 1 joined"
	[ "$(count)" = 2 ]
}

@test "any list again, also shuffled, changes nothing, and what is exported comes back the same" {
	python3 - <<-'PY'
		import random
		random.seed(5)
		columns = "client,date,time,minutes,service,outcome,price,tip,note"
		def row():
		    day = f"2026-01-0{random.randrange(1, 4)}"
		    time = random.choice(("", "", "09:00", "14:00"))
		    return ",".join((random.choice(("Dana Ortiz", "Tom Okafor")), day, time,
		        random.choice(("", "30", "60")), random.choice(("", "Swedish", "Facial")),
		        random.choice(("", "completed", "no_show")), random.choice(("", "85", "90")),
		        random.choice(("", "5")), random.choice(("", "", "x"))))
		for i in range(12):
		    rows = [row() for _ in range(random.randrange(2, 40))]
		    for name in "abc":
		        with open(f"{i}{name}.csv", "w") as out:
		            print(columns, *rows, sep="\n", file=out)
		        random.shuffle(rows)
	PY
	mct -q client add "Tom Okafor"
	for i in {0..11}; do
		sqlite3 "$db" "DELETE FROM visit"
		mct -q import visits "${i}a.csv"
		stored=$(count)
		[ "$stored" = "$(tail -n +2 "${i}a.csv" | sed 's/,completed,/,,/' | sort -u | wc -l)" ]
		sqlite3 "$db" "SELECT * FROM visit" >before
		for name in a b c; do
			expect 0 mct import visits "$i$name.csv"
			says "0 new, 0 changed, $stored same"
			sqlite3 "$db" "SELECT * FROM visit" | cmp - before
		done
		mct export visits -o one.csv
		mct export clients -o clients.csv
		rm -f other.db
		mct -q --db other.db init --currency USD
		mct -q --db other.db import clients clients.csv
		mct -q --db other.db import visits one.csv
		mct --db other.db export visits -o two.csv
		cmp one.csv two.csv
	done
}

@test "a long first list without hours keeps its days of two visits" {
	python3 - >v.csv <<-'PY'
		print("client,date,minutes")
		for i in range(24000):
		    day = i // 200 % 100
		    print(f"Client {i % 100},2025-{1 + day // 25:02d}-{1 + day % 25:02d},{30 + i // 100 % 2 * 30}")
	PY
	expect 0 mct import visits v.csv --create-clients
	says "24000 rows = 20000 new, 0 changed, 0 same, 4000 joined"
	{ head -1 v.csv; tail -n +2 v.csv | tac; } >turned.csv
	expect 0 mct import visits turned.csv
	says "0 new, 0 changed, 20000 same, 4000 joined"
}

@test "a visit that is typed twice is refused, unless something differs" {
	mct -q visit add dana --date 2026-01-05 --minutes 60 --note quiet
	expect 5 mct visit add dana --date 2026-01-05 --minutes 60
	complains "that visit is there already: v1"
	expect 5 mct visit add dana --date 2026-01-05
	expect 0 mct visit add dana --date 2026-01-05 --minutes 30
	expect 0 mct visit add dana --date 2026-01-05 --time 14:00 --minutes 60
	expect 5 mct visit add dana --date 2026-01-05 --time 14:00
	complains "v3"
	expect 0 mct visit add dana --date 2026-01-05 --time 14:00 --service Facial
	expect 0 mct visit edit v4 --tip 5
	[ "$(count)" = 4 ]
}

@test "what has not come yet is booked or cancelled, and nothing else, as when it is typed" {
	printf 'client,date,outcome\n' >v.csv
	for outcome in completed no_show late_cancel booked cancelled ""; do
		echo "Dana Ortiz,2026-12-2$((++day)),$outcome" >>v.csv
	done
	expect 0 mct import visits v.csv --rejects bad.csv
	for line in 2 3; do complains "line $line: date \"2026-12-2$((line - 1))\" has not come yet"; done
	[ "$(visits date,outcome)" = $'2026-12-23\tlate_cancel\n2026-12-24\tbooked\n2026-12-25\tcancelled\n2026-12-26\tbooked' ]
	printf 'client,date,outcome\nDana Ortiz,2026-12-24,completed\n' >v.csv
	expect 5 mct import visits v.csv
}

@test "what a list changes in the book is told, record by record" {
	mct -q visit add dana --date 2026-01-05 --minutes 90 --price 127.50
	mct -q visit add dana --date 2026-01-12 --minutes 60 --note quiet --subjective "sore neck"
	printf 'client,date,minutes,price,note,subjective\nDana Ortiz,2026-01-05,60,85,,\nDana Ortiz,2026-01-12,60,85,"two\nlines",better\n' >v.csv
	expect 0 mct import visits v.csv --dry-run
	says 'line 2: v1 (Dana Ortiz): minutes 90 -> 60, price $127.50 -> $85.00'
	expect 0 mct import visits v.csv
	says 'line 2: v1 (Dana Ortiz): minutes 90 -> 60, price $127.50 -> $85.00'
	says 'line 3: v2 (Dana Ortiz): price (empty) -> $85.00, subjective changed, note quiet -> two lines'
	expect 0 mct import visits v.csv
	says_not "line 2:"
	# A rejected row changes nothing, and says so; of many changes the first ones are told.
	printf 'client,date,minutes\nDana Ortiz,2026-01-05,45\nDana Ortiz,2026-01-12,x\n' >v.csv
	expect 5 mct import visits v.csv
	says_not "minutes 60 -> 45"
	for day in {10..21}; do mct -q visit add dana --date "2026-02-$day" --minutes 90; done
	{ echo client,date,minutes; for day in {10..21}; do echo "Dana Ortiz,2026-02-$day,60"; done; } >v.csv
	expect 0 mct import visits v.csv --dry-run
	says "line 13: v14"
	expect 0 mct import visits v.csv
	says "line 11: v12"
	says_not "line 12:"
	says "... and 2 more changed"
}
