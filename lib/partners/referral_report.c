/*
 * referral_report.c - what referrals brought, and the balance of give and take: by partner,
 * by the client who sent them, by mechanism, by code or by month.
 */
#include <string.h>

#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"

static const mct_field_t fields[] = {
	{.name = "by",
		.title = "By",
		.help = "the partner, client, mechanism, code or month",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "referrals_in",
		.title = "In",
		.help = "clients sent to you",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "booked",
		.title = "Booked",
		.help = "how many of them booked",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "stayed",
		.title = "Stayed",
		.help = "how many of them came three times or more",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "worth",
		.title = "Worth",
		.help = "what they have paid, with tips",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	{.name = "referrals_out",
		.title = "Out",
		.help = "clients you sent",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "balance",
		.title = "Balance",
		.help = "in less out",
		.type = MCT_TYPE_DAYS,
		.flags = MCT_FIELD_LISTED},
	{.name = "away",
		.title = "Away",
		.help = "clients who pause and are looked after there",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	{.name = "back",
		.title = "Back",
		.help = "those of them who came back",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	{.name = "owed",
		.title = "Thanks owed",
		.help = "referrals to you without a thank you",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "last",
		.title = "Last",
		.help = "the day of the last one, in or out",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
};

/* What a referral is counted under: a key, its name (NULL: that of the contact with the key), and
 * which count. */
static const struct grouping {
	const char *word, *key, *name, *counted, *order;
} groupings[] = {
	{"partner", "partner_id", NULL, "partner_id IS NOT NULL", "worth DESC, gone_in DESC, name"},
	{"client", "referrer_id", NULL, "referrer_id IS NOT NULL",
		"worth DESC, gone_in DESC, name"},
	{"mechanism", "fold(coalesce(mechanism, ''))", "coalesce(mechanism, 'not said')", "1",
		"worth DESC, gone_in DESC, name"},
	{"code", "fold(code)", "code", "code IS NOT NULL", "worth DESC, gone_in DESC, name"},
	{"month", "substr(date, 1, 7)", "substr(date, 1, 7)", "1", "name"},
};

/* The referrals with what they are counted under; those who pause with a partner beside them. */
static void add_counted(const struct grouping *g, struct buf *sql)
{
	buf_addf(sql, "WITH counted AS (SELECT %s AS key, ", g->key);
	if (g->name != NULL)
		buf_adds(sql, g->name);
	else
		sql_add_label(sql, "contact");
	buf_adds(sql, " AS name, direction, client_id, thanked_on, date FROM referral");
	if (g->name == NULL)
		buf_addf(sql, " JOIN contact ON contact.id = %s", g->key);
	buf_addf(sql, " WHERE date BETWEEN ?1 AND ?2 AND %s", g->counted);
	if (strcmp(g->word, "partner") == 0) {
		buf_adds(sql, " UNION ALL SELECT carer_id, ");
		sql_add_label(sql, "contact");
		buf_adds(sql,
			", iif(resumed_on IS NULL, 'away', 'back'), client_id, NULL, since"
			" FROM suspension JOIN partner ON partner.id = carer_id"
			" JOIN contact ON contact.id = carer_id WHERE since BETWEEN ?1 AND ?2");
	}
	buf_adds(sql, "), ");
}

/* Each client who was sent counts once under a key, with all her sessions to the end of ?2. */
static const char sql_sums[] =
	"sent AS (SELECT DISTINCT key, client_id FROM counted WHERE direction = 'in'), "
	"visited AS (SELECT client_id, sum(outcome = 'completed' AND date <= ?2) AS visits,"
	"    total(iif(outcome = 'completed' AND date <= ?2,"
	"      coalesce(price, 0) + coalesce(tip, 0), 0)) AS paid"
	"  FROM visit WHERE client_id IN (SELECT client_id FROM sent) GROUP BY client_id), "
	"brought AS (SELECT key, count(visits) AS booked, total(visits >= 3) AS stayed,"
	"    total(paid) AS worth FROM sent LEFT JOIN visited USING (client_id) GROUP BY key) "
	"SELECT min(name) AS name, sum(direction = 'in') AS gone_in,"
	"  CAST(coalesce(booked, 0) AS INTEGER), CAST(coalesce(stayed, 0) AS INTEGER),"
	"  CAST(coalesce(worth, 0) AS INTEGER) AS worth, sum(direction = 'out'),"
	"  sum(direction = 'in') - sum(direction = 'out'), sum(direction = 'away'),"
	"  sum(direction = 'back'), sum(direction = 'in' AND thanked_on IS NULL),"
	"  max(iif(direction IN ('in', 'out'), date, NULL)) "
	"FROM counted LEFT JOIN brought USING (key) GROUP BY key ORDER BY ";

static const struct grouping *grouping_of(const char *word)
{
	for (size_t i = 0; i < ARRAY_SIZE(groupings); i++)
		if (strcmp(groupings[i].word, word) == 0)
			return &groupings[i];
	return NULL;
}

mct_status_t mct_referral_report(
	mct_t *m, const struct mct_referral_report_query *query, mct_rows_t **out)
{
	const struct grouping *g = grouping_of(query->by != NULL ? query->by : "partner");
	const char *as_of = query->as_of != NULL ? query->as_of : mct_today(m);
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	char since[11] = "";
	mct_status_t st = MCT_OK;

	if (g == NULL)
		return fail(m, MCT_INVALID, "partner, client, mechanism, code or month",
			"referrals cannot be counted by \"%s\"", query->by);
	if (query->since != NULL)
		st = mct_read_date(m, query->since, since);
	add_counted(g, &sql);
	buf_addf(&sql, "%s%s", sql_sums, g->order);
	if (st == MCT_OK)
		st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	statement_bind_copy(statement, 1, since, -1);
	statement_bind_copy(statement, 2, as_of, -1);
	return rows_of_query(m, statement, fields, ARRAY_SIZE(fields), out);
}
