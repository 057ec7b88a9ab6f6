/*
 * draw.c - small pictures: how long a bar is, that nothing and the most are drawn as
 * such, what is drawn where on a strip, and that ASCII has the same shape.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "draw.h"
#include "util/base.h"
#include "util/date.h"
#include "util/text.h"

static const struct term blocks = {.utf8 = true}, ascii = {.utf8 = false};

static void assert_bar(const struct term *term, double value, double most, enum draw_tone tone,
	const char *expected)
{
	struct buf out CLEANUP(buf_free) = {0};
	size_t columns = draw_bar(&out, term, value, most, 10, tone);

	assert_string_equal(buf_str(&out), expected);
	assert_int_equal(columns, text_width(buf_str(&out), out.len));
}

static void test_a_bar_is_as_long_as_its_value(void **state)
{
	(void)state;
	assert_bar(&blocks, 100, 100, DRAW_FULL, "██████████");
	assert_bar(&blocks, 50, 100, DRAW_FULL, "█████");
	assert_bar(&blocks, 52.5, 100, DRAW_FULL, "█████▎");
	assert_bar(&blocks, 99.9, 100, DRAW_FULL, "██████████");
	assert_bar(&ascii, 52.5, 100, DRAW_FULL, "#####");
	assert_bar(&blocks, 20, 100, DRAW_PALE, "░░");
	assert_bar(&ascii, 20, 100, DRAW_PALE, "--");
}

static void test_a_bar_shows_what_is_more_than_nothing(void **state)
{
	(void)state;
	assert_bar(&blocks, 0.001, 100, DRAW_FULL, "▏");
	assert_bar(&ascii, 0.001, 100, DRAW_FULL, "#");
	assert_bar(&blocks, 0, 100, DRAW_FULL, "");
	assert_bar(&blocks, -5, 100, DRAW_FULL, "");
	assert_bar(&blocks, NAN, 100, DRAW_FULL, "");
	assert_bar(&blocks, 5, 0, DRAW_FULL, "");
	assert_bar(&blocks, 500, 100, DRAW_FULL, "██████████");
}

static void assert_spark(
	const struct term *term, const double *values, size_t n, const char *expected)
{
	struct buf out CLEANUP(buf_free) = {0};

	draw_spark(&out, term, values, n);
	assert_string_equal(buf_str(&out), expected);
}

static void test_a_spark_line_begins_at_nothing(void **state)
{
	static const double near[] = {98, 99, 100}, rising[] = {0, 1, 2, 3, 4, 5, 6, 7},
			    gap[] = {4, NAN, 8}, none[] = {0, 0};

	(void)state;
	assert_spark(&blocks, near, 3, "███");
	assert_spark(&blocks, rising, 8, "▁▂▃▄▅▆▇█");
	assert_spark(&ascii, rising, 8, "_.:-=+*#");
	assert_spark(&blocks, gap, 3, "▅ █");
	assert_spark(&blocks, none, 2, "▁▁");
	assert_spark(&blocks, none, 0, "");
}

static void test_a_shade_is_darker_for_more(void **state)
{
	static const double shares[] = {0, 0.2, 0.5, 0.75, 0.9, 1, 1.5, NAN, -1};
	struct buf out CLEANUP(buf_free) = {0};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(shares); i++)
		draw_shade(&out, &blocks, shares[i]);
	assert_string_equal(buf_str(&out), " ░▒▓███  ");
	buf_clear(&out);
	for (size_t i = 0; i < ARRAY_SIZE(shares); i++)
		draw_shade(&out, &ascii, shares[i]);
	assert_string_equal(buf_str(&out), " .+*###  ");
}

static void test_a_strip_shows_the_greatest_mark_of_a_column(void **state)
{
	static const struct draw_event events[] = {{2, 20, DRAW_LINE}, {2, 2, DRAW_VISIT},
		{6, 6, DRAW_MISSED}, {7, 7, DRAW_VISIT}, {10, 11, DRAW_PAUSE},
		{14, 17, DRAW_OVERDUE}, {18, 18, DRAW_TODAY}, {19, 19, DRAW_BOOKED},
		{99, 99, DRAW_VISIT}};
	struct buf out CLEANUP(buf_free) = {0};

	(void)state;
	draw_strip(&out, &blocks, 0, 19, events, ARRAY_SIZE(events), 10);
	assert_string_equal(buf_str(&out), " ●·●·░·──○");
	buf_clear(&out);
	draw_strip(&out, &ascii, 0, 19, events, ARRAY_SIZE(events), 20);
	assert_string_equal(buf_str(&out), "  o...xo..~~..----|+");
	buf_clear(&out);
	draw_strip(&out, &ascii, 1, 3, events, ARRAY_SIZE(events), 6);
	assert_string_equal(buf_str(&out), "  oo..");
	buf_clear(&out);
	draw_strip(&out, &ascii, 3, 2, events, ARRAY_SIZE(events), 6);
	assert_string_equal(buf_str(&out), "");
}

static void test_months_stand_where_they_begin(void **state)
{
	int32_t from = date_make(2026, 1, 1), to = date_make(2026, 12, 31);
	struct buf out CLEANUP(buf_free) = {0};

	(void)state;
	draw_months(&out, from, to, 53);
	assert_string_equal(buf_str(&out), "J   F   M    A   M    J   J   A    S   O    N   D    ");
	buf_clear(&out);
	draw_months(&out, from, to, 12);
	assert_int_equal(out.len, 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_bar_is_as_long_as_its_value),
		cmocka_unit_test(test_a_bar_shows_what_is_more_than_nothing),
		cmocka_unit_test(test_a_spark_line_begins_at_nothing),
		cmocka_unit_test(test_a_shade_is_darker_for_more),
		cmocka_unit_test(test_a_strip_shows_the_greatest_mark_of_a_column),
		cmocka_unit_test(test_months_stand_where_they_begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
