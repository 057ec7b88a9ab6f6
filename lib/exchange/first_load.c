/*
 * first_load.c - drops the indexes of an empty table and builds them again after the
 * load, in the same transaction. In between nothing can be looked up in it.
 */
#include "exchange/first_load.h"

#include <stdlib.h>
#include <string.h>

#include "store/statement.h"
#include "util/buf.h"

#define ROWS_MIN 20000
#define INDEXES_MAX 16

struct first_load {
	mct_t *m;
	const mct_entity_t *e;
	int way;                    /* of the rows so far; -1 before the first */
	char *indexes[INDEXES_MAX]; /* their SQL */
	size_t index_count;
	bool foreign_keys_off;
};

static struct first_load *load_free(struct first_load *load)
{
	for (size_t i = 0; i < load->index_count; i++)
		free(load->indexes[i]);
	free(load);
	return NULL;
}

static mct_status_t table_is_empty(mct_t *m, const mct_entity_t *e, bool *empty)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_addf(&sql, "SELECT 1 FROM %s LIMIT 1", e->table);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st == MCT_OK)
		st = statement_step(m, statement);
	*empty = st == MCT_DONE;
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* Notes how to build the indexes again, and `drops` how to take them away. */
static mct_status_t list_indexes(struct first_load *load, struct buf *drops)
{
	static const char sql[] = "SELECT name, sql FROM sqlite_schema "
				  "WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(load->m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "t", load->e->table);
	while ((st = statement_step(load->m, statement)) == MCT_ROW) {
		if (load->index_count == INDEXES_MAX)
			return fail(load->m, MCT_ERROR, NULL, "too many indexes");
		buf_addf(drops, "DROP INDEX \"%s\";",
			(const char *)sqlite3_column_text(statement, 0));
		load->indexes[load->index_count] =
			strdup((const char *)sqlite3_column_text(statement, 1));
		if (load->indexes[load->index_count++] == NULL)
			return fail_nomem(load->m);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t run_sql(mct_t *m, const char *sql, const char *doing)
{
	int code = sqlite3_exec(m->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? MCT_OK : fail_sqlite(m, code, doing);
}

/* Looking up a million parents one by one takes a fifth of the import; that every reference leads
 * somewhere is checked for all rows at once at the end. */
static void foreign_keys_off(struct first_load *load)
{
	load->foreign_keys_off = true;
	sqlite3_db_config(load->m->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
}

static mct_status_t foreign_keys_on(struct first_load *load)
{
	mct_status_t st = MCT_DONE;

	if (!load->foreign_keys_off)
		return MCT_OK;
	sqlite3_db_config(load->m->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	for (size_t i = 0; st == MCT_DONE && i < load->e->count; i++) {
		const mct_field_t *f = &load->e->fields[i];
		struct buf sql CLEANUP(buf_free) = {0};
		sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;

		if (f->type != MCT_TYPE_REF)
			continue;
		buf_addf(&sql, "SELECT 1 FROM %s WHERE %s NOT IN (SELECT id FROM %s) LIMIT 1",
			load->e->table, field_column(f),
			f->target != NULL ? f->target->table : "contact");
		st = statement_prepare(load->m, buf_str(&sql), &statement);
		if (st == MCT_OK)
			st = statement_step(load->m, statement);
	}
	if (st == MCT_ROW)
		return fail(load->m, MCT_ERROR, "this is a mistake of mct: please report it",
			"a row of the import refers to nobody; nothing was changed");
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t first_load_begin(
	mct_t *m, const mct_entity_t *e, int64_t rows, struct first_load **out)
{
	struct buf drops CLEANUP(buf_free) = {0};
	struct first_load *load;
	bool empty = false;
	mct_status_t st = MCT_OK;

	*out = NULL;
	if (e->mark == NULL || rows < ROWS_MIN)
		return MCT_OK;
	st = table_is_empty(m, e, &empty);
	if (st != MCT_OK || !empty)
		return st;
	load = calloc(1, sizeof *load);
	if (load == NULL)
		return fail_nomem(m);
	load->m = m;
	load->e = e;
	load->way = -1;
	st = list_indexes(load, &drops);
	if (st == MCT_OK)
		st = run_sql(m, buf_str(&drops), "set the indexes aside");
	if (st == MCT_OK)
		foreign_keys_off(load);
	*out = st == MCT_OK ? load : load_free(load);
	return st;
}

bool first_load_is_new(struct first_load *load, bool repeated, int way)
{
	if (load->way == -1)
		load->way = way;
	return !repeated && way == load->way;
}

void first_load_abandon(struct first_load **load)
{
	struct first_load *l = *load;

	*load = NULL;
	if (l == NULL)
		return;
	if (l->foreign_keys_off)
		sqlite3_db_config(l->m->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	mct_rollback(l->m);
	load_free(l);
}

mct_status_t first_load_end(struct first_load **load)
{
	struct first_load *l = *load;
	mct_status_t st = MCT_OK, checked;

	*load = NULL;
	if (l == NULL)
		return MCT_OK;
	/* A million keys are sorted in a file that has no name, rather than in memory. */
	st = run_sql(l->m, "PRAGMA temp_store = FILE", "sort");
	for (size_t i = 0; st == MCT_OK && i < l->index_count; i++) {
		st = handle_go_on(l->m);
		if (st == MCT_OK)
			st = run_sql(l->m, l->indexes[i], "build the indexes");
	}
	sqlite3_exec(l->m->db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
	checked = foreign_keys_on(l);
	if (st == MCT_OK)
		st = checked;
	if (st != MCT_OK)
		mct_rollback(l->m);
	load_free(l);
	return st;
}
