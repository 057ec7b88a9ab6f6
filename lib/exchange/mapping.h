/*
 * mapping.h - which column of a file is which field: found by the words that the
 * field tables know, by likeness, or stated.
 */
#ifndef MCT_EXCHANGE_MAPPING_H
#define MCT_EXCHANGE_MAPPING_H

#include "exchange/csv_reader.h"
#include "record/record.h"

#define MAPPING_MAX 256

/* What of its field a column holds: for a phone also the number to take where the other column has
 * none, for cautions also what comes to those of the other column. */
enum part { PART_WHOLE, PART_FIRST, PART_LAST, PART_IF_EMPTY, PART_ALSO };

struct column {
	char *heading;
	bool mapped;
	size_t field; /* position in the entity's table */
	enum part part;
	bool guessed;       /* by likeness */
	const char *stated; /* the --map that names it, also to leave it out; borrowed from
			       mapping_make(), for the time of the call; later only whether there
			       was one; NULL: none */
	char *example;      /* first filled cell; NULL: none */
	struct reading how;
};

struct mapping {
	const mct_entity_t *e;
	struct column columns[MAPPING_MAX];
	size_t count;
	bool is_own; /* the headings are those of mct's own exports, all of them */
};

/* How many cells of a row are words that head a column of this entity: how the heading row is told
 * from titles above it. */
size_t mapping_score(const mct_entity_t *e, const struct csv_row *row);
/* Maps the headings of a row; `stated` is NULL-terminated "Column=field". MCT_OK, MCT_INVALID. */
mct_status_t mapping_make(mct_t *m, struct mapping *map, const mct_entity_t *e,
	const struct csv_row *headings, const char *const *stated);
/* The column that holds a field wholly; NULL when there is none. */
const struct column *mapping_column(const struct mapping *map, size_t field);
void mapping_free(struct mapping *map);

#endif
