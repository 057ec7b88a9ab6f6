/*
 * merge.h - between the two halves of a merge: what the fields become, and what moves from
 * one record to the other.
 */
#ifndef MCT_PEOPLE_MERGE_H
#define MCT_PEOPLE_MERGE_H

#include "record/record.h"

/* What a person is in the book: somebody, and perhaps a client and a partner besides. */
enum { MERGE_CONTACT, MERGE_CLIENT, MERGE_PARTNER, MERGE_PARTS };

struct merge {
	mct_t *m;
	const struct mct_merge_query *query;
	/* Of the one who stays, as they will be; NULL where neither is that. What only the other
	 * one is stands here as hers. */
	mct_record_t *parts[MERGE_PARTS];
	bool only_other[MERGE_PARTS];
};
void merge_free(struct merge *merge);

/* Reads both and settles what each field becomes; told as rows of mct_merge_fields(). MCT_OK,
 * MCT_NOTFOUND, MCT_REFUSED, MCT_INVALID (a field to take). */
mct_status_t merge_settle(struct merge *merge, mct_rows_t *rows);
extern const mct_field_t merge_columns[];
#define MERGE_COLUMNS 5

#endif
