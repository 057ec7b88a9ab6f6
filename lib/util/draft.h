/*
 * draft.h - a file that is made whole before it gets its name: beside its place under a
 * name of its own, readable by its owner alone, synced to the disk, and only
 * then put there. Whatever happens in between, the place holds no half file.
 */
#ifndef MCT_UTIL_DRAFT_H
#define MCT_UTIL_DRAFT_H

#include "util/base.h"

struct draft {
	char *place; /* where the file is to stand */
	char *path;  /* its name until then; NULL once it has been put there */
	int fd;
};

/* All of these answer 0 or an errno. */

/* Makes the empty file (0600). Its name begins with `place`; what an earlier one that was killed
 * left in that folder under a name that begins with `prefix` is removed. */
int draft_open(struct draft *d, const char *place, const char *prefix);
/* Syncs it. To be called when all is written, before it is put in its place. */
int draft_flush(struct draft *d);
/* Puts it in its place; EEXIST when something stands there over which it is not to go. That lasts
 * once the folder is flushed. */
enum draft_over { DRAFT_OVER_ANYTHING, DRAFT_OVER_NOTHING };
int draft_put(struct draft *d, enum draft_over over);
/* Makes what was done to the names in the folder of `path` last through a power cut. */
int folder_flush(const char *path);

/* Makes the folder, 0700 whatever the umask, and its name last; one that is there stays as it is.
 */
int folder_make(const char *path);

/* CLEANUP(draft_drop): closes it, and removes it unless it was put in its place. */
void draft_drop(struct draft *d);

/* "/a/b.db" -> "/a", "b.db" -> ".". Yours to free; NULL without memory. */
char *path_folder(const char *path);
/* "/a/b.db" -> "b.db"; borrowed. */
const char *path_name(const char *path);

#endif
