/*
 * referral.h - the entity "referral": somebody sent somebody, in either direction.
 */
#ifndef MCT_PARTNERS_REFERRAL_H
#define MCT_PARTNERS_REFERRAL_H

#include "record/record.h"

extern const mct_entity_t entity_referral;

/* A code that a person types into a field is one that some partner hands out, and is kept as it
 * stands there; of another one the nearest is suggested. MCT_OK, also when a problem was added. */
mct_status_t referral_check_code(mct_record_t *r, size_t field);
/* The same for the code of a referral: who hands it out, and how, goes with it. */
mct_status_t referral_follow_code(mct_record_t *referral);
/* A client whose source is the code of a partner's coupon, or who gives one at her first visit, was
 * sent by that partner: keeps the referral, unless that partner, or a code, is known to have
 * brought her. */
mct_status_t referral_follow_source(mct_record_t *client);
mct_status_t referral_follow_visit(mct_record_t *visit);

#endif
