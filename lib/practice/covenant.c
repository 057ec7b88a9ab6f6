/*
 * covenant.c - the balance of recommending: how often, and how often it was taken, by
 * kind; and what to look at again: a client who is being sold to, earnings
 * without a need, sessions that were not priced by the minute.
 */
#include "practice/rate.h"
#include "practice/recommendation.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"

/* The days of a query: ?1 the first, ?2 the last. */
struct days {
	char first[11];
	const char *last;
};

/* A year, unless the first day is said. */
static mct_status_t days_of(mct_t *m, const struct mct_covenant_query *query, struct days *out)
{
	int32_t last;

	out->last = query->as_of != NULL ? query->as_of : mct_today(m);
	if (query->since != NULL)
		return mct_read_date(m, query->since, out->first);
	last = date_from_iso(out->last, strlen(out->last));
	date_to_iso(last - 365, out->first);
	return MCT_OK;
}

static void bind(
	sqlite3_stmt *statement, const struct mct_covenant_query *query, const struct days *days)
{
	statement_bind_copy(statement, 1, days->first, -1);
	statement_bind_copy(statement, 2, days->last, -1);
	sqlite3_bind_int64(statement, 3, query->client);
}

/* ---- by kind --------------------------------------------------------------------------------- */

static const mct_field_t kind_fields[] = {
	{.name = "kind",
		.title = "Kind",
		.help = "rebook, enhancement, self_care, retail or referral",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "recommended",
		.title = "Recommended",
		.help = "how often",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "clients",
		.title = "Clients",
		.help = "to how many clients",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "taken",
		.title = "Taken",
		.help = "answered with yes",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "declined",
		.title = "Declined",
		.help = "answered with no",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "later",
		.title = "Later",
		.help = "answered with later",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "open",
		.title = "Open",
		.help = "not answered yet",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "taken_share",
		.title = "Share",
		.help = "the share taken of those answered with yes or no",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	{.name = "earned",
		.title = "Earned",
		.help = "what they brought the practice",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
};

mct_status_t mct_covenant(mct_t *m, const struct mct_covenant_query *query, mct_rows_t **out)
{
	static const char sql[] =
		"SELECT kind, count(*), count(DISTINCT client_id), sum(answer = 'yes'),"
		"  sum(answer = 'no'), sum(answer = 'later'), sum(answer = 'open'),"
		"  1.0 * sum(answer = 'yes') / nullif(sum(answer IN ('yes', 'no')), 0),"
		"  total(earned) "
		"FROM recommendation WHERE recommended_on BETWEEN ?1 AND ?2"
		"  AND (?3 = 0 OR client_id = ?3) "
		"GROUP BY kind ORDER BY count(*) DESC, kind";
	sqlite3_stmt *statement;
	struct days days;
	mct_status_t st = days_of(m, query, &days);

	if (st == MCT_OK)
		st = statement_prepare(m, sql, &statement);
	if (st != MCT_OK)
		return st;
	bind(statement, query, &days);
	return rows_of_query(m, statement, kind_fields, ARRAY_SIZE(kind_fields), out);
}

/* ---- what to look at again ------------------------------------------------------------------- */

static const char *const concerns[] = {"often", "no_need", "off_rate", NULL};

static const mct_field_t concern_fields[] = {
	{.name = "concern",
		.title = "Look at",
		.help = "often, no_need or off_rate",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = concerns},
	{.name = "client",
		.title = "Client",
		.help = "whom it concerns",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	{.name = "date",
		.title = "Date",
		.help = "the day of it, or of the latest",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	{.name = "amount",
		.title = "Amount",
		.help = "what it earned, or what was charged",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	{.name = "by_rate",
		.title = "By rate",
		.help = "what the minutes cost by the rate",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	{.name = "text",
		.title = "What",
		.help = "how often; what was recommended; why the price is another",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "id",
		.title = "Id",
		.help = "the client, the recommendation or the visit",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

/* ?4: the most recommendations in a year. */
static const char concern_sql[] =
	"WITH " RATE_SPANS ","
	"found (concern, client_id, date, amount, by_rate, text, id) AS ("
	"  SELECT 'often', client_id, max(recommended_on), NULL, NULL,"
	"    count(*) || ' recommendations in a year, your limit is ' || ?4, 'c' || client_id"
	"  FROM recommendation"
	"  WHERE recommended_on BETWEEN date(?2, '-365 days') AND ?2"
	"  GROUP BY client_id HAVING count(*) > ?4"
	"  UNION ALL"
	"  SELECT 'no_need', client_id, recommended_on, earned, NULL, text, 'e' || id"
	"  FROM recommendation WHERE earned > 0 AND need IS NULL"
	"    AND recommended_on BETWEEN ?1 AND ?2"
	"  UNION ALL"
	"  SELECT 'off_rate', client_id, date, price, (hour * minutes + 30) / 60,"
	"    coalesce(price_because, 'no word why'), 'v' || id"
	"  FROM visit JOIN span ON date >= span.since AND date < span.until"
	"  WHERE outcome = 'completed' AND date BETWEEN ?1 AND ?2"
	"    AND price <> (hour * minutes + 30) / 60) ";

mct_status_t mct_covenant_concerns(
	mct_t *m, const struct mct_covenant_query *query, mct_rows_t **out)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	struct days days;
	mct_status_t st = days_of(m, query, &days);

	buf_adds(&sql, concern_sql);
	buf_adds(&sql, "SELECT concern, ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql,
		", found.date, amount, by_rate, text, found.id "
		"FROM found JOIN contact ON contact.id = client_id "
		"WHERE ?3 = 0 OR client_id = ?3 "
		"ORDER BY instr('often no_need off_rate', concern), found.date DESC, found.id");
	if (st == MCT_OK)
		st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	bind(statement, query, &days);
	sqlite3_bind_int64(statement, 4, setting_number(m, "recommend.year"));
	return rows_of_query(m, statement, concern_fields, ARRAY_SIZE(concern_fields), out);
}
