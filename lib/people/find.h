/*
 * find.h - from what somebody wrote to one person. Typed by people, words that begin
 * the name are enough; in a file only what names her exactly counts.
 */
#ifndef MCT_PEOPLE_FIND_H
#define MCT_PEOPLE_FIND_H

#include "record/field.h"

/* The find_fn of every REF field: mct_find() for people; for a file an outside id, e-mail, phone or
 * the exact name ("Last, First" too). MCT_OK, MCT_NOTFOUND, MCT_AMBIGUOUS or a failure; all on the
 * handle. */
mct_status_t find_reference(
	mct_t *m, const mct_entity_t *target, const char *who, bool from_people, int64_t *id);

#endif
