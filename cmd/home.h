/*
 * home.h - "mct" alone: the day at a glance, or the way in.
 */
#ifndef MCT_CMD_HOME_H
#define MCT_CMD_HOME_H

#include "cmd.h"

int home_screen(struct globals *globals, const char *typed);

#endif
