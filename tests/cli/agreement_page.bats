#!/usr/bin/env bats
# The agreement with a partner as a page to print and to sign.
load common

local_setup() {
	mct -q init --practice "Amy & Co <Massage>" --currency USD --rate 70
	mct -q partner add 'Bumps "&" Co' --contact "Lena <b>Marsh</b>" --phone 555-0177
	mct -q partner edit bumps --address $'12 Main Street\nSpringfield'
}

# What a reader sees of the page, as it is nested: fails where tags do not match, or anything is fetched.
reads() {
	python3 - "$1" <<-'PY'
		import html.parser, sys
		class Page(html.parser.HTMLParser):
		    stack, text = [], []
		    def handle_starttag(self, tag, attrs):
		        assert not any(a in ("src", "href", "onload") for a, _ in attrs), attrs
		        assert tag not in ("script", "img", "link"), tag
		        if tag not in ("meta", "br"): self.stack.append(tag)
		    def handle_endtag(self, tag):
		        assert self.stack.pop() == tag, tag
		    def handle_data(self, data):
		        if "style" not in self.stack: self.text.append(data)
		p = Page()
		source = open(sys.argv[1], encoding="utf-8").read()
		assert "url(" not in source and "@import" not in source
		p.feed(source); p.close()
		assert p.stack == [], p.stack
		print(" ".join("".join(p.text).split()))
	PY
}

@test "the page says who, what and since when, and leaves lines to fill in and to sign" {
	mct -q partner win bumps --me "new <i>clients</i>"
	expect 0 mct partner agreement bumps --no-input --page a.html
	says "Drafted the agreement"
	says "Wrote the page to a.html"
	says_not "introduce each other"
	[ "$(stat -c %a a.html)" = 600 ]
	seen=$(reads a.html)
	[[ $seen == *'Amy & Co <Massage> and Bumps "&" CoLena <b>Marsh</b> · 12 Main Street, Springfield · 555-0177'* ]]
	[[ $seen == *'Amy & Co <Massage> gets new <i>clients</i>;'* ]]
	[[ $seen == *"Drafted on 23 Nov 2026."* ]]
	[[ $seen != *"[...]"* ]]
	[ "$(grep -o 'class="blank"' a.html | wc -l)" = 3 ]
	mct -q partner agreement bumps --text $'First line\nsecond line\n\nAnother paragraph' --signed today --renews "in 12 months"
	expect 0 mct partner agreement bumps --page a.html
	grep -q '^<p>First line<br>$' a.html
	grep -q '^second line</p>$' a.html
	[[ $(reads a.html) == *"Signed on 23 Nov 2026. Both look at it again by 23 Nov 2027."* ]]
	[ "$(mct agreement list --tsv | wc -l)" = 2 ]
}

@test "to standard output, or nowhere" {
	mct -q partner agreement bumps --text "each sends the other"
	mct partner agreement bumps --page - >a.html
	[[ $(reads a.html) == *"each sends the other"* ]]
	[ "$(head -1 a.html)" = "<!DOCTYPE html>" ]
	expect 1 mct partner agreement bumps --page none/a.html
	complains 'cannot write "none/a.html"'
	expect 2 mct partner agreement bumps --page b.html --json
	expect 0 mct partner agreement bumps --draft --page b.html -n --no-input
	[ ! -e b.html ]
	[ "$(mct agreement list --tsv | wc -l)" = 1 ]
}
