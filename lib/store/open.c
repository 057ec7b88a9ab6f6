/*
 * open.c - makes and opens the practice file: who may read it, whether it is one,
 * how old it is, and how SQLite is to treat it.
 * One file is one file: rollback journal, full sync, nothing beside it when closed.
 */
#include "store/open.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/draft.h"
#include "store/function.h"
#include "store/schema.h"
#include "store/sealed.h"
#include "store/statement.h"
#include "store/wait.h"

void store_close(mct_t *m)
{
	sqlite3 *db = m->db;

	if (m->in_transaction)
		mct_rollback(m);
	for (size_t i = 0; i < ARRAY_SIZE(m->floors); i++) {
		if (m->floors[i] != NULL)
			m->free_floor[i](m->floors[i]);
		m->floors[i] = NULL;
	}
	statements_free(m);
	settings_forget(m);
	handle_mend(m);
	m->db = NULL; /* before it is gone: mct_interrupt() may come at any time */
	sqlite3_close(db);
	free(m->path);
	m->path = NULL;
}

/* Distrusts what a file from elsewhere may hold: no functions from its schema, no schema edits, no
 * misspelled column taken for a string. */
static mct_status_t connection_configure(mct_t *m)
{
	static const struct {
		int option, value;
	} options[] = {
		{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
		{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
		{SQLITE_DBCONFIG_DQS_DDL, 0},
		{SQLITE_DBCONFIG_DQS_DML, 0},
		{SQLITE_DBCONFIG_DEFENSIVE, 1},
		{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	};

	for (size_t i = 0; i < ARRAY_SIZE(options); i++)
		sqlite3_db_config(m->db, options[i].option, options[i].value, NULL);
	wait_register(m);
	/* What is sorted on the way stays in memory: no copy of a practice in a temporary folder.
	 * What is removed is overwritten, also where SQLite was not built to do so. */
	sqlite3_exec(
		m->db, "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON", NULL, NULL, NULL);
	return function_register(m);
}

static mct_status_t connect_file(mct_t *m, const char *path, int mode)
{
	int code = sqlite3_open_v2(path, &m->db, mode | SQLITE_OPEN_NOMUTEX, NULL);
	mct_status_t st;

	if (code != SQLITE_OK) {
		st = fail_sqlite(m, code, "open the practice file");
		store_close(m);
		return st;
	}
	m->path = strdup(path);
	if (m->path == NULL) {
		store_close(m);
		return fail_nomem(m);
	}
	return connection_configure(m);
}

/* What the file system knows before SQLite is asked. */
static mct_status_t check_path(mct_t *m, const char *path, unsigned flags)
{
	struct stat info;

	if (stat(path, &info) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return fail(m, MCT_NOFILE, "mct init makes one; --db FILE names another",
				"there is no practice file \"%s\"", path);
		return fail(m, MCT_READONLY, "check the permissions of its folder",
			"cannot open \"%s\": %s", path, strerror(errno));
	}
	if (S_ISDIR(info.st_mode))
		return fail(m, MCT_NOTPRACTICE, "name the file in it with --db",
			"\"%s\" is a folder", path);
	if (!S_ISREG(info.st_mode))
		return fail(
			m, MCT_NOTPRACTICE, "name another with --db", "\"%s\" is not a file", path);
	if (access(path, R_OK) != 0)
		return fail(
			m, MCT_READONLY, "check its permissions", "\"%s\" may not be read", path);
	if ((flags & MCT_OPEN_WRITE) != 0 && access(path, W_OK) != 0)
		return fail(m, MCT_READONLY, "check its permissions", "\"%s\" may not be written",
			path);
	if (info.st_size == 0)
		return fail(m, MCT_NOTPRACTICE,
			"remove it and run mct init, or name another with --db", "\"%s\" is empty",
			path);
	return MCT_OK;
}

static mct_status_t pragma_integer(mct_t *m, const char *sql, int64_t *out)
{
	mct_status_t st = query_integer(m, out, sql, "");

	return st == MCT_ROW ? MCT_OK : st;
}

/* A damaged or foreign file is told by its path, which SQLite's own words lack. */
static mct_status_t check_identity(mct_t *m, int64_t *version)
{
	int64_t application = 0;
	mct_status_t st = pragma_integer(m, "PRAGMA application_id", &application);

	if (st == MCT_OK)
		st = pragma_integer(m, "PRAGMA user_version", version);
	if (st == MCT_NOTPRACTICE && file_is_sealed(m->path))
		return fail(m, MCT_LOCKED, "mct restore makes it the practice again",
			"\"%s\" is an encrypted backup", m->path);
	if (st == MCT_NOTPRACTICE || (st == MCT_OK && application != APPLICATION_ID))
		return fail(m, MCT_NOTPRACTICE,
			"name another with --db, or bring a backup back with mct restore",
			"\"%s\" is not a practice file of mct", m->path);
	if (st == MCT_CORRUPT)
		return fail(m, MCT_CORRUPT, "bring a backup back with mct restore",
			"\"%s\" is damaged", m->path);
	if (st == MCT_OK && *version > schema_version())
		return fail(m, MCT_TOONEW, "install that version of mct, or a newer one",
			"\"%s\" was written by a newer mct (its step is %d, this one knows %d)",
			m->path, (int)*version, schema_version());
	return st;
}

/* A practice is full of other people's health. What made it readable, a copy or a stick, did not
 * ask them. */
static mct_status_t check_private(mct_t *m)
{
	struct buf hint CLEANUP(buf_free) = {0};
	struct stat info;

	if ((m->open_flags & MCT_OPEN_SHARED) != 0 || stat(m->path, &info) != 0 ||
		(info.st_mode & (S_IRWXG | S_IRWXO)) == 0)
		return MCT_OK;
	buf_adds(&hint, "type: chmod go= ");
	path_add_quoted(&hint, m->path);
	return fail(m, MCT_EXPOSED, buf_str(&hint), "others may read \"%s\"", m->path);
}

mct_status_t mct_open(mct_t *m, const char *path, unsigned flags)
{
	int64_t version = 0;
	mct_status_t st;

	store_close(m);
	st = check_path(m, path, flags);
	if (st == MCT_OK)
		st = connect_file(m, path, SQLITE_OPEN_READWRITE);
	if (st != MCT_OK)
		return st;
	m->open_flags = flags;
	st = check_identity(m, &version);
	if (st == MCT_OK)
		st = check_private(m);
	if (st == MCT_OK && version < schema_version())
		st = schema_upgrade(m, (int)version);
	if (st != MCT_OK)
		store_close(m);
	return st;
}

mct_status_t store_open_as_it_is(mct_t *m, const char *path, unsigned flags)
{
	bool writes = (flags & MCT_OPEN_WRITE) != 0;
	int64_t version;
	mct_status_t st;

	store_close(m);
	st = check_path(m, path, flags);
	if (st == MCT_OK)
		st = connect_file(m, path, writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
	if (st != MCT_OK)
		return st;
	m->open_flags = flags;
	st = check_identity(m, &version);
	if (st != MCT_OK)
		store_close(m);
	return st;
}

mct_status_t store_open_image(mct_t *m, const char *path, const struct image *image)
{
	int64_t version;
	int code;
	mct_status_t st;

	store_close(m);
	st = connect_file(m, ":memory:", SQLITE_OPEN_READWRITE);
	if (st != MCT_OK)
		return st;
	free(m->path);
	m->path = strdup(path);
	m->open_flags = MCT_OPEN_READ;
	code = sqlite3_deserialize(m->db, "main", image->bytes, (sqlite3_int64)image->size,
		(sqlite3_int64)image->size, SQLITE_DESERIALIZE_READONLY);
	st = m->path == NULL || code == SQLITE_NOMEM ? fail_nomem(m)
		: code != SQLITE_OK                  ? fail_sqlite(m, code, "open the copy")
						     : check_identity(m, &version);
	if (st != MCT_OK)
		store_close(m);
	return st;
}

/* ---- creating -------------------------------------------------------------------------------- */

/* Nobody sees the draft before it is whole: a journal beside it would be for nothing, and would
 * stay when the machine stops. */
mct_status_t store_fill(mct_t *m, const char *path)
{
	mct_status_t st;

	store_close(m);
	st = connect_file(m, path, SQLITE_OPEN_READWRITE);
	m->open_flags = MCT_OPEN_WRITE;
	if (st == MCT_OK)
		sqlite3_exec(m->db, "PRAGMA journal_mode = MEMORY", NULL, NULL, NULL);
	if (st == MCT_OK)
		st = schema_create(m, APPLICATION_ID);
	if (st != MCT_OK)
		store_close(m);
	return st;
}
