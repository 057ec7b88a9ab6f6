/*
 * save.c - stores one record of any entity: checks it, inserts it or updates what
 * changed, keeps what an amended note said before, and finds the stored
 * record that a row of a list is about.
 */
#include <string.h>

#include "record/find.h"
#include "record/record.h"
#include "record/sql.h"
#include "store/journal.h"
#include "store/statement.h"
#include "util/text.h"

/* ---- checking -------------------------------------------------------------------------------- */

void mct_record_insist(mct_record_t *r)
{
	r->insist = true;
}

mct_status_t mct_record_complete(mct_record_t *r)
{
	return r->e->complete != NULL ? r->e->complete(r) : MCT_OK;
}

static mct_status_t check_record(mct_record_t *r)
{
	mct_status_t st = r->e->check != NULL ? r->e->check(r) : MCT_OK;

	if (st != MCT_OK && r->m->problem_count == 0)
		return st;
	for (size_t i = 0; i < r->e->count; i++) {
		const mct_field_t *f = &r->e->fields[i];

		if ((f->flags & MCT_FIELD_REQUIRED) != 0 && !r->cells[i].value.set && r->bad == 0)
			problem_add(r->m, MCT_INVALID, f->name, NULL, f->help, "%s is missing",
				f->name);
	}
	/* A field that was refused is never passed over, also when its problem was forgotten. */
	if (r->bad > 0 && r->m->problem_count == 0)
		problem_add(r->m, MCT_INVALID, NULL, NULL, NULL, "a field could not be read");
	return r->m->problem_count > 0 ? fail_with_problems(r->m) : MCT_OK;
}

/* Dates in the form of the file compare as text; a word in the place of a day is no day. */
static const char *day_of(const mct_record_t *r, size_t field)
{
	const struct mct_value *v = record_value(r, field);

	return v->set && date_from_iso(v->text, v->length) != DATE_NONE ? v->text : NULL;
}

void record_check_past(mct_record_t *r, size_t date)
{
	const char *day = day_of(r, date);

	if (day != NULL && strcmp(day, mct_today(r->m)) > 0)
		problem_add(r->m, MCT_INVALID, r->e->fields[date].name, day,
			"give a day up to today", "%s \"%s\" has not come yet",
			r->e->fields[date].name, day);
}

void record_check_order(mct_record_t *r, size_t first, size_t second)
{
	const char *one = day_of(r, first), *two = day_of(r, second);

	if (one != NULL && two != NULL && strcmp(two, one) < 0)
		problem_add(r->m, MCT_INVALID, r->e->fields[second].name, two, "check the two days",
			"%s \"%s\" is before %s \"%s\"", r->e->fields[second].name, two,
			r->e->fields[first].name, one);
}

void record_follow_today(mct_record_t *r, size_t field, size_t date)
{
	if (r->how.from_people && record_is_changed(r, field) && record_value(r, field)->set &&
		!record_value(r, date)->set)
		record_put_text(r, date, mct_today(r->m));
}

mct_status_t record_check_name(mct_record_t *r, size_t name, const char *noun, const char *hint)
{
	int64_t id = 0;
	mct_status_t st = record_value(r, name)->set && record_is_changed(r, name)
		? find_namesake(r, name, &id)
		: MCT_OK;

	if (id != 0)
		problem_add(r->m, MCT_REFUSED, r->e->fields[name].name, record_text(r, name), hint,
			"there is %s %s \"%s\" already (%s%lld)", text_article(noun), noun,
			record_text(r, name), r->e->prefix, (long long)id);
	return st;
}

void record_default_today(mct_record_t *r, size_t date)
{
	if (!record_value(r, date)->set)
		record_put_text(r, date, mct_today(r->m));
}

/* ---- storing --------------------------------------------------------------------------------- */

static void bind_cell(
	sqlite3_stmt *statement, int at, const mct_field_t *f, const struct mct_value *v)
{
	if (!v->set)
		sqlite3_bind_null(statement, at);
	else if (type_of(f->type)->storage == STORE_TEXT)
		sqlite3_bind_text(statement, at, v->text, (int)v->length, SQLITE_STATIC);
	else
		sqlite3_bind_int64(statement, at, v->integer);
}

static void bind_key(sqlite3_stmt *statement, int at, const mct_record_t *r, size_t field)
{
	struct buf key CLEANUP(buf_free) = {0};

	record_key(r, field, &key);
	if (record_value(r, field)->set)
		statement_bind_copy(statement, at, buf_str(&key), (int)key.len);
	else
		sqlite3_bind_null(statement, at);
}

/* Binds the fields of one home that are in the mask, keys beside them; returns the next parameter.
 */
static int bind_fields(
	sqlite3_stmt *statement, const mct_record_t *r, enum field_home home, uint64_t mask)
{
	int at = 1;

	for (size_t i = 0; i < r->e->count; i++) {
		const mct_field_t *f = &r->e->fields[i];

		if (f->home != home || (mask >> i & 1) == 0)
			continue;
		bind_cell(statement, at++, f, record_value(r, i));
		if (f->key_column != NULL)
			bind_key(statement, at++, r, i);
	}
	return at;
}

/* The statement grows with the fields that are in use; a sheet of ten columns does not pay for
 * fourteen more. */
static mct_status_t prepare_insert(
	mct_record_t *r, struct entity_statements *s, enum field_home home)
{
	struct buf sql CLEANUP(buf_free) = {0};

	if ((r->changed & ~s->insert_mask) != 0) {
		s->insert_mask |= r->changed;
		for (size_t i = 0; i < ARRAY_SIZE(s->insert); i++) {
			sqlite3_finalize(s->insert[i]);
			s->insert[i] = NULL;
		}
	}
	if (s->insert[home] != NULL)
		return MCT_OK;
	sql_add_insert(&sql, r->e, home, s->insert_mask);
	return statement_prepare(r->m, buf_str(&sql), &s->insert[home]);
}

/* An id that was never given out before. Nobody else inserts while a writing transaction is open,
 * so that the file is asked only once in it. */
static mct_status_t next_id(mct_t *m, struct entity_statements *s, int64_t *id)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	if (s->transaction == m->transaction) {
		*id = s->next_id++;
		return MCT_OK;
	}
	buf_addf(&sql,
		"SELECT 1 + max(coalesce((SELECT max(id) FROM %s), 0),"
		"  coalesce((SELECT id FROM highest_removed WHERE table_name = '%s'), 0))",
		s->e->table, s->e->table);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st == MCT_OK)
		st = statement_step(m, statement);
	if (st != MCT_ROW)
		return st;
	*id = sqlite3_column_int64(statement, 0);
	s->next_id = *id + 1;
	s->transaction = m->transaction;
	return MCT_OK;
}

static mct_status_t insert_home(mct_record_t *r, struct entity_statements *s, enum field_home home)
{
	sqlite3_stmt *statement;
	mct_status_t st = prepare_insert(r, s, home);
	int at;

	if (st == MCT_OK && r->id == 0 && r->e->is_numerous)
		st = next_id(r->m, s, &r->id);
	if (st != MCT_OK)
		return st;
	statement = s->insert[home];
	at = bind_fields(statement, r, home, s->insert_mask);
	sqlite3_bind_int64(statement, at, handle_moment(r->m));
	if (r->id != 0)
		sqlite3_bind_int64(statement, at + 1, r->id);
	else
		sqlite3_bind_null(statement, at + 1);
	if (!r->has_contact)
		journal_before_insert(r->m);
	st = statement_run(r->m, statement);
	if (st == MCT_OK && r->id == 0)
		r->id = sqlite3_last_insert_rowid(r->m->db);
	if (st != MCT_OK)
		journal_after_dependents(r->m);
	else if (r->has_contact)
		st = journal_changed(r->m);
	else
		journal_after_insert(r->m, home == HOME_CONTACT ? "contact" : r->e->table, r->id);
	return st;
}

static bool home_is_changed(const mct_record_t *r, enum field_home home)
{
	for (size_t i = 0; i < r->e->count; i++)
		if (r->e->fields[i].home == home && record_is_changed(r, i))
			return true;
	return false;
}

/* What a note said before it is changed, with the moment. Nothing is kept of an empty one. */
static mct_status_t keep_amended(mct_record_t *r, const mct_field_t *f)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_addf(&sql,
		"INSERT INTO amendment (table_name, record_id, field, was, entered_at) "
		"SELECT '%s', id, '%s', %s, ? FROM %s WHERE id = ? AND %s IS NOT NULL",
		r->e->table, f->name, field_column(f), r->e->table, field_column(f));
	st = statement_prepare(r->m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, "ii", handle_moment(r->m), r->id);
	return statement_run(r->m, statement);
}

static mct_status_t keep_all_amended(mct_record_t *r)
{
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < r->e->count; i++)
		if ((r->e->fields[i].flags & MCT_FIELD_AMENDED) != 0 && record_is_changed(r, i))
			st = keep_amended(r, &r->e->fields[i]);
	return st;
}

static mct_status_t update_home(mct_record_t *r, struct entity_statements *s, enum field_home home)
{
	struct buf sql CLEANUP(buf_free) = {0};
	mct_status_t st = MCT_OK;
	int at;

	if (!home_is_changed(r, home))
		return MCT_OK;
	if (s->update[home] == NULL || s->update_mask[home] != r->changed) {
		sqlite3_finalize(s->update[home]);
		s->update[home] = NULL;
		sql_add_update(&sql, r->e, home, r->changed);
		st = statement_prepare(r->m, buf_str(&sql), &s->update[home]);
		s->update_mask[home] = r->changed;
	}
	if (st != MCT_OK)
		return st;
	at = bind_fields(s->update[home], r, home, r->changed);
	sqlite3_bind_int64(s->update[home], at, r->id);
	st = statement_run(r->m, s->update[home]);
	return st == MCT_OK ? journal_changed(r->m) : st;
}

static mct_status_t insert_record(mct_record_t *r, struct entity_statements *s)
{
	mct_status_t st = MCT_OK;

	if (r->has_contact)
		st = update_home(r, s, HOME_CONTACT);
	else if (r->e->is_role)
		st = insert_home(r, s, HOME_CONTACT);
	return st == MCT_OK ? insert_home(r, s, HOME_OWN) : st;
}

static mct_status_t update_record(mct_record_t *r, struct entity_statements *s)
{
	mct_status_t st = keep_all_amended(r);

	if (st == MCT_OK)
		st = update_home(r, s, HOME_CONTACT);
	return st == MCT_OK ? update_home(r, s, HOME_OWN) : st;
}

/* Whether the entity is told apart by fields of its own. */
static bool has_key(const mct_entity_t *e)
{
	for (size_t i = 0; i < e->count; i++)
		if ((e->fields[i].flags & MCT_FIELD_KEY) != 0)
			return true;
	return false;
}

/* Typed twice by hand, the same is not stored twice: *id of the record that is like r in all
 * fields, so that it also stands as open as r does; 0 when there is none. */
static mct_status_t find_twin(mct_record_t *r, int64_t *id)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	const char *and = "";
	int at = 1;
	mct_status_t st;

	*id = 0;
	if (!r->how.from_people || r->insist || !has_key(r->e))
		return MCT_OK;
	buf_addf(&sql, "SELECT id FROM %s WHERE ", r->e->table);
	for (size_t i = 0; i < r->e->count; i++) {
		if ((r->e->fields[i].flags & MCT_FIELD_COMPUTED) != 0)
			continue;
		buf_addf(&sql, "%s%s IS ?", and, field_column(&r->e->fields[i]));
		and = " AND ";
	}
	buf_adds(&sql, " ORDER BY id LIMIT 1");
	st = statement_prepare(r->m, buf_str(&sql), &statement);
	for (size_t i = 0; st == MCT_OK && i < r->e->count; i++)
		if ((r->e->fields[i].flags & MCT_FIELD_COMPUTED) == 0)
			bind_cell(statement, at++, &r->e->fields[i], record_value(r, i));
	if (st == MCT_OK)
		st = statement_step(r->m, statement);
	if (st == MCT_ROW)
		*id = sqlite3_column_int64(statement, 0);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* Inserts a record, unless it is there already. */
static mct_status_t insert_once(
	mct_record_t *r, struct entity_statements *s, enum mct_change *change)
{
	int64_t twin;
	mct_status_t st = find_twin(r, &twin);

	if (st != MCT_OK || twin == 0)
		return st == MCT_OK ? insert_record(r, s) : st;
	r->id = twin;
	r->changed = 0;
	*change = MCT_UNCHANGED;
	return MCT_OK;
}

mct_status_t mct_record_save(mct_record_t *r, enum mct_change *change)
{
	struct entity_statements *s = record_statements(r->m, r->e);
	bool is_new = r->id == 0 || r->has_contact;
	mct_status_t st = s != NULL ? handle_writing(r->m, "mct_record_save()") : MCT_NOMEM;

	if (st == MCT_OK)
		st = check_record(r);
	if (st != MCT_OK)
		return st;
	is_new = is_new || r->has_contact;
	*change = is_new ? MCT_ADDED : r->changed != 0 ? MCT_UPDATED : MCT_UNCHANGED;
	if (*change == MCT_UNCHANGED)
		return MCT_OK;
	st = is_new ? insert_once(r, s, change) : update_record(r, s);
	if (st == MCT_OK && *change != MCT_UNCHANGED && r->e->saved != NULL)
		st = r->e->saved(r, *change);
	if (st == MCT_OK) {
		r->changed = 0;
		r->has_contact = false;
	}
	return st;
}

/* ---- finding it again ------------------------------------------------------------------------ */

static mct_status_t prepare_match(mct_t *m, struct entity_statements *s)
{
	struct buf sql CLEANUP(buf_free) = {0};
	const char *and = "";

	buf_addf(&sql, "SELECT id FROM %s WHERE ", s->e->table);
	for (size_t i = 0; i < s->e->count; i++) {
		if ((s->e->fields[i].flags & MCT_FIELD_KEY) == 0)
			continue;
		buf_addf(&sql, "%s%s IS ?", and, field_column(&s->e->fields[i]));
		and = " AND ";
	}
	buf_adds(&sql, " ORDER BY id LIMIT 1");
	return statement_prepare(m, buf_str(&sql), &s->match);
}

mct_status_t record_match(mct_record_t *r, int64_t *id)
{
	struct entity_statements *s = record_statements(r->m, r->e);
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	int at = 1;
	mct_status_t st = s == NULL ? MCT_NOMEM
		: s->match == NULL  ? prepare_match(r->m, s)
				    : MCT_OK;

	*id = 0;
	if (st != MCT_OK)
		return st;
	statement = s->match;
	for (size_t i = 0; i < r->e->count; i++)
		if ((r->e->fields[i].flags & MCT_FIELD_KEY) != 0)
			bind_cell(statement, at++, &r->e->fields[i], record_value(r, i));
	st = statement_step(r->m, statement);
	if (st == MCT_ROW)
		*id = sqlite3_column_int64(statement, 0);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}
