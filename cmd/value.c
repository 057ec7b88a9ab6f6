/*
 * value.c - "mct value": what clients have been worth, and what is to be expected of them.
 */
#include <stdlib.h>

#include "nouns.h"
#include "run.h"

struct value_args {
	struct list clients;
	const char *sort;
	int limit;
	bool past;
};
#define ARG(member) offsetof(struct value_args, member)

static const struct opt opts[] = {
	{.name = "CLIENT",
		.type = OPT_OPERANDS,
		.offset = ARG(clients),
		.help = "only these",
		.entity = "client"},
	{.name = "sort",
		.type = OPT_TEXT,
		.flags = OPT_COLUMNS,
		.offset = ARG(sort),
		.value = "COLUMN,...",
		.help = "in this order; -COLUMN is descending"},
	{.name = "limit",
		.type = OPT_NUMBER,
		.offset = ARG(limit),
		.value = "N",
		.help = "at most so many"},
	{.name = "past",
		.type = OPT_FLAG,
		.offset = ARG(past),
		.help = "only what has been: quicker with very many clients"},
	{0},
};

static int value(struct run *r, void *args)
{
	const struct value_args *a = args;
	int64_t *ids CLEANUP(free_pointer) = calloc(a->clients.count + 1, sizeof *ids);
	struct mct_worth_query query = {
		.as_of = r->globals.as_of, .sort = a->sort, .limit = a->limit, .past = a->past};
	mct_rows_t *rows;
	int64_t count;
	int code = ids != NULL ? EXIT_DONE : EXIT_FAILED;

	for (size_t i = 0; code == EXIT_DONE && i < a->clients.count; i++)
		code = choose(r, mct_entity_named("client"), a->clients.items[i], &ids[i]);
	if (code != EXIT_DONE)
		return code;
	if (a->clients.count > 0)
		query.clients = ids;
	if (mct_worth(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0)
		run_say(r, "There are no visits to count yet.");
	return code;
}

static const char *const examples[] = {
	"value --limit 10", "value dana", "value --sort -visits_per_year --csv", NULL};

const struct cmd cmd_value = {.name = "value",
	.summary = "what clients have been worth, and will be",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct value_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = value};
