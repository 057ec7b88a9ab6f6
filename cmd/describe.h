/*
 * describe.h - a record as one would say it: what was added, which one it is, what of
 * it was changed. What was typed and read is always among it.
 */
#ifndef MCT_CMD_DESCRIBE_H
#define MCT_CMD_DESCRIBE_H

#include "run.h"

/* "Remembered about Dana Whitfield: exam on Friday (f12), ask Fri 27 Nov 2026"; of what was there
 * already "Already remembered about ...". */
void describe_added(struct run *r, const mct_record_t *record, bool already, struct buf *out);
/* "Checked in: the visit of Dana Whitfield on Mon 23 Nov 2026 (v2), feel before 6" */
void describe_done(struct run *r, const mct_record_t *record, const char *what, struct buf *out);
/* "the fact about Dana Whitfield, "exam on Friday" (f12)" */
void describe(struct run *r, const mct_record_t *record, struct buf *out);
/* "asked Mon 23 Nov 2026, no because": in what the record differs from what it was. */
void describe_changes(
	struct run *r, const mct_record_t *before, const mct_record_t *record, struct buf *out);

#endif
