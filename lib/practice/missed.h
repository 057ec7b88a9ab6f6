/*
 * missed.h - sessions that were missed: what they cost by the practice's own rule, and
 * what may be written down of them.
 */
#ifndef MCT_PRACTICE_MISSED_H
#define MCT_PRACTICE_MISSED_H

#include "record/record.h"

/* What became of the fee. */
#define MISSED_CHARGED "charged"
#define MISSED_WAIVED "waived"

/* What a missed session of so many minutes on a day (YYYY-MM-DD) costs: the percentage of the price
 * that the settings noshow.charge and noshow.charge_late give. MCT_OK, MCT_NOTFOUND when no rate is
 * known. */
mct_status_t missed_price(
	mct_t *m, const char *date, int64_t minutes, bool late_cancel, int64_t *price);

/* Checks what a visit says of having been missed, as part of checking the visit. What is charged by
 * hand and has no price gets it; what is waived has none. */
mct_status_t missed_check(mct_record_t *visit);

#endif
