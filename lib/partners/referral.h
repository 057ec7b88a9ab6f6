/*
 * referral.h - the entity "referral": somebody sent somebody, in either direction.
 */
#ifndef MCT_PARTNERS_REFERRAL_H
#define MCT_PARTNERS_REFERRAL_H

#include "record/field.h"

extern const mct_entity_t entity_referral;

#endif
