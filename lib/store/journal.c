/*
 * journal.c - records every change of a writing transaction, in parts, so that a
 * long one needs no more memory than a short one. The history itself is not
 * recorded.
 */
#include "store/journal.h"

#include <stdlib.h>
#include <string.h>

#include "store/changes.h"
#include "store/history.h"
#include "store/statement.h"

#define CHANGES_PER_PART 20000
#define RUN_TABLES 8

struct run {
	const char *table; /* static text of the entity */
	int64_t first, last;
};

struct runs {
	struct run items[RUN_TABLES];
	size_t count;
};

struct journal {
	sqlite3_session *session;
	char *command;
	int64_t undoes;     /* the entry that this one undoes; or 0 */
	int64_t history_id; /* 0 until something was stored */
	int64_t records, bytes;
	int changes; /* since the last part */
	bool bulk, held;
	struct runs runs, runs_before; /* before what journal_take_back() forgets */
};

/* The highest id that was removed is never taken back, since no id is given out twice; nor is a
 * message that went out. */
int journal_filter(void *unused, const char *table)
{
	(void)unused;
	return strncmp(table, "history", 7) != 0 && strncmp(table, "sqlite_", 7) != 0 &&
		strcmp(table, "highest_removed") != 0 && strcmp(table, "mailing") != 0;
}

static mct_status_t session_start(mct_t *m)
{
	struct journal *j = m->journal;
	int code = sqlite3session_create(m->db, "main", &j->session);

	if (code == SQLITE_OK) {
		sqlite3session_table_filter(j->session, journal_filter, NULL);
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

/* ---- storing --------------------------------------------------------------------------------- */

static mct_status_t count_records(mct_t *m, const struct record_change *change, void *user)
{
	int64_t *records = user;

	(void)m;
	*records += change->count;
	return MCT_OK;
}

/* The entry is made with its first part: a command that changed nothing leaves none. */
static mct_status_t store_part(mct_t *m, struct part *part)
{
	static const char sql[] =
		"INSERT INTO history_part (history_id, changeset, table_name, first_id, last_id) "
		"VALUES (?, ?, ?, ?, ?)";
	struct journal *j = m->journal;
	sqlite3_stmt *statement;
	mct_status_t st = MCT_OK;

	if (j->history_id == 0)
		st = history_add(m, j->command, j->undoes, &j->history_id);
	if (st == MCT_OK)
		st = statement_get(m, sql, &statement);
	if (st != MCT_OK)
		return st;
	part->entry = j->history_id;
	if (part->changeset != NULL) {
		statement_bind(statement, "i", j->history_id);
		sqlite3_bind_blob(statement, 2, part->changeset, part->size, SQLITE_STATIC);
	} else {
		statement_bind(
			statement, "intii", j->history_id, part->table, part->first, part->last);
	}
	st = statement_run(m, statement);
	j->bytes += part->size;
	return st == MCT_OK
		? record_changes_each(m, part, CHANGES_AS_MADE, count_records, &j->records)
		: st;
}

/* Also asked when the session seems to be empty: it is, too, when it lacked memory. */
static mct_status_t store_changeset(mct_t *m)
{
	struct journal *j = m->journal;
	void *changeset = NULL;
	int size = 0, code;
	mct_status_t st = MCT_OK;

	code = sqlite3session_changeset(j->session, &size, &changeset);
	if (code != SQLITE_OK)
		st = fail_sqlite(m, code, "record the change");
	else if (size > 0)
		st = store_part(m, &(struct part){.changeset = changeset, .size = size});
	sqlite3_free(changeset);
	return st;
}

/* Those of contacts come last: whether somebody was added with a role is known then. */
static mct_status_t store_runs(mct_t *m)
{
	const struct runs *runs = &m->journal->runs;
	mct_status_t st = MCT_OK;

	for (int contacts = 0; contacts < 2; contacts++) {
		for (size_t i = 0; st == MCT_OK && i < runs->count; i++) {
			const struct run *r = &runs->items[i];

			if ((strcmp(r->table, "contact") == 0) == contacts)
				st = store_part(m,
					&(struct part){.table = r->table,
						.first = r->first,
						.last = r->last});
		}
	}
	return st;
}

mct_status_t journal_end(mct_t *m)
{
	struct journal *j = m->journal;
	mct_status_t st = store_runs(m);

	if (st == MCT_OK)
		st = store_changeset(m);
	if (st != MCT_OK || j->history_id == 0)
		return st;
	st = history_measure(m, j->history_id, j->records, j->bytes);
	if (st == MCT_OK && j->undoes != 0)
		st = history_mark_undone(m, j->undoes, j->history_id);
	return st == MCT_OK ? history_drop(m, j->history_id) : st;
}

int64_t journal_entry(const mct_t *m)
{
	return m->journal->history_id;
}

mct_status_t journal_part(mct_t *m)
{
	struct journal *j = m->journal;
	mct_status_t st = store_changeset(m);

	j->changes = 0;
	if (st != MCT_OK)
		return st;
	sqlite3session_delete(j->session);
	j->session = NULL;
	return session_start(m);
}

mct_status_t journal_changed(mct_t *m)
{
	struct journal *j = m->journal;

	if (j == NULL || ++j->changes < CHANGES_PER_PART || j->held)
		return MCT_OK;
	return journal_part(m);
}

void journal_undoes(mct_t *m, int64_t entry)
{
	m->journal->undoes = entry;
}

/* ---- large imports --------------------------------------------------------------------------- */

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
	for (size_t i = 0; i < j->runs.count; i++) {
		if (j->runs.items[i].table == table) {
			j->runs.items[i].last = id;
			return;
		}
	}
	if (j->runs.count < RUN_TABLES)
		j->runs.items[j->runs.count++] = (struct run){table, id, id};
}

void journal_hold(mct_t *m)
{
	m->journal->held = true;
	m->journal->runs_before = m->journal->runs;
}

void journal_take_back(mct_t *m)
{
	m->journal->runs = m->journal->runs_before;
}

void journal_release(mct_t *m)
{
	m->journal->held = false;
}
