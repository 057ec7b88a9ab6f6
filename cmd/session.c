/*
 * session.c - whose visit it is, what to mind before it, and questions of one line
 * each. Nothing is stored here, so that nobody waits for a lock while the
 * therapist thinks.
 */
#include "session.h"

#include <string.h>

#include "complain.h"
#include "util/date.h"
#include "util/text.h"

#define ANSWER_MAX 4096 /* bytes; a terminal's own limit of a line */

static const mct_field_t *visit_field(const char *name)
{
	return mct_entity_field_named(mct_entity_named("visit"), name);
}

void session_set(mct_record_t *record, const char *field, const char *text)
{
	mct_record_set(record, mct_entity_field_named(mct_record_entity(record), field), text);
}

void session_add_day(struct buf *out, const char *day)
{
	date_to_human(date_from_iso(day, strlen(day)), true, out);
}

/* ---- which visit ----------------------------------------------------------------------------- */

/* The time that was typed, as "HH:MM"; "" when there is none, or none that can be read: the save
 * tells that with all else that is wrong. */
static void read_typed_time(struct run *r, char out[static 6])
{
	const mct_field_t *field = visit_field("time");
	struct mct_value time;
	mct_record_t *trial;

	out[0] = '\0';
	if (mct_record_new(r->m, mct_entity_named("visit"), &trial) != MCT_OK)
		return;
	for (size_t i = 0; i < r->fields.count; i++)
		if (r->fields.items[i].field == field)
			mct_record_set(trial, field, r->fields.items[i].text);
	mct_record_get(trial, field, &time);
	if (time.set)
		snprintf(out, 6, "%s", time.text);
	mct_record_free(trial);
}

/* A time that was typed decides which one is meant; a booking without a time may be of any. */
static void take_visit(struct run *r, mct_rows_t *rows, const char *typed, struct session *out)
{
	struct mct_value id, outcome, time;
	bool exact;
	int64_t visit;

	mct_rows_value(rows, 0, &id);
	mct_rows_value(rows, 1, &outcome);
	mct_rows_value(rows, 2, &time);
	if (mct_find(r->m, mct_entity_named("visit"), id.text, &visit) != MCT_OK)
		return;
	exact = typed[0] != '\0' && time.set && strcmp(typed, time.text) == 0;
	if (strcmp(outcome.text, "booked") == 0 &&
		(exact || (out->booked == 0 && (typed[0] == '\0' || !time.set))))
		out->booked = visit;
	if (strcmp(outcome.text, "completed") == 0 && (exact || typed[0] == '\0'))
		out->logged = visit;
}

int session_find(struct run *r, int64_t client, const char *day, struct session *out)
{
	static const char *const columns[] = {"id", "outcome", "time", NULL};
	char who[40], date[40], typed[6];
	const char *const where[] = {who, date, NULL};
	const struct mct_query query = {.where = where, .columns = columns, .sort = "time,id"};
	mct_rows_t *rows;
	mct_status_t st;

	*out = (struct session){0};
	read_typed_time(r, typed);
	snprintf(who, sizeof who, "client=c%lld", (long long)client);
	snprintf(date, sizeof date, "date=%s", day);
	if (mct_list(r->m, mct_entity_named("visit"), &query, &rows) != MCT_OK)
		return run_fail(r);
	while ((st = mct_rows_next(rows)) == MCT_ROW)
		take_visit(r, rows, typed, out);
	mct_rows_free(rows);
	return st == MCT_DONE ? EXIT_DONE : run_fail(r);
}

mct_record_t *session_visit(struct run *r, int64_t client, const char *day, int64_t id)
{
	mct_record_t *visit = NULL;
	char who[32];

	if (mct_record_new(r->m, mct_entity_named("visit"), &visit) != MCT_OK ||
		(id != 0 && mct_record_load(visit, id) != MCT_OK)) {
		run_fail(r);
		return mct_record_free(visit);
	}
	if (id == 0) {
		snprintf(who, sizeof who, "c%lld", (long long)client);
		session_set(visit, "client", who);
		session_set(visit, "date", day);
	}
	return visit;
}

/* Of today a time that is over. */
static bool has_passed(struct run *r, const char *day, const char *time)
{
	char now[24];

	snprintf(
		now, sizeof now, "%02d:%02d", mct_minute_now(r->m) / 60, mct_minute_now(r->m) % 60);
	return strcmp(day, mct_today(r->m)) == 0 && time[0] != '\0' && strcmp(time, now) < 0;
}

int session_read_when(struct run *r, const char *text, struct session_when *out)
{
	struct buf said CLEANUP(buf_free) = {0};

	if (mct_read_when(r->m, text, out->day, out->time) != MCT_OK)
		return run_fail(r);
	session_add_day(&said, out->day);
	if (strcmp(out->day, mct_today(r->m)) < 0)
		return complain(EXIT_NOT_UNDERSTOOD, "what has been is kept with mct log",
			"\"%s\" is past: %s", text, buf_str(&said));
	if (has_passed(r, out->day, out->time))
		return complain(EXIT_NOT_UNDERSTOOD, "what has been is kept with mct log",
			"\"%s\": %s has passed", text, out->time);
	return EXIT_DONE;
}

mct_record_t *session_booking(struct run *r, int64_t client, const char *text)
{
	struct session_when when;
	mct_record_t *visit;

	if (session_read_when(r, text, &when) != EXIT_DONE)
		return NULL;
	visit = session_visit(r, client, when.day, 0);
	if (visit != NULL) {
		session_set(visit, "time", when.time);
		session_set(visit, "outcome", "booked");
		session_set(visit, "booked_on", mct_today(r->m));
	}
	return visit;
}

int session_usual_minutes(struct run *r, int64_t client, mct_record_t *visit)
{
	static const char *const columns[] = {"minutes", NULL};
	char who[40];
	const char *const where[] = {who, "outcome=completed", "minutes>0", NULL};
	const struct mct_query query = {
		.where = where, .columns = columns, .sort = "-date,-time,-id", .limit = 1};
	const mct_field_t *field = visit_field("minutes");
	struct mct_value minutes;
	mct_rows_t *rows;
	size_t length;

	mct_record_get(visit, field, &minutes);
	if (minutes.set)
		return EXIT_DONE;
	snprintf(who, sizeof who, "client=c%lld", (long long)client);
	if (mct_list(r->m, mct_entity_named("visit"), &query, &rows) != MCT_OK)
		return run_fail(r);
	if (mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, 0, &minutes);
		mct_record_set(visit, field,
			mct_value_text(r->m, field, &minutes, MCT_FORM_MACHINE, &length));
	}
	mct_rows_free(rows);
	return EXIT_DONE;
}

/* ---- questions ------------------------------------------------------------------------------- */

/* What is worth a glance while one asks; the whole card is the brief's. Nothing is added for the
 * rest. */
static void add_reminder(const char *section, const char *label, const char *text, struct buf *out)
{
	const char *between = label[0] != '\0' ? ": " : "";

	if (strcmp(section, "caution") == 0 || strcmp(section, "felt") == 0)
		buf_addf(out, "  ! %s%s%s", label, between, text);
	else if (strcmp(section, "ask") == 0)
		buf_addf(out, "  ask: %s%s%s", label, between, text);
	else if (strcmp(section, "promised") == 0)
		buf_addf(out, "  %s promised: %s", label, text);
}

int session_remind(struct run *r, int64_t client)
{
	const struct mct_brief_query query = {.client = client};
	mct_rows_t *rows;
	mct_status_t st;
	bool named = false;

	if (mct_brief(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		struct buf line CLEANUP(buf_free) = {0};
		struct mct_value name, section, label, text;

		mct_rows_value(rows, MCT_BRIEF_CLIENT, &name);
		mct_rows_value(rows, MCT_BRIEF_SECTION, &section);
		mct_rows_value(rows, MCT_BRIEF_LABEL, &label);
		mct_rows_value(rows, MCT_BRIEF_TEXT, &text);
		if (!named)
			complain_line(name.text, 2);
		named = true;
		add_reminder(section.text, label.text, text.text, &line);
		if (line.len > 0)
			complain_line(buf_str(&line), 4);
	}
	mct_rows_free(rows);
	return st == MCT_DONE ? EXIT_DONE : run_fail(r);
}

bool session_ask_text(struct run *r, const char *question, const char **answer)
{
	char line[ANSWER_MAX];

	*answer = NULL;
	if (!run_ask(question, line, sizeof line))
		return false;
	if (line[0] != '\0')
		*answer = run_keep_answer(r, line);
	return true;
}

static bool begins_choice(const char *choice, const char *answer)
{
	for (; *answer != '\0'; choice++, answer++)
		if (text_lower(*answer == ' ' ? '_' : *answer) != *choice)
			return false;
	return true;
}

/* The one choice that begins as was answered: at a question that shows them all a letter is enough.
 * Else the answer itself. */
static const char *choice_meant(const mct_field_t *f, const char *answer)
{
	const char *const *choices =
		mct_field_type(f) == MCT_TYPE_CHOICE ? mct_field_choices(f) : NULL;
	const char *meant = NULL;

	for (; answer != NULL && choices != NULL && *choices != NULL; choices++) {
		if (!begins_choice(*choices, answer))
			continue;
		if (meant != NULL)
			return answer;
		meant = *choices;
	}
	return meant != NULL ? meant : answer;
}

bool session_ask_field(struct run *r, const char *entity, const char *field, const char *question,
	const char **answer)
{
	const mct_entity_t *e = mct_entity_named(entity);
	const mct_field_t *f = mct_entity_field_named(e, field);
	mct_record_t *trial;
	bool answered;

	if (mct_record_new(r->m, e, &trial) != MCT_OK)
		return false;
	while ((answered = session_ask_text(r, question, answer)) && *answer != NULL) {
		*answer = choice_meant(f, *answer);
		if (mct_record_set(trial, f, *answer) == MCT_OK)
			break;
		run_fail(r);
		mct_record_clear(trial);
	}
	mct_record_free(trial);
	return answered;
}

bool session_say(struct run *r, const char *field, const char *text)
{
	const char *copy = run_keep_answer(r, text);

	if (copy == NULL || r->fields.count == ARRAY_SIZE(r->fields.items))
		return false;
	r->fields.items[r->fields.count++] = (struct field_value){visit_field(field), copy};
	return true;
}

bool session_ask(struct run *r, const char *field, const char *question)
{
	const char *answer;

	if (!session_ask_field(r, "visit", field, question, &answer))
		return false;
	return answer == NULL || session_say(r, field, answer);
}
