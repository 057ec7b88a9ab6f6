/*
 * date.c - civil dates against a calendar that is walked day by day, and dates out of
 * cells: whatever is written in a known way comes back as the day it was
 * written for, and what reads two ways says so.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "util/date.h"
#include "util/date_words.h"

/* ---- the calendar, walked -------------------------------------------------------------------- */

struct day {
	int year, month, day, weekday;
};

/* "Thirty days hath September": told apart from the library's table and its leap rule. */
static int length_of(int year, int month)
{
	if (month == 4 || month == 6 || month == 9 || month == 11)
		return 30;
	if (month != 2)
		return 31;
	if (year % 400 == 0)
		return 29;
	return year % 100 != 0 && year % 4 == 0 ? 29 : 28;
}

static void step(struct day *d)
{
	d->weekday = (d->weekday + 1) % 7;
	if (++d->day <= length_of(d->year, d->month))
		return;
	d->day = 1;
	if (++d->month <= 12)
		return;
	d->month = 1;
	d->year++;
}

/* 1 January of the year 1 was a Monday, 719162 days before 1970. */
static const struct day first = {1, 1, 1, 0};
#define FIRST_DATE (-719162)
#define DAYS_OF_ALL_YEARS 3652059

static void every_day_of_ten_thousand_years_is_counted_and_split_alike(void **state)
{
	struct day d = first;

	(void)state;
	for (int32_t i = 0; i < DAYS_OF_ALL_YEARS; i++, step(&d)) {
		int year, month, day;

		assert_int_equal(date_make(d.year, d.month, d.day), FIRST_DATE + i);
		date_split(FIRST_DATE + i, &year, &month, &day);
		assert_int_equal(year, d.year);
		assert_int_equal(month, d.month);
		assert_int_equal(day, d.day);
		assert_int_equal(date_weekday(FIRST_DATE + i), d.weekday);
	}
	assert_int_equal(d.year, 10000);
}

static void days_that_are_not_in_the_calendar_are_none(void **state)
{
	(void)state;
	for (int year = -1; year <= 10001; year += year < 1580 || year > 2420 ? 83 : 1) {
		for (int month = -1; month <= 14; month++) {
			bool exists = year >= 1 && year <= 9999 && month >= 1 && month <= 12;
			int last = exists ? length_of(year, month) : 0;

			for (int day = -1; day <= 33; day++) {
				bool good = day >= 1 && day <= last;

				assert_int_equal(date_valid(year, month, day), good);
				assert_int_equal(date_make(year, month, day) != DATE_NONE, good);
			}
		}
	}
}

static void a_day_is_written_as_iso_and_read_back(void **state)
{
	struct day d = first;

	(void)state;
	for (int32_t date = FIRST_DATE; date < FIRST_DATE + DAYS_OF_ALL_YEARS; date++, step(&d)) {
		char iso[11], expected[32];

		if (date % 13 != 0)
			continue;
		date_to_iso(date, iso);
		snprintf(expected, sizeof expected, "%04d-%02d-%02d", d.year, d.month, d.day);
		assert_string_equal(iso, expected);
		assert_int_equal(date_from_iso(iso, 10), date);
	}
}

static void only_the_exact_form_is_iso(void **state)
{
	static const char *const texts[] = {"", "2026", "2026-11", "2026-11-2", "2026-11-231",
		"2026/11/23", "2026-11/23", "2026/11-23", " 2026-11-2", "2026-1-123", "-026-11-23",
		"2026-+1-23", "2026-11- 3", "20x6-11-23", "2026-02-29", "2026-13-01", "2026-00-01",
		"2026-01-00", "0000-01-01", "\xef\xbc\x92-11-23xx"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		if (date_from_iso(texts[i], strlen(texts[i])) != DATE_NONE)
			fail_msg("\"%s\" is taken for an ISO date", texts[i]);
	}
	assert_int_equal(date_from_iso("2024-02-29", 10), 19782);
	assert_int_equal(date_from_iso("2024-02-29 and more", 10), 19782);
}

static void months_are_added_by_the_calendar(void **state)
{
	struct random r = {20261123};

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int year = random_between(&r, 1, 9999), month = random_between(&r, 1, 12);
		int day = random_between(&r, 1, length_of(year, month));
		int months = random_between(&r, -1500, 1500), left = months;
		int32_t expected = DATE_NONE, date = date_make(year, month, day);

		for (; left > 0; left--)
			if (++month > 12)
				month = 1, year++;
		for (; left < 0; left++)
			if (--month < 1)
				month = 12, year--;
		if (year >= 1 && year <= 9999)
			expected = date_make(year, month,
				day < length_of(year, month) ? day : length_of(year, month));
		assert_int_equal(date_add_months(date, months), expected);
	}
	assert_int_equal(date_add_months(DATE_NONE, 1), DATE_NONE);
	assert_int_equal(date_add_months(0, INT32_MAX), DATE_NONE);
	assert_int_equal(date_add_months(0, INT32_MIN), DATE_NONE);
}

static void people_see_the_day_the_month_in_letters_and_the_year(void **state)
{
	static const char *const months[] = {"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec"};
	static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	struct day d = {1970, 1, 1, 3};

	(void)state;
	for (int32_t date = 0; date < 800; date++, step(&d)) {
		struct buf out CLEANUP(buf_free) = {0};
		char expected[64];

		date_to_human(date, true, &out);
		buf_addc(&out, '|');
		date_to_human(date, false, &out);
		snprintf(expected, sizeof expected, "%s %d %s %d|%d %s %d", weekdays[d.weekday],
			d.day, months[d.month], d.year, d.day, months[d.month], d.year);
		assert_string_equal(buf_str(&out), expected);
	}
}

/* ---- cells ----------------------------------------------------------------------------------- */

static const char *const months_english[] = {"", "January", "February", "March", "April", "May",
	"June", "July", "August", "September", "October", "November", "December"};
static const char *const months_german[] = {"", "Januar", "Februar", "März", "April", "Mai", "Juni",
	"Juli", "August", "September", "Oktober", "November", "Dezember"};
static const char *const months_french[] = {"", "janvier", "février", "mars", "avril", "mai",
	"juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"};
static const char *const months_spanish[] = {"", "enero", "febrero", "marzo", "abril", "mayo",
	"junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"};
static const char *const weekday_names[] = {
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

static int weekday_of(int year, int month, int day)
{
	static const int shifts[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4}; /* after Sakamoto */

	year -= month < 3;
	return (year + year / 4 - year / 100 + year / 400 + shifts[month - 1] + day + 6) % 7;
}

static unsigned read(const char *text, struct date_cell *out)
{
	return date_read_cell(text, strlen(text), out);
}

static void assert_one_day(const char *text, int32_t date)
{
	struct date_cell cell;

	if (read(text, &cell) != DATE_ORDER_ANY || cell.ymd != date || cell.dmy != date ||
		cell.mdy != date || cell.impossible)
		fail_msg("\"%s\" is not read as the day %d", text, (int)date);
}

/* One way to write a day that is the same in every order. */
static void write_plainly(unsigned way, char *out, size_t size, int y, int m, int d)
{
	const char *weekday = weekday_names[weekday_of(y, m, d)];

	switch (way) {
	case 0:
		snprintf(out, size, "%04d-%02d-%02d", y, m, d);
		return;
	case 1:
		snprintf(out, size, "%04d/%d/%d", y, m, d);
		return;
	case 2:
		snprintf(out, size, "%04d.%02d.%02d", y, m, d);
		return;
	case 3:
		snprintf(out, size, "%d %.3s %d", d, months_english[m], y);
		return;
	case 4:
		snprintf(out, size, "%s %d, %d", months_english[m], d, y);
		return;
	case 5:
		snprintf(out, size, "%.3s %02d %.3s %d", weekday, d, months_english[m], y);
		return;
	case 6:
		snprintf(out, size, "%s, %s %d, %d", weekday, months_english[m], d, y);
		return;
	case 7:
		snprintf(out, size, "%d. %s %d", d, months_german[m], y);
		return;
	case 8:
		snprintf(out, size, "%d %s %d", d, months_french[m], y);
		return;
	case 9:
		snprintf(out, size, "%d de %s de %d", d, months_spanish[m], y);
		return;
	case 10:
		snprintf(out, size, "%02d-%.3s-%d", d, months_english[m], y);
		return;
	default:
		snprintf(out, size, "%04d%02d%02d", y, m, d);
		return;
	}
}
#define PLAIN_WAYS 12

static void a_day_written_in_one_sense_reads_as_that_day(void **state)
{
	struct random r = {7};
	char text[128];

	(void)state;
	for (int i = 0; i < 40000; i++) {
		int y = random_between(&r, 1900, 2100), m = random_between(&r, 1, 12);
		int d = random_between(&r, 1, length_of(y, m));

		write_plainly(random_below(&r, PLAIN_WAYS), text, sizeof text, y, m, d);
		assert_one_day(text, date_make(y, m, d));
	}
}

static void two_digits_of_a_year_are_1950_to_2049(void **state)
{
	char text[32];

	(void)state;
	for (int yy = 0; yy < 100; yy++) {
		int32_t date = date_make(yy < 50 ? 2000 + yy : 1900 + yy, 11, 23);
		struct date_cell cell;

		snprintf(text, sizeof text, "11/23/%02d", yy);
		assert_int_equal(read(text, &cell), DATE_ORDER_MDY);
		assert_int_equal(cell.mdy, date);
		snprintf(text, sizeof text, "23-Nov-%02d", yy);
		assert_one_day(text, date);
	}
}

static void numbers_have_exactly_the_readings_that_are_in_the_calendar(void **state)
{
	static const char signs[] = "/-.";
	struct random r = {99};
	char text[32];

	(void)state;
	for (int i = 0; i < 40000; i++) {
		int a = random_between(&r, 0, 35), b = random_between(&r, 0, 35);
		int y = random_between(&r, 1950, 2049);
		char sign = signs[random_below(&r, 3)];
		bool dmy = b >= 1 && b <= 12 && a >= 1 && a <= length_of(y, b);
		bool mdy = sign != '.' && a >= 1 && a <= 12 && b >= 1 && b <= length_of(y, a);
		struct date_cell cell;
		unsigned orders;

		snprintf(text, sizeof text, random_below(&r, 2) ? "%02d%c%02d%c%d" : "%d%c%d%c%d",
			a, sign, b, sign, y);
		orders = read(text, &cell);
		if (orders != (unsigned)(dmy * DATE_ORDER_DMY + mdy * DATE_ORDER_MDY))
			fail_msg("\"%s\" has the readings %u", text, orders);
		assert_int_equal(cell.dmy, dmy ? date_make(y, b, a) : DATE_NONE);
		assert_int_equal(cell.mdy, mdy ? date_make(y, a, b) : DATE_NONE);
		assert_int_equal(date_cell_in(&cell, DATE_ORDER_DMY), cell.dmy);
		assert_int_equal(date_cell_in(&cell, DATE_ORDER_MDY), cell.mdy);
		assert_int_equal(cell.impossible, !dmy && !mdy);
	}
}

static void a_weekday_drops_the_readings_that_fall_on_another(void **state)
{
	char text[64];

	(void)state;
	for (int y = 2020; y <= 2027; y++) {
		for (int weekday = 0; weekday < 7; weekday++) {
			bool dmy = weekday == weekday_of(y, 4, 3);
			bool mdy = weekday == weekday_of(y, 3, 4);
			struct date_cell cell;

			snprintf(text, sizeof text, "%s 3/4/%d", weekday_names[weekday], y);
			assert_int_equal(
				read(text, &cell), dmy * DATE_ORDER_DMY + mdy * DATE_ORDER_MDY);
			assert_int_equal(cell.dmy, dmy ? date_make(y, 4, 3) : DATE_NONE);
			assert_int_equal(cell.mdy, mdy ? date_make(y, 3, 4) : DATE_NONE);
			assert_int_equal(cell.impossible, !dmy && !mdy);
		}
	}
}

static void a_time_behind_the_date_is_kept_to_the_minute(void **state)
{
	static const struct {
		const char *before, *mark, *behind;
		bool twelve; /* hours of 1 to 12, and am or pm */
	} forms[] = {
		{"2026-11-23T", ":", "", false},
		{"2026-11-23 ", ":", "", false},
		{"2026-11-23T", ":", ":59.999Z", false},
		{"2026-11-23 ", ":", ":00 +0100", false},
		{"2026-11-23T", ":", ":30-05:00", false},
		{"23 Nov 2026, ", ":", "", false},
		{"23. 11. 2026 ", "h", "", false},
		{"November 23, 2026 at ", ":", " ", true},
		{"11/23/2026 ", ":", "", true},
		{"11/23/2026 ", ":", ":07 ", true},
		{"Mon 23 Nov 2026 ", ":", "\xe2\x80\xaf", true},
	};
	char text[64];

	(void)state;
	for (int minute = 0; minute < 1440; minute++) {
		for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
			int hour = minute / 60;
			int shown = forms[i].twelve ? (hour + 11) % 12 + 1 : hour;
			const char *half = !forms[i].twelve ? "" : hour < 12 ? "AM" : "PM";
			struct date_cell cell;
			unsigned orders;

			snprintf(text, sizeof text, "%s%02d%s%02d%s%s", forms[i].before, shown,
				forms[i].mark, minute % 60, forms[i].behind, half);
			orders = read(text, &cell);
			if (orders == 0 || cell.minute != minute ||
				(cell.dmy != 20780 && cell.mdy != 20780))
				fail_msg("\"%s\" is read as the minute %d", text, cell.minute);
		}
	}
}

static void what_is_no_date_has_no_reading(void **state)
{
	static const char *const texts[] = {"", "today", "Nov", "2026", "23", "11/23", "23.11.",
		"555-0142", "555-01-1423", "12345678", "99991231", "1/2/3", "1/2/345",
		"2026-11-23-1", "2026-11-23x", "2026-11-23 x", "2026-11-23 25:00", "2026-11-23 14",
		"23 foo 2026", "23 Nov", "Nov 23-26", "Foo 23, 2026", "23 Nov 2026 25:61",
		"1.2/2026", "2026-11/23", "123 Nov 2026", "23 ju 2026", "23 jui 2026", "12 34 5678",
		"+1 555 0142", "Monday", "Mon 23", "Freitags 23.11.2026"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct date_cell cell;

		if (read(texts[i], &cell) != 0 || cell.ymd != DATE_NONE || cell.dmy != DATE_NONE ||
			cell.mdy != DATE_NONE || cell.minute != MINUTE_NONE || cell.impossible)
			fail_msg("\"%s\" is taken for a date", texts[i]);
	}
}

static void a_day_that_never_was_is_called_impossible(void **state)
{
	static const char *const texts[] = {"31/02/2026", "2026-02-29", "2026-13-01", "30 Feb 2026",
		"Feb 29, 2026", "32.1.2026", "20260231", "0/0/2026", "Tue 23 Nov 2026"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct date_cell cell;

		if (read(texts[i], &cell) != 0 || !cell.impossible)
			fail_msg("\"%s\" is not called impossible", texts[i]);
	}
}

/* A date with up to three bytes that chance has put elsewhere or changed. */
static char *damaged_date(struct random *r, size_t *n)
{
	static const char bytes[] = "0123456789/-. :,TZ+apmJanNovM\xc3\xa4\xc2\xa0\xe2\x80\xaf\xff";
	char text[128], *exact;

	write_plainly(random_below(r, PLAIN_WAYS), text, sizeof text, random_between(r, 1900, 2100),
		random_between(r, 1, 12), random_between(r, 1, 28));
	*n = strlen(text);
	for (unsigned change = random_below(r, 4); change > 0; change--)
		text[random_below(r, (unsigned)*n)] = bytes[random_below(r, sizeof bytes)];
	if (random_below(r, 3) == 0)
		*n = random_below(r, (unsigned)*n + 1);
	exact = malloc(*n > 0 ? *n : 1); /* so that a sanitizer sees a byte too many */
	assert_non_null(exact);
	memcpy(exact, text, *n);
	return exact;
}

static void any_bytes_are_read_without_harm(void **state)
{
	struct random r = {5};
	size_t dates = 0;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		size_t n;
		char *text = damaged_date(&r, &n);
		struct date_cell cell;
		unsigned orders = date_read_cell(text, n, &cell);

		assert_int_equal((orders & DATE_ORDER_YMD) != 0, cell.ymd != DATE_NONE);
		assert_int_equal((orders & DATE_ORDER_DMY) != 0, cell.dmy != DATE_NONE);
		assert_int_equal((orders & DATE_ORDER_MDY) != 0, cell.mdy != DATE_NONE);
		assert_in_range(cell.minute + 1, 0, 1440);
		assert_false(orders != 0 && cell.impossible);
		dates += orders != 0;
		free(text);
	}
	assert_in_range(dates, 10000, 50000);
}

/* ---- words ----------------------------------------------------------------------------------- */

/* Three letters or more of a name are enough, unless two months begin so. */
static void a_month_is_known_by_its_first_letters(void **state)
{
	static const char *const *const languages[] = {
		months_english, months_german, months_french, months_spanish};
	static const struct {
		const char *word;
		int month;
	} words[] = {{"jui", 0}, {"ju", 0}, {"ma", 0}, {"mar", 3}, {"mai", 5}, {"may", 5},
		{"MÄRZ", 3}, {"Maerz", 3}, {"Mrz", 3}, {"Jänner", 1}, {"sept", 9}, {"Set", 9},
		{"januarys", 0}, {"", 0}, {"dez", 12}, {"dic", 12}, {"abr", 4}, {"avr", 4}};

	(void)state;
	for (size_t l = 0; l < ARRAY_SIZE(languages); l++)
		for (int m = 1; m <= 12; m++)
			assert_int_equal(
				month_from_word(languages[l][m], strlen(languages[l][m])), m);
	for (int m = 1; m <= 12; m++)
		for (size_t n = 3; n <= strlen(months_english[m]); n++)
			assert_int_equal(month_from_word(months_english[m], n), m);
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (month_from_word(words[i].word, strlen(words[i].word)) != words[i].month)
			fail_msg("\"%s\" is not the month %d", words[i].word, words[i].month);
}

static void a_weekday_is_three_letters_or_all_of_them(void **state)
{
	(void)state;
	for (int i = 0; i < 7; i++) {
		const char *name = weekday_names[i];

		assert_int_equal(weekday_from_word(name, strlen(name)), i);
		assert_int_equal(weekday_from_word(name, 3), i);
		assert_int_equal(weekday_from_word(name, 1), -1);
		assert_int_equal(weekday_from_word(name, strlen(name) - 1), -1);
	}
	assert_int_equal(weekday_from_word("", 0), -1);
	assert_int_equal(weekday_from_word("MON", 3), 0);
}

static void a_weekday_has_its_name_in_four_languages(void **state)
{
	static const char *const names[][7] = {
		{"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"},
		{"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"},
		{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"},
		{"lunes", "martes", "mi\303\251rcoles", "jueves", "viernes", "s\303\241bado",
			"domingo"},
		{"lun", "tue", "mi\303\251", "jue", "vie", "s\303\241b", "dom"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (int day = 0; day < 7; day++)
			assert_int_equal(
				weekday_from_word(names[i][day], strlen(names[i][day])), day);
	assert_int_equal(weekday_from_word("mar", 3), -1);
	assert_int_equal(weekday_from_word("Sonnabend", 9), 5);
}

static void an_order_has_its_name(void **state)
{
	(void)state;
	assert_string_equal(date_order_name(DATE_ORDER_YMD), "ymd");
	assert_string_equal(date_order_name(DATE_ORDER_DMY), "dmy");
	assert_string_equal(date_order_name(DATE_ORDER_MDY), "mdy");
	assert_string_equal(date_order_name(DATE_ORDER_NONE), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_ten_thousand_years_is_counted_and_split_alike),
		cmocka_unit_test(days_that_are_not_in_the_calendar_are_none),
		cmocka_unit_test(a_day_is_written_as_iso_and_read_back),
		cmocka_unit_test(only_the_exact_form_is_iso),
		cmocka_unit_test(months_are_added_by_the_calendar),
		cmocka_unit_test(people_see_the_day_the_month_in_letters_and_the_year),
		cmocka_unit_test(a_day_written_in_one_sense_reads_as_that_day),
		cmocka_unit_test(two_digits_of_a_year_are_1950_to_2049),
		cmocka_unit_test(numbers_have_exactly_the_readings_that_are_in_the_calendar),
		cmocka_unit_test(a_weekday_drops_the_readings_that_fall_on_another),
		cmocka_unit_test(a_time_behind_the_date_is_kept_to_the_minute),
		cmocka_unit_test(what_is_no_date_has_no_reading),
		cmocka_unit_test(a_day_that_never_was_is_called_impossible),
		cmocka_unit_test(any_bytes_are_read_without_harm),
		cmocka_unit_test(a_month_is_known_by_its_first_letters),
		cmocka_unit_test(a_weekday_is_three_letters_or_all_of_them),
		cmocka_unit_test(a_weekday_has_its_name_in_four_languages),
		cmocka_unit_test(an_order_has_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
