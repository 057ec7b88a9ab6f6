/*
 * config.h - this machine's configuration: pager, colour, aliases. What belongs to
 * the practice lives in the practice file (settings), not here.
 */
#ifndef MCT_CMD_CONFIG_H
#define MCT_CMD_CONFIG_H

/* A value of $MCT_CONFIG, else $XDG_CONFIG_HOME/mct/config, else ~/.config/mct/config: lines "name
 * = value", # comments. NULL when not set. */
const char *config_get(const char *name);
/* $MCT_PAGER, ui.pager, $PAGER, "less -FRX". */
const char *config_pager(void);
/* $VISUAL, $EDITOR, "vi". */
const char *config_editor(void);
/* $MCT_SENDMAIL, mail.sendmail, /usr/sbin/sendmail. */
const char *config_sendmail(void);
/* The i-th alias: its name and what it stands for; false past the end. */
int config_alias(unsigned i, const char **name, const char **words);
void config_free(void);

#endif
