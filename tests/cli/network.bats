#!/usr/bin/env bats
# The network as a picture: who is in it, how they are drawn, and what others may not see.
load common

local_setup() {
	export LSAN_OPTIONS=suppressions=$data/graphviz.supp:print_suppressions=0
	mct -q init --practice "Willow Street Massage" --rate 70
	for name in "Dana Whitfield" "Rick Barlow" "Mei Tan" "Tom Okafor" "Lone Wolf"; do mct -q client add "$name" --since "5 jan"; done
	mct -q contact add "Leo Whitfield"
	mct -q contact add "Hill School" --kind organisation
	mct -q partner add "Core Pilates" --level primary
	mct -q partner add "Bumps & Co"
	mct -q connect leo dana --as child
	mct -q connect dana hill --as "works at"
	mct -q connect rick tom --as "friend of"
	mct -q referral add dana --partner core
	mct -q referral add mei --referrer dana
	mct -q referral add rick --partner core
	mct -q referral add tom --partner core --direction out --because "her back"
	mct -q visit add dana --date "2 nov" --minutes 60
	mct -q visit add dana --date "9 nov" --minutes 60
	mct -q visit add rick --date "9 nov" --minutes 30
}

# graph OPTION...: nodes and edges of the picture as Graphviz reads it, and no others: "c1|Dana Whitfield", "p8 -> c1".
graph() {
	mct connections --dot "$@" >network.dot
	dot -Tdot_json network.dot 2>dot.errors | jq -r '
		.objects as $o | ($o[] | "\(.name)|\(.label)"), (.edges[]? | "\($o[.tail].name) -> \($o[.head].name) \(.style)\(if .dir == "none" then "" else " arrow" end)")' | sed 's/&amp;/\&/; s/\\n/ /g' | sort
	[ ! -s dot.errors ]
}

# width TAIL HEAD: of the line in the last graph.
width() { sed -n "s/^\t$1 -> $2 .*penwidth=\([0-9.]*\).*/\1/p" network.dot; }

@test "everybody who is tied to somebody, and all partners" {
	[ "$(graph)" = \
"c1 -> c3 solid arrow
c1 -> n7 solid
c1|Dana Whitfield
c2 -> c4 dashed
c2|Rick Barlow
c3|Mei Tan
c4 -> p8 dotted arrow
c4|Tom Okafor
n6 -> c1 solid
n6|Leo Whitfield
n7|Hill School
p8 -> c1 solid arrow
p8 -> c2 solid arrow
p8|Core Pilates
p9|Bumps & Co" ]
	grep -q "1 client without a tie is not drawn" network.dot
	# Who is worth more came on a wider line.
	awk "BEGIN {exit !($(width p8 c1) > $(width p8 c2) && $(width p8 c2) > $(width c1 c3))}"
}

@test "several ties of one sort are one line" {
	mct -q connect dana leo --as "lives with"
	mct -q connect dana leo --as "teacher of"
	[ "$(graph | grep 'n6')" = $'n6 -> c1 solid\nn6 -> c1 solid\nn6|Leo Whitfield' ]
	[ "$(grep 'n6 -> c1' network.dot | grep -o 'color="[^"]*"' | sort -u | wc -l)" -eq 2 ]
}

@test "a picture is drawn, readable by its owner alone" {
	expect 0 mct connections --svg network.svg
	says "Wrote network.svg: 8 names, 7 lines between them"
	says "Left out: 1 client to whom nobody is tied"
	says "draw it with --initials"
	[ "$(stat -c %a network.svg)" = 600 ]
	python3 - <<-'PY'
		import xml.etree.ElementTree as tree
		svg = tree.parse("network.svg")
		name = "{http://www.w3.org/2000/svg}text"
		texts = [t.text for t in svg.iter(name)]
		for wanted in ("Willow Street Massage", "Dana Whitfield", "Bumps & Co", "Hill School", "primary partner", "family"):
		    assert wanted in texts, (wanted, texts)
	PY
	mct connections --svg - | head -1 | grep -q '^<?xml'
	mct connections --svg again.svg >/dev/null
	cmp network.svg again.svg
}

@test "around one person, so many steps" {
	[ "$(graph --around leo --steps 1 | grep -v -e '->')" = $'c1|Dana Whitfield\nn6|Leo Whitfield' ]
	[ "$(graph --around leo | grep -v -e '->' | cut -d'|' -f1 | paste -sd' ')" = "c1 c3 n6 n7 p8" ]
	[ "$(graph leo --steps 1)" = "$(graph --around leo --steps 1)" ]
	grep -q "around Leo Whitfield" network.dot
}

@test "with initials nothing leads back to a client" {
	graph --initials >/dev/null
	[ "$(grep -cE '\b(Dana|Whitfield|Rick|Leo|Mei|[cn][0-9]+)\b' network.dot)" -eq 0 ]
	grep -q '"D.W."' network.dot
	grep -q '"Core Pilates"' network.dot
	expect 0 mct connections --svg network.svg --initials
	says_not "--initials"
	[ "$(grep -c Whitfield network.svg)" -eq 0 ]
}

@test "only partners, around the practice" {
	mct -q contact add "Ines Vale"
	mct -q connect ines core --as "works at"
	[ "$(graph --partners)" = \
'n10|Ines Vale
p8 -> n10 solid
p8 -> practice solid arrow
p8|Core Pilates 2 came, 1 went
p9|Bumps & Co
practice -> p8 dotted arrow
practice -> p9 dotted
practice|Willow Street Massage' ]
	[ "$(grep -c Dana network.dot)" -eq 0 ]
}

@test "whatever stands in a name is a name" {
	mct -q client add 'Ann \N "]; Fox <b>'
	mct -q client add $'Bo \u202eevil &amp; \\'
	mct -q connect ann bo --as "friend of"
	graph >/dev/null
	mct connections --svg network.svg >/dev/null
	python3 - <<-'PY'
		import xml.etree.ElementTree as tree
		texts = [t.text.replace("\xa0", " ") for t in tree.parse("network.svg").iter("{http://www.w3.org/2000/svg}text")]
		for wanted in ('Ann \\N "]; Fox <b>', 'Bo  evil &amp; \\'):
		    assert wanted in texts, (wanted, texts)
	PY
}

@test "the therapist stands out, and namesakes keep their numbers to themselves" {
	mct -q contact add "Amy Stone"
	mct -q config set practice.me "Amy Stone"
	mct -q contact add "Jo Ray" --phone "+1 555 0101"
	mct -q contact add "Jo Ray" --phone "+1 555 0202"
	mct -q connect 0101 me --as "friend of"
	mct -q connect 0202 me --as "sister of"
	[ "$(graph | grep -c '|Jo Ray$')" -eq 2 ]
	grep -q '>you<' network.dot
}

@test "what cannot be drawn, and what is no picture" {
	expect 2 mct connections --partners
	complains "--partners is for a picture: add --svg FILE"
	expect 2 mct connections dana --initials
	expect 2 mct connections --dot --svg x.svg
	expect 2 mct connections dana rick --dot
	expect 2 mct connections --dot --steps 2
	expect 2 mct connections dana --dot --around rick
	expect 3 mct connections --dot --around nobody
	expect 1 mct connections --svg /nowhere/x.svg
	complains 'cannot write "/nowhere/x.svg"'
	export MCT_DB=empty.db
	mct -q init
	expect 0 mct connections --svg x.svg
	says "There is nobody to draw"
	[ ! -e x.svg ]
	mct connections --dot | dot -Tcanon >/dev/null
	for name in {1..3001}; do echo "Person$name"; done | sed '1i name' >partners.csv
	mct -q import partners partners.csv
	expect 5 mct connections --svg x.svg
	complains "3001 people are more than a picture can hold"
	[ ! -e x.svg ]
}
