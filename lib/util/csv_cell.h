/*
 * csv_cell.h - one cell of a CSV file, written and read back: quoting as RFC 4180
 * says, and the guard that keeps a spreadsheet from running text as a formula.
 * csv_unguard() takes off exactly what csv_add_cell() put on.
 */
#ifndef MCT_UTIL_CSV_CELL_H
#define MCT_UTIL_CSV_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "util/buf.h"

/*
 * Appends s as a cell: quoted only when it holds the delimiter, a quote, a line end or an outer
 * blank. A cell that a spreadsheet would take for a formula (it starts with = + - @ TAB CR, after
 * any number of apostrophes) gets one apostrophe in front; plain numbers and phone numbers (a sign,
 * then only digits, blanks, point, comma) do not need it.
 */
void csv_add_cell(struct buf *out, const char *s, size_t n, char delimiter);
/* The same for a text that is to be read as it stands by a reader that takes off `mark`: an
 * apostrophe before it, or quotes around it; 0: nothing. */
void csv_add_marked_cell(struct buf *out, char mark, const char *s, size_t n, char delimiter);
/* Whether csv_add_cell() guards it. */
bool csv_needs_guard(const char *s, size_t n);

/* Takes the guard's apostrophe off a cell that was read. */
void csv_unguard(const char **s, size_t *n);

#endif
