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

/* The folded name, the reversed phone digits ...: what the key column of the field will hold. */
void record_key(const mct_record_t *r, size_t field, struct buf *out);

/* Takes over every set field of `from` that differs. */
void record_merge(mct_record_t *r, const mct_record_t *from);

/* Whether the stored record says nothing else than r's set fields do. */
bool record_says_same(const mct_record_t *r, int64_t id);

/* Keeps the statements that follow from field tables; freed with the handle. */
struct entity_statements *record_statements(mct_t *m, const mct_entity_t *e);

#endif
