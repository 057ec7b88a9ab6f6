/*
 * first_load.h - the first load of a large list into an empty table: its indexes are
 * built once at the end, in order, rather than kept row by row.
 */
#ifndef MCT_EXCHANGE_FIRST_LOAD_H
#define MCT_EXCHANGE_FIRST_LOAD_H

#include "record/record.h"

struct first_load;

/* Begins one when it is worth it: the entity has marks, its table is empty and the list is long;
 * else *out is NULL. `rows` is an upper bound. MCT_OK or a failure. */
mct_status_t first_load_begin(
	mct_t *m, const mct_entity_t *e, int64_t rows, struct first_load **out);
/* Whether a row is new because no row so far can be about the same: its mark was not met before,
 * and is of the same way as theirs. Else the load has to end, and match() to be asked. */
bool first_load_is_new(struct first_load *load, bool repeated, int way);
/* Builds the indexes again and frees; *load is NULL then, also after a failure, which undoes the
 * whole transaction. NULL in *load is fine. */
mct_status_t first_load_end(struct first_load **load);
/* Gives the load up, and with it the whole transaction: there is nothing left to build the indexes
 * for. NULL in *load is fine. */
void first_load_abandon(struct first_load **load);

#endif
