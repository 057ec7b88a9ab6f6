/*
 * when.c - dates and times as people say them. The grammar is small and strict: what
 * is not in it is not a date, and what reads two ways is answered with
 * both readings.
 */
#include <string.h>

#include "util/date.h"
#include "util/date_words.h"
#include "util/text.h"

#define WORDS_MAX 8
#define YEAR_MIN 1900
#define YEAR_MAX 2100

struct word {
	const char *s;
	size_t n;
};

/* A text cut at blanks; a comma at the end of a word is no part of it. */
struct words {
	struct word items[WORDS_MAX];
	size_t count;
	const char *end; /* of the text */
};

static bool split_words(const char *text, struct words *w)
{
	w->count = 0;
	w->end = text + strlen(text);
	for (;;) {
		size_t n;

		text += strspn(text, " \t");
		n = strcspn(text, " \t");
		if (n == 0)
			return w->count > 0;
		if (w->count == WORDS_MAX)
			return false;
		w->items[w->count++] = (struct word){text, n > 1 && text[n - 1] == ',' ? n - 1 : n};
		text += n;
	}
}

static bool word_is(const struct words *w, size_t at, const char *word)
{
	return at < w->count && text_same(w->items[at].s, w->items[at].n, word);
}

/* Takes the digits off the front of a word; how many there were, at most 5. */
static size_t take_digits(struct word *w, int *number)
{
	size_t count = 0;

	*number = 0;
	while (count < w->n && count < 5 && text_digit(w->s[count]))
		*number = *number * 10 + (w->s[count++] - '0');
	w->s += count;
	w->n -= count;
	return count;
}

/* ---- lengths --------------------------------------------------------------------------------- */

struct length {
	int number;
	enum unit { UNIT_NONE, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR } unit;
};

static enum unit unit_from_word(const struct word *w)
{
	static const struct {
		const char *word;
		enum unit unit;
	} units[] = {
		{"d", UNIT_DAY},
		{"day", UNIT_DAY},
		{"days", UNIT_DAY},
		{"w", UNIT_WEEK},
		{"week", UNIT_WEEK},
		{"weeks", UNIT_WEEK},
		{"m", UNIT_MONTH},
		{"month", UNIT_MONTH},
		{"months", UNIT_MONTH},
		{"y", UNIT_YEAR},
		{"year", UNIT_YEAR},
		{"years", UNIT_YEAR},
		{"wk", UNIT_WEEK},
	};

	for (size_t i = 0; i < ARRAY_SIZE(units); i++)
		if (text_same(w->s, w->n, units[i].word))
			return units[i].unit;
	return UNIT_NONE;
}

/* "6w", "6 weeks" or "a week" from word `at` on; the number of words taken, 0 when it is none. */
static size_t read_length(const struct words *w, size_t at, struct length *length)
{
	struct word first;

	if (at >= w->count)
		return 0;
	first = w->items[at];
	if (word_is(w, at, "a"))
		*length = (struct length){.number = 1};
	else if (take_digits(&first, &length->number) == 0)
		return 0;
	else if (first.n > 0)
		return (length->unit = unit_from_word(&first)) != UNIT_NONE ? 1 : 0;
	if (at + 1 >= w->count)
		return 0;
	return (length->unit = unit_from_word(&w->items[at + 1])) != UNIT_NONE ? 2 : 0;
}

static int32_t add_length(int32_t date, int sign, const struct length *length)
{
	int number = sign * length->number;

	switch (length->unit) {
	case UNIT_DAY:
		return date + number;
	case UNIT_WEEK:
		return date + 7 * number;
	case UNIT_MONTH:
		return date_add_months(date, number);
	case UNIT_YEAR:
		return date_add_months(date, 12 * number);
	default:
		return DATE_NONE;
	}
}

bool days_read(const char *text, int *days)
{
	/* A year is 365.25 days, a month a twelfth of it: in sixteenths of a day both are whole. */
	static const int sixteenths[] = {
		[UNIT_DAY] = 16, [UNIT_WEEK] = 7 * 16, [UNIT_MONTH] = 487, [UNIT_YEAR] = 5844};
	struct words w;
	struct length length = {0};

	if (!split_words(text, &w))
		return false;
	if (w.count == 1 && (word_is(&w, 0, "weekly") || word_is(&w, 0, "monthly"))) {
		*days = word_is(&w, 0, "weekly") ? 7 : 28;
		return true;
	}
	if (w.items[0].s[0] == '+') {
		w.items[0].s++;
		w.items[0].n--;
	}
	if (read_length(&w, 0, &length) != w.count)
		return false;
	*days = (length.number * sixteenths[length.unit] + 8) / 16;
	return true;
}

/* ---- days ------------------------------------------------------------------------------------ */

struct reader {
	const struct when_context *context;
	struct words words;
	size_t at; /* the first word that is not read yet */
	struct when *out;
};

static bool in_range(int32_t date)
{
	return date >= date_make(YEAR_MIN, 1, 1) && date <= date_make(YEAR_MAX, 12, 31);
}

static enum when_status found(struct reader *r, int32_t date, size_t words)
{
	if (!in_range(date))
		return WHEN_IMPOSSIBLE;
	r->out->date = date;
	r->at += words;
	return WHEN_OK;
}

static enum when_status two_ways(struct reader *r, int32_t one, int32_t other, size_t words)
{
	if (!in_range(one) || !in_range(other))
		return found(r, in_range(one) ? one : other, words);
	r->out->other = other;
	found(r, one, words);
	return WHEN_TWO_WAYS;
}

static enum when_status read_named_day(struct reader *r)
{
	static const struct {
		const char *word;
		int days;
	} days[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}};

	for (size_t i = 0; i < ARRAY_SIZE(days); i++)
		if (word_is(&r->words, 0, days[i].word))
			return found(r, r->context->today + days[i].days, 1);
	return WHEN_NOT_A_DATE;
}

/* "fri" looks where the command looks; "last fri" is before today; "next fri" nobody agrees on. */
static enum when_status read_weekday(struct reader *r)
{
	bool last = word_is(&r->words, 0, "last"), next = word_is(&r->words, 0, "next");
	size_t at = last || next ? 1 : 0;
	int32_t today = r->context->today, coming;
	int weekday, ahead;

	if (at >= r->words.count)
		return WHEN_NOT_A_DATE;
	weekday = weekday_from_word(r->words.items[at].s, r->words.items[at].n);
	if (weekday < 0)
		return WHEN_NOT_A_DATE;
	ahead = (weekday - date_weekday(today) + 7) % 7;
	coming = today + (ahead > 0 ? ahead : 7);
	if (next)
		return two_ways(r, coming, coming + 7, 2);
	if (last)
		return found(r, today + ahead - 7, 2);
	if (r->context->direction == WHEN_PAST && ahead > 0)
		ahead -= 7;
	return found(r, today + ahead, 1);
}

/* "+3w", "-2d", "in 6 weeks", "3 weeks ago". */
static enum when_status read_distance(struct reader *r)
{
	int32_t today = r->context->today;
	struct words w = r->words;
	struct length length;
	char sign = w.items[0].s[0];
	size_t used;

	if (sign == '+' || sign == '-') {
		w.items[0].s++;
		w.items[0].n--;
		if (read_length(&w, 0, &length) != 1)
			return WHEN_NOT_A_DATE;
		return found(r, add_length(today, sign == '+' ? 1 : -1, &length), 1);
	}
	if (word_is(&w, 0, "in")) {
		used = read_length(&w, 1, &length);
		return used > 0 ? found(r, add_length(today, 1, &length), used + 1)
				: WHEN_NOT_A_DATE;
	}
	used = read_length(&w, 0, &length);
	if (used == 0 || !word_is(&w, used, "ago"))
		return WHEN_NOT_A_DATE;
	return found(r, add_length(today, -1, &length), used + 1);
}

/* A day without a year: the nearest one in the direction of the command. */
static int32_t nearest_year(const struct when_context *c, int month, int day)
{
	int year, unused;

	date_split(c->today, &year, &unused, &unused);
	for (int step = 0; step <= 8; step++) { /* 29 Feb may be eight years away */
		bool past = c->direction == WHEN_PAST;
		int32_t date = date_make(past ? year - step : year + step, month, day);

		if (date != DATE_NONE && (past ? date <= c->today : date >= c->today))
			return date;
	}
	return DATE_NONE;
}

static enum when_status choose_order(struct reader *r, int32_t dmy, int32_t mdy, size_t words)
{
	if (dmy == DATE_NONE || mdy == DATE_NONE || dmy == mdy)
		return found(r, dmy != DATE_NONE ? dmy : mdy, words);
	if (r->context->order == DATE_ORDER_DMY)
		return found(r, dmy, words);
	if (r->context->order == DATE_ORDER_MDY)
		return found(r, mdy, words);
	return two_ways(r, dmy, mdy, words);
}

/* "23.11.", "23.11", "11/23": two numbers. */
static enum when_status read_two_numbers(struct reader *r)
{
	struct word w = r->words.items[0];
	int a, b;
	size_t first = take_digits(&w, &a), second;
	bool dots;

	if (first == 0 || first > 2 || w.n == 0 || (w.s[0] != '.' && w.s[0] != '/'))
		return WHEN_NOT_A_DATE;
	dots = w.s[0] == '.';
	w.s++;
	w.n--;
	second = take_digits(&w, &b);
	if (second == 0 || second > 2 || (w.n > 0 && !(dots && text_same(w.s, w.n, "."))))
		return WHEN_NOT_A_DATE;
	return choose_order(r, nearest_year(r->context, b, a),
		dots ? DATE_NONE : nearest_year(r->context, a, b), 1);
}

/* "23 nov", "nov 23": without a year. */
static enum when_status read_month_word(struct reader *r)
{
	struct word day_word, month_word;
	int day, month;
	size_t digits;

	if (r->words.count < 2)
		return WHEN_NOT_A_DATE;
	day_word = r->words.items[0];
	month_word = r->words.items[1];
	if (!text_digit(day_word.s[0])) {
		day_word = r->words.items[1];
		month_word = r->words.items[0];
	}
	digits = take_digits(&day_word, &day);
	if (digits == 1 || digits == 2)
		day_word.n -= text_same(day_word.s, day_word.n, "."); /* 23. nov */
	if (digits == 0 || digits > 2 || day_word.n > 0)
		return WHEN_NOT_A_DATE;
	month = month_from_word(month_word.s, month_word.n);
	return month > 0 ? found(r, nearest_year(r->context, month, day), 2) : WHEN_NOT_A_DATE;
}

/* "thu 3 dec", "thu 3/12": of two readings the one on that weekday; a day that falls on another one
 * is none. */
static enum when_status read_weekday_and_day(struct reader *r)
{
	struct reader rest = *r;
	int weekday = weekday_from_word(r->words.items[0].s, r->words.items[0].n);
	enum when_status status;

	if (weekday < 0 || r->words.count < 2)
		return WHEN_NOT_A_DATE;
	rest.words.count--;
	memmove(rest.words.items, r->words.items + 1, rest.words.count * sizeof *rest.words.items);
	status = read_two_numbers(&rest);
	if (status == WHEN_NOT_A_DATE)
		status = read_month_word(&rest);
	if (status == WHEN_TWO_WAYS && date_weekday(r->out->other) == weekday)
		r->out->date = r->out->other;
	if (status != WHEN_OK && status != WHEN_TWO_WAYS)
		return status;
	r->out->other = DATE_NONE;
	r->at = rest.at + 1;
	return date_weekday(r->out->date) == weekday ? WHEN_OK : WHEN_IMPOSSIBLE;
}

/* Dates with a year and perhaps a time, as sheets write them; but no bare number is a date. */
static enum when_status read_whole(struct reader *r)
{
	const char *start = r->words.items[0].s;
	struct word first = r->words.items[0];
	struct date_cell cell;
	enum when_status status;
	int number;

	if (take_digits(&first, &number) == 5)
		return WHEN_NOT_A_DATE;
	if (date_read_cell(start, (size_t)(r->words.end - start), &cell) == DATE_ORDER_NONE)
		return cell.impossible ? WHEN_IMPOSSIBLE : WHEN_NOT_A_DATE;
	status = choose_order(r, cell.dmy, cell.mdy, r->words.count);
	r->out->minute = cell.minute;
	return status;
}

/* ---- times, and the whole -------------------------------------------------------------------- */

/* The words from `at` on as one time: "14:00", "2 pm", "at noon". */
static int read_time(const struct words *w, size_t at)
{
	const char *start;

	if (word_is(w, at, "at"))
		at++;
	if (at >= w->count)
		return MINUTE_NONE;
	start = w->items[at].s;
	return minute_from_text(start, (size_t)(w->end - start));
}

/* A time alone is the nearest one in the direction of the command. */
static enum when_status read_time_alone(struct reader *r)
{
	const struct when_context *c = r->context;
	int32_t date = c->today;
	int minute = read_time(&r->words, 0);

	if (minute == MINUTE_NONE)
		return WHEN_NOT_A_DATE;
	if (c->direction == WHEN_PAST && minute > c->minute_now)
		date--;
	if (c->direction == WHEN_FUTURE && minute < c->minute_now)
		date++;
	r->out->minute = minute;
	return found(r, date, r->words.count);
}

/* A day, and behind it a time or nothing. */
static enum when_status read_day(struct reader *r)
{
	static enum when_status (*const forms[])(struct reader *) = {
		read_whole,
		read_named_day,
		read_weekday_and_day,
		read_weekday,
		read_distance,
		read_two_numbers,
		read_month_word,
	};
	enum when_status status = WHEN_NOT_A_DATE;

	for (size_t i = 0; i < ARRAY_SIZE(forms) && status == WHEN_NOT_A_DATE; i++)
		status = forms[i](r);
	if ((status != WHEN_OK && status != WHEN_TWO_WAYS) || r->at == r->words.count)
		return status;
	r->out->minute = read_time(&r->words, r->at);
	if (r->out->minute == MINUTE_NONE)
		return text_digit(*r->words.items[r->at].s) ? WHEN_NOT_A_TIME : WHEN_NOT_A_DATE;
	return status;
}

enum when_status when_read(const char *text, const struct when_context *context, struct when *out)
{
	static const struct when nothing = {DATE_NONE, DATE_NONE, MINUTE_NONE};
	struct reader r = {.context = context, .out = out};
	enum when_status status;

	*out = nothing;
	if (!split_words(text, &r.words))
		return WHEN_NOT_A_DATE;
	status = read_day(&r);
	/* "14.30" has the shape of a day, but is none. */
	if (status != WHEN_OK && status != WHEN_TWO_WAYS) {
		*out = nothing;
		if (read_time_alone(&r) == WHEN_OK)
			return WHEN_OK;
	}
	return status;
}
