/*
 * naming.h - the names of people by their ids, as they are told: with a mark where
 * others have the same name, and with their id for people.
 */
#ifndef MCT_PEOPLE_NAMING_H
#define MCT_PEOPLE_NAMING_H

#include "store/handle.h"

struct naming {
	mct_t *m;
	sqlite3_stmt *row;
};
/* Free with naming_end(), also when this fails. */
mct_status_t naming_begin(mct_t *m, struct naming *out);
void naming_end(struct naming *naming);

/* Goes to a person. MCT_OK, MCT_NOTFOUND or a failure. */
mct_status_t naming_find(struct naming *naming, int64_t person);
/* Of that person; borrowed until the next naming_find(). */
const char *naming_name(const struct naming *naming); /* "Dana Ortiz <555-0142>" */
const char *naming_id(const struct naming *naming);   /* "c12" */

#endif
