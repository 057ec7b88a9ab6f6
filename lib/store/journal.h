/*
 * journal.h - what a command changed, kept as history: SQLite's changesets, or,
 * for the rows of a large import, just the run of their ids (a changeset of a
 * million inserts costs as much as the import itself).
 */
#ifndef MCT_STORE_JOURNAL_H
#define MCT_STORE_JOURNAL_H

#include "store/handle.h"

/* Begins to record; `command` is what was typed. */
mct_status_t journal_begin(mct_t *m, const char *command);
/* Stores what is left to store. To be called before COMMIT. */
mct_status_t journal_end(mct_t *m);
/* The entry that journal_end() has made; 0 when nothing was changed. */
int64_t journal_entry(const mct_t *m);
/* Forgets everything, after a rollback or a commit. */
void journal_free(mct_t *m);

/* Whether changes of a table are recorded, and may be taken back; for SQLite, hence the int. */
int journal_filter(void *unused, const char *table);
/* The entry will be one that undoes another, which journal_end() marks as undone. */
void journal_undoes(mct_t *m, int64_t entry);

/* From now on inserts noted with journal_after_insert() are kept as runs: nobody else inserts while
 * it is on, so that their ids follow each other. */
void journal_bulk(mct_t *m, bool on);
/* Around an INSERT of a record whose id is a new one: before, and after with the id it got. */
void journal_before_insert(mct_t *m);
void journal_after_insert(mct_t *m, const char *table, int64_t id);
/* Instead of journal_after_insert(), for rows that go with a row inserted in bulk and are removed
 * with it, and after an INSERT that failed. */
void journal_after_dependents(mct_t *m);
/* After an UPDATE or DELETE; keeps the memory of long transactions flat. */
mct_status_t journal_changed(mct_t *m);
/* Stores what was recorded so far as a part of its own. */
mct_status_t journal_part(mct_t *m);

/* Inside a savepoint nothing is stored, so that it can be taken back when that is. */
void journal_hold(mct_t *m);
void journal_take_back(mct_t *m);
void journal_release(mct_t *m);

#endif
