/*
 * mark_set.h - the marks of the rows of a file so far: whether an earlier row may have
 * been about the same. Five bytes a row, whatever the rows hold.
 */
#ifndef MCT_EXCHANGE_MARK_SET_H
#define MCT_EXCHANGE_MARK_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The low halves of hashes, each near the place that its high half gives it: together nearly the
 * whole hash. 0 is a free slot. Start with = {0}. */
struct mark_set {
	uint32_t *slots;
	size_t capacity;
};

/* Makes room for so many marks. False: no memory. */
bool mark_set_reserve(struct mark_set *set, int64_t marks);
/* False when it is in the set already, or seems to be. */
bool mark_set_add(struct mark_set *set, uint64_t mark);
void mark_set_free(struct mark_set *set);

#endif
