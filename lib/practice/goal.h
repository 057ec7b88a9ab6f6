/*
 * goal.h - the entity "goal": what a client wants to reach, and how it goes.
 */
#ifndef MCT_PRACTICE_GOAL_H
#define MCT_PRACTICE_GOAL_H

#include "record/field.h"

extern const mct_entity_t entity_goal;

#endif
