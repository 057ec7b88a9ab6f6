/*
 * request.c - the fields of a request. It may be made in any words, also between door and
 * angle; the law counts the days from then on.
 */
#include "people/request.h"

#include <string.h>

#include "people/contact.h"
#include "record/record.h"

enum { WHO, KIND, DATE, HOW, DUE, ANSWERED, OUTCOME, BECAUSE, NOTE };

static const char *const kinds[] = {
	"access", "erasure", "correction", "portability", "restriction", "objection", NULL};
static const char *const kind_words[] = {"copy", "access", "subject access", "access", "forget",
	"erasure", "deletion", "erasure", "rectification", "correction", NULL};
static const char *const hows[] = {"spoken", "e-mail", "letter", "phone", NULL};
static const char *const outcomes[] = {"done", "partly", "refused", "withdrawn", NULL};
static const char *const who_words[] = {"name", "client", "person", "from", NULL};
static const char *const kind_names[] = {"request", "what", "type", NULL};
static const char *const date_words[] = {"asked", "asked on", "received", "day", NULL};
static const char *const how_words[] = {"by", "via", "channel", NULL};
static const char *const due_words[] = {"due on", "answer by", "deadline", NULL};
static const char *const answered_words[] = {"answered on", "closed", NULL};
static const char *const because_words[] = {"reason", "why", NULL};
static const char *const note_words[] = {"notes", "comment", NULL};

static const mct_field_t fields[] = {
	[WHO] = WHO_FIELD("Who", "who asked: anyone in the book", MCT_FIELD_REQUIRED, who_words),
	[KIND] = {.name = "kind",
		.title = "For",
		.help = "access, erasure, correction, portability ...",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.choices = kinds,
		.choice_words = kind_words,
		.words = kind_names},
	[DATE] = {.name = "date",
		.title = "Asked",
		.help = "the day it was asked",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "asked_on",
		.words = date_words},
	[HOW] = {.name = "how",
		.title = "How",
		.help = "spoken, e-mail, letter, phone ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.choices = hows,
		.words = how_words},
	[DUE] = {.name = "due",
		.title = "Due",
		.help = "the day by which she is answered",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AHEAD,
		.column = "due_on",
		.words = due_words},
	[ANSWERED] = {.name = "answered",
		.title = "Answered",
		.help = "the day she was",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED,
		.column = "answered_on",
		.words = answered_words},
	[OUTCOME] = {.name = "outcome",
		.title = "Outcome",
		.help = "done, partly, refused or withdrawn",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = outcomes},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "why it was refused, or done in part",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL | MCT_FIELD_SEARCHED,
		.words = because_words},
	[NOTE] = {.name = "note",
		.title = "Note",
		.help = "what exactly, how you knew who asked ...",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL | MCT_FIELD_SEARCHED,
		.words = note_words},
};

/* So long may an answer take, unless another day was said. */
static void follow_date(mct_record_t *r)
{
	const char *date = record_text(r, DATE);
	int32_t day = date != NULL ? date_from_iso(date, strlen(date)) : DATE_NONE;
	char due[11];
	int days;

	if (record_value(r, DUE)->set || day == DATE_NONE ||
		!days_read(mct_setting(r->m, "request.answer"), &days))
		return;
	date_to_iso(day + days, due);
	record_put_text(r, DUE, due);
}

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, DATE);
	follow_date(r);
	return MCT_OK;
}

/* Whoever is refused has a right to know why. */
static mct_status_t check(mct_record_t *r)
{
	const char *outcome = record_text(r, OUTCOME);

	record_follow_today(r, OUTCOME, ANSWERED);
	record_check_past(r, DATE);
	record_check_past(r, ANSWERED);
	record_check_order(r, DATE, DUE);
	record_check_order(r, DATE, ANSWERED);
	if (r->how.from_people && outcome != NULL && strcmp(outcome, "refused") == 0 &&
		!record_value(r, BECAUSE)->set)
		problem_add(r->m, MCT_INVALID, "because", NULL, "she has a right to know why",
			"because is missing");
	return MCT_OK;
}

const mct_entity_t entity_request = {
	.name = "request",
	.plural = "requests",
	.help = "what people ask for about their own data, and by when",
	.table = "request",
	.prefix = "rq",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "date",
	.status_field = "outcome",
	.ended_field = "answered",
	.order = "request.answered_on IS NOT NULL, request.due_on, request.id",
	.complete = complete,
	.check = check,
};
