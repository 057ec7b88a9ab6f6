/*
 * consent.c - the fields of a consent. One for each purpose; for a minor the guardian
 * gives it.
 */
#include "practice/consent.h"

#include "people/client.h"
#include "people/find.h"
#include "record/record.h"
#include "store/statement.h"

enum { CLIENT, PURPOSE, GIVEN, HOW, WITH, GUARDIAN, WITHDRAWN, NOTE };

static const char *const purposes[] = {"care", "marketing", "photos", "sharing", NULL};
static const char *const purpose_words[] = {"treatment", "care", "newsletter", "marketing", "mail",
	"marketing", "pictures", "photos", "share", "sharing", "partner", "sharing", NULL};
static const char *const hows[] = {"written", "spoken", "form", "e-mail", NULL};
static const char *const given_words[] = {"date", "given on", NULL};
static const char *const withdrawn_words[] = {"withdrawn on", "revoked", NULL};

static const mct_field_t fields[] = {
	[CLIENT] = CLIENT_FIELD("who agreed", MCT_FIELD_KEY),
	[PURPOSE] = {.name = "purpose",
		.title = "Purpose",
		.help = "care, marketing, photos, or sharing with a partner",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.choices = purposes,
		.choice_words = purpose_words},
	[GIVEN] = {.name = "given",
		.title = "Given",
		.help = "the day it was given",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "given_on",
		.words = given_words},
	[HOW] = {.name = "how",
		.title = "How",
		.help = "written, spoken ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED,
		.choices = hows},
	[WITH] = {.name = "with",
		.title = "With",
		.help = "for sharing: with whom; nobody named means anybody",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "with_id"},
	[GUARDIAN] = {.name = "guardian",
		.title = "Guardian",
		.help = "who gave it for a minor",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "guardian_id"},
	[WITHDRAWN] = {.name = "withdrawn",
		.title = "Withdrawn",
		.help = "the day it was taken back",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED,
		.column = "withdrawn_on",
		.words = withdrawn_words},
	[NOTE] = {.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED},
};

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, GIVEN);
	return MCT_OK;
}

/* ROW when she was under age on the day; the age is a setting, since the law differs. */
static mct_status_t was_minor(mct_record_t *r)
{
	static const char sql[] = "SELECT 1 FROM contact WHERE id = ?1"
				  "  AND date(birthday, '+' || ?3 || ' years') > ?2";
	int64_t one;

	return query_integer(r->m, &one, sql, "iti", record_value(r, CLIENT)->integer,
		record_text(r, GIVEN), setting_number(r->m, "client.of_age"));
}

static mct_status_t check(mct_record_t *r)
{
	mct_status_t st;

	record_check_past(r, GIVEN);
	record_check_order(r, GIVEN, WITHDRAWN);
	if (record_text(r, GIVEN) == NULL || record_value(r, GUARDIAN)->set)
		return MCT_OK;
	st = was_minor(r);
	if (st == MCT_ROW)
		problem_add(r->m, MCT_REFUSED, "guardian", NULL,
			"name who gave it: --guardian NAME",
			"%s was under age on %s: guardian is missing", record_text(r, CLIENT),
			record_text(r, GIVEN));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

const mct_entity_t entity_consent = {
	.name = "consent",
	.plural = "consents",
	.help = "what clients agreed to, by purpose",
	.table = "consent",
	.prefix = "k",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "given",
	.status_field = "purpose",
	.ended_field = "withdrawn",
	.order = "ref_client.name_key, consent.given_on, consent.id",
	.complete = complete,
	.check = check,
};
