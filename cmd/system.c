/*
 * system.c - the group "system": the ways in which partners introduce the therapist.
 */
#include "nouns.h"
#include "verbs.h"

struct done_args {
	const char *system, *on, *next;
};
#define ARG(member) offsetof(struct done_args, member)

static const struct opt done_opts[] = {
	{.name = "SYSTEM",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(system),
		.help = "its id, or whose it is",
		.entity = "system"},
	{.name = "on",
		.type = OPT_DATE,
		.offset = ARG(on),
		.value = "DATE",
		.help = "the day it was done; today"},
	{.name = "next",
		.type = OPT_DATE,
		.offset = ARG(next),
		.value = "DATE",
		.help = "the day it is due next, if not as usual"},
	{0},
};

static int done(struct run *r, void *args)
{
	const struct done_args *a = args;
	const char *const pairs[] = {
		"done", a->on != NULL ? a->on : mct_today(r->m), "due", a->next, NULL};
	int64_t id;
	int code = choose(r, r->entity, a->system, &id);

	return code == EXIT_DONE ? verb_change(r, r->entity, id, pairs) : code;
}

static const char *const done_examples[] = {"system done m1", NULL};
static const struct cmd system_done = {.name = "done",
	.summary = "it was done; when it is due next",
	.examples = done_examples,
	.opts = done_opts,
	.args_size = sizeof(struct done_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "system",
	.run = done};

static const struct opt add_opts[] = {FIELD_OPERAND("PARTNER", "partner", "who", "partner"),
	FIELD_OPERAND("HOW", "mechanism", "coupon, article, script ...", NULL), {0}};
static const char *const add_examples[] = {
	"system add bumps article --text \"in the newsletter\" --every \"3 times a year\"", NULL};
static const char *const list_examples[] = {"system list --status open --sort due", NULL};

NOUN_GROUP(system, "system", "the ways in which partners introduce you", "m3", "--done today",
	add_opts, add_examples, list_examples, &system_done);
