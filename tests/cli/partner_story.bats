#!/usr/bin/env bats
# The story of win-win-win: a maternity boutique, a health club, a chiropractor and a sporting
# goods store, from the first visit to what they brought.
load common

local_setup() { mct -q init --practice "Amy's Massage" --currency USD --rate 70; }

@test "four partners, from the first card on the counter to the worth of what they brought" {
	mct -q partner add "Bumps & Co" --business "maternity boutique" --level primary --market "pregnant women"
	mct -q partner add "Northside Health Club" --business "health club" --level primary
	mct -q partner add "Main St Chiropractic" --business chiropractor --level primary
	mct -q partner add "Trailhead Sports" --business "sporting goods store"
	mct -q system add trail cards --text "on the counter"

	# Know, trust, believe; and PERP.
	mct -q partner touch bumps "dropped in, left cards" --via visit --date "1 sep"
	mct -q stage add bumps know --since "1 sep" --because "dropped in"
	mct -q partner touch bumps "gave the owner a session" --via visit --date "10 sep"
	mct -q stage add bumps trust --since "10 sep" --because "she felt it"
	mct -q partner assess bumps --purposeful 3 --enthusiastic 2 --because "asked for a session" --date "10 sep"
	mct -q partner assess bumps --respectful 2 --promoting 3 --because "a newsletter every month" --date "10 sep"

	# Win, win, win; in writing; and a system.
	mct -q partner win bumps --me "clients whom I want to serve" --partner "a reason to come back" --clients "prenatal massage"
	mct -q system add bumps article --text "short article in the newsletter" --every monthly --due "1 oct 2026"
	mct -q system add bumps web --text "feature on the web site" --every "three times a year" --due "1 feb"
	expect 0 mct partner agreement bumps --no-input
	one_line=$(tr '\n' ' ' <<<"$output")
	[[ $one_line == *"Bumps & Co introduces Amy's Massage by article: short article in the newsletter (12 times a year); web: feature on the web site (3 times a year). Amy's Massage gets clients whom I want to serve; Bumps & Co gets a reason to come back; the clients of Bumps & Co get prenatal massage."* ]]
	expect 0 mct partner agreement bumps --signed "15 sep" --renews "in 12 months"
	says "drafted Tue 15 Sep 2026, signed Tue 15 Sep 2026, renews Tue 23 Nov 2027"
	mct -q system add north coupon --text "for every new member" --code NORTH10
	mct -q system add "main st" script --text "and have you seen Amy yet for a massage?"

	# They come.
	mct -q client add "Lena Fox" --source north10 --since "5 oct"
	for day in "5 oct" "19 oct" "2 nov"; do mct -q visit add lena --date "$day" --minutes 60 --tip 10; done
	mct -q client add "Mia Gold"
	mct -q referral add mia --partner bumps --mechanism article --date "12 oct"
	mct -q visit add mia --date "14 oct" --minutes 60
	mct -q referral add mia --partner "main st" --direction out --because "her lower back" --date "20 oct"
	mct -q referral thank bumps --via mail --how "a card"

	[ "$(mct partner list --tsv --columns name,perp,stage,agreement,referrals_in,referrals_out,worth,next_step | tr '\t' '|')" = \
"Bumps & Co|3223|trust|signed|1|0|70.00|see to the article
Main St Chiropractic|....|||0|1|0.00|get in touch
Northside Health Club|....|||1|0|240.00|say thank you
Trailhead Sports|....|||0|0|0.00|get in touch" ]
	[ "$(mct referral report --tsv --columns by,referrals_in,stayed,worth,balance | tr '\t' '|')" = \
"Northside Health Club|1|1|240.00|1
Bumps & Co|1|0|70.00|1
Main St Chiropractic|0|0|0.00|-1" ]
	[ "$(mct system list --where "referred>0" --sort -worth --tsv --columns partner,mechanism,code,stayed,worth | tr '\t' '|')" = \
"Northside Health Club|coupon|NORTH10|1|240.00
Bumps & Co|article||0|70.00" ]
	[ "$(mct partner review --tsv --columns partner,step | tr '\t' '|')" = \
"Northside Health Club|say thank you
Bumps & Co|see to the article
Main St Chiropractic|get in touch
Trailhead Sports|get in touch" ]
	expect 0 mct referral list --status out
	says "Mia Gold"
	says_not "lower back"
}
