/*
 * import_reference.h - whom and what the rows of a file speak of: found in the book, and
 * clients made where that was asked for.
 */
#ifndef MCT_EXCHANGE_IMPORT_REFERENCE_H
#define MCT_EXCHANGE_IMPORT_REFERENCE_H

#include "exchange/import.h"

/* Sets a field of imp->row that refers to a record, from a cell. What cannot be found is a problem
 * of the row. */
void import_read_reference(
	mct_import_t *imp, size_t field, const struct reading *how, const char *s, size_t n);

/* One thing more that the row tells of its client: a field of entity_client, from a cell. */
void import_hear_of_client(
	mct_import_t *imp, size_t client_field, const struct reading *how, const char *s, size_t n);
/* Sets a field of imp->row to the client of whom all that was heard. */
void import_read_client(mct_import_t *imp, size_t field, const struct reading *how);

#endif
