#!/usr/bin/env bats
# The files that programs of the trade write: each known by its headings, each row what it is there,
# and every file the same a second time. The people in them are invented.
load common

local_setup() {
	exports=$BATS_TEST_DIRNAME/../data/exports
	mct -q init --currency USD
}

# takes FILE TITLE COUNTS: imports it without saying what it is, and once more without a change.
takes() {
	expect 0 mct import "$exports/$1.csv"
	says "$1.csv: $2, "
	says "$3"
	expect 0 mct import "$exports/$1.csv"
	says " 0 new, 0 changed, "
}

@test "every file of the table is recognised, by names and not by places" {
	[ "$(mct import formats --tsv --columns name | sort)" = "$(cd "$exports" && printf '%s\n' *.csv | sed 's/\.csv$//' | sort)" ]
	for file in "$exports"/*.csv; do
		name=$(basename "$file" .csv)
		title=$(mct import formats --tsv --columns name,title | sed -n "s/^$name\t//p")
		# Its columns the other way round; titles above the headings stay.
		python3 - "$file" >turned.csv <<-'PY'
			import csv, sys
			rows = [row for row in csv.reader(open(sys.argv[1], newline=""))]
			csv.writer(sys.stdout).writerows(row[::-1] for row in rows)
		PY
		mct import turned.csv --dry-run >told 2>&1 || [ "$name" = square-items ]
		grep -qF "$title" told
	done
}

@test "Google Contacts: several values in a cell, a business, nobody, no year" {
	takes google-contacts "Google Contacts" "4 rows = 3 new, 0 changed, 0 same, 1 skipped"
	expect 0 mct import "$exports/google-contacts.csv"
	says 'line 5: passed over, since "First Name" is empty'
	says 'line 6: birthday "--05-17" has no year: left out'
	[ "$(mct contact list --tsv --columns name,preferred,email,phone,birthday,tags)" = "$(printf '%s\t%s\t%s\t%s\t%s\t%s\n' \
		"Anna von Berg" Ani anna@example.org "+1 555 010 2000" 1980-05-17 Clients \
		"Bumps & Co" "" "" 555-0199 "" "" "Zoe Adams" "" "" "" "" "")" ]
	takes google-contacts-old "Google Contacts, until 2023" "1 row = 1 new"
	[ "$(mct contact list rosa --tsv --columns name,email,phone,tags)" = $'Rosa Lind\trosa@example.org\t555 010 4000\tClients' ]
}

@test "an address book can be one of clients" {
	expect 0 mct import clients "$exports/google-contacts.csv"
	says "4 rows = 3 new"
	[ "$(mct client list --tsv --columns name | wc -l)" = 3 ]
}

@test "Outlook: the mobile number first, an address of parts" {
	takes outlook-contacts "Outlook contacts" "1 row = 1 new"
	[ "$(mct contact list --tsv --columns name,phone,birthday,address,tags)" = $'Karl Ott\t555 010 6667\t\t7 Fir, Reno\tFriends; VIP' ]
}

@test "Square: customers, then their payments; refunds and sales to nobody are none" {
	takes square-customers "Square, customers" "1 row = 1 new"
	takes square-transactions "Square, transactions" "4 rows = 2 new, 0 changed, 0 same, 2 skipped"
	[ "$(mct visit list --tsv --columns client,date,time,minutes,price,tip,external_id | sort)" = "$(printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
		"Dana Whit" 2026-07-18 12:59 60 85.00 15.00 P1 "Lou Moss" 2026-07-21 14:30 "" 85.00 "" P4)" ]
	expect 2 mct import "$exports/square-items.csv"
	complains 'this is the file "Square, items"'
	complains "export the transactions"
}

@test "Vagaro: a title above, a total below, dashes for nothing" {
	takes vagaro-customers "Vagaro, customers" "2 rows = 1 new, 0 changed, 0 same, 1 skipped"
	[ "$(mct client list --tsv --columns name,phone,birthday,address,since,source)" = $'Petra Lux\t(555) 010-7777\t1981-03-14\t5 Pine, Reno, NV, 89501\t2023-01-20\tDana Whit' ]
}

@test "Acuity: the length is from the start to the end, the client is known by her e-mail" {
	takes acuity-clients "Acuity, clients" "1 row = 1 new"
	mct -q client add "Dana Whit" --email other@example.org
	takes acuity-appointments "Acuity, appointments" "1 row = 1 new"
	[ "$(mct visit list --tsv --columns client,date,time,minutes,price,booked_on)" = $'Dana Whit <dana@example.org>\t2025-12-02\t09:00\t60\t85.00\t2025-11-25' ]
}

@test "Fresha: a phone number that begins with its country, clients made of appointments" {
	takes fresha-customers "Fresha, customers" "1 row = 1 new"
	says 'line 2: birthday "17-05" has no year: left out'
	takes fresha-appointments "Fresha, appointments" "2 rows = 2 new"
	[ "$(mct client list --tsv --columns name,phone | sort)" = $'Giulia Neri\t+39 333 123 4567\nWalk-In\t' ]
	[ "$(mct visit list --tsv --columns client,minutes,outcome | sort)" = $'Giulia Neri\t90\tcompleted\nWalk-In\t45\tno_show' ]
}

@test "Jane: breaks and deleted rows are no visits, who came late is, early is not" {
	takes jane-patients "Jane, patients" "2 rows = 2 new"
	[ "$(mct client list --tsv --columns name,phone,address,status,cautions | sort)" = $'Ines Marquez\t555 010 2222\t9 Oak Ave, Unit 3, Victoria, V8V 1A1\tactive\tLatex allergy\nTom Reyes\t555 010 9999\t\tended\t' ]
	takes jane-appointments "Jane, appointments" "5 rows = 3 new, 0 changed, 0 same, 2 skipped"
	[ "$(mct visit list --tsv --columns client,date,minutes,outcome,late_minutes | sort)" = "$(printf '%s\t%s\t%s\t%s\t%s\n' \
		"Ines Marquez" 2026-09-01 90 completed 7 "Ines Marquez" 2026-09-05 60 completed 0 \
		"Nora Quill" 2026-09-03 60 no_show "")" ]
}

@test "what the rows are is found by the headings, or asked for" {
	printf 'Name,Phone\nMei Tan,555 010 1234\n' >list.csv
	expect 0 mct import list.csv
	says "list.csv: 1 row of clients"
	printf 'Date,Client,Fee\n2026-01-05,Mei Tan,85\n' >log.csv
	expect 0 mct import log.csv
	says "log.csv: 1 row of visits"
	mct export touches --csv >touches.csv
	expect 0 mct import touches.csv
	says "rows of touches"
	printf 'foo,bar\n1,2\n' >foo.csv
	expect 2 mct import foo.csv
	complains "no heading tells what the rows of the file are"
	complains "mct import clients FILE"
}

@test "columns can be parts, and marks of the client" {
	printf 'Who,Mail,From,To,Gone\nMei Tan,mei@example.org,2026-01-05 09:00,2026-01-05 10:15,\nMei Tan,mei@example.org,2026-01-06 09:00,,x\n' >log.csv
	expect 0 mct import visits log.csv --create-clients --map Who=client --map Mail=client.email \
		--map From=date --map To=minutes:until --map Gone=outcome:no_show
	[ "$(mct visit list --tsv --columns date,minutes,outcome | sort)" = $'2026-01-05\t75\tcompleted\n2026-01-06\t\tno_show' ]
	[ "$(mct client list --tsv --columns name,email)" = $'Mei Tan\tmei@example.org' ]
	expect 2 mct import visits log.csv --map Who=client --map From=date --map Gone=outcome:away
	expect 2 mct import visits log.csv --map Who=client --map From=date --map Mail=client.birthday
}

@test "what was said of the columns of a list is said once" {
	printf 'Wer,Wann,Weg,Was\nMei Tan,03/04/2026,x,85\nLou Moss,05/04/2026,,90\n' >march.csv
	printf 'Wer,Wann,Weg,Was\nMei Tan,04/04/2026,x,85\nAna Moss,05/04/2026,,90\n' >april.csv
	expect 0 mct import visits march.csv --map Wer=client --map Wann=date --map Weg=outcome:no_show \
		--map Was=price --date-order dmy --create-clients --save-mapping "Front desk"
	says "Files with these headings are read so from now on: mapping Front desk"
	expect 0 mct import april.csv
	says "april.csv: Front desk, 2 rows of visits"
	says "2 new, 0 changed"
	[ "$(mct visit list --tsv --columns client,date,outcome,price | sort)" = "$(printf '%s\t%s\t%s\t%s\n' \
		"Ana Moss" 2026-04-05 completed 90.00 "Lou Moss" 2026-04-05 completed 90.00 \
		"Mei Tan" 2026-04-03 no_show 85.00 "Mei Tan" 2026-04-04 no_show 85.00)" ]
	# One column less: it has to be asked for, and what is said now goes before it.
	printf 'Desk\nWer,Wann,Was\nMei Tan,06/04/2026,85\n' >may.csv
	expect 2 mct import may.csv
	expect 0 mct import may.csv --mapping front --date-order mdy --map Was=tip
	[ "$(mct visit show v5 --tsv --columns date,price,tip)" = $'2026-06-04\t\t85.00' ]
	expect 2 mct import clients may.csv --mapping front
	complains 'the mapping "Front desk" is one of visits'
	expect 3 mct import may.csv --mapping back
	# Under the same name the later one holds; a refused import keeps none.
	expect 0 mct import visits may.csv --map Wer=client --map Wann=date --map Was= --save-mapping "front desk" --date-order dmy
	[ "$(mct mapping list --tsv --columns name,kind,date_order,new_clients)" = $'Front desk\tvisits\tdmy\trejected' ]
	[ "$(mct mapping show front --json | jq -r '.[0].columns')" = $'Wer=client\nWann=date\nWas=' ]
	printf 'Wer,Wann\nNobody,06/04/2026\n' >june.csv
	expect 5 mct import visits june.csv --map Wer=client --map Wann=date --date-order dmy --save-mapping june
	[ "$(mct mapping list --tsv | wc -l)" = 1 ]
}

@test "a mapping typed by hand has to make sense" {
	expect 0 mct mapping add diary visits $'Who=client\nDay=date\nRoom='
	printf 'Who,Day,Room\nMei Tan,2026-01-05,2\n' >d.csv
	expect 0 mct import d.csv --create-clients
	says "d.csv: diary, 1 row of visits"
	expect 5 mct mapping add Diary visits "Who=client"
	complains 'there is a mapping "Diary" already (im1)'
	expect 2 mct mapping edit diary --columns "Who=hund"
	complains 'a visit has no field "hund"'
	expect 2 mct mapping edit diary --columns "Who"
	complains '"Who" says nothing of a column'
	expect 2 mct mapping edit diary --kind dogs
	complains '"dogs" is not a kind of record'
}
