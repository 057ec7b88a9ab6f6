/*
 * client.c - the group "client": the five verbs, and what a therapist does with a
 * client by name.
 */
#include <string.h>

#include "nouns.h"
#include "verbs.h"

/* ---- remember -------------------------------------------------------------------------------- */

struct remember_args {
	const char *about, *as, *born;
};
#define REMEMBER(member) offsetof(struct remember_args, member)

static const struct opt remember_opts[] = {
	FIELD_OPERAND("NAME", "client", "who said it", "client"),
	FIELD_OPERAND("TEXT", "text", "what she said", NULL),
	{.name = "about",
		.type = OPT_TEXT,
		.offset = REMEMBER(about),
		.value = "NAME",
		.help = "whom it is about, to be in the book too",
		.entity = "contact"},
	{.name = "as",
		.type = OPT_TEXT,
		.offset = REMEMBER(as),
		.value = "TIE",
		.help = "what that one is to her: child, spouse, dog ..."},
	{.name = "born",
		.type = OPT_TEXT,
		.offset = REMEMBER(born),
		.value = "DATE",
		.help = "and the birthday"},
	{0},
};

static int64_t reference_of(const mct_record_t *record, const char *field)
{
	struct mct_value v;

	mct_record_get(record, mct_entity_field_named(mct_record_entity(record), field), &v);
	return v.integer;
}

/* Somebody new is added to the book in the same change as what was said of her. */
static int set_about(struct run *r, const struct remember_args *a, mct_record_t *fact)
{
	char id[32];
	int64_t about;
	int code = run_write(r);

	if (code != EXIT_DONE)
		return code;
	if (mct_acquaint(r->m, reference_of(fact, "client"), a->about, a->as, a->born, &about) !=
		MCT_OK)
		return run_fail(r);
	snprintf(id, sizeof id, "n%lld", (long long)about);
	mct_record_set(fact, mct_entity_field_named(r->entity, "about"), id);
	return EXIT_DONE;
}

static int remember(struct run *r, void *args)
{
	const struct remember_args *a = args;
	mct_record_t *fact;
	int code;

	if (a->about == NULL && (a->as != NULL || a->born != NULL))
		return usage_error(r->cmd, "say who that is, with --about NAME");
	if (mct_record_new(r->m, r->entity, &fact) != MCT_OK)
		return run_fail(r);
	code = verb_set_fields(r, fact);
	/* What was refused so far is told by the save; nobody is added to the book for it. */
	if (code == EXIT_DONE && a->about != NULL && mct_problem(r->m, 0) == NULL)
		code = set_about(r, a, fact);
	if (code == EXIT_DONE)
		code = verb_save(r, fact, true);
	mct_record_free(fact);
	return code;
}

static const char *const remember_examples[] = {
	"client remember dana \"her mother has a new hip\" --kind family",
	"client remember dana \"school play\" --about Leo --as child --ask fri", NULL};
static const struct cmd client_remember = {.name = "remember",
	.summary = "keep what she said",
	.examples = remember_examples,
	.opts = remember_opts,
	.args_size = sizeof(struct remember_args),
	.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,
	.entity = "fact",
	.run = remember};

/* ---- suspend and resume ---------------------------------------------------------------------- */

static const struct opt suspend_opts[] = {
	FIELD_OPERAND("NAME", "client", "who pauses", "client"), {0}};
/* Her bookings from that day on, which a pause leaves as they are. */
static int say_bookings(struct run *r, const mct_record_t *suspension)
{
	static const char *const columns[] = {"id", NULL};
	struct mct_value client, since;
	char who[40];
	const char *const where[] = {who, NULL};
	struct mct_query query = {.where = where, .columns = columns, .status = "booked"};
	mct_rows_t *rows;
	int count = 0;

	mct_record_get(suspension, mct_entity_field_named(r->entity, "client"), &client);
	mct_record_get(suspension, mct_entity_field_named(r->entity, "since"), &since);
	snprintf(who, sizeof who, "client=c%lld", (long long)client.integer);
	query.since = strcmp(since.text, mct_today(r->m)) > 0 ? since.text : mct_today(r->m);
	if (mct_list(r->m, mct_entity_named("visit"), &query, &rows) != MCT_OK)
		return run_fail(r);
	while (mct_rows_next(rows) == MCT_ROW)
		count++;
	mct_rows_free(rows);
	if (count > 0)
		run_say(r, "%d booking%s: mct visit list --where client=c%lld --status booked",
			count, count == 1 ? " stands" : "s stand", (long long)client.integer);
	return EXIT_DONE;
}

static int suspend(struct run *r, void *args)
{
	mct_record_t *suspension;
	int code;

	(void)args;
	if (mct_record_new(r->m, r->entity, &suspension) != MCT_OK)
		return run_fail(r);
	code = verb_set_fields(r, suspension);
	if (code == EXIT_DONE)
		code = verb_save(r, suspension, true);
	if (code == EXIT_DONE && !run_for_programs(r))
		code = say_bookings(r, suspension);
	mct_record_free(suspension);
	return code;
}

static const char *const suspend_examples[] = {
	"client suspend ines --because physio --with \"dr lin\" --until \"7 dec\"", NULL};
static const struct cmd client_suspend = {.name = "suspend",
	.summary = "she pauses; nobody will chase her",
	.examples = suspend_examples,
	.opts = suspend_opts,
	.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,
	.entity = "suspension",
	.run = suspend};

struct resume_args {
	const char *who, *on, *outcome;
};
#define RESUME(member) offsetof(struct resume_args, member)

static const struct opt resume_opts[] = {
	{.name = "NAME",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = RESUME(who),
		.help = "who is back",
		.entity = "client"},
	{.name = "on",
		.type = OPT_DATE,
		.offset = RESUME(on),
		.value = "DATE",
		.help = "the day she came back; today"},
	{.name = "outcome",
		.type = OPT_TEXT,
		.offset = RESUME(outcome),
		.value = "TEXT",
		.help = "what came of it"},
	{0},
};

/* The id of the client's open suspension; 0 when there is none. */
static int open_suspension(struct run *r, int64_t client, int64_t *id)
{
	char who[40];
	const char *const where[] = {who, "resumed=", NULL};

	snprintf(who, sizeof who, "client=c%lld", (long long)client);
	return choose_first(r, r->entity, where, "-id", id);
}

static int resume(struct run *r, void *args)
{
	const struct resume_args *a = args;
	const char *const pairs[] = {
		"resumed", a->on != NULL ? a->on : mct_today(r->m), "outcome", a->outcome, NULL};
	int64_t client, id;
	int code = choose(r, mct_entity_named("client"), a->who, &client);

	if (code == EXIT_DONE)
		code = open_suspension(r, client, &id);
	if (code != EXIT_DONE)
		return code;
	if (id == 0) {
		fprintf(stderr, "mct: \"%s\" (c%lld) does not pause; nothing was changed\n",
			run_safe(r, a->who), (long long)client);
		return EXIT_NO_SUCH;
	}
	return verb_change(r, r->entity, id, pairs);
}

static const char *const resume_examples[] = {"client resume ines --outcome \"hip is free\"", NULL};
static const struct cmd client_resume = {.name = "resume",
	.summary = "she is back",
	.examples = resume_examples,
	.opts = resume_opts,
	.args_size = sizeof(struct resume_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "suspension",
	.run = resume};

/* ---- wishes ---------------------------------------------------------------------------------- */

static const struct opt wish_opts[] = {FIELD_OPERAND("NAME", "client", "who wishes it", "client"),
	FIELD_OPERAND("WHEN", "when", "such as \"thu 14-18\"", NULL), {0}};
static const char *const wish_examples[] = {"client wish dana \"thu 14-18\" --minutes 60", NULL};
static const struct cmd client_wish = {.name = "wish",
	.summary = "when she would like to come",
	.examples = wish_examples,
	.opts = wish_opts,
	.args_size = sizeof(struct add_args),
	.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,
	.entity = "wish",
	.run = verb_add};

/* ---- the group ------------------------------------------------------------------------------- */

static const struct opt add_opts[] = {FIELD_OPERAND("NAME", "name", "her name", NULL), {0}};
static const char *const add_examples[] = {
	"client add \"Dana Whitfield\" --phone 555-0142 --since \"14 nov 2023\"", NULL};
static const char *const list_examples[] = {
	"client list", "client list --where tags=runner --sort -since", NULL};

NOUN_GROUP(client, "client", "the people on the table", "dana", "--phone 555-0142", add_opts,
	add_examples, list_examples, &client_remember, &client_suspend, &client_resume,
	&client_wish, &cmd_client_history, &cmd_client_ideal, &cmd_client_duplicates,
	&cmd_client_merge);
