/*
 * discretion.h - what may be said to whom about whom: that somebody is a client is
 * private.
 */
#ifndef MCT_PEOPLE_DISCRETION_H
#define MCT_PEOPLE_DISCRETION_H

#include "store/handle.h"

enum discretion { DISCRETION_YES, DISCRETION_PART, DISCRETION_NO };
extern const char *const discretion_words[]; /* "yes", "part", "no"; NULL-terminated */

/* Whether the therapist may speak of one person to another, on a day, and appends what may be said,
 * with their names: "that Core Pilates is your partner". `besides`: she knows the one also in
 * another way than by her work. */
mct_status_t discretion_of(mct_t *m, int64_t listener, int64_t subject, const char *as_of,
	bool besides, enum discretion *out, struct buf *what);

#endif
