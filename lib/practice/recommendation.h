/*
 * recommendation.h - the entity "recommendation": what the therapist
 * recommended, why it is in the client's interest, and what became of it.
 */
#ifndef MCT_PRACTICE_RECOMMENDATION_H
#define MCT_PRACTICE_RECOMMENDATION_H

#include "record/field.h"

extern const mct_entity_t entity_recommendation;

#endif
