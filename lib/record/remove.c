/*
 * remove.c - removes a record, or tells what hangs on it. What hangs where is read
 * from the file's own foreign keys, so a new table is known here by itself.
 */
#include <string.h>

#include "record/record.h"
#include "record/rows.h"
#include "store/journal.h"
#include "store/statement.h"

/* Tables that refer to another, by column. The roles of a contact and the words of its name are not
 * what hangs on it. */
static const char sql_references[] =
	"SELECT child.name, key.\"from\" "
	"FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) AS key "
	"WHERE child.type = 'table' AND key.\"table\" = ?1"
	"  AND child.name NOT IN ('client', 'partner', 'contact_word') "
	"ORDER BY child.rowid";

static const mct_field_t column_what = {
	.name = "what", .title = "What", .type = MCT_TYPE_TEXT, .flags = MCT_FIELD_LISTED};
static const mct_field_t column_count = {
	.name = "count", .title = "Count", .type = MCT_TYPE_COUNT, .flags = MCT_FIELD_LISTED};

static mct_status_t count_rows(
	mct_t *m, const char *table, const char *column, int64_t id, int64_t *count)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_addf(&sql, "SELECT count(*) FROM %s WHERE %s = ?", table, column);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_int64(statement, 1, id);
	st = statement_step(m, statement);
	*count = sqlite3_column_int64(statement, 0);
	return st == MCT_ROW ? MCT_OK : st;
}

/* Adds to `rows` what refers to `id` of `table`. */
static mct_status_t count_dependents(
	mct_t *m, const char *table, int64_t id, mct_rows_t *rows, int64_t *total)
{
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(m, sql_references, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "t", table);
	while ((st = statement_step(m, statement)) == MCT_ROW) {
		const char *child = (const char *)sqlite3_column_text(statement, 0);
		int64_t count = 0;

		st = count_rows(
			m, child, (const char *)sqlite3_column_text(statement, 1), id, &count);
		if (st != MCT_OK)
			return st;
		if (count == 0)
			continue;
		st = row_add(rows);
		if (st != MCT_OK)
			return st;
		row_set_text(rows, 0, child);
		row_set_integer(rows, 1, count);
		*total += count;
	}
	return st == MCT_DONE ? rows_check(rows) : st;
}

static mct_status_t delete_row(mct_t *m, const char *table, int64_t id)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_addf(&sql, "DELETE FROM %s WHERE id = ?", table);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_int64(statement, 1, id);
	st = statement_run(m, statement);
	return st == MCT_OK ? journal_changed(m) : st;
}

/* A contact goes with its last role; whoever has another role stays in the book. */
static mct_status_t count_roles(mct_t *m, int64_t id, int64_t *roles)
{
	static const char sql[] = "SELECT (SELECT count(*) FROM client WHERE id = ?1)"
				  "  + (SELECT count(*) FROM partner WHERE id = ?1)";
	mct_status_t st = query_integer(m, roles, sql, "i", id);

	return st == MCT_ROW ? MCT_OK : st;
}

/* What amended notes said before goes with the notes, also with those that went along. */
static mct_status_t delete_amendments(mct_t *m)
{
	static const char sql[] =
		"DELETE FROM amendment WHERE table_name = ?1 AND record_id NOT IN";
	const mct_entity_t *e;
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && (e = mct_entity_at(i)) != NULL; i++) {
		struct buf whole CLEANUP(buf_free) = {0};
		sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
		bool amended = false;

		for (size_t f = 0; f < e->count; f++)
			amended = amended || (e->fields[f].flags & MCT_FIELD_AMENDED) != 0;
		if (!amended)
			continue;
		buf_addf(&whole, "%s (SELECT id FROM %s)", sql, e->table);
		st = statement_prepare(m, buf_str(&whole), &statement);
		if (st != MCT_OK)
			break;
		statement_bind(statement, "t", e->table);
		st = statement_run(m, statement);
	}
	return st;
}

/* ---- removing -------------------------------------------------------------------------------- */

static mct_status_t refuse_role(mct_t *m, const mct_record_t *r)
{
	return fail(m, MCT_REFUSED, "remove her with: mct client remove, or mct partner remove",
		"n%lld is a client or a partner", (long long)r->id);
}

static mct_status_t delete_record(mct_t *m, mct_record_t *r, bool contact_goes)
{
	mct_status_t st = delete_row(m, r->e->table, r->id);

	if (st == MCT_OK && contact_goes)
		st = delete_row(m, "contact", r->id);
	if (st == MCT_OK)
		st = delete_amendments(m);
	return st == MCT_OK && r->e->removed != NULL ? r->e->removed(r) : st;
}

/* Removes r, unless something hangs on it that is not to go along; lists that in `rows`. */
static mct_status_t remove_loaded(mct_t *m, mct_record_t *r, bool with_all, mct_rows_t *rows)
{
	const mct_entity_t *e = r->e;
	int64_t total = 0, roles = 0;
	bool contact_goes;
	mct_status_t st = count_dependents(m, e->table, r->id, rows, &total);

	if (st == MCT_OK && (e->is_role || strcmp(e->table, "contact") == 0))
		st = count_roles(m, r->id, &roles);
	contact_goes = e->is_role && roles == 1;
	if (st == MCT_OK && !e->is_role && roles > 0)
		return refuse_role(m, r);
	if (st == MCT_OK && contact_goes)
		st = count_dependents(m, "contact", r->id, rows, &total);
	if (st == MCT_OK && total > 0 && !with_all)
		st = fail(m, MCT_REFUSED, "--with-all removes that too",
			"other records hang on %s %c%lld", e->name, e->letter, (long long)r->id);
	return st == MCT_OK ? delete_record(m, r, contact_goes) : st;
}

mct_status_t mct_record_remove(
	mct_t *m, const mct_entity_t *e, int64_t id, bool with_all, mct_rows_t **dependents)
{
	static const mct_field_t *const columns[] = {&column_what, &column_count};
	mct_record_t *r = NULL;
	mct_rows_t *rows = NULL;
	mct_status_t st = handle_writing(m, "mct_record_remove()");

	if (st == MCT_OK)
		st = mct_record_new(m, e, &r);
	if (st == MCT_OK)
		st = mct_record_load(r, id);
	if (st == MCT_OK)
		st = rows_of_list(m, columns, ARRAY_SIZE(columns), &rows);
	if (st == MCT_OK)
		st = remove_loaded(m, r, with_all, rows);
	mct_record_free(r);
	if (dependents != NULL && (st == MCT_OK || st == MCT_REFUSED))
		*dependents = rows;
	else
		mct_rows_free(rows);
	return st;
}
