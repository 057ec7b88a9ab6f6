/*
 * visit.h - the entity "visit": a session that took place, is booked, or did not
 * take place.
 */
#ifndef MCT_PRACTICE_VISIT_H
#define MCT_PRACTICE_VISIT_H

#include "record/field.h"

extern const mct_entity_t entity_visit;

#endif
