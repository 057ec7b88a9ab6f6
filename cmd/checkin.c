/*
 * checkin.c - "mct checkin": how she is, before the session. It goes to the visit that
 * is booked today, or makes one; at a terminal it asks when nothing was said.
 */
#include "complain.h"
#include "nouns.h"
#include "session.h"
#include "verbs.h"

struct checkin_args {
	const char *who;
};

static const struct opt opts[] = {
	{.name = "NAME",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = offsetof(struct checkin_args, who),
		.help = "who is here",
		.entity = "client"},
	{.name = "feel-before",
		.type = OPT_TEXT,
		.value = "N",
		.help = "how she is, 0 to 10",
		.field = "feel_before"},
	{.name = "checkin",
		.type = OPT_TEXT,
		.value = "TEXT",
		.help = "how she is, in her words",
		.field = "checkin"},
	{.name = "late-minutes",
		.type = OPT_TEXT,
		.value = "N",
		.help = "how many minutes late she came",
		.field = "late_minutes"},
	{.name = "time",
		.type = OPT_TEXT,
		.value = "TIME",
		.help = "when it begins, where nothing is booked; now",
		.field = "time"},
	{0},
};

/* Today's booking, or a visit that begins now. NULL after a message, with the exit code. */
static mct_record_t *open_visit(struct run *r, const char *who, int64_t client, int *code)
{
	struct session today;
	mct_record_t *visit;
	char now[24];

	*code = session_find(r, client, mct_today(r->m), &today);
	if (*code != EXIT_DONE)
		return NULL;
	if (today.booked == 0 && today.logged != 0) {
		char hint[80];

		snprintf(hint, sizeof hint, "to add to it: mct visit edit v%lld --checkin \"...\"",
			(long long)today.logged);
		*code = complain(EXIT_REFUSED, hint,
			"the visit of \"%s\" today is logged already (v%lld)", who,
			(long long)today.logged);
		return NULL;
	}
	visit = session_visit(r, client, mct_today(r->m), today.booked);
	if (visit == NULL)
		*code = EXIT_FAILED;
	if (visit != NULL && today.booked == 0) {
		snprintf(now, sizeof now, "%02d:%02d", mct_minute_now(r->m) / 60,
			mct_minute_now(r->m) % 60);
		session_set(visit, "time", now);
		session_set(visit, "outcome", "booked");
	}
	return visit;
}

/* Enter is an answer too: that she was on time, if nothing else is known. */
static bool ask_late(struct run *r, mct_record_t *visit)
{
	struct buf question CLEANUP(buf_free) = {0};
	struct mct_value late;

	mct_record_get(visit, mct_entity_field_named(r->entity, "late_minutes"), &late);
	if (late.set)
		buf_addf(&question, "how many minutes late (Enter: %lld)? ",
			(long long)late.integer);
	else
		buf_adds(&question, "how many minutes late (Enter: on time)? ");
	if (!session_ask(r, "late_minutes", buf_str(&question)))
		return false;
	if (!late.set)
		session_set(visit, "late_minutes", "0");
	return true;
}

/* Whatever was answered before the end of input counts; without an answer she is not checked in. */
static int ask(struct run *r, int64_t client, mct_record_t *visit)
{
	int code = session_remind(r, client);

	if (code != EXIT_DONE)
		return code;
	if (!ask_late(r, visit))
		return run_interrupted() ? EXIT_INTERRUPTED
					 : complain(EXIT_REFUSED, NULL, "nobody was checked in");
	(void)(session_ask(r, "feel_before", "how is she, 0 to 10 (Enter: not said)? ") &&
		session_ask(r, "checkin", "in her words (Enter: nothing)? "));
	return run_interrupted() ? EXIT_INTERRUPTED : EXIT_DONE;
}

static int fill_and_save(struct run *r, int64_t client, mct_record_t *visit)
{
	enum mct_change change;
	int code = r->fields.count == 0 && run_may_ask(r) ? ask(r, client, visit) : EXIT_DONE;

	if (code == EXIT_DONE)
		code = verb_set_fields(r, visit);
	if (code == EXIT_DONE)
		code = session_usual_minutes(r, client, visit);
	if (code == EXIT_DONE)
		code = verb_store(r, visit, true, &change);
	return code == EXIT_DONE ? verb_answer(r, visit, "Checked in") : code;
}

static int checkin(struct run *r, void *args)
{
	const struct checkin_args *a = args;
	mct_record_t *visit;
	int64_t client;
	int code = choose(r, mct_entity_named("client"), a->who, &client);

	if (code != EXIT_DONE)
		return code;
	visit = open_visit(r, a->who, client, &code);
	if (visit != NULL)
		code = fill_and_save(r, client, visit);
	mct_record_free(visit);
	return code;
}

static const char *const examples[] = {
	"checkin dana", "checkin dana --feel-before 6 --checkin \"left hip, slept badly\"", NULL};

const struct cmd cmd_checkin = {.name = "checkin",
	.summary = "how she is, before the session",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct checkin_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "visit",
	.run = checkin};
