/*
 * event.h - the entities "event", a professional event, and "meeting", somebody who was met
 * there.
 */
#ifndef MCT_PEOPLE_EVENT_H
#define MCT_PEOPLE_EVENT_H

#include "record/field.h"

extern const mct_entity_t entity_event;
extern const mct_entity_t entity_meeting;

#endif
