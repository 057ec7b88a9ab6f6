/*
 * disclosure.h - the entity "disclosure": what of somebody's data was handed out, to whom.
 */
#ifndef MCT_PEOPLE_DISCLOSURE_H
#define MCT_PEOPLE_DISCLOSURE_H

#include "record/field.h"

extern const mct_entity_t entity_disclosure;

#endif
