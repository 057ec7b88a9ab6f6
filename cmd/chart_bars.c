/*
 * chart_bars.c - the charts that are bars: income by week, who carries the practice, where
 * clients come from, give and take with partners, for how long clients stay.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart.h"
#include "sink.h"
#include "util/date.h"
#include "util/text.h"

/* ---- income by week -------------------------------------------------------------------------- */

static const struct opt weeks_opts[] = {
	CHART_SINCE("from that day on; else the last twelve weeks"), {0}};

static mct_status_t draw_weeks(struct run *r, const struct chart_args *a, mct_rows_t *rows)
{
	struct bars bars CLEANUP(bars_free) = {.items = NULL};
	struct buf mean CLEANUP(buf_free) = {0};
	double sum = 0, whole = 0;
	mct_status_t st;

	(void)a;
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		double income = chart_number(rows, "paid") + chart_number(rows, "tips");
		bool open = !isnan(chart_number(rows, "open"));
		struct bar *bar = bars_add(&bars, income);

		if (bar == NULL)
			return MCT_NOMEM;
		date_to_human(chart_day(rows, "from"), false, &bar->label);
		chart_add_like(r, rows, "paid", (int64_t)income, &bar->beside);
		bar->note = open ? "  so far" : NULL;
		bar->tone = open ? DRAW_PALE : DRAW_FULL;
		sum += open ? 0 : income;
		whole += !open;
	}
	if (whole > 0) {
		buf_adds(&mean, "mean ");
		chart_add_like(r, rows, "paid", (int64_t)(sum / whole + 0.5), &mean);
		buf_adds(&mean, whole < (double)bars.count ? ", without this week" : "");
	}
	chart_heading(r, "Income by week, with tips", buf_str(&mean));
	bars_draw(r, &bars, bars_most(&bars));
	return st;
}

static int weeks(struct run *r, void *args)
{
	const struct chart_args *a = args;
	const struct mct_numbers_query query = {
		.by = "week", .since = a->since, .as_of = r->globals.as_of};
	mct_rows_t *rows;

	if (mct_numbers(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	return chart_show(r, a, rows, draw_weeks);
}

static const char *const weeks_examples[] = {"chart weeks", "chart weeks --since \"1 jan\"", NULL};
const struct cmd cmd_chart_weeks = {.name = "weeks",
	.summary = "is my income steady? income by week",
	.examples = weeks_examples,
	.opts = weeks_opts,
	.args_size = sizeof(struct chart_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = weeks};

/* ---- who carries the practice ---------------------------------------------------------------- */

static const struct opt pareto_opts[] = {CHART_LIMIT("at most so many clients; 20", "20"), {0}};

/* "The first 8 (20%) bring 38%." */
static void say_first(struct run *r, const struct bars *bars, double sum)
{
	size_t first = (bars->count + 4) / 5;
	double brought = 0;

	for (size_t i = 0; i < first; i++)
		brought += bars->items[i].value;
	if (sum > 0 && bars->count >= 5)
		run_say(r, "\nThe first %zu of %zu clients (%.0f%%) brought %.0f%%.", first,
			bars->count, 100 * (double)first / (double)bars->count,
			100 * brought / sum);
}

/* All are read, for the share of the sum; so many are drawn. */
static mct_status_t draw_pareto(struct run *r, const struct chart_args *a, mct_rows_t *rows)
{
	struct bars bars CLEANUP(bars_free) = {.items = NULL};
	struct bars shown;
	double sum = 0, added = 0;
	mct_status_t st;

	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		struct bar *bar = bars_add(&bars, chart_number(rows, "total"));

		if (bar == NULL)
			return MCT_NOMEM;
		sum += bar->value;
		if (a->limit > 0 && bars.count > (size_t)a->limit)
			continue;
		chart_add_text(r, rows, "client", &bar->label);
		chart_add_text(r, rows, "total", &bar->beside);
	}
	shown = bars;
	if (a->limit > 0 && shown.count > (size_t)a->limit)
		shown.count = (size_t)a->limit;
	for (size_t i = 0; i < shown.count; i++) {
		added += bars.items[i].value;
		buf_addf(&bars.items[i].beside, "  %3.0f%%", sum > 0 ? 100 * added / sum : 0);
	}
	chart_heading(r, "What clients have brought, with tips", "added up, of all");
	bars_draw(r, &shown, bars_most(&bars));
	if (shown.count < bars.count)
		run_say(r, "... %zu more", bars.count - shown.count);
	say_first(r, &bars, sum);
	return st;
}

static int pareto(struct run *r, void *args)
{
	const struct chart_args *a = args;
	struct mct_worth_query query = {.as_of = r->globals.as_of, .past = true};
	mct_rows_t *rows;

	if (run_for_programs(r) || r->globals.columns != NULL)
		query.limit = a->limit;
	if (mct_worth(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	return chart_show(r, a, rows, draw_pareto);
}

static const char *const pareto_examples[] = {"chart pareto", "chart pareto --limit 40", NULL};
const struct cmd cmd_chart_pareto = {.name = "pareto",
	.summary = "who carries the practice? what clients brought",
	.examples = pareto_examples,
	.opts = pareto_opts,
	.args_size = sizeof(struct chart_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = pareto};

/* ---- where clients come from ----------------------------------------------------------------- */

static const struct opt sources_opts[] = {
	CHART_SINCE("who came from that day on; else in the last twelve months"), {0}};

static mct_status_t draw_sources(struct run *r, const struct chart_args *a, mct_rows_t *rows)
{
	struct bars bars CLEANUP(bars_free) = {.items = NULL};
	mct_status_t st;

	(void)a;
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		struct bar *bar = bars_add(&bars, chart_number(rows, "clients"));

		if (bar == NULL)
			return MCT_NOMEM;
		chart_add_text(r, rows, "by", &bar->label);
		buf_addf(&bar->beside, "%.0f, %.0f new  ", bar->value,
			chart_number(rows, "new_clients"));
		chart_add_text(r, rows, "paid", &bar->beside);
	}
	bars_sort(&bars);
	chart_heading(r, "Clients who came, by how they found you", "clients, and what they paid");
	bars_draw(r, &bars, bars_most(&bars));
	return st;
}

static int sources(struct run *r, void *args)
{
	const struct chart_args *a = args;
	const struct mct_numbers_query query = {
		.by = "source", .since = a->since, .as_of = r->globals.as_of};
	mct_rows_t *rows;

	if (mct_numbers(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	return chart_show(r, a, rows, draw_sources);
}

static const char *const sources_examples[] = {
	"chart sources", "chart sources --since 2024-01-01", NULL};
const struct cmd cmd_chart_sources = {.name = "sources",
	.summary = "where do clients come from?",
	.examples = sources_examples,
	.opts = sources_opts,
	.args_size = sizeof(struct chart_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = sources};

/* ---- give and take --------------------------------------------------------------------------- */

static const struct opt balance_opts[] = {CHART_SINCE("referrals from that day on"), {0}};

/* A partner's two bars, one below the other, by one measure. */
static mct_status_t draw_balance(struct run *r, const struct chart_args *a, mct_rows_t *rows)
{
	static const struct {
		const char *column, *said;
	} ways[] = {{"referrals_in", "sent you"}, {"referrals_out", "you sent"}};
	struct bars bars CLEANUP(bars_free) = {.items = NULL};
	mct_status_t st;

	(void)a;
	while ((st = mct_rows_next(rows)) == MCT_ROW)
		for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
			struct bar *bar = bars_add(&bars, chart_number(rows, ways[i].column));

			if (bar == NULL)
				return MCT_NOMEM;
			bar->tone = i == 0 ? DRAW_FULL : DRAW_PALE;
			if (i == 0)
				chart_add_text(r, rows, "by", &bar->label);
			buf_addf(&bar->beside, "%s %3.0f", ways[i].said, bar->value);
		}
	if (bars.count == 0)
		run_say(r, "No partner has sent or been sent anybody yet.");
	else
		chart_heading(r, "Referrals, partner by partner", "");
	bars_draw(r, &bars, bars_most(&bars));
	return st;
}

static int balance(struct run *r, void *args)
{
	const struct chart_args *a = args;
	const struct mct_referral_report_query query = {
		.since = a->since, .as_of = r->globals.as_of};
	mct_rows_t *rows;

	if (mct_referral_report(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	return chart_show(r, a, rows, draw_balance);
}

static const char *const balance_examples[] = {
	"chart balance", "chart balance --since \"1 jan\"", NULL};
const struct cmd cmd_chart_balance = {.name = "balance",
	.summary = "do referrals flow both ways?",
	.examples = balance_examples,
	.opts = balance_opts,
	.args_size = sizeof(struct chart_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = balance};

/* ---- for how long clients stay --------------------------------------------------------------- */

static const struct opt curve_opts[] = {CHART_SINCE("who first came from that day on"), {0}};

/* The first months one by one, then ever fewer. */
static bool is_shown(int month)
{
	return month <= 3 || (month <= 12 && month % 3 == 0) || (month <= 36 && month % 6 == 0) ||
		month % 12 == 0;
}

#define CURVE_MOST 121

static mct_status_t draw_curve(struct run *r, const struct chart_args *a, mct_rows_t *rows)
{
	struct bars bars CLEANUP(bars_free) = {.items = NULL};
	double shares[CURVE_MOST];
	size_t n = 0;
	struct buf *out = out_buf(&r->out);
	mct_status_t st;

	(void)a;
	while ((st = mct_rows_next(rows)) == MCT_ROW && n < CURVE_MOST) {
		int month = (int)chart_number(rows, "month");
		struct bar *bar;

		shares[n++] = chart_number(rows, "retention");
		if (!is_shown(month))
			continue;
		bar = bars_add(&bars, shares[n - 1]);
		if (bar == NULL)
			return MCT_NOMEM;
		buf_addf(&bar->label, "%2d mo", month);
		buf_addf(&bar->beside, "%3.0f%% (%2.0f-%3.0f%%) of %3.0f", 100 * bar->value,
			100 * chart_number(rows, "low"), 100 * chart_number(rows, "high"),
			chart_number(rows, "at_risk"));
	}
	if (n == 0) {
		run_say(r, "It is too early to know for how long clients stay.");
		return st;
	}
	chart_heading(r, "Who still comes so many months after the first visit", "");
	bars_draw(r, &bars, 1);
	run_say(r,
		"\nIn brackets: where it lies in eight cases of ten. Behind: how many clients are "
		"known of for so long.");
	if (n > sink_width(&r->term))
		return st;
	draw_spark(out, &r->term, shares, n);
	run_say(r, "\nThe same month by month, from nothing upwards.");
	return st;
}

static int curve(struct run *r, void *args)
{
	const struct chart_args *a = args;
	const struct mct_cohorts_query query = {.since = a->since, .as_of = r->globals.as_of};
	mct_rows_t *rows;

	if (mct_retention(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	return chart_show(r, a, rows, draw_curve);
}

static const char *const curve_examples[] = {
	"chart curve", "chart curve --since \"1 jan 2025\"", NULL};
const struct cmd cmd_chart_curve = {.name = "curve",
	.summary = "how long until people drift off?",
	.examples = curve_examples,
	.opts = curve_opts,
	.args_size = sizeof(struct chart_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = curve};
