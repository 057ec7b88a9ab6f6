/*
 * text.c - human text: UTF-8 after the table of RFC 3629, columns of a terminal from
 * characters whose width is known, folding, safety, and likeness after the
 * plainest arithmetic there is for it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "random.h"
#include "utf8.h"
#include "util/text.h"

/* ---- UTF-8 ----------------------------------------------------------------------------------- */

static void assert_judged_alike(const char *s, size_t n)
{
	size_t good = 0, length, bad = SIZE_MAX;
	int32_t code = -1;

	while (good < n && s[good] != '\0' && (length = utf8_length(s + good, n - good)) > 0)
		good += length;
	assert_int_equal(text_is_utf8(s, n, &bad), good == n);
	assert_true(text_is_utf8(s, n, NULL) == (good == n));
	assert_true(bad == (good == n ? SIZE_MAX : good));
	if (n > 0)
		assert_int_equal(text_decode(s, n, &code), utf8_length(s, n));
}

static void bytes_are_utf8_exactly_as_the_standard_says(void **state)
{
	static const unsigned char edges[] = {0, 1, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0,
		0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5,
		0xff};
	size_t n = ARRAY_SIZE(edges);

	(void)state;
	for (size_t i = 0; i < 65536; i++)
		assert_judged_alike((char[]){(char)(i >> 8), (char)i}, i < 256 ? 1 : 2);
	for (size_t i = 0; i < n * n * n * n; i++) {
		const char bytes[] = {(char)edges[i / (n * n * n)], (char)edges[i / (n * n) % n],
			(char)edges[i / n % n], (char)edges[i % n]};

		assert_judged_alike(bytes, 4);
		assert_judged_alike(bytes, 3);
	}
}

static void every_code_point_is_decoded_to_itself(void **state)
{
	struct buf out CLEANUP(buf_free) = {0};

	(void)state;
	for (unsigned code = 1; code < 0x110000; code++) {
		bool surrogate = code >= 0xd800 && code < 0xe000;
		int32_t read = -1;

		buf_clear(&out);
		utf8_add(&out, code);
		assert_int_equal(text_decode(out.data, out.len, &read), surrogate ? 0 : out.len);
		if (!surrogate)
			assert_int_equal(read, code);
	}
}

static void words_are_the_same_without_regard_to_ascii_case(void **state)
{
	(void)state;
	assert_true(text_same("Noon", 4, "noon"));
	assert_true(text_same("NOONish", 4, "noon"));
	assert_true(text_same("", 0, ""));
	assert_false(text_same("noo", 3, "noon"));
	assert_false(text_same("noons", 5, "noon"));
	assert_false(text_same("n\0on", 4, "n"));
	assert_false(text_same("\xc3\x84", 2, "\xc3\xa4"));
}

/* ---- trimming -------------------------------------------------------------------------------- */

static void blanks_go_from_both_ends_and_from_nowhere_else(void **state)
{
	static const char *const blanks[] = {" ", "\t", "\n", "\r", "\v", "\f", "\u00a0"};
	static const char *const middles[] = {"", "x", "x y", "é", "x\u00a0y", "\xa0", "\xc2", "à",
		"\u200b", "\x01", "世 世", "\xff"};
	struct random r = {1};

	(void)state;
	for (int i = 0; i < 20000; i++) {
		const char *middle = middles[random_below(&r, ARRAY_SIZE(middles))], *s;
		struct buf text CLEANUP(buf_free) = {0};
		size_t n, front;

		for (unsigned k = random_below(&r, 4); k > 0; k--)
			buf_adds(&text, blanks[random_below(&r, ARRAY_SIZE(blanks))]);
		front = text.len;
		buf_adds(&text, middle);
		for (unsigned k = random_below(&r, 4); k > 0; k--)
			buf_adds(&text, blanks[random_below(&r, ARRAY_SIZE(blanks))]);
		s = buf_str(&text);
		n = text.len;
		text_trim(&s, &n);
		assert_int_equal(n, strlen(middle));
		assert_memory_equal(s, middle, n);
		assert_true(n == 0 || s == text.data + front);
	}
}

/* ---- columns --------------------------------------------------------------------------------- */

/* What readers see as one character, with the columns that it takes. */
static const struct {
	const char *s;
	size_t columns;
} characters[] = {
	{"a", 1},
	{"~", 1},
	{" ", 1},
	{"é", 1},
	{"e\u0301", 1},
	{"e\u0301\u0323\u0302", 1},
	{"ß", 1},
	{"Ж", 1},
	{"€", 1},
	{"—", 1},
	{"\u00a0", 1},
	{"界", 2},
	{"林", 2},
	{"한", 2},
	{"\u1112\u1161\u11ab", 2},
	{"Ａ", 2},
	{"ｱ", 1},
	{"👍", 2},
	{"👍🏽", 2},
	{"👩🏽‍💻", 2},
	{"👨‍👩‍👧‍👦", 2},
	{"🇩🇪", 2},
	{"❤\ufe0f", 2},
	{"\x01", 0},
	{"\x1b", 0},
	{"\x7f", 0},
	{"\xff", 1},
};

static void a_text_takes_the_columns_of_its_characters(void **state)
{
	struct random r = {2};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(characters); i++)
		if (text_width(characters[i].s, strlen(characters[i].s)) != characters[i].columns)
			fail_msg("\"%s\" takes %zu columns", characters[i].s,
				text_width(characters[i].s, strlen(characters[i].s)));
	for (int i = 0; i < 20000; i++) {
		struct buf text CLEANUP(buf_free) = {0};
		size_t columns = 0;

		for (unsigned n = random_below(&r, 12); n > 0; n--) {
			size_t c = random_below(&r, ARRAY_SIZE(characters));

			buf_adds(&text, characters[c].s);
			columns += characters[c].columns;
		}
		assert_int_equal(text_width(buf_str(&text), text.len), columns);
	}
}

/* Random characters; ends[i] and widths[i] are bytes and columns of the first i + 1. */
static size_t some_characters(
	struct random *r, struct buf *text, size_t ends[static 16], size_t widths[static 16])
{
	size_t count = random_below(r, 16), columns = 0;

	for (size_t i = 0; i < count; i++) {
		size_t c = random_below(r, ARRAY_SIZE(characters));

		buf_adds(text, characters[c].s);
		columns += characters[c].columns;
		ends[i] = text->len;
		widths[i] = columns;
	}
	return count;
}

static void what_fits_is_the_most_and_cuts_no_character(void **state)
{
	struct random r = {3};
	size_t ends[16], widths[16];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct buf text CLEANUP(buf_free) = {0};
		size_t count = some_characters(&r, &text, ends, widths), fits = 0;
		size_t columns = random_below(&r, 24);

		for (size_t c = 0; c < count && widths[c] <= columns; c++)
			fits = ends[c];
		assert_int_equal(text_fit(buf_str(&text), text.len, columns), fits);
	}
}

static void what_is_cut_to_columns_ends_in_a_mark(void **state)
{
	struct random r = {4};
	size_t ends[16], widths[16];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct buf text CLEANUP(buf_free) = {0};
		struct buf expected CLEANUP(buf_free) = {0};
		struct buf out CLEANUP(buf_free) = {0};
		size_t count = some_characters(&r, &text, ends, widths), fits = 0;
		size_t columns = random_below(&r, 24);
		bool utf8 = random_below(&r, 2);

		for (size_t c = 0; c < count && widths[c] + 1 <= columns; c++)
			fits = ends[c];
		if (count == 0 || widths[count - 1] <= columns)
			buf_add(&expected, buf_str(&text), text.len);
		else if (columns > 0) {
			buf_add(&expected, buf_str(&text), fits);
			buf_adds(&expected, utf8 ? "…" : "~");
		}
		text_add_fitted(&out, buf_str(&text), text.len, columns, utf8);
		assert_string_equal(buf_str(&out), buf_str(&expected));
		assert_true(text_width(buf_str(&out), out.len) <= columns);
	}
}

/* ---- safety ---------------------------------------------------------------------------------- */

static void every_code_point_that_a_terminal_obeys_is_spelled_out(void **state)
{
	struct buf s CLEANUP(buf_free) = {0};
	struct buf out CLEANUP(buf_free) = {0};
	char spelled[16];

	(void)state;
	for (unsigned code = 0; code < 0x3000; code++) {
		bool control = code < 0x20 || (code >= 0x7f && code <= 0x9f);
		bool turns = code == 0x2028 || code == 0x2029 ||
			(code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);

		for (int keep = 0; keep < 2; keep++) {
			bool kept = keep && (code == '\n' || code == '\t');

			buf_clear(&s);
			buf_clear(&out);
			utf8_add(&s, code);
			text_add_safe(&out, s.data, s.len, keep);
			snprintf(spelled, sizeof spelled, control ? "\\x%02x" : "\\u%04x", code);
			assert_string_equal(
				buf_str(&out), (control || turns) && !kept ? spelled : s.data);
		}
	}
}

static void any_bytes_become_safe_text_and_the_rest_stays(void **state)
{
	struct random r = {5};

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct buf text CLEANUP(buf_free) = {0};
		struct buf out CLEANUP(buf_free) = {0};
		struct buf again CLEANUP(buf_free) = {0};

		random_text(&r, 12, true, &text);
		text_add_safe(&out, buf_str(&text), text.len, false);
		assert_true(text_is_utf8(buf_str(&out), out.len, NULL));
		for (size_t j = 0; j < out.len; j++)
			assert_true((unsigned char)out.data[j] >= ' ' && out.data[j] != 0x7f);
		text_add_safe(&again, buf_str(&out), out.len, false);
		assert_string_equal(buf_str(&again), buf_str(&out));
	}
}

static void what_is_unsafe_is_replaced_in_place(void **state)
{
	static const char text[] = "a\x1b[31mé\xff世\xe2\x82\u202e\nz";
	struct buf out CLEANUP(buf_free) = {0};

	(void)state;
	text_add_safe(&out, text, sizeof text - 1, false);
	assert_string_equal(buf_str(&out), "a\\x1b[31mé\\xff世\\xe2\\x82\\u202e\\x0az");
}

/* ---- folding --------------------------------------------------------------------------------- */

static void fold(const char *s, size_t n, struct buf *out)
{
	buf_clear(out);
	text_fold(s, n, out);
}

static void texts_fold_to_how_they_are_searched(void **state)
{
	static const char *const rows[][2] = {
		{"García-López, José", "garcia lopez jose"},
		{"O'Neil", "oneil"},
		{"O\u2019Neil", "oneil"},
		{"O`Neil", "oneil"},
		{"  Dana \t  Whitfield\n", "dana whitfield"},
		{"STRASSE", "strasse"},
		{"Straße", "strasse"},
		{"Bjørn Łukasz", "bjorn lukasz"},
		{"Æsop Œuvre", "aesop oeuvre"},
		{"Đặng Þór Ħal ŋ", "dang thor hal n"},
		{"İstanbul ısı", "istanbul isi"},
		{"ΣΊΣΥΦΟΣ", "σισυφοσ"},
		{"Ёлка", "елка"},
		{"ﬁnd Ⅳ ２", "find iv 2"},
		{"E\u0301cole", "ecole"},
		{"no-show NO_SHOW No show", "no show no show no show"},
		{"a.b@c.d", "a b c d"},
		{"$5 ^ 😀", "$5 ^ 😀"},
		{"a+b<c=d>e|f~g", "a b c d e f g"},
		{"...", ""},
		{"", ""},
		{"'", ""},
		{"a\u00a0b\u2003c\u2014d", "a b c d"},
		{"a\xff"
		 "b",
			"a\xff"
			"b"},
	};
	struct buf out CLEANUP(buf_free) = {0};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		fold(rows[i][0], strlen(rows[i][0]), &out);
		assert_string_equal(buf_str(&out), rows[i][1]);
	}
}

/* Any text folds to the same with its map, and every folded byte comes from a character that is at
 * or behind the one before. */
static void folded_bytes_know_where_they_come_from(void **state)
{
	static const char *const pieces[] = {
		"a", "Z", " ", "'", ",", "é", "e\u0301", "ß", "Æ", "ﬁ", "世", "😀", "\u2019", "\xff"};
	struct random r = {7};
	struct buf text CLEANUP(buf_free) = {0};
	struct buf plain CLEANUP(buf_free) = {0};
	struct buf mapped CLEANUP(buf_free) = {0};
	struct buf map CLEANUP(buf_free) = {0};

	(void)state;
	for (int i = 0; i < 5000; i++) {
		const uint32_t *from;

		buf_clear(&text);
		buf_clear(&mapped);
		buf_clear(&map);
		for (unsigned n = random_below(&r, 12); n > 0; n--)
			buf_adds(&text, pieces[random_below(&r, ARRAY_SIZE(pieces))]);
		fold(buf_str(&text), text.len, &plain);
		text_fold_map(buf_str(&text), text.len, &mapped, &map);
		assert_string_equal(buf_str(&mapped), buf_str(&plain));
		assert_int_equal(map.len, mapped.len * sizeof *from);
		from = (const uint32_t *)(const void *)map.data;
		for (size_t b = 0; b < mapped.len; b++) {
			assert_true(from[b] < text.len && (b == 0 || from[b] >= from[b - 1]));
			assert_true((text.data[from[b]] & 0xc0) != 0x80);
			if (text_lower(text.data[from[b]]) == 'z' || text.data[from[b]] == 'a')
				assert_true(mapped.data[b] == ' ' ||
					mapped.data[b] == text_lower(text.data[from[b]]));
		}
	}
	buf_clear(&mapped);
	buf_clear(&map);
	text_fold_map("Æ, b", 5, &mapped, &map);
	assert_string_equal(buf_str(&mapped), "ae b");
	assert_memory_equal(map.data, ((const uint32_t[]){0, 0, 4, 4}), 4 * sizeof(uint32_t));
}

static void ascii_folds_by_its_kind(void **state)
{
	struct buf out CLEANUP(buf_free) = {0};

	(void)state;
	for (int c = 0; c < 128; c++) {
		char text[] = {'x', (char)c, 'y'}, expected[] = {'x', (char)c, 'y', '\0'};

		if (c >= 'A' && c <= 'Z')
			expected[1] = (char)(c + 32);
		else if (c == '\'' || c == '`')
			memcpy(expected, "xy", 3);
		else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '$' ||
				 c == '^'))
			expected[1] = ' ';
		fold(text, 3, &out);
		assert_string_equal(buf_str(&out), expected);
	}
}

static void what_is_folded_folds_to_itself(void **state)
{
	struct buf s CLEANUP(buf_free) = {0};
	struct buf once CLEANUP(buf_free) = {0};
	struct buf twice CLEANUP(buf_free) = {0};

	(void)state;
	for (unsigned code = 1; code < 0x30000; code++) {
		if (code >= 0xd800 && code < 0xe000)
			continue;
		buf_clear(&s);
		buf_addc(&s, 'x');
		utf8_add(&s, code);
		buf_addc(&s, 'Y');
		fold(s.data, s.len, &once);
		fold(once.data, once.len, &twice);
		if (strcmp(once.data, buf_str(&twice)) != 0)
			fail_msg("U+%04X folds to \"%s\", that to \"%s\"", code, once.data,
				buf_str(&twice));
	}
}

/* A letter typed as one code point or as a letter and its marks is the same letter; but the iota
 * below a Greek vowel (U+0345) is a letter of its own in capitals. */
static void composed_and_decomposed_text_fold_alike(void **state)
{
	struct buf s CLEANUP(buf_free) = {0};
	struct buf one CLEANUP(buf_free) = {0};
	struct buf other CLEANUP(buf_free) = {0};

	(void)state;
	for (unsigned code = 1; code < 0x30000; code++) {
		utf8proc_uint8_t *apart;

		if (code >= 0xd800 && code < 0xe000)
			continue;
		buf_clear(&s);
		utf8_add(&s, code);
		apart = utf8proc_NFD((const utf8proc_uint8_t *)s.data);
		assert_non_null(apart);
		fold(s.data, s.len, &one);
		fold((const char *)apart, strlen((const char *)apart), &other);
		if (strcmp(buf_str(&one), buf_str(&other)) != 0 &&
			strstr((const char *)apart, "\xcd\x85") == NULL)
			fail_msg("U+%04X folds to \"%s\", decomposed to \"%s\"", code,
				buf_str(&one), buf_str(&other));
		free(apart);
	}
}

static void folded_text_has_single_blanks_between_its_words(void **state)
{
	struct random r = {6};

	(void)state;
	for (int i = 0; i < 30000; i++) {
		struct buf text CLEANUP(buf_free) = {0};
		struct buf out CLEANUP(buf_free) = {0};

		random_text(&r, 40, i % 2, &text);
		text_fold(buf_str(&text), text.len, &out);
		assert_null(strstr(buf_str(&out), "  "));
		assert_true(out.len == 0 || (out.data[0] != ' ' && out.data[out.len - 1] != ' '));
		for (size_t j = 0; j < out.len; j++)
			assert_true((unsigned char)out.data[j] >= ' ' &&
				!(out.data[j] >= 'A' && out.data[j] <= 'Z'));
	}
}

/* The same text in pieces of any length: blocks of the fast way must not show. */
static void long_ascii_folds_like_short(void **state)
{
	static const char bytes[] = "aB3 -'.Z";
	struct random r = {7};
	char text[300], expected[600];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		size_t n = random_below(&r, sizeof text), at = 0;
		struct buf out CLEANUP(buf_free) = {0};
		bool space = false;

		for (size_t j = 0; j < n; j++) {
			char c = text[j] = bytes[random_below(&r, sizeof bytes - 1)];

			space = space || c == ' ' || c == '-' || c == '.';
			if (c == ' ' || c == '-' || c == '.' || c == '\'')
				continue;
			if (space && at > 0)
				expected[at++] = ' ';
			expected[at++] = text_lower(c);
			space = false;
		}
		expected[at] = '\0';
		text_fold(text, n, &out);
		assert_string_equal(buf_str(&out), expected);
	}
}

/* ---- likeness -------------------------------------------------------------------------------- */

/* The whole table, cell by cell, after the definition. */
static unsigned plain_distance(const unsigned *a, int n, const unsigned *b, int m)
{
	unsigned d[16][16];

	for (int i = 0; i <= n; i++) {
		for (int j = 0; j <= m; j++) {
			unsigned best = i == 0 ? (unsigned)j : (unsigned)i;

			if (i > 0 && j > 0) {
				best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
				best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
				best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
			}
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
				d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	}
	return d[n][m];
}

static void distance_is_that_of_the_plain_table(void **state)
{
	static const unsigned letters[] = {'a', 'b', 'c', 0xe9, 0x4e16, 0x1f600};
	struct random r = {8};

	(void)state;
	for (int i = 0; i < 100000; i++) {
		unsigned codes[2][15], most = random_below(&r, 8), expected;
		int n[2];
		struct buf texts[2] = {{0}, {0}};

		for (int t = 0; t < 2; t++) {
			n[t] = random_between(&r, 0, 10);
			for (int j = 0; j < n[t]; j++) {
				codes[t][j] = letters[random_below(&r, ARRAY_SIZE(letters))];
				utf8_add(&texts[t], codes[t][j]);
			}
		}
		expected = plain_distance(codes[0], n[0], codes[1], n[1]);
		if (expected > most)
			expected = most + 1;
		assert_int_equal(
			text_distance(buf_str(&texts[0]), buf_str(&texts[1]), most), expected);
		buf_free(&texts[0]);
		buf_free(&texts[1]);
	}
}

static void very_long_texts_are_alike_only_when_equal(void **state)
{
	struct buf a CLEANUP(buf_free) = {0};
	struct buf b CLEANUP(buf_free) = {0};

	(void)state;
	buf_pad(&a, 'a', 128);
	buf_pad(&b, 'a', 127);
	buf_addc(&b, 'b');
	assert_int_equal(text_distance(a.data, b.data, 3), 1);
	buf_addc(&a, 'x');
	buf_addc(&b, 'x');
	assert_int_equal(text_distance(a.data, b.data, 3), 4);
	assert_int_equal(text_distance(a.data, a.data, 3), 0);
}

static void a_typo_finds_what_was_meant(void **state)
{
	static const char *const candidates[] = {
		"list", "rebook", "partner", "late_minutes", "external_id", "list", "tip", NULL};
	static const char *const none[] = {NULL};
	static const char *const rows[][2] = {{"lsit", "list"}, {"LIST", "list"}, {"lost", "list"},
		{"lossst", NULL}, {"rebok", "rebook"}, {"rbeok", "rebook"}, {"rebbbook", "rebook"},
		{"rebbbbbook", NULL}, {"late-minute", "late_minutes"}, {"late", "late_minutes"},
		{"la", NULL}, {"ext", "external_id"}, {"exterl_ddd", NULL},
		{"externl_iid", "external_id"}, {"tp", "tip"}, {"ti", "tip"}, {"", NULL},
		{"'", NULL}, {"zzz", NULL}};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *near = text_nearest(rows[i][0], candidates);

		if ((near == NULL) != (rows[i][1] == NULL) ||
			(near != NULL && strcmp(near, rows[i][1]) != 0))
			fail_msg("\"%s\" finds %s", rows[i][0], near != NULL ? near : "nothing");
	}
	assert_ptr_equal(text_nearest("list", candidates), candidates[0]);
	assert_null(text_nearest("list", none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_utf8_exactly_as_the_standard_says),
		cmocka_unit_test(every_code_point_is_decoded_to_itself),
		cmocka_unit_test(words_are_the_same_without_regard_to_ascii_case),
		cmocka_unit_test(blanks_go_from_both_ends_and_from_nowhere_else),
		cmocka_unit_test(a_text_takes_the_columns_of_its_characters),
		cmocka_unit_test(what_fits_is_the_most_and_cuts_no_character),
		cmocka_unit_test(what_is_cut_to_columns_ends_in_a_mark),
		cmocka_unit_test(every_code_point_that_a_terminal_obeys_is_spelled_out),
		cmocka_unit_test(any_bytes_become_safe_text_and_the_rest_stays),
		cmocka_unit_test(what_is_unsafe_is_replaced_in_place),
		cmocka_unit_test(texts_fold_to_how_they_are_searched),
		cmocka_unit_test(folded_bytes_know_where_they_come_from),
		cmocka_unit_test(ascii_folds_by_its_kind),
		cmocka_unit_test(what_is_folded_folds_to_itself),
		cmocka_unit_test(composed_and_decomposed_text_fold_alike),
		cmocka_unit_test(folded_text_has_single_blanks_between_its_words),
		cmocka_unit_test(long_ascii_folds_like_short),
		cmocka_unit_test(distance_is_that_of_the_plain_table),
		cmocka_unit_test(very_long_texts_are_alike_only_when_equal),
		cmocka_unit_test(a_typo_finds_what_was_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
