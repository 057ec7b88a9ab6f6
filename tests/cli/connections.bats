#!/usr/bin/env bats
# Who is tied to whom: kinds and how they read the other way, what is said twice, what two
# people share, the way from one to another, and what may be said to whom.
load common

local_setup() {
	mct -q init --practice "Willow Street Massage" --rate 70
	for name in "Dana Whitfield" "Rick Barlow" "Mei Tan" "Tom Okafor"; do mct -q client add "$name" --since "5 jan"; done
	mct -q contact add "Leo Whitfield"
	mct -q contact add "Hill School" --kind organisation
	mct -q partner add "Core Pilates" --level primary
}

# of NAME COLUMNS: her connections, with bars between the columns.
of() { mct connections "$1" --tsv --columns "$2" | tr '\t' '|'; }

@test "a tie is written once and read from both ends" {
	expect 0 mct connect leo dana --as child
	[ "$output" = "Connected Leo Whitfield, child of Dana Whitfield (x1)" ]
	mct -q connect dana hill --as "works at" --since "1 sep 2019" --note "teaches maths"
	[ "$(of dana kind,other,since,id)" = $'parent of|Leo Whitfield||x1\nworks at|Hill School|2019-09-01|x2' ]
	[ "$(of leo kind,other,other_id)" = "child of|Dana Whitfield|c1" ]
	[ "$(of hill kind,other,note)" = "employs|Dana Whitfield|teaches maths" ]
}

@test "without a kind they know one another" {
	expect 0 mct connect dana core
	[ "$output" = "Connected Dana Whitfield, knows Core Pilates (x1)" ]
	[ "$(of core kind)" = knows ]
}

@test "the same tie said again, from the other side or in other words, is stored once" {
	mct -q connect leo dana --as "son of"
	for words in "leo dana Son" "leo dana child" "dana leo parent" "dana leo mother"; do
		read -r one other kind <<<"$words"
		expect 0 mct connect "$one" "$other" --as "$kind of"
		[ "$output" = "Already connected Leo Whitfield, son of Dana Whitfield (x1)" ]
	done
	mct -q connect rick tom --as "trains with"
	expect 0 mct connect tom rick --as "trains with"
	says "Already connected Rick Barlow, trains with Tom Okafor (x2)"
	[ "$(mct connection list --tsv | wc -l)" -eq 2 ]
	# Another tie of the same two is another one.
	mct -q connect dana leo --as "teacher of"
	[ "$(of leo kind)" = $'son of\nstudent of' ]
}

@test "what says more than is known is refused with the connection to change" {
	mct -q connect dana hill --as "works at"
	expect 5 mct connect hill dana --as employs --since "1 sep 2019"
	complains 'Hill School and Dana Whitfield are connected so already: "works at" (x1)'
	complains "mct connection edit x1"
	mct -q connect dana hill --as "teacher of"
	expect 5 mct connection edit x2 --kind "works for"
	complains "are connected so already"
	expect 0 mct connection edit x1 --since "1 sep 2019"
}

@test "what is over may begin again" {
	mct -q connect dana hill --as "works at" --since "1 sep 2015"
	mct -q disconnect dana hill --until "30 jun 2018"
	expect 0 mct connect dana hill --as "works at" --since "1 sep 2020"
	says "(x2), since Tue 1 Sep 2020"
	[ "$(of dana since,until)" = $'2020-09-01|\n2015-09-01|2018-06-30' ]
	expect 5 mct connect dana hill --as "works at" --since "1 jan 2022"
}

@test "nobody is tied to herself, and an end is not before the beginning" {
	expect 2 mct connect dana "dana w" --as "friend of"
	complains "nobody is connected to herself"
	expect 2 mct connect dana hill --as "works at" --since "1 sep" --until "1 aug"
	expect 2 mct connect dana hill --as
	expect 3 mct connect dana zoe
	expect 2 mct connect dana
	[ -z "$(mct connection list --tsv)" ]
}

@test "a new kind is told, with what may have been meant" {
	expect 0 mct connect rick hill --as "coach of"
	says '"coach of" is a new kind of connection; the other way it reads "has as coach".'
	expect 0 mct connect rick tom --as "freind of"
	says 'did you mean "friend of"?'
	[ "$(of hill kind)" = "has as coach" ]
	expect 0 mct connect hill rick --as "has as coach"
	says "Already connected"
	mct -q connect tom mei --as haunts
	[ "$(of mei kind,other)" = "<- haunts|Tom Okafor" ]
	mct -q connect tom dana --as "drawn by"
	[ "$(of dana kind)" = drawn ]
}

@test "kinds of one's own, with their inverse" {
	mct -q relation add "coach of" "coached by" --group work
	mct -q relation add "works at" "has on its staff"
	mct -q connect rick hill --as coach
	mct -q connect dana hill --as "works at"
	[ "$(of hill kind)" = $'coached by\nhas on its staff' ]
	expect 0 mct connect hill rick --as "Coached by"
	says "Already connected Rick Barlow, coach of Hill School"
	[ "$(mct relation kinds --tsv --columns kind,used | sed -n 1,2p | tr '\t' '|')" = $'coach of|1\nworks at|1' ]
	expect 5 mct relation add "Coach of" x
	complains 'there is a kind "Coach of" already (xk1)'
	expect 2 mct relation add "pays for"
	mct -q relation edit coach --inverse "trained by"
	[ "$(of hill kind | head -1)" = "trained by" ]
	mct -q relation remove "coach of" --yes
	[ "$(of hill kind | head -1)" = "has as coach" ]
	mct -q undo
	[ "$(of hill kind | head -1)" = "trained by" ]
}

@test "disconnect removes what was wrong, and ends what is over" {
	mct -q connect leo dana --as child
	expect 0 mct disconnect dana leo
	says "Removed the connection of Leo Whitfield, child of Dana Whitfield (x1)"
	expect 3 mct disconnect dana leo
	complains '"dana" and "leo" are not connected'
	mct -q undo
	mct -q connect leo dana --as "student of"
	expect 4 mct disconnect dana leo
	complains "they are tied in several ways: parent of (x1), teacher of (x2)"
	expect 3 mct disconnect dana leo --as "friend of"
	complains "they are tied so: parent of (x1), teacher of (x2)"
	expect 0 mct disconnect dana leo --as teacher --until "30 jun"
	says "until Tue 30 Jun 2026"
	[ "$(of dana kind,until)" = $'parent of|\nteacher of|2026-06-30' ]
	mct -q connect leo dana --as "trains with"
	expect 0 mct disconnect dana leo --all --dry-run
	says "Would remove"
	mct -q disconnect dana leo --all
	[ "$(of dana kind)" = "teacher of" ]
	mct -q referral add dana --partner core --date "3 nov"
	expect 3 mct disconnect dana core
	complains "told by r1"
}

@test "what is recorded elsewhere ties people, too" {
	mct -q referral add dana --partner core --referrer mei --date "3 nov"
	mct -q referral add dana --partner core --direction out --because "her back" --date "5 nov"
	mct -q client suspend dana --because "physio first" --with core
	mct -q recommend add dana "try Pilates" --because "her back" --kind referral --to core
	mct -q client remember dana "Tom plays the tuba" --about tom
	[ "$(of dana kind,other,id)" = \
"sent by|Mei Tan|r1
sent by|Core Pilates|r1
sent on to|Core Pilates|r2
looked after by|Core Pilates|s1
spoke of|Tom Okafor|f1" ]
	[ "$(of core kind | sort -u)" = $'looks after\nsent\nwas sent' ]
	[ "$(of tom kind)" = "spoken of by" ]
	# Where they are connected in words, that she spoke of him says nothing new.
	mct -q connect dana tom --as "friend of"
	[ "$(of tom kind,id)" = "friend of|x1" ]
}

@test "what two people share, over one and over two, and the shortest way" {
	mct -q connect leo dana --as child
	mct -q connect dana hill --as "works at"
	mct -q connect rick hill --as "works at"
	mct -q connect dana core --as "trains at"
	mct -q connect tom core --as "trains at"
	mct -q connect tom rick --as "friend of"
	[ "$(mct connections dana rick --tsv | tr '\t' '|')" = \
"2|Hill School|works at Hill School, employs Rick Barlow
3|Core Pilates; Tom Okafor|trains at Core Pilates, trains Tom Okafor, friend of Rick Barlow" ]
	[ "$(mct connections leo rick --path --tsv --columns person,kind,other,id | tr '\t' '|')" = \
"Leo Whitfield|child of|Dana Whitfield|x1
Dana Whitfield|works at|Hill School|x2
Hill School|employs|Rick Barlow|x3" ]
	mct -q connect rick dana --as "friend of"
	[ "$(mct connections rick dana --tsv --columns steps,through | head -2 | tr '\t' '|')" = $'1|\n2|Hill School' ]
	[ "$(mct connections rick dana --path --tsv | wc -l)" -eq 1 ]
	# What is over does not count.
	mct -q disconnect rick dana --until yesterday
	[ "$(mct connections rick dana --path --tsv | wc -l)" -eq 2 ]
	[ "$(mct connections rick dana --path --as-of 2026-11-22 --tsv | wc -l)" -eq 1 ]
	# Farther than two in between: the shortest way; nothing at all: no rows.
	mct -q contact add "Zoe Ray"
	mct -q contact add "Uma Ray"
	expect 0 mct connections zoe dana --tsv
	[ -z "$output" ]
	mct -q connect zoe uma --as "sister of"
	mct -q connect uma mei --as "friend of"
	mct -q connect mei tom --as "friend of"
	[ "$(mct connections zoe rick --tsv --columns steps,through | tr '\t' '|')" = "4|Uma Ray; Mei Tan; Tom Okafor" ]
	expect 2 mct connections dana "whit dana"
	complains "are the same person"
}

@test "two people of one name are told apart" {
	mct -q contact add "Jo Ray" --phone "+1 555 0101"
	mct -q contact add "Jo Ray" --phone "+1 555 0202"
	expect 4 mct connect "jo ray" dana
	mct -q connect 0101 dana --as "friend of"
	mct -q connect 0202 dana --as "sister of"
	[ "$(of dana kind,other)" = $'friend of|Jo Ray <+1 555 0101>\nsibling of|Jo Ray <+1 555 0202>' ]
	[ "$(mct connections 0101 0202 --tsv --columns path)" = "friend of Dana Whitfield, sibling of Jo Ray <+1 555 0202>" ]
}

@test "whom you and a client both know, and what may be said to whom" {
	mutual() { mct connections dana --me --tsv --columns other,yours,tell_client,tell_other "$@" | tr '\t' '|'; }
	mct -q contact add "Amy Stone"
	mct -q contact add "Jo Stone"
	mct -q config set practice.me "Amy Stone"
	mct -q connect jo me --as "sister of"
	mct -q connect jo dana --as "trains with"
	mct -q connect dana hill --as "works at"
	mct -q connect leo dana --as child
	mct -q connect rick hill --as "works at"
	mct -q connect dana core
	mct -q referral add mei --referrer dana
	[ "$(mutual)" = \
"Core Pilates|your partner|yes|no
Jo Stone|sister of you|yes|no
Mei Tan|your client|part|part
Rick Barlow|your client|no|no" ]
	[ "$(mct connections dana --me --tsv --columns other,hers,because | grep Rick | tr '\t' '|')" = \
'Rick Barlow|works at Hill School, employs Rick Barlow|to Dana Whitfield: nothing; who comes to you is private\nto Rick Barlow: nothing; who comes to you is private' ]
	# Who was sent, and who agreed.
	mct -q referral add dana --partner core
	mct -q consent add dana sharing --with rick --given "1 sep"
	mct -q consent add rick sharing --given "2 sep"
	[ "$(mutual | grep -E 'Core|Rick')" = $'Core Pilates|your partner|yes|part\nRick Barlow|your client|yes|yes' ]
	mct -q consent edit k1 --withdrawn today
	[ "$(mutual | grep Rick)" = "Rick Barlow|your client|yes|no" ]
	# A partner who is a client, too, is spoken of as a partner.
	mct -q client add "Core Pilates"
	[ "$(mutual | grep Core)" = "Core Pilates|your partner; your client|part|part" ]
	# Whom she has spoken of, she knows that you know.
	mct -q client remember dana "Jo runs faster than she does" --about "jo stone"
	[ "$(mutual | grep -c ^Jo)" -eq 0 ]
	[ "$(mutual --all | grep ^Jo)" = "Jo Stone|sister of you|yes|no" ]
	expect 0 mct connections --with dana --me --json
	jq -e 'all(.[]; .tell_client and .tell_other and .because)' <<<"$output"
	expect 2 mct connections me --me
}

@test "me is somebody only when the book knows her" {
	expect 2 mct connect me dana --as "friend of"
	complains "nobody knows who you are in the book"
	mct -q config set practice.me "nobody at all"
	expect 2 mct connect me dana --as "friend of"
	complains 'the setting practice.me is "nobody at all"'
	mct -q contact add "Amy Stone"
	mct -q config set practice.me "amy stone"
	expect 0 mct connect me dana --as "friend of"
	says "Amy Stone, friend of Dana Whitfield"
	# A client whose name begins so is still found among clients.
	expect 0 mct client show me --tsv --columns name
	says "Mei Tan"
}

@test "the wrong words are told" {
	expect 2 mct connections
	complains "say whose connections"
	expect 2 mct connections dana --path
	expect 2 mct connections dana rick --me
	expect 2 mct connections dana --all
	expect 2 mct connections dana rick --with tom
	expect 2 mct connections dana --hops
	expect 3 mct connections nobody
}

@test "a list of connections is read in, and again, and from the other side" {
	printf 'person,relationship,to,since\nLeo Whitfield,child of,Dana Whitfield,\nDana Whitfield,works at,Hill School,2019-09-01\n' >ties.csv
	expect 0 mct import connections ties.csv
	expect 0 mct import connections ties.csv
	says "2 same"
	printf 'person,kind,other\nDana Whitfield,parent of,Leo Whitfield\nHill School,Employs,Dana Whitfield\nLeo Whitfield,son of,Dana Whitfield\n' >turned.csv
	expect 0 mct import connections turned.csv
	says "2 same"
	says "1 joined"
	[ "$(mct connection list --tsv | wc -l)" -eq 2 ]
	printf 'person,kind,other\nDana Whitfield,friend of,Dana Whitfield\nDana Whitfield,friend of,Nobody Here\n' >bad.csv
	expect 5 mct import connections bad.csv
	complains "nobody is connected to herself"
	mct -q relation add "coach of" "coached by" --group work
	mct -q export all -o out
	export MCT_DB=other.db
	mct -q init
	for kind in contacts clients partners relations connections; do mct -q import $kind out/$kind.csv; done
	mct -q export all -o again
	cmp out/connections.csv again/connections.csv
	cmp out/relations.csv again/relations.csv
}

@test "names, kinds and options are completed" {
	[ "$(mct __complete connect dan | cut -f1)" = "Dana Whitfield" ]
	[ "$(mct __complete connections dana ri | cut -f1)" = "Rick Barlow" ]
	mct __complete connect dana leo --as "sis" | grep -q "^sister of"
	mct -q relation add "coach of" "coached by"
	mct __complete connect dana leo --as "coa" | grep -q "^coach of"
	mct __complete connections --m | grep -q "^--me"
	[ "$(mct __complete disconnect dana leo --as chi | cut -f1)" = "child of" ]
}
