/*
 * when.c - dates and times as people say them. The grammar is written down in
 * mct(1); what is not in it is not a date, and what reads two ways is
 * answered with both.
 */
#include <ctype.h>
#include <string.h>

#include "util/date.h"
#include "util/date_words.h"
#include "util/text.h"

#define TOKENS_MAX 8

/* The text in lower case, cut at blanks. */
struct tokens {
	char text[96];
	const char *items[TOKENS_MAX];
	size_t count;
};

static bool tokenize(const char *text, struct tokens *t)
{
	size_t n = strlen(text);
	char *rest;

	t->count = 0;
	if (n >= sizeof t->text)
		return false;
	for (size_t i = 0; i <= n; i++)
		t->text[i] = (char)tolower((unsigned char)text[i]);
	for (char *token = strtok_r(t->text, " \t,", &rest); token != NULL; token = strtok_r(NULL, " \t,", &rest)) {
		if (t->count == TOKENS_MAX)
			return false;
		t->items[t->count++] = token;
	}
	return t->count > 0;
}

static bool is_number(const char *s, int *number)
{
	*number = 0;
	if (*s == '\0' || strlen(s) > 5)
		return false;
	for (; *s != '\0'; s++) {
		if (!isdigit((unsigned char)*s))
			return false;
		*number = *number * 10 + (*s - '0');
	}
	return true;
}

/* ---- lengths ------------------------------------------------------------------------------------- */

enum unit { UNIT_NONE, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };

static enum unit unit_from_word(const char *word)
{
	static const struct {
		const char *word;
		enum unit unit;
	} units[] = {{"d", UNIT_DAY},	   {"day", UNIT_DAY},	  {"days", UNIT_DAY},	{"w", UNIT_WEEK},     {"wk", UNIT_WEEK},
		     {"week", UNIT_WEEK},  {"weeks", UNIT_WEEK},  {"m", UNIT_MONTH},	{"month", UNIT_MONTH}, {"months", UNIT_MONTH},
		     {"y", UNIT_YEAR},	   {"year", UNIT_YEAR},	  {"years", UNIT_YEAR}};

	for (size_t i = 0; i < ARRAY_SIZE(units); i++)
		if (strcmp(units[i].word, word) == 0)
			return units[i].unit;
	return UNIT_NONE;
}

/* "6w" in one token, or "6 weeks" in two from `at`; the number of tokens taken, 0 when it is no length. */
static size_t read_length(const struct tokens *t, size_t at, int *number, enum unit *unit)
{
	size_t digits;

	if (at >= t->count)
		return 0;
	if (strcmp(t->items[at], "a") == 0 && at + 1 < t->count) {
		*number = 1;
		*unit = unit_from_word(t->items[at + 1]);
		return *unit != UNIT_NONE ? 2 : 0;
	}
	if (is_number(t->items[at], number)) {
		*unit = at + 1 < t->count ? unit_from_word(t->items[at + 1]) : UNIT_NONE;
		return *unit != UNIT_NONE ? 2 : 0;
	}
	digits = strspn(t->items[at], "0123456789");
	if (digits == 0 || digits > 5)
		return 0;
	*number = 0;
	for (size_t i = 0; i < digits; i++)
		*number = *number * 10 + (t->items[at][i] - '0');
	*unit = unit_from_word(t->items[at] + digits);
	return *unit != UNIT_NONE ? 1 : 0;
}

static int32_t add_length(int32_t date, int number, enum unit unit)
{
	switch (unit) {
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
	static const double unit_days[] = {[UNIT_DAY] = 1, [UNIT_WEEK] = 7, [UNIT_MONTH] = 30.4375, [UNIT_YEAR] = 365.25};
	struct tokens t;
	enum unit unit;
	int number;

	if (!tokenize(text, &t))
		return false;
	if (t.count == 1 && (strcmp(t.items[0], "weekly") == 0 || strcmp(t.items[0], "monthly") == 0)) {
		*days = t.items[0][0] == 'w' ? 7 : 28;
		return true;
	}
	if (t.items[0][0] == '+')
		t.items[0]++;
	if (read_length(&t, 0, &number, &unit) != t.count || number > 36500)
		return false;
	*days = (int)(number * unit_days[unit] + 0.5);
	return true;
}

/* ---- days ---------------------------------------------------------------------------------------- */

struct reader {
	const struct when_context *context;
	const struct tokens *tokens;
	size_t at;
	struct when *out;
};

static enum when_status found(struct reader *r, int32_t date, size_t tokens)
{
	if (date == DATE_NONE || date < date_make(1900, 1, 1) || date > date_make(2100, 12, 31))
		return WHEN_IMPOSSIBLE;
	r->out->date = date;
	r->at += tokens;
	return WHEN_OK;
}

static enum when_status two_ways(struct reader *r, int32_t one, int32_t other, size_t tokens)
{
	r->out->date = one;
	r->out->other = other;
	r->at += tokens;
	return WHEN_TWO_WAYS;
}

static enum when_status read_named_day(struct reader *r)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (strcmp(r->tokens->items[r->at], words[i].word) == 0)
			return found(r, r->context->today + words[i].days, 1);
	return WHEN_NOT_A_DATE;
}

/* "fri" looks where the command looks; "last fri" is before today, "next fri" is this week's or the one after. */
static enum when_status read_weekday(struct reader *r)
{
	const struct tokens *t = r->tokens;
	int32_t today = r->context->today;
	bool last = strcmp(t->items[r->at], "last") == 0, next = strcmp(t->items[r->at], "next") == 0;
	size_t at = r->at + (last || next);
	int weekday, ahead;

	if (at >= t->count)
		return WHEN_NOT_A_DATE;
	weekday = weekday_from_word(t->items[at], strlen(t->items[at]));
	if (weekday < 0)
		return WHEN_NOT_A_DATE;
	ahead = (weekday - date_weekday(today) + 7) % 7;
	if (next)
		return two_ways(r, today + (ahead == 0 ? 7 : ahead), today + (ahead == 0 ? 14 : ahead + 7), 2);
	if (last)
		return found(r, today + ahead - 7, 2);
	if (r->context->direction == WHEN_PAST && ahead > 0)
		ahead -= 7;
	return found(r, today + ahead, 1);
}

/* "+3w", "-2d", "in 6 weeks", "3 weeks ago". */
static enum when_status read_distance(struct reader *r)
{
	struct tokens t = *r->tokens;
	enum unit unit;
	int number;
	size_t used;

	if (strcmp(t.items[r->at], "in") == 0) {
		used = read_length(&t, r->at + 1, &number, &unit);
		return used > 0 ? found(r, add_length(r->context->today, number, unit), used + 1) : WHEN_NOT_A_DATE;
	}
	if (t.items[r->at][0] == '+' || t.items[r->at][0] == '-') {
		int sign = t.items[r->at][0] == '+' ? 1 : -1;

		t.items[r->at]++;
		used = read_length(&t, r->at, &number, &unit);
		return used == 1 ? found(r, add_length(r->context->today, sign * number, unit), 1) : WHEN_NOT_A_DATE;
	}
	used = read_length(&t, r->at, &number, &unit);
	if (used == 0 || r->at + used >= t.count || strcmp(t.items[r->at + used], "ago") != 0)
		return WHEN_NOT_A_DATE;
	return found(r, add_length(r->context->today, -number, unit), used + 1);
}

/* A day without a year: the nearest one in the direction of the command. */
static int32_t nearest_year(const struct when_context *c, int month, int day)
{
	int year, m, d;

	date_split(c->today, &year, &m, &d);
	for (int step = 0; step <= 8; step++) {
		int32_t date = date_make(year + (c->direction == WHEN_PAST ? -step : step), month, day);

		if (date != DATE_NONE && (c->direction == WHEN_PAST ? date <= c->today : date >= c->today))
			return date;
	}
	return DATE_NONE;
}

static enum when_status choose_order(struct reader *r, int32_t dmy, int32_t mdy, size_t tokens)
{
	if (dmy == DATE_NONE && mdy == DATE_NONE)
		return WHEN_IMPOSSIBLE;
	if (dmy == DATE_NONE || mdy == DATE_NONE || dmy == mdy)
		return found(r, dmy != DATE_NONE ? dmy : mdy, tokens);
	if (r->context->order == DATE_ORDER_DMY || r->context->order == DATE_ORDER_MDY)
		return found(r, r->context->order == DATE_ORDER_DMY ? dmy : mdy, tokens);
	return two_ways(r, dmy, mdy, tokens);
}

/* "23.11.", "23.11", "11/23": two numbers. */
static enum when_status read_short_numbers(struct reader *r)
{
	const char *s = r->tokens->items[r->at];
	size_t first = strspn(s, "0123456789"), second;
	int a = 0, b = 0;
	char sign;

	if (first == 0 || first > 2 || (s[first] != '.' && s[first] != '/'))
		return WHEN_NOT_A_DATE;
	sign = s[first];
	second = strspn(s + first + 1, "0123456789");
	if (second == 0 || second > 2)
		return WHEN_NOT_A_DATE;
	if (s[first + 1 + second] != '\0' && strcmp(s + first + 1 + second, sign == '.' ? "." : "") != 0)
		return WHEN_NOT_A_DATE;
	for (size_t i = 0; i < first; i++)
		a = a * 10 + (s[i] - '0');
	for (size_t i = 0; i < second; i++)
		b = b * 10 + (s[first + 1 + i] - '0');
	return choose_order(r, nearest_year(r->context, b, a), sign == '.' ? DATE_NONE : nearest_year(r->context, a, b), 1);
}

/* "23 nov", "nov 23", with or without a year. */
static enum when_status read_month_word(struct reader *r)
{
	const struct tokens *t = r->tokens;
	int day, month, year;
	size_t at = r->at;

	if (at + 1 >= t->count)
		return WHEN_NOT_A_DATE;
	if (is_number(t->items[at], &day))
		month = month_from_word(t->items[at + 1], strlen(t->items[at + 1]));
	else if (is_number(t->items[at + 1], &day))
		month = month_from_word(t->items[at], strlen(t->items[at]));
	else
		return WHEN_NOT_A_DATE;
	if (month == 0 || day > 31)
		return WHEN_NOT_A_DATE;
	if (at + 2 < t->count && is_number(t->items[at + 2], &year) && strlen(t->items[at + 2]) == 4)
		return found(r, date_make(year, month, day), 3);
	return found(r, nearest_year(r->context, month, day), 2);
}

/* Whole dates with a year, as in sheets; a time behind a T comes along. */
static enum when_status read_whole(struct reader *r)
{
	const char *s = r->tokens->items[r->at];
	struct buf upper CLEANUP(buf_free) = {0};
	struct date_cell cell;
	unsigned orders;
	enum when_status status;

	for (const char *c = s; *c != '\0'; c++)
		buf_addc(&upper, *c == 't' ? 'T' : *c);
	orders = date_read_cell(buf_str(&upper), upper.len, &cell);
	if (orders == DATE_ORDER_NONE)
		return cell.impossible ? WHEN_IMPOSSIBLE : WHEN_NOT_A_DATE;
	if (strspn(s, "0123456789") == strlen(s))
		return WHEN_NOT_A_DATE;
	status = choose_order(r, cell.dmy, cell.mdy, 1);
	if (cell.minute != MINUTE_NONE)
		r->out->minute = cell.minute;
	return status;
}

static enum when_status read_day(struct reader *r)
{
	static enum when_status (*const forms[])(struct reader *) = {
		read_named_day, read_weekday, read_distance, read_whole, read_month_word, read_short_numbers,
	};

	for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
		enum when_status status = forms[i](r);

		if (status != WHEN_NOT_A_DATE)
			return status;
	}
	return WHEN_NOT_A_DATE;
}

/* ---- times, and the whole -------------------------------------------------------------------------- */

/* The tokens from `at` on, as one time: "14:00", "2 pm", "at 2pm". */
static int read_time(const struct tokens *t, size_t at)
{
	char joined[32] = "";

	if (at < t->count && strcmp(t->items[at], "at") == 0)
		at++;
	if (at >= t->count || t->count - at > 2)
		return MINUTE_NONE;
	for (; at < t->count; at++) {
		if (strlen(joined) + strlen(t->items[at]) + 1 >= sizeof joined)
			return MINUTE_NONE;
		strcat(joined, t->items[at]);
	}
	return minute_from_text(joined, strlen(joined));
}

enum when_status when_read(const char *text, const struct when_context *context, struct when *out)
{
	struct tokens tokens;
	struct reader r = {.context = context, .tokens = &tokens, .out = out};
	enum when_status status;

	*out = (struct when){.date = DATE_NONE, .other = DATE_NONE, .minute = MINUTE_NONE};
	if (!tokenize(text, &tokens))
		return WHEN_NOT_A_DATE;
	out->minute = read_time(&tokens, 0);
	if (out->minute != MINUTE_NONE) {
		bool passed = out->minute < context->minute_now;

		out->date = context->today;
		if (context->direction == WHEN_FUTURE && passed)
			out->date++;
		return WHEN_OK;
	}
	status = read_day(&r);
	if ((status != WHEN_OK && status != WHEN_TWO_WAYS) || r.at == tokens.count)
		return status;
	if (out->minute == MINUTE_NONE)
		out->minute = read_time(&tokens, r.at);
	return out->minute != MINUTE_NONE ? status : WHEN_NOT_A_DATE;
}
