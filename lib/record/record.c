/*
 * record.c - one record of any entity in memory: made, set, read, loaded. Everything
 * it does follows from the field table; what an entity knows beyond that
 * stands in its own hooks.
 */
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"
#include "util/hash.h"
#include "util/text.h"

/* ---- statements that follow from the tables -------------------------------------------------- */

static void statements_done(void *floor)
{
	struct entity_statements *all = floor;

	for (size_t i = 0; i < ENTITIES_MAX; i++) {
		sqlite3_finalize(all[i].load);
		sqlite3_finalize(all[i].match);
		for (int home = 0; home < 2; home++) {
			sqlite3_finalize(all[i].insert[home]);
			sqlite3_finalize(all[i].update[home]);
		}
	}
	free(all);
}

struct entity_statements *record_statements(mct_t *m, const mct_entity_t *e)
{
	struct entity_statements *all = m->floors[FLOOR_RECORD];

	if (all == NULL) {
		all = calloc(ENTITIES_MAX, sizeof *all);
		m->floors[FLOOR_RECORD] = all;
		m->free_floor[FLOOR_RECORD] = statements_done;
	}
	for (size_t i = 0; all != NULL && i < ENTITIES_MAX; i++) {
		if (all[i].e == e || all[i].e == NULL) {
			all[i].e = e;
			return &all[i];
		}
	}
	fail_nomem(m);
	return NULL;
}

/* ---- making ---------------------------------------------------------------------------------- */

mct_status_t mct_record_new(mct_t *m, const mct_entity_t *e, mct_record_t **out)
{
	mct_record_t *r = calloc(1, sizeof *r);

	if (r == NULL)
		return fail_nomem(m);
	r->cells = calloc(e->count, sizeof *r->cells);
	if (r->cells == NULL) {
		free(r);
		return fail_nomem(m);
	}
	r->m = m;
	r->e = e;
	r->how = (struct reading){.date_order = handle_date_order(m), .from_people = true};
	mct_record_clear(r);
	*out = r;
	return MCT_OK;
}

mct_record_t *mct_record_free(mct_record_t *r)
{
	if (r == NULL)
		return NULL;
	for (size_t i = 0; i < r->e->count; i++)
		buf_free(&r->cells[i].text);
	free(r->cells);
	free(r);
	return NULL;
}

void mct_record_clear(mct_record_t *r)
{
	for (size_t i = 0; i < r->e->count; i++)
		cell_clear(&r->cells[i]);
	r->id = 0;
	r->has_contact = false;
	r->changed = 0;
	r->bad = 0;
	r->insist = false;
	problems_clear(r->m);
}

size_t record_field(const mct_entity_t *e, const char *name)
{
	size_t i = 0;

	while (i + 1 < e->count && strcmp(e->fields[i].name, name) != 0)
		i++;
	return i;
}

/* ---- setting and getting --------------------------------------------------------------------- */

static bool values_equal(
	const struct mct_field *f, const struct mct_value *a, const struct mct_value *b)
{
	if (a->set != b->set)
		return false;
	if (type_of(f->type)->storage == STORE_TEXT)
		return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
	return a->integer == b->integer;
}

void record_put(mct_record_t *r, size_t field, const struct mct_value *value)
{
	struct cell *cell = &r->cells[field];

	if (values_equal(&r->e->fields[field], &cell->value, value))
		return;
	r->changed |= (uint64_t)1 << field;
	if (!value->set) {
		cell_clear(cell);
		return;
	}
	cell_set_text(cell, value->text, value->length);
	cell->value.integer = value->integer;
}

void record_put_text(mct_record_t *r, size_t field, const char *text)
{
	const struct mct_value value = {
		.set = text[0] != '\0', .text = text, .length = strlen(text)};

	record_put(r, field, &value);
}

/* "fri 14:00": the time goes to the record's own field for it; a day that has none is refused
 * rather than half taken. */
static mct_status_t put_time(
	mct_record_t *r, size_t field, const char *s, size_t n, const struct cell *date)
{
	size_t time = record_field(r->e, "time");
	char text[6];

	if (date->minute == MINUTE_NONE)
		return MCT_OK;
	if (r->e->fields[time].type != MCT_TYPE_TIME ||
		strcmp(r->e->fields[field].name, "date") != 0)
		return type_refuse(r->m, &r->e->fields[field], s, n, "has a time of day",
			"give the day alone");
	minute_to_text(date->minute, text);
	record_put_text(r, time, text);
	return MCT_OK;
}

mct_status_t record_read(
	mct_record_t *r, size_t field, const struct reading *how, const char *s, size_t n)
{
	const mct_field_t *f = &r->e->fields[field];
	struct cell read = {0};
	mct_status_t st = MCT_OK;

	cell_clear(&read);
	text_trim(&s, &n);
	/* A record without an earlier value is read straight into its cell: the way of every
	 * imported row. */
	if (r->id == 0 && !r->cells[field].value.set && n > 0) {
		st = type_of(f->type)->read(r->m, f, how, s, n, &r->cells[field]);
		if (st == MCT_OK && how->from_people)
			st = put_time(r, field, s, n, &r->cells[field]);
		if (st == MCT_OK)
			r->changed |= (uint64_t)1 << field;
		else
			cell_clear(&r->cells[field]);
	} else {
		if (n > 0)
			st = type_of(f->type)->read(r->m, f, how, s, n, &read);
		if (st == MCT_OK && how->from_people)
			st = put_time(r, field, s, n, &read);
		if (st == MCT_OK)
			record_put(r, field, &read.value);
	}
	buf_free(&read.text);
	r->bad += st != MCT_OK;
	return st;
}

mct_status_t mct_record_set(mct_record_t *r, const mct_field_t *f, const char *text)
{
	size_t before = r->m->problem_count;
	mct_status_t st;

	if ((f->flags & MCT_FIELD_COMPUTED) != 0)
		return fail(r->m, MCT_MISUSE, NULL, "%s is computed, not set", f->name);
	if (text == NULL)
		text = "";
	st = record_read(r, field_index(r->e, f), &r->how, text, strlen(text));
	if (st != MCT_OK && before < PROBLEMS_MAX && r->m->problem_count > before)
		r->m->error = r->m->problems[before].error;
	return st;
}

void mct_record_get(const mct_record_t *r, const mct_field_t *f, struct mct_value *out)
{
	*out = r->cells[field_index(r->e, f)].value;
}

bool mct_record_changed(const mct_record_t *r, const mct_field_t *f)
{
	return record_is_changed(r, field_index(r->e, f));
}

int64_t mct_record_id(const mct_record_t *r)
{
	return r->id;
}

const mct_entity_t *mct_record_entity(const mct_record_t *r)
{
	return r->e;
}

void record_key(const mct_record_t *r, size_t field, struct buf *out)
{
	const struct mct_value *v = record_value(r, field);

	if (v->set)
		type_of(r->e->fields[field].type)->key(v->text, v->length, out);
}

void record_merge(mct_record_t *r, const mct_record_t *from)
{
	for (size_t i = 0; i < r->e->count; i++)
		if (from->cells[i].value.set)
			record_put(r, i, &from->cells[i].value);
}

/* ---- comparing ------------------------------------------------------------------------------- */

struct agreement record_compare(
	const mct_record_t *first, const mct_record_t *second, uint64_t fields)
{
	struct agreement a = {0};

	for (size_t i = 0; i < first->e->count; i++) {
		const struct mct_value *x = record_value(first, i), *y = record_value(second, i);

		if ((fields >> i & 1) == 0 || values_equal(&first->e->fields[i], x, y))
			continue;
		a.only_first += !y->set;
		a.only_second += !x->set;
		a.contrary += x->set && y->set;
	}
	return a;
}

uint64_t record_hash(const mct_record_t *r, uint64_t fields)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < r->e->count; i++) {
		const struct mct_value *v = record_value(r, i);

		if ((fields >> i & 1) == 0 || !v->set)
			continue;
		hash = hash_bytes(hash, &i, sizeof i);
		if (type_of(r->e->fields[i].type)->storage == STORE_TEXT)
			hash = hash_bytes(hash, v->text, v->length);
		else
			hash = hash_bytes(hash, &v->integer, sizeof v->integer);
	}
	return hash;
}

/* ---- loading --------------------------------------------------------------------------------- */

static mct_status_t prepare_load(mct_t *m, struct entity_statements *s)
{
	const mct_entity_t *e = s->e;
	const mct_field_t *fields[64];
	struct buf sql CLEANUP(buf_free) = {0};

	buf_adds(&sql, "SELECT ");
	for (size_t i = 0; i < e->count; i++) {
		fields[i] = &e->fields[i];
		buf_adds(&sql, i > 0 ? ", " : "");
		sql_add_field(&sql, e, fields[i]);
	}
	sql_add_from(&sql, e, fields, e->count);
	buf_addf(&sql, " WHERE %s.id = ?", e->table);
	return statement_prepare(m, buf_str(&sql), &s->load);
}

mct_status_t mct_record_load(mct_record_t *r, int64_t id)
{
	struct entity_statements *s = record_statements(r->m, r->e);
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = s == NULL ? MCT_NOMEM : s->load == NULL ? prepare_load(r->m, s) : MCT_OK;
	int at = 0;

	if (st != MCT_OK)
		return st;
	mct_record_clear(r);
	statement = s->load;
	statement_reset(statement);
	sqlite3_bind_int64(statement, 1, id);
	st = statement_step(r->m, statement);
	if (st != MCT_ROW)
		return st != MCT_DONE ? st
				      : fail(r->m, MCT_NOTFOUND, NULL, "there is no %s %s%lld",
						r->e->name, r->e->prefix, (long long)id);
	for (size_t i = 0; i < r->e->count; i++) {
		struct mct_value value;

		statement_value(statement, at, &r->e->fields[i], &value);
		record_put(r, i, &value);
		at += r->e->fields[i].type == MCT_TYPE_REF ? 2 : 1;
	}
	r->id = id;
	r->changed = 0;
	return MCT_OK;
}

bool record_says_same(const mct_record_t *r, int64_t id)
{
	size_t problems = r->m->problem_count;
	mct_record_t *stored = NULL;
	bool same = false;

	mct_record_new(r->m, r->e, &stored);
	if (stored == NULL)
		return false;
	if (mct_record_load(stored, id) == MCT_OK) {
		record_merge(stored, r);
		same = stored->changed == 0;
	}
	mct_record_free(stored);
	r->m->problem_count = problems;
	return same;
}
