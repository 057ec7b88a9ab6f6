/*
 * power.h - what is left on a disk when the power is cut: what was synced, and of the rest
 * nothing, or the names without what was in them, or any part.
 */
#ifndef FAULT_POWER_H
#define FAULT_POWER_H

#include "fault.h"
#include "folder.h"

/* What mct did to its folder, from a log of disk.so. */
struct deed {
	struct log_record record;
	const char *name, *other; /* "" where it has none */
	const char *bytes;
};
struct deeds {
	struct deed *items;
	size_t count;
	char *text; /* the log itself */
};
void deeds_read(const char *path, struct deeds *out);
void deeds_free(struct deeds *d);

enum power_leaves {
	POWER_NOTHING, /* that was not synced */
	POWER_NAMES,   /* names are journaled by the file system, bytes are not */
	POWER_ANY,     /* names up to a moment, and any sectors of what was written, by the seed */
	POWER_KINDS
};
/* What is left of `before` after the first `count` deeds. */
void power_cut(const struct folder *before, const struct deeds *d, size_t count,
	enum power_leaves leaves, uint64_t seed, struct folder *out);

/* The next number of a series that the seed begins. */
uint64_t random_next(uint64_t *seed);

#endif
