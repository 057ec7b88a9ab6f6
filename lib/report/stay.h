/*
 * stay.h - for how long clients stay: from their visits to lifetimes. Nobody says that she
 * has left; it is taken for so when she has been away for as long as mct-rebook(1)
 * calls lost. Arithmetic on arrays, without SQL.
 */
#ifndef MCT_REPORT_STAY_H
#define MCT_REPORT_STAY_H

#include "practice/rhythm.h"
#include "report/numbers.h"
#include "report/survival.h"

/* The days between the visits of one client, by her own clock. */
struct intervals intervals_between(
	const struct numbers_world *world, const struct event *events, size_t n);

struct stay {
	int32_t first;            /* the day of her first visit */
	struct lifetime lifetime; /* in days from it, by her own clock */
	bool open;                /* too short a while to know anything of: no lifetime */
};

/*
 * From the events of one client. Lost: her last visit ends her time. Else it is known that she is
 * still there only up to as long ago as she would have to be away to be lost: whoever left since
 * cannot be told from whoever stays. False for who has no visit, or had some before those here.
 */
bool stay_of(
	const struct numbers_world *world, const struct event *events, size_t n, struct stay *out);

#endif
