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

@test "going back keeps what was answered, in the brackets" {
	at_terminal 0 'Willow\neur\n65\n<\n<\n<\n\n\n\nDMY\n' "mct init"
	says "1 Name of your practice             [My practice]: "
	says "1 Name of your practice                  [Willow]: "
	says "2 Currency                                  [eur]: "
	says "3 Price of an hour, same for all work        [65]: "
	[ "$(mct config get practice.name)/$(mct config get practice.currency)/$(mct config get date.order)" = Willow/EUR/dmy ]
	[ "$(mct rate list --tsv --columns hour)" = 65.00 ]
	expect 0 mct config set date.order MDY
	[ "$(mct config get date.order)" = mdy ]
	expect 0 mct init --db other.db --currency jpy --date-order YMD
	[ "$(mct config get practice.currency --db other.db)" = JPY ]
	at_terminal 0 '\nEUR\n65.50\n<\n<\nJPY\n7000\n\n' "mct init --db yen.db"
	[ "$(mct rate list --db yen.db --tsv --columns hour)" = 7000 ]
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

@test "without HOME, or with a relative one, the home is the user's own" {
	home=$(getent passwd "$(id -u)" | cut -d: -f6)
	for variable in X=1 HOME=here HOME=; do
		expect 1 env -i "$variable" "$build/mct" client list --db /nowhere
		code=0
		output=$(env -i "$variable" PATH=/usr/bin:/bin "$build/mct" client show zzz 2>&1) || code=$?
		[ "$code" = 3 ] || [[ $output == *"\"$home/.local/share/mct/practice.db\""* ]]
	done
	[ ! -e .local ] && [ ! -e here ]
}

@test "where there is no home at all, --db has to say where" {
	[ "$(id -u)" = 0 ] || skip "needs root"
	nobody=(env -i python3 -c 'import os,sys; os.setgid(54321); os.setuid(54321); os.execv(sys.argv[1], sys.argv[1:])' "$build/mct")
	for command in init "client list"; do
		# shellcheck disable=SC2086 # a command of several words
		expect 1 "${nobody[@]}" $command
		complains "no home folder"
		complains "--db FILE"
	done
	expect 0 "${nobody[@]}"
	expect 0 "${nobody[@]}" help
	expect 0 "${nobody[@]}" __complete client show d
}

@test "the practice and its folders are for their owner alone, whatever the umask" {
	for mask in 000 077 777; do
		umask "$mask"
		export MCT_DB=$work/$mask/deep/practice.db
		expect 0 mct -q init
		expect 0 mct -q client add "Dana Whitfield"
		umask 022
		[ "$(stat -c %a "$work/$mask" "$work/$mask/deep" "$MCT_DB" | tr '\n' ' ')" = "700 700 600 " ]
	done
}

@test "a practice that others may read is not opened, unless one says so" {
	mct -q init
	db=$HOME/.local/share/mct/practice.db
	for mode in 640 604 610 666; do
		chmod "$mode" "$db"
		expect 1 mct client list
		[ "$error" = "mct: others may read \"$db\"
  type: chmod go= '$db'" ]
		expect 1 mct client add "Mei Tan"
	done
	expect 1 mct client list --json
	[ "$(jq -r .code <<<"$error")" = exposed ]
	mkdir -p "$HOME/.config/mct"
	echo "file.shared = yes" >"$HOME/.config/mct/config"
	expect 0 mct client add "Mei Tan"
	expect 0 mct check
	rm "$HOME/.config/mct/config"
	eval "$(mct client list 2>&1 | sed -n 's/^  type: //p')"
	expect 0 mct client list
	[ "$(stat -c %a "$db")" = 600 ]
	cp "$db" "it's mine.db"
	chmod 644 "it's mine.db"
	eval "$(mct --db "it's mine.db" client list 2>&1 | sed -n 's/^  type: //p')"
	expect 0 mct --db "it's mine.db" client list
}
