/*
 * field.c - what the outside may ask of an entity and of a field. Everything is
 * static; nothing is ever freed.
 */
#include "record/field.h"

#include <ctype.h>
#include <string.h>

const mct_field_t field_id = {
	.name = "id",
	.title = "Id",
	.help = "its number here, with the letters of its kind",
	.type = MCT_TYPE_TEXT,
	.flags = MCT_FIELD_COMPUTED | MCT_FIELD_LISTED,
};

const char *mct_entity_name(const mct_entity_t *e)
{
	return e->name;
}

const char *mct_entity_plural(const mct_entity_t *e)
{
	return e->plural;
}

const char *mct_entity_help(const mct_entity_t *e)
{
	return e->help;
}

const char *mct_entity_prefix(const mct_entity_t *e)
{
	return e->prefix;
}

bool mct_entity_is_named(const mct_entity_t *e)
{
	return e->is_named;
}

const mct_field_t *mct_entity_field(const mct_entity_t *e, size_t i)
{
	return i < e->count ? &e->fields[i] : NULL;
}

const char *mct_entity_status(const mct_entity_t *e, size_t i)
{
	const mct_field_t *f =
		e->status_field != NULL ? mct_entity_field_named(e, e->status_field) : NULL;

	for (size_t at = 0; f != NULL && f->choices[at] != NULL; at++)
		if (i-- == 0)
			return f->choices[at];
	return e->ended_field != NULL && i == 0 ? STATUS_OPEN : NULL;
}

const mct_entity_t *entity_of_table(const char *table)
{
	const mct_entity_t *e;

	for (size_t i = 0; (e = mct_entity_at(i)) != NULL; i++)
		if (strcmp(e->table, table) == 0)
			return e;
	return NULL;
}

/* "late-minutes", "Late_Minutes" and "late_minutes" are one name. */
static bool names_equal(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++) {
		char x = *a == '-' ? '_' : (char)tolower((unsigned char)*a);
		char y = *b == '-' ? '_' : (char)tolower((unsigned char)*b);

		if (x != y)
			return false;
	}
	return *a == *b;
}

const mct_field_t *mct_entity_field_named(const mct_entity_t *e, const char *name)
{
	for (size_t i = 0; i < e->count; i++)
		if (names_equal(e->fields[i].name, name))
			return &e->fields[i];
	return NULL;
}

const char *mct_field_name(const mct_field_t *f)
{
	return f->name;
}

const char *mct_field_title(const mct_field_t *f)
{
	return f->title;
}

const char *mct_field_help(const mct_field_t *f)
{
	return f->help;
}

mct_type_t mct_field_type(const mct_field_t *f)
{
	return f->type;
}

unsigned mct_field_flags(const mct_field_t *f)
{
	return f->flags;
}

const char *const *mct_field_choices(const mct_field_t *f)
{
	return f->choices;
}

const mct_entity_t *mct_field_target(const mct_field_t *f)
{
	return f->target;
}
