/*
 * history.c - the entries of the history, one a command. An undo is an entry that
 * undoes another; a redo is one that undoes an undo. References between
 * them are plain numbers, since the older one may have been dropped.
 */
#include "store/history.h"

#include <stdlib.h>
#include <strings.h>

#include "store/changes.h"
#include "store/schema.h"
#include "store/statement.h"

#define COLUMNS                                                                                    \
	"SELECT h.id, h.at, h.schema, h.undoes, h.undone_by, undone.undoes IS NOT NULL, "          \
	"h.command, h.bytes FROM history AS h LEFT JOIN history AS undone ON undone.id = h.undoes "

void entry_free(struct entry *e)
{
	buf_free(&e->command);
}

static mct_status_t read_entry(mct_t *m, const char *sql, int64_t id, struct entry *out)
{
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	if (id != 0)
		statement_bind(statement, "i", id);
	st = statement_step(m, statement);
	if (st != MCT_ROW)
		return st == MCT_DONE ? MCT_NOTFOUND : st;
	out->id = sqlite3_column_int64(statement, 0);
	out->at = sqlite3_column_int64(statement, 1);
	out->schema = sqlite3_column_int64(statement, 2);
	out->undoes = sqlite3_column_int64(statement, 3);
	out->undone_by = sqlite3_column_int64(statement, 4);
	out->is_redo = sqlite3_column_int(statement, 5) != 0;
	out->bytes = sqlite3_column_int64(statement, 7);
	buf_clear(&out->command);
	buf_adds(&out->command, (const char *)sqlite3_column_text(statement, 6));
	if (out->undoes >= out->id)
		return fail_damaged_history(m);
	return out->command.failed ? fail_nomem(m) : MCT_OK;
}

mct_status_t history_entry(mct_t *m, int64_t id, struct entry *out)
{
	static const char sql[] = COLUMNS "WHERE h.id = ?1";
	mct_status_t st = read_entry(m, sql, id, out);

	if (st != MCT_NOTFOUND)
		return st;
	return fail(m, MCT_NOTFOUND, "mct history lists them", "there is no entry y%lld",
		(long long)id);
}

mct_status_t history_last(mct_t *m, struct entry *out)
{
	static const char sql[] = COLUMNS "WHERE h.undone_by IS NULL AND h.undoes IS NULL "
					  "AND h.command <> '" HISTORY_BEGINNING "' "
					  "ORDER BY h.id DESC LIMIT 1";
	mct_status_t st = read_entry(m, sql, 0, out);

	return st == MCT_NOTFOUND ? fail(m, st, NULL, "there is nothing to undo") : st;
}

mct_status_t history_last_undo(mct_t *m, struct entry *out)
{
	static const char sql[] = COLUMNS "WHERE h.undone_by IS NULL AND h.undoes IS NOT NULL "
					  "AND undone.undoes IS NULL ORDER BY h.id DESC LIMIT 1";
	mct_status_t st = read_entry(m, sql, 0, out);

	return st == MCT_NOTFOUND
		? fail(m, st, "mct redo does again what mct undo has undone", "nothing is undone")
		: st;
}

/* ---- writing --------------------------------------------------------------------------------- */

mct_status_t history_add(mct_t *m, const char *command, int64_t undoes, int64_t *id)
{
	static const char sql[] =
		"INSERT INTO history (at, command, schema, undoes) VALUES (?, ?, ?, nullif(?, 0))";
	sqlite3_stmt *statement;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(
		statement, "itii", handle_moment(m), command, (int64_t)schema_version(), undoes);
	st = statement_run(m, statement);
	*id = sqlite3_last_insert_rowid(m->db);
	return st;
}

mct_status_t history_measure(mct_t *m, int64_t id, int64_t changes, int64_t bytes)
{
	static const char sql[] = "UPDATE history SET changes = ?2, bytes = ?3 WHERE id = ?1";
	sqlite3_stmt *statement;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "iii", id, changes, bytes);
	return statement_run(m, statement);
}

static mct_status_t set_undone(mct_t *m, int64_t id, int64_t by)
{
	static const char sql[] = "UPDATE history SET undone_by = nullif(?2, 0) WHERE id = ?1";
	sqlite3_stmt *statement;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "ii", id, by);
	return statement_run(m, statement);
}

/* A redo undoes an undo: what that had undone stands again. */
mct_status_t history_mark_undone(mct_t *m, int64_t id, int64_t by)
{
	struct entry undone CLEANUP(entry_free) = {0};
	mct_status_t st = history_entry(m, id, &undone);

	if (st == MCT_OK)
		st = set_undone(m, id, by);
	return st == MCT_OK && undone.undoes != 0 ? set_undone(m, undone.undoes, 0) : st;
}

/* ---- dropping -------------------------------------------------------------------------------- */

/* The oldest entry and what it takes up; MCT_DONE when it is the newest. */
static mct_status_t oldest(mct_t *m, int64_t newest, int64_t *id, int64_t *at)
{
	static const char sql[] = "SELECT id, at FROM history WHERE id < ?1 ORDER BY id LIMIT 1";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "i", newest);
	st = statement_step(m, statement);
	if (st == MCT_ROW) {
		*id = sqlite3_column_int64(statement, 0);
		*at = sqlite3_column_int64(statement, 1);
	}
	return st;
}

static mct_status_t drop(mct_t *m, int64_t id)
{
	static const char sql_delete[] = "DELETE FROM history WHERE id = ?1";
	static const char sql_note[] =
		"INSERT INTO history_dropped (id, at, entries) VALUES (1, ?1, 1) "
		"ON CONFLICT (id) DO UPDATE SET at = excluded.at, entries = entries + 1";
	sqlite3_stmt *statement;
	mct_status_t st = statement_get(m, sql_delete, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "i", id);
	st = statement_run(m, statement);
	if (st == MCT_OK)
		st = statement_get(m, sql_note, &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, "i", handle_moment(m));
	return statement_run(m, statement);
}

static mct_status_t bytes_kept(mct_t *m, int64_t *bytes)
{
	static const char sql[] = "SELECT coalesce(sum(bytes), 0) FROM history";
	mct_status_t st = query_integer(m, bytes, sql, "");

	return st == MCT_ROW ? MCT_OK : st;
}

bool history_keep_read(const char *text, struct history_keep *out)
{
	char *end;
	long number = strtol(text, &end, 10);

	*out = (struct history_keep){0};
	if (days_read(text, &out->days))
		return out->days > 0;
	out->days = 0;
	while (*end == ' ')
		end++;
	out->bytes = (int64_t)number << 20;
	return end != text && number > 0 && number < 1000000 && strcasecmp(end, "mb") == 0;
}

/* Looks at the oldest entry alone, and at the sum of all where it is size that counts: a commit
 * pays next to nothing for it. */
mct_status_t history_drop(mct_t *m, int64_t newest)
{
	struct history_keep keep;
	int64_t id = 0, at = 0, bytes = 0;
	mct_status_t st;

	history_keep_read(mct_setting(m, "history.keep"), &keep);
	do {
		st = keep.bytes > 0 ? bytes_kept(m, &bytes) : MCT_OK;
		if (st == MCT_OK)
			st = oldest(m, newest, &id, &at);
		if (st != MCT_ROW)
			break;
		if (keep.days > 0 ? at >= handle_moment(m) - (int64_t)keep.days * 86400
				  : bytes <= keep.bytes)
			return MCT_OK;
		st = drop(m, id);
	} while (st == MCT_OK);
	return st == MCT_DONE ? MCT_OK : st;
}
