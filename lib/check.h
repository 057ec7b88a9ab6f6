/*
 * check.h - looking whether a practice file is as it should be: what each look gets, and how
 * it tells what it found. A look that fails on a damaged page has found something, too.
 */
#ifndef MCT_CHECK_H
#define MCT_CHECK_H

#include "store/handle.h"

struct check {
	mct_t *m;
	const char *path; /* of the practice file */
	bool repair;      /* mend what is safe, in the writing transaction that is open */
	bool half_done;   /* a change was, before the file was opened */
	mct_rows_t *rows;
	int64_t open;    /* findings that were not mended */
	bool is_damaged; /* one of them is damage */
};

enum severity {
	SEVERITY_DAMAGE, /* something is lost or cannot be read */
	SEVERITY_FAULT,  /* something is wrong, and nothing is lost */
	SEVERITY_NOTICE, /* something to do */
	SEVERITY_MENDED
};

/* One finding. `what_to_do` may be NULL. MCT_OK, MCT_NOMEM. */
mct_status_t check_add(struct check *c, enum severity severity, const char *what_to_do,
	const char *format, ...) PRINTF_LIKE(4, 5);

/* Records that have the same fault: told in one finding, with the first of their ids. */
struct tally {
	int64_t count;
	struct buf ids;
};
void tally_free(struct tally *t);
void tally_add(struct tally *t, const char *prefix, int64_t id);
/* Its ids: "v3, v9 and 4 more". */
void tally_list(const struct tally *t, struct buf *out);
/* Tells what mct_check() mends, or has mended just now; nothing where there is none. */
mct_status_t check_add_tally(struct check *c, const struct tally *t, const char *what);

typedef mct_status_t look_fn(struct check *c);
/* check_schema.c */
look_fn look_at_schema, look_at_columns, look_at_history;
/* check_values.c */
look_fn look_at_values;
/* check_keys.c */
look_fn look_at_keys, look_at_words, look_at_namesakes;
/* check_place.c */
look_fn look_at_permissions, look_at_network, look_at_backups;
/* Whether a change was left half done beside the file; asked before it is opened, since then it is
 * taken back. */
bool is_half_done(const char *path);

#define TO_REPAIR "mct check --repair"
#define TO_RESTORE "keep a copy of the file, then bring a backup back: mct restore FILE"

#endif
