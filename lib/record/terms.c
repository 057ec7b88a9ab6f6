/*
 * terms.c - reads the words of a search and finds them in folded text. This is the
 * only place that knows what a hit is: the search, its ranking and the words
 * shown in context all ask here.
 */
#include "record/terms.h"

#include <stdlib.h>
#include <string.h>

#include "util/text.h"

void terms_free(struct terms *terms)
{
	while (terms->count > 0)
		free(terms->items[--terms->count].text);
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool is_known(const struct terms *terms, const struct term *term)
{
	for (size_t i = 0; i < terms->count; i++)
		if (terms->items[i].whole == term->whole &&
			strcmp(terms->items[i].text, term->text) == 0)
			return true;
	return false;
}

/* What folds to nothing is no word; "low-back" folds to two that must follow each other. */
static mct_status_t add_term(mct_t *m, struct terms *terms, const char *s, size_t n, bool whole)
{
	struct buf folded CLEANUP(buf_free) = {0};
	struct term term = {.whole = whole};

	text_fold(s, n, &folded);
	if (folded.failed)
		return fail_nomem(m);
	if (folded.len == 0)
		return MCT_OK;
	term.length = folded.len;
	term.text = buf_take(&folded);
	if (is_known(terms, &term)) {
		free(term.text);
		return MCT_OK;
	}
	if (terms->count == TERMS_MAX) {
		free(term.text);
		return fail(m, MCT_INVALID, "give the few that matter", "more than %d words",
			TERMS_MAX);
	}
	terms->items[terms->count++] = term;
	return MCT_OK;
}

mct_status_t terms_read(mct_t *m, const char *text, struct terms *out)
{
	static const char blanks[] = " \t\n\r\v\f";
	struct terms terms = {.count = 0};
	mct_status_t st = MCT_OK;

	for (const char *s = text; st == MCT_OK && *s != '\0';) {
		bool quoted = *s == '"';
		size_t length = quoted ? strcspn(s + 1, "\"") : strcspn(s, " \t\n\r\v\f\"");

		st = add_term(m, &terms, s + quoted, length, quoted);
		s += quoted + length;
		s += quoted ? *s == '"' : strspn(s, blanks);
	}
	if (st == MCT_OK && terms.count == 0)
		st = fail(m, MCT_INVALID, "type words that were written, or their beginnings",
			"\"%s\" has no word in it", text);
	if (st == MCT_OK)
		*out = terms;
	else
		terms_free(&terms);
	return st;
}

/* ---- finding --------------------------------------------------------------------------------- */

/* Chinese and Japanese are written without blanks: there a word may begin anywhere. */
static bool is_unspaced(const char *s)
{
	return (unsigned char)*s >= 0xe3 && (unsigned char)*s <= 0xe9;
}

bool term_find(
	const struct term *term, const char *s, size_t n, size_t from, size_t *at, size_t *end)
{
	const char *hit;

	while (from < n && (hit = memmem(s + from, n - from, term->text, term->length)) != NULL) {
		size_t begin = (size_t)(hit - s), stop = begin + term->length;

		from = begin + 1;
		if (begin > 0 && s[begin - 1] != ' ' && !is_unspaced(hit))
			continue;
		if (!is_unspaced(hit)) {
			const char *blank = memchr(s + stop, ' ', n - stop);
			size_t word_end = blank != NULL ? (size_t)(blank - s) : n;

			if (term->whole && word_end != stop)
				continue;
			stop = word_end;
		}
		*at = begin;
		*end = stop;
		return true;
	}
	return false;
}

uint32_t terms_count(const struct terms *terms, const char *s, size_t n, uint32_t *counts)
{
	uint32_t found = 0;

	for (size_t i = 0; i < terms->count; i++) {
		size_t at, end = 0;

		while (term_find(&terms->items[i], s, n, end, &at, &end)) {
			found |= (uint32_t)1 << i;
			counts[i] += end - at == terms->items[i].length ? 2 : 1;
		}
	}
	return found;
}
