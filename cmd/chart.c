/*
 * chart.c - the group "chart": pictures of the practice made of characters, with the
 * numbers beside them.
 */
#include "chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "sink.h"
#include "util/array.h"
#include "util/date.h"
#include "util/text.h"

/* ---- rows ------------------------------------------------------------------------------------ */

int chart_show(struct run *r, const struct chart_args *a, mct_rows_t *rows, chart_draw_fn *draw)
{
	mct_status_t st;

	if (run_for_programs(r) || r->globals.columns != NULL)
		return run_rows(r, rows, NULL);
	st = draw(r, a, rows);
	mct_rows_free(rows);
	return st == MCT_DONE || st == MCT_OK ? EXIT_DONE : run_fail(r);
}

static size_t column_named(const mct_rows_t *rows, const char *name)
{
	size_t i = 0;

	while (strcmp(mct_field_name(mct_rows_column(rows, i)), name) != 0)
		i++;
	return i;
}

double chart_number(const mct_rows_t *rows, const char *column)
{
	size_t at = column_named(rows, column);
	mct_type_t type = mct_field_type(mct_rows_column(rows, at));
	struct mct_value v;

	mct_rows_value(rows, at, &v);
	if (!v.set)
		return NAN;
	return type == MCT_TYPE_RATIO || type == MCT_TYPE_SHARE ? v.number : (double)v.integer;
}

void chart_add_text(struct run *r, const mct_rows_t *rows, const char *column, struct buf *out)
{
	size_t at = column_named(rows, column), length;
	struct mct_value v;
	const char *text;

	mct_rows_value(rows, at, &v);
	text = mct_value_text(r->m, mct_rows_column(rows, at), &v, MCT_FORM_HUMAN, &length);
	text_add_safe(out, text, length, false);
}

void chart_add_like(
	struct run *r, const mct_rows_t *rows, const char *column, int64_t value, struct buf *out)
{
	const struct mct_value v = {.set = true, .integer = value, .text = ""};
	size_t length;
	const char *text = mct_value_text(r->m, mct_rows_column(rows, column_named(rows, column)),
		&v, MCT_FORM_HUMAN, &length);

	buf_add(out, text, length);
}

int32_t chart_day(const mct_rows_t *rows, const char *column)
{
	struct mct_value v;

	mct_rows_value(rows, column_named(rows, column), &v);
	return date_from_iso(v.text, v.length);
}

void chart_heading(struct run *r, const char *heading, const char *right)
{
	size_t width = sink_width(&r->term), left = strlen(heading), n = strlen(right);
	struct buf *out = out_buf(&r->out);

	if (n > 0 && left + 2 + n <= width) {
		buf_addf(out, "%s%s%s", term_style(&r->term, STYLE_BOLD), heading,
			term_plain(&r->term));
		buf_pad(out, ' ', width - left - n);
		buf_addf(out, "%s\n", right);
		return;
	}
	sink_add_wrapped(out, &r->term, STYLE_BOLD, 0, heading, left);
	if (n > 0)
		sink_add_wrapped(out, &r->term, STYLE_PLAIN, 0, right, n);
}

/* ---- bars ------------------------------------------------------------------------------------ */

#define GAP 2
#define BAR_LEAST 8 /* columns; labels are cut before a bar is shorter */

struct bar *bars_add(struct bars *b, double value)
{
	if (!ARRAY_ROOM(b->items, b->count, b->capacity))
		return NULL;
	b->items[b->count] = (struct bar){.value = value};
	return &b->items[b->count++];
}

void bars_free(struct bars *b)
{
	for (size_t i = 0; i < b->count; i++) {
		buf_free(&b->items[i].label);
		buf_free(&b->items[i].beside);
	}
	free(b->items);
}

double bars_most(const struct bars *b)
{
	double most = 0;

	for (size_t i = 0; i < b->count; i++)
		most = b->items[i].value > most ? b->items[i].value : most;
	return most;
}

static size_t width_of(const struct buf *b)
{
	return text_width(buf_str(b), b->len);
}

size_t chart_room(const struct run *r, size_t taken)
{
	size_t width = sink_width(&r->term);

	return width > taken ? width - taken : 1;
}

void chart_end_line(struct buf *out)
{
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		buf_truncate(out, out->len - 1);
	buf_addc(out, '\n');
}

void chart_add_right(struct buf *out, const char *text, size_t columns)
{
	size_t width = text_width(text, strlen(text));

	buf_pad(out, ' ', width < columns ? columns - width : 0);
	buf_adds(out, text);
}

static void draw_line(struct run *r, const struct bar *bar, double most, const size_t widths[3])
{
	struct buf *out = out_buf(&r->out);
	struct buf label CLEANUP(buf_free) = {0};
	size_t drawn;

	text_add_fitted(&label, buf_str(&bar->label), bar->label.len, widths[0], r->term.utf8);
	buf_add(out, buf_str(&label), label.len);
	buf_pad(out, ' ', widths[0] - width_of(&label) + GAP);
	drawn = draw_bar(out, &r->term, bar->value, most, widths[1], bar->tone);
	buf_pad(out, ' ', widths[1] - drawn + GAP);
	chart_add_right(out, buf_str(&bar->beside), widths[2]);
	buf_addf(out, "%s\n", bar->note != NULL ? bar->note : "");
}

static int compare_bars(const void *a, const void *b)
{
	const struct bar *x = a, *y = b;

	if (x->value > y->value || x->value < y->value)
		return x->value > y->value ? -1 : 1;
	return strcmp(buf_str(&x->label), buf_str(&y->label));
}

void bars_sort(struct bars *b)
{
	if (b->count > 0)
		qsort(b->items, b->count, sizeof *b->items, compare_bars);
}

static void widen(size_t *widest, size_t width)
{
	if (width > *widest)
		*widest = width;
}

void bars_draw(struct run *r, const struct bars *b, double most)
{
	size_t width = sink_width(&r->term), note = 0, taken;
	size_t widths[3] = {0}; /* of the labels, the bars and what stands beside them */

	for (size_t i = 0; i < b->count; i++) {
		const struct bar *bar = &b->items[i];

		widen(&widths[0], width_of(&bar->label));
		widen(&widths[2], width_of(&bar->beside));
		widen(&note, bar->note != NULL ? strlen(bar->note) : 0);
	}
	taken = widths[2] + note + 2 * GAP + BAR_LEAST;
	if (widths[0] + taken > width)
		widths[0] = width > taken + BAR_LEAST ? width - taken : BAR_LEAST;
	taken = widths[0] + widths[2] + note + 2 * GAP;
	widths[1] = width > taken + BAR_LEAST ? width - taken : BAR_LEAST;
	for (size_t i = 0; i < b->count; i++)
		draw_line(r, &b->items[i], most, widths);
}

/* ---- the group ------------------------------------------------------------------------------- */

static const struct cmd *const subs[] = {&cmd_chart_weeks, &cmd_chart_retention, &cmd_chart_curve,
	&cmd_chart_pareto, &cmd_chart_sources, &cmd_chart_balance, &cmd_chart_hours,
	&cmd_chart_year, &cmd_chart_rhythm, &cmd_chart_progress, NULL};

const struct cmd cmd_chart = {
	.name = "chart", .summary = "the practice to look at, in the terminal", .sub = subs};
