/*
 * utf8.h - UTF-8 for the tests, after the table of RFC 3629 and without the library
 * that the code under test stands on. random_text() makes texts of characters
 * that are hard in one way or another.
 */
#ifndef MCT_TESTS_UTF8_H
#define MCT_TESTS_UTF8_H

#include <stdbool.h>

#include "random.h"
#include "util/buf.h"

/* The length of the character at s, 0 when the bytes are none. */
static inline size_t utf8_length(const char *s, size_t n)
{
	static const struct {
		unsigned char first, last, least, most; /* of the first byte, and of the second */
		size_t length;
	} rows[] = {
		{0x00, 0x7f, 0, 0, 1},
		{0xc2, 0xdf, 0x80, 0xbf, 2},
		{0xe0, 0xe0, 0xa0, 0xbf, 3},
		{0xe1, 0xec, 0x80, 0xbf, 3},
		{0xed, 0xed, 0x80, 0x9f, 3},
		{0xee, 0xef, 0x80, 0xbf, 3},
		{0xf0, 0xf0, 0x90, 0xbf, 4},
		{0xf1, 0xf3, 0x80, 0xbf, 4},
		{0xf4, 0xf4, 0x80, 0x8f, 4},
	};
	const unsigned char *u = (const unsigned char *)s;

	for (size_t i = 0; n > 0 && i < ARRAY_SIZE(rows); i++) {
		if (u[0] < rows[i].first || u[0] > rows[i].last)
			continue;
		if (n < rows[i].length)
			return 0;
		for (size_t j = 1; j < rows[i].length; j++)
			if (u[j] < (j == 1 ? rows[i].least : 0x80) ||
				u[j] > (j == 1 ? rows[i].most : 0xbf))
				return 0;
		return rows[i].length;
	}
	return 0;
}

/* Appends a code point as UTF-8. */
static inline void utf8_add(struct buf *out, unsigned code)
{
	if (code < 0x80) {
		buf_addc(out, (char)code);
	} else if (code < 0x800) {
		buf_addc(out, (char)(0xc0 | code >> 6));
		buf_addc(out, (char)(0x80 | (code & 0x3f)));
	} else if (code < 0x10000) {
		buf_addc(out, (char)(0xe0 | code >> 12));
		buf_addc(out, (char)(0x80 | (code >> 6 & 0x3f)));
		buf_addc(out, (char)(0x80 | (code & 0x3f)));
	} else {
		buf_addc(out, (char)(0xf0 | code >> 18));
		buf_addc(out, (char)(0x80 | (code >> 12 & 0x3f)));
		buf_addc(out, (char)(0x80 | (code >> 6 & 0x3f)));
		buf_addc(out, (char)(0x80 | (code & 0x3f)));
	}
}

/* Up to `most` characters of every kind; with `bad`, bytes that are none among them. */
static inline void random_text(struct random *r, unsigned most, bool bad, struct buf *out)
{
	static const char *const pieces[] = {"a", "B", "z", "0", " ", "\"", "\\", "\n", "\r", "\t",
		"\b", "\f", "\x01", "\x1b", "\x7f", "'", ",", ";", "/", "é", "e\u0301", "ß", "Ø",
		"ł", "世", "한", "👩🏽‍💻", "🇩🇪", "\u00a0", "\xc2\x9b", "\u2028", "\u202e",
		"\ufeff", "\u200d"};
	static const char *const faults[] = {"\xff", "\x80", "\xc3", "\xe2\x82", "\xf0\x9f\x92",
		"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8"};

	for (unsigned n = random_below(r, most + 1); n > 0; n--) {
		if (bad && random_below(r, 4) == 0)
			buf_adds(out, faults[random_below(r, ARRAY_SIZE(faults))]);
		else
			buf_adds(out, pieces[random_below(r, ARRAY_SIZE(pieces))]);
	}
}

#endif
