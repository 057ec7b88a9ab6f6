/*
 * contact.h - everyone in the book is one contact, whatever roles she has: the fields
 * that roles share, who is the same person, and what tells namesakes apart.
 */
#ifndef MCT_PEOPLE_CONTACT_H
#define MCT_PEOPLE_CONTACT_H

#include "record/record.h"

/* What spreadsheets call the shared fields, folded; for the tables of the roles. */
extern const char *const contact_name_words[];
extern const char *const contact_email_words[];
extern const char *const contact_phone_words[];
extern const char *const contact_address_words[];
extern const char *const contact_external_id_words[];

/* Hooks of every entity that is a role of a contact. */
mct_status_t contact_check(mct_record_t *r);
mct_status_t contact_saved(mct_record_t *r, enum mct_change change);
mct_status_t contact_match(
	mct_record_t *r, bool (*taken)(void *, int64_t), void *user, int64_t *id);

#endif
