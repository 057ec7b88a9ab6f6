/*
 * aside.h - what stands in the place of a practice file, held so that nobody uses it
 * while another file takes its place, and kept under a name of its own.
 */
#ifndef MCT_STORE_ASIDE_H
#define MCT_STORE_ASIDE_H

#include "store/handle.h"

struct aside {
	int fd; /* holds the lock; -1: nothing stands there */
};

/* Whether a process is changing the file just now. To be asked while it is not open here: SQLite's
 * locks are lost with any descriptor of the file that is closed. */
bool file_is_in_use(const char *path);

/* Holds what stands at `place`, whatever is in it; a change that was left unfinished is taken back.
 * A process that only has it open is told by its next mct_begin(). MCT_OK (also where nothing
 * stands), MCT_BUSY, MCT_READONLY. */
mct_status_t aside_hold(mct_t *m, const char *place, struct aside *a);
/* Gives it the name `kept` besides its own, and that name to what goes with it (-journal). What is
 * then renamed over `place` replaces it. MCT_OK, MCT_EXISTS, MCT_READONLY. */
mct_status_t aside_keep(mct_t *m, const char *place, const char *kept, const struct aside *a);
/* CLEANUP(aside_let_go) */
void aside_let_go(struct aside *a);

#endif
