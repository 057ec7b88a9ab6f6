#!/bin/sh
# embed.sh FILE.sql... - writes the schema steps as a C source: one array of bytes a
# file, and the table of them that schema.h declares.
set -eu
echo '#include "store/schema.h"'
for file; do
	name=$(basename "$file" .sql)
	printf 'static const char step_%s[] = {\n' "${name%%-*}"
	od -An -v -tx1 "$file" | sed 's/ \(..\)/0x\1,/g'
	echo '0};'
done
echo 'const struct schema_step schema_steps[] = {'
for file; do
	name=$(basename "$file" .sql)
	printf '\t{"%s", step_%s},\n' "$name" "${name%%-*}"
done
printf '\t{0, 0},\n};\n'
