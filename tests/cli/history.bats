# history.bats - everything that has a day, in one line of time.
load common

local_setup() {
	mct -q init --currency USD --rate 85
	mct -q client add "Dana Whitfield"
	mct -q client add "Mei Tan"
}

lines() { mct client history "$@" --tsv | tr '\t' ' '; }

@test "visits, facts, recommendations, suspensions, referrals of a client, by their days" {
	mct -q visit add dana --date 2026-10-26 --time 14:00 --minutes 60 --note "left hip"
	mct -q client remember dana "Leo's school play" --said 2026-10-26
	mct -q recommend add dana "hip stretch" --kind self_care --because "desk job" --date 2026-10-27
	mct -q client suspend dana --because physio --since 2026-11-01 --until 2026-12-01
	mct -q referral add mei --direction in --referrer dana --date 2026-09-01
	mct -q promise add dana "bring the oil" --date 2026-11-02
	mct -q visit add mei --date 2026-10-01 --minutes 60
	[ "$(lines dana | cut -d ' ' -f 1,2)" = "2026-09-01 referral
2026-10-26 visit
2026-10-26 fact
2026-10-27 recommendation
2026-11-01 suspension
2026-11-02 promise" ]
	[ "$(lines dana | grep visit)" = "2026-10-26 visit 14:00, 60 min, completed, left hip v1" ]
	[ "$(lines dana | grep referral)" = "2026-09-01 referral sent you Mei Tan r1" ]
	[ "$(lines mei | grep referral)" = "2026-09-01 referral sent to you by Dana Whitfield r1" ]
	[ "$(lines mei | cut -d ' ' -f 2)" = $'referral\nvisit' ]
	[ "$(lines dana --since 2026-11-01 | wc -l)" = 2 ]
	expect 0 mct client history dana --json
	[ "$(jq -r '.[-1] | "\(.date) \(.kind) \(.id)"' <<<"$output")" = "2026-11-02 promise o1" ]
}

@test "a referral is told as it concerns her, and visits of a day in order of time" {
	mct -q partner add "Dr Lin"
	mct -q referral add mei --direction in --referrer dana --partner lin --mechanism coupon --date 2026-09-01
	mct -q referral add dana --direction out --partner lin --note "knee" --date 2026-09-02
	mct -q visit add dana --date 2026-10-01 --time 16:30 --minutes 60
	mct -q visit add dana --date 2026-10-01 --time 10:00 --minutes 60
	[ "$(lines dana | grep referral)" = "2026-09-01 referral sent you Mei Tan through Dr Lin, coupon r1
2026-09-02 referral you sent her to Dr Lin, knee r2" ]
	[ "$(lines mei)" = "2026-09-01 referral sent to you by Dana Whitfield through Dr Lin, coupon r1" ]
	[ "$(lines dana | grep -o ' 1[06]:[03]0' | tr -d '\n')" = " 10:00 16:30" ]
}

@test "no money in it, nothing of others, and nothing is nothing" {
	mct -q visit add dana --minutes 60 --tip 10
	[[ $(lines dana) != *85* ]]
	[[ $(lines dana) != *10.00* ]]
	[ -z "$(lines mei)" ]
	expect 3 mct client history nobody
	expect 2 mct client history dana --since soon
	complains "is not a date"
}

@test "every kind of record that has a day and a client is in it" {
	mct introspect | jq -r '.entities[] | select([.fields[].name] | index("client")) | .name' >kinds
	[ "$(wc -l <kinds)" -gt 8 ]
	mct -q visit add dana --minutes 60
	mct -q fact add dana said
	mct -q caution add dana careful --since 2026-01-01
	mct -q review add dana --result cautions
	mct -q consent add dana care
	mct -q goal add dana run
	mct -q wish add dana "thu 14-18" --until 2026-12-31
	mct -q promise add dana oil
	mct -q recommend add dana rest --kind self_care --because tired
	mct -q client suspend dana --because away
	mct -q topic add hips
	mct -q finding add hips "heat helps" --client dana
	mct -q referral add dana --direction in --referrer mei
	lines dana | cut -d ' ' -f 2 | sort >found
	diff <(sort kinds) found
}

@test "a partner has a line of time, too" {
	mct -q partner add "Core Pilates"
	mct -q stage add core know --since "1 feb" --because "met at the fair"
	mct -q partner touch core "brought cards" --via visit --date "3 mar"
	mct -q assessment add core promoting 2 --because "a poster" --date "2 mar"
	mct -q system add core article --due "1 dec"
	expect 0 mct partner history core --tsv
	[ "$(tr '\t' ' ' <<<"$output")" = "2026-02-01 stage know, met at the fair l1
2026-03-02 assessment promoting, score 2, a poster q1
2026-03-03 touch visit, direction out, brought cards to1
2026-12-01 system article m1" ]
	expect 0 mct partner history core --since "3 mar" --tsv --columns kind
	[ "$output" = $'touch\nsystem' ]
	expect 3 mct partner history nobody
}
