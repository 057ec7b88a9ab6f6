/*
 * acquaint.c - "her son Leo": whom a client means by a name. Her own people come first;
 * somebody new is added to the book and tied to her. A namesake elsewhere in
 * the book is never taken for hers.
 */
#include <string.h>

#include "people/connection.h"
#include "people/contact.h"
#include "people/find.h"
#include "record/record.h"
#include "store/statement.h"
#include "util/text.h"

/* One of her people whose name is, or begins with, the folded text. */
static mct_status_t among_hers(mct_t *m, int64_t client, const char *who, int64_t *id)
{
	static const char sql[] =
		"SELECT DISTINCT contact.id FROM connection JOIN contact ON contact.id ="
		"  CASE connection.contact_id WHEN ?1 THEN connection.other_id"
		"    ELSE connection.contact_id END "
		"WHERE (connection.contact_id = ?1 OR connection.other_id = ?1)"
		"  AND (name_key = ?2 OR name_key LIKE ?2 || ' %' OR preferred_key = ?2)";
	struct buf key CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	text_fold(who, strlen(who), &key);
	statement_bind(statement, "it", client, buf_str(&key));
	st = statement_step(m, statement);
	if (st != MCT_ROW)
		return st;
	*id = sqlite3_column_int64(statement, 0);
	st = statement_step(m, statement);
	if (st == MCT_ROW)
		return fail(m, MCT_AMBIGUOUS, "type more of the name",
			"\"%s\" fits several of her people", who);
	return st == MCT_DONE ? MCT_ROW : st;
}

static bool is_animal(const char *kind)
{
	static const char *const animals[] = {"dog", "cat", "horse", "rabbit", "bird", "pet"};

	for (size_t i = 0; i < ARRAY_SIZE(animals); i++)
		if (strncmp(kind, animals[i], strlen(animals[i])) == 0)
			return true;
	return false;
}

static mct_status_t set(mct_record_t *r, const char *field, const char *text)
{
	return mct_record_set(r, mct_entity_field_named(r->e, field), text);
}

static mct_status_t add_contact(
	mct_t *m, const char *who, const char *kind, const char *born, int64_t *id)
{
	enum mct_change change;
	mct_record_t *r;
	mct_status_t st = mct_record_new(m, &entity_contact, &r);

	if (st != MCT_OK)
		return st;
	st = set(r, "name", who);
	if (is_animal(kind))
		set(r, "kind", "animal");
	if (st == MCT_OK && born != NULL)
		st = set(r, "birthday", born);
	if (st == MCT_OK)
		st = mct_record_save(r, &change);
	*id = r->id;
	mct_record_free(r);
	return st;
}

/* "child" and "child of" are the same tie. */
static mct_status_t tie(mct_t *m, int64_t client, int64_t id, const char *kind)
{
	struct buf words CLEANUP(buf_free) = {0};
	struct mct_value person = {.set = true, .integer = id, .text = ""};
	struct mct_value other = {.set = true, .integer = client, .text = ""};
	size_t length = strlen(kind);
	enum mct_change change;
	mct_record_t *r;
	mct_status_t st = mct_record_new(m, &entity_connection, &r);

	if (st != MCT_OK)
		return st;
	buf_adds(&words, kind);
	if (length < 3 || strcmp(kind + length - 3, " of") != 0)
		buf_adds(&words, " of");
	record_put(r, record_field(r->e, "person"), &person);
	record_put(r, record_field(r->e, "other"), &other);
	record_put_text(r, record_field(r->e, "kind"), buf_str(&words));
	st = mct_record_save(r, &change);
	mct_record_free(r);
	return st;
}

static mct_status_t give_birthday(mct_t *m, int64_t id, const char *born)
{
	enum mct_change change;
	mct_record_t *r;
	mct_status_t st;

	if (born == NULL)
		return MCT_OK;
	st = mct_record_new(m, &entity_contact, &r);
	if (st != MCT_OK)
		return st;
	st = mct_record_load(r, id);
	if (st == MCT_OK)
		st = set(r, "birthday", born);
	if (st == MCT_OK)
		st = mct_record_save(r, &change);
	mct_record_free(r);
	return st;
}

/* A name that stands in the book, but not with her, may be somebody else. */
static mct_status_t refuse_namesake(mct_t *m, const char *who, int64_t id)
{
	struct buf hint CLEANUP(buf_free) = {0};

	buf_addf(&hint, "if it is the same, say n%lld; else give the whole name", (long long)id);
	return fail(m, MCT_AMBIGUOUS, buf_str(&hint), "there is a \"%s\" in the book already", who);
}

mct_status_t mct_acquaint(
	mct_t *m, int64_t client, const char *who, const char *kind, const char *born, int64_t *id)
{
	mct_status_t st = among_hers(m, client, who, id);

	if (st == MCT_ROW)
		return give_birthday(m, *id, born);
	if (st != MCT_DONE)
		return st;
	st = find_reference(m, NULL, who, kind == NULL, id);
	if (kind == NULL)
		return st == MCT_OK ? give_birthday(m, *id, born) : st;
	if (st == MCT_OK && strchr("cnp", who[0]) != NULL && text_digit(who[1])) {
		st = give_birthday(m, *id, born);
		return st == MCT_OK ? tie(m, client, *id, kind) : st;
	}
	if (st == MCT_OK)
		return refuse_namesake(m, who, *id);
	if (st != MCT_NOTFOUND)
		return st;
	st = add_contact(m, who, kind, born, id);
	return st == MCT_OK ? tie(m, client, *id, kind) : st;
}
