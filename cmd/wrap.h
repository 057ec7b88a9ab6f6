/*
 * wrap.h - text broken into lines at words.
 */
#ifndef MCT_CMD_WRAP_H
#define MCT_CMD_WRAP_H

#include "util/buf.h"

/* Appends s made safe, the first line where the cursor is (column `indent`), the next ones indented, none wider than `width`; ends with a
 * line end. Its own line breaks are kept. */
void wrap_text(struct buf *out, const char *s, size_t n, size_t indent, size_t width);

#endif
