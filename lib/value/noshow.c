/*
 * noshow.c - the no-show question: what is known of the client who missed a session, beside
 * the middle of all clients, and what the practice's own rule says of it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "practice/missed.h"
#include "record/sql.h"
#include "store/statement.h"
#include "value/middle.h"
#include "value/noshow.h"

static void noshow_clear(struct noshow *n)
{
	sums_free(&n->sums);
	visit_log_free(&n->log);
	outlook_free(&n->outlook);
}

/* ---- the session ----------------------------------------------------------------------------- */

enum { V_CLIENT, V_DATE, V_TIME, V_MINUTES, V_OUTCOME, V_NOTICE, V_FEE, V_BECAUSE, V_PRICE };

static void keep_day(char out[static 11], const char *text)
{
	snprintf(out, 11, "%s", text != NULL ? text : "");
}

static void set_text(mct_rows_t *rows, size_t column, sqlite3_stmt *visit, int at)
{
	row_set_text(rows, column, (const char *)sqlite3_column_text(visit, at));
}

static mct_status_t take_session(struct noshow *n, sqlite3_stmt *visit, mct_rows_t *rows)
{
	const char *outcome = (const char *)sqlite3_column_text(visit, V_OUTCOME);
	char id[24];

	if (strcmp(outcome, "completed") == 0 || strcmp(outcome, "cancelled") == 0)
		return fail(n->m, MCT_REFUSED,
			"only of what was missed, or is booked, it can be asked",
			"v%lld was not missed: it is %s", (long long)n->visit, outcome);
	n->client = sqlite3_column_int64(visit, V_CLIENT);
	keep_day(n->date, (const char *)sqlite3_column_text(visit, V_DATE));
	n->timed = sqlite3_column_type(visit, V_MINUTES) != SQLITE_NULL;
	n->minutes = sqlite3_column_int64(visit, V_MINUTES);
	n->noticed = sqlite3_column_type(visit, V_NOTICE) != SQLITE_NULL;
	n->notice = sqlite3_column_int64(visit, V_NOTICE);
	n->priced = sqlite3_column_type(visit, V_FEE) != SQLITE_NULL &&
		sqlite3_column_type(visit, V_PRICE) != SQLITE_NULL;
	n->price = sqlite3_column_int64(visit, V_PRICE);
	n->late_cancel = strcmp(outcome, "late_cancel") == 0;
	snprintf(id, sizeof id, "v%lld", (long long)n->visit);
	row_set_text(rows, NOSHOW_VISIT, id);
	set_text(rows, NOSHOW_DATE, visit, V_DATE);
	set_text(rows, NOSHOW_TIME, visit, V_TIME);
	set_text(rows, NOSHOW_OUTCOME, visit, V_OUTCOME);
	set_text(rows, NOSHOW_DECIDED, visit, V_FEE);
	set_text(rows, NOSHOW_BECAUSE_OF, visit, V_BECAUSE);
	return MCT_OK;
}

static mct_status_t read_session(struct noshow *n, mct_rows_t *rows)
{
	static const char sql[] =
		"SELECT client_id, date, time, minutes, outcome, notice_minutes, missed_fee,"
		"  missed_because, price FROM visit WHERE id = ?1";
	sqlite3_stmt *visit CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(n->m, sql, &visit);

	if (st != MCT_OK)
		return st;
	statement_bind(visit, "i", n->visit);
	st = statement_step(n->m, visit);
	if (st == MCT_DONE)
		return fail(
			n->m, MCT_NOTFOUND, NULL, "there is no visit v%lld", (long long)n->visit);
	if (st == MCT_ROW)
		st = take_session(n, visit, rows);
	return st;
}

/* Any session: as long as her last one. */
static mct_status_t imagine_session(struct noshow *n)
{
	static const char sql[] =
		"SELECT minutes FROM visit WHERE client_id = ?1 AND outcome = 'completed'"
		"  AND date <= ?2 AND minutes IS NOT NULL ORDER BY date DESC, id DESC LIMIT 1";
	mct_status_t st;

	keep_day(n->date, n->iso);
	st = query_integer(n->m, &n->minutes, sql, "it", n->client, n->iso);
	n->timed = st == MCT_ROW;
	return st == MCT_DONE || st == MCT_ROW ? MCT_OK : st;
}

static mct_status_t find_fee(struct noshow *n)
{
	mct_status_t st = MCT_NOTFOUND;

	if (n->priced)
		n->fee = n->price;
	else if (n->timed)
		st = missed_price(n->m, n->date, n->minutes, n->late_cancel, &n->fee);
	n->has_fee = n->priced || st == MCT_OK;
	return st == MCT_NOTFOUND ? MCT_OK : st;
}

/* ---- what she missed before ------------------------------------------------------------------ */

enum { M_DATE, M_FEE };

static void count_miss(struct noshow *n, sqlite3_stmt *miss)
{
	const char *date = (const char *)sqlite3_column_text(miss, M_DATE);
	const char *fee = (const char *)sqlite3_column_text(miss, M_FEE);

	n->missed++;
	n->charged += fee != NULL && strcmp(fee, MISSED_CHARGED) == 0;
	n->waived += fee != NULL && strcmp(fee, MISSED_WAIVED) == 0;
	if (strcmp(date, n->since) < 0)
		return;
	n->earlier++;
	keep_day(n->last, date);
}

/* In the order of their days; of the same day, those that were entered before. */
static mct_status_t read_misses(struct noshow *n)
{
	static const char sql[] = "SELECT date, missed_fee FROM visit WHERE client_id = ?1"
				  "  AND outcome IN ('no_show', 'late_cancel')"
				  "  AND (date < ?2 OR date = ?2 AND (?3 = 0 OR id < ?3)) "
				  "ORDER BY date, id";
	sqlite3_stmt *miss CLEANUP(statement_done) = NULL;
	int within = 0;
	mct_status_t st = statement_get(n->m, sql, &miss);

	days_read(mct_setting(n->m, "noshow.within"), &within);
	date_to_iso(date_from_iso(n->date, strlen(n->date)) - within, n->since);
	if (st == MCT_OK)
		statement_bind(miss, "iti", n->client, n->date, n->visit);
	while (st == MCT_OK && (st = statement_step(n->m, miss)) == MCT_ROW) {
		count_miss(n, miss);
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- the facts, hers and those of the middle ------------------------------------------------- */

static void set_number(mct_rows_t *rows, size_t column, const mct_field_t *f, double number)
{
	struct mct_value v = {.set = true, .text = ""};

	if (!isfinite(number))
		return;
	if (type_of(f->type)->storage == STORE_REAL)
		v.number = number;
	else
		v.integer = llround(number);
	row_set_value(rows, column, &v);
}

static void set_her_facts(struct noshow *n, mct_rows_t *rows)
{
	const struct client_sums *c = sums_of(&n->sums, n->client);

	for (size_t i = NOSHOW_VISITS; i < NOSHOW_FEE_SHARE; i++)
		set_number(rows, i, &noshow_fields[i], noshow_fact(c, i, n->day));
	row_set_integer(rows, NOSHOW_MISSED, n->missed);
	row_set_integer(rows, NOSHOW_WAIVED, n->waived);
	row_set_integer(rows, NOSHOW_CHARGED, n->charged);
	set_number(rows, NOSHOW_FEE_SHARE, &noshow_fields[NOSHOW_FEE_SHARE], n->verdict.fee_share);
	outlook_set(&n->outlook, n->client, rows, NOSHOW_COLUMNS);
}

/* Those who came within a year before the day: the clients whom one has. */
static size_t current_clients(const struct noshow *n, int64_t *ids)
{
	size_t count = 0;

	for (size_t id = 0; id < n->sums.size; id++)
		if (n->sums.by_id[id].visits > 0 && n->sums.by_id[id].last > n->day - 365)
			ids[count++] = (int64_t)id;
	return count;
}

/* As a fact stands beside hers: the session in question counts for nobody. */
static double fact_beside(const struct noshow *n, int64_t client, size_t column)
{
	if (column == NOSHOW_MISSED && client == n->client)
		return (double)n->missed;
	return noshow_fact(sums_of(&n->sums, client), column, n->day);
}

static void set_middle_facts(
	struct noshow *n, const int64_t *ids, size_t count, double *values, mct_rows_t *rows)
{
	const size_t visits = NOSHOW_COLUMNS + OUTLOOK_VISITS;
	const size_t spend = NOSHOW_COLUMNS + OUTLOOK_SPEND;
	double *spends = values + count;

	for (size_t column = NOSHOW_VISITS; column < NOSHOW_FEE_SHARE; column++) {
		for (size_t i = 0; i < count; i++)
			values[i] = fact_beside(n, ids[i], column);
		set_number(rows, column, &noshow_fields[column], middle_of(values, count));
	}
	for (size_t i = 0; i < count; i++) {
		struct outlook_means means = outlook_expect(&n->outlook, ids[i]);

		values[i] = means.visits;
		spends[i] = means.spend;
	}
	set_number(rows, visits, &outlook_fields[OUTLOOK_VISITS], middle_of(values, count));
	set_number(rows, spend, &outlook_fields[OUTLOOK_SPEND], middle_of(spends, count));
}

static mct_status_t add_middle(struct noshow *n, mct_rows_t *rows)
{
	int64_t *ids CLEANUP(free_pointer) = malloc((n->sums.size + 1) * sizeof *ids);
	double *values CLEANUP(free_pointer) = malloc((2 * n->sums.size + 1) * sizeof *values);
	mct_status_t st = ids != NULL && values != NULL ? row_add(rows) : fail_nomem(n->m);

	if (st == MCT_OK)
		set_middle_facts(n, ids, current_clients(n, ids), values, rows);
	return st;
}

/* ---- the rule and its reasons ---------------------------------------------------------------- */

static struct noshow_rule read_rule(mct_t *m)
{
	return (struct noshow_rule){.regular = setting_number(m, "noshow.regular"),
		.late = setting_number(m, "noshow.late"),
		.free = setting_number(m, "noshow.free"),
		.share = setting_number(m, "noshow.share"),
		.notice = setting_number(m, "noshow.notice")};
}

static void judge(struct noshow *n)
{
	const struct client_sums *c = sums_of(&n->sums, n->client);
	struct noshow_facts facts = {.visits = c->visits,
		.per_year = noshow_fact(c, NOSHOW_VISITS_PER_YEAR, n->day),
		.late_share = 1 - noshow_fact(c, NOSHOW_ON_TIME, n->day),
		.earlier = n->earlier,
		.fee = n->has_fee ? (double)n->fee : NAN,
		.notice = n->noticed ? (double)n->notice : NAN};

	n->expected = outlook_expect(&n->outlook, n->client).spend;
	facts.expected = n->expected;
	n->rule = read_rule(n->m);
	n->verdict = noshow_judge(&n->rule, &facts);
}

static mct_status_t set_verdict(struct noshow *n, mct_rows_t *rows)
{
	struct buf reasons CLEANUP(buf_free) = {0};
	struct buf rule CLEANUP(buf_free) = {0};

	if (n->timed)
		row_set_integer(rows, NOSHOW_MINUTES, n->minutes);
	if (n->noticed)
		row_set_integer(rows, NOSHOW_NOTICE, n->notice);
	if (n->has_fee)
		row_set_integer(rows, NOSHOW_FEE, n->fee);
	row_set_text(rows, NOSHOW_SUGGESTION, noshow_suggestions[n->verdict.waive]);
	noshow_add_reasons(n, &reasons);
	row_set_text(rows, NOSHOW_BECAUSE, buf_str(&reasons));
	noshow_add_rule(n, &rule);
	row_set_text(rows, NOSHOW_PRACTICE_RULE, buf_str(&rule));
	return reasons.failed || rule.failed ? fail_nomem(n->m) : MCT_OK;
}

/* ---- the question ---------------------------------------------------------------------------- */

static mct_status_t set_name(struct noshow *n, mct_rows_t *rows)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_adds(&sql, "SELECT ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql, " FROM client JOIN contact USING (id) WHERE client.id = ?1");
	st = statement_prepare(n->m, buf_str(&sql), &statement);
	if (st == MCT_OK) {
		statement_bind(statement, "i", n->client);
		st = statement_step(n->m, statement);
	}
	if (st == MCT_DONE)
		return fail(
			n->m, MCT_NOTFOUND, NULL, "there is no client c%lld", (long long)n->client);
	if (st == MCT_ROW)
		set_text(rows, NOSHOW_CLIENT, statement, 0);
	return st == MCT_ROW ? MCT_OK : st;
}

/* Whether she is known to be a client still: the booking that she missed does not say so. */
static mct_status_t look_ahead(struct noshow *n)
{
	static const char sql[] = "SELECT 1 FROM visit WHERE client_id = ?1 AND outcome = 'booked'"
				  "  AND date >= ?2 AND id <> ?3";
	int64_t one;
	mct_status_t st;

	if (n->day < handle_today(n->m))
		return MCT_OK;
	st = query_integer(n->m, &one, sql, "iti", n->client, n->iso, n->visit);
	clientele_set_certain(&n->outlook.clientele, n->client, st == MCT_ROW);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t gather(struct noshow *n)
{
	mct_status_t st = sums_read(n->m, n->iso, &n->log, &n->sums);

	if (st == MCT_OK)
		st = visit_log_order(n->m, &n->log);
	if (st == MCT_OK)
		st = outlook_make(n->m, &n->log, n->day, &n->outlook);
	if (st == MCT_OK)
		st = look_ahead(n);
	if (st == MCT_OK)
		st = read_misses(n);
	return st == MCT_OK ? find_fee(n) : st;
}

static mct_status_t fill(struct noshow *n, mct_rows_t *rows)
{
	mct_status_t st = row_add(rows);

	if (st == MCT_OK)
		st = n->visit != 0 ? read_session(n, rows) : imagine_session(n);
	if (st == MCT_OK)
		st = set_name(n, rows);
	if (st == MCT_OK)
		st = gather(n);
	if (st != MCT_OK)
		return st;
	judge(n);
	set_her_facts(n, rows);
	st = set_verdict(n, rows);
	if (st == MCT_OK)
		st = add_middle(n, rows);
	return st;
}

mct_status_t mct_noshow(mct_t *m, const struct mct_noshow_query *query, mct_rows_t **out)
{
	const char *day = query->as_of != NULL ? query->as_of : mct_today(m);
	struct noshow n CLEANUP(noshow_clear) = {.m = m,
		.day = date_from_iso(day, strlen(day)),
		.client = query->client,
		.visit = query->visit};
	const mct_field_t *columns[NOSHOW_COLUMNS + OUTLOOK_COLUMNS];
	mct_rows_t *rows = NULL;
	mct_status_t st;

	if (n.day == DATE_NONE)
		return fail(m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date", day);
	keep_day(n.iso, day);
	for (size_t i = 0; i < ARRAY_SIZE(columns); i++)
		columns[i] = i < NOSHOW_COLUMNS ? &noshow_fields[i]
						: &outlook_fields[i - NOSHOW_COLUMNS];
	st = rows_of_list(m, columns, ARRAY_SIZE(columns), &rows);
	if (st == MCT_OK)
		st = fill(&n, rows);
	return rows_hand_out(rows, st, out);
}
