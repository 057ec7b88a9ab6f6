/*
 * system.c - the group "system": the ways in which partners introduce the therapist.
 */
#include "nouns.h"
#include "verbs.h"

static const struct opt done_opts[] = DONE_OPTS("SYSTEM", "system");
static const char *const done_examples[] = {"system done m1", NULL};
static const struct cmd system_done = {.name = "done",
	.summary = "it was done; when it is due next",
	.examples = done_examples,
	.opts = done_opts,
	.args_size = sizeof(struct done_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "system",
	.run = verb_done};

static const struct opt add_opts[] = {FIELD_OPERAND("PARTNER", "partner", "who", "partner"),
	FIELD_OPERAND("HOW", "mechanism", "coupon, article, script ...", NULL), {0}};
static const char *const add_examples[] = {
	"system add bumps article --text \"in the newsletter\" --every \"3 times a year\"", NULL};
static const char *const list_examples[] = {"system list --status open --sort due", NULL};

NOUN_GROUP(system, "system", "the ways in which partners introduce you", "m3", "--done today",
	add_opts, add_examples, list_examples, &system_done);
