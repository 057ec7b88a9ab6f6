/*
 * client.h - the entity "client": a role of a contact.
 */
#ifndef MCT_PEOPLE_CLIENT_H
#define MCT_PEOPLE_CLIENT_H

#include "record/field.h"

extern const mct_entity_t entity_client;

#endif
