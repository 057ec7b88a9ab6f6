/*
 * undo.c - takes an entry of the history back, as a change of its own: the inverse of
 * its changesets, the rows of its runs removed. Either exactly that, or nothing:
 * foreign keys are off meanwhile, so that nothing else goes or forgets, and
 * what would be left hanging afterwards refuses the undo.
 */
#include "record/undo.h"

#include <stdio.h>
#include <string.h>

#include "record/rows.h"
#include "store/journal.h"
#include "store/schema.h"
#include "store/statement.h"

#define RUNS_MAX 16
#define KINDS_MAX 40
#define IDS_TOLD 3

/* What was undone of one kind of record, in one way. */
struct tally {
	const char *table;
	int op;
	int64_t count;
	struct buf ids;
};

struct undo {
	mct_t *m;
	struct entry entry; /* the one whose inverse is applied */
	struct references refs;
	struct blocks blocks;
	struct part runs[RUNS_MAX];
	size_t run_count;
	struct tally tallies[KINDS_MAX];
	size_t tally_count;
	bool has_part;
	int64_t bytes; /* of the parts that were read */
};

static void undo_free(struct undo *u)
{
	for (size_t i = 0; i < u->tally_count; i++)
		buf_free(&u->tallies[i].ids);
	references_free(&u->refs);
	entry_free(&u->entry);
}

/* ---- what was undone, by kind ---------------------------------------------------------------- */

/* The text of the table that stays: that of the entity. */
static const char *kept_name(const char *table)
{
	const mct_entity_t *e = entity_of_table(table);

	return e != NULL ? e->table : strcmp(table, "setting") == 0 ? "setting" : "record";
}

static struct tally *tally_of(struct undo *u, const char *table, int op)
{
	const char *name = kept_name(table);

	for (size_t i = 0; i < u->tally_count; i++)
		if (u->tallies[i].op == op && strcmp(u->tallies[i].table, name) == 0)
			return &u->tallies[i];
	if (u->tally_count == KINDS_MAX)
		return NULL;
	u->tallies[u->tally_count] = (struct tally){.table = name, .op = op};
	return &u->tallies[u->tally_count++];
}

static mct_status_t count_record(mct_t *m, const struct record_change *change, void *user)
{
	struct tally *t = tally_of(user, change->table, change->op);

	if (t == NULL)
		return MCT_OK;
	if (t->count < IDS_TOLD && change->count == 1) {
		buf_adds(&t->ids, t->ids.len > 0 ? "; " : "");
		add_record_id(m, change->table, change->id, change->key, &t->ids);
	}
	t->count += change->count;
	return MCT_OK;
}

static const char *const changes[] = {"removed", "restored", "changed", NULL};
static const mct_field_t columns[] = {
	{.name = "what",
		.title = "What",
		.help = "the kind of record",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "count",
		.title = "Count",
		.help = "how many",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "change",
		.title = "Change",
		.help = "whether they are gone again, back again, or as they were",
		.type = MCT_TYPE_CHOICE,
		.choices = changes,
		.flags = MCT_FIELD_LISTED},
	{.name = "ids",
		.title = "Ids",
		.help = "which, where they are few",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED},
};

static mct_status_t rows_of_tallies(const struct undo *u, mct_rows_t **out)
{
	static const int ops[] = {SQLITE_DELETE, SQLITE_INSERT, SQLITE_UPDATE};
	mct_rows_t *rows = NULL;
	mct_status_t st = rows_of_table(u->m, columns, ARRAY_SIZE(columns), &rows);

	for (size_t i = 0; st == MCT_OK && i < u->tally_count * ARRAY_SIZE(ops); i++) {
		const struct tally *t = &u->tallies[i % u->tally_count];
		const mct_entity_t *e = entity_of_table(t->table);

		if (t->op != ops[i / u->tally_count])
			continue;
		st = row_add(rows);
		if (st != MCT_OK)
			break;
		row_set_text(rows, 0, e != NULL ? e->name : t->table);
		row_set_integer(rows, 1, t->count);
		row_set_text(rows, 2, changes[i / u->tally_count]);
		if (t->count <= IDS_TOLD)
			row_set_text(rows, 3, buf_str(&t->ids));
	}
	return rows_hand_out(rows, st, out);
}

/* ---- changesets ------------------------------------------------------------------------------ */

/* Another row that has what is unique. */
static void block_holder(struct undo *u, const struct change *change)
{
	static const char sql[] =
		"SELECT column.name, column.cid FROM pragma_index_list(?1) AS list, "
		"  pragma_index_info(list.name) AS part, pragma_table_info(?1) AS column "
		"WHERE list.\"unique\" AND list.origin <> 'pk' AND column.cid = part.cid";
	sqlite3_stmt *unique CLEANUP(statement_finish) = NULL;

	if (statement_prepare(u->m, sql, &unique) != MCT_OK)
		return;
	statement_bind(unique, "t", change->table);
	while (statement_step(u->m, unique) == MCT_ROW) {
		sqlite3_value *value = change_new(change, sqlite3_column_int(unique, 1));
		struct buf holder CLEANUP(buf_free) = {0};
		sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;

		buf_addf(&holder, "SELECT id FROM %s WHERE %s = ?1 AND id <> ?2", change->table,
			(const char *)sqlite3_column_text(unique, 0));
		if (value == NULL || entity_of_table(change->table) == NULL ||
			statement_prepare(u->m, buf_str(&holder), &statement) != MCT_OK)
			continue;
		sqlite3_bind_value(statement, 1, value);
		sqlite3_bind_int64(statement, 2, change->id);
		if (statement_step(u->m, statement) == MCT_ROW)
			blocks_add(&u->blocks, change->table, sqlite3_column_int64(statement, 0),
				NULL, COLUMNS_ALL);
	}
}

/* The record that a row kept beside records belongs to. */
static void block_owner(struct undo *u, const struct change *change)
{
	bool is_note = strcmp(change->table, "amendment") == 0;
	int at = is_note ? 2 : 1;
	sqlite3_value *id =
		change->op == SQLITE_INSERT ? change_new(change, at) : change_old(change, at);
	sqlite3_value *table = !is_note       ? NULL
		: change->op == SQLITE_INSERT ? change_new(change, 1)
					      : change_old(change, 1);

	if (id != NULL && (table != NULL || !is_note))
		blocks_add(&u->blocks,
			is_note ? (const char *)sqlite3_value_text(table) : "contact",
			sqlite3_value_int64(id), NULL, COLUMNS_ALL);
}

/* A row that is not as the entry left it. The others are tried too, so that all is told. */
static int on_conflict(void *user, int kind, sqlite3_changeset_iter *at)
{
	struct undo *u = user;
	struct change change;
	size_t before = u->blocks.count;

	if (u->m->interrupted || kind == SQLITE_CHANGESET_FOREIGN_KEY)
		return SQLITE_CHANGESET_ABORT;
	change_read(at, &change);
	if (table_is_beside_records(change.table)) {
		block_owner(u, &change);
		return SQLITE_CHANGESET_OMIT;
	}
	if (kind == SQLITE_CHANGESET_CONSTRAINT)
		block_holder(u, &change);
	if (u->blocks.count == before)
		blocks_add(&u->blocks, change.table, change.id, change_key(&change),
			change_columns(&change));
	return SQLITE_CHANGESET_OMIT;
}

/* The name of the table stands in SQL: it is one of ours. */
static mct_status_t note_run(struct undo *u, const struct part *part)
{
	const mct_entity_t *e = entity_of_table(part->table);

	if (u->run_count == RUNS_MAX || e == NULL)
		return fail_damaged_history(u->m);
	u->runs[u->run_count] = *part;
	u->runs[u->run_count++].table = e->table;
	return MCT_OK;
}

/* What an earlier part changed is a part of its own in the journal too. */
static mct_status_t apply_part(mct_t *m, const struct part *part, void *user)
{
	struct undo *u = user;
	mct_status_t st = record_changes_each(m, part, CHANGES_INVERTED, count_record, u);
	int code;

	u->bytes += part->size;
	if (st == MCT_OK && part->changeset == NULL)
		return note_run(u, part);
	if (st == MCT_OK && u->has_part)
		st = journal_part(m);
	if (st != MCT_OK)
		return st;
	u->has_part = true;
	code = sqlite3changeset_apply_v2(m->db, part->size, (void *)(uintptr_t)part->changeset,
		journal_filter, on_conflict, u, NULL, NULL,
		SQLITE_CHANGESETAPPLY_INVERT | SQLITE_CHANGESETAPPLY_NOSAVEPOINT);
	if (m->interrupted)
		return handle_go_on(m);
	return code == SQLITE_OK ? MCT_OK : fail_sqlite(m, code, "undo it");
}

/* An entry that lost whole changes is undone no more than one that cannot be read. */
static mct_status_t apply_changesets(struct undo *u)
{
	mct_status_t st;

	sqlite3_db_config(u->m->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	st = parts_each(u->m, u->entry.id, PARTS_BACKWARD, apply_part, u);
	sqlite3_db_config(u->m->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	return st == MCT_OK && u->bytes != u->entry.bytes ? fail_damaged_history(u->m) : st;
}

/* ---- runs ------------------------------------------------------------------------------------ */

/* Whether no other run that is left refers to this one: it may go first. */
static bool is_free(const struct undo *u, size_t run)
{
	for (size_t i = 0; i < u->refs.count; i++)
		for (size_t other = 0; other < u->run_count; other++)
			if (other != run && u->runs[other].table != NULL &&
				strcmp(u->refs.items[i].parent, u->runs[run].table) == 0 &&
				strcmp(u->refs.items[i].child, u->runs[other].table) == 0)
				return false;
	return true;
}

/* From the highest id to the lowest. */
static mct_status_t remove_rows(mct_t *m, const struct part *run)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_addf(&sql,
		"DELETE FROM %s WHERE id = (SELECT max(id) FROM %s WHERE id BETWEEN ?1 AND ?2)",
		run->table, run->table);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st == MCT_OK)
		statement_bind(statement, "ii", run->first, run->last);
	while (st == MCT_OK) {
		st = statement_run(m, statement);
		if (st == MCT_OK && sqlite3_changes(m->db) == 0)
			break;
		if (st == MCT_OK)
			st = journal_changed(m);
	}
	return st;
}

static mct_status_t check_runs(struct undo *u)
{
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < u->run_count; i++) {
		st = standing_in_run(u->m, u->entry.id, &u->runs[i], &u->blocks);
		if (st == MCT_OK)
			st = standing_on_run(u->m, &u->refs, u->runs, u->run_count, i, &u->blocks);
	}
	return st;
}

/* With nothing but its own words hanging on a row, foreign keys are on for it. */
static mct_status_t remove_runs(struct undo *u)
{
	size_t left = u->run_count;
	mct_status_t st = check_runs(u);

	for (size_t i = 0; st == MCT_OK && left > 0 && u->blocks.count == 0;
		i = (i + 1) % u->run_count) {
		if (u->runs[i].table == NULL || !is_free(u, i))
			continue;
		st = remove_rows(u->m, &u->runs[i]);
		u->runs[i].table = NULL;
		left--;
	}
	return st;
}

/* ---- one entry ------------------------------------------------------------------------------- */

static mct_status_t check_entry(struct undo *u, const char *what)
{
	const struct entry *e = &u->entry;
	struct buf command CLEANUP(buf_free) = {0};

	add_command(buf_str(&e->command), &command);
	if (e->undone_by != 0)
		return fail(u->m, MCT_REFUSED, "mct redo does it again",
			"\"%s\" (y%lld) is undone already, by y%lld", buf_str(&command),
			(long long)e->id, (long long)e->undone_by);
	if (strcmp(buf_str(&e->command), HISTORY_BEGINNING) == 0)
		return fail(u->m, MCT_REFUSED, NULL,
			"the making of the practice file (y%lld) cannot be undone",
			(long long)e->id);
	if (e->schema != schema_version())
		return fail(u->m, MCT_REFUSED, "change it by hand",
			"\"%s\" (y%lld) was done by another version of mct and cannot be %s",
			buf_str(&command), (long long)e->id, what);
	return MCT_OK;
}

/* Amounts stand in the one currency of the practice: once there are some, it stays. */
static mct_status_t check_currency(mct_t *m, const char *before)
{
	struct buf now CLEANUP(buf_free) = {0};
	mct_status_t st = MCT_OK;

	settings_forget(m);
	buf_adds(&now, mct_setting(m, "practice.currency"));
	if (strcmp(buf_str(&now), before) != 0)
		st = setting_check_currency_free(m, before);
	return st;
}

static mct_status_t take_back(struct undo *u, const char *what)
{
	struct buf currency CLEANUP(buf_free) = {0};
	mct_status_t st = check_entry(u, what);

	if (st == MCT_OK)
		st = references_load(u->m, &u->refs);
	if (st != MCT_OK)
		return st;
	buf_adds(&currency, mct_setting(u->m, "practice.currency"));
	journal_undoes(u->m, u->entry.id);
	st = apply_changesets(u);
	if (st == MCT_OK)
		st = remove_runs(u);
	if (st == MCT_OK)
		st = standing_on_entry(u->m, &u->refs, u->entry.id, &u->blocks);
	if (st == MCT_OK && u->blocks.count > 0)
		st = standing_refuse(u->m, &u->entry, what, &u->blocks);
	if (st == MCT_OK)
		st = check_currency(u->m, buf_str(&currency));
	return st;
}

/* What was read before, ids that were counted on, and settings no longer hold. */
static mct_status_t finish(struct undo *u, mct_status_t st, mct_rows_t **out)
{
	if (st == MCT_OK)
		st = rows_of_tallies(u, out);
	if (st != MCT_OK)
		mct_rollback(u->m);
	settings_forget(u->m);
	u->m->transaction++;
	return st;
}

/* ---- which one ------------------------------------------------------------------------------- */

static mct_status_t choose_undo(mct_t *m, int64_t id, struct entry *out)
{
	int64_t asked = id;
	mct_status_t st = id == 0 ? history_last(m, out) : history_entry(m, id, out);

	if (st != MCT_OK || out->undoes == 0)
		return st;
	if (!out->is_redo)
		return fail(m, MCT_REFUSED, "mct redo does again what it has undone",
			"y%lld is an undo", (long long)id);
	/* What a redo did is what was done in the first place. */
	while (st == MCT_OK && out->undoes != 0)
		st = history_entry(m, out->undoes, out);
	return st == MCT_NOTFOUND
		? fail(m, MCT_REFUSED, "mct config get history.keep says how much is kept",
			  "what y%lld did again has been dropped", (long long)asked)
		: st;
}

static mct_status_t choose_redo(mct_t *m, int64_t id, struct entry *out)
{
	mct_status_t st = id == 0 ? history_last_undo(m, out) : history_entry(m, id, out);

	if (st == MCT_OK && out->undoes == 0 && out->undone_by != 0)
		st = history_entry(m, out->undone_by, out);
	if (st == MCT_OK && (out->undoes == 0 || out->is_redo))
		return fail(m, MCT_REFUSED, NULL, "y%lld is not undone", (long long)id);
	return st;
}

mct_status_t mct_undo(mct_t *m, int64_t entry, int64_t *undone, mct_rows_t **out)
{
	struct undo u CLEANUP(undo_free) = {.m = m};
	mct_status_t st = handle_writing(m, "mct_undo()");

	if (st == MCT_OK)
		st = choose_undo(m, entry, &u.entry);
	if (st == MCT_OK)
		st = take_back(&u, "undone");
	st = finish(&u, st, out);
	if (st == MCT_OK)
		*undone = u.entry.id;
	return st;
}

mct_status_t mct_redo(mct_t *m, int64_t entry, int64_t *redone, mct_rows_t **out)
{
	struct undo u CLEANUP(undo_free) = {.m = m};
	mct_status_t st = handle_writing(m, "mct_redo()");

	if (st == MCT_OK)
		st = choose_redo(m, entry, &u.entry);
	if (st == MCT_OK)
		st = take_back(&u, "done again");
	st = finish(&u, st, out);
	if (st == MCT_OK)
		*redone = u.entry.undoes;
	return st;
}
