/*
 * mapping.c - matches headings to fields. Surest first: what was stated, the field's
 * own name, a word that spreadsheets use, a heading that is nearly one of
 * these. A field is taken once; what is left over is left out, and told.
 */
#include "exchange/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/mapping_stated.h"
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
	{"middle name", PART_MIDDLE},
	{"second name", PART_MIDDLE},
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

/* All there is of the field, or a part that only one column can be; the others add to it. */
static bool is_whole(enum part part)
{
	return part == PART_WHOLE || part == PART_ABROAD;
}
static bool is_single(enum part part)
{
	return is_whole(part) || part == PART_FIRST || part == PART_MIDDLE || part == PART_LAST;
}

const struct column *mapping_taker(const struct mapping *map, size_t field, enum part part)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct column *c = &map->columns[i];

		if (c->mapped && c->is.field == field && is_single(part) && is_single(c->is.part) &&
			(is_whole(part) || is_whole(c->is.part) || c->is.part == part))
			return c;
	}
	return NULL;
}

const struct column *mapping_column(const struct mapping *map, size_t field)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->columns[i].mapped && map->columns[i].is.field == field &&
			map->columns[i].is.part == PART_WHOLE)
			return &map->columns[i];
	return NULL;
}

static void take(struct column *column, size_t field, enum part part, bool guessed)
{
	column->mapped = true;
	column->is = (struct target){.field = field, .part = part};
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
		*or_another = f != field && mapping_taker(map, f, PART_WHOLE) == NULL &&
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
			target_name_field(map->e) < map->e->count &&
			mapping_taker(map, target_name_field(map->e), part) == NULL)
			take(column, target_name_field(map->e), part, false);
		for (size_t f = 0; !column->mapped && f < map->e->count; f++)
			if (mapping_taker(map, f, PART_WHOLE) == NULL &&
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

static bool is_headed(const struct csv_row *row, size_t column, const char *name)
{
	const char *s = row->cells[column];
	size_t n = row->lengths[column];

	text_trim(&s, &n);
	return n == strlen(name) && memcmp(s, name, n) == 0;
}

bool mapping_is_own(const mct_entity_t *e, const struct csv_row *headings)
{
	size_t i = 0;

	for (size_t f = 0; f < e->count; f++) {
		if ((e->fields[f].flags & MCT_FIELD_COMPUTED) != 0)
			continue;
		if (i == headings->count || !is_headed(headings, i++, e->fields[f].name))
			return false;
	}
	return i == headings->count ||
		(i + 1 == headings->count && is_headed(headings, i, MCT_REJECTED_BECAUSE));
}

/* Whose e-mail or phone number stands beside the name of the client: two of one name are told apart
 * by it. */
static void map_marks_of_client(struct mapping *map)
{
	static const char *const marks[] = {"client.email", "client.phone"};

	for (size_t mark = 0; mark < ARRAY_SIZE(marks); mark++) {
		struct target is;

		if (!target_read(map->e, marks[mark], &is))
			return;
		for (size_t i = 0; i < map->count; i++) {
			struct column *column = &map->columns[i];
			struct forms forms CLEANUP(forms_free) = {0};

			find_forms(column->heading, strlen(column->heading), &forms);
			if (column->mapped || column->stated != NULL || forms.whole.len == 0 ||
				!(matches(is.of_client, &forms, SURE_NAME) ||
					matches(is.of_client, &forms, SURE_WORD)))
				continue;
			column->mapped = true;
			column->is = is;
			break;
		}
	}
}

static mct_status_t take_headings(mct_t *m, struct mapping *map, const struct csv_row *headings)
{
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
	map->is_own = mapping_is_own(map->e, headings);
	return MCT_OK;
}

mct_status_t mapping_make(mct_t *m, struct mapping *map, const mct_entity_t *e,
	const struct csv_row *headings, const char *const *stated, const char *const *known)
{
	mct_status_t st;

	map->e = e;
	st = take_headings(m, map, headings);
	for (size_t i = 0; st == MCT_OK && stated != NULL && stated[i] != NULL; i++)
		st = mapping_state(m, map, stated[i]);
	if (st != MCT_OK)
		return st;
	for (size_t i = 0; known != NULL && known[i] != NULL; i++)
		mapping_apply(map, known[i]);
	for (enum sureness sureness = SURE_NAME; sureness < SURE_LEVELS; sureness++)
		if (sureness != SURE_NEAR || known == NULL)
			map_level(map, sureness);
	map_beside(map);
	map_marks_of_client(map);
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
