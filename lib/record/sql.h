/*
 * sql.h - the SQL texts that follow from an entity's field table. Identifiers come
 * from the tables alone; every value is bound.
 */
#ifndef MCT_RECORD_SQL_H
#define MCT_RECORD_SQL_H

#include "record/field.h"

/* A field as it is selected: one expression, or two (id, name) for a REF. */
void sql_add_field(struct buf *sql, const mct_entity_t *e, const mct_field_t *f);
/* The plain column, qualified: what filters and ORDER BY look at. */
void sql_add_column(struct buf *sql, const mct_entity_t *e, const mct_field_t *f);
/* FROM with the contact of a role and the contacts of the references among `fields`. */
void sql_add_from(
	struct buf *sql, const mct_entity_t *e, const mct_field_t *const *fields, size_t n);
/* A contact by a name that finds only it: `alias`.name, with a mark when the name is shared. */
void sql_add_label(struct buf *sql, const char *alias);

/* INSERT of the fields in the mask (bit = position) that live in `home`, then entered_at and id. */
void sql_add_insert(struct buf *sql, const mct_entity_t *e, enum field_home home, uint64_t mask);
/* UPDATE of the same fields, WHERE id = the last parameter. */
void sql_add_update(struct buf *sql, const mct_entity_t *e, enum field_home home, uint64_t mask);

#endif
