# size.sh - every file opens with three lines on its duty; lines have at most 100
# columns, files 550 lines and functions 60, so that each fits a reader's head. The
# public header is read by its headings; that it is one file is worth more.
set -u
bad=0
complain() { echo "$*"; bad=1; }

for file in lib/*.[ch] lib/*/*.[ch] cmd/*.[ch] tests/unit/*.c tests/fault/*.[ch]; do
	[[ $(head -2 "$file") == "/*"$'\n'" * $(basename "$file") - "* ]] ||
		complain "$file: the first lines say what it is for"
	long=$(expand "$file" | LC_ALL=C.UTF-8 grep -nE '^.{101}')
	[ -z "$long" ] || complain "$file: more than 100 columns in line ${long%%:*}"
	case $file in tests/* | lib/mct.h) continue ;; esac
	[ "$(wc -l <"$file")" -le 550 ] || complain "$file: more than 550 lines"
done
ctags -x --c-kinds=f --_xformat='%F %n %e %N' lib/*.c lib/*/*.c cmd/*.c |
	awk '$3 - $2 > 60 {print $1 ":" $2 ": " $4 "() has " $3 - $2 " lines"; bad = 1} END {exit bad}' || bad=1
exit $bad
