/*
 * mapping.h - which column of a file is which field: found by the words that the
 * field tables know, by likeness, or stated.
 */
#ifndef MCT_EXCHANGE_MAPPING_H
#define MCT_EXCHANGE_MAPPING_H

#include "exchange/csv_reader.h"
#include "exchange/target.h"

#define MAPPING_MAX 256

struct column {
	char *heading;
	bool mapped;
	struct target is;
	bool guessed;       /* by likeness */
	const char *stated; /* the "Column=field" that names it, also to leave it out; borrowed
			       from mapping_make(), for the time of the call; later only whether
			       there was one; NULL: none */
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
/* Whether a row heads an export of mct: every field by its name, in that order; that some rows were
 * rejected before changes nothing. */
bool mapping_is_own(const mct_entity_t *e, const struct csv_row *headings);
/* Maps the headings of a row. `stated` and `known` are NULL-terminated lists of "Column=target", or
 * NULL: what a person says goes before what is known of such files, and that before the words.
 * MCT_OK, MCT_INVALID. */
mct_status_t mapping_make(mct_t *m, struct mapping *map, const mct_entity_t *e,
	const struct csv_row *headings, const char *const *stated, const char *const *known);
/* The column that holds the field, or that part of it where it is one that only one column can be;
 * NULL when there is none. */
const struct column *mapping_taker(const struct mapping *map, size_t field, enum part part);
/* The column that holds a field wholly; NULL when there is none. */
const struct column *mapping_column(const struct mapping *map, size_t field);
void mapping_free(struct mapping *map);

#endif
