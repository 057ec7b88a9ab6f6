/*
 * history.h - the entries of the history: made by the journal, marked as undone, and
 * dropped when they are older, or more, than the practice keeps.
 */
#ifndef MCT_STORE_HISTORY_H
#define MCT_STORE_HISTORY_H

#include "store/handle.h"

/* What stands in place of a typed command where a practice was made: that is not undone. */
#define HISTORY_BEGINNING "init"

struct entry {
	int64_t id, at, schema;
	int64_t bytes;     /* that its parts take up */
	int64_t undoes;    /* the entry that it undid, or, when that was an undo, did again; or 0 */
	int64_t undone_by; /* or 0 */
	bool is_redo;
	struct buf command;
};
void entry_free(struct entry *e);

/* MCT_OK, or MCT_NOTFOUND. */
mct_status_t history_entry(mct_t *m, int64_t id, struct entry *out);
/* The last entry that stands and is no undo; the last undo that stands. MCT_OK, or MCT_NOTFOUND. */
mct_status_t history_last(mct_t *m, struct entry *out);
mct_status_t history_last_undo(mct_t *m, struct entry *out);

/* Makes an entry; `undoes` may be 0. */
mct_status_t history_add(mct_t *m, const char *command, int64_t undoes, int64_t *id);
/* What was recorded under it so far. */
mct_status_t history_measure(mct_t *m, int64_t id, int64_t changes, int64_t bytes);
/* The entry `by` undoes `id`: what `id` had undone stands again. */
mct_status_t history_mark_undone(mct_t *m, int64_t id, int64_t by);
/* How much is kept, as the setting history.keep says: a length of time or of bytes. */
struct history_keep {
	int days;
	int64_t bytes;
};
/* "1y", "26w", "100 MB"; false when it is neither. */
bool history_keep_read(const char *text, struct history_keep *out);
/* Drops what the setting history.keep no longer keeps, never the entry `newest`. */
mct_status_t history_drop(mct_t *m, int64_t newest);

#endif
