/*
 * tie.h - every tie between two people in the book, wherever it is recorded: as a
 * connection, or with a referral, a pause, a recommendation, a consent or a fact.
 */
#ifndef MCT_PEOPLE_TIE_H
#define MCT_PEOPLE_TIE_H

#include "people/naming.h"
#include "people/relation.h"

/* One tie, read as "person kind other"; texts are borrowed until the statement is stepped again. */
struct tie {
	int64_t person, other;
	bool turned; /* it is recorded the other way: the kind is that of `other` to `person` */
	const char *kind, *since, *until, *note, *id;
};

/* Statements over ties, to be stepped with tie_next(): the ties of a person, also those that are
 * over, and all that hold on a day. Those recorded as connections come first. sqlite3_finalize()
 * them. */
mct_status_t ties_of(mct_t *m, int64_t person, sqlite3_stmt **out);
mct_status_t ties_all(mct_t *m, const char *as_of, sqlite3_stmt **out);
/* The same, to be stepped by hand: nothing but the ids of the two. */
mct_status_t ties_ends(mct_t *m, const char *as_of, sqlite3_stmt **out);
/* MCT_ROW, MCT_DONE or a failure. */
mct_status_t tie_next(mct_t *m, sqlite3_stmt *ties, struct tie *out);

/* Tells ties in words, as of a day; as_of is borrowed. Free with teller_free(), also when making it
 * failed. */
struct teller {
	mct_t *m;
	const char *as_of;
	struct relations relations;
	struct naming naming;
	sqlite3_stmt *between;
};
mct_status_t teller_make(mct_t *m, const char *as_of, struct teller *out);
void teller_free(struct teller *teller);

/* The first tie that holds between two: MCT_ROW; MCT_DONE: there is none. Borrowed until the next
 * call on the teller. */
mct_status_t teller_between(struct teller *teller, int64_t person, int64_t other, struct tie *out);
/* Appends the kind as it reads from `person`. */
void teller_add_kind(struct teller *teller, const struct tie *tie, struct buf *out);
/* Appends a way from the first to the last, each tied to the next: "works at Hill School, employs
 * Amir". */
mct_status_t teller_add_way(
	struct teller *teller, const int64_t *people, size_t count, struct buf *out);

#endif
