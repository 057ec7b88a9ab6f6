/*
 * paths.h - where the practice file and this machine's configuration are, when nobody
 * names them.
 */
#ifndef MCT_CMD_PATHS_H
#define MCT_CMD_PATHS_H

/* $MCT_DB, else $XDG_DATA_HOME/mct/practice.db, else ~/.local/share/mct/practice.db. Yours to free;
 * NULL when there is no home, or no memory. */
char *path_practice(void);
/* $MCT_CONFIG, else $XDG_CONFIG_HOME/mct/config, else ~/.config/mct/config; the same. */
char *path_config(void);
/* The folder of the units of the user's own systemd. */
char *path_units(void);

#endif
