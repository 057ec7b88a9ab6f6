/*
 * market_table.h - markets that massage therapists serve, and the kinds of business that
 * serve them too, with other services: what mct knows before she has told it anything.
 */
#ifndef MCT_PARTNERS_MARKET_TABLE_H
#define MCT_PARTNERS_MARKET_TABLE_H

#include <stddef.h>

struct known_business {
	const char *name;
	const char *words;   /* how else it is called, kept apart by "; " */
	const char *because; /* why people of this market go there, or are heard there */
};

struct known_market {
	const char *name;
	const char *also;                        /* how else they are called, kept apart by "; " */
	const struct known_business *businesses; /* ended by a NULL name; the nearest first */
};

extern const struct known_market known_markets[];
extern const size_t known_market_count;

#endif
