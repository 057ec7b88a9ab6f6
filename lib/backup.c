/*
 * backup.c - a backup: a copy of the practice file that was looked at before it got its
 * name. Nothing is removed or replaced before that.
 */
#include "backup.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "record/rows.h"
#include "store/copy.h"
#include "store/draft.h"
#include "store/open.h"
#include "store/sealed.h"
#include "store/statement.h"

static const mct_field_t fields[] = {
	[MCT_BACKUP_FILE] = {.name = "file",
		.title = "File",
		.help = "the file that was written",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BACKUP_RECORDS] = {.name = "records",
		.title = "Records",
		.help = "how many records it holds",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BACKUP_BYTES] = {.name = "bytes",
		.title = "Bytes",
		.help = "how large it is",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BACKUP_REMOVED] = {.name = "removed",
		.title = "Removed",
		.help = "how many older backups were removed",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BACKUP_RESTARTS] = {.name = "restarts",
		.title = "Restarts",
		.help = "how often it began anew, since others wrote meanwhile",
		.type = MCT_TYPE_COUNT},
};

/* Where a backup goes. */
struct target {
	char *folder; /* NULL: a file that was named */
	char *prefix, *place;
};

static void target_free(struct target *t)
{
	free(t->folder);
	free(t->prefix);
	free(t->place);
}

/* A file that stands there is replaced only if it is a backup itself, and not the practice. */
static mct_status_t check_file(mct_t *m, const char *path, const struct stat *info)
{
	struct stat practice;

	if (stat(m->path, &practice) == 0 && practice.st_dev == info->st_dev &&
		practice.st_ino == info->st_ino)
		return fail(m, MCT_REFUSED, "name another file, or none for the folder of backups",
			"\"%s\" is the practice file itself", path);
	if (!S_ISREG(info->st_mode) || !file_is_backup(path))
		return fail(m, MCT_REFUSED, "name another file, or a folder",
			"\"%s\" is there already, and is not a backup", path);
	return MCT_OK;
}

static mct_status_t find_file(mct_t *m, const char *path, struct target *t)
{
	struct stat info;
	mct_status_t st = MCT_OK;

	if (path[0] == '\0' || path[strlen(path) - 1] == '/')
		return fail(m, MCT_NOFILE, "make it, or mount its disk",
			"there is no folder \"%s\"", path);
	if (stat(path, &info) == 0)
		st = check_file(m, path, &info);
	if (st != MCT_OK)
		return st;
	/* A link stays, and what it leads to is replaced. */
	t->place = lstat(path, &info) == 0 && S_ISLNK(info.st_mode) ? realpath(path, NULL)
								    : strdup(path);
	t->prefix = t->place != NULL ? strdup(path_name(t->place)) : NULL;
	return t->prefix != NULL
		? MCT_OK
		: fail(m, MCT_NOFILE, "name another file", "\"%s\" leads nowhere", path);
}

/* Only the practice's own folder of backups is made: a stick that is missing is told. */
static mct_status_t find_target(
	mct_t *m, const char *target, const struct mct_secret *secret, struct target *t)
{
	struct stat info;

	if (target != NULL && (stat(target, &info) != 0 || !S_ISDIR(info.st_mode)))
		return find_file(m, target, t);
	t->folder = target != NULL ? strdup(target) : backup_folder(m->path);
	t->prefix = backup_prefix(m->path);
	if (t->folder == NULL || t->prefix == NULL)
		return fail_nomem(m);
	if (target == NULL)
		folder_make(t->folder); /* where it cannot be, no draft can be made either */
	t->place = backup_place(
		m, t->folder, t->prefix, secret != NULL ? BACKUP_ENDING_SEALED : BACKUP_ENDING);
	return t->place != NULL ? MCT_OK : fail_nomem(m);
}

mct_status_t count_records(mct_t *m, int64_t *records)
{
	*records = 0;
	for (size_t i = 0; mct_entity_at(i) != NULL; i++) {
		const mct_entity_t *e = mct_entity_at(i);
		struct buf sql CLEANUP(buf_free) = {0};
		sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
		mct_status_t st;

		/* A role is counted as a contact; an older practice lacks some tables. */
		if (e->is_role ||
			sqlite3_table_column_metadata(m->db, "main", e->table, NULL, NULL, NULL,
				NULL, NULL, NULL) != SQLITE_OK)
			continue;
		buf_addf(&sql, "SELECT count(*) FROM %s", e->table);
		st = statement_prepare(m, buf_str(&sql), &statement);
		if (st == MCT_OK)
			st = statement_step(m, statement);
		if (st != MCT_ROW)
			return st;
		*records += sqlite3_column_int64(statement, 0);
	}
	return MCT_OK;
}

/* What a copy holds, once it was seen to hold the same as m, whose transaction ends here. */
static mct_status_t look_at_copy(mct_t *m, const char *path, int64_t *records)
{
	mct_t *copy = NULL;
	mct_status_t st = copy_open(m, path, NULL, &copy);

	if (st == MCT_OK)
		st = copy_compare(m, copy);
	if (st == MCT_OK)
		st = count_records(m, records);
	mct_free(copy);
	mct_rollback(m);
	return st;
}

mct_status_t copy_made(mct_t *m, struct draft *d, int64_t *records, int *restarts)
{
	mct_status_t st = copy_write(m, d->path, restarts);

	if (st == MCT_OK)
		st = draft_sync(m, d);
	return st == MCT_OK ? look_at_copy(m, d->path, records) : st;
}

/* What is sealed is looked at before, in memory, while others go on writing. */
static mct_status_t sealed_made(
	mct_t *m, struct draft *d, const struct mct_secret *secret, int64_t *records)
{
	struct image image CLEANUP(image_free) = {0};
	mct_t *copy = NULL;
	mct_status_t st = image_take(m, &image);

	if (st == MCT_OK)
		st = copy_open(m, m->path, &image, &copy);
	if (st == MCT_OK && count_records(copy, records) != MCT_OK)
		st = fail(m, mct_error(copy)->status, NULL, "%s", mct_error(copy)->message);
	mct_free(copy);
	return st == MCT_OK ? sealed_write(m, d, secret, &image) : st;
}

static mct_status_t make_rows(mct_t *m, const char *place, const int64_t *numbers, mct_rows_t **out)
{
	mct_status_t st = rows_of_table(m, fields, ARRAY_SIZE(fields), out);

	if (st == MCT_OK)
		st = row_add(*out);
	if (st != MCT_OK)
		return st;
	row_set_text(*out, MCT_BACKUP_FILE, place);
	for (size_t i = MCT_BACKUP_RECORDS; i < ARRAY_SIZE(fields); i++)
		row_set_integer(*out, i, numbers[i]);
	return rows_check(*out);
}

mct_status_t mct_backup(
	mct_t *m, const char *target, int keep, const struct mct_secret *secret, mct_rows_t **out)
{
	int64_t numbers[ARRAY_SIZE(fields)] = {0};
	struct target t CLEANUP(target_free) = {0};
	struct draft d CLEANUP(draft_drop) = {.fd = -1};
	struct stat info = {0};
	mct_rows_t *rows = NULL;
	int restarts = 0;
	mct_status_t st;

	if (m->db == NULL || m->in_transaction)
		return fail(
			m, MCT_MISUSE, NULL, "mct_backup() needs an open file and no transaction");
	st = find_target(m, target, secret, &t);
	if (st == MCT_OK && keep > 0 && t.folder == NULL)
		st = fail(m, MCT_INVALID, "name a folder, or leave it out",
			"only in a folder can older backups be kept: \"%s\" is none", target);
	if (st == MCT_OK)
		st = draft_begin(m, t.place, t.prefix, &d);
	if (st == MCT_OK)
		st = secret != NULL ? sealed_made(m, &d, secret, &numbers[MCT_BACKUP_RECORDS])
				    : copy_made(m, &d, &numbers[MCT_BACKUP_RECORDS], &restarts);
	if (st == MCT_OK)
		fstat(d.fd, &info);
	if (st == MCT_OK)
		st = t.folder != NULL ? draft_keep(m, &d) : draft_replace(m, &d);
	if (st == MCT_OK && keep > 0)
		st = backups_rotate(
			m, t.folder, t.prefix, t.place, keep, &numbers[MCT_BACKUP_REMOVED]);
	numbers[MCT_BACKUP_BYTES] = info.st_size;
	numbers[MCT_BACKUP_RESTARTS] = restarts;
	if (st == MCT_OK)
		st = make_rows(m, t.place, numbers, &rows);
	return rows_hand_out(rows, st, out);
}
