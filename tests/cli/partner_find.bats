#!/usr/bin/env bats
# Looking for partners: who serves the same people with other services, which kinds of business are
# missing, and who could introduce her.
load common

local_setup() {
	mct -q init --currency USD --rate 70
	for who in "Dana Whitfield" "Mia Gold" "Tom Reyes"; do mct -q client add "$who"; done
}

found() { mct partner find --tsv --columns section,name,business,level "$@" | tr '\t' '|'; }

@test "whom she wants to serve is said, or set once for all" {
	expect 2 mct partner find
	complains "whom you want to serve is not known"
	complains "mct config set practice.market"
	expect 2 mct partner find --market " ; "
	expect 3 mct partner find --market "runners; runers"
	complains 'the market "runers" is not known'
	complains "did you mean runners?"
	mct -q config set practice.market "pregnant women"
	expect 0 mct partner find
	says "Serving expecting mothers"
	says "midwife"
	says_not "running club"
	expect 0 mct partner find --market "runner"
	says "running club"
	says_not "midwife"
}

@test "who is in the book and serves them, and why; who is no partner yet goes first" {
	mct -q config set practice.services "prenatal massage; sports massage"
	mct -q partner add "Bumps & Co" --business "maternity boutique" --level primary
	mct -q partner add "Yoga Loft" --market "Pregnant Women; students" --services yoga
	mct -q partner add "Soft Hands" --market "pregnant women" --services "prenatal massage"
	mct -q partner add "Trailhead" --business "sporting goods store"
	mct -q contact add "City Midwives" --kind organisation
	mct -q contact add "Ada Stone" --note "met at the fair, a doula"
	mct -q contact add "Doula" --kind animal
	mct -q fact add mia "works as a lactation consultant" --kind work
	[ "$(found --market "expecting mothers" | grep ^known)" = "known|Ada Stone|doula|
known|City Midwives|midwife|
known|Mia Gold|lactation consultant|
known|Yoga Loft||secondary
known|Bumps & Co|maternity boutique|primary
known|Soft Hands||secondary" ]
	expect 0 mct partner find --market "expecting mothers"
	says "maternity shop: every one of them needs clothes by the fourth month"
	says "serves Pregnant Women, students"
	says "her work: works"
	says "serves pregnant women; but both of you do prenatal massage"
	expect 0 mct partner find --market "expecting mothers" --json
	[ "$(jq -r '[.[] | select(.section == "known") | .id] | join(" ")' <<<"$output")" = "n9 n8 c2 p5 p4 p6" ]
	[ "$(jq -r '.[] | select(.name == "Soft Hands") | .same_services[0]' <<<"$output")" = "prenatal massage" ]
}

@test "a kind of business is missing until somebody of it is in the book" {
	found --market "pregnant women" | grep -q '^missing||midwife'
	mct -q contact add "Main Street Midwifery" --kind organisation
	[ "$(found --market "pregnant women" | grep -c '^missing||midwife')" = 0 ]
	# Words are words: a bus is no business, and "capable" is no pub.
	mct -q contact add "Hotelling, Ann"
	found --market travellers | grep -q '^missing||hotel'
	mct -q partner add "Seaview" --business hotels
	[ "$(found --market travellers | grep -c '^missing||hotel')" = 0 ]
}

@test "who could introduce her: whoever works there, knows somebody there, was sent, or told of one" {
	ask() { mct partner find --market "$1" --tsv --columns name,business,ask | grep "$2" | cut -f 3; }
	mct -q partner add "Bumps & Co" --business "maternity boutique"
	mct -q contact add "Ines Roth"
	mct -q connection add ines "works at" bumps
	mct -q connection add dana "sister of" ines
	mct -q connection add bumps "owned by" tom
	mct -q referral add mia --partner bumps
	[ "$(ask "pregnant women" Bumps)" = "ask Mia Gold, whom they sent you; Tom Reyes (Bumps & Co, owned by Tom Reyes); Dana Whitfield, through Ines Roth; Ines Roth, works at Bumps & Co" ]
	mct -q connection edit x1 --until yesterday
	mct -q connection edit x3 --until yesterday
	[ "$(ask "pregnant women" Bumps)" = "ask Mia Gold, whom they sent you" ]
	mct -q fact add mia "her brother is a podiatrist" --kind family
	mct -q fact add tom "you told him of a podiatrist" --told-by me
	[ "$(ask runners podiatrist)" = "ask Mia Gold: her brother is a podiatrist (f1)" ]
	mct -q fact close f1
	[ -z "$(ask runners podiatrist)" ]
	mct -q fact edit f1 --closed ""
	mct -q client edit mia --status ended
	[ -z "$(ask runners podiatrist)" ]
}

@test "what is known of markets is extended, put right, and ended" {
	expect 0 mct market add climbers "climbing hall" --because "sore forearms" --words "boulder gym"
	says "Noted that a climbing hall serves climbers, because sore forearms (mk1)"
	[ "$(found --market climbers)" = "missing||climbing hall|" ]
	mct -q partner add "Block" --business "boulder gym"
	[ "$(found --market climbers)" = "known|Block|boulder gym|secondary" ]
	# Hers stands first, also under another name of the market, and instead of what mct knows.
	mct -q market add joggers "shoe lab"
	mct -q market add runners "Running clubs" --because "they run on Tuesdays"
	mct -q market add runners podiatrist --ended today
	[ "$(found --market runners | grep ^missing | head -2)" = "missing||shoe lab|
missing||Running clubs|" ]
	[ "$(found --market runners | grep -ciE 'running club|podiatrist')" = 1 ]
	expect 0 mct market known running
	says "they run on Tuesdays"
	says_not "meets every week"
	[ "$(mct market known golfers --tsv --columns business,id | head -1)" = $'golf club\t' ]
	[ "$(mct market known "shoe lab" --tsv --columns market,id)" = $'runners\tmk2' ]
	expect 0 mct market add runners podiatrist
	mct -q market remove mk3 -y
	found --market runners | grep -q 'podiatrist' 
	expect 2 mct market add runners
	complains "BUSINESS is missing"
}

@test "two people of one name are told apart" {
	mct -q client edit mia --email mia@example.org
	mct -q client add "Mia Gold" --email mg@example.org
	mct -q fact add c4 "works as a doula" --kind work
	[ "$(found --market prenatal | grep ^known)" = "known|Mia Gold <mg@example.org>|doula|" ]
}
