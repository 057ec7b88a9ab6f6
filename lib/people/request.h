/*
 * request.h - the entity "request": what somebody asked for by right about her own data,
 * and by when she is answered.
 */
#ifndef MCT_PEOPLE_REQUEST_H
#define MCT_PEOPLE_REQUEST_H

#include "record/field.h"

extern const mct_entity_t entity_request;

#endif
