# schedule.bats - the weekly mail by itself: what is written for cron and for systemd, only
# that, and after a yes. crontab and systemctl are stand-ins that keep files.
load common

local_setup() {
	mct -q init --currency USD --rate 85
	mkdir bin
	cat >bin/crontab <<-SH
		#!/bin/sh
		[ ! -e "$work/cron-broken" ] || { echo "cannot read /var/spool: I/O error" >&2; exit 1; }
		case \$1 in
		-l) [ -e "$work/tab" ] || { echo "no crontab for ana" >&2; exit 1; }; cat "$work/tab" ;;
		-) cat >"$work/tab" ;;
		esac
	SH
	cat >bin/systemctl <<-SH
		#!/bin/sh
		[ -e "$work/systemd" ] || exit 1
		echo "\$@" >>"$work/systemctl-said"
		[ ! -e "$work/no-timer" ] || [ "\$2" != restart ] || { echo "Unit is masked." >&2; exit 1; }
	SH
	chmod +x bin/*
	export PATH="$work/bin:$PATH"
	unset MCT_SENDMAIL
	units=$HOME/.config/systemd/user
	program=$(realpath "$build/mct")
	db=$HOME/.local/share/mct/practice.db
}

@test "a line goes to the crontab, of which not a byte else changes" {
	printf '# mine %%\n\n5 4 * * *\t/bin/true' >tab
	expect 5 mct schedule weekly mon 07:00 --to ana@willow.example
	complains "nothing was changed: say --yes"
	at_terminal 5 'n\n' "mct schedule weekly mon 07:00 --to ana@willow.example"
	says "your crontab, of which all other lines stay"
	[ "$(cat tab)" = "$(printf '# mine %%\n\n5 4 * * *\t/bin/true')" ]
	at_terminal 0 '\n' "mct schedule weekly mon 07:00 --to 'Ana <ana@willow.example>'"
	says "Every Mon 07:00 the list of the week goes to ana@willow.example"
	says "mct rebook --mail ana@willow.example --again"
	[ "$(cat tab)" = "$(printf '# mine %%\n\n5 4 * * *\t/bin/true\n0 7 * * 1  %s --db %s rebook --mail ana@willow.example # mct schedule: Mon 07:00 to ana@willow.example' "$program" "$db")" ]
	expect 0 mct schedule
	says "Every Mon 07:00 the list of the week goes to ana@willow.example, by a line of your crontab; next on Mon 30 Nov 2026."
	expect 0 mct schedule --json
	[ "$(jq -c . <<<"$output")" = '[{"by":"cron","day":"mon","time":"07:00","to":"ana@willow.example"}]' ]
	# Another time takes its place.
	expect 0 mct schedule weekly sunday 6pm --to eve@willow.example --yes
	[ "$(grep -c rebook tab)" = 1 ]
	grep -q '^0 18 \* \* 0 ' tab
	expect 0 mct schedule off --yes
	says "Removed a line of your crontab."
	[ "$(cat tab)" = "$(printf '# mine %%\n\n5 4 * * *\t/bin/true')" ]
	expect 0 mct schedule off
	says "Nothing is scheduled."
	expect 0 mct schedule --json
	[ "$(jq -c . <<<"$output")" = '[]' ]
}

@test "what cron makes of the line is the command with its words, whatever is in them" {
	odd="$work/a %d \$HOME 'b' \"c\""
	mkdir "$odd"
	mv "$db" "$odd/practice.db"
	printf '#!/bin/sh\ncat >"%s/got"\n' "$work" >"$odd/mailer"
	chmod +x "$odd/mailer"
	mct -q --db "$odd/practice.db" client add "Mei Tan"
	mct -q --db "$odd/practice.db" visit add mei --date 2026-10-26 --minutes 60
	MCT_SENDMAIL="$odd/mailer" expect 0 mct --db "$odd/practice.db" schedule weekly mon 07:00 --to ana@willow.example --yes
	# As crontab(5): the first unescaped % ends the command, \% is a %.
	sed -n 's/^0 7 \* \* 1 //p' tab | sed -e 's/\\%/\x01/g' -e 's/%.*//' -e 's/\x01/%/g' >ran
	env -i HOME="$HOME" PATH=/usr/bin:/bin MCT_NOW="$MCT_NOW" sh ran
	grep -q '^Subject: 1 to rebook' got
	expect 5 mct --db "$(printf 'a\nb')" schedule weekly mon 07:00 --to ana@willow.example --yes || true
	[ "$(grep -c . tab)" = 1 ]
}

@test "a crontab that cannot be read is not written, and no cron at all is told" {
	printf 'mine\n' >tab
	touch cron-broken
	expect 1 mct schedule weekly mon 07:00 --to ana@willow.example --cron --yes
	complains "there is no cron here that could run it"
	expect 1 mct schedule weekly mon 07:00 --to ana@willow.example --yes
	complains "there is no systemd and no cron here that could run it"
	[ "$(cat tab)" = mine ]
	rm bin/crontab
	expect 1 env PATH="$work/bin" "$build/mct" schedule weekly mon 07:00 --to ana@willow.example --yes
}

@test "with systemd it is a timer, which takes the place of the line" {
	mct schedule weekly mon 07:00 --to ana@willow.example --yes --cron
	touch systemd
	expect 0 mct schedule weekly tue 6:30 --to ana@willow.example --yes
	says "Removed a line of your crontab."
	[ ! -s tab ]
	[ "$(grep -v environment systemctl-said)" = "--user daemon-reload
--user enable mct-rebook.timer
--user restart mct-rebook.timer" ]
	grep -qx "OnCalendar=Tue \*-\*-\* 06:30:00" "$units/mct-rebook.timer"
	grep -qxF "ExecStart=\"$program\" \"--db\" \"$db\" \"rebook\" \"--mail\" \"ana@willow.example\"" "$units/mct-rebook.service"
	expect 0 mct schedule
	says "Every Tue 06:30 the list of the week goes to ana@willow.example, by a systemd user timer; next on Tue 24 Nov 2026."
	expect 0 mct schedule off --yes
	says "Removed a systemd user timer."
	[ -z "$(ls "$units")" ]
	touch no-timer
	expect 1 mct schedule weekly tue 6:30 --to ana@willow.example --yes --systemd
	complains "cannot start the timer: Unit is masked."
	[ -z "$(ls "$units")" ]
}

@test "systemd reads the units, also with odd words in them" {
	command -v systemd-analyze >/dev/null || skip "no systemd-analyze"
	touch systemd
	odd="$work/a %d \$HOME 'b' \"c\" \\d"
	mkdir "$odd"
	mv "$db" "$odd/practice.db"
	MCT_SENDMAIL="$odd/mailer" expect 0 mct --db "$odd/practice.db" schedule weekly sat 23:59 --to ana@willow.example --yes
	grep -qF 'a %%d $$HOME '"'b'"' \"c\" \\d/practice.db"' "$units/mct-rebook.service"
	grep -qF 'MCT_SENDMAIL=' "$units/mct-rebook.service"
	systemd-analyze verify --man=no "$units/mct-rebook.service" "$units/mct-rebook.timer" 2>verified || true
	grep mct-rebook verified && false
	systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$units/mct-rebook.timer")" | grep -q "Sat \*-\*-\* 23:59:00"
}

@test "--print shows both and writes nothing; what cannot be read is refused" {
	expect 0 mct schedule weekly mon 07:00 --to ana@willow.example --print
	says "OnCalendar=Mon *-*-* 07:00:00"
	says "0 7 * * 1  $program --db $db rebook --mail ana@willow.example"
	expect 0 mct schedule weekly mon 07:00 --to ana@willow.example --print --cron
	[ "$(wc -l <<<"$output")" = 1 ]
	expect 0 mct schedule weekly mon 07:00 --to ana@willow.example --dry-run
	says "This was a try: nothing was changed."
	[ ! -e tab ] && [ ! -e "$units" ]
	expect 2 mct schedule weekly someday 07:00 --to ana@willow.example
	complains '"someday" is not a day of the week'
	expect 2 mct schedule weekly mon noonish --to ana@willow.example
	complains '"noonish" is not a time of day'
	expect 2 mct schedule weekly mon 07:00 --to nobody
	complains "is not an e-mail address"
	expect 2 mct schedule weekly mon 07:00
	expect 2 mct schedule weekly mon 07:00 --to ana@willow.example --cron --systemd
	expect 2 mct schedule daily
	expect 2 mct schedule --csv
}

@test "what became of the last mail is told" {
	mct -q client add "Mei Tan"
	mct -q visit add mei --date 2026-10-26 --minutes 60
	mct schedule weekly mon 07:00 --to ana@willow.example --yes
	MCT_SENDMAIL=/bin/true mct rebook --mail ana@willow.example
	expect 0 mct schedule
	says "The last one: sent, Mon 23 Nov 2026 09:00."
}
