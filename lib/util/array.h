/*
 * array.h - arrays that grow. The owner keeps the items, how many are filled and for
 * how many there is room, and frees them.
 */
#ifndef MCT_UTIL_ARRAY_H
#define MCT_UTIL_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/* Makes room for one item behind the `count` that are filled. False without memory: then nothing
 * has changed. */
#define ARRAY_ROOM(items, count, capacity)                                                         \
	array_room(&(items), (count), &(capacity), sizeof *(items))

/* The same, of the address of a pointer to items of `size` bytes. */
bool array_room(void *items, size_t count, size_t *capacity, size_t size);

#endif
