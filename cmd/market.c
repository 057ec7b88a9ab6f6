/*
 * market.c - the group "market": which kinds of business serve whom, as the therapist
 * knows it, and all that is known of it.
 */
#include "nouns.h"
#include "verbs.h"

struct known_args {
	const char *text;
};

static const struct opt known_opts[] = {
	{.name = "TEXT",
		.type = OPT_OPERAND,
		.offset = offsetof(struct known_args, text),
		.help = "only of that market, or of that business"},
	{0},
};

static int known(struct run *r, void *args)
{
	const struct known_args *a = args;
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (mct_markets(r->m, a->text, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r,
			"Nothing is known of that. Add what you know: mct market add MARKET "
			"BUSINESS");
	return code;
}

static const char *const known_examples[] = {
	"market known", "market known runners", "market known physiotherapist", NULL};
static const struct cmd market_known = {.name = "known",
	.summary = "all that is known: yours, and what mct knows itself",
	.examples = known_examples,
	.opts = known_opts,
	.args_size = sizeof(struct known_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = known};

static const struct opt add_opts[] = {FIELD_OPERAND("MARKET", "market", "whom it serves", NULL),
	FIELD_OPERAND("BUSINESS", "business", "the kind of business", NULL), {0}};
static const char *const add_examples[] = {
	"market add climbers \"climbing hall\" --because \"sore forearms\"", NULL};
static const char *const list_examples[] = {"market list --status open", NULL};

NOUN_GROUP(market, "market", "which kinds of business serve whom", "mk3", "--ended today", add_opts,
	add_examples, list_examples, &market_known);
