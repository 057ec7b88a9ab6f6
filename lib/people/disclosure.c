/*
 * disclosure.c - the fields of a disclosure. The copy that somebody gets of her own data is
 * one, and so is the letter to her doctor.
 */
#include "people/disclosure.h"

#include "people/contact.h"
#include "people/request.h"
#include "record/record.h"

enum { WHO, DATE, WHAT, TO, HOW, REQUEST, BECAUSE };

static const char *const hows[] = {"file", "paper", "e-mail", "spoken", NULL};
static const char *const who_words[] = {"name", "client", "person", "about", NULL};
static const char *const date_words[] = {"day", "when", NULL};
static const char *const what_words[] = {"text", "data", NULL};
static const char *const to_words[] = {"recipient", "given to", "whom", NULL};
static const char *const how_words[] = {"by", "via", NULL};
static const char *const because_words[] = {"reason", "why", "purpose", NULL};

static const mct_field_t fields[] = {
	[WHO] = WHO_FIELD(
		"About", "whose data it was: anyone in the book", MCT_FIELD_REQUIRED, who_words),
	[DATE] = {.name = "date",
		.title = "Date",
		.help = "the day of it",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.words = date_words},
	[WHAT] = {.name = "what",
		.title = "What",
		.help = "what was handed out",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.words = what_words},
	[TO] = {.name = "to",
		.title = "To",
		.help = "to whom",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.column = "recipient",
		.words = to_words},
	[HOW] = {.name = "how",
		.title = "How",
		.help = "file, paper, e-mail, spoken ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.choices = hows,
		.words = how_words},
	[REQUEST] = {.name = "request",
		.title = "Request",
		.help = "the request that it answers",
		.type = MCT_TYPE_REF,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "request_id",
		.target = &entity_request},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "why, and with whose leave",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE | MCT_FIELD_SEARCHED,
		.words = because_words},
};

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, DATE);
	return MCT_OK;
}

static mct_status_t check(mct_record_t *r)
{
	record_check_past(r, DATE);
	return MCT_OK;
}

const mct_entity_t entity_disclosure = {
	.name = "disclosure",
	.plural = "disclosures",
	.help = "what of somebody's data was handed out, and to whom",
	.table = "disclosure",
	.prefix = "di",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "date",
	.order = "disclosure.date, disclosure.id",
	.complete = complete,
	.check = check,
};
