/*
 * review.h - the entity "review": when a client's health was gone through, and
 * whether she said that there is nothing.
 */
#ifndef MCT_PRACTICE_REVIEW_H
#define MCT_PRACTICE_REVIEW_H

#include "record/field.h"

extern const mct_entity_t entity_review;

#endif
