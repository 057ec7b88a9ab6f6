/*
 * config.h - this machine's configuration: pager, colour, aliases. What belongs to
 * the practice lives in the practice file (settings), not here.
 */
#ifndef MCT_CMD_CONFIG_H
#define MCT_CMD_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

/* What may stand in the file. */
struct config_key {
	const char *name; /* "alias.WORD" stands for any alias */
	const char *help;
	const char *const *choices; /* NULL-terminated; or NULL: anything */
	bool is_number;             /* a whole number above 0 */
};
/* i from 0; NULL past the end. */
const struct config_key *config_key_at(size_t i);

/* A value of $MCT_CONFIG, else $XDG_CONFIG_HOME/mct/config, else ~/.config/mct/config: lines "name
 * = value", # comments. NULL when not set. */
const char *config_get(const char *name);
/* $MCT_PAGER, ui.pager, $PAGER, "less -FRX". */
const char *config_pager(void);
/* $VISUAL, $EDITOR, "vi". */
const char *config_editor(void);
/* $MCT_SENDMAIL, mail.sendmail, /usr/sbin/sendmail. */
const char *config_sendmail(void);
/* mail.timeout: how many seconds that program may take. */
int config_mail_patience(void);
/* file.shared: whether others may read the practice file. */
bool config_shared(void);
/* The i-th alias: its name and what it stands for; false past the end. */
int config_alias(unsigned i, const char **name, const char **words);
void config_free(void);

#endif
