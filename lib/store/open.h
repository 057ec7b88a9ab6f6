/*
 * open.h - a new file filled, and any file closed; opening is public (mct.h).
 * The settings of every connection are made in one place, open.c: foreign keys on,
 * nothing in the file's own schema is trusted.
 */
#ifndef MCT_STORE_OPEN_H
#define MCT_STORE_OPEN_H

#include "store/image.h"

#define APPLICATION_ID 0x6d637431 /* "mct1" */

/* Makes all schema steps in the empty file of a draft (draft.h), and leaves it open for writing.
 * Whoever began the draft closes the file before he keeps or drops it. */
mct_status_t store_fill(mct_t *m, const char *path);
/* A file that is to be looked at, whoever may read it, and is not upgraded. As mct_open(). */
mct_status_t store_open_as_it_is(mct_t *m, const char *path, unsigned flags);
/* The same for one in memory, of the file `path`, to read: it must stay until m is closed. */
mct_status_t store_open_image(mct_t *m, const char *path, const struct image *image);
void store_close(mct_t *m);

#endif
