/*
 * segments.h - which kind each client of the practice is (segment.h).
 */
#ifndef MCT_VALUE_SEGMENTS_H
#define MCT_VALUE_SEGMENTS_H

#include "value/outlook.h"
#include "value/segment.h"
#include "value/sums.h"

/* By id, as large as the sums; yours to free(). MCT_OK, MCT_NOMEM, MCT_BUSY, MCT_ERROR. */
mct_status_t segments_read(
	mct_t *m, const char *day, const struct sums *sums, struct outlook *outlook, uint8_t **out);

/* Whether all words, kept apart by commas, are segments; NULL is fine. MCT_OK, MCT_INVALID. */
mct_status_t segments_check(mct_t *m, const char *words);
/* Whether one of the words is this one. */
bool segments_name(const char *words, enum segment segment);

#endif
