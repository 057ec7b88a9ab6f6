/*
 * text_fold.c - text as it is compared and searched: without case, accents and
 * punctuation. It runs for every name of an import, so ASCII goes
 * through one table, a block at a time.
 */
#include "util/text.h"

#include <string.h>
#include <utf8proc.h>

/* What an ASCII character folds to: itself, its small letter, a blank, or nothing (NUL). */
static const char ascii_folded[] = "                                "
				   "    $  \0        "
				   "0123456789      "
				   " abcdefghijklmnopqrstuvwxyz   ^ "
				   "\0abcdefghijklmnopqrstuvwxyz     ";

/* Letters that Unicode does not take apart, as people without them on the keyboard write them. */
static const struct {
	int32_t code;
	const char *letters;
} spelled_out[] = {
	{0xdf, "ss"},
	{0xe6, "ae"},
	{0xf0, "d"},
	{0xf8, "o"},
	{0xfe, "th"},
	{0x111, "d"},
	{0x127, "h"},
	{0x131, "i"},
	{0x138, "k"},
	{0x142, "l"},
	{0x14b, "n"},
	{0x153, "oe"},
	{0x167, "t"},
	{0x180, "b"},
	{0x19a, "l"},
	{0x1b6, "z"},
	{0x1e5, "g"},
	{0x23c, "c"},
	{0x247, "e"},
	{0x249, "j"},
	{0x24d, "r"},
	{0x24f, "y"},
	{0x259, "e"},
	{0x268, "i"},
	{0x289, "u"},
	{0x2c65, "a"},
	{0x2c66, "t"},
};

struct folder {
	struct buf *out;
	bool any;   /* something was written, so a blank may follow it */
	bool space; /* a blank is due before the next character */
};

static void put(struct folder *f, const void *bytes, size_t n)
{
	if (f->space)
		buf_addc(f->out, ' ');
	buf_add(f->out, bytes, n);
	f->space = false;
	f->any = true;
}

/* The ASCII at the front of s; the number of bytes taken. */
static size_t fold_ascii(struct folder *f, const char *s, size_t n)
{
	char block[64];
	size_t filled = 0, i;

	for (i = 0; i < n && (unsigned char)s[i] < 0x80; i++) {
		char c = ascii_folded[(unsigned char)s[i]];

		if (c == ' ')
			f->space = f->any;
		if (c == ' ' || c == '\0')
			continue;
		if (filled + 2 > sizeof block) {
			buf_add(f->out, block, filled);
			filled = 0;
		}
		if (f->space)
			block[filled++] = ' ';
		block[filled++] = c;
		f->space = false;
		f->any = true;
	}
	if (filled > 0)
		buf_add(f->out, block, filled);
	return i;
}

static bool is_apostrophe(int32_t code)
{
	return code == 0xb4 || code == 0x2bb || code == 0x2bc || code == 0x2018 || code == 0x2019;
}

static bool is_blank(utf8proc_category_t category)
{
	return category == UTF8PROC_CATEGORY_CC ||
		(category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO) ||
		(category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP);
}

static bool is_dropped(utf8proc_category_t category)
{
	return category == UTF8PROC_CATEGORY_CF ||
		(category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME);
}

/* One code point that is decomposed already. */
static void fold_part(struct folder *f, int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);
	utf8proc_uint8_t bytes[4];

	if (code < 0x80) {
		fold_ascii(f, &(char){(char)code}, 1);
		return;
	}
	if (is_apostrophe(code) || is_dropped(category))
		return;
	if (is_blank(category)) {
		f->space = f->any;
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(spelled_out); i++) {
		if (spelled_out[i].code == code) {
			put(f, spelled_out[i].letters, strlen(spelled_out[i].letters));
			return;
		}
	}
	put(f, bytes, (size_t)utf8proc_encode_char(code, bytes));
}

/* The character beyond ASCII at the front of s; the number of bytes taken. */
static size_t fold_other(struct folder *f, const char *s, size_t n)
{
	int32_t code, parts[32];
	size_t length = text_decode(s, n, &code);
	utf8proc_ssize_t count;
	int boundary = 0;

	if (length == 0) {
		put(f, s, 1);
		return 1;
	}
	/* U+00B4 would decompose into a blank and a mark. */
	if (is_apostrophe(code))
		return length;
	count = utf8proc_decompose_char(code, parts, ARRAY_SIZE(parts),
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK,
		&boundary);
	for (utf8proc_ssize_t i = 0; i < count; i++)
		fold_part(f, parts[i]);
	return length;
}

void text_fold(const char *s, size_t n, struct buf *out)
{
	struct folder f = {.out = out};
	size_t i = 0;

	while (i < n) {
		i += fold_ascii(&f, s + i, n - i);
		if (i < n)
			i += fold_other(&f, s + i, n - i);
	}
}

void text_fold_map(const char *s, size_t n, struct buf *out, struct buf *from)
{
	struct folder f = {.out = out};
	size_t i = 0;

	while (i < n) {
		size_t before = out->len;
		size_t length = (unsigned char)s[i] < 0x80 ? fold_ascii(&f, s + i, 1)
							   : fold_other(&f, s + i, n - i);

		for (; before < out->len; before++)
			buf_add(from, &(uint32_t){(uint32_t)i}, sizeof(uint32_t));
		i += length;
	}
}
