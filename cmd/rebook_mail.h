/*
 * rebook_mail.h - the rebooking list of a week by mail.
 */
#ifndef MCT_CMD_REBOOK_MAIL_H
#define MCT_CMD_REBOOK_MAIL_H

#include "run.h"

struct rebook_mail {
	const char *to, *from, *subject;
	bool print, again;
};

/* EXIT_NOT_UNDERSTOOD when options do not go together. */
int rebook_mail_check(struct run *r, const struct rebook_mail *mail);
/* Sends it, shows it, or finds that it was sent. Exit code. */
int rebook_mail(
	struct run *r, const struct rebook_mail *mail, const struct mct_rebook_query *query);

/* At the home screen: which lists did not go out. Exit code. */
int rebook_mail_say_failures(struct run *r);

#endif
