/*
 * check.c - is the practice file as it should be? Every look is tried, also after one has
 * found damage; what is mended is mended in one transaction.
 */
#include "check.h"

#include <string.h>

#include "record/rows.h"
#include "store/copy.h"
#include "store/open.h"
#include "store/statement.h"

#define TOLD_MAX 5

enum { FINDING, SEVERITY, WHAT_TO_DO };

static const char *const severities[] = {[SEVERITY_DAMAGE] = "damage",
	[SEVERITY_FAULT] = "fault",
	[SEVERITY_NOTICE] = "notice",
	[SEVERITY_MENDED] = "mended",
	NULL};

static const mct_field_t fields[] = {
	[FINDING] = {.name = "finding",
		.title = "Finding",
		.help = "what was found",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[SEVERITY] = {.name = "severity",
		.title = "Severity",
		.help = "how bad it is",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = severities},
	[WHAT_TO_DO] = {.name = "what_to_do",
		.title = "What to do",
		.help = "what to do about it",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
};

/* ---- telling --------------------------------------------------------------------------------- */

mct_status_t check_add(
	struct check *c, enum severity severity, const char *what_to_do, const char *format, ...)
{
	struct buf finding CLEANUP(buf_free) = {0};
	mct_status_t st = row_add(c->rows);
	va_list ap;

	if (st != MCT_OK)
		return st;
	va_start(ap, format);
	buf_vaddf(&finding, format, ap);
	va_end(ap);
	row_set_text(c->rows, FINDING, buf_str(&finding));
	row_set_text(c->rows, SEVERITY, severities[severity]);
	row_set_text(c->rows, WHAT_TO_DO, what_to_do);
	c->open += severity != SEVERITY_MENDED;
	c->is_damaged = c->is_damaged || severity == SEVERITY_DAMAGE;
	return rows_check(c->rows);
}

void tally_free(struct tally *t)
{
	buf_free(&t->ids);
}

void tally_add(struct tally *t, const char *prefix, int64_t id)
{
	if (t->count < TOLD_MAX)
		buf_addf(&t->ids, "%s%s%lld", t->count > 0 ? ", " : "", prefix, (long long)id);
	t->count++;
}

void tally_list(const struct tally *t, struct buf *out)
{
	buf_adds(out, buf_str(&t->ids));
	if (t->count > TOLD_MAX)
		buf_addf(out, " and %lld more", (long long)t->count - TOLD_MAX);
}

mct_status_t check_add_tally(struct check *c, const struct tally *t, const char *what)
{
	struct buf ids CLEANUP(buf_free) = {0};

	if (t->count == 0)
		return MCT_OK;
	tally_list(t, &ids);
	return check_add(c, c->repair ? SEVERITY_MENDED : SEVERITY_FAULT,
		c->repair ? NULL : TO_REPAIR, "%s: %s", what, buf_str(&ids));
}

/* ---- what SQLite itself looks at ------------------------------------------------------------- */

static mct_status_t look_at_pages(struct check *c)
{
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(c->m, "PRAGMA integrity_check(20)", &statement);

	while (st == MCT_OK && (st = statement_step(c->m, statement)) == MCT_ROW) {
		const char *said = integrity_words((const char *)sqlite3_column_text(statement, 0));

		st = MCT_OK;
		if (said != NULL && disk_has_failed(c->m))
			st = fail_sqlite(c->m, SQLITE_IOERR, "read the practice file");
		else if (said != NULL)
			st = check_add(c, SEVERITY_DAMAGE, TO_RESTORE, "the file is damaged: %.*s",
				(int)strcspn(said, "\n"), said);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t look_at_references(struct check *c)
{
	static const char sql[] = "SELECT \"table\", parent, count(*), min(rowid) "
				  "FROM pragma_foreign_key_check GROUP BY 1, 2";
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(c->m, sql, &statement);

	while (st == MCT_OK && (st = statement_step(c->m, statement)) == MCT_ROW)
		st = check_add(c, SEVERITY_DAMAGE, TO_RESTORE,
			"%lld of %s name a %s that is not there, the first is number %lld",
			(long long)sqlite3_column_int64(statement, 2),
			(const char *)sqlite3_column_text(statement, 0),
			(const char *)sqlite3_column_text(statement, 1),
			(long long)sqlite3_column_int64(statement, 3));
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static look_fn *const looks[] = {look_at_pages, look_at_references, look_at_schema, look_at_columns,
	look_at_values, look_at_keys, look_at_words, look_at_namesakes, look_at_history};

/* What a look cannot read is a finding, or follows from one. What cannot be mended is a failure. */
static mct_status_t look_at_all(struct check *c)
{
	mct_status_t st = MCT_OK;

	if (c->half_done)
		st = check_add(c, SEVERITY_NOTICE, "see whether what you typed last is there",
			"a change was left half done, and was taken back");
	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(looks); i++) {
		st = looks[i](c);
		if ((st == MCT_CORRUPT || st == MCT_ERROR) && c->is_damaged && !c->repair)
			st = MCT_OK;
		else if (st == MCT_CORRUPT && !c->repair)
			st = check_add(
				c, SEVERITY_DAMAGE, TO_RESTORE, "%s", mct_error(c->m)->message);
	}
	return st;
}

static mct_status_t begin_list(struct check *c)
{
	mct_rows_free(c->rows);
	c->rows = NULL;
	c->open = 0;
	return rows_of_table(c->m, fields, ARRAY_SIZE(fields), &c->rows);
}

static mct_status_t look_only(struct check *c)
{
	mct_status_t st = begin_list(c);

	if (st == MCT_OK)
		st = mct_open(c->m, c->path, MCT_OPEN_READ | MCT_OPEN_SHARED);
	if (st == MCT_CORRUPT)
		return check_add(c, SEVERITY_DAMAGE, TO_RESTORE, "%s", mct_error(c->m)->message);
	if (st == MCT_OK)
		st = mct_begin(c->m, "", MCT_OPEN_READ);
	if (st == MCT_OK)
		st = look_at_all(c);
	mct_rollback(c->m);
	return st;
}

/* The same looks again, now that it is known that nothing is lost, so that nothing is covered up.
 */
static mct_status_t look_and_mend(struct check *c, const char *command)
{
	mct_status_t st = begin_list(c);

	if (st == MCT_OK)
		st = mct_begin(c->m, command, MCT_OPEN_WRITE);
	if (st == MCT_OK)
		st = look_at_all(c);
	if (st == MCT_OK)
		return mct_commit(c->m);
	mct_rollback(c->m);
	return st;
}

mct_status_t mct_check(mct_t *m, const char *path, const char *command, unsigned flags,
	mct_rows_t **out, int64_t *open)
{
	struct check c = {.m = m, .path = path, .half_done = is_half_done(path)};
	mct_status_t st = look_only(&c);

	c.repair = (flags & MCT_CHECK_REPAIR) != 0;
	if (st == MCT_OK && c.repair && c.open > 0 && !c.is_damaged)
		st = look_and_mend(&c, command);
	if (st == MCT_OK && (flags & MCT_CHECK_SHARED) == 0)
		st = look_at_permissions(&c);
	if (st == MCT_OK)
		st = look_at_network(&c);
	if (st == MCT_OK)
		st = look_at_backups(&c);
	store_close(m);
	if (st != MCT_OK) {
		mct_rows_free(c.rows);
		return st;
	}
	*out = c.rows;
	*open = c.open;
	return MCT_OK;
}
