/*
 * field.h - how an entity and its fields are declared: once, in a static const
 * table. Options, columns, headings, SQL, forms, completion and the field
 * lists of the manual all follow from these rows.
 */
#ifndef MCT_RECORD_FIELD_H
#define MCT_RECORD_FIELD_H

#include <string.h>

#include "store/handle.h"

/* Which table the column lives in: the entity's own, or contact, whose id a role shares. */
enum field_home { HOME_OWN, HOME_CONTACT };

/* From what was written to one record: what a person typed, or what a file must say exactly. */
typedef mct_status_t find_fn(
	mct_t *m, const mct_entity_t *target, const char *who, bool from_people, int64_t *id);

struct mct_field {
	const char *name, *title, *help;
	mct_type_t type;
	unsigned flags;
	const char *column;     /* NULL: the same as name; REF: the id column */
	const char *sql;        /* COMPUTED: the expression; else NULL */
	const char *key_column; /* the search key of NAME and PHONE, kept beside; or NULL */
	enum field_home home;
	const char *const *choices; /* see mct_field_choices() */
	const mct_entity_t *target; /* REF: NULL is anyone in the book */
	find_fn *find; /* REF: from text to an id; NULL: by the name or the id of the target */
	/* REF that is forgotten when its target is removed (ON DELETE SET NULL): SQL of when the
	 * record makes no sense without it and goes along; NULL: never. */
	const char *needed;
	const char *const *words; /* what spreadsheets call it, folded; NULL-terminated or NULL */
	const char *const
		*choice_words; /* CHOICE: "what a sheet writes", "the choice", ..., NULL; or NULL */
};

/* What the list that a row stands in says beyond the row. */
struct match_list {
	bool (*taken)(void *user, int64_t id); /* whether another row was about that record */
	void *user;
	uint64_t columns;  /* bit per field that the list has a column for */
	bool repeated;     /* an earlier row had the same mark */
	bool was_rejected; /* the row was, and was mended: the others of its list are stored */
};

struct mct_entity {
	const char *name, *plural, *help;
	const char *table;
	const char *words; /* other names of the entity for people, space-separated; or NULL */
	const char *prefix; /* of its ids: a small letter or two, "c" of "c12" */
	bool is_role; /* its row shares the id of a contact, and may meet one that is there */
	bool is_named;
	bool is_numerous; /* without AUTOINCREMENT; its table has a row in highest_removed */
	const mct_field_t *fields;
	size_t count;
	const char *id_sql;     /* its id for people, where that is not the prefix and the number */
	const char *date_field; /* what since and until look at; or NULL */
	const char *status_field; /* what --status looks at; or NULL */
	const char *ended_field;  /* the day that ends it: unset, it is open; or NULL */
	const char *order;        /* SQL of the natural order */
	/* Fills what follows from the rest, for records typed by hand; or NULL. */
	mct_status_t (*complete)(mct_record_t *r);
	/* Sets defaults of a new record, then adds a problem for every contradiction between
	 * fields; or NULL. */
	mct_status_t (*check)(mct_record_t *r);
	/* After r was stored, with whatever must then be kept right elsewhere; or NULL. */
	mct_status_t (*saved)(mct_record_t *r, enum mct_change change);
	/* After r was removed, the same; or NULL. */
	mct_status_t (*removed)(mct_record_t *r);
	/* The stored record that `r`, as read from a list, is about: *id 0 when there is none yet.
	 * MCT_OK, or a problem added and MCT_AMBIGUOUS. NULL: the one that agrees in all KEY
	 * fields. */
	mct_status_t (*match)(mct_record_t *r, const struct match_list *list, int64_t *id);
	/* What match() tells the rows of one list apart by, as a hash, and which of its ways that
	 * is: where all that is stored was taken by other rows, of the same way and of other marks,
	 * it finds nothing. NULL: match() has to be asked. */
	uint64_t (*mark)(const mct_record_t *r, int *way);
	/* Says in words what r is to a person whom it concerns ("sent you Mei Tan"), and which
	 * fields, as bits, are told by that. NULL: its fields are told one by one. */
	uint64_t (*say)(const mct_record_t *r, int64_t person, struct buf *out);
};

/* The status of what has no last day yet. */
#define STATUS_OPEN "open"

/* Position of a field in its entity's table. */
static inline size_t field_index(const mct_entity_t *e, const mct_field_t *f)
{
	return (size_t)(f - e->fields);
}
static inline const char *field_column(const mct_field_t *f)
{
	return f->column != NULL ? f->column : f->name;
}
/* Whether the field leads to people: then its names are those of contacts. */
static inline bool field_is_person(const mct_field_t *f)
{
	return f->type == MCT_TYPE_REF &&
		(f->target == NULL || f->target->is_role ||
			strcmp(f->target->table, "contact") == 0);
}
/* The entity whose records a table holds; NULL when there is none. */
const mct_entity_t *entity_of_table(const char *table);
/* The column "id" of every list: the prefix and the number. */
extern const mct_field_t field_id;

#endif
