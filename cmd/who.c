/*
 * who.c - "mct who": whom to ask about something, and how to reach them.
 */
#include "nouns.h"
#include "run.h"

struct words_args {
	struct list words;
	int limit;
};
#define ARG(member) offsetof(struct words_args, member)

static const struct opt opts[] = {
	{.name = "WORDS",
		.type = OPT_OPERANDS,
		.flags = OPT_REQUIRED,
		.offset = ARG(words),
		.help = "what it is about"},
	{.name = "limit",
		.type = OPT_NUMBER,
		.offset = ARG(limit),
		.value = "N",
		.help = "at most so many"},
	{0},
};

static int who(struct run *r, void *args)
{
	const struct words_args *a = args;
	struct buf text CLEANUP(buf_free) = {0};
	struct mct_who_query query = {.as_of = r->globals.as_of, .limit = a->limit};
	mct_rows_t *rows;
	int64_t count;
	int code;

	list_join(&a->words, &text);
	query.text = buf_str(&text);
	if (mct_who(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r,
			"Nobody is known for that. Say who is as in: mct contact edit \"stone "
			"part\" --helps-with tax");
	return code;
}

static const char *const examples[] = {"who tax", "who \"frozen shoulder\"", NULL};
const struct cmd cmd_who = {.name = "who",
	.summary = "whom to ask about what, and how to reach them",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct words_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = who};
