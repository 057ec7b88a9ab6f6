/*
 * minute.c - times of the day and lengths of work: every minute in every way of
 * writing it comes back as that minute, and a text of which a part is not
 * understood is none.
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

static void assert_time(const char *text, int minute)
{
	int got = minute_from_text(text, strlen(text));

	if (got != minute)
		fail_msg("\"%s\" is read as the minute %d, not %d", text, got, minute);
}

static void every_minute_is_printed_and_read_back(void **state)
{
	char text[6], expected[16];

	(void)state;
	for (int minute = 0; minute < 1440; minute++) {
		minute_to_text(minute, text);
		snprintf(expected, sizeof expected, "%02d:%02d", minute / 60, minute % 60);
		assert_string_equal(text, expected);
		assert_time(text, minute);
	}
}

static void every_minute_is_read_in_24_hours(void **state)
{
	static const struct {
		const char *mark, *behind;
	} ways[] = {{":", ""}, {".", ""}, {"h", ""}, {"H", " "}, {":", ":59"}, {":", ":00 "}};
	char text[32];

	(void)state;
	for (int hour = 0; hour < 30; hour++) {
		for (int minute = 0; minute < 70; minute++) {
			bool good = hour < 24 && minute < 60;

			for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
				snprintf(text, sizeof text, " %d%s%02d%s", hour, ways[i].mark,
					minute, ways[i].behind);
				assert_time(text, good ? hour * 60 + minute : MINUTE_NONE);
			}
		}
		snprintf(text, sizeof text, "%dh", hour);
		assert_time(text, hour < 24 ? hour * 60 : MINUTE_NONE);
	}
}

static void every_minute_is_read_in_12_hours(void **state)
{
	static const char *const halves[][2] = {{"am", "pm"}, {" AM", " PM"}, {" a.m.", " p.m."},
		{"\xe2\x80\xaf"
		 "AM",
			"\xe2\x80\xaf"
			"PM"},
		{"\xc2\xa0"
		 "am",
			"\xc2\xa0"
			"pm"},
		{" a. m.", " p. m."}, {" A.\xc2\xa0m.", " P.\xc2\xa0m."}, {":59 am", ":59 pm"}};
	char text[48];

	(void)state;
	for (int hour = 0; hour <= 14; hour++) {
		bool good = hour >= 1 && hour <= 12;

		for (size_t i = 0; i < 2 * ARRAY_SIZE(halves); i++) {
			int noon = (int)(i % 2) * 12 * 60;

			for (int minute = 0; minute < 60; minute++) {
				int expected = hour % 12 * 60 + minute + noon;

				snprintf(text, sizeof text, "%d:%02d%s", hour, minute,
					halves[i / 2][i % 2]);
				assert_time(text, good ? expected : MINUTE_NONE);
			}
			if (halves[i / 2][0][0] == ':')
				continue;
			snprintf(text, sizeof text, "%d%s", hour, halves[i / 2][i % 2]);
			assert_time(text, good ? hour % 12 * 60 + noon : MINUTE_NONE);
		}
	}
	assert_time("noon", 720);
	assert_time(" Noon ", 720);
}

static void what_is_no_time_of_day_is_none(void **state)
{
	static const char *const texts[] = {"", " ", "14", "2", "pm", "2 p", "2 pmm", "2pm.",
		"14pm", "0am", ":30", "14:", "14:0", "14:000", "14:00:", "14:00:0", "14:00:60",
		"14;00", "14:00 Uhr", "14:00x", "x14:00", "114:00", "-1:00", "+1:00", "1 4:00",
		"14: 00", "14.00.00", "14h3", "midday", "noon pm", "2:30 a.m", "14:00 am",
		"14:00\xff", "\xe2\x80\xaf", "2\xe2\x80pm"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		assert_time(texts[i], MINUTE_NONE);
	assert_int_equal(minute_from_text("14:00:30", 5), 14 * 60);
	assert_int_equal(minute_from_text("14:00", 4), MINUTE_NONE);
}

/* ---- lengths of work ------------------------------------------------------------------------- */

static void assert_length(const char *text, int minutes)
{
	int got = -1;
	bool read = minutes_read(text, strlen(text), &got);

	if (read != (minutes >= 0) || (read && got != minutes))
		fail_msg("\"%s\" is read as %d minutes, not %d", text, read ? got : -1, minutes);
}

static void minutes_are_read_with_and_without_their_unit(void **state)
{
	static const char *const units[] = {"", "m", " m", "min", " min", " min.", " mins",
		" minutes", " minute", " Minuten", "'", " MIN", "\xc2\xa0min", "\xe2\x80\xafmin"};
	char text[48];

	(void)state;
	for (int minutes = 0; minutes < 10000; minutes += 1 + minutes / 50) {
		for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
			snprintf(text, sizeof text, " %d%s", minutes, units[i]);
			assert_length(text, minutes);
		}
	}
}

static void hours_and_minutes_are_read_together(void **state)
{
	static const struct {
		const char *hours, *minutes;
	} ways[] = {{"h", ""}, {"h", "m"}, {" h ", " min"}, {"hr ", " mins"}, {" hrs. ", ""},
		{" hour ", " minutes"}, {" hours ", " min."}, {" Std. ", " Min."}, {"H", "'"}};
	char text[48];

	(void)state;
	for (int hours = 0; hours < 30; hours++) {
		for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
			snprintf(text, sizeof text, "%d%s", hours, ways[i].hours);
			assert_length(text, hours * 60);
			for (int minutes = 0; minutes < 100; minutes++) {
				int expected = minutes < 60 ? hours * 60 + minutes : -1;

				snprintf(text, sizeof text, "%d%s%d%s", hours, ways[i].hours,
					minutes, ways[i].minutes);
				assert_length(text, expected);
				snprintf(text, sizeof text, "%d:%02d", hours, minutes);
				assert_length(text, expected);
			}
		}
	}
}

static void decimal_hours_go_to_the_nearest_minute(void **state)
{
	char text[32];

	(void)state;
	for (int hundredths = 0; hundredths < 2500; hundredths++) {
		int minutes = (int)(hundredths * 0.6 + 0.5);

		snprintf(text, sizeof text, "%d.%02dh", hundredths / 100, hundredths % 100);
		assert_length(text, minutes);
		snprintf(text, sizeof text, "%d,%02d hours", hundredths / 100, hundredths % 100);
		assert_length(text, minutes);
		if (hundredths % 10 != 0)
			continue;
		snprintf(text, sizeof text, "%d.%d h", hundredths / 100, hundredths % 100 / 10);
		assert_length(text, minutes);
	}
}

static void what_is_no_length_is_none(void **state)
{
	static const char *const texts[] = {"", " ", "min", "h", "-60", "+60", "60x", "60 m x",
		"60 60", "1h60", "1h30x", "1h30h", "1h 30 h", "1.5", "1.5 min", "1.h", "1.555h",
		"1:5", "1:60", "1:300", "1:30 h", "1:30:00", "12345", "60 min 30", "6 0", "1e2",
		"60\xff", "60/90", "1 h 30 m 5", "0x10", "60-90"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		assert_length(texts[i], -1);
}

static void any_bytes_are_read_without_harm(void **state)
{
	static const char bytes[] = "0123456789::..,hmpaminoon '\xc2\xa0\xe2\x80\xaf";
	struct random r = {11};
	size_t times = 0, lengths = 0;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		size_t n = random_below(&r, 8);
		char *text = malloc(n > 0 ? n : 1); /* a sanitizer sees a byte too many */
		int minute, minutes = -1;

		assert_non_null(text);
		for (size_t j = 0; j < n; j++)
			text[j] = bytes[random_below(&r, sizeof bytes)];
		minute = minute_from_text(text, n);
		assert_in_range(minute + 1, 0, 1440);
		times += minute != MINUTE_NONE;
		if (minutes_read(text, n, &minutes)) {
			assert_in_range(minutes, 0, 9999 * 60 + 60);
			lengths++;
		}
		free(text);
	}
	assert_in_range(times, 200, 100000);
	assert_in_range(lengths, 200, 100000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_minute_is_printed_and_read_back),
		cmocka_unit_test(every_minute_is_read_in_24_hours),
		cmocka_unit_test(every_minute_is_read_in_12_hours),
		cmocka_unit_test(what_is_no_time_of_day_is_none),
		cmocka_unit_test(minutes_are_read_with_and_without_their_unit),
		cmocka_unit_test(hours_and_minutes_are_read_together),
		cmocka_unit_test(decimal_hours_go_to_the_nearest_minute),
		cmocka_unit_test(what_is_no_length_is_none),
		cmocka_unit_test(any_bytes_are_read_without_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
