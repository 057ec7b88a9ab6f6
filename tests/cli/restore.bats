# restore.bats - a backup becomes the practice again: what is no sound backup is refused,
# what it replaces is kept, and at no moment is there neither.
load common

local_setup() {
	folder=$HOME/.local/share/mct
	practice=$folder/practice.db
	mct -q init
	mct -q client add "Dana Whitfield"
	mct -q backup good.db
	mct -q client add "Mei Tan"
}

names() { mct client list --tsv --columns name "$@"; }
is_whole() { [ "$(sqlite3 "$1" "PRAGMA integrity_check; PRAGMA foreign_key_check")" = ok ]; }

@test "what was there is kept under another name, and told" {
	umask 000
	expect 0 mct restore good.db --yes
	[ "$output" = "Restored 1 record from good.db to $practice
What was there is kept as $practice.replaced-2026-11-23-090000.db" ]
	[ "$(names)" = "Dana Whitfield" ]
	[ "$(names --db "$practice.replaced-2026-11-23-090000.db")" = $'Dana Whitfield\nMei Tan' ]
	[ "$(stat -c %a "$practice")" = 600 ]
	# And back again.
	expect 0 mct restore "$practice.replaced-2026-11-23-090000.db" --yes --json
	[ "$(jq -r '.[0] | "\(.file) \(.records) \(.kept) \(.replaced)"' <<<"$output")" = "$practice 2 $practice.replaced-2026-11-23-090001.db 1" ]
	[ "$(names | wc -l)" = 2 ]
	[ "$(find "$folder" -type f | wc -l)" = 3 ]
}

@test "without a yes nothing is replaced" {
	sum=$(cksum "$practice")
	expect 5 mct restore good.db
	complains "say --yes"
	at_terminal 5 'n\n' "mct restore good.db"
	[[ $(tr -s '\n ' ' ' <<<"$output") == *"(2 records) by good.db (1 record)? What is there now is kept. [y/N]"* ]]
	says "Nothing was restored."
	at_terminal 5 '' "mct restore good.db"
	expect 0 mct restore good.db -n
	says "Would restore 1 record"
	[ "$(cksum "$practice")" = "$sum" ]
	[ "$(ls "$folder")" = practice.db ]
	at_terminal 0 'y\n' "mct restore good.db"
	says "Restored 1 record"
}

@test "it needs no practice file, and no yes then" {
	rm -r "$folder"
	umask 000
	expect 0 mct restore good.db
	[ "$output" = "Restored 1 record from good.db to $practice" ]
	[ "$(names)" = "Dana Whitfield" ]
	[ "$(stat -c %a "$folder")$(stat -c %a "$practice")" = 700600 ]
}

@test "it replaces a practice that is damaged, empty or no practice at all" {
	for damage in "head -c 5000 /dev/urandom" "echo hello" "true" "head -c 9000 good.db"; do
		$damage >"$practice"
		sum=$(cksum <"$practice")
		expect 5 mct restore good.db
		expect 0 mct restore good.db --yes
		[ "$(names)" = "Dana Whitfield" ]
		kept=$(tail -1 <<<"$output" | sed 's/.* as //')
		[ "$(cksum <"$kept")" = "$sum" ]
		rm "$kept"
	done
}

@test "what is no sound backup is refused, and the practice stays" {
	sum=$(cksum "$practice")
	head -c 9000 good.db >cut.db
	expect 1 mct restore cut.db --yes
	complains "your practice was left as it is"
	# A page in the middle, and one record that names another that is not there.
	cp good.db bad.db
	page=$(sqlite3 bad.db "SELECT rootpage - 1 FROM sqlite_schema WHERE name = 'contact_by_name'")
	head -c 2000 /dev/urandom | dd of=bad.db bs=4096 seek="$page" conv=notrunc status=none
	expect 1 mct restore bad.db --yes
	complains '"bad.db" is damaged: '
	cp good.db orphan.db
	sqlite3 orphan.db "PRAGMA foreign_keys = OFF; INSERT INTO fact (contact_id, text, entered_at) VALUES (999, 'x', 0)"
	expect 1 mct restore orphan.db --yes
	complains "names another that is not there"
	cp good.db new.db
	sqlite3 new.db "PRAGMA user_version = 99"
	expect 1 mct restore new.db --yes
	complains "newer mct"
	echo hello >text
	expect 1 mct restore text --yes
	complains "is not a practice file"
	expect 1 mct restore missing.db --yes
	complains 'there is no file "missing.db"'
	expect 1 mct restore . --yes
	expect 5 mct restore "$practice" --yes
	complains "is the practice file itself"
	ln "$practice" again
	expect 5 mct restore again --yes
	cp good.db half.db
	echo x >half.db-journal
	expect 5 mct restore half.db --yes
	complains "unfinished change"
	rm again
	[ "$(cksum "$practice")" = "$sum" ]
	[ "$(ls "$folder")" = practice.db ]
}

@test "a practice that another program holds is not replaced" {
	sqlite3 "$practice" "BEGIN; SELECT count(*) FROM contact" ".shell touch locked; sleep 7" >/dev/null &
	while [ ! -e locked ]; do sleep 0.05; done
	expect 75 mct restore good.db --yes
	complains "another program is using"
	[ "$(ls "$folder")" = practice.db ]
	wait
	[ "$(names | wc -l)" = 2 ]
	expect 0 mct restore good.db --yes
}

@test "a command that had the old practice open does not write to what was put aside" {
	cat >./ed <<-'ED'
		#!/bin/sh
		mct -q restore good.db --yes
		sed -i 's/^phone:.*/phone: 555-0142/' "$1"
	ED
	chmod +x ed
	export EDITOR=$work/ed
	at_terminal 75 '' "mct client edit dana"
	says "was replaced meanwhile"
	[ -z "$(mct client list --tsv --columns phone)" ]
	[ -z "$(mct client list --tsv --columns phone --db "$practice".replaced* | tr -d '\n')" ]
}

@test "a link stays a link; one that leads nowhere is not filled" {
	mkdir disk
	mv "$practice" disk/mine.db
	ln -s "$work/disk/mine.db" "$practice"
	expect 0 mct restore good.db --yes
	[ -L "$practice" ]
	[ "$(names)" = "Dana Whitfield" ]
	[ "$(names --db disk/mine.db.replaced-2026-11-23-090000.db | wc -l)" = 2 ]
	mv disk gone
	expect 5 mct restore good.db --yes
	complains "leads nowhere"
}

@test "the half of a change that a killed command left is taken back, and never put upon the new file" {
	for ((at = 1; ; at++)); do
		rm -f "$folder"/*
		cp good.db "$practice"
		code=0
		with_fault "kill $at" mct -q client add "Half Done" 2>stderr || code=$?
		[ "$code" = 137 ] || break
		journal=no
		[ ! -s "$practice-journal" ] || journal=yes
		[ "$journal" = no ] || journals=1
		mct -q restore good.db --yes
		[ ! -e "$practice-journal" ]
		is_whole "$practice"
		cmp <(sqlite3 "$practice" .dump) <(sqlite3 good.db .dump)
		kept=$(ls "$folder"/*.replaced-*.db)
		is_whole "$kept"
		[[ "$(names --db "$kept")" = "Dana Whitfield" || "$(names --db "$kept")" = $'Dana Whitfield\nHalf Done' ]]
	done
	[ "$journals" = 1 ]
	# A journal beside a file that is none goes with it.
	: >"$practice"
	echo journal >"$practice-journal"
	mct -q restore good.db --yes
	[ ! -e "$practice-journal" ]
	[ "$(cat "$practice".replaced-2026-11-23-090000.db-journal)" = journal ]
}

@test "killed at any moment: there is the one or the other, and it goes through the next time" {
	cp "$practice" before.db
	for ((at = 1; ; at++)); do
		rm -f "$folder"/*
		cp before.db "$practice"
		code=0
		with_fault "kill $at" mct -q restore good.db --yes 2>stderr || code=$?
		is_whole "$practice"
		now=$(names)
		[ "$now" = "Dana Whitfield" ] || [ "$now" = $'Dana Whitfield\nMei Tan' ]
		# Mei is never lost.
		kept=$(find "$folder" -name '*.replaced-*.db' | sort | head -1)
		[ "$(wc -l <<<"$now")" = 2 ] || [ "$(names --db "$kept" | wc -l)" = 2 ]
		[ "$code" != 0 ] || break
		[ "$code" = 137 ]
		expect 0 mct restore good.db --yes
		[ "$(names)" = "Dana Whitfield" ]
		[ -z "$(find "$folder" -name '*.part-*')" ]
	done
	((at > 30))
}

@test "no room: nothing is replaced and nothing is left" {
	ulimit -f 100
	expect 1 mct restore good.db --yes
	ulimit -f unlimited 2>/dev/null || true
	[ "$(ls "$folder")" = practice.db ]
	[ "$(names | wc -l)" = 2 ]
}
