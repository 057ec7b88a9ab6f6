/*
 * workbooks.h - workbooks (.xlsx), as the module libmct-workbook.so: a sheet is written
 * cell by cell, with headings that stay when one scrolls, and filters.
 */
#ifndef MCT_WORKBOOK_WORKBOOKS_H
#define MCT_WORKBOOK_WORKBOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/module.h"

/* The most rows, and the most bytes of a text, that a sheet takes. */
#define BOOK_ROWS_MAX 1048575
#define BOOK_TEXT_MAX 32767

enum book_cell { CELL_TEXT, CELL_NUMBER, CELL_DATE, CELL_MONEY };

struct book;

/* money_digits: behind the decimal point. NULL: there is no memory or no room for it. */
struct book *book_begin(int money_digits);
/* The next sheet, with its headings. False when it cannot be had. */
bool book_sheet(struct book *w, const char *name, const char *const *headings, size_t columns);
/* A cell of the current sheet; row from 0, below the headings. A date is YYYY-MM-DD. */
void book_text(struct book *w, size_t row, size_t column, const char *text);
void book_number(struct book *w, size_t row, size_t column, enum book_cell kind, double number);
void book_date(struct book *w, size_t row, size_t column, int year, int month, int day);
/* The whole of it: *data of *length bytes, to be freed with free(); NULL data: it is thrown away.
 * False when it could not be written. */
bool book_end(struct book *w, char **data, size_t *length);

struct workbooks {
	struct module module;

	__typeof__(book_begin) *begin;
	__typeof__(book_sheet) *sheet;
	__typeof__(book_text) *text;
	__typeof__(book_number) *number;
	__typeof__(book_date) *date;
	__typeof__(book_end) *end;
};

#endif
