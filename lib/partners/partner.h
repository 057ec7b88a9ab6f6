/*
 * partner.h - the entity "partner": whoever sends clients or is sent them; a role
 * of a contact.
 */
#ifndef MCT_PARTNERS_PARTNER_H
#define MCT_PARTNERS_PARTNER_H

#include "record/field.h"

extern const mct_entity_t entity_partner;

#endif
