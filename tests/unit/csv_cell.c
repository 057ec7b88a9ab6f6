/*
 * csv_cell.c - one cell, written and read back by a reader of RFC 4180 that is made
 * here: any text returns, and no spreadsheet takes what is written for a
 * formula.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "util/csv_cell.h"

/* What a reader of RFC 4180 gets out of a line that is one cell; fails where it is two, or none. */
static void read_cell(const struct buf *line, char delimiter, struct buf *out)
{
	const char *s = buf_str(line);
	size_t n = line->len;

	if (n == 0 || s[0] != '"') {
		for (size_t i = 0; i < n; i++)
			assert_true(
				s[i] != delimiter && s[i] != '"' && s[i] != '\n' && s[i] != '\r');
		assert_true(n == 0 || (s[0] != ' ' && s[0] != '\t'));
		assert_true(n == 0 || (s[n - 1] != ' ' && s[n - 1] != '\t'));
		buf_add(out, s, n);
		return;
	}
	assert_true(n >= 2 && s[n - 1] == '"');
	for (size_t i = 1; i < n - 1; i++) {
		buf_addc(out, s[i]);
		if (s[i] == '"')
			assert_true(++i < n - 1 && s[i] == '"');
	}
}

/* A sign, then digits, blanks, points and commas: what calculates nothing. */
static bool is_number(const char *s, size_t n)
{
	size_t rest = 0;

	while (rest + 1 < n && strchr("0123456789 .,", s[rest + 1]) != NULL && s[rest + 1] != '\0')
		rest++;
	return n > 1 && (s[0] == '+' || s[0] == '-') && rest == n - 1;
}

static void assert_returns(const char *s, size_t n, char delimiter)
{
	struct buf line CLEANUP(buf_free) = {0};
	struct buf cell CLEANUP(buf_free) = {0};
	char *exact = malloc(n > 0 ? n : 1); /* so that a sanitizer sees a byte too many */
	const char *got;
	size_t length;

	assert_non_null(exact);
	memcpy(exact, s, n);
	csv_add_cell(&line, exact, n, delimiter);
	free(exact);
	read_cell(&line, delimiter, &cell);
	got = buf_str(&cell);
	length = cell.len;
	if (length > 0 && strchr("=+-@\t\r", got[0]) != NULL && got[0] != '\0')
		assert_true(is_number(got, length));
	csv_unguard(&got, &length);
	assert_int_equal(length, n);
	assert_memory_equal(got, s, n);
}

static void any_text_returns_and_none_is_a_formula(void **state)
{
	static const char bytes[] = "''==+-@\t\r\n\"\",; a0.|\xc3\xa9";
	static const char delimiters[] = ",;\t|";
	struct random r = {1};
	char text[12];

	(void)state;
	for (int i = 0; i < 300000; i++) {
		size_t n = random_below(&r, sizeof text + 1);

		for (size_t j = 0; j < n; j++)
			text[j] = bytes[random_below(&r, sizeof bytes)]; /* NUL, too */
		assert_returns(text, n, delimiters[random_below(&r, 4)]);
	}
}

static void every_short_text_returns(void **state)
{
	static const char bytes[] = "'=+-\t\r\", 1x";
	size_t n = sizeof bytes - 1;

	(void)state;
	assert_returns("", 0, ',');
	for (size_t i = 0; i < n * n * n; i++) {
		const char text[] = {bytes[i / n / n], bytes[i / n % n], bytes[i % n]};

		assert_returns(text, 1, ',');
		assert_returns(text, 2, ',');
		assert_returns(text, 3, ',');
	}
}

static void a_cell_is_quoted_and_guarded_only_when_it_must_be(void **state)
{
	static const char *const rows[][2] = {
		{"", ""},
		{"plain text", "plain text"},
		{"a,b", "\"a,b\""},
		{"a;b", "a;b"},
		{"say \"hi\"", "\"say \"\"hi\"\"\""},
		{"\"", "\"\"\"\""},
		{"two\nlines", "\"two\nlines\""},
		{"cr\r", "\"cr\r\""},
		{" outer", "\" outer\""},
		{"outer ", "\"outer \""},
		{"=1+1", "'=1+1"},
		{"@sum", "'@sum"},
		{"-", "'-"},
		{"-x", "'-x"},
		{"-5.00", "-5.00"},
		{"+1 555 000 0000", "+1 555 000 0000"},
		{"+1 (555)", "'+1 (555)"},
		{"-2+3", "'-2+3"},
		{"'=x", "''=x"},
		{"'quoted", "'quoted"},
		{"=a,b", "\"'=a,b\""},
		{"\tx", "\"'\tx\""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct buf out CLEANUP(buf_free) = {0};

		csv_add_cell(&out, rows[i][0], strlen(rows[i][0]), ',');
		assert_string_equal(buf_str(&out), rows[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_text_returns_and_none_is_a_formula),
		cmocka_unit_test(every_short_text_returns),
		cmocka_unit_test(a_cell_is_quoted_and_guarded_only_when_it_must_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
