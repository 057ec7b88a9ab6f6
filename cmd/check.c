/*
 * check.c - "mct check": is the practice file as it should be, and what to do about what is
 * not. Silent for cron when all is well.
 */
#include "config.h"
#include "nouns.h"
#include "run.h"

struct check_args {
	bool repair;
};

static const struct opt opts[] = {
	{.name = "repair",
		.type = OPT_FLAG,
		.offset = offsetof(struct check_args, repair),
		.help = "mend what is safe to mend"},
	{0},
};

static int check(struct run *r, void *args)
{
	const struct check_args *a = args;
	unsigned flags = (a->repair && !r->globals.dry_run ? MCT_CHECK_REPAIR : 0) |
		(config_shared() ? MCT_CHECK_SHARED : 0);
	mct_rows_t *rows;
	int64_t open, told;
	int code = run_need_db(r);

	if (code != EXIT_DONE)
		return code;
	if (mct_check(r->m, r->db, r->typed, flags, &rows, &open) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &told);
	r->changed = told > open; /* what is told and not open was mended */
	if (code == EXIT_DONE && told == 0 && r->term.out_tty)
		run_say(r, "All is well.");
	return code == EXIT_DONE && open > 0 ? EXIT_FOUND : code;
}

static const char *const examples[] = {"check", "check --repair", NULL};

const struct cmd cmd_check = {.name = "check",
	.summary = "is your practice file as it should be",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct check_args),
	.flags = CMD_ROWS,
	.run = check};
