/*
 * touch.h - the entity "touch": one attempt to reach somebody in the book, or to be
 * reached.
 */
#ifndef MCT_PEOPLE_TOUCH_H
#define MCT_PEOPLE_TOUCH_H

#include "record/field.h"

extern const mct_entity_t entity_touch;

/* The last day on which somebody was in touch with the contact `id`, a column or a parameter, as
 * SQL: a touch, a session, or a meeting at an event. */
#define LAST_TOUCH(id)                                                                             \
	"(SELECT max(date) FROM (SELECT date FROM contact_attempt WHERE contact_id = " id          \
	"  UNION ALL SELECT date FROM event_contact WHERE contact_id = " id                        \
	"  UNION ALL SELECT date FROM visit WHERE client_id = " id " AND outcome = 'completed'))"

#endif
