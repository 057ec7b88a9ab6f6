/*
 * date.c - civil dates as day numbers, after the days-from-civil arithmetic of
 * H. Hinnant ("chrono-Compatible Low-Level Date Algorithms"), ISO
 * text and back, and dates as they are printed for people.
 */
#include "util/date.h"

#include "util/text.h"

/* The arithmetic counts from 1 March of year 0, so that the leap day ends a year. */
#define DAYS_BEFORE_1970 719468
#define DAYS_OF_ERA 146097 /* 400 years */

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
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
		day <= days_in_month(year, month);
}

int32_t date_make(int year, int month, int day)
{
	int era, year_of_era, day_of_year, day_of_era;

	if (!date_valid(year, month, day))
		return DATE_NONE;
	year -= month <= 2;
	era = year / 400;
	year_of_era = year - era * 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * DAYS_OF_ERA + day_of_era - DAYS_BEFORE_1970;
}

void date_split(int32_t date, int *year, int *month, int *day)
{
	int shifted = date + DAYS_BEFORE_1970;
	int era = shifted / DAYS_OF_ERA;
	int day_of_era = shifted - era * DAYS_OF_ERA;
	int leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / 146096;
	int year_of_era = (day_of_era - leap_days) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month_from_march = (5 * day_of_year + 2) / 153;

	*day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
	*month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

int date_weekday(int32_t date)
{
	return (date % 7 + 10) % 7; /* day 0 was a Thursday */
}

int32_t date_add_months(int32_t date, int months)
{
	int year, month, day, last;
	int64_t count;

	if (date == DATE_NONE)
		return DATE_NONE;
	date_split(date, &year, &month, &day);
	count = (int64_t)year * 12 + month - 1 + months;
	if (count < 12 || count >= INT64_C(10000) * 12)
		return DATE_NONE;
	year = (int)(count / 12);
	month = (int)(count % 12) + 1;
	last = days_in_month(year, month);
	return date_make(year, month, day < last ? day : last);
}

static int two_digits(const char *s)
{
	return text_digit(s[0]) && text_digit(s[1]) ? (s[0] - '0') * 10 + s[1] - '0' : -1;
}

int32_t date_from_iso(const char *s, size_t n)
{
	int century, year;

	if (n != 10 || s[4] != '-' || s[7] != '-')
		return DATE_NONE;
	century = two_digits(s);
	year = two_digits(s + 2);
	if (century < 0 || year < 0)
		return DATE_NONE;
	return date_make(century * 100 + year, two_digits(s + 5), two_digits(s + 8));
}

static void put_two(char *out, int number)
{
	out[0] = (char)('0' + number / 10);
	out[1] = (char)('0' + number % 10);
}

void date_to_iso(int32_t date, char out[static 11])
{
	int year, month, day;

	date_split(date, &year, &month, &day);
	put_two(out, year / 100);
	put_two(out + 2, year % 100);
	put_two(out + 5, month);
	put_two(out + 8, day);
	out[4] = out[7] = '-';
	out[10] = '\0';
}

void date_to_human(int32_t date, bool weekday, struct buf *out)
{
	static const char weekdays[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char months[][4] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	int year, month, day;

	date_split(date, &year, &month, &day);
	if (weekday)
		buf_addf(out, "%s ", weekdays[date_weekday(date)]);
	buf_addf(out, "%d %s %d", day, months[month - 1], year);
}

const char *date_order_name(enum date_order one)
{
	switch (one) {
	case DATE_ORDER_YMD:
		return "ymd";
	case DATE_ORDER_DMY:
		return "dmy";
	case DATE_ORDER_MDY:
		return "mdy";
	default:
		return "";
	}
}
