/*
 * restore.c - brings a backup back. What it is to replace is touched only when the whole of
 * the new file stands beside it, on the disk and looked at.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup.h"
#include "record/rows.h"
#include "store/aside.h"
#include "store/copy.h"
#include "store/open.h"
#include "store/sealed.h"

static const mct_field_t fields[] = {
	[MCT_RESTORE_FILE] = {.name = "file",
		.title = "File",
		.help = "the practice file",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_RESTORE_RECORDS] = {.name = "records",
		.title = "Records",
		.help = "how many records it has now",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[MCT_RESTORE_KEPT] = {.name = "kept",
		.title = "Kept as",
		.help = "where what was there before is now",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_RESTORE_REPLACED] = {.name = "replaced",
		.title = "Replaced",
		.help = "how many records that has",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
};

/* What is found out before anything is done. */
struct plan {
	char *place;               /* of the practice file, links followed */
	char *kept;                /* the name for what stands there */
	bool stands;               /* something does */
	int64_t records, replaced; /* -1: cannot be read */
};

static void plan_free(struct plan *p)
{
	free(p->place);
	free(p->kept);
}

/* ---- the backup ------------------------------------------------------------------------------ */

/* What the library says of a practice file is not what helps with a backup. */
static mct_status_t fail_backup(mct_t *m, mct_status_t st, const char *file)
{
	struct buf message CLEANUP(buf_free) = {0};

	if (st == MCT_OK || st == MCT_TOONEW || st == MCT_BUSY || st == MCT_INTERRUPTED ||
		st == MCT_NOMEM || st == MCT_LOCKED)
		return st;
	if (st == MCT_NOFILE)
		buf_addf(&message, "there is no file \"%s\"", file);
	else
		buf_adds(&message, m->error.message);
	return fail(m, st, "name another backup; your practice was left as it is", "%s",
		buf_str(&message));
}

/* Opens it on m, whole and sound; one that is encrypted in memory, in *image. */
static mct_status_t look_at_backup(
	mct_t *m, const char *file, const struct mct_secret *secret, struct image *image)
{
	mct_status_t st;

	if (!file_is_sealed(file))
		return fail_backup(m, copy_look(m, file), file);
	store_close(m);
	st = sealed_read(m, file, secret, image);
	if (st == MCT_ERROR)
		return st; /* that is nothing of the backup */
	if (st == MCT_OK)
		st = copy_look_image(m, file, image);
	return fail_backup(m, st, file);
}

/* A backup has nothing beside it; a copy of a practice in use may have its half of a change there.
 */
static mct_status_t check_finished(mct_t *m, const char *file)
{
	static const char *const endings[] = {"-journal", "-wal"};

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++) {
		struct buf path CLEANUP(buf_free) = {0};
		struct stat info;

		buf_addf(&path, "%s%s", file, endings[i]);
		if (stat(buf_str(&path), &info) == 0 && info.st_size > 0)
			return fail(m, MCT_REFUSED,
				"copy both elsewhere, and let mct --db open the copy once",
				"\"%s\" has an unfinished change beside it, \"%s\"", file,
				buf_str(&path));
	}
	return MCT_OK;
}

/* ---- what it replaces ------------------------------------------------------------------------ */

/* How many records the old file has; it may be damaged, and then -1. A change in it that was left
 * unfinished is taken back, as by any reader. */
static mct_status_t count_old(mct_t *m, const char *path, int64_t *records)
{
	mct_t *old = NULL;
	mct_status_t st = mct_new(&old);

	*records = -1;
	if (st != MCT_OK)
		return fail_nomem(m);
	st = store_open_as_it_is(old, path, MCT_OPEN_WRITE);
	if (st == MCT_OK)
		st = count_records(old, records);
	if (st != MCT_OK)
		*records = -1;
	if (st == MCT_BUSY)
		fail(m, st, old->error.hint, "%s", old->error.message);
	mct_free(old);
	return st == MCT_BUSY ? st : MCT_OK;
}

/* "NAME.replaced-" of "NAME.replaced-2026-11-23-090000.db". Yours to free; NULL without memory. */
static char *kept_prefix(const char *place)
{
	struct buf prefix = {0};

	buf_addf(&prefix, "%s.replaced-", path_name(place));
	return buf_take(&prefix);
}

static char *kept_name(mct_t *m, const char *place)
{
	char *folder CLEANUP(free_pointer) = path_folder(place);
	char *prefix CLEANUP(free_pointer) = kept_prefix(place);

	return folder != NULL && prefix != NULL ? backup_place(m, folder, prefix, BACKUP_ENDING)
						: NULL;
}

static mct_status_t check_place(
	mct_t *m, const char *file, const char *practice, const struct stat *old)
{
	struct stat backup;

	if (stat(file, &backup) == 0 && backup.st_dev == old->st_dev &&
		backup.st_ino == old->st_ino)
		return fail(m, MCT_REFUSED, "name a backup", "\"%s\" is the practice file itself",
			file);
	return S_ISREG(old->st_mode)
		? MCT_OK
		: fail(m, MCT_REFUSED, "name another with --db", "\"%s\" is not a file", practice);
}

static mct_status_t find_place(mct_t *m, const char *file, const char *practice, struct plan *p)
{
	struct stat old;
	mct_status_t st = MCT_OK;

	p->replaced = -1;
	p->stands = stat(practice, &old) == 0;
	if (!p->stands && errno != ENOENT && errno != ENOTDIR)
		return fail(m, MCT_READONLY, "check its folder", "cannot look at \"%s\": %s",
			practice, strerror(errno));
	if (!p->stands && lstat(practice, &old) == 0)
		return fail(m, MCT_REFUSED, "mount its disk, or remove the link",
			"\"%s\" is a link that leads nowhere", practice);
	if (p->stands)
		st = check_place(m, file, practice, &old);
	if (st != MCT_OK)
		return st;
	p->place = p->stands ? realpath(practice, NULL) : strdup(practice);
	p->kept = p->place != NULL ? kept_name(m, p->place) : NULL;
	if (p->kept == NULL)
		return fail_nomem(m);
	return p->stands ? count_old(m, p->place, &p->replaced) : MCT_OK;
}

/* ---- doing it -------------------------------------------------------------------------------- */

/* A restoration that was cut short may have given the practice file the name under which it was to
 * be kept, and no more. Two names of one file that is in use are one too many. */
static mct_status_t drop_second_names(mct_t *m, const char *place)
{
	char *folder CLEANUP(free_pointer) = path_folder(place);
	char *prefix CLEANUP(free_pointer) = kept_prefix(place);
	struct names names CLEANUP(names_free) = {0};
	struct stat info, other;

	if (stat(place, &info) != 0 || info.st_nlink < 2)
		return MCT_OK;
	if (folder == NULL || prefix == NULL || !backups_read(folder, prefix, &names))
		return fail_nomem(m);
	for (size_t i = 0; i < names.count; i++)
		if (stat(names.items[i], &other) == 0 && other.st_dev == info.st_dev &&
			other.st_ino == info.st_ino)
			unlink(names.items[i]);
	return MCT_OK;
}

static mct_status_t put_in_place(mct_t *m, struct plan *p)
{
	struct draft d CLEANUP(draft_drop) = {.fd = -1};
	struct aside a CLEANUP(aside_let_go) = {.fd = -1};
	int restarts;
	mct_status_t st = folders_make(m, p->place);

	if (st == MCT_OK)
		st = draft_begin(m, p->place, path_name(p->place), &d);
	if (st == MCT_OK)
		st = copy_made(m, &d, &p->records, &restarts);
	if (st == MCT_OK)
		st = aside_hold(m, p->place, &a);
	if (st == MCT_OK)
		st = drop_second_names(m, p->place);
	if (st == MCT_OK)
		st = aside_keep(m, p->place, p->kept, &a);
	return st == MCT_OK ? draft_replace(m, &d) : st;
}

static mct_status_t make_rows(mct_t *m, const struct plan *p, mct_rows_t **out)
{
	mct_status_t st = rows_of_table(m, fields, ARRAY_SIZE(fields), out);

	if (st == MCT_OK)
		st = row_add(*out);
	if (st != MCT_OK)
		return st;
	row_set_text(*out, MCT_RESTORE_FILE, p->place);
	row_set_integer(*out, MCT_RESTORE_RECORDS, p->records);
	row_set_text(*out, MCT_RESTORE_KEPT, p->stands ? p->kept : NULL);
	if (p->replaced >= 0)
		row_set_integer(*out, MCT_RESTORE_REPLACED, p->replaced);
	return rows_check(*out);
}

mct_status_t mct_restore(mct_t *m, const char *file, const char *practice,
	const struct mct_secret *secret, unsigned flags, mct_rows_t **out)
{
	struct image image CLEANUP(image_free) = {0};
	struct plan p CLEANUP(plan_free) = {0};
	mct_rows_t *rows = NULL;
	mct_status_t st = find_place(m, file, practice, &p);

	if (st == MCT_OK)
		st = check_finished(m, file);
	if (st == MCT_OK)
		st = look_at_backup(m, file, secret, &image);
	if (st == MCT_OK)
		st = count_records(m, &p.records);
	if (st == MCT_OK && (flags & MCT_RESTORE_TRY) == 0)
		st = put_in_place(m, &p);
	if (st == MCT_OK)
		st = make_rows(m, &p, &rows);
	store_close(m);
	return rows_hand_out(rows, st, out);
}
