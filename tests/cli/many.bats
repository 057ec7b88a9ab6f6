#!/usr/bin/env bats
# Several at once on one file: ten processes here, fifty with `make check-many` (MCT_MANY).
load common

many=${MCT_MANY:-10}

practice() { echo "$HOME/.local/share/mct/practice.db"; }
db() { sqlite3 "$(practice)" "$1"; }

# One desk: each of its commands adds a person, her tie to Dana and a fact, in one change. What was
# answered with 0 is noted; the only other answer is "try again", and that is told.
desk() {
	for k in 1 2 3 4; do
		code=0
		mct client remember c1 "said $1-$k" --about "Kid $1-$k" --as child >/dev/null 2>"err.$1.$k" || code=$?
		case $code in
		0) echo "said $1-$k" >>"done.$1" ;;
		75) grep -q "try again" "err.$1.$k" || echo "not told: $1-$k" >>wrong ;;
		*) echo "$code: $(cat "err.$1.$k")" >>wrong ;;
		esac
	done
}

# A reader: whatever it sees, every fact has its person and its tie.
reader() {
	while [ ! -e stop ]; do
		rm -rf "seen.$1"
		mct -q export all -o "seen.$1" 2>>"err.reader.$1" || { echo "reader: $?" >>wrong; continue; }
		counts=$(for kind in facts connections contacts; do grep -c 'Kid' "seen.$1/$kind.csv"; done | sort -u | wc -l)
		[ "$counts" = 1 ] || echo "half a change: $(grep -c Kid "seen.$1"/{facts,connections,contacts}.csv | tr '\n' ' ')" >>wrong
	done
}

@test "whatever was answered with 0 is there, once; nobody sees half of it" {
	mct -q init
	mct -q client add "Dana Whitfield"
	touch wrong
	reader 1 &
	readers=$!
	reader 2 &
	readers+=" $!"
	desks=
	for ((i = 0; i < many; i++)); do
		desk "$i" &
		desks+=" $!"
	done
	mct -q backup copy.db
	# shellcheck disable=SC2086 # a list of processes
	wait $desks
	touch stop
	# shellcheck disable=SC2086 # a list of processes
	wait $readers
	[ ! -s wrong ] || { cat wrong; return 1; }
	cat done.* | sort >answered
	db "SELECT text FROM fact" | sort >stored
	cmp answered stored
	[ "$(wc -l <answered)" -ge $((many * 2)) ]
	[ "$(db "SELECT count(*) FROM connection")" = "$(wc -l <answered)" ]
	[ "$(db "SELECT count(DISTINCT name) FROM contact WHERE name LIKE 'Kid%'")" = "$(wc -l <answered)" ]
	[ "$(db "SELECT count(*) FROM history WHERE command LIKE '%remember%'")" = "$(wc -l <answered)" ]
	expect 0 mct check
	mct -q --db copy.db check
}

@test "many who find an older file upgrade it once" {
	mkdir -p "$(dirname "$(practice)")"
	sqlite3 "$(practice)" "PRAGMA application_id = 0x6d637431; PRAGMA user_version = 1" ".read $root/lib/store/schema/0001-people.sql"
	chmod 600 "$(practice)"
	touch wrong
	for ((i = 0; i < many; i++)); do
		mct -q client add "Client $i" 2>"err.$i" || [ $? = 75 ] || cat "err.$i" >>wrong &
	done
	wait
	[ ! -s wrong ] || { cat wrong; return 1; }
	mct -q init --db fresh.db
	[ "$(db 'SELECT name, sql FROM sqlite_schema ORDER BY name')" = "$(sqlite3 fresh.db 'SELECT name, sql FROM sqlite_schema ORDER BY name')" ]
	expect 0 mct check
}

@test "waiting is told once it can be felt, ends after seconds, and at Ctrl-C at once" {
	mct -q init
	python3 - "$(practice)" <<-'PY' &
		import os, sqlite3, sys, time
		c = sqlite3.connect(sys.argv[1], isolation_level=None)
		c.execute("BEGIN EXCLUSIVE")
		open("locked", "w").close()
		for _ in range(1200):
		    if os.path.exists("let-go"):
		        break
		    time.sleep(0.05)
	PY
	while [ ! -e locked ]; do sleep 0.05; done
	start=$(date +%s%N)
	expect 75 mct client add Dana
	took=$((($(date +%s%N) - start) / 1000000))
	[ "$took" -ge 4000 ] && [ "$took" -lt 12000 ] || { echo "$took ms"; return 1; }
	[ "$(grep -c "waiting for another program" <<<"$error")" = 1 ]
	complains "try again"
	start=$(date +%s%N)
	waits_at_terminal "waiting for another" "mct client add Dana"
	printf '\003' >&7
	leaves_terminal 130
	[ $((($(date +%s%N) - start) / 1000000)) -lt 4000 ]
	mct client add Dana >said 2>err &
	sleep 0.3
	touch let-go
	wait $!
	grep -q "Added client Dana" said
	[ ! -s err ]
}

@test "a network file system is told by init and by check" {
	cat >network.c <<-'C'
		#define _GNU_SOURCE
		#include <dlfcn.h>
		#include <sys/vfs.h>
		int statfs(const char *path, struct statfs *info)
		{
			int (*next)(const char *, struct statfs *) = (int (*)(const char *, struct statfs *))dlsym(RTLD_NEXT, "statfs");
			int code = next(path, info);
			info->f_type = 0x6969;
			return code;
		}
	C
	cc -shared -fPIC -o network.so network.c -ldl
	export ASAN_OPTIONS=verify_asan_link_order=0
	expect 0 env LD_PRELOAD="$work/network.so" mct init
	complains "network file system, NFS"
	expect 6 env LD_PRELOAD="$work/network.so" mct check
	says "network file system, NFS"
	says "let the other desks log in"
	expect 0 mct check
}
