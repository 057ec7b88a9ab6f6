/*
 * usage.h - help from the tables: a screenful with examples for -h, the list of
 * commands for mct help, and the guess for a word that is no command.
 */
#ifndef MCT_CMD_USAGE_H
#define MCT_CMD_USAGE_H

#include "cmd.h"

/* -h of a command or a group, on stdout. EXIT_DONE. */
int usage_print(const struct cmd *cmd);
/* mct help: all commands, on stdout. EXIT_DONE. */
int usage_all(void);
/* "cleint" is not a command ...: one line on stderr with the nearest in `list`,
 * EXIT_NOT_UNDERSTOOD. `group` is NULL at the top; `next` is the word that follows, or NULL. */
int usage_unknown(
	const struct cmd *group, const struct cmd *const *list, const char *word, const char *next);

#endif
