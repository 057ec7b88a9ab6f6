# encrypted.bats - backups that only a passphrase or a key file opens: nothing of the practice can be
# read in them, and what is not exactly what was written is refused before anything is replaced.
load common

local_setup() {
	folder=$HOME/.local/share/mct
	practice=$folder/practice.db
	backups=$folder/backups
	mct -q init --currency USD
	mct -q client add "Dana Whitfield"
	printf 'two little birds\n' >key
	chmod 600 key
}

dump() { sqlite3 "$1" .dump; }
names() { mct client list --tsv --columns name; }
# lacks PATTERN FILE...: it stands nowhere in them.
lacks() { if grep -qa "$@"; then return 1; fi; }
# typed TEXT: at the terminal that waits for it; shows TEXT: waits until that is on its screen.
typed() { sleep 0.2; printf '%s\n' "$1" >&7; }
shows() {
	for _ in {1..100}; do
		grep -qs "$1" screen && return 0
		sleep 0.05
	done
	cat screen
	return 1
}

@test "nothing of the practice can be read in it, and all of it comes back" {
	umask 000
	expect 0 mct backup --key-file key
	says ", encrypted) to $backups/practice-2026-11-23-090000.db.enc"
	file=$backups/practice-2026-11-23-090000.db.enc
	[ "$(stat -c %a "$file")" = 600 ]
	[ "$(ls -A "$backups")" = practice-2026-11-23-090000.db.enc ]
	lacks "Whitfield\|SQLite\|CREATE" "$file"
	cp "$practice" before.db
	mct -q client add "Mei Tan"
	expect 0 mct restore "$file" --key-file key --yes
	says "Restored 1 record from"
	[ "$(names)" = "Dana Whitfield" ]
	cmp <(dump "$practice") <(dump before.db)
	[ "$(stat -c %a "$practice")" = 600 ]
	[ "$(ls -A "$folder")" = $'backups\npractice.db\npractice.db.replaced-2026-11-23-090000.db' ]
	# On another machine, where there is none.
	mv "$folder" gone
	expect 0 mct restore "gone/backups/${file##*/}" --key-file key --json
	[ "$(jq -r '.[0].records' <<<"$output")" = 1 ]
	[ "$(names)" = "Dana Whitfield" ]
}

@test "a passphrase is typed twice and never shown; it opens what the same words in a file open" {
	waits_at_terminal "not shown" "mct backup --encrypt mine.enc"
	typed "two little birds"
	shows "the same again"
	typed "two little birds"
	shows "Backed up"
	leaves_terminal 0
	lacks birds screen
	lacks birds mine.enc
	expect 0 mct restore mine.enc --key-file key -n
	mct -q backup other.enc --key-file key
	waits_at_terminal "passphrase of other.enc" "mct restore other.enc --yes"
	typed "two little owls"
	shows "that is not its passphrase"
	typed "two little birds"
	shows "Restored 1 record"
	leaves_terminal 0
	lacks "birds\|owls" screen
	at_terminal 5 'two little birds\nn\n' "mct restore other.enc"
	says "Nothing was restored."
}

@test "words that differ, that are few, or none at all make no backup" {
	at_terminal 5 'two little birds\ntwo little bird\n\n' "mct backup --encrypt mine.enc"
	says "they were not the same"
	says "nothing was done"
	at_terminal 5 'birds\n\n' "mct backup --encrypt mine.enc"
	says "at least 8 characters"
	at_terminal 5 '' "mct backup --encrypt mine.enc"
	[ ! -e mine.enc ]
	waits_at_terminal "not shown" "sh -c 'mct backup --encrypt mine.enc; stty -a'"
	printf '\003' >&7
	shows " echo "
	leaves_terminal 0
	[ ! -e mine.enc ]
}

@test "nobody who is no terminal is asked" {
	expect 2 mct backup --encrypt
	complains "asked for at a terminal only"
	complains "--key-file FILE"
	[ ! -e "$backups" ]
	mct -q backup mine.enc --key-file key
	expect 2 mct restore mine.enc --yes
	complains '"mine.enc" is encrypted'
	at_terminal 2 'two little birds\n' "mct restore mine.enc --no-input --yes"
	# Nor is it taken for a practice, or for anything else.
	expect 5 mct --db mine.enc client list
	complains '"mine.enc" is an encrypted backup'
	complains "mct restore"
	expect 5 mct --db mine.enc client list --json
	[ "$(jq -r .code <<<"$error")" = locked ]
}

@test "the wrong secret, and a file that is not what was written, are refused and change nothing" {
	mct -q backup mine.enc --key-file key
	size=$(stat -c %s mine.enc)
	sum=$(cksum "$practice")
	refused() {
		expect "$@"
		[ "$(cksum "$practice")" = "$sum" ]
		[ "$(ls -A "$folder")" = practice.db ]
	}
	echo "two little owls" >wrong
	chmod 600 wrong
	refused 5 mct restore mine.enc --key-file wrong --yes
	complains 'does not open "mine.enc"'
	at_terminal 5 'wrong one\nwrong two\nwrong three\n' "mct restore mine.enc --yes"
	says "does not open"
	for cut in 8 50 95 96 200 $((size - 1)); do
		head -c "$cut" mine.enc >bad.enc
		refused 1 mct restore bad.enc --key-file key --yes
		complains '"bad.enc" is damaged: it was changed, or is not whole'
		complains "your practice was left as it is"
	done
	cp mine.enc bad.enc
	echo >>bad.enc
	refused 1 mct restore bad.enc --key-file key --yes
	cp mine.enc bad.enc
	printf '\377' | dd of=bad.enc bs=1 seek=$((size / 2)) conv=notrunc status=none
	refused 1 mct restore bad.enc --key-file key --yes
	complains "is damaged"
	cp mine.enc bad.enc
	printf '\2' | dd of=bad.enc bs=1 seek=11 conv=notrunc status=none
	refused 1 mct restore bad.enc --key-file key --yes
	complains "newer mct"
}

@test "a key file is one that nobody else may read, and that has something in it" {
	chmod 644 key
	expect 1 mct backup mine.enc --key-file key
	complains 'others may read the key file "key"'
	complains "chmod go="
	chmod 600 key
	: >key
	expect 2 mct backup mine.enc --key-file key
	complains "too few for a key"
	head -c 9000 /dev/urandom >key
	expect 2 mct backup mine.enc --key-file key
	complains "too large"
	expect 1 mct backup mine.enc --key-file nowhere
	complains 'cannot read the key file "nowhere"'
	expect 1 mct backup mine.enc --key-file .
	[ ! -e mine.enc ]
	head -c 32 /dev/urandom >key
	expect 0 mct backup mine.enc --key-file key
	expect 0 mct backup mine.enc --key-file key
	expect 0 mct restore mine.enc --key-file key --yes
}

@test "--keep counts both kinds, and only what is a backup is replaced" {
	mkdir "$backups"
	for day in 01 02 03; do MCT_NOW=2026-11-${day}T09:00 mct -q backup; done
	MCT_NOW=2026-11-04T09:00 mct -q backup --key-file key
	echo mine >"$backups/practice-2026-10-01-090000.db.enc"
	expect 0 mct backup --key-file key --keep 3
	says "Removed 2 older backups"
	[ "$(basename -a "$backups"/*)" = "practice-2026-10-01-090000.db.enc
practice-2026-11-03-090000.db
practice-2026-11-04-090000.db.enc
practice-2026-11-23-090000.db.enc" ]
	expect 0 mct backup --keep 1
	[ "$(basename -a "$backups"/*)" = "practice-2026-10-01-090000.db.enc
practice-2026-11-23-090000.db" ]
	echo "dear diary" >letter
	expect 5 mct backup letter --key-file key
	expect 5 mct backup "$practice" --key-file key
	[ "$(cat letter)" = "dear diary" ]
	# And its age counts.
	rm "$backups"/*
	mct -q backup --key-file key
	MCT_NOW=2026-12-09T09:00 expect 6 mct check --tsv
	says "the last backup is 16 days old"
}

@test "others write while it is made, and lose nothing" {
	sqlite3 "$practice" "INSERT INTO fact (contact_id, text, entered_at)
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
		SELECT 1, hex(randomblob(450)), 0 FROM n"
	for i in {1..15}; do mct -q client add "Client $i" || echo "$i" >>failed; done &
	for i in 1 2; do
		expect 0 mct backup "copy$i.enc" --key-file key
		expect 0 mct --db "back$i.db" restore "copy$i.enc" --key-file key
		[ "$(sqlite3 "back$i.db" "PRAGMA integrity_check; PRAGMA foreign_key_check")" = ok ]
	done
	wait
	[ ! -e failed ]
	[ "$(names | wc -l)" = 16 ]
}

@test "a damaged practice is not backed up, and one with a log of writes is" {
	sqlite3 "$practice" "PRAGMA journal_mode = WAL; UPDATE contact SET note = 'in the log'" >/dev/null
	expect 0 mct backup mine.enc --key-file key
	expect 0 mct --db back.db restore mine.enc --key-file key
	[ "$(sqlite3 back.db "SELECT note FROM contact")" = "in the log" ]
	sqlite3 "$practice" "PRAGMA journal_mode = DELETE" >/dev/null
	page=$(sqlite3 "$practice" "SELECT rootpage - 1 FROM sqlite_schema WHERE name = 'contact_by_name'")
	head -c 2000 /dev/urandom | dd of="$practice" bs=4096 seek="$page" conv=notrunc status=none
	expect 1 mct backup bad.enc --key-file key
	complains "is damaged: "
	[ ! -e bad.enc ]
}

@test "without room, or memory, nothing is left and nothing is replaced" {
	mct -q backup mine.enc --key-file key
	sum=$(cksum "$practice")
	(
		ulimit -f 100
		expect 1 mct backup small.enc --key-file key
		complains "cannot write"
		expect 1 mct restore mine.enc --key-file key --yes
	)
	if [[ $build == */build ]]; then
		(
			ulimit -v 200000
			expect 1 mct backup small.enc --key-file key
			complains "out of memory"
			expect 1 mct restore mine.enc --key-file key --yes
			complains "out of memory"
		)
	fi
	[ "$(cksum "$practice")" = "$sum" ]
	[ "$(ls -A)" = $'home\nkey\nmine.enc\nstderr' ]
	[ "$(ls -A "$folder")" = practice.db ]
}

@test "killed at any moment, nothing that can be read is left where the backup goes" {
	mkdir stick
	for ((at = 1; ; at++)); do
		code=0
		with_fault "kill $at" mct -q backup stick --key-file key || code=$?
		lacks Whitfield -r stick
		for file in stick/*.enc; do
			[ ! -e "$file" ] || mct restore "$file" --key-file key -n -q
		done
		rm -f stick/*.enc
		[ "$code" != 0 ] || break
		[ "$code" = 137 ]
	done
	((at > 5))
	[ -z "$(ls -A stick)" ]
}
