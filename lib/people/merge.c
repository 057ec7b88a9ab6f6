/*
 * merge.c - makes two records of one person one: what hangs on the other hangs on her from
 * then on. What hangs where is read from the file's own foreign keys, so a new
 * table is known here by itself.
 */
#include "people/merge.h"

#include <stdio.h>
#include <string.h>

#include "record/rows.h"
#include "store/journal.h"
#include "store/statement.h"

/* ---- the answer ------------------------------------------------------------------------------ */

enum { WHAT, COUNT, FATE, IDS };
enum fate { FATE_MOVED, FATE_REMOVED, FATE_TWICE };

static const char *const fates[] = {
	[FATE_MOVED] = "moved", [FATE_REMOVED] = "removed", [FATE_TWICE] = "twice", NULL};
static const mct_field_t columns[] = {
	[WHAT] = {.name = "what",
		.title = "What",
		.help = "the kind of record",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[COUNT] = {.name = "count",
		.title = "Count",
		.help = "how many",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[FATE] = {.name = "fate",
		.title = "Fate",
		.help = "moved to her; removed: it tied the two, or was there twice; "
			"twice: at one time, and left",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = fates},
	[IDS] = {.name = "ids",
		.title = "Ids",
		.help = "which, of what is there twice",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED},
};

static mct_status_t tell(
	mct_rows_t *rows, const char *table, int64_t count, enum fate fate, const char *ids)
{
	const mct_entity_t *e = entity_of_table(table);
	mct_status_t st;

	if (count == 0)
		return MCT_OK;
	st = row_add(rows);
	if (st != MCT_OK)
		return st;
	row_set_text(rows, WHAT, e != NULL ? e->name : table);
	row_set_integer(rows, COUNT, count);
	row_set_text(rows, FATE, fates[fate]);
	row_set_text(rows, IDS, ids);
	return rows_check(rows);
}

/* ---- columns that lead to people ------------------------------------------------------------- */

/* The roles share her id, and the words of her name are written anew. */
static const char sql_people[] =
	"SELECT child.name, key.\"from\", field.\"notnull\" "
	"FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) AS key,"
	"  pragma_table_info(child.name) AS field "
	"WHERE child.type = 'table' AND key.\"table\" IN ('contact', 'client', 'partner')"
	"  AND field.name = key.\"from\""
	"  AND child.name NOT IN ('client', 'partner', 'contact_word') "
	"ORDER BY child.rowid, field.cid";

struct column {
	char table[32], name[32];
	bool is_needed; /* NOT NULL */
};
struct columns {
	struct column items[64];
	size_t count;
};

static mct_status_t find_columns(mct_t *m, struct columns *out)
{
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(m, sql_people, &statement);

	out->count = 0;
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		struct column *c = &out->items[out->count];

		if (++out->count > ARRAY_SIZE(out->items))
			return fail(m, MCT_ERROR, NULL, "too many tables lead to people");
		snprintf(c->table, sizeof c->table, "%s", sqlite3_column_text(statement, 0));
		snprintf(c->name, sizeof c->name, "%s", sqlite3_column_text(statement, 1));
		c->is_needed = sqlite3_column_int(statement, 2) != 0;
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* Runs a statement of the two, ?1 who stays and ?2 the other; *changed rows of it. */
static mct_status_t run_sql(const struct merge *merge, const struct buf *sql, int64_t *changed)
{
	mct_t *m = merge->m;
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = sql->failed ? fail_nomem(m) : statement_prepare(m, sql->data, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "ii", merge->query->id, merge->query->other);
	st = statement_run(m, statement);
	*changed = sqlite3_changes(m->db);
	return st == MCT_OK ? journal_changed(m) : st;
}

/* ---- ties between the two -------------------------------------------------------------------- */

static const char *needed_by(const struct column *c)
{
	const mct_entity_t *e = entity_of_table(c->table);

	for (size_t i = 0; e != NULL && i < e->count; i++)
		if (strcmp(field_column(&e->fields[i]), c->name) == 0)
			return e->fields[i].needed;
	return NULL;
}

#define BOTH_LEAD_TO_THEM "%s IN (?1, ?2) AND %s IN (?1, ?2) AND %s <> %s"

/* Nobody is tied to herself: a record that leads to both by two columns forgets the one that it can
 * be without, or goes. */
static mct_status_t untie(const struct merge *merge, const struct column *one,
	const struct column *two, mct_rows_t *rows)
{
	const struct column *optional = !two->is_needed ? two : !one->is_needed ? one : NULL;
	const char *needed = optional != NULL ? needed_by(optional) : "1";
	struct buf sql CLEANUP(buf_free) = {0};
	int64_t changed = 0;
	mct_status_t st = MCT_OK;

	if (needed != NULL) {
		buf_addf(&sql, "DELETE FROM %s WHERE " BOTH_LEAD_TO_THEM " AND (%s)", one->table,
			one->name, two->name, one->name, two->name, needed);
		st = run_sql(merge, &sql, &changed);
	}
	if (st == MCT_OK)
		st = tell(rows, one->table, changed, FATE_REMOVED, NULL);
	if (st != MCT_OK || optional == NULL)
		return st;
	buf_clear(&sql);
	buf_addf(&sql, "UPDATE %s SET %s = NULL WHERE " BOTH_LEAD_TO_THEM, one->table,
		optional->name, one->name, two->name, one->name, two->name);
	return run_sql(merge, &sql, &changed);
}

static mct_status_t untie_all(
	const struct merge *merge, const struct columns *people, mct_rows_t *rows)
{
	mct_status_t st = MCT_OK;

	for (size_t i = 0; i < people->count; i++)
		for (size_t k = i + 1; st == MCT_OK && k < people->count; k++)
			if (strcmp(people->items[i].table, people->items[k].table) == 0)
				st = untie(merge, &people->items[i], &people->items[k], rows);
	return st;
}

/* ---- moving ---------------------------------------------------------------------------------- */

/* What may be there once and is there for both stays as it is with her. */
static mct_status_t move_column(const struct merge *merge, const struct column *c, mct_rows_t *rows)
{
	struct buf sql CLEANUP(buf_free) = {0};
	int64_t changed = 0;
	mct_status_t st;

	buf_addf(&sql, "UPDATE OR IGNORE %s SET %s = ?1 WHERE %s = ?2", c->table, c->name, c->name);
	st = run_sql(merge, &sql, &changed);
	if (st == MCT_OK)
		st = tell(rows, c->table, changed, FATE_MOVED, NULL);
	if (st != MCT_OK)
		return st;
	buf_clear(&sql);
	buf_addf(&sql, "DELETE FROM %s WHERE %s = ?2 AND ?1 IS NOT NULL", c->table, c->name);
	st = run_sql(merge, &sql, &changed);
	return st == MCT_OK ? tell(rows, c->table, changed, FATE_REMOVED, NULL) : st;
}

static mct_status_t move_role(const struct merge *merge, const char *role, mct_rows_t *rows)
{
	static const char sql_columns[] = "SELECT group_concat('\"' || name || '\"', ', ') "
					  "FROM pragma_table_info(?1) WHERE name <> 'id'";
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *names CLEANUP(statement_finish) = NULL;
	int64_t changed = 0;
	mct_status_t st = statement_prepare(merge->m, sql_columns, &names);

	if (st != MCT_OK)
		return st;
	statement_bind(names, "t", role);
	st = statement_step(merge->m, names);
	if (st != MCT_ROW)
		return st;
	buf_addf(&sql, "INSERT INTO %s (id, %s) SELECT ?1, %s FROM %s WHERE id = ?2", role,
		(const char *)sqlite3_column_text(names, 0),
		(const char *)sqlite3_column_text(names, 0), role);
	st = run_sql(merge, &sql, &changed);
	return st == MCT_OK ? tell(rows, role, changed, FATE_MOVED, NULL) : st;
}

/* What her own notes said before, in whatever she is. */
static mct_status_t move_amendments(const struct merge *merge)
{
	struct buf sql CLEANUP(buf_free) = {0};
	int64_t changed;

	buf_adds(&sql,
		"UPDATE amendment SET record_id = ?1 WHERE record_id = ?2"
		"  AND table_name IN ('contact', 'client', 'partner')");
	return run_sql(merge, &sql, &changed);
}

static mct_status_t remove_other(const struct merge *merge)
{
	static const char *const tables[] = {"client", "partner", "contact"};
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(tables); i++) {
		struct buf sql CLEANUP(buf_free) = {0};
		int64_t changed;

		buf_addf(&sql, "DELETE FROM %s WHERE id = ?2 AND ?1 IS NOT NULL", tables[i]);
		st = run_sql(merge, &sql, &changed);
	}
	return st;
}

/* ---- visits of both -------------------------------------------------------------------------- */

/* Two lists that knew her by different names may both have had the session. Which of them is right
 * is not guessed, but money that is there twice is told. */
static mct_status_t tell_twice(const struct merge *merge, mct_rows_t *rows)
{
	static const char sql[] =
		"SELECT one.id, two.id FROM visit AS one JOIN visit AS two ON two.date = one.date "
		"AND coalesce(two.time = one.time, 1) "
		"WHERE one.client_id = ?1 AND two.client_id = ?2 ORDER BY one.date, one.id";
	struct buf ids CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	int64_t count = 0;
	mct_status_t st = statement_get(merge->m, sql, &statement);

	if (st == MCT_OK)
		statement_bind(statement, "ii", merge->query->id, merge->query->other);
	while (st == MCT_OK && (st = statement_step(merge->m, statement)) == MCT_ROW) {
		buf_addf(&ids, "%sv%lld and v%lld", count++ > 0 ? "; " : "",
			(long long)sqlite3_column_int64(statement, 0),
			(long long)sqlite3_column_int64(statement, 1));
		st = MCT_OK;
	}
	return st == MCT_DONE ? tell(rows, "visit", count, FATE_TWICE, buf_str(&ids)) : st;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static mct_status_t move_all(const struct merge *merge, mct_rows_t *rows)
{
	struct columns people;
	mct_status_t st = find_columns(merge->m, &people);

	if (st == MCT_OK && merge->only_other[MERGE_CLIENT])
		st = move_role(merge, "client", rows);
	if (st == MCT_OK && merge->only_other[MERGE_PARTNER])
		st = move_role(merge, "partner", rows);
	if (st == MCT_OK)
		st = untie_all(merge, &people, rows);
	for (size_t i = 0; st == MCT_OK && i < people.count; i++)
		st = move_column(merge, &people.items[i], rows);
	if (st == MCT_OK)
		st = move_amendments(merge);
	return st == MCT_OK ? remove_other(merge) : st;
}

/* The contact first: a role reads its name. */
static mct_status_t save_parts(const struct merge *merge)
{
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < MERGE_PARTS; i++) {
		enum mct_change change;

		if (merge->parts[i] == NULL)
			continue;
		merge->parts[i]->id = merge->query->id;
		mct_record_insist(merge->parts[i]);
		st = mct_record_save(merge->parts[i], &change);
	}
	return st;
}

mct_status_t mct_merge_fields(mct_t *m, const struct mct_merge_query *query, mct_rows_t **out)
{
	struct merge merge CLEANUP(merge_free) = {.m = m, .query = query};
	mct_rows_t *rows = NULL;
	mct_status_t st = rows_of_table(m, merge_columns, MERGE_COLUMNS, &rows);

	if (st == MCT_OK)
		st = merge_settle(&merge, rows);
	return rows_hand_out(rows, st, out);
}

mct_status_t mct_merge(mct_t *m, const struct mct_merge_query *query, mct_rows_t **out)
{
	struct merge merge CLEANUP(merge_free) = {.m = m, .query = query};
	mct_rows_t *fields = NULL, *rows = NULL;
	mct_status_t st = handle_writing(m, "mct_merge()");

	if (st == MCT_OK)
		st = rows_of_table(m, merge_columns, MERGE_COLUMNS, &fields);
	if (st == MCT_OK)
		st = merge_settle(&merge, fields);
	mct_rows_free(fields);
	if (st == MCT_OK)
		st = rows_of_table(m, columns, ARRAY_SIZE(columns), &rows);
	if (st == MCT_OK)
		st = tell_twice(&merge, rows);
	if (st == MCT_OK)
		st = move_all(&merge, rows);
	if (st == MCT_OK)
		st = save_parts(&merge);
	return rows_hand_out(rows, st, out);
}
