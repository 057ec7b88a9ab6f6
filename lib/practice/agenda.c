/*
 * agenda.c - what takes the time of some days, and which of it is still free. What runs
 * into something else, or lies outside the hours of work, is told beside it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"
#include "util/array.h"
#include "util/hours.h"

#define DAY_END (24 * 60)
/* A session of which nobody said how long it takes. */
#define MINUTES_UNKNOWN 60

static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};

#define DATE_COLUMN                                                                                \
	{                                                                                          \
		.name = "date", .title = "Date", .help = "the day", .type = MCT_TYPE_DATE,         \
		.flags = MCT_FIELD_LISTED                                                          \
	}
#define WEEKDAY_COLUMN                                                                             \
	{                                                                                          \
		.name = "weekday", .title = "Day", .help = "the day of the week",                  \
		.type = MCT_TYPE_CHOICE, .flags = MCT_FIELD_LISTED, .choices = weekdays            \
	}
#define TIME_COLUMN(word, heading, said, more)                                                     \
	{                                                                                          \
		.name = word, .title = heading, .help = said, .type = MCT_TYPE_TIME,               \
		.flags = MCT_FIELD_LISTED | (more)                                                 \
	}

static const mct_field_t fields[] = {
	[MCT_AGENDA_DATE] = DATE_COLUMN,
	[MCT_AGENDA_WEEKDAY] = WEEKDAY_COLUMN,
	[MCT_AGENDA_TIME] = TIME_COLUMN("time", "Time", "when it begins", MCT_FIELD_FIRM),
	[MCT_AGENDA_UNTIL] = TIME_COLUMN("until", "Until", "when it ends", 0),
	[MCT_AGENDA_MINUTES] = {.name = "minutes",
		.title = "Min",
		.help = "how long it takes",
		.type = MCT_TYPE_MINUTES},
	[MCT_AGENDA_CLIENT] = {.name = "client",
		.title = "Client",
		.help = "who comes",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[MCT_AGENDA_SERVICE] = {.name = "service",
		.title = "Service",
		.help = "what is done, in a word",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[MCT_AGENDA_OUTCOME] = {.name = "outcome",
		.title = "Outcome",
		.help = "booked, or what became of it",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[MCT_AGENDA_ID] = {.name = "id",
		.title = "Id",
		.help = "the visit",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_AGENDA_REMARK] = {.name = "remark",
		.title = "Remark",
		.help = "what it runs into, and whether it is outside your hours",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
};

enum { FREE_DATE, FREE_WEEKDAY, FREE_TIME, FREE_UNTIL, FREE_MINUTES };

static const mct_field_t free_fields[] = {
	[FREE_DATE] = DATE_COLUMN,
	[FREE_WEEKDAY] = WEEKDAY_COLUMN,
	[FREE_TIME] = TIME_COLUMN("time", "From", "from when on you are free", MCT_FIELD_FIRM),
	[FREE_UNTIL] = TIME_COLUMN("until", "Until", "until when", MCT_FIELD_FIRM),
	[FREE_MINUTES] = {.name = "minutes",
		.title = "Min",
		.help = "how long that is",
		.type = MCT_TYPE_MINUTES,
		.flags = MCT_FIELD_LISTED},
};

/* ---- what takes time ------------------------------------------------------------------------- */

struct slot {
	int64_t visit;
	int32_t date;
	int minute, length; /* MINUTE_NONE, -1: not known */
	bool booked, missed;
	char *client, *service, *outcome, *therapist;
};

struct slots {
	struct slot *items;
	size_t count, capacity;
};

static void slots_free(struct slots *s)
{
	for (size_t i = 0; i < s->count; i++) {
		free(s->items[i].client);
		free(s->items[i].service);
		free(s->items[i].outcome);
		free(s->items[i].therapist);
	}
	free(s->items);
}

static mct_status_t add_slot(mct_t *m, struct slots *s, sqlite3_stmt *row)
{
	const char *date = (const char *)sqlite3_column_text(row, 1);
	const char *time = (const char *)sqlite3_column_text(row, 2);
	struct slot *slot;

	if (!ARRAY_ROOM(s->items, s->count, s->capacity))
		return fail_nomem(m);
	s->items[s->count] = (struct slot){.visit = sqlite3_column_int64(row, 0),
		.date = date_from_iso(date, strlen(date)),
		.minute = time != NULL ? minute_from_text(time, strlen(time)) : MINUTE_NONE,
		.length = sqlite3_column_type(row, 3) != SQLITE_NULL ? sqlite3_column_int(row, 3)
								     : -1,
		.client = statement_copy(row, 4),
		.service = statement_copy(row, 5),
		.outcome = statement_copy(row, 6),
		.therapist = statement_copy(row, 7)};
	slot = &s->items[s->count++];
	if (slot->client == NULL || slot->outcome == NULL)
		return fail_nomem(m);
	slot->booked = strcmp(slot->outcome, "booked") == 0;
	slot->missed = strcmp(slot->outcome, "no_show") == 0;
	return MCT_OK;
}

/* What is booked is found by an index; all else lies in the past, and is looked for only there. */
static mct_status_t load(
	mct_t *m, const char *from, const char *until, const char *therapist, struct slots *out)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_adds(&sql, "SELECT visit.id, date, time, minutes, ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql,
		", service, outcome, therapist FROM"
		" (SELECT * FROM visit WHERE outcome = 'booked' AND date BETWEEN ?1 AND ?2"
		"  UNION ALL SELECT * FROM visit WHERE ?1 <= ?4 AND date BETWEEN ?1 AND ?2"
		"  AND outcome IN ('completed', 'no_show')) AS visit"
		" JOIN contact ON contact.id = client_id"
		" WHERE ?3 IS NULL OR therapist IS NULL OR fold(therapist) = fold(?3)"
		" ORDER BY date, time, visit.id");
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st == MCT_OK)
		statement_bind(statement, "tttt", from, until, therapist, mct_today(m));
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW)
		st = add_slot(m, out, statement);
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- remarks --------------------------------------------------------------------------------- */

static int length_of(const struct slot *s)
{
	return s->length > 0 ? s->length : 0;
}

static bool shares_hands(const struct slot *a, const struct slot *b)
{
	return a->therapist == NULL || b->therapist == NULL ||
		strcmp(a->therapist, b->therapist) == 0;
}

/* Of two that begin together one is wrong, however long they are. */
static bool clash(const struct slot *a, const struct slot *b)
{
	if (a == b || a->date != b->date || a->minute == MINUTE_NONE || b->minute == MINUTE_NONE ||
		a->missed || b->missed || !shares_hands(a, b))
		return false;
	return a->minute == b->minute ||
		(a->minute < b->minute + length_of(b) && b->minute < a->minute + length_of(a));
}

static void add_clashes(const struct slots *all, const struct slot *s, struct buf *out)
{
	char time[6];

	for (size_t i = 0; i < all->count; i++) {
		const struct slot *other = &all->items[i];

		if (!clash(s, other))
			continue;
		minute_to_text(other->minute, time);
		buf_addf(
			out, "%s%s at %s", out->len > 0 ? ", " : "runs into ", other->client, time);
		if (other->length > 0)
			buf_addf(out, " for %d min", other->length);
		buf_addf(out, " (v%lld)", (long long)other->visit);
	}
}

static bool lies_within(const struct week *week, const struct slot *s)
{
	for (int minute = s->minute; minute <= s->minute + length_of(s); minute++) {
		if (minute == s->minute + length_of(s) && length_of(s) > 0)
			break;
		if (minute >= DAY_END || !week->holds[date_weekday(s->date)][minute])
			return false;
	}
	return true;
}

/* When she works is told as she said it. */
static void add_remark(mct_t *m, const struct slots *all, const struct slot *s, struct buf *out)
{
	const char *said = mct_setting(m, "practice.hours");
	struct week week;

	add_clashes(all, s, out);
	if (s->booked && s->minute != MINUTE_NONE && week_read(said, &week) &&
		!lies_within(&week, s))
		buf_addf(out, "%soutside your hours: %s", out->len > 0 ? "; " : "", said);
}

/* ---- the agenda ------------------------------------------------------------------------------ */

static mct_status_t add_row(
	mct_t *m, const struct slots *all, const struct slot *s, mct_rows_t *rows)
{
	struct buf remark CLEANUP(buf_free) = {0};
	char text[24];
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	date_to_iso(s->date, text);
	row_set_text(rows, MCT_AGENDA_DATE, text);
	row_set_text(rows, MCT_AGENDA_WEEKDAY, weekdays[date_weekday(s->date)]);
	if (s->minute != MINUTE_NONE) {
		minute_to_text(s->minute, text);
		row_set_text(rows, MCT_AGENDA_TIME, text);
	}
	if (s->minute != MINUTE_NONE && s->length >= 0) {
		minute_to_text((s->minute + s->length) % DAY_END, text);
		row_set_text(rows, MCT_AGENDA_UNTIL, text);
	}
	if (s->length >= 0)
		row_set_integer(rows, MCT_AGENDA_MINUTES, s->length);
	row_set_text(rows, MCT_AGENDA_CLIENT, s->client);
	row_set_text(rows, MCT_AGENDA_SERVICE, s->service);
	row_set_text(rows, MCT_AGENDA_OUTCOME, s->outcome);
	snprintf(text, sizeof text, "v%lld", (long long)s->visit);
	row_set_text(rows, MCT_AGENDA_ID, text);
	add_remark(m, all, s, &remark);
	if (remark.len > 0)
		row_set_text(rows, MCT_AGENDA_REMARK, buf_str(&remark));
	return MCT_OK;
}

static mct_status_t check_day(mct_t *m, const char *day)
{
	return date_from_iso(day, strlen(day)) != DATE_NONE
		? MCT_OK
		: fail(m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date", day);
}

/* The day of one visit, or the days that were asked for. MCT_NOTFOUND: no such visit. */
static mct_status_t find_days(
	mct_t *m, const struct mct_agenda_query *query, char from[11], char until[11])
{
	static const char sql[] = "SELECT unixepoch(date) / 86400 FROM visit WHERE id = ?";
	const char *first = query->from != NULL ? query->from : mct_today(m);
	const char *last = query->until != NULL ? query->until : first;
	int64_t day;
	mct_status_t st;

	if (query->visit != 0) {
		st = query_integer(m, &day, sql, "i", query->visit);
		if (st == MCT_ROW) {
			date_to_iso((int32_t)day, from);
			date_to_iso((int32_t)day, until);
		}
		return st == MCT_ROW ? MCT_OK
			: st == MCT_DONE
			? fail(m, MCT_NOTFOUND, NULL, "there is no visit \"v%lld\"",
				  (long long)query->visit)
			: st;
	}
	st = check_day(m, first);
	if (st == MCT_OK)
		st = check_day(m, last);
	if (st == MCT_OK) {
		snprintf(from, 11, "%s", first);
		snprintf(until, 11, "%s", last);
	}
	return st;
}

static mct_status_t fill(mct_t *m, const struct mct_agenda_query *query, mct_rows_t *rows)
{
	struct slots slots CLEANUP(slots_free) = {0};
	char from[11], until[11];
	mct_status_t st = find_days(m, query, from, until);

	if (st == MCT_OK)
		st = load(m, from, until, query->therapist, &slots);
	for (size_t i = 0; st == MCT_OK && i < slots.count; i++)
		if (query->visit == 0 || slots.items[i].visit == query->visit)
			st = add_row(m, &slots, &slots.items[i], rows);
	return st;
}

/* ---- free hours ------------------------------------------------------------------------------ */

struct day {
	int32_t date;
	bool free[DAY_END];
};

static mct_status_t add_gap(const struct day *day, int from, int until, mct_rows_t *rows)
{
	char text[11];
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	date_to_iso(day->date, text);
	row_set_text(rows, FREE_DATE, text);
	row_set_text(rows, FREE_WEEKDAY, weekdays[date_weekday(day->date)]);
	minute_to_text(from, text);
	row_set_text(rows, FREE_TIME, text);
	minute_to_text(until % DAY_END, text);
	row_set_text(rows, FREE_UNTIL, text);
	row_set_integer(rows, FREE_MINUTES, until - from);
	return MCT_OK;
}

static mct_status_t add_gaps(const struct day *day, int least, mct_rows_t *rows)
{
	mct_status_t st = MCT_OK;

	for (int from = 0, until; st == MCT_OK && from < DAY_END; from = until + 1) {
		until = from;
		while (until < DAY_END && day->free[until])
			until++;
		if (until > from && until - from >= least)
			st = add_gap(day, from, until, rows);
	}
	return st;
}

static void take(struct day *day, const struct slot *s)
{
	int length = s->length >= 0 ? s->length : MINUTES_UNKNOWN;

	if (s->date != day->date || s->minute == MINUTE_NONE || s->missed)
		return;
	for (int minute = s->minute; minute < s->minute + length && minute < DAY_END; minute++)
		day->free[minute] = false;
}

/* What has passed is not free any more; nobody starts at 9:07. */
static void begin_day(mct_t *m, const struct week *week, int32_t date, struct day *out)
{
	int now = date < handle_today(m) ? DAY_END
		: date > handle_today(m) ? 0
					 : (mct_minute_now(m) + 4) / 5 * 5;

	out->date = date;
	for (int minute = 0; minute < DAY_END; minute++)
		out->free[minute] = minute >= now && week->holds[date_weekday(date)][minute];
}

static mct_status_t fill_free(mct_t *m, const struct mct_agenda_query *query, mct_rows_t *rows)
{
	struct slots slots CLEANUP(slots_free) = {0};
	const char *hours = mct_setting(m, "practice.hours");
	char from[11], until[11];
	struct week week;
	struct day day;
	mct_status_t st = find_days(m, query, from, until);

	if (!week_read(hours, &week))
		week_read(MCT_HOURS_ASSUMED, &week);
	if (st == MCT_OK)
		st = load(m, from, until, query->therapist, &slots);
	if (st != MCT_OK)
		return st;
	for (int32_t date = date_from_iso(from, 10);
		st == MCT_OK && date <= date_from_iso(until, 10); date++) {
		begin_day(m, &week, date, &day);
		for (size_t i = 0; i < slots.count; i++)
			take(&day, &slots.items[i]);
		st = add_gaps(&day, query->minutes, rows);
	}
	return st;
}

/* ---- the calls ------------------------------------------------------------------------------- */

static mct_status_t answer(mct_t *m, const struct mct_agenda_query *query, const mct_field_t *table,
	size_t width,
	mct_status_t (*fill_rows)(mct_t *m, const struct mct_agenda_query *query, mct_rows_t *rows),
	mct_rows_t **out)
{
	mct_rows_t *rows = NULL;
	mct_status_t st = rows_of_table(m, table, width, &rows);

	if (st == MCT_OK)
		st = fill_rows(m, query, rows);
	return rows_hand_out(rows, st, out);
}

mct_status_t mct_agenda(mct_t *m, const struct mct_agenda_query *query, mct_rows_t **out)
{
	return answer(m, query, fields, ARRAY_SIZE(fields), fill, out);
}

mct_status_t mct_free_hours(mct_t *m, const struct mct_agenda_query *query, mct_rows_t **out)
{
	return answer(m, query, free_fields, ARRAY_SIZE(free_fields), fill_free, out);
}
