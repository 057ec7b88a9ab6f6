/*
 * sink.c - picks the columns to show, hands the stream to the form that was asked
 * for, and does what the forms share. A form asks for row after row and
 * appends to the output; it keeps no row but what its layout needs.
 */
#include "sink.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "util/base.h"
#include "wrap.h"

#define USUAL_WIDTH 80

typedef mct_status_t sink_fn(struct sink_run *run);
static sink_fn *const sinks[] = {
	[SINK_TABLE] = sink_table, [SINK_CARD] = sink_card, [SINK_JSON] = sink_json,
	[SINK_CSV] = sink_csv,     [SINK_TSV] = sink_tsv,
};

/* ---- which columns --------------------------------------------------------------------------- */

struct choice {
	size_t *columns;
	const mct_field_t **fields;
	size_t n;
};

static void choice_free(struct choice *c)
{
	free(c->columns);
	free(c->fields);
}

/* Room for as many columns as may be chosen. */
static bool choice_init(struct choice *c, const mct_rows_t *rows, const char *const *names)
{
	size_t most = mct_rows_width(rows) + 1;

	for (size_t i = 0; names != NULL && names[i] != NULL; i++)
		most++;
	c->columns = calloc(most, sizeof *c->columns);
	c->fields = calloc(most, sizeof *c->fields);
	return c->columns != NULL && c->fields != NULL;
}

static void choice_add(struct choice *c, const mct_rows_t *rows, size_t column)
{
	c->columns[c->n] = column;
	c->fields[c->n] = mct_rows_column(rows, column);
	c->n++;
}

static bool choice_add_named(struct choice *c, const mct_rows_t *rows, const char *name)
{
	for (size_t i = 0; i < mct_rows_width(rows); i++) {
		if (strcasecmp(mct_field_name(mct_rows_column(rows, i)), name) == 0) {
			choice_add(c, rows, i);
			return true;
		}
	}
	return false;
}

static void choice_add_flagged(struct choice *c, const mct_rows_t *rows, unsigned flags)
{
	for (size_t i = 0; i < mct_rows_width(rows); i++)
		if ((mct_field_flags(mct_rows_column(rows, i)) & flags) == flags)
			choice_add(c, rows, i);
}

/* A table shows what is worth a glance, where that is marked; the other forms show all. */
static void choice_add_default(struct choice *c, const mct_rows_t *rows, enum sink_form form)
{
	if (form == SINK_TABLE)
		choice_add_flagged(c, rows, MCT_FIELD_LISTED);
	if (c->n == 0)
		choice_add_flagged(c, rows, 0);
}

mct_status_t sink_rows(mct_t *m, mct_rows_t *rows, struct out *out, const struct term *term,
		       const struct sink_options *options, int64_t *count, const char **unknown)
{
	struct choice chosen CLEANUP(choice_free) = {0};
	const char *const *names = options->columns;
	struct sink_run run = {.m = m, .rows = rows, .out = out, .term = term, .options = options};
	mct_status_t st;

	if (!choice_init(&chosen, rows, names))
		return MCT_NOMEM;
	for (; names != NULL && *names != NULL; names++) {
		if (!choice_add_named(&chosen, rows, *names)) {
			*unknown = *names;
			return MCT_INVALID;
		}
	}
	if (chosen.n == 0)
		choice_add_default(&chosen, rows, options->form);
	run.columns = chosen.columns;
	run.fields = chosen.fields;
	run.n = chosen.n;
	st = sinks[options->form](&run);
	*count = run.count;
	return st;
}

/* ---- what the forms share -------------------------------------------------------------------- */

mct_status_t sink_next(struct sink_run *run)
{
	mct_status_t st;

	out_flush_some(run->out);
	if (out_gone(run->out))
		return MCT_OK;
	st = mct_rows_next(run->rows);
	if (st == MCT_ROW)
		run->count++;
	return st == MCT_DONE ? MCT_OK : st;
}

const char *sink_text(struct sink_run *run, size_t i, enum mct_form form, size_t *length)
{
	struct mct_value v;

	mct_rows_value(run->rows, run->columns[i], &v);
	if (!v.set) {
		*length = 0;
		return "";
	}
	return mct_value_text(run->m, run->fields[i], &v, form, length);
}

size_t sink_width(const struct sink_run *run)
{
	return run->term->width != 0 ? run->term->width : USUAL_WIDTH;
}

/* Without what would upset the wrapping: a tab has no width of its own, CR LF is one line end. */
static void add_tidied(struct buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] != '\r' || i + 1 == n || s[i + 1] != '\n')
			buf_addc(out, s[i] == '\t' ? ' ' : s[i]);
}

/* Each line gets its own style, since a pager that scrolls knows nothing of the line before. */
void sink_add_wrapped(struct sink_run *run, enum term_style style, const char *s, size_t n,
		      size_t indent)
{
	struct buf tidied CLEANUP(buf_free) = {0};
	struct buf lines CLEANUP(buf_free) = {0};
	struct buf *out = out_buf(run->out);
	size_t width = sink_width(run);
	const char *line;

	add_tidied(&tidied, s, n);
	wrap_text(&lines, buf_str(&tidied), tidied.len, 0, width > indent ? width - indent : 0);
	for (line = buf_str(&lines); *line != '\0';) {
		size_t length = strcspn(line, "\n");

		if (line != buf_str(&lines) && length > 0)
			buf_pad(out, ' ', indent);
		if (length > 0) {
			buf_adds(out, term_style(run->term, style));
			buf_add(out, line, length);
			buf_adds(out, style != STYLE_PLAIN ? term_plain(run->term) : "");
		}
		buf_addc(out, '\n');
		line += length + (line[length] == '\n');
	}
}
