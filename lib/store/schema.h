/*
 * schema.h - the numbered steps that make the file, schema/NNNN-*.sql, built into
 * the library. user_version is the number of the last step applied;
 * a new file replays them all, an older one the missing ones.
 */
#ifndef MCT_STORE_SCHEMA_H
#define MCT_STORE_SCHEMA_H

#include "store/handle.h"

struct schema_step {
	const char *name; /* "0001-people" */
	const char *sql;
};
/* Generated from schema/ by the build, in order; ended by a NULL name. */
extern const struct schema_step schema_steps[];

int schema_version(void);
/* All steps and the application id, in one transaction. */
mct_status_t schema_create(mct_t *m, int application_id);
/* A copy of the file beside it, then the steps after `version` in one transaction. */
mct_status_t schema_upgrade(mct_t *m, int version);

/* A database in memory with the tables of this version, to compare with; sqlite3_close() it, also
 * after a failure. */
mct_status_t schema_reference(mct_t *m, sqlite3 **out);

#endif
