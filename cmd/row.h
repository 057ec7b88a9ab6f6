/*
 * row.h - a row that outlives the next one, for an answer that is laid out rather than
 * listed: its values are found by the names of their columns.
 */
#ifndef MCT_CMD_ROW_H
#define MCT_CMD_ROW_H

#include "mct.h"
#include "util/buf.h"
#include "util/json.h"

struct row {
	mct_t *m;
	const mct_rows_t *rows; /* its columns; they have to live as long */
	struct mct_value *values;
	size_t width;
};

/* Copies the current row. False when there is no memory. Free with row_free(). */
bool row_keep(mct_t *m, const mct_rows_t *rows, struct row *out);
void row_free(struct row *row); /* one that is all 0 too */

/* The column of that name, which there is. */
size_t row_column(const struct row *row, const char *name);
const struct mct_value *row_value(const struct row *row, const char *name);
static inline bool row_has(const struct row *row, const char *name)
{
	return row_value(row, name)->set;
}
/* As a person reads it, made safe; "" when unset. */
void row_add(const struct row *row, const char *name, struct buf *out);

/* Its columns from one to before another as keys and values of an open JSON object. */
void row_add_json(const struct row *row, size_t from, size_t to, struct json *j);

#endif
