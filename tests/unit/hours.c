/*
 * hours.c - times of the week: what people say is read as they mean it, what is written
 * reads back to the same, and anything else is no time of the week.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "util/base.h"
#include "util/hours.h"

#define MON 1u
#define WED 4u
#define THU 8u
#define FRI 16u
#define SAT 32u
#define SUN 64u

static const struct {
	const char *said, *written;
	struct hours hours;
} examples[] = {
	{"thu 14-18", "thu 14:00-18:00", {THU, 14 * 60, 18 * 60}},
	{"Thursdays 14:30-18:15", "thu 14:30-18:15", {THU, 870, 1095}},
	{"mon, wed mornings", "mon wed 00:00-12:00", {MON | WED, 0, 720}},
	{"weekdays after 17", "mon tue wed thu fri 17:00-24:00", {0x1f, 1020, 1440}},
	{"fri before 12", "fri 00:00-12:00", {FRI, 0, 720}},
	{"weekend", "sat sun", {SAT | SUN, 0, 1440}},
	{"afternoons", "any 12:00-17:00", {HOURS_ALL_DAYS, 720, 1020}},
	{"sat-mon", "mon sat sun", {SAT | SUN | MON, 0, 1440}},
	{"fri at 10", "fri 10:00-11:00", {FRI, 600, 660}},
	{"2pm-6pm thu", "thu 14:00-18:00", {THU, 840, 1080}},
	{"mon after 9 before 12", "mon 09:00-12:00", {MON, 540, 720}},
	{"daily", "any", {HOURS_ALL_DAYS, 0, 1440}},
	{"thu 2-6pm", "thu 14:00-18:00", {THU, 840, 1080}},
	{"fri 10-2pm", "fri 10:00-14:00", {FRI, 600, 840}},
	{"fri 9-11pm", "fri 21:00-23:00", {FRI, 1260, 1380}},
	{"thu 22-24", "thu 22:00-24:00", {THU, 1320, 1440}},
};

static void assert_same(const char *said, const struct hours *a, const struct hours *b)
{
	if (a->days != b->days || a->from != b->from || a->to != b->to)
		fail_msg("\"%s\": days %x, %d to %d", said, a->days, a->from, a->to);
}

static void people_are_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(examples); i++) {
		struct buf written CLEANUP(buf_free) = {0};
		struct hours read;

		if (!hours_read(examples[i].said, &read))
			fail_msg("\"%s\" was not read", examples[i].said);
		assert_same(examples[i].said, &read, &examples[i].hours);
		hours_to_text(&read, &written);
		assert_string_equal(buf_str(&written), examples[i].written);
	}
}

/* Every set of days with many spans of hours. */
static void what_is_written_reads_back_to_the_same(void **state)
{
	(void)state;
	for (unsigned days = 1; days <= HOURS_ALL_DAYS; days++) {
		for (int from = 0; from < 1440; from += 35) {
			struct buf written CLEANUP(buf_free) = {0};
			const struct hours hours = {
				days, from, from + 1 + (int)days * 7 % (1440 - from)};
			struct hours read;

			hours_to_text(&hours, &written);
			if (!hours_read(buf_str(&written), &read))
				fail_msg("\"%s\" was not read back", buf_str(&written));
			assert_same(buf_str(&written), &read, &hours);
		}
	}
}

static void anything_else_is_no_time_of_the_week(void **state)
{
	static const char *const wrong[] = {"", " , ", "someday", "thu 18-14", "thu 9-9",
		"thu 14-25", "after", "thu after", "thu 14-18 please", "14", "thu-", "mon-someday",
		"thu after noonish", "25-26", "thu -18", "mon 9-12, 14-18", "thu 14-18, fri 9-12",
		"thu after 14 after 15", "thu at 10 before 12"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		struct hours read = {7, 7, 7};

		if (hours_read(wrong[i], &read))
			fail_msg("\"%s\" was read", wrong[i]);
		assert_int_equal(read.days, 7);
	}
}

static void a_session_is_held_wholly_or_not(void **state)
{
	const struct hours hours = {THU | SAT, 14 * 60, 18 * 60};

	(void)state;
	assert_true(hours_hold(&hours, 3, 14 * 60, 60));
	assert_true(hours_hold(&hours, 5, 17 * 60, 60));
	assert_false(hours_hold(&hours, 3, 17 * 60 + 1, 60));
	assert_false(hours_hold(&hours, 3, 13 * 60 + 59, 30));
	assert_false(hours_hold(&hours, 4, 15 * 60, 30));
}

static void hours_of_a_week_count_once(void **state)
{
	static const struct {
		const char *said;
		int minutes[7];
	} weeks[] = {
		{"mon-fri 9-17; sat 9-12", {480, 480, 480, 480, 480, 180, 0}},
		{"mon 9-12; mon 14-18", {420, 0, 0, 0, 0, 0, 0}},
		{"mon 9-12; weekdays 10-13", {240, 180, 180, 180, 180, 0, 0}},
		{"sun", {0, 0, 0, 0, 0, 0, 1440}},
	};
	static const char *const nonsense[] = {"", ";", "mon 9-12; often", "9 to 5", "mon 12-9"};
	int minutes[7];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(weeks); i++) {
		assert_true(hours_read_week(weeks[i].said, minutes));
		assert_memory_equal(minutes, weeks[i].minutes, sizeof minutes);
	}
	for (size_t i = 0; i < ARRAY_SIZE(nonsense); i++)
		assert_false(hours_read_week(nonsense[i], minutes));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_are_understood),
		cmocka_unit_test(what_is_written_reads_back_to_the_same),
		cmocka_unit_test(anything_else_is_no_time_of_the_week),
		cmocka_unit_test(a_session_is_held_wholly_or_not),
		cmocka_unit_test(hours_of_a_week_count_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
