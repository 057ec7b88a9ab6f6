/*
 * ideal.c - "mct client ideal": how near clients come to the ideal client, and where
 * the near ones come from.
 */
#include <string.h>

#include "nouns.h"
#include "run.h"

#define NEAREST 10 /* clients that a person is shown, unless she says how many */

struct ideal_args {
	const char *who, *by;
	bool all;
	int limit;
};
#define ARG(member) offsetof(struct ideal_args, member)

static const char *const groupings[] = {"source", NULL};

static const struct opt opts[] = {
	{.name = "NAME",
		.type = OPT_OPERAND,
		.offset = ARG(who),
		.help = "only she, trait by trait",
		.entity = "client"},
	{.name = "by",
		.type = OPT_CHOICE,
		.offset = ARG(by),
		.value = "WORD",
		.help = "source: where the near ones come from",
		.choices = groupings},
	{.name = "limit",
		.type = OPT_NUMBER,
		.offset = ARG(limit),
		.value = "N",
		.help = "at most so many; 10 clients, and all for programs"},
	{.name = "all",
		.type = OPT_FLAG,
		.offset = ARG(all),
		.help = "also who pauses or has ended"},
	{0},
};

/* ---- what is said around the rows ------------------------------------------------------------ */

/* *any: whether there is a trait. */
static int look_for_traits(struct run *r, bool *any)
{
	const struct mct_query query = {.limit = 1};
	mct_rows_t *rows;

	if (mct_list(r->m, mct_entity_named("trait"), &query, &rows) != MCT_OK)
		return run_fail(r);
	*any = mct_rows_next(rows) == MCT_ROW;
	mct_rows_free(rows);
	return EXIT_DONE;
}

static void say_no_traits(struct run *r)
{
	run_say(r,
		"Nothing describes your ideal client yet. Say what does, such as\n"
		"  mct trait add tags=runner --because \"the work I love\"\n"
		"  mct trait add \"visits_per_year>=8\"");
}

/* Her ideal client in her own words, before what the traits make of them. */
static void say_words(struct run *r)
{
	const char *words = mct_setting(r->m, "ideal.client");

	if (words != NULL && words[0] != '\0')
		run_say(r, "%s", run_safe(r, words));
}

static int64_t cell(const mct_rows_t *rows, size_t column, bool *set)
{
	struct mct_value v;

	mct_rows_value(rows, column, &v);
	*set = v.set;
	return v.integer;
}

/* "Dana Whitfield: fit 83 %, judged by 70 % of the weight" */
static int say_fit(struct run *r, const struct mct_ideal_query *query)
{
	struct mct_value name;
	mct_rows_t *rows;
	int64_t fit, judged;
	bool is_judged, any;

	say_words(r);
	if (mct_ideal(r->m, query, &rows) != MCT_OK)
		return run_fail(r);
	if (mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, 0, &name);
		fit = cell(rows, 1, &is_judged);
		judged = cell(rows, 2, &any);
		if (is_judged)
			run_say(r, "%s: fit %d %%, judged by %d %% of the weight",
				run_safe(r, name.text), (int)fit, (int)judged);
		else
			run_say(r, "%s: nothing that counts is known of her",
				run_safe(r, name.text));
	}
	mct_rows_free(rows);
	return EXIT_DONE;
}

/* ---- the three answers ----------------------------------------------------------------------- */

static int show_one(struct run *r, const char *who, struct mct_ideal_query *query)
{
	mct_rows_t *rows;
	int code = choose(r, mct_entity_named("client"), who, &query->client);

	if (code == EXIT_DONE && !run_for_programs(r))
		code = say_fit(r, query);
	if (code != EXIT_DONE)
		return code;
	if (mct_ideal_traits(r->m, query, &rows) != MCT_OK)
		return run_fail(r);
	return run_rows(r, rows, NULL);
}

static int show_all(struct run *r, bool by_source, struct mct_ideal_query *query)
{
	mct_rows_t *rows = NULL;
	int64_t count;
	int code;

	if (query->limit == 0 && !by_source && !run_for_programs(r))
		query->limit = NEAREST;
	if ((by_source ? mct_ideal_sources : mct_ideal)(r->m, query, &rows) != MCT_OK)
		return run_fail(r);
	say_words(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0)
		run_say(r, "There are no clients to judge.");
	return code;
}

static int ideal(struct run *r, void *args)
{
	const struct ideal_args *a = args;
	struct mct_ideal_query query = {
		.as_of = r->globals.as_of, .everyone = a->all, .limit = a->limit};
	bool any = false;
	int code;

	if (a->who != NULL && (a->by != NULL || a->all || a->limit > 0))
		return usage_error(r->cmd, "with a name go no --by, --all and --limit");
	code = look_for_traits(r, &any);
	if (code != EXIT_DONE)
		return code;
	if (!any)
		say_no_traits(r);
	if (!any && !run_for_programs(r))
		return EXIT_DONE;
	return a->who != NULL ? show_one(r, a->who, &query) : show_all(r, a->by != NULL, &query);
}

static const char *const examples[] = {
	"client ideal", "client ideal dana", "client ideal --by source", NULL};

const struct cmd cmd_client_ideal = {.name = "ideal",
	.summary = "who comes nearest to your ideal client",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct ideal_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = ideal};
