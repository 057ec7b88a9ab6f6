#!/usr/bin/env bats
# Two records of one person become one, with everything that leads to them; one undo brings
# both back.
load common

local_setup() {
	mct -q init --currency USD --rate 85
	mct -q client add "Dana Whitfield" --phone 555-0101 --note "likes tea" --tags runner --since "1 mar 2025"
	mct -q client add "Dana Witfield" --phone 555-0199 --email d@example.org --note "hates lavender" \
		--tags "runner; teacher" --since "1 feb 2024" --cautions latex
	mct -q client add "Mei Tan"
	mct -q partner add "Core Pilates"
	mct -q partner add "Core Pilates Studio"
}

db() { sqlite3 "$HOME/.local/share/mct/practice.db" "$1"; }
# Everything but the history, and the ids that were given out.
dump() { db .dump | grep -v 'INSERT INTO history\|INSERT INTO sqlite_sequence\|INSERT INTO highest_removed'; }

# How often the file leads to somebody, by any column of any table.
leads_to() {
	for pair in $(db "SELECT child.name || '.' || key.\"from\" FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) AS key
		WHERE key.\"table\" IN ('contact', 'client', 'partner') AND child.name NOT IN ('client', 'partner', 'contact_word')"); do
		n=$(db "SELECT count(*) FROM ${pair%.*} WHERE ${pair#*.} = $1")
		[ "$n" = 0 ] || echo "$pair $n"
	done
}

# All is well but for what everything_about() has put where a word of the field belongs.
is_sound() { if mct check --tsv | grep -v "cannot be read"; then return 1; fi; }

# One record at least of every kind that can lead to her, by each of its columns.
everything_about() {
	db "PRAGMA foreign_keys = on;
		INSERT INTO event (id, name, name_key, date, entered_at) VALUES ($1, 'Fair', 'fair', '2026-05-03', 0);
		INSERT INTO topic (id, name, name_key, entered_at) VALUES ($1, 'knees $1', 'knees $1', 0)"
	for pair in $(db "SELECT child.name || '.' || key.\"from\" || '.' || key.\"table\" FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) AS key
		WHERE key.\"table\" IN ('contact', 'client', 'partner') AND child.name NOT IN ('client', 'partner', 'contact_word')"); do
		IFS=. read -r table column parent <<<"$pair"
		[ "$parent" = partner ] && [ "$2" != partner ] && continue
		[ "$parent" = client ] && [ "$2" != client ] && continue
		# The other columns that must not be empty get something that fits their kind.
		names=$column values=$1
		while IFS='|' read -r name type target; do
			[ "$name" = "$column" ] && continue
			names+=,$name
			case $target in
			contact | client) values+=,3 ;;
			partner) values+=,4 ;;
			event | topic) values+=,$1 ;;
			*) [ "$type" = INTEGER ] && values+=,1 || values+=",'2026-03-14'" ;;
			esac
		done < <(db "SELECT f.name, f.type, k.\"table\" FROM pragma_table_info('$table') AS f LEFT JOIN pragma_foreign_key_list('$table') AS k ON k.\"from\" = f.name
			WHERE f.\"notnull\" AND f.name <> 'id' AND f.dflt_value IS NULL")
		db "PRAGMA foreign_keys = on; INSERT INTO $table ($names) VALUES ($values)" || { echo "$table.$column"; return 1; }
	done
}

@test "what each field will be is told, and then is so" {
	expect 0 mct client merge c1 c2 --yes --tsv
	[ "$output" = "name	Dana Whitfield	Dana Witfield	Dana Whitfield	first
email		d@example.org	d@example.org	second
phone	555-0101	555-0199	555-0101	first
tags	runner	runner; teacher	runner; teacher	both
since	2025-03-01	2024-02-01	2024-02-01	earlier
cautions		latex	latex	second
note	likes tea	hates lavender	likes tea\\nhates lavender\\nalso: name Dana Witfield, phone 555-0199	both" ]
	mct -q undo
	expect 0 mct client merge c1 c2 --yes
	[[ $output == *"since     1 Mar 2025 "*" 1 Feb 2024"* ]]
	expect 0 mct client show c1 --json
	[ "$(jq -r '.[0] | "\(.name)|\(.email)|\(.phone)|\(.tags | join("+"))|\(.since)|\(.cautions)"' <<<"$output")" = \
		"Dana Whitfield|d@example.org|555-0101|runner+teacher|2024-02-01|latex" ]
	[ "$(jq -r '.[0].note' <<<"$output")" = "likes tea
hates lavender
also: name Dana Witfield, phone 555-0199" ]
	expect 3 mct client show c2
	[ "$(db "SELECT word FROM contact_word WHERE contact_id IN (1, 2) ORDER BY 1" | tr '\n' ' ')" = "dana whitfield " ]
	expect 0 mct check
}

@test "a field that is taken from the other one; what it was goes to the note" {
	expect 0 mct client merge c1 c2 --yes --take phone --take name
	expect 0 mct client show c1 --tsv --columns name,phone,note
	[ "$output" = "Dana Witfield	555-0199	likes tea\\nhates lavender\\nalso: name Dana Whitfield, phone 555-0101" ]
	expect 0 mct client list witf --tsv --columns id
	[ "$output" = c1 ]
	expect 2 mct client merge c1 c3 --yes --take shoes
	complains 'no field "shoes"'
}

@test "whatever leads to the other one leads to her, of every kind there is" {
	everything_about 2 client
	before=$(leads_to 2)
	[ "$(wc -l <<<"$before")" -gt 20 ]
	dump >dump.before
	expect 0 mct client merge c1 c2 --yes
	[ -z "$(leads_to 2)" ]
	[ "$(leads_to 1)" = "$before" ]
	dump >dump.after
	is_sound
	[ "$(mct history --tsv --limit 1 | cut -f 3)" = "mct client merge c1 c2 --yes" ]
	expect 0 mct undo
	dump >dump.undone
	cmp dump.before dump.undone
	is_sound
	expect 0 mct redo
	dump >dump.again
	cmp dump.after dump.again
}

@test "two partners, with what both have on one day kept once" {
	everything_about 5 partner
	mct -q assessment add p4 purposeful 3 --because "full class" --date "1 nov"
	mct -q assessment add p5 purposeful 1 --because "no answer" --date "1 nov"
	dump >dump.before
	expect 0 mct partner merge p4 p5 --yes
	says "Removed, since it tied the two or was there twice: 1 assessment"
	[ -z "$(leads_to 5)" ]
	[ "$(mct assessment list --where date=2026-11-01 --tsv --columns score)" = 3 ]
	is_sound
	expect 0 mct undo
	dump >dump.undone
	cmp dump.before dump.undone
}

@test "a client and a partner who are one person become both" {
	mct -q visit add c1 --minutes 60
	mct -q partner win p4 --me "new clients"
	dump >dump.before
	expect 0 mct contact merge c1 p4 --yes
	says "Moved: 1 partner, 1 win"
	expect 0 mct partner list --tsv --columns id,name
	[ "$(head -1 <<<"$output")" = "p5	Core Pilates Studio" ]
	[ "$(tail -1 <<<"$output")" = "p1	Dana Whitfield" ]
	[ "$(mct win list --tsv --columns partner)" = "Dana Whitfield" ]
	[[ "$(mct client show c1 --tsv --columns note)" == *"also: name Core Pilates"* ]]
	expect 0 mct check
	expect 0 mct undo
	dump >dump.undone
	cmp dump.before dump.undone
}

@test "nobody is tied to herself, nor sent by herself" {
	mct -q connect c1 c2 --as "sister of"
	mct -q referral add c1 --referrer c2
	mct -q referral add c2 --partner p4 --referrer c1
	mct -q fact add c1 "her other list" --about c2
	expect 0 mct client merge c1 c2 --yes
	says "1 connection, 1 referral"
	[ "$(db "SELECT count(*) FROM connection")" = 0 ]
	[ "$(db "SELECT client_id, partner_id, referrer_id FROM referral")" = "1|4|" ]
	[ "$(db "SELECT contact_id, about_id FROM fact")" = "1|" ]
	expect 0 mct check
}

@test "a session that both lists had is told, and left" {
	mct -q visit add c1 --date "2 nov" --time 14:00 --minutes 60
	mct -q visit add c2 --date "2 nov" --minutes 60
	mct -q visit add c2 --date "3 nov" --minutes 60
	expect 0 mct client merge c1 c2 --yes
	says "perhaps one session written down twice: v1 and v2"
	[ "$(db "SELECT count(*) FROM visit WHERE client_id = 1")" = 3 ]
}

@test "what her notes said before goes along" {
	mct -q client edit c2 --cautions "latex and nickel"
	mct -q client merge c1 c2 --yes
	expect 0 mct client show c1 --earlier --tsv
	[[ $output == *latex* ]]
}

@test "nothing is merged without a yes, nor with herself" {
	expect 5 mct client merge c1 c2
	complains "say --yes"
	expect 5 mct client merge c1 c2 --json
	[ -z "$output" ]
	expect 5 mct client merge c1 c1 --yes
	complains "same"
	expect 4 mct client merge dana c2 --yes
	complains "2 people"
	expect 3 mct client merge c1 c9 --yes
	at_terminal 5 'n\n' "mct client merge c1 c2"
	says "Make client Dana Witfield (c2) part of client Dana Whitfield (c1)? [y/N]"
	says "Nothing was merged."
	[ "$(db 'SELECT count(*) FROM client')" = 3 ]
	before=$(cksum <"$HOME/.local/share/mct/practice.db")
	expect 0 mct client merge c1 c2 -n
	says "Would make client Dana Witfield (c2) part of"
	[ "$(cksum <"$HOME/.local/share/mct/practice.db")" = "$before" ]
	at_terminal 0 'y\n' "mct client merge c1 c2"
	[ "$(db 'SELECT count(*) FROM client')" = 2 ]
}
