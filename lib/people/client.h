/*
 * client.h - the entity "client": a role of a contact.
 */
#ifndef MCT_PEOPLE_CLIENT_H
#define MCT_PEOPLE_CLIENT_H

#include "people/find.h"
#include "record/field.h"

extern const mct_entity_t entity_client;

/* The field of a record that belongs to one client; `more` flags beside those that all have. */
#define CLIENT_FIELD(said, more)                                                                   \
	{                                                                                          \
		.name = "client", .title = "Client", .help = said, .type = MCT_TYPE_REF,           \
		.find = find_reference, .flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | (more),   \
		.column = "client_id", .target = &entity_client, .words = client_field_words       \
	}
/* What spreadsheets call it. */
extern const char *const client_field_words[];

#endif
