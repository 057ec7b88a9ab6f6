#!/usr/bin/env bats
# What a terminal is shown: nothing that it would obey, at any width.
load common

local_setup() { mct -q init --currency USD --rate 70; }

@test "no form sends what a terminal would obey, and a program gets the bytes" {
	printf 'name,note\n"Dana \e[31mRed","one\ttab \xc2\x9b2J"\n' >c.csv
	mct -q import clients c.csv
	for form in --csv --tsv --json ""; do
		at_terminal 0 '' "mct client show c1 $form --color never --no-pager"
		[[ $output != *$'\e'* && $output != *$'\xc2\x9b'* ]] || { echo "$form"; false; }
		says '1b[31m'
	done
	at_terminal 0 '' "mct export clients"
	[[ $output != *$'\e'* ]]
	for form in --csv --tsv; do
		expect 0 mct client list $form
		[[ $output == *$'\e[31m'* && $output != *x1b* ]]
	done
	at_terminal 0 '' "mct export clients -o out.csv"
	grep -q $'\e\[31m' out.csv
}

@test "the form tells all that is wrong at once and keeps what was typed" {
	mct -q client add "Dana Ortiz"
	cat >./ed <<-'SH'
		#!/bin/sh
		if [ -e tried ]; then
			grep -q "^birthday: 31.02.1980" "$1" || exit 1
			sed -i 's/^birthday:.*/birthday: 1980-02-28/; s/^email:.*/email: d@x.org/; /^shoe/d; s/^note:.*/note: kept/' "$1"
		else
			sed -i 's/^birthday:.*/birthday: 31.02.1980/; s/^email:.*/email: nonsense/; s/^status:.*/status: sleeping/' "$1"
			echo "shoe size: 41" >>"$1"
			echo "and a line" >>"$1"
			touch tried
		fi
	SH
	chmod +x ed
	EDITOR=$work/ed at_terminal 2 'n\n' "mct client edit dana"
	says 'birthday "31.02.1980" is not in the calendar'
	says 'email "nonsense" is not an e-mail address'
	says 'status cannot be "sleeping"'
	says 'a client has no field "shoe size"'
	says '"and a line" is not "field: value"'
	rm tried
	sed -i 's|/^shoe/d|/^shoe/d; /^and/d; s/^status:.*/status: active/|' ed
	EDITOR=$work/ed at_terminal 0 'y\n' "mct client edit dana"
	says "Changed client Dana Ortiz (c1)"
	expect 0 mct client show dana --tsv --columns birthday,email,note
	[ "$output" = $'1980-02-28\td@x.org\tkept' ]
}

@test "a form that breaks a rule comes back with what was typed" {
	mct -q client add "Dana Ortiz" --email one@x.org
	mct -q client add "Mei Tan"
	printf '#!/bin/sh\nif [ -e tried ]; then grep -q "^note: long" "$1" && sed -i "s/^name:.*/name: Mei Ito/" "$1"\nelse sed -i "s/^name:.*/name: Dana Ortiz/; s/^note:.*/note: long/" "$1"; touch tried; fi\n' >./ed
	chmod +x ed
	EDITOR=$work/ed at_terminal 0 '\n' "mct client edit mei"
	says "already"
	says "Changed client Mei Tan (c2): name Mei Ito"
	expect 0 mct client show c2 --tsv --columns name,note
	[ "$output" = $'Mei Ito\tlong' ]
}

@test "at 40 columns the phone and the total stay, and nothing but wide columns is lost" {
	export MCT_DB=$work/sample.db
	sample_practice
	COLUMNS=40 expect 0 mct rebook
	says "PHONE"
	says "Status slipping; Last visit"
	COLUMNS=40 expect 0 mct value --limit 3
	says "SO FAR"
	says "No-shows"
	COLUMNS=40 expect 0 mct visit list --limit 3
	says "Outcome completed"
	[ "$(wc -L <<<"$output")" -le 40 ]
}

@test "at 40 columns help and messages break at words" {
	for command in help "client add -h" "client -h" "rebook -h"; do
		# shellcheck disable=SC2086 # a command of several words
		COLUMNS=40 expect 0 mct $command
		[ "$(wc -L <<<"$output")" -le 40 ] || { echo "$command"; false; }
	done
	COLUMNS=40 expect 0 mct help
	[[ $output == *$'one JSON array, one object'* ]]
	mct -q client add "Dana Whitfield"
	export COLUMNS=40
	at_terminal 0 '' "mct visit add dana --minutes 60"
	is_narrow
	at_terminal 2 '' "mct client add dana whitfield"
	is_narrow
	at_terminal 5 '' "mct client remove dana"
	is_narrow
	at_terminal 0 '' "mct --db none.db"
	is_narrow
}
is_narrow() { [ "$(wc -L <<<"$output")" -le 40 ] || { echo "$output"; false; }; }

@test "an empty list says how one begins, a narrow one that nothing fits" {
	at_terminal 0 '' "mct goal list"
	says "There are no goals yet. Add one as in: mct goal add dana"
	at_terminal 0 '' "mct client list zzz"
	says "There are no such clients."
	expect 0 mct goal list
	[ -z "$output" ]
}

@test "in 40 columns the mark of a namesake stays, and a long text goes under its row" {
	mct -q client add "Anastasia Silva-Brandt" --phone 555-0014
	mct -q client add "Anastasia Silva-Brandt" --phone 555-0062
	mct -q visit add c1 --minutes 60 --note "left hip, and the right shoulder too"
	mct -q visit add c2 --minutes 60
	COLUMNS=40 expect 0 mct visit list
	says "<555-0014>"
	says "<555-0062>"
	says "Anast"
	[ "$(wc -L <<<"$output")" -le 40 ]
	COLUMNS=40 expect 0 mct client history c1
	says "    60 min, completed, left hip, and the
    right shoulder too"
	[ "$(wc -L <<<"$output")" -le 40 ]
	COLUMNS=100 expect 0 mct client history c1
	says "60 min, completed, left hip, and the right shoulder too  v1"
}
