/*
 * partner_review.c - "mct partner review": what to do with each partner this month.
 */
#include "nouns.h"
#include "run.h"

struct review_args {
	const char *who;
	bool all;
};
#define ARG(member) offsetof(struct review_args, member)

static const struct opt opts[] = {
	{.name = "PARTNER",
		.type = OPT_OPERAND,
		.offset = ARG(who),
		.help = "only this one, with every step",
		.entity = "partner"},
	{.name = "all",
		.type = OPT_FLAG,
		.offset = ARG(all),
		.help = "every step of every partner"},
	{0},
};

static int review(struct run *r, void *args)
{
	const struct review_args *a = args;
	struct mct_partner_review_query query = {.as_of = r->globals.as_of, .all = a->all};
	mct_rows_t *rows;
	int64_t count;
	int code = EXIT_DONE;

	if (a->who != NULL)
		code = choose(r, mct_entity_named("partner"), a->who, &query.partner);
	if (code != EXIT_DONE)
		return code;
	if (mct_partner_review(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "There are no partners yet. Add one as in: mct partner add NAME");
	return code;
}

static const char *const examples[] = {"partner review", "partner review core", NULL};
const struct cmd cmd_partner_review = {.name = "review",
	.summary = "what to do with each partner this month",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct review_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = review};
