#!/usr/bin/env bats
# The one great alliance: which partner could fill the free hours, with the arithmetic.
load common

local_setup() { export COLUMNS=200; mct -q init --currency USD --rate 60; }

# One client who comes for an hour in each week of a year, and before: 52 x 7 / 365 h a week, which is
# 59.8 min.
weekly() {
	mct -q client add "Dana Whitfield"
	{ echo client,date,minutes,price; for week in {0..51} 70; do echo "Dana Whitfield,$(date -d "2026-11-23 - $week weeks" +%F),60,60"; done; } >v.csv
	mct -q import visits v.csv
}
best() { mct partner best --tsv --columns "$1" | tr '\t' '|'; }

@test "the hours of a week are set as people say them" {
	expect 2 mct config set practice.hours "now and then"
	complains "write times of the week, as in mon-fri 9-17; sat 9-12"
	expect 0 mct config set practice.hours "mon-fri 9-17; sat 10-14"
	expect 2 mct partner add Core --reach many
	complains "is not a whole number"
	expect 0 mct partner best
	[ -z "$output" ]
}

@test "what is not known is said, and nothing is made up" {
	mct -q partner add "Core Pilates"
	mct -q partner add "Bumps & Co" --reach 400
	mct -q system add bumps cards
	[ "$(best partner,reach,times,sent,years,missing)" = "Bumps & Co|400|1.00|0||how many come of those who are told: nobody was sent yet
Core Pilates|||0||how many customers they have; by which system they introduce you" ]
	expect 0 mct partner best core
	says "free      not known: say when you work"
	says "not known how many customers they have"
	mct -q config set practice.hours "mon 9-17"
	expect 0 mct partner best core
	says "free      8 h a week (practice.hours) - 0 h of sessions"
	says "a regular takes of a week"
	says_not "it takes"
}

@test "the arithmetic can be reckoned again by hand" {
	weekly
	mct -q config set practice.hours "mon 9-17; tue 9-12"
	mct -q partner add "Core Pilates" --reach 500
	mct -q partner assess core --purposeful 3 --because "serves runners"
	mct -q system add core article --every "twice a year"
	# Ten in two years; five of them stay, each with three sessions of an hour and a tip.
	for i in 1 2 3 4 5 6 7 8 9 10; do
		mct -q client add "Client $i"
		mct -q referral add "client $i" --partner core --date "23 nov 2024"
	done
	for i in 1 2 3 4 5; do for d in 1 2 3; do mct -q visit add "client $i" --date "2025-01-0$d" --minutes 60 --tip 4; done; done
	# Dana is the only regular of the last year: an hour a week. Free are 11 - 1 = 10 hours.
	[ "$(best partner,perp,reach,times,told,sent,stayed,sent_a_year,per_1000,stay_share,worth_each,regulars,needed,share_of_reach,years,from)" = \
		"Core Pilates|3...|500|2.00|998|10|5|5.00|5.01|0.5000|96.00|11|22|0.0440|4.40|own" ]
	expect 0 mct partner best
	says "11 h a week (practice.hours) - 1 h of sessions (the mean of 13"
	says "59.8 min a week, as the one who came three times or more in a year"
	says "10 h / 59.8 min = 11 more who stay"
	says "11 / 50.0% who stay = 22 to be sent, one in 22.7 of their 500"
	says "500 customers, twice a year = 998"
	says "10 sent in 2 years = 5 a year, 5.01 of 1000 who are told"
	says "22 / 5 a year = 4.4 years, if those who come keep coming"
	says "within one year: 4.4 times as many; told every month instead of twice a year: 0.7 years"
	says '$96.00 so far from each who was sent'
	# A second pair of hands has as many hours.
	mct -q visit edit v1 --therapist Zoe
	expect 0 mct partner best core
	says "11 h a week (practice.hours) x 2 therapists - 1 h of sessions (the mean of 13 weeks) = 21 h"
	mct -q visit edit v1 --therapist ""
	# What is booked for the days ahead counts where it is more.
	mct -q book dana "tue 9:00" --minutes 600
	expect 0 mct partner best core
	says "10 h booked in the next seven days = 1 h"
	mct -q config set practice.hours "mon 9-10"
	expect 0 mct partner best
	says "You are full."
	[ -z "$(best needed)" ]
}

@test "who could fill the hours soonest goes first; one without figures is reckoned by the others" {
	weekly
	mct -q config set practice.hours "mon 9-17"
	mct -q partner add "Core Pilates" --reach 500
	mct -q partner add "Health Club" --reach 5000
	mct -q partner add "Kiosk" --reach 10
	for partner in core health kiosk; do mct -q system add $partner coupon; done
	for i in 1 2 3 4 5; do
		mct -q client add "Client $i"
		mct -q referral add "client $i" --partner core --date "23 nov 2024"
		for d in 1 2 3; do mct -q visit add "client $i" --date "2025-01-0$d" --minutes 60; done
	done
	[ "$(best partner,sent_a_year,per_1000,needed,years,from)" = "Health Club|25.02|5.00|8|0.32|all
Core Pilates|2.50|5.00|8|3.20|own
Kiosk|0.05|5.00|8|159.89|all" ]
	expect 0 mct partner best kiosk
	says "nobody yet; 5.00 of 1000, as with all your partners, would be 0.05 a year"
	# Without a free hour, or on a day before all of it, there is nothing to reckon.
	expect 0 mct partner best --as-of 2024-11-01 --json
	[ "$(jq -c '[.[] | .sent, .years] | unique' <<<"$output")" = "[null,0]" ]
}

@test "two who came in the first week are not a hundred a year" {
	mct -q partner add "Core Pilates" --reach 100
	mct -q system add core coupon
	for i in 1 2; do mct -q client add "Client $i"; mct -q referral add "client $i" --partner core; done
	[ "$(best sent,sent_a_year,since_years)" = "2|8.00|0.25" ]
}
