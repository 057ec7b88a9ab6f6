/*
 * reference_cache.c - an open-addressed table from (column, text) to id, with the
 * texts in one arena. It stops growing at a bound, so that a file of a
 * billion names needs no more memory than one of a million.
 */
#include "exchange/reference_cache.h"

#include <stdlib.h>
#include <string.h>

#include "util/hash.h"

#define SLOTS_MAX ((size_t)1 << 19)
#define TEXT_MAX ((size_t)12 << 20)

struct slot {
	uint32_t at; /* of the text in the arena, plus 1; 0: free */
	uint16_t length, column;
	int64_t id;
};

struct reference_cache {
	struct slot *slots;
	size_t capacity, count; /* capacity is a power of two */
	char *text;
	size_t text_length, text_capacity;
};

struct reference_cache *reference_cache_new(void)
{
	struct reference_cache *cache = calloc(1, sizeof *cache);

	if (cache == NULL)
		return NULL;
	cache->capacity = 1024;
	cache->slots = calloc(cache->capacity, sizeof *cache->slots);
	return cache->slots != NULL ? cache : reference_cache_free(cache);
}

struct reference_cache *reference_cache_free(struct reference_cache *cache)
{
	if (cache == NULL)
		return NULL;
	free(cache->slots);
	free(cache->text);
	free(cache);
	return NULL;
}

/* The slot that holds the text, or the free one where it would go. */
static struct slot *find_slot(
	const struct reference_cache *cache, size_t column, const char *s, size_t n)
{
	size_t i = hash_bytes(column, s, n) & (cache->capacity - 1);

	while (cache->slots[i].at != 0) {
		const struct slot *slot = &cache->slots[i];

		if (slot->length == n && slot->column == column &&
			memcmp(cache->text + slot->at - 1, s, n) == 0)
			break;
		i = (i + 1) & (cache->capacity - 1);
	}
	return &cache->slots[i];
}

bool reference_cache_get(
	const struct reference_cache *cache, size_t column, const char *s, size_t n, int64_t *id)
{
	const struct slot *slot = find_slot(cache, column, s, n);

	if (slot->at == 0)
		return false;
	*id = slot->id;
	return true;
}

static bool grow_slots(struct reference_cache *cache)
{
	struct reference_cache grown = *cache;

	grown.capacity *= 2;
	grown.slots = calloc(grown.capacity, sizeof *grown.slots);
	if (grown.slots == NULL)
		return false;
	for (size_t i = 0; i < cache->capacity; i++) {
		const struct slot *slot = &cache->slots[i];

		if (slot->at != 0)
			*find_slot(&grown, slot->column, cache->text + slot->at - 1, slot->length) =
				*slot;
	}
	free(cache->slots);
	*cache = grown;
	return true;
}

static bool keep_text(struct reference_cache *cache, const char *s, size_t n, uint32_t *at)
{
	if (cache->text_length + n > cache->text_capacity) {
		size_t capacity = cache->text_capacity > 0 ? 2 * cache->text_capacity : 65536;
		char *grown;

		while (capacity < cache->text_length + n)
			capacity *= 2;
		if (capacity > TEXT_MAX)
			return false;
		grown = realloc(cache->text, capacity);
		if (grown == NULL)
			return false;
		cache->text = grown;
		cache->text_capacity = capacity;
	}
	memcpy(cache->text + cache->text_length, s, n);
	*at = (uint32_t)cache->text_length + 1;
	cache->text_length += n;
	return true;
}

void reference_cache_put(
	struct reference_cache *cache, size_t column, const char *s, size_t n, int64_t id)
{
	struct slot *slot;
	uint32_t at;

	if (n == 0 || n > UINT16_MAX ||
		(cache->count * 2 >= cache->capacity &&
			(cache->capacity >= SLOTS_MAX || !grow_slots(cache))))
		return;
	slot = find_slot(cache, column, s, n);
	if (slot->at != 0 || !keep_text(cache, s, n, &at))
		return;
	*slot = (struct slot){
		.at = at, .length = (uint16_t)n, .column = (uint16_t)column, .id = id};
	cache->count++;
}
