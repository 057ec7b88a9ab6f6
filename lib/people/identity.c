/*
 * identity.c - who is the same person. Two records of one name are the same unless
 * something tells them apart: different outside ids, or a different e-mail
 * or phone with neither shared. What cannot be told apart is never stored twice.
 */
#include "people/identity.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "people/client.h"
#include "record/find.h"
#include "store/journal.h"
#include "store/statement.h"

/* ---- the marks of a person ------------------------------------------------------------------- */

struct marks {
	const char *external_id, *email, *phone; /* phone by its key; NULL when unset */
};

static bool both(const char *a, const char *b)
{
	return a != NULL && b != NULL;
}

static bool same(const char *a, const char *b, int (*compare)(const char *, const char *))
{
	return a != NULL && b != NULL && compare(a, b) == 0;
}

/* The heart of the matter; symmetric. */
static bool told_apart(const struct marks *a, const struct marks *b)
{
	if (both(a->external_id, b->external_id))
		return !same(a->external_id, b->external_id, strcmp);
	return !same(a->email, b->email, strcasecmp) && !same(a->phone, b->phone, strcmp) &&
		(both(a->email, b->email) || both(a->phone, b->phone));
}

static bool share_a_mark(const struct marks *a, const struct marks *b)
{
	return !told_apart(a, b) &&
		(same(a->email, b->email, strcasecmp) || same(a->phone, b->phone, strcmp) ||
			both(a->external_id, b->external_id));
}

static void marks_of_record(const mct_record_t *r, struct buf *phone, struct marks *out)
{
	record_key(r, record_field(r->e, "phone"), phone);
	out->external_id = record_text(r, record_field(r->e, "external_id"));
	out->email = record_text(r, record_field(r->e, "email"));
	out->phone = phone->len > 0 ? buf_str(phone) : NULL;
}

/* ---- looking for her in the book ------------------------------------------------------------- */

/* Those of the same name whom nothing tells apart from the record. */
struct likely {
	int64_t id;    /* the first of them, or the one that shares a mark */
	bool has_role; /* she has the record's role already */
	size_t count, sharing;
};

static mct_status_t find_likely(mct_record_t *r, struct likely *out)
{
	static const char sql[] = "SELECT id, external_id, email, phone_key,"
				  "  EXISTS (SELECT 1 FROM client WHERE client.id = contact.id),"
				  "  EXISTS (SELECT 1 FROM partner WHERE partner.id = contact.id) "
				  "FROM contact WHERE name_key = ?1 AND id <> ?2 ORDER BY id";
	struct buf phone CLEANUP(buf_free) = {0};
	struct buf name CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	struct marks mine, theirs;
	mct_status_t st = statement_get(r->m, sql, &statement);

	*out = (struct likely){0};
	if (st != MCT_OK)
		return st;
	marks_of_record(r, &phone, &mine);
	record_key(r, record_field(r->e, "name"), &name);
	statement_bind(statement, "ti", buf_str(&name), r->id);
	while ((st = statement_step(r->m, statement)) == MCT_ROW) {
		bool shares;

		theirs.external_id = (const char *)sqlite3_column_text(statement, 1);
		theirs.email = (const char *)sqlite3_column_text(statement, 2);
		theirs.phone = (const char *)sqlite3_column_text(statement, 3);
		if (told_apart(&mine, &theirs))
			continue;
		shares = share_a_mark(&mine, &theirs);
		if (out->count == 0 || (shares && out->sharing == 0)) {
			out->id = sqlite3_column_int64(statement, 0);
			out->has_role = !r->e->is_role ||
				sqlite3_column_int(statement, r->e == &entity_client ? 4 : 5) != 0;
		}
		out->count++;
		out->sharing += shares;
	}
	if (out->sharing == 1)
		out->count = 1;
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t external_id_owner(mct_record_t *r, int64_t *id)
{
	static const char sql[] = "SELECT id FROM contact WHERE external_id = ?1";
	const char *external_id = record_text(r, record_field(r->e, "external_id"));
	mct_status_t st;

	*id = 0;
	if (external_id == NULL)
		return MCT_OK;
	st = query_integer(r->m, id, sql, "t", external_id);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t has_role(mct_record_t *r, int64_t id, bool *has)
{
	mct_status_t st = record_exists(r->m, r->e, id);

	*has = st == MCT_ROW;
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* The mark by which two people of one name are told apart: the first that both have. */
static void add_mark_of(const struct marks *mine, const struct marks *theirs, const char *my_phone,
	const char *their_phone, struct buf *my_mark, struct buf *their_mark)
{
	bool by_id = both(mine->external_id, theirs->external_id);
	bool by_phone = both(mine->phone, theirs->phone);

	buf_adds(my_mark, by_id ? mine->external_id : by_phone ? my_phone : mine->email);
	buf_adds(their_mark, by_id ? theirs->external_id : by_phone ? their_phone : theirs->email);
}

mct_status_t identity_add_namesake(mct_record_t *r, struct buf *out)
{
	static const char sql[] = "SELECT external_id, email, phone_key, phone FROM contact "
				  "WHERE name_key = ?1 AND id <> ?2 ORDER BY id";
	const char *name = record_text(r, record_field(r->e, "name"));
	struct buf phone CLEANUP(buf_free) = {0};
	struct buf key CLEANUP(buf_free) = {0};
	struct buf my_mark CLEANUP(buf_free) = {0};
	struct buf their_mark CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	struct marks mine, theirs;
	mct_status_t st = statement_get(r->m, sql, &statement);

	if (st != MCT_OK)
		return st;
	marks_of_record(r, &phone, &mine);
	record_key(r, record_field(r->e, "name"), &key);
	statement_bind(statement, "ti", buf_str(&key), r->id);
	while (out->len == 0 && (st = statement_step(r->m, statement)) == MCT_ROW) {
		theirs.external_id = (const char *)sqlite3_column_text(statement, 0);
		theirs.email = (const char *)sqlite3_column_text(statement, 1);
		theirs.phone = (const char *)sqlite3_column_text(statement, 2);
		if (!told_apart(&mine, &theirs))
			continue;
		add_mark_of(&mine, &theirs, record_text(r, record_field(r->e, "phone")),
			(const char *)sqlite3_column_text(statement, 3), &my_mark, &their_mark);
		buf_addf(out, "%s is in the book with %s; taken as another person: %s <%s>", name,
			buf_str(&their_mark), name, buf_str(&my_mark));
	}
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* ---- the hooks ------------------------------------------------------------------------------- */

static void add_mark(struct buf *out, const char *mark, const char *theirs)
{
	buf_addf(out, "%s%s other than %s", out->len > 0 ? ", or " : "give ", mark, theirs);
}

/* What would tell the record apart from the one that is there, given what that one has. */
static mct_status_t add_way_out(mct_record_t *r, int64_t id, struct buf *out)
{
	static const char sql[] =
		"SELECT external_id, email, phone_key, phone FROM contact WHERE id = ?1";
	struct buf phone CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	struct marks mine, theirs;
	mct_status_t st = statement_get(r->m, sql, &statement);

	if (st != MCT_OK)
		return st;
	marks_of_record(r, &phone, &mine);
	statement_bind(statement, "i", id);
	st = statement_step(r->m, statement);
	if (st != MCT_ROW)
		return st;
	theirs = (struct marks){(const char *)sqlite3_column_text(statement, 0),
		(const char *)sqlite3_column_text(statement, 1),
		(const char *)sqlite3_column_text(statement, 2)};
	if (theirs.external_id != NULL)
		add_mark(out, "an external id", theirs.external_id);
	if (share_a_mark(&mine, &theirs)) {
		if (out->len == 0)
			buf_adds(out, "give both an external id");
		return MCT_OK;
	}
	if (theirs.phone != NULL)
		add_mark(out, "a phone", (const char *)sqlite3_column_text(statement, 3));
	if (theirs.email != NULL)
		add_mark(out, "an e-mail", theirs.email);
	if (out->len == 0)
		buf_adds(out, "give first that one, then this one, a phone or an e-mail");
	return MCT_OK;
}

static void refuse_namesake(mct_record_t *r, int64_t id)
{
	struct buf hint CLEANUP(buf_free) = {0};
	struct buf way CLEANUP(buf_free) = {0};

	add_way_out(r, id, &way);
	buf_addf(&hint, "change her with: mct %s edit %s%lld; for another of that name %s",
		r->e->name, r->e->prefix, (long long)id, buf_str(&way));
	problem_add(r->m, MCT_REFUSED, "name", record_text(r, record_field(r->e, "name")),
		buf_str(&hint), "there is a %s \"%s\" already (%s%lld)", r->e->name,
		record_text(r, record_field(r->e, "name")), r->e->prefix, (long long)id);
}

static void refuse_unclear(mct_record_t *r, size_t count)
{
	problem_add(r->m, MCT_AMBIGUOUS, "name", record_text(r, record_field(r->e, "name")),
		"give the e-mail, phone or external id of the one that is meant",
		"\"%s\" fits %d people in the book", record_text(r, record_field(r->e, "name")),
		(int)count);
}

/* A new role may be of somebody who is in the book already: then the contact is hers. */
static mct_status_t check_new(mct_record_t *r)
{
	struct likely likely = {0};
	int64_t owner;
	mct_status_t st = external_id_owner(r, &owner);

	if (st == MCT_OK && owner != 0) {
		likely.id = owner;
		likely.count = 1;
		st = has_role(r, owner, &likely.has_role);
	} else if (st == MCT_OK) {
		st = find_likely(r, &likely);
	}
	if (st != MCT_OK || likely.count == 0)
		return st;
	if (likely.count > 1) {
		refuse_unclear(r, likely.count);
	} else if (likely.has_role) {
		refuse_namesake(r, likely.id);
	} else {
		r->id = likely.id;
		r->has_contact = true;
	}
	return MCT_OK;
}

static mct_status_t check_changed(mct_record_t *r)
{
	struct likely likely;
	int64_t owner;
	mct_status_t st = external_id_owner(r, &owner);

	if (st != MCT_OK)
		return st;
	if (owner != 0 && owner != r->id)
		problem_add(r->m, MCT_REFUSED, "external_id",
			record_text(r, record_field(r->e, "external_id")),
			"an external id belongs to one person", "the external id \"%s\" is taken",
			record_text(r, record_field(r->e, "external_id")));
	st = find_likely(r, &likely);
	if (st == MCT_OK && likely.count > 0)
		refuse_namesake(r, likely.id);
	return st;
}

static bool identity_changed(const mct_record_t *r)
{
	static const char *const fields[] = {"name", "email", "phone", "external_id"};

	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		if (record_is_changed(r, record_field(r->e, fields[i])))
			return true;
	return false;
}

mct_status_t identity_check(mct_record_t *r)
{
	if (!record_value(r, record_field(r->e, "name"))->set || !identity_changed(r))
		return MCT_OK;
	return r->id == 0 ? check_new(r) : check_changed(r);
}

/* From the second of a name on, each is named with a mark wherever a name has to find her again. */
static mct_status_t mark_namesakes(mct_record_t *r)
{
	static const char sql_shared[] = "SELECT 1 FROM contact WHERE name_key = ?1 AND id <> ?2";
	static const char sql_mark[] =
		"UPDATE contact SET shares_name = 1 WHERE name_key = ?1 AND shares_name = 0";
	struct buf key CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	int64_t one;
	mct_status_t st;

	record_key(r, record_field(r->e, "name"), &key);
	st = query_integer(r->m, &one, sql_shared, "ti", buf_str(&key), r->id);
	if (st != MCT_ROW)
		return st == MCT_DONE ? MCT_OK : st;
	st = statement_get(r->m, sql_mark, &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, "t", buf_str(&key));
	return statement_run(r->m, statement);
}

static mct_status_t insert_words(mct_t *m, int64_t id)
{
	static const char sql[] =
		"INSERT OR IGNORE INTO contact_word (contact_id, word) VALUES (?1, ?2)";
	static const char sql_keys[] =
		"SELECT name_key || ' ' || coalesce(preferred_key, '') FROM contact WHERE id = ?1";
	struct buf keys CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	char *rest;
	mct_status_t st = statement_get(m, sql_keys, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "i", id);
	st = statement_step(m, statement);
	if (st == MCT_ROW)
		buf_adds(&keys, (const char *)sqlite3_column_text(statement, 0));
	statement_reset(statement);
	st = st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
	for (char *word = strtok_r(keys.data, " ", &rest); st == MCT_OK && word != NULL;
		word = strtok_r(NULL, " ", &rest)) {
		st = statement_get(m, sql, &statement);
		if (st != MCT_OK)
			break;
		statement_bind(statement, "it", id, word);
		st = statement_run(m, statement);
	}
	return st;
}

mct_status_t identity_write_words(mct_t *m, int64_t id)
{
	static const char sql[] = "DELETE FROM contact_word WHERE contact_id = ?1";
	sqlite3_stmt *statement;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "i", id);
	st = statement_run(m, statement);
	return st == MCT_OK ? insert_words(m, id) : st;
}

static mct_status_t keep_words(mct_record_t *r, enum mct_change change)
{
	mct_status_t st;

	if (change != MCT_ADDED || r->has_contact)
		return identity_write_words(r->m, r->id);
	journal_before_insert(r->m);
	st = insert_words(r->m, r->id);
	journal_after_dependents(r->m);
	return st;
}

mct_status_t identity_saved(mct_record_t *r, enum mct_change change)
{
	bool renamed = change == MCT_ADDED || record_is_changed(r, record_field(r->e, "name"));
	size_t preferred = record_field(r->e, "preferred");
	bool recalled = strcmp(r->e->fields[preferred].name, "preferred") == 0 &&
		record_is_changed(r, preferred);
	mct_status_t st = MCT_OK;

	if (renamed || recalled)
		st = keep_words(r, change);
	return st == MCT_OK && renamed ? mark_namesakes(r) : st;
}

mct_status_t identity_match(mct_record_t *r, const struct match_list *list, int64_t *id)
{
	struct likely likely;
	int64_t owner;
	bool has = false;
	mct_status_t st = external_id_owner(r, &owner);

	(void)list;
	*id = 0;
	if (st == MCT_OK && owner != 0)
		st = has_role(r, owner, &has);
	if (st != MCT_OK || owner != 0) {
		*id = has ? owner : 0;
		return st;
	}
	st = find_likely(r, &likely);
	if (st == MCT_OK && likely.count > 1) {
		refuse_unclear(r, likely.count);
		return MCT_AMBIGUOUS;
	}
	if (st == MCT_OK && likely.count == 1 && likely.has_role)
		*id = likely.id;
	return st;
}
