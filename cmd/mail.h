/*
 * mail.h - hands a message to sendmail, or to whatever takes mail as it does (msmtp,
 * OpenSMTPD, Postfix ...): run directly, never through a shell.
 */
#ifndef MCT_CMD_MAIL_H
#define MCT_CMD_MAIL_H

#include "cmd.h"
#include "util/buf.h"

/* Why a message was not handed over. */
struct mail_failure {
	struct buf why;   /* lower case, without a full stop */
	const char *hint; /* what to do */
};

/* Hands over a message whose lines end with LF, to bare addresses; `from` "" leaves it to the mail
 * program who sends it. EXIT_DONE; EXIT_TRY_AGAIN: it may go later; EXIT_NO_MAIL: not before
 * something is set up. */
int mail_hand_over(const char *from, const char *to, const char *message, size_t length,
	struct mail_failure *failure);

#endif
