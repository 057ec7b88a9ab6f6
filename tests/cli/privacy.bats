#!/usr/bin/env bats
# Her own data: requests with their day, what was handed out, and how long records are kept.
load common

local_setup() {
	mct -q init --currency USD --rate 85
	mct -q client add "Dana Whitfield" --phone 555-0142
	mct -q client add "Mei Tan"
}

db() { sqlite3 "$HOME/.local/share/mct/practice.db" "$1"; }

@test "a request is due from the day it is asked, until it is answered" {
	expect 0 mct request add dana access --how spoken
	[ "$output" = "Noted that Dana Whitfield asked for access on Mon 23 Nov 2026, due Wed 23 Dec 2026 (rq1), how spoken" ]
	expect 0 mct due --within 0 --tsv --columns due,over,kind,who,what,id
	[ "$output" = "2026-12-23	-30	request	Dana Whitfield	answer the request for access	rq1" ]
	expect 0 mct
	says "Dana Whitfield: answer the request for access: mct due"
	expect 0 mct rebook --mail ana@willow.example -n
	says "answer the request for access"
	expect 0 mct request answer rq1 "done"
	[ "$output" = "Changed the request of Dana Whitfield for access (rq1): answered Mon 23 Nov 2026, outcome done" ]
	[ -z "$(mct due --tsv)" ]
	[ -z "$(mct request list --status open --tsv)" ]
	[ "$(mct request list --status "done" --tsv --columns id)" = rq1 ]
}

@test "how long an answer may take is a setting, or said" {
	mct -q config set request.answer 2w
	expect 0 mct request add mei erasure --date "12 nov"
	says "due Thu 26 Nov 2026"
	expect 0 mct request add mei access --date "12 nov" --due "20 jan"
	says "due Wed 20 Jan 2027"
	expect 2 mct request add mei access --date "12 dec 2026"
	complains "has not come yet"
	expect 2 mct request add mei money
	complains "money"
	expect 2 mct request answer rq1 refused
	complains "because is missing"
	expect 0 mct request answer rq1 refused --because "the law keeps it"
	expect 4 mct request answer mei "done"
}

@test "what was handed out to whom stands in her history" {
	mct -q request add dana access
	expect 0 mct disclosure add dana "the last note" --to "Dr Lin" --how paper --request rq1
	says "Noted what was handed out about Dana Whitfield to Dr Lin: the last note (di1)"
	expect 2 mct disclosure add dana "the last note"
	complains "to is missing"
	[ "$(mct client history dana --tsv | cut -f 2 | tr '\n' ' ')" = "request disclosure " ]
	expect 0 mct request remove rq1 --with-all -y
	[ "$(db "SELECT request_id IS NULL FROM disclosure")" = 1 ]
}
