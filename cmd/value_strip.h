/*
 * value_strip.h - what was when with one client, drawn year by year beside what she
 * brought.
 */
#ifndef MCT_CMD_VALUE_STRIP_H
#define MCT_CMD_VALUE_STRIP_H

#include "draw.h"
#include "row.h"
#include "run.h"

struct strip {
	struct mct_rhythm rhythm;
	struct draw_event *events;
	size_t count;
	int32_t booked;    /* the next day; DATE_NONE */
	struct row *years; /* of mct_value_years() */
	size_t year_count;
	mct_rows_t *rows; /* their columns */
	int32_t today;
};

/* She is a client from `first`, the day of her first visit or DATE_NONE, to `last`. Free with
 * strip_free(), also after a failure. MCT_OK, or what the library failed with. */
mct_status_t strip_read(
	struct strip *s, struct run *r, int64_t client, int32_t first, int32_t last, int32_t today);
void strip_free(struct strip *s);
/* The lines, with the months above and what the marks mean below; nothing when there are none. */
void strip_draw(const struct strip *s, struct run *r);

#endif
