/*
 * recommend.c - the group "recommend": what was recommended, why, and the answer.
 */
#include "nouns.h"
#include "verbs.h"

struct answer_args {
	const char *recommendation, *answer, *note, *earned;
};
#define ARG(member) offsetof(struct answer_args, member)

static const char *const answers[] = {"yes", "no", "later", NULL};

static const struct opt answer_opts[] = {
	{.name = "RECOMMENDATION",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(recommendation),
		.help = "its id, or whose it is",
		.entity = "recommendation"},
	{.name = "ANSWER",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(answer),
		.help = "yes, no or later",
		.choices = answers},
	{.name = "note",
		.type = OPT_TEXT,
		.offset = ARG(note),
		.value = "TEXT",
		.help = "what became of it"},
	{.name = "earned",
		.type = OPT_TEXT,
		.offset = ARG(earned),
		.value = "MONEY",
		.help = "what it brought you"},
	{0},
};

static int answer(struct run *r, void *args)
{
	const struct answer_args *a = args;
	const char *const pairs[] = {
		"answer", a->answer, "note", a->note, "earned", a->earned, NULL};
	int64_t id;
	int code = choose(r, r->entity, a->recommendation, &id);

	return code == EXIT_DONE ? verb_change(r, r->entity, id, pairs) : code;
}

static const char *const answer_examples[] = {
	"recommend answer e4 yes --note \"does it every morning\"", NULL};
static const struct cmd recommendation_answer = {.name = "answer",
	.summary = "what became of it",
	.examples = answer_examples,
	.opts = answer_opts,
	.args_size = sizeof(struct answer_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "recommendation",
	.run = answer};

static const struct opt add_opts[] = {FIELD_OPERAND("CLIENT", "client", "to whom", "client"),
	FIELD_OPERAND("TEXT", "text", "what you recommend", NULL),
	{.name = "even-so",
		.type = OPT_FLAG,
		.offset = offsetof(struct add_args, even_so),
		.help = "although others are still open"},
	{0}};
static const char *const add_examples[] = {
	"recommend add dana \"hip stretch\" --kind self_care --because \"desk job\"", NULL};
static const char *const list_examples[] = {"recommend list --status open", NULL};

NOUN_GROUP(recommendation, "recommend", "what you recommended, and why", "e4",
	"--because \"desk job\"", add_opts, add_examples, list_examples, &recommendation_answer);
