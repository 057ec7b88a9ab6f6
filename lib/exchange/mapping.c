/*
 * mapping.c - matches headings to fields. Surest first: what was stated, the field's
 * own name, a word that spreadsheets use, a heading that is nearly one of
 * these. A field is taken once; what is left over is left out, and told.
 */
#include "exchange/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "record/filter.h"
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

/* A heading in the forms in which it is looked for, all folded. */
struct forms {
	struct buf whole, bare, /* without units at the end: "duration min", "price $" */
		open;           /* and without what stands in brackets */
};

static void forms_free(struct forms *forms)
{
	buf_free(&forms->whole);
	buf_free(&forms->bare);
	buf_free(&forms->open);
}

static bool is_unit(const char *word)
{
	static const char *const units[] = {"min", "mins", "minute", "minutes", "minuten",
		"minutos", "$", "€", "£", "usd", "eur", "euro", "euros", "gbp", "chf", "cad", "aud",
		"nzd", "dd", "mm", "yy", "yyyy", "tt", "jj", "jjjj", "hh", "in", "optional", NULL};

	for (const char *const *unit = units; *unit != NULL; unit++)
		if (strcmp(*unit, word) == 0)
			return true;
	return false;
}

/* A length in hours is none in minutes, not even by a guess. */
static bool is_in_hours(const char *folded)
{
	static const char *const units[] = {"h", "hr", "hrs", "hour", "hours", "std", "stunden"};
	const char *word = strrchr(folded, ' ');

	for (size_t i = 0; word != NULL && i < ARRAY_SIZE(units); i++)
		if (strcmp(word + 1, units[i]) == 0)
			return true;
	return false;
}

/* What is measured stays: "min" alone is a heading. */
static void drop_units(struct buf *folded)
{
	const char *word;

	while (folded->len > 0 && (word = strrchr(buf_str(folded), ' ')) != NULL &&
		is_unit(word + 1))
		buf_truncate(folded, (size_t)(word - buf_str(folded)));
}

static void find_forms(const char *heading, size_t n, struct forms *out)
{
	struct buf open CLEANUP(buf_free) = {0};
	int depth = 0;

	for (size_t i = 0; i < n; i++) {
		depth += heading[i] == '(' || heading[i] == '[';
		if (depth == 0)
			buf_addc(&open, heading[i]);
		depth -= depth > 0 && (heading[i] == ')' || heading[i] == ']');
	}
	text_fold(heading, n, &out->whole);
	text_fold(heading, n, &out->bare);
	drop_units(&out->bare);
	if (!is_in_hours(buf_str(&out->whole)))
		text_fold(buf_str(&open), open.len, &out->open);
	drop_units(&out->open);
}

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

/* What somebody put in brackets may turn the meaning: then it is a guess. */
static bool matches(const mct_field_t *f, const struct forms *forms, enum sureness sureness)
{
	const char *whole = buf_str(&forms->whole), *bare = buf_str(&forms->bare),
		   *open = buf_str(&forms->open);

	if ((f->flags & MCT_FIELD_COMPUTED) != 0)
		return false;
	switch (sureness) {
	case SURE_NAME:
		return is_name(f, whole);
	case SURE_WORD:
		return has_word(f, whole) || is_name(f, bare) || has_word(f, bare);
	case SURE_NEAR:
		return is_near(f, whole) || is_near(f, bare) || is_name(f, open) ||
			has_word(f, open);
	default:
		return false;
	}
}

size_t mapping_score(const mct_entity_t *e, const struct csv_row *row)
{
	size_t score = 0;

	for (size_t i = 0; i < row->count; i++) {
		struct forms forms CLEANUP(forms_free) = {0};
		enum part part;
		bool known;

		find_forms(row->cells[i], row->lengths[i], &forms);
		known = find_part(buf_str(&forms.whole), &part);
		for (size_t f = 0; !known && forms.whole.len > 0 && f < e->count; f++)
			known = is_name(&e->fields[f], buf_str(&forms.whole)) ||
				matches(&e->fields[f], &forms, SURE_WORD);
		score += known;
	}
	return score;
}

/* The column that holds the field, or that part of it; NULL when neither does. */
static const struct column *taker(const struct mapping *map, size_t field, enum part part)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct column *c = &map->columns[i];

		if (c->mapped && c->field == field &&
			(part == PART_WHOLE || c->part == PART_WHOLE || c->part == part))
			return c;
	}
	return NULL;
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

/* Whether the column can be that field, and whether it can be another one that is free. */
static bool may_be(const struct mapping *map, size_t column, size_t field, enum sureness sureness,
	bool *or_another)
{
	const char *heading = map->columns[column].heading;
	struct forms forms CLEANUP(forms_free) = {0};

	*or_another = false;
	if (map->columns[column].mapped || map->columns[column].stated != NULL)
		return false;
	find_forms(heading, strlen(heading), &forms);
	if (forms.whole.len == 0 || !matches(&map->e->fields[field], &forms, sureness))
		return false;
	for (size_t f = 0; f < map->e->count && !*or_another; f++)
		*or_another = f != field && taker(map, f, PART_WHOLE) == NULL &&
			matches(&map->e->fields[f], &forms, sureness);
	return true;
}

/* "Start time" is the day of a visit, or its hour where another column can only be the day. */
static bool is_for_another(
	const struct mapping *map, size_t column, size_t field, enum sureness sureness)
{
	bool or_another;

	for (size_t i = 0; i < map->count; i++)
		if (i != column && may_be(map, i, field, sureness, &or_another) && !or_another)
			return true;
	return false;
}

/* One level of sureness over all columns, so that a sure heading is never robbed by a less sure one
 * before it. */
static void map_level(struct mapping *map, enum sureness sureness)
{
	for (size_t i = 0; i < map->count; i++) {
		struct column *column = &map->columns[i];
		struct buf folded CLEANUP(buf_free) = {0};
		enum part part;
		bool or_another;

		text_fold(column->heading, strlen(column->heading), &folded);
		if (column->mapped || column->stated != NULL || folded.len == 0)
			continue;
		if (sureness == SURE_PART && find_part(buf_str(&folded), &part) &&
			name_field(map->e) < map->e->count &&
			taker(map, name_field(map->e), part) == NULL)
			take(column, name_field(map->e), part, false);
		for (size_t f = 0; !column->mapped && f < map->e->count; f++)
			if (taker(map, f, PART_WHOLE) == NULL &&
				may_be(map, i, f, sureness, &or_another) &&
				!(or_another && is_for_another(map, i, f, sureness)))
				take(column, f, PART_WHOLE, sureness == SURE_NEAR);
	}
}

/* How a column of a field that has one already goes with that: a mobile number stands in where
 * there is no other one, and of what is to be minded nothing may be missing. */
static enum part part_beside(const mct_field_t *f)
{
	return f->type == MCT_TYPE_PHONE            ? PART_IF_EMPTY
		: (f->flags & MCT_FIELD_ALERT) != 0 ? PART_ALSO
						    : PART_WHOLE;
}

/* "Mobile" beside "Phone", "Medication" beside "Allergies". */
static void map_beside(struct mapping *map)
{
	bool or_another;

	for (size_t i = 0; i < map->count; i++)
		for (size_t f = 0; f < map->e->count; f++) {
			enum part part = part_beside(&map->e->fields[f]);

			if (part != PART_WHOLE && mapping_column(map, f) != NULL &&
				(may_be(map, i, f, SURE_NAME, &or_another) ||
					may_be(map, i, f, SURE_WORD, &or_another)))
				take(&map->columns[i], f, part, false);
		}
}

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

static const char first_name[] = "first_name", last_name[] = "last_name";

static mct_status_t fail_no_field_or_part(mct_t *m, const mct_entity_t *e, const char *name)
{
	const char *names[MAPPING_MAX];
	size_t n = 0;

	for (size_t i = 0; i < e->count && n + 3 < MAPPING_MAX; i++)
		if ((e->fields[i].flags & MCT_FIELD_COMPUTED) == 0)
			names[n++] = e->fields[i].name;
	if (name_field(e) < e->count) {
		names[n++] = first_name;
		names[n++] = last_name;
	}
	names[n] = NULL;
	return fail_no_name(m, e->name, names, name);
}

static bool find_field(const mct_entity_t *e, const char *name, size_t *field, enum part *part)
{
	const mct_field_t *f = mct_entity_field_named(e, name);
	bool is_first = strcmp(name, first_name) == 0;

	*part = PART_WHOLE;
	if (f != NULL) {
		*field = field_index(e, f);
		return (f->flags & MCT_FIELD_COMPUTED) == 0;
	}
	*part = is_first ? PART_FIRST : PART_LAST;
	*field = name_field(e);
	return *field < e->count && (is_first || strcmp(name, last_name) == 0);
}

static mct_status_t map_to_field(
	mct_t *m, struct mapping *map, struct column *column, const char *name)
{
	const struct column *other;
	enum part part;
	size_t field;

	if (!find_field(map->e, name, &field, &part))
		return fail_no_field_or_part(m, map->e, name);
	other = taker(map, field, part);
	if (other != NULL)
		return fail(m, MCT_INVALID, "leave one of them out; only one column can be it",
			"the columns \"%s\" and \"%s\" are both mapped to %s", other->heading,
			column->heading, name);
	take(column, field, part, false);
	return MCT_OK;
}

static mct_status_t map_stated(mct_t *m, struct mapping *map, const char *stated)
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
	return equals[1] != '\0' ? map_to_field(m, map, column, equals + 1) : MCT_OK;
}

/* Every field by its name, in the order of exports; that some rows were rejected before changes
 * nothing. */
static bool headings_are_own(const struct mapping *map)
{
	size_t i = 0;

	for (size_t f = 0; f < map->e->count; f++) {
		if ((map->e->fields[f].flags & MCT_FIELD_COMPUTED) != 0)
			continue;
		if (i == map->count ||
			strcmp(map->columns[i++].heading, map->e->fields[f].name) != 0)
			return false;
	}
	return i == map->count ||
		(i + 1 == map->count && strcmp(map->columns[i].heading, MCT_REJECTED_BECAUSE) == 0);
}

mct_status_t mapping_make(mct_t *m, struct mapping *map, const mct_entity_t *e,
	const struct csv_row *headings, const char *const *stated)
{
	map->e = e;
	if (headings->count > MAPPING_MAX)
		return fail(m, MCT_INVALID, "save it again without the columns that are not needed",
			"the file has %zu columns, more than %d", headings->count, MAPPING_MAX);
	for (size_t i = 0; i < headings->count; i++) {
		const char *cell = headings->cells[i];
		size_t n = headings->lengths[i];

		text_trim(&cell, &n);
		map->columns[i] = (struct column){.heading = strndup(cell, n)};
		map->count++;
		if (map->columns[i].heading == NULL)
			return fail_nomem(m);
	}
	map->is_own = headings_are_own(map);
	for (size_t i = 0; stated != NULL && stated[i] != NULL; i++) {
		mct_status_t st = map_stated(m, map, stated[i]);

		if (st != MCT_OK)
			return st;
	}
	for (enum sureness sureness = SURE_NAME; sureness < SURE_LEVELS; sureness++)
		map_level(map, sureness);
	map_beside(map);
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
