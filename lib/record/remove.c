/*
 * remove.c - removes a record, or tells what hangs on it. What hangs where is read
 * from the file's own foreign keys, so a new table is known here by itself.
 */
#include <stdio.h>
#include <string.h>

#include "record/record.h"
#include "record/rows.h"
#include "store/journal.h"
#include "store/statement.h"

/* Tables that refer to another, by column, and whether they only forget it. The roles of a contact
 * and the words of its name are not what hangs on it. */
static const char sql_references[] =
	"SELECT child.name, key.\"from\", key.on_delete = 'SET NULL' "
	"FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) AS key "
	"WHERE child.type = 'table' AND key.\"table\" = ?1"
	"  AND child.name NOT IN ('client', 'partner', 'contact_word') "
	"ORDER BY child.rowid";

static const char *const fates[] = {"removed", "kept", NULL};
enum fate { FATE_REMOVED, FATE_KEPT };

static const mct_field_t column_what = {
	.name = "what", .title = "What", .type = MCT_TYPE_TEXT, .flags = MCT_FIELD_LISTED};
static const mct_field_t column_count = {
	.name = "count", .title = "Count", .type = MCT_TYPE_COUNT, .flags = MCT_FIELD_LISTED};
static const mct_field_t column_fate = {.name = "fate",
	.title = "Fate",
	.type = MCT_TYPE_CHOICE,
	.flags = MCT_FIELD_LISTED,
	.choices = fates};

/* ---- what hangs on a record ------------------------------------------------------------------ */

/* One foreign key that leads to the table of the record. */
struct reference {
	const char *table, *column; /* borrowed from the statement */
	const char *needed;         /* SQL: which rows go along though they could forget; or NULL */
	bool forgets;
};

static const char *needed_by(const char *table, const char *column)
{
	const mct_entity_t *e = entity_of_table(table);

	for (size_t i = 0; e != NULL && i < e->count; i++)
		if (strcmp(field_column(&e->fields[i]), column) == 0)
			return e->fields[i].needed;
	return NULL;
}

static struct reference reference_at(sqlite3_stmt *statement)
{
	struct reference r = {(const char *)sqlite3_column_text(statement, 0),
		(const char *)sqlite3_column_text(statement, 1), NULL,
		sqlite3_column_int(statement, 2) != 0};

	r.needed = r.forgets ? needed_by(r.table, r.column) : NULL;
	return r;
}

#define TALLIES_MAX 64

/* How many records of each table go along, and how many only forget. */
struct tally {
	char table[64];
	int64_t count[2]; /* by fate */
};
struct tallies {
	struct tally items[TALLIES_MAX];
	size_t n;
	int64_t total;
};

static void tally_add(struct tallies *t, const char *table, enum fate fate, int64_t count)
{
	size_t i = 0;

	while (i < t->n && strcmp(t->items[i].table, table) != 0)
		i++;
	if (count == 0 || i == TALLIES_MAX)
		return;
	if (i == t->n)
		snprintf(t->items[t->n++].table, sizeof t->items[0].table, "%s", table);
	t->items[i].count[fate] += count;
	t->total += count;
}

static mct_status_t count_rows(
	mct_t *m, const struct reference *r, int64_t id, struct tallies *tallies)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	int64_t all, going;
	mct_status_t st;

	buf_addf(&sql, "SELECT count(*), coalesce(sum(%s), 0) FROM %s WHERE %s = ?",
		!r->forgets                 ? "1"
			: r->needed == NULL ? "0"
					    : r->needed,
		r->table, r->column);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_int64(statement, 1, id);
	st = statement_step(m, statement);
	if (st != MCT_ROW)
		return st;
	all = sqlite3_column_int64(statement, 0);
	going = sqlite3_column_int64(statement, 1);
	tally_add(tallies, r->table, FATE_REMOVED, going);
	tally_add(tallies, r->table, FATE_KEPT, all - going);
	return MCT_OK;
}

/* Adds what refers to `id` of `table`. */
static mct_status_t count_dependents(
	mct_t *m, const char *table, int64_t id, struct tallies *tallies)
{
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(m, sql_references, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "t", table);
	while ((st = statement_step(m, statement)) == MCT_ROW) {
		const struct reference r = reference_at(statement);

		st = count_rows(m, &r, id, tallies);
		if (st != MCT_OK)
			return st;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* "contact_attempt" has no entity yet: it is called by its table. */
static void set_what(mct_rows_t *rows, const char *table)
{
	const mct_entity_t *e = entity_of_table(table);
	char words[64];

	snprintf(words, sizeof words, "%s", e != NULL ? e->name : table);
	for (char *c = words; *c != '\0'; c++)
		*c = *c == '_' ? ' ' : *c;
	row_set_text(rows, 0, words);
}

static mct_status_t add_tallies(const struct tallies *tallies, enum fate fate, mct_rows_t *rows)
{
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < tallies->n; i++) {
		const struct tally *t = &tallies->items[i];

		if (t->count[fate] == 0)
			continue;
		st = row_add(rows);
		if (st != MCT_OK)
			break;
		set_what(rows, t->table);
		row_set_integer(rows, 1, t->count[fate]);
		row_set_text(rows, 2, fates[fate]);
	}
	return st;
}

static mct_status_t rows_of_tallies(mct_t *m, const struct tallies *tallies, mct_rows_t **out)
{
	static const mct_field_t *const columns[] = {&column_what, &column_count, &column_fate};
	mct_rows_t *rows = NULL;
	mct_status_t st = rows_of_list(m, columns, ARRAY_SIZE(columns), &rows);

	if (st == MCT_OK)
		st = add_tallies(tallies, FATE_REMOVED, rows);
	if (st == MCT_OK)
		st = add_tallies(tallies, FATE_KEPT, rows);
	return rows_hand_out(rows, st, out);
}

/* ---- deleting -------------------------------------------------------------------------------- */

/* Those that would forget the record but cannot be without it. */
static mct_status_t delete_needing(mct_t *m, const char *table, int64_t id)
{
	sqlite3_stmt *references CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(m, sql_references, &references);

	if (st != MCT_OK)
		return st;
	statement_bind(references, "t", table);
	while ((st = statement_step(m, references)) == MCT_ROW) {
		const struct reference r = reference_at(references);
		struct buf sql CLEANUP(buf_free) = {0};
		sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;

		if (r.needed == NULL)
			continue;
		buf_addf(&sql, "DELETE FROM %s WHERE %s = ? AND (%s)", r.table, r.column, r.needed);
		st = statement_prepare(m, buf_str(&sql), &statement);
		if (st != MCT_OK)
			return st;
		sqlite3_bind_int64(statement, 1, id);
		st = statement_run(m, statement);
		if (st != MCT_OK)
			return st;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t delete_row(mct_t *m, const char *table, int64_t id)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = delete_needing(m, table, id);

	buf_addf(&sql, "DELETE FROM %s WHERE id = ?", table);
	if (st == MCT_OK)
		st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_int64(statement, 1, id);
	st = statement_run(m, statement);
	return st == MCT_OK ? journal_changed(m) : st;
}

/* A contact goes with its last role; whoever has another role stays in the book. */
static mct_status_t count_roles(mct_t *m, int64_t id, int64_t *roles)
{
	static const char sql[] = "SELECT (SELECT count(*) FROM client WHERE id = ?1)"
				  "  + (SELECT count(*) FROM partner WHERE id = ?1)";
	mct_status_t st = query_integer(m, roles, sql, "i", id);

	return st == MCT_ROW ? MCT_OK : st;
}

/* What amended notes said before goes with the notes, also with those that went along. */
static mct_status_t delete_amendments(mct_t *m)
{
	static const char sql[] =
		"DELETE FROM amendment WHERE table_name = ?1 AND record_id NOT IN";
	const mct_entity_t *e;
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && (e = mct_entity_at(i)) != NULL; i++) {
		struct buf whole CLEANUP(buf_free) = {0};
		sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
		bool amended = false;

		for (size_t f = 0; f < e->count; f++)
			amended = amended || (e->fields[f].flags & MCT_FIELD_AMENDED) != 0;
		if (!amended)
			continue;
		buf_addf(&whole, "%s (SELECT id FROM %s)", sql, e->table);
		st = statement_prepare(m, buf_str(&whole), &statement);
		if (st != MCT_OK)
			break;
		statement_bind(statement, "t", e->table);
		st = statement_run(m, statement);
	}
	return st;
}

/* ---- removing -------------------------------------------------------------------------------- */

static mct_status_t refuse_role(mct_t *m, const mct_record_t *r)
{
	return fail(m, MCT_REFUSED, "remove her with: mct client remove, or mct partner remove",
		"n%lld is a client or a partner", (long long)r->id);
}

static mct_status_t delete_record(mct_t *m, mct_record_t *r, bool contact_goes)
{
	mct_status_t st = delete_row(m, r->e->table, r->id);

	if (st == MCT_OK && contact_goes)
		st = delete_row(m, "contact", r->id);
	if (st == MCT_OK)
		st = delete_amendments(m);
	return st == MCT_OK && r->e->removed != NULL ? r->e->removed(r) : st;
}

/* What hangs on r, also through the contact that would go with it. */
static mct_status_t examine(mct_record_t *r, struct tallies *tallies, bool *contact_goes)
{
	const mct_entity_t *e = r->e;
	int64_t roles = 0;
	mct_status_t st = count_dependents(r->m, e->table, r->id, tallies);

	if (st == MCT_OK && (e->is_role || strcmp(e->table, "contact") == 0))
		st = count_roles(r->m, r->id, &roles);
	*contact_goes = e->is_role && roles == 1;
	if (st == MCT_OK && !e->is_role && roles > 0)
		return refuse_role(r->m, r);
	if (st == MCT_OK && *contact_goes)
		st = count_dependents(r->m, "contact", r->id, tallies);
	return st;
}

/* Loads and examines; both outputs are set only when that went well. */
static mct_status_t load_examined(mct_t *m, const mct_entity_t *e, int64_t id, mct_record_t **r,
	struct tallies *tallies, bool *contact_goes)
{
	mct_status_t st = mct_record_new(m, e, r);

	if (st == MCT_OK)
		st = mct_record_load(*r, id);
	if (st == MCT_OK)
		st = examine(*r, tallies, contact_goes);
	return st;
}

mct_status_t mct_dependents(mct_t *m, const mct_entity_t *e, int64_t id, mct_rows_t **out)
{
	struct tallies tallies = {.n = 0};
	mct_record_t *r = NULL;
	bool contact_goes;
	mct_status_t st = load_examined(m, e, id, &r, &tallies, &contact_goes);

	mct_record_free(r);
	return st == MCT_OK ? rows_of_tallies(m, &tallies, out) : st;
}

static mct_status_t refuse_hanging(mct_t *m, const mct_record_t *r)
{
	static const char hint[] = "--with-all removes that too";
	const mct_entity_t *e = r->e;
	long long id = r->id;

	if (e->is_named)
		return fail(m, MCT_REFUSED, hint, "other records hang on %s \"%s\" (%s%lld)",
			e->name, record_text(r, record_field(e, "name")), e->prefix, id);
	return fail(
		m, MCT_REFUSED, hint, "other records hang on %s %s%lld", e->name, e->prefix, id);
}

mct_status_t mct_record_remove(
	mct_t *m, const mct_entity_t *e, int64_t id, bool with_all, mct_rows_t **dependents)
{
	struct tallies tallies = {.n = 0};
	mct_record_t *r = NULL;
	mct_rows_t *rows = NULL;
	bool contact_goes = false;
	mct_status_t st = handle_writing(m, "mct_record_remove()");

	if (st == MCT_OK)
		st = load_examined(m, e, id, &r, &tallies, &contact_goes);
	if (st == MCT_OK)
		st = rows_of_tallies(m, &tallies, &rows);
	if (st == MCT_OK && tallies.total > 0 && !with_all)
		st = refuse_hanging(m, r);
	else if (st == MCT_OK)
		st = delete_record(m, r, contact_goes);
	mct_record_free(r);
	if (dependents != NULL && (st == MCT_OK || st == MCT_REFUSED))
		*dependents = rows;
	else
		mct_rows_free(rows);
	return st;
}
