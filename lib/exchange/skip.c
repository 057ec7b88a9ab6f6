/*
 * skip.c - "Event Type=Refund", "Customer Name=", "First Name+Last Name=": a rule holds
 * when all of its columns say the value.
 */
#include "exchange/skip.h"

#include <string.h>

#include "exchange/mapping_stated.h"
#include "util/text.h"

static void find_columns(const struct mapping *map, const char *rule, struct skip *out)
{
	while (*rule != '=') {
		size_t n = strcspn(rule, "+=");

		for (size_t i = 0; i < map->count && out->count < SKIP_COLUMNS_MAX; i++)
			if (heading_is(map->columns[i].heading, strlen(map->columns[i].heading),
				    rule, n))
				out->columns[out->count++] = i;
		rule += n + (rule[n] == '+');
	}
	out->value = rule + 1;
}

size_t skips_make(
	const struct mapping *map, const char *const *rules, struct skip out[static SKIPS_MAX])
{
	size_t count = 0;

	for (; rules != NULL && *rules != NULL && count < SKIPS_MAX; rules++) {
		out[count] = (struct skip){0};
		find_columns(map, *rules, &out[count]);
		count += out[count].count > 0;
	}
	return count;
}

static bool says(const struct csv_row *row, size_t column, const char *value)
{
	const char *s = column < row->count ? row->cells[column] : "";
	size_t n = column < row->count ? row->lengths[column] : 0;

	text_trim(&s, &n);
	return strcmp(value, "*") == 0 ? n > 0 : value[0] == '\0' ? n == 0 : text_same(s, n, value);
}

static bool holds(const struct skip *skip, const struct csv_row *row)
{
	for (size_t i = 0; i < skip->count; i++)
		if (!says(row, skip->columns[i], skip->value))
			return false;
	return true;
}

static void tell(const struct mapping *map, const struct skip *skip, const struct csv_row *row,
	struct buf *out)
{
	const char *heading = map->columns[skip->columns[0]].heading;

	if (skip->value[0] == '\0')
		buf_addf(out, "passed over, since \"%s\" is empty", heading);
	else
		buf_addf(out, "passed over, since \"%s\" is \"%s\"", heading,
			row->cells[skip->columns[0]]);
}

bool skips_hold(const struct mapping *map, const struct skip *skips, size_t count,
	const struct csv_row *row, struct buf *why)
{
	for (size_t i = 0; i < count; i++) {
		if (!holds(&skips[i], row))
			continue;
		tell(map, &skips[i], row, why);
		return true;
	}
	return false;
}
