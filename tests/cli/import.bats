#!/usr/bin/env bats
# Import: any sheet in, nothing twice, nothing half, every row accounted for.
load common

local_setup() {
	db=$HOME/.local/share/mct/practice.db
	mct -q init --currency USD
}

count() { sqlite3 "$db" "SELECT count(*) FROM $1"; }

@test "the same file again changes nothing and says so" {
	expect 0 mct import clients "$data/clients.csv"
	says "60 rows = 60 new, 0 changed, 0 same, 0 rejected"
	expect 0 mct import visits "$data/visits.csv"
	before=$(cksum <"$db")
	expect 0 mct import clients "$data/clients.csv"
	says "0 new, 0 changed, 60 same"
	says "Nothing changed"
	expect 0 mct import visits "$data/visits.csv"
	says "Nothing changed"
	[ "$(cksum <"$db")" = "$before" ]
}

@test "a changed row updates, an emptied cell does not erase" {
	printf 'name,email,phone,note\nDana Ortiz,dana@example.org,555 0142,likes quiet\n' >one.csv
	printf 'name,email,phone,note\nDana Ortiz,dana@example.org,555 0199,\n' >two.csv
	mct -q import clients one.csv
	expect 0 mct import clients two.csv
	says "0 new, 1 changed"
	expect 0 mct client show dana --tsv --columns phone,note
	[ "$output" = $'555 0199\tlikes quiet' ]
}

@test "one rejected row stops it all, told by line, field, value and what would be right" {
	printf 'name,birthday,email\nDana Ortiz,1980-02-31,\nTom Okafor,,tom(at)example.org\nMei Tan,1990-01-01,\n' >c.csv
	expect 5 mct import clients c.csv
	complains 'line 2: birthday "1980-02-31" is not in the calendar'
	complains 'line 3: email "tom(at)example.org" is not an e-mail address (write it as name@example.org)'
	complains "nothing was changed"
	[ "$(count client)" = 0 ]
}

@test "with --rejects the good rows go in, and the mended rejects complete it" {
	printf 'name,birthday\nDana Ortiz,1980-02-31\n"Okafor, Tom",1985-05-05\n' >c.csv
	expect 0 mct import clients c.csv --rejects bad.csv
	says "1 new, 0 changed, 0 same, 1 rejected"
	[ "$(count client)" = 1 ]
	sed -i 's/1980-02-31/1980-02-28/' bad.csv
	expect 0 mct import clients bad.csv
	says "1 row = 1 new"
	expect 0 mct client list --tsv --columns name
	[ "$output" = $'Dana Ortiz\nTom Okafor' ]
}

@test "a dry run shows the mapping, the first rows and the rejects, and changes nothing" {
	printf 'Client Name,Cell,DOB,Shoe size\nDana Ortiz,555 0142,1980-01-02,38\nTom,12,,40\n' >c.csv
	before=$(cksum <"$db")
	expect 5 mct import clients c.csv --dry-run
	says "Client Name             name"
	says "Cell                    phone"
	says "DOB                     birthday"
	says "Shoe size               (left out)"
	says "Dana Ortiz"
	complains 'line 3: phone "12" is not a phone number'
	[ "$(cksum <"$db")" = "$before" ]
}

@test "columns are stated with --map, and a wrong name is told" {
	printf 'Who,Remark,Junk\nDana Ortiz,likes quiet,x\n' >c.csv
	expect 2 mct import clients c.csv
	complains "no column is the name of clients, by the headings on line 1"
	expect 0 mct import clients c.csv --map Who=name --map Remark=note --map Junk=
	expect 0 mct client show dana --tsv --columns name,note
	[ "$output" = $'Dana Ortiz\tlikes quiet' ]
	expect 2 mct import clients c.csv --map Wo=name
	complains 'the file has no column "Wo"'
	complains 'did you mean "Who"? the columns are "Who", "Remark", "Junk"'
	expect 2 mct import clients c.csv --map Fee=name
	complains 'the columns are "Who", "Remark", "Junk"'
	expect 2 mct import clients c.csv --map name=who
	complains "the column stands first: --map 'who=name'"
	expect 2 mct import clients c.csv --map Who=nmae
	complains 'has no field "nmae"'
	complains "did you mean name"
	expect 2 mct import clients c.csv --map Who=fist_name
	complains "did you mean first_name"
	expect 2 mct import clients c.csv --map Who=xyz
	complains "the fields are name, preferred, email"
	expect 2 mct import rates c.csv --map Who=first_name
	complains 'a rate has no field "first_name"'
}

@test "two columns of one field, or one column of two, are refused with both" {
	printf 'Who,Called,Family,Remark,Memo\nDana Ortiz,Dana,Ortiz,likes quiet,x\n' >c.csv
	expect 2 mct import clients c.csv --map Who=name --map Remark=note --map Memo=note
	complains 'the columns "Remark" and "Memo" are both mapped to note'
	expect 2 mct import clients c.csv --map Who=name --map Remark=note --map remark=goals
	complains "the column \"Remark\" is mapped twice: 'Remark=note' and 'remark=goals'"
	expect 2 mct import clients c.csv --map Who=name --map Who=
	complains 'the column "Who" is mapped twice'
	expect 2 mct import clients c.csv --map Who=name --map Family=last_name
	complains 'the columns "Who" and "Family" are both mapped to last_name'
	expect 0 mct import clients c.csv --map Called=first_name --map Family=last_name
	expect 0 mct client list --tsv --columns name
	[ "$output" = "Dana Ortiz" ]
	[ "$(count client)" = 1 ]
}

@test "visits find their client by outside id, e-mail, phone, name, or Last, First" {
	mct -q client add "Dana Ortiz" --external-id w007 --email dana@example.org --phone "(555) 010-0142"
	printf 'client,date,minutes\nw007,2026-01-01,60\ndana@example.org,2026-01-02,60\n+1 555 010 0142,2026-01-03,60\ndana ortiz,2026-01-04,60\n"Ortiz, Dana",2026-01-05,60\n' >v.csv
	expect 0 mct import visits v.csv
	says "5 rows = 5 new"
	expect 0 mct visit list dana --tsv --columns client
	[ "$(sort -u <<<"$output")" = "Dana Ortiz" ]
}

@test "an unknown client is a rejected row, unless clients are to be made" {
	printf 'client,date,minutes\nDana Ortiz,2026-01-01,60\n"Okafor, Tom",2026-01-02,60\nDana Ortiz,2026-01-09,60\n' >v.csv
	expect 5 mct import visits v.csv
	complains 'line 2: there is no client "Dana Ortiz"'
	[ "$(count visit)" = 0 ]
	expect 0 mct import visits v.csv --create-clients
	says "3 new"
	says "2 clients were made"
	expect 0 mct client list --tsv --columns name
	[ "$output" = $'Dana Ortiz\nTom Okafor' ]
}

@test "a name that is two people is never guessed" {
	mct -q client add "Ana Silva" --email one@example.org
	mct -q client add "Ana Silva" --email two@example.org
	printf 'client,date\nAna Silva,2026-01-01\nAna Silva <two@example.org>,2026-01-02\n' >v.csv
	expect 5 mct import visits v.csv
	complains 'line 2: "Ana Silva" is 2 people'
	expect 0 mct import visits v.csv --rejects bad.csv
	says "1 new"
}

@test "separators, encodings and line ends are found" {
	printf '\xef\xbb\xbfname;phone\r\nJosé García;555 0001\r\n' >bom.csv
	printf 'name\tphone\nJosé García\t555 0001\n' | iconv -t UTF-16 >utf16.txt
	printf 'name|phone\rJosé García|555 0001\r' | iconv -t WINDOWS-1252 >cr.csv
	expect 0 mct import clients bom.csv
	says 'UTF-8 with BOM, separator ";"'
	expect 0 mct import clients utf16.txt
	says "UTF-16LE, separator tab"
	expect 0 mct import clients cr.csv
	says 'WINDOWS-1252, separator "|"'
	[ "$(count client)" = 1 ]
}

@test "a whole column settles the order of its dates" {
	printf 'name,birthday\nA One,3/4/1980\nB Two,13/4/1980\n' >dmy.csv
	expect 0 mct import clients dmy.csv
	says "dates dmy"
	expect 0 mct client show "a one" --tsv --columns birthday
	[ "$output" = 1980-04-03 ]
}

@test "a column that reads both ways is refused with both readings, and can be stated" {
	printf 'name,birthday\nA One,3/4/1980\nB Two,5/6/1981\n' >c.csv
	expect 2 mct import clients c.csv
	complains '"3/4/1980" on line 2 could be 3 Apr 1980 or 4 Mar 1980'
	complains "--date-order"
	expect 0 mct import clients c.csv --date-order mdy
	expect 0 mct client show "a one" --tsv --columns birthday
	[ "$output" = 1980-03-04 ]
}

@test "a column in two orders is refused with a line of each" {
	printf 'name,birthday\nA One,3/4/1980\nB Two,13/2/1980\nC Three,14/2/1980\nD Four,2/13/1980\n' >c.csv
	expect 2 mct import clients c.csv
	complains 'the dates of column "birthday" are written in two ways: "13/2/1980" on line 3, "2/13/1980" on line 5'
	complains "--date-order dmy or --date-order mdy"
	expect 5 mct import clients c.csv --date-order dmy
	complains 'line 5: birthday "2/13/1980"'
	mct -q client add "Dana Ortiz"
	printf 'client;date;price\nDana Ortiz;2026-01-01;85,50\nDana Ortiz;2026-01-02;85.50\n' >v.csv
	expect 2 mct import visits v.csv
	complains 'the amounts of column "price" are written in two ways: "85,50" on line 2, "85.50" on line 3'
}

@test "money with a decimal comma, signs and thousands" {
	mct -q init --currency EUR --db euro.db
	export MCT_DB=euro.db
	mct -q client add "Dana Ortiz"
	printf 'client;date;price;tip\nDana Ortiz;2026-01-01;1.085,50 €;10,00 €\nDana Ortiz;2026-01-02;85,00 €;\n' >v.csv
	expect 0 mct import visits v.csv
	says 'decimal mark ","'
	expect 0 mct visit list --tsv --columns price,tip
	[ "$output" = $'1085.50\t10.00\n85.00\t' ]
}

@test "an amount with three decimals is never guessed, but its column may settle it" {
	mct -q client add "Dana Ortiz"
	printf 'client,date,price\nDana Ortiz,2026-01-01,80.555\nDana Ortiz,2026-01-02,85\n' >v.csv
	expect 2 mct import visits v.csv
	complains 'the amounts of column "price" read two ways: "80.555" on line 2 could be $80,555.00 or 80.555'
	complains "--decimal-mark"
	expect 0 mct import visits v.csv --decimal-mark ,
	expect 0 mct visit list --tsv --columns price
	[ "$output" = $'80555.00\n85.00' ]
	printf 'client,date,price\nDana Ortiz,2026-02-01,"5,555"\nDana Ortiz,2026-02-02,85.50\nDana Ortiz,2026-02-03,80.555\n' >v.csv
	expect 0 mct import visits v.csv --rejects bad.csv
	complains 'line 4: price "80.555" has too many decimals'
	expect 0 mct visit list --tsv --since 2026-02-01 --columns price
	[ "$output" = $'5555.00\n85.50' ]
	expect 2 mct visit add dana --price 5,555
	complains 'price "5,555" could be $5,555.00 or 5.555'
	mct -q init --currency JPY --db yen.db
	printf 'client,date,price\nDana Ortiz,2026-01-01,"1,200"\nDana Ortiz,2026-01-02,"¥1,000"\n' >v.csv
	expect 0 mct --db yen.db import visits v.csv --create-clients
	expect 0 mct --db yen.db visit list --until 2026-01-31 --tsv --columns price
	[ "$output" = $'1200\n1000' ]
}

@test "another currency is refused with both names" {
	mct -q client add "Dana Ortiz"
	printf 'client,date,price,tip\nDana Ortiz,2026-01-01,€70,\nDana Ortiz,2026-01-02,70.00,5 CHF\nDana Ortiz,2026-01-03,$70,5 USD\n' >v.csv
	expect 0 mct import visits v.csv --rejects bad.csv
	complains 'line 2: price "€70" is in EUR, and the practice counts in USD'
	complains 'line 3: tip "5 CHF" is in CHF, and the practice counts in USD'
	says "1 new, 0 changed, 0 same, 2 rejected"
	expect 2 mct visit add dana --tip "70 EUR"
	complains 'tip "70 EUR" is in EUR, and the practice counts in USD'
	expect 2 mct rate add €90
	complains "is in EUR"
}

@test "negative money is rejected with its line" {
	mct -q client add "Dana Ortiz"
	printf 'client,date,price\nDana Ortiz,2026-01-01,-85.00\n' >v.csv
	expect 5 mct import visits v.csv
	complains 'line 2: price "-85.00" is negative'
}

@test "titles above and totals below are no rows" {
	printf 'Willow Street - log,,\n,,\nDate,Client,Fee\n1/31/2026,Dana Ortiz,$85.00\n,TOTAL,"$1,085.00"\n' >v.csv
	expect 0 mct import visits v.csv --create-clients
	says "headings on line 3"
	says "2 rows = 1 new, 0 changed, 0 same, 1 skipped, 0 rejected"
}

@test "two sessions of one day without a time stay two, and an exact copy is joined" {
	printf 'client,date,minutes\nDana Ortiz,2026-01-01,60\nDana Ortiz,2026-01-01,30\nDana Ortiz,2026-01-01,30\n' >v.csv
	expect 0 mct import visits v.csv --create-clients
	says "3 rows = 2 new, 0 changed, 0 same, 1 joined"
	expect 0 mct import visits v.csv
	says "0 new, 0 changed"
	[ "$(count visit)" = 2 ]
}

@test "standard input is a file too" {
	expect 0 mct import clients - <"$data/clients.csv"
	says "60 new"
	cat "$data/clients.csv" | (expect 0 mct import clients -)
}

@test "what is no CSV is told in one line and changes nothing" {
	: >empty.csv
	printf 'PK\003\004rest' >book.csv
	printf 'name,note\nDana,"never closed\nTom,x\n' >quote.csv
	printf 'name,note\nDana,a\0b\n' >nul.csv
	mkdir folder
	expect 2 mct import clients empty.csv
	complains '"empty.csv" is empty'
	expect 2 mct import clients book.csv
	complains "workbook"
	expect 2 mct import clients quote.csv
	complains "line 2: a quote opens that never closes"
	expect 2 mct import clients nul.csv
	complains "NUL"
	expect 2 mct import clients folder
	complains "is a folder"
	expect 1 mct import clients missing.csv
	complains 'cannot open "missing.csv"'
	[ "$(count client)" = 0 ]
}

@test "the same people in four forms are the same people" {
	printf 'name,email,phone,external_id\nWren Salas,wren@example.org,+1 555 000 0000,c1\nIvan López,ivan@example.org,+1 555 000 0001,c2\n' >own.csv
	printf '\xef\xbb\xbfClient Name,Cell,E-mail,DOB\nWren Salas,(555) 000-0000,wren@example.org,5/25/1980\nIvan López,(555) 000-0001,ivan@example.org,8/23/1951\n' >us.csv
	printf 'Nachname;Vorname;Telefon;E-Mail;Geburtstag\nSalas;Wren;0049 30 0000000;wren@example.org;25.05.1980\nLópez;Ivan;0049 30 0000001;ivan@example.org;23.08.1951\n' | iconv -t WINDOWS-1252 >eu.csv
	printf 'Name\tPhone\tEmail\tNotes\nWren Salas\t+1 555 000 0000\twren@example.org\t"quiet\nno lavender"\n' | iconv -t UTF-16 >u16.txt
	for file in own.csv us.csv eu.csv u16.txt; do expect 0 mct import clients $file; done
	[ "$(count client)" = 2 ]
	expect 0 mct client show wren --tsv --columns birthday,note,external_id
	[ "$output" = $'1980-05-25\tquiet\\nno lavender\tc1' ]
}

@test "killed in the middle it leaves all or nothing" {
	{ echo "name,external_id"; for i in $(seq 60000); do echo "Person$i Name,e$i"; done; } >big.csv
	for after in 0.05 0.2 0.4; do
		timeout -s KILL "$after" mct -q import clients big.csv || true
		[ "$(sqlite3 "$db" 'PRAGMA integrity_check')" = ok ]
		found=$(count client)
		[ "$found" = 0 ] || [ "$found" = 60000 ]
	done
}

@test "partners and referrals come in as well" {
	printf 'Name,Type,Level,Target market\nCore Pilates,Pilates,primary,runners\n' >p.csv
	printf 'date,direction,client,partner,referrer,mechanism\n2026-01-05,in,Dana Ortiz,Core Pilates,,coupon\n2026-02-05,out,Dana Ortiz,Core Pilates,,\n' >r.csv
	mct -q client add "Dana Ortiz"
	expect 0 mct import partners p.csv
	says "1 new"
	expect 0 mct import referrals r.csv
	says "2 new"
	expect 0 mct import referrals r.csv
	says "Nothing changed"
	expect 0 mct partner show core --tsv --columns business,level,market
	[ "$output" = $'Pilates\tprimary\trunners' ]
}

# A long list into an empty table is loaded without its indexes: nothing of that may show.
long_list() { # long_list COUNT [COLUMN...]: a visit a day of client 1 to 100
	python3 - "$@" <<-'PY'
		import datetime, sys
		count, named = int(sys.argv[1]), len(sys.argv) > 2
		print("client,date,time" + (",external_id" if named else ""))
		for i in range(count):
		    day = datetime.date(2020, 1, 1) + datetime.timedelta(days=i // 100)
		    print(f"Client {i % 100},{day},09:00" + (f",x{i}" if named else ""))
	PY
}

@test "a long first list: all rows once, all indexes there, the same file again changes nothing" {
	long_list 21000 named >long.csv
	sed -n 15000p long.csv >again
	cat again >>long.csv
	sqlite3 "$HOME/.local/share/mct/practice.db" "select name, sql from sqlite_schema order by 1" >before
	expect 0 mct import visits long.csv --create-clients
	says "21001 rows = 21000 new, 0 changed, 0 same, 1 joined (there twice), 0 rejected"
	sqlite3 "$HOME/.local/share/mct/practice.db" "select name, sql from sqlite_schema order by 1" >after
	cmp before after
	[ "$(sqlite3 "$HOME/.local/share/mct/practice.db" "pragma integrity_check; select count(*) from visit")" = $'ok\n21000' ]
	expect 0 mct import visits long.csv
	says "0 new, 0 changed, 21000 same, 1 joined"
}

@test "a long first list without outside ids, where some rows have one" {
	long_list 20500 >long.csv
	sed -i '1s/$/,external_id/; 10000s/$/,x1/; 20000s/$/,x2/' long.csv
	sed '10000!d; s/,x1$/,/' long.csv >again
	cat again >>long.csv
	expect 0 mct import visits long.csv --create-clients
	says "20501 rows = 20500 new, 0 changed, 0 same, 1 joined (there twice), 0 rejected"
}

@test "a long first list with a bad row changes nothing" {
	mct -q client add "Client 1"
	long_list 20500 named >long.csv
	echo 'Client 1,2026-13-45,09:00,bad' >>long.csv
	sqlite3 "$HOME/.local/share/mct/practice.db" .dump >before
	expect 5 mct import visits long.csv --create-clients
	sqlite3 "$HOME/.local/share/mct/practice.db" .dump >after
	cmp before after
}

@test "short rows and rows rejected before keep their columns in the file of rejected rows" {
	printf 'client,date,minutes,tip\nDana Roe,2026-02-31\nAnn Lee,2026-01-01,6x,5\n' >bad.csv
	expect 0 mct import visits bad.csv --create-clients --rejects one.csv
	[ "$(sed -n 1p one.csv | tr -d '\r')" = "client,date,minutes,tip,rejected because" ]
	[[ $(sed -n 2p one.csv) == 'Dana Roe,2026-02-31,,,"date '* ]]
	expect 0 mct import visits one.csv --create-clients --rejects two.csv
	cmp one.csv two.csv
	sed -i 's/2026-02-31/2026-02-28/; s/6x/60/' two.csv
	expect 0 mct import visits two.csv --create-clients
	says "2 new"
}

@test "after a long first list every visit belongs to somebody, and ids go on where they were" {
	python3 - >v.csv <<-'PY'
		print("client,date,time")
		for i in range(25000):
		    print(f"Client {i % 500},{2020 + i % 5}-0{1 + i // 5 % 9}-{10 + i // 45 % 18},{8 + i // 900 % 12}:{i // 10800}0")
	PY
	expect 0 mct import visits v.csv --create-clients
	says "= 25000 new"
	db=$HOME/.local/share/mct/practice.db
	[ "$(sqlite3 "$db" "PRAGMA foreign_key_check; PRAGMA integrity_check")" = ok ]
	mct -q visit remove v25000 --yes
	expect 0 mct visit add "Client 7" --date 2026-11-20
	says "(v25001)"
}

@test "rejected rows never go over the file they come from, by whatever name" {
	printf 'name,birthday\nDana Ortiz,1980-02-31\nTom Okafor,\n' >c.csv
	cp c.csv before.csv
	ln c.csv hard.csv
	ln -s c.csv soft.csv
	for name in c.csv ./c.csv hard.csv soft.csv; do
		expect 5 mct import clients c.csv --rejects $name
		complains "\"$name\" is the file that is being imported"
	done
	expect 5 mct import clients - --rejects hard.csv <c.csv
	cmp c.csv before.csv
	[ "$(count client)" = 0 ]
}

@test "rejected rows go to a pipe or to where a link leads, and what cannot be written stops it" {
	printf 'name,birthday\nDana Ortiz,1980-02-31\nTom Okafor,\n' >c.csv
	ln -s /proc/self/fd/2 stderr.link
	expect 0 mct import clients c.csv --rejects stderr.link
	complains 'Dana Ortiz,1980-02-31,"birthday'
	[ -L stderr.link ]
	sed -i 's/Tom/Tim/' c.csv
	expect 1 mct import clients c.csv --rejects nowhere/bad.csv
	complains 'cannot write "nowhere/bad.csv"'
	complains "nothing was imported"
	[ "$(count client)" = 1 ]
	expect 0 mct import clients c.csv --rejects bad.csv
	[ "$(ls bad.csv*)" = bad.csv ]
	[ "$(stat -c %a bad.csv)" = 600 ]
	{ cat c.csv; yes 'Nobody,1980-02-31' | head -3000; echo "Ada Abbott,"; } >many.csv
	mkfifo pipe
	head -c 10 pipe >part &
	expect 1 mct import clients many.csv --rejects pipe
	complains 'cannot write "pipe": Broken pipe'
	[ -p pipe ]
	[ "$(count client)" = 2 ]
}

# stops_while_writing COMMAND...: runs it until it has begun to write, then types Ctrl-C.
stops_while_writing() {
	local code=0
	"$@" >out 2>err &
	for _ in {1..500}; do
		[ -e "$db-journal" ] && break
		sleep 0.01
	done
	[ -e "$db-journal" ]
	kill -INT $!
	wait $! || code=$?
	[ "$code" = 130 ] || { echo "exit $code"; head err; return 1; }
	[ "$(cat err)" = "mct: interrupted; nothing was changed" ] || { head err; return 1; }
	[ "$(sqlite3 "$db" 'PRAGMA integrity_check')$(count client)$(count visit)" = ok00 ]
}

@test "Ctrl-C ends an import at once and changes nothing" {
	{ echo "client,date,external_id"; for i in {1..150000}; do echo "Client $i,2026-01-05,x$i"; done; } >big.csv
	sqlite3 "$db" "SELECT name FROM sqlite_schema ORDER BY 1" >before
	stops_while_writing mct import visits big.csv --create-clients
	stops_while_writing mct import visits big.csv --create-clients --rejects bad.csv
	[ ! -e bad.csv ]
	[ "$(echo bad.csv*)" = "bad.csv*" ]
	sqlite3 "$db" "SELECT name FROM sqlite_schema ORDER BY 1" | cmp - before
}

@test "Ctrl-C ends an import that waits for its input, or for who reads its rejected rows" {
	mkfifo in pipe
	exec 5<>in 6<>pipe
	expect 130 timeout -k 5 --preserve-status -s INT 0.3 mct import clients - <in
	[ "$error" = "mct: interrupted; nothing was changed" ]
	expect 130 timeout -k 5 --preserve-status -s TERM 0.3 mct import clients in
	[ "$error" = "mct: interrupted; nothing was changed" ]
	{ echo "name,birthday"; yes 'Nobody,1980-02-31' | head -3000; echo "Dana Ortiz,"; } >bad.csv
	expect 130 timeout -k 5 --preserve-status -s INT 0.5 mct import clients bad.csv --rejects pipe
	complains "mct: interrupted; nothing was changed"
	[ "$(count client)" = 0 ]
}

@test "her children and pets are no note" {
	printf 'Name,Kids / pets,Children,Notes\nDana Ortiz,Leo and Biscuit,Leo,quiet\n' >c.csv
	expect 0 mct import clients c.csv --dry-run
	says "Kids / pets             (left out)"
	says "Children                (left out)"
	expect 0 mct import clients c.csv --dry-run --map Notes=
	says "Kids / pets             (left out)"
	says "Children                (left out)"
}

@test "rows that count or sum the others are skipped and told" {
	printf 'Name,Phone,Paid\nDana Ortiz,555 0142,450\nTom Okafor,,\n2 clients,,\nTotal,,450\n' >c.csv
	expect 0 mct import clients c.csv
	says "4 rows = 2 new, 0 changed, 0 same, 2 skipped, 0 rejected"
	for last in "Total clients: 2,," ",,Grand Total" "Total: 2 customers,,450" "Records: 2,,"; do
		printf 'Name,Phone,Paid\nDana Ortiz,555 0142,450\nTom Okafor,,\n%s\n' "$last" >c.csv
		expect 0 mct import clients c.csv
		says "0 new, 0 changed, 2 same, 1 skipped"
	done
	printf 'Name,Phone\nTotal Bliss,\nSum Wong,\n3 Rivers Spa,\n2 clients,555 0100\n' >c.csv
	expect 0 mct import clients c.csv
	says "4 rows = 4 new, 0 changed, 0 same, 0 rejected"
	printf 'Total clients,2\nName,Phone\n2 clients,\nDana Ortiz,\n' >c.csv
	expect 0 mct import clients c.csv --dry-run
	says_not $'\n2 clients'
	says "Dana Ortiz"
}

@test "headings without rows are told" {
	printf 'Name,Phone\n' >c.csv
	expect 0 mct import clients c.csv
	says "There are no rows below the headings: nothing was changed."
	says_not "all of it was known"
	printf 'Name,Phone\nTotal,\n' >c.csv
	expect 0 mct import clients c.csv
	says "There are no rows below the headings"
}

@test "a phone number that a spreadsheet shortened is refused with the way to mend it" {
	printf 'Name,Phone\nDana Ortiz,1.5551E+10\nTom Okafor,"5,55e+09"\nAda Abbott,555-0142 E\n' >c.csv
	expect 0 mct import clients c.csv --rejects bad.csv
	complains 'line 2: phone "1.5551E+10" is a number that a spreadsheet has shortened (its last digits are lost'
	complains 'line 3: phone "5,55e+09" is a number'
	says "1 new, 0 changed, 0 same, 2 rejected"
}

@test "where there is no phone number the mobile one is it" {
	printf 'Mobile,Name,Phone,Home phone\n555 0001,Dana Ortiz,,\n555 0002,Tom Okafor,555 0003,\n,Ada Abbott,,555 0004\n' >c.csv
	expect 0 mct import clients c.csv --dry-run
	says "Mobile                  phone, if empty"
	expect 0 mct import clients c.csv
	expect 0 mct client list --tsv --columns name,phone
	[ "$output" = $'Ada Abbott\t555 0004\nDana Ortiz\t555 0001\nTom Okafor\t555 0003' ]
	expect 0 mct import clients c.csv
	says "0 new, 0 changed, 3 same"
	expect 0 mct import clients c.csv --map Mobile= --dry-run
	says "Mobile                  (left out)"
}

@test "a script has to say what a column is that only looks like one" {
	printf "Name,Emial,Her phnone's\nDana Ortiz,dana@example.org,555 0142\n" >c.csv
	expect 5 mct import clients c.csv
	complains 'it is only a guess that the column "Emial" is email'
	complains "say so with --map Emial=email"
	[ "$(count client)" = 0 ]
	expect 0 mct import clients c.csv --dry-run
	says "Emial                   email?"
	for no in "" "\n" "n\n"; do
		at_terminal 5 "$no" "mct import clients c.csv"
		says "email?"
		says 'Take "Emial" as email? [y/N]'
		says "say so with --map Emial=email"
	done
	at_terminal 5 "y\n" "mct import clients c.csv --no-input"
	[ "$(count client)" = 0 ]
	at_terminal 0 "y\n" "mct import clients c.csv"
	says "1 new"
	expect 0 mct import clients c.csv --map Emial=email
	says "1 same"
	printf "Name,Prefered name,Refered by you\nDana Ortiz,Dee,Tom\n" >c.csv
	expect 5 mct import clients c.csv
	complains "--map 'Prefered name=preferred'"
	expect 0 mct import clients c.csv --map 'Prefered name='
}

@test "a cell that is too long is told with its line and its column" {
	{ printf 'name,note\nTom Okafor,x\nDana Ortiz,'; head -c 1100000 </dev/zero | tr '\0' x; } >c.csv
	expect 2 mct import clients c.csv
	complains "line 3: the cell in column 2 is longer than 1 MB"
	{ printf 'name,note\nDana Ortiz,"'; yes "and so on" | head -c 1200000; } >c.csv
	expect 2 mct import clients c.csv
	complains "line 2: the quote that opens in column 2 does not close within 1 MB"
}

@test "a file without its kind is read for what its headings say" {
	cp "$data/visits.csv" "my visits 2026.csv"
	cp "$data/clients.csv" list.csv
	expect 5 mct import "my visits 2026.csv"
	says "995 rows of visits"
	expect 0 mct import list.csv
	says "rows of clients"
	expect 2 mct export "my visits 2026.csv" --csv
	complains '"my visits 2026.csv" is not a kind of record'
	expect 2 mct import visits
	complains "FILE is missing"
}

@test "the last line of a refused import says that nothing was changed, and what to do" {
	printf 'name,birthday\nDana Ortiz,1980-02-31\nTom Okafor,\n' >c.csv
	expect 5 mct import clients c.csv
	[ "${error##*$'\n'}" = "  nothing was changed: mend the file, or take the good rows with --rejects FILE and mend the others there" ]
	at_terminal 5 "" "mct import clients c.csv"
	[[ $output == *"2 rows = "*"1 of 2 rows cannot be taken"*"nothing was changed"* ]]
	expect 0 mct import clients c.csv --rejects "my rejects.csv" --date-order ymd
	says "type mct import clients 'my rejects.csv' with the same options"
}

@test "a program reads what is wrong with the rows as one object" {
	printf 'name,birthday,email\nDana Ortiz,1980-02-31,x@\nTom Okafor,,\n' >c.csv
	expect 5 mct import clients c.csv --json
	[ "$(jq -r '.code, .exit, .message, (.problems | length), .problems[1].line, .problems[1].field, .problems[2].field' <<<"$error" | tr '\n' '|')" = "refused|5|1 of 2 rows cannot be taken|3|2|birthday|email|" ]
	expect 0 mct import clients c.csv --json --rejects bad.csv
	[ -z "$error" ]
	[ "$(jq '.[0].rejected' <<<"$output")" = 1 ]
}

@test "a dry run shows all columns that are read, and what stands between cells is a sign" {
	printf 'name,birthday\nDana Ortiz,5 May 1980\n' >c.csv
	expect 0 mct import clients c.csv --dry-run
	says "5 May 1980"
	[[ $output == *BIRTHDAY* ]]
	expect 2 mct import clients c.csv --delimiter x
	complains '"x" is not a delimiter'
	expect 2 mct import clients c.csv --delimiter ';'
	complains "what stands between the cells with --delimiter"
	expect 1 mct import clients missing.csv
	complains 'cannot open "missing.csv": there is no such file'
}

@test "one row is told as one" {
	printf 'name,birthday\nDana Ortiz,1980-02-31\n' >c.csv
	expect 5 mct import clients c.csv
	complains "1 of 1 row cannot be taken"
	{ echo name,birthday; yes 'Dana Ortiz,1980-02-31' | head -2; } >c.csv
	expect 5 mct import clients c.csv
	complains 'line 2: birthday "1980-02-31" is not in the calendar'
	complains "... and 1 more row for the same reasons"
	[[ $error != *"line 3"* ]]
	{ echo name,birthday; for i in {1..60}; do echo "Dana Ortiz,1980-02-31 $i"; done; } >c.csv
	expect 5 mct import clients c.csv
	complains "... and more rows: 10 for others"
}

@test "two names with one outside id are a mistake in the file, not one person" {
	printf 'name,external_id,phone\nDana Whitfield,7,555-0001\nMei Tan,7,\nDana WHITFIELD,7,555-0002\n' >c.csv
	expect 5 mct import clients c.csv
	complains 'line 3: "Mei Tan" has the outside id of "Dana Whitfield" in a line above'
	[ -z "$(mct client list --tsv)" ]
	# In the next file it is her new name.
	sed -i 3d c.csv
	mct -q import clients c.csv
	printf 'name,external_id\nDana Ortiz,7\n' >later.csv
	mct -q import clients later.csv
	[ "$(mct client list --tsv --columns name,phone)" = $'Dana Ortiz\t555-0002' ]
}

@test "whose a record is, is known by the same headings in every list" {
	mct -q client add "Dana Whitfield"
	printf 'Client name,Text\nDana Whitfield,run the 10k\n' >goals.csv
	expect 0 mct import goals goals.csv
	printf 'Patient,Since,Because\nDana Whitfield,2026-11-01,physio\n' >suspensions.csv
	expect 0 mct import suspensions suspensions.csv
	[ "$(mct suspension list --tsv --columns client,since)" = $'Dana Whitfield\t2026-11-01' ]
}

@test "a row with more cells than headings is rejected, and none of it is lost" {
	printf 'Name,Phone,Note\nLoss Test,555-3434,likes firm pressure, no oil, allergic to latex\nMei Tan,555-0001,quiet,,\n' >c.csv
	expect 5 mct import clients c.csv
	complains "line 2: the row has 5 cells, the headings 3 (put quotes around"
	[ "$(count client)" = 0 ]
	expect 0 mct import clients c.csv --rejects one.csv
	[ "$(mct client list --tsv --columns name,note)" = $'Mei Tan\tquiet' ]
	[[ $(sed -n 2p one.csv) == 'Loss Test,555-3434,likes firm pressure,"the row has 5 cells,'*',no oil,allergic to latex'* ]]
	expect 0 mct import clients one.csv --rejects two.csv
	says "1 rejected"
	[[ $(sed -n 2p two.csv) == 'Loss Test,555-3434,likes firm pressure,"the row has 6 cells,'*',no oil,allergic to latex'* ]]
	sed -i '2s/.*/Loss Test,555-3434,"likes firm pressure, no oil, allergic to latex",/' two.csv
	expect 0 mct import clients two.csv
	says "1 row = 1 new"
}

@test "somebody who is called Total is no total, and what was skipped is told by its line" {
	printf 'Name,Phone,Paid\nSumme,555 0142,\nTotal,,paid in cash\nGesamt,,"1.085,50 €"\nSumme,,-\n' >c.csv
	expect 0 mct import clients c.csv
	says "4 rows = 2 new, 0 changed, 0 same, 2 skipped"
	says 'line 4: "Gesamt" is taken for a line of totals'
	says 'line 5: "Summe" is taken for a line of totals'
	printf 'Condition,Weight\ntotal>=500,2\nTotal,2\n' >t.csv
	expect 0 mct import traits t.csv
	says "2 rows = 1 new, 0 changed, 0 same, 1 skipped"
	{ echo Name; yes Total | head -12; } >c.csv
	expect 0 mct import clients c.csv
	says "line 11:"
	says_not "line 12:"
	says "... and 2 more skipped"
	expect 0 mct import clients c.csv --dry-run
	says "line 13:"
}

@test "columns that are left out are told also where nobody sees the table of them" {
	printf 'Name,Medicine cabinet,Empty,Shoe size,rejected because\nDana Ortiz,warfarin,,38,x\n' >c.csv
	for options in "" -q; do
		expect 0 mct $options import clients c.csv
		complains "left out: Medicine cabinet, Shoe size"
		complains "--map 'Column='"
	done
	expect 0 mct import clients c.csv --map 'Shoe size=' --map 'Medicine cabinet='
	[ -z "$error" ]
	expect 0 mct import clients c.csv --dry-run
	[ -z "$error" ]
	expect 0 mct import clients c.csv --json
	[ -z "$error" ]
	at_terminal 0 "" "mct import clients c.csv"
	says "Medicine cabinet        (left out)"
	says_not "left out: Medicine"
}

@test "what says that there is nothing is nothing, by one rule for every column" {
	i=0
	echo "Name,Allergies,Notes,Phone,Birthday,Source" >c.csv
	for blank in n/a N/A - -- – — k.A. "k. A." "keine Angabe" "not applicable"; do
		echo "Person $((++i)) X,$blank,$blank,$blank,$blank,$blank" >>c.csv
	done
	for blank in none None NONE no No keine nein; do
		echo "Person $((++i)) X,$blank,,$blank,$blank," >>c.csv
	done
	expect 0 mct import clients c.csv
	says "17 rows = 17 new"
	mct client list --json --columns cautions,note,phone,birthday,source >got
	[ "$(jq -c '[.[][] | select(. != null)]' got)" = "[]" ]
	# What can be meant is kept, and comes back from an export.
	printf 'Name,Notes,Cautions,Source\nMei Tan,no,\x27none,None\n' >c.csv
	mct -q import clients c.csv
	[ "$(mct client show mei --tsv --columns note,cautions,source)" = $'no\tnone\tNone' ]
	mct export clients -o one.csv
	grep -q ",'none," one.csv
	expect 0 mct import clients one.csv
	says "Nothing changed"
	printf 'Client,Date,Text,Kept\nMei Tan,2026-01-05,send the sheet,no\nMei Tan,2026-01-05,call,n/a\n' >p.csv
	mct -q import promises p.csv
	[ "$(mct promise list --tsv --columns text,kept | sort)" = $'call\t\nsend the sheet\tno' ]
	printf 'client,date,direction,referrer,partner,mechanism\nMei Tan,2026-01-05,in,none,Core,card\nMei Tan,2026-01-06,in,—,Core,n/a\n' >r.csv
	mct -q partner add Core
	expect 0 mct import referrals r.csv
	printf 'Name\nN. A.\n' >c.csv
	expect 0 mct import clients c.csv
	says "1 new"
}

@test "a second person of a name is told" {
	mct -q client add "Mei Tan" --phone 555-1234 --email mei@example.org
	mct -q contact add "Tom Okafor" --email tom@example.org
	printf 'Name,Phone,Email,Id\nMei Tan,555-9999,tan@example.org,\nTom Okafor,555-0001,,\nMei Tan,555-1234,other@example.org,\nMei Tan,,new@example.org,\n' >c.csv
	expect 0 mct import clients c.csv
	says "line 2: Mei Tan is in the book with 555-1234; taken as another person: Mei Tan <555-9999>"
	says "line 5: Mei Tan is in the book with other@example.org; taken as another person: Mei Tan <new@example.org>"
	says_not "line 3: Tom Okafor is"
	says_not "line 4: Mei Tan is"
	expect 0 mct import clients c.csv
	says_not "another person"
	printf 'Name,Id\nAda Abbott,1\nAda Abbott,2\n' >c.csv
	expect 0 mct import clients c.csv
	says "line 3: Ada Abbott is in the book with 1; taken as another person: Ada Abbott <2>"
}

@test "units and brackets do not hide what a column is" {
	mct -q client add "Dana Ortiz"
	for heading in "Duration (min)" "Dauer (Min.)" "Length (minutes)" "Length in minutes" "Session length" "Length [min]"; do
		printf 'Client,Date (MM/DD/YYYY),%s,Price ($)\nDana Ortiz,1/15/2026,60,85\n' "$heading" >v.csv
		expect 0 mct import visits v.csv --dry-run
		says "Date (MM/DD/YYYY)       date "
		says "Price (\$)               price "
		[[ $output =~ "$heading"\ +minutes\  ]]
	done
	# What else stands in brackets may turn the meaning.
	printf 'Client,Date,Length (hours),Price (without tip)\nDana Ortiz,1/15/2026,1,85\n' >v.csv
	expect 0 mct import visits v.csv --dry-run
	says "Length (hours)          (left out)"
	says "price?"
	expect 5 mct import visits v.csv
}

@test "the start of a visit is its time beside a date, and its date alone" {
	mct -q client add "Dana Ortiz"
	for heading in "Start time" "Appointment time" Start; do
		printf '%s,Client,Appointment date\n9:00 am,Dana Ortiz,2026-01-15\n' "$heading" >v.csv
		expect 0 mct import visits v.csv
		[ "$(mct visit list --tsv --columns date,time)" = $'2026-01-15\t09:00' ]
		printf '%s,Client,Date\n2026-01-15 9:00,Dana Ortiz,2026-01-15\n' "$heading" >v.csv
		expect 0 mct import visits v.csv
		says "1 same"
		printf 'Client,%s\nDana Ortiz,2026-01-15 9:00\n' "$heading" >v.csv
		expect 0 mct import visits v.csv
		says "1 same"
	done
}

@test "whatever is to be minded of a client is known, and all of it is kept" {
	printf 'Name,Allergies,Medication,Health conditions\nDana Ortiz,latex,warfarin,none\nMei Tan,none,,asthma\n' >c.csv
	expect 0 mct import clients c.csv --dry-run
	says "Medication              cautions, also"
	for _ in 1 2; do
		expect 0 mct import clients c.csv
		[ -z "$error" ]
		[ "$(mct client list --tsv --columns name,cautions)" = $'Dana Ortiz\tlatex; warfarin\nMei Tan\tasthma' ]
	done
	says "Nothing changed"
}

@test "nobody is born in the future: a year of two digits is then of the last century" {
	printf 'Name,DOB\nDana Ortiz,3/2/49\nMei Tan,12/24/26\nLeo Tan,2/13/26\nTom Okafor,24-Dec-26\n' >c.csv
	expect 0 mct import clients c.csv
	[ "$(mct client list --tsv --columns name,birthday)" = $'Dana Ortiz\t1949-03-02\nLeo Tan\t2026-02-13\nMei Tan\t1926-12-24\nTom Okafor\t1926-12-24' ]
	expect 0 mct import contacts c.csv
	says "4 same"
	expect 2 mct import clients - <<<$'Name,DOB\nAda Abbott,3/2/49'
	complains "could be 3 Feb 1949 or 2 Mar 1949"
	mct -q client edit dana --birthday "4 mar 48"
	[ "$(mct client show dana --tsv --columns birthday)" = 1948-03-04 ]
	expect 5 mct import clients - <<<$'Name,DOB\nAda Abbott,3/13/2049'
	mct -q fact add dana exam --ask 12/24/26
	[ "$(mct fact list --tsv --columns ask)" = 2026-12-24 ]
}

@test "a try shows the clients that would be made, the times inside dates, and no rejected rows" {
	mct -q client add "Dana Ortiz" --external-id w7
	printf 'client,date,price\n"Okafor, Tom",2026-01-05 09:30,85\nBad Row,2026-02-31 10:00,85\nw7,2026-01-06 14:00,85\nLater Row,2026-12-31,85\n' >v.csv
	expect 5 mct import visits v.csv --dry-run --create-clients
	says "CLIENT      DATE          TIME "
	says "Tom Okafor  5 Jan 2026   09:30"
	says "Dana Ortiz  6 Jan 2026   14:00"
	says "Later Row   31 Dec 2026"
	says_not "Bad Row"
	sed -i 3d v.csv
	expect 0 mct import visits v.csv --dry-run --create-clients
	says "2 clients would be made from the names."
	[ "$(count client)" = 1 ]
	# Known rows are shown, too, and one client is one.
	sed -i '$d' v.csv
	mct -q import visits v.csv --create-clients
	expect 0 mct import visits v.csv --dry-run
	says "Tom Okafor  5 Jan 2026"
	printf 'client,date\nAda Abbott,2026-01-05\nBad Row,2026-02-31\n' >v.csv
	expect 0 mct import visits v.csv --dry-run --create-clients --rejects bad.csv
	says "1 client would be made"
	says "Ada Abbott"
	says_not "Bad Row"
	[ ! -e bad.csv ]
}
