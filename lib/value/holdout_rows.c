/*
 * holdout_rows.c - mct_holdout(): what was expected of each client, and what came.
 */
#include "people/client.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"
#include "util/date.h"
#include "value/holdout.h"

enum { CLIENT, EXPECTED, ACTUAL, ACTIVE, LAST_YEAR, OWN_RHYTHM };

static const mct_field_t fields[] = {
	[CLIENT] = {.name = "client",
		.title = "Client",
		.help = "who",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[EXPECTED] = {.name = "expected_visits",
		.title = "Expected",
		.help = "visits that were to be expected",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	[ACTUAL] = {.name = "actual_visits",
		.title = "Came",
		.help = "visits that came",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[ACTIVE] = {.name = "p_active",
		.title = "Still",
		.help = "the chance that she was still a client",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	[LAST_YEAR] = {.name = "last_year",
		.title = "As before",
		.help = "visits in as many days before",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[OWN_RHYTHM] = {.name = "own_rhythm",
		.title = "By rhythm",
		.help = "visits by her rhythm, none when she was late by as much again",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
};

static void set_number(mct_rows_t *rows, size_t column, double number)
{
	const struct mct_value v = {.set = true, .number = number, .text = ""};

	row_set_value(rows, column, &v);
}

static bool is_asked_for(const int64_t *clients, int64_t id)
{
	if (clients == NULL)
		return true;
	while (*clients != 0 && *clients != id)
		clients++;
	return *clients != 0;
}

static mct_status_t add_row(const struct held_client *held, const char *client, mct_rows_t *rows)
{
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	row_set_text(rows, CLIENT, client);
	set_number(rows, EXPECTED, held->expected);
	row_set_integer(rows, ACTUAL, (int64_t)held->actual);
	set_number(rows, ACTIVE, held->active);
	row_set_integer(rows, LAST_YEAR, (int64_t)held->last_year);
	set_number(rows, OWN_RHYTHM, held->own_rhythm);
	return MCT_OK;
}

/* Both are in the order of the ids. */
static mct_status_t add_rows(
	mct_t *m, const struct holdout *h, const struct mct_holdout_query *query, mct_rows_t *rows)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	size_t at = 0;
	mct_status_t st;

	buf_adds(&sql, "SELECT client.id, ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql, " FROM client JOIN contact USING (id) ORDER BY client.id");
	st = statement_prepare(m, buf_str(&sql), &statement);
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		int64_t id = sqlite3_column_int64(statement, 0);

		st = MCT_OK;
		while (at < h->clientele.count && h->items[at].id < id)
			at++;
		if (at < h->clientele.count && h->items[at].id == id &&
			is_asked_for(query->clients, id))
			st = add_row(&h->items[at], (const char *)sqlite3_column_text(statement, 1),
				rows);
	}
	return st == MCT_DONE ? rows_check(rows) : st;
}

static mct_status_t fill(
	mct_t *m, const struct holdout *h, const struct mct_holdout_query *query, mct_rows_t *rows)
{
	mct_status_t st = add_rows(m, h, query, rows);

	if (st == MCT_OK)
		st = rows_sort(
			rows, "row", query->sort != NULL ? query->sort : "-expected_visits,client");
	if (st == MCT_OK && query->limit > 0)
		rows_limit(rows, (size_t)query->limit);
	return st;
}

static struct mct_holdout sums_of(const struct holdout *h, const struct clientele_fit *fit)
{
	struct mct_holdout sums = {
		.model = visit_model_names[fit->visits.model.kind],
		.rule = outlook_rule_words[fit->rule],
		.days = h->until - h->clientele.day,
		.clients = (int64_t)h->clientele.count,
		.actual = h->actual,
		.error = HOLDOUT_ERROR(h, expected),
		.error_last_year = HOLDOUT_ERROR(h, last_year),
		.error_own_rhythm = HOLDOUT_ERROR(h, own_rhythm),
	};

	for (size_t i = 0; i < h->clientele.count; i++)
		sums.expected += h->items[i].expected;
	date_to_iso(h->until, sums.until);
	return sums;
}

/* Reads the log and splits it at the day. */
static mct_status_t split(
	mct_t *m, const struct mct_holdout_query *query, struct visit_log *log, struct holdout *h)
{
	int32_t day =
		query->day != NULL ? date_from_iso(query->day, strlen(query->day)) : DATE_NONE;
	int32_t as_of = query->as_of != NULL ? date_from_iso(query->as_of, strlen(query->as_of))
					     : handle_today(m);
	int32_t last = DATE_NONE;
	mct_status_t st;

	if (day == DATE_NONE || as_of == DATE_NONE)
		return fail(m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date",
			day == DATE_NONE ? (query->day != NULL ? query->day : "") : query->as_of);
	st = visit_log_read(m, as_of, log);
	if (st != MCT_OK)
		return st;
	for (size_t i = 0; i < log->count; i++)
		last = log->items[i].day > last ? log->items[i].day : last;
	if (last <= day)
		return fail(m, MCT_NOTFOUND, NULL,
			"there are no visits after %s to hold it against", query->day);
	st = holdout_read(m, log, day, last, h);
	if (st == MCT_OK && h->clientele.count == 0)
		return fail(m, MCT_NOTFOUND, NULL, "there are no visits before %s to learn from",
			query->day);
	return st;
}

mct_status_t mct_holdout(mct_t *m, const struct mct_holdout_query *query,
	struct mct_holdout *holdout, mct_rows_t **out)
{
	struct visit_log log CLEANUP(visit_log_free) = {0};
	struct holdout h CLEANUP(holdout_free) = {.items = NULL};
	struct clientele_fit fit;
	mct_rows_t *rows = NULL;
	mct_status_t st = split(m, query, &log, &h);

	if (st == MCT_OK)
		st = clientele_fit_auto(m, &h.clientele, &fit);
	if (st != MCT_OK)
		return st;
	holdout_predict(&h, &fit.visits.model);
	st = rows_of_table(m, fields, ARRAY_SIZE(fields), &rows);
	if (st == MCT_OK)
		st = fill(m, &h, query, rows);
	st = rows_hand_out(rows, st, out);
	if (st == MCT_OK)
		*holdout = sums_of(&h, &fit);
	return st;
}
