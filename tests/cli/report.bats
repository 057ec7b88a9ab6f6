#!/usr/bin/env bats
# The trade's own figures: each as its definition says, and nothing told as known that is not.
load common

figure() { jq -r ".[0].$1" <<<"$output"; }

@test "the two clients of the text: 2,400 in three years, and 11.4 times as much a year" {
	mct -q init --currency USD
	python3 - >v.csv <<-'PY'
		import datetime
		first = datetime.date(2023, 11, 24)
		print("client,date,minutes,price,tip,late_minutes")
		for i in range(30):
		    print("Dana Whitfield", first + datetime.timedelta(days=int(i * 36.525)), 60, "70.00", "10.00", 0, sep=",")
		for i in range(6):
		    print("Rick Barlow", first + datetime.timedelta(days=int(i * 182.625)), 30, "35.00", "", 10, sep=",")
	PY
	mct -q import visits v.csv --create-clients
	mct -q client edit dana --source article
	mct -q client edit rick --source coupon
	expect 0 mct report numbers --by source --since 2023-11-24 --json
	[ "$(figure by) $(figure visits) $(figure minutes)" = "article 30 1800" ]
	grep -q '"paid": 2100.00, "tips": 300.00' <<<"$output"
	grep -q '"average_ticket": 70.00, "average_ticket_of": 1, "average_tip": 10.00' <<<"$output"
	[ "$(figure 'visits_per_year | . > 9.95 and . < 10.05')" = true ]
	[ "$(jq '.[1] | [.visits, .visits_per_year > 1.98, .late_share, .tip_rate]' -c <<<"$output")" = "[6,true,1,0]" ]
	[ "$(jq '(.[0] | (.paid + .tips) / 3) / (.[1] | (.paid + .tips) / 3) * 10 | round' <<<"$output")" = 114 ]
	expect 0 mct report numbers --since 2023-11-24 --json
	[ "$(jq '.[0] | .paid + .tips' <<<"$output")" = 2610 ]
}

@test "the figures of every month agree with an independent count" {
	sample_practice
	mct report numbers --by month --since 2024-01-01 --csv >numbers.csv
	python3 - "$data/visits.csv" numbers.csv "$data/clients.csv" <<-'PY'
		import csv, sys, collections, datetime as dt
		day = dt.date.fromisoformat
		rows = [v for v in csv.DictReader(open(sys.argv[1], newline="")) if v["outcome"] != "booked" and v["date"] <= "2026-11-23"]
		came = collections.defaultdict(set)
		for v in rows:
		    if v["outcome"] == "completed":
		        came[v["client"]].add(day(v["date"]))
		paused = {c["name"] for c in csv.DictReader(open(sys.argv[3], newline="")) if c["status"] == "suspended"}
		today = day("2026-11-23")
		def share(part, whole):
		    return f"{part / whole + 1e-12:.4f}" if whole else ""
		months = list(csv.DictReader(open(sys.argv[2], newline="")))
		assert len(months) == 35 and months[0]["by"] == "2024-01"
		for n in months:
		    first, last = day(n["from"]), day(n["until"])
		    here = [v for v in rows if first <= day(v["date"]) <= last]
		    done = [v for v in here if v["outcome"] == "completed"]
		    clients = {v["client"] for v in done}
		    new = {c for c in clients if min(came[c]) >= first}
		    assert int(n["clients"]) == len(clients) and int(n["new_clients"]) == len(new), n["by"]
		    assert int(n["visits"]) == len(done) and int(n["minutes"]) == sum(int(v["minutes"]) for v in done)
		    assert round(float(n["paid"]) * 100) == sum(round(float(v["price"]) * 100) for v in done)
		    closed = {c for c in new if (today - min(came[c])).days >= 90}
		    kept = {c for c in closed if any(0 < (d - min(came[c])).days <= 90 for d in came[c])}
		    assert n["retention_new"] == share(len(kept), len(closed)), n["by"]
		    assert int(n["retention_new_of"]) == len(closed) and int(n["new_open"]) == len(new - closed)
		    anchor = {c: min(d for d in came[c] if d >= first) for c in clients - new}
		    closed = {c for c in anchor if (today - anchor[c]).days >= 90}
		    kept = {c for c in closed if any(0 < (d - anchor[c]).days <= 90 for d in came[c])}
		    assert n["retention_returning"] == share(len(kept), len(closed)), n["by"]
		    missed = sum(v["outcome"] == "no_show" for v in here)
		    assert n["no_show_rate"] == share(missed, missed + len(done)), n["by"]
		    assert n["late_cancel_rate"] == share(sum(v["outcome"] == "late_cancel" for v in here), len(here)), n["by"]
		    timed = [v for v in done if v["late_minutes"]]
		    assert n["late_share"] == share(sum(int(v["late_minutes"]) >= 5 for v in timed), len(timed)), n["by"]
		    before = (first - dt.timedelta(days=1)).replace(day=1)
		    ago = {c for c in came if c not in paused and any(before <= d < first for d in came[c])}
		    assert n["attrition"] == ("" if n["open"] else share(len(ago - clients), len(ago))), n["by"]
		assert [n["by"] for n in months if n["open"]] == ["2026-11"]
	PY
}

@test "each figure stands with its definition and the number of clients it rests on" {
	sample_practice
	expect 0 mct report numbers
	says "From Mon 24 Nov 2025 to Mon 23 Nov 2026"
	says "of new clients, who came again within 90 days of that first visit"
	[[ $output =~ retention\ new\ +88%\ \ of\ 16\ clients ]]
	says "no-shows / (visits + no-shows)"
	[[ $output =~ rebooked\ +not\ known ]]
	[[ $output =~ utilisation\ +not\ known ]]
	while IFS= read -r line; do [ ${#line} -le 40 ] || { echo "$line"; return 1; }; done < <(COLUMNS=40 mct report numbers)
	expect 0 mct report numbers --json
	[ "$(jq -c '.[0] | [.by, .from, .until, .open, .rebooked, .rebooked_of, .utilisation]' <<<"$output")" = '["all","2025-11-24","2026-11-23",null,null,0,null]' ]
	expect 0 mct report numbers --columns clients,visits --tsv
	[ "$output" = $'51\t482' ]
}

@test "utilisation goes by the hours of those who worked" {
	mct -q init --currency USD
	cat >v.csv <<-'CSV'
		client,date,minutes,outcome,therapist,service
		Ann A,2026-11-02,60,completed,Ivy,Swedish
		Ann A,2026-11-03,60,completed,Ivy,Swedish
		Bob B,2026-11-04,120,no_show,Ivy,Sports
		Cid C,2026-11-05,60,cancelled,Max,Sports
	CSV
	mct -q import visits v.csv --create-clients
	mct -q config set practice.hours "mon-fri 9-13; mon 11-14"
	used() { mct report numbers --since 2026-11-02 --as-of 2026-11-08 --tsv --columns "$2" ${1:+--by "$1"}; }
	# 240 of 5 + 4 * 4 hours; Max did not work.
	[ "$(used "" utilisation)" = 0.1905 ]
	echo "Dee D,2026-11-06,90,completed,max,Sports" | sed '1i client,date,minutes,outcome,therapist,service' >more.csv
	mct -q import visits more.csv --create-clients
	[ "$(used "" utilisation)" = 0.1310 ]
	[ "$(used therapist by,visits,utilisation)" = $'Ivy\t2\t0.1905\nMax\t1\t0.0714' ]
	[ "$(used service by,visits,utilisation | sort)" = $'Sports\t1\t0.0833\nSwedish\t2\t0.0476' ]
	expect 2 mct config set practice.hours "now and then"
	complains "mon-fri 9-17"
}

@test "by therapist, new is who is new to her; by service, who is new to the practice" {
	mct -q init --currency USD
	cat >v.csv <<-'CSV'
		client,date,outcome,therapist,service
		Ann A,2026-01-02,completed,Ivy,Swedish
		Ann A,2026-02-03,completed,Max,Sports
		Bob B,2026-02-04,completed,Max,
	CSV
	mct -q import visits v.csv --create-clients
	expect 0 mct report numbers --by therapist --tsv --columns by,new_clients,returning_clients,retention_new
	[ "$output" = $'Max\t2\t0\t0.0000\nIvy\t1\t0\t0.0000' ]
	expect 0 mct report numbers --by service --tsv --columns by,new_clients,retention_new,referrals_per_client
	[ "$output" = $'Sports\t1\t0.0000\t\nSwedish\t1\t1.0000\t\nnot said\t1\t0.0000\t' ]
}

@test "by partner, clients count with the one who sent them first" {
	mct -q init --currency USD
	mct -q partner add "Core Pilates"
	mct -q partner add "Dr Lin"
	for who in "Ann A" "Bob B" "Cid C"; do
		mct -q client add "$who"
		mct -q visit add "$who" --date 2026-03-02 --outcome completed
	done
	mct -q referral add ann --partner core --date 2026-02-01
	mct -q referral add ann --partner lin --date 2026-02-20
	mct -q referral add bob --partner lin --date 2026-02-01
	mct -q referral add cid --referrer ann --date 2026-03-01
	mct -q visit add ann --date 2026-04-02 --outcome completed
	expect 0 mct report numbers --by partner --tsv --columns by,clients,visits,referral_rate,referrals_per_client
	[ "$output" = $'Core Pilates\t1\t2\t1.0000\t1.00\nDr Lin\t1\t1\t1.0000\t0.00\nno partner\t1\t1\t1.0000\t0.00' ]
}

@test "what is booked before she leaves is rebooked" {
	mct -q init --currency USD
	mct -q client add "Ann A"
	mct -q client add "Bob B"
	mct -q visit add ann --date 2026-11-23 --time 8:00 --minutes 60 --outcome completed
	mct -q visit add bob --date 2026-11-23 --time 10:00 --minutes 60 --outcome completed
	expect 0 mct report numbers --tsv --columns rebooked,rebooked_of,booked_ahead
	[ "$output" = $'\t0\t0.0000' ]
	mct -q book ann "14 dec 8:00" --minutes 60
	expect 0 mct report numbers --tsv --columns rebooked,rebooked_of,booked_ahead
	[ "$output" = $'0.5000\t2\t0.5000' ]
}

@test "an empty practice, a time in which nobody came, and words that are none" {
	mct -q init --currency USD
	expect 0 mct report numbers --json
	[[ ! $output =~ (nan|inf) ]]
	[ "$(figure clients) $(figure retention_new)" = "0 null" ]
	expect 0 mct report numbers
	expect 0 mct report numbers --by service
	says "Nobody came in that time."
	expect 0 mct report numbers --by quarter --csv
	[ "$(wc -l <<<"$output")" = 9 ]
	expect 0 mct report numbers --by week --tsv --columns by,from,until,open
	[ "$(head -1 <<<"$output")" = $'2026-W37\t2026-09-07\t2026-09-13\t' ]
	[ "$(tail -1 <<<"$output")" = $'2026-W48\t2026-11-23\t2026-11-23\tyes' ]
	[ "$(wc -l <<<"$output")" = 12 ]
	expect 0 mct report numbers --by week --since 2026-12-30 --as-of 2027-01-05 --tsv --columns by,from
	[ "$output" = $'2026-W53\t2026-12-30\n2027-W01\t2027-01-04' ]
	expect 2 mct report numbers --by weekday
	complains "weekday"
	expect 2 mct report numbers --since 2027-01-01
	complains "2027-01-01 is after the last day, 2026-11-23"
	expect 2 mct report numbers --by month --columns clints
	complains "did you mean clients"
	expect 0 mct report numbers --as-of 2020-05-17 --by month --tsv --columns by,until,open
	[ "$(tail -1 <<<"$output")" = $'2020-05\t2020-05-17\tyes' ]
}

@test "cohorts agree with an independent estimate" {
	sample_practice
	mct report cohorts --by quarter --csv >cohorts.csv
	python3 - "$data/visits.csv" "$data/clients.csv" cohorts.csv <<-'PY'
		import csv, sys, collections, datetime as dt
		from fractions import Fraction
		day = dt.date.fromisoformat
		came, booked = collections.defaultdict(set), set()
		for v in csv.DictReader(open(sys.argv[1], newline="")):
		    if v["outcome"] == "completed":
		        came[v["client"]].add(day(v["date"]))
		    elif v["outcome"] == "booked" and v["date"] >= "2026-11-23":
		        booked.add(v["client"])
		status = {c["name"]: c["status"] for c in csv.DictReader(open(sys.argv[2], newline=""))}
		today = day("2026-11-23")
		own = []
		for c in came:
		    days = sorted(came[c])
		    gaps = sorted([(b - a).days for a, b in zip(days, days[1:])][-9:])
		    if len(gaps) >= 3:
		        own.append(gaps[(len(gaps) - 1) // 2])
		usual = sorted(own)[(len(own) - 1) // 2]
		def life(c):
		    days = sorted(came[c])
		    gaps = [(b - a).days for a, b in zip(days, days[1:])][-9:]
		    gaps = sorted(gaps + [usual] * (len(gaps) < 3))
		    rhythm = gaps[(len(gaps) - 1) // 2]
		    limit = rhythm + max(60, 2 * rhythm)
		    if c in booked:
		        return (today - days[0]).days, False
		    if status[c] == "ended" or (today - days[-1]).days > limit and status[c] != "suspended":
		        return (days[-1] - days[0]).days, True
		    known = ((days[-1] if status[c] == "suspended" else today) - days[0]).days - limit
		    return (known, False) if known >= 0 else None
		def estimate(lives, t):
		    share, times = Fraction(1), sorted({x for x, lost in lives if lost and x <= t})
		    for x in times:
		        risk = sum(y >= x for y, _ in lives)
		        share *= Fraction(risk - sum(y == x and lost for y, lost in lives), risk)
		    known = any(y >= t and not (lost and y <= t) for y, lost in lives) or all(lost and y <= t for y, lost in lives)
		    return share if lives and known else None
		rows = list(csv.DictReader(open(sys.argv[3], newline="")))
		members = collections.defaultdict(list)
		for c in came:
		    first = min(came[c])
		    members[f"{first.year}-Q{(first.month + 2) // 3}"].append(c)
		    members["all"].append(c)
		assert [r["cohort"] for r in rows] == sorted(members)
		for r in rows:
		    who = members[r["cohort"]]
		    lives = [x for x in map(life, who) if x]
		    age = (today - min(min(came[c]) for c in who)).days
		    assert (int(r["clients"]), int(r["open"]), int(r["lost"])) == (len(who), len(who) - len(lives), sum(l for _, l in lives)), r
		    for months in (1, 3, 6, 9, 12, 18, 24, 36):
		        t = months * 365.25 / 12
		        s = estimate(lives, t) if t <= age else None
		        assert r[f"month_{months}"] == ("" if s is None else f"{float(s):.4f}"), (r, months, s)
	PY
}

@test "cohorts: a pause does not make a client lost, and the words are checked" {
	mct -q init --currency USD
	expect 0 mct report cohorts
	says "Nobody has come for a first time yet."
	for who in "Ann A" "Bob B"; do
		mct -q client add "$who"
		for day in 2026-01-05 2026-01-26 2026-02-16 2026-03-09; do mct -q visit add "$who" --date $day --outcome completed; done
	done
	mct -q client suspend ann --since 2026-05-10 --because "a hip"
	expect 0 mct report cohorts --tsv
	[ "$(head -1 <<<"$output")" = $'2026-01\t2\t0\t1\t1.0000\t\t\t\t\t\t\t' ]
	expect 0 mct report cohorts
	says "suspensions left"
	expect 2 mct report cohorts --by year
	complains "month or quarter"
	expect 0 mct report cohorts --since 2026-06-01 --json
	[ "$output" = "[]" ]
}
