/*
 * segment.c - each client is of one kind: the limits of each, who is best, and that the
 * order in which clients come changes nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "random.h"
#include "util/base.h"
#include "value/segment.h"

static enum segment one(struct segment_facts f)
{
	/* Beside somebody of whom so much is expected that nobody else is best. */
	const struct segment_facts both[] = {
		{.visits = 99, .active = 1, .per_year = 50, .expected = 1e9}, f};
	enum segment found[2];

	assert_true(segments_find(both, 2, 6, found));
	assert_int_equal(found[0], SEGMENT_BEST);
	return found[1];
}

static void the_first_that_holds_is_hers(void **state)
{
	struct segment_facts f = {.visits = 20, .active = 0.9, .per_year = 6, .expected = 100};

	(void)state;
	assert_int_equal(one(f), SEGMENT_REGULAR);
	f.per_year = 5.9;
	assert_int_equal(one(f), SEGMENT_OCCASIONAL);
	f.per_year = NAN;
	assert_int_equal(one(f), SEGMENT_OCCASIONAL);
	f.per_year = 6;
	f.visits = 2;
	assert_int_equal(one(f), SEGMENT_NEW);
	f.active = 0.49;
	assert_int_equal(one(f), SEGMENT_SLIPPING_AWAY);
	f.active = 0.09;
	assert_int_equal(one(f), SEGMENT_IS_GONE);
	f.paused = true;
	assert_int_equal(one(f), SEGMENT_PAUSED);
	f.ended = true;
	assert_int_equal(one(f), SEGMENT_ENDED);
	f = (struct segment_facts){.active = NAN, .per_year = -1, .expected = NAN};
	assert_int_equal(one(f), SEGMENT_NEW);
}

static void the_best_are_those_who_bring_the_first_half(void **state)
{
	static const double expected[] = {100, 400, 300, 150, 50, 0, NAN};
	struct segment_facts f[ARRAY_SIZE(expected)];
	enum segment found[ARRAY_SIZE(expected)];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(f); i++)
		f[i] = (struct segment_facts){
			.visits = 9, .active = 1, .per_year = 9, .expected = expected[i]};
	assert_true(segments_find(f, ARRAY_SIZE(f), 6, found));
	for (size_t i = 0; i < ARRAY_SIZE(f); i++) /* 400 are not half of 1000; 700 are */
		assert_int_equal(found[i], expected[i] >= 300 ? SEGMENT_BEST : SEGMENT_REGULAR);
	assert_true(segments_find(f, 0, 6, found));
}

static void equal_ones_are_of_the_same_kind(void **state)
{
	struct segment_facts f[5];
	enum segment found[5];

	(void)state;
	for (size_t i = 0; i < 5; i++)
		f[i] = (struct segment_facts){
			.visits = 9, .active = 1, .per_year = 9, .expected = 100};
	assert_true(segments_find(f, 5, 6, found));
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(found[i], SEGMENT_BEST);
	f[0].expected = 1000;
	assert_true(segments_find(f, 5, 6, found));
	for (size_t i = 1; i < 5; i++)
		assert_int_equal(found[i], SEGMENT_REGULAR);
}

static void the_order_of_the_clients_changes_nothing(void **state)
{
	struct random r = {5};
	struct segment_facts f[30], swapped;
	enum segment before[30], after[30], kept;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		for (size_t i = 0; i < 30; i++)
			f[i] = (struct segment_facts){.visits = random_below(&r, 6),
				.active = random_below(&r, 11) / 10.0,
				.per_year = random_below(&r, 12),
				.expected = random_below(&r, 6) * 100.0,
				.paused = random_below(&r, 9) == 0};
		assert_true(segments_find(f, 30, 6, before));
		for (size_t i = 29; i > 0; i--) {
			size_t j = random_below(&r, (unsigned)i + 1);

			swapped = f[i];
			f[i] = f[j];
			f[j] = swapped;
			kept = before[i];
			before[i] = before[j];
			before[j] = kept;
		}
		assert_true(segments_find(f, 30, 6, after));
		for (size_t i = 0; i < 30; i++)
			assert_int_equal(before[i], after[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_that_holds_is_hers),
		cmocka_unit_test(the_best_are_those_who_bring_the_first_half),
		cmocka_unit_test(equal_ones_are_of_the_same_kind),
		cmocka_unit_test(the_order_of_the_clients_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
