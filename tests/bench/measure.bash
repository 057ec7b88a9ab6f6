# measure.bash - what the benchmarks share: a home of their own, seconds and memory of a
# command, and a line that compares two. Read into run and growth.
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work MCT_NOW=2026-11-24T09:00 LC_ALL=C.UTF-8
unset MCT_DB MCT_CONFIG XDG_DATA_HOME XDG_CONFIG_HOME
mct() { "$build/mct" --db "$work/practice.db" "$@"; }

# seconds COMMAND...: the best of three runs ($runs), and the largest memory of them in KiB.
seconds() {
	for ((run = 0; run < ${runs:-3}; run++)); do
		[ -z "${prepare:-}" ] || "$prepare"
		/usr/bin/env python3 - "$@" <<-'PY'
			import os, resource, subprocess, sys, time
			start = time.perf_counter()
			subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
			taken = time.perf_counter() - start
			print(taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
		PY
	done | sort -n | awk 'NR == 1 {best = $1} $2 > most {most = $2} END {print best, most}'
}

compare() { # compare WHAT LIMIT OURS THEIRS: "seconds KiB" each
	awk -v what="$1" -v limit="$2" -v ours="$3" -v theirs="$4" 'BEGIN {
		split(ours, o, " "); split(theirs, t, " ")
		printf "%-28s %9.4f s  %9.4f s  %6.2f  %6s  %6.1f MiB\n", what, o[1], t[1], o[1] / t[1], limit, o[2] / 1024
	}'
}
heading() { printf '%-28s %11s  %11s  %6s  %6s  %10s\n' "$1" mct sqlite3 ratio limit memory; }

fresh() { # a practice with the clients, and no visits
	rm -f "$work"/practice.db*
	mct -q init --currency USD
	mct -q import clients "$work/clients.csv"
}
empty() { rm -f "$work/plain.db"; }

# The bare sums that every answer about clients is held against.
group_by="SELECT client_id, count(*), min(date), max(date), sum(minutes), sum(price), sum(tip),
	sum(price) + sum(tip), sum(late_minutes >= 5) FROM visit WHERE outcome = 'completed' GROUP BY client_id"
