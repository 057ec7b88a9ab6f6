/*
 * numbers.c - the trade's figures: the arithmetic of the text that mct was made from, each
 * definition on a case worked out by hand, and what must not be told as known.
 */
#include "report/numbers.h" /* before cmocka.h, which makes a macro of fail() */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "random.h"
#include "util/base.h"

#define UNKNOWN (-1.0)

static const struct suspensions no_pauses = {NULL, 0};

static struct numbers_world world_of(int32_t as_of)
{
	return (struct numbers_world){.pauses = &no_pauses,
		.as_of = as_of,
		.booked_since = INT32_MAX,
		.late_from = 5,
		.usual_rhythm = 28};
}

static struct numbers_span span_of(int32_t from, int32_t until)
{
	return (struct numbers_span){
		from, until, from - (until - from + 1), from - 1, true, EVERY_GROUP, 0};
}

static struct event visit_on(int64_t client, int32_t day)
{
	return (struct event){
		.client = client, .day = day, .booked_on = DATE_NONE, .minutes = 60, .late = -1};
}

static struct event event_on(enum event_kind kind, int64_t client, int32_t day)
{
	struct event e = visit_on(client, day);

	e.kind = kind;
	return e;
}

static struct numbers reckon(const struct numbers_world *world, struct event *events, size_t n,
	const struct numbers_span *span)
{
	struct numbers numbers;

	qsort(events, n, sizeof *events, event_compare);
	assert_true(numbers_of(world, events, n, span, &numbers));
	return numbers;
}

static void assert_figure(
	const struct numbers *n, enum numbers_figure figure, double value, int64_t of)
{
	double is = n->figures[figure].value;

	if (value == UNKNOWN ? !isnan(is) : !(fabs(is - value) < 1e-9))
		fail_msg("figure %d is %f, not %f", (int)figure, is, value);
	assert_int_equal(n->figures[figure].of, of);
}

/* ---- the text -------------------------------------------------------------------------------- */

/* Ten visits a year for three years, 60 minutes at $70 and a tip of $10, never late: $2,400. The
 * other one: twice a year, 30 minutes, no tip, late. Hers is 11.4 times as much a year. */
static void the_two_clients_of_the_text(void **state)
{
	enum { YEARS = 3, DAYS = 1096 };
	struct event first[30], second[6];
	const struct numbers_world world = world_of(DAYS);
	const struct numbers_span span = span_of(1, DAYS);
	struct numbers a, b;

	(void)state;
	for (int i = 0; i < 30; i++) {
		first[i] = visit_on(1, 1 + (int32_t)(i * 36.525));
		first[i].priced = true;
		first[i].price = 7000;
		first[i].tip = 1000;
		first[i].late = 0;
	}
	for (int i = 0; i < 6; i++) {
		second[i] = visit_on(2, 1 + (int32_t)(i * 182.625));
		second[i].priced = true;
		second[i].price = 3500;
		second[i].minutes = 30;
		second[i].late = 10;
	}
	a = reckon(&world, first, ARRAY_SIZE(first), &span);
	b = reckon(&world, second, ARRAY_SIZE(second), &span);
	assert_int_equal(a.counts[COUNT_VISITS], 30);
	assert_int_equal(a.counts[COUNT_PAID] + a.counts[COUNT_TIPS], 240000);
	assert_int_equal(a.counts[COUNT_PAID], 210000);
	assert_int_equal(a.counts[COUNT_MINUTES], 1800);
	assert_figure(&a, FIGURE_AVERAGE_TICKET, 7000, 1);
	assert_figure(&a, FIGURE_AVERAGE_TIP, 1000, 1);
	assert_figure(&a, FIGURE_TIP_RATE, 1.0 / 7, 1);
	assert_figure(&a, FIGURE_LATE_SHARE, 0, 1);
	assert_figure(&b, FIGURE_LATE_SHARE, 1, 1);
	assert_figure(&b, FIGURE_TIP_RATE, 0, 1);
	assert_true(fabs(a.figures[FIGURE_VISITS_PER_YEAR].value - 10) < 0.005);
	assert_true(fabs(b.figures[FIGURE_VISITS_PER_YEAR].value - 2) < 0.005);
	assert_true(fabs((double)(a.counts[COUNT_PAID] + a.counts[COUNT_TIPS]) / YEARS /
				    ((double)b.counts[COUNT_PAID] / YEARS) -
			    80.0 / 7) < 1e-9);
}

/* ---- who stays ------------------------------------------------------------------------------- */

static void who_is_too_new_is_neither_kept_nor_lost(void **state)
{
	struct event events[] = {
		visit_on(1, 110), visit_on(1, 200), /* 90 days after: kept */
		visit_on(2, 110), visit_on(2, 201), /* came again, but too late for that */
		visit_on(3, 110),                   /* lost */
		visit_on(4, 190), visit_on(4, 195), /* 90 days are not over on day 279 */
		visit_on(5, 189),                   /* they are */
		visit_on(6, 50), visit_on(6, 120), visit_on(6, 125), /* returning, kept */
		visit_on(7, 50), visit_on(7, 195),                   /* returning, open */
	};
	const struct numbers_world world = world_of(279);
	const struct numbers_span span = span_of(100, 199);
	struct numbers n = reckon(&world, events, ARRAY_SIZE(events), &span);

	(void)state;
	assert_int_equal(n.counts[COUNT_CLIENTS], 7);
	assert_int_equal(n.counts[COUNT_NEW], 5);
	assert_int_equal(n.counts[COUNT_RETURNING], 2);
	assert_int_equal(n.counts[COUNT_NEW_OPEN], 1);
	assert_int_equal(n.counts[COUNT_RETURNING_OPEN], 1);
	assert_figure(&n, FIGURE_RETENTION_NEW, 0.25, 4);
	assert_figure(&n, FIGURE_SECOND_VISIT, 0.5, 4);
	assert_figure(&n, FIGURE_RETENTION_RETURNING, 1, 1);
	assert_figure(&n, FIGURE_RETURNING_SHARE, 2.0 / 7, 7);
}

static void pauses_take_no_time(void **state)
{
	struct pause pauses[] = {{.client = 1, .since = 120, .until = 170},
		{.client = 2, .since = 120, .until = INT32_MAX}};
	const struct suspensions suspensions = {pauses, ARRAY_SIZE(pauses)};
	struct event events[] = {visit_on(1, 110), visit_on(1, 250), visit_on(2, 110)};
	struct numbers_world world = world_of(400);
	const struct numbers_span span = span_of(100, 199);
	struct numbers n;

	(void)state;
	world.pauses = &suspensions;
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_figure(&n, FIGURE_RETENTION_NEW, 1, 1);
	assert_int_equal(n.counts[COUNT_NEW_OPEN], 1);
}

static void who_had_been_known_elsewhere_is_not_new(void **state)
{
	static const struct client_facts facts[] = {{.id = 1, .known_before = 20},
		{.id = 2, .known_before = DATE_NONE, .referred = true}};
	struct event events[] = {visit_on(1, 110), visit_on(2, 110), visit_on(3, 110),
		event_on(EVENT_REFERRAL, 1, 110), event_on(EVENT_REFERRAL, 1, 300)};
	struct numbers_world world = world_of(279);
	const struct numbers_span span = span_of(100, 199);
	struct numbers n;

	(void)state;
	world.clients = facts;
	world.client_count = ARRAY_SIZE(facts);
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_int_equal(n.counts[COUNT_NEW], 2);
	assert_figure(&n, FIGURE_REFERRAL_RATE, 0.5, 2);
	assert_figure(&n, FIGURE_REFERRALS_PER_CLIENT, 1.0 / 3, 3);
}

static void attrition_leaves_out_who_pauses_and_a_time_that_is_not_over(void **state)
{
	struct pause pause = {.client = 3, .since = 150, .until = INT32_MAX};
	const struct suspensions suspensions = {&pause, 1};
	struct event events[] = {visit_on(1, 50), visit_on(1, 150), visit_on(2, 50),
		visit_on(3, 50), visit_on(4, 150), visit_on(5, -60)};
	struct numbers_world world = world_of(400);
	struct numbers_span span = span_of(100, 199);
	struct numbers n;

	(void)state;
	world.pauses = &suspensions;
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_figure(&n, FIGURE_ATTRITION, 0.5, 2);
	span.over = false;
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_figure(&n, FIGURE_ATTRITION, UNKNOWN, 0);
}

static void won_back_is_who_was_away_for_two_of_her_rhythms(void **state)
{
	struct event events[] = {
		/* every 14 days, then away for 60 */
		visit_on(1, 0),
		visit_on(1, 14),
		visit_on(1, 28),
		visit_on(1, 42),
		visit_on(1, 102),
		/* for 59: no break */
		visit_on(2, 0),
		visit_on(2, 14),
		visit_on(2, 28),
		visit_on(2, 42),
		visit_on(2, 101),
		/* every 60 days: 110 is not much for her */
		visit_on(3, -200),
		visit_on(3, -140),
		visit_on(3, -80),
		visit_on(3, -20),
		visit_on(3, 110),
		/* every 40 days: 80 is twice that, and not more */
		visit_on(4, -40),
		visit_on(4, 0),
		visit_on(4, 40),
		visit_on(4, 120),
	};
	const struct numbers_world world = world_of(400);
	const struct numbers_span span = span_of(100, 199);
	struct numbers n = reckon(&world, events, ARRAY_SIZE(events), &span);

	(void)state;
	assert_int_equal(n.counts[COUNT_WIN_BACKS], 2);
	events[14].day = 95;
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_int_equal(n.counts[COUNT_WIN_BACKS], 1);
}

/* ---- rebooked -------------------------------------------------------------------------------- */

static struct event booked_visit(int64_t client, int32_t day, int32_t booked_on)
{
	struct event e = visit_on(client, day);

	e.booked_on = booked_on;
	return e;
}

static void rebooked_is_what_was_booked_before_she_left(void **state)
{
	struct event events[] = {
		visit_on(1, 110), booked_visit(1, 140, 110), /* yes, and the last: no */
		visit_on(2, 110), booked_visit(2, 140, 112), /* later, and the last: no, no */
		visit_on(3, 110), visit_on(3, 140),          /* not known, and the last: no */
		visit_on(4, 110), visit_on(4, 120), /* for a day after the next: yes, yes */
		booked_visit(4, 300, 105), visit_on(5, 100),
		booked_visit(5, 110, 99), /* before it was written down; no */
	};
	struct numbers_world world = world_of(400);
	const struct numbers_span span = span_of(100, 199);
	struct numbers n;

	(void)state;
	world.booked_since = 101;
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_figure(&n, FIGURE_REBOOKED, 3.0 / 8, 5);
	world.booked_since = INT32_MAX;
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_figure(&n, FIGURE_REBOOKED, UNKNOWN, 0);
}

static void a_booking_that_was_called_off_was_one(void **state)
{
	struct event events[] = {visit_on(1, 110), event_on(EVENT_CANCELLED, 1, 140),
		event_on(EVENT_BOOKED, 2, 410), visit_on(2, 110), event_on(EVENT_REFERRAL, 2, 120)};
	struct numbers_world world = world_of(400);
	const struct numbers_span span = span_of(100, 199);
	struct numbers n;

	(void)state;
	events[1].booked_on = 110;
	events[2].booked_on = 111;
	world.booked_since = 0;
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_figure(&n, FIGURE_REBOOKED, 0.5, 2);
	assert_figure(&n, FIGURE_BOOKED_AHEAD, 0.5, 2);
}

/* ---- what was booked ------------------------------------------------------------------------- */

static void missed_and_called_off_by_what_was_booked(void **state)
{
	struct event events[] = {visit_on(1, 110), visit_on(1, 111), visit_on(2, 110),
		event_on(EVENT_NO_SHOW, 3, 110), event_on(EVENT_LATE_CANCEL, 3, 112),
		event_on(EVENT_CANCELLED, 1, 113), event_on(EVENT_NO_SHOW, 3, 250)};
	const struct numbers_world world = world_of(279);
	struct numbers_span span = span_of(100, 199);
	struct numbers n;

	(void)state;
	span.open_minutes = 600;
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_figure(&n, FIGURE_NO_SHOW_RATE, 0.25, 3);
	assert_figure(&n, FIGURE_LATE_CANCEL_RATE, 1.0 / 6, 3);
	assert_figure(&n, FIGURE_UTILISATION, 0.4, 3);
	assert_figure(&n, FIGURE_LATE_SHARE, UNKNOWN, 0);
	assert_figure(&n, FIGURE_AVERAGE_TICKET, UNKNOWN, 0);
	assert_int_equal(n.counts[COUNT_CLIENTS], 2);
	span.open_minutes = 0;
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_figure(&n, FIGURE_UTILISATION, UNKNOWN, 3);
}

static void a_service_is_a_part_of_what_happened(void **state)
{
	struct event events[] = {visit_on(1, 110), visit_on(1, 130), visit_on(2, 50),
		visit_on(2, 120), visit_on(2, 150)};
	const struct numbers_world world = world_of(279);
	struct numbers_span span = span_of(100, 199);
	struct numbers n;

	(void)state;
	events[1].group = events[3].group = 1;
	span.group = 1;
	n = reckon(&world, events, ARRAY_SIZE(events), &span);
	assert_int_equal(n.counts[COUNT_VISITS], 2);
	assert_int_equal(n.counts[COUNT_NEW], 1);
	assert_figure(&n, FIGURE_RETENTION_NEW, 0, 1);
	assert_figure(&n, FIGURE_RETENTION_RETURNING, 1, 1);
}

static void the_middle_client_says_how_often(void **state)
{
	struct event events[] = {visit_on(1, 100), visit_on(1, 110), visit_on(1, 120),
		visit_on(2, 80), visit_on(2, 110), visit_on(2, 110), visit_on(3, 100),
		visit_on(3, 160), visit_on(4, 100)};
	const struct numbers_world world = world_of(279);
	const struct numbers_span span = span_of(100, 199);
	struct numbers n = reckon(&world, events, ARRAY_SIZE(events), &span);

	(void)state;
	assert_figure(&n, FIGURE_GAP_DAYS, 30, 3);
	assert_figure(&n, FIGURE_VISITS_PER_YEAR, 365.25 / 30, 3);
}

/* ---- hours, and oddities --------------------------------------------------------------------- */

static void minutes_of_work_are_those_of_each_weekday(void **state)
{
	static const int week[7] = {480, 480, 480, 480, 240, 0, 0};
	int32_t monday = date_make(2026, 11, 23);

	(void)state;
	assert_true(minutes_between(week, monday, monday + 6) == 2160);
	assert_true(minutes_between(week, monday + 4, monday + 7) == 720);
	assert_true(minutes_between(week, monday, monday - 1) == 0);
}

static void whatever_happened_a_share_is_one(void **state)
{
	static const enum numbers_figure shares[] = {FIGURE_RETENTION_NEW,
		FIGURE_RETENTION_RETURNING, FIGURE_SECOND_VISIT, FIGURE_RETURNING_SHARE,
		FIGURE_REBOOKED, FIGURE_BOOKED_AHEAD, FIGURE_ATTRITION, FIGURE_NO_SHOW_RATE,
		FIGURE_LATE_CANCEL_RATE, FIGURE_LATE_SHARE, FIGURE_REFERRAL_RATE};
	struct random r = {5};

	(void)state;
	for (int again = 0; again < 2000; again++) {
		struct event events[40];
		size_t n = random_below(&r, 40);
		struct numbers_world world = world_of(random_between(&r, 0, 500));
		struct numbers_span span = span_of(random_between(&r, 0, 300), 350);
		struct numbers numbers;

		world.booked_since = random_between(&r, 0, 200);
		for (size_t i = 0; i < n; i++) {
			events[i] = event_on((enum event_kind)random_below(&r, 6),
				random_between(&r, 1, 5), random_between(&r, 0, 500));
			events[i].late = random_between(&r, -1, 20);
			if (random_below(&r, 2) == 0)
				events[i].booked_on = random_between(&r, 0, 500);
		}
		numbers = reckon(&world, events, n, &span);
		for (size_t i = 0; i < ARRAY_SIZE(shares); i++) {
			double value = numbers.figures[shares[i]].value;

			assert_true(isnan(value) ? numbers.figures[shares[i]].of == 0
						 : value >= 0 && value <= 1);
		}
		assert_int_equal(numbers.counts[COUNT_CLIENTS],
			numbers.counts[COUNT_NEW] + numbers.counts[COUNT_RETURNING]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_two_clients_of_the_text),
		cmocka_unit_test(who_is_too_new_is_neither_kept_nor_lost),
		cmocka_unit_test(pauses_take_no_time),
		cmocka_unit_test(who_had_been_known_elsewhere_is_not_new),
		cmocka_unit_test(attrition_leaves_out_who_pauses_and_a_time_that_is_not_over),
		cmocka_unit_test(won_back_is_who_was_away_for_two_of_her_rhythms),
		cmocka_unit_test(rebooked_is_what_was_booked_before_she_left),
		cmocka_unit_test(a_booking_that_was_called_off_was_one),
		cmocka_unit_test(missed_and_called_off_by_what_was_booked),
		cmocka_unit_test(a_service_is_a_part_of_what_happened),
		cmocka_unit_test(the_middle_client_says_how_often),
		cmocka_unit_test(minutes_of_work_are_those_of_each_weekday),
		cmocka_unit_test(whatever_happened_a_share_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
