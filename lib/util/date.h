/*
 * date.h - civil dates as day numbers, and reading them from spreadsheets and
 * from people. Days count from 1970-01-01 (day 0), proleptic Gregorian.
 * No time zone, no locale, no clock: today is always handed in.
 */
#ifndef MCT_UTIL_DATE_H
#define MCT_UTIL_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/buf.h"

#define DATE_NONE INT32_MIN
#define MINUTE_NONE (-1)

/* Which order numeric dates are written in; as a mask, which readings a text allows. */
enum date_order {
	DATE_ORDER_NONE = 0,
	DATE_ORDER_YMD = 1,
	DATE_ORDER_DMY = 2,
	DATE_ORDER_MDY = 4,
	DATE_ORDER_ANY = 7
};

bool date_valid(int year, int month, int day);   /* years 1..9999 */
int32_t date_make(int year, int month, int day); /* DATE_NONE when not valid */
void date_split(int32_t date, int *year, int *month, int *day);
int date_weekday(int32_t date);                    /* 0 Monday .. 6 Sunday */
int32_t date_add_months(int32_t date, int months); /* 31 Jan + 1 month = last of Feb */
int32_t date_from_iso(const char *s, size_t n);    /* exactly YYYY-MM-DD, else DATE_NONE */
void date_to_iso(int32_t date, char out[static 11]);
void date_to_human(
	int32_t date, bool weekday, struct buf *out); /* "23 Nov 2026", "Mon 23 Nov 2026" */
const char *date_order_name(enum date_order one);     /* "ymd" "dmy" "mdy" */

/* HH:MM from minutes of the day. */
void minute_to_text(int minute, char out[static 6]);
/* "14:00", "14.00", "14h30", "2pm", "2:30 PM", "4:30:00 PM", "9 a.m.", "noon"; whole text, blanks
 * trimmed. MINUTE_NONE when not a time. */
int minute_from_text(const char *s, size_t n);

/*
 * A date out of a spreadsheet cell. Returns the mask of orders in which the text is a real date
 * (DATE_ORDER_ANY where the order does not matter: ISO, month in words), and fills dates[] per
 * order, DATE_NONE where that order does not work. Understands: 2026-11-23, 2026/11/23,
 * 20261123, 23.11.2026, 11/23/26 (two-digit years: 00-49 are 2000 to 2049, 50-99 are 1950 to 1999),
 * 23 Nov 2026, Nov 23, 2026, November 23 2026, "Mon 23 Nov 2026" (a reading that falls on another
 * weekday is dropped), each optionally followed by a time (ISO with T or blank, seconds, fractions,
 * zone offset ignored), which goes to *minute (else MINUTE_NONE). English, German, French and
 * Spanish month names and their abbreviations. 0 when it is no date at all, and then *impossible is
 * true when the shape was right but the day is not in the calendar (31/02/2026).
 */
struct date_cell {
	int32_t ymd, dmy, mdy; /* day numbers or DATE_NONE */
	int minute;            /* of the day, or MINUTE_NONE */
	bool impossible;
	bool short_year; /* two digits, of which the century was guessed */
};
unsigned date_read_cell(const char *s, size_t n, struct date_cell *out);
/* The reading in one order (a single enum value). DATE_NONE when it has none. */
int32_t date_cell_in(const struct date_cell *cell, enum date_order order);

/*
 * A date and time as people say them (design.md section 6; ux.md WHEN). `order` settles 3/4/2026;
 * with DATE_ORDER_NONE a text with two readings is WHEN_TWO_WAYS. `direction` says which way "fri"
 * and "14:00" and "23 nov" without a year look: logging looks back (today included), booking ahead
 * (today included); a time alone is the nearest one that way from minute_now.
 */
enum when_direction { WHEN_PAST, WHEN_FUTURE };
/* WHEN_NOT_A_TIME: there is a day, but the digits behind it are no time of day. */
enum when_status { WHEN_OK, WHEN_NOT_A_DATE, WHEN_NOT_A_TIME, WHEN_IMPOSSIBLE, WHEN_TWO_WAYS };
struct when_context {
	int32_t today;
	int minute_now; /* of the day */
	enum date_order order;
	enum when_direction direction;
};
struct when {
	int32_t date, other; /* `other` is the second reading when WHEN_TWO_WAYS */
	int minute;          /* MINUTE_NONE when only a date was said */
};
enum when_status when_read(const char *text, const struct when_context *context, struct when *out);
/* A length of time in days: "6w", "+6w", "45d", "2 weeks", "3 months", "monthly" (as 4w), "1y";
 * false when it is none. Months count 30.4375 days, years 365.25, rounded. */
bool days_read(const char *text, int *days);
/* How often, in days from one time to the next: "three times a year" (122), "twice a month",
 * "10/year", "every 6 weeks", "monthly" (30), or a length of time; false when it is none. */
bool cadence_read(const char *text, int *days);
/* Minutes of work: "60", "60 min", "1h30", "1.5h", "90m", "1 h 30 min", "1:30", "45 minutes"; false
 * when none of these. */
bool minutes_read(const char *s, size_t n, int *minutes);

#endif
