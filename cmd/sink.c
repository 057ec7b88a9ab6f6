/*
 * sink.c - picks the columns to show, hands the stream to the form that was asked
 * for, and does what the forms share. A form asks for row after row and
 * appends to the output; it keeps no row but what its layout needs.
 */
#include "sink.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "util/base.h"
#include "util/text.h"

#define USUAL_WIDTH 80
#define LEAST_ROOM 10 /* even where the indent leaves less */

typedef mct_status_t sink_fn(struct sink_run *run);
static sink_fn *const sinks[] = {
	[SINK_TABLE] = sink_table,
	[SINK_CARD] = sink_card,
	[SINK_JSON] = sink_json,
	[SINK_CSV] = sink_csv,
	[SINK_TSV] = sink_tsv,
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
	run.for_eyes = term->out_tty && out->fd == STDOUT_FILENO;
	st = sinks[options->form](&run);
	*count = run.count;
	return st;
}

/* ---- what the forms share -------------------------------------------------------------------- */

mct_status_t sink_next(struct sink_run *run)
{
	mct_status_t st;

	out_flush_some(run->out);
	if (out_gone(run->out) || (run->options->limit > 0 && run->count == run->options->limit))
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

void sink_add_bytes(struct sink_run *run, struct buf *out, const char *s, size_t n)
{
	if (run->for_eyes)
		text_add_safe(out, s, n, true);
	else
		buf_add(out, s, n);
}

/* ---- text for eyes --------------------------------------------------------------------------- */

size_t sink_width(const struct term *term)
{
	return term->width != 0 ? term->width : USUAL_WIDTH;
}

/* Safe to print, and without what has no width of its own: tabs, and the CR of a CR LF. */
static void add_tidied(struct buf *out, const char *s, size_t n)
{
	struct buf plain CLEANUP(buf_free) = {0};

	for (size_t i = 0; i < n; i++)
		if (s[i] != '\r' || i + 1 == n || s[i + 1] != '\n')
			buf_addc(&plain, s[i] == '\t' ? ' ' : s[i]);
	text_add_safe(out, buf_str(&plain), plain.len, true);
	out->failed = out->failed || plain.failed;
}

/* How much of the line goes into the room: whole words, or a part of one that is too long. */
static size_t fitting_words(const char *s, size_t n, size_t room)
{
	size_t fit = text_fit(s, n, room), lead = strspn(s, " "), cut = fit;

	if (fit == n)
		return n;
	while (cut > lead && s[cut] != ' ')
		cut--;
	return cut > lead ? cut : fit;
}

/* A pager that scrolls knows nothing of the line before: each has its own style. */
static void add_styled(
	struct buf *out, const struct term *term, enum term_style style, const char *s, size_t n)
{
	if (n > 0) {
		buf_adds(out, term_style(term, style));
		buf_add(out, s, n);
		buf_adds(out, style != STYLE_PLAIN ? term_plain(term) : "");
	}
	buf_addc(out, '\n');
}

void sink_add_wrapped(struct buf *out, const struct term *term, enum term_style style,
	size_t indent, const char *s, size_t n)
{
	struct buf text CLEANUP(buf_free) = {0};
	size_t width = sink_width(term);
	size_t room = width > indent + LEAST_ROOM ? width - indent : LEAST_ROOM;
	const char *at, *stop = NULL;

	add_tidied(&text, s, n);
	out->failed = out->failed || text.failed;
	at = buf_str(&text);
	do {
		size_t length;

		if (stop == NULL || at > stop)
			stop = at + strcspn(at, "\n");
		length = fitting_words(at, (size_t)(stop - at), room);
		if (at != buf_str(&text) && length > 0)
			buf_pad(out, ' ', indent);
		add_styled(out, term, style, at, length);
		at += length;
		at += strspn(at, " ");
		at += *at == '\n';
	} while (*at != '\0');
}
