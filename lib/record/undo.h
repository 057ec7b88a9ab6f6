/*
 * undo.h - between the files of history and undo: rows that stand in the way of an
 * undo, the later entries that they come from, and entries in words.
 */
#ifndef MCT_RECORD_UNDO_H
#define MCT_RECORD_UNDO_H

#include "record/field.h"
#include "store/changes.h"
#include "store/history.h"

/* ---- references ------------------------------------------------------------------------------ */

/* A column that refers to the id of another table. */
struct reference {
	char child[32], column[32], parent[32];
	int at; /* the column's place in its table */
	bool is_numbered;
	sqlite3_stmt *children, *parent_row; /* prepared when first asked */
};
struct references {
	struct reference *items;
	size_t count;
};
/* All of the file, from its own foreign keys. MCT_OK; free in any case. */
mct_status_t references_load(mct_t *m, struct references *out);
void references_free(struct references *r);

/* ---- what stands in the way ------------------------------------------------------------------ */

#define BLOCKS_MAX 64

struct block {
	char table[32];
	int64_t id;
	char key[64];     /* of a row without a number */
	uint64_t columns; /* those that were changed since; a bit each */
};
#define COLUMNS_ALL UINT64_MAX
struct blocks {
	struct block items[BLOCKS_MAX];
	size_t count; /* the rest is not kept: what is told is told by then */
};
void blocks_add(struct blocks *b, const char *table, int64_t id, const char *key, uint64_t columns);
/* The columns that a change says something of. */
uint64_t change_columns(const struct change *change);

/* Adds the rows of a run that a later entry has changed. */
mct_status_t standing_in_run(mct_t *m, int64_t entry, const struct part *run, struct blocks *out);
/* Adds the rows that hang on one of an entry's runs, but for those of its other runs. */
mct_status_t standing_on_run(mct_t *m, struct references *refs, const struct part *runs,
	size_t count, size_t which, struct blocks *out);
/* After all of an entry was taken back: adds what hangs on rows that are gone, what a row that came
 * back hung on and is gone, and whose name is shared though she does not know. */
mct_status_t standing_on_entry(
	mct_t *m, struct references *refs, int64_t entry, struct blocks *out);
/* The refusal: every later entry that stands upon it, newest first, is a problem. MCT_REFUSED. */
mct_status_t standing_refuse(
	mct_t *m, const struct entry *entry, const char *what, const struct blocks *blocks);

/* ---- in words -------------------------------------------------------------------------------- */

/* "c12", "v412"; a setting by its name. */
void add_record_id(mct_t *m, const char *table, int64_t id, const char *key, struct buf *out);
/* "today 15:04", "Mon 16 Nov 2026 15:04"; for programs "2026-11-16 15:04". */
void add_moment(mct_t *m, int64_t moment, enum mct_form form, struct buf *out);
/* "mct log dana ..." */
void add_command(const char *command, struct buf *out);

#endif
