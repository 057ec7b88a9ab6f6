/*
 * changes.h - reads the history again: the parts of an entry, and what stands in
 * each, change by change. What the library keeps beside the records (words of
 * names, what notes said before) is told apart here.
 */
#ifndef MCT_STORE_CHANGES_H
#define MCT_STORE_CHANGES_H

#include "store/handle.h"

/* A part of an entry: a changeset, or a run of rows that were inserted. */
struct part {
	int64_t entry;
	const void *changeset; /* NULL: a run */
	int size;
	const char *table;
	int64_t first, last;
};
/* Borrowed while it is called. Whatever is not MCT_OK ends the walk. */
typedef mct_status_t part_fn(mct_t *m, const struct part *part, void *user);

enum parts_order {
	PARTS_FORWARD, /* runs, then changesets: what was inserted may have been changed after */
	PARTS_BACKWARD
};
mct_status_t parts_each(mct_t *m, int64_t entry, enum parts_order order, part_fn *fn, void *user);
/* The same for whoever walks by himself: a statement of his own, and the part in its row. MCT_OK,
 * or MCT_CORRUPT. */
mct_status_t parts_prepare(mct_t *m, int64_t entry, enum parts_order order, sqlite3_stmt **out);
mct_status_t part_of_row(mct_t *m, sqlite3_stmt *row, struct part *out);
mct_status_t fail_damaged_history(mct_t *m);

/* One row that was inserted, updated or deleted. */
struct change {
	const char *table;
	int op; /* SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE */
	int columns;
	int64_t id; /* 0 in a table whose rows have no number */
	sqlite3_changeset_iter *at;
};
typedef mct_status_t change_fn(mct_t *m, const struct change *change, void *user);

enum changes_way { CHANGES_AS_MADE, CHANGES_INVERTED };
mct_status_t changes_each(
	mct_t *m, const void *changeset, int size, enum changes_way way, change_fn *fn, void *user);
/* Ends the walk; `last` is what sqlite3changeset_next() answered last. Answers with SQLite's code.
 */
int changeset_end(sqlite3_changeset_iter *at, int last);
void change_read(sqlite3_changeset_iter *at, struct change *out);
/* NULL where the change does not say: an update knows the columns that it changed. */
sqlite3_value *change_old(const struct change *change, int column);
sqlite3_value *change_new(const struct change *change, int column);
/* What names a row without a number, a setting; NULL for the others. */
const char *change_key(const struct change *change);

/* Each record that a part is about, once: a contact and its role are one record, and a run is told
 * as one change of `count` records from `id` to `last`. What is kept beside records is passed over.
 */
struct record_change {
	const char *table;
	int op;
	int64_t id, last, count;
	const char *key; /* of a row without a number; or NULL */
};
typedef mct_status_t record_change_fn(mct_t *m, const struct record_change *change, void *user);
mct_status_t record_changes_each(
	mct_t *m, const struct part *part, enum changes_way way, record_change_fn *fn, void *user);

bool table_is_beside_records(const char *table);
/* Tables whose rows share the id of a contact. */
bool table_is_role(const char *table);

#endif
