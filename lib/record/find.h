/*
 * find.h - a record of an entity that is not a person by what somebody wrote: its id
 * or, where it has a name, the name. People are found in people/find.h.
 */
#ifndef MCT_RECORD_FIND_H
#define MCT_RECORD_FIND_H

#include "record/record.h"

/* Whether there is such a record: MCT_ROW, MCT_DONE or a failure. */
mct_status_t record_exists(mct_t *m, const mct_entity_t *e, int64_t id);
/* The other record of r's entity that has its name; *id 0 when there is none. MCT_OK or a failure.
 */
mct_status_t find_namesake(const mct_record_t *r, size_t name, int64_t *id);

/* The find_fn of fields that lead to such records. Typed by people, words that begin the words of
 * the name are enough when they fit only one. MCT_OK, MCT_NOTFOUND, MCT_AMBIGUOUS, MCT_INVALID. */
mct_status_t find_named(
	mct_t *m, const mct_entity_t *target, const char *who, bool from_people, int64_t *id);

#endif
