/*
 * filter.h - conditions as people write them ("status=active", "date>=2026-01-01",
 * "note~hip") turned into SQL with bound values.
 */
#ifndef MCT_RECORD_FILTER_H
#define MCT_RECORD_FILTER_H

#include "record/type.h"

#define FILTER_VALUES_MAX 64

/* SQL that grows, and the values of its parameters in order. */
struct filter {
	struct buf sql;
	struct filter_value {
		enum storage storage;
		int64_t integer;
		double number;
		char *text; /* owned */
	} values[FILTER_VALUES_MAX];
	size_t count;
};

void filter_free(struct filter *filter);
/* Appends " WHERE ..." or " AND ..." before each condition. */
mct_status_t filter_add(
	mct_t *m, struct filter *filter, const mct_entity_t *e, const char *condition);
/* Appends an expression instead: 1 or 0, or NULL where what it looks at is not known. *field is
 * what it looks at. */
mct_status_t filter_add_judged(mct_t *m, struct filter *filter, const mct_entity_t *e,
	const char *condition, const mct_field_t **field);
/* date >= since, date <= until, each as people write dates; NULL is open. */
mct_status_t filter_add_period(mct_t *m, struct filter *filter, const mct_entity_t *e,
	const char *since, const char *until);
/* The name of the record, or of anyone or anything it refers to, has words that begin with these.
 */
mct_status_t filter_add_words(
	mct_t *m, struct filter *filter, const mct_entity_t *e, const char *text);
void filter_add_id(struct filter *filter, const mct_entity_t *e, int64_t id);
/* Binds the values, the first of them to parameter `first`. */
void filter_bind(const struct filter *filter, sqlite3_stmt *statement, int first);

/* ORDER BY of "field,-field"; appended to sql. */
mct_status_t filter_add_sort(mct_t *m, struct buf *sql, const mct_entity_t *e, const char *sort);

/* A failure that names the nearest of the names, or all of them when none is near. */
mct_status_t fail_no_name(mct_t *m, const char *what, const char *const *names, const char *name);
/* The same for a field of an entity: "there is no field "emial"", did you mean "email". */
mct_status_t fail_no_field(mct_t *m, const mct_entity_t *e, const char *name);

#endif
