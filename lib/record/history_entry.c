/*
 * history_entry.c - what one entry of the history changed, field by field: columns of
 * the file become fields again by the field tables.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "record/rows.h"
#include "record/sql.h"
#include "record/undo.h"
#include "store/journal.h"
#include "store/statement.h"

#define FIELDS_MAX 64

static const char *const changes[] = {"added", "changed", "removed", NULL};
static const mct_field_t fields[] = {
	{.name = "id",
		.title = "Id",
		.help = "the record, or the name of the setting",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "change",
		.title = "Change",
		.help = "what became of the record",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = changes},
	{.name = "field",
		.title = "Field",
		.help = "what of it",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "before",
		.title = "Before",
		.help = "what it was",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE},
	{.name = "after",
		.title = "After",
		.help = "what it is since",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE},
};
enum { ID, CHANGE, FIELD, BEFORE, AFTER };

/* How the columns of a changed row become fields. */
struct shape {
	char table[32]; /* of the changes that it is for; "" at first */
	const mct_entity_t *e;
	enum field_home home;
	int at[FIELDS_MAX]; /* the column of each field, -1 for none */
};

struct source {
	mct_t *m;
	enum mct_form form;
	sqlite3_stmt *parts;
	sqlite3_changeset_iter *iterator; /* in the part at hand; or NULL */
	struct change change;
	bool has_change;
	size_t field; /* the next one of the change */
	struct shape shape;
	int64_t *clients, *partners; /* whom the entry gives or takes a role, in the order of ids */
	size_t client_count, partner_count;
};

static void source_free(void *user)
{
	struct source *s = user;

	if (s->iterator != NULL)
		sqlite3changeset_finalize(s->iterator);
	statement_finish(&s->parts);
	free(s->clients);
	free(s->partners);
	free(s);
}

/* ---- columns and fields ---------------------------------------------------------------------- */

/* The places of the fields' columns in a table. */
static mct_status_t find_columns(struct source *s, const char *table)
{
	static const char sql[] = "SELECT cid FROM pragma_table_info(?1) WHERE name = ?2";
	struct shape *shape = &s->shape;
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < shape->e->count; i++) {
		const mct_field_t *f = &shape->e->fields[i];
		int64_t cid = -1;

		shape->at[i] = -1;
		if (f->home != shape->home || (f->flags & MCT_FIELD_COMPUTED) != 0)
			continue;
		st = query_integer(s->m, &cid, sql, "tt", table, field_column(f));
		st = st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
		shape->at[i] = (int)cid;
	}
	return st;
}

static bool holds(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t low = 0, high = count; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (ids[middle] == id)
			return true;
		if (ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* The role of a contact who comes or goes with the entry; else what all contacts are. */
static const mct_entity_t *person_of(const struct source *s, int64_t id)
{
	return entity_of_table(holds(s->clients, s->client_count, id) ? "client"
			: holds(s->partners, s->partner_count, id)    ? "partner"
								      : "contact");
}

/* Whoever comes or goes with a role is told by its fields; a change of a contact by those of all
 * contacts, since her role may have no name for it. */
static const mct_entity_t *entity_of_change(const struct source *s)
{
	const struct change *c = &s->change;

	if (strcmp(c->table, "contact") != 0 || c->op == SQLITE_UPDATE)
		return entity_of_table(c->table);
	return person_of(s, c->id);
}

static mct_status_t shape_for_change(struct source *s)
{
	const mct_entity_t *e = entity_of_change(s);
	struct shape *shape = &s->shape;

	if (strcmp(shape->table, s->change.table) == 0 && shape->e == e)
		return MCT_OK;
	snprintf(shape->table, sizeof shape->table, "%s", s->change.table);
	shape->e = e;
	if (e == NULL)
		return MCT_OK;
	shape->home = strcmp(e->table, s->change.table) == 0 ? HOME_OWN : HOME_CONTACT;
	return find_columns(s, s->change.table);
}

/* ---- values ---------------------------------------------------------------------------------- */

/* The name of whom a reference leads to, or the id where she is gone. */
static void add_reference(struct source *s, const mct_field_t *f, int64_t id, struct buf *out)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	const char *table = f->target != NULL ? f->target->table : "contact";

	buf_adds(&sql, "SELECT ");
	if (field_is_person(f))
		sql_add_label(&sql, "contact");
	else
		buf_addf(&sql, "%s", f->target->is_named ? "name" : "NULL");
	buf_addf(&sql, " FROM %s WHERE id = ?", field_is_person(f) ? "contact" : table);
	if (statement_prepare(s->m, buf_str(&sql), &statement) == MCT_OK) {
		statement_bind(statement, "i", id);
		if (statement_step(s->m, statement) == MCT_ROW)
			buf_adds(out,
				sqlite3_column_type(statement, 0) != SQLITE_NULL
					? (const char *)sqlite3_column_text(statement, 0)
					: "");
	}
	if (out->len == 0)
		add_record_id(
			s->m, field_is_person(f) ? person_of(s, id)->table : table, id, NULL, out);
}

static void set_value(mct_rows_t *rows, struct source *s, size_t column, const mct_field_t *f,
	sqlite3_value *stored)
{
	struct mct_value v = {.text = ""};
	struct buf name CLEANUP(buf_free) = {0};
	size_t length;

	if (stored == NULL || sqlite3_value_type(stored) == SQLITE_NULL)
		return;
	v.set = true;
	if (type_of(f->type)->storage == STORE_TEXT) {
		v.text = (const char *)sqlite3_value_text(stored);
		v.length = (size_t)sqlite3_value_bytes(stored);
	} else {
		v.integer = sqlite3_value_int64(stored);
	}
	if (f->type == MCT_TYPE_REF) {
		add_reference(s, f, v.integer, &name);
		v.text = buf_str(&name);
		v.length = name.len;
	}
	row_set_text(rows, column, mct_value_text(s->m, f, &v, s->form, &length));
}

/* ---- the rows -------------------------------------------------------------------------------- */

static const char *change_word(int op)
{
	return changes[op == SQLITE_INSERT ? 0 : op == SQLITE_UPDATE ? 1 : 2];
}

static mct_status_t begin_row(mct_rows_t *rows, struct source *s, const char *field)
{
	struct buf id CLEANUP(buf_free) = {0};
	const char *table = s->shape.e != NULL && s->change.op != SQLITE_UPDATE ? s->shape.e->table
										: s->change.table;
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	add_record_id(s->m, table, s->change.id, change_key(&s->change), &id);
	row_set_text(rows, ID, buf_str(&id));
	row_set_text(rows, CHANGE, change_word(s->change.op));
	row_set_text(rows, FIELD, field);
	return MCT_ROW;
}

/* A setting is one field, its value. */
static mct_status_t add_setting(mct_rows_t *rows, struct source *s)
{
	static const mct_field_t value = {.name = "value", .type = MCT_TYPE_TEXT};
	mct_status_t st = begin_row(rows, s, value.name);

	if (st == MCT_ROW) {
		set_value(rows, s, BEFORE, &value, change_old(&s->change, 1));
		set_value(rows, s, AFTER, &value, change_new(&s->change, 1));
	}
	s->has_change = false;
	return st;
}

static bool is_null(sqlite3_value *value)
{
	return value == NULL || sqlite3_value_type(value) == SQLITE_NULL;
}

/* The next field that the change says something of; MCT_OK when there is none left. */
static mct_status_t add_field(mct_rows_t *rows, struct source *s)
{
	const mct_entity_t *e = s->shape.e;

	while (s->field < e->count) {
		size_t i = s->field++;
		sqlite3_value *before, *after;
		mct_status_t st;

		if (s->shape.at[i] < 0)
			continue;
		before = change_old(&s->change, s->shape.at[i]);
		after = change_new(&s->change, s->shape.at[i]);
		if (is_null(before) && is_null(after))
			continue;
		st = begin_row(rows, s, e->fields[i].name);
		if (st == MCT_ROW) {
			set_value(rows, s, BEFORE, &e->fields[i], before);
			set_value(rows, s, AFTER, &e->fields[i], after);
		}
		return st;
	}
	s->has_change = false;
	return MCT_OK;
}

/* "c1-c500": a run of records that an import added. */
static mct_status_t add_run(mct_t *m, const struct record_change *run, void *user)
{
	const mct_entity_t *e = entity_of_table(run->table);
	struct buf id CLEANUP(buf_free) = {0};
	struct buf count CLEANUP(buf_free) = {0};
	mct_rows_t *rows = user;
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	add_record_id(m, run->table, run->id, NULL, &id);
	if (run->count > 1) {
		buf_addc(&id, '-');
		add_record_id(m, run->table, run->last, NULL, &id);
	}
	buf_addf(&count, "%lld %s", (long long)run->count,
		e == NULL                 ? "rows"
			: run->count == 1 ? e->name
					  : e->plural);
	row_set_text(rows, ID, buf_str(&id));
	row_set_text(rows, CHANGE, change_word(run->op));
	row_set_text(rows, AFTER, buf_str(&count));
	return MCT_ROW;
}

/* To the next change, or to a run, which is a row: MCT_ROW; MCT_OK when there is more to do. */
static mct_status_t go_on(mct_rows_t *rows, struct source *s)
{
	struct part part;
	mct_status_t st;
	int code = SQLITE_OK;

	if (s->iterator != NULL && (code = sqlite3changeset_next(s->iterator)) == SQLITE_ROW) {
		change_read(s->iterator, &s->change);
		s->has_change = !table_is_beside_records(s->change.table);
		s->field = 0;
		return shape_for_change(s);
	}
	if (s->iterator != NULL)
		code = changeset_end(s->iterator, code);
	s->iterator = NULL;
	st = code == SQLITE_OK ? statement_step(s->m, s->parts)
			       : fail_sqlite(s->m, code, "read the history");
	if (st != MCT_ROW)
		return st;
	st = part_of_row(s->m, s->parts, &part);
	if (st != MCT_OK)
		return st;
	if (part.changeset == NULL)
		return record_changes_each(s->m, &part, CHANGES_AS_MADE, add_run, rows);
	code = sqlite3changeset_start(&s->iterator, part.size, (void *)(uintptr_t)part.changeset);
	return code == SQLITE_OK ? MCT_OK : fail_sqlite(s->m, code, "read the history");
}

static mct_status_t fill(mct_rows_t *rows, void *user)
{
	struct source *s = user;
	mct_status_t st = MCT_OK;

	while (st == MCT_OK) {
		if (!s->has_change)
			st = go_on(rows, s);
		else if (strcmp(s->change.table, "setting") == 0)
			st = add_setting(rows, s);
		else if (s->shape.e != NULL)
			st = add_field(rows, s);
		else
			s->has_change = false;
	}
	return st;
}

/* ---- roles ----------------------------------------------------------------------------------- */

static mct_status_t note_role(mct_t *m, const struct change *change, void *user)
{
	struct source *s = user;
	bool client = strcmp(change->table, "client") == 0;
	int64_t **ids = client ? &s->clients : &s->partners;
	size_t *count = client ? &s->client_count : &s->partner_count;

	if (!table_is_role(change->table))
		return MCT_OK;
	if ((*count & (*count - 1)) == 0) { /* grows at powers of two */
		int64_t *grown = realloc(*ids, (*count > 0 ? 2 * *count : 1) * sizeof **ids);

		if (grown == NULL)
			return fail_nomem(m);
		*ids = grown;
	}
	(*ids)[(*count)++] = change->id;
	return MCT_OK;
}

static mct_status_t note_roles(mct_t *m, const struct part *part, void *user)
{
	if (part->changeset == NULL)
		return MCT_OK;
	return changes_each(m, part->changeset, part->size, CHANGES_AS_MADE, note_role, user);
}

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static mct_status_t prepare(struct source *s, int64_t entry)
{
	mct_status_t st = parts_prepare(s->m, entry, PARTS_FORWARD, &s->parts);

	if (st != MCT_OK)
		return st;
	st = parts_each(s->m, entry, PARTS_FORWARD, note_roles, s);
	if (s->client_count > 0)
		qsort(s->clients, s->client_count, sizeof *s->clients, compare_ids);
	if (s->partner_count > 0)
		qsort(s->partners, s->partner_count, sizeof *s->partners, compare_ids);
	return st;
}

static mct_status_t rows_of_entry(mct_t *m, int64_t entry, enum mct_form form, mct_rows_t **out)
{
	static const mct_field_t *const columns[] = {
		&fields[ID], &fields[CHANGE], &fields[FIELD], &fields[BEFORE], &fields[AFTER]};
	struct source *s = calloc(1, sizeof *s);
	mct_status_t st;

	if (s == NULL)
		return fail_nomem(m);
	s->m = m;
	s->form = form;
	st = prepare(s, entry);
	if (st != MCT_OK) {
		source_free(s);
		return st;
	}
	return rows_of_filler(m, columns, ARRAY_SIZE(columns), fill, s, source_free, out);
}

mct_status_t mct_history_entry(mct_t *m, int64_t entry, enum mct_form form, mct_rows_t **out)
{
	struct entry found CLEANUP(entry_free) = {0};
	mct_status_t st = history_entry(m, entry, &found);

	return st == MCT_OK ? rows_of_entry(m, entry, form, out) : st;
}

mct_status_t mct_changes(mct_t *m, enum mct_form form, mct_rows_t **out)
{
	mct_status_t st = handle_writing(m, "mct_changes()");

	if (st == MCT_OK)
		st = journal_end(m);
	return st == MCT_OK ? rows_of_entry(m, journal_entry(m), form, out) : st;
}
