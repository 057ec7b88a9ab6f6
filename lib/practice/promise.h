/*
 * promise.h - the entity "promise": what the therapist promised a client, or the
 * client promised.
 */
#ifndef MCT_PRACTICE_PROMISE_H
#define MCT_PRACTICE_PROMISE_H

#include "record/field.h"

extern const mct_entity_t entity_promise;

#endif
