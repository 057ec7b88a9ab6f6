# shellcheck shell=sh disable=SC2034
# packages.sh - what a Debian 12 needs to build mct, and to test it. Sourced by
# demo.sh and check.sh; installs only what is missing.

build_packages="gcc libc6-dev make pkg-config libsqlite3-dev libcsv-dev libutf8proc-dev libgsl-dev libgraphviz-dev \
	libxlsxwriter-dev libgmime-3.0-dev libsodium-dev"
test_packages="bats less libcmocka-dev sqlite3 jq python3 python3-openpyxl python3-vobject python3-icalendar mandoc man-db shellcheck \
	universal-ctags zsh fish g++ binutils graphviz msmtp msmtp-mta"

install_packages() {
	missing=
	for package; do
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
	done
	[ -z "$missing" ] && return 0
	sudo=
	[ "$(id -u)" -eq 0 ] || sudo=sudo
	# shellcheck disable=SC2086 # a list of words
	$sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-remove --no-install-recommends $missing
}
