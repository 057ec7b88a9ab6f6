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
