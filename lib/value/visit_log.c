/*
 * visit_log.c - gathers visits in the order of the file, which is how they are read
 * quickest, and then deals them out by client.
 */
#include "value/visit_log.h"

#include <stdlib.h>

#include "store/statement.h"
#include "util/array.h"
#include "util/date.h"

bool visit_log_add(struct visit_log *log, const struct logged_visit *visit)
{
	if (!ARRAY_ROOM(log->items, log->count, log->capacity))
		return false;
	log->items[log->count++] = *visit;
	return true;
}

/* Within a client they are nearly in order as they come. */
static void order_days(struct logged_visit *visits, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct logged_visit visit = visits[i];
		size_t at = i;

		for (; at > 0 && visits[at - 1].client == visit.client &&
			visits[at - 1].day > visit.day;
			at--)
			visits[at] = visits[at - 1];
		visits[at] = visit;
	}
}

static int64_t highest_client(const struct visit_log *log)
{
	int64_t highest = 0;

	for (size_t i = 0; i < log->count; i++)
		if (log->items[i].client > highest)
			highest = log->items[i].client;
	return highest;
}

/* Ids have few gaps: each client's visits are counted, which tells where they go. */
mct_status_t visit_log_order(mct_t *m, struct visit_log *log)
{
	size_t clients = (size_t)highest_client(log) + 2;
	size_t *places CLEANUP(free_pointer) = calloc(clients, sizeof *places);
	struct logged_visit *ordered = calloc(log->count + 1, sizeof *ordered);

	if (places == NULL || ordered == NULL) {
		free(ordered);
		return fail_nomem(m);
	}
	for (size_t i = 0; i < log->count; i++)
		places[log->items[i].client + 1]++;
	for (size_t i = 1; i < clients; i++)
		places[i] += places[i - 1];
	for (size_t i = 0; i < log->count; i++)
		ordered[places[log->items[i].client]++] = log->items[i];
	order_days(ordered, log->count);
	free(log->items);
	log->items = ordered;
	log->capacity = log->count + 1;
	return MCT_OK;
}

mct_status_t visit_log_read(mct_t *m, int32_t until, struct visit_log *log)
{
	static const char sql[] = "SELECT client_id, date, price, tip FROM visit NOT INDEXED "
				  "WHERE date <= ?1 AND outcome = 'completed'";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	char iso[11];
	mct_status_t st = statement_get(m, sql, &statement);

	date_to_iso(until, iso);
	if (st == MCT_OK)
		statement_bind(statement, "t", iso);
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		const struct logged_visit visit = {
			.client = sqlite3_column_int64(statement, 0),
			.day = statement_day(statement, 1, DATE_NONE),
			.priced = sqlite3_column_type(statement, 2) != SQLITE_NULL,
			.worth = sqlite3_column_int64(statement, 2) +
				sqlite3_column_int64(statement, 3),
		};

		if (visit.day != DATE_NONE && !visit_log_add(log, &visit))
			return fail_nomem(m);
		st = MCT_OK;
	}
	return st == MCT_DONE ? visit_log_order(m, log) : st;
}

void visit_log_free(struct visit_log *log)
{
	free(log->items);
	*log = (struct visit_log){0};
}
