/*
 * noshow_rule.c - to charge or to let off: the two clients of the story, each ground on its
 * own, what is not known, and that more in her favour never turns it against her.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "random.h"
#include "util/base.h"
#include "value/middle.h"
#include "value/noshow_rule.h"

static const struct noshow_rule usual = {
	.regular = 6, .late = 33, .free = 1, .share = 25, .notice = 24};
/* Ten visits a year for three years, usually on time, an hour at 70 and a tip of 10. */
static const struct noshow_facts valued = {.visits = 30,
	.per_year = 10,
	.late_share = 2 / 30.0,
	.fee = 7000,
	.expected = 80000,
	.notice = NAN};
/* Twice a year for half an hour, no tip, typically late. */
static const struct noshow_facts seldom = {.visits = 6,
	.per_year = 2,
	.late_share = 4 / 6.0,
	.fee = 3500,
	.expected = 7000,
	.notice = NAN};

static void the_two_clients_of_the_story_come_out_differently(void **state)
{
	struct noshow_verdict v = noshow_judge(&usual, &valued);

	(void)state;
	assert_true(v.waive);
	assert_true(fabs(v.fee_share - 0.0875) < 1e-12);
	v = noshow_judge(&usual, &seldom);
	assert_false(v.waive);
	assert_int_equal(v.grounds[GROUND_REGULAR], SPEAKS_AGAINST_HER);
	assert_int_equal(v.grounds[GROUND_ON_TIME], SPEAKS_AGAINST_HER);
	assert_int_equal(v.grounds[GROUND_EARLIER], SPEAKS_FOR_HER);
	assert_int_equal(v.grounds[GROUND_STAKE], SPEAKS_AGAINST_HER);
}

static void each_ground_alone_turns_it_against_her(void **state)
{
	struct noshow_facts f;

	(void)state;
#define AGAINST(member, number, ground)                                                            \
	f = valued;                                                                                \
	f.member = (number);                                                                       \
	assert_false(noshow_judge(&usual, &f).waive);                                              \
	assert_int_equal(noshow_judge(&usual, &f).grounds[ground], SPEAKS_AGAINST_HER)
	AGAINST(visits, 5, GROUND_REGULAR);
	AGAINST(per_year, 5.9, GROUND_REGULAR);
	AGAINST(per_year, NAN, GROUND_REGULAR);
	AGAINST(late_share, 0.34, GROUND_ON_TIME);
	AGAINST(earlier, 1, GROUND_EARLIER);
	AGAINST(fee, 20001, GROUND_STAKE);
	AGAINST(expected, 0, GROUND_STAKE);
#undef AGAINST
}

static void what_is_at_the_limit_still_speaks_for_her(void **state)
{
	struct noshow_facts f = {.visits = 6,
		.per_year = 6,
		.late_share = 0.33,
		.fee = 25,
		.expected = 100,
		.notice = 60};

	(void)state;
	assert_true(noshow_judge(&usual, &f).waive);
}

static void what_is_not_known_speaks_neither_way(void **state)
{
	struct noshow_facts f = valued;
	struct noshow_verdict v;

	(void)state;
	f.late_share = f.fee = NAN;
	v = noshow_judge(&usual, &f);
	assert_true(v.waive);
	assert_int_equal(v.grounds[GROUND_ON_TIME], SPEAKS_NEITHER_WAY);
	assert_int_equal(v.grounds[GROUND_STAKE], SPEAKS_NEITHER_WAY);
	assert_true(isnan(v.fee_share));
	f.fee = 0;
	f.expected = 0;
	assert_true(noshow_judge(&usual, &f).fee_share == 0);
}

static void who_called_it_off_in_time_is_let_off_whoever_she_is(void **state)
{
	struct noshow_facts f = seldom;

	(void)state;
	f.notice = 24 * 60;
	assert_true(noshow_judge(&usual, &f).waive);
	f.notice--;
	assert_false(noshow_judge(&usual, &f).waive);
}

static double share(struct random *r)
{
	return random_below(r, 1000) / 1000.0;
}

static void more_in_her_favour_never_turns_it_against_her(void **state)
{
	struct random r = {3};
	int let_off = 0;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		struct noshow_facts f = {.visits = random_below(&r, 20),
			.per_year = random_below(&r, 120) / 10.0,
			.late_share = share(&r),
			.earlier = random_below(&r, 3),
			.fee = random_below(&r, 100),
			.expected = random_below(&r, 1000),
			.notice = random_below(&r, 1700)};
		struct noshow_facts better = f;

		switch (random_below(&r, 6)) {
		case 0:
			better.visits++;
			break;
		case 1:
			better.per_year++;
			break;
		case 2:
			better.late_share *= share(&r);
			break;
		case 3:
			better.earlier = 0;
			break;
		case 4:
			better.expected++;
			break;
		default:
			better.notice++;
			break;
		}
		if (!noshow_judge(&usual, &f).waive)
			continue;
		let_off++;
		assert_true(noshow_judge(&usual, &better).waive);
	}
	assert_true(let_off > 1000 && let_off < 99000);
}

static void the_middle_is_somebodys_and_unknown_ones_do_not_count(void **state)
{
	double odd[] = {9, NAN, 1, 5}, even[] = {4, 1, 3, 2}, none[] = {NAN, NAN};

	(void)state;
	assert_true(middle_of(odd, 4) == 5);
	assert_true(middle_of(even, 4) == 2);
	assert_true(isnan(middle_of(none, 2)));
	assert_true(isnan(middle_of(none, 0)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_two_clients_of_the_story_come_out_differently),
		cmocka_unit_test(each_ground_alone_turns_it_against_her),
		cmocka_unit_test(what_is_at_the_limit_still_speaks_for_her),
		cmocka_unit_test(what_is_not_known_speaks_neither_way),
		cmocka_unit_test(who_called_it_off_in_time_is_let_off_whoever_she_is),
		cmocka_unit_test(more_in_her_favour_never_turns_it_against_her),
		cmocka_unit_test(the_middle_is_somebodys_and_unknown_ones_do_not_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
