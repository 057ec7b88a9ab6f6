/*
 * nouns.h - the commands, one file each; commands.c lists them.
 */
#ifndef MCT_CMD_NOUNS_H
#define MCT_CMD_NOUNS_H

#include "cmd.h"

extern const struct cmd cmd_client, cmd_visit, cmd_partner, cmd_referral;
extern const struct cmd cmd_init, cmd_import, cmd_export, cmd_rebook, cmd_value;
extern const struct cmd cmd_help, cmd_config, cmd_complete, cmd_introspect;

#endif
