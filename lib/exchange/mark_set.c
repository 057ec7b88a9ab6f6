/*
 * mark_set.c - an open-addressed set of hashes. It may say "there already" of a new
 * mark, never "new" of a known one.
 */
#include "exchange/mark_set.h"

#include <stdlib.h>

bool mark_set_reserve(struct mark_set *set, int64_t marks)
{
	free(set->slots);
	set->capacity = (size_t)marks / 3 * 4 + 4; /* a quarter stays free */
	set->slots = calloc(set->capacity, sizeof *set->slots);
	return set->slots != NULL;
}

bool mark_set_add(struct mark_set *set, uint64_t mark)
{
	size_t at = (size_t)((mark >> 32) * set->capacity >> 32);
	uint32_t low = (uint32_t)mark | 1;

	while (set->slots[at] != 0 && set->slots[at] != low)
		at = at + 1 < set->capacity ? at + 1 : 0;
	if (set->slots[at] == low)
		return false;
	set->slots[at] = low;
	return true;
}

void mark_set_free(struct mark_set *set)
{
	free(set->slots);
	*set = (struct mark_set){0};
}
