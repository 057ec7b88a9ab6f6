/*
 * fact.c - the group "fact": what was said, and whether it was asked about or is over.
 */
#include "nouns.h"
#include "verbs.h"

struct fact_args {
	const char *fact, *because;
};
#define ARG(member) offsetof(struct fact_args, member)

/* ---- asked and close ------------------------------------------------------------------------- */

static const struct opt asked_opts[] = {
	{.name = "FACT",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(fact),
		.help = "its id, or whose it is",
		.entity = "fact"},
	{0},
};
static const struct opt close_opts[] = {
	{.name = "FACT",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(fact),
		.help = "its id, or whose it is",
		.entity = "fact"},
	{.name = "BECAUSE", .type = OPT_OPERAND, .offset = ARG(because), .help = "how it ended"},
	{0},
};

static int change(struct run *r, const char *fact, const char *const *pairs)
{
	int64_t id;
	int code = choose(r, r->entity, fact, &id);

	return code == EXIT_DONE ? verb_change(r, r->entity, id, pairs) : code;
}

static int asked(struct run *r, void *args)
{
	const struct fact_args *a = args;
	const char *const pairs[] = {"asked", mct_today(r->m), NULL};

	return change(r, a->fact, pairs);
}

static int close_fact(struct run *r, void *args)
{
	const struct fact_args *a = args;
	const char *const pairs[] = {"closed", mct_today(r->m), "because", a->because, NULL};

	return change(r, a->fact, pairs);
}

static const char *const asked_examples[] = {"fact asked f12", NULL};
static const struct cmd fact_asked = {.name = "asked",
	.summary = "you asked about it",
	.examples = asked_examples,
	.opts = asked_opts,
	.args_size = sizeof(struct fact_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "fact",
	.run = asked};
static const char *const close_examples[] = {"fact close f12 \"exam passed\"", NULL};
static const struct cmd fact_close = {.name = "close",
	.summary = "it is over",
	.examples = close_examples,
	.opts = close_opts,
	.args_size = sizeof(struct fact_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "fact",
	.run = close_fact};

/* ---- the group ------------------------------------------------------------------------------- */

static const struct opt add_opts[] = {FIELD_OPERAND("CLIENT", "client", "who said it", "client"),
	FIELD_OPERAND("TEXT", "text", "what was said", NULL), {0}};
static const char *const add_examples[] = {
	"fact add dana \"Leo has his school play on Friday\" --kind child --ask fri", NULL};
static const char *const list_examples[] = {
	"fact list dana", "fact list --status open --where asked= --sort -said", NULL};

NOUN_GROUP(fact, "fact", "what was said, and what to ask", "f12", "--ask \"in 2 weeks\"", add_opts,
	add_examples, list_examples, &fact_asked, &fact_close);
