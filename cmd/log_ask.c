/*
 * log_ask.c - the questions of "mct log" at a terminal, one line each; Enter passes one
 * over. The answers become what options would have said.
 */
#include <string.h>

#include "complain.h"
#include "log.h"
#include "session.h"

/* What was open before the session, from the brief's own lines. False at the end of input. */
static bool ask_about(struct log *log, const char *section, const char *text, const char *id)
{
	struct log_args *a = log->args;
	struct buf question CLEANUP(buf_free) = {0};
	bool ask = strcmp(section, "ask") == 0;
	bool yes;

	if (!ask && strcmp(section, "promised") != 0)
		return true;
	buf_addf(&question,
		ask ? "%s - did you ask (y; Enter: not yet)? "
		    : "you promised: %s - kept (y; Enter: not yet)? ",
		text);
	if (!run_ask_yes(buf_str(&question), false, &yes))
		return false;
	if (yes)
		list_add(ask ? &a->asked : &a->kept, run_keep_answer(log->r, id));
	return true;
}

static bool ask_about_open(struct log *log)
{
	const struct mct_brief_query query = {.client = log->client};
	struct mct_value section, text, id;
	mct_rows_t *rows;
	bool answered = true;

	if (mct_brief(log->r->m, &query, &rows) != MCT_OK)
		return false;
	while (answered && mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, MCT_BRIEF_SECTION, &section);
		mct_rows_value(rows, MCT_BRIEF_TEXT, &text);
		mct_rows_value(rows, MCT_BRIEF_ID, &id);
		answered = ask_about(log, section.text, text.text, id.text);
	}
	mct_rows_free(rows);
	return answered;
}

static bool ask_recommendation(struct log *log)
{
	struct log_args *a = log->args;
	struct run *r = log->r;

	if (!session_ask_text(r, "what do you recommend (Enter: nothing)? ", &a->recommend))
		return false;
	if (a->recommend == NULL)
		return true;
	if (session_ask_text(r, "why is it in her interest? ", &a->because) && a->because != NULL &&
		session_ask_field(r, "recommendation", "kind",
			"rebook, enhancement, self care, retail or referral? ", &a->kind) &&
		a->kind != NULL)
		return true;
	complain_line("not recommended: it needs the reason and the kind", 2);
	a->recommend = NULL;
	return true;
}

/* First what became of the one that is open; while it is, there is no other. */
static bool ask_covenant(struct log *log)
{
	struct buf question CLEANUP(buf_free) = {0};
	mct_record_t *open;
	struct mct_value text;
	int64_t id;
	bool answered = false;

	if (log_find_open(log, &id) != EXIT_DONE)
		return false;
	if (id == 0)
		return ask_recommendation(log);
	if (mct_record_new(log->r->m, mct_entity_named("recommendation"), &open) != MCT_OK)
		return false;
	if (mct_record_load(open, id) == MCT_OK) {
		mct_record_get(
			open, mct_entity_field_named(mct_record_entity(open), "text"), &text);
		buf_addf(&question, "recommended: %s - yes, no or later (Enter: still open)? ",
			text.text);
		answered = session_ask_field(
			log->r, "recommendation", "answer", buf_str(&question), &log->args->answer);
	}
	mct_record_free(open);
	return answered && log->args->answer != NULL ? ask_recommendation(log) : answered;
}

bool log_ask_next(struct log *log)
{
	char day[11], time[6];

	while (session_ask_text(
		log->r, "when does she come next (Enter: not booked)? ", &log->args->next)) {
		if (log->args->next == NULL ||
			mct_read_when(log->r->m, log->args->next, day, time) == MCT_OK)
			return true;
		run_fail(log->r);
	}
	return false;
}

static bool ask_into(struct log *log, const char *question, struct list *list)
{
	const char *answer;

	if (!session_ask_text(log->r, question, &answer))
		return false;
	return answer == NULL || list_add(list, answer);
}

static bool ask_notes(struct log *log)
{
	return run_ask_yes(
		"write the SOAP note in your editor (y; Enter: no)? ", false, &log->args->notes);
}

/* Shows how long it will be when nothing is said. */
static bool ask_minutes(struct log *log)
{
	struct buf question CLEANUP(buf_free) = {0};
	mct_record_t *visit = session_visit(log->r, log->client, log->day, log->booked);
	struct mct_value minutes = {0};

	if (visit != NULL && session_usual_minutes(log->r, log->client, visit) == EXIT_DONE)
		mct_record_get(visit, mct_entity_field_named(log->r->entity, "minutes"), &minutes);
	if (minutes.set)
		buf_addf(&question, "how many minutes (Enter: %lld)? ", (long long)minutes.integer);
	else
		buf_adds(&question, "how many minutes? ");
	mct_record_free(visit);
	return session_ask(log->r, "minutes", buf_str(&question));
}

/* Nobody answers ten questions to be told that. */
static int refuse_to_come(const struct log *log)
{
	struct buf day CLEANUP(buf_free) = {0};

	session_add_day(&day, log->day);
	return complain(EXIT_NOT_UNDERSTOOD,
		"give a day up to today; what is to come is booked with mct book",
		"%s has not come yet", buf_str(&day));
}

/* Whatever was answered before the end of input counts; without an answer there is no log. */
int log_ask(struct log *log)
{
	struct run *r = log->r;
	int code;

	if (strcmp(log->day, mct_today(r->m)) > 0)
		return refuse_to_come(log);
	code = session_remind(r, log->client);
	if (code != EXIT_DONE)
		return code;
	if (!ask_minutes(log))
		return run_interrupted() ? EXIT_INTERRUPTED
					 : complain(EXIT_REFUSED, NULL, "nothing was logged");
	(void)(session_ask(r, "tip", "tip (Enter: none)? ") &&
		session_ask(r, "feel_after", "how is she now, 0 to 10 (Enter: not said)? ") &&
		session_ask(r, "checkout", "in her words (Enter: nothing)? ") &&
		session_ask(r, "felt",
			"felt good, rushed, uncomfortable or disconnected (Enter: not said)? ") &&
		ask_about_open(log) &&
		ask_into(log, "what did she say, to ask about next time (Enter: nothing)? ",
			&log->args->said) &&
		ask_into(log, "what did you promise for next time (Enter: nothing)? ",
			&log->args->promise) &&
		ask_covenant(log) && log_ask_next(log) && ask_notes(log));
	return run_interrupted() ? EXIT_INTERRUPTED : EXIT_DONE;
}
