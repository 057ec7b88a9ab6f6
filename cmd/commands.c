/*
 * commands.c - the list of all commands, in the order of the help, and the headings
 * that stand between them.
 */
#include "nouns.h"

const struct cmd *const commands[] = {
	&cmd_init,
	&cmd_import,
	&cmd_export,
	&cmd_mapping,
	&cmd_config,
	&cmd_schedule,
	&cmd_backup,
	&cmd_restore,
	&cmd_check,
	&cmd_rate,
	&cmd_history,
	&cmd_undo,
	&cmd_redo,

	&cmd_brief,
	&cmd_checkin,
	&cmd_log,
	&cmd_book,
	&cmd_agenda,
	&cmd_rebook,
	&cmd_due,
	&cmd_value,
	&cmd_report,
	&cmd_noshow,
	&cmd_chart,
	&cmd_slot,
	&cmd_covenant,
	&cmd_search,

	&cmd_client,
	&cmd_visit,
	&cmd_fact,
	&cmd_goal,
	&cmd_promise,
	&cmd_recommendation,
	&cmd_suspension,
	&cmd_wish,
	&cmd_trait,

	&cmd_caution,
	&cmd_review,
	&cmd_consent,
	&cmd_request,
	&cmd_disclosure,

	&cmd_topic,
	&cmd_finding,

	&cmd_contact,
	&cmd_connect,
	&cmd_disconnect,
	&cmd_connections,
	&cmd_who,
	&cmd_connection,
	&cmd_relation,
	&cmd_touch,
	&cmd_event,
	&cmd_meeting,
	&cmd_task,

	&cmd_partner,
	&cmd_referral,
	&cmd_system,
	&cmd_assessment,
	&cmd_stage,
	&cmd_win,
	&cmd_agreement,
	&cmd_market,

	&cmd_help,
	&cmd_complete,
	&cmd_introspect,
	NULL,
};

const struct cmd *cmd_group(const mct_entity_t *e)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		if (commands[i]->sub != NULL && commands[i]->entity != NULL &&
			mct_entity_named(commands[i]->entity) == e)
			return commands[i];
	return NULL;
}

const struct heading headings[] = {
	{"Your practice", &cmd_init},
	{"The day", &cmd_brief},
	{"Clients", &cmd_client},
	{"Health, consent, privacy", &cmd_caution},
	{"Looked into together", &cmd_topic},
	{"Everyone else", &cmd_contact},
	{"Partners", &cmd_partner},
	{"Help", &cmd_help},
	{NULL, NULL},
};
