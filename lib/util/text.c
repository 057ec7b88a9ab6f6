/*
 * text.c - the ground the other text files stand on: decoding, validity, comparing,
 * trimming, and making text safe for a terminal. ASCII takes the short way;
 * the rest goes through libutf8proc.
 */
#include "util/text.h"

#include <string.h>

#include <utf8proc.h>

bool text_same(const char *s, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (word[i] == '\0' || text_lower(s[i]) != word[i])
			return false;
	return word[n] == '\0';
}

size_t text_decode(const char *s, size_t n, int32_t *code)
{
	utf8proc_ssize_t length;

	if ((unsigned char)s[0] < 0x80) {
		*code = (unsigned char)s[0];
		return 1;
	}
	length = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, code);
	return length > 0 ? (size_t)length : 0;
}

static bool is_ascii(char c)
{
	return c != '\0' && ((unsigned char)c & 0x80) == 0;
}

bool text_is_utf8(const char *s, size_t n, size_t *bad)
{
	size_t i = 0, length;
	int32_t code;

	while (i < n && is_ascii(s[i])) /* most of it: no decoding needed */
		i++;
	for (; i < n; i += length) {
		length = s[i] != '\0' ? text_decode(s + i, n - i, &code) : 0;
		if (length == 0) {
			if (bad != NULL)
				*bad = i;
			return false;
		}
	}
	return true;
}

/* The length of a blank at s: an ASCII one, or a no-break space; 0 when there is none. */
static size_t blank_length(const char *s, size_t n)
{
	if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		return 1;
	return n > 1 && s[0] == '\xc2' && s[1] == '\xa0' ? 2 : 0;
}

void text_trim(const char **s, size_t *n)
{
	size_t blank;

	/* Most cells have none. */
	if (*n > 0 && is_ascii((*s)[0]) && (*s)[0] > ' ' && (*s)[*n - 1] > ' ' &&
		is_ascii((*s)[*n - 1]))
		return;
	while (*n > 0 && (blank = blank_length(*s, *n)) > 0) {
		*s += blank;
		*n -= blank;
	}
	while (*n > 0) {
		const char *end = *s + *n;

		if (blank_length(end - 1, 1) == 1)
			*n -= 1;
		else if (*n > 1 && blank_length(end - 2, 2) == 2)
			*n -= 2;
		else
			break;
	}
}

/* ---- showing --------------------------------------------------------------------------------- */

bool text_is_unsafe(int32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 ||
		(code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

void text_add_safe(struct buf *out, const char *s, size_t n, bool keep_lines)
{
	size_t i = 0, start = 0;

	while (i < n) {
		int32_t code = 0;
		size_t length = text_decode(s + i, n - i, &code);
		bool line = keep_lines && (code == '\n' || code == '\t');

		if (length > 0 && (line || !text_is_unsafe(code))) {
			i += length;
			continue;
		}
		buf_add(out, s + start, i - start);
		if (length == 0)
			code = (unsigned char)s[i];
		buf_addf(out, code > 0xff ? "\\u%04x" : "\\x%02x", (unsigned)code);
		i += length > 0 ? length : 1;
		start = i;
	}
	buf_add(out, s + start, i - start);
}

void text_add_shell_word(struct buf *out, const char *s)
{
	bool plain = *s != '\0' && s[strcspn(s, " \t\n\"'$`\\;&|<>*?()[]{}#~!")] == '\0';

	buf_adds(out, plain ? "" : "'");
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			buf_adds(out, "'\\''");
		else
			buf_addc(out, *s);
	}
	buf_adds(out, plain ? "" : "'");
}
