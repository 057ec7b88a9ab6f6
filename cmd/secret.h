/*
 * secret.h - the passphrase or key file of an encrypted backup. A passphrase is typed at a
 * terminal and not shown; it is never a word of a command, where others could see it.
 */
#ifndef MCT_CMD_SECRET_H
#define MCT_CMD_SECRET_H

#include "run.h"

#define SECRET_MAX 8192 /* bytes */
#define PASSPHRASE_LEAST 8

struct secret {
	struct mct_secret secret;
	char bytes[SECRET_MAX + 1];
};

/* What stands in a key file, without the end of its last line: a passphrase in it can be typed as
 * well. EXIT_DONE, or an exit code after a message. */
int secret_of_file(const char *path, struct secret *out);
/* Asks for a new one, twice. The same. */
int secret_ask_new(struct run *r, struct secret *out);
/* Asks for the one of `file`. The same; `wrong`: the last one was. */
int secret_ask(struct run *r, const char *file, bool wrong, struct secret *out);

/* CLEANUP(secret_wipe) */
void secret_wipe(struct secret *s);

#endif
