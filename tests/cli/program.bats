#!/usr/bin/env bats
# The program itself: help, guesses, files that are no practice, other programs.
load common

@test "mct alone without a practice shows the way in" {
	expect 0 mct
	says "mct init"
	expect 1 mct client list
	complains "mct init makes one"
}

@test "mct alone with a practice shows the day" {
	sample_practice
	mct -q visit add dana --time 14:00 --outcome booked
	expect 0 mct
	says "Mon 23 Nov 2026  Willow Street Massage"
	says "14:00"
	says "due for rebooking"
	says_not "not logged"
	MCT_NOW=2026-11-24 expect 0 mct
	says "1 booking was not logged: mct visit list --status booked --until yesterday"
}

@test "every command helps on one screen, 80 columns wide, without a file" {
	[ "$(mct introspect | jq -r '.commands[].path' | wc -l)" -gt 30 ]
	# What completes takes any words: it has no mistake of its own.
	mct introspect | jq -r '.commands[].path | select(. != "__complete")' | while read -r path; do
		# shellcheck disable=SC2086
		expect 0 mct $path -h
		[ "$(wc -l <<<"$output")" -le 24 ] || { echo "$path: too long"; false; }
		[ "$(wc -L <<<"$output")" -le 80 ] || { echo "$path: too wide"; false; }
		# shellcheck disable=SC2086 # a path of several words
		expect 2 mct $path --no-such-option-at-all
		[ -z "$output" ]
	done
	expect 0 mct help
	expect 0 mct help client
	says "remove"
	expect 0 mct --version
	says "mct 0.1.0"
}

@test "a slip of the finger gets the nearest word" {
	expect 2 mct cleint list
	complains "did you mean client?"
	expect 2 mct client lsit
	complains "did you mean list?"
	expect 2 mct client add Dana --emial x
	complains "did you mean --email?"
	expect 2 mct rebook --wekes 2
	complains "did you mean --weeks?"
	mct -q init
	expect 2 mct config get visit.lat
	complains "did you mean visit.late?"
}

@test "mct-<name> on PATH is a command and knows the file" {
	mkdir bin
	printf '#!/bin/sh\necho "$MCT_DB|$MCT_COMMAND|$1"\n' >bin/mct-hello
	chmod +x bin/mct-hello
	PATH="$work/bin:$PATH" expect 0 mct hello world
	[ "$output" = "$HOME/.local/share/mct/practice.db|hello|world" ]
}

@test "an alias from the configuration" {
	mkdir -p "$HOME/.config/mct"
	printf '# mine\nalias.best = value --limit 1 --tsv --columns "rank"\n' >"$HOME/.config/mct/config"
	sample_practice
	expect 0 mct best
	[ "$output" = 1 ]
}

@test "a file that is no practice gets one clear line" {
	echo "just text, long enough to be read as a header of some kind, or so one would think" >text.db
	sqlite3 other.db 'CREATE TABLE t (x)'
	mkdir folder
	: >empty.db
	for case in "text.db:is not a practice" "other.db:is not a practice" "folder:is a folder" "empty.db:is empty" "none.db:there is no practice"; do
		expect 1 mct client list --db "${case%%:*}"
		complains "${case#*:}"
		[ "$(grep -c '^mct:' <<<"$error")" = 1 ]
	done
}

@test "a practice of a newer mct is left alone, an older one refused nothing" {
	mct -q init
	db=$HOME/.local/share/mct/practice.db
	sqlite3 "$db" 'PRAGMA user_version = 99'
	before=$(cksum <"$db")
	expect 1 mct client add Dana
	complains "newer mct"
	[ "$(cksum <"$db")" = "$before" ]
}

@test "a damaged practice is told as damaged" {
	sample_practice
	db=$HOME/.local/share/mct/practice.db
	dd if=/dev/urandom of="$db" bs=4096 seek=1 count=40 conv=notrunc status=none
	expect 1 mct visit list --tsv
	complains "damaged"
}

@test "a practice that another program writes: try again later" {
	mct -q init
	python3 - "$HOME/.local/share/mct/practice.db" <<-'PY' &
		import sqlite3, sys, time
		c = sqlite3.connect(sys.argv[1], isolation_level=None)
		c.execute("BEGIN EXCLUSIVE")
		open("locked", "w").close()
		time.sleep(9)
	PY
	while [ ! -e locked ]; do sleep 0.05; done
	expect 75 mct client add Dana
	complains "written by another program"
	wait
	expect 0 mct client add Dana
}

@test "an older file is upgraded, with a copy beside it" {
	db=$HOME/.local/share/mct/practice.db
	mkdir -p "$(dirname "$db")"
	sqlite3 "$db" "PRAGMA application_id = 0x6d637431; PRAGMA user_version = 1" ".read $root/lib/store/schema/0001-people.sql" \
		"INSERT INTO contact (name, name_key, entered_at) VALUES ('Dana', 'dana', 0); INSERT INTO contact_word VALUES ('dana', 1); INSERT INTO client (id, entered_at) VALUES (1, 0)"
	chmod 600 "$db"
	umask 000
	expect 0 mct client list --tsv --columns name
	[ "$output" = Dana ]
	[ "$(sqlite3 "$db" 'PRAGMA user_version')" = 4 ]
	[ "$(sqlite3 "$db.before-step-2" 'PRAGMA user_version')" = 1 ]
	[ "$(stat -c %a "$db.before-step-2")" = 600 ]
	[ -z "$(find "$HOME" -name '*.part-*')" ]
	mct -q init --db fresh.db
	[ "$(sqlite3 "$db" 'SELECT name, sql FROM sqlite_schema ORDER BY name')" = "$(sqlite3 fresh.db 'SELECT name, sql FROM sqlite_schema ORDER BY name')" ]
}

@test "editing in the editor, and an editor that fails" {
	command -v script >/dev/null || skip "script(1) is not here"
	mct -q init
	mct -q client add "Dana Ortiz" --phone 555-0142
	printf '#!/bin/sh\nsed -i "s/^phone:.*/phone: 555-0199/; s/^note:.*/note: one\\n    two/" "$1"\n' >./ed
	chmod +x ed
	EDITOR=$work/ed script -qec "mct client edit dana" /dev/null >screen
	expect 0 mct client show dana --tsv --columns phone,note
	[ "$output" = $'555-0199\tone\\ntwo' ]
	EDITOR=false script -qec "mct client edit dana" /dev/null >screen && false
	grep -q "nothing was changed" screen
}

@test "no ESC byte without a terminal, at any width" {
	sample_practice
	for width in 40 60 80 132; do
		for list in rebook value "client list" "visit list --limit 50"; do
			# shellcheck disable=SC2086
			COLUMNS=$width LC_ALL=C expect 0 mct $list
			[[ $output != *$'\e'* ]]
			[ "$(LC_ALL=C.UTF-8 wc -L <<<"$output")" -le "$width" ]
		done
	done
}

@test "while somebody thinks about a question, others can write" {
	mct -q init
	mct -q client add "Dana Ortiz"
	waits_at_terminal "y/N" "mct client remove dana"
	expect 0 timeout 3 mct client add "Mei Tan"
	echo y >&7
	exec 7>&-
	wait
	expect 0 mct client list --tsv --columns name
	[ "$output" = "Mei Tan" ]
}

@test "while somebody reads a long list page by page, others can write" {
	sample_practice
	COLUMNS=80 waits_at_terminal ":" "stty rows 10 columns 80; MCT_PAGER='less -X' mct visit list"
	expect 0 timeout 3 mct client add "Mei Tan"
	printf q >&7
	exec 7>&-
	wait
}
