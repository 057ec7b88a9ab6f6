#!/usr/bin/env bats
# What is to be expected of clients: the columns behind what has been.
load common

# visits CLIENT EVERY UNTIL COUNT: a client who came every so many days, the last time on UNTIL.
visits() {
	python3 - "$@" <<-'PY'
		import datetime, sys
		who, every, until, count = sys.argv[1], int(sys.argv[2]), datetime.date.fromisoformat(sys.argv[3]), int(sys.argv[4])
		for i in range(count):
		    print(who, until - datetime.timedelta(days=every * (count - 1 - i)), 60, "completed", "80.00", "5.00", sep=",")
	PY
}
heading() { echo client,date,minutes,outcome,price,tip; }
figure() { jq -r --arg who "$1" ".[] | select(.client == \$who) | $2" <<<"$output"; }

@test "who came regularly and lately is a client; who stopped a year ago is not" {
	mct -q init --currency USD
	{
		heading
		visits "Ann Able" 28 2026-11-20 14
		visits "Bob Best" 28 2025-11-20 14
		visits "Cid Cole" 14 2026-11-17 20
	} >v.csv
	mct -q import visits v.csv --create-clients
	expect 0 mct value --json
	[ "$(figure "Ann Able" '.p_active > 0.9 and .expected_visits > 9 and .expected_visits < 14')" = true ]
	[ "$(figure "Bob Best" '.p_active < 0.05 and .expected_visits < 0.5 and .visits_low == 0')" = true ]
	[ "$(figure "Cid Cole" '.expected_visits > 17 and .expected_visits < 27')" = true ]
	for who in "Ann Able" "Cid Cole"; do
		[ "$(figure "$who" '.visits_low <= .expected_visits and .expected_visits <= .visits_high')" = true ]
		[ "$(figure "$who" '(.expected_spend / .expected_visits / 85 - 1) | fabs < 0.05')" = true ]
		[ "$(figure "$who" '.lifetime_value > .expected_spend and .lifetime_low < .lifetime_value and .lifetime_value < .lifetime_high')" = true ]
		[ "$(figure "$who" .rule)" = rhythm ]
	done
}

@test "later money counts less, as the setting says" {
	mct -q init --currency USD
	{ heading; visits "Ann Able" 28 2026-11-20 14; } >v.csv
	mct -q import visits v.csv --create-clients
	lifetime() { mct value --tsv --columns lifetime_value; }
	usual=$(lifetime)
	mct -q config set value.discount 0
	all=$(lifetime)
	mct -q config set value.discount 50
	little=$(lifetime)
	python3 -c "import sys; a, b, c = map(float, sys.argv[1:]); assert a > b * 1.2 > c * 1.2 * 1.2, sys.argv" "$all" "$usual" "$little"
}

@test "a pause takes no time, and a visit booked ahead says that she is a client" {
	mct -q init --currency USD
	{
		heading
		visits "Ann Able" 28 2026-03-20 14
		visits "Bob Best" 28 2026-03-20 14
		visits "Cid Cole" 28 2026-03-20 14
	} >v.csv
	mct -q import visits v.csv --create-clients
	mct -q client suspend ann --since 2026-04-01 --because "a hip"
	mct -q visit add bob --date 2026-12-01 --outcome booked
	expect 0 mct value --json
	[ "$(figure "Ann Able" '.p_active > 0.9')" = true ]
	[ "$(figure "Bob Best" '.p_active == 1 and .expected_visits > 1')" = true ]
	[ "$(figure "Cid Cole" '.p_active < 0.1')" = true ]
	mct -q client edit bob --status ended
	expect 0 mct value bob --json
	[ "$(figure "Bob Best" '.p_active == 0 and .expected_visits == 0 and .visits_high == 0 and .lifetime_high == 0')" = true ]
}

@test "whatever was written down, every figure is a number or blank" {
	mct -q init --currency USD
	{
		heading
		visits "Ann Once" 1 2026-11-23 1
		visits "Bob Gap" 3650 2026-11-20 2
		visits "Cid Daily" 1 2026-11-23 1000
		echo "Eve Free,2026-10-20,60,completed,,"
		echo "Fay Noshow,2026-10-20,60,no_show,,"
		echo "Gil Ahead,2027-03-01,60,booked,80,"
	} >v.csv
	mct -q import visits v.csv --create-clients
	expect 0 mct value --csv
	[[ ! $output =~ (nan|inf|-[0-9]+\.) ]]
	expect 0 mct value --json
	[ "$(figure "Ann Once" '.p_active > 0.2')" = true ]
	[ "$(figure "Cid Daily" '.visits_high <= 366 and .expected_visits > 200')" = true ]
	[ "$(figure "Fay Noshow" '.p_active, .rule' | tr '\n' ' ')" = "null null " ]
	expect 0 mct value --as-of 2000-01-01
}

@test "what has been is there without what is to be expected" {
	sample_practice
	expect 0 mct value --past --csv --limit 1
	[ "$(head -1 <<<"$output" | tr -d '\r' | cut -d, -f14-)" = rank ]
	expect 0 mct value --sort -expected_visits --tsv --columns expected_visits --limit 5
	[ "$(sort -rn <<<"$output")" = "$output" ]
	expect 2 mct value --past --sort -expected_visits
}
