/*
 * outlook.h - what is to be expected of each client: the columns that stand in
 * mct_worth() behind what has been. What they mean: mct-value(1).
 */
#ifndef MCT_VALUE_OUTLOOK_H
#define MCT_VALUE_OUTLOOK_H

#include "record/rows.h"
#include "value/clientele.h"

enum outlook_column {
	OUTLOOK_ACTIVE,
	OUTLOOK_VISITS,
	OUTLOOK_VISITS_LOW,
	OUTLOOK_VISITS_HIGH,
	OUTLOOK_SPEND,
	OUTLOOK_SPEND_LOW,
	OUTLOOK_SPEND_HIGH,
	OUTLOOK_LIFETIME,
	OUTLOOK_LIFETIME_LOW,
	OUTLOOK_LIFETIME_HIGH,
	OUTLOOK_RULE,
	OUTLOOK_COLUMNS
};
extern const mct_field_t outlook_fields[OUTLOOK_COLUMNS];

struct outlook_known {
	bool reckoned;
	double active;
	struct expected visits;
};

struct outlook {
	struct clientele clientele;
	struct clientele_fit fit;
	struct spend_model spend;
	double discount; /* a year */
	struct visit_outlook best;
	struct visit_outlook others[VISIT_OTHERS];
	size_t other_count;
	struct outlook_known *known; /* of each client by the best fit, once it was reckoned */
};

/* Fits what auto takes to the visits of an ordered log to the day. Free with outlook_free(), also
 * after a failure. */
mct_status_t outlook_make(mct_t *m, const struct visit_log *log, int32_t day, struct outlook *out);
void outlook_free(struct outlook *o);

/* The means of the next twelve months for a client, which is quick; NAN where nothing is known. */
struct outlook_means {
	double active, visits, spend;
};
struct outlook_means outlook_expect(struct outlook *o, int64_t client);

/* Sets the columns of the last row, from column `at` on; a client who has not come yet has none. */
void outlook_set(struct outlook *o, int64_t client, mct_rows_t *rows, size_t at);

#endif
