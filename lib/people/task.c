/*
 * task.c - the fields of a task: a follow-up with somebody or after an event, or what the
 * practice owes by a day: lease, licence, insurance. What recurs keeps to its day
 * of the calendar.
 */
#include "people/task.h"

#include <math.h>
#include <string.h>

#include "people/event.h"
#include "people/contact.h"
#include "record/record.h"

enum { WHAT, KIND, WHO, EVENT, DUE, EVERY, DONE, ENDED, NOTE, STANDING };

static const char *const kinds[] = {
	"follow-up", "lease", "licence", "insurance", "tax", "supplies", NULL};
static const char *const standings[] = {"open", "done", "ended", NULL};
static const char *const what_words[] = {"task", "to do", "text", "subject", NULL};
static const char *const kind_words[] = {"type", "category", NULL};
static const char *const who_words[] = {"with", "name", "contact", "person", "supplier", NULL};
static const char *const due_words[] = {"due date", "by", "due on", "renews", "expires", NULL};
static const char *const every_words[] = {"cadence", "how often", "every days", NULL};
static const char *const done_words[] = {"last done", "done on", NULL};
static const char *const note_words[] = {"notes", "comment", NULL};

static const mct_field_t fields[] = {
	[WHAT] = {.name = "what",
		.title = "What",
		.help = "what is to be done",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.words = what_words},
	[KIND] = {.name = "kind",
		.title = "Kind",
		.help = "follow-up, lease, licence, insurance, tax ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.choices = kinds,
		.words = kind_words},
	[WHO] = WHO_FIELD("Who", "with whom, or for whom: anyone in the book", 0, who_words),
	[EVENT] = {.name = "event",
		.title = "Event",
		.help = "the event that it follows",
		.type = MCT_TYPE_REF,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE | MCT_FIELD_KEY,
		.column = "event_id",
		.target = &entity_event},
	[DUE] = {.name = "due",
		.title = "Due",
		.help = "the day by which; today",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AHEAD,
		.column = "due_on",
		.words = due_words},
	[EVERY] = {.name = "every",
		.title = "Every",
		.help = "how often it comes again",
		.type = MCT_TYPE_DAYS,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "every_days",
		.words = every_words},
	[DONE] = {.name = "done",
		.title = "Done",
		.help = "the day it was done last",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "done_on",
		.words = done_words},
	[ENDED] = {.name = "ended",
		.title = "Ended",
		.help = "the day from which it is not to be done any more",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "ended_on"},
	[NOTE] = {.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = note_words},
	[STANDING] = {.name = "standing",
		.title = "Standing",
		.help = "open, done or ended",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_COMPUTED,
		.choices = standings,
		.sql = "CASE WHEN task.ended_on IS NOT NULL THEN 'ended'"
		       "  WHEN task.due_on IS NULL THEN 'done' ELSE 'open' END"},
};

#define DAYS_A_MONTH 30.4375
#define EVERY_MOST 36525

/* What comes every so many months keeps its day of the month; all else is counted in days. */
static int32_t next_day(int32_t day, int64_t every)
{
	long months = lround((double)every / DAYS_A_MONTH);

	if (months > 0 && lround((double)months * DAYS_A_MONTH) == every)
		return date_add_months(day, (int)months);
	return day + (int32_t)every;
}

static int32_t day_of(const mct_record_t *r, size_t field)
{
	const char *text = record_text(r, field);

	return text != NULL ? date_from_iso(text, strlen(text)) : DATE_NONE;
}

/* The next one follows from the day on which this one was due, unless another day was said. What is
 * done only once is due no more. */
static void follow_done(mct_record_t *r)
{
	int32_t from = day_of(r, DUE) != DATE_NONE ? day_of(r, DUE) : day_of(r, DONE);
	char next[11] = "";

	if (!r->how.from_people || !record_is_changed(r, DONE) || record_is_changed(r, DUE) ||
		day_of(r, DONE) == DATE_NONE)
		return;
	if (record_value(r, EVERY)->set)
		date_to_iso(next_day(from, record_value(r, EVERY)->integer), next);
	record_put_text(r, DUE, next);
}

static mct_status_t complete(mct_record_t *r)
{
	if (!record_value(r, DUE)->set && !record_value(r, DONE)->set)
		record_put_text(r, DUE, mct_today(r->m));
	return MCT_OK;
}

static mct_status_t check(mct_record_t *r)
{
	if (record_value(r, EVERY)->set && record_value(r, EVERY)->integer == 0)
		problem_add(r->m, MCT_INVALID, "every", "0", "leave it out for what is done once",
			"every cannot be 0 days");
	if (record_value(r, EVERY)->integer > EVERY_MOST)
		problem_add(r->m, MCT_INVALID, "every", NULL, "say how often within a century",
			"every is longer than a hundred years");
	record_check_past(r, DONE);
	follow_done(r);
	return MCT_OK;
}

const mct_entity_t entity_task = {
	.name = "task",
	.plural = "tasks",
	.help = "what is to be done, once or every so often",
	.table = "task",
	.prefix = "ta",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "due",
	.status_field = "standing",
	.order = "task.due_on IS NULL, task.due_on, task.id",
	.complete = complete,
	.check = check,
};
