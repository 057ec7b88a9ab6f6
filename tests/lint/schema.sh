# schema.sh - the practice file: every table STRICT, every reference with an index that
# leads with its column, and every field of an entity with its column.
set -u
bad=0
complain() { echo "$*"; bad=1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
file=$work/practice.db
HOME=$work "$MCT_BUILD/mct" --db "$file" -q init || exit 1

loose=$(sqlite3 "$file" "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%'")
[ -z "$loose" ] || complain "not STRICT: $loose"
unindexed=$(sqlite3 "$file" "
	SELECT t.name || '.' || k.\"from\" FROM pragma_table_list AS t, pragma_foreign_key_list(t.name) AS k
	WHERE t.schema = 'main' AND t.type = 'table'
	AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c WHERE c.seqno = 0 AND c.name = k.\"from\")
	AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) AS c WHERE c.pk = 1 AND c.name = k.\"from\")")
[ -z "$unindexed" ] || complain "a reference without an index: $unindexed"
[ "$(sqlite3 "$file" "PRAGMA integrity_check; PRAGMA foreign_key_check; PRAGMA application_id")" = $'ok\n1835234353' ] ||
	complain "integrity, foreign keys or the application id"
introspected=$("$MCT_BUILD/mct" introspect)
for entity in $(jq -r '.entities[].name' <<<"$introspected"); do
	noun=$(jq -r --arg e "$entity" '.commands[] | select(.entity == $e and (.path | endswith(" list"))) | .path' <<<"$introspected")
	# shellcheck disable=SC2086 # two words
	HOME=$work "$MCT_BUILD/mct" --db "$file" ${noun:-no-command} --json >/dev/null || complain "$entity cannot be listed"
done
exit $bad
