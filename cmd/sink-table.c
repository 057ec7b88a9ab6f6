/*
 * sink-table.c - rows as a table for eyes. The first rows are held back to find the
 * widths, the rest streams through with the same ones: a million rows need
 * no more memory than five hundred. What a narrow terminal has no column for
 * stands under its row.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "sink.h"
#include "util/text.h"

#define HELD_ROWS 500
#define HELD_BYTES ((size_t)1 << 20)
#define NAME_LEAST 14  /* a name cut shorter could be anybody's */
#define ALERT_LEAST 16 /* a warning cut shorter warns of nothing */
#define TEXT_LEAST 8
#define MARKED_LEAST 4 /* of a name before its mark, which says who it is */
#define NARROW 60      /* below this a long text is not cut but stands under its row */
#define GAP 2
#define DETAIL_INDENT 4

struct column {
	const mct_field_t *field;
	size_t widest; /* its widest text, the title among them */
	size_t mark;   /* the widest mark behind a name */
	size_t least;  /* how narrow it may get */
	size_t width;
	bool right; /* numbers: their ends stand under each other */
	bool alert;
	bool detail; /* printed under the row rather than as a column */
	bool shown;
	bool spilled; /* there is no room for it: printed under the row, with its title */
	bool missed;  /* not shown, though there is something in it */
};

/* A text inside table.text. Offsets, since the buffer moves while it grows. */
struct cell {
	size_t at, length, width;
};

struct table {
	struct sink_run *run;
	struct column *columns;
	size_t n;
	struct cell *cells; /* row after row; row 0 is the heading */
	size_t rows;        /* held, the heading among them */
	struct buf text;
	struct buf cut; /* the cell being printed, where it has to be cut */
};

static void table_free(struct table *t)
{
	free(t->columns);
	free(t->cells);
	buf_free(&t->text);
	buf_free(&t->cut);
}

/* ---- columns --------------------------------------------------------------------------------- */

static bool is_number(const mct_field_t *f)
{
	switch (mct_field_type(f)) {
	case MCT_TYPE_TIME:
	case MCT_TYPE_MINUTES:
	case MCT_TYPE_DAYS:
	case MCT_TYPE_MONEY:
	case MCT_TYPE_COUNT:
	case MCT_TYPE_SCORE:
	case MCT_TYPE_RATIO:
	case MCT_TYPE_SHARE:
	case MCT_TYPE_LENGTH:
		return true;
	default:
		return false;
	}
}

/* Where the mark begins that tells a name from the same name, " <555-0142>"; `n` where there is
 * none. */
static size_t mark_of(const struct column *c, const char *s, size_t n)
{
	mct_type_t type = mct_field_type(c->field);

	if ((type != MCT_TYPE_NAME && type != MCT_TYPE_REF) || n == 0 || s[n - 1] != '>')
		return n;
	for (size_t i = n - 1; i > 0; i--)
		if (s[i] == '<' && s[i - 1] == ' ')
			return i - 1;
	return n;
}

/* How far it may be cut. A date, an amount or a phone number is of use whole or not at all. */
static size_t least_width(const struct column *c)
{
	size_t least = c->widest;

	switch (mct_field_type(c->field)) {
	case MCT_TYPE_NAME:
	case MCT_TYPE_REF:
		least = NAME_LEAST;
		if (c->mark > 0 && least < c->mark + MARKED_LEAST)
			least = c->mark + MARKED_LEAST;
		break;
	case MCT_TYPE_TEXT:
	case MCT_TYPE_LONG_TEXT:
	case MCT_TYPE_EMAIL:
	case MCT_TYPE_WORDS:
		least = c->alert ? ALERT_LEAST : TEXT_LEAST;
		break;
	default:
		break;
	}
	return least < c->widest ? least : c->widest;
}

static bool has_column_left(const struct table *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (!t->columns[i].detail)
			return true;
	return false;
}

/* Details alone would have no row to stand under: then they are columns like others. */
static void describe_columns(struct table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const mct_field_t *f = t->run->fields[i];

		t->columns[i] = (struct column){
			.field = f,
			.right = is_number(f),
			.alert = (mct_field_flags(f) & MCT_FIELD_ALERT) != 0,
			.detail = (mct_field_flags(f) & MCT_FIELD_DETAIL) != 0,
		};
	}
	for (size_t i = 0; !has_column_left(t) && i < t->n; i++)
		t->columns[i].detail = false;
}

static mct_status_t table_init(struct table *t, struct sink_run *run)
{
	t->run = run;
	t->n = run->n;
	t->columns = calloc(t->n + 1, sizeof *t->columns);
	t->cells = calloc((HELD_ROWS + 1) * t->n + 1, sizeof *t->cells);
	if (t->columns == NULL || t->cells == NULL)
		return MCT_NOMEM;
	describe_columns(t);
	return MCT_OK;
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* Safe to print, on one line: line breaks show as " / ", tabs as blanks. */
static void add_one_line(struct buf *out, const char *s, size_t n)
{
	const char *end = s + n;
	size_t before = out->len;

	while (s < end) {
		const char *from = s;
		bool broken = false;

		while (s < end && *s != '\n' && *s != '\r' && *s != '\t')
			s++;
		text_add_safe(out, from, (size_t)(s - from), false);
		for (; s < end && (*s == '\n' || *s == '\r' || *s == '\t'); s++)
			broken = broken || *s != '\t';
		if (s < end && out->len > before)
			buf_adds(out, broken ? " / " : " ");
	}
}

static struct cell end_cell(const struct table *t, size_t at)
{
	size_t length = t->text.len - at;

	return (struct cell){at, length, text_width(buf_str(&t->text) + at, length)};
}

static void hold_heading(struct table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t at = t->text.len;

		for (const char *c = mct_field_title(t->columns[i].field); *c != '\0'; c++)
			buf_addc(&t->text, (char)toupper((unsigned char)*c));
		t->cells[i] = end_cell(t, at);
	}
	t->rows = 1;
}

/* Details keep their lines: they are made safe when they are wrapped. */
static void read_row(struct table *t, struct cell *cells)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t at = t->text.len, length;
		const char *text = sink_text(t->run, i, MCT_FORM_HUMAN, &length);

		if (t->columns[i].alert && length > 0)
			buf_adds(&t->text, "! ");
		if (t->columns[i].detail)
			buf_add(&t->text, text, length);
		else
			add_one_line(&t->text, text, length);
		cells[i] = end_cell(t, at);
	}
}

/* MCT_ROW when the table is full and more may come, MCT_OK when these are all. */
static mct_status_t hold_rows(struct table *t)
{
	while (t->rows <= HELD_ROWS && t->text.len < HELD_BYTES) {
		mct_status_t st = sink_next(t->run);

		if (st != MCT_ROW)
			return st;
		read_row(t, t->cells + t->rows * t->n);
		t->rows++;
	}
	return MCT_ROW;
}

/* ---- layout ---------------------------------------------------------------------------------- */

/* Which columns have anything in them, and how wide they would like to be. */
static void measure(struct table *t)
{
	bool all = t->run->options->columns != NULL, first = true;

	for (size_t i = 0; i < t->n; i++) {
		struct column *c = &t->columns[i];
		bool filled = false;

		c->widest = t->cells[i].width;
		for (size_t row = 1; row < t->rows; row++) {
			const struct cell *cell = &t->cells[row * t->n + i];
			const char *text = buf_str(&t->text) + cell->at;
			size_t from = mark_of(c, text, cell->length);
			size_t mark = text_width(text + from, cell->length - from);

			filled = filled || cell->length > 0;
			c->widest = cell->width > c->widest ? cell->width : c->widest;
			c->mark = mark > c->mark ? mark : c->mark;
		}
		c->shown = !c->detail && (filled || all || first);
		first = first && c->detail;
		c->width = c->widest;
		c->least = least_width(c);
	}
}

/* Of the whole line, with every column as wide as it likes, or all as narrow as they may be. */
static size_t line_width(const struct table *t, bool narrow)
{
	size_t width = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->columns[i].shown)
			width += (narrow ? t->columns[i].least : t->columns[i].width) + GAP;
	return width > 0 ? width - GAP : 0;
}

static size_t first_shown(const struct table *t)
{
	size_t i = 0;

	while (i < t->n && !t->columns[i].shown)
		i++;
	return i;
}

/* What may be dropped, in this order. A warning is the last to go, after what it warns of. */
enum spare { SPARE_WIDE, SPARE_PLAIN, SPARE_FIRM, SPARE_ALERT };

static bool is_spare(const struct column *c, enum spare kind)
{
	unsigned flags = mct_field_flags(c->field);

	switch (kind) {
	case SPARE_WIDE:
		return !c->alert && (flags & MCT_FIELD_WIDE) != 0;
	case SPARE_PLAIN:
		return !c->alert && (flags & MCT_FIELD_FIRM) == 0;
	case SPARE_FIRM:
		return !c->alert;
	case SPARE_ALERT:
		break;
	}
	return true;
}

/* Drops columns from the right, never the first, until the line has room or none is to spare. They
 * go under the row, but for those that nobody misses who did not ask for them. */
static void drop_columns(struct table *t, enum spare kind, bool narrow)
{
	size_t first = first_shown(t);
	bool asked = t->run->options->columns != NULL;

	for (size_t i = t->n; i-- > first + 1 && line_width(t, narrow) > t->run->term->width;) {
		struct column *c = &t->columns[i];

		if (!c->shown || !is_spare(c, kind))
			continue;
		c->shown = false;
		c->spilled = asked || (mct_field_flags(c->field) & MCT_FIELD_WIDE) == 0;
	}
}

/* What would be a few words of a text each. */
static void move_long_texts(struct table *t)
{
	size_t first = first_shown(t);

	for (size_t i = first + 1; i < t->n && line_width(t, false) > t->run->term->width; i++) {
		struct column *c = &t->columns[i];

		if (!c->shown || c->alert || mct_field_type(c->field) != MCT_TYPE_LONG_TEXT)
			continue;
		c->shown = false;
		c->detail = true;
	}
}

/* Takes a little from whichever column is widest, until all have a fair share of the line. */
static void shrink_columns(struct table *t)
{
	size_t room = t->run->term->width;

	for (size_t width = line_width(t, false); width > room; width--) {
		struct column *widest = NULL;

		for (size_t i = 0; i < t->n; i++) {
			struct column *c = &t->columns[i];

			if (c->shown && c->width > c->least &&
				(widest == NULL || c->width > widest->width))
				widest = c;
		}
		if (widest == NULL)
			return;
		widest->width--;
	}
}

/* Room for a column is made at the cost of what can best be spared; what is left over is used. */
static void lay_out(struct table *t)
{
	size_t room = t->run->term->width, first;

	measure(t);
	if (room == 0)
		return;
	drop_columns(t, SPARE_WIDE, false);
	if (room < NARROW)
		move_long_texts(t);
	drop_columns(t, SPARE_PLAIN, true);
	drop_columns(t, SPARE_FIRM, true);
	drop_columns(t, SPARE_ALERT, true);
	first = first_shown(t);
	if (first < t->n && t->columns[first].least > room)
		t->columns[first].least = room;
	shrink_columns(t);
}

/* ---- printing -------------------------------------------------------------------------------- */

/* The cell's text and width as its column has room for it: of a name its mark stays. Without a
 * terminal nothing is cut. */
static const char *fitted(struct table *t, const struct column *c, struct cell *cell)
{
	const char *text = buf_str(&t->text) + cell->at;
	size_t name, mark;

	if (t->run->term->width == 0 || cell->width <= c->width)
		return text;
	name = mark_of(c, text, cell->length);
	mark = text_width(text + name, cell->length - name);
	if (mark + MARKED_LEAST > c->width) {
		name = cell->length;
		mark = 0;
	}
	buf_clear(&t->cut);
	text_add_fitted(&t->cut, text, name, c->width - mark, t->run->term->utf8);
	buf_add(&t->cut, text + name, cell->length - name);
	cell->length = t->cut.len;
	cell->width = text_width(buf_str(&t->cut), t->cut.len);
	return buf_str(&t->cut);
}

static void add_styled(struct table *t, enum term_style style, const char *s, size_t n)
{
	struct buf *out = out_buf(t->run->out);

	buf_adds(out, term_style(t->run->term, style));
	buf_add(out, s, n);
	buf_adds(out, style != STYLE_PLAIN ? term_plain(t->run->term) : "");
}

/* Blanks are owed until a text comes, so that no line ends in any. */
static void add_line(struct table *t, const struct cell *cells, bool heading)
{
	size_t blanks = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct column *c = &t->columns[i];
		enum term_style style = heading ? STYLE_BOLD : c->alert ? STYLE_RED : STYLE_PLAIN;
		struct cell cell = cells[i];
		const char *text;
		size_t pad;

		if (!c->shown)
			continue;
		text = fitted(t, c, &cell);
		pad = c->width > cell.width ? c->width - cell.width : 0;
		if (cell.length > 0) {
			buf_pad(out_buf(t->run->out), ' ', blanks + (c->right ? pad : 0));
			add_styled(t, style, text, cell.length);
			blanks = c->right ? 0 : pad;
		} else {
			blanks += pad;
		}
		blanks += GAP;
	}
	buf_addc(out_buf(t->run->out), '\n');
}

static void add_detail(struct table *t, const struct column *c, const struct cell *cell)
{
	struct buf *out = out_buf(t->run->out);

	buf_pad(out, ' ', DETAIL_INDENT);
	sink_add_wrapped(out, t->run->term, c->alert ? STYLE_RED : STYLE_DIM, DETAIL_INDENT,
		buf_str(&t->text) + cell->at, cell->length);
}

/* "Status overdue; Every 14": what there was no column for, in one text that wraps. A warning is
 * one of its own. */
static void add_spilled(struct table *t, const struct cell *cells)
{
	struct buf line CLEANUP(buf_free) = {0};
	struct buf *out = out_buf(t->run->out);

	for (size_t i = 0; i < t->n; i++) {
		const struct column *c = &t->columns[i];

		if (!c->spilled || cells[i].length == 0)
			continue;
		if (c->alert) {
			add_detail(t, c, &cells[i]);
			continue;
		}
		if (line.len > 0)
			buf_adds(&line, "; ");
		buf_addf(&line, "%s ", mct_field_title(c->field));
		buf_add(&line, buf_str(&t->text) + cells[i].at, cells[i].length);
	}
	if (line.len == 0)
		return;
	buf_pad(out, ' ', DETAIL_INDENT);
	sink_add_wrapped(out, t->run->term, STYLE_PLAIN, DETAIL_INDENT, buf_str(&line), line.len);
}

static void add_row(struct table *t, const struct cell *cells)
{
	add_line(t, cells, false);
	add_spilled(t, cells);
	for (size_t i = 0; i < t->n; i++) {
		struct column *c = &t->columns[i];

		if (c->shown || c->spilled || cells[i].length == 0)
			continue;
		if (c->detail)
			add_detail(t, c, &cells[i]);
		else
			c->missed = true;
	}
}

/* What there was no room for is told, not lost; to a program that reads stderr on one line. */
static void tell_missed(const struct table *t)
{
	static const char lead[] = "also: ";
	struct buf line CLEANUP(buf_free) = {0};
	struct buf *notes = out_notes(t->run->out);

	for (size_t i = 0; i < t->n; i++)
		if (t->columns[i].missed)
			buf_addf(&line, "%s%s", line.len > 0 ? ", " : lead,
				mct_field_name(t->columns[i].field));
	if (line.len == 0)
		return;
	buf_adds(&line, " (--columns, --json, or a wider terminal)");
	if (t->run->term->err_tty)
		sink_add_wrapped(
			notes, t->run->term, STYLE_DIM, strlen(lead), buf_str(&line), line.len);
	else
		buf_addf(notes, "%s\n", buf_str(&line));
}

/* ---- the stream ------------------------------------------------------------------------------ */

/* Each row takes the place of the held ones, which are printed by now. */
static mct_status_t stream_rest(struct table *t)
{
	mct_status_t st;

	while ((st = sink_next(t->run)) == MCT_ROW) {
		buf_clear(&t->text);
		read_row(t, t->cells);
		if (t->text.failed)
			return MCT_NOMEM;
		add_row(t, t->cells);
	}
	return st;
}

mct_status_t sink_table(struct sink_run *run)
{
	struct table t CLEANUP(table_free) = {0};
	mct_status_t st = table_init(&t, run);

	if (st != MCT_OK)
		return st;
	hold_heading(&t);
	st = hold_rows(&t);
	if (t.text.failed)
		return MCT_NOMEM;
	if (t.rows == 1 || (st != MCT_ROW && st != MCT_OK))
		return st;
	lay_out(&t);
	add_line(&t, t.cells, true);
	for (size_t row = 1; row < t.rows; row++)
		add_row(&t, t.cells + row * t.n);
	if (st == MCT_ROW)
		st = stream_rest(&t);
	tell_missed(&t);
	return st;
}
