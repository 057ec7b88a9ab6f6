/*
 * partner.h - the entity "partner": whoever sends clients or is sent them; a role
 * of a contact.
 */
#ifndef MCT_PARTNERS_PARTNER_H
#define MCT_PARTNERS_PARTNER_H

#include "people/find.h"
#include "record/field.h"

extern const mct_entity_t entity_partner;

/* The field of a record that belongs to one partner. */
#define PARTNER_FIELD(said)                                                                        \
	{                                                                                          \
		.name = "partner", .title = "Partner", .help = said, .type = MCT_TYPE_REF,         \
		.find = find_reference,                                                            \
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,                    \
		.column = "partner_id", .target = &entity_partner                                  \
	}

#endif
