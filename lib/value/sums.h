/*
 * sums.h - what the visits of each client add up to, to the end of a day: one pass over
 * them in the order of the file. Every figure is defined in mct-value(1).
 */
#ifndef MCT_VALUE_SUMS_H
#define MCT_VALUE_SUMS_H

#include "value/visit_log.h"

/* All 0 for ids that are nobody's. */
struct client_sums {
	int64_t visits, minutes, paid, tips;
	int64_t no_shows, late_cancels;
	int64_t charged, waived, fees; /* missed sessions that were; what was charged */
	int64_t late, timed;           /* visits she was late for; those of which it is known */
	int64_t tipped, discounted;
	int64_t referrals;  /* in which she is the referrer */
	int64_t sent;       /* clients whom she was the first to send */
	int64_t sent_worth; /* what these have been worth */
	int32_t first, last;
	int64_t rank; /* by sums_total(); 0 while not ranked */
};

struct sums {
	struct client_sums *by_id;
	size_t size;   /* ids below this have a place */
	int64_t total; /* what all of them have been worth */
};

/* Adds up all to the end of a day (YYYY-MM-DD), with ranks. Completed visits also go into `log`,
 * unless it is NULL, in the order of the file. Free with sums_free(), also after a failure. MCT_OK,
 * MCT_NOMEM, MCT_BUSY, MCT_ERROR. */
mct_status_t sums_read(mct_t *m, const char *day, struct visit_log *log, struct sums *out);
void sums_free(struct sums *s);

/* Hers; all 0 when nothing is known of her. */
const struct client_sums *sums_of(const struct sums *s, int64_t client);
/* Whether she came, or was to come. */
static inline bool sums_counted(const struct client_sums *c)
{
	return c->visits + c->no_shows + c->late_cancels > 0;
}
/* What she has been worth: prices, tips, and what was charged for sessions that she missed. */
static inline int64_t sums_total(const struct client_sums *c)
{
	return c->paid + c->tips + c->fees;
}
/* Visits a year, from the first to the last; below 0 when there is no telling. */
double sums_per_year(const struct client_sums *c);

#endif
