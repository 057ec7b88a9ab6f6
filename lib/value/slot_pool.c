/*
 * slot_pool.c - reads the clients, their visits, wishes, goals, pauses and bookings, and
 * what is expected of them.
 */
#include "value/slot_pool.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "practice/rhythm.h"
#include "record/sql.h"
#include "store/statement.h"
#include "util/ranking.h"

#define HABIT_DAYS (3 * 365) /* a visit further back is no habit any more */
#define MINUTES_UNKNOWN 60

void slot_pool_free(struct slot_pool *pool)
{
	for (size_t i = 0; i < pool->count; i++) {
		free(pool->people[i].name);
		free(pool->people[i].phone);
	}
	for (size_t i = 0; i < pool->wish_count; i++)
		free(pool->wishes[i].text);
	free(pool->people);
	free(pool->wishes);
	free(pool->bookings);
	sums_free(&pool->sums);
	visit_log_free(&pool->log);
	outlook_free(&pool->outlook);
	suspensions_free(&pool->pauses);
	rhythms_free(&pool->rhythms);
}

/* ---- people ---------------------------------------------------------------------------------- */

/* One more item of `size` bytes at the end of an array, cleared; NULL without memory. The array
 * doubles as it grows. */
static void *add_item(void *array, size_t *count, size_t size)
{
	void **items = array, *grown = *items;

	if ((*count & (*count - 1)) == 0) {
		grown = realloc(*items, (*count > 0 ? 2 * *count : 1) * size);
		if (grown == NULL)
			return NULL;
		*items = grown;
	}
	return memset((char *)grown + (*count)++ * size, 0, size);
}

static bool is_text(sqlite3_stmt *statement, int at, const char *word)
{
	const char *text = (const char *)sqlite3_column_text(statement, at);

	return text != NULL && strcmp(text, word) == 0;
}

static bool is_unset(sqlite3_stmt *statement, int at)
{
	return sqlite3_column_type(statement, at) == SQLITE_NULL;
}

static mct_status_t read_people(struct slot_pool *pool)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *row CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_adds(&sql, "SELECT client.id, phone, client.status, reach_by, ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql,
		" FROM client JOIN contact USING (id) WHERE client.status <> 'ended' "
		"ORDER BY client.id");
	st = statement_prepare(pool->m, buf_str(&sql), &row);
	while (st == MCT_OK && (st = statement_step(pool->m, row)) == MCT_ROW) {
		struct slot_person *p = add_item(&pool->people, &pool->count, sizeof *p);

		if (p == NULL)
			return fail_nomem(pool->m);
		p->client = sqlite3_column_int64(row, 0);
		p->phone = statement_copy(row, 1);
		p->paused = is_text(row, 2, "suspended");
		p->no_calls = is_text(row, 3, "none");
		p->name = statement_copy(row, 4);
		st = p->name != NULL && (p->phone != NULL || is_unset(row, 1))
			? MCT_OK
			: fail_nomem(pool->m);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static int compare_people(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = ((const struct slot_person *)b)->client;

	return (x > y) - (x < y);
}

static struct slot_person *find_person(const struct slot_pool *pool, int64_t client)
{
	return pool->count > 0
		? bsearch(&client, pool->people, pool->count, sizeof *pool->people, compare_people)
		: NULL;
}

/* ---- what hangs on them ---------------------------------------------------------------------- */

static int column_number(sqlite3_stmt *row, int at)
{
	return sqlite3_column_type(row, at) != SQLITE_NULL ? sqlite3_column_int(row, at) : -1;
}

enum { H_CLIENT, H_DATE, H_TIME, H_MINUTES, H_FEEL, H_BOOKED };

static struct habit_visit visit_of(sqlite3_stmt *row)
{
	int32_t day = statement_day(row, H_DATE, DATE_NONE);
	int32_t booked = statement_day(row, H_BOOKED, DATE_NONE);
	const char *time = (const char *)sqlite3_column_text(row, H_TIME);
	bool noticed = booked != DATE_NONE && booked <= day && day - booked < INT16_MAX;

	return (struct habit_visit){.day = day,
		.minute = (int16_t)(time != NULL ? minute_from_text(time, strlen(time))
						 : MINUTE_NONE),
		.minutes = (int16_t)column_number(row, H_MINUTES),
		.notice = (int16_t)(noticed ? day - booked : -1),
		.feel = (int8_t)column_number(row, H_FEEL)};
}

static mct_status_t read_habits(struct slot_pool *pool)
{
	static const char sql[] =
		"SELECT client_id, date, time, minutes, feel_after, booked_on "
		"FROM visit NOT INDEXED WHERE outcome = 'completed' AND date BETWEEN ?1 AND ?2";
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(pool->m, sql, &row);
	char since[11];

	date_to_iso(pool->day - HABIT_DAYS, since);
	if (st == MCT_OK)
		statement_bind(row, "tt", since, pool->iso);
	while (st == MCT_OK && (st = statement_step(pool->m, row)) == MCT_ROW) {
		struct slot_person *p = find_person(pool, sqlite3_column_int64(row, H_CLIENT));
		struct habit_visit visit = visit_of(row);

		if (p != NULL && visit.day != DATE_NONE)
			habit_add(&p->habit, &visit);
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t read_goals(struct slot_pool *pool)
{
	static const char sql[] = "SELECT client_id, count(*) FROM goal WHERE ended_on IS NULL "
				  "GROUP BY client_id";
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(pool->m, sql, &row);

	while (st == MCT_OK && (st = statement_step(pool->m, row)) == MCT_ROW) {
		struct slot_person *p = find_person(pool, sqlite3_column_int64(row, 0));

		if (p != NULL)
			p->goals = sqlite3_column_int(row, 1);
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* A wish that can no longer be read is passed over: mct check tells of it. */
static mct_status_t add_wish(struct slot_pool *pool, sqlite3_stmt *row)
{
	struct slot_person *p = find_person(pool, sqlite3_column_int64(row, 0));
	struct hours hours;
	struct slot_wished *w;

	if (p == NULL || !hours_read((const char *)sqlite3_column_text(row, 1), &hours))
		return MCT_OK;
	w = add_item(&pool->wishes, &pool->wish_count, sizeof *w);
	if (w == NULL)
		return fail_nomem(pool->m);
	w->client = p->client;
	w->hours = hours;
	w->minutes = column_number(row, 2);
	w->until = statement_day(row, 3, INT32_MAX);
	w->text = statement_copy(row, 1);
	if (p->wishes++ == 0)
		p->wish = pool->wish_count - 1;
	return w->text != NULL ? MCT_OK : fail_nomem(pool->m);
}

static mct_status_t add_booking(struct slot_pool *pool, sqlite3_stmt *row)
{
	struct slot_person *p = find_person(pool, sqlite3_column_int64(row, 0));
	const char *time = (const char *)sqlite3_column_text(row, 2);
	struct slot_booking *b;

	if (p == NULL)
		return MCT_OK;
	b = add_item(&pool->bookings, &pool->booking_count, sizeof *b);
	if (b == NULL)
		return fail_nomem(pool->m);
	b->client = p->client;
	b->day = statement_day(row, 1, DATE_NONE);
	snprintf(b->time, sizeof b->time, "%s", time != NULL ? time : "");
	if (p->bookings++ == 0)
		p->booking = pool->booking_count - 1;
	return MCT_OK;
}

/* Rows of what clients have several of, client by client. */
static mct_status_t read_several(struct slot_pool *pool, const char *sql,
	mct_status_t (*add)(struct slot_pool *pool, sqlite3_stmt *row))
{
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(pool->m, sql, &row);

	if (st == MCT_OK)
		statement_bind(row, "t", pool->iso);
	while (st == MCT_OK && (st = statement_step(pool->m, row)) == MCT_ROW)
		st = add(pool, row);
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t read_records(struct slot_pool *pool)
{
	static const char wishes[] = "SELECT client_id, hours, minutes, until FROM wish "
				     "WHERE coalesce(until, '9999') >= ?1 ORDER BY client_id, id";
	static const char bookings[] = "SELECT client_id, date, time FROM visit "
				       "WHERE outcome = 'booked' AND date >= ?1 "
				       "ORDER BY client_id, date, time";
	mct_status_t st = read_people(pool);

	if (st == MCT_OK)
		st = read_habits(pool);
	if (st == MCT_OK)
		st = read_goals(pool);
	if (st == MCT_OK)
		st = read_several(pool, wishes, add_wish);
	return st == MCT_OK ? read_several(pool, bookings, add_booking) : st;
}

/* ---- what is expected ------------------------------------------------------------------------ */

static int compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* How many of n ordered numbers are below x. */
static size_t below(const double *ordered, size_t n, double x)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ordered[middle] < x)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static mct_status_t rank_people(struct slot_pool *pool)
{
	double *ordered CLEANUP(free_pointer) = malloc((pool->count + 1) * sizeof *ordered);
	size_t n = 0;

	if (ordered == NULL)
		return fail_nomem(pool->m);
	for (size_t i = 0; i < pool->count; i++) {
		struct slot_person *p = &pool->people[i];
		struct outlook_means means = outlook_expect(&pool->outlook, p->client);

		p->expected = means.spend;
		p->active = means.active;
		p->rank = NAN;
		if (!isnan(means.spend))
			ordered[n++] = means.spend;
	}
	qsort(ordered, n, sizeof *ordered, compare_numbers);
	for (size_t i = 0; i < pool->count; i++)
		if (!isnan(pool->people[i].expected))
			pool->people[i].rank = n > 1
				? (double)below(ordered, n, pool->people[i].expected) /
					(double)(n - 1)
				: 1;
	return MCT_OK;
}

static mct_status_t read_visits(struct slot_pool *pool)
{
	mct_status_t st = sums_read(pool->m, pool->iso, &pool->log, &pool->sums);

	if (st == MCT_OK)
		st = visit_log_order(pool->m, &pool->log);
	if (st == MCT_OK)
		st = outlook_make(pool->m, &pool->log, pool->day, &pool->outlook);
	if (st == MCT_OK)
		st = suspensions_load(pool->m, pool->day, &pool->pauses);
	if (st == MCT_OK)
		st = rhythms_read(pool->m, &pool->log, &pool->pauses, &pool->rhythms);
	return st;
}

mct_status_t slot_pool_read(mct_t *m, const char *as_of, const char *order, struct slot_pool *out)
{
	const char *day = as_of != NULL ? as_of : mct_today(m);
	mct_status_t st;

	*out = (struct slot_pool){.m = m, .day = date_from_iso(day, strlen(day))};
	if (out->day == DATE_NONE)
		return fail(m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date", day);
	snprintf(out->iso, sizeof out->iso, "%s", day);
	if (order == NULL)
		order = mct_setting(m, "slot.order");
	if (!ranking_read(order, setting_slot_parts, out->weights))
		return fail(m, MCT_INVALID, "need, fit, loyalty and value in your order, by commas",
			"\"%s\" is no order", order);
	out->low_is_best = setting_number(m, "feel.best") == 0;
	st = read_visits(out);
	if (st == MCT_OK)
		st = read_records(out);
	return st == MCT_OK ? rank_people(out) : st;
}

int slot_pool_minutes(struct slot_pool *pool)
{
	int32_t *minutes = malloc((pool->count + 1) * sizeof *minutes);
	int usual = MINUTES_UNKNOWN;
	size_t n = 0;

	for (size_t i = 0; minutes != NULL && i < pool->count; i++)
		if (habit_minutes(&pool->people[i].habit) > 0)
			minutes[n++] = habit_minutes(&pool->people[i].habit);
	if (n > 0)
		usual = lower_median(minutes, n);
	free(minutes);
	return usual;
}
