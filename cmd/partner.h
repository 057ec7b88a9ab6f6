/*
 * partner.h - what the commands about partners share.
 */
#ifndef MCT_CMD_PARTNER_H
#define MCT_CMD_PARTNER_H

#include "run.h"

/* Below a partner's card, for eyes: the four qualities drawn, and what is lacking. Exit code. */
int partner_picture(struct run *r, int64_t partner);

/* Who sent a client whose source was said to be a code, or who gave one at a visit, once that
 * record is stored; for eyes. Exit code. */
int referral_say_code(struct run *r, const mct_record_t *record);

#endif
