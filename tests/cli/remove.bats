#!/usr/bin/env bats
# Removing: never without a yes, and what hangs on a record is told before it goes.
load common

local_setup() {
	mct -q init --currency USD --rate 70
	mct -q client add "Dana Whitfield"
}
db() { sqlite3 "$HOME/.local/share/mct/practice.db" "$@"; }

@test "without a terminal nothing is removed unless --yes says so" {
	mct -q visit add dana --minutes 60
	expect 5 mct client remove dana --with-all
	complains "nothing was removed: say --yes"
	expect 5 mct client remove dana --with-all --no-input
	expect 5 mct client remove dana --with-all --json
	[ "$(jq -r .code <<<"$error")" = refused ]
	[ "$(db 'SELECT count(*) FROM visit')" = 1 ]
	expect 0 mct client remove dana --with-all --dry-run
	says "With it would go 1 visit."
	expect 0 mct client remove dana --with-all -y
	says "With it went 1 visit."
	[ "$(db 'SELECT count(*) FROM visit')" = 0 ]
}

@test "a script removes by an id what belongs to a client, not by her name" {
	mct -q visit add dana --minutes 60
	expect 4 mct visit remove dana -y
	complains '"dana" does not name one visit'
	complains "give its id: v1 (2026-11-23)"
	[ "$(db 'SELECT count(*) FROM visit')" = 1 ]
	expect 0 mct visit edit dana --tip 5
	at_terminal 0 'y\n' "mct visit remove dana --with-all"
	[ "$(db 'SELECT count(*) FROM visit')" = 0 ]
	expect 3 mct visit remove dana -y
	complains '"dana" has no visit'
}

@test "at a terminal what hangs on the record is told before the question" {
	mct -q visit add dana --minutes 60
	at_terminal 5 'n\n' "mct client remove dana --with-all"
	says "With it would go 1 visit."
	says "Remove client Dana Whitfield (c1)? [y/N]"
	says "Nothing was removed."
	at_terminal 5 '' "mct client remove dana --with-all --no-input"
	says "say --yes"
	[ "$(db 'SELECT count(*) FROM client')" = 1 ]
	at_terminal 0 'y\n' "mct client remove dana --with-all"
	[ "$(db 'SELECT count(*) FROM client')" = 0 ]
}

@test "the end of input and Ctrl-C remove nothing" {
	at_terminal 5 '' "mct client remove dana"
	waits_at_terminal "y/N" "mct client remove dana"
	printf '\003' >&7
	leaves_terminal 130
	[ "$(db 'SELECT count(*) FROM client')" = 1 ]
}

@test "a referral goes with the partner whom it cannot be without" {
	mct -q client add "Mei Tan"
	mct -q partner add "Core Pilates"
	mct -q referral add mei --partner core --direction out
	mct -q referral add mei --partner core
	mct -q referral add mei --partner core --referrer dana --date yesterday
	expect 5 mct partner remove core -y
	complains "on it hang 2 referrals"
	complains "it is named by 1 referral"
	expect 0 mct partner remove core --with-all -n
	says "With it would go 2 referrals."
	says "1 referral would no longer name it."
	expect 0 mct partner remove core --with-all -y
	says "With it went 2 referrals."
	says "1 referral no longer names it."
	expect 0 mct referral list --tsv --columns id,partner,referrer
	[ "$output" = $'r3\t\tDana Whitfield' ]
	expect 0 mct referral edit r3 --note "she said so"
}

@test "a tie of two people is counted once, whichever of them goes" {
	mct -q client add "Mei Tan"
	mct -q connection add dana friend mei
	expect 5 mct client remove mei
	complains "on it hangs 1 connection"
	expect 0 mct client remove mei --with-all -y
	says "With it went 1 connection."
}

@test "a program gets the row that was removed, and nothing where it was refused" {
	mct -q client add "Mei Tan"
	mct -q visit add mei --minutes 60
	id=$(mct visit list mei --tsv --columns id)
	expect 5 mct client remove mei --yes --json
	[ -z "$output" ]
	expect 0 mct visit remove "$id" --yes --json
	[ "$(jq -r '.[0].id' <<<"$output")" = "$id" ]
	expect 0 mct client remove mei --yes --csv --columns name
	[ "$(tail -1 <<<"$output" | tr -d '\r')" = "Mei Tan" ]
	[ -z "$(mct client list mei --tsv)" ]
}
