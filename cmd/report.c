/*
 * report.c - the group "report": the practice in the trade's own figures.
 */
#include "nouns.h"

static const struct cmd *const subs[] = {&cmd_report_numbers, &cmd_report_cohorts, NULL};

const struct cmd cmd_report = {
	.name = "report", .summary = "the practice in the trade's own figures", .sub = subs};
