/*
 * rows.c - the kinds of row streams behind mct_rows_next(): a statement's rows, and
 * a list in memory, whole or one row at a time. Which of them it is shows only here and where a
 * list is sorted.
 */
#include "record/rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/type.h"
#include "store/statement.h"

static mct_status_t rows_make(
	mct_t *m, const mct_field_t *const *columns, size_t width, mct_rows_t **out)
{
	mct_rows_t *rows = calloc(1, sizeof *rows);

	if (rows == NULL)
		return fail_nomem(m);
	rows->m = m;
	rows->width = width;
	rows->columns = malloc(width * sizeof *rows->columns);
	if (rows->columns == NULL) {
		free(rows);
		return fail_nomem(m);
	}
	memcpy(rows->columns, columns, width * sizeof *columns);
	*out = rows;
	return MCT_OK;
}

static void free_texts(mct_rows_t *rows)
{
	while (rows->texts != NULL) {
		struct row_text *next = rows->texts->next;

		free(rows->texts);
		rows->texts = next;
	}
}

mct_rows_t *mct_rows_free(mct_rows_t *rows)
{
	if (rows == NULL)
		return NULL;
	statement_finish(&rows->statement);
	free_texts(rows);
	if (rows->free_user != NULL)
		rows->free_user(rows->user);
	free(rows->at);
	free(rows->cells);
	free(rows->columns);
	free(rows);
	return NULL;
}

size_t mct_rows_width(const mct_rows_t *rows)
{
	return rows->width;
}

const mct_field_t *mct_rows_column(const mct_rows_t *rows, size_t i)
{
	return i < rows->width ? rows->columns[i] : NULL;
}

/* The row before is forgotten. */
static mct_status_t fill_next(mct_rows_t *rows)
{
	mct_status_t st;

	free_texts(rows);
	rows->count = rows->current = 0;
	st = rows->fill(rows, rows->user);
	rows->current = rows->count;
	return st == MCT_ROW && rows->failed ? rows_check(rows) : st;
}

mct_status_t mct_rows_next(mct_rows_t *rows)
{
	if (rows->statement != NULL)
		return statement_step(rows->m, rows->statement);
	if (handle_is_broken(rows->m))
		return handle_go_on(rows->m);
	if (rows->fill != NULL)
		return fill_next(rows);
	if (rows->current == rows->count)
		return MCT_DONE;
	rows->current++;
	return MCT_ROW;
}

void mct_rows_value(const mct_rows_t *rows, size_t i, struct mct_value *out)
{
	if (rows->statement != NULL)
		statement_value(rows->statement, rows->at[i], rows->columns[i], out);
	else
		*out = rows->cells[(rows->current - 1) * rows->width + i];
}

/* ---- of a statement -------------------------------------------------------------------------- */

static void statement_text(sqlite3_stmt *statement, int at, struct mct_value *out)
{
	const char *text = (const char *)sqlite3_column_text(statement, at);

	if (text == NULL)
		return;
	out->text = text;
	out->length = (size_t)sqlite3_column_bytes(statement, at);
}

void statement_value(sqlite3_stmt *statement, int at, const mct_field_t *f, struct mct_value *out)
{
	enum storage storage = type_of(f->type)->storage;

	*out = (struct mct_value){.text = ""};
	if (storage == STORE_TEXT) {
		statement_text(statement, at, out);
		out->set = out->length > 0;
		return;
	}
	out->set = sqlite3_column_type(statement, at) != SQLITE_NULL;
	if (!out->set)
		return;
	if (storage == STORE_REAL)
		out->number = sqlite3_column_double(statement, at);
	else
		out->integer = sqlite3_column_int64(statement, at);
	if (f->type == MCT_TYPE_REF)
		statement_text(statement, at + 1, out);
}

mct_status_t rows_of_statement(mct_t *m, sqlite3_stmt *statement, const mct_field_t *const *columns,
	size_t width, mct_rows_t **out)
{
	mct_rows_t *rows = NULL;
	mct_status_t st = rows_make(m, columns, width, &rows);
	int at = 0;

	if (rows == NULL) {
		sqlite3_finalize(statement);
		return st;
	}
	rows->statement = statement;
	rows->at = malloc(width * sizeof *rows->at);
	if (rows->at == NULL) {
		mct_rows_free(rows);
		return fail_nomem(m);
	}
	for (size_t i = 0; i < width; i++) {
		rows->at[i] = at;
		at += columns[i]->type == MCT_TYPE_REF ? 2 : 1;
	}
	*out = rows;
	return MCT_OK;
}

/* ---- of a list ------------------------------------------------------------------------------- */

mct_status_t rows_of_list(
	mct_t *m, const mct_field_t *const *columns, size_t width, mct_rows_t **out)
{
	return rows_make(m, columns, width, out);
}

/* ---- of a whole table ------------------------------------------------------------------------ */

#define TABLE_WIDTH_MAX 32

static void list_fields(
	const mct_field_t *fields, size_t width, const mct_field_t *columns[TABLE_WIDTH_MAX])
{
	assert(width <= TABLE_WIDTH_MAX);
	for (size_t i = 0; i < width; i++)
		columns[i] = &fields[i];
}

mct_status_t rows_of_query(mct_t *m, sqlite3_stmt *statement, const mct_field_t *fields,
	size_t width, mct_rows_t **out)
{
	const mct_field_t *columns[TABLE_WIDTH_MAX];

	list_fields(fields, width, columns);
	return rows_of_statement(m, statement, columns, width, out);
}

mct_status_t rows_of_table(mct_t *m, const mct_field_t *fields, size_t width, mct_rows_t **out)
{
	const mct_field_t *columns[TABLE_WIDTH_MAX];

	list_fields(fields, width, columns);
	return rows_of_list(m, columns, width, out);
}

mct_status_t rows_of_filler(mct_t *m, const mct_field_t *const *columns, size_t width,
	rows_fill_fn *fill, void *user, void (*free_user)(void *user), mct_rows_t **out)
{
	mct_rows_t *rows = NULL;
	mct_status_t st = rows_make(m, columns, width, &rows);

	if (rows == NULL) {
		free_user(user);
		return st;
	}
	rows->fill = fill;
	rows->user = user;
	rows->free_user = free_user;
	*out = rows;
	return MCT_OK;
}

mct_status_t row_add(mct_rows_t *rows)
{
	if (rows->count == rows->capacity) {
		size_t capacity = rows->capacity > 0 ? rows->capacity * 2 : 16;
		struct mct_value *grown =
			realloc(rows->cells, capacity * rows->width * sizeof *grown);

		if (grown == NULL)
			return fail_nomem(rows->m);
		rows->cells = grown;
		rows->capacity = capacity;
	}
	for (size_t i = 0; i < rows->width; i++)
		rows->cells[rows->count * rows->width + i] = (struct mct_value){.text = ""};
	rows->count++;
	return MCT_OK;
}

static struct mct_value *last_cell(mct_rows_t *rows, size_t column)
{
	return &rows->cells[(rows->count - 1) * rows->width + column];
}

void row_set_text(mct_rows_t *rows, size_t column, const char *text)
{
	struct mct_value *cell = last_cell(rows, column);
	size_t length = text != NULL ? strlen(text) : 0;
	struct row_text *copy;

	if (length == 0)
		return;
	copy = malloc(sizeof *copy + length + 1);
	if (copy == NULL) {
		rows->failed = true;
		return;
	}
	memcpy(copy->bytes, text, length + 1);
	copy->next = rows->texts;
	rows->texts = copy;
	cell->set = true;
	cell->text = copy->bytes;
	cell->length = length;
}

void row_set_integer(mct_rows_t *rows, size_t column, int64_t i)
{
	struct mct_value *cell = last_cell(rows, column);

	cell->set = true;
	cell->integer = i;
}

void row_set_value(mct_rows_t *rows, size_t column, const struct mct_value *value)
{
	struct mct_value *cell = last_cell(rows, column);

	if (value->length > 0) {
		row_set_text(rows, column, value->text);
		return;
	}
	cell->set = value->set;
	cell->integer = value->integer;
	cell->number = value->number;
}

void rows_rewind(mct_rows_t *rows)
{
	rows->current = 0;
}

mct_status_t rows_check(mct_rows_t *rows)
{
	return rows->failed ? fail_nomem(rows->m) : MCT_OK;
}

mct_status_t rows_hand_out(mct_rows_t *rows, mct_status_t st, mct_rows_t **out)
{
	if (st == MCT_OK)
		st = rows_check(rows);
	if (st == MCT_OK)
		*out = rows;
	else
		mct_rows_free(rows);
	return st;
}
