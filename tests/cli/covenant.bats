# covenant.bats - the balance of recommending, and what to look at again.
load common

local_setup() {
	mct -q init --currency USD --rate 85
	mct -q client add "Dana Whitfield"
	mct -q client add "Mei Tan"
}

recommend() { mct -q recommend add "$1" "$2" --kind "$3" --because "in her interest" --even-so "${@:4}"; }
rows() { mct covenant "$@" --tsv | tr '\t' ' '; }
concerns() { mct covenant --concerns --tsv "$@" | tr '\t' ' '; }

@test "how often by kind, and how often it was taken" {
	recommend dana stretch self_care
	recommend dana rest self_care
	recommend mei heat self_care
	recommend mei "in two weeks" rebook
	mct -q recommend answer e1 yes
	mct -q recommend answer e2 no
	[ "$(rows)" = "self_care 3 2 1 1 0 1 0.50 0.00
rebook 1 1 0 0 0 1  0.00" ]
	[ "$(rows dana)" = "self_care 2 1 1 1 0 0 0.50 0.00" ]
	mct -q recommend answer mei later 2>/dev/null || mct -q recommend answer e4 later
	[ "$(rows mei | tail -1)" = "self_care 1 1 0 0 0 1  0.00" ]
	expect 0 mct covenant --json
	[ "$(jq -r '.[1] | "\(.kind) \(.later) \(.taken_share)"' <<<"$output")" = "rebook 1 null" ]
}

@test "what was not taken earned nothing" {
	recommend dana oil retail
	mct -q recommend answer e1 yes --earned 12
	expect 5 mct recommend answer e1 no
	complains 'the answer cannot be "no": something was earned'
	[ "$(mct recommend list --columns answer,earned --tsv)" = $'yes\t12.00' ]
	expect 0 mct recommend answer e1 no --earned ""
	[ "$(mct recommend list --columns answer,earned --tsv)" = $'no\t' ]
}

@test "a year back, or since a day; later ones do not count on an earlier day" {
	recommend dana old self_care --date 2025-06-01
	recommend dana new self_care --date 2026-06-01
	[ "$(rows)" = "self_care 1 1 0 0 0 1  0.00" ]
	[ "$(rows --since 2025-01-01)" = "self_care 2 1 0 0 0 2  0.00" ]
	[ "$(rows --as-of 2025-12-31)" = "self_care 1 1 0 0 0 1  0.00" ]
	expect 2 mct covenant --since soon
	complains "is not a date"
}

@test "somebody who is recommended to more often than the limit" {
	mct -q config set recommend.year 2
	for i in 1 2; do recommend dana "thing $i" retail --date "2026-0$i-01"; done
	[ -z "$(concerns)" ]
	recommend dana "thing 3" retail --date 2026-03-01
	recommend mei "thing" retail
	[ "$(concerns)" = "often Dana Whitfield 2026-03-01   3 recommendations in a year, your limit is 2 c1" ]
	[ "$(concerns mei)" = "" ]
	[ -z "$(concerns --as-of 2027-03-02)" ]
}

@test "what earned without a need, and sessions priced off the rate" {
	recommend dana "arnica gel" retail
	mct -q recommend answer e1 yes --earned 12
	[ "$(concerns)" = "no_need Dana Whitfield 2026-11-23 12.00  arnica gel e1" ]
	mct -q recommend edit e1 --need "sore calves"
	[ -z "$(concerns)" ]
	mct -q visit add dana --date "2 nov" --minutes 60
	mct -q visit add dana --date "9 nov" --minutes 60 --price 60 --price-because "first visit"
	[ "$(concerns)" = "off_rate Dana Whitfield 2026-11-09 60.00 85.00 first visit v2" ]
	# Each visit by the rate of its own day.
	mct -q rate add 85 --since 2020-01-01
	mct -q rate add 95 --since "5 nov 2026"
	[ "$(concerns | cut -d ' ' -f 1,4-)" = "off_rate 2026-11-09 60.00 95.00 first visit v2" ]
	mct -q visit add dana --minutes 60
	[ "$(concerns | wc -l)" = 1 ]
}

@test "for a person both on one page; nothing to say is said" {
	expect 0 mct covenant
	[ "$output" = "Nothing was recommended." ]
	recommend dana "arnica gel" retail
	mct -q recommend answer dana yes --earned 12
	expect 0 mct covenant
	says "KIND"
	says "no_need  Dana Whitfield"
	expect 0 mct covenant --csv
	[ "$(head -1 <<<"$output" | tr -d '\r')" = "kind,recommended,clients,taken,declined,later,open,taken_share,earned" ]
	says_not "no_need"
	expect 3 mct covenant nobody
}
