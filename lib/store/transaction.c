/*
 * transaction.c - the one transaction of a command: a reader sees one state, a
 * writer takes the lock at once and leaves its history with its change.
 * Both or neither: what cannot be kept whole is not kept.
 */
#include "store/transaction.h"

#include "store/journal.h"
#include "store/statement.h"

int begin_to_write(sqlite3 *db)
{
	return sqlite3_exec(db, "PRAGMA synchronous = EXTRA; BEGIN IMMEDIATE", NULL, NULL, NULL);
}

/* Once the lock is held nobody can replace the file any more. What was replaced before that is not
 * the practice any more: a change of it would be lost. */
static mct_status_t check_in_place(mct_t *m)
{
	int moved = 0;

	sqlite3_file_control(m->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	return moved == 0 ? MCT_OK
			  : fail(m, MCT_BUSY, "nothing was changed; do it again",
				    "the practice file was replaced meanwhile");
}

mct_status_t mct_begin(mct_t *m, const char *command, unsigned flags)
{
	bool writes = (flags & MCT_OPEN_WRITE) != 0;
	int code;
	mct_status_t st;

	if (m->db == NULL || m->in_transaction)
		return fail(m, MCT_MISUSE, NULL,
			"mct_begin() needs an open file and no other transaction");
	if (writes && sqlite3_db_readonly(m->db, "main") == 1)
		return fail(m, MCT_READONLY, "check its permissions", "\"%s\" may not be written",
			m->path);
	code = writes ? begin_to_write(m->db) : sqlite3_exec(m->db, "BEGIN", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return fail_sqlite(m, code, "begin");
	m->in_transaction = true;
	m->transaction++;
	st = writes ? check_in_place(m) : MCT_OK;
	if (st == MCT_OK && writes)
		st = journal_begin(m, command);
	if (st != MCT_OK)
		mct_rollback(m);
	return st;
}

/* When the folder cannot be synced the journal is gone already, and with it the way back. */
static mct_status_t fail_commit(mct_t *m, int code)
{
	return sqlite3_extended_errcode(m->db) == SQLITE_IOERR_DIR_FSYNC
		? fail(m, MCT_ERROR, "check the disk, and keep a copy of the file",
			  "the change was made, but the disk failed, and a power cut could undo it")
		: fail_sqlite(m, code, "keep the change");
}

mct_status_t mct_commit(mct_t *m)
{
	mct_status_t st;
	int code;

	if (!m->in_transaction)
		return fail(m, MCT_MISUSE, NULL, "mct_commit() without mct_begin()");
	st = handle_go_on(m);
	if (st == MCT_OK && m->journal != NULL)
		st = journal_end(m);
	if (st == MCT_OK) {
		code = sqlite3_exec(m->db, "COMMIT", NULL, NULL, NULL);
		if (code != SQLITE_OK)
			st = fail_commit(m, code);
	}
	if (st != MCT_OK) {
		mct_rollback(m);
		return st;
	}
	handle_mend(m);
	journal_free(m);
	m->in_transaction = false;
	return MCT_OK;
}

/* An error inside SQLite may have rolled back already; what the settings' memory holds is then no
 * longer what the file says. */
mct_status_t mct_rollback(mct_t *m)
{
	mct_status_t st = MCT_OK;

	if (!m->in_transaction)
		return MCT_OK;
	if (handle_is_broken(m))
		st = fail_sqlite(m, m->broken, "go on");
	journal_free(m);
	if (!sqlite3_get_autocommit(m->db))
		sqlite3_exec(m->db, "ROLLBACK", NULL, NULL, NULL);
	settings_forget(m);
	handle_mend(m);
	m->in_transaction = false;
	return st;
}
