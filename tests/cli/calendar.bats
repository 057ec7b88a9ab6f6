# calendar.bats - visits as a calendar that a telephone takes over: read by Python's
# icalendar, line by line after RFC 5545, and at the right moment in every zone.
load common

local_setup() {
	mct -q init --practice "Weidenstraße; Massage, and more" --currency USD --rate 85
	mct -q client add "Dana Whitfield" --phone 555-0142
	mct -q client add "Zoë Łuczak-Ève"
}

# events EXPRESSION [FILE]: for each event e of the calendar c.
events() {
	/usr/bin/python3 - "$1" "${2:-c.ics}" <<-'PY'
		import sys
		from icalendar import Calendar
		c = Calendar.from_ical(open(sys.argv[2], "rb").read())
		for e in c.walk("VEVENT"):
		    print(eval(sys.argv[1]))
	PY
}

@test "each visit is an event with who, when and how long, and nothing about health" {
	mct -q book dana "fri 14:00" --minutes 90 --service "deep; tissue" --note "a secret, pregnant"
	mct -q log zo --time 8:00 --minutes 60 --checkin "left hip"
	mct -q book zo "sat" --minutes 60
	mct -q book dana "sun 10:00"
	mct -q visit add dana --date "1 sep 2026" --minutes 60
	expect 0 mct export --ics c.ics
	says "Wrote 4 visits to c.ics"
	[ "$(stat -c %a c.ics)" = 600 ]
	[ "$(events 'str(e["SUMMARY"]), e["DTSTART"].to_ical().decode(), "DTEND" in e and e["DTEND"].to_ical().decode(), str(e["STATUS"]), e["SEQUENCE"]')" = \
		"('Zoë Łuczak-Ève', '20261123T080000Z', '20261123T090000Z', 'CONFIRMED', 0)
('Dana Whitfield', '20261127T140000Z', '20261127T153000Z', 'CONFIRMED', 0)
('Zoë Łuczak-Ève', '20261128', False, 'CONFIRMED', 0)
('Dana Whitfield', '20261129T100000Z', '20261129T110000Z', 'CONFIRMED', 0)" ]
	[ "$(events 'str(c["X-WR-CALNAME"]), str(c["VERSION"]), str(c["PRODID"])' | head -1)" = \
		"('Weidenstraße; Massage, and more', '2.0', '-//mct//mct 0.1.0//EN')" ]
	[ "$(events 'str(e.get("DESCRIPTION", ""))' | sed -n 2,3p)" = $'deep; tissue\n555-0142' ]
	grep -qiE "secret|pregnant|hip" c.ics && false
	[ "$(mct export --ics | cmp - c.ics)" = "" ]
	expect 0 mct export --ics --since "1 sep 2026" -o all.ics
	[ "$(events 1 all.ics | wc -l)" = 5 ]
	expect 0 mct export --ics --since 2027-01-01 none.ics
	[ "$(events 1 none.ics | wc -l)" = 0 ]
}

@test "the lines are those of RFC 5545: CRLF, at most 75 bytes, and what was typed comes back" {
	name="Ünïcödé, ${nasty:=$'back\\slash; semi, comma "quote"'} $(printf 'ß%.0s' {1..60})"
	mct -q client add "$name"
	mct -q book "$name" "fri 10:00"
	mct export --ics c.ics
	[ "$(events 'str(e["SUMMARY"])')" = "$name" ]
	/usr/bin/python3 - c.ics <<-'PY'
		import sys
		b = open(sys.argv[1], "rb").read()
		assert b.endswith(b"\r\n") and b.count(b"\n") == b.count(b"\r\n") == b.count(b"\r")
		for line in b.split(b"\r\n"):
		    assert len(line) <= 75, line
		    line.decode("utf-8")  # no letter is cut in two
	PY
	sqlite3 "$HOME/.local/share/mct/practice.db" "UPDATE contact SET name = 'Eve' || char(13, 10) || 'END:VEVENT' || char(10) || 'ATTENDEE:mailto:x@evil.example' || char(27) WHERE id = 1"
	mct -q book c1 "fri 12:00"
	mct export --ics c.ics
	[ "$(events 'sorted(e.keys())' | sort -u)" = "['CLASS', 'DESCRIPTION', 'DTEND', 'DTSTAMP', 'DTSTART', 'SEQUENCE', 'STATUS', 'SUMMARY', 'UID']
['CLASS', 'DTEND', 'DTSTAMP', 'DTSTART', 'SEQUENCE', 'STATUS', 'SUMMARY', 'UID']" ]
}

@test "what is moved or called off is the same event, newer" {
	mct -q book dana "fri 14:00" --minutes 60
	mct export --ics c.ics
	uid=$(events 'str(e["UID"])')
	[[ $uid =~ ^mct-v1-[0-9]+$ ]]
	mct -q visit edit v1 --note "back door"
	mct export --ics c.ics
	[ "$(events 'e["SEQUENCE"]')" = 0 ]
	mct -q visit move dana "fri 15:00"
	mct export --ics c.ics
	[ "$(events 'e["SEQUENCE"], str(e["UID"]) == "'"$uid"'", e["DTSTART"].to_ical().decode(), str(e["STATUS"])')" = \
		"(1, True, '20261127T150000Z', 'CONFIRMED')" ]
	mct -q visit cancel dana
	mct export --ics c.ics
	[ "$(events 'e["SEQUENCE"], str(e["UID"]) == "'"$uid"'", str(e["STATUS"])')" = "(2, True, 'CANCELLED')" ]
	mct -q visit edit v1 --outcome booked
	mct export --ics c.ics
	[ "$(events 'e["SEQUENCE"], str(e["STATUS"])')" = "(3, 'CONFIRMED')" ]
	mct -q visit remove v1 --yes
	mct -q book dana "fri 14:00" --minutes 60
	mct export --ics c.ics
	[ "$(events 'str(e["UID"]).startswith("mct-v2-")')" = True ]
	# Lists that are read in move bookings, too.
	printf 'client,date,time,minutes,status,id\nDana Whitfield,2026-12-01,10:00,60,booked,a1\n' >v.csv
	mct -q import visits v.csv
	printf 'client,date,time,minutes,status,id\nDana Whitfield,2026-12-02,10:00,60,booked,a1\n' >v.csv
	mct -q import visits v.csv
	mct export --ics c.ics
	[ "$(events 'e["SEQUENCE"], e["DTSTART"].to_ical().decode()' | tail -1)" = "(1, '20261202T100000Z')" ]
}

@test "fourteen o'clock in the practice is the right moment in the world, summer and winter" {
	for day in 2027-01-15 2027-03-28 2027-07-15 2027-10-31; do
		mct -q book dana "$day 14:00" --minutes 60
	done
	for zone in Europe/Berlin America/New_York Asia/Kolkata Australia/Lord_Howe America/St_Johns Pacific/Auckland UTC; do
		TZ=$zone mct export --ics c.ics
		events 'e["DTSTART"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")' >moments
		for day in 2027-01-15 2027-03-28 2027-07-15 2027-10-31; do
			/usr/bin/python3 -c "
import datetime, zoneinfo, sys
t = datetime.datetime.fromisoformat('$day 14:00').replace(tzinfo=zoneinfo.ZoneInfo('$zone'))
print(t.astimezone(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'))"
		done >right
		cmp moments right
		# With the setting it does not matter where the machine is.
		mct -q config set practice.timezone "$zone"
		TZ=Asia/Tokyo mct export --ics tokyo.ics
		mct -q config unset practice.timezone
		cmp c.ics tokyo.ics
	done
	for wrong in Berlin /etc/passwd ../../../etc/passwd Europe "Europe/Berlin:x" ""; do
		expect 2 mct config set practice.timezone "$wrong"
	done
}

@test "today is the practice's, wherever the machine is" {
	unset MCT_NOW
	mct -q config set practice.timezone Pacific/Kiritimati
	[ "$(TZ=Pacific/Niue mct book dana today --json | jq -r '.[0].date')" = "$(TZ=Pacific/Kiritimati date +%F)" ]
}

@test "initials only, and one therapist's only" {
	mct -q book dana "fri 14:00" --minutes 60 --therapist Ana --service back
	mct -q book zo "fri 14:00" --minutes 60 --therapist Eva
	mct -q book zo "fri 16:00" --minutes 60
	mct export --ics c.ics --initials
	[ "$(events 'str(e["SUMMARY"]), "DESCRIPTION" in e')" = "('D. W.', False)
('Z. Ł. È.', False)
('Z. Ł. È.', False)" ]
	grep -qiE "dana|555|back" c.ics && false
	mct export --ics c.ics --therapist ana
	[ "$(events 'str(e["SUMMARY"])')" = $'Dana Whitfield\nZoë Łuczak-Ève' ]
}

@test "what does not go together is refused, and what stood there stays" {
	expect 2 mct export --initials
	complains "--initials needs --ics"
	expect 2 mct export visits --since yesterday
	expect 2 mct export --ics --json
	expect 2 mct export --ics a.ics -o b.ics
	expect 2 mct export --ics --since someday a.ics
	[ ! -e a.ics ]
	expect 1 mct export --ics missing/a.ics
	complains 'cannot write "missing/a.ics"'
}
