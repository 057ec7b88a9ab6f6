#!/usr/bin/env bats
# What went wrong: told with what would be right, to a person in lines, to a program as JSON.
load common

local_setup() { mct -q init --currency USD --rate 70; }

@test "what is wrong with the words is JSON too when --json was asked" {
	expect 2 mct rebook --json --weeks z
	[ "$(jq -r '[.kind, .code, .exit, .hint] | join("|")' <<<"$error")" = "error|invalid|2|try: mct rebook -h" ]
	expect 2 mct rebook --weeks z --json
	jq -e '.message == "--weeks takes a whole number, not \"z\""' <<<"$error"
	expect 2 mct client list --json --columns qqqqqq
	jq -e '.message == "there is no column \"qqqqqq\""' <<<"$error"
	expect 2 mct --json cleint list
	jq -e '.message | endswith("did you mean client?")' <<<"$error"
	[ -z "$output" ]
}

@test "all that is wrong with a record is in one JSON object" {
	expect 2 mct client add "Dana Whitfield" --birthday 31.02.1980 --email nonsense --status sleeping --json
	[ "$(wc -l <<<"$error")" = 1 ]
	[ "$(jq -r '[.problems[].field] | join(" ")' <<<"$error")" = "birthday email status" ]
	[ "$(jq -r '.problems[0].message == .message' <<<"$error")" = true ]
	expect 3 mct client show zzz --json
	[ "$(jq -r '.problems | length' <<<"$error")" = 1 ]
}

@test "what a message quotes cannot drive the terminal" {
	expect 2 mct $'\e[31mred'
	[[ $error != *$'\e'* ]]
	complains '\x1b[31mred'
}

@test "a key of the configuration that is none is told once, with its line and the nearest" {
	mkdir -p "$HOME/.config/mct"
	printf '# mine\nui.colour = never\nui.color = sometimes\nfoo = 1\nalias.best = client list\nno sense\n' >"$HOME/.config/mct/config"
	expect 0 mct best --tsv
	complains 'config, line 2: "ui.colour" is no key; passed over'
	complains "did you mean ui.color?"
	complains 'line 3: ui.color cannot be "sometimes"'
	complains 'line 4: "foo" is no key'
	complains "there are ui.color, ui.pager, mail.sendmail, mail.timeout, file.shared, alias.WORD"
	complains 'line 6 is not "name = value"'
	[ "$(grep -c ui.colour <<<"$error")" = 1 ]
	expect 0 mct client list --json
	[ -z "$error" ]
	expect 0 mct __complete -- client list --s
	[ -z "$error" ]
}

@test "a word that is missing is named, with a whole line that has it" {
	mct -q client add "Dana Whitfield"
	expect 2 mct client remember dana
	complains "TEXT is missing: what she said"
	complains 'for example: mct client remember dana "her mother has a new hip" --kind family'
	expect 2 mct client remember dana --json
	jq -e '.hint | startswith("for example: mct client remember dana")' <<<"$error"
	expect 2 mct rate edit
	complains "for example: mct rate edit a2 --since"
	expect 2 mct rate edit a1
	complains "for example: mct rate edit a2 --since"
	expect 2 mct config set
	complains "for example: mct config set date.order mdy"
}

@test "an option that is missing is shown in a whole line" {
	mct -q client add "Dana Whitfield"
	expect 2 mct recommend add dana "hip stretch" --kind self_care
	complains "because is missing"
	complains 'for example: mct recommend add dana "hip stretch" --kind self_care --because "desk job"'
	expect 2 mct recommend add dana "hip stretch" --kind self_care --json
	[ "$(wc -l <<<"$error")" = 1 ]
	expect 2 mct referral add dana
	complains "for example: mct referral add mei --referrer dana"
	expect 2 mct visit add dana --minutes
	complains "--minutes needs a value"
	complains "for example: mct visit add dana --minutes 60 --tip 10"
	expect 2 mct visit add dana --minutes --tip 10
	complains "--minutes needs a value"
	expect 0 mct client edit dana --note "--tip is a word of ours"
	expect 0 mct client edit dana --note=--phone
	expect 2 mct visit add dana --service
	complains "try: mct visit add -h"
	expect 2 mct client edit dana --birthday 31.2.1980
	[[ $error != *"for example"* ]]
}

@test "every command with words has an example, and its examples are its own" {
	run jq -r '.commands[] | select(.hidden | not)
		| select([.options[] | select(.type | startswith("operand"))] != [] and .examples == []) | .path' <(mct introspect)
	[ -z "$output" ]
	for verb in show edit remove; do
		expect 0 mct client $verb -h
		says "mct client $verb dana"
	done
}

@test "forgotten quotes: the line is shown as it was meant" {
	mct -q client add "Dana Whitfield"
	expect 2 mct client remember dana exam on friday --kind work
	complains '"on" is one word too many'
	complains 'try: mct client remember dana "exam on friday" --kind work'
	expect 2 mct client add --note "likes quiet" Mei Tan
	complains 'try: mct client add --note "likes quiet" "Mei Tan"'
	expect 2 mct client add Mei Tan --note 'costs $5'
	complains "try: mct client add -h"
	expect 2 mct client add "Mei Tan" Ito
	complains "try: mct client add -h"
	for line in "rebook 5" "rate add 80 90" "recommend answer e1 yes no" "visit add dana 60" "client add Mei mei@x.org"; do
		# shellcheck disable=SC2086 # several words
		expect 2 mct $line
		complains "one word too many"
		complains " -h"
	done
	expect 0 mct client list --tsv --columns name
	[ "$output" = "Dana Whitfield" ]
}

@test "a command that lacks its noun is told with one" {
	expect 2 mct list visits
	complains '"list" is not a command by itself; say of what, as in: mct visit list'
	expect 2 mct remember dana x
	complains "as in: mct client remember"
	expect 2 mct show dana
	complains "as in: mct client show"
	expect 2 mct cleint list
	complains "did you mean client?"
}

@test "the help of every command begins with an example" {
	for path in $(mct introspect | jq -r '.commands[] | select(.hidden | not) | .path | gsub(" "; ",")'); do
		IFS=, read -ra words <<<"$path"
		expect 0 mct "${words[@]}" -h
		[[ $(sed -n 3p <<<"$output") == "  mct "* ]] || { echo "${words[@]}"; return 1; }
		[ "$(wc -l <<<"$output")" -le 24 ]
		[ "$(wc -L <<<"$output")" -le 80 ]
	done
}

@test "two forms of output cannot go together" {
	expect 2 mct client list --json --csv
	jq -e '.message == "--json and --csv cannot go together"' <<<"$error"
	expect 2 mct --tsv client list --csv
	complains "--csv and --tsv cannot go together"
	[ -z "$output" ]
}

@test "somebody who is not in the book: how to add her first" {
	expect 3 mct visit add zzz
	complains 'there is no client "zzz"'
	complains "list them with: mct client list; or add one first: mct client add"
	expect 3 mct connection add leo "child of" dana
	complains "or add one first: mct contact add"
	expect 3 mct client show zzz
	[[ $error != *"add one"* ]]
}

@test "a day that cannot be read: what would be right in that field" {
	mct -q client add "Dana Whitfield"
	expect 2 mct fact add dana x --ask sometime
	complains "write it as 2026-11-23, 23 nov, fri, tomorrow or in 2 weeks, or next, or never"
	expect 0 mct fact add dana x --ask "in 2 weeks"
	expect 2 mct fact add dana x --said sometime
	complains "write it as 2026-11-23, 23 nov, fri or yesterday"
	expect 2 mct client edit dana --birthday "5 may"
	complains "write it as 2026-11-23 or 5 may 1980, with its year"
}

@test "a column that there is not: which there are" {
	expect 2 mct visit list --columns foo
	complains "the columns are id, client, date, time"
	expect 2 mct visit list --columns clint
	complains "did you mean client?"
}

@test "a and an stand where English has them" {
	expect 2 mct event list --where foo=1
	complains 'an event has no field "foo"'
	expect 2 mct client list --where foo=1
	complains 'a client has no field "foo"'
}
