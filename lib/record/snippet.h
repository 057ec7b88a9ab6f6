/*
 * snippet.h - the words of a search in their context: one line of a text, around
 * where it has them.
 */
#ifndef MCT_RECORD_SNIPPET_H
#define MCT_RECORD_SNIPPET_H

#include "record/terms.h"

/* Put around every hit; may be "". */
struct snippet_marks {
	const char *before, *after;
};

/* Appends the parts of s[0..n) that have the terms, on one line: blanks and controls
 * become one space, and "…" stands where something was left out. */
void snippet_add(struct buf *out, const struct terms *terms, const struct snippet_marks *marks,
	const char *s, size_t n);

#endif
