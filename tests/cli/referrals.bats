#!/usr/bin/env bats
# Referrals both ways: thanks, what they brought, the balance, and what a partner may be told.
load common

local_setup() {
	mct -q init --currency USD --rate 70
	mct -q partner add "Core Pilates"
	mct -q partner add "Dr Lin"
	for who in "Dana Whitfield" "Mei Tan" "Tom Reyes" "Zoe Roe"; do mct -q client add "$who"; done
}

owed() { mct referral list --status in --where thanked= --tsv --columns id | tr '\n' ' '; }
report() { mct referral report --tsv --columns by,referrals_in,booked,stayed,worth,referrals_out,balance,owed,last "$@" | tr '\t' ' '; }

@test "whoever sent them is thanked for all that is owed, and the thanks are a touch" {
	mct -q referral add mei --referrer dana
	mct -q referral add tom --referrer dana --date "1 nov"
	mct -q referral add zoe --partner core --date "2 nov"
	mct -q referral add dana --partner core --direction out
	expect 0 mct referral thank dana --via gift --how "a jar of honey"
	says "Thanked for: the referral of Mei Tan by Dana Whitfield (r1)"
	says "Thanked for: the referral of Tom Reyes by Dana Whitfield (r2)"
	says "Noted that you were in touch with Dana Whitfield on Mon 23 Nov 2026: a jar of honey (to1)"
	[ "$(owed)" = "r3 " ]
	expect 3 mct referral thank dana
	complains 'no thank you is owed to "dana"'
	expect 3 mct referral thank "dr lin"
	expect 2 mct referral thank core --on tomorrow
	[ "$(owed)" = "r3 " ]
	mct -q referral thank r3 --on yesterday
	[ "$(mct touch list --tsv --columns who,date,via,purpose,what | tail -2 | tr '\t' ' ')" = "Core Pilates 2026-11-22  thanks thanks for Zoe Roe
Dana Whitfield 2026-11-23 gift thanks a jar of honey" ]
	mct -q referral add tom --partner core
	expect 0 mct referral thank core --json
	[ "$(jq -r '.[].thanked' <<<"$output")" = 2026-11-23 ]
	expect 5 mct referral thank r4
	complains "r4 is somebody whom you sent"
	expect 3 mct referral thank r99
	complains "there is no referral r99"
	expect 0 mct referral thank r3 -n
	says "nothing was changed"
	[ "$(mct touch list --tsv | wc -l)" = 3 ]
}

@test "what referrals brought, and the balance of give and take" {
	mct -q referral add mei --partner core --date "2 oct 2026" --mechanism Coupon
	mct -q referral add tom --partner core --date "3 nov" --mechanism coupon --thanked today
	mct -q referral add mei --partner core --date "4 nov"
	mct -q referral add zoe --referrer mei --date "5 nov"
	mct -q referral add dana --partner "dr lin" --direction out --date "6 nov"
	for day in 8 9 10; do mct -q visit add mei --date "$day nov" --minutes 60 --tip 5; done
	mct -q visit add tom --date "1 dec 2026" --minutes 60
	mct -q visit add zoe --date "9 nov" --minutes 60
	[ "$(report)" = "Core Pilates 3 2 1 225.00 0 3 2 2026-11-04
Dr Lin 0 0 0 0.00 1 -1 0 2026-11-06" ]
	[ "$(report --by client)" = "Mei Tan 1 1 0 70.00 0 1 1 2026-11-05" ]
	[ "$(report --by mechanism)" = "not said 2 2 1 295.00 1 1 2 2026-11-06
Coupon 2 2 1 225.00 0 2 1 2026-11-03" ]
	[ "$(report --by month | cut -d ' ' -f 1,2,6)" = "2026-10 1 0
2026-11 3 1" ]
	[ -z "$(report --by code)" ]
	[ "$(report --since "5 nov")" = "Dr Lin 0 0 0 0.00 1 -1 0 2026-11-06" ]
	[ "$(report --as-of 2026-11-08)" = "Core Pilates 3 2 0 75.00 0 3 2 2026-11-04
Dr Lin 0 0 0 0.00 1 -1 0 2026-11-06" ]
	[ "$(mct partner show core --tsv --columns worth)" = 225.00 ]
	expect 2 mct referral report --by week
}

@test "clients who pause with a partner are away, and come back" {
	mct -q client suspend dana --because physio --with "dr lin"
	mct -q client suspend mei --because physio --with "dr lin" --since "1 oct"
	mct -q client resume mei
	[ "$(mct referral report --tsv --columns by,referrals_in,away,back,last)" = $'Dr Lin\t0\t1\t1\t' ]
}

@test "nothing about a client is told to a partner without her consent" {
	refused() { expect 5 mct referral add dana --partner "dr lin" --direction out --told "weak knee" "$@"; }
	refused
	complains "Dana Whitfield has not agreed that you tell Dr Lin about her"
	mct -q consent add dana sharing --with core
	mct -q consent add dana photos
	mct -q consent add mei sharing
	refused
	mct -q referral add dana --partner "dr lin" --direction out --because "weak knee" --note "she likes her"
	expect 5 mct referral edit r1 --told "weak knee"
	mct -q consent add dana sharing --with "dr lin" --given "10 nov"
	refused --date "9 nov"
	mct -q referral edit r1 --told "weak knee"
	mct -q consent edit k4 --withdrawn today
	refused
	mct -q referral edit r1 --outcome "three sessions"
	mct -q referral add mei --partner core --direction out --told "runs a lot"
	expect 2 mct referral add dana --partner core --told "weak knee"
	complains "told is for clients whom you send"
}
