/*
 * promise.c - the fields of a promise. It comes back in the next brief until it is
 * said whether it was kept.
 */
#include "practice/promise.h"

#include "people/client.h"
#include "record/record.h"

enum { CLIENT, TEXT, BY, DATE, KEPT, CLOSED };

static const char *const makers[] = {"me", "client", NULL};
static const char *const yes_no[] = {"yes", "no", NULL};
static const char *const text_words[] = {"promise", "what", NULL};
static const char *const date_words[] = {"promised on", "day", NULL};

static const mct_field_t fields[] = {
	[CLIENT] = CLIENT_FIELD("to whom, or who", MCT_FIELD_KEY),
	[TEXT] = {.name = "text",
		.title = "Promise",
		.help = "what was promised",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_AMENDED |
			MCT_FIELD_SEARCHED,
		.words = text_words},
	[BY] = {.name = "by",
		.title = "By",
		.help = "me, or the client",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.column = "made_by",
		.choices = makers},
	[DATE] = {.name = "date",
		.title = "Date",
		.help = "the day it was made",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "promised_on",
		.words = date_words},
	[KEPT] = {.name = "kept",
		.title = "Kept",
		.help = "yes or no; open while empty",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = yes_no},
	[CLOSED] = {.name = "closed",
		.title = "Closed",
		.help = "the day it was kept, or not",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "closed_on"},
};

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, DATE);
	return MCT_OK;
}

static mct_status_t check(mct_record_t *r)
{
	if (!record_value(r, BY)->set)
		record_put_text(r, BY, "me");
	record_follow_today(r, KEPT, CLOSED);
	record_check_past(r, DATE);
	record_check_order(r, DATE, CLOSED);
	return MCT_OK;
}

const mct_entity_t entity_promise = {
	.name = "promise",
	.plural = "promises",
	.help = "what was promised, and whether it was kept",
	.table = "promise",
	.prefix = "o",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "date",
	.status_field = "kept",
	.ended_field = "closed",
	.order = "promise.promised_on, promise.id",
	.complete = complete,
	.check = check,
};
