/*
 * assessment.c - the fields of an assessment. A score without evidence is a guess, so
 * that the evidence is required; what was never judged is no score of 0,
 * but no record at all.
 */
#include "partners/assessment.h"

#include "partners/partner.h"
#include "record/record.h"
#include "store/statement.h"

enum { PARTNER, QUALITY, SCORE, BECAUSE, DATE };

const char *const assessment_qualities[] = {
	"purposeful", "enthusiastic", "respectful", "promoting", NULL};
static const char *const scores[] = {"0", "1", "2", "3", NULL};
static const char *const because_words[] = {"evidence", "reason", "why", NULL};
static const char *const date_words[] = {"assessed on", "day", NULL};

static const mct_field_t fields[] = {
	[PARTNER] = PARTNER_FIELD("who is assessed"),
	[QUALITY] = {.name = "quality",
		.title = "Quality",
		.help = "purposeful, enthusiastic, respectful or promoting",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.choices = assessment_qualities},
	[SCORE] = {.name = "score",
		.title = "Score",
		.help = "0, not at all, to 3, very much",
		.type = MCT_TYPE_SCORE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED,
		.choices = scores},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "the evidence: what they did or said",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.words = because_words},
	[DATE] = {.name = "date",
		.title = "Date",
		.help = "the day it was so",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "assessed_on",
		.words = date_words},
};

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, DATE);
	return MCT_OK;
}

/* On one day a quality has one score. */
static mct_status_t check_only_one(mct_record_t *r)
{
	static const char sql[] =
		"SELECT id FROM assessment WHERE partner_id = ?1 AND quality = ?2"
		"  AND assessed_on = ?3 AND id <> ?4 AND (score <> ?5 OR because <> ?6 OR ?4 > 0)";
	int64_t other;
	mct_status_t st;

	for (size_t i = 0; i < r->e->count; i++)
		if (!record_value(r, i)->set)
			return MCT_OK;
	st = query_integer(r->m, &other, sql, "ittiit", record_value(r, PARTNER)->integer,
		record_text(r, QUALITY), record_text(r, DATE), r->id,
		record_value(r, SCORE)->integer, record_text(r, BECAUSE));
	if (st == MCT_ROW)
		problem_add(r->m, MCT_REFUSED, "date", record_text(r, DATE),
			"change that one with: mct assessment edit, or give another day",
			"%s has a score for %s on %s already (q%lld)", record_text(r, PARTNER),
			record_text(r, QUALITY), record_text(r, DATE), (long long)other);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t check(mct_record_t *r)
{
	record_check_past(r, DATE);
	return check_only_one(r);
}

const mct_entity_t entity_assessment = {
	.name = "assessment",
	.plural = "assessments",
	.help = "how a partner does in the four qualities, and why",
	.table = "assessment",
	.prefix = "q",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "date",
	.status_field = "quality",
	.order = "assessment.assessed_on, assessment.id",
	.complete = complete,
	.check = check,
};
