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

@test "from five clients on there is something to learn, and the output says so" {
	mct -q init --currency USD
	{ heading; for who in Ann Bob Cid Dee; do visits "$who One" 28 2026-11-20 9; done; } >v.csv
	mct -q import visits v.csv --create-clients
	expect 0 mct value model --json
	[ "$(jq -r .rule <<<"$output")" = rhythm ]
	[[ $(jq -r .chosen_because <<<"$output") == "4 clients are too few"* ]]
	{ heading; visits "Eve One" 28 2026-11-20 9; } >v.csv
	mct -q import visits v.csv --create-clients
	expect 0 mct value model --json
	[ "$(jq -r .rule <<<"$output")" = held ]
	expect 0 mct value eve --tsv --columns rule
	[ "$output" = held ]
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
	[ "$(head -1 <<<"$output" | tr -d '\r' | cut -d, -f14-)" = rank,charged,waived,fees,sent_worth,share ]
	expect 0 mct value --sort -expected_visits --tsv --columns expected_visits --limit 5
	[ "$(sort -rn <<<"$output")" = "$output" ]
	expect 2 mct value --past --sort -expected_visits
}

@test "the model says which it is, why, and how sure, and JSON has all of it" {
	sample_practice
	expect 0 mct value model
	says "Model mixed (held), since 53 clients"
	says "with standard errors: r "
	says "as last year"
	expect 0 mct value model --json
	[ "$(jq -r '[.model, .unit, .rule, .until, .clients] | join(" ")' <<<"$output")" = "mixed weeks held 2026-11-23 59" ]
	[ "$(jq '.params | length == 6 and all(.[]; . > 0)' <<<"$output")" = true ]
	[ "$(jq '.standard_errors | length == 6 and all(.[]; . > 0)' <<<"$output")" = true ]
	[ "$(jq '(.aic - (12 - 2 * .log_likelihood) | fabs < 0.01) and (.bic - (6 * (59 | log) - 2 * .log_likelihood) | fabs < 0.01)' <<<"$output")" = true ]
	[ "$(jq '.check.error < .check.own_rhythm and .check.own_rhythm < .check.last_year' <<<"$output")" = true ]
	[ "$(jq -c '[.candidates[].model]' <<<"$output")" = '["bgnbd","mbgnbd","mbgcnbd","mixed","as last year","own rhythm","nobody comes back"]' ]
	[ "$(jq '.chosen_because | length > 40' <<<"$output")" = true ]
	expect 0 mct value model --tsv
	[ "$(grep -c . <<<"$output")" = 7 ]
	[ "$(cut -f1,2 <<<"$output" | sed -n 4p)" = $'mixed\tyes' ]
}

@test "a model that is asked for is taken, and visits after a day are not looked at" {
	sample_practice
	for model in bgnbd mbgnbd mbgcnbd mixed; do
		expect 0 mct value model --model $model --until 2025-12-31 --json
		[ "$(jq -r '.model + " " + .until' <<<"$output")" = "$model 2025-12-31" ]
	done
	early=$(mct value model --until 2025-06-30 --json)
	[ "$(jq .visits <<<"$early")" -lt "$(jq .visits <<<"$output")" ]
	[ "$early" = "$(mct value model --as-of 2025-06-30 --json)" ]
	expect 2 mct value model --model pareto
	complains "pareto"
	expect 2 mct value model --until someday
}

@test "an empty practice and one client have a model too, and no figure is missing" {
	mct -q init --currency USD
	expect 0 mct value model --json
	[ "$(jq -r '[.rule, .clients, .check] | map(tostring) | join(" ")' <<<"$output")" = "rhythm 0 null" ]
	expect 0 mct value model
	says "too few"
	mct -q client add "Ann Able"
	mct -q visit add ann --date 2026-11-23 --minutes 60
	expect 0 mct value model --json
	[[ ! $output =~ (nan|inf) ]]
}

@test "held against what came: counted independently" {
	sample_practice
	expect 0 mct value --holdout 2026-02-01 --csv
	printf '%s\n' "$output" >holdout.csv
	python3 - "$data/visits.csv" holdout.csv <<-'PY'
		import csv, sys, collections
		after, before = collections.defaultdict(set), collections.defaultdict(set)
		for v in csv.DictReader(open(sys.argv[1], newline="")):
		    if v["outcome"] == "completed" and v["date"] <= "2026-11-23":
		        (after if v["date"] > "2026-02-01" else before)[v["client"]].add(v["date"])
		rows = list(csv.DictReader(open(sys.argv[2], newline="")))
		assert {r["client"] for r in rows} == set(before), "clients"
		for r in rows:
		    assert int(r["actual_visits"]) == len(after[r["client"]]), r
		wrong = lambda column: sum(abs(float(r[column]) - int(r["actual_visits"])) for r in rows)
		assert wrong("expected_visits") < wrong("own_rhythm") < wrong("last_year"), "errors"
		came = sum(int(r["actual_visits"]) for r in rows)
		assert abs(sum(float(r["expected_visits"]) for r in rows) / came - 1) < 0.2, "sum"
	PY
	expect 0 mct value --holdout 2026-02-01 --limit 3
	says "Fitted to the visits of 47 clients until then"
	says "nobody comes back"
	expect 0 mct value dana --holdout 2026-02-01 --json
	[ "$(jq length <<<"$output")" = 1 ]
	expect 3 mct value --holdout 2027-01-01
	complains "there are no visits after 2027-01-01"
	expect 3 mct value --holdout 2020-01-01
	complains "there are no visits before 2020-01-01"
}

@test "model is a command, and a client of that name is found by her id" {
	mct -q init --currency USD
	mct -q client add "Model"
	mct -q client add "Mona Vale"
	mct -q visit add c1 --date 2026-11-20 --minutes 60
	for who in c1 Model "-- model" "mod"; do
		# shellcheck disable=SC2086 # two words
		expect 0 mct value --tsv --columns client $who
		[ "$output" = Model ]
	done
	expect 0 mct value mona
	expect 0 mct __complete -- value ""
	says "model"
	says "Mona Vale"
	expect 0 mct __complete -- value mona ""
	says_not "what is learnt"
	expect 0 mct __complete -- value model --model ""
	says "mbgnbd"
	expect 0 mct value -h
	says "model "
	says "--past"
	expect 0 mct --json value model
	[ "$(jq -r .unit <<<"$output")" = weeks ]
}

@test "clients with the same history are counted once, and of very many others every so many-th" {
	mct -q init --currency USD
	python3 - >v.csv <<-'PY'
		import datetime
		print("client,date,minutes,outcome")
		for i in range(5600):
		    for day in (i % 200, i % 200 + 21 + 7 * (i % 2)):
		        print(f"C{i} N{i}", datetime.date(2026, 1, 5) + datetime.timedelta(days=day), 60, "completed", sep=",")
	PY
	mct -q import visits v.csv --create-clients
	expect 0 mct value model --model mbgnbd --json
	[ "$(jq -c '[.clients, .of_clients]' <<<"$output")" = "[5600,5600]" ]
	python3 - >v.csv <<-'PY'
		import datetime
		print("client,date,minutes,outcome")
		for i in range(5600):
		    for day in (i % 2000, 2001 + i // 2000 * 40 + i % 7):
		        print(f"C{i} N{i}", datetime.date(2018, 1, 1) + datetime.timedelta(days=day), 60, "completed", sep=",")
	PY
	mct -q import visits v.csv
	expect 0 mct value model --model mbgnbd --json
	[ "$(jq -c '[.clients, .of_clients]' <<<"$output")" = "[5000,5600]" ]
}
