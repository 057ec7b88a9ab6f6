/*
 * mapping_stated.c - the columns of which something was said: by --map, where a
 * mistake is told, by a saved mapping, or by the table of known exports, whose files
 * have now these, now those columns.
 */
#include "exchange/mapping_stated.h"

#include <string.h>

#include "record/filter.h"
#include "util/text.h"

/* ---- --map ----------------------------------------------------------------------------------- */

static struct column *column_headed(struct mapping *map, const char *heading, size_t n)
{
	struct buf wanted CLEANUP(buf_free) = {0};

	text_fold(heading, n, &wanted);
	for (size_t i = 0; i < map->count; i++) {
		struct buf folded CLEANUP(buf_free) = {0};

		text_fold(map->columns[i].heading, strlen(map->columns[i].heading), &folded);
		if (strcmp(buf_str(&folded), buf_str(&wanted)) == 0)
			return &map->columns[i];
	}
	return NULL;
}

static void add_headings(struct buf *out, const struct mapping *map)
{
	for (size_t i = 0; i < map->count; i++)
		buf_addf(out, "%s\"%s\"", i > 0 ? ", " : "", map->columns[i].heading);
}

static mct_status_t fail_no_heading(
	mct_t *m, struct mapping *map, const char *name, const char *field)
{
	const char *headings[MAPPING_MAX + 1];
	struct buf hint CLEANUP(buf_free) = {0};
	const char *near;

	for (size_t i = 0; i < map->count; i++)
		headings[i] = map->columns[i].heading;
	headings[map->count] = NULL;
	near = text_nearest(name, headings);
	if (mct_entity_field_named(map->e, name) != NULL &&
		column_headed(map, field, strlen(field)) != NULL)
		buf_addf(&hint, "the column stands first: --map '%s=%s'; ", field, name);
	else if (near != NULL)
		buf_addf(&hint, "did you mean \"%s\"? ", near);
	buf_adds(&hint, "the columns are ");
	add_headings(&hint, map);
	return fail(m, MCT_INVALID, buf_str(&hint), "the file has no column \"%s\"", name);
}

static mct_status_t fail_no_target(mct_t *m, const mct_entity_t *e, const char *name)
{
	const char *names[TARGETS_MAX];

	target_names(e, names);
	return fail_no_name(m, e->name, names, name);
}

static mct_status_t map_to_target(
	mct_t *m, struct mapping *map, struct column *column, const char *text)
{
	const struct column *other;
	struct target is;

	if (!target_read(map->e, text, &is))
		return fail_no_target(m, map->e, text);
	other = mapping_taker(map, is.field, is.part);
	if (other != NULL)
		return fail(m, MCT_INVALID, "leave one of them out; only one column can be it",
			"the columns \"%s\" and \"%s\" are both mapped to %s", other->heading,
			column->heading, text);
	column->mapped = true;
	column->is = is;
	return MCT_OK;
}

mct_status_t mapping_state(mct_t *m, struct mapping *map, const char *stated)
{
	const char *equals = strrchr(stated, '=');
	struct buf heading CLEANUP(buf_free) = {0};
	struct column *column;

	if (equals == NULL)
		return fail(m, MCT_INVALID,
			"write it as 'Column=field'; nothing after = leaves the column out",
			"\"%s\" is not a mapping", stated);
	buf_add(&heading, stated, (size_t)(equals - stated));
	column = column_headed(map, buf_str(&heading), heading.len);
	if (column == NULL)
		return fail_no_heading(m, map, buf_str(&heading), equals + 1);
	if (column->stated != NULL)
		return fail(m, MCT_INVALID, "leave one of them out; a column is one field",
			"the column \"%s\" is mapped twice: '%s' and '%s'", column->heading,
			column->stated, stated);
	column->stated = stated;
	return equals[1] != '\0' ? map_to_target(m, map, column, equals + 1) : MCT_OK;
}

/* ---- known exports --------------------------------------------------------------------------- */

/* A heading without the numbers that count what there are several of: "e mail 1 value". */
static void drop_numbers(struct buf *folded)
{
	struct buf kept CLEANUP(buf_free) = {0};

	for (const char *word = buf_str(folded); *word != '\0';) {
		size_t length = strcspn(word, " ");

		if (strspn(word, "0123456789") < length)
			buf_addf(&kept, "%s%.*s", kept.len > 0 ? " " : "", (int)length, word);
		word += length + (word[length] == ' ');
	}
	buf_clear(folded);
	buf_adds(folded, buf_str(&kept));
}

bool heading_is(const char *heading, size_t n, const char *wanted, size_t wanted_n)
{
	struct buf folded CLEANUP(buf_free) = {0};
	struct buf other CLEANUP(buf_free) = {0};

	text_fold(heading, n, &folded);
	text_fold(wanted, wanted_n, &other);
	if (memchr(wanted, '#', wanted_n) != NULL)
		drop_numbers(&folded);
	return folded.len > 0 && strcmp(buf_str(&folded), buf_str(&other)) == 0;
}

size_t mapping_stated_score(const char *const *stated, const struct csv_row *row)
{
	size_t score = 0;

	for (; stated != NULL && *stated != NULL; stated++) {
		const char *equals = strrchr(*stated, '=');
		bool found = false;

		for (size_t c = 0; equals != NULL && c < row->count && !found; c++)
			found = heading_is(row->cells[c], row->lengths[c], *stated,
				(size_t)(equals - *stated));
		score += found;
	}
	return score;
}

/* What is left of the second column of a field: it may stand in for the first. */
static void settle_beside(const struct mapping *map, struct target *is)
{
	if (mapping_taker(map, is->field, is->part) != NULL)
		is->part = PART_IF_EMPTY;
}

void mapping_apply(struct mapping *map, const char *known)
{
	const char *equals = strrchr(known, '=');
	size_t n = (size_t)(equals - known);
	struct target is;

	if (equals[1] != '\0' && !target_read(map->e, equals + 1, &is))
		return; /* "since", in a list of contacts */
	for (size_t i = 0; i < map->count; i++) {
		struct column *column = &map->columns[i];

		if (column->stated != NULL ||
			!((n == 1 && known[0] == '*') ||
				heading_is(column->heading, strlen(column->heading), known, n)))
			continue;
		column->stated = known;
		if (equals[1] == '\0')
			continue;
		settle_beside(map, &is);
		column->mapped = true;
		column->is = is;
	}
}
