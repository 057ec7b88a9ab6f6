#!/usr/bin/env bats
# A coupon given at the first visit tells by itself who sent her, and by which mechanism.
load common

local_setup() {
	mct -q init --currency USD --rate 70
	mct -q partner add "Northside Health Club"
	mct -q partner add "Bumps & Co"
	mct -q system add north coupon --code NORTH10
	mct -q system add bumps coupon --code BUMP-5
	mct -q client add "Dana Whitfield"
	mct -q client add "Mia Gold"
}

referrals() { mct referral list --tsv --columns client,partner,mechanism,code,date | tr '\t' '|'; }

@test "the code of her first visit makes the referral, in each command that keeps one" {
	expect 0 mct visit add dana --minutes 60 --code north10 --date "20 nov"
	says "Logged Dana Whitfield, Fri 20 Nov 2026, 60 min, completed, \$70.00 (v1), code NORTH10"
	says "Northside Health Club sent her, by the code NORTH10 (r1)"
	expect 0 mct log mia --minutes 60 --code "bump 5" --said "her sister runs"
	says "Bumps & Co sent her, by the code BUMP-5 (r2)"
	mct -q client add "Tom Reyes"
	expect 0 mct book tom "fri 14:00" --minutes 60 --code NORTH10
	says "Northside Health Club sent her, by the code NORTH10 (r3)"
	[ "$(referrals)" = "Dana Whitfield|Northside Health Club|coupon|NORTH10|2026-11-20
Mia Gold|Bumps & Co|coupon|BUMP-5|2026-11-23
Tom Reyes|Northside Health Club|coupon|NORTH10|2026-11-23" ]
	[ "$(mct referral report --by code --tsv --columns by,referrals_in,booked,worth | tr '\t' '|')" = "NORTH10|2|2|70.00
BUMP-5|1|1|70.00" ]
	[ "$(mct system list --tsv --columns code,referred,booked,worth | tr '\t' '|')" = "BUMP-5|1|1|70.00
NORTH10|2|2|70.00" ]
	expect 0 mct undo
	[ "$(referrals | wc -l)" = 2 ]
}

@test "a code that nobody hands out is refused, with the nearest" {
	expect 2 mct visit add dana --minutes 60 --code NORHT10
	complains 'no partner hands out the code "NORHT10"'
	complains "did you mean NORTH10?"
	complains "mct system list"
	expect 2 mct log mia --minutes 60 --code bmup5
	complains "did you mean BUMP-5?"
	expect 2 mct referral add dana --code summer
	says_not "did you mean"
	complains 'no partner hands out the code "summer"'
	expect 2 mct visit add dana --minutes 60 --code NORHT10 --json
	[ "$(jq -r '[.field, .value] | join(" ")' <<<"$error")" = "code NORHT10" ]
	[ -z "$(mct visit list --tsv)$(referrals)" ]
}

@test "only the first visit brings somebody, and only once" {
	mct -q visit add dana --minutes 60 --date "1 nov"
	expect 0 mct visit add dana --minutes 60 --code NORTH10
	says "She had been here before, so the code makes no referral."
	[ -z "$(referrals)" ]
	# Known by name already: the referral gets the code, and what was said of it stays.
	mct -q referral add mia --partner north --mechanism "staff script" --date "2 nov"
	expect 0 mct visit add mia --minutes 60 --code NORTH10
	says "by the code NORTH10 (r1)"
	[ "$(referrals)" = "Mia Gold|Northside Health Club|staff script|NORTH10|2026-11-02" ]
	# A second code does not send her once more.
	mct -q visit edit v3 --code BUMP-5
	[ "$(referrals | wc -l)" = 1 ]
	# Whose source said it already is told, not sent twice.
	mct -q client add "Zoe Roe" --source NORTH10
	mct -q visit add zoe --minutes 60 --code NORTH10
	[ "$(referrals | grep -c Zoe)" = 1 ]
}

@test "codes come in with a list, and go out again" {
	printf 'client,date,minutes,coupon code\nDana Whitfield,2026-11-01,60,north10\nDana Whitfield,2026-11-08,60,\nMia Gold,2026-11-02,60,unheard of\n' >v.csv
	expect 0 mct import visits v.csv
	[ "$(referrals)" = "Dana Whitfield|Northside Health Club|coupon|NORTH10|2026-11-01" ]
	[ "$(mct visit list --tsv --columns code | tr '\n' ' ')" = "north10 unheard of  " ]
	expect 0 mct import visits v.csv
	says "3 rows = 0 new"
	[ "$(referrals | wc -l)" = 1 ]
	mct -q export visits -o out.csv
	grep -q '^Dana Whitfield,2026-11-01,.*,north10' out.csv
}

@test "an older balance counts as having been here" {
	sqlite3 "$HOME/.local/share/mct/practice.db" "INSERT INTO opening_balance (client_id, as_of, visits, source, entered_at) VALUES (3, '2026-01-01', 4, 'list', 0)"
	expect 0 mct visit add dana --minutes 60 --code NORTH10
	says "She had been here before"
	[ -z "$(referrals)" ]
}
