/*
 * sink-table.c - rows as a table for eyes. The widths come from the first rows; the
 * rest streams through with the same widths, so that a million rows need
 * no more memory than five hundred.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sink.h"
#include "util/text.h"
#include "wrap.h"

#define SAMPLE_ROWS 500
#define NAME_LEAST 10
#define TEXT_LEAST 6
#define GAP 2

struct table {
	struct sink_run *run;
	bool detail[96];    /* printed under the row */
	bool hidden[96];    /* dropped: no room, or nothing in it */
	size_t width[96];
	char **cells;       /* of the sampled rows, row after row; made safe */
	size_t rows;
};

static const mct_field_t *field_at(const struct table *t, size_t i)
{
	return mct_rows_column(t->run->rows, t->run->columns[i]);
}

static bool is_number(const mct_field_t *f)
{
	switch (mct_field_type(f)) {
	case MCT_TYPE_MONEY:
	case MCT_TYPE_MINUTES:
	case MCT_TYPE_DAYS:
	case MCT_TYPE_COUNT:
	case MCT_TYPE_SCORE:
	case MCT_TYPE_RATIO:
	case MCT_TYPE_TIME:
		return true;
	default:
		return false;
	}
}

static bool is_flexible(const mct_field_t *f)
{
	return !is_number(f) && mct_field_type(f) != MCT_TYPE_DATE && mct_field_type(f) != MCT_TYPE_PHONE &&
	       mct_field_type(f) != MCT_TYPE_CHOICE;
}

/* ---- cells ------------------------------------------------------------------------------------------- */

/* A cell on one line, safe to print; NULL without memory. Yours to free. */
static char *read_cell(const struct table *t, size_t i)
{
	const mct_field_t *f = field_at(t, i);
	struct buf cell = {0};
	struct buf line CLEANUP(buf_free) = {0};
	struct mct_value v;
	const char *text;
	size_t length;

	mct_rows_value(t->run->rows, t->run->columns[i], &v);
	text = mct_value_text(t->run->m, f, &v, MCT_FORM_HUMAN, &length);
	for (size_t k = 0; k < length; k++) {
		if (text[k] == '\n')
			buf_adds(&line, " / ");
		else if (text[k] != '\r')
			buf_addc(&line, text[k] == '\t' ? ' ' : text[k]);
	}
	if (length > 0 && (mct_field_flags(f) & MCT_FIELD_ALERT) != 0)
		buf_adds(&cell, "! ");
	text_add_safe(&cell, buf_str(&line), line.len, false);
	return buf_take(&cell);
}

static bool read_row(struct table *t, char **cells)
{
	for (size_t i = 0; i < t->run->n; i++) {
		cells[i] = read_cell(t, i);
		if (cells[i] == NULL)
			return false;
	}
	return true;
}

/* ---- widths ------------------------------------------------------------------------------------------ */

static void measure(struct table *t)
{
	for (size_t i = 0; i < t->run->n; i++) {
		bool filled = false;

		t->detail[i] = (mct_field_flags(field_at(t, i)) & MCT_FIELD_DETAIL) != 0;
		t->width[i] = text_width(mct_field_title(field_at(t, i)), strlen(mct_field_title(field_at(t, i))));
		for (size_t row = 0; row < t->rows; row++) {
			const char *cell = t->cells[row * t->run->n + i];
			size_t width = text_width(cell, strlen(cell));

			filled = filled || cell[0] != '\0';
			t->width[i] = width > t->width[i] ? width : t->width[i];
		}
		t->hidden[i] = !filled && i > 0 && t->run->options->columns == NULL;
	}
}

static size_t total_width(const struct table *t)
{
	size_t total = 0;

	for (size_t i = 0; i < t->run->n; i++)
		if (!t->hidden[i] && !t->detail[i])
			total += t->width[i] + (total > 0 ? GAP : 0);
	return total;
}

/* Drops the last column with the flag; false when there is none but the first. */
static bool drop_last(struct table *t, unsigned flag)
{
	for (size_t i = t->run->n; i-- > 1;) {
		if (t->hidden[i] || t->detail[i] || (flag != 0 && (mct_field_flags(field_at(t, i)) & flag) == 0) ||
		    (mct_field_flags(field_at(t, i)) & MCT_FIELD_ALERT) != 0)
			continue;
		t->hidden[i] = true;
		return true;
	}
	return false;
}

/* Takes one column of width from the widest text; false when all are as narrow as they may be. */
static bool shrink_widest(struct table *t)
{
	size_t widest = t->run->n;

	for (size_t i = 0; i < t->run->n; i++) {
		size_t least = mct_field_type(field_at(t, i)) == MCT_TYPE_NAME ? NAME_LEAST : TEXT_LEAST;

		if (t->hidden[i] || t->detail[i] || !is_flexible(field_at(t, i)) || t->width[i] <= least)
			continue;
		if (widest == t->run->n || t->width[i] > t->width[widest])
			widest = i;
	}
	if (widest == t->run->n)
		return false;
	t->width[widest]--;
	return true;
}

/* What is wide and can be spared goes first, then texts get narrower, then columns go from the right. */
static void fit(struct table *t)
{
	size_t room = t->run->term->width;

	while (room != 0 && total_width(t) > room) {
		if (drop_last(t, MCT_FIELD_WIDE) || shrink_widest(t) || drop_last(t, 0))
			continue;
		t->width[0] = room;
		return;
	}
}

/* ---- printing ---------------------------------------------------------------------------------------- */

static void add_cell(struct table *t, size_t i, const char *text, bool last)
{
	struct buf *out = out_buf(t->run->out);
	const mct_field_t *f = field_at(t, i);
	size_t width = text_width(text, strlen(text));
	size_t pad = width < t->width[i] ? t->width[i] - width : 0;
	bool alert = (mct_field_flags(f) & MCT_FIELD_ALERT) != 0 && text[0] == '!';

	if (is_number(f))
		buf_pad(out, ' ', pad);
	if (alert)
		buf_adds(out, term_style(t->run->term, STYLE_RED));
	if (t->run->term->width == 0)
		buf_adds(out, text);
	else
		text_add_fitted(out, text, strlen(text), t->width[i], t->run->term->utf8);
	if (alert)
		buf_adds(out, term_plain(t->run->term));
	if (!is_number(f) && !last)
		buf_pad(out, ' ', pad);
}

static size_t last_column(const struct table *t)
{
	size_t last = 0;

	for (size_t i = 0; i < t->run->n; i++)
		if (!t->hidden[i] && !t->detail[i])
			last = i;
	return last;
}

static void add_line(struct table *t, char *const *cells)
{
	size_t last = last_column(t);
	bool first = true;

	for (size_t i = 0; i < t->run->n; i++) {
		if (t->hidden[i] || t->detail[i])
			continue;
		if (!first)
			buf_pad(out_buf(t->run->out), ' ', GAP);
		first = false;
		add_cell(t, i, cells[i], i == last);
	}
}

static void add_heading(struct table *t)
{
	char titles[96][40];
	char *cells[96];

	for (size_t i = 0; i < t->run->n; i++) {
		const char *title = mct_field_title(field_at(t, i));
		size_t k = 0;

		for (; title[k] != '\0' && k < sizeof titles[0] - 1; k++)
			titles[i][k] = (char)toupper((unsigned char)title[k]);
		titles[i][k] = '\0';
		cells[i] = titles[i];
	}
	buf_adds(out_buf(t->run->out), term_style(t->run->term, STYLE_BOLD));
	add_line(t, cells);
	buf_adds(out_buf(t->run->out), term_plain(t->run->term));
	buf_addc(out_buf(t->run->out), '\n');
}

static void add_details(struct table *t, char *const *cells)
{
	size_t width = t->run->term->width != 0 ? t->run->term->width : 80;
	struct buf *out = out_buf(t->run->out);

	for (size_t i = 0; i < t->run->n; i++) {
		if (!t->detail[i] || cells[i][0] == '\0')
			continue;
		buf_adds(out, "    ");
		buf_adds(out, term_style(t->run->term, STYLE_DIM));
		wrap_text(out, cells[i], strlen(cells[i]), 4, width);
		buf_adds(out, term_plain(t->run->term));
	}
}

static void add_row(struct table *t, char *const *cells)
{
	add_line(t, cells);
	buf_addc(out_buf(t->run->out), '\n');
	add_details(t, cells);
	t->run->count++;
	out_flush_some(t->run->out);
}

/* What the width had no room for is told, not lost. */
static void tell_hidden(const struct table *t)
{
	struct buf names CLEANUP(buf_free) = {0};

	for (size_t i = 0; i < t->run->n; i++) {
		bool filled = false;

		for (size_t row = 0; row < t->rows; row++)
			filled = filled || t->cells[row * t->run->n + i][0] != '\0';
		if (t->hidden[i] && filled)
			buf_addf(&names, "%s%s", names.len > 0 ? ", " : "", mct_field_name(field_at(t, i)));
	}
	if (names.len > 0)
		fprintf(stderr, "also: %s (--columns, --json, or a wider terminal)\n", buf_str(&names));
}

/* ---- the stream -------------------------------------------------------------------------------------- */

static mct_status_t sample(struct table *t)
{
	mct_status_t st = MCT_DONE;

	t->cells = calloc(SAMPLE_ROWS * t->run->n, sizeof *t->cells);
	if (t->cells == NULL)
		return MCT_NOMEM;
	while (t->rows < SAMPLE_ROWS && (st = mct_rows_next(t->run->rows)) == MCT_ROW) {
		if (!read_row(t, t->cells + t->rows * t->run->n))
			return MCT_NOMEM;
		t->rows++;
	}
	return st;
}

static mct_status_t stream_rest(struct table *t)
{
	mct_status_t st;

	while (!out_gone(t->run->out) && (st = mct_rows_next(t->run->rows)) == MCT_ROW) {
		char *cells[96] = {NULL};
		bool read = read_row(t, cells);

		if (read)
			add_row(t, cells);
		for (size_t i = 0; i < t->run->n; i++)
			free(cells[i]);
		if (!read)
			return MCT_NOMEM;
	}
	return out_gone(t->run->out) || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t print_table(struct table *t, mct_status_t st)
{
	if (t->rows == 0)
		return MCT_OK;
	measure(t);
	fit(t);
	add_heading(t);
	for (size_t row = 0; row < t->rows; row++)
		add_row(t, t->cells + row * t->run->n);
	if (st == MCT_ROW)
		st = stream_rest(t);
	tell_hidden(t);
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t sink_table(struct sink_run *run)
{
	struct table t = {.run = run};
	mct_status_t st = sample(&t);

	if (st == MCT_ROW || st == MCT_DONE)
		st = print_table(&t, st);
	for (size_t i = 0; t.cells != NULL && i < SAMPLE_ROWS * run->n; i++)
		free(t.cells[i]);
	free(t.cells);
	return st;
}
