/*
 * chart_clients.c - the charts of single clients: the rhythm as a strip of days, and how she
 * felt before and after.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart.h"
#include "sink.h"
#include "util/array.h"
#include "util/date.h"
#include "util/text.h"

/* ---- who is late ----------------------------------------------------------------------------- */

static const struct opt rhythm_opts[] = {{.name = "CLIENT",
						 .type = OPT_OPERAND,
						 .offset = CHART_ARG(who),
						 .help = "only she, late or not",
						 .entity = "client"},
	CHART_SINCE("from that day on; else a year"),
	CHART_LIMIT("at most so many clients; 20", "20"), {0}};

/* The marks of one client, which come one after the other. */
struct strip {
	struct buf name;
	struct draw_event *marks;
	size_t count, capacity;
	double rhythm, over; /* NAN where nothing is due */
};

/* What the strips are drawn on. */
struct paper {
	struct run *r;
	int32_t from, until;
	size_t name_columns, strip_columns;
	bool narrow; /* the strip stands below the name */
};

#define NARROW 60
#define NAME_COLUMNS 18
#define WORD_COLUMNS 15 /* "due in 112 days" */

static enum draw_mark mark_named(const char *word)
{
	static const struct {
		const char *word;
		enum draw_mark mark;
	} marks[] = {{"visit", DRAW_VISIT}, {"missed", DRAW_MISSED}, {"booked", DRAW_BOOKED},
		{"pause", DRAW_PAUSE}, {"late", DRAW_OVERDUE}};
	size_t i = 0;

	while (i + 1 < ARRAY_SIZE(marks) && strcmp(marks[i].word, word) != 0)
		i++;
	return marks[i].mark;
}

static bool strip_add(struct strip *s, const mct_rows_t *rows)
{
	struct mct_value v;

	/* One more than it has, for what is put behind them when they are drawn. */
	if (!ARRAY_ROOM(s->marks, s->count + 1, s->capacity))
		return false;
	mct_rows_value(rows, 1, &v);
	s->rhythm = chart_number(rows, "rhythm_days");
	s->over = chart_number(rows, "overdue_days");
	s->marks[s->count++] = (struct draw_event){
		chart_day(rows, "from"), chart_day(rows, "until"), mark_named(v.text)};
	return true;
}

static void strip_free(struct strip *s)
{
	buf_free(&s->name);
	free(s->marks);
}

/* "13 days over", "in 5 days", "due today" */
static void add_lateness(const struct strip *s, struct buf *out)
{
	double days = fabs(s->over);

	if (isnan(s->over))
		return;
	if (days < 1)
		buf_adds(out, "due today");
	else
		buf_addf(out, s->over > 0 ? "%.0f day%s over" : "due in %.0f day%s", days,
			days < 2 ? "" : "s");
}

/* The time in which she is a client is a line behind her marks. */
static void draw_one(const struct paper *p, struct strip *s)
{
	struct buf *out = out_buf(&p->r->out);
	struct buf name CLEANUP(buf_free) = {0};
	struct buf word CLEANUP(buf_free) = {0};
	size_t width;

	if (s->count == 0)
		return;
	s->marks[s->count] = (struct draw_event){s->marks[0].day, p->until, DRAW_LINE};
	for (size_t i = 0; i < s->count; i++)
		if (s->marks[i].day < s->marks[s->count].day)
			s->marks[s->count].day = s->marks[i].day;
	add_lateness(s, &word);
	text_add_fitted(&name, buf_str(&s->name), s->name.len, p->name_columns, p->r->term.utf8);
	width = text_width(buf_str(&name), name.len);
	buf_add(out, buf_str(&name), name.len);
	buf_pad(out, ' ', p->name_columns - width + 2);
	if (p->narrow)
		buf_addf(out, "%s\n", buf_str(&word));
	draw_strip(out, &p->r->term, p->from, p->until, s->marks, s->count + 1, p->strip_columns);
	if (!p->narrow)
		buf_addf(out, "  %s", buf_str(&word));
	chart_end_line(out);
	s->count = 0;
	buf_clear(&s->name);
}

static struct paper paper_of(struct run *r, const struct chart_args *a)
{
	const char *last = r->globals.as_of != NULL ? r->globals.as_of : mct_today(r->m);
	size_t width = sink_width(&r->term);
	struct paper p = {.r = r, .narrow = width < NARROW, .name_columns = NAME_COLUMNS};
	char iso[11];

	p.strip_columns = p.narrow ? width : width - NAME_COLUMNS - WORD_COLUMNS - 4;
	p.until = date_from_iso(last, strlen(last));
	p.from = p.until - 364;
	if (a->since != NULL && mct_read_date(r->m, a->since, iso) == MCT_OK)
		p.from = date_from_iso(iso, strlen(iso));
	return p;
}

static void add_marks(struct run *r)
{
	static const struct {
		enum draw_mark mark;
		const char *said;
	} marks[] = {{DRAW_VISIT, "visit"}, {DRAW_MISSED, "missed"}, {DRAW_BOOKED, "booked"},
		{DRAW_PAUSE, "paused"}, {DRAW_OVERDUE, "late"}};
	struct buf line CLEANUP(buf_free) = {0};

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		buf_addf(&line, "%s%s %s", i > 0 ? "  " : "", draw_mark(&r->term, marks[i].mark),
			marks[i].said);
	run_say(r, "\n%s", buf_str(&line));
}

/* What is booked ahead makes the line longer. */
static void make_room(struct paper *p, const struct strip *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->marks[i].last > p->until)
			p->until = s->marks[i].last;
}

static mct_status_t draw_rhythm(struct run *r, const struct chart_args *a, mct_rows_t *rows)
{
	struct strip s CLEANUP(strip_free) = {.marks = NULL};
	struct paper p = paper_of(r, a);
	struct buf *out = out_buf(&r->out);
	struct buf name CLEANUP(buf_free) = {0};
	size_t n = 0;
	mct_status_t st;

	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		buf_clear(&name);
		chart_add_text(r, rows, "client", &name);
		if (n++ == 0 && a->who == NULL) {
			chart_heading(r, "Who is late by her own rhythm", "");
			buf_pad(out, ' ', p.narrow ? 0 : p.name_columns + 2);
			draw_months(out, p.from, p.until, p.strip_columns);
			chart_end_line(out);
		}
		if (strcmp(buf_str(&name), buf_str(&s.name)) != 0)
			draw_one(&p, &s);
		if (s.count == 0)
			buf_add(&s.name, buf_str(&name), name.len);
		if (!strip_add(&s, rows))
			return MCT_NOMEM;
	}
	if (n == 0) {
		run_say(r,
			a->who != NULL ? "There is nothing of her in those days."
				       : "Nobody is late.");
		return st;
	}
	if (a->who != NULL) {
		make_room(&p, &s);
		buf_pad(out, ' ', p.narrow ? 0 : p.name_columns + 2);
		draw_months(out, p.from, p.until, p.strip_columns);
		chart_end_line(out);
	}
	draw_one(&p, &s);
	add_marks(r);
	return st;
}

static int rhythm(struct run *r, void *args)
{
	const struct chart_args *a = args;
	struct mct_rhythms_query query = {
		.since = a->since, .as_of = r->globals.as_of, .limit = a->limit};
	mct_rows_t *rows;
	int code = EXIT_DONE;

	if (a->who != NULL)
		code = choose(r, mct_entity_named("client"), a->who, &query.client);
	if (code != EXIT_DONE)
		return code;
	if (mct_rhythms(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	return chart_show(r, a, rows, draw_rhythm);
}

static const char *const rhythm_examples[] = {
	"chart rhythm", "chart rhythm dana --since \"1 jan 2025\"", NULL};
const struct cmd cmd_chart_rhythm = {.name = "rhythm",
	.summary = "who is late? visits on a line of days",
	.examples = rhythm_examples,
	.opts = rhythm_opts,
	.args_size = sizeof(struct chart_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = rhythm};

/* ---- is she better off ----------------------------------------------------------------------- */

static const struct opt progress_opts[] = {{.name = "CLIENT",
						   .type = OPT_OPERAND,
						   .flags = OPT_REQUIRED,
						   .offset = CHART_ARG(who),
						   .help = "who",
						   .entity = "client"},
	CHART_SINCE("from that day on"), {0}};

#define PROGRESS_COLUMNS 30 /* of a line, but for its dumb-bell */

/* "·●━━○·····": from what she said before to what she said after, on a line from 0 to 10. */
static void draw_dumb_bell(struct run *r, int before, int after, size_t unit)
{
	static const struct {
		const char *utf8, *ascii;
	} marks[] = {{"·", "."}, {"─", "-"}, {"○", "o"}, {"●", "*"}};
	struct buf *out = out_buf(&r->out);
	int low = before < after ? before : after, high = before < after ? after : before;

	for (int at = 0; at <= 10 * (int)unit; at++) {
		bool inside = at > low * (int)unit && at < high * (int)unit;
		size_t mark = at == after * (int)unit ? 3
			: at == before * (int)unit    ? 2
			: inside                      ? 1
						      : 0;

		buf_adds(out, r->term.utf8 ? marks[mark].utf8 : marks[mark].ascii);
	}
}

static mct_status_t draw_progress(struct run *r, const struct chart_args *a, mct_rows_t *rows)
{
	size_t room = chart_room(r, PROGRESS_COLUMNS), n = 0;
	size_t unit = room / 10 > 4 ? 4 : room / 10 > 0 ? room / 10 : 1;
	bool high_is_best = strcmp(mct_setting(r->m, "feel.best"), "10") == 0;
	double change = 0;
	struct buf *out = out_buf(&r->out);
	mct_status_t st;

	(void)a;
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		int before = (int)chart_number(rows, "feel_before");
		int after = (int)chart_number(rows, "feel_after");
		struct buf day CLEANUP(buf_free) = {0};

		if (n++ == 0)
			chart_heading(r, "Before and after each session", "before -> after");
		date_to_human(chart_day(rows, "date"), false, &day);
		chart_add_right(out, buf_str(&day), 11);
		buf_adds(out, "  0 ");
		draw_dumb_bell(r, before, after, unit);
		buf_addf(out, " 10  %2d -> %d\n", before, after);
		change += after - before;
	}
	if (n == 0) {
		run_say(r, "Of no session both is written down, how she was before and after.");
		return st;
	}
	change /= (double)n;
	run_say(r, "\n%s before  %s after; %s is best. On average %.1f %s after a session.",
		r->term.utf8 ? "○" : "o", r->term.utf8 ? "●" : "*", high_is_best ? "10" : "0",
		fabs(change), (change > 0) == high_is_best ? "better" : "worse");
	return st;
}

static int progress(struct run *r, void *args)
{
	const struct chart_args *a = args;
	static const char *const columns[] = {
		"date", "feel_before", "feel_after", "service", "id", NULL};
	char client[40];
	const char *const where[] = {
		client, "outcome=completed", "feel_before!=", "feel_after!=", NULL};
	const struct mct_query query = {
		.where = where, .since = a->since, .until = r->globals.as_of, .columns = columns};
	mct_rows_t *rows;
	int64_t id;
	int code = choose(r, mct_entity_named("client"), a->who, &id);

	if (code != EXIT_DONE)
		return code;
	snprintf(client, sizeof client, "client=c%lld", (long long)id);
	if (mct_list(r->m, mct_entity_named("visit"), &query, &rows) != MCT_OK)
		return run_fail(r);
	return chart_show(r, a, rows, draw_progress);
}

static const char *const progress_examples[] = {
	"chart progress dana", "chart progress dana --since \"1 jan\" --csv", NULL};
const struct cmd cmd_chart_progress = {.name = "progress",
	.summary = "is a client better off? before and after",
	.examples = progress_examples,
	.opts = progress_opts,
	.args_size = sizeof(struct chart_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = progress};
