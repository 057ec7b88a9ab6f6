/*
 * statement.c - prepared statements and the translation of SQLite's codes into
 * statuses and words. Nothing else in lib/ interprets an SQLite result
 * code.
 */
#include "store/statement.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "util/date.h"

/* What a person can do about it, by SQLite's primary code. */
static const struct {
	int code;
	mct_status_t status;
	const char *message, *hint;
} meanings[] = {
	{SQLITE_BUSY, MCT_BUSY, "the practice file is being written by another program",
		"try again in a moment"},
	{SQLITE_LOCKED, MCT_BUSY, "the practice file is in use", "try again in a moment"},
	{SQLITE_READONLY, MCT_READONLY, "the practice file cannot be written",
		"check its permissions and those of its folder"},
	{SQLITE_PERM, MCT_READONLY, "the practice file may not be opened", "check its permissions"},
	{SQLITE_AUTH, MCT_READONLY, "the practice file may not be opened", "check its permissions"},
	{SQLITE_FULL, MCT_ERROR, "the disk is full; nothing was changed",
		"make room and try again"},
	{SQLITE_IOERR, MCT_ERROR, "the disk failed; nothing was changed",
		"check the disk, and keep a copy of the file"},
	{SQLITE_CORRUPT, MCT_CORRUPT, "the practice file is damaged",
		"bring a backup back with mct restore"},
	{SQLITE_NOTADB, MCT_NOTPRACTICE, "this is not a practice file", "name another with --db"},
	{SQLITE_CANTOPEN, MCT_READONLY, "the practice file or its folder cannot be opened",
		"check the permissions of both"},
	{SQLITE_INTERRUPT, MCT_INTERRUPTED, "interrupted; nothing was changed", ""},
};

/* SQLite takes a disk that cannot be read for a file that is damaged; the errno knows better. */
bool disk_has_failed(mct_t *m)
{
	int error = 0;

	return m->db != NULL &&
		sqlite3_file_control(m->db, "main", SQLITE_FCNTL_LAST_ERRNO, &error) == SQLITE_OK &&
		(error == EIO || error == ENXIO);
}

mct_status_t fail_sqlite(mct_t *m, int code, const char *doing)
{
	if ((code & 0xff) == SQLITE_NOMEM)
		return fail_nomem(m);
	if ((code & 0xff) == SQLITE_BUSY && m->interrupted)
		code = SQLITE_INTERRUPT; /* the wait was ended */
	if (((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB) &&
		disk_has_failed(m))
		code = SQLITE_IOERR;
	for (size_t i = 0; i < ARRAY_SIZE(meanings); i++)
		if (meanings[i].code == (code & 0xff))
			return fail(
				m, meanings[i].status, meanings[i].hint, "%s", meanings[i].message);
	return fail(m, MCT_ERROR, NULL, "cannot %s: %s", doing,
		m->db != NULL ? sqlite3_errmsg(m->db) : sqlite3_errstr(code));
}

mct_status_t handle_go_on(mct_t *m)
{
	if (handle_is_broken(m))
		return fail_sqlite(m, m->broken, "go on");
	return m->interrupted ? fail_sqlite(m, SQLITE_INTERRUPT, "go on") : MCT_OK;
}

mct_status_t statement_prepare(mct_t *m, const char *sql, sqlite3_stmt **out)
{
	int code;

	if (m->db == NULL)
		return fail(m, MCT_MISUSE, NULL, "no practice file is open");
	code = sqlite3_prepare_v3(m->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
	return code == SQLITE_OK ? MCT_OK : fail_sqlite(m, code, "read the practice file");
}

/* A text for which there was no memory is read as NULL; that it was none is said only here. */
void statement_reset(sqlite3_stmt *statement)
{
	if (sqlite3_reset(statement) == SQLITE_NOMEM)
		buf_refused();
}

mct_status_t statement_get(mct_t *m, const char *sql, sqlite3_stmt **out)
{
	mct_status_t st;

	for (size_t i = 0; i < m->prepared_count; i++) {
		if (m->prepared[i].sql == sql) {
			*out = m->prepared[i].statement;
			statement_reset(*out);
			sqlite3_clear_bindings(*out);
			return MCT_OK;
		}
	}
	if (m->prepared_count == PREPARED_MAX)
		statements_free(m);
	st = statement_prepare(m, sql, out);
	if (st == MCT_OK)
		m->prepared[m->prepared_count++] = (struct prepared){sql, *out};
	return st;
}

void statements_free(mct_t *m)
{
	while (m->prepared_count > 0)
		sqlite3_finalize(m->prepared[--m->prepared_count].statement);
}

mct_status_t statement_step(mct_t *m, sqlite3_stmt *statement)
{
	int code;

	if (m->interrupted || handle_is_broken(m))
		return handle_go_on(m);
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		return MCT_ROW;
	if (code == SQLITE_DONE)
		return MCT_DONE;
	return fail_sqlite(m, code, "read the practice file");
}

mct_status_t statement_run(mct_t *m, sqlite3_stmt *statement)
{
	mct_status_t st = statement_step(m, statement);

	statement_reset(statement);
	return st == MCT_DONE || st == MCT_ROW ? MCT_OK : st;
}

static void bind_all(sqlite3_stmt *statement, const char *types, va_list ap)
{
	for (int i = 1; *types != '\0'; i++, types++) {
		if (*types == 'i')
			sqlite3_bind_int64(statement, i, va_arg(ap, int64_t));
		else if (*types == 't')
			sqlite3_bind_text(
				statement, i, va_arg(ap, const char *), -1, SQLITE_STATIC);
		else
			sqlite3_bind_null(statement, i);
	}
}

void statement_bind(sqlite3_stmt *statement, const char *types, ...)
{
	va_list ap;

	va_start(ap, types);
	bind_all(statement, types, ap);
	va_end(ap);
}

void statement_bind_copy(sqlite3_stmt *statement, int at, const char *text, int n)
{
	if (sqlite3_bind_text(statement, at, text, n, SQLITE_TRANSIENT) == SQLITE_NOMEM)
		buf_refused();
}

char *statement_copy(sqlite3_stmt *row, int at)
{
	const char *text = (const char *)sqlite3_column_text(row, at);

	return text != NULL ? strdup(text) : NULL;
}

int32_t statement_day(sqlite3_stmt *row, int at, int32_t otherwise)
{
	const char *text = (const char *)sqlite3_column_text(row, at);
	int32_t day = text != NULL ? date_from_iso(text, (size_t)sqlite3_column_bytes(row, at))
				   : DATE_NONE;

	return day != DATE_NONE ? day : otherwise;
}

mct_status_t query_integer(mct_t *m, int64_t *out, const char *sql, const char *types, ...)
{
	sqlite3_stmt *statement = NULL;
	mct_status_t st = statement_get(m, sql, &statement);
	va_list ap;

	if (st != MCT_OK)
		return st;
	va_start(ap, types);
	bind_all(statement, types, ap);
	va_end(ap);
	st = statement_step(m, statement);
	if (st == MCT_ROW)
		*out = sqlite3_column_int64(statement, 0);
	statement_reset(statement);
	return st;
}

void statement_done(sqlite3_stmt **statement)
{
	if (*statement != NULL)
		statement_reset(*statement);
}

void statement_finish(sqlite3_stmt **statement)
{
	if (sqlite3_finalize(*statement) == SQLITE_NOMEM)
		buf_refused();
	*statement = NULL;
}
