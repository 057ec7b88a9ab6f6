/*
 * nouns.h - the commands, one file each; commands.c lists them.
 */
#ifndef MCT_CMD_NOUNS_H
#define MCT_CMD_NOUNS_H

#include "cmd.h"

extern const struct cmd cmd_contact, cmd_client, cmd_visit, cmd_partner, cmd_referral;
extern const struct cmd cmd_visit_move, cmd_visit_cancel;
extern const struct cmd cmd_client_duplicates, cmd_contact_duplicates;
extern const struct cmd cmd_client_merge, cmd_contact_merge, cmd_partner_merge;
extern const struct cmd cmd_client_history, cmd_partner_history;
extern const struct cmd cmd_visit_no_show;
extern const struct cmd cmd_client_ideal, cmd_partner_assess, cmd_partner_review;
extern const struct cmd cmd_partner_find, cmd_partner_best;
extern const struct cmd cmd_partner_win, cmd_partner_agreement;
extern const struct cmd cmd_referral_thank, cmd_referral_report;
extern const struct cmd cmd_connection, cmd_relation, cmd_fact, cmd_caution, cmd_review,
	cmd_consent;
extern const struct cmd cmd_goal, cmd_wish, cmd_promise, cmd_recommendation, cmd_suspension;
extern const struct cmd cmd_topic, cmd_finding, cmd_trait, cmd_rate;
extern const struct cmd cmd_assessment, cmd_stage, cmd_win, cmd_agreement, cmd_system, cmd_touch;
extern const struct cmd cmd_request, cmd_disclosure;
extern const struct cmd cmd_due, cmd_market, cmd_event, cmd_meeting, cmd_task;
extern const struct cmd cmd_init, cmd_import, cmd_export, cmd_rebook, cmd_value;
extern const struct cmd cmd_mapping;
extern const struct cmd cmd_value_model, cmd_import_formats;
extern const struct cmd cmd_report, cmd_report_numbers, cmd_report_cohorts;
extern const struct cmd cmd_connect, cmd_disconnect, cmd_connections, cmd_who;
extern const struct cmd cmd_value_model, cmd_noshow;
extern const struct cmd cmd_value_model;
extern const struct cmd cmd_report, cmd_report_numbers, cmd_report_cohorts, cmd_chart;
extern const struct cmd cmd_connect, cmd_disconnect, cmd_connections;
extern const struct cmd cmd_value_model, cmd_noshow, cmd_slot;
extern const struct cmd cmd_brief, cmd_checkin, cmd_log, cmd_book, cmd_covenant, cmd_search;
extern const struct cmd cmd_brief, cmd_checkin, cmd_log, cmd_book, cmd_agenda, cmd_covenant,
	cmd_search;
extern const struct cmd cmd_schedule, cmd_backup, cmd_restore, cmd_check;
extern const struct cmd cmd_history, cmd_undo, cmd_redo;
extern const struct cmd cmd_help, cmd_config, cmd_complete, cmd_introspect;

#endif
