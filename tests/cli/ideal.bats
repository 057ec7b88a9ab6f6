#!/usr/bin/env bats
# The ideal client: traits that can be judged, how near each client comes, and why.
load common

# Dana has all of it; Mei is known as well and has none; Ada came never; Ida has ended.
small_practice() {
	mct -q init --currency USD
	cat >c.csv <<-'CSV'
		name,tags,source,needs,status
		Dana Whitfield,runner; tea,friend,left hip,active
		Ada Lima,runner,,,active
		Mei Tanaka,swimmer,Friend,neck,active
		Ida Moss,runner,gym,hip,ended
	CSV
	mct -q import clients c.csv
	cat >v.csv <<-'CSV'
		client,date,minutes,outcome,late_minutes,price,tip
		Dana Whitfield,2026-01-05,60,completed,0,85,10
		Dana Whitfield,2026-02-05,60,completed,0,85,10
		Mei Tanaka,2026-01-05,60,completed,20,85,
		Mei Tanaka,2026-07-05,60,completed,,85,
		Ida Moss,2025-01-05,60,completed,0,85,5
	CSV
	mct -q import visits v.csv
}

describe() {
	mct -q trait add tags=runner --weight 3 --because "the work I love"
	mct -q trait add "visits_per_year>=8" --weight 2
	mct -q trait add "tips>0"
}

@test "each client's fit is the weight she meets, of the weight that is known of her" {
	small_practice
	describe
	expect 0 mct client ideal --tsv
	[ "$(sed -n 1p <<<"$output")" = $'Dana Whitfield\t100\t100\ttags=runner; visits_per_year>=8; tips>0\t\t\tmet tags=runner, visits_per_year>=8, tips>0' ]
	[ "$(sed -n 2p <<<"$output")" = $'Ada Lima\t100\t50\ttags=runner\t\tvisits_per_year>=8; tips>0\tmet tags=runner; unknown visits_per_year>=8, tips>0' ]
	[ "$(sed -n 3p <<<"$output")" = $'Mei Tanaka\t0\t100\t\ttags=runner; visits_per_year>=8; tips>0\t\tmissed tags=runner, visits_per_year>=8, tips>0' ]
	[ "$(wc -l <<<"$output")" = 3 ]
	expect 0 mct client ideal --json --limit 1
	[ "$(jq -c '.[0] | [.fit, .met, .missed]' <<<"$output")" = '[100,["tags=runner","visits_per_year>=8","tips>0"],null]' ]
}

@test "the columns that scripts rely on, in order" {
	small_practice
	describe
	heading() { expect 0 mct client ideal "$@" --csv; head -1 <<<"$output" | tr -d '\r'; }
	[ "$(heading)" = "client,fit,judged,met,missed,unknown,why" ]
	[ "$(heading dana)" = "trait,condition,value,standing,weight,because" ]
	[ "$(heading --by source)" = "source,clients,fit,near" ]
}

@test "one client, trait by trait, with what she has" {
	small_practice
	describe
	mct -q trait add "first_visit<2026-02-01"
	mct -q trait add "late_share<10%"
	mct -q trait add "source="
	expect 0 mct client ideal mei --tsv
	[ "$output" = $'i1\ttags=runner\tswimmer\tmissed\t3\tthe work I love
i2\tvisits_per_year>=8\t2.02\tmissed\t2\t
i3\ttips>0\t0.00\tmissed\t1\t
i4\tfirst_visit<2026-02-01\t2026-01-05\tmet\t1\t
i5\tlate_share<10%\t0.50\tmissed\t1\t
i6\tsource=\tFriend\tmissed\t1\t' ]
	expect 0 mct client ideal ada
	says "Ada Lima: fit 100 %, judged by 44 % of the weight"
	expect 0 mct client ideal ada --tsv
	[ "$(cut -f2-4 <<<"$output" | sed -n 3,6p)" = $'tips>0\t\tunknown\nfirst_visit<2026-02-01\t\tunknown\nlate_share<10%\t\tunknown\nsource=\t\tmet' ]
}

@test "what counts is counted from nothing; what is not written down is unknown, but for tags" {
	mct -q init --currency USD
	mct -q client add "Ann Able"
	mct -q trait add "visits>=1"
	mct -q trait add "no_shows=0"
	mct -q trait add "referrals>=1"
	mct -q trait add "tags!=late"
	mct -q trait add "tags~run"
	mct -q trait add "source!=coupon"
	mct -q trait add "needs~hip"
	mct -q trait add "total>=100"
	mct -q trait add "rank<=10"
	mct -q trait add "phone!="
	expect 0 mct client ideal ann --tsv
	[ "$(cut -f4 <<<"$output" | tr '\n' ' ')" = "missed met missed met missed unknown unknown unknown unknown missed " ]
	mct -q client add "Bob Best"
	mct -q referral add bob --referrer ann --date 2026-01-20
	expect 0 mct client ideal ann --tsv
	[ "$(sed -n 3p <<<"$output")" = $'i3\treferrals>=1\t1\tmet\t1\t' ]
}

@test "only active clients, unless all are asked for or one by name" {
	small_practice
	describe
	expect 0 mct client ideal --all --tsv
	[ "$(cut -f1-3 <<<"$output")" = $'Dana Whitfield\t100\t100\nIda Moss\t100\t67\nAda Lima\t100\t50\nMei Tanaka\t0\t100' ]
	expect 0 mct client ideal ida --tsv
	[ "$(wc -l <<<"$output")" = 3 ]
}

@test "by source: how many, how near, and how many of them near; case is no difference" {
	small_practice
	describe
	expect 0 mct client ideal --by source --tsv
	[ "$output" = $'\t1\t100\t1\nfriend\t2\t50\t1' ]
	expect 0 mct client ideal --by source --all --tsv --limit 1
	[ "$(wc -l <<<"$output")" = 1 ]
	expect 2 mct client ideal --by sorce
	complains "did you mean source?"
}

@test "a person sees the ten nearest, and her own words above them" {
	sample_practice
	mct -q trait add tags=runner
	mct -q config set ideal.client "Runners who come every month"
	expect 0 mct client ideal
	[ "$(head -1 <<<"$output")" = "Runners who come every month" ]
	[ "$(grep -c '^    met' <<<"$output")" = 10 ]
	expect 0 mct client ideal --limit 3
	[ "$(grep -c '^    met' <<<"$output")" = 3 ]
	expect 0 mct client ideal --csv
	[ "$(wc -l <<<"$output")" = 58 ]
	says_not "every month"
	COLUMNS=40 at_terminal 0 '' "stty cols 40; mct --no-pager client ideal --limit 2"
	[ "$(awk 'length > max {max = length} END {print max}' <<<"$output")" -le 60 ] # with what sets the style
}

@test "the fits agree with an independent count" {
	sample_practice
	mct -q trait add tags=runner --weight 5
	mct -q trait add "visits_per_year>=8" --weight 3
	mct -q trait add "late_share<0.2" --weight 2
	mct -q trait add source=friend
	mct value --csv >value.csv
	mct export clients >clients.csv
	mct client ideal --all --csv >ideal.csv
	python3 - <<-'PY'
		import csv
		read = lambda name: {r.get("client") or r["name"]: r for r in csv.DictReader(open(name, newline=""))}
		value, clients, ideal = read("value.csv"), read("clients.csv"), read("ideal.csv")
		assert len(ideal) == len(clients) > 50
		some = set()
		for name, c in clients.items():
		    figures = value.get(name, {"visits_per_year": "", "late_share": ""})
		    judged = [(5, "runner" in c["tags"].split("; "))]
		    for weight, column, test in ((3, "visits_per_year", lambda x: x >= 8), (2, "late_share", lambda x: x < 0.2)):
		        if figures[column] != "":
		            judged.append((weight, test(float(figures[column]))))
		    if c["source"]:
		        judged.append((1, c["source"].lower() == "friend"))
		    whole = sum(w for w, met in judged)
		    fit = int(sum(w for w, met in judged if met) * 100 / whole + 0.5)
		    assert ideal[name]["fit"] == str(fit), (name, fit, ideal[name])
		    assert ideal[name]["judged"] == str(int(whole * 100 / 11 + 0.5)), (name, ideal[name])
		    some.add(fit)
		assert len(some) > 5
		fits = [int(r["fit"]) for r in ideal.values()]
		assert fits == sorted(fits, reverse=True)
	PY
}

@test "as of a day, later visits do not count" {
	small_practice
	describe
	expect 0 mct client ideal dana --as-of 2026-01-31 --tsv
	[ "$(cut -f3,4 <<<"$output")" = $'runner; tea\tmet\n\tunknown\n10.00\tmet' ]
}

@test "a ratio is judged as it is printed" {
	mct -q init --currency USD
	python3 - >v.csv <<-'PY'
		import datetime
		print("client,date,minutes,price")
		for i in range(25):
		    print("Ann Able", datetime.date(2023, 1, 2) + datetime.timedelta(days=1096 * i // 24), 60, 85, sep=",")
	PY
	mct -q import visits v.csv --create-clients
	mct -q trait add "visits_per_year>=8"
	mct -q trait add "visits_per_year=8"
	expect 0 mct client ideal ann --tsv
	[ "$(cut -f3,4 <<<"$output")" = $'8.00\tmet\n8.00\tmet' ] # 24 * 365.25 / 1096 is 7.998
}

@test "without a trait it says how to add one; programs get nothing" {
	small_practice
	expect 0 mct client ideal
	says 'mct trait add tags=runner'
	expect 0 mct client ideal dana
	says 'mct trait add tags=runner'
	expect 0 mct client ideal --json
	[ "$output" = "[]" ]
	expect 0 mct client ideal dana --tsv
	[ "$output" = "" ]
	at_terminal 0 '' "mct client ideal"
	says 'mct trait add "visits_per_year>=8"'
}

@test "a condition that cannot be judged is refused, by add, edit and import" {
	small_practice
	refused() {
		expect 2 mct trait add "$1"
		complains "$2"
		complains "$3"
	}
	refused "vists>=8" 'a client has no field "vists"' "did you mean visits"
	refused "visit_per_year>=8" 'has no field "visit_per_year"' "did you mean visits_per_year"
	refused "client=dana" 'has no field "client"' "the fields are name, preferred"
	refused "tips>lots" 'tips "lots" is not an amount of money' "write it as 85"
	refused "visits>=often" 'visits "often" is not a whole number' "digits"
	refused "late_share<a tenth" 'late_share "a tenth" is not a number' "0.25 or 25%"
	refused "status=activ" 'status cannot be "activ"' "did you mean active"
	refused "since>2026-02-30" 'since "2026-02-30" is not in the calendar' ""
	refused "tags>runner" "tags has no order to compare by" "use = != or ~"
	refused "tips~5" "tips is a number" "use ="
	refused "tips>" 'nothing stands behind "tips>"' "field=value"
	refused "runner" '"runner" is not a condition' "field=value"
	expect 0 mct trait list --tsv
	[ "$output" = "" ]

	mct -q trait add "tips>0"
	expect 2 mct trait edit i1 --condition "tipps>0"
	complains "did you mean tips"
	expect 0 mct trait edit i1 --condition "tips >= 5" --weight 4
	expect 2 mct trait edit i1 --condition ""
	complains "condition is missing"

	printf 'condition,weight\ntags=runner,1\nsource friend,2\n' >t.csv
	expect 5 mct import traits t.csv
	complains '"source friend" is not a condition'
	expect 0 mct trait list --tsv
	[ "$output" = $'i1\ttips >= 5\t4\t' ]
}

@test "a trait that can no longer be read is told, with what to do" {
	small_practice
	mct -q config set date.order dmy
	mct -q trait add "since<3/4/2026"
	mct -q config set date.order ymd
	expect 2 mct client ideal
	complains "trait i1 cannot be judged"
	complains "mct trait edit i1 --condition"
	expect 0 mct trait edit i1 --weight 2
}

@test "a weight of nothing is told but does not count" {
	small_practice
	mct -q trait add "tips>0" --weight 0
	expect 0 mct client ideal --tsv --limit 1
	[ "$(cut -f2,3 <<<"$output")" = $'\t' ]
	expect 0 mct client ideal dana
	says "Dana Whitfield: nothing that counts is known of her"
}

@test "what is asked of one goes with nothing else; nobody is nobody" {
	small_practice
	describe
	expect 2 mct client ideal dana --by source
	complains "with a name go no --by"
	expect 3 mct client ideal nobody
	complains 'no client "nobody"'
}
