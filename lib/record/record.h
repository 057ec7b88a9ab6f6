/*
 * record.h - records as the rest of lib/ uses them: by position of the field, with
 * the reading of an import, and without text in between.
 */
#ifndef MCT_RECORD_RECORD_H
#define MCT_RECORD_RECORD_H

#include "record/type.h"

struct mct_record {
	mct_t *m;
	const mct_entity_t *e;
	int64_t id;         /* 0: not stored yet */
	bool has_contact;   /* a new role of a contact who is in the book: id is that contact */
	struct reading how; /* how mct_record_set() reads */
	struct cell *cells;
	uint64_t changed; /* bit per field */
	unsigned bad;     /* fields that were refused since the last clear */
	bool insist;      /* mct_record_insist() */
};

/* The field's position by name; the name is one of the entity's own, so it is there. */
size_t record_field(const mct_entity_t *e, const char *name);

/* Reads s[0..n) into a field as `how` says. Blank text clears it. MCT_OK, or a problem was added.
 */
mct_status_t record_read(
	mct_record_t *r, size_t field, const struct reading *how, const char *s, size_t n);
/* Sets a field to a value that is known to be good. */
void record_put(mct_record_t *r, size_t field, const struct mct_value *value);
void record_put_text(mct_record_t *r, size_t field, const char *text);

static inline const struct mct_value *record_value(const mct_record_t *r, size_t field)
{
	return &r->cells[field].value;
}
/* Text of a field, or NULL when unset. */
static inline const char *record_text(const mct_record_t *r, size_t field)
{
	return r->cells[field].value.set ? r->cells[field].value.text : NULL;
}
static inline bool record_is_changed(const mct_record_t *r, size_t field)
{
	return (r->changed >> field & 1) != 0;
}

/* Checks that several entities share; each adds a problem. A day that should have come has; the
 * second of two days is not before the first; a field that is set by hand without its day gets
 * today's. */
void record_check_past(mct_record_t *r, size_t date);
void record_check_order(mct_record_t *r, size_t first, size_t second);
void record_follow_today(mct_record_t *r, size_t field, size_t date);
/* A new name is that of no other record of the entity, which people call a `noun`. MCT_OK or a
 * failure. */
mct_status_t record_check_name(mct_record_t *r, size_t name, const char *noun, const char *hint);

/* A day that was not said is today. */
void record_default_today(mct_record_t *r, size_t date);

/* The folded name, the reversed phone digits ...: what the key column of the field will hold. */
void record_key(const mct_record_t *r, size_t field, struct buf *out);

/* Takes over every set field of `from` that differs. */
void record_merge(mct_record_t *r, const mct_record_t *from);

/* Whether the stored record says nothing else than r's set fields do. */
bool record_says_same(const mct_record_t *r, int64_t id);

/* How two records agree in some fields: how many of these only one of them says, and how many say
 * different things. */
struct agreement {
	unsigned only_first, only_second, contrary;
};
struct agreement record_compare(
	const mct_record_t *first, const mct_record_t *second, uint64_t fields);
/* A hash of all that the record says in some fields. */
uint64_t record_hash(const mct_record_t *r, uint64_t fields);

/* The stored record that agrees with r in all KEY fields; *id 0 when there is none. */
mct_status_t record_match(mct_record_t *r, int64_t *id);

/* ---- statements that follow from field tables ------------------------------------------------ */

#define ENTITIES_MAX 40

struct entity_statements {
	const mct_entity_t *e;
	sqlite3_stmt *insert[2]; /* by home */
	uint64_t insert_mask;    /* fields that any record inserted so far had set: the others stay
				    out of the statement */
	sqlite3_stmt *load, *match;
	sqlite3_stmt *update[2]; /* of the last mask */
	uint64_t update_mask[2];
	int64_t next_id; /* of a numerous entity, in the transaction of this number */
	int64_t transaction;
};

/* Those of an entity, kept on the handle and freed with it. NULL: no memory, told on the handle. */
struct entity_statements *record_statements(mct_t *m, const mct_entity_t *e);

#endif
