/*
 * rows.h - the inside of a row stream: a prepared statement read as it goes, or
 * a list put together in memory, at once or row by row. All answer the same public calls.
 * A statement's rows need no more memory than one of them.
 */
#ifndef MCT_RECORD_ROWS_H
#define MCT_RECORD_ROWS_H

#include "record/field.h"

/* Adds the next row with row_add() and row_set_*(): MCT_ROW, MCT_DONE or a failure. */
typedef mct_status_t rows_fill_fn(mct_rows_t *rows, void *user);

struct mct_rows {
	mct_t *m;
	size_t width;
	const mct_field_t **columns;

	sqlite3_stmt *statement; /* NULL for a list */
	int *at;                 /* the statement's column of each column */

	struct mct_value *cells; /* the list, row after row */
	size_t count, capacity;  /* in rows */
	size_t current;          /* row + 1; 0 before the first */
	struct row_text *texts;  /* memory of the list's texts */
	bool failed;

	rows_fill_fn *fill; /* makes the list's rows as they are asked for; or NULL */
	void *user;
	void (*free_user)(void *user);
};

/* One copied text; freed with the list. */
struct row_text {
	struct row_text *next;
	char bytes[];
};

/* Rows of a statement, which they own from now on (also when this fails). `columns` gives a field
 * per column of the stream; a REF takes two of the statement, id and name, every other one. */
mct_status_t rows_of_statement(mct_t *m, sqlite3_stmt *statement, const mct_field_t *const *columns,
	size_t width, mct_rows_t **out);

/* An empty list with static columns; fill it with row_add() and row_set_*(), then hand it out. */
mct_status_t rows_of_list(
	mct_t *m, const mct_field_t *const *columns, size_t width, mct_rows_t **out);
/* A list that keeps one row at a time: `fill` is called for each. `user` is freed with the rows
 * (also when this fails). */
mct_status_t rows_of_filler(mct_t *m, const mct_field_t *const *columns, size_t width,
	rows_fill_fn *fill, void *user, void (*free_user)(void *user), mct_rows_t **out);
/* The same two for rows whose columns are a whole table of fields, in its order. */
mct_status_t rows_of_query(mct_t *m, sqlite3_stmt *statement, const mct_field_t *fields,
	size_t width, mct_rows_t **out);
mct_status_t rows_of_table(mct_t *m, const mct_field_t *fields, size_t width, mct_rows_t **out);
/* A new last row, all unset. MCT_OK, MCT_NOMEM. */
mct_status_t row_add(mct_rows_t *rows);
/* Cells of the last row; text is copied. NULL text leaves it unset. */
void row_set_text(mct_rows_t *rows, size_t column, const char *text);
void row_set_integer(mct_rows_t *rows, size_t column, int64_t i);
void row_set_value(mct_rows_t *rows, size_t column, const struct mct_value *value);
/* Orders the list by its columns, as in mct_query's sort: "column,-column", names without case and
 * accents, unset values last. `what` names a row in a message. MCT_OK, MCT_INVALID, MCT_NOMEM. */
mct_status_t rows_sort(mct_rows_t *rows, const char *what, const char *sort);
/* Forgets all rows but the first n. */
void rows_limit(mct_rows_t *rows, size_t n);
/* The list again from its first row. */
void rows_rewind(mct_rows_t *rows);
/* MCT_OK, or MCT_NOMEM when a row_set_text() could not keep its text. */
mct_status_t rows_check(mct_rows_t *rows);
/* Ends a list that is to be answered: with MCT_OK it is checked and handed out as *out, with
 * anything else it is freed. The status of the list. */
mct_status_t rows_hand_out(mct_rows_t *rows, mct_status_t st, mct_rows_t **out);

/* Reads column `at` of the statement's row as a value of f. */
void statement_value(sqlite3_stmt *statement, int at, const mct_field_t *f, struct mct_value *out);

#endif
