/*
 * stage.c - the fields of a stage. They know you, they trust you, they believe in you:
 * the latest one is where the relationship stands, and it may also go back.
 */
#include "partners/stage.h"

#include "partners/partner.h"
#include "record/record.h"

enum { PARTNER, STAGE, SINCE, BECAUSE };

const char *const stage_words[] = {"know", "trust", "believe", NULL};
static const char *const stage_choice_words[] = {"knows", "know", "knows me", "know", "trusts",
	"trust", "trusts me", "trust", "believes", "believe", "believes in me", "believe", NULL};
static const char *const since_words[] = {"reached on", "date", "day", NULL};
static const char *const because_words[] = {"what moved it", "reason", "why", NULL};

static const mct_field_t fields[] = {
	[PARTNER] = PARTNER_FIELD("with whom"),
	[STAGE] = {.name = "stage",
		.title = "Stage",
		.help = "know, trust or believe",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.choices = stage_words,
		.choice_words = stage_choice_words},
	[SINCE] = {.name = "since",
		.title = "Since",
		.help = "the day it was reached",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "reached_on",
		.words = since_words},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "what moved it",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.words = because_words},
};

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, SINCE);
	return MCT_OK;
}

static mct_status_t check(mct_record_t *r)
{
	record_check_past(r, SINCE);
	return MCT_OK;
}

const mct_entity_t entity_stage = {
	.name = "stage",
	.plural = "stages",
	.help = "how far the relationship with a partner has come",
	.table = "stage",
	.prefix = "l",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "since",
	.status_field = "stage",
	.order = "stage.reached_on, stage.id",
	.complete = complete,
	.check = check,
};
