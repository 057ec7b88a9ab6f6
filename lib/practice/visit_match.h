/*
 * visit_match.h - which visit is which: the stored one that a row of a list is about,
 * and the one that was typed before. Hooks of the entity.
 */
#ifndef MCT_PRACTICE_VISIT_MATCH_H
#define MCT_PRACTICE_VISIT_MATCH_H

#include "record/record.h"

mct_status_t visit_match(mct_record_t *r, const struct match_list *list, int64_t *id);
uint64_t visit_mark(const mct_record_t *r, int *way);
/* Adds a problem when the record says nothing that a visit of the same time does not say. */
mct_status_t visit_refuse_twin(mct_record_t *r);
/* The visit that has the record's outside id; *id 0 when none has. */
mct_status_t visit_external_id_owner(mct_record_t *r, int64_t *id);

#endif
