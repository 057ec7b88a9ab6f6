/*
 * hash.h - a hash of bytes for tables in memory (FNV-1a, 64 bits). Not for
 * anything that is stored or that an enemy could gain by: whoever finds a
 * collision makes an import slower, never wrong.
 */
#ifndef MCT_UTIL_HASH_H
#define MCT_UTIL_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Goes on from `seed`: 0, or the hash of what came before. */
static inline uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t n)
{
	const unsigned char *s = bytes;
	uint64_t h = seed ^ 14695981039346656037u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ s[i]) * 1099511628211u;
	return h ^ h >> 29;
}

#endif
