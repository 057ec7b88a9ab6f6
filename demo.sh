#!/bin/sh
# demo.sh - installs what is needed (Debian 12), builds mct, and does the main job on
# the sample practice in tests/data: a spreadsheet in, the weekly list out.
set -eu
cd "$(dirname "$0")"
# shellcheck source=packages.sh
. ./packages.sh
# shellcheck disable=SC2086 # a list of words
install_packages $build_packages
make -s -j2

practice=$(mktemp -d)
trap 'rm -rf "$practice"' EXIT
export MCT_DB="$practice/practice.db" MCT_NOW=2026-11-23T09:00

show() {
	printf '\n$ mct'
	printf ' %s' "$@"
	printf '\n'
	./build/mct "$@"
}
show init --practice "Willow Street Massage" --currency USD --rate 85
show import clients tests/data/clients.csv
show import visits tests/data/visits.csv
show rebook
show value --limit 10
show client show dana
