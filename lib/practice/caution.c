/*
 * caution.c - the fields of a caution. Nothing known is overwritten: what a text said
 * before it was changed is kept, and what is over gets its last day.
 */
#include "practice/caution.h"

#include "people/client.h"
#include "record/record.h"

enum { CLIENT, KIND, TEXT, SEVERITY, AREA, SINCE, UNTIL, SOURCE, CLEARED, CLEARED_BY, ENDED };

static const char *const kinds[] = {"condition", "medication", "allergy", "surgery", "injury",
	"pregnancy", "area", "other", NULL};
static const char *const kind_words[] = {"area to avoid", "area", "allergic", "allergy",
	"operation", "surgery", "drug", "medication", "medicine", "medication", NULL};
static const char *const severities[] = {"caution", "area", "until_cleared", "stop", NULL};
static const char *const severity_words[] = {
	"careful", "caution", "local", "area", "absolute", "stop", "relative", "caution", NULL};
static const char *const text_words[] = {"what", "caution", "contraindication", NULL};

static const mct_field_t fields[] = {
	[CLIENT] = CLIENT_FIELD("whose", MCT_FIELD_KEY),
	[KIND] = {.name = "kind",
		.title = "Kind",
		.help = "condition, medication, allergy, surgery ...",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_AMENDED |
			MCT_FIELD_PRIVATE,
		.choices = kinds,
		.choice_words = kind_words},
	[TEXT] = {.name = "text",
		.title = "Caution",
		.help = "what to mind",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_AMENDED |
			MCT_FIELD_PRIVATE | MCT_FIELD_SEARCHED | MCT_FIELD_ALERT,
		.words = text_words},
	[SEVERITY] = {.name = "severity",
		.title = "Severity",
		.help = "caution, area, until_cleared or stop: you judge",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AMENDED | MCT_FIELD_PRIVATE,
		.choices = severities,
		.choice_words = severity_words},
	[AREA] = {.name = "area",
		.title = "Area",
		.help = "the part of the body",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AMENDED | MCT_FIELD_PRIVATE |
			MCT_FIELD_SEARCHED},
	[SINCE] = {.name = "since",
		.title = "Since",
		.help = "from which day on",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED},
	[UNTIL] = {.name = "until",
		.title = "Until",
		.help = "the day it ends, or is to be looked at again",
		.type = MCT_TYPE_DATE,
		.flags =
			MCT_FIELD_LISTED | MCT_FIELD_PRIVATE | MCT_FIELD_AHEAD | MCT_FIELD_AMENDED},
	[SOURCE] = {.name = "source",
		.title = "Source",
		.help = "who said so: the client, a doctor, seen",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED},
	[CLEARED] = {.name = "cleared",
		.title = "Cleared",
		.help = "the day it was cleared",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE | MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED,
		.column = "cleared_on"},
	[CLEARED_BY] = {.name = "cleared_by",
		.title = "Cleared by",
		.help = "who cleared it",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED},
	[ENDED] = {.name = "ended",
		.title = "Ended",
		.help = "the day it was over",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE | MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED,
		.column = "ended_on"},
};

static mct_status_t complete(mct_record_t *r)
{
	if (!record_value(r, KIND)->set)
		record_put_text(r, KIND, "condition");
	if (!record_value(r, SEVERITY)->set)
		record_put_text(r, SEVERITY, "caution");
	return MCT_OK;
}

static mct_status_t check(mct_record_t *r)
{
	record_follow_today(r, CLEARED_BY, CLEARED);
	record_check_past(r, SINCE);
	record_check_order(r, SINCE, UNTIL);
	record_check_order(r, SINCE, CLEARED);
	record_check_order(r, SINCE, ENDED);
	if (record_value(r, CLEARED)->set && !record_value(r, CLEARED_BY)->set)
		problem_add(r->m, MCT_INVALID, "cleared_by", NULL,
			"say who: the client, a doctor by name, you yourself",
			"cleared_by is missing");
	return MCT_OK;
}

const mct_entity_t entity_caution = {
	.name = "caution",
	.plural = "cautions",
	.help = "contraindications, in your own judgement",
	.table = "caution",
	.prefix = "h",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "since",
	.status_field = "severity",
	.order = "ref_client.name_key, caution.ended_on IS NOT NULL, caution.id",
	.complete = complete,
	.check = check,
};
