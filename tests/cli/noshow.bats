#!/usr/bin/env bats
# Sessions that were missed: charged or let off, and what the practice's own rule says.
load common

@test "a booking that was missed is charged by the settings, or let off, with a word why" {
	mct -q init --currency USD --rate 80
	mct -q client add "Rick Barlow"
	MCT_NOW=2026-11-22T08:00 mct -q book rick "tomorrow 08:30" --minutes 30
	expect 0 mct visit no-show rick --charge
	says 'Rick Barlow on Mon 23 Nov 2026 08:30 (v1): outcome no show, price $40.00, missed fee charged'
	[ "$(mct value rick --tsv --past --columns visits,paid,fees,total,no_shows,charged,waived)" = $'0\t0.00\t40.00\t40.00\t1\t1\t0' ]
	expect 0 mct visit no-show v1 --waive --because "stuck in traffic"
	says 'no price, missed fee waived, missed because "stuck in traffic"'
	[ "$(mct value rick --tsv --past --columns fees,total,charged,waived)" = $'0.00\t0.00\t0\t1' ]
	expect 0 mct visit no-show v1 --amount 15
	says 'price $15.00, missed fee charged'
	mct -q undo
	[ "$(mct visit show v1 --json | jq -r '.[0].missed_fee')" = waived ]
	mct -q visit add rick --date 2026-11-01 --minutes 30 --outcome late_cancel
	expect 0 mct client show rick
	says "Missed: 1 no-show, 1 late cancellation, 1 let off"
	expect 0 mct client show rick --json
	says_not "Missed:"
}

@test "what is called off too late costs half by default, and what was in time nothing" {
	mct -q init --currency USD --rate 80
	mct -q client add "Dana Whitfield"
	mct -q book dana "tomorrow 10:00" --minutes 60
	expect 3 mct visit no-show dana --charge
	expect 2 mct visit no-show v1 --charge
	complains "has not come yet"
	expect 5 mct visit no-show v1 --notice 24h --charge
	complains "24 hours are notice enough (noshow.notice)"
	[ "$(mct visit show v1 --json | jq -r '.[0].outcome')" = booked ]
	expect 0 mct visit no-show dana --notice 2h --charge
	says 'outcome late cancel, price $40.00, notice 120, missed fee charged'
	expect 0 mct visit no-show v1 --waive
	[ "$(mct visit show v1 --json | jq -rc '.[0] | [.outcome, .notice, .price, .missed_fee]')" = '["late_cancel",120,null,"waived"]' ]
	mct -q config set noshow.charge_late 25
	expect 0 mct visit no-show v1 --charge
	says 'price $20.00'
}

@test "what took place was not missed, and nobody guesses which visit is meant" {
	mct -q init --currency USD --rate 80
	mct -q client add "Dana Whitfield"
	mct -q visit add dana --date 2026-11-20 --minutes 60
	expect 5 mct visit no-show v1 --charge
	complains "v1 was not missed: it is completed"
	expect 3 mct visit no-show dana --charge
	complains '"dana" has no visit about which this is to be said'
	mct -q visit add dana --date 2026-11-18 --minutes 60 --outcome no_show
	mct -q visit add dana --date 2026-11-19 --minutes 60 --outcome "late cancellation"
	expect 4 mct visit no-show dana --waive
	complains "give its id: v3 (2026-11-19), v2 (2026-11-18)"
	mct -q visit no-show v3 --waive
	expect 0 mct visit no-show dana --waive
	says "(v2)"
	expect 2 mct visit no-show v2 --waive --charge
	expect 2 mct visit no-show v2 --amount many
	complains 'price "many"'
	expect 2 mct visit edit v1 --missed-fee waived
	complains '"waived" is for a session that was missed; this one is completed'
	expect 2 mct visit edit v1 --notice 60
	complains "notice is for a session that was called off"
}

@test "an exported miss comes back as it was" {
	mct -q init --currency USD --rate 80
	mct -q client add "Dana Whitfield"
	mct -q visit add dana --date 2026-11-19 --minutes 60 --outcome late_cancel --notice 90m --missed-fee charged --missed-because flu
	mct export visits >visits.csv
	mct visit list --json >before
	mct -q --db other.db init --currency USD --rate 80
	mct -q --db other.db client add "Dana Whitfield"
	mct -q --db other.db import visits visits.csv
	mct --db other.db visit list --json | cmp - before
	[ "$(jq -c '.[0] | [.price, .notice]' before)" = '[40.00,90]' ] || [ "$(jq -c '.[0] | [.price, .notice]' before)" = '[40,90]' ]
}
