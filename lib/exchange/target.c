/*
 * target.c - reads and writes the names of what columns become. The parts that stand
 * behind a colon are words of one table.
 */
#include "exchange/target.h"

#include <string.h>

#include "people/client.h"

/* What stands behind the colon, and in which fields. */
static const struct {
	const char *word, *said;
	enum part part;
} part_words[] = {
	{"if-empty", "if empty", PART_IF_EMPTY},
	{"also", "also", PART_ALSO},
	{"next", "next", PART_NEXT},
	{"abroad", "abroad", PART_ABROAD},
	{"until", "until", PART_UNTIL},
};

static const struct {
	const char *name, *said;
	enum part part;
} name_parts[] = {
	{"first_name", "first", PART_FIRST},
	{"middle_name", "middle", PART_MIDDLE},
	{"last_name", "last", PART_LAST},
};

static const char client_dot[] = "client.";

size_t target_name_field(const mct_entity_t *e)
{
	for (size_t i = 0; i < e->count; i++)
		if (e->fields[i].type == MCT_TYPE_NAME ||
			(e->fields[i].type == MCT_TYPE_REF && e->fields[i].target != NULL))
			return i;
	return e->count;
}

static bool part_fits(const mct_field_t *f, enum part part)
{
	switch (part) {
	case PART_ALSO:
	case PART_NEXT:
		return f->type == MCT_TYPE_LONG_TEXT || f->type == MCT_TYPE_TEXT ||
			f->type == MCT_TYPE_WORDS;
	case PART_ABROAD:
		return f->type == MCT_TYPE_PHONE;
	case PART_UNTIL:
		return f->type == MCT_TYPE_MINUTES;
	default:
		return true;
	}
}

/* Behind the colon: one of the part words, or a word of the field's own. */
static bool read_part(const mct_field_t *f, const char *text, struct target *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(part_words); i++) {
		if (strcmp(part_words[i].word, text) != 0)
			continue;
		out->part = part_words[i].part;
		return part_fits(f, out->part);
	}
	for (size_t i = 0; f->choices != NULL && f->choices[i] != NULL; i++) {
		if (strcmp(f->choices[i], text) != 0)
			continue;
		out->part = PART_MEANS;
		out->means = f->choices[i];
		return true;
	}
	return false;
}

static bool read_name_part(const mct_entity_t *e, const char *text, struct target *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(name_parts); i++) {
		if (strcmp(name_parts[i].name, text) != 0)
			continue;
		out->field = target_name_field(e);
		out->part = name_parts[i].part;
		return out->field < e->count;
	}
	return false;
}

/* By these a client is told from others; what else is known of her is in a list of clients. */
static bool marks_a_client(const mct_field_t *f)
{
	return f->type == MCT_TYPE_EMAIL || f->type == MCT_TYPE_PHONE ||
		strcmp(f->name, "external_id") == 0;
}

static bool read_of_client(const mct_entity_t *e, const char *text, struct target *out)
{
	size_t n = sizeof client_dot - 1;

	out->field = target_name_field(e);
	if (strncmp(text, client_dot, n) != 0 || out->field == e->count ||
		e->fields[out->field].target != &entity_client)
		return false;
	out->part = PART_OF_CLIENT;
	out->of_client = mct_entity_field_named(&entity_client, text + n);
	return out->of_client != NULL && marks_a_client(out->of_client);
}

bool target_read(const mct_entity_t *e, const char *text, struct target *out)
{
	const char *colon = strchr(text, ':');
	struct buf name CLEANUP(buf_free) = {0};
	const mct_field_t *f;

	*out = (struct target){.part = PART_WHOLE};
	buf_add(&name, text, colon != NULL ? (size_t)(colon - text) : strlen(text));
	f = mct_entity_field_named(e, buf_str(&name));
	if (f == NULL)
		return read_name_part(e, text, out) || read_of_client(e, text, out);
	out->field = field_index(e, f);
	return (f->flags & MCT_FIELD_COMPUTED) == 0 &&
		(colon == NULL || read_part(f, colon + 1, out));
}

void target_add(const mct_entity_t *e, const struct target *target, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(name_parts); i++) {
		if (name_parts[i].part == target->part) {
			buf_adds(out, name_parts[i].name);
			return;
		}
	}
	if (target->part == PART_OF_CLIENT) {
		buf_addf(out, "%s%s", client_dot, target->of_client->name);
		return;
	}
	buf_adds(out, e->fields[target->field].name);
	if (target->part == PART_MEANS)
		buf_addf(out, ":%s", target->means);
	for (size_t i = 0; i < ARRAY_SIZE(part_words); i++)
		if (part_words[i].part == target->part)
			buf_addf(out, ":%s", part_words[i].word);
}

const char *target_part(const struct target *target)
{
	for (size_t i = 0; i < ARRAY_SIZE(name_parts); i++)
		if (name_parts[i].part == target->part)
			return name_parts[i].said;
	for (size_t i = 0; i < ARRAY_SIZE(part_words); i++)
		if (part_words[i].part == target->part)
			return part_words[i].said;
	return target->part == PART_MEANS        ? target->means
		: target->part == PART_OF_CLIENT ? target->of_client->name
						 : "";
}

void target_names(const mct_entity_t *e, const char *names[TARGETS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < e->count && n + ARRAY_SIZE(name_parts) + 1 < TARGETS_MAX; i++)
		if ((e->fields[i].flags & MCT_FIELD_COMPUTED) == 0)
			names[n++] = e->fields[i].name;
	for (size_t i = 0; target_name_field(e) < e->count && i < ARRAY_SIZE(name_parts); i++)
		names[n++] = name_parts[i].name;
	names[n] = NULL;
}
