# common.bash - what every command test starts from: an empty home, a fixed clock, a
# plain locale, and short words for what a person types and sees.

setup() {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	build=${MCT_BUILD:-$root/build}
	data=$root/tests/data
	work=$BATS_TEST_TMPDIR
	export HOME=$work/home MCT_NOW=2026-11-23T09:00 LC_ALL=C.UTF-8 TZ=UTC PATH="$build:$PATH"
	unset MCT_DB MCT_CONFIG MCT_PAGER PAGER COLUMNS NO_COLOR CLICOLOR_FORCE XDG_DATA_HOME XDG_CONFIG_HOME EDITOR VISUAL
	mkdir -p "$HOME"
	cd "$work" || return 1
	declare -F local_setup >/dev/null && local_setup
	return 0
}

# A practice with the sample clients and visits.
sample_practice() {
	mct -q init --practice "Willow Street Massage" --currency USD --rate 85
	mct -q import clients "$data/clients.csv"
	mct -q import visits "$data/visits.csv"
}

# expect CODE COMMAND...: runs it, checks the exit code; $output is stdout, $error stderr.
expect() {
	local wanted=$1 code=0
	shift
	output=$("$@" 2>"$work/stderr") || code=$?
	error=$(cat "$work/stderr")
	[ "$code" -eq "$wanted" ] || {
		printf 'exit %s, wanted %s: %s\nstdout: %s\nstderr: %s\n' "$code" "$wanted" "$*" "$output" "$error"
		return 1
	}
}

# with_fault "kill 17" COMMAND...: with what tests/fault/disk.c does at the 17th such call.
with_fault() { ASAN_OPTIONS=verify_asan_link_order=0:${ASAN_OPTIONS:-} MCT_FAULT=$1 LD_PRELOAD=$build/fault/disk.so "${@:2}"; }

# says TEXT: stdout holds it; complains TEXT: stderr does.
says() { [[ $output == *"$1"* ]] || { printf 'stdout lacks "%s":\n%s\n' "$1" "$output"; return 1; }; }
says_not() { [[ $output != *"$1"* ]] || { printf 'stdout has "%s":\n%s\n' "$1" "$output"; return 1; }; }
complains() { [[ $error == *"$1"* ]] || { printf 'stderr lacks "%s":\n%s\n' "$1" "$error"; return 1; }; }

# at_terminal CODE KEYS COMMAND: runs it at a terminal with these keys typed ahead; $output is the screen.
at_terminal() {
	local code=0
	printf '%b' "$2" | TERM=${TERM:-xterm} script -qec "$3" /dev/null >"$work/screen" 2>&1 || code=$?
	output=$(tr -d '\r' <"$work/screen")
	[ "$code" -eq "$1" ] || {
		printf 'exit %s, wanted %s: %s\n%s\n' "$code" "$1" "$3" "$output"
		return 1
	}
}

# waits_at_terminal TEXT COMMAND: runs it at a terminal until it shows TEXT; its keys come from the
# named pipe "keys".
waits_at_terminal() {
	rm -f screen keys
	mkfifo keys
	TERM=xterm script -qefc "$2" screen <keys >/dev/null 2>&1 &
	exec 7>keys
	for _ in {1..100}; do
		grep -qs "$1" screen && return 0
		sleep 0.05
	done
	cat screen
	return 1
}

# leaves_terminal CODE: what waits there ends with this exit code.
leaves_terminal() {
	local code=0
	exec 7>&-
	wait $! || code=$?
	[ "$code" -eq "$1" ] || { printf 'exit %s, wanted %s\n' "$code" "$1"; cat screen; return 1; }
}
