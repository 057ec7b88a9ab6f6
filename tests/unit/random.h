/*
 * random.h - numbers by chance that are the same on every run (xorshift64*), so that
 * what failed once fails again. Each test seeds its own, and so does not
 * depend on which tests ran before it.
 */
#ifndef MCT_TESTS_RANDOM_H
#define MCT_TESTS_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state; /* never 0 */
};

static inline uint64_t random_bits(struct random *r)
{
	r->state ^= r->state >> 12;
	r->state ^= r->state << 25;
	r->state ^= r->state >> 27;
	return r->state * UINT64_C(2685821657736338717);
}

/* 0 .. n - 1 */
static inline unsigned random_below(struct random *r, unsigned n)
{
	return (unsigned)((random_bits(r) >> 32) % n);
}

/* least .. most, both included */
static inline int random_between(struct random *r, int least, int most)
{
	return least + (int)random_below(r, (unsigned)(most - least) + 1);
}

#endif
