/*
 * stay.c - for how long clients stay: who is taken for lost and since when, of whom how much
 * is known, and that what comes of it is the truth of clients whose lives are known.
 */
#include "report/stay.h" /* before cmocka.h, which makes a macro of fail() */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../simulate.h"
#include "util/base.h"

#define MOST 120

static const struct suspensions no_pauses = {NULL, 0};

static struct numbers_world world_of(int32_t as_of)
{
	return (struct numbers_world){.pauses = &no_pauses, .as_of = as_of, .usual_rhythm = 28};
}

static size_t visits(struct event *events, const int32_t *days, size_t n)
{
	for (size_t i = 0; i < n; i++)
		events[i] = (struct event){.client = 1, .day = days[i], .booked_on = DATE_NONE};
	return n;
}

static void assert_stay(const struct numbers_world *world, const struct event *events, size_t n,
	double time, bool lost)
{
	struct stay stay;

	assert_true(stay_of(world, events, n, &stay));
	if (stay.open || fabs(stay.lifetime.time - time) > 1e-9 || stay.lifetime.lost != lost)
		fail_msg("%f, %s, not %f", stay.lifetime.time,
			stay.open                    ? "open"
				: stay.lifetime.lost ? "lost"
						     : "there",
			time);
}

/* Every 20 days: lost when she has been away for more than 20 + 60. */
static void lost_is_who_is_away_for_too_long(void **state)
{
	static const int32_t days[] = {100, 120, 140, 160};
	struct event events[4];
	struct numbers_world world = world_of(240);

	(void)state;
	visits(events, days, 4);
	assert_stay(&world, events, 4, 60, false);
	world.as_of = 241;
	assert_stay(&world, events, 4, 60, true);
	world.as_of = 5000;
	assert_stay(&world, events, 4, 60, true);
	world.as_of = 185;
	assert_stay(&world, events, 4, 5, false);
	/* Somebody who comes every 60 days has more time. */
	events[1].day = 160, events[2].day = 220, events[3].day = 280;
	world.as_of = 280 + 60 + 120;
	assert_stay(&world, events, 4, 180, false);
	world.as_of++;
	assert_stay(&world, events, 4, 180, true);
}

static void too_short_a_while_is_open(void **state)
{
	struct event event = {.client = 1, .day = 100, .booked_on = DATE_NONE};
	struct numbers_world world = world_of(100 + 28 + 60 - 1);
	struct stay stay;

	(void)state;
	assert_true(stay_of(&world, &event, 1, &stay));
	assert_true(stay.open);
	world.as_of++;
	assert_stay(&world, &event, 1, 0, false);
	world.as_of++;
	assert_stay(&world, &event, 1, 0, true);
}

static void bookings_pauses_and_words_are_heeded(void **state)
{
	static const int32_t days[] = {100, 120, 140, 160};
	struct client_facts facts = {.id = 1, .known_before = DATE_NONE};
	struct pause pause = {.client = 1, .since = 200, .until = INT32_MAX};
	const struct suspensions suspensions = {&pause, 1};
	struct event events[5];
	struct numbers_world world = world_of(900);
	struct stay stay;

	(void)state;
	visits(events, days, 4);
	events[4] = (struct event){
		.client = 1, .day = 910, .booked_on = DATE_NONE, .kind = EVENT_BOOKED};
	assert_stay(&world, events, 5, 800, false);
	world.pauses = &suspensions;
	assert_stay(&world, events, 4, 100 - 80, false);
	world.pauses = &no_pauses;
	world.clients = &facts;
	world.client_count = 1;
	world.as_of = 165;
	facts.ended = true;
	assert_stay(&world, events, 4, 60, true);
	facts.ended = false;
	facts.suspended = true;
	world.as_of = 900;
	events[3].day = 260;
	assert_stay(&world, events, 4, 160 - 80, false);
	facts.known_before = 99;
	assert_false(stay_of(&world, events, 4, &stay));
	events[0].kind = EVENT_NO_SHOW;
	assert_false(stay_of(&world, events, 1, &stay));
}

/* Who comes every two weeks and leaves after one visit of ten stays for longer than half a year
 * with a chance of 0.9 ^ 14; those who began lately know little of it, and must not spoil it. */
static void what_is_estimated_is_the_truth(void **state)
{
	static const int32_t until = 500;
	struct lifetime *lifetimes = malloc(20000 * sizeof *lifetimes);
	const struct numbers_world world = world_of(until);
	struct random r = {17};
	size_t n = 0;
	struct survival s;

	(void)state;
	assert_non_null(lifetimes);
	for (int i = 0; i < 20000; i++) {
		struct event events[MOST];
		int32_t day = (int32_t)random_below(&r, (unsigned)until);
		size_t count = 0;
		struct stay stay;

		do {
			events[count++] =
				(struct event){.client = 1, .day = day, .booked_on = DATE_NONE};
			day += 14;
		} while (day <= until && random_share(&r) >= 0.1);
		assert_true(stay_of(&world, events, count, &stay));
		if (!stay.open)
			lifetimes[n++] = stay.lifetime;
	}
	lifetimes_order(lifetimes, n);
	for (int month = 1; month <= 12; month++) {
		double days = month * 365.25 / 12, truth = pow(0.9, floor(days / 14) + 1);

		s = survival_at(lifetimes, n, days);
		assert_true(s.known);
		assert_true(fabs(s.share - truth) < 0.015);
	}
	free(lifetimes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lost_is_who_is_away_for_too_long),
		cmocka_unit_test(too_short_a_while_is_open),
		cmocka_unit_test(bookings_pauses_and_words_are_heeded),
		cmocka_unit_test(what_is_estimated_is_the_truth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
