/*
 * trait.h - the entity "trait": one of the conditions that describe the ideal
 * client.
 */
#ifndef MCT_PEOPLE_TRAIT_H
#define MCT_PEOPLE_TRAIT_H

#include "record/field.h"

extern const mct_entity_t entity_trait;

#endif
