/*
 * contact.h - the entity "contact": anyone in the book, with or without a role. The
 * fields that roles share are declared here once.
 */
#ifndef MCT_PEOPLE_CONTACT_H
#define MCT_PEOPLE_CONTACT_H

#include "people/find.h"
#include "record/field.h"

extern const mct_entity_t entity_contact;

/* The fields that clients and partners share with all contacts: `whose` is where the record keeps
 * them (HOME_OWN in a contact, HOME_CONTACT in a role), `said` its line of help, `more` flags
 * beside those that all have. */
#define CONTACT_NAME(whose, said)                                                                  \
	{                                                                                          \
		.name = "name", .title = "Name", .help = said, .type = MCT_TYPE_NAME,              \
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,               \
		.key_column = "name_key", .home = whose, .words = contact_name_words               \
	}
#define CONTACT_PREFERRED(whose, said)                                                             \
	{                                                                                          \
		.name = "preferred", .title = "Called", .help = said, .type = MCT_TYPE_NAME,       \
		.flags = MCT_FIELD_SEARCHED, .key_column = "preferred_key", .home = whose,         \
		.words = contact_preferred_words                                                   \
	}
#define CONTACT_EMAIL(whose, said, more)                                                           \
	{                                                                                          \
		.name = "email", .title = "E-mail", .help = said, .type = MCT_TYPE_EMAIL,          \
		.flags = (more), .home = whose, .words = contact_email_words                       \
	}
#define CONTACT_PHONE(whose, said, more)                                                           \
	{                                                                                          \
		.name = "phone", .title = "Phone", .help = said, .type = MCT_TYPE_PHONE,           \
		.flags = (more), .key_column = "phone_key", .home = whose,                         \
		.words = contact_phone_words                                                       \
	}
#define CONTACT_BIRTHDAY(whose, said, more)                                                        \
	{                                                                                          \
		.name = "birthday", .title = "Birthday", .help = said, .type = MCT_TYPE_DATE,      \
		.flags = MCT_FIELD_FULL_DATE | (more), .home = whose,                              \
		.words = contact_birthday_words                                                    \
	}
#define CONTACT_ADDRESS(whose, said)                                                               \
	{                                                                                          \
		.name = "address", .title = "Address", .help = said, .type = MCT_TYPE_LONG_TEXT,   \
		.home = whose, .words = contact_address_words                                      \
	}
#define CONTACT_TAGS(whose, said)                                                                  \
	{                                                                                          \
		.name = "tags", .title = "Tags", .help = said, .type = MCT_TYPE_WORDS,             \
		.flags = MCT_FIELD_SEARCHED, .home = whose, .words = contact_tags_words            \
	}
#define CONTACT_EXTERNAL_ID(whose, said)                                                           \
	{                                                                                          \
		.name = "external_id", .title = "Outside id", .help = said, .type = MCT_TYPE_TEXT, \
		.home = whose, .words = contact_external_id_words                                  \
	}
#define CONTACT_TOUCH_EVERY(whose, said)                                                           \
	{                                                                                          \
		.name = "touch_every", .title = "Touch every", .help = said,                       \
		.type = MCT_TYPE_DAYS, .home = whose, .words = contact_touch_every_words           \
	}
/* The field "who" of a record that is about anyone in the book; `more` flags beside those that all
 * have, `called` what spreadsheets call it. */
#define WHO_FIELD(heading, said, more, called)                                                     \
	{                                                                                          \
		.name = "who", .title = heading, .help = said, .type = MCT_TYPE_REF,               \
		.find = find_reference, .flags = MCT_FIELD_LISTED | MCT_FIELD_KEY | (more),        \
		.column = "contact_id", .words = called                                            \
	}

/* What spreadsheets call the shared fields, folded. */
extern const char *const contact_name_words[];
extern const char *const contact_preferred_words[];
extern const char *const contact_email_words[];
extern const char *const contact_phone_words[];
extern const char *const contact_birthday_words[];
extern const char *const contact_address_words[];
extern const char *const contact_tags_words[];
extern const char *const contact_external_id_words[];
extern const char *const contact_touch_every_words[];

/* Her id for people: that of her role where she has one. */
#define CONTACT_ID_SQL                                                                             \
	"CASE WHEN EXISTS (SELECT 1 FROM client WHERE client.id = contact.id) THEN 'c'"            \
	" WHEN EXISTS (SELECT 1 FROM partner WHERE partner.id = contact.id) THEN 'p'"              \
	" ELSE 'n' END || contact.id"

#endif
