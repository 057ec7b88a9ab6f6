/*
 * system.h - the entity "system": a way by which a partner introduces the therapist to
 * their customers, again and again.
 */
#ifndef MCT_PARTNERS_SYSTEM_H
#define MCT_PARTNERS_SYSTEM_H

#include "record/field.h"

extern const mct_entity_t entity_system;

#endif
