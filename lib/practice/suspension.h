/*
 * suspension.h - pauses of clients: the entity "suspension", and the days that they
 * took, which count neither against a rhythm nor as lateness.
 */
#ifndef MCT_PRACTICE_SUSPENSION_H
#define MCT_PRACTICE_SUSPENSION_H

#include "record/field.h"

extern const mct_entity_t entity_suspension;

/* All suspensions up to a day, by client; small beside the visits. */
struct suspensions {
	struct pause {
		int64_t client;
		int32_t since, until;       /* [since, until) */
		int32_t expected, check_in; /* the day of her return, of a word; DATE_NONE */
		bool open;                  /* she has not come back yet */
	} * items;
	size_t count;
};

/* Those begun by `as_of`, ordered by client. Free with suspensions_free(). */
mct_status_t suspensions_load(mct_t *m, int32_t as_of, struct suspensions *out);
void suspensions_free(struct suspensions *s);
/* Days of [from, to) during which the client paused. */
int32_t suspended_days(const struct suspensions *s, int64_t client, int32_t from, int32_t to);
/* The pause she is in on the day the suspensions were loaded for; NULL when she is in none. */
const struct pause *open_pause(const struct suspensions *s, int64_t client);

#endif
