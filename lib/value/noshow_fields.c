/*
 * noshow_fields.c - the columns of the no-show question, and the facts of a client that
 * follow from her sums.
 */
#include <math.h>

#include "value/noshow.h"

const char *const noshow_suggestions[] = {"charge", "waive", NULL};

const mct_field_t noshow_fields[NOSHOW_COLUMNS] = {
	[NOSHOW_CLIENT] = {.name = "client",
		.title = "Client",
		.help = "who missed it; empty: the middle of all",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[NOSHOW_VISIT] = {.name = "visit",
		.title = "Visit",
		.help = "the session that was missed; empty: any",
		.type = MCT_TYPE_TEXT},
	[NOSHOW_DATE] = {.name = "date", .title = "Date", .help = "its day", .type = MCT_TYPE_DATE},
	[NOSHOW_TIME] = {.name = "time",
		.title = "Time",
		.help = "its time",
		.type = MCT_TYPE_TIME},
	[NOSHOW_MINUTES] = {.name = "minutes",
		.title = "Min",
		.help = "how long it was to last",
		.type = MCT_TYPE_MINUTES},
	[NOSHOW_OUTCOME] = {.name = "outcome",
		.title = "Outcome",
		.help = "what is written down of it",
		.type = MCT_TYPE_TEXT},
	[NOSHOW_NOTICE] = {.name = "notice",
		.title = "Notice",
		.help = "how long before it she called it off",
		.type = MCT_TYPE_MINUTES},
	[NOSHOW_DECIDED] = {.name = "missed_fee",
		.title = "Decided",
		.help = "what you decided: charged or waived",
		.type = MCT_TYPE_TEXT},
	[NOSHOW_BECAUSE_OF] = {.name = "missed_because",
		.title = "Because",
		.help = "why it was missed, and charged or waived",
		.type = MCT_TYPE_TEXT},
	[NOSHOW_FEE] = {.name = "fee",
		.title = "Fee",
		.help = "what it would cost her",
		.type = MCT_TYPE_MONEY},
	[NOSHOW_SUGGESTION] = {.name = "suggestion",
		.title = "The rule says",
		.help = "charge or waive",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = noshow_suggestions},
	[NOSHOW_BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "the reasons of the rule",
		.type = MCT_TYPE_WORDS},
	[NOSHOW_PRACTICE_RULE] = {.name = "practice_rule",
		.title = "Your rule",
		.help = "the rule, as your settings make it",
		.type = MCT_TYPE_TEXT},
	[NOSHOW_VISITS] = {.name = "visits",
		.title = "Visits",
		.help = "completed visits",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[NOSHOW_VISITS_PER_YEAR] = {.name = "visits_per_year",
		.title = "A year",
		.help = "how often she comes",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	[NOSHOW_MINUTES_A_VISIT] = {.name = "minutes_a_visit",
		.title = "Min a visit",
		.help = "how long a visit lasts",
		.type = MCT_TYPE_MINUTES},
	[NOSHOW_YEARS] = {.name = "years",
		.title = "Years",
		.help = "since her first visit",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	[NOSHOW_LATE] = {.name = "late",
		.title = "Late",
		.help = "visits she was late for",
		.type = MCT_TYPE_COUNT},
	[NOSHOW_ON_TIME] = {.name = "on_time",
		.title = "On time",
		.help = "share of her visits that she was on time for",
		.type = MCT_TYPE_SHARE,
		.flags = MCT_FIELD_LISTED},
	[NOSHOW_MISSED] = {.name = "missed",
		.title = "Missed",
		.help = "sessions missed before this one",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[NOSHOW_WAIVED] = {.name = "waived",
		.title = "Waived",
		.help = "how many of these were let off",
		.type = MCT_TYPE_COUNT},
	[NOSHOW_CHARGED] = {.name = "charged",
		.title = "Charged",
		.help = "how many of these were charged",
		.type = MCT_TYPE_COUNT},
	[NOSHOW_TIP] = {.name = "tip",
		.title = "Tip",
		.help = "tip a visit, on average",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	[NOSHOW_TIPPED] = {.name = "tipped",
		.title = "Tipped",
		.help = "share of her visits with a tip",
		.type = MCT_TYPE_SHARE},
	[NOSHOW_DISCOUNTED] = {.name = "discounted",
		.title = "Discounted",
		.help = "share of her visits at a discount",
		.type = MCT_TYPE_SHARE},
	[NOSHOW_REFERRALS] = {.name = "referrals",
		.title = "Sent",
		.help = "referrals she brought",
		.type = MCT_TYPE_COUNT},
	[NOSHOW_SENT_WORTH] = {.name = "sent_worth",
		.title = "They brought",
		.help = "what the clients whom she sent have been worth",
		.type = MCT_TYPE_MONEY},
	[NOSHOW_TOTAL] = {.name = "total",
		.title = "So far",
		.help = "paid, tips, and what was charged for missed sessions",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	[NOSHOW_FEE_SHARE] = {.name = "fee_share",
		.title = "Fee of that",
		.help = "the fee as a share of what is expected of her in a year",
		.type = MCT_TYPE_RATIO},
};

double noshow_fact(const struct client_sums *c, size_t column, int32_t day)
{
	double visits = (double)c->visits;
	bool came = c->visits > 0;

	switch (column) {
	case NOSHOW_VISITS:
		return visits;
	case NOSHOW_VISITS_PER_YEAR:
		return came && sums_per_year(c) >= 0 ? sums_per_year(c) : NAN;
	case NOSHOW_MINUTES_A_VISIT:
		return c->minutes > 0 ? round((double)c->minutes / visits) : NAN;
	case NOSHOW_YEARS:
		return came ? (day - c->first) / 365.25 : NAN;
	case NOSHOW_LATE:
		return c->timed > 0 ? (double)c->late : NAN;
	case NOSHOW_ON_TIME:
		return c->timed > 0 ? 1 - (double)c->late / visits : NAN;
	case NOSHOW_MISSED:
		return (double)(c->no_shows + c->late_cancels);
	case NOSHOW_TIP:
		return came ? round((double)c->tips / visits) : NAN;
	case NOSHOW_TIPPED:
		return came ? (double)c->tipped / visits : NAN;
	case NOSHOW_DISCOUNTED:
		return came ? (double)c->discounted / visits : NAN;
	case NOSHOW_REFERRALS:
		return (double)c->referrals;
	case NOSHOW_SENT_WORTH:
		return (double)c->sent_worth;
	case NOSHOW_TOTAL:
		return (double)sums_total(c);
	default:
		return NAN;
	}
}
