/*
 * rebook.c - "mct rebook": who is due, for eyes, for programs, or by mail. Nobody due
 * means no output and no mail, so that cron stays silent.
 */
#include "nouns.h"
#include "rebook_mail.h"
#include "run.h"

struct rebook_args {
	int weeks, limit;
	const char *status, *sort;
	struct rebook_mail mail;
};
#define ARG(member) offsetof(struct rebook_args, member)

/* What completion offers; the library checks them. */
static const char *const statuses[] = {
	"slipping", "overdue", "returning", "new", "due", "lost", NULL};

static const struct opt opts[] = {
	{.name = "weeks",
		.letter = 'w',
		.type = OPT_NUMBER,
		.offset = ARG(weeks),
		.value = "N",
		.help = "also who comes due within so many weeks; 1",
		.fallback = "1"},
	{.name = "status",
		.type = OPT_TEXT,
		.choices = statuses,
		.offset = ARG(status),
		.value = "WORD,...",
		.help = "only slipping, overdue, returning, new, due or lost"},
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
	{.name = "mail",
		.type = OPT_TEXT,
		.offset = ARG(mail.to),
		.value = "ADDRESS",
		.help = "mail the list, and what else is due this week"},
	{.name = "from",
		.type = OPT_TEXT,
		.offset = ARG(mail.from),
		.value = "ADDRESS",
		.help = "--mail: from whom"},
	{.name = "subject",
		.type = OPT_TEXT,
		.offset = ARG(mail.subject),
		.value = "TEXT",
		.help = "--mail: with this subject"},
	{.name = "print",
		.type = OPT_FLAG,
		.offset = ARG(mail.print),
		.help = "--mail: print the message, send nothing"},
	{.name = "again",
		.type = OPT_FLAG,
		.offset = ARG(mail.again),
		.help = "--mail: also when this week's was sent"},
	{0},
};

static int rebook(struct run *r, void *args)
{
	const struct rebook_args *a = args;
	const struct mct_rebook_query query = {.as_of = r->globals.as_of,
		.weeks = a->weeks,
		.statuses = a->status,
		.sort = a->sort,
		.limit = a->limit};
	mct_rows_t *rows;
	int64_t count;
	int code;

	code = rebook_mail_check(r, &a->mail);
	if (code != EXIT_DONE || a->mail.to != NULL)
		return code != EXIT_DONE ? code : rebook_mail(r, &a->mail, &query);
	if (mct_rebook(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "Nobody is due.");
	return code;
}

static const char *const examples[] = {"rebook", "rebook --weeks 2 --status overdue,due",
	"rebook --sort -overdue_days --limit 5", "rebook --mail ana@willow.example", NULL};

const struct cmd cmd_rebook = {.name = "rebook",
	.summary = "who is due, by her own rhythm",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct rebook_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = rebook};
