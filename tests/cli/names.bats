#!/usr/bin/env bats
# Names: people are found by what one remembers of them, and never guessed.
load common

local_setup() {
	mct -q init --currency USD
	mct -q client add "José García-López" --phone "+1 555 010 0142" --email jose@example.org --external-id x77
	mct -q client add "Ana Silva" --phone "555 0118"
	mct -q client add "Ana Souza"
	mct -q client add "Lena O'Neil" --preferred Lenny
}

found() { # found WORDS NAME: the words lead to this one
	expect 0 mct client show "$1" --json
	[ "$(jq -r '.[0].name' <<<"$output")" = "$2" ]
}

@test "beginnings of words in any order, without case and accents" {
	found "garc jo" "José García-López"
	found "JOSÉ" "José García-López"
	found "lopez" "José García-López"
	found "oneil" "Lena O'Neil"
	found "lenny" "Lena O'Neil"
	found "silva, ana" "Ana Silva"
}

@test "an id, an e-mail, last digits of the phone, an outside id" {
	found c2 "Ana Silva"
	found jose@EXAMPLE.org "José García-López"
	found 0142 "José García-López"
	found "(555) 0118" "Ana Silva"
	found x77 "José García-López"
}

@test "several who fit are listed and nothing is done" {
	expect 4 mct client edit ana --note x
	complains '"ana" is 2 people'
	complains "c2  Ana Silva"
	complains "c3  Ana Souza"
	expect 0 mct client list --where note=x --tsv
	[ -z "$output" ]
}

@test "an exact name wins over a beginning" {
	mct -q client add "Ana Souza Lima"
	found "ana souza" "Ana Souza"
}

@test "nobody fits: the near name is told" {
	expect 3 mct client show garica
	complains 'there is no client "garica"'
	complains "José García-López (c1)"
	expect 3 mct client show c99
	expect 3 mct client show zzzzzz
}

@test "errors are JSON when JSON was asked" {
	expect 4 mct client show ana --json
	[ -z "$output" ]
	[ "$(jq -r '.code + " " + (.exit|tostring) + " " + .candidates[1].name' <<<"$error")" = "ambiguous 4 Ana Souza" ]
}

@test "the question ends with the input" {
	expect 4 timeout 5 mct client show ana </dev/null
}

@test "hostile names are just names, and never reach a terminal raw" {
	names=("Robert'); DROP TABLE client;--" $'Esc\e[31mRed' $'Right\xe2\x80\xaeLeft' "Émoji 👩‍👩‍👧 Smith" 'Quote "Q" O'"'"'Hara' '%s%n format' "=1+1 Sum")
	for name in "${names[@]}"; do
		expect 0 mct client add "$name"
		expect 0 mct client show "$name" --json
		[ "$(jq -r '.[0].name' <<<"$output")" = "$name" ]
	done
	expect 0 mct client list
	[[ $output != *$'\e'* && $output != *$'\xe2\x80\xae'* ]]
	expect 0 mct client show esc
	says 'Esc\x1b[31mRed'
	expect 0 mct client list --tsv --columns name
	[ "$(wc -l <<<"$output")" -eq 11 ]
}

@test "a name that begins with a dash comes after --" {
	expect 0 mct client add -- "-Dash Person"
	found c5 "-Dash Person"
}

@test "one letter or digit is like everything and gets no suggestion" {
	mct -q client add "Al Bo"
	for who in 2 x é; do
		expect 3 mct client show "$who"
		[[ $error != *"did you mean"* ]]
	done
	expect 2 mct x
	[[ $error != *"did you mean"* ]]
	expect 3 mct client show alx
	complains "did you mean Al Bo"
}

@test "the id of something else says what it is and how to see it" {
	mct -q client add "Dana Whitfield"
	mct -q visit add dana --minutes 60
	expect 3 mct client show v1
	complains '"v1" is a visit'
	complains "mct visit show v1"
	expect 3 mct client show v77
	complains 'there is no client "v77"'
}

@test "a suggestion cannot drive the terminal" {
	printf 'name\n"Dana \e[31mRed"\n' >c.csv
	mct -q import clients c.csv
	expect 3 mct client show danq
	complains 'did you mean Dana \x1b[31mRed'
	[[ $error != *$'\e'* ]]
}

@test "another of the same name: the hint says which mark tells them apart" {
	mct -q client add "Dana Fox" --phone 555-0142
	expect 5 mct client add "Dana Fox" --email d@x.org
	complains "for another of that name give a phone other than 555-0142"
	[[ $error != *"an e-mail"* ]]
	expect 5 mct client add "Dana Fox" --phone 555-0142
	complains "give both an external id"
	mct -q client add "Bea Ito"
	expect 5 mct client add "Bea Ito" --email b@x.org
	complains "give first that one, then this one, a phone or an e-mail"
	mct -q client edit bea --email one@x.org --phone 555-0100
	expect 5 mct client add "Bea Ito"
	complains "give a phone other than 555-0100, or an e-mail other than one@x.org"
	expect 0 mct client add "Bea Ito" --email b@x.org
}

@test "what belongs to a client is named by her where there is one, else told by its ids" {
	mct -q client add "Dana Whitfield"
	mct -q client remember dana exam --kind work --said "16 nov"
	mct -q client remember dana "a dog" --said "17 nov"
	mct -q goal add dana "run the 10k"
	expect 4 mct fact asked dana
	complains "give its id: f2 (2026-11-17), f1 (2026-11-16)"
	expect 0 mct goal show dana
	says "run the 10k"
	for noun in caution consent wish suspension promise recommend review; do
		expect 3 mct "$noun" show dana
		complains "\"dana\" has no"
		complains "list them with: mct $noun list"
	done
	at_terminal 0 '2\n' "mct fact asked dana"
	says "1   f2  17 Nov 2026  a dog"
	says 'Changed the fact about Dana Whitfield, "exam" (f1): asked Mon 23 Nov 2026'
}

@test "an e-mail address is taken out of what a mail program copies" {
	for email in 'Dana <dana@x.org>' '"Whitfield, Dana" <dana@x.org>' '< dana@x.org >' mailto:dana@x.org; do
		mct -q client add "Dana Whitfield" --email "$email"
		found dana@x.org "Dana Whitfield"
		mct -q client remove dana -y
	done
	printf 'name,email\nDana Whitfield,Dana Whitfield <dana@x.org>\n' >c.csv
	mct -q import clients c.csv
	found dana@x.org "Dana Whitfield"
}

@test "of several e-mail addresses none is guessed" {
	for email in 'dana@x.org, mum@y.org' 'Dana <dana@x.org>; mum@y.org' 'dana@x.org mum@y.org'; do
		expect 2 mct client add "Dana Whitfield" --email "$email"
		complains "is more than one e-mail address"
		complains "give one of dana@x.org, mum@y.org"
	done
	for email in '<>' 'Dana <>' 'Dana <dana@x.org' dana@ 'dana@x.org;' 'a b@x.org' $'dana\xff@x.org'; do
		expect 2 mct client add "Dana Whitfield" --email "$email"
		complains "is not an e-mail address"
	done
}

@test "what there is not is told of the noun, with how to see what there is" {
	mct -q client add "Dana Whitfield"
	mct -q visit add dana --minutes 60
	mct -q topic add "frozen shoulder"
	nouns=$(mct introspect | jq -r '[.commands[] | select(.path | endswith(" edit")) | .path | split(" ")[0]] | join(" ")')
	[ "$(wc -w <<<"$nouns")" -ge 19 ]
	for noun in $nouns; do
		entity=${noun/recommend/recommendation}
		for verb in show edit remove; do
			for word in zzz 70 '?'; do
				expect 3 mct "$noun" $verb "$word"
				complains "there is no $entity \"$word\""
				complains "list them with: mct $noun list"
			done
		done
		[ "$noun" = visit ] && continue
		expect 3 mct "$noun" show v1
		complains "\"v1\" is a visit, not a$( [[ $entity =~ ^[aeiou] ]] && echo n) $entity"
		complains "see it with: mct visit show v1"
	done
	expect 3 mct fact show danq
	complains 'there is no fact "danq"'
	complains "did you mean Dana Whitfield (c5); or list them with: mct fact list"
	mct -q recommend add dana stretch --kind self_care --because "desk job"
	expect 3 mct client show e1
	complains "see it with: mct recommend show e1"
}

@test "a topic whose name is nearly right is suggested, never taken" {
	mct -q topic add "frozen shoulder"
	mct -q topic add "tennis elbow"
	expect 3 mct topic show frozn
	complains 'there is no topic "frozn"'
	complains "did you mean frozen shoulder (t1)"
	expect 3 mct topic note "tenis elbow" "rest helps"
	complains "did you mean tennis elbow (t2)"
	expect 3 mct topic show knee
	[[ $error != *"did you mean"* ]]
	expect 0 mct topic show elb --tsv --columns id
	[ "$output" = t2 ]
}

@test "of several one is picked by its number or its id, and nothing is done without" {
	mct -q client add "Zora Silva" --phone 555-0914
	mct -q client add "Zora Brandt" --phone 555-0962
	id=$(mct client show "zora silva" --columns id --tsv)
	at_terminal 0 "seven\\n3\\n${id^}\\n" "mct client show zora"
	says "type a number from 1 to 2, or Enter"
	[[ $output == *Phone*555-0914* ]]
	at_terminal 0 '2\n' "mct client edit zora --preferred Zo"
	says "Changed"
	at_terminal 4 '\n' "mct client edit zora --preferred Zozo"
	says "Nothing was done."
	at_terminal 4 '' "mct client edit zora --preferred Zozo"
	says "Nothing was done."
}

@test "who may be in the book twice is told with what they have in common" {
	expect 0 mct client duplicates
	[ -z "$output" ]
	mct -q client add "Dana Roe" --phone "555 010 1111" --birthday 1980-01-02
	mct -q client add "Dana Row-Roe" --phone "+1 555-010-1111" --birthday 1980-01-02
	mct -q contact add "Dana Roe" --phone "555 010 9999"
	mct -q client add "Ina Zog" --email I@example.org --birthday 1980-01-02
	mct -q contact add "Otto Zog" --email i@example.org
	mct -q contact add "Leo Bär" --phone "555 010 7777"
	mct -q contact add "Mia Bär" --phone "555 010 7777"
	[ "$(mct contact duplicates --tsv)" = "$(printf '%s\t%s\t%s\t%s\t%s\n' \
		"Dana Roe" c5 "Dana Row-Roe" c6 "birthday; phone" \
		"Dana Roe" c5 "Dana Roe" n7 name \
		"Ina Zog" c8 "Otto Zog" n9 e-mail \
		"Leo Bär" n10 "Mia Bär" n11 phone)" ]
	[ "$(mct client duplicates --tsv | wc -l)" = 3 ]
	# A household shares a phone and a mailbox.
	mct -q connect n10 n11 --as "sibling of"
	[ "$(mct contact duplicates --tsv | wc -l)" = 3 ]
}
