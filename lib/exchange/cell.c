/*
 * cell.c - cells that say nothing, names that stand the other way round, and the
 * guards of those that only seem to.
 */
#include "exchange/cell.h"

#include <string.h>

#include "util/csv_cell.h"
#include "util/text.h"

/* ---- cells that say nothing ------------------------------------------------------------------ */

static bool is_any_of(const char *s, size_t n, const char *const *words)
{
	for (; words != NULL && *words != NULL; words++)
		if (text_same(s, n, *words))
			return true;
	return false;
}

static bool is_text(const mct_field_t *f)
{
	return f->type == MCT_TYPE_TEXT || f->type == MCT_TYPE_LONG_TEXT ||
		f->type == MCT_TYPE_WORDS || f->type == MCT_TYPE_NAME;
}

/* Hyphens, dashes of any length, minus signs. */
static bool is_dashes(const char *s, size_t n)
{
	while (n > 0) {
		int32_t code;
		size_t length = text_decode(s, n, &code);

		if (length == 0 ||
			(code != '-' && code != 0x2212 && (code < 0x2010 || code > 0x2015)))
			return false;
		s += length;
		n -= length;
	}
	return true;
}

/* "no" is an answer where the field has it as a choice, also by another word. */
static bool is_own_word(const mct_field_t *f, const char *s, size_t n)
{
	if (is_any_of(s, n, f->choices))
		return true;
	for (size_t i = 0; f->choice_words != NULL && f->choice_words[i] != NULL; i += 2)
		if (text_same(s, n, f->choice_words[i]))
			return true;
	return false;
}

#define BLANK_MAX 16 /* the longest of the words */

bool cell_is_blank(const mct_field_t *f, const char *s, size_t n)
{
	static const char *const nowhere_a_text[] = {
		"n a", "k a", "keine angabe", "keine angaben", "not applicable", NULL};
	static const char *const nothing_to_mind[] = {
		"none", "no", "nil", "nothing", "keine", "kein", "nein", "nichts", "null", NULL};
	static const char *const no_value[] = {"na", "none", "no", "nil", "never", "null", "keine",
		"kein", "nein", "unknown", "unbekannt", NULL};
	static const char *const nobody[] = {"none", "nobody", "keine", "niemand", NULL};
	bool is_person = f->type == MCT_TYPE_NAME || f->type == MCT_TYPE_REF;
	struct buf folded CLEANUP(buf_free) = {0};

	if (is_dashes(s, n))
		return true;
	/* "K. A." may be somebody's initials. */
	if (n > BLANK_MAX || text_digit(s[0]) || is_own_word(f, s, n) ||
		(is_person && memchr(s, '.', n) != NULL))
		return false;
	text_fold(s, n, &folded);
	if (is_any_of(buf_str(&folded), folded.len, nowhere_a_text))
		return true;
	if (is_text(f))
		return (f->flags & MCT_FIELD_ALERT) != 0 &&
			is_any_of(buf_str(&folded), folded.len, nothing_to_mind);
	return is_any_of(buf_str(&folded), folded.len, is_person ? nobody : no_value);
}

/* ---- names the other way round --------------------------------------------------------------- */

/* The comma of "Salas, Wren"; NULL in a name that stands as it is written. */
static const char *turning_comma(const char *s, size_t n)
{
	const char *comma = memchr(s, ',', n), *rest;
	size_t length;

	if (comma == NULL || comma == s)
		return NULL;
	rest = comma + 1;
	length = n - (size_t)(rest - s);
	if (memchr(rest, ',', length) != NULL)
		return NULL;
	text_trim(&rest, &length);
	return length > 0 ? comma : NULL;
}

void cell_turn_name(const char **s, size_t *n, struct buf *out)
{
	const char *comma = turning_comma(*s, *n), *rest;
	size_t length;

	if (comma == NULL)
		return;
	rest = comma + 1;
	length = *n - (size_t)(rest - *s);
	text_trim(&rest, &length);
	buf_clear(out);
	buf_add(out, rest, length);
	buf_addc(out, ' ');
	buf_add(out, *s, (size_t)(comma - *s));
	*s = buf_str(out);
	*n = out->len;
}

/* ---- guards ---------------------------------------------------------------------------------- */

/* The text behind any apostrophes: a guard is put in front of these, too. */
static bool seems_blank(const mct_field_t *f, const char *s, size_t n)
{
	while (n > 0 && *s == '\'') {
		s++;
		n--;
	}
	return n > 0 && cell_is_blank(f, s, n);
}

enum mct_guard mct_field_guard(const mct_field_t *f, const char *text, size_t length)
{
	if (!is_text(f))
		return MCT_GUARD_NONE;
	if (f->type == MCT_TYPE_NAME && turning_comma(text, length) != NULL)
		return MCT_GUARD_QUOTES;
	return seems_blank(f, text, length) && !csv_needs_guard(text, length) ? MCT_GUARD_APOSTROPHE
									      : MCT_GUARD_NONE;
}

bool cell_unguard(const mct_field_t *f, const char **s, size_t *n)
{
	const char *start = *s;

	csv_unguard(s, n);
	if (*s != start || *n < 2 || !is_text(f))
		return *s != start;
	if (**s == '\'' && seems_blank(f, *s, *n)) {
		++*s;
		--*n;
		return true;
	}
	if (f->type != MCT_TYPE_NAME || **s != '"' || (*s)[*n - 1] != '"' ||
		turning_comma(*s + 1, *n - 2) == NULL)
		return false;
	++*s;
	*n -= 2;
	return true;
}
