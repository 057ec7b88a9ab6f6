/*
 * content_line.h - the lines that address cards (RFC 6350) and calendars (RFC 5545) are made
 * of: folded at 75 bytes, with what would end a value behind a backslash.
 */
#ifndef MCT_EXCHANGE_CONTENT_LINE_H
#define MCT_EXCHANGE_CONTENT_LINE_H

#include "util/buf.h"

/* A line that is escaped where it must be, folded between letters, with its end. */
void content_add_line(struct buf *out, const struct buf *line);
/* Text within a value; line breaks become \n, other controls go. */
void content_add_escaped(struct buf *out, const char *s, size_t n);
/* "FN:", a value, and what stands behind it as it is; nothing when the value is NULL or "". */
void content_add_property(struct buf *out, const char *name, const char *value, const char *behind);

#endif
