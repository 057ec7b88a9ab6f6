/*
 * open.h - an empty file made, and any file closed; opening is public (mct.h).
 * The settings of every connection are made in one place, open.c: foreign keys on,
 * nothing in the file's own schema is trusted.
 */
#ifndef MCT_STORE_OPEN_H
#define MCT_STORE_OPEN_H

#include "store/handle.h"

#define APPLICATION_ID 0x6d637431 /* "mct1" */

/* A new file with all schema steps and nothing in it, open for writing; nothing is left when it
 * fails. */
mct_status_t store_create(mct_t *m, const char *path);
/* A file that is to be looked at, whoever may read it, and is not upgraded. As mct_open(). */
mct_status_t store_open_as_it_is(mct_t *m, const char *path, unsigned flags);
void store_close(mct_t *m);

#endif
