#!/usr/bin/env bats
# Value: what clients have been worth, to the cent.
load common

@test "the text's example: ten visits a year for three years at 70 and a tip of 10 are 2,400" {
	mct -q init --currency USD
	python3 - >v.csv <<-'PY'
		import datetime
		print("client,date,minutes,price,tip,late_minutes")
		for i in range(30):
		    print("Dana Whitfield", datetime.date(2023, 11, 20) + datetime.timedelta(days=int(i * 36.525)), 60, "70.00", "10.00", 0, sep=",")
	PY
	mct -q import visits v.csv --create-clients
	expect 0 mct value dana --json
	[ "$(jq -c '.[0] | [.visits, .minutes, .no_shows, .late_share == 0, .rank]' <<<"$output")" = "[30,1800,0,true,1]" ]
	grep -q '"paid": 2100.00, "tips": 300.00, "total": 2400.00' <<<"$output"
	[ "$(jq '.[0].visits_per_year | . > 9.95 and . < 10.05' <<<"$output")" = true ]
}

@test "every column of a small practice, computed by hand" {
	mct -q init --currency USD
	cat >v.csv <<-'CSV'
		client,date,minutes,outcome,late_minutes,price,tip,missed_fee
		Ann A,2026-01-01,60,completed,0,70,10,
		Ann A,2026-03-02,90,completed,10,105,,
		Ann A,2026-03-09,60,no_show,,,,waived
		Ann A,2026-04-01,60,late_cancel,,35,,
		Ann A,2026-12-01,60,booked,,70,,
		Bob B,2026-02-01,60,completed,,185,,
		Cid C,2026-02-01,60,cancelled,,,,
		Cid C,2026-02-03,60,no_show,,20,,charged
		Cid C,2026-02-04,60,late_cancel,,10.50,,charged
	CSV
	mct -q import visits v.csv --create-clients
	mct -q referral add bob --referrer ann --date 2026-01-20
	expect 0 mct value --tsv --past
	[ "$(sed -n 1p <<<"$output")" = $'Ann A\t2\t2026-01-01\t2026-03-02\t6.09\t150\t175.00\t10.00\t185.00\t1\t1\t0.50\t1\t1\t0\t1\t0.00\t185.00\t0.4619' ]
	[ "$(sed -n 2p <<<"$output")" = $'Bob B\t1\t2026-02-01\t2026-02-01\t\t60\t185.00\t0.00\t185.00\t0\t0\t\t0\t1\t0\t0\t0.00\t0.00\t0.4619' ]
	[ "$(sed -n 3p <<<"$output")" = $'Cid C\t0\t\t\t\t0\t0.00\t0.00\t30.50\t1\t1\t\t0\t3\t2\t0\t30.50\t0.00\t0.0762' ]
	[ "$(wc -l <<<"$output")" = 3 ]
}

@test "whom she sent counts for the one who sent her first, and once" {
	mct -q init --currency USD --rate 60
	for who in Ann Bob Cid Dora; do mct -q client add "$who"; done
	for who in bob cid; do mct -q visit add "$who" --date 2026-11-01 --minutes 60; done
	mct -q partner add Gym
	mct -q referral add bob --referrer ann --date 2026-02-01
	mct -q referral add bob --referrer ann --partner gym --date 2026-02-02
	mct -q referral add bob --referrer dora --date 2026-03-01
	mct -q referral add cid --referrer bob --date 2026-04-01
	mct -q visit add ann --date 2026-11-02 --minutes 30
	expect 0 mct value --tsv --past --columns client,total,referrals,sent_worth
	[ "$(grep ^Ann <<<"$output")" = $'Ann\t30.00\t2\t60.00' ]
	[ "$(grep ^Bob <<<"$output")" = $'Bob\t60.00\t1\t60.00' ]
	mct -q visit add dora --date 2026-11-02 --minutes 30
	expect 0 mct value dora --tsv --past --columns client,referrals,sent_worth
	[ "$output" = $'Dora\t1\t0.00' ]
}

@test "the columns that scripts rely on, in order" {
	sample_practice
	expect 0 mct value --csv --limit 1
	[ "$(head -1 <<<"$output" | tr -d '\r')" = "client,visits,first_visit,last_visit,visits_per_year,minutes,paid,tips,total,no_shows,late_cancels,late_share,referrals,rank,charged,waived,fees,sent_worth,share,p_active,expected_visits,visits_low,visits_high,expected_spend,spend_low,spend_high,lifetime_value,lifetime_low,lifetime_high,rule,segment" ]
	expect 0 mct value --tsv
	[ "$(cut -f1-19 <<<"$output")" = "$(mct value --tsv --past)" ]
}

@test "the sums agree with an independent count" {
	sample_practice
	expect 0 mct value --csv
	printf '%s\n' "$output" >value.csv
	python3 - "$data/visits.csv" value.csv <<-'PY'
		import csv, sys, collections
		paid, tips, n = (collections.Counter() for _ in range(3))
		for v in csv.DictReader(open(sys.argv[1], newline="")):
		    if v["outcome"] == "completed":
		        paid[v["client"]] += round(float(v["price"]) * 100)
		        tips[v["client"]] += round(float(v["tip"]) * 100)
		        n[v["client"]] += 1
		rows = list(csv.DictReader(open(sys.argv[2], newline="")))
		assert len(rows) >= len(n) > 50
		for row in rows:
		    who = row["client"]
		    assert int(row["visits"]) == n[who], who
		    assert round(float(row["total"]) * 100) == paid[who] + tips[who], who
	PY
}

@test "as of a day, later visits do not count" {
	sample_practice
	expect 0 mct value --as-of 2025-01-01 --tsv --columns last_visit
	[ "$(grep -c . <<<"$output")" -gt 20 ]
	[ "$(sort <<<"$output" | tail -1)" \< "2025-01-02" ]
}

@test "named clients keep their rank among all" {
	sample_practice
	name=$(mct value --tsv --columns client | sed -n 7p)
	expect 0 mct value "$name" --tsv --columns client,rank
	[ "$output" = "$name"$'\t7' ]
	expect 3 mct value nobody
	expect 2 mct value --sort toatl
	complains "did you mean total"
}

@test "each client is of one kind, and a kind can be asked for" {
	sample_practice
	expect 0 mct value --json
	[ "$(jq '[.[].segment] | all(. != null)' <<<"$output")" = true ]
	[ "$(jq -c 'map(.share) | add | . > 0.999 and . < 1.001' <<<"$output")" = true ]
	# The best of those who come are the fewest of whom half of all is expected.
	[ "$(jq '[.[] | select(.segment == "best" or .segment == "regular" or .segment == "occasional")] | sort_by(-.expected_spend)
		| (map(.expected_spend) | add) as $all | [.[] | select(.segment == "best")] as $best
		| ($best | map(.expected_spend) | add) >= $all / 2 and ($best[:-1] | map(.expected_spend) | add) < $all / 2
		and ($best | map(.client)) == (.[:($best | length)] | map(.client))' <<<"$output")" = true ]
	[ "$(jq '[.[] | select(.segment == "regular") | .p_active >= 0.5 and .visits >= 3 and .visits_per_year >= 6] | all' <<<"$output")" = true ]
	[ "$(jq '[.[] | select(.segment == "gone") | .p_active < 0.1] | length > 0 and all' <<<"$output")" = true ]
	ended=$(mct client list --status ended --tsv --columns name | sort)
	expect 0 mct value --segment ENDED --tsv --columns client
	[ "$(sort <<<"$output")" = "$ended" ]
	expect 0 mct value --segment new,slipping --tsv --columns segment
	[ "$(sort -u <<<"$output" | paste -sd,)" = "new,slipping" ]
	expect 0 mct value --top 3 --tsv --columns rank
	[ "$output" = $'1\n2\n3' ]
	expect 2 mct value --segment goen
	complains '"goen" is not a segment'
	expect 2 mct value --segment best --past
}

story_practice() { # Dana came for three years, and sent Mei and Bo; Bo sent Cy
	mct -q init --currency USD --rate 70
	python3 - >v.csv <<-'PY'
		import datetime as dt
		print("client,date,minutes,outcome,price,tip")
		for i in range(30):
		    print("Dana Whitfield", dt.date(2023, 11, 20) + dt.timedelta(days=int(i * 36.525)), 60, "completed", "70.00", "10.00", sep=",")
		print("Dana Whitfield,2025-03-02,60,no_show,,")
		print("Mei Tan,2026-11-02,60,completed,70.00,")
		print("Bo Berg,2026-11-03,60,completed,70.00,5.00")
		print("Cy Cole,2026-11-04,60,completed,70.00,")
	PY
	mct -q import visits v.csv --create-clients
	mct -q partner add "Core Pilates"
	mct -q client edit dana --since 2023-11-14
	mct -q referral add dana --partner core --date 2023-11-10
	mct -q referral add mei --referrer dana --date 2026-10-01
	mct -q referral add bo --referrer dana --date 2026-10-02
	mct -q referral add cy --referrer bo --date 2026-10-03
	mct -q visit no-show "$(mct visit list dana --status no_show --tsv --columns id)" --waive
}

@test "one client is told as a story of one screen" {
	story_practice
	expect 0 mct value dana
	says "Dana Whitfield  c1"
	says "came       14 Nov 2023, sent by Core Pilates"
	says "rhythm     30 visits, every 37 days, last on Wed 14 Oct 2026, was due on Fri 20"
	# A column a week: the strip of 2024 has its ten visits, and 2025 her miss.
	[ "$(grep '^2024' <<<"$output" | grep -o ● | wc -l)" = 10 ]
	grep -qE '^2024  .{53} +10 +\$800\.00 █' <<<"$output"
	[ "$(grep '^2025' <<<"$output" | grep -o × | wc -l)" = 1 ]
	says "brought    \$2,400.00 so far, of it \$300.00 in tips"
	says "missed     1 no-show, 1 let off"
	says "sent you   Bo Berg, 1 visit, \$75.00; Mei Tan, 1 visit, \$70.00. Together \$145.00"
	says "how sure   "
	[ "$(wc -l <<<"$output")" -le 24 ]
	[ "$(mct value dana)" = "$output" ]
	for width in 40 60 80 120; do
		COLUMNS=$width expect 0 mct value dana
		[ "$(wc -L <<<"$output")" -le "$width" ]
	done
	LC_ALL=C expect 0 mct value dana
	[ "$(LC_ALL=C tr -d '\n -~' <<<"$output" | wc -c)" = 0 ]
	grep -qE '^2024  .*o' <<<"$output"
}

@test "the parts of the story are rows for programs" {
	story_practice
	expect 0 mct value dana --years --csv
	[ "$(tr -d '\r' <<<"$output")" = "year,visits,minutes,paid,tips,fees,total
2023,2,120,140.00,20.00,0.00,160.00
2024,10,600,700.00,100.00,0.00,800.00
2025,10,600,700.00,100.00,0.00,800.00
2026,8,480,560.00,80.00,0.00,640.00" ]
	expect 0 mct value dana --days --json
	[ "$(jq -c 'group_by(.what) | map([.[0].what, length])' <<<"$output")" = '[["came",30],["missed",1],["overdue",1]]' ]
	[ "$(jq -c '.[-1]' <<<"$output")" = '{"what":"overdue","since":"2026-11-21","until":"2026-11-23"}' ]
	expect 0 mct value dana --json
	[ "$(jq -c '.[0] | [.total, .sent_worth] | map(floor)' <<<"$output")" = "[2400,145]" ]
	expect 2 mct value --years
	complains "name her"
	expect 2 mct value dana mei --days
}

@test "who pauses, has ended or was never here has a story too" {
	story_practice
	mct -q client add "Nora New"
	expect 0 mct value nora
	says "rhythm     she has not been here yet"
	mct -q client suspend dana --because physio --since 2026-11-02
	expect 0 mct value dana
	says "; she pauses"
	[ "$(grep '^2026' <<<"$output" | grep -o ░ | wc -l)" -ge 2 ]
	says "░ paused"
	mct -q client edit mei --status ended
	expect 0 mct value mei
	says "; she has ended"
	says_not "expected"
	expect 3 mct value nobody
}
