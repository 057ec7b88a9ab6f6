/*
 * rebook.c - "mct rebook": who is due, for eyes, for programs, or by mail. Nobody due
 * means no output and no mail, so that cron stays silent.
 */
#include <string.h>
#include <unistd.h>

#include "mail.h"
#include "nouns.h"
#include "sink.h"

struct rebook_args {
	int weeks, limit;
	const char *status, *sort, *mail;
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
		.offset = ARG(mail),
		.value = "ADDRESS",
		.help = "mail the list instead of printing it"},
	{0},
};

static void add_cell(struct run *r, mct_rows_t *rows, size_t column, const char *lead,
	const char *tail, struct buf *out)
{
	struct mct_value v;
	const char *text;
	size_t length;

	mct_rows_value(rows, column, &v);
	if (!v.set)
		return;
	text = mct_value_text(r->m, mct_rows_column(rows, column), &v, MCT_FORM_HUMAN, &length);
	buf_adds(out, lead);
	for (size_t i = 0; i < length; i++)
		buf_addc(out, (unsigned char)text[i] < ' ' ? ' ' : text[i]);
	buf_adds(out, tail);
}

/* "overdue, 9 days over", "due today", "due in 3 days", "new, due today" */
static void add_lateness(struct run *r, mct_rows_t *rows, struct buf *out)
{
	struct mct_value status, over;
	long long days;

	mct_rows_value(rows, 1, &status);
	mct_rows_value(rows, 5, &over);
	days = over.integer > 0 ? over.integer : -over.integer;
	buf_adds(out, " (");
	if (over.integer > 0 || strcmp(status.text, "due") != 0)
		add_cell(r, rows, 1, "", ", ", out);
	if (over.integer == 0)
		buf_adds(out, "due today)");
	else
		buf_addf(out, over.integer > 0 ? "%lld day%s over)" : "due in %lld day%s)", days,
			days == 1 ? "" : "s");
}

/* Two or three short lines a client, for a phone's screen; *count of them. MCT_OK, or what ended
 * the rows too early. */
static mct_status_t compose(struct run *r, mct_rows_t *rows, struct buf *out, int64_t *count)
{
	mct_status_t st;

	for (*count = 0; (st = mct_rows_next(rows)) == MCT_ROW; ++*count) {
		buf_addf(out, "%s%lld. ", *count > 0 ? "\n" : "", (long long)*count + 1);
		add_cell(r, rows, 0, "", "", out);
		add_lateness(r, rows, out);
		add_cell(r, rows, 6, "\n   ", "", out);
		add_cell(r, rows, 7, "\n   ", "", out);
		add_cell(r, rows, 8, "\n   ", "", out);
		buf_addc(out, '\n');
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* "- Core Pilates: renew the agreement (8 Jan 2027)": what else is due within the week. */
static mct_status_t compose_due(struct run *r, struct buf *out, int64_t *count)
{
	const struct mct_due_query query = {.as_of = r->globals.as_of, .within = 7};
	mct_rows_t *rows;
	mct_status_t st = mct_due(r->m, &query, &rows);

	*count = 0;
	if (st != MCT_OK)
		return st;
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		if ((*count)++ == 0)
			buf_adds(out, out->len > 0 ? "\nDue\n" : "Due\n");
		buf_adds(out, "- ");
		add_cell(r, rows, MCT_DUE_WHO, "", ": ", out);
		add_cell(r, rows, MCT_DUE_WHAT, "", "", out);
		add_cell(r, rows, MCT_DUE_DUE, " (", ")\n", out);
	}
	mct_rows_free(rows);
	return st == MCT_DONE ? MCT_OK : st;
}

static int mail_list(struct run *r, const struct rebook_args *a, mct_rows_t *rows)
{
	struct buf text CLEANUP(buf_free) = {0};
	struct buf subject CLEANUP(buf_free) = {0};
	int64_t n, due;
	mct_status_t st = compose(r, rows, &text, &n);

	mct_rows_free(rows);
	if (st == MCT_OK)
		st = compose_due(r, &text, &due);
	if (st != MCT_OK)
		return run_fail(r);
	if (n == 0 && due == 0)
		return EXIT_DONE;
	if (n > 0)
		buf_addf(&subject, "%lld to rebook, ", (long long)n);
	else
		buf_addf(&subject, "%lld due, ", (long long)due);
	buf_adds(&subject, r->globals.as_of != NULL ? r->globals.as_of : mct_today(r->m));
	if (r->globals.dry_run) {
		run_say(r, "To: %s\nSubject: %s\n\n%s", a->mail, buf_str(&subject), buf_str(&text));
		return EXIT_DONE;
	}
	return mail_send(a->mail, buf_str(&subject), &text);
}

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

	if (a->mail != NULL && run_for_programs(r))
		return usage_error(r->cmd, "--mail and --%s cannot go together",
			r->globals.json          ? "json"
				: r->globals.csv ? "csv"
						 : "tsv");
	if (mct_rebook(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	if (a->mail != NULL)
		return mail_list(r, a, rows);
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
