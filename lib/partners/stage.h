/*
 * stage.h - the entity "stage": how far the relationship with a partner has come, since
 * when, and what moved it.
 */
#ifndef MCT_PARTNERS_STAGE_H
#define MCT_PARTNERS_STAGE_H

#include "record/field.h"

/* know, trust, believe; NULL-terminated. */
extern const char *const stage_words[];
extern const mct_entity_t entity_stage;

#endif
