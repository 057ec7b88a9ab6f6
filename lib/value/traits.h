/*
 * traits.h - the traits of the ideal client, and clients judged by them. A condition
 * may look at a client's fields and at her figures: both are fields of one
 * entity here, so that it is read and judged as any other condition is.
 */
#ifndef MCT_VALUE_TRAITS_H
#define MCT_VALUE_TRAITS_H

#include "record/filter.h"
#include "value/worth.h"

/* A client with all that a condition may look at. */
struct subject {
	mct_entity_t entity;
	mct_field_t *fields;
	char (*sql)[48]; /* of each figure */
};

struct trait {
	int64_t id, weight;
	char *condition, *because; /* because may be NULL */
	const mct_field_t *field;  /* of the subject: what it looks at */
};

struct traits {
	mct_t *m;
	struct subject subject;
	struct trait *items; /* those that count most first */
	size_t count;
	int64_t weight;       /* of all together */
	struct filter filter; /* ", judgement" of each trait in turn */
	struct worth *worth;  /* NULL while no trait looks at a figure */
};

/* Whether a trait of this condition can be judged. MCT_OK, or what is wrong with it. */
mct_status_t trait_check(mct_t *m, const char *condition);

/* All traits of the practice, with the figures to the end of as_of (NULL: today). */
mct_status_t traits_read(mct_t *m, const char *as_of, struct traits *out);
void traits_free(struct traits *t);

/* A statement over the clients, of which `rest` (" WHERE ...") says which: its column 0 is of no
 * use, then come `columns` (", expression" each), then a judgement a trait: 1, 0 or NULL. */
mct_status_t traits_prepare(
	const struct traits *t, const char *columns, const char *rest, sqlite3_stmt **out);

#endif
