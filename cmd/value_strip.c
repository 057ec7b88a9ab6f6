/*
 * value_strip.c - a year on a line, a week in a column where there is room.
 */
#include "value_strip.h"

#include <stdlib.h>
#include <string.h>

#include "sink.h"
#include "util/date.h"
#include "util/text.h"

#define YEAR 6   /* columns of the year before its strip */
#define WEEKS 53 /* of a strip on a wide screen: a column a week */
#define MONEY 11 /* of an amount */
#define WIDE 72  /* from here on a strip has a column a week */
#define YEARS_MOST 8

void strip_free(struct strip *s)
{
	free(s->events);
	for (size_t i = 0; i < s->year_count; i++)
		row_free(&s->years[i]);
	free(s->years);
	mct_rows_free(s->rows);
}

/* ---- gathering ------------------------------------------------------------------------------- */

static int32_t day_of(const struct mct_value *v)
{
	return v->set ? date_from_iso(v->text, v->length) : DATE_NONE;
}

static bool add_event(struct strip *s, int32_t day, int32_t last, enum draw_mark mark)
{
	struct draw_event *grown = realloc(s->events, (s->count + 1) * sizeof *grown);

	if (grown == NULL)
		return false;
	s->events = grown;
	s->events[s->count++] = (struct draw_event){day, last, mark};
	return true;
}

static enum draw_mark mark_of(const char *what)
{
	static const struct {
		const char *what;
		enum draw_mark mark;
	} marks[] = {{"came", DRAW_VISIT}, {"missed", DRAW_MISSED}, {"booked", DRAW_BOOKED},
		{"paused", DRAW_PAUSE}, {"overdue", DRAW_OVERDUE}};

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (strcmp(marks[i].what, what) == 0)
			return marks[i].mark;
	return DRAW_BLANK;
}

static bool take_days(struct strip *s, mct_rows_t *rows)
{
	struct mct_value what, since, until;
	enum draw_mark mark;

	mct_rows_value(rows, 0, &what);
	mct_rows_value(rows, 1, &since);
	mct_rows_value(rows, 2, &until);
	mark = mark_of(what.text);
	if (mark == DRAW_BOOKED && s->booked == DATE_NONE)
		s->booked = day_of(&since);
	return add_event(s, day_of(&since), day_of(&until), mark);
}

static mct_status_t read_days(struct strip *s, struct run *r, int64_t client)
{
	mct_rows_t *rows;
	mct_status_t st = mct_value_days(r->m, client, r->globals.as_of, &s->rhythm, &rows);

	if (st != MCT_OK)
		return st;
	while ((st = mct_rows_next(rows)) == MCT_ROW)
		if (!take_days(s, rows)) {
			st = MCT_NOMEM;
			break;
		}
	mct_rows_free(rows);
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t read_years(struct strip *s, struct run *r, int64_t client)
{
	mct_status_t st = mct_value_years(r->m, client, r->globals.as_of, &s->rows);

	if (st != MCT_OK)
		return st;
	while ((st = mct_rows_next(s->rows)) == MCT_ROW) {
		struct row *grown = realloc(s->years, (s->year_count + 1) * sizeof *grown);

		if (grown == NULL)
			return MCT_NOMEM;
		s->years = grown;
		if (!row_keep(r->m, s->rows, &s->years[s->year_count]))
			return MCT_NOMEM;
		s->year_count++;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* The time in which she comes is drawn below all else. */
static bool add_frame(struct strip *s, int32_t first, int32_t last)
{
	return first == DATE_NONE ||
		(add_event(s, first, last, DRAW_LINE) &&
			add_event(s, s->today, s->today, DRAW_TODAY));
}

mct_status_t strip_read(
	struct strip *s, struct run *r, int64_t client, int32_t first, int32_t last, int32_t today)
{
	mct_status_t st;

	*s = (struct strip){.booked = DATE_NONE, .today = today};
	st = read_days(s, r, client);
	if (st == MCT_OK)
		st = read_years(s, r, client);
	return st == MCT_OK && !add_frame(s, first, last) ? MCT_NOMEM : st;
}

/* ---- year by year ---------------------------------------------------------------------------- */

static int64_t total_of(const struct row *year)
{
	return row_value(year, "total")->integer;
}

static int64_t most_of(const struct strip *s)
{
	int64_t most = 0;

	for (size_t i = 0; i < s->year_count; i++)
		if (total_of(&s->years[i]) > most)
			most = total_of(&s->years[i]);
	return most;
}

static size_t strip_columns(size_t width)
{
	size_t rest = width > YEAR + MONEY + 1 ? width - YEAR - MONEY - 1 : 1;

	return width >= WIDE ? WEEKS : rest;
}

static int year_of(const struct row *row)
{
	return (int)row_value(row, "year")->integer;
}

/* A year in which nothing was has no row. */
static const struct row *row_of_year(const struct strip *s, int year)
{
	for (size_t i = 0; i < s->year_count; i++)
		if (year_of(&s->years[i]) == year)
			return &s->years[i];
	return NULL;
}

/* "  10  $800.00 ████" */
static void add_brought(const struct strip *s, const struct term *term, const struct row *row,
	size_t used, struct buf *out)
{
	size_t width = sink_width(term);
	struct buf amount CLEANUP(buf_free) = {0};

	if (width >= WIDE) {
		buf_addf(out, "%4lld", (long long)row_value(row, "visits")->integer);
		used += 4;
	}
	row_add(row, "total", &amount);
	buf_pad(out, ' ', amount.len < MONEY ? MONEY - amount.len : 1);
	buf_add(out, buf_str(&amount), amount.len);
	used += amount.len < MONEY ? MONEY : amount.len + 1;
	if (width <= used + 3)
		return;
	buf_addc(out, ' ');
	draw_bar(out, term, (double)total_of(row), (double)most_of(s), width - used - 1, DRAW_FULL);
}

/* "2025  ··●···●  10  $800.00 ████" */
static void add_year(const struct strip *s, const struct term *term, int year, struct buf *out)
{
	const struct row *row = row_of_year(s, year);
	size_t columns = strip_columns(sink_width(term));

	buf_addf(out, "%-*d", YEAR, year);
	draw_strip(out, term, date_make(year, 1, 1), date_make(year, 12, 31), s->events, s->count,
		columns);
	if (row != NULL)
		add_brought(s, term, row, YEAR + columns, out);
	buf_addc(out, '\n');
}

/* A few days past due are hidden by today. */
static bool is_seen(const struct draw_event *e, enum draw_mark mark)
{
	return e->mark == mark && (mark != DRAW_OVERDUE || e->last - e->day >= 7);
}

static void add_legend(const struct strip *s, const struct term *term, struct buf *out)
{
	static const struct {
		enum draw_mark mark;
		const char *means;
	} legend[] = {{DRAW_VISIT, "came"}, {DRAW_MISSED, "missed"}, {DRAW_BOOKED, "booked"},
		{DRAW_PAUSE, "paused"}, {DRAW_OVERDUE, "past due"}};
	struct buf text CLEANUP(buf_free) = {0};

	for (size_t i = 0; i < ARRAY_SIZE(legend); i++) {
		bool drawn = false;

		for (size_t j = 0; j < s->count; j++)
			drawn = drawn || is_seen(&s->events[j], legend[i].mark);
		if (drawn)
			buf_addf(&text, "%s%s %s", text.len > 0 ? "  " : "",
				draw_mark(term, legend[i].mark), legend[i].means);
	}
	buf_pad(out, ' ', YEAR);
	buf_adds(out, term_style(term, STYLE_DIM));
	sink_add_wrapped(out, term, STYLE_DIM, YEAR, buf_str(&text), text.len);
}

void strip_draw(const struct strip *s, struct run *r)
{
	struct buf *out = out_buf(&r->out);
	const struct term *term = &r->term;
	size_t width = sink_width(term);
	int first, this_year, unused;

	if (s->year_count == 0)
		return;
	date_split(s->today, &this_year, &unused, &unused);
	first = year_of(&s->years[0]);
	if (first <= this_year - YEARS_MOST)
		first = this_year - YEARS_MOST + 1;
	buf_addc(out, '\n');
	buf_pad(out, ' ', YEAR);
	buf_adds(out, term_style(term, STYLE_DIM));
	draw_months(out, date_make(this_year, 1, 1), date_make(this_year, 12, 31),
		strip_columns(width));
	buf_adds(out, term_plain(term));
	if (width >= WIDE)
		buf_addf(out, "%4s%*s", "#", MONEY, "brought");
	buf_addc(out, '\n');
	for (int year = first; year <= this_year; year++)
		add_year(s, term, year, out);
	if (first > year_of(&s->years[0]))
		buf_addf(out, "since %d: --years\n", year_of(&s->years[0]));
	add_legend(s, term, out);
	buf_addc(out, '\n');
}
