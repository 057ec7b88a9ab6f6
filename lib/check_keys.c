/*
 * check_keys.c - is everybody found by her name, her phone and the words of her name? The
 * keys that are kept beside a field must be what the library makes of it today.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "people/identity.h"
#include "record/type.h"
#include "store/journal.h"
#include "store/statement.h"

/* ---- keys ------------------------------------------------------------------------------------ */

static mct_status_t write_key(
	mct_t *m, const mct_entity_t *e, const mct_field_t *f, int64_t id, const char *key)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_addf(&sql, "UPDATE %s SET %s = ? WHERE id = ?", e->table, f->key_column);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, "ti", key, id);
	st = statement_run(m, statement);
	return st == MCT_OK ? journal_changed(m) : st;
}

/* A row of id, value and key: notes it when the key is another than the value's. */
static mct_status_t compare_key(struct check *c, const mct_entity_t *e, const mct_field_t *f,
	sqlite3_stmt *row, struct tally *t)
{
	const char *value = (const char *)sqlite3_column_text(row, 1);
	const char *kept = (const char *)sqlite3_column_text(row, 2);
	struct buf key CLEANUP(buf_free) = {0};
	const char *right = NULL;

	if (value != NULL) {
		type_of(f->type)->key(value, (size_t)sqlite3_column_bytes(row, 1), &key);
		right = buf_str(&key);
	}
	if (key.failed)
		return fail_nomem(c->m);
	if (right == NULL || kept == NULL ? right == kept : strcmp(right, kept) == 0)
		return MCT_OK;
	tally_add(t, e->prefix, sqlite3_column_int64(row, 0));
	return c->repair ? write_key(c->m, e, f, sqlite3_column_int64(row, 0), right) : MCT_OK;
}

static mct_status_t look_at_key(struct check *c, const mct_entity_t *e, const mct_field_t *f)
{
	struct buf sql CLEANUP(buf_free) = {0};
	struct buf what CLEANUP(buf_free) = {0};
	struct tally t CLEANUP(tally_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_addf(&sql, "SELECT id, %s, %s FROM %s ORDER BY id", field_column(f), f->key_column,
		e->table);
	st = statement_prepare(c->m, buf_str(&sql), &statement);
	while (st == MCT_OK && (st = statement_step(c->m, statement)) == MCT_ROW)
		st = compare_key(c, e, f, statement, &t);
	if (st != MCT_DONE)
		return st;
	buf_addf(&what, "cannot be found by %s", f->name);
	return check_add_tally(c, &t, buf_str(&what));
}

mct_status_t look_at_keys(struct check *c)
{
	const mct_entity_t *e;
	mct_status_t st = MCT_OK;

	for (size_t k = 0; (e = mct_entity_at(k)) != NULL; k++)
		for (size_t i = 0; st == MCT_OK && i < e->count; i++)
			if (e->fields[i].key_column != NULL && e->fields[i].home == HOME_OWN)
				st = look_at_key(c, e, &e->fields[i]);
	return st;
}

/* ---- the words of names ---------------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "tan mei tan" -> "mei tan": each word once, in order. */
static bool sort_words(char *text, struct buf *out)
{
	const char **words = calloc(strlen(text) / 2 + 1, sizeof *words);
	size_t n = 0;
	char *rest;

	if (words == NULL)
		return false;
	for (char *word = strtok_r(text, " ", &rest); word != NULL;
		word = strtok_r(NULL, " ", &rest))
		words[n++] = word;
	qsort(words, n, sizeof *words, by_text);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(words[i], words[i - 1]) != 0)
			buf_addf(out, "%s%s", out->len > 0 ? " " : "", words[i]);
	free(words);
	return !out->failed;
}

static mct_status_t compare_words(struct check *c, sqlite3_stmt *row, struct tally *t)
{
	int64_t id = sqlite3_column_int64(row, 0);
	char *keys CLEANUP(free_pointer) = strdup((const char *)sqlite3_column_text(row, 1));
	struct buf right CLEANUP(buf_free) = {0};

	if (keys == NULL || !sort_words(keys, &right))
		return fail_nomem(c->m);
	if (strcmp(buf_str(&right), (const char *)sqlite3_column_text(row, 2)) == 0)
		return MCT_OK;
	tally_add(t, "n", id);
	return c->repair ? identity_write_words(c->m, id) : MCT_OK;
}

mct_status_t look_at_words(struct check *c)
{
	static const char sql[] =
		"SELECT id, name_key || ' ' || coalesce(preferred_key, ''), coalesce(("
		"  SELECT group_concat(word, ' ') FROM ("
		"    SELECT word FROM contact_word WHERE contact_id = contact.id ORDER BY 1)), '') "
		"FROM contact ORDER BY id";
	struct tally t CLEANUP(tally_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(c->m, sql, &statement);

	while (st == MCT_OK && (st = statement_step(c->m, statement)) == MCT_ROW)
		st = compare_words(c, statement, &t);
	return st == MCT_DONE ? check_add_tally(c, &t, "cannot be found by words of the name") : st;
}

/* ---- namesakes ------------------------------------------------------------------------------- */

#define UNMARKED                                                                                   \
	"shares_name = 0 AND EXISTS (SELECT 1 FROM contact AS other "                              \
	"WHERE other.name_key = contact.name_key AND other.id <> contact.id)"

mct_status_t look_at_namesakes(struct check *c)
{
	static const char sql[] = "SELECT id FROM contact WHERE " UNMARKED " ORDER BY id";
	static const char mark[] = "UPDATE contact SET shares_name = 1 WHERE " UNMARKED;
	struct tally t CLEANUP(tally_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	sqlite3_stmt *update;
	mct_status_t st = statement_prepare(c->m, sql, &statement);

	while (st == MCT_OK && (st = statement_step(c->m, statement)) == MCT_ROW) {
		tally_add(&t, "n", sqlite3_column_int64(statement, 0));
		st = MCT_OK;
	}
	st = st == MCT_DONE ? MCT_OK : st;
	if (st == MCT_OK && c->repair && t.count > 0) {
		st = statement_get(c->m, mark, &update);
		if (st == MCT_OK)
			st = statement_run(c->m, update);
	}
	return st == MCT_OK ? check_add_tally(c, &t, "is not told apart from a namesake") : st;
}
