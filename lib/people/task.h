/*
 * task.h - the entity "task": what is to be done, once or every so often.
 */
#ifndef MCT_PEOPLE_TASK_H
#define MCT_PEOPLE_TASK_H

#include "record/field.h"

extern const mct_entity_t entity_task;

#endif
