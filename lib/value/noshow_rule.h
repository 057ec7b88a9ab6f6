/*
 * noshow_rule.h - to charge or to let off: the practice's own rule, applied to what is known
 * of a client. The same facts give the same answer. Without SQL.
 */
#ifndef MCT_VALUE_NOSHOW_RULE_H
#define MCT_VALUE_NOSHOW_RULE_H

#include <stdbool.h>
#include <stdint.h>

/* The settings noshow.*. */
struct noshow_rule {
	int64_t regular; /* visits a year, and in all */
	int64_t late;    /* percent of her visits, at most */
	int64_t free;    /* misses that are let off, of those that still count */
	int64_t share;   /* percent of what is expected of her in a year, at most */
	int64_t notice;  /* hours */
};

/* NAN is what is not known. */
struct noshow_facts {
	int64_t visits;
	double per_year;
	double late_share;    /* 0 to 1 */
	int64_t earlier;      /* misses before this one that still count */
	double fee, expected; /* in one currency; expected: in the next twelve months */
	double notice;        /* minutes */
};

/* What the rule looks at, one after the other. */
enum noshow_ground {
	GROUND_NOTICE,  /* she called it off in time: then nothing else counts */
	GROUND_REGULAR, /* she comes often, and has for some time */
	GROUND_ON_TIME,
	GROUND_EARLIER, /* she does not do it all the time */
	GROUND_STAKE,   /* the fee is little beside what she will bring */
	NOSHOW_GROUNDS
};
/* What speaks neither way is not known. */
enum noshow_standing { SPEAKS_FOR_HER, SPEAKS_AGAINST_HER, SPEAKS_NEITHER_WAY };

struct noshow_verdict {
	bool waive; /* nothing speaks against her, or she called it off in time */
	enum noshow_standing grounds[NOSHOW_GROUNDS];
	double fee_share; /* of what is expected of her; NAN, or infinite when that is nothing */
};
struct noshow_verdict noshow_judge(
	const struct noshow_rule *rule, const struct noshow_facts *facts);

#endif
