/*
 * visit_log.h - the completed visits of all clients, in memory: whose, which day, and
 * what it brought. Read once, they serve every model and every day of
 * reckoning.
 */
#ifndef MCT_VALUE_VISIT_LOG_H
#define MCT_VALUE_VISIT_LOG_H

#include "store/handle.h"

struct logged_visit {
	int64_t client, worth; /* paid and tips */
	int32_t day;
	bool priced;
};

struct visit_log {
	struct logged_visit *items;
	size_t count, capacity;
};

/* False when there is no memory. */
bool visit_log_add(struct visit_log *log, const struct logged_visit *visit);
/* Orders them by client, then by day. MCT_OK, MCT_NOMEM. */
mct_status_t visit_log_order(mct_t *m, struct visit_log *log);
/* Reads all to the end of a day, ordered. Free with visit_log_free(), also after a failure. */
mct_status_t visit_log_read(mct_t *m, int32_t until, struct visit_log *log);
void visit_log_free(struct visit_log *log);

#endif
