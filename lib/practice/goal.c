/*
 * goal.c - the fields of a goal. How it goes is written anew each time; what it said
 * before is kept.
 */
#include "practice/goal.h"

#include "people/client.h"
#include "record/record.h"

enum { CLIENT, TEXT, SINCE, BY, PROGRESS, ENDED, OUTCOME };

static const char *const outcomes[] = {"reached", "dropped", NULL};
static const char *const outcome_words[] = {
	"done", "reached", "yes", "reached", "given up", "dropped", "no", "dropped", NULL};
static const char *const text_words[] = {"goal", "what", NULL};
static const char *const by_words[] = {"target", "target date", "due", NULL};
static const char *const progress_words[] = {"how it goes", "status", NULL};

static const mct_field_t fields[] = {
	[CLIENT] = CLIENT_FIELD("whose goal", MCT_FIELD_KEY),
	[TEXT] = {.name = "text",
		.title = "Goal",
		.help = "what she wants to reach",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_AMENDED |
			MCT_FIELD_PRIVATE | MCT_FIELD_SEARCHED,
		.words = text_words},
	[SINCE] = {.name = "since",
		.title = "Since",
		.help = "the day it was set",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[BY] = {.name = "by",
		.title = "By",
		.help = "the day by which",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AHEAD,
		.column = "by_date",
		.words = by_words},
	[PROGRESS] = {.name = "progress",
		.title = "How it goes",
		.help = "how it goes",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AMENDED | MCT_FIELD_PRIVATE |
			MCT_FIELD_SEARCHED,
		.words = progress_words},
	[ENDED] = {.name = "ended",
		.title = "Ended",
		.help = "the day it was reached or dropped",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "ended_on"},
	[OUTCOME] = {.name = "outcome",
		.title = "Outcome",
		.help = "reached or dropped",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = outcomes,
		.choice_words = outcome_words},
};

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, SINCE);
	return MCT_OK;
}

static mct_status_t check(mct_record_t *r)
{
	record_follow_today(r, OUTCOME, ENDED);
	record_check_past(r, SINCE);
	record_check_order(r, SINCE, BY);
	record_check_order(r, SINCE, ENDED);
	return MCT_OK;
}

const mct_entity_t entity_goal = {
	.name = "goal",
	.plural = "goals",
	.help = "what clients want to reach, and how it goes",
	.table = "goal",
	.prefix = "g",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "since",
	.status_field = "outcome",
	.ended_field = "ended",
	.order = "ref_client.name_key, goal.ended_on IS NOT NULL, goal.id",
	.complete = complete,
	.check = check,
};
