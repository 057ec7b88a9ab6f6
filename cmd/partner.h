/*
 * partner.h - what the commands about partners share.
 */
#ifndef MCT_CMD_PARTNER_H
#define MCT_CMD_PARTNER_H

#include "run.h"

/* Below a partner's card, for eyes: the four qualities drawn, and what is lacking. Exit code. */
int partner_picture(struct run *r, int64_t partner);

/* Who sent a client whose source was said to be a code, for eyes. Exit code. */
int referral_by_source(struct run *r, int64_t client);

#endif
