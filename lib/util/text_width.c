/*
 * text_width.c - how many columns of a terminal a text takes, and what fits into
 * some. It goes from character to character as readers see them: a
 * letter with its marks, an emoji with all that is joined to it.
 */
#include "util/text.h"

#include <utf8proc.h>

#define EMOJI_PRESENTATION 0xfe0f /* variation selector 16 */

static bool is_pictograph(int32_t code)
{
	unsigned class = utf8proc_get_property(code)->boundclass;

	return class == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ||
		class == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR;
}

/* Vowels and finals of a Korean syllable that is typed in parts: they stand in its first one. */
static bool is_inner_jamo(int32_t code)
{
	return (code >= 0x1160 && code <= 0x11ff) || (code >= 0xd7b0 && code <= 0xd7fb);
}

static size_t code_width(int32_t code)
{
	int width = utf8proc_charwidth(code);

	return width > 0 && !is_inner_jamo(code) ? (size_t)width : 0;
}

/* The grapheme cluster (Unicode annex 29) at s: its bytes and, in *width, its columns. */
static size_t long_cluster(const char *s, size_t n, size_t *width)
{
	int32_t first, code, next, state = 0;
	size_t length = text_decode(s, n, &first), more;

	*width = 1;
	if (length == 0)
		return 1;
	*width = code_width(first);
	for (code = first; length < n; code = next, length += more) {
		more = text_decode(s + length, n - length, &next);
		if (more == 0 || utf8proc_grapheme_break_stateful(code, next, &state))
			break;
		*width += code_width(next);
		if (next == EMOJI_PRESENTATION && *width == 1)
			*width = 2;
	}
	/* Skin tones and joined emoji are drawn as one; a flag is two letters in one. */
	if (*width > 2 && is_pictograph(first))
		*width = 2;
	return length;
}

static size_t next_cluster(const char *s, size_t n, size_t *width)
{
	unsigned char c = (unsigned char)s[0];

	if (c >= 0x80 || (n > 1 && (unsigned char)s[1] >= 0x80))
		return long_cluster(s, n, width);
	*width = c >= ' ' && c < 0x7f;
	return 1;
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
	if (text_fit(s, n, columns) == n) {
		buf_add(out, s, n);
		return;
	}
	if (columns == 0)
		return;
	buf_add(out, s, text_fit(s, n, columns - 1));
	buf_adds(out, utf8 ? "…" : "~");
}
