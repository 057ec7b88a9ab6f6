/*
 * type.h - the few types of fields, each one row of functions: read what a person
 * or a file wrote, print for people, print for machines, and how it is
 * stored. What is printed for machines reads back to the same value.
 */
#ifndef MCT_RECORD_TYPE_H
#define MCT_RECORD_TYPE_H

#include "record/field.h"

/* A value being read: text is written to `text`, which keeps its memory from one row to the next.
 */
struct cell {
	struct mct_value value;
	struct buf text;
	int minute; /* DATE: the time of day that was said with it, or MINUTE_NONE */
};

/* How a column writes what can be written in several ways; found by the import from the whole
 * column, by default the practice's ways. */
struct reading {
	enum date_order date_order; /* DATE_ORDER_NONE: refuse what reads two ways */
	enum money_mark_choice { MARK_ANY, MARK_POINT, MARK_COMMA } mark;
	bool from_people; /* "yesterday", "fri" are dates too */
};

/* How a value is kept in a column. */
enum storage { STORE_TEXT, STORE_INTEGER, STORE_REAL };

struct type {
	const char *name;
	enum storage storage;
	/* Reads text (trimmed, not empty) into the cell. On failure adds a problem and returns its
	 * status. */
	mct_status_t (*read)(mct_t *m, const mct_field_t *f, const struct reading *how,
		const char *s, size_t n, struct cell *out);
	void (*print)(mct_t *m, const mct_field_t *f, const struct mct_value *v, enum mct_form form,
		struct buf *out); /* NULL: the text as it is */
	/* The search key kept in key_column; or NULL. */
	void (*key)(const char *s, size_t n, struct buf *out);
	const char
		*hint; /* what would be right, for messages and help: "a date such as 2026-11-23" */
};

const struct type *type_of(mct_type_t type);

/* A problem in the words of every message about a field: "late_minutes "-3" is negative".
 * MCT_INVALID. */
mct_status_t type_refuse(
	mct_t *m, const mct_field_t *f, const char *s, size_t n, const char *why, const char *hint);
/* The rows of functions of TEXT, EMAIL, PHONE, DATE, DAYS, TIME and HOURS. */
mct_status_t type_read_text(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out);
mct_status_t type_read_phone(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out);
mct_status_t type_read_email(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out);
mct_status_t type_read_date(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out);
mct_status_t type_read_days(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out);
mct_status_t type_read_time(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out);
mct_status_t type_read_hours(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out);
mct_status_t type_read_length(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out);
void type_print_length(mct_t *m, const mct_field_t *f, const struct mct_value *v,
	enum mct_form form, struct buf *out);
void type_print_date(mct_t *m, const mct_field_t *f, const struct mct_value *v, enum mct_form form,
	struct buf *out);

/* Readings of a birthday with a year of two digits that lie ahead are a hundred years before. */
void type_settle_century(mct_t *m, const mct_field_t *f, struct date_cell *cell);
/* An amount as a person types it, not negative; `name` for the message. MCT_OK, MCT_INVALID. */
mct_status_t type_read_money(mct_t *m, const char *name, const char *text, int64_t *amount);
/* Digits of a phone number, reversed, at most nine: the same number with and without country code
 * has the same key. */
void phone_key(const char *s, size_t n, struct buf *out);

void cell_set_text(struct cell *c, const char *s, size_t n);
void cell_set_integer(struct cell *c, int64_t i);
void cell_clear(struct cell *c);

#endif
