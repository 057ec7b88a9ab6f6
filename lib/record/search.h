/*
 * search.h - what the two halves of a search share: the records that have the words,
 * found and ranked by search.c, and the rows made of them, one at a time, by
 * search_rows.c.
 */
#ifndef MCT_RECORD_SEARCH_H
#define MCT_RECORD_SEARCH_H

#include "record/rows.h"
#include "record/terms.h"

/* A record that has all the words. */
struct found {
	int64_t id;
	double score;
	int32_t date;    /* DATE_NONE where it has none */
	uint32_t length; /* of its words, in bytes */
	uint32_t kind;   /* its entity's position */
};

#define SEARCH_FIELDS_MAX 64
/* The fields of an entity that are searched, and how many there are. */
size_t search_fields(const mct_entity_t *e, const mct_field_t *fields[SEARCH_FIELDS_MAX]);

/* Rows of the records found, in their order, marks around the hits. Takes over `found` and `terms`,
 * also when it fails. */
mct_status_t search_rows(mct_t *m, struct terms *terms, struct found *found, size_t count,
	const struct mct_search_query *query, mct_rows_t **out);

#endif
