# a-week.bats - a therapist's week, read from top to bottom: what she types, and what
# she sees. The days go on in one practice file, so they stand in their order.
load common

local_setup() { export MCT_DB=$BATS_FILE_TMPDIR/practice.db; }

# it_is DAY TIME: the clock of what follows.
it_is() { export MCT_NOW=$1T$2; }
# types WORDS: she types mct and these words, and it works.
types() { expect 0 mct "$@"; }
sees() { says "$1"; }
sees_nothing_of() { says_not "$1"; }
# refuses WORDS: she types these words, and mct will not; then is_told why.
refuses() { expect 5 mct "$@"; }
is_told() { complains "$1"; }

@test "Sunday evening: her spreadsheet becomes her practice" {
	it_is 2026-11-22 20:00
	cat >clients.csv <<-'CSV'
		Name,Mobile,Birthday,Client since,How did you hear about us
		Dana Whitfield,555-0142,1987-12-02,2023-11-14,Core Pilates
		Rick Barlow,555-0131,,2025-02-03,walk-in
		Priya Nair,555-0107,,2024-03-11,friend
		Ines Haddad,555-0111,,2024-09-02,physio
		Tom Okafor,555-0118,,2024-06-17,web site
	CSV
	cat >visits.csv <<-'CSV'
		Client,Date,Duration,Status,Fee
		Dana Whitfield,2026-08-31,60,done,70
		Dana Whitfield,2026-09-28,60,done,70
		Dana Whitfield,2026-10-26,60,done,70
		Rick Barlow,2026-06-15,30,done,35
		Priya Nair,2026-10-26,60,done,70
		Ines Haddad,2026-10-12,60,done,70
		Ines Haddad,2026-11-09,60,done,70
		Tom Okafor,2026-07-20,60,done,70
		Tom Okafor,2026-08-17,60,done,70
		Tom Okafor,2026-09-14,60,done,70
	CSV
	types init --practice "Willow Street Massage" --currency USD --rate 70
	types import clients clients.csv
	sees "5 rows = 5 new"
	types import visits visits.csv
	sees "10 rows = 10 new"

	# Again, because she is not sure that she did it: nothing changes.
	types import visits visits.csv
	sees "10 same"

	# What she knows and no spreadsheet did.
	types caution add dana "blood thinners: no deep work on the legs" --kind medication
	types client edit dana --preferences "quiet; no lavender"
	types goal add dana "run the 10k without the hip ache" --by "12 dec 2026"
	types client remember dana "Leo has his school play on Friday" --about Leo --as child --born 2017-05-04 --ask "20 nov"
	sees "Remembered about Dana Whitfield: Leo has his school play on Friday"
}

@test "Monday: Dana at two" {
	it_is 2026-11-23 08:30
	types book dana 14:00
	sees "Booked Dana Whitfield for Mon 23 Nov 2026 14:00, 60 min"

	# Before the knock on the door: one card.
	it_is 2026-11-23 13:50
	types brief dana
	sees "! MEDICATION blood thinners: no deep work on the legs"
	sees "Leo has his school play on Friday"
	sees "no lavender"
	sees "run the 10k"
	[ "$(grep -n "MEDICATION" <<<"$output" | cut -d : -f 1)" = 2 ]
	[ "$(wc -l <<<"$output")" -le 24 ]

	types checkin dana --feel-before 6 --checkin "left hip, slept badly"
	sees "Checked in: the visit of Dana Whitfield"

	it_is 2026-11-23 15:05
	types log dana --feel-after 2 --felt good --tip 10 --asked f1 --said "Biscuit is getting a puppy" \
		--extra "warm stones" --need "cold hands" --promise "look up hip stretches" --next "in 4 weeks 14:00"
	sees "Logged Dana Whitfield, Mon 23 Nov 2026 14:00, 60 min, completed, \$70.00"
	sees "Remembered about Dana Whitfield: Biscuit is getting a puppy"
	sees "you promised Dana Whitfield: look up hip stretches"
	sees "Booked Dana Whitfield for Mon 21 Dec 2026 14:00, 60 min"

	# Twice is once too often.
	refuses log dana
	is_told 'the visit of "dana" on Mon 23 Nov 2026 is logged already'
}

@test "Tuesday: Mei, whom Dana sent, and a recommendation with its reason" {
	it_is 2026-11-24 09:00
	types client add "Mei Tan" --phone 555-0140 --since today
	types referral add mei --direction in --referrer dana
	sees "Dana Whitfield sent you Mei Tan"
	types review add mei --result none_known
	types log mei --minutes 60 --feel-before 5 --feel-after 3 --recommend "two minutes of hip flexor stretch a day" \
		--kind self_care --because "she sits ten hours a day"
	sees "you recommended to Mei Tan: two minutes of hip flexor stretch a day, because she sits ten hours a day"

	# One thing at a time: nobody is sold to.
	refuses recommend add mei "arnica gel" --kind retail --because "sore calves"
	is_told "Mei Tan has 1 open recommendation already"

	# She is thanked who sent her.
	types brief dana
	sees "THANKS"
	sees "Mei Tan"
}

@test "Wednesday: Ines pauses, Rick is late" {
	it_is 2026-11-25 10:00
	types partner add "Dr Lin" --business physiotherapy
	types client suspend ines --because "her shoulder goes to physio first" --with "dr lin" --until "7 dec 2026"
	sees "Ines Haddad pauses from Wed 25 Nov 2026 on"
	refuses client suspend ines --because again
	expect 2 mct suspension edit ines --until 2026-11-01
	is_told "2026-11-01"

	types book rick 16:30 --minutes 30
	it_is 2026-11-25 16:55
	types checkin rick --late-minutes 20 --feel-before 4
	types log rick
	sees "30 min, completed, \$35.00"

	# One price for time; another one needs a word.
	it_is 2026-11-25 18:00
	refuses visit add rick --minutes 30 --time 18:00 --price 30
	is_told "30 minutes cost \$35.00 by your rate"
}

@test "Thursday: who should hear from her" {
	it_is 2026-11-26 08:00
	types rebook
	sees "Tom Okafor"
	sees "Priya Nair"
	sees_nothing_of "Ines Haddad"
	sees_nothing_of "Dana Whitfield"

	# She calls Tom, who would like Thursdays.
	types client wish tom "thu 14-18"
	types client remember tom "ran the Chicago marathon in October" --kind life
	refuses book tom "21 dec 14:30"
	is_told "14:30 is taken: Dana Whitfield comes at 14:00, for 60 minutes"
	types book tom "thu 3 dec 14:00"
	sees "Booked Tom Okafor for Thu 3 Dec 2026 14:00, 60 min"
	types rebook
	sees_nothing_of "Tom Okafor"
}

@test "Friday: what was it with the puppy, and how did the week go?" {
	it_is 2026-11-27 17:00
	types search puppy
	sees "Dana Whitfield"
	sees "Biscuit is getting a [puppy]"

	types recommend answer mei yes --note "does it every morning"
	types covenant
	sees "self_care            1        1      1"

	types client history dana --since "1 nov"
	sees "left hip, slept badly"
	sees "look up hip stretches"

	types value dana --columns client,visits,total,tips
	sees "4  \$290.00  \$10.00"

	# She is read out what is known, and it is hers.
	types client show dana
	sees "555-0142"
}

@test "A fortnight later: Ines comes back as a friend" {
	it_is 2026-12-07 08:00
	types rebook
	sees "Ines Haddad  returning"
	sees "expected back on Mon 7 Dec 2026, with Dr Lin till then"
	sees_nothing_of "shoulder"
	types brief ines
	sees "she pauses: her shoulder goes to physio first"
	types client resume ines --outcome "her shoulder moves again"
	types book ines "fri 11 dec 10:00"
	sees "Booked Ines Haddad for Fri 11 Dec 2026 10:00, 60 min"
	types rebook
	sees_nothing_of "Ines Haddad"
}
