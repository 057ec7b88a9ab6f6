/*
 * slot_pool.h - all whom a free hour could be offered to, with what is known of each: read
 * once, for one slot or for many.
 */
#ifndef MCT_VALUE_SLOT_POOL_H
#define MCT_VALUE_SLOT_POOL_H

#include "util/hours.h"
#include "value/habit.h"
#include "value/outlook.h"
#include "value/rhythms.h"
#include "value/slot_rank.h"
#include "value/sums.h"

/* A time of the week or of one day. */
struct slot {
	int32_t day; /* DATE_NONE: of any week */
	int weekday, minute, minutes;
};

struct slot_person {
	int64_t client;
	char *name, *phone; /* phone may be NULL */
	bool paused;        /* by her status */
	bool no_calls;
	int goals; /* open ones */
	struct habit habit;
	double expected, active; /* in the next twelve months; NAN */
	double rank;             /* share of all of whom less is expected; NAN */
	size_t wish, wishes;     /* hers in the pool: the first, and how many */
	size_t booking, bookings;
};

struct slot_pool {
	mct_t *m;
	int32_t day; /* of reckoning */
	char iso[11];
	bool low_is_best; /* of how she left */
	double weights[SLOT_PARTS];
	struct sums sums;
	struct visit_log log;
	struct outlook outlook;
	struct suspensions pauses;
	struct rhythms rhythms;
	struct slot_person *people; /* who have not ended, by id */
	size_t count;
	struct slot_wished {
		int64_t client;
		struct hours hours;
		int minutes;   /* -1: any */
		int32_t until; /* INT32_MAX: for ever */
		char *text;
	} * wishes;
	size_t wish_count;
	struct slot_booking {
		int64_t client;
		int32_t day;
		char time[6];
	} * bookings; /* from the day on */
	size_t booking_count;
};

/* As of a day (NULL: today), with an order as in the setting slot.order (NULL: that). Free with
 * slot_pool_free(), also after a failure. MCT_OK, MCT_INVALID (a day, an order), MCT_NOMEM,
 * MCT_BUSY, MCT_ERROR. */
mct_status_t slot_pool_read(mct_t *m, const char *as_of, const char *order, struct slot_pool *out);
void slot_pool_free(struct slot_pool *pool);

/* How long a session usually is; 60 while nothing is known. */
int slot_pool_minutes(struct slot_pool *pool);

/* A person beside a slot: her points, and what they are made of. */
struct slot_standing {
	const struct slot_person *person;
	struct slot_client known;
	struct slot_points points;
	int32_t over;                   /* days past due on the day of the slot */
	const struct slot_wished *wish; /* that holds; NULL */
};
struct slot_standing slot_stand(
	const struct slot_pool *pool, const struct slot_person *person, const struct slot *slot);

/* Why she is not to be offered the slot, in words; false when nothing speaks against it. */
bool slot_left_out(const struct slot_pool *pool, const struct slot_standing *s,
	const struct slot *slot, struct buf *why);
/* Why she is the one to offer it to. */
void slot_add_reasons(const struct slot_pool *pool, const struct slot_standing *s,
	const struct slot *slot, struct buf *out);

#endif
