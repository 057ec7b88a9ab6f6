/*
 * referral_code.c - the code of a coupon tells by itself who sent whom, and how: typed with
 * a referral, as the source of a client, or at her first visit.
 */
#include <string.h>

#include "partners/referral.h"
#include "store/statement.h"
#include "util/text.h"

/* ---- which system ---------------------------------------------------------------------------- */

/* The system of a code, as a statement on its row; one that has not ended goes first. MCT_ROW,
 * MCT_DONE. */
static mct_status_t find_code(mct_t *m, const char *code, sqlite3_stmt **system)
{
	static const char sql[] =
		"SELECT partner_id, name, mechanism, code FROM referral_system"
		"  JOIN contact ON contact.id = partner_id WHERE fold(code) = fold(?1) "
		"ORDER BY ended_on IS NOT NULL, referral_system.id DESC LIMIT 1";
	mct_status_t st = statement_get(m, sql, system);

	if (st != MCT_OK)
		return st;
	statement_bind(*system, "t", code);
	return statement_step(m, *system);
}

enum { S_PARTNER, S_NAME, S_MECHANISM, S_CODE };

static const char *system_text(sqlite3_stmt *system, int at)
{
	return (const char *)sqlite3_column_text(system, at);
}

/* The nearest code, or "". */
static mct_status_t find_near(mct_t *m, const char *code, struct buf *near)
{
	static const char sql[] =
		"SELECT code FROM referral_system WHERE code IS NOT NULL ORDER BY id DESC";
	sqlite3_stmt *codes CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &codes);

	while (st == MCT_OK && (st = statement_step(m, codes)) == MCT_ROW) {
		const char *other = system_text(codes, 0);
		const char *both[] = {other, NULL, NULL};

		st = MCT_OK;
		if (near->len > 0) {
			both[0] = buf_str(near);
			both[1] = other;
		}
		if (text_nearest(code, both) != other)
			continue;
		buf_clear(near);
		buf_adds(near, other);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t refuse_code(mct_record_t *r, size_t field, const char *code)
{
	struct buf near CLEANUP(buf_free) = {0};
	struct buf hint CLEANUP(buf_free) = {0};
	mct_status_t st = find_near(r->m, code, &near);

	if (st != MCT_OK)
		return st;
	if (near.len > 0)
		buf_addf(&hint, "did you mean %s? ", buf_str(&near));
	buf_adds(&hint, "see the codes with: mct system list");
	problem_add(r->m, MCT_INVALID, r->e->fields[field].name, code, buf_str(&hint),
		"no partner hands out the code \"%s\"", code);
	return MCT_OK;
}

/* MCT_ROW with the system of a code that a person typed; MCT_DONE when there is nothing to follow,
 * or a problem was added. */
static mct_status_t typed_code(mct_record_t *r, size_t field, sqlite3_stmt **system)
{
	const char *code = record_text(r, field);
	mct_status_t st;

	if (code == NULL || !record_is_changed(r, field) || !r->how.from_people)
		return MCT_DONE;
	st = find_code(r->m, code, system);
	if (st != MCT_DONE)
		return st;
	st = refuse_code(r, field, code);
	return st == MCT_OK ? MCT_DONE : st;
}

mct_status_t referral_check_code(mct_record_t *r, size_t field)
{
	sqlite3_stmt *system CLEANUP(statement_done) = NULL;
	mct_status_t st = typed_code(r, field, &system);

	if (st == MCT_ROW)
		record_put_text(r, field, system_text(system, S_CODE));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* ---- the referral ---------------------------------------------------------------------------- */

/* Who hands out the code, and how; what was said besides stays. */
static void follow_system(mct_record_t *referral, sqlite3_stmt *system)
{
	const struct mct_value who = {.set = true,
		.integer = sqlite3_column_int64(system, S_PARTNER),
		.text = system_text(system, S_NAME),
		.length = (size_t)sqlite3_column_bytes(system, S_NAME)};
	size_t partner = record_field(referral->e, "partner"),
	       mechanism = record_field(referral->e, "mechanism");

	if (!record_value(referral, partner)->set)
		record_put(referral, partner, &who);
	if (!record_value(referral, mechanism)->set)
		record_put_text(referral, mechanism, system_text(system, S_MECHANISM));
	record_put_text(referral, record_field(referral->e, "code"), system_text(system, S_CODE));
}

mct_status_t referral_follow_code(mct_record_t *referral)
{
	sqlite3_stmt *system CLEANUP(statement_done) = NULL;
	mct_status_t st = typed_code(referral, record_field(referral->e, "code"), &system);

	if (st == MCT_ROW)
		follow_system(referral, system);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* The referral by which she came, when the partner of the system is known to have sent her, or any
 * code: *id, 0 for none, and whether it has a code. */
static mct_status_t find_known(
	mct_t *m, int64_t client, sqlite3_stmt *system, int64_t *id, bool *has_code)
{
	static const char sql[] = "SELECT id, code IS NOT NULL FROM referral WHERE client_id = ?1"
				  "  AND direction = 'in' AND (partner_id = ?2 OR code IS NOT NULL)"
				  "  ORDER BY code IS NULL, id LIMIT 1";
	sqlite3_stmt *known CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &known);

	*id = 0;
	if (st != MCT_OK)
		return st;
	statement_bind(known, "ii", client, sqlite3_column_int64(system, S_PARTNER));
	st = statement_step(m, known);
	if (st == MCT_ROW) {
		*id = sqlite3_column_int64(known, 0);
		*has_code = sqlite3_column_int(known, 1) != 0;
	}
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static void begin_referral(mct_record_t *referral, int64_t client, const char *day)
{
	const struct mct_value her = {.set = true, .integer = client, .text = ""};
	const char *today = mct_today(referral->m);

	record_put(referral, record_field(referral->e, "client"), &her);
	record_put_text(referral, record_field(referral->e, "direction"), "in");
	record_put_text(referral, record_field(referral->e, "date"),
		day != NULL && strcmp(day, today) < 0 ? day : today);
}

/* A referral by that partner that is known without the code gets it. */
static mct_status_t keep_referral(mct_t *m, int64_t client, const char *day, sqlite3_stmt *system)
{
	mct_record_t *referral = NULL;
	enum mct_change change;
	bool has_code = false;
	int64_t id;
	mct_status_t st = find_known(m, client, system, &id, &has_code);

	if (st != MCT_OK || has_code)
		return st;
	st = mct_record_new(m, &entity_referral, &referral);
	if (st == MCT_OK && id != 0)
		st = mct_record_load(referral, id);
	else if (st == MCT_OK)
		begin_referral(referral, client, day);
	if (st == MCT_OK) {
		follow_system(referral, system);
		st = mct_record_save(referral, &change);
	}
	mct_record_free(referral);
	return st;
}

static mct_status_t follow(mct_record_t *r, size_t field, int64_t client, const char *day)
{
	sqlite3_stmt *system CLEANUP(statement_done) = NULL;
	mct_status_t st = find_code(r->m, record_text(r, field), &system);

	if (st == MCT_ROW)
		st = keep_referral(r->m, client, day, system);
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t referral_follow_source(mct_record_t *client)
{
	size_t source = record_field(client->e, "source");

	if (!record_value(client, source)->set || !record_is_changed(client, source))
		return MCT_OK;
	return follow(
		client, source, client->id, record_text(client, record_field(client->e, "since")));
}

mct_status_t referral_follow_visit(mct_record_t *visit)
{
	static const char sql[] =
		"SELECT 1 FROM visit WHERE client_id = ?1 AND outcome = 'completed' AND date < ?2 "
		"UNION ALL SELECT 1 FROM opening_balance WHERE client_id = ?1 AND visits > 0 "
		"LIMIT 1";
	size_t code = record_field(visit->e, "code");
	const char *day = record_text(visit, record_field(visit->e, "date"));
	int64_t client = record_value(visit, record_field(visit->e, "client"))->integer, one;
	mct_status_t st;

	if (!record_value(visit, code)->set || !record_is_changed(visit, code))
		return MCT_OK;
	st = query_integer(visit->m, &one, sql, "it", client, day);
	if (st != MCT_DONE)
		return st == MCT_ROW ? MCT_OK : st;
	return follow(visit, code, client, day);
}
