#!/usr/bin/env bats
# Partners: what is kept of a partnership, and what follows from it.
load common

local_setup() {
	mct -q init --currency USD --rate 70
	mct -q partner add "Core Pilates"
	mct -q client add "Dana Whitfield"
}

@test "a quality has a score from 0 to 3 with its evidence, one for each day" {
	expect 2 mct assessment add core purposeful 3
	complains "because is missing"
	expect 2 mct assessment add core purposeful 4 --because "serves runners"
	complains 'score "4" is more than 3'
	expect 2 mct assessment add core polite 3 --because "serves runners"
	mct -q assessment add core purposeful 0 --because "another market"
	expect 0 mct assessment add core purposeful 0 --because "another market"
	says "Already noted"
	expect 5 mct assessment add core purposeful 2 --because "serves runners"
	complains "has a score for purposeful on 2026-11-23 already (q1)"
	mct -q assessment add core purposeful 2 --because "serves runners" --date yesterday
	expect 5 mct assessment edit q2 --date today
	expect 0 mct assessment list core --status purposeful --tsv --columns id,score,date
	[ "$output" = $'q2\t2\t2026-11-22\nq1\t0\t2026-11-23' ]
	expect 2 mct assessment add core promoting 2 --because "ads" --date tomorrow
	complains "has not come yet"
}

@test "a version of an agreement holds until a newer one is signed" {
	standings() { mct agreement list --tsv --columns id,standing | tr '\t\n' ' ;'; }
	mct -q agreement add core "each sends the other" --signed "1 nov" --renews +30d
	mct -q agreement add core "each sends the other, and cards"
	[ "$(standings)" = "j1 signed;j2 draft;" ]
	mct -q agreement edit j2 --signed today
	[ "$(standings)" = "j1 replaced;j2 signed;" ]
	[ "$(mct agreement list --status signed --tsv --columns id)" = j2 ]
	mct -q agreement edit j2 --ended today
	[ "$(standings)" = "j1 replaced;j2 ended;" ]
	expect 2 mct agreement edit j1 --renews "1 oct 2026"
	complains "is before signed"
	mct -q agreement edit j2 --text "each sends the other, cards and coupons"
	expect 0 mct agreement show j2 --earlier
	says "each sends the other, and cards"
}

@test "what recurs knows when it is due next" {
	due() { mct system list --tsv --columns every,due,done | tr '\t' ' '; }
	mct -q system add core article --every "three times a year"
	[ "$(due)" = "122 2026-11-23 " ]
	mct -q system edit m1 --done today
	[ "$(due)" = "122 2027-03-25 2026-11-23" ]
	mct -q system edit m1 --done "20 nov" --due "1 feb"
	[ "$(due)" = "122 2027-02-01 2026-11-20" ]
	mct -q system edit m1 --every "" --done today
	[ "$(due)" = "  2026-11-23" ]
	expect 2 mct system add core cards --every sometimes
	complains "every"
	expect 2 mct system add core cards --every 0
	mct -q system edit m1 --ended today
	[ -z "$(mct system list --status open --tsv)" ]
}

@test "whoever is in the book can be in touch, and what is of a partner goes with the partner" {
	mct -q touch add core "brought cards" --via visit
	mct -q touch add dana "called" --direction in
	mct -q stage add core know --since "1 feb" --because "met at the fair"
	mct -q win add core clients "a first massage"
	expect 0 mct client history dana --tsv
	[ "$output" = $'2026-11-23\ttouch\tdirection in, called\ty2' ]
	expect 5 mct partner remove core -y
	expect 0 mct partner remove core --with-all -y
	says "1 touch"
	[ "$(mct stage list --tsv)$(mct win list --tsv)" = "" ]
	[ "$(mct touch list --tsv --columns id)" = y2 ]
}
