/*
 * when.c - dates as people say them: every sentence of the manual on a fixed day, and
 * for each form a day computed here by walking, from any today. What reads
 * two ways must answer with both; what is not in the grammar is no date.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "random.h"
#include "util/date.h"

#define MONDAY "2026-11-23" /* the today of the tables; it is 21:29 */

static int32_t day(const char *iso)
{
	int32_t date = date_from_iso(iso, strlen(iso));

	assert_int_not_equal(date, DATE_NONE);
	return date;
}

/* What was understood, as text: "2026-11-23 14:00", "2026-04-03 | 2026-03-04", "no date". */
static void say_answer(const char *text, const struct when_context *c, char *out, size_t size)
{
	struct when when;
	enum when_status status = when_read(text, c, &when);
	char one[11] = "", other[11] = "", minute[6] = "";

	if (status != WHEN_OK && status != WHEN_TWO_WAYS) {
		snprintf(out, size,
			status == WHEN_IMPOSSIBLE           ? "impossible"
				: status == WHEN_NOT_A_TIME ? "no time"
							    : "no date");
		return;
	}
	date_to_iso(when.date, one);
	if (status == WHEN_TWO_WAYS)
		date_to_iso(when.other, other);
	else
		assert_int_equal(when.other, DATE_NONE);
	if (when.minute != MINUTE_NONE)
		minute_to_text(when.minute, minute);
	snprintf(out, size, "%s%s%s%s%s", one, other[0] ? " | " : "", other, minute[0] ? " " : "",
		minute);
}

static void assert_said(const char *text, const struct when_context *c, const char *expected)
{
	char answer[64], got[256], wanted[256];

	say_answer(text, c, answer, sizeof answer);
	snprintf(got, sizeof got, "%s: %s", text, answer);
	snprintf(wanted, sizeof wanted, "%s: %s", text, expected);
	assert_string_equal(got, wanted);
}

static struct when_context logging(void)
{
	return (struct when_context){day(MONDAY), 21 * 60 + 29, DATE_ORDER_NONE, WHEN_PAST};
}

static struct when_context booking(void)
{
	return (struct when_context){day(MONDAY), 21 * 60 + 29, DATE_ORDER_NONE, WHEN_FUTURE};
}

/* ---- tables ---------------------------------------------------------------------------------- */

static void what_other_programs_get_wrong_is_right_here(void **state)
{
	static const struct {
		const char *text, *log, *book;
	} rows[] = {
		{"tomorrow", "2026-11-24", "2026-11-24"},
		{"last fri", "2026-11-20", "2026-11-20"},
		{"last friday", "2026-11-20", "2026-11-20"},
		{"next fri", "2026-11-27 | 2026-12-04", "2026-11-27 | 2026-12-04"},
		{"in 6 weeks", "2027-01-04", "2027-01-04"},
		{"2026-11-23 14:00", "2026-11-23 14:00", "2026-11-23 14:00"},
		{"14:00", "2026-11-23 14:00", "2026-11-24 14:00"},
		{"11/23/2026", "2026-11-23", "2026-11-23"},
		{"3/4/2026", "2026-04-03 | 2026-03-04", "2026-04-03 | 2026-03-04"},
		{"fooday", "no date", "no date"},
		{"2026-11-20", "2026-11-20", "2026-11-20"},
	};
	struct when_context log = logging(), book = booking();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_said(rows[i].text, &log, rows[i].log);
		assert_said(rows[i].text, &book, rows[i].book);
	}
}

static void a_weekday_before_a_day_must_be_its_own(void **state)
{
	static const struct {
		const char *text, *log, *book;
	} rows[] = {
		{"mon 23 nov", "2026-11-23", "2026-11-23"},
		{"fri 20 nov", "2026-11-20", "impossible"},
		{"thu 3 dec 14:00", "impossible", "2026-12-03 14:00"},
		{"Thursday, 3. Dec 2pm", "impossible", "2026-12-03 14:00"},
		{"thu 3/12", "2026-03-12", "2026-12-03"},
		{"fri 12/3", "impossible", "2027-03-12"},
		{"thu 31 feb", "impossible", "impossible"},
		{"thu 14:00", "2026-11-19 14:00", "2026-11-26 14:00"},
		{"thu foo", "no date", "no date"},
	};
	struct when_context log = logging(), book = booking();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_said(rows[i].text, &log, rows[i].log);
		assert_said(rows[i].text, &book, rows[i].book);
	}
}

static void every_form_of_the_manual_is_understood(void **state)
{
	static const struct {
		const char *text, *log, *book;
	} rows[] = {
		{"today", "2026-11-23", "2026-11-23"},
		{"Today", "2026-11-23", "2026-11-23"},
		{"  yesterday ", "2026-11-22", "2026-11-22"},
		{"fri", "2026-11-20", "2026-11-27"},
		{"mon", "2026-11-23", "2026-11-23"},
		{"last mon", "2026-11-16", "2026-11-16"},
		{"next mon", "2026-11-30 | 2026-12-07", "2026-11-30 | 2026-12-07"},
		{"Tuesday", "2026-11-17", "2026-11-24"},
		{"fri 14:00", "2026-11-20 14:00", "2026-11-27 14:00"},
		{"fri, 2pm", "2026-11-20 14:00", "2026-11-27 14:00"},
		{"tomorrow at noon", "2026-11-24 12:00", "2026-11-24 12:00"},
		{"2pm", "2026-11-23 14:00", "2026-11-24 14:00"},
		{"22:00", "2026-11-22 22:00", "2026-11-23 22:00"},
		{"21:29", "2026-11-23 21:29", "2026-11-23 21:29"},
		{"14.30", "2026-11-23 14:30", "2026-11-24 14:30"},
		{"noon", "2026-11-23 12:00", "2026-11-24 12:00"},
		{"at 9 a.m.", "2026-11-23 09:00", "2026-11-24 09:00"},
		{"3 weeks ago", "2026-11-02", "2026-11-02"},
		{"a week ago", "2026-11-16", "2026-11-16"},
		{"in a month", "2026-12-23", "2026-12-23"},
		{"in 2 days 9:30", "2026-11-25 09:30", "2026-11-25 09:30"},
		{"+3w", "2026-12-14", "2026-12-14"},
		{"-2d", "2026-11-21", "2026-11-21"},
		{"+1y", "2027-11-23", "2027-11-23"},
		{"23.11.", "2026-11-23", "2026-11-23"},
		{"24.11.", "2025-11-24", "2026-11-24"},
		{"22.11", "2026-11-22", "2027-11-22"},
		{"11/23", "2026-11-23", "2026-11-23"},
		{"3/4", "2026-04-03 | 2026-03-04", "2027-04-03 | 2027-03-04"},
		{"4/4", "2026-04-04", "2027-04-04"},
		{"23 nov", "2026-11-23", "2026-11-23"},
		{"nov 24", "2025-11-24", "2026-11-24"},
		{"1. dez 10:15", "2025-12-01 10:15", "2026-12-01 10:15"},
		{"29 feb", "2024-02-29", "2028-02-29"},
		{"23 nov 2026", "2026-11-23", "2026-11-23"},
		{"Nov 23, 2026 at 2pm", "2026-11-23 14:00", "2026-11-23 14:00"},
		{"2026-11-23T14:00", "2026-11-23 14:00", "2026-11-23 14:00"},
		{"Mon 23 Nov 2026", "2026-11-23", "2026-11-23"},
		{"31.2.", "impossible", "impossible"},
		{"31/02/2026", "impossible", "impossible"},
		{"2026-02-29", "impossible", "impossible"},
		{"23 Nov 1815", "impossible", "impossible"},
		{"+99999d", "impossible", "impossible"},
	};
	struct when_context log = logging(), book = booking();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_said(rows[i].text, &log, rows[i].log);
		assert_said(rows[i].text, &book, rows[i].book);
	}
}

static void what_is_not_in_the_grammar_is_no_date(void **state)
{
	static const char *const texts[] = {"", " ", "at", "next", "last", "in", "ago", "in 6",
		"6 weeks", "6w", "weeks ago", "in weeks", "a", "+w", "+", "-", "+3", "+3 w", "+3x",
		"- 2d", "next week", "last today", "today today", "fri fri", "14", "2026",
		"20261123", "12345", "555-0142", "nov", "23", "nov nov", "23 23", "123 nov",
		"23.11.x", "23.11.26.", "1/2/3", "11-23", "23:11:", "fooday 14:00", "today at",
		"one two three four five six seven eight nine", "+3w ago", "in 3 weeks ago",
		"in +3w", "999999 days ago"};
	struct when_context c = logging();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		assert_said(texts[i], &c, "no date");
}

static void a_day_with_digits_that_are_no_time_is_told_apart(void **state)
{
	static const char *const texts[] = {
		"fri 25:00", "today 2", "nov 23 14", "in 2 weeks 14:99"};
	struct when_context c = logging();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		assert_said(texts[i], &c, "no time");
}

static void the_order_of_the_practice_settles_what_reads_two_ways(void **state)
{
	static const struct {
		const char *text, *dmy, *mdy;
	} rows[] = {
		{"3/4/2026", "2026-04-03", "2026-03-04"},
		{"3/4", "2026-04-03", "2026-03-04"},
		{"3-4-26 2pm", "2026-04-03 14:00", "2026-03-04 14:00"},
		{"3.4.", "2026-04-03", "2026-04-03"},
		{"23/11", "2026-11-23", "2026-11-23"},
		{"11/23", "2026-11-23", "2026-11-23"},
	};
	struct when_context c = logging();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		c.order = DATE_ORDER_DMY;
		assert_said(rows[i].text, &c, rows[i].dmy);
		c.order = DATE_ORDER_MDY;
		assert_said(rows[i].text, &c, rows[i].mdy);
	}
}

/* ---- from any today -------------------------------------------------------------------------- */

static struct when_context any_context(struct random *r)
{
	return (struct when_context){
		date_make(random_between(r, 1960, 2040), random_between(r, 1, 12),
			random_between(r, 1, 28)),
		random_between(r, 0, 1439),
		DATE_ORDER_NONE,
		random_below(r, 2) ? WHEN_PAST : WHEN_FUTURE,
	};
}

static void a_weekday_is_the_nearest_one_in_the_direction(void **state)
{
	static const char *const names[] = {
		"monday", "tue", "Wed", "thursday", "fri", "SAT", "sunday"};
	struct random r = {1};
	char text[32];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct when_context c = any_context(&r);
		int weekday = random_between(&r, 0, 6);
		int32_t near = c.today, last = c.today - 1, next = c.today + 1;
		struct when when;

		while (date_weekday(near) != weekday)
			near += c.direction == WHEN_PAST ? -1 : 1;
		while (date_weekday(last) != weekday)
			last--;
		while (date_weekday(next) != weekday)
			next++;
		assert_int_equal(when_read(names[weekday], &c, &when), WHEN_OK);
		assert_int_equal(when.date, near);
		snprintf(text, sizeof text, "last %s", names[weekday]);
		assert_int_equal(when_read(text, &c, &when), WHEN_OK);
		assert_int_equal(when.date, last);
		snprintf(text, sizeof text, "next %s", names[weekday]);
		assert_int_equal(when_read(text, &c, &when), WHEN_TWO_WAYS);
		assert_int_equal(when.date, next);
		assert_int_equal(when.other, next + 7);
	}
}

static void a_day_without_a_year_is_the_nearest_one_in_the_direction(void **state)
{
	struct random r = {2};
	char text[32];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct when_context c = any_context(&r);
		int year, month, wanted_month = random_between(&r, 1, 12);
		int wanted_day = random_between(&r, 1, wanted_month == 2 ? 29 : 30), d;
		int32_t date = c.today;
		struct when when;

		for (;; date += c.direction == WHEN_PAST ? -1 : 1) {
			date_split(date, &year, &month, &d);
			if (month == wanted_month && d == wanted_day)
				break;
		}
		snprintf(text, sizeof text, "%d.%d.", wanted_day, wanted_month);
		assert_int_equal(when_read(text, &c, &when), WHEN_OK);
		assert_int_equal(when.date, date);
	}
}

static void a_length_of_time_is_counted_from_today(void **state)
{
	static const struct {
		const char *unit;
		int days, months;
	} units[] = {{"d", 1, 0}, {"day", 1, 0}, {"days", 1, 0}, {"w", 7, 0}, {"week", 7, 0},
		{"weeks", 7, 0}, {"m", 0, 1}, {"month", 0, 1}, {"months", 0, 1}, {"y", 0, 12},
		{"year", 0, 12}, {"years", 0, 12}};
	struct random r = {3};
	char text[64];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct when_context c = any_context(&r);
		size_t u = random_below(&r, ARRAY_SIZE(units));
		int number = random_between(&r, 0, 40), sign = random_below(&r, 2) ? 1 : -1;
		int32_t expected = date_add_months(c.today, sign * number * units[u].months) +
			sign * number * units[u].days;
		struct when when;

		snprintf(text, sizeof text, "%c%d%s", sign > 0 ? '+' : '-', number, units[u].unit);
		assert_int_equal(when_read(text, &c, &when), WHEN_OK);
		assert_int_equal(when.date, expected);
		snprintf(text, sizeof text, sign > 0 ? "in %d %s" : "%d %s ago", number,
			units[u].unit);
		assert_int_equal(when_read(text, &c, &when), WHEN_OK);
		assert_int_equal(when.date, expected);
		assert_int_equal(when.minute, MINUTE_NONE);
	}
}

static void a_time_alone_is_the_nearest_one_in_the_direction(void **state)
{
	struct random r = {4};

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct when_context c = any_context(&r);
		int minute = random_between(&r, 0, 1439);
		int64_t now = (int64_t)c.today * 1440 + c.minute_now, at = now;
		struct when when;
		char text[6];

		while ((at % 1440 + 1440) % 1440 != minute)
			at += c.direction == WHEN_PAST ? -1 : 1;
		minute_to_text(minute, text);
		assert_int_equal(when_read(text, &c, &when), WHEN_OK);
		assert_int_equal((int64_t)when.date * 1440 + when.minute, at);
	}
}

static void what_is_printed_for_people_can_be_typed(void **state)
{
	struct random r = {5};

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct when_context c = any_context(&r);
		int32_t date = date_make(1900, 1, 1) + (int32_t)random_below(&r, 73414);
		struct buf text CLEANUP(buf_free) = {0};
		struct when when;

		date_to_human(date, random_below(&r, 2), &text);
		assert_int_equal(when_read(buf_str(&text), &c, &when), WHEN_OK);
		assert_int_equal(when.date, date);
	}
}

static void any_words_are_read_without_harm(void **state)
{
	static const char *const words[] = {"fri", "last", "next", "in", "ago", "a", "6", "weeks",
		"+3w", "-2d", "at", "2pm", "14:00", "23", "nov", "2026-11-23", "3/4", "29.2.", ",",
		"today", "\xff", "99999", "y", "noon", "2026", "."};
	struct random r = {6};
	size_t understood = 0;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		struct buf text CLEANUP(buf_free) = {0};
		struct when_context c = any_context(&r);
		struct when when;
		enum when_status status;

		for (unsigned n = random_below(&r, 5); n > 0; n--)
			buf_addf(&text, "%s%s", words[random_below(&r, ARRAY_SIZE(words))],
				n % 2 ? " " : "  ");
		status = when_read(buf_str(&text), &c, &when);
		assert_int_equal(
			when.date != DATE_NONE, status == WHEN_OK || status == WHEN_TWO_WAYS);
		assert_int_equal(when.other != DATE_NONE, status == WHEN_TWO_WAYS);
		understood += status == WHEN_OK;
	}
	assert_in_range(understood, 5000, 50000);
}

/* ---- lengths --------------------------------------------------------------------------------- */

static void a_length_of_time_is_read_as_days(void **state)
{
	static const struct {
		const char *text;
		int days;
	} rows[] = {{"6w", 42}, {"+6w", 42}, {"45d", 45}, {"2 weeks", 14}, {"a week", 7},
		{"weekly", 7}, {"monthly", 28}, {"1 month", 30}, {"3 months", 91}, {"1y", 365},
		{"4y", 1461}, {"12m", 365}, {"2 WEEKS", 14}, {" 1 day ", 1}, {"3 wk", 21}};
	static const char *const others[] = {"", " ", "w", "+", "6", "-6w", "6 w w", "6x",
		"six weeks", "weekly 2", "2 weekly", "in 6w", "6w ago", "1.5w", "yearly"};
	int days = -1;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (!days_read(rows[i].text, &days) || days != rows[i].days)
			fail_msg("\"%s\" is read as %d days", rows[i].text, days);
	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		if (days_read(others[i], &days))
			fail_msg("\"%s\" is read as %d days", others[i], days);
}

static void months_and_years_are_of_average_length(void **state)
{
	char text[16];
	int days;

	(void)state;
	for (int number = 0; number <= 99999; number += 1 + number / 10) {
		snprintf(text, sizeof text, "%dm", number);
		assert_true(days_read(text, &days));
		assert_int_equal(days, (int)(number * 30.4375 + 0.5));
		snprintf(text, sizeof text, "%d years", number);
		assert_true(days_read(text, &days));
		assert_int_equal(days, (int)(number * 365.25 + 0.5));
	}
}

static void how_often_is_read_as_days_between(void **state)
{
	static const struct {
		const char *text;
		int days;
	} rows[] = {{"three times a year", 122}, {"3 times per year", 122}, {"twice a month", 15},
		{"once a week", 7}, {"10/year", 37}, {"12 / year", 30}, {"every 6 weeks", 42},
		{"every month", 30}, {"Yearly", 365}, {"quarterly", 91}, {"monthly", 30},
		{"6w", 42}, {"3 weeks", 21}, {"daily", 1}};
	static const char *const others[] = {"", "often", "times a year", "0 times a year", "every",
		"every so often", "three times", "three times a year or so", "1000/week",
		"yearly 2", "every every week"};
	int days = -1;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (!cadence_read(rows[i].text, &days) || days != rows[i].days)
			fail_msg("\"%s\" is read as %d days", rows[i].text, days);
	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		if (cadence_read(others[i], &days))
			fail_msg("\"%s\" is read as %d days", others[i], days);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_other_programs_get_wrong_is_right_here),
		cmocka_unit_test(a_weekday_before_a_day_must_be_its_own),
		cmocka_unit_test(every_form_of_the_manual_is_understood),
		cmocka_unit_test(what_is_not_in_the_grammar_is_no_date),
		cmocka_unit_test(a_day_with_digits_that_are_no_time_is_told_apart),
		cmocka_unit_test(the_order_of_the_practice_settles_what_reads_two_ways),
		cmocka_unit_test(a_weekday_is_the_nearest_one_in_the_direction),
		cmocka_unit_test(a_day_without_a_year_is_the_nearest_one_in_the_direction),
		cmocka_unit_test(a_length_of_time_is_counted_from_today),
		cmocka_unit_test(a_time_alone_is_the_nearest_one_in_the_direction),
		cmocka_unit_test(what_is_printed_for_people_can_be_typed),
		cmocka_unit_test(any_words_are_read_without_harm),
		cmocka_unit_test(a_length_of_time_is_read_as_days),
		cmocka_unit_test(months_and_years_are_of_average_length),
		cmocka_unit_test(how_often_is_read_as_days_between),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
