/*
 * wish.c - the fields of a wish for a time.
 */
#include "practice/wish.h"

#include "people/client.h"
#include "record/record.h"

enum { CLIENT, WHEN, MINUTES, UNTIL, NOTE };

static const char *const when_words[] = {"hours", "time", "times", NULL};

static const mct_field_t fields[] = {
	[CLIENT] = CLIENT_FIELD("who wishes it", MCT_FIELD_KEY),
	[WHEN] = {.name = "when",
		.title = "When",
		.help = "such as \"thu 14-18\" or \"weekdays after 17\"",
		.type = MCT_TYPE_HOURS,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "hours",
		.words = when_words},
	[MINUTES] = {.name = "minutes",
		.title = "Min",
		.help = "for how long a session",
		.type = MCT_TYPE_MINUTES,
		.flags = MCT_FIELD_LISTED},
	[UNTIL] = {.name = "until",
		.title = "Until",
		.help = "the day until which it holds",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AHEAD},
	[NOTE] = {.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED},
};

const mct_entity_t entity_wish = {
	.name = "wish",
	.plural = "wishes",
	.help = "when clients would like to come",
	.table = "wish",
	.prefix = "z",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "until",
	.order = "ref_client.name_key, wish.id",
};
