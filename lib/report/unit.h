/*
 * unit.h - the units of time that reports go by: weeks from Monday on, months and quarters.
 */
#ifndef MCT_REPORT_UNIT_H
#define MCT_REPORT_UNIT_H

#include "util/date.h"

enum unit { UNIT_NONE, UNIT_WEEK, UNIT_MONTH, UNIT_QUARTER };

/* The first day of the unit that a day lies in. */
int32_t unit_begin(enum unit unit, int32_t day);
/* The first day so many units later; negative: before. */
int32_t unit_after(enum unit unit, int32_t begin, int units);
/* "2026-11", "2026-Q4"; a week by its Thursday, as in ISO 8601: "2026-W48". */
void unit_name(enum unit unit, int32_t begin, char name[static 32]);

#endif
