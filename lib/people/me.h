/*
 * me.h - the therapist herself, who may stand in the book like anybody else: the
 * setting practice.me says as whom.
 */
#ifndef MCT_PEOPLE_ME_H
#define MCT_PEOPLE_ME_H

#include "record/field.h"

/* Her id: MCT_ROW; MCT_DONE when the setting is empty; a failure, also when it names nobody. */
mct_status_t me_find(mct_t *m, int64_t *id);
/* Whether "me" was typed where anyone in the book may be named; then me_named() finds her: MCT_OK,
 * or a failure, also when the setting is empty. */
bool me_is_meant(const mct_entity_t *e, const char *who);
mct_status_t me_named(mct_t *m, int64_t *id);

#endif
