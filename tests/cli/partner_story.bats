#!/usr/bin/env bats
# The story of win-win-win: a maternity boutique, a health club, a chiropractor and a sporting
# goods store, from finding them to the worth of what they brought.
load common

local_setup() {
	export COLUMNS=200
	mct -q init --practice "Amy's Massage" --currency USD --rate 70
}

# A session of an hour with a tip of ten, for each day.
comes() {
	local who=$1 day
	shift
	for day; do mct -q visit add "$who" --date "$day" --minutes 60 --tip 10; done
}
on_one_line() { tr '\n' ' ' <<<"$output" | tr -s ' '; }

@test "four partners, from looking for them to the worth of what they brought" {
	# Amy knows whom she wants to serve, what she does, and when she works.
	mct -q config set practice.market "pregnant women; athletes"
	mct -q config set practice.services "prenatal massage; sports massage"
	mct -q config set practice.hours "mon-fri 9-17"

	# Her book has some clients, and some people whom she has never thought of as partners.
	mct -q client add "Dana Whitfield"
	mct -q client add "Mia Gold"
	comes dana 2025-10-06 "5 oct 2026" "19 oct 2026" "2 nov 2026" "16 nov 2026"
	mct -q contact add "Bumps & Co" --kind organisation --tags "maternity boutique"
	mct -q contact add "Northside Health Club" --kind organisation
	mct -q connect dana northside --as "works at"
	mct -q client remember mia "her sister is a midwife" --kind family

	# "They have the same target market as you, but offer services that are different."
	expect 0 mct partner find
	says "Serving athletes; expecting mothers"
	says "Northside Health Club  health club"
	says "ask Dana Whitfield, works at Northside Health Club"
	says "Bumps & Co             maternity shop"
	says "every one of them needs clothes by the fourth month"
	says "ask Mia Gold: her sister is a midwife"
	[ "$(mct partner find --tsv --columns section,name | grep ^known | cut -f 2 | sort)" = $'Bumps & Co\nNorthside Health Club' ]
	mct partner find --tsv --columns section,business | grep -q $'^missing\tchiropractor$'
	mct partner find --tsv --columns section,business | grep -q $'^missing\tsporting goods store$'

	# A sporting goods store lets her leave her cards: casual, a secondary partner.
	mct -q partner add "Trailhead Sports" --business "sporting goods store" --market athletes
	mct -q system add trailhead cards --text "on the counter"

	# She meets the chiropractor at the spring fair, and keeps her word to call him.
	mct -q event add "Spring fair" --date "2 sep 2026" --cost 40 --why "meet professionals"
	expect 0 mct event met "spring fair" "Dr Ames" "chiropractor on Main Street" --new --follow-up "call him" --due "4 sep 2026"
	says "Noted that you met Dr Ames at Spring fair: chiropractor on Main Street"
	[ "$(mct partner find --tsv --columns section,name,business | grep Ames)" = $'known\tDr Ames\tchiropractor' ]
	[ "$(mct due --as-of 2026-09-05 --tsv --columns over,who,what | tr '\t' '|')" = "1|Dr Ames|call him, after Spring fair" ]
	mct -q touch ames "called; he wants to see how I work" --via phone --date "4 sep 2026"
	mct -q task "done" ta1 --on "4 sep 2026"

	# The other three become primary partners: formal, and structured.
	mct -q partner add "Bumps & Co" --business "maternity boutique" --level primary --market "pregnant women" --reach 400
	mct -q partner add "Northside Health Club" --business "health club" --level primary --market athletes --reach 900
	mct -q partner add "Main St Chiropractic" --business chiropractor --level primary --market "people with back pain; athletes" --reach 300
	mct -q connect ames "main st" --as "works at"

	# Know, trust, believe; and PERP: purposeful, enthusiastic, respectful, promoting.
	mct -q partner touch bumps "dropped in, left cards" --via visit --date "1 sep 2026"
	mct -q stage add bumps know --since "1 sep 2026" --because "dropped in"
	mct -q partner touch bumps "gave the owner a session" --via visit --date "10 sep 2026"
	mct -q stage add bumps trust --since "10 sep 2026" --because "she felt it"
	mct -q partner assess bumps --purposeful 3 --enthusiastic 2 --because "asked for a session" --date "10 sep 2026"
	mct -q partner assess bumps --respectful 2 --promoting 3 --because "a newsletter every month" --date "10 sep 2026"
	expect 0 mct partner show bumps
	says "purposeful    ███  3 of 3: asked for a session (10 Sep 2026); both serve pregnant women"

	# "A short article for their monthly newsletter. In addition, they may feature you on their web site
	# three times a year." "Every new customer of the club gets a discount coupon." "And have you seen
	# Amy yet for a massage?"
	mct -q system add bumps article --text "a short article in the newsletter" --every monthly --due "1 oct 2026"
	mct -q system add bumps web --text "a feature on the web site" --every "three times a year" --due "1 feb 2027"
	mct -q system add northside coupon --text "for every new member" --code NORTH10
	mct -q system add "main st" script --text "and have you seen Amy yet for a massage?"

	# Win, win, win; and in writing: a simple paragraph or two.
	expect 0 mct partner win bumps
	mct -q partner win bumps --me "clients whom I want to serve" --partner "a reason to come back" --clients "prenatal massage"
	expect 0 mct partner agreement bumps --no-input --page agreement.html
	expect 0 mct partner agreement bumps
	[[ $(on_one_line) == "Amy's Massage and Bumps & Co introduce each other to the people whom they serve. Bumps & Co introduces Amy's Massage by a short article in the newsletter (every month) and a feature on the web site (3 times a year). Amy's Massage gets clients whom I want to serve; Bumps & Co gets a reason to come back; the clients of Bumps & Co get prenatal massage. Both act in the interest of those whom they send, and thank each other for them."* ]]
	grep -q "<p>Amy&#39;s Massage and Bumps &amp; Co introduce each other" agreement.html
	expect 0 mct partner agreement bumps --signed "15 sep 2026" --renews "in 12 months"
	says "signed Tue 15 Sep 2026, renews Tue 23 Nov 2027"
	expect 0 mct partner agreement "main st" --no-input
	[[ $(on_one_line) == *'Main St Chiropractic introduces Amy'\''s Massage by the words "and have you seen Amy yet for a massage?".'* ]]

	# The article was written in October; the next one is due.
	mct -q system "done" m2 --on "1 oct 2026"
	[ "$(mct due --kind system --tsv --columns due,who,what | tr '\t' '|')" = "2026-10-31|Bumps & Co|see to the article: a short article in the newsletter" ]

	# They come. The coupon of the club says by itself who sent Lena.
	mct -q client add "Lena Fox"
	expect 0 mct log lena --date "5 oct 2026" --minutes 60 --tip 10 --code north10
	says "Northside Health Club sent her, by the code NORTH10 (r1)"
	comes lena "19 oct 2026" "2 nov 2026"
	mct -q client add "Zoe Roe"
	expect 2 mct book zoe "fri 10:00" --minutes 60 --code NROTH10
	complains "did you mean NORTH10?"
	expect 0 mct book zoe "fri 10:00" --minutes 60 --code NORTH10
	mct -q referral add mia --partner bumps --mechanism article --date "12 oct 2026"
	comes mia "14 oct 2026"
	# Mia's lower back is for the chiropractor. What he hears of her is hers to say.
	mct -q referral add mia --partner "main st" --direction out --because "her lower back" --date "20 oct 2026"
	expect 5 mct referral add mia --partner "main st" --direction out --told "her lower back"
	complains "Mia Gold has not agreed that you tell Main St Chiropractic about her"
	expect 0 mct referral list --status out
	says "Mia Gold"
	says_not "lower back"

	# Nobody is forgotten: thanks are owed, and given.
	[ "$(mct due --kind thanks --tsv --columns due,who,what | tr '\t' '|')" = "2026-10-05|Northside Health Club|thank them for Lena Fox
2026-10-12|Bumps & Co|thank them for Mia Gold
2026-11-23|Northside Health Club|thank them for Zoe Roe" ]
	mct -q referral thank bumps --via mail --how "a card"
	expect 0 mct rebook --mail amy@example.org -n
	says "- Northside Health Club: thank them for Lena Fox"

	# What it brought: by partner, by the way they introduce her, by code; and how they stand.
	[ "$(mct referral report --tsv --columns by,referrals_in,booked,stayed,worth,balance | tr '\t' '|')" = \
"Northside Health Club|2|2|1|240.00|2
Bumps & Co|1|1|0|80.00|1
Main St Chiropractic|0|0|0|0.00|-1" ]
	[ "$(mct referral report --by mechanism --tsv --columns by,referrals_in,worth | head -2 | tr '\t' '|')" = "coupon|2|240.00
article|1|80.00" ]
	[ "$(mct system list --where "referred>0" --sort -worth --tsv --columns partner,mechanism,code,referred,stayed,worth | tr '\t' '|')" = \
"Northside Health Club|coupon|NORTH10|2|1|240.00
Bumps & Co|article||1|0|80.00" ]
	[ "$(mct partner list --tsv --columns name,perp,stage,agreement,referrals_in,referrals_out,worth,next_step | tr '\t' '|')" = \
"Bumps & Co|3223|trust|signed|1|0|80.00|see to the article
Main St Chiropractic|....||draft|0|1|0.00|get in touch
Northside Health Club|....|||2|0|240.00|say thank you
Trailhead Sports|....|||0|0|0.00|get in touch" ]
	[ "$(mct partner review --tsv --columns partner,step | tr '\t' '|')" = \
"Northside Health Club|say thank you
Bumps & Co|see to the article
Main St Chiropractic|get in touch
Trailhead Sports|get in touch" ]

	# "You can literally fill your practice with one great alliance."
	[ "$(mct partner best --tsv --columns partner | head -1)" = "Northside Health Club" ]
	expect 0 mct partner best
	says "The arithmetic of Northside Health Club"
	says "free      40 h a week (practice.hours) -"
	says "900 customers, once a year = 900"
	says '$120.00 so far from each who was sent'
}
