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

bool cell_is_blank(const mct_field_t *f, const char *s, size_t n)
{
	static const char *const words[] = {
		"n a", "na", "none", "never", "null", "keine", "unknown", NULL};
	struct buf folded CLEANUP(buf_free) = {0};
	size_t dashes = 0;

	if (n == 0)
		return true;
	while (dashes < n && s[dashes] == '-')
		dashes++;
	if (dashes == n)
		return true;
	if (n > 8 || text_digit(s[0]) || is_text(f) || f->type == MCT_TYPE_REF ||
		is_any_of(s, n, f->choices))
		return false;
	text_fold(s, n, &folded);
	return is_any_of(buf_str(&folded), folded.len, words);
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
