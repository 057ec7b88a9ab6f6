#!/usr/bin/env bats
# What make install leaves: a program, a library that others can use, pages, completions;
# and what make uninstall leaves, which is nothing.
load common

installed() { make -s -C "$root" B="$build" PREFIX=/opt/mct DESTDIR="$work/root" "$@" >/dev/null; }

@test "install, use with pkg-config, uninstall" {
	[[ $build == */build ]] || skip "a sanitized library needs a sanitized program"
	installed install
	top=$work/root/opt/mct
	[ -x "$top/bin/mct" ]
	[ "$(readlink "$top/lib/libmct.so.0")" = libmct.so.0.1.0 ]
	library=$top/lib
	objdump -p "$library/libmct.so.0" | grep -q 'SONAME *libmct.so.0'
	objdump -p "$top/bin/mct" | grep -q 'NEEDED *libmct.so.0'
	for page in mct.1 mct-rebook.1 mct-formats.5 libmct.3; do
		[ -f "$top/share/man/man${page##*.}/$page" ]
	done
	find "$top" -path '*bash-completion*' -name mct | grep -q .
	find "$top" -name _mct | grep -q .
	find "$top" -name mct.fish | grep -q .

	# shellcheck disable=SC2046 # flags are words
	cc -Wall -Wextra -Werror -o ten "$root/tests/data/ten-lines.c" \
		$(PKG_CONFIG_PATH=$library/pkgconfig pkg-config --define-prefix --cflags --libs mct)
	export LD_LIBRARY_PATH=$library
	"$top/bin/mct" -q init
	"$top/bin/mct" -q client add "Dana Ortiz"
	[ "$(./ten "$HOME/.local/share/mct/practice.db")" = "Dana Ortiz" ]
	expect 1 ./ten missing.db
	complains 'no practice file "missing.db"'

	installed uninstall
	[ -z "$(find "$work/root" -type f -o -type l)" ]
}
