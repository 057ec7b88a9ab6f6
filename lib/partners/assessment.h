/*
 * assessment.h - the entity "assessment": one quality of PERP of a partner, on a day,
 * with its evidence. Purposeful, enthusiastic, respectful, promoting.
 */
#ifndef MCT_PARTNERS_ASSESSMENT_H
#define MCT_PARTNERS_ASSESSMENT_H

#include "record/field.h"

/* The four, in the order of the word; NULL-terminated. */
extern const char *const assessment_qualities[];
extern const mct_entity_t entity_assessment;

#endif
