/*
 * backup.h - the folder of backups: how its files are called, which of them are too many,
 * and when the last was made.
 */
#ifndef MCT_BACKUP_H
#define MCT_BACKUP_H

#include "store/draft.h"

/* The folder where backups of a practice file go when nothing else is said: "backups" beside it.
 * Yours to free; NULL without memory. */
char *backup_folder(const char *practice);
/* "NAME-" of "NAME-2026-11-23-090000.db": the practice file's own name, without its ending. Yours
 * to free; NULL without memory. */
char *backup_prefix(const char *practice);
/* How the names end, of an encrypted backup too. */
#define BACKUP_ENDING ".db"
#define BACKUP_ENDING_SEALED ".db.enc"
/* The first free name in the folder from the handle's moment on:
 * "FOLDER/NAME-YYYY-MM-DD-HHMMSS.db". Yours to free; NULL without memory. */
char *backup_place(mct_t *m, const char *folder, const char *prefix, const char *ending);
/* Whether the file is a backup by its first bytes. */
bool file_is_backup(const char *path);

/* The backups of that prefix, whole paths, the oldest first. */
struct names {
	char **items;
	size_t count;
};
/* False without memory; where there is no folder there are none. */
bool backups_read(const char *folder, const char *prefix, struct names *names);
void names_free(struct names *names); /* CLEANUP(names_free) */

/* Removes the oldest backups of that prefix but `keep`, and never `newest`; *removed of them. What
 * has another name or is no backup is left alone. MCT_OK, MCT_READONLY, MCT_NOMEM. */
mct_status_t backups_rotate(mct_t *m, const char *folder, const char *prefix, const char *newest,
	int keep, int64_t *removed);

/* Copies the open practice into the draft, syncs it and looks at it: records and what it took.
 * MCT_OK, or why the copy is not to be trusted. */
mct_status_t copy_made(mct_t *m, struct draft *d, int64_t *records, int *restarts);
/* How many records of all kinds the open file has; somebody with two roles is one. */
mct_status_t count_records(mct_t *m, int64_t *records);

#endif
