/*
 * segment.c - the first that holds is hers.
 */
#include "value/segment.h"

#include <stdlib.h>

const char *const segment_words[] = {[SEGMENT_BEST] = "best",
	[SEGMENT_REGULAR] = "regular",
	[SEGMENT_OCCASIONAL] = "occasional",
	[SEGMENT_NEW] = "new",
	[SEGMENT_SLIPPING_AWAY] = "slipping",
	[SEGMENT_IS_GONE] = "gone",
	[SEGMENT_PAUSED] = "paused",
	[SEGMENT_ENDED] = "ended",
	NULL};

static enum segment segment_of(const struct segment_facts *f, double regular)
{
	if (f->ended)
		return SEGMENT_ENDED;
	if (f->paused)
		return SEGMENT_PAUSED;
	if (f->active < SEGMENT_GONE)
		return SEGMENT_IS_GONE;
	if (f->active < SEGMENT_SLIPPING)
		return SEGMENT_SLIPPING_AWAY;
	if (f->visits < SEGMENT_NEW_VISITS)
		return SEGMENT_NEW;
	return f->per_year >= regular ? SEGMENT_REGULAR : SEGMENT_OCCASIONAL;
}

struct standing {
	size_t at;
	double expected;
};

/* Most first; equal ones in the order in which they stand. */
static int compare_standings(const void *a, const void *b)
{
	const struct standing *x = a, *y = b;

	if (x->expected < y->expected || x->expected > y->expected)
		return x->expected < y->expected ? 1 : -1;
	return (x->at > y->at) - (x->at < y->at);
}

/* Of those who come, and are no longer new, those who bring the first half; of equal ones either
 * all or none. */
bool segments_find(const struct segment_facts *facts, size_t n, double regular, enum segment *out)
{
	struct standing *order = malloc((n + 1) * sizeof *order);
	double all = 0, sum = 0;
	size_t count = 0;

	if (order == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {
		out[i] = segment_of(&facts[i], regular);
		if (out[i] > SEGMENT_OCCASIONAL || !(facts[i].expected > 0))
			continue;
		order[count++] = (struct standing){i, facts[i].expected};
		all += facts[i].expected;
	}
	if (count > 0)
		qsort(order, count, sizeof *order, compare_standings);
	for (size_t i = 0; i < count; i++) {
		bool as_before = i > 0 && order[i].expected >= order[i - 1].expected;

		if (as_before ? out[order[i - 1].at] != SEGMENT_BEST : 2 * sum >= all)
			break;
		out[order[i].at] = SEGMENT_BEST;
		sum += order[i].expected;
	}
	free(order);
	return true;
}
