/*
 * segment.h - kinds of client, each client of one: by what is on record, how likely it is
 * that she still comes, how often she does, and what is expected of her. On
 * arrays, without SQL. mct-value(1) says the same.
 */
#ifndef MCT_VALUE_SEGMENT_H
#define MCT_VALUE_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A chance of being a client still below which one is most likely not, and one below which it is
 * more likely that one is not. */
#define SEGMENT_GONE 0.1
#define SEGMENT_SLIPPING 0.5
/* Visits below which she is new. */
#define SEGMENT_NEW_VISITS 3

enum segment {
	SEGMENT_BEST,       /* of whom, most first, the first half of all is expected */
	SEGMENT_REGULAR,    /* comes often */
	SEGMENT_OCCASIONAL, /* and who does not */
	SEGMENT_NEW,
	SEGMENT_SLIPPING_AWAY,
	SEGMENT_IS_GONE,
	SEGMENT_PAUSED,
	SEGMENT_ENDED
};
extern const char *const segment_words[];

struct segment_facts {
	bool ended, paused;
	int64_t visits;
	double active;   /* the chance that she is still a client; NAN */
	double per_year; /* visits; below 0 or NAN when there is no telling */
	double expected; /* spend in the next twelve months; NAN */
};
/* `regular`: visits a year from which one is a regular. False when there was no memory. */
bool segments_find(const struct segment_facts *facts, size_t n, double regular, enum segment *out);

#endif
