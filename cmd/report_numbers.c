/*
 * report_numbers.c - "mct report numbers": figures of a time with what each means, or side by
 * side by month, source, service ... One row of all is told one figure a line.
 */
#include <string.h>

#include "nouns.h"
#include "run.h"
#include "sink.h"
#include "util/date.h"
#include "util/text.h"

struct numbers_args {
	const char *by, *since;
};
#define ARG(member) offsetof(struct numbers_args, member)

static const char *const ways[] = {
	"week", "month", "quarter", "source", "partner", "service", "therapist", NULL};

static const struct opt opts[] = {
	{.name = "by",
		.type = OPT_CHOICE,
		.offset = ARG(by),
		.value = "WHAT",
		.help = "week, month, quarter, source, partner, service, therapist",
		.choices = ways},
	{.name = "since",
		.type = OPT_DATE,
		.offset = ARG(since),
		.value = "DATE",
		.help = "from that day on; else the last twelve months"},
	{0},
};

/* ---- one figure a line ----------------------------------------------------------------------- */

#define FIGURE_COLUMN 21 /* where the values begin, and how wide they are */
#define VALUE_COLUMNS 11
#define INDENT 4
#define NARROW 52 /* columns from which there is room to say of what */

/* What the figures are about, each above its first column. */
static const struct {
	const char *text, *first;
} parts[] = {
	{"Who comes", "clients"},
	{"Who stays", "retention_new"},
	{"How often", "visits"},
	{"What it brings", "paid"},
	{"Hours", "minutes"},
	{"Reliability", "no_show_rate"},
	{"Word of mouth", "referral_rate"},
};

static void add_part(struct run *r, const char *column)
{
	struct buf *out = out_buf(&r->out);

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
		if (strcmp(parts[i].first, column) == 0)
			buf_addf(out, "\n%s%s%s\n", term_style(&r->term, STYLE_BOLD), parts[i].text,
				term_plain(&r->term));
}

/* "retention new" of "retention_new". */
static void add_name(const char *name, struct buf *out)
{
	for (; *name != '\0'; name++)
		buf_addc(out, *name == '_' ? ' ' : *name);
}

/* How many clients the figure rests on, which is the column behind it. */
static void add_base(struct run *r, mct_rows_t *rows, size_t at, struct buf *out)
{
	const char *name = mct_field_name(mct_rows_column(rows, at));
	size_t n = strlen(name);
	const mct_field_t *next =
		at + 1 < mct_rows_width(rows) ? mct_rows_column(rows, at + 1) : NULL;
	struct mct_value v;

	if (next == NULL || strncmp(mct_field_name(next), name, n) != 0 ||
		strcmp(mct_field_name(next) + n, "_of") != 0)
		return;
	mct_rows_value(rows, at + 1, &v);
	buf_addf(out, "  of %lld", (long long)v.integer);
	if (sink_width(&r->term) >= NARROW)
		buf_adds(out, v.integer == 1 ? " client" : " clients");
}

static void add_figure(struct run *r, mct_rows_t *rows, size_t at)
{
	const mct_field_t *f = mct_rows_column(rows, at);
	struct buf line CLEANUP(buf_free) = {0};
	struct buf *out = out_buf(&r->out);
	struct mct_value v;
	const char *text;
	size_t length;

	mct_rows_value(rows, at, &v);
	text = mct_value_text(r->m, f, &v, MCT_FORM_HUMAN, &length);
	add_name(mct_field_name(f), &line);
	buf_pad(&line, ' ', line.len < FIGURE_COLUMN ? FIGURE_COLUMN - line.len : 1);
	if (!v.set)
		text = "not known";
	length = text_width(text, strlen(text));
	buf_pad(&line, ' ', length < VALUE_COLUMNS ? VALUE_COLUMNS - length : 0);
	buf_adds(&line, text);
	add_base(r, rows, at, &line);
	buf_addf(out, "%s\n", buf_str(&line));
	buf_pad(out, ' ', INDENT);
	sink_add_wrapped(
		out, &r->term, STYLE_DIM, INDENT, mct_field_help(f), strlen(mct_field_help(f)));
}

static bool is_base(const mct_field_t *f)
{
	const char *name = mct_field_name(f);
	size_t n = strlen(name);

	return n > 3 && strcmp(name + n - 3, "_of") == 0;
}

/* The columns before the first figure say which days. */
static void add_days(struct run *r, mct_rows_t *rows)
{
	struct buf from CLEANUP(buf_free) = {0};
	struct buf until CLEANUP(buf_free) = {0};
	struct mct_value v;

	mct_rows_value(rows, 1, &v);
	date_to_human(date_from_iso(v.text, v.length), true, &from);
	mct_rows_value(rows, 2, &v);
	date_to_human(date_from_iso(v.text, v.length), true, &until);
	run_say(r, "From %s to %s", buf_str(&from), buf_str(&until));
}

static int tell(struct run *r, mct_rows_t *rows)
{
	mct_status_t st = mct_rows_next(rows);
	bool begun = false;

	if (st == MCT_ROW) {
		add_days(r, rows);
		for (size_t i = 0; i < mct_rows_width(rows); i++) {
			const mct_field_t *f = mct_rows_column(rows, i);

			begun = begun || strcmp(mct_field_name(f), parts[0].first) == 0;
			if (!begun || is_base(f))
				continue;
			add_part(r, mct_field_name(f));
			add_figure(r, rows, i);
		}
	}
	mct_rows_free(rows);
	return st == MCT_ROW ? EXIT_DONE : run_fail(r);
}

/* ---- side by side ---------------------------------------------------------------------------- */

static int show(struct run *r, mct_rows_t *rows)
{
	int64_t count;
	int code = run_rows(r, rows, &count);

	if (code != EXIT_DONE || run_for_programs(r))
		return code;
	if (count == 0)
		run_say(r, "Nobody came in that time.");
	else
		run_say(r, "\nWhat each of them means: mct report numbers, or mct help report.");
	return code;
}

static int numbers(struct run *r, void *args)
{
	const struct numbers_args *a = args;
	const struct mct_numbers_query query = {
		.by = a->by, .since = a->since, .as_of = r->globals.as_of};
	mct_rows_t *rows;

	if (mct_numbers(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	if (a->by == NULL && r->globals.columns == NULL && !run_for_programs(r))
		return tell(r, rows);
	return show(r, rows);
}

static const char *const examples[] = {"report numbers", "report numbers --by month",
	"report numbers --by source --since \"1 jan\" --csv", NULL};

const struct cmd cmd_report_numbers = {.name = "numbers",
	.summary = "who came, who stayed, what it brought",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct numbers_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = numbers};
