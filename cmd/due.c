/*
 * due.c - "mct due": everyone and everything that is due, in one list, the oldest first.
 */
#include "nouns.h"
#include "run.h"

struct due_args {
	int within;
	const char *kind;
};
#define ARG(member) offsetof(struct due_args, member)

static const char *const kinds[] = {
	"touch", "thanks", "task", "promise", "request", "agreement", "system", "event", NULL};

static const struct opt opts[] = {
	{.name = "within",
		.letter = 'w',
		.type = OPT_NUMBER,
		.offset = ARG(within),
		.value = "N",
		.help = "also what comes due within so many days; 7",
		.fallback = "7"},
	{.name = "kind",
		.type = OPT_CHOICE,
		.offset = ARG(kind),
		.value = "WORD",
		.help = "only touch, thanks, task, promise, request ...",
		.choices = kinds},
	{0},
};

static int due(struct run *r, void *args)
{
	const struct due_args *a = args;
	const struct mct_due_query query = {
		.as_of = r->globals.as_of, .within = a->within, .kind = a->kind};
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (mct_due(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "Nothing is due. Who is due to be booked again: mct rebook");
	return code;
}

static const char *const examples[] = {
	"due", "due --within 30", "due --within 0 --kind thanks", NULL};

const struct cmd cmd_due = {.name = "due",
	.summary = "everyone and everything that is due, the oldest first",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct due_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = due};
