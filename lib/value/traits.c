/*
 * traits.c - reads the traits of the ideal client and puts together the one statement
 * that judges clients by them. What is written down of her is a column there,
 * her figures come from a function over what worth.c has counted.
 */
#include "value/traits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "people/client.h"
#include "people/trait.h"
#include "record/sql.h"
#include "store/statement.h"

/* ---- figures in SQL -------------------------------------------------------------------------- */

#define FIGURES "struct worth" /* the kind of the pointer that the function takes */

/* A ratio is judged as it is printed, to two decimals. */
static void sql_figure(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const struct worth *worth = sqlite3_value_pointer(argv[0], FIGURES);
	size_t column = (size_t)sqlite3_value_int64(argv[2]);
	struct mct_value v = {.text = ""};
	char day[11];

	(void)argc;
	if (worth == NULL)
		return;
	worth_value(worth, sqlite3_value_int64(argv[1]), column, day, &v);
	if (!v.set)
		return;
	switch (type_of(worth_column(column)->type)->storage) {
	case STORE_TEXT:
		sqlite3_result_text(context, v.text, (int)v.length, SQLITE_TRANSIENT);
		break;
	case STORE_REAL:
		sqlite3_result_double(context, (double)llround(v.number * 100) / 100);
		break;
	case STORE_INTEGER:
		sqlite3_result_int64(context, v.integer);
		break;
	}
}

/* A statement of the caller that is being read keeps the function from being declared once more,
 * which is not needed then. */
static mct_status_t declare_figure(mct_t *m)
{
	int code = sqlite3_create_function(m->db, "figure", 3,
		SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, sql_figure, NULL,
		NULL);

	return code == SQLITE_OK || code == SQLITE_BUSY ? MCT_OK
							: fail_sqlite(m, code, "judge clients");
}

/* ---- what a condition may look at ------------------------------------------------------------ */

static void subject_free(struct subject *s)
{
	free(s->fields);
	free(s->sql);
}

static mct_status_t subject_init(mct_t *m, struct subject *s)
{
	size_t own = entity_client.count, figures = 1;

	while (worth_column(figures + 1) != NULL)
		figures++;
	s->fields = calloc(own + figures, sizeof *s->fields);
	s->sql = calloc(figures, sizeof *s->sql);
	if (s->fields == NULL || s->sql == NULL)
		return fail_nomem(m);
	memcpy(s->fields, entity_client.fields, own * sizeof *s->fields);
	for (size_t i = 0; i < figures; i++) {
		snprintf(s->sql[i], sizeof s->sql[i], "figure(?1, client.id, %zu)", i + 1);
		s->fields[own + i] = *worth_column(i + 1);
		s->fields[own + i].sql = s->sql[i];
	}
	s->entity = entity_client;
	s->entity.fields = s->fields;
	s->entity.count = own + figures;
	return MCT_OK;
}

static bool is_figure(const struct subject *s, const mct_field_t *f)
{
	return field_index(&s->entity, f) >= entity_client.count;
}

mct_status_t trait_check(mct_t *m, const char *condition)
{
	struct subject s CLEANUP(subject_free) = {0};
	struct filter filter CLEANUP(filter_free) = {0};
	const mct_field_t *field;
	mct_status_t st = subject_init(m, &s);

	return st == MCT_OK ? filter_add_judged(m, &filter, &s.entity, condition, &field) : st;
}

/* ---- all traits ------------------------------------------------------------------------------ */

void traits_free(struct traits *t)
{
	for (size_t i = 0; i < t->count; i++) {
		free(t->items[i].condition);
		free(t->items[i].because);
	}
	free(t->items);
	subject_free(&t->subject);
	filter_free(&t->filter);
	worth_free(t->worth);
}

static mct_status_t add_trait(struct traits *t, sqlite3_stmt *statement)
{
	struct trait *grown = realloc(t->items, (t->count + 1) * sizeof *grown);
	const char *because = (const char *)sqlite3_column_text(statement, 3);
	struct trait *trait;

	if (grown == NULL)
		return fail_nomem(t->m);
	t->items = grown;
	trait = &grown[t->count++];
	*trait = (struct trait){
		.id = sqlite3_column_int64(statement, 0),
		.condition = strdup((const char *)sqlite3_column_text(statement, 1)),
		.weight = sqlite3_column_int64(statement, 2),
		.because = because != NULL ? strdup(because) : NULL,
	};
	t->weight += trait->weight;
	return trait->condition == NULL || (because != NULL && trait->because == NULL)
		? fail_nomem(t->m)
		: MCT_OK;
}

static mct_status_t read_all(struct traits *t)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_addf(&sql, "SELECT id, condition, weight, because FROM trait ORDER BY %s",
		entity_trait.order);
	st = statement_prepare(t->m, buf_str(&sql), &statement);
	while (st == MCT_OK && (st = statement_step(t->m, statement)) == MCT_ROW)
		st = add_trait(t, statement);
	return st == MCT_DONE ? MCT_OK : st;
}

/* What could be read when it was kept may no longer be so: a setting decides how a day is read. */
static mct_status_t fail_trait(const struct traits *t, const struct trait *trait, mct_status_t st)
{
	struct buf why CLEANUP(buf_free) = {0};
	struct buf hint CLEANUP(buf_free) = {0};

	buf_adds(&why, t->m->error.message);
	buf_addf(&hint, "mct trait edit i%lld --condition says it anew", (long long)trait->id);
	return fail(t->m, st, buf_str(&hint), "trait i%lld cannot be judged: %s",
		(long long)trait->id, buf_str(&why));
}

mct_status_t traits_read(mct_t *m, const char *as_of, struct traits *t)
{
	mct_status_t st;

	t->m = m;
	st = subject_init(m, &t->subject);
	if (st == MCT_OK)
		st = read_all(t);
	for (size_t i = 0; st == MCT_OK && i < t->count; i++) {
		struct trait *trait = &t->items[i];

		buf_adds(&t->filter.sql, ", ");
		st = filter_add_judged(
			m, &t->filter, &t->subject.entity, trait->condition, &trait->field);
		if (st != MCT_OK)
			return fail_trait(t, trait, st);
		if (is_figure(&t->subject, trait->field) && t->worth == NULL)
			st = worth_new(m, as_of, &t->worth);
	}
	return st;
}

mct_status_t traits_prepare(
	const struct traits *t, const char *columns, const char *rest, sqlite3_stmt **out)
{
	struct buf sql CLEANUP(buf_free) = {0};
	mct_status_t st = declare_figure(t->m);

	/* The figures are parameter 1, and so they are named first. */
	buf_addf(&sql, "SELECT ?1%s%s", columns, buf_str(&t->filter.sql));
	sql_add_from(&sql, &entity_client, NULL, 0);
	buf_adds(&sql, rest);
	if (st == MCT_OK)
		st = statement_prepare(t->m, buf_str(&sql), out);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_pointer(*out, 1, t->worth, FIGURES, NULL);
	filter_bind(&t->filter, *out, 2);
	return MCT_OK;
}
