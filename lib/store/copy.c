/*
 * copy.c - copies by SQLite's backup interface in steps, between which others may
 * write. What they changed is in the copy: it begins anew, a few times, and
 * then goes through in one while they wait.
 */
#include "store/copy.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "store/open.h"
#include "store/statement.h"

#define PAGES_A_STEP 256
#define RESTARTS_MAX 3

/* ---- writing --------------------------------------------------------------------------------- */

/* From here on nobody writes until the transaction ends. */
static mct_status_t hold_still(mct_t *m)
{
	int64_t count;
	mct_status_t st = mct_begin(m, "", MCT_OPEN_READ);

	if (st == MCT_OK)
		st = query_integer(m, &count, "SELECT count(*) FROM sqlite_schema", "");
	return st == MCT_ROW ? MCT_OK : st;
}

/* One step; *done pages are then copied, fewer than before when it began anew. */
static mct_status_t copy_step(mct_t *m, sqlite3_backup *backup, int pages, int *done, int *code)
{
	mct_status_t st = handle_go_on(m);

	if (st != MCT_OK)
		return st;
	*code = sqlite3_backup_step(backup, pages);
	*done = sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup);
	return *code == SQLITE_OK || *code == SQLITE_DONE
		? MCT_OK
		: fail_sqlite(m, *code, "copy the practice file");
}

static mct_status_t copy_pages(mct_t *m, sqlite3_backup *backup, int *restarts)
{
	int done, before, code;
	mct_status_t st = copy_step(m, backup, 0, &done, &code);

	*restarts = 0;
	while (st == MCT_OK && code != SQLITE_DONE) {
		bool last = sqlite3_backup_remaining(backup) <= PAGES_A_STEP;

		if (!m->in_transaction && (last || *restarts >= RESTARTS_MAX))
			st = hold_still(m);
		before = done;
		if (st == MCT_OK)
			st = copy_step(m, backup, PAGES_A_STEP, &done, &code);
		*restarts += st == MCT_OK && done <= before;
	}
	/* It became so much smaller meanwhile that one step was enough. */
	if (st == MCT_OK && !m->in_transaction)
		st = fail(m, MCT_BUSY, "try again in a moment",
			"the practice file was changed while it was copied");
	return st;
}

mct_status_t copy_write(mct_t *m, const char *path, int *restarts)
{
	sqlite3 *to = NULL;
	sqlite3_backup *backup = NULL;
	mct_status_t st;
	int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	/* It is nobody's file yet: whoever makes it syncs it once, and drops it when it fails. */
	if (code == SQLITE_OK)
		code = sqlite3_exec(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL,
			NULL, NULL);
	if (code == SQLITE_OK) {
		backup = sqlite3_backup_init(to, "main", m->db, "main");
		code = backup != NULL ? SQLITE_OK : sqlite3_errcode(to);
	}
	st = code == SQLITE_OK ? copy_pages(m, backup, restarts)
			       : fail_sqlite(m, code, "write the copy");
	code = sqlite3_backup_finish(backup);
	if (st == MCT_OK && code != SQLITE_OK)
		st = fail_sqlite(m, code, "write the copy");
	code = sqlite3_close(to);
	if (st == MCT_OK && code != SQLITE_OK)
		st = fail_sqlite(m, code, "write the copy");
	if (st != MCT_OK)
		mct_rollback(m);
	return st;
}

/* ---- looking --------------------------------------------------------------------------------- */

static mct_status_t fail_damaged(mct_t *copy, const char *what)
{
	return fail(copy, MCT_CORRUPT, NULL, "\"%s\" is damaged: %s", copy->path, what);
}

const char *integrity_words(const char *said)
{
	if (said == NULL || strcmp(said, "ok") == 0)
		return NULL;
	return strncmp(said, "***", 3) == 0 && strchr(said, '\n') != NULL ? strchr(said, '\n') + 1
									  : said;
}

static mct_status_t check_pages(mct_t *copy)
{
	struct buf what CLEANUP(buf_free) = {0};
	const char *said;
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(copy, "PRAGMA integrity_check(1)", &statement);

	if (st == MCT_OK)
		st = statement_step(copy, statement);
	if (st == MCT_CORRUPT || st == MCT_NOTPRACTICE)
		return fail_damaged(copy, "it cannot be read to its end");
	if (st != MCT_ROW)
		return st;
	said = integrity_words((const char *)sqlite3_column_text(statement, 0));
	if (said == NULL)
		return MCT_OK;
	if (disk_has_failed(copy))
		return fail_sqlite(copy, SQLITE_IOERR, "read the copy");
	buf_add(&what, said, strcspn(said, "\n"));
	return fail_damaged(copy, buf_str(&what));
}

static mct_status_t check_references(mct_t *copy)
{
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(copy, "PRAGMA foreign_key_check", &statement);

	if (st == MCT_OK)
		st = statement_step(copy, statement);
	if (st == MCT_ROW)
		return fail_damaged(copy, "a record names another that is not there");
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t copy_look(mct_t *m, const char *path)
{
	mct_status_t st = store_open_as_it_is(m, path, MCT_OPEN_READ);

	if (st == MCT_OK)
		st = check_pages(m);
	return st == MCT_OK ? check_references(m) : st;
}

mct_status_t copy_look_image(mct_t *m, const char *path, const struct image *image)
{
	mct_status_t st = store_open_image(m, path, image);

	if (st == MCT_OK)
		st = check_pages(m);
	return st == MCT_OK ? check_references(m) : st;
}

mct_status_t copy_open(mct_t *m, const char *path, const struct image *image, mct_t **out)
{
	mct_t *copy;
	mct_status_t st = mct_new(&copy);

	if (st != MCT_OK)
		return fail_nomem(m);
	st = image != NULL ? copy_look_image(copy, path, image) : copy_look(copy, path);
	if (st == MCT_OK) {
		*out = copy;
		return MCT_OK;
	}
	fail(m, st, copy->error.hint, "%s", copy->error.message);
	mct_free(copy);
	return st;
}

static mct_status_t count_rows(mct_t *m, const char *table, int64_t *count)
{
	char *sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", table);
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = sql != NULL ? statement_prepare(m, sql, &statement) : fail_nomem(m);

	sqlite3_free(sql);
	if (st == MCT_OK)
		st = statement_step(m, statement);
	if (st == MCT_ROW)
		*count = sqlite3_column_int64(statement, 0);
	return st == MCT_ROW ? MCT_OK : st;
}

mct_status_t copy_compare(mct_t *m, mct_t *copy)
{
	static const char sql[] = "SELECT name FROM sqlite_schema WHERE type = 'table'";
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(m, sql, &statement);

	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		const char *table = (const char *)sqlite3_column_text(statement, 0);
		int64_t ours = -1, theirs = -1;

		st = count_rows(m, table, &ours);
		if (st == MCT_OK && (count_rows(copy, table, &theirs) != MCT_OK || ours != theirs))
			return fail(m, MCT_CORRUPT, "check the disk, and try again",
				"the copy differs from the practice: %s has %lld rows, not %lld",
				table, (long long)theirs, (long long)ours);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

bool file_is_practice(const char *path)
{
	static const unsigned char id[] = {APPLICATION_ID >> 24, APPLICATION_ID >> 16 & 0xff,
		APPLICATION_ID >> 8 & 0xff, APPLICATION_ID & 0xff};
	char header[72];
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, header, sizeof header) : -1;

	if (fd >= 0)
		close(fd);
	return n == sizeof header && memcmp(header, "SQLite format 3", 16) == 0 &&
		memcmp(header + 68, id, sizeof id) == 0;
}
