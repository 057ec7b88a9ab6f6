/*
 * referral.h - the entity "referral": somebody sent somebody, in either direction.
 */
#ifndef MCT_PARTNERS_REFERRAL_H
#define MCT_PARTNERS_REFERRAL_H

#include "record/record.h"

extern const mct_entity_t entity_referral;

/* A client whose source is the code of a partner's coupon was sent by that partner: keeps the
 * referral, unless that partner, or a code, is known to have brought her. */
mct_status_t referral_follow_source(mct_record_t *client);

#endif
