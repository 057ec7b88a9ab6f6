/*
 * fact.h - the entity "fact": what somebody said, or was told, with the day,
 * and whether it is to be asked about again.
 */
#ifndef MCT_PEOPLE_FACT_H
#define MCT_PEOPLE_FACT_H

#include "record/field.h"

extern const mct_entity_t entity_fact;

#endif
