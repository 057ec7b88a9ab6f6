/*
 * date_cell.c - a date as a spreadsheet writes it, in every order in which it could
 * be meant. The caller decides the order from the whole column; nothing
 * here allocates for what most columns hold.
 */
#include <string.h>

#include "util/date.h"
#include "util/date_words.h"
#include "util/text.h"

#define CELL_MIN 6 /* 1/2/26 */
#define CELL_MAX 64

/* What is left to read of the cell. */
struct cursor {
	const char *at, *end;
};

/* Two digits stand for 2000 to 2049 and 1950 to 1999. */
static int whole_year(int year, size_t digits)
{
	if (digits > 2)
		return year;
	return year < 50 ? 2000 + year : 1900 + year;
}

static bool next_is(const struct cursor *c, char wanted)
{
	return c->at < c->end && *c->at == wanted;
}

static bool take(struct cursor *c, char wanted)
{
	if (!next_is(c, wanted))
		return false;
	c->at++;
	return true;
}

/* Up to eight digits; how many there were. */
static size_t take_digits(struct cursor *c, int *number)
{
	const char *start = c->at;

	*number = 0;
	while (c->at < c->end && c->at - start < 8 && text_digit(*c->at))
		*number = *number * 10 + (*c->at++ - '0');
	return (size_t)(c->at - start);
}

/* The length of a blank at the cursor: sheets also hold U+00A0 and U+202F. */
static size_t blank_length(const struct cursor *c)
{
	size_t left = (size_t)(c->end - c->at);

	if (left > 0 && (*c->at == ' ' || *c->at == '\t'))
		return 1;
	if (left > 1 && memcmp(c->at, "\xc2\xa0", 2) == 0)
		return 2;
	return left > 2 && memcmp(c->at, "\xe2\x80\xaf", 3) == 0 ? 3 : 0;
}

static bool skip_blanks(struct cursor *c)
{
	const char *start = c->at;
	size_t blank;

	while ((blank = blank_length(c)) > 0)
		c->at += blank;
	return c->at > start;
}

/* The length of the word at the cursor: letters, of any alphabet. */
static size_t word_length(const struct cursor *c)
{
	struct cursor word = *c;

	while (word.at < word.end && blank_length(&word) == 0 &&
		((unsigned char)*word.at >= 0x80 ||
			(text_lower(*word.at) >= 'a' && text_lower(*word.at) <= 'z')))
		word.at++;
	return (size_t)(word.at - c->at);
}

/* A date that is the same in every order. */
static unsigned one_date(struct date_cell *out, int32_t date)
{
	out->ymd = out->dmy = out->mdy = date;
	out->impossible = date == DATE_NONE;
	return date != DATE_NONE ? DATE_ORDER_ANY : DATE_ORDER_NONE;
}

/* ---- the time behind a date ------------------------------------------------------------------ */

/* "", "Z", "UTC", "GMT", "+01", "+0100", "+01:00", "GMT+0100" and nothing else. */
static bool is_zone(struct cursor c)
{
	static const char *const names[] = {"utc", "gmt", "z"};
	size_t length, digits;
	int number;

	skip_blanks(&c);
	length = word_length(&c);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (text_same(c.at, length, names[i])) {
			c.at += length;
			break;
		}
	}
	if (c.at == c.end)
		return true;
	if (!take(&c, '+') && !take(&c, '-'))
		return false;
	digits = take_digits(&c, &number);
	if (digits == 2 && take(&c, ':'))
		digits = take_digits(&c, &number);
	return (digits == 2 || digits == 4) && c.at == c.end;
}

/* "14:00:00.000Z": an ISO time, of which only hour and minute are kept. */
static int iso_minute(struct cursor c)
{
	const char *start = c.at;
	int minute, fraction;

	while (c.at < c.end && (text_digit(*c.at) || *c.at == ':'))
		c.at++;
	minute = minute_from_text(start, (size_t)(c.at - start));
	if ((take(&c, '.') || take(&c, ',')) && take_digits(&c, &fraction) == 0)
		return MINUTE_NONE;
	while (c.at < c.end && text_digit(*c.at))
		c.at++;
	return is_zone(c) ? minute : MINUTE_NONE;
}

/* What may follow a date: nothing, or a time. */
static bool read_tail(struct cursor c, struct date_cell *out)
{
	bool apart;

	if (c.at == c.end)
		return true;
	apart = take(&c, 'T') || take(&c, 't');
	if (!apart) {
		take(&c, ',');
		if (!skip_blanks(&c))
			return false;
	}
	if (text_same(c.at, word_length(&c), "at"))
		c.at += 2;
	out->minute = minute_from_text(c.at, (size_t)(c.end - c.at));
	if (out->minute == MINUTE_NONE)
		out->minute = iso_minute(c);
	return out->minute != MINUTE_NONE;
}

/* ---- numbers --------------------------------------------------------------------------------- */

struct numbers {
	int value[3];
	size_t digits[3];
	char sign; /* between them */
};

/* Three numbers with one sign between them. */
static bool take_numbers(struct cursor *c, struct numbers *n)
{
	n->sign = '\0';
	for (size_t i = 0; i < 3; i++) {
		n->digits[i] = take_digits(c, &n->value[i]);
		if (n->digits[i] == 0 || n->digits[i] == 3 || n->digits[i] > 4)
			return false;
		if (i == 2)
			return true;
		if (i == 0 && (next_is(c, '/') || next_is(c, '.') || next_is(c, '-')))
			n->sign = *c->at;
		if (n->sign == '\0' || !take(c, n->sign))
			return false;
		if (n->sign == '.')
			skip_blanks(c); /* 23. 11. 2026 */
	}
	return true;
}

/* 20261123. Other numbers of eight digits are telephone numbers and the like. */
static unsigned read_compact(struct cursor c, struct date_cell *out)
{
	int number, year;

	if (take_digits(&c, &number) != 8)
		return DATE_ORDER_NONE;
	year = number / 10000;
	if (year < 1900 || year > 2100 || !read_tail(c, out))
		return DATE_ORDER_NONE;
	return one_date(out, date_make(year, number / 100 % 100, number % 100));
}

static unsigned read_numbers(struct cursor c, struct date_cell *out)
{
	struct cursor start = c;
	struct numbers n;
	bool year_first;
	int year;

	if (!take_numbers(&c, &n))
		return read_compact(start, out);
	year_first = n.digits[0] == 4;
	if (n.digits[1] > 2 || (year_first ? n.digits[2] > 2 : n.digits[2] < 2))
		return DATE_ORDER_NONE;
	if (!read_tail(c, out))
		return DATE_ORDER_NONE;
	if (year_first)
		return one_date(out, date_make(n.value[0], n.value[1], n.value[2]));
	year = whole_year(n.value[2], n.digits[2]);
	out->short_year = n.digits[2] == 2;
	out->dmy = date_make(year, n.value[1], n.value[0]);
	if (n.sign != '.') /* nobody writes month.day.year */
		out->mdy = date_make(year, n.value[0], n.value[1]);
	out->impossible = out->dmy == DATE_NONE && out->mdy == DATE_NONE;
	return (out->dmy != DATE_NONE ? DATE_ORDER_DMY : 0u) |
		(out->mdy != DATE_NONE ? DATE_ORDER_MDY : 0u);
}

/* ---- a month in words ------------------------------------------------------------------------ */

/* What stands between day, month and year: signs, blanks, and "de" or "of". */
static void skip_between(struct cursor *c)
{
	size_t length;

	while (c->at < c->end && strchr(".,-/", *c->at) != NULL && *c->at != '\0')
		c->at++;
	skip_blanks(c);
	length = word_length(c);
	if (text_same(c->at, length, "de") || text_same(c->at, length, "of")) {
		c->at += length;
		skip_blanks(c);
	}
}

/* A day and the letters that may stand behind it: 1st, 2nd, 1er. */
static bool take_day(struct cursor *c, int *day)
{
	static const char *const ordinals[] = {"st", "nd", "rd", "th", "er"};
	size_t digits = take_digits(c, day), length = word_length(c);

	for (size_t i = 0; i < ARRAY_SIZE(ordinals); i++) {
		if (text_same(c->at, length, ordinals[i])) {
			c->at += length;
			break;
		}
	}
	return digits == 1 || digits == 2;
}

static bool take_month(struct cursor *c, int *month)
{
	size_t length = word_length(c);

	*month = length > 0 ? month_from_word(c->at, length) : 0;
	c->at += length;
	return *month > 0;
}

/* "23 Nov 2026", "23-Nov-26", "Nov 23, 2026"; "Nov 23-26" is a span of days, not a year. */
static unsigned read_words(struct cursor c, struct date_cell *out)
{
	bool day_first = c.at < c.end && text_digit(*c.at);
	int day, month, year;
	size_t digits;

	if (!(day_first ? take_day(&c, &day) : take_month(&c, &month)))
		return DATE_ORDER_NONE;
	skip_between(&c);
	if (!(day_first ? take_month(&c, &month) : take_day(&c, &day)))
		return DATE_ORDER_NONE;
	skip_between(&c);
	digits = take_digits(&c, &year);
	if (digits != 4 && !(digits == 2 && day_first))
		return DATE_ORDER_NONE;
	if (!read_tail(c, out))
		return DATE_ORDER_NONE;
	out->short_year = digits == 2;
	return one_date(out, date_make(whole_year(year, digits), month, day));
}

/* ---- the whole cell -------------------------------------------------------------------------- */

/* "Mon", "Mon.", "Monday," off the front; the weekday, or -1. */
static int take_weekday(struct cursor *c)
{
	size_t length = word_length(c);
	int weekday = weekday_from_word(c->at, length);

	if (weekday < 0)
		return -1;
	c->at += length;
	if (!take(c, '.'))
		take(c, ',');
	skip_blanks(c);
	return weekday;
}

/* Drops the readings that fall on another weekday than the one that was written. */
static unsigned keep_weekday(struct date_cell *out, unsigned orders, int weekday)
{
	struct {
		unsigned order;
		int32_t *date;
	} readings[] = {
		{DATE_ORDER_YMD, &out->ymd},
		{DATE_ORDER_DMY, &out->dmy},
		{DATE_ORDER_MDY, &out->mdy},
	};
	unsigned kept = orders;

	for (size_t i = 0; i < ARRAY_SIZE(readings); i++) {
		if ((orders & readings[i].order) == 0 || date_weekday(*readings[i].date) == weekday)
			continue;
		*readings[i].date = DATE_NONE;
		kept &= ~readings[i].order;
	}
	out->impossible = kept == DATE_ORDER_NONE;
	return kept;
}

unsigned date_read_cell(const char *s, size_t n, struct date_cell *out)
{
	struct cursor c;
	unsigned orders;
	int weekday = -1;
	int32_t iso;

	*out = (struct date_cell){DATE_NONE, DATE_NONE, DATE_NONE, MINUTE_NONE, false, false};
	text_trim(&s, &n);
	iso = date_from_iso(s, n);
	if (iso != DATE_NONE)
		return one_date(out, iso);
	if (n < CELL_MIN || n > CELL_MAX)
		return DATE_ORDER_NONE;
	c = (struct cursor){s, s + n};
	if (!text_digit(*s))
		weekday = take_weekday(&c);
	orders = read_numbers(c, out);
	if (orders == DATE_ORDER_NONE && !out->impossible)
		orders = read_words(c, out);
	if (orders != DATE_ORDER_NONE && weekday >= 0)
		orders = keep_weekday(out, orders, weekday);
	if (orders == DATE_ORDER_NONE)
		out->minute = MINUTE_NONE;
	return orders;
}

int32_t date_cell_in(const struct date_cell *cell, enum date_order order)
{
	switch (order) {
	case DATE_ORDER_YMD:
		return cell->ymd;
	case DATE_ORDER_DMY:
		return cell->dmy;
	case DATE_ORDER_MDY:
		return cell->mdy;
	default:
		return DATE_NONE;
	}
}
