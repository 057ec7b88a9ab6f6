/*
 * mail.h - hands a message to a sendmail-compatible program.
 */
#ifndef MCT_CMD_MAIL_H
#define MCT_CMD_MAIL_H

#include "run.h"

/* Sends `text` (UTF-8) to one address. EXIT_DONE, EXIT_TRY_AGAIN, EXIT_NO_MAIL or EXIT_FAILED after
 * a line on stderr. */
int mail_send(const char *address, const char *subject, const struct buf *text);

#endif
