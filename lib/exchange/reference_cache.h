/*
 * reference_cache.h - what a name in a file led to, remembered while the file is
 * read: a thousand visits of one client look her up once.
 */
#ifndef MCT_EXCHANGE_REFERENCE_CACHE_H
#define MCT_EXCHANGE_REFERENCE_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reference_cache;

struct reference_cache *reference_cache_new(void); /* NULL: no memory */
struct reference_cache *reference_cache_free(struct reference_cache *cache);
/* The id for a cell of column `column`; false when it was not met before. */
bool reference_cache_get(
	const struct reference_cache *cache, size_t column, const char *s, size_t n, int64_t *id);
/* Remembers it; without memory it just forgets. */
void reference_cache_put(
	struct reference_cache *cache, size_t column, const char *s, size_t n, int64_t id);

#endif
