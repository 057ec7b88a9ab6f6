/*
 * contact.h - the entity "contact": anyone in the book, with or without a role. The
 * fields that roles share are declared here once.
 */
#ifndef MCT_PEOPLE_CONTACT_H
#define MCT_PEOPLE_CONTACT_H

#include "record/field.h"

extern const mct_entity_t entity_contact;

/* What spreadsheets call the shared fields, folded; for the tables of the roles. */
extern const char *const contact_name_words[];
extern const char *const contact_preferred_words[];
extern const char *const contact_email_words[];
extern const char *const contact_phone_words[];
extern const char *const contact_birthday_words[];
extern const char *const contact_address_words[];
extern const char *const contact_tags_words[];
extern const char *const contact_note_words[];
extern const char *const contact_external_id_words[];

/* Her id for people: that of her role where she has one. */
#define CONTACT_ID_SQL                                                                             \
	"CASE WHEN EXISTS (SELECT 1 FROM client WHERE client.id = contact.id) THEN 'c'"            \
	" WHEN EXISTS (SELECT 1 FROM partner WHERE partner.id = contact.id) THEN 'p'"              \
	" ELSE 'n' END || contact.id"

#endif
