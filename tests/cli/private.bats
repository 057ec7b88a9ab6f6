#!/usr/bin/env bats
# Whatever mct makes is for its owner alone, and what it tells of its work holds nobody's data.
load common

local_setup() {
	folder=$HOME/.local/share/mct
}

# Every file and folder that mct makes, under a umask that would give all or take all away.
make_everything() {
	umask "$1"
	mct -q init --rate 85
	mct -q import clients "$data/clients.csv"
	mct -q import clients bad.csv --rejects made/rejects.csv || true
	mct -q export clients -o made/clients.csv
	mct -q export all -o made/all
	mct -q backup
	mct -q backup made/copy.db
	mct -q client add "Dana Whitfield"
	mct -q restore made/copy.db --yes
	printf '#!/bin/sh\nstat -c "%%a" "$1" "$(dirname "$1")" >made/edited; cp "$1" "$1~"; dirname "$1" >>made/edited\n' >editor
	chmod 700 editor
	EDITOR=$work/editor script -qec "mct client edit c1" /dev/null >screen
	umask 022
}

@test "whatever mct makes is for its owner alone, under any umask" {
	printf 'name,birthday\r\nMei Tan,2026-02-31\r\nTom Okafor,\r\n' >bad.csv
	for mask in 000 022 277; do
		rm -rf "$HOME/.local" made
		mkdir made
		make_everything "$mask"
		found=$(find "$folder" made/rejects.csv made/clients.csv made/all made/copy.db -perm /077)
		[ -z "$found" ] || { echo "umask $mask: $found"; return 1; }
		found=$(find "$folder" made -type f ! -perm 600 ! -name edited)
		[ -z "$found" ] || { echo "umask $mask: $found"; return 1; }
		[ "$(find "$folder" -name '*.replaced-*' | wc -l)" = 1 ]
		[ "$(head -2 made/edited | tr '\n' ' ')" = "600 700 " ]
		[ ! -e "$(tail -1 made/edited)" ]
	done
}

@test "what a killed command leaves beside the practice is for its owner alone" {
	mct -q init
	left=0
	umask 000
	for at in {1..12}; do
		with_fault "kill $at" mct -q client add "Client $at" 2>/dev/null || true
		[ ! -e "$folder/practice.db-journal" ] || left=$((left + 1))
		[ -z "$(find "$folder" -perm /077)" ]
	done
	[ "$left" -gt 0 ]
}

@test "--verbose tells what is done, and nothing of anybody" {
	mct -q init --rate 85
	expect 0 mct client add "Quokka Zimmer" --phone 555-7719 --email quokka@example.org --note "walrus knee" -v
	complains "holds the file"
	complains "the change is on the disk"
	complains "ends with exit code 0"
	log=$error
	for words in "client edit quokka --note pangolin" "client list --where note~pangolin" "search pangolin" "brief quokka" \
		"log quokka --note pangolin --tip 7 --no-input" "history quokka" "client remove quokka --with-all -y -n" \
		"client show 7719" "rebook --json" "export clients" "undo" "value quokka"; do
		# shellcheck disable=SC2086 # a list of words
		expect 0 mct --verbose $words
		log+=$error
	done
	[ "$(grep -ciE 'quokka|zimmer|7719|walrus|pangolin' <<<"$log")" = 0 ]
	[ "$(grep -c "opens " <<<"$log")" -ge 12 ]
}
