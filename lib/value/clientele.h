/*
 * clientele.h - the clients of the practice on a day of reckoning, as the models see
 * them, and the models fitted to them. Which rule speaks for so few or so many
 * clients is decided here and nowhere else.
 */
#ifndef MCT_VALUE_CLIENTELE_H
#define MCT_VALUE_CLIENTELE_H

#include "model/models.h"
#include "store/handle.h"
#include "value/visit_log.h"

struct known_client {
	int64_t id;
	size_t first, count; /* her visits to the day of reckoning, in the log */
	struct history history;
	struct spending spending; /* by visit day */
	bool certain;             /* has booked ahead */
	bool ended;               /* is said to be no client any more */
};

struct clientele {
	const struct models *models;
	int32_t day; /* of reckoning */
	struct known_client *items;
	size_t count;
	size_t visits;             /* visit days of all */
	size_t returned;           /* clients with a second one */
	struct history *histories; /* of those whom the models are fitted to, merged */
	size_t distinct, fitted;   /* how many histories, and of how many clients */
};

/* From an ordered log; visits after the day are left out. Free with clientele_free(), also after a
 * failure. */
mct_status_t clientele_read(
	mct_t *m, const struct visit_log *log, int32_t day, struct clientele *out);
void clientele_free(struct clientele *c);
/* By id; NULL when she had not come by then. */
const struct known_client *clientele_find(const struct clientele *c, int64_t id);

/* That she has booked ahead, or has not; of one who had not come it is passed over. */
void clientele_set_certain(struct clientele *c, int64_t id, bool certain);

/* "bgnbd", "mbgnbd" ..., and "r", "alpha" ... */
extern const char *const visit_model_names[];
extern const char *const visit_parameter_names[];

/* What speaks for the clients. */
enum outlook_rule {
	RULE_FITTED, /* their own visits alone */
	RULE_HELD,   /* their visits, held by what practices are like */
	RULE_RHYTHM  /* each one's own rhythm, judged by what practices are like: nothing is fitted
		      */
};
extern const char *const outlook_rule_words[];
/* From so many clients on there is something to learn, if held by what practices are like; from so
 * many with a second visit on, without that. The benchmark shows why. */
#define CLIENTS_HELD 5
#define RETURNED_FITTED 400

struct clientele_fit {
	struct visit_fit visits;
	enum outlook_rule rule;
};
/* One kind of model. MCT_OK, MCT_NOMEM. */
mct_status_t clientele_fit(
	mct_t *m, const struct clientele *c, enum visit_model_kind kind, struct clientele_fit *out);
/* Whether `other` speaks so much against `mixed` that it is taken in its place. */
bool clientele_prefers(const struct clientele_fit *mixed, const struct clientele_fit *other);
/* MIXED, unless the data speak against it: then MBGNBD. */
mct_status_t clientele_fit_auto(mct_t *m, const struct clientele *c, struct clientele_fit *out);
mct_status_t clientele_fit_spend(mct_t *m, const struct clientele *c, struct spend_model *out);

#endif
