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

/* "0/0/00", "0000-00-00": a day that programs write where there is none. */
static bool is_zeros(const char *s, size_t n)
{
	size_t zeros = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] != '0' && strchr("/-.", s[i]) == NULL)
			return false;
		zeros += s[i] == '0';
	}
	return zeros > 2;
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

	if (is_dashes(s, n) || (f->type == MCT_TYPE_DATE && is_zeros(s, n)))
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

static size_t digits_at(const char *s, size_t n)
{
	size_t count = 0;

	while (count < n && text_digit(s[count]))
		count++;
	return count;
}

bool cell_is_yearless(const mct_field_t *f, const char *s, size_t n)
{
	static const char no_year[] = "0000-", apple[] = "--";
	size_t first, second;

	if ((f->flags & MCT_FIELD_FULL_DATE) == 0)
		return false;
	if (n > sizeof no_year && memcmp(s, no_year, sizeof no_year - 1) == 0) {
		s += sizeof no_year - 1;
		n -= sizeof no_year - 1;
	} else if (n > sizeof apple && memcmp(s, apple, sizeof apple - 1) == 0) {
		s += sizeof apple - 1;
		n -= sizeof apple - 1;
	}
	first = digits_at(s, n);
	if (first == 0 || first > 2 || first >= n || strchr("-/.", s[first]) == NULL)
		return false;
	second = digits_at(s + first + 1, n - first - 1);
	return second > 0 && second <= 2 && first + 1 + second + (s[n - 1] == '.') == n;
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

/* ---- several values in one cell -------------------------------------------------------------- */

static const char between[] = " ::: ";

static const char *find_between(const char *s, size_t n)
{
	return memmem(s, n, between, sizeof between - 1);
}

/* Takes the next of them off *s, without the mark of the first one that counts. */
static void take_value(const char **s, size_t *n, const char **value, size_t *length)
{
	const char *end = find_between(*s, *n);

	*value = *s;
	*length = end != NULL ? (size_t)(end - *s) : *n;
	*n -= end != NULL ? *length + sizeof between - 1 : *n;
	*s = end != NULL ? end + sizeof between - 1 : *s + *length;
	if (*length > 2 && memcmp(*value, "* ", 2) == 0) {
		*value += 2;
		*length -= 2;
	}
}

void cell_take_several(const mct_field_t *f, const char **s, size_t *n, struct buf *out)
{
	const char *rest = *s, *value;
	size_t left = *n, length;

	if (find_between(*s, *n) == NULL && !(*n > 2 && memcmp(*s, "* ", 2) == 0))
		return;
	if (f->type == MCT_TYPE_EMAIL || f->type == MCT_TYPE_PHONE)
		take_value(&rest, &left, s, n);
	if (f->type != MCT_TYPE_WORDS)
		return;
	while (left > 0) {
		take_value(&rest, &left, &value, &length);
		if (!text_same(value, length, "mycontacts"))
			buf_addf(out, "%s%.*s", out->len > 0 ? "; " : "", (int)length, value);
	}
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
