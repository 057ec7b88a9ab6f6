/*
 * sums.c - one pass over the visits, with the sums of each client in an array by her id.
 */
#include "value/sums.h"

#include <stdlib.h>
#include <string.h>

#include "practice/missed.h"
#include "store/statement.h"
#include "util/base.h"

void sums_free(struct sums *s)
{
	free(s->by_id);
	*s = (struct sums){0};
}

const struct client_sums *sums_of(const struct sums *s, int64_t client)
{
	static const struct client_sums none = {0};

	return (size_t)client < s->size ? &s->by_id[client] : &none;
}

double sums_per_year(const struct client_sums *c)
{
	return c->last > c->first ? (double)(c->visits - 1) * 365.25 / (c->last - c->first) : -1;
}

/* Ids are given out one after the other, so that an array by id has few gaps. */
static struct client_sums *place_for(struct sums *s, int64_t id)
{
	size_t size = s->size;
	struct client_sums *grown;

	if ((size_t)id < size)
		return &s->by_id[id];
	size = (size_t)id + (size_t)id / 2 + 256;
	grown = realloc(s->by_id, size * sizeof *grown);
	if (grown == NULL)
		return NULL;
	memset(grown + s->size, 0, (size - s->size) * sizeof *grown);
	s->by_id = grown;
	s->size = size;
	return &s->by_id[id];
}

/* ---- the pass over the visits ---------------------------------------------------------------- */

enum { V_CLIENT, V_OUTCOME, V_DATE, V_MINUTES, V_LATE, V_PRICE, V_TIP, V_FEE, V_DISCOUNT };

static bool add_completed(
	struct client_sums *c, sqlite3_stmt *visit, int64_t late_from, struct visit_log *log)
{
	int32_t date = statement_day(visit, V_DATE, DATE_NONE);
	int64_t price = sqlite3_column_int64(visit, V_PRICE);
	int64_t tip = sqlite3_column_int64(visit, V_TIP);

	c->minutes += sqlite3_column_int64(visit, V_MINUTES);
	c->paid += price;
	c->tips += tip;
	c->tipped += tip > 0;
	c->discounted += sqlite3_column_int64(visit, V_DISCOUNT) > 0;
	if (sqlite3_column_type(visit, V_LATE) != SQLITE_NULL) {
		c->timed++;
		c->late += sqlite3_column_int64(visit, V_LATE) >= late_from;
	}
	if (c->visits++ == 0 || date < c->first)
		c->first = date;
	if (c->visits == 1 || date > c->last)
		c->last = date;
	return log == NULL || date == DATE_NONE ||
		visit_log_add(log,
			&(struct logged_visit){
				.client = sqlite3_column_int64(visit, V_CLIENT),
				.day = date,
				.priced = sqlite3_column_type(visit, V_PRICE) != SQLITE_NULL,
				.worth = price + tip,
			});
}

static void add_missed(struct client_sums *c, sqlite3_stmt *visit, bool no_show)
{
	const char *fee = (const char *)sqlite3_column_text(visit, V_FEE);

	c->no_shows += no_show;
	c->late_cancels += !no_show;
	if (fee != NULL && strcmp(fee, MISSED_CHARGED) == 0) {
		c->charged++;
		c->fees += sqlite3_column_int64(visit, V_PRICE);
	} else if (fee != NULL) {
		c->waived++;
	}
}

/* Grouping by the index would read the table in the order of clients, page after page from all over
 * it; reading it from end to end takes a third of the time. */
static mct_status_t add_visits(mct_t *m, const char *day, struct visit_log *log, struct sums *s)
{
	static const char sql[] =
		"SELECT client_id, outcome, date, minutes, late_minutes, price, tip, missed_fee,"
		"  discount "
		"FROM visit NOT INDEXED WHERE date <= ?1"
		"  AND outcome IN ('completed', 'no_show', 'late_cancel')";
	int64_t late_from = setting_number(m, "visit.late");
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st == MCT_OK)
		statement_bind(statement, "t", day);
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		struct client_sums *c = place_for(s, sqlite3_column_int64(statement, V_CLIENT));
		const char *outcome = (const char *)sqlite3_column_text(statement, V_OUTCOME);

		if (c == NULL)
			return fail_nomem(m);
		if (strcmp(outcome, "completed") != 0)
			add_missed(c, statement, strcmp(outcome, "no_show") == 0);
		else if (!add_completed(c, statement, late_from, log))
			return fail_nomem(m);
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- whom she sent --------------------------------------------------------------------------- */

/* Several may have sent the same client: she counts for the first of them, so that what she has
 * been worth is counted once. The referrals come by client and day. */
static mct_status_t add_referrals(mct_t *m, const char *day, struct sums *s)
{
	static const char sql[] =
		"SELECT client_id, referrer_id FROM referral "
		"WHERE direction = 'in' AND referrer_id IS NOT NULL AND date <= ?1 "
		"ORDER BY client_id, date, id";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	int64_t before = 0;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st == MCT_OK)
		statement_bind(statement, "t", day);
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		int64_t client = sqlite3_column_int64(statement, 0);
		struct client_sums *c = place_for(s, sqlite3_column_int64(statement, 1));

		if (c == NULL)
			return fail_nomem(m);
		c->referrals++;
		if (client != before) {
			c->sent++;
			c->sent_worth += sums_total(sums_of(s, client));
		}
		before = client;
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- ranks ----------------------------------------------------------------------------------- */

static int compare_totals(const void *a, const void *b)
{
	int64_t x = sums_total(*(struct client_sums *const *)a);
	int64_t y = sums_total(*(struct client_sums *const *)b);

	return (x < y) - (x > y);
}

/* A rank is a place among all, also when only some are shown. Equal totals share one. */
static mct_status_t rank_all(mct_t *m, struct sums *s)
{
	struct client_sums **order CLEANUP(free_pointer) =
		malloc((s->size + 1) * sizeof(struct client_sums *));
	size_t n = 0;

	if (order == NULL)
		return fail_nomem(m);
	for (size_t id = 0; id < s->size; id++) {
		s->total += sums_total(&s->by_id[id]);
		if (sums_counted(&s->by_id[id]))
			order[n++] = &s->by_id[id];
	}
	qsort(order, n, sizeof *order, compare_totals);
	for (size_t i = 0; i < n; i++)
		order[i]->rank = i > 0 && sums_total(order[i]) == sums_total(order[i - 1])
			? order[i - 1]->rank
			: (int64_t)i + 1;
	return MCT_OK;
}

mct_status_t sums_read(mct_t *m, const char *day, struct visit_log *log, struct sums *out)
{
	mct_status_t st;

	*out = (struct sums){0};
	st = add_visits(m, day, log, out);
	if (st == MCT_OK)
		st = add_referrals(m, day, out);
	return st == MCT_OK ? rank_all(m, out) : st;
}
