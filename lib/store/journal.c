/*
 * journal.c - records every change of a writing transaction, in parts, so that a
 * long one needs no more memory than a short one. The history itself is not
 * recorded.
 */
#include "store/journal.h"

#include <stdlib.h>
#include <string.h>

#include "store/schema.h"
#include "store/statement.h"

#define CHANGES_PER_PART 20000
#define RUN_TABLES 8

struct run {
	const char *table; /* static text of the entity */
	int64_t first, last;
};

struct journal {
	sqlite3_session *session;
	char *command;
	int64_t history_id; /* 0 until something was stored */
	int changes;        /* since the last part */
	bool bulk;
	struct run runs[RUN_TABLES];
	size_t run_count;
};

/* 1: record changes of this table. */
static int is_recorded(void *unused, const char *table)
{
	(void)unused;
	return strncmp(table, "history", 7) != 0 && strncmp(table, "sqlite_", 7) != 0;
}

static mct_status_t session_start(mct_t *m)
{
	struct journal *j = m->journal;
	int code = sqlite3session_create(m->db, "main", &j->session);

	if (code == SQLITE_OK) {
		sqlite3session_table_filter(j->session, is_recorded, NULL);
		code = sqlite3session_attach(j->session, NULL);
	}
	return code == SQLITE_OK ? MCT_OK : fail_sqlite(m, code, "record the change");
}

mct_status_t journal_begin(mct_t *m, const char *command)
{
	struct journal *j = calloc(1, sizeof *j);
	mct_status_t st;

	if (j == NULL)
		return fail_nomem(m);
	m->journal = j;
	j->command = strdup(command);
	st = j->command != NULL ? session_start(m) : fail_nomem(m);
	if (st != MCT_OK)
		journal_free(m);
	return st;
}

void journal_free(mct_t *m)
{
	struct journal *j = m->journal;

	if (j == NULL)
		return;
	if (j->session != NULL)
		sqlite3session_delete(j->session);
	free(j->command);
	free(j);
	m->journal = NULL;
}

/* The entry is made with its first part: a command that changed nothing leaves none. */
static mct_status_t ensure_entry(mct_t *m)
{
	static const char sql[] = "INSERT INTO history (at, command, schema) VALUES (?, ?, ?)";
	struct journal *j = m->journal;
	sqlite3_stmt *statement;
	mct_status_t st;

	if (j->history_id != 0)
		return MCT_OK;
	st = statement_get(m, sql, &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, "iti", handle_moment(m), j->command, (int64_t)schema_version());
	st = statement_run(m, statement);
	j->history_id = sqlite3_last_insert_rowid(m->db);
	return st;
}

static mct_status_t store_changeset(mct_t *m)
{
	static const char sql[] = "INSERT INTO history_part (history_id, changeset) VALUES (?, ?)";
	struct journal *j = m->journal;
	sqlite3_stmt *statement;
	void *changeset = NULL;
	int size = 0, code;
	mct_status_t st;

	if (sqlite3session_isempty(j->session))
		return MCT_OK;
	code = sqlite3session_changeset(j->session, &size, &changeset);
	if (code != SQLITE_OK || size == 0) {
		sqlite3_free(changeset);
		return code == SQLITE_OK ? MCT_OK : fail_sqlite(m, code, "record the change");
	}
	st = ensure_entry(m);
	if (st == MCT_OK)
		st = statement_get(m, sql, &statement);
	if (st == MCT_OK) {
		statement_bind(statement, "i", j->history_id);
		sqlite3_bind_blob(statement, 2, changeset, size, SQLITE_STATIC);
		st = statement_run(m, statement);
	}
	sqlite3_free(changeset);
	return st;
}

static mct_status_t store_runs(mct_t *m)
{
	static const char sql[] =
		"INSERT INTO history_part (history_id, table_name, first_id, last_id) "
		"VALUES (?, ?, ?, ?)";
	struct journal *j = m->journal;
	mct_status_t st = j->run_count > 0 ? ensure_entry(m) : MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < j->run_count; i++) {
		sqlite3_stmt *statement;

		st = statement_get(m, sql, &statement);
		if (st != MCT_OK)
			break;
		statement_bind(statement, "itii", j->history_id, j->runs[i].table, j->runs[i].first,
			j->runs[i].last);
		st = statement_run(m, statement);
	}
	return st;
}

/* Runs come before changesets: what was inserted by the import may have been changed by it later,
 * and undo goes backwards. */
mct_status_t journal_end(mct_t *m)
{
	mct_status_t st = store_runs(m);

	return st == MCT_OK ? store_changeset(m) : st;
}

void journal_bulk(mct_t *m, bool on)
{
	if (m->journal != NULL)
		m->journal->bulk = on;
}

void journal_before_insert(mct_t *m)
{
	if (m->journal != NULL && m->journal->bulk)
		sqlite3session_enable(m->journal->session, 0);
}

void journal_after_dependents(mct_t *m)
{
	if (m->journal != NULL && m->journal->bulk)
		sqlite3session_enable(m->journal->session, 1);
}

void journal_after_insert(mct_t *m, const char *table, int64_t id)
{
	struct journal *j = m->journal;

	if (j == NULL || !j->bulk)
		return;
	journal_after_dependents(m);
	for (size_t i = 0; i < j->run_count; i++) {
		if (j->runs[i].table == table) {
			j->runs[i].last = id;
			return;
		}
	}
	if (j->run_count < RUN_TABLES)
		j->runs[j->run_count++] = (struct run){table, id, id};
}

mct_status_t journal_changed(mct_t *m)
{
	struct journal *j = m->journal;
	mct_status_t st;

	if (j == NULL || ++j->changes < CHANGES_PER_PART)
		return MCT_OK;
	j->changes = 0;
	st = store_changeset(m);
	if (st != MCT_OK)
		return st;
	sqlite3session_delete(j->session);
	j->session = NULL;
	return session_start(m);
}
