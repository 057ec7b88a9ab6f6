/*
 * span.h - the days that a report looks at, from the words of a query.
 */
#ifndef MCT_REPORT_SPAN_H
#define MCT_REPORT_SPAN_H

#include "store/handle.h"

/* The last day: as_of (YYYY-MM-DD), or today where it is NULL. MCT_OK, MCT_INVALID. */
mct_status_t span_last(mct_t *m, const char *as_of, int32_t *last);
/* The first day, as people write dates; where since is NULL, *first stays as it is. MCT_OK,
 * MCT_INVALID, also when it is after the last. */
mct_status_t span_first(mct_t *m, const char *since, int32_t last, int32_t *first);

#endif
