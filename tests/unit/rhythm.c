/*
 * rhythm.c - how often somebody comes: against sorting all of it, and against what the
 * manual promises: a holiday moves nothing, a new habit shows after five
 * visits, and how late is late goes by her own rhythm.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "practice/rhythm.h"
#include "random.h"
#include "util/base.h"

/* The value that has at least half of all at or below it, and is the smallest to do so. */
static int32_t plain_median(const int32_t *values, size_t n)
{
	int32_t best = INT32_MAX;

	for (size_t i = 0; i < n; i++) {
		size_t below = 0;

		for (size_t j = 0; j < n; j++)
			below += values[j] <= values[i];
		if (2 * below >= n && values[i] < best)
			best = values[i];
	}
	return best;
}

static void the_lower_middle_has_half_of_all_at_or_below_it(void **state)
{
	struct random r = {1};
	int32_t values[12], copy[12];

	(void)state;
	for (int i = 0; i < 50000; i++) {
		size_t n = 1 + random_below(&r, ARRAY_SIZE(values));

		for (size_t j = 0; j < n; j++)
			values[j] = random_below(&r, 50) == 0 ? INT32_MIN + 1
							      : random_between(&r, -5, 40);
		memcpy(copy, values, sizeof values);
		assert_int_equal(lower_median(copy, n), plain_median(values, n));
	}
}

/* All visits' intervals; the rhythm by the manual: the last nine, and below three the usual one. */
static int32_t plain_rhythm(const int32_t *days, size_t n, int32_t usual)
{
	int32_t counted[RHYTHM_INTERVALS + 1];
	size_t count = 0;
	int32_t middle;

	for (size_t i = n > 9 ? n - 9 : 0; i < n; i++)
		counted[count++] = days[i];
	if (n < 3)
		counted[count++] = usual;
	middle = plain_median(counted, count);
	return middle < 1 ? 1 : middle;
}

static void the_rhythm_is_the_middle_of_the_last_nine_intervals(void **state)
{
	struct random r = {2};
	int32_t days[40];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct intervals v = {{0}, 0};
		int32_t usual = random_between(&r, 0, 60);
		size_t n = random_below(&r, ARRAY_SIZE(days));

		for (size_t j = 0; j < n; j++) {
			days[j] = random_between(&r, 0, 60);
			intervals_add(&v, days[j]);
		}
		assert_int_equal(v.count, n);
		assert_int_equal(rhythm_of(&v, usual), plain_rhythm(days, n, usual));
	}
}

static struct intervals every(int32_t days, size_t times)
{
	struct intervals v = {{0}, 0};

	while (times-- > 0)
		intervals_add(&v, days);
	return v;
}

static void a_holiday_and_an_illness_do_not_move_it(void **state)
{
	(void)state;
	for (size_t before = 3; before < 15; before++) {
		struct intervals v = every(28, before);

		intervals_add(&v, 120);
		assert_int_equal(rhythm_of(&v, 14), 28);
		intervals_add(&v, 200);
		assert_int_equal(rhythm_of(&v, 14), 28);
	}
}

static void a_new_habit_shows_after_five_visits(void **state)
{
	struct intervals v = every(28, 20);

	(void)state;
	for (int visit = 1; visit <= 9; visit++) {
		intervals_add(&v, 14);
		assert_int_equal(rhythm_of(&v, 60), visit < 5 ? 28 : 14);
	}
	v = every(14, 20);
	for (int visit = 1; visit <= 9; visit++) {
		intervals_add(&v, 28);
		assert_int_equal(rhythm_of(&v, 60), visit < 5 ? 14 : 28);
	}
}

static void who_came_seldom_has_the_usual_rhythm_beside_her_own(void **state)
{
	static const struct {
		int32_t own, usual;
		size_t times;
		int32_t rhythm;
	} rows[] = {
		{14, 28, 0, 28}, /* once: the usual */
		{14, 28, 1, 14}, /* the shorter of two */
		{42, 28, 1, 28},
		{42, 28, 2, 42}, /* two against one */
		{42, 28, 3, 42},
		{0, 28, 9, 1},
		{-3, 28, 3, 1},
		{14, 0, 0, 1},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct intervals v = every(rows[i].own, rows[i].times);

		assert_int_equal(rhythm_of(&v, rows[i].usual), rows[i].rhythm);
	}
}

/* The last day on which each word holds, as mct-rebook(1) says it. */
static void how_late_goes_by_her_own_rhythm(void **state)
{
	static const struct {
		int32_t rhythm, due, overdue, slipping;
	} rows[] = {
		{1, 7, 14, 60},
		{14, 7, 14, 60},
		{28, 7, 28, 60},
		{31, 7, 31, 62},
		{32, 8, 32, 64},
		{60, 15, 60, 120},
		{90, 22, 90, 180},
		{365, 91, 365, 730},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		for (int32_t over = -400; over < 1000; over++) {
			enum lateness expected = over <= rows[i].due ? LATENESS_DUE
				: over <= rows[i].overdue            ? LATENESS_OVERDUE
				: over <= rows[i].slipping           ? LATENESS_SLIPPING
								     : LATENESS_LOST;

			assert_int_equal(lateness_of(over, rows[i].rhythm), expected);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_lower_middle_has_half_of_all_at_or_below_it),
		cmocka_unit_test(the_rhythm_is_the_middle_of_the_last_nine_intervals),
		cmocka_unit_test(a_holiday_and_an_illness_do_not_move_it),
		cmocka_unit_test(a_new_habit_shows_after_five_visits),
		cmocka_unit_test(who_came_seldom_has_the_usual_rhythm_beside_her_own),
		cmocka_unit_test(how_late_goes_by_her_own_rhythm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
