/*
 * caution.h - the entity "caution": a contraindication in the therapist's own
 * judgement. mct keeps it and never judges.
 */
#ifndef MCT_PRACTICE_CAUTION_H
#define MCT_PRACTICE_CAUTION_H

#include "record/field.h"

extern const mct_entity_t entity_caution;

#endif
