/*
 * suspension.c - loads the pauses and answers how many days of a period they took.
 */
#include "practice/suspension.h"

#include <stdlib.h>

#include "store/statement.h"
#include "util/array.h"

/* A pause ends when she resumed; an expected return that has passed without word is still a pause.
 */
mct_status_t suspensions_load(mct_t *m, int32_t as_of, struct suspensions *out)
{
	static const char sql[] = "SELECT client_id, since, resumed_on, until, check_in_on "
				  "FROM suspension WHERE since <= ?1 ORDER BY client_id, since";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	size_t capacity = 0;
	char iso[11];
	mct_status_t st = statement_get(m, sql, &statement);

	*out = (struct suspensions){0};
	date_to_iso(as_of, iso);
	if (st == MCT_OK)
		statement_bind(statement, "t", iso);
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		int32_t end = statement_day(statement, 2, INT32_MAX);

		if (!ARRAY_ROOM(out->items, out->count, capacity))
			return fail_nomem(m);
		out->items[out->count++] = (struct pause){
			.client = sqlite3_column_int64(statement, 0),
			.since = statement_day(statement, 1, as_of),
			.until = end,
			.expected = statement_day(statement, 3, DATE_NONE),
			.check_in = statement_day(statement, 4, DATE_NONE),
			.open = end > as_of,
		};
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

void suspensions_free(struct suspensions *s)
{
	free(s->items);
	*s = (struct suspensions){0};
}

/* The first of a client's pauses, by halving. */
static size_t first_pause(const struct suspensions *s, int64_t client)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->items[middle].client < client)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Pauses that overlap each other count once. */
int32_t suspended_days(const struct suspensions *s, int64_t client, int32_t from, int32_t to)
{
	int32_t days = 0, counted = from;

	for (size_t i = first_pause(s, client); i < s->count && s->items[i].client == client; i++) {
		int32_t since = s->items[i].since > counted ? s->items[i].since : counted;
		int32_t until = s->items[i].until < to ? s->items[i].until : to;

		if (until <= since)
			continue;
		days += until - since;
		counted = until;
	}
	return days;
}

const struct pause *open_pause(const struct suspensions *s, int64_t client)
{
	for (size_t i = first_pause(s, client); i < s->count && s->items[i].client == client; i++)
		if (s->items[i].open)
			return &s->items[i];
	return NULL;
}
