/*
 * worth.c - what clients have been worth so far: one pass over the visits in the
 * order of the file, with the sums of each client in an array by her id.
 * Every column is defined in mct-value(1).
 */
#include "value/worth.h"

#include <stdlib.h>

#include "people/client.h"
#include "record/rows.h"
#include "record/sql.h"
#include "record/type.h"
#include "store/statement.h"
#include "value/outlook.h"

enum {
	CLIENT,
	VISITS,
	FIRST_VISIT,
	LAST_VISIT,
	VISITS_PER_YEAR,
	MINUTES,
	PAID,
	TIPS,
	TOTAL,
	NO_SHOWS,
	LATE_CANCELS,
	LATE_SHARE,
	REFERRALS,
	RANK
};

static const mct_field_t fields[] = {
	[CLIENT] = {.name = "client",
		.title = "Client",
		.help = "who",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[VISITS] = {.name = "visits",
		.title = "Visits",
		.help = "completed visits",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[FIRST_VISIT] = {.name = "first_visit",
		.title = "First",
		.help = "her first completed visit",
		.type = MCT_TYPE_DATE},
	[LAST_VISIT] = {.name = "last_visit",
		.title = "Last",
		.help = "her last completed visit",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[VISITS_PER_YEAR] = {.name = "visits_per_year",
		.title = "A year",
		.help = "how often she comes",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	[MINUTES] = {.name = "minutes",
		.title = "Min",
		.help = "minutes of work",
		.type = MCT_TYPE_MINUTES},
	[PAID] = {.name = "paid",
		.title = "Paid",
		.help = "prices of her completed visits",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[TIPS] = {.name = "tips",
		.title = "Tips",
		.help = "what she gave on top",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[TOTAL] = {.name = "total",
		.title = "So far",
		.help = "paid and tips",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[NO_SHOWS] = {.name = "no_shows",
		.title = "No-shows",
		.help = "times she did not come",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[LATE_CANCELS] = {.name = "late_cancels",
		.title = "Late canc.",
		.help = "cancelled too late to fill the slot",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[LATE_SHARE] = {.name = "late_share",
		.title = "Late",
		.help = "share of visits she was late for",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[REFERRALS] = {.name = "referrals",
		.title = "Sent",
		.help = "referrals she brought",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[RANK] = {.name = "rank",
		.title = "Rank",
		.help = "place by total",
		.type = MCT_TYPE_COUNT},
};

/* What the pass over the visits keeps of a client; all 0 for ids that are nobody's. */
struct sums {
	int64_t visits, minutes, paid, tips, no_shows, late_cancels, referrals;
	int64_t late, timed; /* visits she was late for; those of which it is known */
	int32_t first, last;
	int64_t rank;
};

struct worth {
	mct_t *m;
	int64_t late_from; /* minutes from which a visit is late */
	struct sums *by_id;
	size_t size;             /* ids below this have a place */
	struct visit_log *log;   /* where completed visits are kept for a model; or NULL */
	struct outlook *outlook; /* what is to be expected; or NULL */
};

static void worth_clear(struct worth *w)
{
	if (w->outlook != NULL)
		outlook_free(w->outlook);
	if (w->log != NULL)
		visit_log_free(w->log);
	free(w->outlook);
	free(w->log);
	free(w->by_id);
}

static bool is_counted(const struct sums *s)
{
	return s->visits + s->no_shows + s->late_cancels > 0;
}

static int64_t total(const struct sums *s)
{
	return s->paid + s->tips;
}

/* Ids are given out one after the other, so that an array by id has few gaps. */
static struct sums *sums_of(struct worth *w, int64_t id)
{
	size_t size = w->size;
	struct sums *grown;

	if ((size_t)id < size)
		return &w->by_id[id];
	size = (size_t)id + (size_t)id / 2 + 256;
	grown = realloc(w->by_id, size * sizeof *grown);
	if (grown == NULL)
		return NULL;
	memset(grown + w->size, 0, (size - w->size) * sizeof *grown);
	w->by_id = grown;
	w->size = size;
	return &w->by_id[id];
}

/* ---- the pass over the visits ---------------------------------------------------------------- */

enum { V_CLIENT, V_OUTCOME, V_DATE, V_MINUTES, V_PRICE, V_TIP, V_LATE };

static bool add_completed(struct worth *w, struct sums *s, sqlite3_stmt *visit)
{
	int32_t date = date_from_iso((const char *)sqlite3_column_text(visit, V_DATE),
		(size_t)sqlite3_column_bytes(visit, V_DATE));

	s->minutes += sqlite3_column_int64(visit, V_MINUTES);
	s->paid += sqlite3_column_int64(visit, V_PRICE);
	s->tips += sqlite3_column_int64(visit, V_TIP);
	if (sqlite3_column_type(visit, V_LATE) != SQLITE_NULL) {
		s->timed++;
		s->late += sqlite3_column_int64(visit, V_LATE) >= w->late_from;
	}
	if (s->visits++ == 0 || date < s->first)
		s->first = date;
	if (s->visits == 1 || date > s->last)
		s->last = date;
	return w->log == NULL || date == DATE_NONE ||
		visit_log_add(w->log,
			&(struct logged_visit){
				.client = sqlite3_column_int64(visit, V_CLIENT),
				.day = date,
				.priced = sqlite3_column_type(visit, V_PRICE) != SQLITE_NULL,
				.worth = sqlite3_column_int64(visit, V_PRICE) +
					sqlite3_column_int64(visit, V_TIP),
			});
}

/* Grouping by the index would read the table in the order of clients, page after page from all over
 * it; reading it from end to end takes a third of the time. */
static mct_status_t add_visits(struct worth *w, const char *as_of)
{
	static const char sql[] =
		"SELECT client_id, outcome, date, minutes, price, tip, late_minutes "
		"FROM visit NOT INDEXED WHERE date <= ?1"
		"  AND outcome IN ('completed', 'no_show', 'late_cancel')";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(w->m, sql, &statement);

	if (st == MCT_OK)
		statement_bind(statement, "t", as_of);
	while (st == MCT_OK && (st = statement_step(w->m, statement)) == MCT_ROW) {
		struct sums *s = sums_of(w, sqlite3_column_int64(statement, V_CLIENT));
		const char *outcome = (const char *)sqlite3_column_text(statement, V_OUTCOME);

		if (s == NULL)
			return fail_nomem(w->m);
		if (strcmp(outcome, "completed") == 0) {
			if (!add_completed(w, s, statement))
				return fail_nomem(w->m);
		} else if (strcmp(outcome, "no_show") == 0) {
			s->no_shows++;
		} else {
			s->late_cancels++;
		}
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t add_referrals(struct worth *w, const char *as_of)
{
	static const char sql[] =
		"SELECT referrer_id, count(*) FROM referral "
		"WHERE direction = 'in' AND referrer_id IS NOT NULL AND date <= ?1 "
		"GROUP BY referrer_id";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(w->m, sql, &statement);

	if (st == MCT_OK)
		statement_bind(statement, "t", as_of);
	while (st == MCT_OK && (st = statement_step(w->m, statement)) == MCT_ROW) {
		struct sums *s = sums_of(w, sqlite3_column_int64(statement, 0));

		if (s == NULL)
			return fail_nomem(w->m);
		s->referrals = sqlite3_column_int64(statement, 1);
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- ranks ----------------------------------------------------------------------------------- */

static int compare_totals(const void *a, const void *b)
{
	const struct sums *x = *(struct sums *const *)a, *y = *(struct sums *const *)b;

	return (total(x) < total(y)) - (total(x) > total(y));
}

/* A rank is a place among all, also when only some are shown. Equal totals share one. */
static mct_status_t rank_all(struct worth *w)
{
	struct sums **order CLEANUP(free_pointer) = malloc((w->size + 1) * sizeof(struct sums *));
	size_t n = 0;

	if (order == NULL)
		return fail_nomem(w->m);
	for (size_t id = 0; id < w->size; id++)
		if (is_counted(&w->by_id[id]))
			order[n++] = &w->by_id[id];
	qsort(order, n, sizeof *order, compare_totals);
	for (size_t i = 0; i < n; i++)
		order[i]->rank = i > 0 && total(order[i]) == total(order[i - 1])
			? order[i - 1]->rank
			: (int64_t)i + 1;
	return MCT_OK;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void set_day(int32_t date, char day[static 11], struct mct_value *out)
{
	date_to_iso(date, day);
	out->set = true;
	out->text = day;
	out->length = strlen(day);
}

static void set_number(double number, struct mct_value *out)
{
	out->set = true;
	out->number = number;
}

static void figure(const struct sums *s, size_t column, char day[static 11], struct mct_value *out)
{
	const int64_t integers[] = {[VISITS] = s->visits,
		[MINUTES] = s->minutes,
		[PAID] = s->paid,
		[TIPS] = s->tips,
		[TOTAL] = total(s),
		[NO_SHOWS] = s->no_shows,
		[LATE_CANCELS] = s->late_cancels,
		[REFERRALS] = s->referrals,
		[RANK] = s->rank};

	*out = (struct mct_value){.text = ""};
	if (type_of(fields[column].type)->storage == STORE_INTEGER) {
		out->set = true;
		out->integer = integers[column];
	} else if (column == VISITS_PER_YEAR && s->last > s->first) {
		set_number((double)(s->visits - 1) * 365.25 / (s->last - s->first), out);
	} else if (column == LATE_SHARE && s->timed > 0) {
		set_number((double)s->late / (double)s->visits, out);
	} else if (column == FIRST_VISIT && s->visits > 0) {
		set_day(s->first, day, out);
	} else if (column == LAST_VISIT && s->visits > 0) {
		set_day(s->last, day, out);
	}
}

static mct_status_t add_row(struct worth *w, int64_t id, const char *client, mct_rows_t *rows)
{
	const struct sums *s = &w->by_id[id];
	struct mct_value v;
	char day[11];
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	row_set_text(rows, CLIENT, client);
	for (size_t column = CLIENT + 1; column < ARRAY_SIZE(fields); column++) {
		figure(s, column, day, &v);
		row_set_value(rows, column, &v);
	}
	if (w->outlook != NULL)
		outlook_set(w->outlook, id, rows, ARRAY_SIZE(fields));
	return MCT_OK;
}

static bool is_asked_for(const int64_t *clients, int64_t id)
{
	if (clients == NULL)
		return true;
	while (*clients != 0 && *clients != id)
		clients++;
	return *clients != 0;
}

static mct_status_t add_rows(struct worth *w, const int64_t *clients, mct_rows_t *rows)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_adds(&sql, "SELECT client.id, ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql, " FROM client JOIN contact USING (id) ORDER BY client.id");
	st = statement_prepare(w->m, buf_str(&sql), &statement);
	while (st == MCT_OK && (st = statement_step(w->m, statement)) == MCT_ROW) {
		int64_t id = sqlite3_column_int64(statement, 0);

		st = MCT_OK;
		if ((size_t)id < w->size && is_counted(&w->by_id[id]) && is_asked_for(clients, id))
			st = add_row(w, id, (const char *)sqlite3_column_text(statement, 1), rows);
	}
	return st == MCT_DONE ? rows_check(rows) : st;
}

/* The pass: all that is known of clients to the end of the day. */
static mct_status_t count_all(struct worth *w, const char *as_of)
{
	const char *day = as_of != NULL ? as_of : mct_today(w->m);
	mct_status_t st = add_visits(w, day);

	if (st == MCT_OK)
		st = add_referrals(w, day);
	return st == MCT_OK ? rank_all(w) : st;
}

static mct_status_t fill(struct worth *w, const struct mct_worth_query *query, mct_rows_t *rows)
{
	mct_status_t st = add_rows(w, query->clients, rows);

	if (st == MCT_OK)
		st = rows_sort(
			rows, "value row", query->sort != NULL ? query->sort : "rank,client");
	if (st == MCT_OK && query->limit > 0)
		rows_limit(rows, (size_t)query->limit);
	return st;
}

static struct worth worth_init(mct_t *m)
{
	return (struct worth){.m = m, .late_from = setting_number(m, "visit.late")};
}

static mct_status_t fill_past(
	struct worth *w, const struct mct_worth_query *query, mct_rows_t *rows)
{
	mct_status_t st = count_all(w, query->as_of);

	return st == MCT_OK ? fill(w, query, rows) : st;
}

/* The visits are read once, for what has been and for what is to be expected. */
static mct_status_t fill_all(struct worth *w, const struct mct_worth_query *query, mct_rows_t *rows)
{
	const char *day = query->as_of != NULL ? query->as_of : mct_today(w->m);
	int32_t date = date_from_iso(day, strlen(day));
	mct_status_t st;

	if (date == DATE_NONE)
		return fail(
			w->m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date", day);
	w->log = calloc(1, sizeof *w->log);
	w->outlook = calloc(1, sizeof *w->outlook);
	if (w->log == NULL || w->outlook == NULL)
		return fail_nomem(w->m);
	st = count_all(w, day);
	if (st == MCT_OK)
		st = visit_log_order(w->m, w->log);
	if (st == MCT_OK)
		st = outlook_make(w->m, w->log, date, w->outlook);
	return st == MCT_OK ? fill(w, query, rows) : st;
}

mct_status_t mct_worth(mct_t *m, const struct mct_worth_query *query, mct_rows_t **out)
{
	struct worth w CLEANUP(worth_clear) = worth_init(m);
	const mct_field_t *columns[ARRAY_SIZE(fields) + OUTLOOK_COLUMNS];
	mct_rows_t *rows = NULL;
	mct_status_t st;

	for (size_t i = 0; i < ARRAY_SIZE(columns); i++)
		columns[i] = i < ARRAY_SIZE(fields) ? &fields[i]
						    : &outlook_fields[i - ARRAY_SIZE(fields)];
	st = rows_of_list(
		m, columns, query->past ? ARRAY_SIZE(fields) : ARRAY_SIZE(columns), &rows);
	if (st == MCT_OK)
		st = query->past ? fill_past(&w, query, rows) : fill_all(&w, query, rows);
	if (st != MCT_OK) {
		mct_rows_free(rows);
		return st;
	}
	*out = rows;
	return MCT_OK;
}

/* ---- one figure ------------------------------------------------------------------------------ */

const mct_field_t *worth_column(size_t i)
{
	return i < ARRAY_SIZE(fields) ? &fields[i] : NULL;
}

mct_status_t worth_new(mct_t *m, const char *as_of, struct worth **out)
{
	struct worth *w = malloc(sizeof *w);
	mct_status_t st;

	if (w == NULL)
		return fail_nomem(m);
	*w = worth_init(m);
	st = count_all(w, as_of);
	if (st != MCT_OK) {
		worth_free(w);
		return st;
	}
	*out = w;
	return MCT_OK;
}

void worth_free(struct worth *w)
{
	if (w != NULL)
		worth_clear(w);
	free(w);
}

void worth_value(const struct worth *w, int64_t client, size_t column, char day[static 11],
	struct mct_value *out)
{
	static const struct sums none = {0};
	const struct sums *s = (size_t)client < w->size ? &w->by_id[client] : &none;
	mct_type_t type = fields[column].type;

	figure(s, column, day, out);
	if (s->visits == 0 && (type == MCT_TYPE_MONEY || type == MCT_TYPE_MINUTES))
		out->set = false;
	if (column == RANK && !is_counted(s))
		out->set = false;
}
