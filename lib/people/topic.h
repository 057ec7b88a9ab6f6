/*
 * topic.h - the entity "topic": a condition or a trend that is looked into together
 * with clients, and what was found.
 */
#ifndef MCT_PEOPLE_TOPIC_H
#define MCT_PEOPLE_TOPIC_H

#include "record/field.h"

extern const mct_entity_t entity_topic;
extern const mct_entity_t entity_finding;

#endif
