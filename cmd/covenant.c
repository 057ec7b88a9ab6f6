/*
 * covenant.c - "mct covenant": the balance of recommending, and what to look at again.
 */
#include "nouns.h"
#include "run.h"

struct covenant_args {
	const char *who, *since;
	bool concerns;
};
#define ARG(member) offsetof(struct covenant_args, member)

static const struct opt opts[] = {
	{.name = "NAME",
		.type = OPT_OPERAND,
		.offset = ARG(who),
		.help = "only this client's",
		.entity = "client"},
	{.name = "since",
		.type = OPT_DATE,
		.offset = ARG(since),
		.value = "DATE",
		.help = "from that day on; a year back"},
	{.name = "concerns",
		.type = OPT_FLAG,
		.offset = ARG(concerns),
		.help = "only what to look at again"},
	{0},
};

static int show_concerns(struct run *r, const struct mct_covenant_query *query, int64_t *count)
{
	mct_rows_t *rows;

	if (mct_covenant_concerns(r->m, query, &rows) != MCT_OK)
		return run_fail(r);
	return run_rows(r, rows, count);
}

/* For a person the concerns stand below the balance; a program asks for one of the two. */
static int show_balance(struct run *r, const struct mct_covenant_query *query)
{
	struct buf *out = out_buf(&r->out);
	mct_rows_t *rows;
	int64_t count;
	size_t before;
	int code;

	if (mct_covenant(r->m, query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code != EXIT_DONE || run_for_programs(r) || r->globals.columns != NULL)
		return code;
	if (count == 0)
		run_say(r, "Nothing was recommended.");
	before = out->len;
	buf_addc(out, '\n');
	code = show_concerns(r, query, &count);
	if (code == EXIT_DONE && count == 0)
		buf_truncate(out, before);
	return code;
}

static int covenant(struct run *r, void *args)
{
	const struct covenant_args *a = args;
	struct mct_covenant_query query = {.since = a->since, .as_of = r->globals.as_of};
	int code = EXIT_DONE;

	if (a->who != NULL)
		code = choose(r, mct_entity_named("client"), a->who, &query.client);
	if (code != EXIT_DONE)
		return code;
	return a->concerns ? show_concerns(r, &query, NULL) : show_balance(r, &query);
}

static const char *const examples[] = {
	"covenant", "covenant dana --since \"1 jan\"", "covenant --concerns --csv", NULL};

const struct cmd cmd_covenant = {.name = "covenant",
	.summary = "how often you recommend, how often it is taken",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct covenant_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = covenant};
