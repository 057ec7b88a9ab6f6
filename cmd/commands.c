/*
 * commands.c - the list of all commands, in the order of the help.
 */
#include "nouns.h"

const struct cmd *const commands[] = {
	&cmd_init,
	&cmd_import,
	&cmd_export,
	&cmd_client,
	&cmd_visit,
	&cmd_partner,
	&cmd_referral,
	&cmd_rebook,
	&cmd_value,
	&cmd_config,
	&cmd_help,
	&cmd_complete,
	&cmd_introspect,
	NULL,
};
