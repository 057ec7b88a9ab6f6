/*
 * minute.c - times of the day and lengths of work, both in minutes, as sheets and
 * people write them. The whole text has to be understood; a part that
 * is not makes it no time at all.
 */
#include "util/date.h"

#include <string.h>

#include "util/text.h"

void minute_to_text(int minute, char out[static 6])
{
	out[0] = (char)('0' + minute / 600);
	out[1] = (char)('0' + minute / 60 % 10);
	out[2] = ':';
	out[3] = (char)('0' + minute % 60 / 10);
	out[4] = (char)('0' + minute % 10);
	out[5] = '\0';
}

/* Reads at most `most` digits; how many there were. */
static size_t take_number(const char **s, const char *end, size_t most, int *number)
{
	size_t count = 0;

	*number = 0;
	while (*s < end && count < most && text_digit(**s)) {
		*number = *number * 10 + (*(*s)++ - '0');
		count++;
	}
	return count;
}

/* Blanks, also the narrow ones that newer systems put before "PM". */
static void skip_blanks(const char **s, const char *end)
{
	for (;;) {
		if (*s < end && (**s == ' ' || **s == '\t'))
			*s += 1;
		else if (end - *s >= 2 && memcmp(*s, "\xc2\xa0", 2) == 0)
			*s += 2;
		else if (end - *s >= 3 && memcmp(*s, "\xe2\x80\xaf", 3) == 0)
			*s += 3;
		else
			return;
	}
}

/* ---- times of the day ------------------------------------------------------------------------ */

struct clock {
	int hour, minute, second;
	bool whole; /* it needs no am or pm to be a time: there are minutes, or an h */
};

/* "14", "14:00", "14.00", "14:00:30", "14h", "14h30" off the front. */
static bool take_clock(const char **s, const char *end, struct clock *c)
{
	char mark;

	*c = (struct clock){0};
	if (take_number(s, end, 2, &c->hour) == 0)
		return false;
	mark = *s < end ? text_lower(**s) : '\0';
	if (mark != ':' && mark != '.' && mark != 'h')
		return true;
	++*s;
	c->whole = true;
	if (mark == 'h' && (*s == end || !text_digit(**s)))
		return true;
	if (take_number(s, end, 2, &c->minute) != 2)
		return false;
	if (mark != ':' || *s == end || **s != ':')
		return true;
	++*s;
	return take_number(s, end, 2, &c->second) == 2;
}

/* The hours that "am" or "pm" add; -1 when the text is neither. */
static int half_of_day(const char *s, size_t n)
{
	static const struct {
		const char *text;
		int hours;
	} halves[] = {
		{"am", 0},
		{"pm", 12},
		{"a.m.", 0},
		{"p.m.", 12},
		{"a. m.", 0},
		{"p. m.", 12},
		{"a.\xc2\xa0m.", 0},
		{"p.\xc2\xa0m.", 12},
	};

	for (size_t i = 0; i < ARRAY_SIZE(halves); i++)
		if (text_same(s, n, halves[i].text))
			return halves[i].hours;
	return -1;
}

int minute_from_text(const char *s, size_t n)
{
	const char *end;
	struct clock c;

	text_trim(&s, &n);
	end = s + n;
	if (text_same(s, n, "noon"))
		return 12 * 60;
	if (!take_clock(&s, end, &c))
		return MINUTE_NONE;
	skip_blanks(&s, end);
	if (s < end) {
		int half = half_of_day(s, (size_t)(end - s));

		if (half < 0 || c.hour < 1 || c.hour > 12)
			return MINUTE_NONE;
		c.hour = c.hour % 12 + half;
	} else if (!c.whole) {
		return MINUTE_NONE;
	}
	if (c.hour > 23 || c.minute > 59 || c.second > 59)
		return MINUTE_NONE;
	return c.hour * 60 + c.minute;
}

/* ---- lengths of work ------------------------------------------------------------------------- */

/* A unit off the front, blanks before it skipped: its minutes; 0 when there is none. */
static int take_unit(const char **s, const char *end)
{
	static const struct {
		const char *word;
		int minutes;
	} units[] = {
		{"min", 1},
		{"m", 1},
		{"mins", 1},
		{"minute", 1},
		{"minutes", 1},
		{"minuten", 1},
		{"h", 60},
		{"hr", 60},
		{"hrs", 60},
		{"hour", 60},
		{"hours", 60},
		{"std", 60},
		{"'", 1},
	};
	const char *word, *at;

	skip_blanks(s, end);
	word = at = *s;
	while (at < end && (*at == '\'' || (text_lower(*at) >= 'a' && text_lower(*at) <= 'z')))
		at++;
	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		if (!text_same(word, (size_t)(at - word), units[i].word))
			continue;
		*s = at < end && *at == '.' ? at + 1 : at;
		return units[i].minutes;
	}
	return 0;
}

/* What may follow hours: nothing, or minutes below an hour with or without their unit. */
static bool read_after_hours(const char *s, const char *end, int hours, int *minutes)
{
	int more = 0;

	skip_blanks(&s, end);
	if (s < end && (take_number(&s, end, 2, &more) == 0 || more > 59))
		return false;
	if (s < end && take_unit(&s, end) != 1)
		return false;
	*minutes = hours * 60 + more;
	return s == end;
}

/* "1.5h", "0.75 h": at most two decimals, to the nearest minute. */
static bool read_decimal_hours(const char *s, const char *end, int hours, int *minutes)
{
	int hundredths;
	size_t digits = take_number(&s, end, 2, &hundredths);

	if (digits == 0 || take_unit(&s, end) != 60 || s < end)
		return false;
	if (digits == 1)
		hundredths *= 10;
	*minutes = hours * 60 + (hundredths * 60 + 50) / 100;
	return true;
}

bool minutes_read(const char *s, size_t n, int *minutes)
{
	const char *end;
	int number, unit, more;

	text_trim(&s, &n);
	end = s + n;
	if (take_number(&s, end, 4, &number) == 0)
		return false;
	if (s < end && *s == ':') {
		s++;
		if (take_number(&s, end, 2, &more) != 2 || more > 59 || s < end)
			return false;
		*minutes = number * 60 + more;
		return true;
	}
	if (s < end && (*s == '.' || *s == ','))
		return read_decimal_hours(s + 1, end, number, minutes);
	unit = s < end ? take_unit(&s, end) : 1;
	if (unit == 60)
		return read_after_hours(s, end, number, minutes);
	if (unit == 0 || s < end)
		return false;
	*minutes = number;
	return true;
}
