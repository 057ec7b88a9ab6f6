/*
 * identity.h - everyone in the book is one contact, whatever roles she has: who is the
 * same person, and what tells namesakes apart. Hooks of the entities that are
 * people.
 */
#ifndef MCT_PEOPLE_IDENTITY_H
#define MCT_PEOPLE_IDENTITY_H

#include "record/record.h"

mct_status_t identity_check(mct_record_t *r);
mct_status_t identity_saved(mct_record_t *r, enum mct_change change);
/* Writes the words again by which somebody is found. */
mct_status_t identity_write_words(mct_t *m, int64_t id);
mct_status_t identity_match(mct_record_t *r, const struct match_list *list, int64_t *id);

/* A line about somebody of r's name in the book whom something tells apart from r; nothing where
 * there is nobody. MCT_OK or a failure. */
mct_status_t identity_add_namesake(mct_record_t *r, struct buf *out);

#endif
