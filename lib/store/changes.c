/*
 * changes.c - walks through the parts of a history entry and through SQLite's
 * changesets in them, in flat memory but for one part.
 */
#include "store/changes.h"

#include <stdlib.h>
#include <string.h>

#include "store/changeset.h"
#include "store/statement.h"
#include "util/array.h"

bool table_is_beside_records(const char *table)
{
	return strcmp(table, "contact_word") == 0 || strcmp(table, "amendment") == 0;
}

bool table_is_role(const char *table)
{
	return strcmp(table, "client") == 0 || strcmp(table, "partner") == 0;
}

/* ---- parts ----------------------------------------------------------------------------------- */

mct_status_t fail_damaged_history(mct_t *m)
{
	return fail(
		m, MCT_CORRUPT, "bring back a copy of the practice file", "the history is damaged");
}

mct_status_t part_of_row(mct_t *m, sqlite3_stmt *row, struct part *out)
{
	bool is_whole;

	*out = (struct part){.entry = sqlite3_column_int64(row, 0),
		.changeset = sqlite3_column_blob(row, 1),
		.size = sqlite3_column_bytes(row, 1),
		.table = (const char *)sqlite3_column_text(row, 2),
		.first = sqlite3_column_int64(row, 3),
		.last = sqlite3_column_int64(row, 4)};
	is_whole = out->changeset != NULL ? changeset_is_whole(out->changeset, (size_t)out->size)
					  : out->table != NULL;
	return is_whole ? MCT_OK : fail_damaged_history(m);
}

/* The order is made of ids alone: sorting whole parts would hold all of them. */
#define PARTS(order)                                                                               \
	"SELECT part.history_id, part.changeset, part.table_name, part.first_id, part.last_id "    \
	"FROM (SELECT id FROM history_part WHERE history_id = ?1 ORDER BY " order " LIMIT -1) "    \
	"AS sorted CROSS JOIN history_part AS part ON part.id = sorted.id"

mct_status_t parts_prepare(mct_t *m, int64_t entry, enum parts_order order, sqlite3_stmt **out)
{
	static const char *const sql[] = {
		[PARTS_FORWARD] = PARTS("changeset IS NOT NULL, id"),
		[PARTS_BACKWARD] = PARTS("changeset IS NULL, id DESC"),
	};
	mct_status_t st = statement_prepare(m, sql[order], out);

	if (st == MCT_OK)
		statement_bind(*out, "i", entry);
	return st;
}

mct_status_t parts_each(mct_t *m, int64_t entry, enum parts_order order, part_fn *fn, void *user)
{
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = parts_prepare(m, entry, order, &statement);

	if (st != MCT_OK)
		return st;
	while ((st = statement_step(m, statement)) == MCT_ROW) {
		struct part part;

		st = part_of_row(m, statement, &part);
		if (st == MCT_OK)
			st = fn(m, &part, user);
		if (st != MCT_OK)
			return st;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- changes --------------------------------------------------------------------------------- */

sqlite3_value *change_old(const struct change *change, int column)
{
	sqlite3_value *value = NULL;

	if (change->op != SQLITE_INSERT)
		sqlite3changeset_old(change->at, column, &value);
	return value;
}

sqlite3_value *change_new(const struct change *change, int column)
{
	sqlite3_value *value = NULL;

	if (change->op != SQLITE_DELETE)
		sqlite3changeset_new(change->at, column, &value);
	return value;
}

static sqlite3_value *key_of(const struct change *change)
{
	unsigned char *is_key = NULL;
	int keys = 0, at = 0;

	sqlite3changeset_pk(change->at, &is_key, NULL);
	for (int i = 0; is_key != NULL && i < change->columns; i++) {
		if (is_key[i] == 0)
			continue;
		keys++;
		at = i;
	}
	if (keys != 1)
		return NULL;
	return change->op == SQLITE_INSERT ? change_new(change, at) : change_old(change, at);
}

void change_read(sqlite3_changeset_iter *at, struct change *out)
{
	sqlite3_value *key;

	*out = (struct change){.table = "", .at = at};
	sqlite3changeset_op(at, &out->table, &out->columns, &out->op, NULL);
	key = key_of(out);
	if (key != NULL && sqlite3_value_type(key) == SQLITE_INTEGER)
		out->id = sqlite3_value_int64(key);
}

const char *change_key(const struct change *change)
{
	sqlite3_value *key = change->id == 0 ? key_of(change) : NULL;

	return key != NULL ? (const char *)sqlite3_value_text(key) : NULL;
}

/* Without memory for the head of a table, SQLite 3.40 frees values that it never had: the iterator
 * is then left as it is. */
int changeset_end(sqlite3_changeset_iter *at, int last)
{
	return last == SQLITE_NOMEM ? last : sqlite3changeset_finalize(at);
}

mct_status_t changes_each(
	mct_t *m, const void *changeset, int size, enum changes_way way, change_fn *fn, void *user)
{
	sqlite3_changeset_iter *at = NULL;
	mct_status_t st = MCT_OK;
	int code = sqlite3changeset_start_v2(&at, size, (void *)(uintptr_t)changeset,
		way == CHANGES_INVERTED ? SQLITE_CHANGESETSTART_INVERT : 0);

	if (code != SQLITE_OK)
		return fail_sqlite(m, code, "read the history");
	while (st == MCT_OK && (code = sqlite3changeset_next(at)) == SQLITE_ROW) {
		struct change change;

		change_read(at, &change);
		st = fn(m, &change, user);
	}
	code = changeset_end(at, code);
	return st == MCT_OK && code != SQLITE_OK ? fail_sqlite(m, code, "read the history") : st;
}

/* ---- records --------------------------------------------------------------------------------- */

/* The contacts that a part says something of by their role. */
struct role_ids {
	int64_t *items;
	size_t count, capacity;
};

static mct_status_t note_role(mct_t *m, const struct change *change, void *user)
{
	struct role_ids *roles = user;

	if (!table_is_role(change->table))
		return MCT_OK;
	if (!ARRAY_ROOM(roles->items, roles->count, roles->capacity))
		return fail_nomem(m);
	roles->items[roles->count++] = change->id;
	return MCT_OK;
}

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

struct walk {
	struct role_ids roles;
	record_change_fn *fn;
	void *user;
};

static mct_status_t tell_record(mct_t *m, const struct change *change, void *user)
{
	struct walk *w = user;
	struct record_change told = {.table = change->table,
		.op = change->op,
		.id = change->id,
		.last = change->id,
		.count = 1};

	if (table_is_beside_records(change->table) ||
		(strcmp(change->table, "contact") == 0 && w->roles.count > 0 &&
			bsearch(&change->id, w->roles.items, w->roles.count, sizeof change->id,
				compare_ids) != NULL))
		return MCT_OK;
	told.key = change_key(change);
	return w->fn(m, &told, w->user);
}

/* Whoever is added in a run with a role is added as a contact in another. */
static mct_status_t tell_run(
	mct_t *m, const struct part *part, enum changes_way way, record_change_fn *fn, void *user)
{
	static const char sql[] = "SELECT 1 FROM history_part WHERE history_id = ?1 "
				  "AND table_name IN ('client', 'partner') "
				  "AND first_id <= ?2 AND last_id >= ?2";
	const struct record_change told = {.table = part->table,
		.op = way == CHANGES_INVERTED ? SQLITE_DELETE : SQLITE_INSERT,
		.id = part->first,
		.last = part->last,
		/* Unsigned, since the file may say anything. */
		.count = (int64_t)((uint64_t)part->last - (uint64_t)part->first + 1)};
	int64_t one;
	mct_status_t st = MCT_DONE;

	if (strcmp(part->table, "contact") == 0)
		st = query_integer(m, &one, sql, "ii", part->entry, part->first);
	return st == MCT_DONE ? fn(m, &told, user) : st == MCT_ROW ? MCT_OK : st;
}

mct_status_t record_changes_each(
	mct_t *m, const struct part *part, enum changes_way way, record_change_fn *fn, void *user)
{
	struct walk w = {.fn = fn, .user = user};
	mct_status_t st;

	if (part->changeset == NULL)
		return tell_run(m, part, way, fn, user);
	st = changes_each(m, part->changeset, part->size, CHANGES_AS_MADE, note_role, &w.roles);
	if (w.roles.count > 0)
		qsort(w.roles.items, w.roles.count, sizeof *w.roles.items, compare_ids);
	if (st == MCT_OK)
		st = changes_each(m, part->changeset, part->size, way, tell_record, &w);
	free(w.roles.items);
	return st;
}
