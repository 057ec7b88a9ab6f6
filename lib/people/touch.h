/*
 * touch.h - the entity "touch": one attempt to reach somebody in the book, or to be
 * reached.
 */
#ifndef MCT_PEOPLE_TOUCH_H
#define MCT_PEOPLE_TOUCH_H

#include "record/field.h"

extern const mct_entity_t entity_touch;

#endif
