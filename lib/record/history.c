/*
 * history.c - lists the history, newest first: all of it, or what touched one person
 * and the records that name her, also those that are gone.
 */
#include <stdlib.h>
#include <string.h>

#include "record/rows.h"
#include "record/undo.h"
#include "store/statement.h"

static const mct_field_t fields[] = {
	[MCT_HISTORY_ID] = {.name = "id",
		.title = "Id",
		.help = "the entry, for undo",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_HISTORY_AT] = {.name = "at",
		.title = "At",
		.help = "the day and the time",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_HISTORY_COMMAND] = {.name = "command",
		.title = "Command",
		.help = "what was typed",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE},
	[MCT_HISTORY_CHANGES] = {.name = "changes",
		.title = "Changes",
		.help = "how many records it changed",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[MCT_HISTORY_UNDOES] = {.name = "undoes",
		.title = "Undoes",
		.help = "the entry that it undid or, if that was an undo, did again",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[MCT_HISTORY_UNDONE] = {.name = "undone",
		.title = "Undone",
		.help = "the entry that undid it",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};
static const mct_field_t *const columns[] = {&fields[MCT_HISTORY_ID], &fields[MCT_HISTORY_AT],
	&fields[MCT_HISTORY_COMMAND], &fields[MCT_HISTORY_CHANGES], &fields[MCT_HISTORY_UNDOES],
	&fields[MCT_HISTORY_UNDONE]};

/* A record that is gone, or no longer names her: an entry that is older than that may know its id
 * alone. */
struct gone {
	const struct reference *of;
	int64_t id;
};

struct source {
	mct_t *m;
	sqlite3_stmt *entries;
	int64_t who, limit;
	int32_t since; /* DATE_NONE: from the beginning */
	enum mct_form form;
	struct references refs;
	struct gone *gone;
	size_t gone_count;
	bool touches; /* whether the entry at hand does */
};

static void source_free(void *user)
{
	struct source *s = user;

	statement_finish(&s->entries);
	references_free(&s->refs);
	free(s->gone);
	free(s);
}

/* ---- one person ------------------------------------------------------------------------------ */

static bool is_person_table(const char *table)
{
	return strcmp(table, "contact") == 0 || table_is_role(table);
}

static mct_status_t note_gone(struct source *s, const struct reference *of, int64_t id)
{
	struct gone *grown = realloc(s->gone, (s->gone_count + 1) * sizeof *grown);

	if (grown == NULL)
		return fail_nomem(s->m);
	s->gone = grown;
	s->gone[s->gone_count++] = (struct gone){of, id};
	return MCT_OK;
}

/* Whether one of the rows first..last of r's table names her, now or before it was removed. */
static mct_status_t names_her(struct source *s, struct reference *r, int64_t first, int64_t last)
{
	sqlite3_stmt *borrowed CLEANUP(statement_done) = NULL;
	mct_status_t st = MCT_OK;

	for (size_t i = 0; i < s->gone_count; i++)
		if (s->gone[i].of == r && s->gone[i].id >= first && s->gone[i].id <= last)
			s->touches = true;
	if (s->touches || !r->is_numbered)
		return MCT_OK;
	if (r->children == NULL) {
		struct buf sql CLEANUP(buf_free) = {0};

		buf_addf(&sql, "SELECT 1 FROM %s WHERE %s = ?1 AND id BETWEEN ?2 AND ?3 LIMIT 1",
			r->child, r->column);
		st = statement_prepare(s->m, buf_str(&sql), &r->children);
	}
	if (st != MCT_OK)
		return st;
	borrowed = r->children;
	statement_bind(borrowed, "iii", s->who, first, last);
	st = statement_step(s->m, borrowed);
	s->touches = s->touches || st == MCT_ROW;
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static bool is_she(const struct source *s, sqlite3_value *value)
{
	return value != NULL && sqlite3_value_type(value) == SQLITE_INTEGER &&
		sqlite3_value_int64(value) == s->who;
}

static mct_status_t look_at_change(mct_t *m, const struct change *change, void *user)
{
	struct source *s = user;
	mct_status_t st = MCT_OK;

	(void)m;
	if (is_person_table(change->table)) {
		s->touches = s->touches || change->id == s->who;
		return MCT_OK;
	}
	for (size_t i = 0; st == MCT_OK && i < s->refs.count; i++) {
		struct reference *r = &s->refs.items[i];

		if (strcmp(r->child, change->table) != 0 || !is_person_table(r->parent))
			continue;
		if (is_she(s, change_old(change, r->at)) || is_she(s, change_new(change, r->at))) {
			s->touches = true;
			if (is_she(s, change_old(change, r->at)))
				st = note_gone(s, r, change->id);
		} else if (change->op == SQLITE_UPDATE) {
			st = names_her(s, r, change->id, change->id);
		}
	}
	return st;
}

static mct_status_t look_at_part(mct_t *m, const struct part *part, void *user)
{
	struct source *s = user;
	mct_status_t st = MCT_OK;

	if (part->changeset != NULL)
		return changes_each(
			m, part->changeset, part->size, CHANGES_AS_MADE, look_at_change, s);
	if (is_person_table(part->table)) {
		s->touches = s->touches || (part->first <= s->who && part->last >= s->who);
		return MCT_OK;
	}
	for (size_t i = 0; st == MCT_OK && i < s->refs.count; i++) {
		struct reference *r = &s->refs.items[i];

		if (strcmp(r->child, part->table) == 0 && is_person_table(r->parent))
			st = names_her(s, r, part->first, part->last);
	}
	return st;
}

/* ---- the rows -------------------------------------------------------------------------------- */

enum { ID, AT, COMMAND, CHANGES, UNDOES, UNDONE_BY };

static mct_status_t is_wanted(struct source *s, bool *wanted)
{
	mct_status_t st = MCT_OK;
	int32_t day;
	int minute;

	handle_wall_clock(s->m, sqlite3_column_int64(s->entries, AT), &day, &minute);
	*wanted = s->since == DATE_NONE || day >= s->since;
	if (!*wanted || s->who == 0)
		return MCT_OK;
	s->touches = false;
	st = parts_each(
		s->m, sqlite3_column_int64(s->entries, ID), PARTS_BACKWARD, look_at_part, s);
	*wanted = s->touches;
	return st;
}

static void set_entry(mct_rows_t *rows, size_t column, int64_t id)
{
	struct buf text CLEANUP(buf_free) = {0};

	buf_addf(&text, "y%lld", (long long)id);
	if (id != 0)
		row_set_text(rows, column, buf_str(&text));
}

static mct_status_t add_row(mct_rows_t *rows, struct source *s)
{
	struct buf at CLEANUP(buf_free) = {0};
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	add_moment(s->m, sqlite3_column_int64(s->entries, AT), s->form, &at);
	set_entry(rows, MCT_HISTORY_ID, sqlite3_column_int64(s->entries, ID));
	row_set_text(rows, MCT_HISTORY_AT, buf_str(&at));
	row_set_text(
		rows, MCT_HISTORY_COMMAND, (const char *)sqlite3_column_text(s->entries, COMMAND));
	row_set_integer(rows, MCT_HISTORY_CHANGES, sqlite3_column_int64(s->entries, CHANGES));
	set_entry(rows, MCT_HISTORY_UNDOES, sqlite3_column_int64(s->entries, UNDOES));
	set_entry(rows, MCT_HISTORY_UNDONE, sqlite3_column_int64(s->entries, UNDONE_BY));
	return MCT_ROW;
}

static mct_status_t fill(mct_rows_t *rows, void *user)
{
	struct source *s = user;
	mct_status_t st = MCT_OK;
	bool wanted = false;

	if (s->limit == 0)
		return MCT_DONE;
	while (st == MCT_OK && !wanted) {
		st = statement_step(s->m, s->entries);
		if (st == MCT_ROW)
			st = is_wanted(s, &wanted);
	}
	if (st != MCT_OK)
		return st;
	s->limit--;
	return add_row(rows, s);
}

static mct_status_t prepare(struct source *s, const struct mct_history_query *query)
{
	static const char sql[] = "SELECT id, at, command, changes, undoes, undone_by FROM history "
				  "WHERE ?1 = 0 OR id = ?1 ORDER BY id DESC";
	char iso[11];
	mct_status_t st = statement_prepare(s->m, sql, &s->entries);

	s->who = query->who;
	s->limit = query->limit > 0 ? query->limit : INT64_MAX;
	s->form = query->form;
	s->since = DATE_NONE;
	if (st == MCT_OK)
		statement_bind(s->entries, "i", query->entry);
	if (st == MCT_OK && query->since != NULL) {
		st = mct_read_date(s->m, query->since, iso);
		s->since = st == MCT_OK ? date_from_iso(iso, strlen(iso)) : DATE_NONE;
	}
	return st == MCT_OK ? references_load(s->m, &s->refs) : st;
}

mct_status_t mct_history(mct_t *m, const struct mct_history_query *query, mct_rows_t **out)
{
	struct entry entry CLEANUP(entry_free) = {0};
	mct_status_t st = query->entry != 0 ? history_entry(m, query->entry, &entry) : MCT_OK;
	struct source *s;

	if (st != MCT_OK)
		return st;
	s = calloc(1, sizeof *s);
	if (s == NULL)
		return fail_nomem(m);
	s->m = m;
	st = prepare(s, query);
	if (st != MCT_OK) {
		source_free(s);
		return st;
	}
	return rows_of_filler(m, columns, ARRAY_SIZE(columns), fill, s, source_free, out);
}

mct_status_t mct_history_dropped(mct_t *m, int64_t *entries, char day[11])
{
	static const char sql[] = "SELECT entries, at FROM history_dropped";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);
	int32_t date;
	int minute;

	if (st == MCT_OK)
		st = statement_step(m, statement);
	if (st == MCT_DONE) {
		*entries = 0;
		day[0] = '\0';
		return MCT_OK;
	}
	if (st != MCT_ROW)
		return st;
	*entries = sqlite3_column_int64(statement, 0);
	handle_wall_clock(m, sqlite3_column_int64(statement, 1), &date, &minute);
	date_to_iso(date, day);
	return MCT_OK;
}
