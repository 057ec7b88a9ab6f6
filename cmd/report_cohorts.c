/*
 * report_cohorts.c - "mct report cohorts": of those who first came in the same month, who
 * stayed for how long.
 */
#include "nouns.h"
#include "run.h"

struct cohorts_args {
	const char *by, *since;
};
#define ARG(member) offsetof(struct cohorts_args, member)

static const char *const ways[] = {"month", "quarter", NULL};

static const struct opt opts[] = {
	{.name = "by",
		.type = OPT_CHOICE,
		.offset = ARG(by),
		.value = "WHAT",
		.help = "month or quarter of the first visit; month",
		.choices = ways},
	{.name = "since",
		.type = OPT_DATE,
		.offset = ARG(since),
		.value = "DATE",
		.help = "who first came from that day on"},
	{0},
};

static int cohorts(struct run *r, void *args)
{
	const struct cohorts_args *a = args;
	const struct mct_cohorts_query query = {
		.by = a->by, .since = a->since, .as_of = r->globals.as_of};
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (mct_cohorts(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code != EXIT_DONE || run_for_programs(r))
		return code;
	if (count == 0)
		run_say(r, "Nobody has come for a first time yet.");
	else
		run_say(r,
			"\nThe share who came for longer than so many months, suspensions left "
			"out; blank where it is too early to know.");
	return code;
}

static const char *const examples[] = {"report cohorts",
	"report cohorts --by quarter --since \"1 jan 2025\"", "report cohorts --json", NULL};

const struct cmd cmd_report_cohorts = {.name = "cohorts",
	.summary = "who stayed for how long, by the month of the first visit",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct cohorts_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = cohorts};
