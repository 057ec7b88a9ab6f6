#!/usr/bin/env bats
# Charts: what is drawn is what the numbers say, at any width and in ASCII, and every chart is
# its numbers for programs.
load common

charts=(weeks retention curve "pareto --limit 15" sources balance hours year rhythm "rhythm ada" "progress ada")

# A practice with partners who gave and got.
with_partners() {
	sample_practice
	mct -q partner add "Core Pilates"
	mct -q partner add "Dr Lin"
	for who in ada ravi greta; do mct -q referral add $who --partner core --date 2026-05-04; done
	mct -q referral add olga --partner core --direction out --because "her back" --date 2026-05-04
	mct -q referral add uma --partner lin --direction out --because "her knee" --date 2026-06-04
}

@test "no line is wider than the terminal, and in ASCII there is nothing else" {
	with_partners
	for chart in "${charts[@]}"; do
		for width in 40 60 80 132; do
			# shellcheck disable=SC2086 # two words
			while IFS= read -r line; do
				[ ${#line} -le $width ] || { printf '%s at %d: %s\n' "$chart" $width "$line"; return 1; }
				[[ $line != *" " ]] || { printf '%s ends in a blank: %s|\n' "$chart" "$line"; return 1; }
			done < <(COLUMNS=$width mct chart $chart)
		done
		# shellcheck disable=SC2086
		LC_ALL=C COLUMNS=80 mct chart $chart >plain
		if LC_ALL=C grep -q '[^ -~]' plain; then cat plain; return 1; fi
		# shellcheck disable=SC2086
		expect 0 mct chart $chart --json
		[ "$(jq 'length > 0' <<<"$output")" = true ]
	done
}

@test "bars begin at nothing and are as long as their numbers" {
	with_partners
	COLUMNS=100 mct chart weeks >bars
	mct chart weeks --json >numbers
	python3 - bars numbers <<-'PY'
		import json, re, sys
		lines = open(sys.argv[1]).read().splitlines()[1:]
		weeks = json.load(open(sys.argv[2]))
		assert len(lines) == len(weeks) == 12
		def length(line):
		    bar = re.search("[█▏▎▍▌▋▊▉]+", line)
		    return sum(8 if c == "█" else " ▏▎▍▌▋▊▉".index(c) for c in bar.group()) if bar else 0
		most = max(w["paid"] + w["tips"] for w in weeks)
		longest = max(map(length, lines))
		assert longest % 8 == 0 and longest > 300
		for line, w in zip(lines, weeks):
		    income = w["paid"] + w["tips"]
		    assert abs(length(line) - longest * income / most) <= 0.51, line
		    assert f"${income:,.2f}" in line, line
		    assert line.endswith("so far") == (w["open"] == "yes"), line
	PY
	expect 0 mct chart weeks
	mean=$(jq '[.[] | select(.open == null) | .paid + .tips] | add / length * 100 | round / 100' numbers)
	says "mean \$$mean, without this week"
}

@test "pareto adds up to all, and limits what is drawn alone" {
	sample_practice
	expect 0 mct chart pareto --limit 0
	[ "$(grep -c '%$' <<<"$output")" = 59 ]
	[ "$(grep '%$' <<<"$output" | tail -1 | grep -o '[0-9]*%$')" = 100% ]
	all=$(grep -o 'The first.*' <<<"$output")
	expect 0 mct chart pareto --limit 2
	[ "$(grep -c '%$' <<<"$output")" = 2 ]
	says "... 57 more"
	says "$all"
	[ "$(mct value --past --tsv --columns total | sort -rn | awk '{all += $1} NR <= 12 {first += $1} END {printf "%.0f", 100 * first / all}')" = \
		"$(grep -oE '[0-9]+%\.$' <<<"$output" | tr -d '%.')" ]
}

@test "sources and partners: the numbers stand beside the bars" {
	with_partners
	expect 0 mct chart sources
	[[ $output =~ physio\ +█+\ +11,\ 7\ new\ +\$8,670\.00 ]]
	expect 0 env COLUMNS=60 mct chart balance
	[[ $output =~ Core\ Pilates\ +█+\ +sent\ you\ +3 ]]
	[[ $output =~ ░+\ +you\ sent\ +1 ]]
	says "Dr Lin"
	# Three are three times as long as one.
	[ "$(grep -o '█' <<<"$output" | wc -l)" -gt "$(grep 'you sent' <<<"$output" | head -1 | grep -o '░' | wc -l)" ]
}

@test "cohorts and the curve say what the report says" {
	sample_practice
	expect 0 env COLUMNS=80 mct chart retention
	all=$(mct report cohorts --by quarter --json | jq -r '.[-1] | [.month_1, .month_3, .month_6, .month_9, .month_12, .month_18, .month_24] | map(. * 100 | round | tostring + "%") | join(" ")')
	[ "$(tail -2 <<<"$output" | head -1 | grep -oE '[0-9]+%' | tr '\n' ' ')" = "$all " ]
	expect 0 mct chart curve --json
	[ "$(jq -c '[.[] | .low <= .retention and .retention <= .high] | all' <<<"$output")" = true ]
	twelve=$(jq '.[] | select(.month == 12) | .retention * 100 | round' <<<"$output")
	expect 0 mct chart curve
	[[ $output =~ 12\ mo\ +█[^%]*\ $twelve% ]]
}

@test "the hours of the week, counted by hand" {
	mct -q init --currency USD
	cat >v.csv <<-'CSV'
		client,date,time,minutes,outcome
		Ann A,2026-11-02,09:30,90,completed
		Ann A,2026-11-09,10:00,60,no_show
		Bob B,2026-11-10,23:30,60,completed
		Bob B,2026-11-11,,60,completed
		Cid C,2026-11-12,11:00,60,cancelled
	CSV
	mct -q import visits v.csv --create-clients
	expect 0 mct chart hours --since 2026-11-02 --as-of 2026-11-15 --tsv
	[ "$output" = $'mon\t09:00\t30\t0.2500\nmon\t10:00\t120\t1.0000\ntue\t23:00\t30\t0.2500' ]
	expect 0 mct chart hours --since 2026-11-12 --as-of 2026-11-15
	says "No session of those days has a time and a length."
	expect 0 mct chart year --since 2026-11-01 --as-of 2026-11-15 --tsv
	[ "$(cut -f1,2 <<<"$output")" = $'2026-11-02\t1\n2026-11-10\t1\n2026-11-11\t1' ]
	expect 0 mct chart year --since 2026-11-01 --as-of 2026-11-15
	says "3 visits in 3 weeks"
}

@test "who is late is late by as many days as rebook says" {
	sample_practice
	mct chart rhythm --limit 0 --tsv | cut -f1,5,6 | sort -u >strips
	mct rebook --weeks 0 --status due,overdue,slipping,new --tsv --columns client,rhythm_days,overdue_days |
		awk -F'\t' '$3 > 0' | sort >due
	[ -s due ]
	diff strips due
	expect 0 mct chart rhythm --limit 3
	[ "$(grep -c 'over$' <<<"$output")" = 3 ]
	expect 0 mct chart rhythm ada --json
	[ "$(jq -r '[.[].mark] | unique | join(" ")' <<<"$output")" = "late missed visit" ]
}

@test "a pause and a booking are on the line, and then nobody waits for her" {
	mct -q init --currency USD
	mct -q client add "Ann A"
	for day in 2026-06-01 2026-06-22 2026-07-13 2026-08-03; do mct -q visit add ann --date $day --outcome completed; done
	expect 0 mct chart rhythm ann
	says "91 days over"
	mct -q client suspend ann --since 2026-09-01 --because "a hip"
	expect 0 mct chart rhythm ann
	says "░░"
	says_not " over"
	mct -q client resume ann
	mct -q book ann "14 dec 10:00" --minutes 60
	expect 0 mct chart rhythm ann
	[[ $(sed -n 2p <<<"$output") == *"○" ]]
	says_not " over"
	expect 0 mct chart rhythm
	says "Nobody is late."
}

@test "before and after, and which of the two is better" {
	mct -q init --currency USD
	mct -q client add "Ann A"
	expect 0 mct chart progress ann
	says "Of no session both is written down"
	mct -q visit add ann --date 2026-06-01 --outcome completed --feel-before 6 --feel-after 2
	mct -q visit add ann --date 2026-06-22 --outcome completed --feel-before 3 --feel-after 5
	mct -q visit add ann --date 2026-07-22 --outcome completed --feel-before 3
	expect 0 env COLUMNS=40 mct chart progress ann
	says " 1 Jun 2026  0 ··●───○···· 10   6 -> 2"
	says "22 Jun 2026  0 ···○─●····· 10   3 -> 5"
	says "0 is best. On average"
	says "1.0 better after a session."
	mct -q config set feel.best 10
	expect 0 mct chart progress ann
	says "1.0 worse after a session."
	expect 2 mct chart progress
	complains "CLIENT is missing"
	expect 3 mct chart progress bob
}

@test "an empty practice has empty charts, and a misspelled one is told" {
	mct -q init --currency USD
	for chart in weeks retention curve pareto sources balance hours year rhythm; do
		expect 0 mct chart $chart
		expect 0 mct chart $chart --csv
	done
	expect 2 mct chart retenton
	complains "did you mean retention"
	expect 2 mct chart weeks --since 2027-05-01
	expect 2 mct chart retention --by day
}
