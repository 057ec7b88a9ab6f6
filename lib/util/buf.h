/*
 * buf.h - a growable byte buffer with a hard cap and a sticky error.
 * Append freely, check `failed` once at the end; the contents are always
 * followed by a NUL that is not counted in `len`.
 */
#ifndef MCT_UTIL_BUF_H
#define MCT_UTIL_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "util/base.h"

struct buf {
	char *data; /* NULL until the first append; use buf_str() to read */
	size_t len;
	size_t cap;
	size_t max;  /* most bytes it may ever hold; 0 stands for BUF_MAX */
	bool failed; /* an append was refused (no memory or past max); len is unchanged by it */
};

#define BUF_MAX ((size_t)1 << 30)

void buf_free(struct buf *b);  /* NULL fields ok; leaves an empty, usable buffer */
void buf_clear(struct buf *b); /* keeps the memory, resets len and failed */
void buf_truncate(struct buf *b, size_t len);
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_adds(struct buf *b, const char *text);
void buf_addc(struct buf *b, char c);
void buf_pad(struct buf *b, char c, size_t n);
void buf_addf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_vaddf(struct buf *b, const char *fmt, va_list ap);
const char *buf_str(const struct buf *b); /* never NULL; borrowed until the next append */
char *buf_take(struct buf *b);            /* yours to free(); NULL when failed; empties b */

/* A copy, with a NUL behind it; yours to free(). NULL without memory, which counts as a refusal. */
char *buf_copy_of(const char *bytes, size_t n);

/* How many appends were refused in this thread so far for want of memory. Who ends a piece of work
 * sees by it that some words of it are missing, whichever buffer they were meant for. */
unsigned long buf_refusals(void);
/* One more, of memory that was to be had elsewhere. */
void buf_refused(void);

#endif
