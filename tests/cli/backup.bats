# backup.bats - copies of the practice: whole or not there, and the rotation of them.
load common

local_setup() {
	practice=$HOME/.local/share/mct/practice.db
	backups=$HOME/.local/share/mct/backups
}

dump() { sqlite3 "$1" .dump; }
is_whole() { [ "$(sqlite3 "$1" "PRAGMA integrity_check; PRAGMA foreign_key_check")" = ok ]; }

# A practice of some 6 MB: more than is copied in one step.
large_practice() {
	mct -q init
	mct -q client add "Dana Whitfield"
	sqlite3 "$practice" "INSERT INTO fact (contact_id, text, entered_at)
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
		SELECT 1, hex(randomblob(450)), 0 FROM n"
}

@test "a backup goes into the folder beside the practice, for its owner alone, whatever the umask" {
	sample_practice
	umask 000
	expect 0 mct backup
	says "Backed up 1056 records ("
	says "KB) to $backups/practice-2026-11-23-090000.db"
	[ "$(stat -c %a "$backups")" = 700 ]
	[ "$(stat -c %a "$backups"/*)" = 600 ]
	cmp <(dump "$practice") <(dump "$backups/practice-2026-11-23-090000.db")
	[ "$(mct --db "$backups/practice-2026-11-23-090000.db" client list --csv)" = "$(mct client list --csv)" ]
	umask 777
	rm -r "$backups"
	expect 0 mct backup
	[ "$(stat -c %a "$backups")$(stat -c %a "$backups"/*)" = 700600 ]
}

@test "a backup never takes the name of another one" {
	mct -q init
	for _ in 1 2 3; do expect 0 mct backup -q; done
	[ -z "$output$error" ]
	[ "$(basename -a "$backups"/*)" = "practice-2026-11-23-090000.db
practice-2026-11-23-090001.db
practice-2026-11-23-090002.db" ]
}

@test "to a file or to a folder; only a backup is replaced" {
	mct -q init
	mkdir stick
	expect 0 mct backup stick
	says "to stick/practice-2026-11-23-090000.db"
	expect 0 mct backup mine.db
	mct -q client add "Mei Tan"
	expect 0 mct backup mine.db
	[ "$(mct --db mine.db client list --tsv --columns name)" = "Mei Tan" ]
	echo "dear diary" >letter
	expect 5 mct backup letter
	complains "is not a backup"
	[ "$(cat letter)" = "dear diary" ]
	sqlite3 other.db "CREATE TABLE a (b)"
	expect 5 mct backup other.db
	expect 5 mct backup "$practice"
	complains "is the practice file itself"
	ln -s "$practice" link
	expect 5 mct backup link
	expect 1 mct backup away/
	complains 'there is no folder "away/"'
	expect 1 mct backup away/mine.db
	complains "No such file or directory"
	mkfifo pipe
	expect 5 mct backup pipe
	expect 2 mct backup mine.db --keep 3
	complains "only in a folder"
	expect 2 mct backup -n
}

@test "for programs a backup is a row" {
	sample_practice
	expect 0 mct backup stick.db --json
	[ "$(jq -r '.[0] | "\(.file) \(.records) \(.bytes)"' <<<"$output")" = "stick.db 1056 $(stat -c %s stick.db)" ]
}

@test "--keep removes the oldest backups of this practice, and nothing else" {
	mct -q init
	mkdir "$backups"
	for day in 01 02 03 04; do MCT_NOW=2026-11-${day}T09:00 mct -q backup; done
	echo mine >"$backups/practice-2026-10-01-090000.db"
	cp "$practice" "$backups/practice-2026-10-02.db"
	cp "$practice" "$backups/practice-2026-10-02-090000.db.old"
	cp "$practice" "$backups/other-2026-10-02-090000.db"
	ln -s "$practice" "$backups/practice-2026-10-03-090000.db"
	expect 0 mct backup --keep 3
	says "Removed 2 older backups"
	[ "$(basename -a "$backups"/*)" = "other-2026-10-02-090000.db
practice-2026-10-01-090000.db
practice-2026-10-02-090000.db.old
practice-2026-10-02.db
practice-2026-10-03-090000.db
practice-2026-11-03-090000.db
practice-2026-11-04-090000.db
practice-2026-11-23-090000.db" ]
	# Also when the clock went back: the new one stays.
	MCT_NOW=2020-01-01T09:00 expect 0 mct backup --keep 1
	[ -f "$backups/practice-2020-01-01-090000.db" ]
	[ ! -e "$backups/practice-2026-11-04-090000.db" ]
}

@test "others write while it is copied: what they were told is done is in their file, and the copy is whole" {
	large_practice
	for i in {1..25}; do mct -q client add "Client $i" || echo "$i" >>failed; done &
	for i in 1 2 3 4; do
		expect 0 mct backup "copy$i.db"
		is_whole "copy$i.db"
	done
	wait
	[ ! -e failed ]
	[ "$(mct client list --tsv | wc -l)" = 26 ]
}

@test "a writer who holds the file is waited for, and then told" {
	large_practice
	sqlite3 "$practice" "BEGIN EXCLUSIVE" ".shell touch locked; sleep 8" &
	while [ ! -e locked ]; do sleep 0.05; done
	expect 75 mct backup
	complains "is being written by another program"
	[ -z "$(ls -A "$backups" 2>/dev/null)" ]
	wait
	expect 0 mct backup
}

@test "a damaged practice is not backed up, and the older backups stay" {
	large_practice
	MCT_NOW=2026-11-20T09:00 mct -q backup
	printf '%4000s' x | tr ' ' x | dd of="$practice" bs=4096 seek=700 conv=notrunc status=none
	expect 1 mct backup --keep 1
	complains "damaged"
	[ "$(ls "$backups")" = practice-2026-11-20-090000.db ]
}

@test "no room: exit 1 and nothing is left" {
	large_practice
	mkdir small
	ulimit -f 2000
	expect 1 mct backup small
	complains "nothing was changed"
	[ -z "$(ls -A small)" ]
}

@test "a full disk: exit 1, it is said, and nothing is left" {
	large_practice
	mkdir small
	mount -t tmpfs -o size=1m tmpfs small 2>/dev/null || skip "may not mount"
	expect 1 mct backup small || { umount small; return 1; }
	left=$(ls -A small)
	umount small
	complains "the disk is full"
	[ -z "$left" ]
}

@test "a folder that cannot be written" {
	mct -q init
	mkdir shut
	chmod 500 shut
	[ "$(id -u)" != 0 ] || { chattr +i shut 2>/dev/null || skip "root writes everywhere"; }
	expect 1 mct backup shut || { chattr -i shut; return 1; }
	[ "$(id -u)" != 0 ] || chattr -i shut
	complains "cannot write"
}

@test "killed at any moment: no half file under a name, and the next backup clears the rest away" {
	mct -q init
	mct -q client add "Dana Whitfield"
	for ((at = 1; ; at++)); do
		code=0
		with_fault "kill $at" mct -q backup copy.db || code=$?
		if [ -e copy.db ]; then is_whole copy.db; fi
		[ "$code" != 0 ] || break
		[ "$code" = 137 ]
		if ((at % 7 == 0)); then rm -f copy.db; fi
	done
	((at > 20))
	[ "$(ls)" = $'copy.db\nhome' ]
}

@test "interrupted: nothing is left" {
	large_practice
	sqlite3 "$practice" "BEGIN EXCLUSIVE" ".shell touch locked; sleep 3" &
	while [ ! -e locked ]; do sleep 0.05; done
	mct backup &
	job=$!
	sleep 0.5
	kill -INT "$job"
	code=0
	wait "$job" || code=$?
	[ "$code" = 130 ]
	[ -z "$(ls -A "$backups" 2>/dev/null)" ]
	wait
}
