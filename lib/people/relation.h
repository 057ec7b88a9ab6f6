/*
 * relation.h - the kinds of connection: how each reads from the other side, and what
 * sort of tie it is. A table ships with mct; the therapist's own kinds are records
 * of the entity "relation" and go before it.
 */
#ifndef MCT_PEOPLE_RELATION_H
#define MCT_PEOPLE_RELATION_H

#include "record/field.h"

extern const mct_entity_t entity_relation;

/* The sorts of tie, by their names in relation_groups; a picture draws each in its own way. */
enum relation_group {
	RELATION_FAMILY,
	RELATION_FRIENDS,
	RELATION_WORK,
	RELATION_CARE,
	RELATION_REFERRAL,
	RELATION_OTHER
};
extern const char *const relation_groups[]; /* NULL-terminated */

struct relation {
	const char *name, *inverse; /* "works at", "employs" */
	enum relation_group group;
};
struct own_relation {
	struct relation words;
	const char *name_key, *inverse_key; /* folded */
};
/* The therapist's own kinds; free with relations_free(). */
struct relations {
	struct own_relation *own;
	size_t count;
	struct buf texts; /* of `own` */
	bool failed;      /* a kind could not be looked up, for want of memory */
};
mct_status_t relations_load(mct_t *m, struct relations *out);
void relations_free(struct relations *relations);
/* MCT_OK, or MCT_NOMEM where an answer below may be wrong: asked before it is used for good. */
mct_status_t relations_check(mct_t *m, const struct relations *relations);

/* All kinds that are known, her own first: i from 0; NULL past the end. */
const struct relation *relation_at(struct relations *relations, size_t i);
/* Where among them the kind is, whichever way it reads; false: nowhere. */
bool relation_place(struct relations *relations, const char *kind, size_t *place);
/* The kind as it is known: "Child of", and "child" too, is "child of". NULL: a word of her own. */
const char *relation_known(struct relations *relations, const char *kind);
/* What stands before a kind that cannot be turned round. */
#define RELATION_ARROW "<- "
/* Appends how a kind reads from the other side. What no table knows: "coach of" is "has as coach",
 * "paid by" is "paid", "rows with" is the same both ways; any other kind gets an arrow, "<- buys
 * from". */
void relation_inverse(struct relations *relations, const char *kind, struct buf *out);
/* Appends the kind as it reads after it was turned round twice: "son of" is "child of", so that
 * what is said of one tie in several words is seen to be one. */
void relation_plain(struct relations *relations, const char *kind, struct buf *out);
enum relation_group relation_group(struct relations *relations, const char *kind);

#endif
