#!/usr/bin/env bats
# Partners: what is kept of a partnership, and what follows from it.
load common

local_setup() {
	mct -q init --currency USD --rate 70
	mct -q partner add "Core Pilates"
	mct -q client add "Dana Whitfield"
}

@test "a quality has a score from 0 to 3 with its evidence, one for each day" {
	expect 2 mct assessment add core purposeful 3
	complains "because is missing"
	expect 2 mct assessment add core purposeful 4 --because "serves runners"
	complains 'score "4" is not a score'
	complains "from 0 to 3"
	expect 2 mct assessment add core polite 3 --because "serves runners"
	mct -q assessment add core purposeful 0 --because "another market"
	expect 0 mct assessment add core purposeful 0 --because "another market"
	says "Already noted"
	expect 5 mct assessment add core purposeful 2 --because "serves runners"
	complains "has a score for purposeful on 2026-11-23 already (q1)"
	mct -q assessment add core purposeful 2 --because "serves runners" --date yesterday
	expect 5 mct assessment edit q2 --date today
	expect 0 mct assessment list core --status purposeful --tsv --columns id,score,date
	[ "$output" = $'q2\t2\t2026-11-22\nq1\t0\t2026-11-23' ]
	expect 2 mct assessment add core promoting 2 --because "ads" --date tomorrow
	complains "has not come yet"
}

@test "a version of an agreement holds until a newer one is signed" {
	standings() { mct agreement list --tsv --columns id,standing | tr '\t\n' ' ;'; }
	mct -q agreement add core "each sends the other" --signed "1 nov" --renews +30d
	mct -q agreement add core "each sends the other, and cards"
	[ "$(standings)" = "j1 signed;j2 draft;" ]
	mct -q agreement edit j2 --signed today
	[ "$(standings)" = "j1 replaced;j2 signed;" ]
	[ "$(mct agreement list --status signed --tsv --columns id)" = j2 ]
	mct -q agreement edit j2 --ended today
	[ "$(standings)" = "j1 replaced;j2 ended;" ]
	expect 2 mct agreement edit j1 --renews "1 oct 2026"
	complains "is before signed"
	mct -q agreement edit j2 --text "each sends the other, cards and coupons"
	expect 0 mct agreement show j2 --earlier
	says "each sends the other, and cards"
}

@test "what recurs knows when it is due next" {
	due() { mct system list --tsv --columns every,due,done | tr '\t' ' '; }
	mct -q system add core article --every "three times a year"
	[ "$(due)" = "122 2026-11-23 " ]
	mct -q system edit m1 --done today
	[ "$(due)" = "122 2027-03-25 2026-11-23" ]
	mct -q system edit m1 --done "20 nov" --due "1 feb"
	[ "$(due)" = "122 2027-02-01 2026-11-20" ]
	mct -q system edit m1 --every "" --done today
	[ "$(due)" = "  2026-11-23" ]
	expect 2 mct system add core cards --every sometimes
	complains "is not a length of time"
	expect 2 mct system add core cards --every 0
	expect 2 mct system add core cards --every 1234567890
	expect 0 mct system add core cards --every 90 -n
	says "every 90"
	mct -q system edit m1 --ended today
	[ -z "$(mct system list --status open --tsv)" ]
}

@test "whoever is in the book can be in touch, and what is of a partner goes with the partner" {
	mct -q touch add core "brought cards" --via visit
	mct -q touch add dana "called" --direction in
	mct -q stage add core know --since "1 feb" --because "met at the fair"
	mct -q win add core clients "a first massage"
	expect 0 mct client history dana --tsv
	[ "$output" = $'2026-11-23\ttouch\tdirection in, called\tto2' ]
	expect 5 mct partner remove core -y
	expect 0 mct partner remove core --with-all -y
	says "1 touch"
	[ "$(mct stage list --tsv)$(mct win list --tsv)" = "" ]
	[ "$(mct touch list --tsv --columns id)" = to2 ]
}

@test "a list says at a glance how partners stand; what scripts rely on stays first" {
	glance() { mct partner list --tsv --columns perp,stage,agreement,last_contact,referrals_in,referrals_out,empty_wins | tr '\t' ' '; }
	[ "$(glance)" = "....    0 0 me; partner; clients" ]
	mct -q assessment add core purposeful 0 --because "another market" --date "1 may"
	mct -q assessment add core purposeful 3 --because "serves runners"
	mct -q assessment add core promoting 2 --because "advertises"
	mct -q stage add core know --since "1 feb"
	mct -q stage add core trust --since "1 mar"
	mct -q agreement add core "each sends the other" --signed "1 nov" --renews "1 jun"
	mct -q contact add "Ines Roth"
	mct -q connection add ines "works at" core
	mct -q touch add core hello --date "1 nov"
	mct -q touch add ines hello --date "5 nov"
	mct -q referral add dana --partner core
	mct -q win add core me "new clients"
	[ "$(glance)" = "3..2 trust signed 2026-11-05 1 0 partner; clients" ]
	mct -q agreement edit j1 --renews "8 jan"
	[ "$(glance | cut -d ' ' -f 3)" = renew ]
	mct -q config set partner.renew 4w
	[ "$(glance | cut -d ' ' -f 3)" = signed ]
	mct -q agreement add core "and cards"
	[ "$(glance | cut -d ' ' -f 3)" = signed ]
	mct -q agreement edit j1 --ended today
	[ "$(glance | cut -d ' ' -f 3)" = draft ]
	expect 0 mct partner list --csv
	[ "$(head -1 <<<"$output" | tr -d '\r')" = "id,name,business,level,services,market,reach,contact,email,phone,address,note,external_id,touch_every,perp,stage,agreement,last_contact,referrals_in,referrals_out,empty_wins,worth,shared_market,same_services,next_step" ]
	expect 0 mct partner list --where stage=trust --where "referrals_in>=1" --sort -last_contact --tsv --columns name
	[ "$output" = "Core Pilates" ]
	expect 0 mct export partners
	says_not "perp"
	expect 2 mct partner edit core --perp 3333
}

@test "the next step is what is most worth doing" {
	next() { mct partner list core --tsv --columns next_step; }
	does() { [ "$(next)" = "$1" ] || { echo "said: $(next), wanted: $1"; return 1; }; }
	mct -q partner edit core --level primary
	does "get in touch"
	mct -q touch add core hello
	does "find out how enthusiastic they are"
	for quality in purposeful enthusiastic respectful; do mct -q assessment add core $quality 2 --because "seen"; done
	mct -q assessment add core promoting 1 --because "no advertising"
	does "promote something together"
	mct -q assessment edit q4 --score 3
	does "say what their clients get"
	for side in me partner clients; do mct -q win add core $side something; done
	does "write the agreement"
	mct -q agreement add core "each sends the other"
	does "sign the agreement"
	mct -q agreement edit j1 --signed today
	does "get to know one another"
	mct -q stage add core know
	does "tell them what came of whom they sent"
	mct -q stage add core trust
	does "let them feel your work"
	mct -q stage add core believe
	does ""
	for i in 1 2 3; do mct -q referral add dana --partner core --date 2026-11-0$i --thanked today; done
	does "send them somebody"
	mct -q system add core article --due "23 dec"
	does "see to the article"
	mct -q referral add dana --partner core
	does "say thank you"
	mct -q agreement edit j1 --renews "18 jan"
	does "renew the agreement"
}

@test "several qualities are assessed at once, each kept with its evidence and its day" {
	expect 2 mct partner assess core --because "seen"
	complains "say which quality"
	expect 2 mct partner assess core --purposeful 3
	complains "--because"
	expect 0 mct partner assess core --purposeful 3 --promoting 1 --because "full class, no web site" --date "1 may"
	says "Noted that Core Pilates is purposeful, 3 of 3, because full class, no web site (q1)"
	says "Noted that Core Pilates is promoting, 1 of 3"
	expect 2 mct partner assess core --respectful 2 --promoting 4 --because "seen"
	[ "$(mct assessment list --tsv | wc -l)" = 2 ]
	mct -q partner assess core --promoting 3 --because "a poster"
	expect 0 mct partner assess core --promoting 2 --because "only one poster"
	says "Changed the assessment of Core Pilates, promoting on Mon 23 Nov 2026 (q3): score 2"
	expect 0 mct partner assess core --purposeful 0 --because "sold" --date today --tsv
	[ "$(cut -f 1-4 <<<"$output" | tr '\t' ' ')" = "purposeful 0 3 down
enthusiastic   
respectful   
promoting 2 1 up" ]
}

@test "the card draws the four qualities and what is lacking" {
	mct -q partner assess core --purposeful 3 --promoting 2 --because "a full class" --date "1 may"
	mct -q partner assess core --promoting 1 --because "no web site"
	expect 0 mct partner show core
	says "purposeful    ███  3 of 3: a full class (1 May 2026)"
	says "enthusiastic  ...  not known"
	says "promoting     █░░  1 of 3, down from 2: no web site (23 Nov 2026)"
	says "lacking       promoting"
	LC_ALL=C expect 0 mct partner show core
	says "promoting     #--  1 of 3"
	expect 0 mct partner show core --json
	[ "$(jq length <<<"$output")" = 1 ]
	expect 0 mct partner show core --columns name
	says_not "purposeful"
}

@test "the review goes through all partners, the most worthwhile first" {
	review() { mct partner review --tsv --columns partner,step,due,more,id "$@" | tr '\t' ' '; }
	mct -q partner add "Trailhead"
	mct -q partner add "Bumps & Co"
	for partner in core trail bumps; do
		mct -q touch add $partner hello
		mct -q partner assess $partner --purposeful 2 --enthusiastic 2 --respectful 2 --promoting 2 --because "seen"
		mct -q stage add $partner believe
	done
	[ "$(review)" = "Bumps & Co    p4
Core Pilates    p1
Trailhead    p3" ]
	mct -q referral add dana --partner core --date "1 nov" --thanked today
	mct -q system add core article --due "1 dec"
	mct -q system add core web --due "1 mar"
	mct -q system add trail cards --due "5 dec"
	mct -q agreement add bumps "each sends the other" --signed "1 jan" --renews "20 nov 2026"
	mct -q stage add trail trust
	[ "$(review)" = "Bumps & Co renew the agreement 2026-11-20  j1
Core Pilates see to the article 2026-12-01  m1
Trailhead see to the cards 2026-12-05 1 m3" ]
	[ "$(review trail)" = "Trailhead see to the cards 2026-12-05  m3
Trailhead let them feel your work   p3" ]
	[ "$(review --all | wc -l)" = 4 ]
	[ "$(review core --as-of 2026-10-01)" = "Core Pilates    p1" ]
	[ "$(review core --as-of 2027-02-20 | cut -d ' ' -f 3-)" = "see to the article 2026-12-01  m1
see to the web 2027-03-01  m2
get in touch 2027-01-18  p1" ]
	expect 0 mct partner review
	says "it ran out"
	expect 3 mct partner review nobody
}

@test "what each of the three gets, and where one gets nothing" {
	mct -q partner edit core --level primary
	mct -q partner add "Trailhead"
	expect 0 mct partner win core --me "new clients" --clients "half price at first"
	says "Noted what you get with Core Pilates: new clients (b1)"
	says "Noted what the clients of Core Pilates get: half price at first (b2)"
	expect 0 mct partner win core --tsv
	[ "$output" = $'b1\tme\tnew clients\nb2\tclients\thalf price at first' ]
	expect 0 mct partner win --tsv
	[ "$output" = $'p1\tCore Pilates\tpartner' ]
	expect 0 mct partner win
	says "partner"
	mct -q partner win core --partner "members who stay"
	[ -z "$(mct partner win --tsv)" ]
	expect 2 mct partner win --me "new clients"
	expect 3 mct partner win nobody --me "new clients"
}

@test "an agreement is drafted from what is recorded, and every version kept" {
	mct -q config set practice.name "Willow Street"
	mct -q partner win core --me "new clients" --me "friends" --clients "half price"
	mct -q system add core coupon --text "for every new member"
	mct -q system add core web --every "3 times a year"
	mct -q system add core cards --every yearly
	mct -q system add core workshop --ended today
	expect 0 mct partner agreement core
	says "Drafted the agreement with Core Pilates on Mon 23 Nov 2026 (j1)"
	one_line=$(tr '\n' ' ' <<<"$output")
	[[ $one_line == *"Core Pilates introduces Willow Street by coupon for every new member; web (3 times a year); cards (once a year). Willow Street gets friends; Core Pilates gets [...]; the clients of Core Pilates get half price."* ]]
	expect 0 mct partner agreement core
	says_not "Drafted"
	[[ $output == "Willow Street and Core Pilates introduce"* ]]
	expect 0 mct partner agreement core --signed today --renews "in 12 months"
	says "signed Mon 23 Nov 2026, renews Tue 23 Nov 2027"
	mct -q config set agreement.template "{partner} and {practice}: {they get} {nothing}"
	expect 0 mct partner agreement core --draft
	says "Core Pilates and Willow Street: [...] {nothing}"
	expect 0 mct partner agreement core --text "each sends the other"
	[ "$(mct partner agreement core)" = "each sends the other" ]
	[ "$(mct agreement list --tsv --columns standing | tr '\n' ' ')" = "signed draft draft " ]
	expect 0 mct partner agreement core --json
	[ "$(jq -r '.[0].text' <<<"$output")" = "each sends the other" ]
	expect 2 mct partner agreement core --edit
	complains "needs a terminal"
	expect 2 mct partner agreement core --draft --text "x"
	mct -q partner add "Trailhead"
	expect 3 mct partner agreement trail --signed today
	complains "there is no agreement"
}

@test "at a terminal the draft opens in the editor, where a blank line may lose its blanks" {
	cat >editor <<-'END'
		#!/bin/sh
		sed -i -e 's/^ *$//' -e 's/Both act/All act/' "$1"
	END
	chmod +x editor
	EDITOR=$work/editor at_terminal 0 "" "mct partner agreement core"
	says "All act in the interest"
	[[ $(mct partner agreement core | head -1) == "My practice and Core Pilates introduce"* ]]
	[ "$(mct partner agreement core | grep -c '^$')" = 1 ]
	EDITOR="sed -i s/All/We/" at_terminal 0 "" "mct partner agreement core --edit"
	[ "$(mct agreement list --tsv | wc -l)" = 2 ]
	EDITOR=false at_terminal 1 "" "mct partner agreement core --edit"
	[ "$(mct agreement list --tsv | wc -l)" = 2 ]
}

@test "the code of a coupon makes the referral, once" {
	referrals() { mct referral list --tsv --columns client,date,partner,mechanism,code | tr '\t' ' '; }
	mct -q partner add "Bumps & Co"
	mct -q system add bumps coupon --code BUMP-10
	expect 5 mct system add core coupon --code "bump 10"
	complains 'the code "bump 10" belongs to m1 already'
	expect 0 mct client add "Zoe Roe" --source bump-10 --since "1 nov"
	says "Bumps & Co sent her, by the code BUMP-10 (r1)"
	[ "$(referrals)" = "Zoe Roe 2026-11-01 Bumps & Co coupon BUMP-10" ]
	mct -q system add core script --code ASK
	mct -q client edit zoe --source ask
	mct -q client edit zoe --source bump-10
	[ "$(referrals | wc -l)" = 1 ]
	expect 0 mct client add "Yan Roe" --source "a friend"
	[ "$(wc -l <<<"$output")" = 1 ]
	printf 'name,source\nAda Abbott,"BUMP 10"\nBen Bloom,the web\n' >c.csv
	mct -q import clients c.csv
	expect 0 mct import clients c.csv
	[ "$(referrals | tail -1)" = "Ada Abbott 2026-11-23 Bumps & Co coupon BUMP-10" ]
	[ "$(referrals | wc -l)" = 2 ]
	expect 0 mct referral add dana --code ask
	says "Noted that Core Pilates sent you Dana Whitfield on Mon 23 Nov 2026 (r3), code ASK"
	expect 2 mct referral add yan --code asked
	complains 'no partner hands out the code "asked"'
}

@test "each way of introducing tells what it brought" {
	brought() { mct system list --tsv --columns id,referred,booked,stayed,worth | tr '\t' ' '; }
	mct -q system add core coupon --code CORE10
	mct -q system add core Script
	mct -q system add core article
	for who in "Ada Abbott" "Ben Bloom" "Cid Cook"; do mct -q client add "$who" --source core10; done
	mct -q referral add dana --partner core --mechanism script
	mct -q referral add dana --partner core --direction out --mechanism article
	for day in 2 3 4; do mct -q visit add ada --date "$day nov" --minutes 60 --tip 10; done
	mct -q visit add ben --date "1 dec 2026" --minutes 60
	[ "$(brought)" = "m1 3 2 1 240.00
m2 1 0 0 0.00
m3 0 0 0 0.00" ]
	mct -q system edit m3 --every 4w
	expect 0 mct system "done" m3
	says "due Mon 21 Dec 2026, done Mon 23 Nov 2026"
	mct -q system "done" m3 --on "20 nov" --next "1 mar"
	[ "$(mct system show m3 --tsv --columns due,done)" = $'2027-03-01\t2026-11-20' ]
}

@test "what is due with a partner by a day stands on the day's screen and in the weekly mail" {
	expect 0 mct
	says_not "mct due"
	expect 0 mct rebook --mail ana@willow.example -n
	[ -z "$output" ]
	mct -q agreement add core "each sends the other" --signed "1 nov" --renews "1 dec"
	mct -q partner add "Trailhead"
	mct -q referral add dana --partner trail
	expect 0 mct
	says "Trailhead: thank them for Dana Whitfield, and 1 more: mct due"
	expect 0 mct rebook --mail ana@willow.example -n
	[ "$(tail -n +7 <<<"$output")" = "Thanks you owe
- Trailhead: thank them for Dana Whitfield, by Mon 23 Nov 2026

With partners
- Core Pilates: renew the agreement, by Tue 1 Dec 2026" ]
	says "Subject: 2 things due, week of 23 Nov 2026"
	mct -q visit add dana --date "1 oct 2026"
	expect 0 mct rebook --mail ana@willow.example -n
	says "Subject: 1 to rebook, week of 23 Nov 2026"
	says "- Trailhead: thank them for Dana Whitfield"
	expect 0 mct rebook --mail ana@willow.example -n --as-of 2026-09-01
	[ -z "$output" ]
}

@test "purposeful is checked against whom both serve and what both do" {
	facts() { mct partner assess core --purposeful 3 --because "seen" -n --tsv | head -1 | cut -f 8; }
	[ "$(facts)" = "" ]
	mct -q partner edit core --market "Runners; new mothers" --services "Pilates; Massage"
	[ "$(facts)" = "" ]
	mct -q config set practice.market "dancers"
	[ "$(facts)" = "they serve nobody whom you want to serve" ]
	mct -q config set practice.market "runners; New Mothers ;dancers"
	[ "$(facts)" = "both serve Runners; new mothers" ]
	mct -q config set practice.services massage
	[ "$(facts)" = "both serve Runners; new mothers, but both do Massage" ]
	mct -q partner edit core --services Pilates
	[ "$(facts)" = "both serve Runners; new mothers, with other services" ]
	[ "$(mct partner list --where shared_market=runners --tsv --columns shared_market,same_services)" = $'Runners; new mothers\t' ]
	mct -q partner edit core --market "run"
	[ "$(facts)" = "they serve nobody whom you want to serve, with other services" ]
	expect 0 mct partner show core
	says "purposeful    ...  not known; they serve nobody whom you want to serve"
	[ -z "$(mct partner list --where shared_market=runners --tsv)" ]
}
