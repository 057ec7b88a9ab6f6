/*
 * date.c - civil dates as day numbers, after the days-from-civil arithmetic of
 * H. Hinnant ("chrono-Compatible Low-Level Date Algorithms"), and how they
 * are printed.
 */
#include "util/date.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "util/text.h"

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_valid(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

int32_t date_make(int year, int month, int day)
{
	int era, year_of_era, day_of_year;

	if (!date_valid(year, month, day))
		return DATE_NONE;
	year -= month <= 2;
	era = year / 400;
	year_of_era = year - era * 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

void date_split(int32_t date, int *year, int *month, int *day)
{
	int z = date + 719468;
	int era = z / 146097;
	int day_of_era = z - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int shifted = (5 * day_of_year + 2) / 153;

	*day = day_of_year - (153 * shifted + 2) / 5 + 1;
	*month = shifted < 10 ? shifted + 3 : shifted - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

int date_weekday(int32_t date)
{
	return ((date + 3) % 7 + 7) % 7;
}

int32_t date_add_months(int32_t date, int months)
{
	int year, month, day, last;

	date_split(date, &year, &month, &day);
	month += months - 1;
	year += month >= 0 ? month / 12 : -((11 - month) / 12);
	month = (month % 12 + 12) % 12 + 1;
	if (year < 1 || year > 9999)
		return DATE_NONE;
	last = days_in_month(year, month);
	return date_make(year, month, day < last ? day : last);
}

static int two_digits(const char *s)
{
	return isdigit((unsigned char)s[0]) && isdigit((unsigned char)s[1]) ? (s[0] - '0') * 10 + s[1] - '0' : -1;
}

int32_t date_from_iso(const char *s, size_t n)
{
	int century, year, month, day;

	if (n != 10 || s[4] != '-' || s[7] != '-')
		return DATE_NONE;
	century = two_digits(s);
	year = two_digits(s + 2);
	month = two_digits(s + 5);
	day = two_digits(s + 8);
	return century < 0 || year < 0 ? DATE_NONE : date_make(century * 100 + year, month, day);
}

void date_to_iso(int32_t date, char out[static 11])
{
	int year, month, day;

	date_split(date, &year, &month, &day);
	out[0] = (char)('0' + year / 1000);
	out[1] = (char)('0' + year / 100 % 10);
	out[2] = (char)('0' + year / 10 % 10);
	out[3] = (char)('0' + year % 10);
	out[4] = out[7] = '-';
	out[5] = (char)('0' + month / 10);
	out[6] = (char)('0' + month % 10);
	out[8] = (char)('0' + day / 10);
	out[9] = (char)('0' + day % 10);
	out[10] = '\0';
}

void date_to_human(int32_t date, bool weekday, struct buf *out)
{
	static const char weekdays[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	int year, month, day;

	date_split(date, &year, &month, &day);
	if (weekday)
		buf_addf(out, "%s ", weekdays[date_weekday(date)]);
	buf_addf(out, "%d %s %d", day, months[month - 1], year);
}

const char *date_order_name(enum date_order one)
{
	return one == DATE_ORDER_YMD ? "ymd" : one == DATE_ORDER_DMY ? "dmy" : one == DATE_ORDER_MDY ? "mdy" : "";
}

int32_t date_cell_in(const struct date_cell *cell, enum date_order order)
{
	return order == DATE_ORDER_YMD ? cell->ymd : order == DATE_ORDER_DMY ? cell->dmy : order == DATE_ORDER_MDY ? cell->mdy : DATE_NONE;
}

/* ---- times of day and lengths -------------------------------------------------------------------- */

void minute_to_text(int minute, char out[static 6])
{
	out[0] = (char)('0' + minute / 600);
	out[1] = (char)('0' + minute / 60 % 10);
	out[2] = ':';
	out[3] = (char)('0' + minute % 60 / 10);
	out[4] = (char)('0' + minute % 10);
	out[5] = '\0';
}

/* Reads at most `most` digits; the number of digits taken. */
static size_t take_number(const char *s, size_t n, size_t most, int *number)
{
	size_t i = 0;

	*number = 0;
	while (i < n && i < most && isdigit((unsigned char)s[i]))
		*number = *number * 10 + (s[i++] - '0');
	return i;
}

static void skip_blanks(const char **s, size_t *n)
{
	text_trim(s, n);
}

/* "am", "PM", "a.m.": 0 or 12 hours to add; -1 when it is neither. */
static int half_of_day(const char *s, size_t n)
{
	char letters[4] = "";
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '.' || s[i] == ' ')
			continue;
		if (count == 2)
			return -1;
		letters[count++] = (char)tolower((unsigned char)s[i]);
	}
	return strcmp(letters, "am") == 0 ? 0 : strcmp(letters, "pm") == 0 ? 12 : -1;
}

int minute_from_text(const char *s, size_t n)
{
	int hour, minute = 0, second = 0, half = -1;
	size_t used;
	bool has_minutes = false;

	text_trim(&s, &n);
	if (n == 4 && strncasecmp(s, "noon", 4) == 0)
		return 12 * 60;
	used = take_number(s, n, 2, &hour);
	if (used == 0)
		return MINUTE_NONE;
	s += used;
	n -= used;
	if (n >= 3 && (*s == ':' || *s == '.' || *s == 'h') && take_number(s + 1, n - 1, 2, &minute) == 2) {
		has_minutes = true;
		s += 3;
		n -= 3;
		if (n >= 3 && *s == ':' && take_number(s + 1, n - 1, 2, &second) == 2) {
			s += 3;
			n -= 3;
		}
	} else if (n == 1 && *s == 'h') {
		return hour < 24 ? hour * 60 : MINUTE_NONE;
	}
	skip_blanks(&s, &n);
	if (n > 0) {
		half = half_of_day(s, n);
		if (half < 0 || hour < 1 || hour > 12)
			return MINUTE_NONE;
		hour = hour % 12 + half;
	} else if (!has_minutes) {
		return MINUTE_NONE;
	}
	return hour < 24 && minute < 60 && second < 60 ? hour * 60 + minute : MINUTE_NONE;
}

/* A unit word at s, blanks before it skipped: its minutes; 0 when there is none. */
static int unit_minutes(const char **s, size_t *n)
{
	static const struct {
		const char *word;
		int minutes;
	} units[] = {{"minutes", 1}, {"minuten", 1}, {"minute", 1}, {"mins", 1}, {"min.", 1}, {"min", 1}, {"m", 1}, {"hours", 60},
		     {"hour", 60},   {"hrs", 60},    {"hr", 60},    {"std.", 60}, {"std", 60}, {"h", 60}, {"'", 1}};

	skip_blanks(s, n);
	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		size_t length = strlen(units[i].word);

		if (*n >= length && strncasecmp(*s, units[i].word, length) == 0) {
			*s += length;
			*n -= length;
			return units[i].minutes;
		}
	}
	return 0;
}

bool minutes_read(const char *s, size_t n, int *minutes)
{
	int first, second = 0, unit;
	size_t used;

	text_trim(&s, &n);
	used = take_number(s, n, 4, &first);
	if (used == 0)
		return false;
	s += used;
	n -= used;
	*minutes = first;
	if (n == 0)
		return true;
	if (*s == ':' && n == 3 && take_number(s + 1, 2, 2, &second) == 2 && second < 60) {
		*minutes = first * 60 + second;
		return true;
	}
	if ((*s == '.' || *s == ',') && n >= 2) {
		int tenths;

		if (take_number(s + 1, n - 1, 1, &tenths) != 1)
			return false;
		s += 2;
		n -= 2;
		if (n > 0 && (*s == '0' || *s == '5')) {
			second = *s == '5' ? 3 : 0;
			s++;
			n--;
		}
		unit = unit_minutes(&s, &n);
		*minutes = first * 60 + tenths * 6 + second;
		return n == 0 && unit == 60;
	}
	unit = unit_minutes(&s, &n);
	if (unit == 0)
		return false;
	*minutes = first * unit;
	skip_blanks(&s, &n);
	if (n == 0)
		return true;
	used = take_number(s, n, 2, &second);
	if (used == 0 || unit != 60 || second >= 60)
		return false;
	s += used;
	n -= used;
	skip_blanks(&s, &n);
	if (n > 0 && unit_minutes(&s, &n) != 1)
		return false;
	*minutes += second;
	return n == 0;
}
