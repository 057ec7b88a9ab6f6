/*
 * find.c - "dana" -> one record. Ways are tried from the surest to the loosest, and
 * the first that fits anybody decides: one person is found, several are
 * candidates, and likeness alone is never enough.
 */
#include "people/find.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "partners/partner.h"
#include "people/client.h"
#include "people/contact.h"
#include "people/me.h"
#include "record/find.h"
#include "record/rows.h"
#include "record/type.h"
#include "record/words.h"
#include "store/statement.h"
#include "util/text.h"

/* Everyone of the role ?2 ('c', 'p', or '*' for anyone) among the contacts that a condition on ?1
 * picks. */
#define SELECT_OF_ROLE                                                                             \
	"SELECT contact.id, name_key FROM contact WHERE CASE ?2"                                   \
	"  WHEN 'c' THEN EXISTS (SELECT 1 FROM client WHERE client.id = contact.id)"               \
	"  WHEN 'p' THEN EXISTS (SELECT 1 FROM partner WHERE partner.id = contact.id)"             \
	"  ELSE 1 END AND "

static const char sql_external_id[] = SELECT_OF_ROLE "external_id = ?1";
static const char sql_email[] = SELECT_OF_ROLE "email = ?1";
static const char sql_phone[] = SELECT_OF_ROLE "phone_key >= ?1 AND phone_key < ?1 || ':'";
static const char sql_name[] = SELECT_OF_ROLE "name_key = ?1";
static const char sql_preferred[] = SELECT_OF_ROLE "preferred_key = ?1";
static const char sql_words[] = SELECT_OF_ROLE "id IN (" SELECT_BY_WORDS("?1") ")";
static const char sql_marked[] =
	SELECT_OF_ROLE "name_key = ?1 AND (external_id = ?3 OR email = ?3 OR phone_key = ?4)";

#define FITS_MAX 20

/* The ids that fit; at most FITS_MAX are kept. */
struct fits {
	int64_t ids[FITS_MAX];
	size_t count;
};

static mct_status_t collect(mct_t *m, sqlite3_stmt *statement, struct fits *fits)
{
	mct_status_t st;

	fits->count = 0;
	while ((st = statement_step(m, statement)) == MCT_ROW) {
		if (fits->count < FITS_MAX)
			fits->ids[fits->count] = sqlite3_column_int64(statement, 0);
		fits->count++;
	}
	statement_reset(statement);
	return st == MCT_DONE ? MCT_OK : st;
}

static const char *role_of(const mct_entity_t *e)
{
	return e == NULL || e == &entity_contact ? "*" : e == &entity_client ? "c" : "p";
}

static mct_status_t fit(
	mct_t *m, const mct_entity_t *e, const char *sql, const char *key, struct fits *fits)
{
	sqlite3_stmt *statement;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "tt", key, role_of(e));
	return collect(m, statement, fits);
}

/* ---- the ways -------------------------------------------------------------------------------- */

static mct_status_t by_folded(mct_t *m, const mct_entity_t *e, const char *sql, const char *who,
	size_t n, struct fits *fits)
{
	struct buf key CLEANUP(buf_free) = {0};

	text_fold(who, n, &key);
	return key.len > 0 ? fit(m, e, sql, buf_str(&key), fits) : MCT_OK;
}

static mct_status_t by_external_id(
	mct_t *m, const mct_entity_t *e, const char *who, struct fits *fits)
{
	return fit(m, e, sql_external_id, who, fits);
}

static mct_status_t by_email(mct_t *m, const mct_entity_t *e, const char *who, struct fits *fits)
{
	return strchr(who, '@') != NULL ? fit(m, e, sql_email, who, fits) : MCT_OK;
}

/* Digits and what stands between them, four or more: the last digits are enough. */
static mct_status_t by_phone(mct_t *m, const mct_entity_t *e, const char *who, struct fits *fits)
{
	struct buf key CLEANUP(buf_free) = {0};

	if (who[strspn(who, "+0123456789 ()-./")] != '\0')
		return MCT_OK;
	phone_key(who, strlen(who), &key);
	return key.len >= 4 ? fit(m, e, sql_phone, buf_str(&key), fits) : MCT_OK;
}

/* "Dana Ortiz <dana@example.org>": the mark picks among namesakes. */
static mct_status_t by_marked_name(
	mct_t *m, const mct_entity_t *e, const char *who, struct fits *fits)
{
	const char *open = strrchr(who, '<'), *close = strrchr(who, '>');
	struct buf name CLEANUP(buf_free) = {0};
	struct buf mark CLEANUP(buf_free) = {0};
	struct buf phone CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	mct_status_t st;

	if (open == NULL || close == NULL || close[1] != '\0' || close < open)
		return MCT_OK;
	text_fold(who, (size_t)(open - who), &name);
	buf_add(&mark, open + 1, (size_t)(close - open - 1));
	phone_key(buf_str(&mark), mark.len, &phone);
	st = statement_get(m, sql_marked, &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(
		statement, "tttt", buf_str(&name), role_of(e), buf_str(&mark), buf_str(&phone));
	return collect(m, statement, fits);
}

static mct_status_t by_name(mct_t *m, const mct_entity_t *e, const char *who, struct fits *fits)
{
	return by_folded(m, e, sql_name, who, strlen(who), fits);
}

static mct_status_t by_preferred(
	mct_t *m, const mct_entity_t *e, const char *who, struct fits *fits)
{
	return by_folded(m, e, sql_preferred, who, strlen(who), fits);
}

/* "Salas, Wren" */
static mct_status_t by_turned_name(
	mct_t *m, const mct_entity_t *e, const char *who, struct fits *fits)
{
	const char *comma = strchr(who, ',');
	struct buf turned CLEANUP(buf_free) = {0};

	if (comma == NULL || strchr(comma + 1, ',') != NULL)
		return MCT_OK;
	buf_adds(&turned, comma + 1);
	buf_addc(&turned, ' ');
	buf_add(&turned, who, (size_t)(comma - who));
	return by_name(m, e, buf_str(&turned), fits);
}

static mct_status_t by_words(mct_t *m, const mct_entity_t *e, const char *who, struct fits *fits)
{
	struct buf words CLEANUP(buf_free) = {0};

	return words_array(who, &words) ? fit(m, e, sql_words, buf_str(&words), fits) : MCT_OK;
}

typedef mct_status_t way_fn(mct_t *m, const mct_entity_t *e, const char *who, struct fits *fits);
static way_fn *const ways[] = {by_name, by_external_id, by_email, by_marked_name, by_turned_name,
	by_phone, by_preferred, by_words};
static way_fn *const exact_ways[] = {
	by_external_id, by_email, by_name, by_marked_name, by_turned_name, by_phone};

static mct_status_t try_ways(mct_t *m, const mct_entity_t *e, const char *who, way_fn *const *tried,
	size_t n, struct fits *fits)
{
	mct_status_t st = MCT_OK;

	fits->count = 0;
	for (size_t i = 0; st == MCT_OK && fits->count == 0 && i < n; i++)
		st = tried[i](m, e, who, fits);
	return st;
}

static const char *noun_of(const mct_entity_t *e)
{
	return e != NULL ? e->name : "person";
}

static mct_status_t find_exact(mct_t *m, const mct_entity_t *e, const char *who, int64_t *id)
{
	struct fits fits;
	mct_status_t st = try_ways(m, e, who, exact_ways, ARRAY_SIZE(exact_ways), &fits);

	if (st != MCT_OK)
		return st;
	if (fits.count == 0)
		return fail(m, MCT_NOTFOUND,
			e == &entity_client ? "check the name, or let --create-clients add her"
					    : "check the name, or add the person first",
			"there is no %s \"%s\"", noun_of(e), who);
	if (fits.count > 1)
		return fail(m, MCT_AMBIGUOUS, "give an e-mail, phone or external id instead",
			"\"%s\" is %d people", who, (int)fits.count);
	*id = fits.ids[0];
	return MCT_OK;
}

/* ---- ids ------------------------------------------------------------------------------------- */

/* Whose id it can be: of the entity that is asked for, else of any role. */
static const mct_entity_t *entity_of_id(const mct_entity_t *e, const char *who, int64_t *number)
{
	const mct_entity_t *const roles[] = {&entity_client, &entity_partner, &entity_contact};

	if (e != NULL && e != &entity_contact)
		return mct_entity_id(e, who, number) ? e : NULL;
	for (size_t i = 0; i < ARRAY_SIZE(roles); i++)
		if (mct_entity_id(roles[i], who, number))
			return roles[i];
	return NULL;
}

/* MCT_DONE when `who` has not the form of an id. */
static mct_status_t find_id(mct_t *m, const mct_entity_t *e, const char *who, int64_t *id)
{
	int64_t number;
	const mct_entity_t *named = entity_of_id(e, who, &number);
	mct_status_t st;

	if (named == NULL)
		return MCT_DONE;
	st = record_exists(m, named, number);
	if (st == MCT_DONE)
		return fail(m, MCT_NOTFOUND, NULL, "there is no %s %s", named->name, who);
	if (st != MCT_ROW)
		return st;
	*id = number;
	return MCT_OK;
}

/* ---- candidates ------------------------------------------------------------------------------ */

static const mct_field_t candidate_id = {
	.name = "id", .title = "Id", .type = MCT_TYPE_TEXT, .flags = MCT_FIELD_LISTED};
static const mct_field_t candidate_name = {
	.name = "name", .title = "Name", .type = MCT_TYPE_NAME, .flags = MCT_FIELD_LISTED};
static const mct_field_t candidate_email = {
	.name = "email", .title = "E-mail", .type = MCT_TYPE_EMAIL, .flags = MCT_FIELD_LISTED};
static const mct_field_t candidate_phone = {
	.name = "phone", .title = "Phone", .type = MCT_TYPE_PHONE, .flags = MCT_FIELD_LISTED};
static const mct_field_t candidate_last_visit = {.name = "last_visit",
	.title = "Last visit",
	.type = MCT_TYPE_DATE,
	.flags = MCT_FIELD_LISTED};
static const mct_field_t *const candidate_columns[] = {
	&candidate_id, &candidate_name, &candidate_last_visit, &candidate_phone, &candidate_email};

static void free_candidates(void *floor)
{
	free(floor);
}

static mct_status_t keep_candidates(mct_t *m, const struct fits *fits)
{
	struct fits *kept = m->floors[FLOOR_PEOPLE];

	if (kept == NULL) {
		kept = malloc(sizeof *kept);
		if (kept == NULL)
			return fail_nomem(m);
		m->floors[FLOOR_PEOPLE] = kept;
		m->free_floor[FLOOR_PEOPLE] = free_candidates;
	}
	*kept = *fits;
	return MCT_OK;
}

static mct_status_t add_candidate(mct_t *m, mct_rows_t *rows, int64_t id)
{
	static const char sql[] = "SELECT " CONTACT_ID_SQL ", name,"
				  "  (SELECT max(date) FROM visit"
				  "    WHERE client_id = contact.id AND outcome = 'completed'),"
				  "  phone, email "
				  "FROM contact WHERE id = ?1";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "i", id);
	st = statement_step(m, statement);
	if (st != MCT_ROW)
		return st;
	st = row_add(rows);
	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(candidate_columns); i++)
		row_set_text(rows, i, (const char *)sqlite3_column_text(statement, (int)i));
	return st;
}

mct_status_t mct_candidates(mct_t *m, mct_rows_t **out)
{
	const struct fits *kept = m->floors[FLOOR_PEOPLE];
	mct_rows_t *rows = NULL;
	mct_status_t st = rows_of_list(m, candidate_columns, ARRAY_SIZE(candidate_columns), &rows);

	for (size_t i = 0; st == MCT_OK && kept != NULL && i < kept->count && i < FITS_MAX; i++)
		st = add_candidate(m, rows, kept->ids[i]);
	return rows_hand_out(rows, st, out);
}

/* ---- near names ------------------------------------------------------------------------------ */

#define NEAR_MAX 5

/* Keeps the nearest few, nearest first. */
static void keep_near(
	struct fits *near, unsigned distances[NEAR_MAX], int64_t id, unsigned distance)
{
	size_t at = near->count < NEAR_MAX ? near->count++ : NEAR_MAX;

	while (at > 0 && distances[at - 1] > distance) {
		if (at < NEAR_MAX) {
			near->ids[at] = near->ids[at - 1];
			distances[at] = distances[at - 1];
		}
		at--;
	}
	if (at < NEAR_MAX) {
		near->ids[at] = id;
		distances[at] = distance;
	}
}

/* How far `who` is from a name: from the whole of it, or from a single word of it when `who` is one
 * word. */
static unsigned name_distance(const char *who, char *name, unsigned most)
{
	unsigned best = text_distance(who, name, most);
	char *rest;

	if (strchr(who, ' ') != NULL)
		return best;
	for (char *word = strtok_r(name, " ", &rest); word != NULL;
		word = strtok_r(NULL, " ", &rest)) {
		unsigned distance = text_distance(who, word, most);

		if (distance < best)
			best = distance;
	}
	return best;
}

/* Only after a miss, so that the whole book may be looked through. */
static mct_status_t find_near(mct_t *m, const mct_entity_t *e, const char *who, struct fits *near)
{
	static const char sql[] = SELECT_OF_ROLE "?1 IS NULL";
	struct buf folded CLEANUP(buf_free) = {0};
	struct buf name CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	unsigned distances[NEAR_MAX], most;
	mct_status_t st = statement_get(m, sql, &statement);

	near->count = 0;
	if (st == MCT_OK)
		statement_bind(statement, "tt", (const char *)NULL, role_of(e));
	text_fold(who, strlen(who), &folded);
	/* Everything of two letters is near to a single one. */
	most = text_width(buf_str(&folded), folded.len) < 2 ? 0
		: folded.len <= 4                           ? 1
		: folded.len <= 8                           ? 2
							    : 3;
	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		unsigned distance;

		buf_clear(&name);
		buf_adds(&name, (const char *)sqlite3_column_text(statement, 1));
		if (name.len == 0)
			continue;
		distance = name_distance(buf_str(&folded), name.data, most);
		if (distance <= most)
			keep_near(near, distances, sqlite3_column_int64(statement, 0), distance);
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* MCT_DONE when `who` is not the id of any record. */
static mct_status_t fail_other_id(mct_t *m, const char *who)
{
	struct buf hint CLEANUP(buf_free) = {0};
	const mct_entity_t *e;
	int64_t number;
	size_t i = 0;
	mct_status_t st;

	while ((e = mct_entity_at(i)) != NULL && !mct_entity_id(e, who, &number))
		i++;
	st = e != NULL ? record_exists(m, e, number) : MCT_DONE;
	if (st != MCT_ROW)
		return st;
	buf_addf(&hint, "mct %s show %s", e->name, who);
	return fail(m, MCT_NOTFOUND, buf_str(&hint), "\"%s\" is %s %s", who, text_article(e->name),
		e->name);
}

static mct_status_t fail_nobody(mct_t *m, const mct_entity_t *e, const char *who)
{
	struct fits near;
	struct buf hint CLEANUP(buf_free) = {0};
	mct_rows_t *rows;
	mct_status_t st = fail_other_id(m, who);

	if (st != MCT_DONE)
		return st;
	st = find_near(m, e, who, &near);
	if (st == MCT_OK)
		st = keep_candidates(m, &near);
	if (st == MCT_OK)
		st = mct_candidates(m, &rows);
	if (st != MCT_OK)
		return st;
	while (mct_rows_next(rows) == MCT_ROW) {
		struct mct_value id, name;

		mct_rows_value(rows, 0, &id);
		mct_rows_value(rows, 1, &name);
		buf_addf(&hint, "%s%s (%s)", hint.len > 0 ? ", " : "did you mean ", name.text,
			id.text);
	}
	mct_rows_free(rows);
	return fail(m, MCT_NOTFOUND, buf_str(&hint), "there is no %s \"%s\"", noun_of(e), who);
}

/* ---- the public call ------------------------------------------------------------------------- */

mct_status_t mct_find(mct_t *m, const mct_entity_t *e, const char *who, int64_t *id)
{
	struct buf trimmed CLEANUP(buf_free) = {0};
	struct fits fits = {.count = 0};
	size_t n = strlen(who);
	mct_status_t st;

	text_trim(&who, &n);
	buf_add(&trimmed, who, n);
	who = buf_str(&trimmed);
	keep_candidates(m, &fits);
	if (n == 0)
		return fail(m, MCT_INVALID, "type a name", "the %s is not named", noun_of(e));
	if (e != NULL && !e->is_role && e != &entity_contact)
		return find_named(m, e, who, true, id);
	if (me_is_meant(e, who))
		return me_named(m, id);
	st = find_id(m, e, who, id);
	if (st != MCT_DONE)
		return st;
	st = try_ways(m, e, who, ways, ARRAY_SIZE(ways), &fits);
	if (st != MCT_OK)
		return st;
	if (fits.count == 0)
		return fail_nobody(m, e, who);
	st = keep_candidates(m, &fits);
	if (st == MCT_OK && fits.count > 1)
		return fail(m, MCT_AMBIGUOUS, "type more of the name, or the id",
			"\"%s\" is %d people", who, (int)fits.count);
	if (st == MCT_OK)
		*id = fits.ids[0];
	return st;
}

mct_status_t find_reference(
	mct_t *m, const mct_entity_t *target, const char *who, bool from_people, int64_t *id)
{
	return from_people ? mct_find(m, target, who, id) : find_exact(m, target, who, id);
}

/* The SELECT of names of people of a role, or of anyone, whose words ?1 begins. */
static void add_people(struct buf *sql, const mct_entity_t *e, bool any)
{
	buf_adds(sql, "SELECT contact.name, coalesce(contact.phone, contact.email) FROM contact");
	if (e->is_role)
		buf_addf(sql, " JOIN %s ON %s.id = contact.id", e->table, e->table);
	buf_adds(sql,
		any ? " WHERE ?1 IS NOT NULL" : " WHERE contact.id IN (" SELECT_BY_WORDS("?1") ")");
	buf_adds(sql, " ORDER BY contact.name_key LIMIT ?2");
}

mct_status_t mct_complete_names(
	mct_t *m, const mct_entity_t *e, const char *prefix, int limit, mct_rows_t **out)
{
	static const mct_field_t *const columns[] = {&candidate_name, &candidate_phone};
	struct buf sql CLEANUP(buf_free) = {0};
	struct buf key CLEANUP(buf_free) = {0};
	bool people = e->is_role || e == &entity_contact;
	sqlite3_stmt *statement;
	mct_status_t st;

	if (people) {
		add_people(&sql, e, !words_array(prefix, &key));
	} else {
		text_fold(prefix, strlen(prefix), &key);
		buf_addf(&sql,
			"SELECT name, '' FROM %s WHERE instr(' ' || name_key, ' ' || ?1) > 0 "
			"ORDER BY name_key LIMIT ?2",
			e->table);
	}
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	statement_bind_copy(statement, 1, buf_str(&key), -1);
	sqlite3_bind_int(statement, 2, limit);
	return rows_of_statement(m, statement, columns, ARRAY_SIZE(columns), out);
}
