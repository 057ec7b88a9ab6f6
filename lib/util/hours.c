/*
 * hours.c - reads and writes times of the week. Word for word: a word that is
 * neither a day nor an hour makes the whole text unreadable, so that nothing
 * is passed over in silence.
 */
#include "util/hours.h"

#include <stdlib.h>
#include <string.h>

#include "util/base.h"
#include "util/date.h"
#include "util/date_words.h"
#include "util/text.h"

#define DAY_END (24 * 60)

static const char *const day_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* Words for several days, and words for a part of the day. */
static const struct {
	const char *word;
	unsigned days;
} day_words[] = {{"any", HOURS_ALL_DAYS}, {"daily", HOURS_ALL_DAYS}, {"weekdays", 0x1f},
	{"weekday", 0x1f}, {"weekend", 0x60}, {"weekends", 0x60}};
static const struct {
	const char *word;
	int from, to;
} part_words[] = {{"morning", 0, 12 * 60}, {"mornings", 0, 12 * 60},
	{"afternoon", 12 * 60, 17 * 60}, {"afternoons", 12 * 60, 17 * 60},
	{"evening", 17 * 60, DAY_END}, {"evenings", 17 * 60, DAY_END}};

/* "thursdays" is thursday; "thu-" is nothing. */
static int weekday_of(const char *word, size_t n)
{
	int day;

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)word[i] < 0x80 &&
			(text_lower(word[i]) < 'a' || text_lower(word[i]) > 'z'))
			return -1;
	day = weekday_from_word(word, n);

	if (day < 0 && n > 4 && (word[n - 1] == 's' || word[n - 1] == 'S'))
		day = weekday_from_word(word, n - 1);
	return day;
}

static bool read_day_range(const char *word, unsigned *days)
{
	const char *dash = strchr(word, '-');
	int from, to;

	if (dash == NULL)
		return false;
	from = weekday_of(word, (size_t)(dash - word));
	to = weekday_of(dash + 1, strlen(dash + 1));
	if (from < 0 || to < 0)
		return false;
	for (int day = from;; day = (day + 1) % 7) {
		*days |= 1u << day;
		if (day == to)
			return true;
	}
}

static bool read_days(const char *word, unsigned *days)
{
	int day = weekday_of(word, strlen(word));

	if (day >= 0) {
		*days |= 1u << day;
		return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(day_words); i++) {
		if (text_same(word, strlen(word), day_words[i].word)) {
			*days |= day_words[i].days;
			return true;
		}
	}
	return read_day_range(word, days);
}

/* A whole hour needs no minutes; 24 ends the day. */
static int read_minute(const char *s, size_t n)
{
	if (n <= 2 && n > 0 && text_digit(s[0]) && text_digit(s[n - 1])) {
		int hour = s[0] - '0';

		if (n == 2)
			hour = 10 * hour + (s[1] - '0');
		return hour <= 24 ? hour * 60 : MINUTE_NONE;
	}
	if (n == 5 && memcmp(s, "24:00", 5) == 0)
		return DAY_END;
	return minute_from_text(s, n);
}

/* "2-6pm" is 14 to 18: what is said of the end holds for the beginning, where that comes before it.
 */
static int move_to_afternoon(size_t n, int from, int to, const char *end)
{
	size_t length = strlen(end);
	bool bare = n <= 2 && length > 2;
	bool pm = length > 2 && text_lower(end[length - 2]) == 'p';

	return bare && pm && from < 12 * 60 && from + 12 * 60 < to ? from + 12 * 60 : from;
}

static bool read_span(const char *word, struct hours *out)
{
	const char *dash = strchr(word, '-');

	if (dash == NULL)
		return false;
	out->from = read_minute(word, (size_t)(dash - word));
	out->to = read_minute(dash + 1, strlen(dash + 1));
	if (out->from == MINUTE_NONE || out->to == MINUTE_NONE)
		return false;
	out->from = move_to_afternoon((size_t)(dash - word), out->from, out->to, dash + 1);
	return true;
}

static bool read_part(const char *word, struct hours *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(part_words); i++) {
		if (text_same(word, strlen(word), part_words[i].word)) {
			out->from = part_words[i].from;
			out->to = part_words[i].to;
			return true;
		}
	}
	return read_span(word, out);
}

/* "after 17", "from 17", "before 12", "until 12", "at 10": a word and the time behind it. */
static bool read_bound(const char *word, const char *time, struct hours *out)
{
	int minute = time != NULL ? read_minute(time, strlen(time)) : MINUTE_NONE;

	if (minute == MINUTE_NONE)
		return false;
	if (text_same(word, strlen(word), "after") || text_same(word, strlen(word), "from"))
		out->from = minute;
	else if (text_same(word, strlen(word), "before") || text_same(word, strlen(word), "until"))
		out->to = minute;
	else if (text_same(word, strlen(word), "at"))
		*out = (struct hours){out->days, minute, minute + 60};
	else
		return false;
	return true;
}

/* What was said of the hours so far: each end once, or it is two wishes in one. */
struct said {
	bool from, to;
};

static bool read_hours_word(const char *word, char **rest, struct hours *read, struct said *said)
{
	struct hours before = *read;
	bool span = read_part(word, read);

	if (!span && !read_bound(word, strtok_r(NULL, ", \t\n", rest), read))
		return false;
	span = span || text_same(word, strlen(word), "at");
	if ((said->from && (span || read->from != before.from)) ||
		(said->to && (span || read->to != before.to)))
		return false;
	said->from = said->from || span || read->from != before.from;
	said->to = said->to || span || read->to != before.to;
	return true;
}

/* Days, and one time for all of them, in any order; days, hours and days again are two wishes. */
bool hours_read(const char *text, struct hours *out)
{
	char *copy CLEANUP(free_pointer) = strdup(text);
	struct hours read = {0, 0, DAY_END};
	struct said said = {0};
	unsigned days_before = 0; /* the first hour */
	char *rest, *word;

	if (copy == NULL)
		return false;
	for (word = strtok_r(copy, ", \t\n", &rest); word != NULL;
		word = strtok_r(NULL, ", \t\n", &rest)) {
		if (read_days(word, &read.days)) {
			if (days_before != 0)
				return false;
			continue;
		}
		if (!read_hours_word(word, &rest, &read, &said))
			return false;
		days_before = read.days;
	}
	if (read.days == 0 && !said.from && !said.to)
		return false;
	if (read.days == 0)
		read.days = HOURS_ALL_DAYS;
	if (read.from >= read.to || read.to > DAY_END)
		return false;
	*out = read;
	return true;
}

static void add_minute(int minute, struct buf *out)
{
	buf_addf(out, "%02d:%02d", minute / 60, minute % 60);
}

void hours_to_text(const struct hours *hours, struct buf *out)
{
	const char *blank = "";

	if (hours->days == HOURS_ALL_DAYS)
		buf_adds(out, "any");
	for (int day = 0; hours->days != HOURS_ALL_DAYS && day < 7; day++) {
		if ((hours->days >> day & 1) == 0)
			continue;
		buf_addf(out, "%s%s", blank, day_names[day]);
		blank = " ";
	}
	if (hours->from == 0 && hours->to == DAY_END)
		return;
	buf_addc(out, ' ');
	add_minute(hours->from, out);
	buf_addc(out, '-');
	add_minute(hours->to, out);
}

bool hours_hold(const struct hours *hours, int weekday, int minute, int minutes)
{
	return (hours->days >> weekday & 1) != 0 && minute >= hours->from &&
		minute + minutes <= hours->to;
}

static void mark(const struct hours *hours, struct week *week)
{
	for (int day = 0; day < 7; day++)
		for (int minute = hours->from; minute < hours->to; minute++)
			week->holds[day][minute] |= (hours->days >> day & 1) != 0;
}

bool week_read(const char *text, struct week *out)
{
	char *copy CLEANUP(free_pointer) = strdup(text);
	struct week read = {0};
	struct hours hours;
	char *rest, *part;

	part = copy != NULL ? strtok_r(copy, ";", &rest) : NULL;
	if (part == NULL)
		return false;
	for (; part != NULL; part = strtok_r(NULL, ";", &rest)) {
		if (!hours_read(part, &hours))
			return false;
		mark(&hours, &read);
	}
	*out = read;
	return true;
}

bool hours_read_week(const char *text, int minutes[static 7])
{
	struct week week;

	if (!week_read(text, &week))
		return false;
	for (int day = 0; day < 7; day++) {
		minutes[day] = 0;
		for (int minute = 0; minute < DAY_END; minute++)
			minutes[day] += week.holds[day][minute];
	}
	return true;
}
