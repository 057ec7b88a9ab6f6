/*
 * history.h - what a customer-base model has to know of a client: how often she came
 * back, when last, and for how long she has been known, in weeks from her
 * first visit. Arithmetic on arrays, without SQL.
 */
#ifndef MCT_MODEL_HISTORY_H
#define MCT_MODEL_HISTORY_H

#include <stddef.h>
#include <stdint.h>

struct history {
	double repeats;       /* x: days on which she came, the first left out */
	double recency;       /* t_x: weeks from the first to the last */
	double age;           /* T: weeks from the first to the day of reckoning */
	double log_intervals; /* L: the sum of the logarithms of the intervals, in weeks */
	double weight;        /* clients who have this history */
};

/* Of the days on which she came, in order, by a clock that stands still while she pauses; several
 * visits of one day are one, and days after `until` do not count. n > 0; a client who had not come
 * by then gets an age of 0. */
struct history history_of(const int32_t *days, size_t n, int32_t until);

/* Counts equal histories once, with their weights summed, and orders them by repeats; how many are
 * left. */
size_t histories_merge(struct history *histories, size_t n);

#endif
