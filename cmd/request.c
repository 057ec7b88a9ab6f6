/*
 * request.c - the group "request": what people ask for about their own data, by when they
 * are to be answered, and what they were answered.
 */
#include "nouns.h"
#include "verbs.h"

struct answer_args {
	const char *request, *outcome, *because;
};
#define ARG(member) offsetof(struct answer_args, member)

static const char *const outcomes[] = {"done", "partly", "refused", "withdrawn", NULL};

static const struct opt answer_opts[] = {
	{.name = "REQUEST",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(request),
		.help = "its id, or whose it is",
		.entity = "request"},
	{.name = "OUTCOME",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(outcome),
		.help = "done, partly, refused or withdrawn",
		.choices = outcomes},
	{.name = "because",
		.type = OPT_TEXT,
		.offset = ARG(because),
		.value = "TEXT",
		.help = "why it was refused, or done in part"},
	{0},
};

static int answer(struct run *r, void *args)
{
	const struct answer_args *a = args;
	const char *const pairs[] = {"outcome", a->outcome, "because", a->because, NULL};
	int64_t id;
	int code = choose(r, r->entity, a->request, &id);

	return code == EXIT_DONE ? verb_change(r, r->entity, id, pairs) : code;
}

static const char *const answer_examples[] = {"request answer rq1 done",
	"request answer rq1 refused --because \"the law keeps it until 2031\"", NULL};
static const struct cmd request_answer = {.name = "answer",
	.summary = "what she was answered",
	.examples = answer_examples,
	.opts = answer_opts,
	.args_size = sizeof(struct answer_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "request",
	.run = answer};

static const struct opt add_opts[] = {FIELD_OPERAND("WHO", "who", "who asked", "contact"),
	FIELD_OPERAND("KIND", "kind", "access, erasure, correction ...", NULL), {0}};
static const char *const add_examples[] = {
	"request add dana access --how spoken", "request add dana erasure --date \"12 nov\"", NULL};
static const char *const list_examples[] = {"request list --status open", NULL};

NOUN_GROUP(request, "request", "what people ask for about their own data", "rq1",
	"--due \"20 jan\"", add_opts, add_examples, list_examples, &request_answer);
