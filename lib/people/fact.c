/*
 * fact.c - the fields of a fact. What was said comes back as a question until it was
 * asked; what is over is closed and no longer put forward.
 */
#include "people/fact.h"

#include "people/find.h"
#include "record/record.h"

enum { CLIENT, KIND, TEXT, ABOUT, TOLD_BY, SAID, ASK, ASKED, CLOSED, BECAUSE };

/* Offered; any other word may be written. */
static const char *const kinds[] = {"child", "partner", "family", "pet", "work", "health", "likes",
	"dislikes", "travel", "life", NULL};
static const char *const tellers[] = {"client", "me", NULL};
static const char *const ask_words[] = {"next", "never", NULL};

static const char *const client_words[] = {"client name", "who", "name", "person", NULL};
static const char *const text_words[] = {"fact", "what", "remember", "note", NULL};
static const char *const said_words[] = {"said on", "date", "when", NULL};
static const char *const ask_columns[] = {"ask on", "ask when", NULL};
static const char *const asked_words[] = {"asked on", NULL};
static const char *const closed_words[] = {"closed on", "over", NULL};

static const mct_field_t fields[] = {
	[CLIENT] = {.name = "client",
		.title = "Client",
		.help = "who said it",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "contact_id",
		.words = client_words},
	[KIND] = {.name = "kind",
		.title = "Kind",
		.help = "child, pet, work ..., or a word of yours",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED,
		.choices = kinds},
	[TEXT] = {.name = "text",
		.title = "Text",
		.help = "what was said",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_AMENDED |
			MCT_FIELD_SEARCHED,
		.words = text_words},
	[ABOUT] = {.name = "about",
		.title = "About",
		.help = "whom it is about, when in the book too",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "about_id"},
	[TOLD_BY] = {.name = "told_by",
		.title = "Told by",
		.help = "the client, or me",
		.type = MCT_TYPE_CHOICE,
		.choices = tellers},
	[SAID] = {.name = "said",
		.title = "Said",
		.help = "the day it was said",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "said_on",
		.words = said_words},
	[ASK] = {.name = "ask",
		.title = "Ask",
		.help = "when to ask about it: a day, next or never",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AHEAD,
		.column = "ask_on",
		.choices = ask_words,
		.words = ask_columns},
	[ASKED] = {.name = "asked",
		.title = "Asked",
		.help = "the day it was asked about",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "asked_on",
		.words = asked_words},
	[CLOSED] = {.name = "closed",
		.title = "Closed",
		.help = "the day it was over",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "closed_on",
		.words = closed_words},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "how it ended",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE | MCT_FIELD_SEARCHED,
		.column = "closed_because"},
};

/* Tastes and health are put forward by themselves; what I told needs no answer. */
static bool is_question(const mct_record_t *r)
{
	static const char *const quiet[] = {"likes", "dislikes", "health"};
	const char *kind = record_text(r, KIND), *told_by = record_text(r, TOLD_BY);

	if (told_by != NULL && strcmp(told_by, "me") == 0)
		return false;
	for (size_t i = 0; kind != NULL && i < ARRAY_SIZE(quiet); i++)
		if (strcmp(kind, quiet[i]) == 0)
			return false;
	return true;
}

/* Typed by hand, it was said today. */
static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, SAID);
	if (!record_value(r, ASK)->set)
		record_put_text(r, ASK, is_question(r) ? "next" : "never");
	return MCT_OK;
}

static mct_status_t check(mct_record_t *r)
{
	if (!record_value(r, TOLD_BY)->set)
		record_put_text(r, TOLD_BY, "client");
	record_follow_today(r, BECAUSE, CLOSED);
	record_check_past(r, SAID);
	record_check_order(r, SAID, ASKED);
	record_check_order(r, SAID, CLOSED);
	return MCT_OK;
}

const mct_entity_t entity_fact = {
	.name = "fact",
	.plural = "facts",
	.help = "what somebody said, with the day it was said",
	.table = "fact",
	.prefix = "f",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "said",
	.ended_field = "closed",
	.order = "fact.said_on DESC, fact.id DESC",
	.complete = complete,
	.check = check,
};
