/*
 * noshow.h - the no-show question while it is answered: what is shared by the files that
 * gather the facts, judge them, and say why.
 */
#ifndef MCT_VALUE_NOSHOW_H
#define MCT_VALUE_NOSHOW_H

#include "value/noshow_rule.h"
#include "value/outlook.h"
#include "value/sums.h"

/* The columns; behind them stand those of the outlook. The first row is hers, the second that of
 * the middle of all clients. What decides comes first, then the facts. */
enum noshow_column {
	NOSHOW_CLIENT,
	NOSHOW_VISIT,
	NOSHOW_DATE,
	NOSHOW_TIME,
	NOSHOW_MINUTES,
	NOSHOW_OUTCOME,
	NOSHOW_NOTICE,
	NOSHOW_DECIDED,
	NOSHOW_BECAUSE_OF,
	NOSHOW_FEE,
	NOSHOW_SUGGESTION,
	NOSHOW_BECAUSE,
	NOSHOW_PRACTICE_RULE,
	NOSHOW_VISITS,
	NOSHOW_VISITS_PER_YEAR,
	NOSHOW_MINUTES_A_VISIT,
	NOSHOW_YEARS,
	NOSHOW_LATE,
	NOSHOW_ON_TIME,
	NOSHOW_MISSED,
	NOSHOW_WAIVED,
	NOSHOW_CHARGED,
	NOSHOW_TIP,
	NOSHOW_TIPPED,
	NOSHOW_DISCOUNTED,
	NOSHOW_REFERRALS,
	NOSHOW_SENT_WORTH,
	NOSHOW_TOTAL,
	NOSHOW_FEE_SHARE,
	NOSHOW_COLUMNS
};
extern const mct_field_t noshow_fields[NOSHOW_COLUMNS];
extern const char *const noshow_suggestions[]; /* "charge", "waive" */

struct noshow {
	mct_t *m;
	int32_t day;
	char iso[11];
	/* The session that was missed, or any that she would miss. */
	int64_t client, visit, minutes, notice, price;
	bool timed, noticed, priced, late_cancel;
	char date[11];
	/* Her misses before it: all, those that still count, and what became of them. */
	int64_t missed, earlier, waived, charged;
	char since[11], last[11]; /* from when on they count; the last of these */
	int64_t fee;
	bool has_fee;
	struct sums sums;
	struct visit_log log;
	struct outlook outlook;
	struct noshow_rule rule;
	struct noshow_verdict verdict;
	double expected; /* in a year; NAN */
};

/* A fact of one client, as it stands in the columns from NOSHOW_VISITS on; NAN where nothing is
 * known. Those that are of her alone are not told. */
double noshow_fact(const struct client_sums *c, size_t column, int32_t day);

/* The reasons of the verdict, kept apart by "; ": what speaks for her when she is let off, what
 * speaks against her when she is not. */
void noshow_add_reasons(const struct noshow *n, struct buf *out);
/* The rule as the settings make it, in words. */
void noshow_add_rule(const struct noshow *n, struct buf *out);

#endif
