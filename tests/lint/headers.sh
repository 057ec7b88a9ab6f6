# headers.sh - every header compiles alone; mct.h also as C++, and its functions are
# exactly the symbols of the library, each with a comment in front.
set -u
bad=0
complain() { echo "$*"; bad=1; }

for header in lib/*.h lib/*/*.h cmd/*.h; do
	${CC:-cc} -std=gnu11 -Wall -Wextra -Werror -D_GNU_SOURCE -Ilib -Icmd -fsyntax-only -x c "$header" ||
		complain "$header does not compile alone"
done
${CXX:-c++} -Wall -Wextra -Werror -fsyntax-only -x c++ lib/mct.h || complain "mct.h is not C++"

declared=$(tr '\n' ' ' <lib/mct.h | grep -oE 'MCT_API [^;(]*\(' | grep -oE 'mct_[a-z_]+ *\($' | tr -d ' (' | sort)
exported=$(nm -D --defined-only "$MCT_BUILD/libmct.so" | sed -n 's/.* T \(mct_[a-z_]*\).*/\1/p' | sort)
[ "$declared" = "$exported" ] || {
	complain "mct.h and the library's symbols differ:"
	diff <(echo "$declared") <(echo "$exported")
}
[ "$(nm -D --defined-only "$MCT_BUILD/libmct.so" | grep -c ' [TBDR] ')" = "$(wc -l <<<"$declared")" ] ||
	complain "the library exports more than functions of mct.h"

# A declaration stands under a comment, under another declaration of the same group, or has one behind it.
awk '/^$/ {free = 1} /\/\*/ {free = 0} /^MCT_API/ && free && !/\/\*/ {print "mct.h:" NR ": not documented: " $0; bad = 1}
	END {exit bad}' lib/mct.h || bad=1
exit $bad
