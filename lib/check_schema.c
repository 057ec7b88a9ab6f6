/*
 * check_schema.c - are the tables, indexes, triggers and views those that the schema steps
 * make, do they have every column that a field needs, can the history be read?
 */
#include <string.h>

#include "check.h"
#include "record/field.h"
#include "store/changeset.h"
#include "store/schema.h"
#include "store/statement.h"

/* ---- against the schema steps ---------------------------------------------------------------- */

/* What the file has under a name: its SQL, and "" where it has none. */
static mct_status_t find_sql(mct_t *m, const char *type, const char *name, struct buf *out)
{
	static const char sql[] = "SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "tt", type, name);
	st = statement_step(m, statement);
	if (st == MCT_ROW)
		buf_adds(out, (const char *)sqlite3_column_text(statement, 0));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* What holds no record can be made again. */
static mct_status_t missing(struct check *c, const char *type, const char *name, const char *sql)
{
	int code;

	if (strcmp(type, "table") == 0)
		return check_add(
			c, SEVERITY_DAMAGE, TO_RESTORE, "the table \"%s\" is missing", name);
	if (!c->repair)
		return check_add(
			c, SEVERITY_FAULT, TO_REPAIR, "the %s \"%s\" is missing", type, name);
	code = sqlite3_exec(c->m->db, sql, NULL, NULL, NULL);
	if (code == SQLITE_CONSTRAINT || code == SQLITE_ERROR)
		return check_add(c, SEVERITY_DAMAGE, TO_RESTORE,
			"the %s \"%s\" is missing, and cannot be made: %s", type, name,
			sqlite3_errmsg(c->m->db));
	if (code != SQLITE_OK)
		return fail_sqlite(c->m, code, "mend the practice file");
	return check_add(
		c, SEVERITY_MENDED, NULL, "the %s \"%s\" was missing, and was made", type, name);
}

static mct_status_t compare_one(struct check *c, sqlite3_stmt *right)
{
	const char *type = (const char *)sqlite3_column_text(right, 0);
	const char *name = (const char *)sqlite3_column_text(right, 1);
	const char *sql = (const char *)sqlite3_column_text(right, 2);
	struct buf found CLEANUP(buf_free) = {0};
	mct_status_t st = find_sql(c->m, type, name, &found);

	if (st != MCT_OK)
		return st;
	if (found.len == 0)
		return missing(c, type, name, sql);
	if (strcmp(buf_str(&found), sql) == 0)
		return MCT_OK;
	return check_add(c, SEVERITY_DAMAGE, TO_RESTORE,
		"the %s \"%s\" was changed by another program", type, name);
}

static mct_status_t compare_all(struct check *c, sqlite3 *right)
{
	static const char sql[] =
		"SELECT type, name, sql FROM sqlite_schema "
		"WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
		"ORDER BY type = 'table' DESC, name";
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	int code = sqlite3_prepare_v2(right, sql, -1, &statement, NULL);
	mct_status_t st = MCT_OK;

	while (code == SQLITE_OK && st == MCT_OK &&
		(code = sqlite3_step(statement)) == SQLITE_ROW) {
		code = SQLITE_OK;
		st = compare_one(c, statement);
	}
	return st != MCT_OK || code == SQLITE_OK || code == SQLITE_DONE
		? st
		: fail_sqlite(c->m, code, "make the tables to compare with");
}

/* A trigger of somebody else's writes what no command and no undo knows of. */
static mct_status_t find_strangers(struct check *c, sqlite3 *right)
{
	static const char known[] =
		"SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = ?";
	static const char sql[] = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	sqlite3_stmt *search CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(c->m, sql, &statement);

	if (sqlite3_prepare_v2(right, known, -1, &search, NULL) != SQLITE_OK)
		return fail_nomem(c->m);
	while (st == MCT_OK && (st = statement_step(c->m, statement)) == MCT_ROW) {
		const char *name = (const char *)sqlite3_column_text(statement, 0);

		statement_reset(search);
		statement_bind(search, "t", name);
		st = sqlite3_step(search) == SQLITE_ROW
			? MCT_OK
			: check_add(c, SEVERITY_FAULT, "remove it with the program that made it",
				  "the trigger \"%s\" is not one of mct's", name);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t look_at_schema(struct check *c)
{
	sqlite3 *right = NULL;
	mct_status_t st = schema_reference(c->m, &right);

	if (st == MCT_OK)
		st = compare_all(c, right);
	if (st == MCT_OK)
		st = find_strangers(c, right);
	sqlite3_close(right);
	return st;
}

/* ---- against the field tables ---------------------------------------------------------------- */

static mct_status_t need_column(struct check *c, const char *table, const char *column)
{
	if (sqlite3_table_column_metadata(
		    c->m->db, "main", table, column, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK)
		return MCT_OK;
	return check_add(c, SEVERITY_DAMAGE, TO_RESTORE, "the table \"%s\" has no column \"%s\"",
		table, column);
}

mct_status_t look_at_columns(struct check *c)
{
	const mct_entity_t *e;
	mct_status_t st = MCT_OK;

	for (size_t k = 0; (e = mct_entity_at(k)) != NULL; k++) {
		for (size_t i = 0; st == MCT_OK && i < e->count; i++) {
			const mct_field_t *f = &e->fields[i];

			if (f->home == HOME_CONTACT || f->sql != NULL)
				continue;
			st = need_column(c, e->table, field_column(f));
			if (st == MCT_OK && f->key_column != NULL)
				st = need_column(c, e->table, f->key_column);
		}
	}
	return st;
}

/* ---- the history ----------------------------------------------------------------------------- */

/* One entry of the history, as far as its parts were seen. */
struct seen_entry {
	int64_t id, bytes, seen;
	bool is_whole;
};

static mct_status_t tell_entry(struct check *c, const struct seen_entry *e)
{
	return e->id == 0 || (e->is_whole && e->bytes == e->seen)
		? MCT_OK
		: check_add(c, SEVERITY_FAULT, "nothing; that change cannot be undone",
			  "entry %lld of the history cannot be read", (long long)e->id);
}

mct_status_t look_at_history(struct check *c)
{
	static const char sql[] =
		"SELECT history.id, history.bytes, changeset FROM history "
		"LEFT JOIN history_part ON history_id = history.id ORDER BY history.id";
	struct seen_entry e = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(c->m, sql, &statement);

	while (st == MCT_OK && (st = statement_step(c->m, statement)) == MCT_ROW) {
		const void *changeset = sqlite3_column_blob(statement, 2);
		int size = sqlite3_column_bytes(statement, 2);

		st = MCT_OK;
		if (sqlite3_column_int64(statement, 0) != e.id) {
			st = tell_entry(c, &e);
			e = (struct seen_entry){.id = sqlite3_column_int64(statement, 0),
				.bytes = sqlite3_column_int64(statement, 1),
				.is_whole = true};
		}
		e.seen += size;
		if (changeset != NULL && !changeset_is_whole(changeset, (size_t)size))
			e.is_whole = false;
	}
	return st == MCT_DONE ? tell_entry(c, &e) : st;
}
