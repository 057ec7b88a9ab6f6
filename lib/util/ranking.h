/*
 * ranking.h - what matters more than what: "need, fit, value". Read once, and used as
 * weights.
 */
#ifndef MCT_UTIL_RANKING_H
#define MCT_UTIL_RANKING_H

#include <stdbool.h>

/* Words kept apart by commas, the one that matters most first: each weighs twice as much as the one
 * behind it, one that is left out nothing; the sum is 1. `words` are those there are,
 * NULL-terminated; weights[] is in their order. False when one is none of them or stands twice, or
 * when there is none. */
bool ranking_read(const char *text, const char *const *words, double *weights);

#endif
