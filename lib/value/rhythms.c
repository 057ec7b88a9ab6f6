/*
 * rhythms.c - one walk through the log, client by client.
 */
#include "value/rhythms.h"

#include <stdlib.h>

#include "practice/rhythm.h"
#include "util/base.h"

void rhythms_free(struct rhythms *r)
{
	free(r->items);
	*r = (struct rhythms){0};
}

static int compare_clients(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = ((const struct client_rhythm *)b)->client;

	return (x > y) - (x < y);
}

const struct client_rhythm *rhythms_find(const struct rhythms *r, int64_t client)
{
	return r->count > 0
		? bsearch(&client, r->items, r->count, sizeof *r->items, compare_clients)
		: NULL;
}

/* The intervals of one client, whose visits begin at `at`; where the next one's begin. */
static size_t read_intervals(const struct visit_log *log, const struct suspensions *pauses,
	size_t at, struct intervals *intervals, int32_t *last)
{
	int64_t client = log->items[at].client;

	*intervals = (struct intervals){.count = 0};
	*last = log->items[at].day;
	for (; at < log->count && log->items[at].client == client; at++) {
		int32_t day = log->items[at].day, days;

		if (day == *last)
			continue;
		days = day - *last - suspended_days(pauses, client, *last, day);
		intervals_add(intervals, days > 0 ? days : 1);
		*last = day;
	}
	return at;
}

static size_t count_clients(const struct visit_log *log)
{
	size_t n = 0;

	for (size_t i = 0; i < log->count; i++)
		n += i == 0 || log->items[i].client != log->items[i - 1].client;
	return n;
}

/* Of clients with few intervals the rhythm leans on what is usual, which the others tell: so their
 * intervals are kept until that is known. */
mct_status_t rhythms_read(mct_t *m, const struct visit_log *log, const struct suspensions *pauses,
	struct rhythms *out)
{
	size_t n = count_clients(log), own = 0;
	struct intervals *intervals CLEANUP(free_pointer) = calloc(n + 1, sizeof *intervals);
	int32_t *days CLEANUP(free_pointer) = calloc(n + 1, sizeof *days);

	*out = (struct rhythms){.items = calloc(n + 1, sizeof *out->items)};
	if (intervals == NULL || days == NULL || out->items == NULL)
		return fail_nomem(m);
	for (size_t at = 0; at < log->count; out->count++) {
		struct client_rhythm *r = &out->items[out->count];
		struct intervals *hers = &intervals[out->count];

		r->client = log->items[at].client;
		at = read_intervals(log, pauses, at, hers, &r->last);
		r->intervals = hers->count;
		if (hers->count >= RHYTHM_OWN)
			days[own++] = rhythm_of(hers, 0);
	}
	out->usual = rhythm_usual(days, own, mct_setting(m, "rebook.every"));
	for (size_t i = 0; i < out->count; i++)
		out->items[i].days =
			intervals[i].count > 0 ? rhythm_of(&intervals[i], out->usual) : out->usual;
	return MCT_OK;
}
