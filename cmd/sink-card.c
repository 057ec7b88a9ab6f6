/*
 * sink-card.c - one record as a card: the name, then whatever warns, then the filled
 * fields, a line each, wrapped to the width.
 */
#include <ctype.h>
#include <string.h>

#include "sink.h"
#include "util/text.h"
#include "wrap.h"

#define WIDTH_WITHOUT_TERMINAL 80

static size_t width_of(const struct sink_run *run)
{
	return run->term->width != 0 ? run->term->width : WIDTH_WITHOUT_TERMINAL;
}

static bool is_id(const mct_field_t *f)
{
	return strcmp(mct_field_name(f), "id") == 0;
}

static const char *cell(struct sink_run *run, size_t column, size_t *length)
{
	struct mct_value v;

	mct_rows_value(run->rows, column, &v);
	return mct_value_text(run->m, mct_rows_column(run->rows, column), &v, MCT_FORM_HUMAN, length);
}

/* The first column that is not the id heads the card; the id stands behind it. */
static size_t add_head(struct sink_run *run)
{
	struct buf *out = out_buf(run->out);
	size_t head = 0, length;
	const char *text;

	while (head + 1 < run->n && is_id(mct_rows_column(run->rows, run->columns[head])))
		head++;
	text = cell(run, run->columns[head], &length);
	buf_adds(out, term_style(run->term, STYLE_BOLD));
	text_add_safe(out, text, length, false);
	buf_adds(out, term_plain(run->term));
	for (size_t i = 0; i < run->n; i++) {
		if (!is_id(mct_rows_column(run->rows, run->columns[i])) || i == head)
			continue;
		text = cell(run, run->columns[i], &length);
		buf_addf(out, "  %s%.*s%s", term_style(run->term, STYLE_DIM), (int)length, text, term_plain(run->term));
	}
	buf_addc(out, '\n');
	return head;
}

/* "! CAUTIONS  latex allergy": plain to see without colour. */
static void add_alert(struct sink_run *run, const mct_field_t *f, const char *text, size_t length)
{
	struct buf *out = out_buf(run->out);

	buf_adds(out, term_style(run->term, STYLE_RED));
	buf_adds(out, "! ");
	for (const char *c = mct_field_title(f); *c != '\0'; c++)
		buf_addc(out, (char)toupper((unsigned char)*c));
	buf_adds(out, "  ");
	wrap_text(out, text, length, strlen(mct_field_title(f)) + 4, width_of(run));
	buf_adds(out, term_plain(run->term));
}

static void add_alerts(struct sink_run *run, size_t head)
{
	for (size_t i = 0; i < run->n; i++) {
		const mct_field_t *f = mct_rows_column(run->rows, run->columns[i]);
		size_t length;
		const char *text;

		if (i == head || (mct_field_flags(f) & MCT_FIELD_ALERT) == 0)
			continue;
		text = cell(run, run->columns[i], &length);
		if (length > 0)
			add_alert(run, f, text, length);
	}
}

static size_t title_width(const struct sink_run *run)
{
	size_t width = 0;

	for (size_t i = 0; i < run->n; i++) {
		size_t title = strlen(mct_field_title(mct_rows_column(run->rows, run->columns[i])));

		width = title > width ? title : width;
	}
	return width;
}

static void add_fields(struct sink_run *run, size_t head)
{
	struct buf *out = out_buf(run->out);
	size_t titles = title_width(run);

	for (size_t i = 0; i < run->n; i++) {
		const mct_field_t *f = mct_rows_column(run->rows, run->columns[i]);
		size_t length;
		const char *text;

		if (i == head || is_id(f) || (mct_field_flags(f) & MCT_FIELD_ALERT) != 0)
			continue;
		text = cell(run, run->columns[i], &length);
		if (length == 0)
			continue;
		buf_addf(out, "%s%s%s", term_style(run->term, STYLE_DIM), mct_field_title(f), term_plain(run->term));
		buf_pad(out, ' ', titles - strlen(mct_field_title(f)) + 2);
		wrap_text(out, text, length, titles + 2, width_of(run));
	}
}

mct_status_t sink_card(struct sink_run *run)
{
	mct_status_t st = MCT_ROW;

	while (!out_gone(run->out) && (st = mct_rows_next(run->rows)) == MCT_ROW) {
		size_t head;

		if (run->count++ > 0)
			buf_addc(out_buf(run->out), '\n');
		head = add_head(run);
		add_alerts(run, head);
		add_fields(run, head);
		out_flush_some(run->out);
	}
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}
