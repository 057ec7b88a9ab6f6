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
