/*
 * worth.h - the figures of clients one by one, for what judges clients by them. They
 * are those of mct_worth(), and so are their names.
 */
#ifndef MCT_VALUE_WORTH_H
#define MCT_VALUE_WORTH_H

#include "record/field.h"

struct worth;

/* The columns of mct_worth(), i from 0; NULL past the end. The first is the client's name. */
const mct_field_t *worth_column(size_t i);

/* The figures of all clients to the end of as_of (NULL: today). Free with worth_free(). */
mct_status_t worth_new(mct_t *m, const char *as_of, struct worth **out);
void worth_free(struct worth *w); /* NULL is fine */

/* One figure, column 0 left out. It is known of every client, also of one who was not there yet:
 * then what her visits brought is unset. A text is kept in `day`. */
void worth_value(const struct worth *w, int64_t client, size_t column, char day[static 11],
	struct mct_value *out);

#endif
