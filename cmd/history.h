/*
 * history.h - entries of the history as people name them and read them.
 */
#ifndef MCT_CMD_HISTORY_H
#define MCT_CMD_HISTORY_H

#include "run.h"

/* "y12" or "12"; false when it is something else. */
bool history_read_entry(const char *text, int64_t *entry);
/* "mct visit add dana (y12, today 15:04)". Exit code. */
int history_describe(struct run *r, int64_t entry, struct buf *out);

#endif
