/*
 * worth.c - what clients have been worth so far: one pass of SQLite over the visits,
 * grouped by client. Every column is defined in mct-value(1).
 */
#include <stdlib.h>
#include <string.h>

#include "people/client.h"
#include "record/filter.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"

static const mct_field_t fields[] = {
	{.name = "client",
		.title = "Client",
		.help = "who",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	{.name = "visits",
		.title = "Visits",
		.help = "completed visits",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "first_visit",
		.title = "First",
		.help = "her first completed visit",
		.type = MCT_TYPE_DATE},
	{.name = "last_visit",
		.title = "Last",
		.help = "her last completed visit",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	{.name = "visits_per_year",
		.title = "A year",
		.help = "how often she comes",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	{.name = "minutes", .title = "Min", .help = "minutes of work", .type = MCT_TYPE_MINUTES},
	{.name = "paid",
		.title = "Paid",
		.help = "prices of her completed visits",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	{.name = "tips",
		.title = "Tips",
		.help = "what she gave on top",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	{.name = "total",
		.title = "So far",
		.help = "paid and tips",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	{.name = "no_shows",
		.title = "No-shows",
		.help = "times she did not come",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "late_cancels",
		.title = "Late canc.",
		.help = "cancelled too late to fill the slot",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	{.name = "late_share",
		.title = "Late",
		.help = "share of visits she was late for",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	{.name = "referrals",
		.title = "Sent",
		.help = "referrals she brought",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "rank", .title = "Rank", .help = "place by total", .type = MCT_TYPE_COUNT},
};
static const mct_entity_t worth = {
	.name = "value row", .fields = fields, .count = ARRAY_SIZE(fields)};

/*
 * ?1 as of, ?2 minutes from which a visit is late. The sums run over the visits alone, without the
 * people, so that the cost is that of the bare GROUP BY; missed visits, which are few, have an
 * index of their own, and names are looked up for the groups that are left.
 */
static const char sql_head[] =
	"WITH done AS MATERIALIZED ("
	"  SELECT client_id AS id, count(*) AS visits, min(date) AS first_visit,"
	"    max(date) AS last_visit, sum(minutes) AS minutes, sum(price) AS paid,"
	"    sum(tip) AS tips,"
	"    count(late_minutes) AS known, sum(late_minutes >= ?2) AS late"
	"  FROM visit WHERE outcome = 'completed' AND date <= ?1 GROUP BY client_id), "
	"missed AS MATERIALIZED ("
	"  SELECT client_id AS id, sum(outcome = 'no_show') AS no_shows,"
	"    sum(outcome = 'late_cancel') AS late_cancels"
	"  FROM visit WHERE outcome IN ('no_show', 'late_cancel') AND date <= ?1"
	"  GROUP BY client_id), "
	"sums AS ("
	"  SELECT id, visits, first_visit, last_visit, coalesce(minutes, 0) AS minutes,"
	"    coalesce(paid, 0) AS paid, coalesce(tips, 0) AS tips, known,"
	"    coalesce(late, 0) AS late, no_shows, late_cancels"
	"  FROM done LEFT JOIN missed USING (id)"
	"  UNION ALL"
	"  SELECT id, 0, NULL, NULL, 0, 0, 0, 0, 0, no_shows, late_cancels"
	"  FROM missed WHERE id NOT IN (SELECT id FROM done)), "
	"ranked AS ("
	"  SELECT *, paid + tips AS total, rank() OVER (ORDER BY paid + tips DESC) AS rank"
	"  FROM sums), "
	"sent AS MATERIALIZED ("
	"  SELECT referrer_id AS id, count(*) AS referrals"
	"  FROM referral WHERE direction = 'in' AND referrer_id IS NOT NULL AND date <= ?1"
	"  GROUP BY referrer_id) "
	"SELECT ";

static const char sql_columns[] =
	" AS client, ranked.visits, ranked.first_visit, ranked.last_visit,"
	"  CASE WHEN ranked.last_visit > ranked.first_visit THEN (ranked.visits - 1) * 365.25 /"
	"    (julianday(ranked.last_visit) - julianday(ranked.first_visit)) END AS visits_per_year,"
	"  ranked.minutes, ranked.paid, ranked.tips, ranked.total,"
	"  coalesce(ranked.no_shows, 0) AS no_shows,"
	"  coalesce(ranked.late_cancels, 0) AS late_cancels,"
	"  CASE WHEN ranked.known > 0 THEN 1.0 * ranked.late / ranked.visits END AS late_share,"
	"  coalesce(sent.referrals, 0) AS referrals, ranked.rank "
	"FROM ranked"
	"  JOIN contact ON contact.id = ranked.id"
	"  LEFT JOIN sent ON sent.id = ranked.id";

/* A rank is a place among all, so that naming clients leaves theirs as it is. */
static void add_clients(struct buf *sql, const int64_t *clients)
{
	buf_adds(sql, " WHERE ranked.id IN (");
	for (size_t i = 0; clients[i] != 0; i++)
		buf_addf(sql, "%s%lld", i > 0 ? ", " : "", (long long)clients[i]);
	buf_adds(sql, ")");
}

static mct_status_t add_order(mct_t *m, struct buf *sql, const char *sort)
{
	char *copy CLEANUP(free_pointer) = strdup(sort != NULL ? sort : "rank,client");
	const char *comma = " ORDER BY ";
	char *rest;

	if (copy == NULL)
		return fail_nomem(m);
	for (char *key = strtok_r(copy, ",", &rest); key != NULL;
		key = strtok_r(NULL, ",", &rest)) {
		bool descending = *key == '-';
		const mct_field_t *f = mct_entity_field_named(&worth, key + descending);

		if (f == NULL)
			return fail_no_field(m, &worth, key + descending);
		buf_addf(sql, "%s%s%s NULLS LAST", comma,
			f->type == MCT_TYPE_NAME ? "contact.name_key" : f->name,
			descending ? " DESC" : "");
		comma = ", ";
	}
	return MCT_OK;
}

static mct_status_t build(mct_t *m, const struct mct_worth_query *query, struct buf *sql)
{
	mct_status_t st;

	buf_adds(sql, sql_head);
	sql_add_label(sql, "contact");
	buf_adds(sql, sql_columns);
	if (query->clients != NULL)
		add_clients(sql, query->clients);
	st = add_order(m, sql, query->sort);
	if (query->limit > 0)
		buf_addf(sql, " LIMIT %lld", (long long)query->limit);
	return st;
}

mct_status_t mct_worth(mct_t *m, const struct mct_worth_query *query, mct_rows_t **out)
{
	const mct_field_t *columns[ARRAY_SIZE(fields)];
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	const char *as_of = query->as_of != NULL ? query->as_of : mct_today(m);
	mct_status_t st = build(m, query, &sql);

	if (st == MCT_OK)
		st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_text(statement, 1, as_of, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(statement, 2, setting_number(m, "visit.late"));
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		columns[i] = &fields[i];
	return rows_of_statement(m, statement, columns, ARRAY_SIZE(columns), out);
}
