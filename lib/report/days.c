/*
 * days.c - when the work is done: day by day (mct_days()), and by the hour of the week
 * (mct_hours()).
 */
#include "record/rows.h"
#include "report/span.h"
#include "store/statement.h"
#include "util/base.h"

/* ---- day by day ------------------------------------------------------------------------------ */

static const mct_field_t day_fields[] = {
	{.name = "date",
		.title = "Date",
		.help = "a day with visits",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	{.name = "visits",
		.title = "Visits",
		.help = "sessions that took place",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "minutes",
		.title = "Min",
		.help = "minutes of work",
		.type = MCT_TYPE_MINUTES,
		.flags = MCT_FIELD_LISTED},
	{.name = "paid",
		.title = "Paid",
		.help = "prices, without tips",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	{.name = "tips",
		.title = "Tips",
		.help = "what was given on top",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
};

static void bind_days(sqlite3_stmt *statement, int32_t first, int32_t last)
{
	char iso[11];

	date_to_iso(first, iso);
	sqlite3_bind_text(statement, 1, iso, -1, SQLITE_TRANSIENT);
	date_to_iso(last, iso);
	sqlite3_bind_text(statement, 2, iso, -1, SQLITE_TRANSIENT);
}

mct_status_t mct_days(mct_t *m, const struct mct_days_query *query, mct_rows_t **out)
{
	static const char sql[] =
		"SELECT date, count(*), coalesce(sum(minutes), 0), coalesce(sum(price), 0),"
		"  coalesce(sum(tip), 0) FROM visit "
		"WHERE outcome = 'completed' AND date BETWEEN ?1 AND ?2 "
		"GROUP BY date ORDER BY date";
	sqlite3_stmt *statement;
	int32_t first, last;
	mct_status_t st = span_last(m, query->as_of, &last);

	if (st != MCT_OK)
		return st;
	first = last - 52 * 7 - date_weekday(last);
	st = span_first(m, query->since, last, &first);
	if (st == MCT_OK)
		st = statement_prepare(m, sql, &statement);
	if (st != MCT_OK)
		return st;
	bind_days(statement, first, last);
	return rows_of_query(m, statement, day_fields, ARRAY_SIZE(day_fields), out);
}

/* ---- by the hour of the week ----------------------------------------------------------------- */

#define HOURS 24
#define WEEKS 12 /* that are looked at where no first day is said */

static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};

enum { WEEKDAY, HOUR, MINUTES, USED };
static const mct_field_t hour_fields[] = {
	[WEEKDAY] = {.name = "weekday",
		.title = "Day",
		.help = "the day of the week",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = weekdays},
	[HOUR] = {.name = "hour",
		.title = "From",
		.help = "when the hour begins",
		.type = MCT_TYPE_TIME,
		.flags = MCT_FIELD_LISTED},
	[MINUTES] = {.name = "minutes",
		.title = "Min",
		.help = "minutes held for clients in that hour, of all those weeks",
		.type = MCT_TYPE_MINUTES,
		.flags = MCT_FIELD_LISTED},
	[USED] = {.name = "used",
		.title = "Used",
		.help = "the share of that hour which is held for clients",
		.type = MCT_TYPE_SHARE,
		.flags = MCT_FIELD_LISTED},
};

/* A session is spread over the hours it takes; what runs past midnight is left out. */
static void spread(int64_t minutes[7][HOURS], int weekday, int from, int length)
{
	for (int at = from; at < from + length && at < HOURS * 60; at++)
		minutes[weekday][at / 60]++;
}

static mct_status_t read_hours(mct_t *m, int32_t first, int32_t last, int64_t minutes[7][HOURS])
{
	static const char sql[] =
		"SELECT date, time, minutes FROM visit WHERE outcome IN ('completed', 'no_show')"
		" AND date BETWEEN ?1 AND ?2 AND time IS NOT NULL AND minutes > 0";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st == MCT_OK)
		bind_days(statement, first, last);
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		const char *date = (const char *)sqlite3_column_text(statement, 0);
		const char *time = (const char *)sqlite3_column_text(statement, 1);
		int32_t day = date_from_iso(date, strlen(date));
		int from = minute_from_text(time, strlen(time));

		if (day != DATE_NONE && from != MINUTE_NONE)
			spread(minutes, date_weekday(day), from, sqlite3_column_int(statement, 2));
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* How often a weekday is among the days. */
static int32_t count_weekday(int32_t first, int32_t last, int weekday)
{
	int32_t on = first + (weekday - date_weekday(first) + 7) % 7;

	return on <= last ? (last - on) / 7 + 1 : 0;
}

static mct_status_t add_hours(
	mct_rows_t *rows, int32_t first, int32_t last, int64_t minutes[7][HOURS])
{
	mct_status_t st = MCT_OK;
	char text[6];

	for (int at = 0; st == MCT_OK && at < 7 * HOURS; at++) {
		int64_t held = minutes[at / HOURS][at % HOURS];
		int32_t times = count_weekday(first, last, at / HOURS);
		const struct mct_value used = {
			.set = true, .number = (double)held / (60.0 * times), .text = ""};

		if (held == 0)
			continue;
		st = row_add(rows);
		if (st != MCT_OK)
			break;
		minute_to_text(at % HOURS * 60, text);
		row_set_text(rows, WEEKDAY, weekdays[at / HOURS]);
		row_set_text(rows, HOUR, text);
		row_set_integer(rows, MINUTES, held);
		row_set_value(rows, USED, &used);
	}
	return st;
}

mct_status_t mct_hours(mct_t *m, const struct mct_days_query *query, mct_rows_t **out)
{
	int64_t minutes[7][HOURS] = {{0}};
	mct_rows_t *rows = NULL;
	int32_t first, last;
	mct_status_t st = span_last(m, query->as_of, &last);

	if (st != MCT_OK)
		return st;
	first = last - 7 * WEEKS + 1;
	st = span_first(m, query->since, last, &first);
	if (st == MCT_OK)
		st = read_hours(m, first, last, minutes);
	if (st == MCT_OK)
		st = rows_of_table(m, hour_fields, ARRAY_SIZE(hour_fields), &rows);
	if (st == MCT_OK)
		st = add_hours(rows, first, last, minutes);
	return rows_hand_out(rows, st, out);
}
