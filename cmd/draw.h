/*
 * draw.h - small pictures made of characters, one line each: a bar, a spark line, a
 * rhythm strip, a shade. In block characters, or in ASCII where the terminal is
 * not UTF-8 or nobody wants them (term->utf8). Numbers stand beside them, always.
 */
#ifndef MCT_CMD_DRAW_H
#define MCT_CMD_DRAW_H

#include <stdint.h>

#include "term.h"
#include "util/buf.h"

/*
 * A bar that takes all `columns` when value is `most`, to an eighth of a column, in ASCII to a
 * whole one; what is more than nothing is seen. A pale one is of what is not complete yet. Returns
 * the columns drawn, so that what follows can be padded to.
 */
enum draw_tone { DRAW_FULL, DRAW_PALE };
size_t draw_bar(struct buf *out, const struct term *term, double value, double most, size_t columns,
	enum draw_tone tone);

/* One character for each value, from nothing (0) to the greatest of them, so that twice as high is
 * twice as much. NAN, which is what is not known, is a gap. */
void draw_spark(struct buf *out, const struct term *term, const double *values, size_t n);

/* One character for a share of 0 to 1, darker for more: a cell of a map. */
void draw_shade(struct buf *out, const struct term *term, double share);

/*
 * What was when, on a line of days: `from` is in the first column, `to` in the last. A column shows
 * the greatest mark of its days; where there is none it is blank. Nothing outside is drawn.
 */
enum draw_mark {
	DRAW_BLANK,
	DRAW_LINE,    /* the time in which she is a client */
	DRAW_PAUSE,   /* she is suspended */
	DRAW_OVERDUE, /* she would have come by her rhythm */
	DRAW_TODAY,
	DRAW_BOOKED,
	DRAW_MISSED, /* not come, or cancelled too late */
	DRAW_VISIT
};
struct draw_event {
	int32_t day, last; /* from the one to the other */
	enum draw_mark mark;
};
void draw_strip(struct buf *out, const struct term *term, int32_t from, int32_t to,
	const struct draw_event *events, size_t n, size_t columns);
/* The first letters of the months above a strip of the same days and columns, each where its first
 * day is and has room. */
void draw_months(struct buf *out, int32_t from, int32_t to, size_t columns);
/* The character of a mark, without colour, to explain it by. */
const char *draw_mark(const struct term *term, enum draw_mark mark);

#endif
