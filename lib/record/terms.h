/*
 * terms.h - the words of a search: each has to stand somewhere in a text, as the beginning of
 * a word or, in quotes, as whole words one after the other. All of it is about
 * folded text, so that case and accents do not matter.
 */
#ifndef MCT_RECORD_TERMS_H
#define MCT_RECORD_TERMS_H

#include "store/handle.h"

/* More would be a text pasted in, not words to look for. One bit each in a set of them. */
#define TERMS_MAX 32

struct term {
	char *text; /* folded; has blanks where several words must follow each other */
	size_t length;
	bool whole; /* quoted: its last word must end there too */
};
struct terms {
	struct term items[TERMS_MAX];
	size_t count;
};

/* Reads what a person typed: words, and "words in quotes". Signs mean nothing and are passed over.
 * MCT_OK, MCT_INVALID (no word, too many), MCT_NOMEM. */
mct_status_t terms_read(mct_t *m, const char *text, struct terms *out);
void terms_free(struct terms *terms);

/* Where the folded text s[0..n) has the term next, from `from` on, and where the word ends in which
 * it ends; false when it has not. */
bool term_find(
	const struct term *term, const char *s, size_t n, size_t from, size_t *at, size_t *end);

/* Adds to counts how often the folded text has each term, a whole word as two, its beginning as
 * one. The set of those that it has. */
uint32_t terms_count(const struct terms *terms, const char *s, size_t n, uint32_t *counts);

#endif
