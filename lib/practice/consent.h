/*
 * consent.h - the entity "consent": what a client agreed to, when and how, and when
 * she took it back.
 */
#ifndef MCT_PRACTICE_CONSENT_H
#define MCT_PRACTICE_CONSENT_H

#include "record/field.h"

extern const mct_entity_t entity_consent;

#endif
