/*
 * chart_maps.c - the charts that are maps, darker for more: cohorts, the hours of the week,
 * the days of a year.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart.h"
#include "sink.h"
#include "util/date.h"

#define MARGIN 4 /* columns of the names of the days */
static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* "░ to 25%  ▒ to 50%  ▓ to 75%  █ more" */
static void add_legend(struct run *r)
{
	static const double shares[] = {0.25, 0.5, 0.75, 1};
	struct buf *out = out_buf(&r->out);

	for (size_t i = 0; i < ARRAY_SIZE(shares); i++) {
		buf_adds(out, i > 0 ? "  " : "");
		draw_shade(out, &r->term, shares[i]);
		if (i + 1 < ARRAY_SIZE(shares))
			buf_addf(out, " to %.0f%%", 100 * shares[i]);
		else
			buf_adds(out, " more");
	}
	buf_addc(out, '\n');
}

/* ---- do new people stay ---------------------------------------------------------------------- */

static const char *const units[] = {"month", "quarter", NULL};
static const struct opt retention_opts[] = {{.name = "by",
						    .type = OPT_CHOICE,
						    .offset = CHART_ARG(by),
						    .value = "WHAT",
						    .help = "month or quarter of the first visit; "
							    "quarter",
						    .choices = units},
	CHART_SINCE("who first came from that day on"), {0}};

static const char *const months[] = {
	"month_1", "month_3", "month_6", "month_9", "month_12", "month_18", "month_24", "month_36"};

#define COHORT_COLUMNS 7 /* of the name, and of the number of clients with its gap */
#define NEW_COLUMNS 5
#define CELL_COLUMNS 7 /* " █  88%" */

/* How many of the months there is room for. */
static size_t cells_shown(const struct run *r)
{
	size_t room = chart_room(r, COHORT_COLUMNS + NEW_COLUMNS) / CELL_COLUMNS;

	return room < ARRAY_SIZE(months) ? room : ARRAY_SIZE(months);
}

static void add_cohort(struct run *r, const mct_rows_t *rows, size_t cells)
{
	struct buf *out = out_buf(&r->out);
	struct buf line CLEANUP(buf_free) = {0};
	struct buf count CLEANUP(buf_free) = {0};

	chart_add_text(r, rows, "cohort", &line);
	buf_pad(&line, ' ', line.len < COHORT_COLUMNS ? COHORT_COLUMNS - line.len : 0);
	chart_add_text(r, rows, "clients", &count);
	chart_add_right(&line, buf_str(&count), NEW_COLUMNS);
	buf_add(out, buf_str(&line), line.len);
	for (size_t i = 0; i < cells; i++) {
		double share = chart_number(rows, months[i]);
		char text[8] = "";

		if (isnan(share))
			continue;
		buf_addc(out, ' ');
		draw_shade(out, &r->term, share);
		snprintf(text, sizeof text, "%.0f%%", 100 * share);
		chart_add_right(out, text, CELL_COLUMNS - 2);
	}
	buf_addc(out, '\n');
}

/* What is not known of a cohort is at the end of its line, so that nothing stands behind it. */
static mct_status_t draw_retention(struct run *r, const struct chart_args *a, mct_rows_t *rows)
{
	size_t cells = cells_shown(r), n = 0;
	struct buf *out = out_buf(&r->out);
	mct_status_t st;

	(void)a;
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		if (n++ == 0) {
			chart_heading(r, "Who still came after so many months", "");
			buf_pad(out, ' ', COHORT_COLUMNS);
			chart_add_right(out, "NEW", NEW_COLUMNS);
			for (size_t i = 0; i < cells; i++)
				chart_add_right(out, strchr(months[i], '_') + 1, CELL_COLUMNS);
			buf_addc(out, '\n');
		}
		add_cohort(r, rows, cells);
	}
	if (n == 0)
		run_say(r, "Nobody has come for a first time yet.");
	else
		add_legend(r);
	return st;
}

static int retention(struct run *r, void *args)
{
	const struct chart_args *a = args;
	const struct mct_cohorts_query query = {.by = a->by != NULL ? a->by : "quarter",
		.since = a->since,
		.as_of = r->globals.as_of};
	mct_rows_t *rows;

	if (mct_cohorts(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	return chart_show(r, a, rows, draw_retention);
}

static const char *const retention_examples[] = {
	"chart retention", "chart retention --by month --since \"1 jan\"", NULL};
const struct cmd cmd_chart_retention = {.name = "retention",
	.summary = "do new people stay?",
	.examples = retention_examples,
	.opts = retention_opts,
	.args_size = sizeof(struct chart_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = retention};

/* ---- when am I full -------------------------------------------------------------------------- */

static const struct opt hours_opts[] = {
	CHART_SINCE("from that day on; else the last twelve weeks"), {0}};

struct week {
	double used[7][24];
	int first, last; /* hours that are used at all */
};

static mct_status_t read_week(mct_rows_t *rows, struct week *w)
{
	mct_status_t st;

	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		struct mct_value v;
		size_t day = 0;
		int hour;

		mct_rows_value(rows, 0, &v);
		while (strcmp(weekdays[day], v.text) != 0)
			day++;
		mct_rows_value(rows, 1, &v);
		hour = (int)strtol(v.text, NULL, 10);
		w->used[day][hour] = chart_number(rows, "used");
		w->first = hour < w->first ? hour : w->first;
		w->last = hour > w->last ? hour : w->last;
	}
	return st;
}

#define HOURS_COLUMNS 7 /* of the sum at the right, with its gap */

/* What there is room for in an hour: its share as a number too, two shades, or one. */
static size_t hour_columns(const struct run *r, const struct week *w)
{
	size_t room = chart_room(r, MARGIN + HOURS_COLUMNS) / (size_t)(w->last - w->first + 1);

	return room >= 5 ? 5 : room >= 3 ? 3 : 2;
}

static void add_hour(struct run *r, double used, size_t columns)
{
	struct buf *out = out_buf(&r->out);

	draw_shade(out, &r->term, used);
	if (columns == 5 && used > 0)
		buf_addf(out, "%3.0f ", 100 * used);
	else if (columns == 5)
		buf_adds(out, "    ");
	else if (columns == 3)
		draw_shade(out, &r->term, used);
	if (columns < 5)
		buf_addc(out, ' ');
}

/* The sum is the hours held on such a day. */
static void draw_week(struct run *r, const struct week *w)
{
	struct buf *out = out_buf(&r->out);
	size_t columns = hour_columns(r, w);

	buf_pad(out, ' ', MARGIN);
	for (int hour = w->first; hour <= w->last; hour++)
		if (columns > 2 || (hour - w->first) % 2 == 0)
			buf_addf(out, "%-*d", (int)(columns > 2 ? columns : 4), hour);
	chart_end_line(out);
	for (size_t day = 0; day < ARRAY_SIZE(weekdays); day++) {
		double sum = 0;

		buf_addf(out, "%s ", weekdays[day]);
		for (int hour = w->first; hour <= w->last; hour++) {
			add_hour(r, w->used[day][hour], columns);
			sum += w->used[day][hour];
		}
		buf_addf(out, "%5.1f h\n", sum);
	}
	add_legend(r);
}

static mct_status_t draw_hours(struct run *r, const struct chart_args *a, mct_rows_t *rows)
{
	struct week w = {.first = 24, .last = -1};
	mct_status_t st = read_week(rows, &w);

	(void)a;
	if (w.last < 0) {
		run_say(r, "No session of those days has a time and a length.");
		return st;
	}
	chart_heading(r, "How much of each hour is held for clients", "hours a day");
	draw_week(r, &w);
	return st;
}

static int hours(struct run *r, void *args)
{
	const struct chart_args *a = args;
	const struct mct_days_query query = {.since = a->since, .as_of = r->globals.as_of};
	mct_rows_t *rows;

	if (mct_hours(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	return chart_show(r, a, rows, draw_hours);
}

static const char *const hours_examples[] = {"chart hours", "chart hours --since \"1 jan\"", NULL};
const struct cmd cmd_chart_hours = {.name = "hours",
	.summary = "when am I full, when free?",
	.examples = hours_examples,
	.opts = hours_opts,
	.args_size = sizeof(struct chart_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = hours};

/* ---- my year --------------------------------------------------------------------------------- */

static const struct opt year_opts[] = {
	CHART_SINCE("from that day on; else as many weeks as there is room for"), {0}};

#define WEEKS 53

struct year {
	double visits[7][WEEKS], of_weekday[7], most, all;
	int32_t monday; /* the first day */
	size_t weeks;
};

static mct_status_t read_year(mct_rows_t *rows, struct year *y)
{
	mct_status_t st;

	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		int32_t day = chart_day(rows, "date");
		double visits = chart_number(rows, "visits");
		int32_t at = day - y->monday;

		if (at < 0 || at / 7 >= (int32_t)y->weeks)
			continue;
		y->visits[at % 7][at / 7] = visits;
		y->of_weekday[at % 7] += visits;
		y->all += visits;
		y->most = visits > y->most ? visits : y->most;
	}
	return st;
}

/* As many weeks, the last one with the day of reckoning in it, as there is room and reason for. */
static struct year year_of(const struct run *r, const struct chart_args *a)
{
	const char *last = r->globals.as_of != NULL ? r->globals.as_of : mct_today(r->m);
	int32_t until = date_from_iso(last, strlen(last));
	size_t room = chart_room(r, MARGIN + 6);
	struct year y = {.weeks = room < WEEKS ? room : WEEKS};
	char iso[11];
	int32_t since;

	if (a->since != NULL && mct_read_date(r->m, a->since, iso) == MCT_OK) {
		since = date_from_iso(iso, strlen(iso));
		if ((until - since) / 7 + 1 < (int32_t)y.weeks)
			y.weeks = (size_t)((until - since) / 7 + 1);
	}
	y.monday = until - date_weekday(until) - 7 * ((int32_t)y.weeks - 1);
	return y;
}

static mct_status_t draw_year(struct run *r, const struct chart_args *a, mct_rows_t *rows)
{
	struct year y = year_of(r, a);
	struct buf *out = out_buf(&r->out);
	struct buf right CLEANUP(buf_free) = {0};
	mct_status_t st = read_year(rows, &y);

	if (y.all <= 0) {
		run_say(r, "There were no visits in those days.");
		return st;
	}
	buf_addf(&right, "%.0f visits in %zu weeks", y.all, y.weeks);
	chart_heading(r, "Visits day by day", buf_str(&right));
	buf_pad(out, ' ', MARGIN);
	draw_months(out, y.monday, y.monday + 7 * (int32_t)y.weeks - 1, y.weeks);
	chart_end_line(out);
	for (size_t day = 0; day < 7; day++) {
		buf_addf(out, "%s ", weekdays[day]);
		for (size_t week = 0; week < y.weeks; week++)
			draw_shade(out, &r->term, y.visits[day][week] / y.most);
		buf_addf(out, "%5.0f\n", y.of_weekday[day]);
	}
	draw_shade(out, &r->term, 1);
	run_say(r, " is %.0f visits or nearly, the most on a day; a week is a column", y.most);
	return st;
}

static int year(struct run *r, void *args)
{
	const struct chart_args *a = args;
	const struct mct_days_query query = {.since = a->since, .as_of = r->globals.as_of};
	mct_rows_t *rows;

	if (mct_days(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	return chart_show(r, a, rows, draw_year);
}

static const char *const year_examples[] = {"chart year", "chart year --as-of 2025-12-31", NULL};
const struct cmd cmd_chart_year = {.name = "year",
	.summary = "my year, day by day",
	.examples = year_examples,
	.opts = year_opts,
	.args_size = sizeof(struct chart_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = year};
