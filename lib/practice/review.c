/*
 * review.c - the fields of a health review. "None known" is said, never assumed: a
 * client without a review is one who was not asked.
 */
#include "practice/review.h"

#include "people/client.h"
#include "record/record.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"

enum { CLIENT, DATE, RESULT, NOTE };

static const char *const results[] = {"none_known", "cautions", NULL};
static const char *const result_words[] = {"none", "none_known", "nothing", "none_known", "no",
	"none_known", "yes", "cautions", "known", "cautions", NULL};
static const char *const date_words[] = {"reviewed on", "day", NULL};

static const mct_field_t fields[] = {
	[CLIENT] = CLIENT_FIELD("whose health", MCT_FIELD_KEY),
	[DATE] = {.name = "date",
		.title = "Date",
		.help = "the day she was asked",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "reviewed_on",
		.words = date_words},
	[RESULT] = {.name = "result",
		.title = "Result",
		.help = "none_known, or cautions",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_PRIVATE,
		.choices = results,
		.choice_words = result_words},
	[NOTE] = {.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED |
			MCT_FIELD_SEARCHED},
};

/* How many cautions hold now. */
static mct_status_t count_cautions(mct_record_t *r, int64_t *count)
{
	static const char sql[] =
		"SELECT (SELECT count(*) FROM caution WHERE client_id = ?1 AND ended_on IS NULL"
		"    AND cleared_on IS NULL)"
		"  + (SELECT count(cautions) FROM client WHERE id = ?1)";
	mct_status_t st = query_integer(r->m, count, sql, "i", record_value(r, CLIENT)->integer);

	return st == MCT_ROW ? MCT_OK : st;
}

/* Typed by hand, it was today; the result is never taken for granted when there is nothing. */
static mct_status_t complete(mct_record_t *r)
{
	int64_t count = 0;
	mct_status_t st = count_cautions(r, &count);

	record_default_today(r, DATE);
	if (st == MCT_OK && count > 0 && !record_value(r, RESULT)->set)
		record_put_text(r, RESULT, "cautions");
	return st;
}

/* A contradiction in a health record is a danger: "none known" beside a caution is refused. */
static mct_status_t check(mct_record_t *r)
{
	const char *result = record_text(r, RESULT), *date = record_text(r, DATE);
	int64_t count = 0;
	mct_status_t st = MCT_OK;

	record_check_past(r, DATE);
	if (result == NULL || strcmp(result, "none_known") != 0 || date == NULL ||
		strcmp(date, mct_today(r->m)) != 0)
		return MCT_OK;
	st = count_cautions(r, &count);
	if (st == MCT_OK && count > 0)
		problem_add(r->m, MCT_REFUSED, "result", result,
			"end or clear them first, or say --result cautions",
			"\"none_known\", but %d %s recorded", (int)count,
			count == 1 ? "caution is" : "cautions are");
	return st;
}

/* ---- who is due ------------------------------------------------------------------------------ */

static const mct_field_t due_fields[] = {
	{.name = "client",
		.title = "Client",
		.help = "whose health is to be gone through",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	{.name = "last_review",
		.title = "Last review",
		.help = "when it was last; empty: never",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	{.name = "result",
		.title = "Result",
		.help = "what it found",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE,
		.choices = results},
	{.name = "next_visit",
		.title = "Next visit",
		.help = "when she comes next",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
};

/* Active clients, those who come soonest first. */
mct_status_t mct_reviews_due(mct_t *m, const char *as_of, mct_rows_t **out)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	int days = 182;
	mct_status_t st;

	days_read(mct_setting(m, "health.review"), &days);
	buf_adds(&sql, "SELECT ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql,
		", last.reviewed_on, last.result,"
		"  (SELECT min(date) FROM visit WHERE client_id = client.id"
		"    AND outcome = 'booked' AND date >= ?1) AS next_visit "
		"FROM client JOIN contact USING (id) LEFT JOIN health_review AS last ON last.id ="
		"  (SELECT id FROM health_review WHERE client_id = client.id AND reviewed_on <= ?1"
		"    ORDER BY reviewed_on DESC, id DESC LIMIT 1) "
		"WHERE client.status = 'active'"
		"  AND coalesce(last.reviewed_on, '') <= date(?1, '-' || ?2 || ' days') "
		"ORDER BY next_visit NULLS LAST, last.reviewed_on, contact.name_key");
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	statement_bind_copy(statement, 1, as_of != NULL ? as_of : mct_today(m), -1);
	sqlite3_bind_int(statement, 2, days);
	return rows_of_query(m, statement, due_fields, ARRAY_SIZE(due_fields), out);
}

const mct_entity_t entity_review = {
	.name = "review",
	.plural = "reviews",
	.help = "when a client's health was gone through",
	.table = "health_review",
	.prefix = "w",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "date",
	.status_field = "result",
	.order = "health_review.reviewed_on, health_review.id",
	.complete = complete,
	.check = check,
};
