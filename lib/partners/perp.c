/*
 * perp.c - the four qualities of a partner as they were last assessed, beside what
 * they were before: what is lacking, and which way it goes.
 */
#include "partners/assessment.h"
#include "record/rows.h"
#include "store/statement.h"

static const char *const trends[] = {"up", "same", "down", NULL};

static const mct_field_t fields[] = {
	{.name = "quality",
		.title = "Quality",
		.help = "purposeful, enthusiastic, respectful, promoting",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = assessment_qualities},
	{.name = "score",
		.title = "Score",
		.help = "0 to 3; empty: not known",
		.type = MCT_TYPE_SCORE,
		.flags = MCT_FIELD_LISTED},
	{.name = "before",
		.title = "Before",
		.help = "the score before that",
		.type = MCT_TYPE_SCORE,
		.flags = MCT_FIELD_LISTED},
	{.name = "trend",
		.title = "Trend",
		.help = "up, same or down, between the two",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = trends},
	{.name = "because",
		.title = "Because",
		.help = "the evidence",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "date",
		.title = "Date",
		.help = "the day it was so",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	{.name = "id",
		.title = "Id",
		.help = "the assessment",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	{.name = "facts",
		.title = "Facts",
		.help = "purposeful: whom both serve, and what both do",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
};

/* Purposeful is serving the same people with other services. Nothing is said while either side's
 * words are missing. */
#define FACTS                                                                                      \
	"SELECT CASE WHEN services IS NULL OR mine = '' THEN whom"                                 \
	"  WHEN same IS NULL THEN coalesce(whom || ', ', '') || 'with other services'"             \
	"  ELSE coalesce(whom || ', but ', '') || 'both do ' || same END AS facts FROM"            \
	" (SELECT services, setting('practice.services') AS mine,"                                 \
	"    shared_words(services, setting('practice.services')) AS same,"                        \
	"    CASE WHEN market IS NULL OR setting('practice.market') = '' THEN NULL"                \
	"      ELSE coalesce('both serve ' || shared_words(market, setting('practice.market')),"   \
	"        'they serve nobody whom you want to serve') END AS whom"                          \
	"  FROM partner WHERE id = ?1)"

mct_status_t mct_partner_perp(mct_t *m, int64_t partner, mct_rows_t **out)
{
	static const char sql[] =
		"SELECT name, score, before, CASE WHEN score > before THEN 'up'"
		"  WHEN score < before THEN 'down' WHEN score = before THEN 'same' END,"
		"  because, assessed_on, 'q' || id, iif(place = 1, facts, NULL) "
		"FROM (" FACTS
		"), (SELECT row_number() OVER () AS place, column1 AS name FROM (VALUES"
		"    ('purposeful'), ('enthusiastic'), ('respectful'), ('promoting')))"
		"  LEFT JOIN (SELECT *, lag(score) OVER quality AS before,"
		"      row_number() OVER (PARTITION BY quality ORDER BY assessed_on DESC) AS age"
		"    FROM assessment WHERE partner_id = ?1"
		"    WINDOW quality AS (PARTITION BY quality ORDER BY assessed_on))"
		"  ON quality = name AND age = 1 "
		"ORDER BY place";
	sqlite3_stmt *statement;
	mct_status_t st = statement_prepare(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	sqlite3_bind_int64(statement, 1, partner);
	return rows_of_query(m, statement, fields, ARRAY_SIZE(fields), out);
}
