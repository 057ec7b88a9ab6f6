/*
 * agenda.h - what is told of a visit that was stored: what it runs into.
 */
#ifndef MCT_CMD_AGENDA_H
#define MCT_CMD_AGENDA_H

#include "run.h"

/* For eyes: what the visit runs into, and that it lies outside the hours of work; nothing where all
 * is well. Exit code. */
int agenda_say_remark(struct run *r, int64_t visit);

#endif
