#!/usr/bin/env bats
# Address cards: from a telephone into the book, and from the book to a telephone.
load common

local_setup() { mct -q init --currency USD; }

# read_cards FILE: what a library that is not ours reads in it, a property a line.
read_cards() {
	/usr/bin/python3 - "$1" <<-'PY'
		import sys, vobject
		for card in vobject.readComponents(open(sys.argv[1], newline="", encoding="utf-8").read()):
		    for line in card.lines():
		        print(line.name, repr(line.value if isinstance(line.value, (str, list)) else str(line.value)))
	PY
}

@test "cards as telephones write them, of all three versions" {
	printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Salas;Wren;Ana;;\r\nFN:Wren Ana Salas\r\nitem1.TEL;type=HOME:+1 555 010 1111\r\nTEL;type=CELL;type=pref:+1 555 010 2222\r\nEMAIL;type=INTERNET:wren@example.org\r\nEMAIL:other@example.org\r\nBDAY:19800517\r\nADR;type=HOME:;;12 Elm St;Portland;OR;97201;USA\r\nNOTE:Likes heat\\, quiet\\nand\r\n  more\r\nCATEGORIES:Clients,VIP\r\nUID:urn:uuid:4fbe8971-0bc3\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\nEND:VCARD\r\n' >c.vcf
	printf 'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4C=C3=B3pez;Iv=\n=C3=A1n;;;\nTEL;CELL:555 010 3333\nBDAY:--0517\nEND:VCARD\n' >>c.vcf
	printf 'BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nORG:Bumps & Co;Shop\r\nTEL;VALUE=uri:tel:+1-555-010-4444\r\nBDAY:1999-01-02T00:00:00Z\r\nEND:VCARD\r\n' >>c.vcf
	expect 0 mct import contacts c.vcf
	says "c.vcf: 3 rows, address cards"
	says "3 new, 0 changed"
	says 'birthday "--05-17" has no year: left out'
	complains "left out: other phone"
	[ "$(mct contact list --tsv --columns name,phone,email,birthday,address,tags,external_id)" = "$(printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
		"Bumps & Co" +1-555-010-4444 "" 1999-01-02 "" "" "" \
		"Iván López" "555 010 3333" "" "" "" "" "" \
		"Wren Ana Salas" "+1 555 010 2222" wren@example.org 1980-05-17 "12 Elm St, Portland, OR, 97201, USA" "Clients; VIP" 4fbe8971-0bc3)" ]
	[ "$(mct contact show wren --json | jq -r '.[0].note')" = $'Likes heat, quiet\nand more' ]
	expect 0 mct import contacts c.vcf
	says "0 new, 0 changed, 3 same"
}

@test "cards that break off or hold nonsense are told, or read as far as they go" {
	printf 'BEGIN:VCARD\r\nFN:Cut Off\r\nTEL:555' >c.vcf
	expect 0 mct import clients c.vcf
	says "There are no rows below the headings"
	printf 'BEGIN:VCARD\n:\n;;:\nTEL\nFN;=;":x\nFN:Mei Tan\nEMAIL:nobody\nN;ENCODING=QUOTED-PRINTABLE:=\n=\nEND:VCARD\nEND:VCARD\n' >c.vcf
	expect 5 mct import clients c.vcf
	complains 'email "nobody" is not an e-mail address'
	printf 'BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:Mei Tan\nEND:VCARD\n' >c.vcf
	expect 0 mct import clients c.vcf
	says "1 row = 1 new"
}

@test "a telephone gets what it needs and nothing else, and the same person the second time" {
	mct -q client add "Zoë =1,2;3" --phone "+1 555 010 7777" --email zoe@example.org --birthday 1980-01-02 --preferred 'Z\o' \
		--address $'1 Elm St\nReno' --tags "a,b; c" --note "secret note" --cautions "latex" --needs "hip pain"
	mct -q partner add "Core Pilates & a very long name that has to be folded somewhere in the middle of itself, ünïcödé"
	mct -q contact add "Hill School" --kind organisation
	expect 0 mct export clients --vcard -o my.vcf
	says "Wrote 1 card to my.vcf"
	[ "$(stat -c %a my.vcf)" = 600 ]
	[ "$(grep -ciE "secret|latex|hip" my.vcf)" = 0 ]
	read_cards my.vcf >lines
	grep -qxF "FN 'Zoë =1,2;3'" lines
	grep -qxF "NICKNAME 'Z\\\\o'" lines
	grep -qxF "EMAIL 'zoe@example.org'" lines
	grep -qxF "BDAY '19800102'" lines
	grep -qF "Elm St" lines
	expect 0 mct export contacts --vcard
	mct export contacts --vcard >all.vcf
	[ "$(grep -c BEGIN:VCARD all.vcf)" = 3 ]
	[ "$(LC_ALL=C awk '{ sub(/\r$/, "") } length > 75' all.vcf | wc -l)" = 0 ]
	grep -q $'^KIND:org\r$' all.vcf
	[ "$(read_cards all.vcf | grep -c "^FN")" = 3 ]
	read_cards all.vcf | grep -qF "middle of itself, ünïcödé"
	expect 0 mct import contacts all.vcf
	says "0 new, 0 changed, 3 same"
	[ "$(mct export contacts --vcard | grep ^UID)" = "$(grep ^UID all.vcf)" ]
	expect 2 mct export visits --vcard
	complains "visits are no people"
	expect 2 mct export --vcard
	expect 2 mct export clients --vcard --json
}
