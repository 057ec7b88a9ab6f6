# layers.sh - a file of lib/ uses only its own floor and lower ones; SQLite is known to
# lib/ alone; the library never prints, exits, or reads the environment.
set -u
bad=0
complain() { echo "$*"; bad=1; }

floor() {
	case $1 in
	util) echo 0 ;; store) echo 2 ;; record) echo 3 ;;
	model | graph | workbook | mail | crypt) echo 1 ;; # modules
	people | practice | partners | value) echo 4 ;;
	exchange | report) echo 5 ;;
	*) complain "lib/$1 has no floor: give it one here" ;;
	esac
}

for file in lib/*/*.[ch]; do
	folder=$(basename "$(dirname "$file")")
	own=$(floor "$folder")
	while read -r used; do
		[ "$(floor "$used")" -le "$own" ] || complain "$file: uses the higher floor $used"
	done < <(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u)
done
grep -n 'sqlite3' cmd/*.[ch] lib/mct.h && complain "only lib/ knows SQLite"
grep -n '#include <sqlite3.h>' lib/util/*.[ch] && complain "util knows no SQLite"
grep -nE '\b(printf|fprintf|puts|putchar|exit|_exit|abort|getenv|setenv|system|popen)\b[[:space:]]*\(' lib/*.c lib/*/*.c |
	grep -v '^[^:]*:[0-9]*:[[:space:]]*\(/\*\|\*\)' && complain "the library prints, exits, or reads the environment"
grep -nE '\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|strtok|alloca|tmpnam|mktemp)\b[[:space:]]*\(' lib/*.c lib/*/*.c cmd/*.c |
	grep -v '^[^:]*:[0-9]*:[[:space:]]*\(/\*\|\*\)' && complain "there are better functions"
exit $bad
