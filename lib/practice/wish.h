/*
 * wish.h - the entity "wish": when a client would like to come.
 */
#ifndef MCT_PRACTICE_WISH_H
#define MCT_PRACTICE_WISH_H

#include "record/field.h"

extern const mct_entity_t entity_wish;

#endif
