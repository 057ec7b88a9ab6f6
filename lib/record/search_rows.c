/*
 * search_rows.c - makes a row of each record found, when it is asked for: read again,
 * with its name, and the words in the context of the fields that have them.
 */
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "record/search.h"
#include "record/snippet.h"
#include "record/sql.h"
#include "store/statement.h"
#include "util/text.h"

static const mct_field_t fields[] = {
	[MCT_SEARCH_KIND] = {.name = "kind",
		.title = "Kind",
		.help = "what kind of record it is",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_SEARCH_ID] = {.name = "id",
		.title = "Id",
		.help = "the record",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_SEARCH_WHO] = {.name = "who",
		.title = "Who",
		.help = "whom it is about",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[MCT_SEARCH_DATE] = {.name = "date",
		.title = "Date",
		.help = "its day",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[MCT_SEARCH_FIELD] = {.name = "field",
		.title = "Field",
		.help = "where it has the words",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[MCT_SEARCH_TEXT] = {.name = "text",
		.title = "Text",
		.help = "the words in their context",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL | MCT_FIELD_PRIVATE},
};
static const mct_field_t *const columns[] = {&fields[MCT_SEARCH_KIND], &fields[MCT_SEARCH_ID],
	&fields[MCT_SEARCH_WHO], &fields[MCT_SEARCH_DATE], &fields[MCT_SEARCH_FIELD],
	&fields[MCT_SEARCH_TEXT]};

/* What its rows are made of. */
struct source {
	struct terms terms;
	struct found *found;
	size_t count, next;
	char *before, *after;
	sqlite3_stmt *statements[ENTITIES_MAX]; /* of the kinds that were met */
	struct buf folded, text, names;
};
/* Of the statements. */
enum { ID, WHO, DATE, FIRST_FIELD };

static void source_free(void *user)
{
	struct source *s = user;

	terms_free(&s->terms);
	free(s->found);
	free(s->before);
	free(s->after);
	for (size_t i = 0; i < ARRAY_SIZE(s->statements); i++)
		statement_finish(&s->statements[i]);
	buf_free(&s->folded);
	buf_free(&s->text);
	buf_free(&s->names);
	free(s);
}

/* ---- a record -------------------------------------------------------------------------------- */

/* Whom a record is about: its client, else the first person that it names. */
static const mct_field_t *who_field(const mct_entity_t *e)
{
	const mct_field_t *f = mct_entity_field_named(e, "client");

	for (size_t i = 0; f == NULL && i < e->count; i++)
		if (field_is_person(&e->fields[i]))
			f = &e->fields[i];
	return f;
}

static void add_who(struct buf *sql, const mct_entity_t *e, const mct_field_t *who)
{
	struct buf alias CLEANUP(buf_free) = {0};

	if (e->is_role || strcmp(e->table, "contact") == 0) {
		sql_add_label(sql, "contact");
	} else if (who != NULL) {
		buf_addf(&alias, "ref_%s", who->name);
		sql_add_label(sql, buf_str(&alias));
	} else {
		buf_adds(sql, "NULL");
	}
}

static mct_status_t prepare(mct_t *m, const mct_entity_t *e, sqlite3_stmt **out)
{
	struct buf sql CLEANUP(buf_free) = {0};
	const mct_field_t *searched[SEARCH_FIELDS_MAX], *who = who_field(e);
	size_t n = search_fields(e, searched);

	buf_adds(&sql, "SELECT ");
	sql_add_field(&sql, e, &field_id);
	buf_adds(&sql, ", ");
	add_who(&sql, e, who);
	buf_adds(&sql, ", ");
	if (e->date_field != NULL)
		sql_add_column(&sql, e, mct_entity_field_named(e, e->date_field));
	else
		buf_adds(&sql, "NULL");
	for (size_t i = 0; i < n; i++) {
		buf_adds(&sql, ", ");
		sql_add_column(&sql, e, searched[i]);
	}
	sql_add_from(&sql, e, &who, who != NULL ? 1 : 0);
	buf_addf(&sql, " WHERE %s.id = ?", e->table);
	return statement_prepare(m, buf_str(&sql), out);
}

/* ---- the words of a record ------------------------------------------------------------------- */

static const char *column_text(sqlite3_stmt *row, size_t i, size_t *n)
{
	const char *text = (const char *)sqlite3_column_text(row, (int)i);

	*n = (size_t)sqlite3_column_bytes(row, (int)i);
	return text != NULL ? text : "";
}

/* Adds the field that has the most of the terms that are missing yet. False when none has any. */
static bool add_best_field(struct source *s, const mct_field_t *const *searched,
	const uint32_t *sets, size_t n, sqlite3_stmt *row, uint32_t *missing)
{
	const struct snippet_marks marks = {s->before, s->after};
	const char *text;
	size_t best = 0, length;

	for (size_t i = 1; i < n; i++)
		if (__builtin_popcount(sets[i] & *missing) >
			__builtin_popcount(sets[best] & *missing))
			best = i;
	if ((sets[best] & *missing) == 0)
		return false;
	*missing &= ~sets[best];
	buf_adds(&s->text, s->text.len > 0 ? " / " : "");
	buf_adds(&s->names, s->names.len > 0 ? "; " : "");
	buf_adds(&s->names, searched[best]->name);
	text = column_text(row, FIRST_FIELD + best, &length);
	snippet_add(&s->text, &s->terms, &marks, text, length);
	return true;
}

/* As many fields as it takes to show all the words. */
static void add_words(struct source *s, const mct_entity_t *e, sqlite3_stmt *row)
{
	const mct_field_t *searched[SEARCH_FIELDS_MAX];
	uint32_t sets[SEARCH_FIELDS_MAX] = {0}, missing = UINT32_MAX;
	size_t n = search_fields(e, searched);

	for (size_t i = 0; i < n; i++) {
		uint32_t counts[TERMS_MAX] = {0};
		size_t length;
		const char *text = column_text(row, FIRST_FIELD + i, &length);

		buf_clear(&s->folded);
		text_fold(text, length, &s->folded);
		sets[i] = terms_count(&s->terms, buf_str(&s->folded), s->folded.len, counts);
	}
	buf_clear(&s->text);
	buf_clear(&s->names);
	while (add_best_field(s, searched, sets, n, row, &missing))
		;
}

/* ---- the rows -------------------------------------------------------------------------------- */

static mct_status_t add_row(
	mct_rows_t *rows, struct source *s, const mct_entity_t *e, sqlite3_stmt *row)
{
	size_t n;
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	add_words(s, e, row);
	if (s->text.failed || s->names.failed || s->folded.failed)
		return fail_nomem(rows->m);
	row_set_text(rows, MCT_SEARCH_KIND, e->name);
	row_set_text(rows, MCT_SEARCH_ID, column_text(row, ID, &n));
	row_set_text(rows, MCT_SEARCH_WHO, column_text(row, WHO, &n));
	row_set_text(rows, MCT_SEARCH_DATE, column_text(row, DATE, &n));
	row_set_text(rows, MCT_SEARCH_FIELD, buf_str(&s->names));
	row_set_text(rows, MCT_SEARCH_TEXT, buf_str(&s->text));
	return MCT_ROW;
}

/* A record that somebody removed meanwhile, where no transaction is open, is passed over. */
static mct_status_t fill(mct_rows_t *rows, void *user)
{
	struct source *s = user;
	mct_status_t st = MCT_DONE;

	while (st == MCT_DONE && s->next < s->count) {
		const struct found *found = &s->found[s->next++];
		const mct_entity_t *e = mct_entity_at(found->kind);
		sqlite3_stmt **row = &s->statements[found->kind];

		st = *row != NULL ? MCT_OK : prepare(rows->m, e, row);
		if (st != MCT_OK)
			return st;
		statement_bind(*row, "i", found->id);
		st = statement_step(rows->m, *row);
		if (st == MCT_ROW)
			st = add_row(rows, s, e, *row);
		statement_reset(*row);
	}
	return st;
}

mct_status_t search_rows(mct_t *m, struct terms *terms, struct found *found, size_t count,
	const struct mct_search_query *query, mct_rows_t **out)
{
	struct source *s = calloc(1, sizeof *s);

	if (s == NULL) {
		free(found);
		return fail_nomem(m);
	}
	s->terms = *terms;
	terms->count = 0;
	s->found = found;
	s->count = count;
	s->before = strdup(query->before != NULL ? query->before : "");
	s->after = strdup(query->after != NULL ? query->after : "");
	if (s->before == NULL || s->after == NULL) {
		source_free(s);
		return fail_nomem(m);
	}
	return rows_of_filler(m, columns, ARRAY_SIZE(columns), fill, s, source_free, out);
}
