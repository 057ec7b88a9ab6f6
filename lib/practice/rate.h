/*
 * rate.h - one price for time: what an hour costs, from which day on.
 * The price of a session follows its minutes, whatever is done in them.
 */
#ifndef MCT_PRACTICE_RATE_H
#define MCT_PRACTICE_RATE_H

#include "record/field.h"

extern const mct_entity_t entity_rate;

/* A common table expression: which hour's price holds from `since` to before `until`. The first
 * rate holds for the days before it too. */
#define RATE_SPANS                                                                                 \
	"span (since, until, hour) AS (SELECT"                                                     \
	"  CASE WHEN row_number() OVER in_time = 1 THEN '' ELSE since END,"                        \
	"  coalesce(lead(since) OVER in_time, '9999'), hour"                                       \
	"  FROM rate WINDOW in_time AS (ORDER BY since))"

/* The price of an hour from `since` on. MCT_OK, MCT_INVALID. */
mct_status_t rate_add(mct_t *m, const char *hour, int32_t since);
/* What `minutes` cost on a day (YYYY-MM-DD), rounded half up. MCT_OK, MCT_NOTFOUND when no rate is
 * known. */
mct_status_t rate_price(mct_t *m, const char *date, int64_t minutes, int64_t *price);

#endif
