# manual.sh - the manual is clean mdoc and says what the tables say: a page for every
# command with all of its options, every field, every setting.
set -u
bad=0
complain() { echo "$*"; bad=1; }
introspected=$("$MCT_BUILD/mct" introspect)
options() { jq -r "$1" <<<"$introspected"; }
plain() { mandoc -T utf8 -O width=200 "$1" | col -b | sed 's/[‐‑−]/-/g'; }

mandoc -T lint -W warning man/*.[1-9] || bad=1
for command in $(options '.commands[] | select(.hidden | not) | .path | split(" ")[0]' | sort -u); do
	page=man/mct-$command.1
	[ -f "$page" ] || { complain "$page is missing"; continue; }
	text=$(plain "$page")
	grep -q "mct-$command" man/mct.1 || grep -q "Xr mct-$command 1" man/mct.1 || complain "mct.1 does not name $command"
	for option in $(options ".commands[] | select(.path | split(\" \")[0] == \"$command\") | .options[] | select(.type != \"operand\" and .type != \"operands\" and .letter != null or (.name | test(\"^[a-z]\"))) | .name" | sort -u); do
		grep -q -- "--$option\b" <<<"$text" || complain "$page lacks --$option"
	done
	for sub in $(options ".commands[] | select(.path | split(\" \")[0] == \"$command\") | .path | split(\" \")[1] // empty" | sort -u); do
		grep -qw -- "$sub" <<<"$text" || complain "$page lacks $sub"
	done
done
for option in $(options '.options[].name'); do
	grep -q -- "--$option\b" <<<"$(plain man/mct.1)" || complain "mct.1 lacks --$option"
done
for key in $(options '.configuration[].name | rtrimstr("WORD")'); do
	grep -qF -- "$key" <<<"$(plain man/mct.1)" || complain "mct.1 lacks the key $key"
done
formats=$(plain man/mct-formats.5)
for field in $(options '.entities[].fields[].name' | sort -u); do
	grep -qw -- "$field" <<<"$formats" || complain "mct-formats.5 lacks the field $field"
done
config=$(plain man/mct-config.1)
for setting in $(options '.settings[].name'); do
	grep -qwF -- "$setting" <<<"$config" || complain "mct-config.1 lacks $setting"
done
exit $bad
