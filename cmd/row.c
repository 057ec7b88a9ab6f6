/*
 * row.c - copies a row and answers by the names of its columns.
 */
#include "row.h"

#include <stdlib.h>
#include <string.h>

#include "sink.h"
#include "util/text.h"

bool row_keep(mct_t *m, const mct_rows_t *rows, struct row *out)
{
	size_t width = mct_rows_width(rows);

	*out = (struct row){.m = m, .rows = rows, .values = calloc(width, sizeof *out->values)};
	for (; out->values != NULL && out->width < width; out->width++) {
		struct mct_value *v = &out->values[out->width];

		mct_rows_value(rows, out->width, v);
		v->text = strndup(v->text, v->length);
		if (v->text == NULL) {
			row_free(out);
			return false;
		}
	}
	return out->values != NULL;
}

void row_free(struct row *row)
{
	for (size_t i = 0; i < row->width; i++)
		free((char *)row->values[i].text);
	free(row->values);
	*row = (struct row){.width = 0};
}

size_t row_column(const struct row *row, const char *name)
{
	size_t i = 0;

	while (strcmp(mct_field_name(mct_rows_column(row->rows, i)), name) != 0)
		i++;
	return i;
}

const struct mct_value *row_value(const struct row *row, const char *name)
{
	return &row->values[row_column(row, name)];
}

void row_add(const struct row *row, const char *name, struct buf *out)
{
	size_t column = row_column(row, name), length;
	const char *text = mct_value_text(row->m, mct_rows_column(row->rows, column),
		&row->values[column], MCT_FORM_HUMAN, &length);

	text_add_safe(out, text, length, false);
}

void row_add_json(const struct row *row, size_t from, size_t to, struct json *j)
{
	for (size_t i = from; i < to; i++) {
		const mct_field_t *f = mct_rows_column(row->rows, i);

		json_key(j, mct_field_name(f));
		sink_json_value(row->m, j, f, &row->values[i]);
	}
}
