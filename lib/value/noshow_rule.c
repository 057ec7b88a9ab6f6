/*
 * noshow_rule.c - five grounds. She is let off who called it off in time, or against
 * whom none of the others speaks.
 */
#include "value/noshow_rule.h"

#include <math.h>

static enum noshow_standing standing(double value, bool speaks_for_her)
{
	if (isnan(value))
		return SPEAKS_NEITHER_WAY;
	return speaks_for_her ? SPEAKS_FOR_HER : SPEAKS_AGAINST_HER;
}

static double share_of(double fee, double expected)
{
	if (isnan(fee) || isnan(expected))
		return NAN;
	if (expected <= 0)
		return fee > 0 ? INFINITY : 0;
	return fee / expected;
}

struct noshow_verdict noshow_judge(const struct noshow_rule *rule, const struct noshow_facts *facts)
{
	struct noshow_verdict v = {.fee_share = share_of(facts->fee, facts->expected)};
	bool often = facts->visits >= rule->regular && facts->per_year >= (double)rule->regular;

	/* Too short a notice is no reason against her: it is why the question is asked. */
	v.grounds[GROUND_NOTICE] =
		facts->notice >= 60 * (double)rule->notice ? SPEAKS_FOR_HER : SPEAKS_NEITHER_WAY;
	v.grounds[GROUND_REGULAR] = standing(0, often);
	v.grounds[GROUND_ON_TIME] =
		standing(facts->late_share, 100 * facts->late_share <= (double)rule->late);
	v.grounds[GROUND_EARLIER] = standing(0, facts->earlier < rule->free);
	v.grounds[GROUND_STAKE] = standing(v.fee_share, 100 * v.fee_share <= (double)rule->share);
	v.waive = v.grounds[GROUND_NOTICE] == SPEAKS_FOR_HER;
	if (v.waive)
		return v;
	v.waive = true;
	for (int i = GROUND_REGULAR; i < NOSHOW_GROUNDS; i++)
		if (v.grounds[i] == SPEAKS_AGAINST_HER)
			v.waive = false;
	return v;
}
