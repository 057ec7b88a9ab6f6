/*
 * agreement.h - the entity "agreement": a version of what was agreed to in writing with
 * a partner.
 */
#ifndef MCT_PARTNERS_AGREEMENT_H
#define MCT_PARTNERS_AGREEMENT_H

#include "record/field.h"

extern const mct_entity_t entity_agreement;

#endif
