/*
 * saved_mapping.h - the entity "mapping": what was once said of the columns of a file, under
 * a name. A file with the same headings is read by it without a word.
 */
#ifndef MCT_EXCHANGE_SAVED_MAPPING_H
#define MCT_EXCHANGE_SAVED_MAPPING_H

#include "exchange/mapping.h"

extern const mct_entity_t entity_mapping;

struct saved_mapping {
	const mct_entity_t *e;                        /* what the rows are; NULL: none was found */
	const char *name, *date_order, *decimal_mark; /* NULL: not said */
	const char *columns[MAPPING_MAX + 1];         /* "Heading=target", NULL-terminated */
	bool makes_clients;
	mct_record_t *record; /* the texts are its and those of lines */
	char *lines;
};

/* By its name. MCT_OK, MCT_NOTFOUND, MCT_AMBIGUOUS, or a failure. */
mct_status_t saved_mapping_named(mct_t *m, const char *name, struct saved_mapping *out);
/* The one whose headings are these; out->e NULL when there is none. */
mct_status_t saved_mapping_of(mct_t *m, const struct csv_row *headings, struct saved_mapping *out);
/* Keeps what a file's columns became under a name, a new one or one that is there; of `said` the
 * date order, decimal mark and clients. MCT_OK, MCT_INVALID (the name), or a failure. */
mct_status_t saved_mapping_keep(
	mct_t *m, const char *name, const struct mapping *map, const struct saved_mapping *said);
void saved_mapping_free(struct saved_mapping *saved);

#endif
