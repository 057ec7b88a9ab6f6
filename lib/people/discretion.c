/*
 * discretion.c - the rule of what may be said to whom. Of a client nothing, unless
 * the listener speaks for her, she agreed, or one of them sent the other and
 * so knows it. Of anybody else whatever is not about a client.
 */
#include "people/discretion.h"

#include <string.h>

#include "people/naming.h"
#include "store/statement.h"

const char *const discretion_words[] = {"yes", "part", "no", NULL};

/* ?1 listens, ?2 is spoken of, ?3 is the day. A consent without a name is for anybody. */
static const char sql[] =
	"SELECT EXISTS (SELECT 1 FROM client WHERE id = ?2),"
	"  EXISTS (SELECT 1 FROM connection WHERE contact_id = ?1 AND other_id = ?2"
	"      AND kind = 'guardian of' AND coalesce(until, ?3) >= ?3)"
	"    OR EXISTS (SELECT 1 FROM consent WHERE client_id = ?2 AND guardian_id = ?1"
	"      AND coalesce(withdrawn_on, ?3) >= ?3),"
	"  (SELECT max(given_on) FROM consent WHERE client_id = ?2 AND purpose = 'sharing'"
	"    AND coalesce(with_id, ?1) = ?1 AND given_on <= ?3"
	"    AND (withdrawn_on IS NULL OR withdrawn_on > ?3)),"
	"  EXISTS (SELECT 1 FROM referral WHERE direction = 'in' AND client_id = ?2"
	"    AND ?1 IN (referrer_id, partner_id)),"
	"  EXISTS (SELECT 1 FROM referral WHERE direction = 'in' AND client_id = ?1"
	"    AND ?2 IN (referrer_id, partner_id)),"
	"  EXISTS (SELECT 1 FROM referral WHERE direction = 'out' AND client_id = ?2"
	"    AND partner_id = ?1),"
	"  EXISTS (SELECT 1 FROM partner WHERE id = ?2)";
enum { IS_CLIENT, SPEAKS_FOR, AGREED, SENT, WAS_SENT, SENT_ON, IS_PARTNER };

static enum discretion yes(
	struct buf *what, const char *before, const char *name, const char *after)
{
	buf_addf(what, "%s%s%s", before, name, after);
	return DISCRETION_YES;
}

static enum discretion part(
	struct buf *what, const char *before, const char *name, const char *after)
{
	buf_addf(what, "%s%s%s", before, name, after);
	return DISCRETION_PART;
}

/* Of a client, by what the listener knows. */
static enum discretion of_client(
	sqlite3_stmt *row, const char *name, bool besides, struct buf *what)
{
	const char *agreed = (const char *)sqlite3_column_text(row, AGREED);

	if (sqlite3_column_int(row, SPEAKS_FOR) != 0)
		return yes(what, "all that concerns ", name, ", for whom they speak");
	if (agreed != NULL) {
		yes(what, "what concerns ", name, ", who agreed to it on ");
		date_to_human(date_from_iso(agreed, strlen(agreed)), false, what);
		return DISCRETION_YES;
	}
	if (sqlite3_column_int(row, SENT) != 0)
		return part(what, "thanks for sending ", name, ", and no more");
	if (sqlite3_column_int(row, WAS_SENT) != 0)
		return part(what, "that ", name, " sent them to you, and no more");
	if (sqlite3_column_int(row, SENT_ON) != 0)
		return part(what, "that you sent ", name, ", and what she agreed to");
	if (sqlite3_column_int(row, IS_PARTNER) != 0)
		return part(what, "that ", name, " is your partner, not that they come to you");
	if (besides)
		return part(what, "that you know ", name, ", not that they come to you");
	buf_adds(what, "nothing; who comes to you is private");
	return DISCRETION_NO;
}

mct_status_t discretion_of(mct_t *m, int64_t listener, int64_t subject, const char *as_of,
	bool besides, enum discretion *out, struct buf *what)
{
	struct naming naming CLEANUP(naming_end) = {0};
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	const char *name;
	mct_status_t st = naming_begin(m, &naming);

	if (st == MCT_OK)
		st = naming_find(&naming, subject);
	if (st == MCT_OK)
		st = statement_get(m, sql, &row);
	if (st != MCT_OK)
		return st;
	name = naming_name(&naming);
	statement_bind(row, "iit", listener, subject, as_of);
	st = statement_step(m, row);
	if (st != MCT_ROW)
		return st;
	if (sqlite3_column_int(row, IS_CLIENT) != 0)
		*out = of_client(row, name, besides, what);
	else if (sqlite3_column_int(row, IS_PARTNER) != 0)
		*out = yes(what, "that ", name, " is your partner");
	else
		*out = yes(what, "that you know ", name, "");
	return MCT_OK;
}
