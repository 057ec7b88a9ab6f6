# faults.bats - what check-fault found once stays mended: the disk, the memory or the power fails at
# one point, and what is said of it is what is so.
load common

local_setup() { export MCT_DB=practice.db; }

# at_each FAULT COMMAND...: with the fault at one call after the other, until it meets none; after
# each, with $code and $error, calls the function "after".
at_each() {
	local fault=$1 at
	shift
	for ((at = 1; ; at++)); do
		declare -F before >/dev/null && before
		code=0
		with_fault "$fault $at" "$@" >/dev/null 2>stderr || code=$?
		error=$(<stderr)
		after || { echo "$fault $at: exit $code, $error"; return 1; }
		[ "$code" != 0 ] || break
	done
	((at > 3))
}

@test "a practice that was half made when the machine stopped is in nobody's way" {
	before() { rm -f practice.db*; }
	after() {
		[ "$code" = 0 ] || [ -e practice.db ] || mct -q init --currency EUR
		[ "$(mct config get practice.currency)" = EUR ] && [ "$(echo practice.db*)" = practice.db ]
	}
	at_each kill mct -q init --currency EUR
}

@test "the disk fails at any write, sync or unlink: what is said is what is so" {
	mct -q init
	cp practice.db empty.db
	before() { rm -f practice.db*; cp empty.db practice.db; }
	after() {
		local names
		names=$(mct client list --tsv --columns name)
		if [ "$code" = 0 ] || [[ $error == *"the change was made"* ]]; then
			told=1
			[ "$names" = "Mei Tan" ]
		else
			[ "$code" = 1 ] && [ -z "$names" ] && [ -n "$error" ]
		fi
	}
	at_each eio mct -q client add "Mei Tan"
	[ "$told" = 1 ]
}

@test "a backup, a restoration and a repair that cannot be told are told to be done" {
	mct -q init
	mct -q client add "Mei Tan"
	mct -q backup copy.db
	for words in "backup copy.db" "restore copy.db --yes" "check --repair"; do
		[ "$words" != "check --repair" ] || sqlite3 practice.db "UPDATE contact SET name_key = 'x'"
		expect 1 sh -c "mct $words >/dev/full"
		complains "the change was made, but what was done cannot be told"
	done
}

@test "an upgrade that was killed is made the next time, and nothing of it stays behind" {
	sqlite3 old.db "PRAGMA application_id = 0x6d637431; PRAGMA user_version = 1" ".read $root/lib/store/schema/0001-people.sql" \
		"INSERT INTO contact (name, name_key, entered_at) VALUES ('Dana', 'dana', 0); INSERT INTO contact_word VALUES ('dana', 1); INSERT INTO client (id, entered_at) VALUES (1, 0)"
	chmod 600 old.db
	before() { rm -f practice.db*; cp old.db practice.db; }
	after() {
		[ "$(mct client list --tsv --columns name)" = Dana ] && [ "$(echo practice.db*)" = "practice.db practice.db.before-step-2" ]
	}
	at_each kill mct client list
}

@test "an export that was killed leaves what stood there, or the whole of it, and nothing beside it" {
	mct -q init
	mct -q client add "Mei Tan"
	mct -q export clients -o old.csv
	mct -q client add "Ada Abbott"
	mct -q export clients -o new.csv
	before() { cp old.csv clients.csv; }
	after() {
		cmp -s clients.csv old.csv || cmp -s clients.csv new.csv || return 1
		mct -q export clients -o clients.csv
		cmp -s clients.csv new.csv && [ "$(echo clients.csv*)" = clients.csv ]
	}
	at_each kill mct export clients -o clients.csv
}

@test "a disk that cannot be read is no other encoding of the names, and no damage" {
	mct -q init
	cp practice.db empty.db
	printf 'name\nÖmer Yılmaz\n' >clients.csv
	before() { rm -f practice.db*; cp empty.db practice.db; }
	after() {
		local names
		names=$(mct client list --tsv --columns name)
		if [ "$code" = 0 ]; then [ "$names" = "Ömer Yılmaz" ]; else [ "$code" = 1 ] && [ -z "$names" ] && [[ $error != *damaged* ]]; fi
	}
	at_each unreadable mct import clients clients.csv
}
