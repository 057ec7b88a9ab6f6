# check.bats - is the practice file as it should be: every fault is found, said with what to
# do, and mended where that is safe.
load common

local_setup() {
	folder=$HOME/.local/share/mct
	practice=$folder/practice.db
	sample_practice
}

# finds CODE [WORD...]: the rows of a check, and its exit code.
finds() { expect "$1" mct check "${@:2}" --tsv; }
# breaks SQL: done to the practice by another program.
breaks() { sqlite3 "$practice" "$1"; }
is_whole() { [ "$(sqlite3 "$1" "PRAGMA integrity_check; PRAGMA foreign_key_check")" = ok ]; }

@test "a sound practice: nothing is said, at a terminal that all is well" {
	finds 0
	[ -z "$output$error" ]
	expect 0 mct check
	[ -z "$output$error" ]
	at_terminal 0 '' "mct check"
	[ "$output" = "All is well." ]
	sum=$(cksum "$practice")
	finds 0 --repair
	[ -z "$output" ]
	[ "$(cksum "$practice")" = "$sum" ]
	expect 0 mct check --json
	[ "$(jq length <<<"$output")" = 0 ]
}

@test "keys that are not those of the field, and words that are not those of the name, are mended" {
	mct -q client edit c3 --preferred Jo --phone "+1 555 0142"
	mct -q topic add "Tennis elbow"
	dump=$(sqlite3 "$practice" "SELECT * FROM contact ORDER BY id; SELECT * FROM contact_word; SELECT * FROM topic")
	breaks "UPDATE contact SET phone_key = 'x' WHERE id BETWEEN 1 AND 9;
		UPDATE contact SET name_key = 'wrong' WHERE id = 5;
		UPDATE contact SET preferred_key = NULL WHERE id = 3;
		UPDATE contact SET preferred_key = 'x' WHERE id = 4;
		UPDATE topic SET name_key = '';
		DELETE FROM contact_word WHERE contact_id = 7;
		INSERT INTO contact_word VALUES ('stranger', 8)"
	finds 6
	[ "$output" = "cannot be found by name: n5	fault	mct check --repair
cannot be found by preferred: n3, n4	fault	mct check --repair
cannot be found by phone: n1, n2, n3, n4, n5 and 4 more	fault	mct check --repair
cannot be found by name: t1	fault	mct check --repair
cannot be found by words of the name: n3, n4, n5, n7, n8	fault	mct check --repair" ]
	finds 6 --repair -n
	finds 0 --repair
	[ "$output" = "cannot be found by name: n5	mended	
cannot be found by preferred: n3, n4	mended	
cannot be found by phone: n1, n2, n3, n4, n5 and 4 more	mended	
cannot be found by name: t1	mended	
cannot be found by words of the name: n7, n8	mended	" ]
	[ "$(sqlite3 "$practice" "SELECT * FROM contact ORDER BY id; SELECT * FROM contact_word; SELECT * FROM topic")" = "$dump" ]
	finds 0
	[ "$(sqlite3 "$practice" "SELECT command FROM history ORDER BY id DESC LIMIT 1")" = "mct check --repair --tsv" ]
}

@test "a namesake who is not told apart is; a mark that outlived its namesake is none" {
	mct -q client add "Ana Silva" --phone 555-0001
	mct -q client add "Ana Silva" --phone 555-0002
	mct -q client add "Ana Silva" --phone 555-0003
	mct -q client remove "Ana Silva <555-0003>" --yes
	finds 0
	breaks "UPDATE contact SET shares_name = 0 WHERE id = (SELECT min(id) FROM contact WHERE name = 'Ana Silva')"
	finds 6
	says "is not told apart from a namesake: n61"
	finds 0 --repair
	finds 0
}

@test "tables, indexes, triggers and views are those of the schema" {
	before=$(sqlite3 "$practice" "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
	breaks "DROP INDEX contact_by_email; DROP VIEW clients; DROP TRIGGER visit_removed"
	finds 6
	[ "$(wc -l <<<"$output")" = 3 ]
	says 'the view "clients" is missing	fault'
	finds 0 --repair
	[ "$(sqlite3 "$practice" "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")" = "$before" ]
	finds 0
	# What others keep in tables of their own is no fault; what they let happen to ours is.
	breaks "CREATE TABLE mine (a); CREATE VIEW mine_too AS SELECT name FROM contact; CREATE INDEX fast ON visit (note)"
	finds 0
	breaks "CREATE TRIGGER spy AFTER INSERT ON visit BEGIN INSERT INTO mine VALUES (new.note); END"
	finds 6
	says 'the trigger "spy" is not one of mct'
	finds 6 --repair
	breaks "DROP TRIGGER spy; ALTER TABLE visit ADD COLUMN mood TEXT"
	finds 6
	[ "$output" = 'the table "visit" was changed by another program	damage	keep a copy of the file, then bring a backup back: mct restore FILE' ]
}

@test "a table or a column that is missing is damage, and then nothing is mended" {
	breaks "UPDATE contact SET phone_key = 'x' WHERE id = 1; DROP TABLE trait"
	finds 6 --repair
	says 'the table "trait" is missing	damage'
	says "cannot be found by phone: n1	fault"
	breaks "ALTER TABLE goal DROP COLUMN measure" 2>/dev/null || breaks "ALTER TABLE goal RENAME COLUMN entered_at TO x"
	finds 6
	says 'the table "goal" was changed'
	breaks "ALTER TABLE wish RENAME COLUMN until TO x"
	finds 6
	says 'the table "wish" has no column "until"'
}

@test "references that lead nowhere, and pages that cannot be read, are damage" {
	cp "$practice" whole.db
	breaks "PRAGMA foreign_keys = OFF; UPDATE visit SET client_id = 999 WHERE id IN (7, 9)"
	finds 6
	[ "$output" = "2 of visit name a client that is not there, the first is number 7	damage	keep a copy of the file, then bring a backup back: mct restore FILE" ]
	cp whole.db "$practice"
	page=$(breaks "SELECT rootpage - 1 FROM sqlite_schema WHERE name = 'contact_by_name'")
	head -c 4096 /dev/urandom | dd of="$practice" bs=4096 seek="$page" conv=notrunc status=none
	finds 6 --repair
	says "the file is damaged: Page"
	head -c 9000 whole.db >"$practice"
	finds 6
	says "damage"
	# What is no practice at all is not checked.
	echo hello >"$practice"
	expect 1 mct check
	complains "is not a practice file"
	complains "mct restore"
	rm "$practice"
	expect 1 mct check
	complains "there is no practice file"
}

@test "an entry of the history that cannot be read" {
	id=$(breaks "UPDATE history_part SET changeset = CAST(substr(changeset, 1, length(changeset) - 3) AS BLOB) WHERE changeset IS NOT NULL AND id = (SELECT min(id) FROM history_part WHERE changeset IS NOT NULL) RETURNING history_id")
	finds 6
	[ "$output" = "entry $id of the history cannot be read	fault	nothing; that change cannot be undone" ]
}

@test "what no field would take: told by its record, with what it takes" {
	mct -q fact add c1 "a puppy" --ask next
	mct -q visit add c1 --date 2026-11-02 --even-so
	mct -q config set client.of_age 16
	finds 0
	breaks "UPDATE visit SET date = 'someday' WHERE id IN (3, 9); UPDATE visit SET date = '2026-02-30' WHERE id = 4;
		UPDATE visit SET time = '25:99' WHERE id = 7; UPDATE visit SET outcome = 'No-Show' WHERE id = 5;
		UPDATE visit SET minutes = 99999999 WHERE id = 8; UPDATE visit SET note = CAST(x'ff00' AS TEXT) WHERE id = 1;
		UPDATE client SET status = 'vip' WHERE id = 5; UPDATE contact SET email = 'at home' WHERE id BETWEEN 2 AND 8;
		UPDATE fact SET text = ''; INSERT OR REPLACE INTO setting VALUES ('backup.every', 'often'), ('client.of_age', 'x')"
	finds 6
	[ "$(cut -f 1,3 <<<"$output")" = "the email of n2, n3, n4, n5, n6 and 2 more cannot be read	mct contact edit n2: it takes an e-mail address
the status of c5 cannot be read	mct client edit c5: it takes active, suspended, ended
the date of v3, v4, v9 cannot be read	mct visit edit v3: it takes a date such as 2026-11-23
the time of v7 cannot be read	mct visit edit v7: it takes a time such as 14:00
the minutes of v8 cannot be read	mct visit edit v8: it takes minutes such as 60
the outcome of v5 cannot be read	mct visit edit v5: it takes booked, completed, no_show, late_cancel, cancelled
the note of v1 cannot be read	mct visit edit v1: it takes text of any number of lines
the text of f1 cannot be read	mct fact edit f1: it takes text of any number of lines
the setting client.of_age cannot be read: it is \"x\"	mct config unset client.of_age
the setting backup.every cannot be read: it is \"often\"	mct config unset backup.every" ]
	[ "$(cut -f 2 <<<"$output" | sort -u)" = fault ]
	# It is for her to say what is right.
	finds 6 --repair
	[ "$(cut -f 2 <<<"$output" | sort -u)" = fault ]
	mct -q visit edit v4 --date 2026-03-02
	mct -q config unset backup.every
	finds 6
	says "the date of v3, v9 cannot be read"
	says_not "backup.every"
}

@test "who may read the practice and its backups, and write to its folder" {
	mct -q backup
	chmod 640 "$practice"
	chmod 755 "$folder/backups"
	chmod 604 "$folder"/backups/*
	finds 6
	[ "$(cut -f 2 <<<"$output" | sort | uniq -c | tr -s ' ')" = " 3 fault" ]
	says "others may read \"$practice\""
	finds 0 --repair
	[ "$(stat -c %a "$practice" "$folder/backups" "$folder"/backups/* | tr '\n' ' ')" = "600 700 600 " ]
	finds 0
	chmod 770 "$folder"
	finds 6 --repair
	[ "$output" = "others may write to the folder \"$folder\", and so replace the practice	fault	chmod go-w '$folder'" ]
	chmod 1777 "$folder"
	finds 0
}

@test "the age of the last backup" {
	MCT_NOW=2026-11-30T09:00 finds 0
	MCT_NOW=2026-12-01T09:00 finds 6
	[ "$output" = "there is no backup in \"$folder/backups\"	notice	mct backup" ]
	MCT_NOW=2026-12-01T09:00 mct -q backup
	MCT_NOW=2026-12-08T09:00 finds 0
	MCT_NOW=2026-12-09T09:00 finds 6
	[ "$output" = "the last backup is 8 days old	notice	mct backup" ]
	mct -q config set backup.every 30d
	MCT_NOW=2026-12-09T09:00 finds 0
	mct -q config set backup.every never
	MCT_NOW=2027-12-09T09:00 finds 0
	expect 2 mct config set backup.every often
	complains "or never"
}

@test "a change that was left half done is taken back, and told once" {
	told=0
	for ((at = 1; ; at++)); do
		code=0
		with_fault "kill $at" mct -q client add "Client $at" 2>stderr || code=$?
		[ "$code" = 137 ] || break
		code=0
		output=$(mct check --tsv) || code=$?
		if [ "$code" = 6 ]; then
			[ "$output" = "a change was left half done, and was taken back	notice	see whether what you typed last is there" ]
			told=1
		fi
		finds 0
	done
	[ "$told" = 1 ]
}

@test "somebody at work is no fault, and is waited for" {
	sqlite3 "$practice" "BEGIN IMMEDIATE; INSERT INTO setting VALUES ('x', 'y')" ".shell touch locked; sleep 2" ROLLBACK &
	while [ ! -e locked ]; do sleep 0.05; done
	finds 0
	finds 0 --repair
	wait
}

@test "mending without room mends nothing and says so" {
	breaks "UPDATE contact SET phone_key = 'x'; DELETE FROM contact_word"
	sum=$(cksum <"$practice")
	(
		ulimit -f 20
		expect 1 mct check --repair
		complains "nothing was changed"
	)
	finds 6
	[ "$(cksum <"$practice")" = "$sum" ]
}
