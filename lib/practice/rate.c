/*
 * rate.c - the price of an hour, from the day it held, and what follows from it: one
 * price for time, whatever is done in it.
 */
#include "practice/rate.h"

#include "record/record.h"
#include "store/statement.h"

enum { HOUR, SINCE };

static const char *const hour_words[] = {"rate", "price", "price of an hour", NULL};

static const mct_field_t fields[] = {
	[HOUR] = {.name = "hour",
		.title = "An hour",
		.help = "the price of an hour",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED,
		.words = hour_words},
	[SINCE] = {.name = "since",
		.title = "Since",
		.help = "the day from which it holds",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_AHEAD},
};

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, SINCE);
	return MCT_OK;
}

static mct_status_t check(mct_record_t *r)
{
	static const char sql[] = "SELECT id FROM rate WHERE since = ?1 AND id <> ?2";
	int64_t id;
	mct_status_t st;

	if (!record_value(r, SINCE)->set)
		return MCT_OK;
	st = query_integer(r->m, &id, sql, "ti", record_text(r, SINCE), r->id);
	if (st == MCT_ROW)
		problem_add(r->m, MCT_REFUSED, "since", record_text(r, SINCE),
			"change that one, or name another day with --since",
			"there is a rate from %s already (a%lld)", record_text(r, SINCE),
			(long long)id);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

const mct_entity_t entity_rate = {
	.name = "rate",
	.plural = "rates",
	.help = "the price of an hour, and since when",
	.table = "rate",
	.prefix = "a",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "since",
	.order = "rate.since",
	.complete = complete,
	.check = check,
};

mct_status_t rate_add(mct_t *m, const char *hour, int32_t since)
{
	static const char sql[] = "INSERT INTO rate (since, hour, entered_at) VALUES (?, ?, ?) "
				  "ON CONFLICT (since) DO UPDATE SET hour = excluded.hour";
	sqlite3_stmt *statement;
	char iso[11];
	int64_t amount;
	mct_status_t st = type_read_money(m, "rate", hour, &amount);

	if (st == MCT_OK)
		st = statement_get(m, sql, &statement);
	if (st != MCT_OK)
		return st;
	date_to_iso(since, iso);
	statement_bind(statement, "tii", iso, amount, handle_moment(m));
	return statement_run(m, statement);
}

mct_status_t rate_price(mct_t *m, const char *date, int64_t minutes, int64_t *price)
{
	static const char sql[] =
		"WITH " RATE_SPANS "SELECT hour FROM span WHERE since <= ?1 AND until > ?1";
	int64_t hour;
	mct_status_t st = query_integer(m, &hour, sql, "t", date);

	if (st != MCT_ROW)
		return st == MCT_DONE ? MCT_NOTFOUND : st;
	*price = (hour * minutes + 30) / 60;
	return MCT_OK;
}
