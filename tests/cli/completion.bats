#!/usr/bin/env bats
# Completion, in each shell itself: commands, options, choices, and the names of people.
load common

local_setup() {
	mct -q init
	mct -q client add "Dana Ortiz" --phone 555-0142
	mct -q client add "Leila O'Neil"
	mct -q partner add "Prenatal Yoga Studio"
}

# in_bash WORD...: what Tab offers for the last word.
in_bash() {
	bash --norc -c '
		source "$1/completions/mct.bash"
		shift
		COMP_WORDS=(mct "$@")
		COMP_CWORD=$#
		_mct
		printf "%s\n" "${COMPREPLY[@]}"
	' bash "$root" "$@"
}

in_fish() { fish --no-config -c "source $root/completions/mct.fish; complete -C '$1'"; }

# in_zsh LINE: types it at an interactive zsh, presses Tab, and shows the line that stands there.
in_zsh() {
	zsh -f -c '
		zmodload zsh/zpty
		zpty shell "zsh -f -i"
		zpty -w shell "PS1=; unsetopt prompt_sp; fpath=($1/completions \$fpath); autoload -Uz compinit; compinit -u -D"
		zpty -w shell "bindkey \"^I\" complete-word; echo re\"\"ady"
		zpty -r -m shell said "*ready*"
		zpty -w -n shell "$2"$'"'\t'"'
		sleep 1
		while zpty -r -t shell screen; do
			print -r -- "$screen"
		done
	' zsh "$root" "$1" | tr -d '\r\a'
}

@test "bash completes commands, options, choices and names" {
	[ "$(in_bash reb)" = rebook ]
	[ "$(in_bash client sh)" = show ]
	[ "$(in_bash visit list --stat)" = --status ]
	[ "$(in_bash visit list --status no)" = no_show ]
	[ "$(in_bash client show dan)" = 'Dana\ Ortiz' ]
	[ "$(in_bash client show lei)" = "Leila\\ O\\'Neil" ]
	[ "$(in_bash partner show pre)" = 'Prenatal\ Yoga\ Studio' ]
	[ "$(in_bash system show pre)" = 'Prenatal\ Yoga\ Studio' ]
	[ "$(in_bash visit show dan)" = 'Dana\ Ortiz' ]
	[ "$(in_bash config set visit.l)" = visit.late ]
	[ -z "$(in_bash client show zzz)" ]
}

@test "a value behind = is completed, and no word is an option of __complete itself" {
	[ "$(mct __complete rebook --st)" = $'--status\tonly slipping, overdue, returning, new, due or lost' ]
	[ "$(mct __complete -- rebook --status=sl)" = $'--status=slipping\t' ]
	[ "$(mct __complete referral add dana --partner=pre)" = $'--partner=Prenatal Yoga Studio\t' ]
	[ "$(mct __complete rebook --status sl)" = $'slipping\t' ]
	[ "$(mct __complete rebook --json -n --st | cut -f 1)" = --status ]
	[ "$(mct __complete client list - | grep -c '^--')" -gt 10 ]
	[ "$(in_bash rebook --status = sl)" = slipping ]
	[ "$(in_bash rebook --status = | wc -l)" = 6 ]
	[ "$(in_bash referral add --direction = in dan)" = 'Dana\ Ortiz' ]
}

@test "fish completes commands, options, choices and names, with what they are" {
	command -v fish >/dev/null
	[ "$(in_fish 'mct reb')" = $'rebook\twho is due, by her own rhythm' ]
	in_fish 'mct visit list --stat' | grep -q '^--status'
	[ "$(in_fish 'mct visit list --status no')" = no_show ]
	[ "$(in_fish 'mct client show dan')" = $'Dana Ortiz\t555-0142' ]
	in_fish 'mct partner show pre' | grep -q '^Prenatal'
}

@test "zsh completes commands, options, choices and names" {
	command -v zsh >/dev/null
	in_zsh 'mct reb' | grep -q 'mct rebook'
	in_zsh 'mct visit list --status no' | grep -q 'no_show'
	in_zsh 'mct client show dan' | grep -q 'a\\ Ortiz'
}

@test "completion is silent where there is no practice, or a broken one" {
	rm "$HOME/.local/share/mct/practice.db"
	[ -z "$(in_bash client show dan)" ]
	echo junk >"$HOME/.local/share/mct/practice.db"
	expect 0 mct __complete -- client show dan
	[ -z "$output$error" ]
	[ "$(in_bash client sh)" = show ]
}

@test "an option before any command completes to nothing, quietly" {
	for option in --columns --sort --status --db --color; do
		mct __complete -- "$option" "" >/dev/null
	done
}
