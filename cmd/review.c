/*
 * review.c - the group "review": clients' health gone through, and who is due.
 */
#include "nouns.h"
#include "verbs.h"

static int due(struct run *r, void *args)
{
	mct_rows_t *rows;
	int64_t count;
	int code;

	(void)args;
	if (mct_reviews_due(r->m, r->globals.as_of, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "Everybody's health was gone through lately.");
	return code;
}

static const char *const due_examples[] = {"review due", NULL};
static const struct cmd review_due = {.name = "due",
	.summary = "whose health is to be gone through",
	.examples = due_examples,
	.flags = CMD_READS | CMD_ROWS,
	.run = due};

static const struct opt add_opts[] = {FIELD_OPERAND("CLIENT", "client", "whose", "client"), {0}};
static const char *const add_examples[] = {"review add dana --result none_known", NULL};
static const char *const list_examples[] = {"review list dana", NULL};

NOUN_GROUP(review, "review", "when clients' health was gone through", "w1",
	"--note \"asked again\"", add_opts, add_examples, list_examples, &review_due);
