/*
 * touch.c - the fields of a touch. Whoever is in the book can be touched: a client, a
 * partner, a colleague.
 */
#include "people/touch.h"

#include "people/contact.h"
#include "record/record.h"

enum { WHO, DATE, TIME, VIA, DIRECTION, PURPOSE, WHAT, OUTCOME };

static const char *const vias[] = {"phone", "text", "e-mail", "mail", "visit", "gift", NULL};
static const char *const directions[] = {"out", "in", NULL};
static const char *const direction_words[] = {
	"me", "out", "sent", "out", "to", "out", "received", "in", "from", "in", NULL};
static const char *const who_words[] = {"name", "contact", "person", "with", NULL};
static const char *const date_words[] = {"day", "when", NULL};
static const char *const via_words[] = {"channel", "how", NULL};
static const char *const what_words[] = {"text", "note", "about", NULL};
static const char *const outcome_words[] = {"result", "what came of it", NULL};

static const mct_field_t fields[] = {
	[WHO] = WHO_FIELD("Who", "anyone in the book", MCT_FIELD_REQUIRED, who_words),
	[DATE] = {.name = "date",
		.title = "Date",
		.help = "the day of it",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.words = date_words},
	[TIME] = {.name = "time",
		.title = "Time",
		.help = "the time of day",
		.type = MCT_TYPE_TIME,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE | MCT_FIELD_KEY},
	[VIA] = {.name = "via",
		.title = "Via",
		.help = "phone, text, e-mail, mail, visit, gift ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "channel",
		.choices = vias,
		.words = via_words},
	[DIRECTION] = {.name = "direction",
		.title = "Dir",
		.help = "out: you reached for them; in: they for you",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.choices = directions,
		.choice_words = direction_words},
	[PURPOSE] = {.name = "purpose",
		.title = "For",
		.help = "what for, in a word: thanks, follow-up ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[WHAT] = {.name = "what",
		.title = "What",
		.help = "what was said, sent or brought",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.words = what_words},
	[OUTCOME] = {.name = "outcome",
		.title = "Outcome",
		.help = "what came of it",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.words = outcome_words},
};

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, DATE);
	return MCT_OK;
}

static mct_status_t check(mct_record_t *r)
{
	if (!record_value(r, DIRECTION)->set)
		record_put_text(r, DIRECTION, "out");
	record_check_past(r, DATE);
	return MCT_OK;
}

const mct_entity_t entity_touch = {
	.name = "touch",
	.plural = "touches",
	.help = "every contact made, and every attempt",
	.table = "contact_attempt",
	.prefix = "to",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "date",
	.status_field = "direction",
	.order = "contact_attempt.date, contact_attempt.time, contact_attempt.id",
	.complete = complete,
	.check = check,
};
