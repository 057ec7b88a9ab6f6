/*
 * list.c - lists the records of any entity: one SELECT put together from the field
 * table and streamed.
 */
#include <string.h>

#include "record/filter.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"
#include "util/text.h"

#define COLUMNS_MAX 65

/* The columns asked for, or the id and all fields. */
static mct_status_t choose_columns(mct_t *m, const mct_entity_t *e, const char *const *names,
	const mct_field_t **columns, size_t *width)
{
	size_t n = 0;

	for (; names != NULL && names[n] != NULL && n < COLUMNS_MAX; n++) {
		columns[n] = strcmp(names[n], "id") == 0 ? &field_id
							 : mct_entity_field_named(e, names[n]);
		if (columns[n] == NULL)
			return fail_no_field(m, e, names[n]);
	}
	if (names == NULL) {
		columns[n++] = &field_id;
		for (size_t i = 0; i < e->count; i++)
			columns[n++] = &e->fields[i];
	}
	*width = n;
	return MCT_OK;
}

static mct_status_t add_status(
	mct_t *m, struct filter *filter, const mct_entity_t *e, const char *status)
{
	struct buf condition CLEANUP(buf_free) = {0};

	if (e->ended_field != NULL && strcmp(status, STATUS_OPEN) == 0)
		buf_addf(&condition, "%s=", e->ended_field);
	else if (e->status_field != NULL)
		buf_addf(&condition, "%s=%s", e->status_field, status);
	else if (e->ended_field != NULL)
		return fail(m, MCT_INVALID, "say " STATUS_OPEN ", or leave it out",
			"%s %s has no status \"%s\"", text_article(e->name), e->name, status);
	else
		return fail(m, MCT_INVALID, NULL, "%s %s has no status", text_article(e->name),
			e->name);
	return filter_add(m, filter, e, buf_str(&condition));
}

static mct_status_t add_conditions(
	mct_t *m, struct filter *filter, const mct_entity_t *e, const struct mct_query *q)
{
	mct_status_t st = filter_add_period(m, filter, e, q->since, q->until);

	if (st == MCT_OK && q->status != NULL)
		st = add_status(m, filter, e, q->status);
	if (st == MCT_OK && q->text != NULL)
		st = filter_add_words(m, filter, e, q->text);
	for (size_t i = 0; st == MCT_OK && q->where != NULL && q->where[i] != NULL; i++)
		st = filter_add(m, filter, e, q->where[i]);
	if (st == MCT_OK && q->id != 0)
		filter_add_id(filter, e, q->id);
	return st;
}

/* All references are joined: a filter or a sort may look at one that is not shown, and SQLite
 * leaves out a join that nobody looks at. */
static void add_select(
	struct buf *sql, const mct_entity_t *e, const mct_field_t *const *columns, size_t width)
{
	const mct_field_t *all[64];

	buf_adds(sql, "SELECT ");
	for (size_t i = 0; i < width; i++) {
		buf_adds(sql, i > 0 ? ", " : "");
		sql_add_field(sql, e, columns[i]);
	}
	for (size_t i = 0; i < e->count; i++)
		all[i] = &e->fields[i];
	sql_add_from(sql, e, all, e->count);
}

mct_status_t mct_list(mct_t *m, const mct_entity_t *e, const struct mct_query *q, mct_rows_t **out)
{
	struct filter filter CLEANUP(filter_free) = {0};
	struct buf sql CLEANUP(buf_free) = {0};
	const mct_field_t *columns[COLUMNS_MAX];
	sqlite3_stmt *statement;
	size_t width = 0;
	mct_status_t st = choose_columns(m, e, q->columns, columns, &width);

	if (st == MCT_OK)
		st = add_conditions(m, &filter, e, q);
	if (st != MCT_OK)
		return st;
	add_select(&sql, e, columns, width);
	buf_adds(&sql, buf_str(&filter.sql));
	if (q->sort != NULL)
		st = filter_add_sort(m, &sql, e, q->sort);
	else
		buf_addf(&sql, " ORDER BY %s", e->order);
	if (q->limit > 0)
		buf_addf(&sql, " LIMIT %lld", (long long)q->limit);
	if (st == MCT_OK)
		st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	filter_bind(&filter, statement, 1);
	return rows_of_statement(m, statement, columns, width, out);
}
