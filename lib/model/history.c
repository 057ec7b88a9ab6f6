/*
 * history.c - from days to the few numbers that a model looks at.
 */
#include "model/history.h"

#include <math.h>
#include <stdlib.h>

struct history history_of(const int32_t *days, size_t n, int32_t until)
{
	struct history h = {.weight = 1};
	int32_t last = days[0];

	for (size_t i = 1; i < n && days[i] <= until; i++) {
		if (days[i] <= last)
			continue;
		h.repeats++;
		h.log_intervals += log((days[i] - last) / 7.0);
		last = days[i];
	}
	h.recency = ((double)last - days[0]) / 7;
	h.age = until > days[0] ? ((double)until - days[0]) / 7 : 0;
	return h;
}

static int compare(double a, double b)
{
	return (a > b) - (a < b);
}

static int compare_histories(const void *a, const void *b)
{
	const struct history *x = a, *y = b;
	int order = compare(x->repeats, y->repeats);

	if (order == 0)
		order = compare(x->age, y->age);
	if (order == 0)
		order = compare(x->recency, y->recency);
	return order != 0 ? order : compare(x->log_intervals, y->log_intervals);
}

size_t histories_merge(struct history *histories, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(histories, n, sizeof *histories, compare_histories);
	for (size_t i = 0; i < n; i++) {
		if (kept > 0 && compare_histories(&histories[kept - 1], &histories[i]) == 0)
			histories[kept - 1].weight += histories[i].weight;
		else
			histories[kept++] = histories[i];
	}
	return kept;
}
