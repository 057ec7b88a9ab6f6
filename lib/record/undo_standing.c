/*
 * undo_standing.c - finds what stands upon an entry that is to be undone: rows of later
 * entries that hang on its rows, or have changed them; and says which entries
 * these are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/undo.h"
#include "store/statement.h"

#define ENTRIES_TOLD 20
#define RECORDS_TOLD 3

void blocks_add(struct blocks *b, const char *table, int64_t id, const char *key, uint64_t columns)
{
	struct block *block = &b->items[b->count];

	for (size_t i = 0; i < b->count; i++) {
		if (b->items[i].id != id || strcmp(b->items[i].table, table) != 0 ||
			strcmp(b->items[i].key, key != NULL ? key : "") != 0)
			continue;
		b->items[i].columns |= columns;
		return;
	}
	if (b->count == BLOCKS_MAX)
		return;
	b->count++;
	snprintf(block->table, sizeof block->table, "%s", table);
	snprintf(block->key, sizeof block->key, "%s", key != NULL ? key : "");
	block->id = id;
	block->columns = columns;
}

uint64_t change_columns(const struct change *change)
{
	uint64_t columns = 0;

	if (change->op != SQLITE_UPDATE)
		return COLUMNS_ALL;
	for (int i = 0; i < change->columns && i < 64; i++)
		if (change_new(change, i) != NULL)
			columns |= (uint64_t)1 << i;
	return columns;
}

/* ---- references ------------------------------------------------------------------------------ */

mct_status_t references_load(mct_t *m, struct references *out)
{
	static const char sql[] =
		"SELECT child.name, key.\"from\", key.\"table\", field.cid, EXISTS (SELECT 1 "
		"  FROM pragma_table_info(child.name) WHERE name = 'id') "
		"FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) AS key,"
		"  pragma_table_info(child.name) AS field "
		"WHERE child.type = 'table' AND field.name = key.\"from\""
		"  AND child.name NOT LIKE 'history%' ORDER BY child.rowid, field.cid";
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(m, sql, &statement);

	*out = (struct references){0};
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		struct reference *grown =
			realloc(out->items, (out->count + 1) * sizeof *out->items);
		struct reference *r;

		if (grown == NULL)
			return fail_nomem(m);
		out->items = grown;
		r = &grown[out->count++];
		*r = (struct reference){.at = sqlite3_column_int(statement, 3),
			.is_numbered = sqlite3_column_int(statement, 4) != 0};
		snprintf(r->child, sizeof r->child, "%s", sqlite3_column_text(statement, 0));
		snprintf(r->column, sizeof r->column, "%s", sqlite3_column_text(statement, 1));
		snprintf(r->parent, sizeof r->parent, "%s", sqlite3_column_text(statement, 2));
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

void references_free(struct references *r)
{
	for (size_t i = 0; i < r->count; i++) {
		sqlite3_finalize(r->items[i].children);
		sqlite3_finalize(r->items[i].parent_row);
	}
	free(r->items);
	*r = (struct references){0};
}

/* Adds the rows that refer to one of the ids, but for those of a run, which may be NULL. Rows
 * without a number are kept beside records, and went with them. */
static mct_status_t add_children(mct_t *m, struct reference *r, int64_t first, int64_t last,
	const struct part *own, struct blocks *out)
{
	sqlite3_stmt *borrowed CLEANUP(statement_done) = NULL;
	mct_status_t st = MCT_OK;

	if (!r->is_numbered)
		return MCT_OK;
	if (r->children == NULL) {
		struct buf sql CLEANUP(buf_free) = {0};

		buf_addf(&sql,
			"SELECT id FROM %s WHERE %s BETWEEN ?1 AND ?2 "
			"AND NOT id BETWEEN ?3 AND ?4 LIMIT %d",
			r->child, r->column, BLOCKS_MAX);
		st = statement_prepare(m, buf_str(&sql), &r->children);
	}
	if (st != MCT_OK)
		return st;
	borrowed = r->children;
	statement_bind(borrowed, "iiii", first, last, own != NULL ? own->first : (int64_t)0,
		own != NULL ? own->last : (int64_t)-1);
	while ((st = statement_step(m, borrowed)) == MCT_ROW)
		blocks_add(out, r->child, sqlite3_column_int64(borrowed, 0), NULL, COLUMNS_ALL);
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t check_parent(
	mct_t *m, struct reference *r, sqlite3_value *value, struct blocks *out)
{
	sqlite3_stmt *borrowed CLEANUP(statement_done) = NULL;
	mct_status_t st = MCT_OK;

	if (value == NULL || sqlite3_value_type(value) != SQLITE_INTEGER)
		return MCT_OK;
	if (r->parent_row == NULL) {
		struct buf sql CLEANUP(buf_free) = {0};

		buf_addf(&sql, "SELECT 1 FROM %s WHERE id = ?", r->parent);
		st = statement_prepare(m, buf_str(&sql), &r->parent_row);
	}
	if (st != MCT_OK)
		return st;
	borrowed = r->parent_row;
	statement_bind(borrowed, "i", (int64_t)sqlite3_value_int64(value));
	st = statement_step(m, borrowed);
	if (st == MCT_DONE)
		blocks_add(out, r->parent, sqlite3_value_int64(value), NULL, COLUMNS_ALL);
	return st == MCT_DONE || st == MCT_ROW ? MCT_OK : st;
}

mct_status_t standing_on_run(mct_t *m, struct references *refs, const struct part *runs,
	size_t count, size_t which, struct blocks *out)
{
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < refs->count; i++) {
		struct reference *r = &refs->items[i];
		const struct part *own = NULL;

		if (strcmp(r->parent, runs[which].table) != 0)
			continue;
		for (size_t run = 0; run < count; run++)
			if (strcmp(runs[run].table, r->child) == 0)
				own = &runs[run];
		st = add_children(m, r, runs[which].first, runs[which].last, own, out);
	}
	return st;
}

/* ---- an entry that was taken back ------------------------------------------------------------ */

struct check {
	struct references *refs;
	struct blocks *out;
};

/* From the second of a name on everybody of it is named with a mark. An undo that takes the mark
 * away, or brings back the first, would leave two whom nothing tells apart. */
static mct_status_t check_namesakes(mct_t *m, int64_t id, struct blocks *out)
{
	static const char sql[] =
		"SELECT other.id FROM contact AS own JOIN contact AS other "
		"  ON other.name_key = own.name_key AND other.id <> own.id "
		"WHERE own.id = ?1 AND (own.shares_name = 0 OR other.shares_name = 0)";
	int64_t other;
	mct_status_t st = query_integer(m, &other, sql, "i", id);

	if (st == MCT_ROW)
		blocks_add(out, "contact", other, NULL, COLUMNS_ALL);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* `change` is the inverse, as it was applied. */
static mct_status_t check_change(mct_t *m, const struct change *change, void *user)
{
	const struct check *c = user;
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < c->refs->count; i++) {
		struct reference *r = &c->refs->items[i];

		if (change->op == SQLITE_DELETE && strcmp(r->parent, change->table) == 0)
			st = add_children(m, r, change->id, change->id, NULL, c->out);
		else if (change->op != SQLITE_DELETE && strcmp(r->child, change->table) == 0)
			st = check_parent(m, r, change_new(change, r->at), c->out);
	}
	if (st == MCT_OK && change->op != SQLITE_DELETE && strcmp(change->table, "contact") == 0)
		st = check_namesakes(m, change->id, c->out);
	return st;
}

static mct_status_t check_part(mct_t *m, const struct part *part, void *user)
{
	if (part->changeset == NULL)
		return MCT_OK;
	return changes_each(m, part->changeset, part->size, CHANGES_INVERTED, check_change, user);
}

mct_status_t standing_on_entry(mct_t *m, struct references *refs, int64_t entry, struct blocks *out)
{
	struct check c = {.refs = refs, .out = out};

	return parts_each(m, entry, PARTS_BACKWARD, check_part, &c);
}

/* ---- later entries --------------------------------------------------------------------------- */

/* Later entries that hold, newest first. An undo of an entry that is later itself is passed over
 * with it: the two leave nothing. */
static const char sql_later[] =
	"SELECT h.id, h.at, h.command FROM history AS h "
	"LEFT JOIN history AS undone ON undone.id = h.undoes "
	"WHERE h.id > ?1 AND h.undone_by IS NULL"
	"  AND (h.undoes IS NULL OR coalesce(undone.undoes, h.undoes) < ?1) ORDER BY h.id DESC";

struct touched {
	const struct part *run;
	struct blocks *out;
};

static mct_status_t change_in_run(mct_t *m, const struct change *change, void *user)
{
	const struct touched *t = user;

	(void)m;
	if (strcmp(change->table, t->run->table) == 0 && change->id >= t->run->first &&
		change->id <= t->run->last)
		blocks_add(t->out, change->table, change->id, NULL, COLUMNS_ALL);
	return MCT_OK;
}

static mct_status_t part_in_run(mct_t *m, const struct part *part, void *user)
{
	if (part->changeset == NULL)
		return MCT_OK;
	return changes_each(m, part->changeset, part->size, CHANGES_AS_MADE, change_in_run, user);
}

mct_status_t standing_in_run(mct_t *m, int64_t entry, const struct part *run, struct blocks *out)
{
	struct touched t = {.run = run, .out = out};
	sqlite3_stmt *later CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(m, sql_later, &later);

	if (st != MCT_OK)
		return st;
	statement_bind(later, "i", entry);
	while ((st = statement_step(m, later)) == MCT_ROW) {
		st = parts_each(m, sqlite3_column_int64(later, 0), PARTS_FORWARD, part_in_run, &t);
		if (st != MCT_OK)
			return st;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* Which of the rows in the way a later entry has changed. */
struct responsible {
	const struct blocks *blocks;
	struct buf records; /* "v412, c12" */
	int count;
	char seen[BLOCKS_MAX];
};

static void take_block(mct_t *m, struct responsible *r, size_t i)
{
	const struct block *b = &r->blocks->items[i];
	struct buf id CLEANUP(buf_free) = {0};

	if (r->seen[i])
		return;
	r->seen[i] = 1;
	add_record_id(m, b->table, b->id, b->key, &id);
	if (strstr(buf_str(&r->records), buf_str(&id)) != NULL)
		return;
	if (r->count++ < RECORDS_TOLD)
		buf_addf(&r->records, "%s%s", r->count > 1 ? ", " : "", buf_str(&id));
}

static mct_status_t match_change(mct_t *m, const struct change *change, void *user)
{
	struct responsible *r = user;
	const char *key = change_key(change);
	uint64_t columns = change_columns(change);

	for (size_t i = 0; i < r->blocks->count; i++) {
		const struct block *b = &r->blocks->items[i];

		if (b->id == change->id && strcmp(b->table, change->table) == 0 &&
			(b->columns & columns) != 0 && strcmp(b->key, key != NULL ? key : "") == 0)
			take_block(m, r, i);
	}
	return MCT_OK;
}

static mct_status_t match_part(mct_t *m, const struct part *part, void *user)
{
	struct responsible *r = user;

	if (part->changeset != NULL)
		return changes_each(
			m, part->changeset, part->size, CHANGES_AS_MADE, match_change, user);
	for (size_t i = 0; i < r->blocks->count; i++) {
		const struct block *b = &r->blocks->items[i];

		if (b->id >= part->first && b->id <= part->last &&
			strcmp(b->table, part->table) == 0)
			take_block(m, r, i);
	}
	return MCT_OK;
}

/* What is told of the later entries, and how to go on. */
struct later {
	struct buf lines[ENTRIES_TOLD];
	size_t count;
	struct buf way_out;
};

static void later_free(struct later *l)
{
	for (size_t i = 0; i < l->count; i++)
		buf_free(&l->lines[i]);
	buf_free(&l->way_out);
}

/* "y14 mct visit edit v412 --tip 5 (today 15:10): v412" */
static void add_later(mct_t *m, sqlite3_stmt *row, const struct responsible *r, struct later *out)
{
	struct buf *line = &out->lines[out->count];
	long long id = sqlite3_column_int64(row, 0);

	buf_addf(line, "y%lld ", id);
	add_command((const char *)sqlite3_column_text(row, 2), line);
	buf_adds(line, " (");
	add_moment(m, sqlite3_column_int64(row, 1), MCT_FORM_HUMAN, line);
	buf_addf(line, "): %s", buf_str(&r->records));
	if (r->count > RECORDS_TOLD)
		buf_addf(line, " and %d more", r->count - RECORDS_TOLD);
	buf_addf(&out->way_out, "%smct undo y%lld", out->count > 0 ? ", " : "", id);
	out->count++;
}

static mct_status_t find_later(
	mct_t *m, int64_t entry, const struct blocks *blocks, struct later *out)
{
	sqlite3_stmt *row CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(m, sql_later, &row);

	if (st == MCT_OK)
		statement_bind(row, "i", entry);
	while (st == MCT_OK && out->count < ENTRIES_TOLD &&
		(st = statement_step(m, row)) == MCT_ROW) {
		struct responsible r = {.blocks = blocks};

		st = parts_each(m, sqlite3_column_int64(row, 0), PARTS_FORWARD, match_part, &r);
		if (st == MCT_OK && r.count > 0)
			add_later(m, row, &r, out);
		buf_free(&r.records);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t standing_refuse(
	mct_t *m, const struct entry *entry, const char *what, const struct blocks *blocks)
{
	struct later later CLEANUP(later_free) = {.count = 0};
	struct buf hint CLEANUP(buf_free) = {0};
	struct buf command CLEANUP(buf_free) = {0};
	mct_status_t st = find_later(m, entry->id, blocks, &later);

	if (st != MCT_OK)
		return st;
	if (later.count == 0) {
		buf_adds(&hint, "look at what was changed since: ");
		add_record_id(m, blocks->items[0].table, blocks->items[0].id, blocks->items[0].key,
			&hint);
	} else {
		buf_addf(&hint, "undo %s first: %s", later.count == 1 ? "that" : "these",
			buf_str(&later.way_out));
	}
	add_command(buf_str(&entry->command), &command);
	problems_clear(m);
	problem_add(m, MCT_REFUSED, NULL, NULL, buf_str(&hint),
		"\"%s\" (y%lld) cannot be %s: later changes stand upon it", buf_str(&command),
		(long long)entry->id, what);
	for (size_t i = 0; i < later.count; i++)
		problem_add(m, MCT_REFUSED, NULL, NULL, NULL, "%s", buf_str(&later.lines[i]));
	return fail_with_problems(m);
}
