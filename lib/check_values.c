/*
 * check_values.c - does every field of every record, and every setting, hold what its table
 * says? What is stored must read back as mct itself would have written it; another
 * program may have put anything there.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "record/rows.h"
#include "record/type.h"
#include "store/statement.h"

/* ---- one value ------------------------------------------------------------------------------- */

/* Texts may say anything; the rest is compared by questions and counted, as it stands. */
static bool is_exact(const mct_field_t *f)
{
	switch (f->type) {
	case MCT_TYPE_CHOICE:
	case MCT_TYPE_DATE:
	case MCT_TYPE_TIME:
	case MCT_TYPE_HOURS:
		return true;
	default:
		return false;
	}
}

static bool reads_back(mct_t *m, const mct_field_t *f, const struct mct_value *v, struct cell *cell)
{
	static const struct reading strict = {.date_order = DATE_ORDER_NONE};
	struct buf text CLEANUP(buf_free) = {0};
	const char *written;
	size_t n;
	mct_status_t st;

	written = mct_value_text(m, f, v, MCT_FORM_MACHINE, &n);
	buf_add(&text, written, n);
	cell_clear(cell);
	st = type_of(f->type)->read(m, f, &strict, buf_str(&text), text.len, cell);
	problems_clear(m);
	return st == MCT_OK &&
		(!is_exact(f) ||
			(cell->text.len == v->length &&
				memcmp(buf_str(&cell->text), v->text, v->length) == 0));
}

static bool is_sound(
	struct check *c, const mct_field_t *f, sqlite3_stmt *row, int at, struct cell *cell)
{
	struct mct_value v;

	statement_value(row, at, f, &v);
	return v.set ? reads_back(c->m, f, &v, cell) : (f->flags & MCT_FIELD_REQUIRED) == 0;
}

/* ---- one entity ------------------------------------------------------------------------------ */

/* Of a role, what it has beside what everybody in the book has. References are looked at by SQLite.
 */
static bool is_stored(const mct_field_t *f)
{
	return f->home == HOME_OWN && f->sql == NULL && f->type != MCT_TYPE_REF;
}

static mct_status_t prepare(struct check *c, const mct_entity_t *e, sqlite3_stmt **out)
{
	struct buf sql CLEANUP(buf_free) = {0};

	buf_adds(&sql, "SELECT id");
	for (size_t i = 0; i < e->count; i++)
		if (is_stored(&e->fields[i]))
			buf_addf(&sql, ", %s", field_column(&e->fields[i]));
	buf_addf(&sql, " FROM %s ORDER BY id", e->table);
	return statement_prepare(c->m, buf_str(&sql), out);
}

/* What would be right: of a choice its words. */
static void add_hint(const mct_field_t *f, struct buf *out)
{
	if (f->type != MCT_TYPE_CHOICE)
		buf_adds(out, type_of(f->type)->hint);
	for (size_t i = 0; f->type == MCT_TYPE_CHOICE && f->choices[i] != NULL; i++)
		buf_addf(out, "%s%s", i > 0 ? ", " : "", f->choices[i]);
}

static mct_status_t tell_field(
	struct check *c, const mct_entity_t *e, const mct_field_t *f, const struct tally *t)
{
	struct buf ids CLEANUP(buf_free) = {0};
	struct buf command CLEANUP(buf_free) = {0};

	if (t->count == 0)
		return MCT_OK;
	tally_list(t, &ids);
	buf_addf(&command, "mct %s edit %.*s: it takes ", e->name,
		(int)strcspn(buf_str(&t->ids), ","), buf_str(&t->ids));
	add_hint(f, &command);
	return check_add(c, SEVERITY_FAULT, buf_str(&command), "the %s of %s cannot be read",
		f->name, buf_str(&ids));
}

static mct_status_t look_at_entity(struct check *c, const mct_entity_t *e)
{
	struct tally *tallies CLEANUP(free_pointer) = calloc(e->count, sizeof *tallies);
	struct cell cell = {0};
	sqlite3_stmt *row CLEANUP(statement_finish) = NULL;
	mct_status_t st = tallies != NULL ? prepare(c, e, &row) : fail_nomem(c->m);

	while (st == MCT_OK && (st = statement_step(c->m, row)) == MCT_ROW) {
		int at = 1;

		st = handle_go_on(c->m);
		for (size_t i = 0; i < e->count; i++)
			if (is_stored(&e->fields[i]) &&
				!is_sound(c, &e->fields[i], row, at++, &cell))
				tally_add(&tallies[i], e->prefix, sqlite3_column_int64(row, 0));
	}
	buf_free(&cell.text);
	st = st == MCT_DONE ? MCT_OK : st;
	for (size_t i = 0; tallies != NULL && i < e->count; i++) {
		if (st == MCT_OK)
			st = tell_field(c, e, &e->fields[i], &tallies[i]);
		tally_free(&tallies[i]);
	}
	return st;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static mct_status_t look_at_setting(struct check *c, const struct mct_setting *s)
{
	struct buf command CLEANUP(buf_free) = {0};

	if (setting_is_sound(c->m, s))
		return MCT_OK;
	buf_addf(&command, "mct config unset %s", s->name);
	return check_add(c, SEVERITY_FAULT, buf_str(&command),
		"the setting %s cannot be read: it is \"%s\"", s->name, mct_setting(c->m, s->name));
}

mct_status_t look_at_values(struct check *c)
{
	const mct_entity_t *e;
	const struct mct_setting *s;
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && (e = mct_entity_at(i)) != NULL; i++)
		st = look_at_entity(c, e);
	for (size_t i = 0; st == MCT_OK && (s = mct_setting_at(i)) != NULL; i++)
		st = look_at_setting(c, s);
	return st;
}
