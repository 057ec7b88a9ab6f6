/*
 * win.h - the entity "win": what one of the three gets from a partnership.
 */
#ifndef MCT_PARTNERS_WIN_H
#define MCT_PARTNERS_WIN_H

#include "record/field.h"

extern const mct_entity_t entity_win;

#endif
