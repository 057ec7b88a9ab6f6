/*
 * draft.h - drafts (util/draft.h) and folders of practice files, with what went wrong told
 * on the handle.
 */
#ifndef MCT_STORE_DRAFT_H
#define MCT_STORE_DRAFT_H

#include "store/handle.h"
#include "util/draft.h"

/* draft_open(). MCT_OK, MCT_READONLY, MCT_ERROR. */
mct_status_t draft_begin(mct_t *m, const char *place, const char *prefix, struct draft *d);
/* What a failed write to it comes to; `error` is its errno. MCT_READONLY, MCT_ERROR. */
mct_status_t draft_fail(mct_t *m, const struct draft *d, int error);
/* Syncs it. To be called when all is written, before it is kept. */
mct_status_t draft_sync(mct_t *m, struct draft *d);
/* Puts it in its place over what stands there, and syncs the folder. */
mct_status_t draft_replace(mct_t *m, struct draft *d);
/* The same where nothing may stand: MCT_EXISTS when something does. */
mct_status_t draft_keep(mct_t *m, struct draft *d);

/* Makes what was done to the names in the folder of `path` last through a power cut. */
mct_status_t folder_sync(mct_t *m, const char *path);
/* The folders above `path` that are missing, 0700 whatever the umask. */
mct_status_t folders_make(mct_t *m, const char *path);
/* As a shell takes it for one word. */
void path_add_quoted(struct buf *out, const char *path);

#endif
