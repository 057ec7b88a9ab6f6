/*
 * unit.c - where units of time begin, and how they are called.
 */
#include "report/unit.h"

#include <stdio.h>

int32_t unit_begin(enum unit unit, int32_t day)
{
	int year, month, of_month;

	if (unit == UNIT_WEEK)
		return day - date_weekday(day);
	date_split(day, &year, &month, &of_month);
	return date_make(year, unit == UNIT_QUARTER ? month - (month - 1) % 3 : month, 1);
}

int32_t unit_after(enum unit unit, int32_t begin, int units)
{
	return unit == UNIT_WEEK ? begin + 7 * units
				 : date_add_months(begin, unit == UNIT_QUARTER ? 3 * units : units);
}

void unit_name(enum unit unit, int32_t begin, char name[static 32])
{
	int year, month, day;

	date_split(unit == UNIT_WEEK ? begin + 3 : begin, &year, &month, &day);
	if (unit == UNIT_MONTH)
		snprintf(name, 32, "%04d-%02d", year, month);
	else if (unit == UNIT_QUARTER)
		snprintf(name, 32, "%04d-Q%d", year, (month + 2) / 3);
	else
		snprintf(name, 32, "%04d-W%02d", year,
			(int)(begin + 3 - date_make(year, 1, 1)) / 7 + 1);
}
