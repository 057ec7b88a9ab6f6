/*
 * rhythm.h - how often somebody comes, from the days she came: arithmetic on arrays,
 * without SQL. mct-rebook(1) says the same in a therapist's words.
 */
#ifndef MCT_PRACTICE_RHYTHM_H
#define MCT_PRACTICE_RHYTHM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/buf.h"

/* How many of the latest intervals count: a change of habit shows after five visits. */
#define RHYTHM_INTERVALS 9
/* From so many intervals on her own speak alone. */
#define RHYTHM_OWN 3

/* The latest intervals between visit days, in days; older ones fall out. */
struct intervals {
	int32_t days[RHYTHM_INTERVALS];
	size_t count; /* of all that were added */
};
void intervals_add(struct intervals *v, int32_t days);

/*
 * The middle interval, the lower of two middle ones: holidays and gaps only ever make an interval
 * longer, so a single one, or one of two, does not move it. With fewer than RHYTHM_OWN intervals
 * `usual` counts as one more. At least 1.
 */
int32_t rhythm_of(const struct intervals *v, int32_t usual);

/* The lower middle of n values, which it reorders; n > 0. */
int32_t lower_median(int32_t *values, size_t n);

/* What is usual in a practice: the middle of n rhythms, which it reorders, of clients who have
 * their own; without any, what `otherwise` says ("4w"). */
int32_t rhythm_usual(int32_t *rhythms, size_t n, const char *otherwise);

/* "4 weeks", "10 days", "week": a rhythm as it is said after "every". */
void days_to_words(int32_t days, struct buf *out);

/* How late somebody is by her own rhythm; `over` is days past due, negative before. */
enum lateness { LATENESS_DUE, LATENESS_OVERDUE, LATENESS_SLIPPING, LATENESS_LOST };
enum lateness lateness_of(int32_t over, int32_t rhythm);
/* Without a visit for more days than these, she is LATENESS_LOST. */
int32_t lost_after(int32_t rhythm);

#endif
