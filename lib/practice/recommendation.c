/*
 * recommendation.c - the fields of a recommendation. The reason is required, and a
 * client who has as many open ones as the therapist allows herself gets no
 * other unless that is insisted on.
 */
#include "practice/recommendation.h"

#include "people/client.h"
#include "people/find.h"
#include "record/record.h"
#include "store/statement.h"

enum { CLIENT, TEXT, KIND, BECAUSE, NEED, TO, DATE, ANSWER, ANSWERED, EARNED, NOTE };

static const char *const kinds[] = {
	"rebook", "enhancement", "self_care", "retail", "referral", NULL};
static const char *const kind_words[] = {"rebooking", "rebook", "product", "retail", "homework",
	"self_care", "exercise", "self_care", "session", "rebook", NULL};
static const char *const answers[] = {"open", "yes", "no", "later", NULL};
static const char *const answer_words[] = {
	"taken", "yes", "declined", "no", "accepted", "yes", "refused", "no", NULL};
static const char *const text_words[] = {"recommendation", "what", NULL};
static const char *const because_words[] = {"reason", "why", NULL};
static const char *const date_words[] = {"recommended on", "day", NULL};

static const mct_field_t fields[] = {
	[CLIENT] = CLIENT_FIELD("to whom", MCT_FIELD_KEY),
	[TEXT] = {.name = "text",
		.title = "What",
		.help = "what is recommended",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.words = text_words},
	[KIND] = {.name = "kind",
		.title = "Kind",
		.help = "rebook, enhancement, self_care, retail or referral",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED,
		.choices = kinds,
		.choice_words = kind_words},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "why it is in her interest",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_DETAIL |
			MCT_FIELD_SEARCHED,
		.words = because_words},
	[NEED] = {.name = "need",
		.title = "Need",
		.help = "the need or goal of hers that it answers",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_SEARCHED},
	[TO] = {.name = "to",
		.title = "To",
		.help = "for a referral: to whom",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "contact_id"},
	[DATE] = {.name = "date",
		.title = "Date",
		.help = "the day it was made",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "recommended_on",
		.words = date_words},
	[ANSWER] = {.name = "answer",
		.title = "Answer",
		.help = "open, yes, no or later",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = answers,
		.choice_words = answer_words},
	[ANSWERED] = {.name = "answered",
		.title = "Answered",
		.help = "the day of the answer",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "answered_on"},
	[EARNED] = {.name = "earned",
		.title = "Earned",
		.help = "what it brought the practice",
		.type = MCT_TYPE_MONEY},
	[NOTE] = {.name = "note",
		.title = "Note",
		.help = "what became of it",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED},
};

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, DATE);
	return MCT_OK;
}

static bool is_answered(const mct_record_t *r)
{
	const char *answer = record_text(r, ANSWER);

	return answer != NULL && strcmp(answer, "open") != 0;
}

/* Conservative: typed by hand, one more open recommendation than the limit has to be insisted on.
 */
static mct_status_t check_limit(mct_record_t *r)
{
	static const char sql[] =
		"SELECT count(*) FROM recommendation WHERE client_id = ?1 AND answer = 'open'";
	int64_t open = 0;
	mct_status_t st = query_integer(r->m, &open, sql, "i", record_value(r, CLIENT)->integer);

	if (st == MCT_ROW && open >= setting_number(r->m, "recommend.open"))
		problem_add(r->m, MCT_REFUSED, "text", record_text(r, TEXT),
			"ask what became of it first (mct recommend list --status open), "
			"or insist with --even-so",
			"%s has %d open recommendation%s already", record_text(r, CLIENT),
			(int)open, open == 1 ? "" : "s");
	return st == MCT_ROW ? MCT_OK : st;
}

/* A list from elsewhere may have it so; who types it changed her mind about the answer. */
static void check_earned(mct_record_t *r)
{
	const char *answer = record_text(r, ANSWER);

	if (!r->how.from_people || !is_answered(r) || strcmp(answer, "yes") == 0 ||
		!record_value(r, EARNED)->set || record_value(r, EARNED)->integer == 0)
		return;
	problem_add(r->m, MCT_REFUSED, "answer", answer, "take that back with --earned \"\"",
		"the answer cannot be \"%s\": something was earned", answer);
}

static mct_status_t check(mct_record_t *r)
{
	if (!record_value(r, ANSWER)->set)
		record_put_text(r, ANSWER, "open");
	if (is_answered(r) && !record_value(r, ANSWERED)->set && r->how.from_people)
		record_put_text(r, ANSWERED, mct_today(r->m));
	check_earned(r);
	record_check_past(r, DATE);
	record_check_order(r, DATE, ANSWERED);
	if (r->id != 0 || r->insist || !r->how.from_people || is_answered(r) ||
		!record_value(r, CLIENT)->set)
		return MCT_OK;
	return check_limit(r);
}

const mct_entity_t entity_recommendation = {
	.name = "recommendation",
	.plural = "recommendations",
	.help = "what was recommended, why, and what became of it",
	.table = "recommendation",
	.prefix = "e",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "date",
	.status_field = "answer",
	.order = "recommendation.recommended_on, recommendation.id",
	.complete = complete,
	.check = check,
};
