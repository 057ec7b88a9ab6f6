/*
 * find.c - finds a record by its id or its name. There are few of them in a practice
 * (topics, events), so that every name may be looked at.
 */
#include "record/find.h"

#include <stdlib.h>
#include <string.h>

#include "store/statement.h"
#include "util/text.h"

#define ID_DIGITS 17 /* each number of them is an int64_t */

bool mct_entity_id(const mct_entity_t *e, const char *who, int64_t *id)
{
	size_t prefix = strlen(e->prefix), digits;

	if (strncmp(who, e->prefix, prefix) != 0)
		return false;
	who += prefix;
	digits = strspn(who, "0123456789");
	if (who[0] == '0' || digits == 0 || digits > ID_DIGITS || who[digits] != '\0')
		return false;
	if (id != NULL)
		*id = strtoll(who, NULL, 10);
	return true;
}

mct_status_t record_exists(mct_t *m, const mct_entity_t *e, int64_t id)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_addf(&sql, "SELECT 1 FROM %s WHERE id = ?", e->table);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_int64(statement, 1, id);
	return statement_step(m, statement);
}

mct_status_t find_namesake(const mct_record_t *r, size_t name, int64_t *id)
{
	struct buf sql CLEANUP(buf_free) = {0};
	struct buf key CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	*id = 0;
	record_key(r, name, &key);
	buf_addf(&sql, "SELECT id FROM %s WHERE %s = ?1 AND id <> ?2", r->e->table,
		r->e->fields[name].key_column);
	st = statement_prepare(r->m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, "ti", buf_str(&key), r->id);
	st = statement_step(r->m, statement);
	if (st == MCT_ROW)
		*id = sqlite3_column_int64(statement, 0);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* MCT_DONE when `who` has not the form of an id of it. */
static mct_status_t by_id(mct_t *m, const mct_entity_t *e, const char *who, int64_t *id)
{
	int64_t number;
	mct_status_t st;

	if (!mct_entity_id(e, who, &number))
		return MCT_DONE;
	st = record_exists(m, e, number);
	if (st == MCT_DONE)
		return fail(m, MCT_NOTFOUND, NULL, "there is no %s %s", e->name, who);
	if (st != MCT_ROW)
		return st;
	*id = number;
	return MCT_OK;
}

/* Each word of `typed` begins a word of `name`; both are folded. */
static bool words_fit(const char *typed, const char *name)
{
	while (*typed != '\0') {
		size_t length = strcspn(typed, " ");
		const char *word = name;

		while (strncmp(word, typed, length) != 0) {
			word += strcspn(word, " ");
			if (*word == '\0')
				return false;
			word++;
		}
		typed += length + (typed[length] == ' ');
	}
	return true;
}

/* The names that fit, and what to say when that is not one. */
struct search {
	const char *typed; /* folded */
	bool from_people, exact;
	int64_t id;
	size_t fits;
	struct buf names;
	struct buf near; /* "frozen shoulder (t1)": those whose name or a word of it is alike */
};

static void consider(struct search *s, int64_t id, const char *name, const char *key)
{
	bool exact = strcmp(key, s->typed) == 0;

	if (s->exact || (!exact && (!s->from_people || !words_fit(s->typed, key))))
		return;
	if (exact) {
		buf_clear(&s->names);
		s->fits = 0;
		s->exact = true;
	}
	buf_addf(&s->names, "%s%s", s->fits > 0 ? ", " : "", name);
	s->id = id;
	s->fits++;
}

#define WORDS_MAX 16

/* Likeness only suggests: it is looked at as long as nothing fits. */
static void consider_near(
	struct search *s, const mct_entity_t *e, int64_t id, const char *name, const char *key)
{
	char *copy CLEANUP(free_pointer) = strdup(key);
	const char *words[WORDS_MAX + 2] = {key};
	size_t n = 1;
	char *rest;

	if (copy == NULL || s->fits > 0)
		return;
	for (char *word = strtok_r(copy, " ", &rest); word != NULL && n <= WORDS_MAX;
		word = strtok_r(NULL, " ", &rest))
		words[n++] = word;
	if (text_nearest(s->typed, words) != NULL)
		buf_addf(&s->near, "%s%s (%s%lld)", s->near.len > 0 ? ", " : "did you mean ", name,
			e->prefix, (long long)id);
}

static mct_status_t by_name(mct_t *m, const mct_entity_t *e, struct search *s)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_addf(&sql, "SELECT id, name, name_key FROM %s ORDER BY id", e->table);
	st = statement_prepare(m, buf_str(&sql), &statement);
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		int64_t id = sqlite3_column_int64(statement, 0);
		const char *name = (const char *)sqlite3_column_text(statement, 1),
			   *key = (const char *)sqlite3_column_text(statement, 2);

		consider(s, id, name, key);
		consider_near(s, e, id, name, key);
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t find_named(
	mct_t *m, const mct_entity_t *e, const char *who, bool from_people, int64_t *id)
{
	struct buf typed CLEANUP(buf_free) = {0};
	struct search s = {.from_people = from_people};
	mct_status_t st = by_id(m, e, who, id);

	if (st != MCT_DONE)
		return st;
	if (!e->is_named)
		return fail(m, MCT_INVALID, NULL, "\"%s\" is not the id of %s %s, such as %s12",
			who, text_article(e->name), e->name, e->prefix);
	text_fold(who, strlen(who), &typed);
	s.typed = buf_str(&typed);
	st = typed.len > 0 ? by_name(m, e, &s) : MCT_OK;
	if (st == MCT_OK && s.fits == 0)
		st = fail(m, MCT_NOTFOUND, buf_str(&s.near), "there is no %s \"%s\"", e->name, who);
	else if (st == MCT_OK && s.fits > 1)
		st = fail(m, MCT_AMBIGUOUS, buf_str(&s.names), "\"%s\" fits %d %s", who,
			(int)s.fits, e->plural);
	else if (st == MCT_OK)
		*id = s.id;
	buf_free(&s.names);
	buf_free(&s.near);
	return st;
}
