/*
 * partner_find.c - "mct partner find": who could be a partner for a market, and which kinds
 * of business are missing.
 */
#include <string.h>

#include "nouns.h"
#include "run.h"

struct find_args {
	const char *market;
};

static const struct opt opts[] = {
	{.name = "market",
		.type = OPT_TEXT,
		.offset = offsetof(struct find_args, market),
		.value = "WORDS",
		.help = "whom you want to serve; the setting practice.market"},
	{0},
};

/* The two parts of the answer, for eyes. What is missing has no name. */
static const struct part {
	const char *section, *heading, *columns, *none;
} parts[] = {
	{"known", "\nIN YOUR BOOK", NULL, "nobody yet"},
	{"missing", "\nMISSING", "business,because,ask,id", "no other kind of business is known"},
};

static int show(struct run *r, const struct find_args *a, const struct part *part)
{
	const struct mct_partner_find_query query = {.market = a->market, .section = part->section};
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (mct_partner_find(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	run_say(r, "%s", part->heading);
	r->globals.columns = part->columns;
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0)
		run_say(r, "%s", part->none);
	return code;
}

/* "Serving expecting mothers": which markets were meant by the words. */
static int say_markets(struct run *r, const struct find_args *a)
{
	const struct mct_partner_find_query query = {.market = a->market};
	struct buf markets CLEANUP(buf_free) = {0};
	struct mct_value market;
	mct_rows_t *rows;

	if (mct_partner_find(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	while (mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, MCT_FIND_MARKET, &market);
		if (strstr(buf_str(&markets), market.text) == NULL)
			buf_addf(&markets, "%s%s", markets.len > 0 ? "; " : "", market.text);
	}
	mct_rows_free(rows);
	run_say(r, "Serving %s",
		run_safe(r,
			markets.len > 0             ? buf_str(&markets)
				: a->market != NULL ? a->market
						    : mct_setting(r->m, "practice.market")));
	return EXIT_DONE;
}

static int find(struct run *r, void *args)
{
	const struct find_args *a = args;
	const struct mct_partner_find_query query = {.market = a->market};
	mct_rows_t *rows;
	int code;

	if (run_for_programs(r) || r->globals.columns != NULL) {
		if (mct_partner_find(r->m, &query, &rows) != MCT_OK)
			return run_fail(r);
		return run_rows(r, rows, NULL);
	}
	code = say_markets(r, a);
	for (size_t i = 0; code == EXIT_DONE && i < ARRAY_SIZE(parts); i++)
		code = show(r, a, &parts[i]);
	return code;
}

static const char *const examples[] = {
	"partner find", "partner find --market \"expecting mothers\"", NULL};
const struct cmd cmd_partner_find = {.name = "find",
	.summary = "who could be a partner, and which kinds are missing",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct find_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = find};
