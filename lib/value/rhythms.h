/*
 * rhythms.h - how often each client comes, from the ordered log of their visits, with the
 * days on which they paused taken out; as in mct-rebook(1).
 */
#ifndef MCT_VALUE_RHYTHMS_H
#define MCT_VALUE_RHYTHMS_H

#include "practice/suspension.h"
#include "value/visit_log.h"

struct client_rhythm {
	int64_t client;
	int32_t days;     /* between her visits */
	int32_t last;     /* the day of her last one */
	size_t intervals; /* that she has; 0: it is the usual one of the practice */
};

struct rhythms {
	int32_t usual;               /* of the practice */
	struct client_rhythm *items; /* by client */
	size_t count;
};

/* Free with rhythms_free(), also after a failure. MCT_OK, MCT_NOMEM. */
mct_status_t rhythms_read(mct_t *m, const struct visit_log *log, const struct suspensions *pauses,
	struct rhythms *out);
void rhythms_free(struct rhythms *r);
/* NULL when she has not been here yet. */
const struct client_rhythm *rhythms_find(const struct rhythms *r, int64_t client);

#endif
