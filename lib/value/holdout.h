/*
 * holdout.h - a model put to the test: fitted to what had been by a day, held against
 * what came after, beside rules that need no model.
 */
#ifndef MCT_VALUE_HOLDOUT_H
#define MCT_VALUE_HOLDOUT_H

#include "value/clientele.h"

/* A client who had come by the day. All but `active` are visit days after it. */
struct held_client {
	int64_t id;
	double actual;
	double expected, active; /* by the model */
	double last_year;        /* as many as in as many days before */
	double own_rhythm;       /* by her rhythm, none when she is late by as much again */
};

struct holdout {
	struct clientele clientele; /* as of the day */
	int32_t until;
	struct held_client *items;
	double actual; /* visit days of all */
};

/* From an ordered log. Free with holdout_free(), also after a failure. */
mct_status_t holdout_read(
	mct_t *m, const struct visit_log *log, int32_t day, int32_t until, struct holdout *out);
void holdout_free(struct holdout *h);
/* Sets what the model expects. */
void holdout_predict(struct holdout *h, const struct visit_model *model);

/* What was wrong, in visits, as a share of those that came: 1 is the error of "nobody comes back".
 * `which` is the offset of the prediction in struct held_client. 0 when nobody came. */
double holdout_error(const struct holdout *h, size_t which);
#define HOLDOUT_ERROR(h, member) holdout_error(h, offsetof(struct held_client, member))

#endif
