/*
 * missed.h - what the commands about sessions that were missed share.
 */
#ifndef MCT_CMD_MISSED_H
#define MCT_CMD_MISSED_H

#include "run.h"

/* Whether it is the id of a visit. */
bool missed_is_visit_id(const char *word);

/* "v431" or "dana" -> the visit that was missed, and whose it is. By a name: her visits that were
 * missed and neither charged nor waived, and those still booked up to the day `until` (YYYY-MM-DD).
 * When it is `only` one, that; without `only`, the latest; *visit is 0 when there is none. Exit
 * code. */
int missed_find(struct run *r, const char *who, const char *until, bool only, int64_t *client,
	int64_t *visit);

/* "2 no-shows, 1 late cancellation, 1 let off"; "" when there are none. */
struct missed_counts {
	int no_shows, late_cancels, charged, waived;
};
void missed_add_counts(const struct missed_counts *n, struct buf *out);

/* Below a client's card, for eyes: how many sessions she missed, and what became of the fees. Exit
 * code. */
int missed_below(struct run *r, int64_t client);

#endif
