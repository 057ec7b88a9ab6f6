#!/usr/bin/env bats
# The first minutes: the questions of init, and where the practice file is put.
load common

@test "all defaults together make a practice that works" {
	at_terminal 0 '\n\n\n\n' "mct init"
	says "Made $HOME/.local/share/mct/practice.db"
	expect 0 mct client add "Dana Whitfield"
	[ "$(mct config get practice.currency)" = USD ]
}

@test "a wrong answer is told and asked again at once, and < goes back" {
	at_terminal 0 'Willow\nXYZ\nJPY\n70.50\n7000\n<\n<\nEUR\n70.50\nabc\ndmy\n' "mct init"
	says 'currency "XYZ" is not known'
	says 'rate "70.50" is not an amount of money'
	says 'date order "abc" is not one'
	[[ $output != *practice.currency* ]]
	[ "$(mct config get practice.name)" = Willow ]
	[ "$(mct config get practice.currency)" = EUR ]
	[ "$(mct config get date.order)" = dmy ]
	expect 0 mct rate list --tsv --columns hour
	[ "$output" = 70.50 ]
}

@test "a practice that is there already is told before anything is asked" {
	mct -q init
	at_terminal 5 '' "mct init"
	says "already"
	[[ $output != *"Name of your practice"* ]]
}

@test "the end of input and Ctrl-C make no practice" {
	at_terminal 2 'Willow\n' "mct init"
	says "no practice was made"
	waits_at_terminal "Name of" "mct init"
	printf "\003" >&7
	leaves_terminal 130
	[ ! -e "$HOME/.local/share/mct" ]
}

@test "all that is wrong with the options of init is told at once" {
	expect 2 mct init --currency XYZ --practice "" --json
	[ "$(jq -r '[.problems[].field] | join(" ")' <<<"$error")" = "practice currency" ]
	[ ! -e "$HOME/.local/share/mct" ]
}
