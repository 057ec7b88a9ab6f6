/*
 * text.c - folding, width, likeness and safe showing of UTF-8. ASCII, which is most
 * of a practice's text, takes a short way; the rest goes through
 * libutf8proc.
 */
#include "util/text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

/* ---- validity ---------------------------------------------------------------------------------- */

/* The length of the sequence at s and its code point; 0 when it is not valid UTF-8. */
static size_t decode(const char *s, size_t n, utf8proc_int32_t *code)
{
	utf8proc_ssize_t length;

	if (n > 0 && (unsigned char)s[0] < 0x80) {
		*code = (unsigned char)s[0];
		return 1;
	}
	length = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, code);
	return length > 0 ? (size_t)length : 0;
}

bool text_is_utf8(const char *s, size_t n, size_t *bad)
{
	size_t i = 0;

	while (i < n) {
		utf8proc_int32_t code;
		size_t length;

		if ((unsigned char)s[i] - 1u < 0x7fu) {
			i++;
			continue;
		}
		length = s[i] != '\0' ? decode(s + i, n - i, &code) : 0;
		if (length == 0) {
			if (bad != NULL)
				*bad = i;
			return false;
		}
		i += length;
	}
	return true;
}

/* ---- folding ----------------------------------------------------------------------------------- */

/* Letters that Unicode does not take apart, as people without them on the keyboard write them. */
static const struct {
	utf8proc_int32_t code;
	const char *letters;
} spelled_out[] = {
	{0xdf, "ss"},  {0xe6, "ae"},  {0xf0, "d"},   {0xf8, "o"},   {0xfe, "th"},  {0x111, "d"}, {0x127, "h"},
	{0x131, "i"},  {0x138, "k"},  {0x142, "l"},  {0x14b, "n"},  {0x153, "oe"}, {0x167, "t"}, {0x19a, "l"},
	{0x1e9e, "ss"},
};

static bool is_apostrophe(utf8proc_int32_t code)
{
	return code == '\'' || code == 0x2019 || code == 0x2bc || code == '`' || code == 0xb4;
}

static void fold_code(utf8proc_int32_t code, bool *space, size_t start, struct buf *out)
{
	utf8proc_category_t category = utf8proc_category(code);
	utf8proc_uint8_t bytes[4];

	if (is_apostrophe(code) || category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_CF)
		return;
	if (category == UTF8PROC_CATEGORY_CC || (category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO) ||
	    (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP) || code == '<' || code == '>' || code == '=' ||
	    code == '+' || code == '|' || code == '~') {
		*space = out->len > start;
		return;
	}
	if (*space)
		buf_addc(out, ' ');
	*space = false;
	for (size_t i = 0; i < ARRAY_SIZE(spelled_out); i++) {
		if (spelled_out[i].code == code) {
			buf_adds(out, spelled_out[i].letters);
			return;
		}
	}
	buf_add(out, bytes, (size_t)utf8proc_encode_char(code, bytes));
}

static void fold_wide(utf8proc_int32_t code, bool *space, size_t start, struct buf *out)
{
	utf8proc_int32_t parts[32];
	int boundary = 0;
	utf8proc_ssize_t n;

	if (is_apostrophe(code))
		return;
	n = utf8proc_decompose_char(code, parts, ARRAY_SIZE(parts),
				    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, &boundary);
	for (utf8proc_ssize_t i = 0; i < n; i++)
		fold_code(parts[i], space, start, out);
}

void text_fold(const char *s, size_t n, struct buf *out)
{
	size_t start = out->len, i = 0;
	bool space = false;

	while (i < n) {
		unsigned char c = (unsigned char)s[i];
		utf8proc_int32_t code;
		size_t length;

		if (c < 0x80) {
			i++;
			if (isalnum(c)) {
				if (space)
					buf_addc(out, ' ');
				space = false;
				buf_addc(out, (char)tolower(c));
			} else if (c == '$' || c == '^') {
				fold_code(c, &space, start, out);
			} else if (c != '\'' && c != '`') {
				space = out->len > start;
			}
			continue;
		}
		length = decode(s + i, n - i, &code);
		if (length > 0)
			fold_wide(code, &space, start, out);
		else
			buf_addc(out, s[i]);
		i += length > 0 ? length : 1;
	}
}

/* ---- width ------------------------------------------------------------------------------------- */

static bool is_regional(utf8proc_int32_t code)
{
	return code >= 0x1f1e6 && code <= 0x1f1ff;
}

/* One character as a reader sees it: a letter with its marks, an emoji with what is joined to it. */
static size_t next_cluster(const char *s, size_t n, size_t *width)
{
	utf8proc_int32_t code, next;
	size_t length = decode(s, n, &code), more;
	bool joined = false;

	if (length == 0) {
		*width = 1;
		return 1;
	}
	*width = (size_t)(utf8proc_charwidth(code) > 0 ? utf8proc_charwidth(code) : 0);
	while (length < n && (more = decode(s + length, n - length, &next)) > 0) {
		utf8proc_category_t category = utf8proc_category(next);
		bool mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME || next == 0x200d ||
			    (next >= 0xfe00 && next <= 0xfe0f) || (next >= 0x1f3fb && next <= 0x1f3ff);

		if (!mark && !joined && !(is_regional(code) && is_regional(next)))
			break;
		if (next == 0xfe0f || is_regional(next))
			*width = 2;
		joined = next == 0x200d;
		length += more;
		if (is_regional(next))
			break;
	}
	return length;
}

size_t text_width(const char *s, size_t n)
{
	size_t width = 0, i = 0, columns;

	while (i < n) {
		i += next_cluster(s + i, n - i, &columns);
		width += columns;
	}
	return width;
}

size_t text_fit(const char *s, size_t n, size_t columns)
{
	size_t i = 0;

	while (i < n) {
		size_t width, length = next_cluster(s + i, n - i, &width);

		if (width > columns)
			break;
		columns -= width;
		i += length;
	}
	return i;
}

void text_add_fitted(struct buf *out, const char *s, size_t n, size_t columns, bool utf8)
{
	if (text_width(s, n) <= columns) {
		buf_add(out, s, n);
		return;
	}
	if (columns == 0)
		return;
	buf_add(out, s, text_fit(s, n, columns - 1));
	buf_adds(out, utf8 ? "…" : "~");
}

/* ---- showing ----------------------------------------------------------------------------------- */

/* What would make a terminal do something, or turn the direction of what follows. */
static bool is_unsafe(utf8proc_int32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 || (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069);
}

void text_add_safe(struct buf *out, const char *s, size_t n, bool keep_lines)
{
	size_t i = 0, start = 0;

	while (i < n) {
		utf8proc_int32_t code = 0;
		size_t length = decode(s + i, n - i, &code);

		if (length > 0 && (!is_unsafe(code) || (keep_lines && (code == '\n' || code == '\t')))) {
			i += length;
			continue;
		}
		buf_add(out, s + start, i - start);
		if (length > 0 && code > 0xff)
			buf_addf(out, "\\u%04x", (unsigned)code);
		else
			buf_addf(out, "\\x%02x", length > 0 ? (unsigned)code : (unsigned)(unsigned char)s[i]);
		i += length > 0 ? length : 1;
		start = i;
	}
	buf_add(out, s + start, i - start);
}

/* ---- likeness ---------------------------------------------------------------------------------- */

#define DISTANCE_MAX 64

/* The code points of s, at most DISTANCE_MAX. */
static size_t code_points(const char *s, utf8proc_int32_t *codes)
{
	size_t n = strlen(s), count = 0, i = 0;

	while (i < n && count < DISTANCE_MAX) {
		size_t length = decode(s + i, n - i, &codes[count]);

		if (length == 0)
			codes[count] = (unsigned char)s[i];
		i += length > 0 ? length : 1;
		count++;
	}
	return count;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
unsigned text_distance(const char *a, const char *b, unsigned most)
{
	utf8proc_int32_t x[DISTANCE_MAX], y[DISTANCE_MAX];
	unsigned rows[3][DISTANCE_MAX + 1];
	size_t n = code_points(a, x), m = code_points(b, y);

	if ((n > m ? n - m : m - n) > most)
		return most + 1;
	for (size_t j = 0; j <= m; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= n; i++) {
		unsigned *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
		unsigned best = now[0] = (unsigned)i;

		for (size_t j = 1; j <= m; j++) {
			now[j] = least(least(before[j], now[j - 1]) + 1, before[j - 1] + (x[i - 1] != y[j - 1]));
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
				now[j] = least(now[j], earlier[j - 2] + 1);
			best = least(best, now[j]);
		}
		if (best > most)
			return most + 1;
	}
	return least(rows[n % 3][m], most + 1);
}

const char *text_nearest(const char *word, const char *const *candidates)
{
	size_t length = strlen(word);
	unsigned most = length <= 4 ? 1 : length <= 8 ? 2 : 3;
	unsigned best = most + 1;
	const char *near = NULL;
	struct buf folded CLEANUP(buf_free) = {0};
	struct buf other CLEANUP(buf_free) = {0};

	text_fold(word, length, &folded);
	for (; *candidates != NULL; candidates++) {
		unsigned distance;

		buf_clear(&other);
		text_fold(*candidates, strlen(*candidates), &other);
		distance = text_distance(buf_str(&folded), buf_str(&other), most);
		if (distance > most && folded.len >= 3 && strncmp(buf_str(&other), buf_str(&folded), folded.len) == 0)
			distance = most;
		if (distance < best) {
			best = distance;
			near = *candidates;
		}
	}
	return near;
}

/* The length of a blank at s: an ASCII one, or a no-break space; 0 when there is none. */
static inline size_t blank_length(const char *s, size_t n)
{
	unsigned char c = (unsigned char)s[0];

	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	return c == 0xc2 && n > 1 && (unsigned char)s[1] == 0xa0 ? 2 : 0;
}

void text_trim(const char **s, size_t *n)
{
	size_t blank;

	while (*n > 0 && (blank = blank_length(*s, *n)) > 0) {
		*s += blank;
		*n -= blank;
	}
	while (*n > 0) {
		if (blank_length(*s + *n - 1, 1) == 1)
			*n -= 1;
		else if (*n > 1 && blank_length(*s + *n - 2, 2) == 2)
			*n -= 2;
		else
			break;
	}
}
