/*
 * workbooks.c - writes with libxlsxwriter, into memory: what is half made never stands
 * in a file.
 */
#include "workbook/workbooks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "mct.h"
#include "util/base.h"

#define COLUMNS_MAX 80
#define WIDTH_MIN 6
#define WIDTH_MAX 50

struct book {
	int file;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *heading, *text, *formats[CELL_MONEY + 1];
	size_t columns, rows;       /* of the sheet */
	size_t widths[COLUMNS_MAX]; /* of the longest cell of each column */
};

static struct book *give_up(struct book *w)
{
	if (w->file >= 0)
		close(w->file);
	free(w);
	return NULL;
}

static void make_formats(struct book *w, int money_digits)
{
	char money[16] = "#,##0";

	if (money_digits > 0)
		snprintf(money, sizeof money, "#,##0.%0*d", money_digits, 0);
	w->heading = workbook_add_format(w->book);
	format_set_bold(w->heading);
	format_set_bottom(w->heading, LXW_BORDER_THIN);
	w->text = workbook_add_format(w->book);
	format_set_align(w->text, LXW_ALIGN_VERTICAL_TOP);
	for (size_t i = 0; i < ARRAY_SIZE(w->formats); i++) {
		w->formats[i] = workbook_add_format(w->book);
		format_set_align(w->formats[i], LXW_ALIGN_VERTICAL_TOP);
	}
	format_set_num_format(w->formats[CELL_DATE], "yyyy-mm-dd");
	format_set_num_format(w->formats[CELL_MONEY], money);
}

struct book *book_begin(int money_digits)
{
	struct book *w = calloc(1, sizeof *w);
	char path[32];

	if (w == NULL)
		return NULL;
	w->file = memfd_create("workbook", MFD_CLOEXEC);
	if (w->file < 0)
		return give_up(w);
	snprintf(path, sizeof path, "/proc/self/fd/%d", w->file);
	w->book = workbook_new(path);
	if (w->book == NULL)
		return give_up(w);
	make_formats(w, money_digits);
	return w;
}

static void note_width(struct book *w, size_t column, size_t width)
{
	if (width > WIDTH_MAX)
		width = WIDTH_MAX;
	if (width > w->widths[column])
		w->widths[column] = width;
}

/* Room for what stands in it; headings and filters for what was written. */
static void end_sheet(struct book *w)
{
	for (size_t i = 0; w->sheet != NULL && i < w->columns; i++)
		worksheet_set_column(
			w->sheet, (lxw_col_t)i, (lxw_col_t)i, (double)w->widths[i] + 2, NULL);
	if (w->sheet != NULL)
		worksheet_autofilter(
			w->sheet, 0, 0, (lxw_row_t)w->rows, (lxw_col_t)(w->columns - 1));
}

bool book_sheet(struct book *w, const char *name, const char *const *headings, size_t columns)
{
	end_sheet(w);
	w->sheet = workbook_add_worksheet(w->book, name);
	w->columns = columns < COLUMNS_MAX ? columns : COLUMNS_MAX;
	w->rows = 0;
	if (w->sheet == NULL)
		return false;
	worksheet_freeze_panes(w->sheet, 1, 0);
	for (size_t i = 0; i < w->columns; i++) {
		w->widths[i] = WIDTH_MIN;
		note_width(w, i, strlen(headings[i]) + 2); /* the filter's button */
		worksheet_write_string(w->sheet, 0, (lxw_col_t)i, headings[i], w->heading);
	}
	return true;
}

/* Row and column as the sheet counts them. */
static bool place(struct book *w, size_t row, size_t column, size_t width)
{
	if (column >= w->columns || row >= BOOK_ROWS_MAX)
		return false;
	if (row + 1 > w->rows)
		w->rows = row + 1;
	note_width(w, column, width);
	return true;
}

void book_text(struct book *w, size_t row, size_t column, const char *text)
{
	if (place(w, row, column, strcspn(text, "\n")))
		worksheet_write_string(
			w->sheet, (lxw_row_t)row + 1, (lxw_col_t)column, text, w->text);
}

void book_number(struct book *w, size_t row, size_t column, enum book_cell kind, double number)
{
	if (place(w, row, column, 10))
		worksheet_write_number(
			w->sheet, (lxw_row_t)row + 1, (lxw_col_t)column, number, w->formats[kind]);
}

void book_date(struct book *w, size_t row, size_t column, int year, int month, int day)
{
	lxw_datetime date = {.year = year, .month = month, .day = day};

	if (place(w, row, column, 10))
		worksheet_write_datetime(w->sheet, (lxw_row_t)row + 1, (lxw_col_t)column, &date,
			w->formats[CELL_DATE]);
}

static bool read_back(int file, char **data, size_t *length)
{
	struct stat info;
	size_t done = 0;
	ssize_t n = 1;

	if (fstat(file, &info) != 0)
		return false;
	*length = (size_t)info.st_size;
	*data = malloc(*length + 1);
	while (*data != NULL && n > 0 && done < *length) {
		n = pread(file, *data + done, *length - done, (off_t)done);
		done += n > 0 ? (size_t)n : 0;
	}
	return *data != NULL && done == *length;
}

bool book_end(struct book *w, char **data, size_t *length)
{
	bool written;

	end_sheet(w);
	written = workbook_close(w->book) == LXW_NO_ERROR;
	if (data != NULL)
		written = written && read_back(w->file, data, length);
	give_up(w);
	return written;
}

MCT_API extern const struct workbooks mct_module_workbook;

const struct workbooks mct_module_workbook = {
	.module = {MCT_VERSION, sizeof mct_module_workbook},
	.begin = book_begin,
	.sheet = book_sheet,
	.text = book_text,
	.number = book_number,
	.date = book_date,
	.end = book_end,
};
