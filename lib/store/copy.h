/*
 * copy.h - a practice file copied while others work on it, and a copy looked at before
 * it is trusted.
 */
#ifndef MCT_STORE_COPY_H
#define MCT_STORE_COPY_H

#include "store/image.h"

/* Copies the file that is open on m, which must have no transaction, into the empty file `path`.
 * Others may write meanwhile: then it begins anew, and after some times (*restarts) they wait. It
 * ends with a reading transaction open on m: what is read in it is what the copy holds.
 * MCT_OK, MCT_BUSY, MCT_CORRUPT, MCT_INTERRUPTED, MCT_ERROR. */
mct_status_t copy_write(mct_t *m, const char *path, int *restarts);

/* Opens a practice file on m as it is, to read, and looks at every page and every reference:
 * nothing in it is changed, and it is not upgraded. MCT_OK, MCT_NOFILE, MCT_NOTPRACTICE,
 * MCT_TOONEW, MCT_CORRUPT, MCT_READONLY, MCT_BUSY, MCT_INTERRUPTED. */
mct_status_t copy_look(mct_t *m, const char *path);
/* The same for one in memory, of the file `path`: it must stay until m is closed. */
mct_status_t copy_look_image(mct_t *m, const char *path, const struct image *image);
/* copy_look() on a handle of its own, freed with mct_free(), or copy_look_image() when `image` is
 * not NULL; what is wrong with the copy is on m. */
mct_status_t copy_open(mct_t *m, const char *path, const struct image *image, mct_t **out);

/* What a row of PRAGMA integrity_check says, to the end of its line; NULL: all is well. Some begin
 * with "*** in database main ***", and what was found there stands below. */
const char *integrity_words(const char *said);

/* Whether both have the same tables with as many rows. MCT_OK, MCT_CORRUPT. */
mct_status_t copy_compare(mct_t *m, mct_t *copy);

/* Whether a file says in its first bytes that it is a practice file; nothing more of it is read. */
bool file_is_practice(const char *path);

#endif
