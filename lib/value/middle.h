/*
 * middle.h - the middle of what clients have: what half of them have at most. A mean
 * would follow the few who have ten times as much. On arrays, without SQL.
 */
#ifndef MCT_VALUE_MIDDLE_H
#define MCT_VALUE_MIDDLE_H

#include <stddef.h>

/* The lower middle of n values, which it reorders; NAN, which is what is not known, does not count.
 * NAN when nothing is known. */
double middle_of(double *values, size_t n);

#endif
