/*
 * image.h - a practice file in memory, byte by byte: taken of the one that is open, or read
 * from an encrypted backup. So no copy that anybody could read stands on a disk.
 */
#ifndef MCT_STORE_IMAGE_H
#define MCT_STORE_IMAGE_H

#include "store/handle.h"

struct image {
	unsigned char *bytes;
	size_t size;
};
/* CLEANUP(image_free): overwrites what was in it. */
void image_free(struct image *image);

/* The file that is open on m, which must have no transaction, as it is at one moment; others wait
 * while it is taken. MCT_OK, MCT_BUSY, MCT_NOMEM, MCT_CORRUPT, MCT_ERROR. */
mct_status_t image_take(mct_t *m, struct image *out);

#endif
