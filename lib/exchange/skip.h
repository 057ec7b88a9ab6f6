/*
 * skip.h - rows of a known export that are no records of ours: breaks, refunds, sales
 * to nobody.
 */
#ifndef MCT_EXCHANGE_SKIP_H
#define MCT_EXCHANGE_SKIP_H

#include "exchange/mapping.h"

#define SKIPS_MAX 4
#define SKIP_COLUMNS_MAX 4

struct skip {
	size_t columns[SKIP_COLUMNS_MAX], count;
	const char *value; /* "" an empty cell in all of them, "*" a filled one */
};

/* The rules of a known export, for the columns that this file has. `rules` may be NULL. Returns how
 * many. */
size_t skips_make(
	const struct mapping *map, const char *const *rules, struct skip out[static SKIPS_MAX]);
/* Whether one of them holds for the row; then `why` is told. */
bool skips_hold(const struct mapping *map, const struct skip *skips, size_t count,
	const struct csv_row *row, struct buf *why);

#endif
