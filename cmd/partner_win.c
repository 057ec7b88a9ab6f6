/*
 * partner_win.c - "mct partner win": what each of the three gets, and the partnerships in
 * which one of them gets nothing yet.
 */
#include "nouns.h"
#include "verbs.h"

#define SIDES 3

struct win_args {
	const char *who, *texts[SIDES];
};
#define ARG(member) offsetof(struct win_args, member)

static const char *const sides[SIDES] = {"me", "partner", "clients"};

static const struct opt opts[] = {
	{.name = "PARTNER",
		.type = OPT_OPERAND,
		.offset = ARG(who),
		.help = "in which partnership",
		.entity = "partner"},
	{.name = "me",
		.type = OPT_TEXT,
		.offset = ARG(texts[0]),
		.value = "TEXT",
		.help = "what you get"},
	{.name = "partner",
		.type = OPT_TEXT,
		.offset = ARG(texts[1]),
		.value = "TEXT",
		.help = "what the partner gets"},
	{.name = "clients",
		.type = OPT_TEXT,
		.offset = ARG(texts[2]),
		.value = "TEXT",
		.help = "what the partner's clients get"},
	{0},
};

static int add_win(struct run *r, int64_t partner, const char *side, const char *text)
{
	char who[32];
	const char *const pairs[] = {"partner", who, "side", side, "text", text, NULL};
	mct_record_t *win;
	int code;

	snprintf(who, sizeof who, "p%lld", (long long)partner);
	if (mct_record_new(r->m, r->entity, &win) != MCT_OK)
		return run_fail(r);
	for (const char *const *pair = pairs; *pair != NULL; pair += 2)
		mct_record_set(win, mct_entity_field_named(r->entity, pair[0]), pair[1]);
	code = verb_save(r, win, true);
	mct_record_free(win);
	return code;
}

static int list_wins(struct run *r, int64_t partner, int64_t *count)
{
	static const char *const columns[] = {"id", "side", "text", NULL};
	char who[40];
	const char *const where[] = {who, NULL};
	const struct mct_query query = {.where = where, .columns = columns};
	mct_rows_t *rows;

	snprintf(who, sizeof who, "partner=p%lld", (long long)partner);
	if (mct_list(r->m, r->entity, &query, &rows) != MCT_OK)
		return run_fail(r);
	return run_rows(r, rows, count);
}

/* Casual partnerships need no wins. */
static int list_unfinished(struct run *r)
{
	static const char *const columns[] = {"id", "name", "empty_wins", NULL};
	static const char shown[] = "id,name,empty_wins"; /* also where a list would not show it */
	static const char *const where[] = {"level=primary", "empty_wins!=", NULL};
	const struct mct_query query = {.where = where, .columns = columns};
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (mct_list(r->m, mct_entity_named("partner"), &query, &rows) != MCT_OK)
		return run_fail(r);
	if (r->globals.columns == NULL)
		r->globals.columns = shown;
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "In every primary partnership all three get something.");
	return code;
}

static int win(struct run *r, void *args)
{
	const struct win_args *a = args;
	int64_t partner, count = 0;
	int code, said = 0;

	for (int i = 0; i < SIDES; i++)
		said += a->texts[i] != NULL;
	if (a->who == NULL)
		return said == 0 ? list_unfinished(r)
				 : usage_error(r->cmd, "say in which partnership");
	code = choose(r, mct_entity_named("partner"), a->who, &partner);
	for (int i = 0; code == EXIT_DONE && i < SIDES; i++)
		if (a->texts[i] != NULL)
			code = add_win(r, partner, sides[i], a->texts[i]);
	if (code != EXIT_DONE || said > 0)
		return code;
	code = list_wins(r, partner, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "Nothing is written down yet of what anybody gets.");
	return code;
}

static const char *const examples[] = {
	"partner win core --me \"new clients\" --clients \"a massage at half price\"",
	"partner win", NULL};
const struct cmd cmd_partner_win = {.name = "win",
	.summary = "what each of the three gets; alone, what is unfinished",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct win_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "win",
	.run = win};
