/*
 * event.c - the group "event": professional events, who was met there, and what they give of
 * continuing education.
 */
#include <string.h>

#include "complain.h"
#include "nouns.h"
#include "verbs.h"

/* ---- met ------------------------------------------------------------------------------------- */

struct met_args {
	const char *event, *who, *about, *phone, *email, *follow_up, *due;
	bool new;
};
#define MET(member) offsetof(struct met_args, member)

static const struct opt met_opts[] = {
	{.name = "EVENT",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = MET(event),
		.help = "where",
		.entity = "event"},
	{.name = "NAME",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = MET(who),
		.help = "whom you met",
		.entity = "contact"},
	{.name = "ABOUT",
		.type = OPT_OPERAND,
		.offset = MET(about),
		.help = "what you talked about, and what to know of them"},
	{.name = "new",
		.type = OPT_FLAG,
		.offset = MET(new),
		.help = "somebody who is not in the book yet"},
	{.name = "phone",
		.type = OPT_TEXT,
		.offset = MET(phone),
		.value = "PHONE",
		.help = "of somebody new"},
	{.name = "email",
		.type = OPT_TEXT,
		.offset = MET(email),
		.value = "EMAIL",
		.help = "of somebody new"},
	{.name = "follow-up",
		.type = OPT_TEXT,
		.offset = MET(follow_up),
		.value = "TEXT",
		.help = "what you will do next with them"},
	{.name = "due",
		.type = OPT_DATE,
		.offset = MET(due),
		.value = "DATE",
		.help = "by when; in a week"},
	{0},
};

/* A record of `entity` from pairs of a field and its text, ended by NULL; a NULL text is passed
 * over. *id is what it became. */
static int add_record(struct run *r, const char *entity, const char *const *pairs, int64_t *id)
{
	const mct_entity_t *e = mct_entity_named(entity);
	mct_record_t *record;
	enum mct_change change;
	int code;

	if (mct_record_new(r->m, e, &record) != MCT_OK)
		return run_fail(r);
	for (; *pairs != NULL; pairs += 2)
		if (pairs[1] != NULL)
			mct_record_set(record, mct_entity_field_named(e, pairs[0]), pairs[1]);
	code = verb_store(r, record, true, &change);
	*id = mct_record_id(record);
	if (code == EXIT_DONE && !run_for_programs(r))
		code = verb_say(r, record, NULL);
	mct_record_free(record);
	return code;
}

/* Nobody of that name is in the book: at a terminal it is asked whether she is new. */
static int ask_new(struct run *r, const struct met_args *a, bool *add)
{
	struct buf question CLEANUP(buf_free) = {0};

	*add = a->new;
	if (a->new)
		return EXIT_DONE;
	if (!run_may_ask(r))
		return complain(EXIT_NO_SUCH, "somebody new is added with --new",
			"\"%s\" is not in the book", a->who);
	if (mct_error(r->m)->hint[0] != '\0')
		complain_line(mct_error(r->m)->hint, 2);
	buf_addf(&question, "%s is not in the book. Add her? [Y/n] ", run_safe(r, a->who));
	if (!run_ask_yes(buf_str(&question), true, add) || !*add)
		return complain(EXIT_REFUSED, NULL, "nothing was noted");
	return EXIT_DONE;
}

/* Who was met, in the book already or from now on. */
static int find_or_add(struct run *r, const struct met_args *a, int64_t *id)
{
	const mct_entity_t *contact = mct_entity_named("contact");
	const char *const pairs[] = {"name", a->who, "phone", a->phone, "email", a->email, NULL};
	mct_status_t st = mct_find(r->m, contact, a->who, id);
	bool add;
	int code;

	if (st == MCT_OK && (a->phone != NULL || a->email != NULL))
		return complain(EXIT_NOT_UNDERSTOOD, "change her with: mct contact edit",
			"\"%s\" is in the book already; --phone and --email are for somebody new",
			a->who);
	if (st != MCT_NOTFOUND)
		return st == MCT_OK ? EXIT_DONE : choose(r, contact, a->who, id);
	code = ask_new(r, a, &add);
	return code == EXIT_DONE ? add_record(r, "contact", pairs, id) : code;
}

static int met(struct run *r, void *args)
{
	const struct met_args *a = args;
	char event[32], who[32];
	const char *const meeting[] = {"event", event, "who", who, "about", a->about, NULL};
	const char *const task[] = {"what", a->follow_up, "kind", "follow-up", "who", who, "event",
		event, "due", a->due != NULL ? a->due : "in 1 week", NULL};
	int64_t event_id, who_id, id, task_id;
	int code;

	if (a->due != NULL && a->follow_up == NULL)
		return usage_error(r->cmd, "say what to do by then, with --follow-up \"...\"");
	code = choose(r, mct_entity_named("event"), a->event, &event_id);
	if (code == EXIT_DONE)
		code = find_or_add(r, a, &who_id);
	if (code != EXIT_DONE)
		return code;
	snprintf(event, sizeof event, "ev%lld", (long long)event_id);
	snprintf(who, sizeof who, "n%lld", (long long)who_id);
	code = add_record(r, "meeting", meeting, &id);
	if (code == EXIT_DONE && a->follow_up != NULL)
		code = add_record(r, "task", task, &task_id);
	return code == EXIT_DONE && run_for_programs(r) ? run_record(r, r->entity, id) : code;
}

static const char *const met_examples[] = {
	"event met \"spring fair\" ines \"runs a Pilates studio\"",
	"event met ev1 \"Ines Roth\" --new --follow-up \"send her the article\" --due fri", NULL};
static const struct cmd event_met = {.name = "met",
	.summary = "whom you met there, and what to follow up",
	.examples = met_examples,
	.opts = met_opts,
	.args_size = sizeof(struct met_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "meeting",
	.run = met};

/* ---- hours ----------------------------------------------------------------------------------- */

struct hours_args {
	const char *since;
};

static const struct opt hours_opts[] = {
	{.name = "since",
		.type = OPT_DATE,
		.offset = offsetof(struct hours_args, since),
		.value = "DATE",
		.help = "from that day on"},
	{0},
};

static int hours(struct run *r, void *args)
{
	const struct hours_args *a = args;
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (mct_event_years(r->m, a->since, r->globals.as_of, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "There were no events.");
	return code;
}

static const char *const hours_examples[] = {
	"event hours", "event hours --since \"1 jan 2025\"", NULL};
static const struct cmd event_hours = {.name = "hours",
	.summary = "continuing education and costs, by year",
	.examples = hours_examples,
	.opts = hours_opts,
	.args_size = sizeof(struct hours_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = hours};

/* ---- the group ------------------------------------------------------------------------------- */

static const struct opt add_opts[] = {
	FIELD_OPERAND("NAME", "name", "what it is called", NULL), {0}};
static const char *const add_examples[] = {
	"event add \"Spring fair\" --date \"5 may 2027\" --place \"Town hall\" --cost 40",
	"event add \"Hip course\" --date fri --hours 6", NULL};
static const char *const list_examples[] = {"event list --status coming", NULL};

NOUN_GROUP(event, "event", "professional events, and who was met there", "ev1", "--worth yes",
	add_opts, add_examples, list_examples, &event_met, &event_hours);
