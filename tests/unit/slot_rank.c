/*
 * slot_rank.c - habits and the points of a free hour: what counts how much, what is not
 * known, and the order in which the practice wants them.
 */
#include "store/handle.h" /* before cmocka.h, which has a fail() of its own */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "random.h"
#include "util/base.h"
#include "util/ranking.h"
#include "value/habit.h"
#include "value/slot_rank.h"

#define NEAR(a, b) assert_true(fabs((a) - (b)) < 1e-9)

/* ---- habits ---------------------------------------------------------------------------------- */

static struct habit_visit visit(int32_t day, int minute)
{
	return (struct habit_visit){
		.day = day, .minute = (int16_t)minute, .minutes = 60, .notice = -1, .feel = -1};
}

static void the_latest_visits_count_in_whatever_order_they_come(void **state)
{
	struct random r = {7};
	int32_t days[40];

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct habit h = {.count = 0};

		for (int32_t i = 0; i < 40; i++)
			days[i] = i;
		for (unsigned i = 39; i > 0; i--) {
			unsigned j = random_below(&r, i + 1);
			int32_t swapped = days[i];

			days[i] = days[j];
			days[j] = swapped;
		}
		for (size_t i = 0; i < 40; i++) {
			struct habit_visit v = visit(days[i], 600);

			habit_add(&h, &v);
		}
		assert_int_equal(h.count, HABIT_VISITS);
		for (size_t i = 0; i < HABIT_VISITS; i++)
			assert_int_equal(h.visits[i].day, 40 - HABIT_VISITS + (int)i);
	}
}

/* Day 3 is a Sunday, as 1970-01-01 was a Thursday. */
static struct habit four_visits(void)
{
	static const int minutes[] = {840, 870, -1, 600};
	struct habit h = {.count = 0};

	for (int i = 0; i < 4; i++) {
		struct habit_visit v = visit(i < 3 ? 7 * i : 24, minutes[i]);

		v.minutes = (int16_t)(i < 3 ? 60 : 90);
		v.notice = (int16_t)(i < 2 ? 14 * i : -1);
		v.feel = (int8_t)(i == 1 ? 7 : -1);
		habit_add(&h, &v);
	}
	return h;
}

static void habits_are_shares_of_what_is_known(void **state)
{
	struct habit h = four_visits(), none = {.count = 0};

	(void)state;
	NEAR(habit_weekday(&h, 3), 0.75);
	NEAR(habit_weekday(&h, 6), 0.25);
	NEAR(habit_hour(&h, 840), 2 / 3.0);
	NEAR(habit_hour(&h, 930), 1 / 3.0);
	assert_int_equal(habit_minutes(&h), 60);
	assert_int_equal(habit_notice(&h), 0);
	assert_int_equal(habit_feel(&h), 7);
	assert_true(isnan(habit_weekday(&none, 0)));
	assert_true(isnan(habit_hour(&none, 0)));
	assert_int_equal(habit_minutes(&none), -1);
	assert_int_equal(habit_feel(&none), -1);
}

static void a_standing_slot_takes_three_visits_and_half_of_all(void **state)
{
	struct habit h = four_visits();
	struct habit_visit third = visit(28, 900), other;
	struct standing_slot s;

	(void)state;
	assert_false(habit_standing(&h, &s)); /* two at 14:00 on Thursdays */
	habit_add(&h, &third);
	assert_true(habit_standing(&h, &s));
	assert_int_equal(s.weekday, 3);
	assert_int_equal(s.visits, 3);
	assert_int_equal(s.minute, 900); /* of the latest of the three */
	for (int i = 0; i < 2; i++) {
		other = visit(30 + i, 600 + 200 * i);
		habit_add(&h, &other);
	}
	assert_false(habit_standing(&h, &s)); /* three of seven */
}

/* ---- points ---------------------------------------------------------------------------------- */

static const double even[SLOT_PARTS] = {0.25, 0.25, 0.25, 0.25};

static struct slot_client unknown(void)
{
	return (struct slot_client){.silence = 1,
		.trouble = NAN,
		.weekday = NAN,
		.hour = NAN,
		.minutes = NAN,
		.notice = NAN,
		.ahead = 3,
		.kept = NAN,
		.on_time = NAN,
		.rank = NAN};
}

static double part(const struct slot_client *c, enum slot_part which)
{
	return slot_points_of(c, even).parts[which];
}

static void need_grows_from_half_a_rhythm_to_two(void **state)
{
	struct slot_client c = unknown();

	(void)state;
	c.silence = 0.5;
	NEAR(part(&c, SLOT_NEED), 0);
	c.silence = 1.25;
	NEAR(part(&c, SLOT_NEED), 100 * 30 / 80.0);
	c.silence = 2;
	NEAR(part(&c, SLOT_NEED), 75);
	c.silence = 5;
	NEAR(part(&c, SLOT_NEED), 75);
	c.goal = true;
	NEAR(part(&c, SLOT_NEED), 100);
	c.trouble = 0.5;
	NEAR(part(&c, SLOT_NEED), 90);
	c.lost = true;
	NEAR(part(&c, SLOT_NEED), 30);
}

static void a_wish_says_more_than_what_she_did(void **state)
{
	struct slot_client c = unknown();

	(void)state;
	c.weekday = 1;
	c.hour = 0.5;
	NEAR(part(&c, SLOT_FIT), 75);
	c.wish = WISH_OTHER;
	NEAR(part(&c, SLOT_FIT), 0);
	c.wish = WISH_HOLDS;
	NEAR(part(&c, SLOT_FIT), 100);
	c.minutes = 1.5;
	NEAR(part(&c, SLOT_FIT), 100 * (60 + 25 / 1.5) / 85);
	c.minutes = 1;
	c.notice = 6;
	NEAR(part(&c, SLOT_FIT), 92.5);
	c.ahead = 6;
	NEAR(part(&c, SLOT_FIT), 100);
	c.notice = 0;
	c.ahead = 0;
	NEAR(part(&c, SLOT_FIT), 100);
}

static void loyalty_is_years_and_reliability(void **state)
{
	struct slot_client c = unknown();

	(void)state;
	c.years = 1.5;
	NEAR(part(&c, SLOT_LOYALTY), 40);
	c.kept = 1;
	c.on_time = 0.5;
	c.referrals = true;
	NEAR(part(&c, SLOT_LOYALTY), 70);
	c.years = 30;
	NEAR(part(&c, SLOT_LOYALTY), 90);
	c.rank = 0.25;
	NEAR(part(&c, SLOT_VALUE), 25);
}

static double share(struct random *r)
{
	return random_below(r, 8) == 0 ? NAN : random_below(r, 1000) / 1000.0;
}

static void points_are_numbers_from_0_to_100_whatever_is_known(void **state)
{
	struct random r = {11};

	(void)state;
	for (int i = 0; i < 100000; i++) {
		const struct slot_client c = {.silence = random_below(&r, 100) / 10.0,
			.lost = random_below(&r, 2) == 0,
			.goal = random_below(&r, 2) == 0,
			.trouble = share(&r),
			.wish = (enum slot_wish)random_below(&r, 3),
			.weekday = share(&r),
			.hour = share(&r),
			.minutes = 3 * share(&r),
			.notice = 60 * share(&r),
			.ahead = random_below(&r, 8) == 0 ? NAN : share(&r) * 30,
			.years = random_below(&r, 20),
			.kept = share(&r),
			.on_time = share(&r),
			.rank = share(&r)};
		struct slot_points p = slot_points_of(&c, even);

		for (int j = 0; j < SLOT_PARTS; j++)
			assert_true(p.parts[j] >= 0 && p.parts[j] <= 100 + 1e-9);
		assert_true(p.all >= 0 && p.all <= 100 + 1e-9);
	}
}

/* ---- the order ------------------------------------------------------------------------------- */

static void each_word_weighs_twice_as_much_as_the_next(void **state)
{
	double w[SLOT_PARTS];

	(void)state;
	assert_true(ranking_read("need,fit,loyalty,value", setting_slot_parts, w));
	NEAR(w[SLOT_NEED], 8 / 15.0);
	NEAR(w[SLOT_VALUE], 1 / 15.0);
	assert_true(ranking_read(" Value , need", setting_slot_parts, w));
	NEAR(w[SLOT_VALUE], 2 / 3.0);
	NEAR(w[SLOT_NEED], 1 / 3.0);
	NEAR(w[SLOT_FIT], 0);
	assert_true(ranking_read("fit", setting_slot_parts, w));
	NEAR(w[SLOT_FIT], 1);
}

static void what_is_no_order_is_refused(void **state)
{
	static const char *const bad[] = {
		"", ",", "need,", ",need", "need,need", "need fit", "price", "need,,fit"};
	double w[SLOT_PARTS];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(ranking_read(bad[i], setting_slot_parts, w));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_latest_visits_count_in_whatever_order_they_come),
		cmocka_unit_test(habits_are_shares_of_what_is_known),
		cmocka_unit_test(a_standing_slot_takes_three_visits_and_half_of_all),
		cmocka_unit_test(need_grows_from_half_a_rhythm_to_two),
		cmocka_unit_test(a_wish_says_more_than_what_she_did),
		cmocka_unit_test(loyalty_is_years_and_reliability),
		cmocka_unit_test(points_are_numbers_from_0_to_100_whatever_is_known),
		cmocka_unit_test(each_word_weighs_twice_as_much_as_the_next),
		cmocka_unit_test(what_is_no_order_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
