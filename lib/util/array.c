/*
 * array.c - room that doubles, so that a million items are moved some twenty times.
 */
#include "util/array.h"

#include <stdlib.h>
#include <string.h>

#define FIRST 64

bool array_room(void *items, size_t count, size_t *capacity, size_t size)
{
	size_t larger = *capacity > 0 ? 2 * *capacity : FIRST;
	void *grown;

	if (count < *capacity)
		return true;
	memcpy(&grown, items, sizeof grown);
	grown = realloc(grown, larger * size);
	if (grown == NULL)
		return false;
	memcpy(items, &grown, sizeof grown);
	*capacity = larger;
	return true;
}
