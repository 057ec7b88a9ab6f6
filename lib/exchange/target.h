/*
 * target.h - what a column of a file becomes, and how that is written behind the = of
 * a mapping: a field, a part of one, a value that it means, or a field of the
 * client.
 */
#ifndef MCT_EXCHANGE_TARGET_H
#define MCT_EXCHANGE_TARGET_H

#include "record/record.h"

/* What of its field a column holds. */
enum part {
	PART_WHOLE,
	PART_FIRST, /* of a name */
	PART_MIDDLE,
	PART_LAST,
	PART_IF_EMPTY, /* what to take where the other columns of the field have nothing */
	PART_ALSO,     /* comes to what they have, behind "; " */
	PART_NEXT,     /* the same, behind ", ": the town behind the street */
	PART_ABROAD,   /* a phone number with the code of its country, but without the + */
	PART_UNTIL,    /* minutes from the start of the visit to the time in the cell */
	PART_MEANS,    /* whatever the cell says, unless it is "no", means target.means */
	PART_OF_CLIENT /* target.of_client of the client whom the field names */
};

struct target {
	size_t field; /* position in the entity's table */
	enum part part;
	const char *means;            /* for PART_MEANS: a choice of the field */
	const mct_field_t *of_client; /* for PART_OF_CLIENT */
};

/* "price", "first_name", "address:next", "minutes:until", "outcome:no_show", "client.email". False
 * when e has no such target. */
bool target_read(const mct_entity_t *e, const char *text, struct target *out);
/* The same text of a target. */
void target_add(const mct_entity_t *e, const struct target *target, struct buf *out);
/* For people: "first", "if empty", "no_show", "email"; "" for the whole. */
const char *target_part(const struct target *target);
/* All texts of targets of e that are no values, NULL-terminated: for "did you mean". */
#define TARGETS_MAX 96
void target_names(const mct_entity_t *e, const char *names[TARGETS_MAX]);
/* The field whose text names a person: what first and last names belong to; e->count when there is
 * none. */
size_t target_name_field(const mct_entity_t *e);

#endif
