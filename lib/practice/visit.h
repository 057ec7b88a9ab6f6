/*
 * visit.h - the entity "visit": a session that took place, is booked, or did not
 * take place.
 */
#ifndef MCT_PRACTICE_VISIT_H
#define MCT_PRACTICE_VISIT_H

#include "record/record.h"

extern const mct_entity_t entity_visit;

/* Whether that became of a visit. */
bool visit_is(const mct_record_t *visit, const char *outcome);

#endif
