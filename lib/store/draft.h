/*
 * draft.h - a file that is made whole before it gets its name: beside its place under a
 * name of its own, readable by its owner alone, synced to the disk, and only
 * then put there. Whatever happens in between, the place holds no half file.
 */
#ifndef MCT_STORE_DRAFT_H
#define MCT_STORE_DRAFT_H

#include "store/handle.h"

struct draft {
	char *place; /* where the file is to stand */
	char *path;  /* its name until then; NULL once it has been kept */
	int fd;
};

/* Makes the empty file (0600). Its name begins with `place`; what an earlier one that was killed
 * left in that folder under a name that begins with `prefix` is removed. MCT_OK, MCT_READONLY,
 * MCT_ERROR. */
mct_status_t draft_begin(mct_t *m, const char *place, const char *prefix, struct draft *d);
/* What a failed write to it comes to; `error` is its errno. MCT_READONLY, MCT_ERROR. */
mct_status_t draft_fail(mct_t *m, const struct draft *d, int error);
/* Syncs it. To be called when all is written, before it is kept. */
mct_status_t draft_sync(mct_t *m, struct draft *d);
/* Puts it in its place over what stands there, and syncs the folder. */
mct_status_t draft_replace(mct_t *m, struct draft *d);
/* The same where nothing may stand: MCT_EXISTS when something does. */
mct_status_t draft_keep(mct_t *m, struct draft *d);
/* CLEANUP(draft_drop): closes it, and removes it unless it was kept. */
void draft_drop(struct draft *d);

/* Makes what was done to the names in the folder of `path` last through a power cut. */
mct_status_t folder_sync(mct_t *m, const char *path);
/* The folders above `path` that are missing, 0700 whatever the umask. */
mct_status_t folders_make(mct_t *m, const char *path);
/* "/a/b.db" -> "/a", "b.db" -> ".". Yours to free; NULL without memory. */
char *path_folder(const char *path);
/* As a shell takes it for one word. */
void path_add_quoted(struct buf *out, const char *path);
/* "/a/b.db" -> "b.db"; borrowed. */
const char *path_name(const char *path);

#endif
