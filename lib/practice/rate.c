/*
 * rate.c - the price of an hour and what follows from it.
 */
#include "practice/rate.h"

#include "record/type.h"
#include "store/statement.h"

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
	static const char sql[] = "SELECT hour FROM rate ORDER BY since <= ?1 DESC, "
				  "CASE WHEN since <= ?1 THEN since END DESC, since LIMIT 1";
	int64_t hour;
	mct_status_t st = query_integer(m, &hour, sql, "t", date);

	if (st != MCT_ROW)
		return st == MCT_DONE ? MCT_NOTFOUND : st;
	*price = (hour * minutes + 30) / 60;
	return MCT_OK;
}
