/*
 * calendar.c - visits as a calendar (iCalendar, RFC 5545) to which a telephone can subscribe.
 * Times are UTC, so that they are right wherever the telephone is; each visit keeps its UID,
 * and what was called off stays for a while, marked so. Health and notes are not in it.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "exchange/content_line.h"
#include "record/record.h"
#include "store/statement.h"
#include "util/text.h"

#define WEEKS_BACK 4
#define MINUTES_UNKNOWN 60 /* of a session of which nobody said how long it takes */

enum { ID, ENTERED, REVISION, DATE, TIME, MINUTES, OUTCOME, NAME, SERVICE, PHONE };

static const char *text(sqlite3_stmt *row, int column)
{
	return (const char *)sqlite3_column_text(row, column);
}

/* ---- times ----------------------------------------------------------------------------------- */

static void add_utc(struct buf *out, const char *name, int64_t moment)
{
	time_t seconds = (time_t)moment;
	struct tm tm = {0};

	gmtime_r(&seconds, &tm);
	buf_addf(out, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", name, tm.tm_year + 1900, tm.tm_mon + 1,
		tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* The moment of a time on the wall of the practice, by the clock of this process (TZ). */
static int64_t moment_of(const char *date, int minute)
{
	struct tm tm = {.tm_min = minute, .tm_isdst = -1};
	int year, month;

	date_split(date_from_iso(date, strlen(date)), &year, &month, &tm.tm_mday);
	tm.tm_year = year - 1900;
	tm.tm_mon = month - 1;
	return (int64_t)mktime(&tm);
}

/* A visit without a time is one of the whole day, and takes none. */
static void add_times(struct buf *out, sqlite3_stmt *row)
{
	const char *date = text(row, DATE), *time = text(row, TIME);
	int minute = time != NULL ? minute_from_text(time, strlen(time)) : MINUTE_NONE;
	int length = sqlite3_column_int(row, MINUTES);
	int64_t begins;

	if (minute == MINUTE_NONE) {
		buf_addf(out, "DTSTART;VALUE=DATE:%.4s%.2s%.2s\r\nTRANSP:TRANSPARENT\r\n", date,
			date + 5, date + 8);
		return;
	}
	begins = moment_of(date, minute);
	add_utc(out, "DTSTART", begins);
	add_utc(out, "DTEND", begins + 60 * (length > 0 ? length : MINUTES_UNKNOWN));
}

/* ---- who ------------------------------------------------------------------------------------- */

/* "Dana Whitfield" -> "D. W." */
static void add_initials(struct buf *out, const char *name)
{
	size_t length = strlen(name), n;
	bool begins = true;
	int32_t code;

	for (size_t at = 0; at<length; at += n> 0 ? n : 1) {
		n = text_decode(name + at, length - at, &code);
		if (begins && n > 0 && code != ' ') {
			buf_adds(out, out->len > 0 ? " " : "");
			buf_add(out, name + at, n);
			buf_addc(out, '.');
		}
		begins = name[at] == ' ' || name[at] == '-';
	}
}

static void add_who(struct buf *out, sqlite3_stmt *row, bool initials)
{
	struct buf about CLEANUP(buf_free) = {0};

	if (initials) {
		add_initials(&about, text(row, NAME));
		content_add_property(out, "SUMMARY:", buf_str(&about), "");
		return;
	}
	content_add_property(out, "SUMMARY:", text(row, NAME), "");
	if (text(row, SERVICE) != NULL)
		buf_adds(&about, text(row, SERVICE));
	if (text(row, PHONE) != NULL)
		buf_addf(&about, "%s%s", about.len > 0 ? "\n" : "", text(row, PHONE));
	content_add_property(out, "DESCRIPTION:", buf_str(&about), "");
}

static bool is_called_off(const char *outcome)
{
	return strcmp(outcome, "cancelled") == 0 || strcmp(outcome, "late_cancel") == 0;
}

/* The UID is made as that of an address card. */
static void add_event(mct_t *m, sqlite3_stmt *row, bool initials, struct buf *out)
{
	buf_addf(out, "BEGIN:VEVENT\r\nUID:mct-v%lld-%lld\r\n",
		(long long)sqlite3_column_int64(row, ID),
		(long long)sqlite3_column_int64(row, ENTERED));
	add_utc(out, "DTSTAMP", handle_moment(m));
	buf_addf(out, "SEQUENCE:%d\r\n", sqlite3_column_int(row, REVISION));
	add_times(out, row);
	add_who(out, row, initials);
	buf_addf(out, "STATUS:%s\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n",
		is_called_off(text(row, OUTCOME)) ? "CANCELLED" : "CONFIRMED");
}

/* ---- the calendar ---------------------------------------------------------------------------- */

static void begin(mct_t *m, struct buf *out)
{
	const char *name = mct_setting(m, "practice.name");

	buf_adds(out,
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mct//mct " MCT_VERSION "//EN\r\n"
		"CALSCALE:GREGORIAN\r\n");
	content_add_property(out, "NAME:", name, "");
	content_add_property(out, "X-WR-CALNAME:", name, "");
	buf_adds(out,
		"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
		"X-PUBLISHED-TTL:PT1H\r\n");
}

static mct_status_t first_day(mct_t *m, const char *since, char out[11])
{
	if (since != NULL)
		return mct_read_date(m, since, out);
	date_to_iso(handle_today(m) - 7 * WEEKS_BACK, out);
	return MCT_OK;
}

mct_status_t mct_calendar(
	mct_t *m, const struct mct_calendar_query *query, struct mct_calendar *out)
{
	static const char sql[] =
		"SELECT visit.id, visit.entered_at, revision, date, time, minutes, outcome, name,"
		"  service, phone FROM visit JOIN contact ON contact.id = client_id"
		"  WHERE date >= ?1"
		"  AND (?2 IS NULL OR therapist IS NULL OR fold(therapist) = fold(?2))"
		"  ORDER BY date, time, visit.id";
	struct buf calendar CLEANUP(buf_free) = {0};
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	char since[11];
	mct_status_t st = first_day(m, query->since, since);

	*out = (struct mct_calendar){0};
	if (st == MCT_OK)
		st = statement_get(m, sql, &row);
	if (st != MCT_OK)
		return st;
	statement_bind(row, "tt", since, query->therapist);
	begin(m, &calendar);
	while ((st = statement_step(m, row)) == MCT_ROW) {
		add_event(m, row, query->initials, &calendar);
		out->count++;
	}
	buf_adds(&calendar, "END:VCALENDAR\r\n");
	if (st != MCT_DONE)
		return st;
	if (calendar.failed)
		return fail_nomem(m);
	out->length = calendar.len;
	out->text = buf_take(&calendar);
	return MCT_OK;
}

void mct_calendar_free(struct mct_calendar *calendar)
{
	free(calendar->text);
	*calendar = (struct mct_calendar){0};
}
