# mail.bats - the weekly mail: what it says, that it arrives as it was sent, once, and that
# a failure is not lost. The server is msmtpd and the mail program msmtp; what arrives is
# read by Python's email library.
load common

local_setup() {
	mct -q init --practice "Weidenstraße Massage" --currency USD --rate 85
	came "Zoë Łuczak" 2026-08-31 2026-09-28 2026-10-26
	unset MCT_SENDMAIL
}
teardown() { [ ! -s server ] || kill "$(cat server)" 2>/dev/null || true; }

came() { # came NAME DATE...: completed visits of an hour
	local name=$1 date
	shift
	mct -q client add "$name"
	for date; do mct -q visit add "$name" --date "$date" --minutes 60; done
}

# serve: an SMTP server on the loopback interface that keeps the last message in "arrived" and answers
# with the exit code in "answer".
serve() {
	cat >deliver <<-SH
		#!/bin/sh
		echo "\$@" >"$work/envelope"
		cat >"$work/arrived"
		exit \$(cat "$work/answer" 2>/dev/null || echo 0)
	SH
	chmod +x deliver
	for _ in {1..20}; do
		port=$((20000 + RANDOM))
		msmtpd --port=$port --interface=127.0.0.1 --command="$work/deliver %F" 3>&- >/dev/null 2>&1 &
		echo $! >server
		sleep 0.1
		kill -0 "$(cat server)" 2>/dev/null && break
	done
	printf 'account default\nhost 127.0.0.1\nport %s\nfrom ana@willow.example\n' "$port" >"$HOME/.msmtprc"
	chmod 600 "$HOME/.msmtprc"
	export MCT_SENDMAIL=msmtp
}

# read_mail EXPRESSION [FILE]: of the message m that arrived; part(TYPE) is the text of one.
read_mail() {
	python3 - "$1" "${2:-arrived}" <<-'PY'
		import email, email.policy, hashlib, sys
		m = email.message_from_binary_file(open(sys.argv[2], "rb"), policy=email.policy.default)
		assert not m.defects and not any(p.defects for p in m.walk())
		def find(kind): return [p for p in m.walk() if p.get_content_type() == kind][0]
		def part(kind): return find(kind).get_content()
		print(eval(sys.argv[1]))
	PY
}

@test "what arrives is what was sent: text, HTML and the list, with encoded fields" {
	serve
	expect 0 mct rebook --mail "Ana Müller <ana@willow.example>"
	[ -z "$output$error" ]
	[ "$(cat envelope)" = "ana@willow.example ana@willow.example" ]
	[ "$(read_mail '[p.get_content_type() for p in m.walk()]')" = \
		"['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'text/csv']" ]
	[ "$(read_mail 'm["From"], m["To"], m["Subject"], m["Auto-Submitted"], m["Date"]')" = \
		"('Weidenstraße Massage <ana@willow.example>', 'Ana Müller <ana@willow.example>', '1 to rebook, week of 23 Nov 2026', 'auto-generated', 'Mon, 23 Nov 2026 09:00:00 +0000')" ]
	[[ "$(read_mail 'm["Message-ID"]')" =~ ^\<rebook-2026-W48\.1\.[0-9a-f]{16}@willow.example\>$ ]]
	read_mail 'part("text/plain")' | grep -qx '1. Zoë Łuczak: due today'
	read_mail 'part("text/html")' | grep -q '<b>1. Zoë Łuczak</b>'
	[ "$(read_mail 'find("text/csv").get_filename(), find("text/csv").get_param("header"), find("text/csv").get_content_charset()')" = \
		"('rebook-2026-W48.csv', 'present', 'utf-8')" ]
	read_mail 'hashlib.sha256(find("text/csv").get_payload(decode=True)).hexdigest()' >sent
	{ printf '\357\273\277' && mct rebook --csv; } | sha256sum | cut -d' ' -f1 | cmp - sent
	# Headers and bodies are plain, short lines, whatever the names are.
	LC_ALL=C grep -nP '[^\x20-\x7e\t\r]' arrived && false
	grep -nE '^.{79}' arrived && false
	# From cron, with next to no environment, the same.
	expect 0 env -i HOME="$HOME" PATH=/usr/bin:/bin MCT_NOW="$MCT_NOW" MCT_SENDMAIL=msmtp "$build/mct" rebook --mail eve@willow.example
	read_mail 'part("text/plain")' | grep -qx '1. Zoë Łuczak: due today'
}

@test "the list of a week is sent once to an address, unless it is wanted again" {
	serve
	mct rebook --mail ana@willow.example
	cp arrived first
	rm arrived
	expect 0 mct rebook --mail ana@willow.example
	[ -z "$output$error" ]
	expect 0 mct rebook --mail ANA@willow.example --as-of 2026-11-29
	[ ! -e arrived ]
	at_terminal 0 '' "mct rebook --mail ana@willow.example"
	says "the list of this week was sent to ana@willow.example on Mon 23 Nov 2026 at"
	says "09:00; --again sends it once more"
	expect 0 mct rebook --mail ana@willow.example --again
	[ "$(read_mail 'm["Message-ID"]' first)" != "$(read_mail 'm["Message-ID"]')" ]
	rm arrived
	expect 0 mct rebook --mail eve@willow.example
	[ -e arrived ] && rm arrived
	MCT_NOW=2026-11-30T07:00 expect 0 mct rebook --mail ana@willow.example
	[ -e arrived ]
	# What was sent is not undone, nor in the history.
	[ "$(mct history --tsv | grep -c "rebook --mail")" = 0 ]
	mct -q undo
	rm arrived
	MCT_NOW=2026-11-30T08:00 expect 0 mct rebook --mail ana@willow.example
	[ ! -e arrived ]
}

@test "a failure has its exit code, and the next mct tells it until the list went out" {
	serve
	expect 0 mct
	says_not "was not sent"
	echo 75 >answer
	expect 75 mct rebook --mail ana@willow.example
	complains '"msmtp" cannot deliver just now (69); the list was not sent'
	expect 0 mct
	says 'The list of Mon 23 Nov 2026 was not sent to ana@willow.example: "msmtp" cannot deliver just now (69). Try: mct rebook --mail ana@willow.example'
	kill "$(cat server)"
	expect 75 mct rebook --mail ana@willow.example
	complains "cannot deliver just now (75)"
	rm "$HOME/.msmtprc"
	expect 78 mct rebook --mail ana@willow.example
	complains '"msmtp" is not set up (78); the list was not sent'
	expect 0 mct
	says '"msmtp" is not set up (78)'
	[ "$(grep -c "was not sent" <<<"$output")" = 1 ]
	MCT_SENDMAIL=$work/none expect 78 mct rebook --mail ana@willow.example
	complains "there is no mail program \"$work/none\"; the list was not sent"
	touch plain
	MCT_SENDMAIL=$work/plain expect 78 mct rebook --mail ana@willow.example
	complains "cannot run the mail program"
	rm answer
	serve
	expect 0 mct rebook --mail ana@willow.example
	[ -e arrived ]
	expect 0 mct
	says_not "was not sent"
	# What fails when it is sent once more did go out this week.
	echo 75 >answer
	expect 75 mct rebook --mail ana@willow.example --again
	expect 0 mct
	says_not "was not sent"
}

@test "what the mail program says is kept apart by whether a later try can help" {
	fake() { printf '#!/bin/sh\n%s\n' "$1" >fake && chmod +x fake && export MCT_SENDMAIL=$work/fake; }
	for code in 64 65 67 77 78; do
		fake "exit $code"
		expect 78 mct rebook --mail ana@willow.example
		complains "($code); the list was not sent"
	done
	for code in 1 68 69 71 74 75; do
		fake "exit $code"
		expect 75 mct rebook --mail ana@willow.example
		complains "cannot deliver just now ($code)"
	done
	fake 'kill -9 $$'
	expect 75 mct rebook --mail ana@willow.example
	complains "was killed (Killed); the list was not sent"
	mkdir -p "$HOME/.config/mct"
	echo "mail.timeout = 1" >"$HOME/.config/mct/config"
	fake 'exec sleep 60'
	SECONDS=0
	expect 75 mct rebook --mail ana@willow.example
	complains "took longer than 1 seconds"
	[ "$SECONDS" -lt 10 ]
	echo "mail.timeout = soon" >"$HOME/.config/mct/config"
	fake 'cat >message; echo "$@" >args'
	expect 0 mct rebook --mail ana@willow.example
	complains 'mail.timeout cannot be "soon"; passed over'
	[ "$(cat args)" = "-i -- ana@willow.example" ]
	rm "$HOME/.config/mct/config"
	# From whom it is goes to the mail program where it was said.
	expect 0 mct rebook --mail eve@willow.example --from "Ana <ana@willow.example>"
	[ "$(cat args)" = "-i -f ana@willow.example -- eve@willow.example" ]
	[ "$(read_mail 'm["From"]' message)" = "Ana <ana@willow.example>" ]
	mct -q config set mail.from desk@willow.example
	expect 0 mct rebook --mail zoe@willow.example --subject "Wie läuft's?"
	[ "$(cat args)" = "-i -f desk@willow.example -- zoe@willow.example" ]
	[ "$(read_mail 'm["From"], m["Subject"]' message)" = "('Weidenstraße Massage <desk@willow.example>', \"Wie läuft's?\")" ]
}

@test "two machines do not both send it, and one that was broken off is told" {
	printf '#!/bin/sh\ntouch running\nexec sleep 30\n' >slow
	chmod +x slow
	MCT_SENDMAIL=$work/slow mct rebook --mail ana@willow.example 3>&- &
	for _ in {1..100}; do [ -e running ] && break || sleep 0.05; done
	at_terminal 0 '' "MCT_SENDMAIL=$work/slow mct rebook --mail ana@willow.example"
	says "the list of this week is being sent to ana@willow.example"
	# Nobody waits for it.
	expect 0 mct client add "Mei Tan"
	expect 0 mct
	says_not "was not sent"
	kill -9 $!
	wait $! 2>/dev/null || true
	MCT_NOW=2026-11-23T10:30 expect 0 mct
	says "The list of Mon 23 Nov 2026 was not sent to ana@willow.example: it was broken off"
	serve
	MCT_NOW=2026-11-23T10:30 expect 0 mct rebook --mail ana@willow.example
	[ -e arrived ]
}

@test "nothing in the data becomes a field, a line or markup of the mail" {
	nasty=$'Eve\nBcc: x@evil.example\n\n.\n<script>alert(1)</script>\e[31m\u202e'
	file=$HOME/.local/share/mct/practice.db
	sqlite3 "$file" "UPDATE contact SET name = '$nasty', email = '\"><b>@evil.example', phone = '1234\"><i>';
		UPDATE setting SET value = '$nasty' WHERE name = 'practice.name'"
	mct rebook --mail ana@willow.example --print >printed
	[ "$(read_mail 'sorted(m.keys())' printed)" = \
		"['Auto-Submitted', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-Id', 'Subject', 'To']" ]
	read_mail 'part("text/plain")' printed | grep -q '^1. Eve Bcc: x@evil.example  . <script>'
	[ "$(read_mail 'part("text/plain")' printed | LC_ALL=C grep -cP '\e|\xe2\x80\xae|^Bcc|^\.$')" = 0 ]
	html=$(read_mail 'part("text/html")' printed)
	[[ $html == *"&lt;script&gt;alert(1)&lt;/script&gt;"* ]]
	[[ $html != *"<script"* && $html != *"<img"* && $html != *"http"* && $html != *'><b>@'* && $html != *'4"><i>'* ]]
	[[ $html == *'href="mailto:%22%3E%3Cb%3E@evil.example"'* && $html == *'href="tel:1234"'* ]]
	for address in x "a@b,c@d" "-f@x.example" "Ana <a b@x>" "<>" "" "group: a@b;" $'a@b\nBcc: c@d'; do
		expect 2 mct rebook --mail "$address" --print
		complains "is not an e-mail address"
	done
	expect 2 mct rebook --mail a@b.example --from nobody --print
	expect 2 mct rebook --mail a@b.example --subject $'x\nBcc: y' --print
	complains "the subject cannot have a line break in it"
	for option in "--print" "--again" "--subject x" "--from a@b.example"; do
		# shellcheck disable=SC2086 # an option and its value
		expect 2 mct rebook $option
		complains "needs --mail ADDRESS"
	done
}

@test "beside the list stands what else is due, and that alone is mailed too" {
	came "Ines Haddad" 2026-08-17 2026-09-14 2026-10-12
	mct -q partner add "Core Pilates" --phone 555-0199
	mct -q client suspend ines --because "a slipped disc" --with core --since "2 nov 2026" --until "28 nov 2026"
	came "Dana Whitfield" 2026-09-14 2026-10-26
	mct -q client edit dana --birthday 1980-11-27 --phone "+49 (0)30 123456 x12"
	mct -q visit book dana "fri 14:00"
	mct -q promise add dana "the unscented oil"
	mct -q client add "Rick Barlow" --email rick@example.org
	mct -q client remember rick "his flight" --ask wed
	mct -q client remember rick "his knee" --kind health --ask wed
	mct -q client remember rick "his exam" --ask "5 dec"
	mct -q caution add zo "blood thinners" --kind medication
	mct -q referral add rick --partner core --date "3 nov"
	mct -q system add core article --text "newsletter article" --due "30 nov"
	mct -q task add "renew the licence" --due 2026-11-26
	mct -q task add "the lease" --due 2026-12-26
	mct -q client edit ines --reach-by text
	mct -q promise add zo "a stretch"
	mct -q promise add rick "the name of a dentist" --date "9 nov"
	mct rebook --mail ana@willow.example --print >printed
	read_mail 'part("text/plain")' printed >text
	[ "$(sed -n '/^Coming back/,$p' text)" = "Coming back

2. Ines Haddad: returning, due in 5 days
   last on Mon 12 Oct 2026, every 4 weeks
   expected back on Sat 28 Nov 2026, with Core Pilates till then
   Reach by: text

Birthdays
- Dana Whitfield: turns 46 on Fri 27 Nov 2026
  +49 (0)30 123456 x12

To ask about
- Rick Barlow: his flight, Wed 25 Nov 2026
  rick@example.org

Thanks you owe
- Core Pilates: thank them for Rick Barlow, since Tue 3 Nov 2026
  555-0199

With partners
- Core Pilates: see to the article: newsletter article, by Mon 30 Nov 2026
  555-0199

Promises
- Rick Barlow: you promised: the name of a dentist, since Mon 9 Nov 2026
  rick@example.org
- Dana Whitfield: you promised: the unscented oil; comes on Fri 27 Nov 2026
  +49 (0)30 123456 x12

To do
- renew the licence, by Thu 26 Nov 2026" ] || { cat text; false; }
	html=$(read_mail 'part("text/html")' printed)
	[[ $html == *'href="tel:+4930123456;ext=12"'* && $html == *'href="sms:+4930123456"'* ]]
	# Both say the same.
	python3 - text <(echo "$html") <<-'PY'
		import html, re, sys
		words = lambda s: set(re.findall(r"\w+", s))
		text, page = open(sys.argv[1]).read(), open(sys.argv[2]).read()
		page = html.unescape(re.sub(r"<[^>]*>", " ", page.split("<body", 1)[1].split(">", 1)[1]))
		assert words(text) <= words(page), words(text) - words(page)
		assert words(page) - words(text) <= {"Call", "Text", "E", "mail"}, words(page) - words(text)
	PY
	grep -qiE "thinners|disc|knee" text && false
	mct -q config set mail.notes yes
	mct rebook --mail ana@willow.example --print >printed
	read_mail 'part("text/plain")' printed >text
	grep -q "Mind: medication: blood thinners" text
	grep -q "Mind: pauses: a slipped disc" text
	expect 2 mct config set mail.notes maybe
	# Only the others: no list is attached.
	for name in zo ines; do mct -q client edit $name --status ended; done
	mct rebook --mail ana@willow.example --print >printed
	[ "$(read_mail 'm["Subject"], m.get_content_type()' printed)" = "('7 things due, week of 23 Nov 2026', 'multipart/alternative')" ]
	head -1 <(read_mail 'part("text/plain")' printed) | grep -qx "Due, week of Mon 23 Nov 2026"
}

@test "text and HTML fit a telephone: short lines, one column" {
	mct -q promise add zo "$(printf 'a very long promise %.0s' {1..12})"
	mct rebook --mail ana@willow.example --print >printed
	read_mail 'part("text/plain")' printed | grep -nE '^.{77}' && false
	[[ $(read_mail 'part("text/html")' printed) == *'<meta name="viewport" content="width=device-width'* ]]
	[[ $(read_mail 'part("text/html")' printed) != *"<table"* ]]
	expect 0 mct rebook --mail ana@willow.example --dry-run
	says "To: ana@willow.example"
	says "1. Zoë Łuczak: due today"
	expect 0 mct
	says_not "was not sent"
}

@test "GMime is loaded for the mail alone, and missing it is told" {
	LD_DEBUG=libs mct rebook 2>&1 | grep -ci gmime && false
	LD_DEBUG=libs mct rebook --mail ana@willow.example --print 2>&1 | grep -qi gmime
	mkdir bare
	cp "$build"/mct "$build"/libmct.so.0* "$build"/libmct-model.so bare/
	mv bare/mct bare/program
	expect 0 bare/program rebook
	expect 1 bare/program rebook --mail ana@willow.example --print
	complains "cannot load a part of mct"
	complains libmct-mail.so
}
