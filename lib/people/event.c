/*
 * event.c - the fields of an event and of a meeting: what it is for and what it costs, who
 * was met there, and how many hours of continuing education it gives.
 */
#include "people/event.h"

#include "people/contact.h"
#include "record/record.h"
#include "record/rows.h"
#include "store/statement.h"

/* ---- events ---------------------------------------------------------------------------------- */

enum {
	E_NAME,
	E_DATE,
	E_TIME,
	E_UNTIL,
	E_PLACE,
	E_COST,
	E_HOURS,
	E_WHY,
	E_WORTH,
	E_LEARNED,
	E_NOTE,
	E_STANDING,
	E_PEOPLE,
	E_MET,
	E_TASKS
};

static const char *const yes_no[] = {"yes", "no", NULL};
static const char *const standings[] = {"coming", "past", NULL};
static const char *const name_words[] = {"event", "title", "course", "workshop", "subject", NULL};
static const char *const date_words[] = {"day", "when", "start date", "starts", NULL};
static const char *const until_words[] = {"end date", "ends", "to", NULL};
static const char *const place_words[] = {"location", "where", "venue", NULL};
static const char *const cost_words[] = {"price", "fee", "costs", NULL};
static const char *const hours_words[] = {
	"ce hours", "ceu", "ceus", "continuing education", "education hours", "credits", NULL};
static const char *const why_words[] = {"for", "purpose", "reason", NULL};
static const char *const note_words[] = {"notes", "comment", "description", NULL};

static const mct_field_t event_fields[] = {
	[E_NAME] = {.name = "name",
		.title = "Event",
		.help = "what it is called",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.key_column = "name_key",
		.words = name_words},
	[E_DATE] = {.name = "date",
		.title = "Date",
		.help = "the day of it, or the first one",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_AHEAD,
		.words = date_words},
	[E_TIME] = {.name = "time",
		.title = "Time",
		.help = "when it begins",
		.type = MCT_TYPE_TIME,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[E_UNTIL] = {.name = "until",
		.title = "Until",
		.help = "the last day of it",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE | MCT_FIELD_AHEAD,
		.words = until_words},
	[E_PLACE] = {.name = "place",
		.title = "Place",
		.help = "where it is",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.words = place_words},
	[E_COST] = {.name = "cost",
		.title = "Cost",
		.help = "what it costs you",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED,
		.words = cost_words},
	[E_HOURS] = {.name = "hours",
		.title = "CE h",
		.help = "hours of continuing education that it gives",
		.type = MCT_TYPE_LENGTH,
		.flags = MCT_FIELD_LISTED,
		.column = "education_minutes",
		.words = hours_words},
	[E_WHY] = {.name = "why",
		.title = "Why",
		.help = "what you go there for",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = why_words},
	[E_WORTH] = {.name = "worth",
		.title = "Worth it",
		.help = "whether it was worth it: yes or no",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.choices = yes_no},
	[E_LEARNED] = {.name = "learned",
		.title = "Learned",
		.help = "what you learned there",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED},
	[E_NOTE] = {.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = note_words},
	[E_STANDING] = {.name = "standing",
		.title = "Standing",
		.help = "coming or past",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_COMPUTED,
		.choices = standings,
		.sql = "iif(coalesce(event.until, event.date) >= today(), 'coming', 'past')"},
	[E_PEOPLE] = {.name = "people",
		.title = "Met",
		.help = "how many you met there",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED,
		.sql = "(SELECT count(*) FROM event_contact WHERE event_id = event.id)"},
	[E_MET] = {.name = "met",
		.title = "Who",
		.help = "who that was, a line each",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_COMPUTED,
		.sql = "(SELECT group_concat(line, char(10)) FROM (SELECT contact.name ||"
		       "  coalesce(': ' || about, '') AS line FROM event_contact"
		       "  JOIN contact ON contact.id = contact_id WHERE event_id = event.id"
		       "  ORDER BY event_contact.id))"},
	[E_TASKS] = {.name = "tasks",
		.title = "To do",
		.help = "what is still to do after it, a line each",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_COMPUTED,
		.sql = "(SELECT group_concat(line, char(10)) FROM (SELECT due_on || '  ' || what ||"
		       "  coalesce(' (' || contact.name || ')', '') AS line FROM task"
		       "  LEFT JOIN contact ON contact.id = contact_id WHERE event_id = event.id"
		       "  AND due_on IS NOT NULL AND ended_on IS NULL ORDER BY due_on, task.id))"},
};

/* By its name alone a meeting finds its event again. */
static mct_status_t check_event(mct_record_t *r)
{
	record_check_order(r, E_DATE, E_UNTIL);
	return record_check_name(
		r, E_NAME, "event", "give this one a name of its own, such as with the year");
}

const mct_entity_t entity_event = {
	.name = "event",
	.plural = "events",
	.help = "professional events, and what came of them",
	.table = "event",
	.prefix = "ev",
	.is_named = true,
	.fields = event_fields,
	.count = ARRAY_SIZE(event_fields),
	.date_field = "date",
	.status_field = "standing",
	.order = "event.date, event.id",
	.check = check_event,
};

/* ---- who was met ----------------------------------------------------------------------------- */

enum { M_EVENT, M_WHO, M_ABOUT, M_DATE };

static const char *const who_words[] = {"name", "contact", "person", NULL};
static const char *const about_words[] = {"note", "what", "text", NULL};

static const mct_field_t meeting_fields[] = {
	[M_EVENT] = {.name = "event",
		.title = "Event",
		.help = "where you met",
		.type = MCT_TYPE_REF,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "event_id",
		.target = &entity_event},
	[M_WHO] = WHO_FIELD("Who", "whom you met", MCT_FIELD_REQUIRED, who_words),
	[M_ABOUT] = {.name = "about",
		.title = "About",
		.help = "what you talked about, and what to know of them",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.words = about_words},
	[M_DATE] = {.name = "date",
		.title = "Date",
		.help = "the day you met; that of the event",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
};

/* Without a day it was the day of the event. */
static mct_status_t follow_event(mct_record_t *r)
{
	static const char sql[] = "SELECT date FROM event WHERE id = ?1";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st;

	if (record_value(r, M_DATE)->set || !record_value(r, M_EVENT)->set)
		return MCT_OK;
	st = statement_get(r->m, sql, &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, "i", record_value(r, M_EVENT)->integer);
	st = statement_step(r->m, statement);
	if (st == MCT_ROW)
		record_put_text(r, M_DATE, (const char *)sqlite3_column_text(statement, 0));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t check_meeting(mct_record_t *r)
{
	static const char sql[] =
		"SELECT id FROM event_contact WHERE event_id = ?1 AND contact_id = ?2 AND id <> ?3";
	int64_t id;
	mct_status_t st = follow_event(r);

	if (st != MCT_OK)
		return st;
	record_check_past(r, M_DATE);
	st = query_integer(r->m, &id, sql, "iii", record_value(r, M_EVENT)->integer,
		record_value(r, M_WHO)->integer, r->id);
	if (st == MCT_ROW) {
		struct buf hint CLEANUP(buf_free) = {0};

		buf_addf(&hint, "add to it with: mct meeting edit me%lld --about \"...\"",
			(long long)id);
		problem_add(r->m, MCT_REFUSED, "who", record_text(r, M_WHO), buf_str(&hint),
			"that you met %s there is noted already (me%lld)", record_text(r, M_WHO),
			(long long)id);
	}
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static uint64_t say_meeting(const mct_record_t *r, int64_t person, struct buf *out)
{
	(void)person;
	buf_addf(out, "met at %s", record_text(r, M_EVENT));
	return 1u << M_EVENT | 1u << M_WHO;
}

const mct_entity_t entity_meeting = {
	.name = "meeting",
	.plural = "meetings",
	.help = "who was met at which event",
	.table = "event_contact",
	.prefix = "me",
	.fields = meeting_fields,
	.count = ARRAY_SIZE(meeting_fields),
	.date_field = "date",
	.order = "event_contact.date, event_contact.id",
	.check = check_meeting,
	.say = say_meeting,
};

/* ---- continuing education -------------------------------------------------------------------- */

static const mct_field_t year_fields[] = {
	{.name = "year",
		.title = "Year",
		.help = "the year; all: all of them",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "events",
		.title = "Events",
		.help = "how many there were",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "hours",
		.title = "CE h",
		.help = "hours of continuing education",
		.type = MCT_TYPE_LENGTH,
		.flags = MCT_FIELD_LISTED},
	{.name = "cost",
		.title = "Cost",
		.help = "what they cost",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	{.name = "people",
		.title = "Met",
		.help = "how many you met there",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
};

mct_status_t mct_event_years(mct_t *m, const char *since, const char *as_of, mct_rows_t **out)
{
	static const char sql[] =
		"WITH past AS (SELECT substr(date, 1, 4) AS year, coalesce(education_minutes, 0)"
		"    AS hours, coalesce(cost, 0) AS cost, (SELECT count(*) FROM event_contact"
		"      WHERE event_id = event.id) AS met"
		"  FROM event WHERE date BETWEEN ?1 AND ?2) "
		"SELECT year, count(*), sum(hours), sum(cost), sum(met) FROM past GROUP BY year "
		"UNION ALL SELECT 'all', count(*), sum(hours), sum(cost), sum(met) FROM past"
		"  HAVING count(DISTINCT year) > 1 "
		"ORDER BY 1";
	char first[11] = "";
	sqlite3_stmt *statement;
	mct_status_t st = since != NULL ? mct_read_date(m, since, first) : MCT_OK;

	if (st == MCT_OK)
		st = statement_prepare(m, sql, &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_text(statement, 1, first, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(statement, 2, as_of != NULL ? as_of : mct_today(m), -1, SQLITE_TRANSIENT);
	return rows_of_query(m, statement, year_fields, ARRAY_SIZE(year_fields), out);
}
