/*
 * slot_rank.h - whom to offer a free hour to: points for need, fit, loyalty and value, each from
 * 0 to 100, and all together in the order that the practice gives them. Without SQL.
 */
#ifndef MCT_VALUE_SLOT_RANK_H
#define MCT_VALUE_SLOT_RANK_H

#include <stdbool.h>
#include <stdint.h>

/* In the order of setting_slot_parts. */
enum slot_part { SLOT_NEED, SLOT_FIT, SLOT_LOYALTY, SLOT_VALUE, SLOT_PARTS };
/* What is known of a client for a slot; NAN is what is not known, and counts neither way. */
enum slot_wish {
	WISH_NONE,
	WISH_HOLDS, /* she would like to come at that time */
	WISH_OTHER  /* she would like to come, but at other times */
};
struct slot_client {
	double silence; /* days from her last visit to the slot, by her rhythm: 1 is due */
	bool lost;      /* away for so long that it is no need any more */
	bool goal;      /* she has one that is open */
	double trouble; /* how she left last: 0 best to 1 worst */

	enum slot_wish wish;
	double weekday, hour; /* shares of her visits */
	double minutes;       /* usual, beside those of the slot: 1 is the same */
	double notice;        /* days she usually books ahead */
	double ahead;         /* days until the slot */

	double years;
	double kept;    /* share of her sessions that she did not miss */
	double on_time; /* share of her visits */
	bool referrals;

	double rank; /* share of the clients of whom less is expected, 0 to 1 */
};

struct slot_points {
	double parts[SLOT_PARTS], all; /* 0 to 100 */
};
/* `weights` of the parts have the sum 1 (util/ranking.h). */
struct slot_points slot_points_of(const struct slot_client *c, const double *weights);

#endif
