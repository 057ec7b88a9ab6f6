/*
 * connection.h - the entity "connection": how two people in the book are tied.
 */
#ifndef MCT_PEOPLE_CONNECTION_H
#define MCT_PEOPLE_CONNECTION_H

#include "record/field.h"

extern const mct_entity_t entity_connection;

#endif
