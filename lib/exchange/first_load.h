/*
 * first_load.h - the first load of a large list into an empty table: its indexes are
 * built once at the end, in order, rather than kept row by row. Until then
 * the marks of the rows so far tell whether a row is new.
 */
#ifndef MCT_EXCHANGE_FIRST_LOAD_H
#define MCT_EXCHANGE_FIRST_LOAD_H

#include "record/record.h"

struct first_load;

/* Begins one when it is worth it: the entity has marks, its table is empty and the list is long;
 * else *out is NULL. `rows` is an upper bound. MCT_OK or a failure. */
mct_status_t first_load_begin(
	mct_t *m, const mct_entity_t *e, int64_t rows, struct first_load **out);
/* True when no row before r can be the same record, so that match() need not be asked; r's own
 * marks are kept. False: end the load, then ask match(). */
bool first_load_is_new(struct first_load *load, const mct_record_t *r);
/* Builds the indexes again and frees; *load is NULL then, also after a failure, which undoes the
 * whole transaction. NULL in *load is fine. */
mct_status_t first_load_end(struct first_load **load);
/* Gives the load up, and with it the whole transaction: there is nothing left to build the indexes
 * for. NULL in *load is fine. */
void first_load_abandon(struct first_load **load);

#endif
