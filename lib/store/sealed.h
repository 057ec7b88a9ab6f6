/*
 * sealed.h - encrypted backups: a practice in memory is sealed into a file, and opened from
 * one. The work is done by the module in crypt/.
 */
#ifndef MCT_STORE_SEALED_H
#define MCT_STORE_SEALED_H

#include "store/draft.h"
#include "store/image.h"

/* Whether a file says in its first bytes that it is one; nothing more of it is read. */
bool file_is_sealed(const char *path);

/* Writes it to the draft, syncs that, and reads it again to its end. MCT_OK, MCT_NOMEM,
 * MCT_READONLY, MCT_CORRUPT, MCT_INTERRUPTED, MCT_ERROR. */
mct_status_t sealed_write(
	mct_t *m, struct draft *d, const struct mct_secret *secret, const struct image *image);

/* Reads it to its end; *out is only what was sealed there. MCT_OK, MCT_LOCKED (no secret, or not
 * that one), MCT_CORRUPT, MCT_TOONEW, MCT_NOMEM, MCT_INTERRUPTED, MCT_ERROR. */
mct_status_t sealed_read(
	mct_t *m, const char *path, const struct mct_secret *secret, struct image *out);

#endif
