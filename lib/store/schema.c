/*
 * schema.c - replays the schema steps. There is one path: a new file and an old
 * one go through the same SQL, and a failure in the middle leaves the file
 * as it was.
 */
#include "store/schema.h"

#include <stdio.h>

#include "store/copy.h"
#include "store/draft.h"
#include "store/statement.h"
#include "store/transaction.h"

int schema_version(void)
{
	int n = 0;

	while (schema_steps[n].name != NULL)
		n++;
	return n;
}

static mct_status_t execute(mct_t *m, const char *sql)
{
	int code = sqlite3_exec(m->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? MCT_OK
				 : fail_sqlite(m, code, "bring the practice file up to date");
}

static mct_status_t replay(mct_t *m, int from)
{
	char pragma[64];
	mct_status_t st = MCT_OK;

	for (int i = from; st == MCT_OK && schema_steps[i].name != NULL; i++)
		st = execute(m, schema_steps[i].sql);
	snprintf(pragma, sizeof pragma, "PRAGMA user_version = %d", schema_version());
	return st == MCT_OK ? execute(m, pragma) : st;
}

/* Another program may have done it while this one waited for its turn. */
static mct_status_t replay_missing(mct_t *m)
{
	int64_t version = 0;
	mct_status_t st = query_integer(m, &version, "PRAGMA user_version", "");

	return st == MCT_ROW ? replay(m, (int)version) : st;
}

static mct_status_t replay_whole(mct_t *m)
{
	int code = begin_to_write(m->db);
	mct_status_t st;

	if (code != SQLITE_OK)
		return fail_sqlite(m, code, "bring the practice file up to date");
	st = replay_missing(m);
	if (st == MCT_OK)
		st = execute(m, "COMMIT");
	if (st != MCT_OK)
		sqlite3_exec(m->db, "ROLLBACK", NULL, NULL, NULL);
	return st;
}

mct_status_t schema_create(mct_t *m, int application_id)
{
	char pragma[64];
	mct_status_t st;

	snprintf(pragma, sizeof pragma, "PRAGMA application_id = %d", application_id);
	st = execute(m, pragma);
	return st == MCT_OK ? replay_whole(m) : st;
}

/* An earlier copy is kept and good enough: it is whole, and of the same step. */
static mct_status_t copy_beside(mct_t *m, int version)
{
	struct buf path CLEANUP(buf_free) = {0};
	struct draft d CLEANUP(draft_drop) = {.fd = -1};
	mct_status_t st;
	int restarts;

	buf_addf(&path, "%s.before-step-%d", m->path, version + 1);
	st = draft_begin(m, buf_str(&path), path_name(buf_str(&path)), &d);
	if (st == MCT_OK)
		st = copy_write(m, d.path, &restarts);
	mct_rollback(m); /* in which it was read */
	if (st == MCT_OK)
		st = draft_sync(m, &d);
	if (st == MCT_OK)
		st = draft_keep(m, &d);
	return st == MCT_EXISTS ? MCT_OK : st;
}

mct_status_t schema_upgrade(mct_t *m, int version)
{
	mct_status_t st;

	if (sqlite3_db_readonly(m->db, "main") == 1)
		return fail(m, MCT_READONLY, "make it writable once",
			"\"%s\" is of an older mct and must be upgraded", m->path);
	st = copy_beside(m, version);
	return st == MCT_OK ? replay_whole(m) : st;
}

mct_status_t schema_reference(mct_t *m, sqlite3 **out)
{
	int code = sqlite3_open_v2(":memory:", out,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

	for (int i = 0; code == SQLITE_OK && schema_steps[i].name != NULL; i++)
		code = sqlite3_exec(*out, schema_steps[i].sql, NULL, NULL, NULL);
	return code == SQLITE_OK ? MCT_OK : fail_sqlite(m, code, "make the tables to compare with");
}
