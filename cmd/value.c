/*
 * value.c - "mct value": what clients have been worth, and what is to be expected of them.
 */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "run.h"
#include "value_story.h"
#include "util/date.h"

struct value_args {
	struct list clients;
	const char *sort, *segment, *holdout;
	int limit, top;
	bool past, years, days;
};
#define ARG(member) offsetof(struct value_args, member)

/* What completion offers; the library checks them. */
static const char *const segments[] = {
	"best", "regular", "occasional", "new", "slipping", "gone", "paused", "ended", NULL};

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
	{.name = "top",
		.type = OPT_NUMBER,
		.offset = ARG(top),
		.value = "N",
		.help = "the first N, which is the same as --limit"},
	{.name = "segment",
		.type = OPT_TEXT,
		.choices = segments,
		.offset = ARG(segment),
		.value = "WORD,...",
		.help = "only best, regular, new, slipping, gone ..."},
	{.name = "past",
		.type = OPT_FLAG,
		.offset = ARG(past),
		.help = "only what has been: quicker with very many clients"},
	{.name = "years",
		.type = OPT_FLAG,
		.offset = ARG(years),
		.help = "of one client: what she brought, year by year"},
	{.name = "days",
		.type = OPT_FLAG,
		.offset = ARG(days),
		.help = "of one client: what was when"},
	{.name = "holdout",
		.type = OPT_DATE,
		.offset = ARG(holdout),
		.value = "DATE",
		.help = "what was to be expected then, beside what came"},
	{0},
};

static int limit_of(const struct value_args *a)
{
	return a->limit > 0 ? a->limit : a->top;
}

/* Wrong by so much of what came. */
static void say_holdout(struct run *r, const struct mct_holdout *h)
{
	struct buf until CLEANUP(buf_free) = {0};

	if (r->globals.quiet || run_for_programs(r))
		return;
	buf_addc(out_buf(&r->out), '\n');
	date_to_human(date_from_iso(h->until, strlen(h->until)), false, &until);
	run_say(r,
		"Fitted to the visits of %lld clients until then (%s, %s): %.0f visits were "
		"expected in the %lld days until %s, and %.0f came.",
		(long long)h->clients, h->model, h->rule, h->expected, (long long)h->days,
		buf_str(&until), h->actual);
	run_say(r,
		"Client by client it was wrong by %.0f %% of those; \"as many as before\" by "
		"%.0f %%, each one's own rhythm by %.0f %%, \"nobody comes back\" by 100 %%.",
		100 * h->error, 100 * h->error_last_year, 100 * h->error_own_rhythm);
}

static int show_holdout(struct run *r, const struct value_args *a, const int64_t *ids)
{
	char day[11];
	struct mct_holdout_query query = {.day = day,
		.as_of = r->globals.as_of,
		.clients = ids,
		.sort = a->sort,
		.limit = limit_of(a)};
	struct mct_holdout sums;
	mct_rows_t *rows;
	int code;

	if (mct_read_date(r->m, a->holdout, day) != MCT_OK ||
		mct_holdout(r->m, &query, &sums, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, NULL);
	if (code == EXIT_DONE)
		say_holdout(r, &sums);
	return code;
}

static int show_worth(struct run *r, const struct value_args *a, const int64_t *ids)
{
	const struct mct_worth_query query = {.as_of = r->globals.as_of,
		.clients = ids,
		.sort = a->sort,
		.limit = limit_of(a),
		.segments = a->segment,
		.past = a->past};
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (mct_worth(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0)
		run_say(r,
			a->segment != NULL ? "There are no such clients."
					   : "There are no visits to count yet.");
	return code;
}

/* Year by year, or day by day. */
static int show_parts(struct run *r, const struct value_args *a, int64_t client)
{
	struct mct_rhythm rhythm;
	mct_rows_t *rows;
	mct_status_t st = a->years ? mct_value_years(r->m, client, r->globals.as_of, &rows)
				   : mct_value_days(r->m, client, r->globals.as_of, &rhythm, &rows);

	return st == MCT_OK ? run_rows(r, rows, NULL) : run_fail(r);
}

/* A name and nothing else is answered with the story of one screen. */
static bool wants_story(const struct run *r, const struct value_args *a)
{
	return a->clients.count == 1 && a->sort == NULL && a->segment == NULL && limit_of(a) == 0 &&
		!a->past && r->globals.columns == NULL && !run_for_programs(r);
}

static int check_args(const struct run *r, const struct value_args *a)
{
	if (a->segment != NULL && (a->past || a->holdout != NULL))
		return usage_error(r->cmd, "with --segment go no --past and --holdout");
	if ((a->years || a->days) && a->clients.count != 1)
		return usage_error(r->cmd, "--years and --days are of one client: name her");
	return EXIT_DONE;
}

static int value(struct run *r, void *args)
{
	const struct value_args *a = args;
	int64_t *ids CLEANUP(free_pointer) = calloc(a->clients.count + 1, sizeof *ids);
	int code = ids != NULL ? check_args(r, a) : EXIT_FAILED;

	for (size_t i = 0; code == EXIT_DONE && i < a->clients.count; i++)
		code = choose(r, mct_entity_named("client"), a->clients.items[i], &ids[i]);
	if (code != EXIT_DONE)
		return code;
	if (a->years || a->days)
		return show_parts(r, a, ids[0]);
	if (a->holdout != NULL)
		return show_holdout(r, a, a->clients.count > 0 ? ids : NULL);
	if (wants_story(r, a))
		return value_story(r, ids[0]);
	return show_worth(r, a, a->clients.count > 0 ? ids : NULL);
}

static const char *const examples[] = {"value --limit 10", "value dana",
	"value --sort -visits_per_year --csv", "value --segment slipping",
	"value --holdout \"1 jan\"", NULL};

static const struct cmd *const subs[] = {&cmd_value_model, NULL};

const struct cmd cmd_value = {.name = "value",
	.summary = "what clients have been worth, and will be",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct value_args),
	.flags = CMD_READS | CMD_ROWS,
	.sub = subs,
	.run = value};
