#!/usr/bin/env bats
# What make install leaves: a program, a library that others can use, pages, completions;
# and what make uninstall leaves, which is nothing.
load common

installed() { make -s -C "$root" B="$build" PREFIX=/opt/mct DESTDIR="$work/root" "$@" >/dev/null; }

# loaded COMMAND...: the libraries that it loads.
loaded() { LD_DEBUG=files "$@" 2>&1 >/dev/null | sed -n 's/.*file=\([^ ]*\).*generating link map/\1/p'; }

@test "a module is loaded by the command that needs it, and by no other" {
	[[ $build == */build ]] || skip "a sanitized library needs a sanitized program"
	installed install
	export LD_LIBRARY_PATH=$work/root/opt/mct/lib
	mct=$work/root/opt/mct/bin/mct
	sample_practice
	[[ $(loaded "$mct" client show c1) == *libmct.so.0* ]]
	[[ $(loaded "$mct" client show c1) != *libgsl* ]]
	[[ $(loaded "$mct" value --past) != *libgsl* ]]
	[[ $(loaded "$mct" value) == *"$work/root/opt/mct/lib/mct/libmct-model.so"*libgsl* ]]
	expect 0 "$mct" value
	[[ $(loaded "$mct" connections --dot) != *libgvc* ]]
	[[ $(loaded "$mct" connections --svg picture.svg) == *"$work/root/opt/mct/lib/mct/libmct-graph.so"*libgvc* ]]
	rm "$work/root/opt/mct/lib/mct/libmct-graph.so"
	expect 1 "$mct" connections --svg picture.svg
	complains 'libmct-graph.so'
	[ ! -e picture.svg ]
}

@test "a module that is missing, or not of this mct, is told" {
	[[ $build == */build ]] || skip "a sanitized library needs a sanitized program"
	installed install
	top=$work/root/opt/mct
	export LD_LIBRARY_PATH=$top/lib
	sample_practice
	other() { cc -shared -fPIC -o "$top/lib/mct/libmct-model.so" -x c - <<<"#include <stddef.h>$1"; }

	rm "$top/lib/mct/libmct-model.so"
	cp "$build/libmct-model.so" .
	LD_LIBRARY_PATH=$top/lib:$work expect 1 "$top/bin/mct" value
	complains 'libmct-model.so'
	complains 'install mct again'
	expect 0 "$top/bin/mct" value --past

	echo nothing >"$top/lib/mct/libmct-model.so"
	expect 1 "$top/bin/mct" value
	complains 'cannot load a part of mct'
	other ''
	expect 1 "$top/bin/mct" value
	complains 'was not built with this mct 0.1.0'
	other $'\nconst struct { const char *version; size_t size; } mct_module_model = {"0.0.9", 4};'
	expect 1 "$top/bin/mct" value
	complains 'was not built with this mct 0.1.0'
	other $'\nconst struct { const char *version; size_t size; } mct_module_model = {"0.1.0", 4};'
	expect 1 "$top/bin/mct" value
	complains 'was not built with this mct 0.1.0'
}

@test "encrypting is loaded by the backup that is encrypted" {
	[[ $build == */build ]] || skip "a sanitized library needs a sanitized program"
	installed install
	top=$work/root/opt/mct
	export LD_LIBRARY_PATH=$top/lib
	mct -q init
	head -c 32 /dev/urandom >key
	chmod 600 key
	[[ $(loaded "$top/bin/mct" backup plain.db) != *libsodium* ]]
	[[ $(loaded "$top/bin/mct" backup mine.enc --key-file key) == *"$top/lib/mct/libmct-crypt.so"*libsodium* ]]
	rm "$top/lib/mct/libmct-crypt.so"
	expect 1 "$top/bin/mct" backup other.enc --key-file key
	complains "install mct again"
	[ ! -e other.enc ]
	expect 1 "$top/bin/mct" restore mine.enc --key-file key --yes
	complains "install mct again"
	expect 0 "$top/bin/mct" restore plain.db --yes
}

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
	[ ! -e "$top/lib/mct" ]
}
