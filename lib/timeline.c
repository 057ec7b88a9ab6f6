/*
 * timeline.c - everything that has a day and concerns one person, in one line of time.
 * Which records those are and what they say follows from the field tables: a
 * new entity is in it by itself.
 */
#include <stdio.h>

#include "record/record.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"

enum { DATE, KIND, TEXT, ID };

static const mct_field_t fields[] = {
	[DATE] = {.name = "date",
		.title = "Date",
		.help = "the day of it",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[KIND] = {.name = "kind",
		.title = "What",
		.help = "the kind of record",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[TEXT] = {.name = "text",
		.title = "Text",
		.help = "what it says, without money",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE},
	[ID] = {.name = "id",
		.title = "Id",
		.help = "its id",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

struct timeline {
	mct_t *m;
	int64_t contact;
	const char *since; /* YYYY-MM-DD; "" from the beginning */
	mct_rows_t *rows;
};

/* ---- what a record says ---------------------------------------------------------------------- */

static bool is_her(const struct timeline *t, const mct_field_t *f, const struct mct_value *v)
{
	return field_is_person(f) && v->integer == t->contact;
}

/* What is told of a record beside whose it is, and its day: what lists show, and its texts. Nobody
 * wants to read that she came 0 minutes late, nor what is counted since. */
static bool is_told(const mct_entity_t *e, const mct_field_t *f, const struct mct_value *v)
{
	bool text = f->type == MCT_TYPE_LONG_TEXT && (f->flags & MCT_FIELD_SEARCHED) != 0;
	bool none = f->type == MCT_TYPE_MINUTES && v->integer == 0;
	bool counted = (f->flags & MCT_FIELD_COMPUTED) != 0 && f->type != MCT_TYPE_CHOICE;

	return (text || (f->flags & (MCT_FIELD_LISTED | MCT_FIELD_DETAIL)) != 0) && !none &&
		!counted && f->type != MCT_TYPE_MONEY && strcmp(f->name, e->date_field) != 0;
}

/* Of the session itself, not of coming late. */
static bool is_length(const mct_field_t *f)
{
	return f->type == MCT_TYPE_MINUTES && strcmp(f->name, "minutes") == 0;
}

/* A day or a number says what it is; words speak for themselves, if they are not as short as "yes".
 */
static bool needs_name(const mct_field_t *f, size_t length)
{
	switch (f->type) {
	case MCT_TYPE_TEXT:
	case MCT_TYPE_LONG_TEXT:
	case MCT_TYPE_TIME:
	case MCT_TYPE_HOURS:
	case MCT_TYPE_WORDS:
		return false;
	case MCT_TYPE_CHOICE:
		return length <= 3;
	case MCT_TYPE_MINUTES:
		return !is_length(f);
	default:
		return true;
	}
}

static void add_words(const char *text, size_t length, struct buf *out)
{
	for (size_t i = 0; i < length; i++)
		buf_addc(out, text[i] == '_' || text[i] == '\n' ? ' ' : text[i]);
}

static void add_text(const struct timeline *t, const mct_record_t *r, struct buf *out)
{
	uint64_t said = r->e->say != NULL ? r->e->say(r, t->contact, out) : 0;

	for (size_t i = 0; i < r->e->count; i++) {
		const mct_field_t *f = &r->e->fields[i];
		const struct mct_value *v = record_value(r, i);
		const char *text;
		size_t length;

		if (!v->set || !is_told(r->e, f, v) || is_her(t, f, v) || (said >> i & 1) != 0)
			continue;
		text = mct_value_text(t->m, f, v, MCT_FORM_HUMAN, &length);
		buf_adds(out, out->len > 0 ? ", " : "");
		if (needs_name(f, length)) {
			add_words(f->name, strlen(f->name), out);
			buf_addc(out, ' ');
		}
		if (f->type == MCT_TYPE_CHOICE)
			add_words(text, length, out);
		else
			buf_add(out, text, length);
		buf_adds(out, is_length(f) ? " min" : "");
	}
}

/* ---- which records --------------------------------------------------------------------------- */

/* The visits of one day come as they were. */
static void add_time(const mct_entity_t *e, struct buf *sql)
{
	for (size_t i = 0; i < e->count; i++)
		if (e->fields[i].type == MCT_TYPE_TIME && e->fields[i].sql == NULL)
			buf_addf(sql, "%s, ", field_column(&e->fields[i]));
}

/* The records of an entity that lead to her by any of their references. False: none can. */
static bool add_query(const mct_entity_t *e, struct buf *sql)
{
	const mct_field_t *day =
		e->date_field != NULL ? mct_entity_field_named(e, e->date_field) : NULL;
	const char *between = " AND (";

	if (day == NULL || e->is_role)
		return false;
	buf_addf(sql, "SELECT id, %s FROM %s WHERE %s >= ?2", field_column(day), e->table,
		field_column(day));
	for (size_t i = 0; i < e->count; i++) {
		if (!field_is_person(&e->fields[i]) || e->fields[i].sql != NULL)
			continue;
		buf_addf(sql, "%s%s = ?1", between, field_column(&e->fields[i]));
		between = " OR ";
	}
	buf_adds(sql, ") ORDER BY ");
	add_time(e, sql);
	buf_adds(sql, "id");
	return strcmp(between, " OR ") == 0;
}

static mct_status_t add_record(struct timeline *t, mct_record_t *r, int64_t id, const char *date)
{
	struct buf text CLEANUP(buf_free) = {0};
	char name[32];
	mct_status_t st = mct_record_load(r, id);

	if (st == MCT_OK)
		st = row_add(t->rows);
	if (st != MCT_OK)
		return st;
	add_text(t, r, &text);
	snprintf(name, sizeof name, "%s%lld", r->e->prefix, (long long)id);
	row_set_text(t->rows, DATE, date);
	row_set_text(t->rows, KIND, r->e->name);
	row_set_text(t->rows, TEXT, buf_str(&text));
	row_set_text(t->rows, ID, name);
	return MCT_OK;
}

static mct_status_t add_entity(struct timeline *t, const mct_entity_t *e)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_record_t *record = NULL;
	mct_status_t st = MCT_OK;

	if (add_query(e, &sql))
		st = statement_prepare(t->m, buf_str(&sql), &statement);
	if (st != MCT_OK || statement == NULL)
		return st;
	statement_bind(statement, "it", t->contact, t->since);
	st = mct_record_new(t->m, e, &record);
	while (st == MCT_OK && (st = statement_step(t->m, statement)) == MCT_ROW)
		st = add_record(t, record, sqlite3_column_int64(statement, 0),
			(const char *)sqlite3_column_text(statement, 1));
	mct_record_free(record);
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t mct_timeline(mct_t *m, int64_t contact, const char *since, mct_rows_t **out)
{
	struct timeline t = {.m = m, .contact = contact, .since = ""};
	char first[11];
	mct_status_t st = since != NULL ? mct_read_date(m, since, first) : MCT_OK;

	if (since != NULL)
		t.since = first;
	if (st == MCT_OK)
		st = rows_of_table(m, fields, ARRAY_SIZE(fields), &t.rows);
	for (size_t i = 0; st == MCT_OK && mct_entity_at(i) != NULL; i++)
		st = add_entity(&t, mct_entity_at(i));
	if (st == MCT_OK)
		st = rows_sort(t.rows, "line", "date");
	return rows_hand_out(t.rows, st, out);
}
