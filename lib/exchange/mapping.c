/*
 * mapping.c - matches headings to fields. Surest first: what was stated, the field's
 * own name, a word that spreadsheets use, a heading that is nearly one of
 * these. A field is taken once; what is left over is left out, and told.
 */
#include "exchange/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "util/text.h"

/* Headings for parts of a name, folded. */
static const struct {
	const char *word;
	enum part part;
} name_parts[] = {
	{"first name", PART_FIRST},
	{"given name", PART_FIRST},
	{"firstname", PART_FIRST},
	{"vorname", PART_FIRST},
	{"prenom", PART_FIRST},
	{"nombre", PART_FIRST},
	{"first", PART_FIRST},
	{"forename", PART_FIRST},
	{"last name", PART_LAST},
	{"family name", PART_LAST},
	{"lastname", PART_LAST},
	{"surname", PART_LAST},
	{"nachname", PART_LAST},
	{"nom", PART_LAST},
	{"apellido", PART_LAST},
	{"apellidos", PART_LAST},
	{"cognome", PART_LAST},
	{"last", PART_LAST},
	{"familienname", PART_LAST},
};

enum sureness { SURE_NAME, SURE_WORD, SURE_PART, SURE_NEAR, SURE_LEVELS };

static bool has_word(const mct_field_t *f, const char *folded)
{
	for (size_t i = 0; f->words != NULL && f->words[i] != NULL; i++)
		if (strcmp(f->words[i], folded) == 0)
			return true;
	return false;
}

static bool is_name(const mct_field_t *f, const char *folded)
{
	struct buf name CLEANUP(buf_free) = {0};

	text_fold(f->name, strlen(f->name), &name);
	return strcmp(buf_str(&name), folded) == 0;
}

/* One letter off, in words long enough that this is a slip and not another word. */
static bool is_near(const mct_field_t *f, const char *folded)
{
	unsigned most = strlen(folded) >= 8 ? 2 : 1;

	if (strlen(folded) < 5)
		return false;
	for (size_t i = 0; f->words != NULL && f->words[i] != NULL; i++)
		if (strlen(f->words[i]) >= 5 && text_distance(f->words[i], folded, most) <= most)
			return true;
	return text_distance(f->name, folded, most) <= most;
}

static bool find_part(const char *folded, enum part *part)
{
	for (size_t i = 0; i < ARRAY_SIZE(name_parts); i++) {
		if (strcmp(name_parts[i].word, folded) == 0) {
			*part = name_parts[i].part;
			return true;
		}
	}
	return false;
}

/* The field whose text names a person: what first and last names belong to. */
static size_t name_field(const mct_entity_t *e)
{
	for (size_t i = 0; i < e->count; i++)
		if (e->fields[i].type == MCT_TYPE_NAME ||
			(e->fields[i].type == MCT_TYPE_REF && e->fields[i].target != NULL))
			return i;
	return e->count;
}

static bool matches(const mct_field_t *f, const char *folded, enum sureness sureness)
{
	if ((f->flags & MCT_FIELD_COMPUTED) != 0)
		return false;
	switch (sureness) {
	case SURE_NAME:
		return is_name(f, folded);
	case SURE_WORD:
		return has_word(f, folded);
	case SURE_NEAR:
		return is_near(f, folded);
	default:
		return false;
	}
}

size_t mapping_score(const mct_entity_t *e, const struct csv_row *row)
{
	size_t score = 0;

	for (size_t i = 0; i < row->count; i++) {
		struct buf folded CLEANUP(buf_free) = {0};
		enum part part;
		bool known;

		text_fold(row->cells[i], row->lengths[i], &folded);
		known = find_part(buf_str(&folded), &part);
		for (size_t f = 0; !known && folded.len > 0 && f < e->count; f++)
			known = is_name(&e->fields[f], buf_str(&folded)) ||
				has_word(&e->fields[f], buf_str(&folded));
		score += known;
	}
	return score;
}

static bool is_taken(const struct mapping *map, size_t field)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->columns[i].mapped && map->columns[i].field == field &&
			map->columns[i].part == PART_WHOLE)
			return true;
	return false;
}

const struct column *mapping_column(const struct mapping *map, size_t field)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->columns[i].mapped && map->columns[i].field == field &&
			map->columns[i].part == PART_WHOLE)
			return &map->columns[i];
	return NULL;
}

static void take(struct column *column, size_t field, enum part part, bool guessed)
{
	column->mapped = true;
	column->field = field;
	column->part = part;
	column->guessed = guessed;
}

/* One level of sureness over all columns, so that a sure heading is never robbed by a less sure one
 * before it. */
static void map_level(struct mapping *map, enum sureness sureness)
{
	for (size_t i = 0; i < map->count; i++) {
		struct column *column = &map->columns[i];
		struct buf folded CLEANUP(buf_free) = {0};
		enum part part;

		text_fold(column->heading, strlen(column->heading), &folded);
		if (column->mapped || column->stated || folded.len == 0)
			continue;
		if (sureness == SURE_PART && find_part(buf_str(&folded), &part) &&
			name_field(map->e) < map->e->count && !is_taken(map, name_field(map->e)))
			take(column, name_field(map->e), part, false);
		for (size_t f = 0; !column->mapped && f < map->e->count; f++)
			if (!is_taken(map, f) &&
				matches(&map->e->fields[f], buf_str(&folded), sureness))
				take(column, f, PART_WHOLE, sureness == SURE_NEAR);
	}
}

/* ---- --map ----------------------------------------------------------------------------------- */

static mct_status_t fail_no_heading(mct_t *m, const struct mapping *map, const char *name)
{
	const char *headings[MAPPING_MAX + 1];
	struct buf hint CLEANUP(buf_free) = {0};
	const char *near;

	for (size_t i = 0; i < map->count; i++)
		headings[i] = map->columns[i].heading;
	headings[map->count] = NULL;
	near = text_nearest(name, headings);
	buf_adds(&hint, near != NULL ? "did you mean " : "the columns are ");
	if (near != NULL)
		buf_adds(&hint, near);
	for (size_t i = 0; near == NULL && i < map->count; i++)
		buf_addf(&hint, "%s%s", i > 0 ? ", " : "", headings[i]);
	return fail(m, MCT_INVALID, buf_str(&hint), "the file has no column \"%s\"", name);
}

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

static mct_status_t map_stated(mct_t *m, struct mapping *map, const char *stated)
{
	const char *equals = strrchr(stated, '=');
	struct buf heading CLEANUP(buf_free) = {0};
	struct column *column;
	const mct_field_t *f;
	enum part part = PART_WHOLE;

	if (equals == NULL)
		return fail(m, MCT_INVALID,
			"write it as 'Column=field'; nothing after = leaves the column out",
			"\"%s\" is not a mapping", stated);
	buf_add(&heading, stated, (size_t)(equals - stated));
	column = column_headed(map, buf_str(&heading), heading.len);
	if (column == NULL)
		return fail_no_heading(m, map, buf_str(&heading));
	column->stated = true;
	if (equals[1] == '\0')
		return MCT_OK;
	f = mct_entity_field_named(map->e, equals + 1);
	if (f == NULL &&
		(strcmp(equals + 1, "first_name") == 0 || strcmp(equals + 1, "last_name") == 0)) {
		f = &map->e->fields[name_field(map->e)];
		part = equals[1] == 'f' ? PART_FIRST : PART_LAST;
	}
	if (f == NULL || (f->flags & MCT_FIELD_COMPUTED) != 0)
		return fail(m, MCT_INVALID, m->error.hint, "a %s has no field \"%s\"", map->e->name,
			equals + 1);
	take(column, field_index(map->e, f), part, false);
	return MCT_OK;
}

mct_status_t mapping_make(mct_t *m, struct mapping *map, const mct_entity_t *e,
	const struct csv_row *headings, const char *const *stated)
{
	map->e = e;
	for (size_t i = 0; i < headings->count && i < MAPPING_MAX; i++) {
		const char *cell = headings->cells[i];
		size_t n = headings->lengths[i];

		text_trim(&cell, &n);
		map->columns[i] = (struct column){.heading = strndup(cell, n)};
		map->count++;
		if (map->columns[i].heading == NULL)
			return fail_nomem(m);
	}
	for (size_t i = 0; stated != NULL && stated[i] != NULL; i++) {
		mct_status_t st = map_stated(m, map, stated[i]);

		if (st != MCT_OK)
			return st;
	}
	for (enum sureness sureness = SURE_NAME; sureness < SURE_LEVELS; sureness++)
		map_level(map, sureness);
	return MCT_OK;
}

void mapping_free(struct mapping *map)
{
	for (size_t i = 0; i < map->count; i++) {
		free(map->columns[i].heading);
		free(map->columns[i].example);
	}
	map->count = 0;
}
