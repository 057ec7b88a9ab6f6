/*
 * workbook.c - everything as a workbook: a sheet for each kind of record that there is,
 * with real days and amounts, so that a spreadsheet can reckon with them.
 */
#include <stdlib.h>
#include <string.h>

#include "mct.h"
#include "record/rows.h"
#include "store/module.h"
#include "util/text.h"
#include "workbook/workbooks.h"

#define COLUMNS_MAX 80

struct writing {
	mct_t *m;
	const struct workbooks *books;
	struct book *book;
	struct mct_workbook *out;
	double minor; /* how many of the smallest coins make one */
};

/* A text that no cell can hold is cut between two letters, and counted. */
static void write_text(struct writing *w, size_t row, size_t column, const struct mct_value *v)
{
	struct buf cut CLEANUP(buf_free) = {0};
	size_t n = BOOK_TEXT_MAX - 1;

	if (v->length <= BOOK_TEXT_MAX) {
		w->books->text(w->book, row, column, v->text);
		return;
	}
	while (n > 0 && ((unsigned char)v->text[n] & 0xC0) == 0x80)
		n--;
	buf_add(&cut, v->text, n);
	w->books->text(w->book, row, column, buf_str(&cut));
	w->out->cut++;
}

static void write_cell(struct writing *w, const mct_field_t *f, size_t row, size_t column,
	const struct mct_value *v)
{
	int32_t day;
	int year, month, of_month;

	switch (f->type) {
	case MCT_TYPE_MONEY:
		w->books->number(w->book, row, column, CELL_MONEY, (double)v->integer / w->minor);
		return;
	case MCT_TYPE_MINUTES:
	case MCT_TYPE_LENGTH:
	case MCT_TYPE_DAYS:
	case MCT_TYPE_COUNT:
	case MCT_TYPE_SCORE:
		w->books->number(w->book, row, column, CELL_NUMBER, (double)v->integer);
		return;
	case MCT_TYPE_RATIO:
	case MCT_TYPE_SHARE:
		w->books->number(w->book, row, column, CELL_NUMBER, v->number);
		return;
	case MCT_TYPE_DATE:
		day = date_from_iso(v->text, v->length);
		if (day == DATE_NONE)
			break; /* one of the field's words */
		date_split(day, &year, &month, &of_month);
		w->books->date(w->book, row, column, year, month, of_month);
		return;
	default:
		break;
	}
	write_text(w, row, column, v);
}

static bool begin_sheet(struct writing *w, const mct_entity_t *e, const mct_rows_t *rows)
{
	const char *headings[COLUMNS_MAX];
	struct buf name CLEANUP(buf_free) = {0};
	size_t n = mct_rows_width(rows);

	for (size_t i = 0; i < n; i++)
		headings[i] = mct_rows_column(rows, i)->title;
	buf_addf(&name, "%c%s", e->plural[0] - 'a' + 'A', e->plural + 1);
	return w->books->sheet(w->book, buf_str(&name), headings, n);
}

/* With its id, which other sheets do not name but people do. */
static mct_status_t list(mct_t *m, const mct_entity_t *e, mct_rows_t **rows)
{
	const char *columns[COLUMNS_MAX];
	const struct mct_query query = {.columns = columns, .sort = "id"};
	size_t n = 0;

	columns[n++] = "id";
	for (size_t i = 0; i < e->count && n + 1 < COLUMNS_MAX; i++)
		if ((e->fields[i].flags & MCT_FIELD_COMPUTED) == 0)
			columns[n++] = e->fields[i].name;
	columns[n] = NULL;
	return mct_list(m, e, &query, rows);
}

static mct_status_t write_rows(struct writing *w, const mct_entity_t *e, mct_rows_t *rows)
{
	size_t row = 0, width = mct_rows_width(rows);
	mct_status_t st;

	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		if (row == 0 && !begin_sheet(w, e, rows))
			return fail_nomem(w->m);
		if (row == BOOK_ROWS_MAX)
			return fail(w->m, MCT_REFUSED, "export them as CSV",
				"a sheet holds %d rows, and there are more %s", BOOK_ROWS_MAX,
				e->plural);
		for (size_t i = 0; i < width; i++) {
			struct mct_value v;

			mct_rows_value(rows, i, &v);
			if (v.set)
				write_cell(w, mct_rows_column(rows, i), row, i, &v);
		}
		row++;
	}
	w->out->rows += (int64_t)row;
	w->out->sheets += row > 0;
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t write_kind(struct writing *w, const mct_entity_t *e)
{
	mct_rows_t *rows;
	mct_status_t st = list(w->m, e, &rows);

	if (st != MCT_OK)
		return st;
	st = write_rows(w, e, rows);
	mct_rows_free(rows);
	return st;
}

/* A workbook has a sheet, also of a practice that has nothing yet. */
static mct_status_t write_all(struct writing *w, const mct_entity_t *only)
{
	static const char *const nothing[] = {"Name"};
	const mct_entity_t *e;
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && (e = mct_entity_at(i)) != NULL; i++)
		if (only == NULL || e == only)
			st = write_kind(w, e);
	if (st == MCT_OK && w->out->sheets == 0 &&
		!w->books->sheet(w->book, "Nothing yet", nothing, 1))
		return fail_nomem(w->m);
	return st;
}

mct_status_t mct_workbook(mct_t *m, const mct_entity_t *only, struct mct_workbook *out)
{
	struct writing w = {.m = m, .out = out, .minor = 1};
	const struct module *module;
	mct_status_t st = module_load(m, "workbook", sizeof(struct workbooks), &module);

	*out = (struct mct_workbook){0};
	if (st != MCT_OK)
		return st;
	for (int i = 0; i < handle_money_digits(m); i++)
		w.minor *= 10;
	w.books = (const struct workbooks *)module;
	w.book = w.books->begin(handle_money_digits(m));
	if (w.book == NULL)
		return fail_nomem(m);
	st = write_all(&w, only);
	if (!w.books->end(w.book, st == MCT_OK ? &out->data : NULL, &out->length) && st == MCT_OK)
		st = fail(m, MCT_ERROR, "is there room for temporary files?",
			"the workbook could not be written");
	return st;
}

void mct_workbook_free(struct mct_workbook *workbook)
{
	free(workbook->data);
	*workbook = (struct mct_workbook){0};
}
