/*
 * events.h - what the reports look at, read from the practice once: visits, bookings and
 * referrals, what is known of clients, and the groups that they are looked at by.
 */
#ifndef MCT_REPORT_EVENTS_H
#define MCT_REPORT_EVENTS_H

#include "report/stay.h"

/* What figures may be grouped by; GROUP_NONE: not at all. */
enum grouping {
	GROUP_NONE,
	GROUP_SOURCE,    /* how clients found the practice */
	GROUP_PARTNER,   /* who sent them first */
	GROUP_SERVICE,   /* of the visit */
	GROUP_THERAPIST, /* of the visit */
	GROUPINGS
};

struct group {
	char *key, *name; /* the name is NULL where nothing was said */
};
struct groups {
	struct group *items; /* by key */
	size_t count;
};

struct events {
	struct event *items; /* in the order of event_compare(); by source, partner and therapist
				group after group */
	size_t count, capacity;
	struct client_facts *clients;
	size_t client_count, client_capacity;
	struct suspensions pauses;
	struct groups groups;
	struct groups therapists; /* where practice.hours says what they could do */
	int32_t booked_since;
};

/* Everything to the end of as_of, and what is booked after it; referrals where the groups are not
 * those of visits. Free with events_free(), also after
 * a failure. */
mct_status_t events_read(mct_t *m, int32_t as_of, enum grouping by, struct events *out);
void events_free(struct events *e);

/* How many of them, from the first on, are of the same client and group. */
size_t events_of_client(const struct events *e, size_t first);

/* The same for the arithmetic; borrowed from both. */
struct numbers_world events_world(mct_t *m, const struct events *e, int32_t as_of);

#endif
