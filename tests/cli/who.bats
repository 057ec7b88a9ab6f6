#!/usr/bin/env bats
# Whom to ask about what: the trades behind the practice, colleagues, and who knows somebody.
load common

local_setup() {
	mct -q init --rate 70
	for name in "Dana Whitfield" "Rick Barlow" "Tom Okafor"; do mct -q client add "$name" --since "5 jan"; done
	mct -q contact add "Stone & Partner" --kind organisation --trade "tax adviser" --helps-with "tax; VAT; bookkeeping" --phone "555 0140"
	mct -q contact add "Eve Stone" --email eve@stone.example
	mct -q contact add "Paul Reed"
	mct -q partner add "Dr Lin Physio" --services "physiotherapy; frozen shoulder" --business physiotherapist --contact "Dr Lin"
}

# who WORDS...: names and where it stands.
who() { mct who "$@" --tsv --columns name,said_in | tr '\t' '|'; }

@test "who says it most plainly is first" {
	mct -q client remember dana "Paul does everybody's taxes" --about "paul reed"
	mct -q contact edit tom --trade "tax officer"
	mct -q contact edit rick --note "hates tax forms"
	[ "$(who tax)" = \
"Stone & Partner|helps with
Tom Okafor|trade
Paul Reed|fact
Rick Barlow|note" ]
	[ "$(mct who TÁX --limit 1 --tsv --columns id)" = n4 ]
}

@test "all the words are known of somebody, wherever they stand" {
	mct -q contact edit "paul reed" --note "knows VAT"
	mct -q connect paul rick --as "tax adviser of"
	[ "$(who tax vat)" = $'Stone & Partner|helps with\nPaul Reed|connection' ]
	[ "$(who '"tax adviser"')" = $'Stone & Partner|trade\nPaul Reed|connection' ]
	[ -z "$(who '"adviser tax"')" ]
	[ -z "$(who tax unicorns)" ]
}

@test "how to reach them" {
	mct -q connect eve "stone part" --as "works at"
	mct -q connect "stone part" paul --as employs
	mct -q touch add "stone part" "sent the papers" --date "2 nov"
	[ "$(mct who vat --tsv --columns phone,through,last_contact | tr '\t' '|')" = "555 0140|Eve Stone; Paul Reed|2026-11-02" ]
	mct -q disconnect paul "stone part" --until yesterday
	[ "$(mct who vat --tsv --columns through)" = "Eve Stone" ]
	mct -q contact edit paul --helps-with "wood floors"
	mct -q client remember dana "Paul laid her floor" --about "paul reed"
	[ "$(mct who floors --tsv --columns through)" = "Dana Whitfield" ]
	mct -q contact edit paul --phone "555 0199"
	[ -z "$(mct who floors --tsv --columns through)" ]
	[ "$(mct who frozen --tsv --columns role,through | tr '\t' '|')" = "partner|Dr Lin" ]
}

@test "a topic's other words find who is known for it" {
	mct -q topic add "frozen shoulder" --words "adhesive capsulitis; stiff shoulder"
	[ "$(who "adhesive capsulitis")" = "Dr Lin Physio|services" ]
	[ "$(who "Stiff Shoulder")" = "Dr Lin Physio|services" ]
	[ -z "$(who capsulitis)" ]
}

@test "a client's health makes her nobody to ask about it, but where she was sent is" {
	mct -q caution add rick "frozen shoulder"
	mct -q client remember rick "his frozen shoulder hurts at night" --kind health
	mct -q client remember dana "her neighbour has a frozen shoulder" --kind life
	[ "$(who "frozen shoulder")" = "Dr Lin Physio|services" ]
	mct -q referral add rick --partner "dr lin" --direction out --because "numb fingers"
	mct -q recommend add dana "an X-ray" --because "her knee" --kind referral --to "dr lin"
	[ "$(who numb)" = "Dr Lin Physio|you sent there" ]
	[ "$(who knee)" = "Dr Lin Physio|you recommended" ]
}

@test "what is to be done with them, and what was talked about" {
	mct -q contact add "Hugo Lord"
	mct -q task add "renew for three years" --kind lease --who hugo --due "1 mar 2027"
	[ "$(who lease)" = "Hugo Lord|task" ]
	mct -q event add "Spa fair" --date 2026-11-20
	mct -q event met "spa fair" eve "knows cupping"
	[ "$(who cupping)" = "Eve Stone|meeting" ]
	mct -q task add "ask about the rash" --kind follow-up --who dana
	[ -z "$(who rash)" ]
}

@test "yourself are not told, and nothing is no failure" {
	mct -q config set practice.me "eve stone"
	mct -q contact edit eve --helps-with tax
	[ "$(who tax)" = "Stone & Partner|helps with" ]
	expect 0 mct who unicorns --json
	[ "$output" = "[]" ]
	expect 2 mct who
	expect 2 mct who '!!'
	complains "has no word in it"
}

@test "trades come in and go out with the contacts" {
	printf 'name,profession,ask about\nUma Cole,plumber,taps; heating\n' >people.csv
	expect 0 mct import contacts people.csv
	[ "$(who heating)" = "Uma Cole|helps with" ]
	mct export contacts | grep -q '^Uma Cole,.*plumber,taps; heating'
	expect 0 mct import contacts people.csv
	says "1 same"
}
