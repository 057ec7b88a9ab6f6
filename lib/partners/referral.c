/*
 * referral.c - the fields of a referral. In: the client came through the partner or
 * through anyone in the book. Out: she was sent to the partner.
 */
#include "partners/referral.h"

#include <string.h>

#include "partners/partner.h"
#include "people/client.h"
#include "people/find.h"
#include "record/record.h"
#include "store/statement.h"

static const char *const directions[] = {"in", "out", NULL};
static const char *const direction_words[] = {
	"received", "in", "from", "in", "sent", "out", "given", "out", "to", "out", NULL};
static const char *const date_words[] = {"day", "when", "referred on", "datum", NULL};
static const char *const client_words[] = {
	"client name", "customer", "patient", "who", "kunde", "kundin", NULL};
static const char *const partner_words[] = {"partner name", "business", "professional", NULL};
static const char *const referrer_words[] = {
	"referred by", "refered by", "from client", "empfohlen von", NULL};
static const char *const mechanism_words[] = {"how", "channel", "by", NULL};
static const char *const outcome_words[] = {"result", "what came of it", NULL};
static const char *const because_words[] = {"reason", "why", NULL};
static const char *const code_words[] = {"coupon code", "coupon", "voucher code", NULL};
static const char *const note_words[] = {"notes", "comment", "comments", "memo", "bemerkung", NULL};

enum {
	DATE,
	DIRECTION,
	CLIENT,
	PARTNER,
	REFERRER,
	MECHANISM,
	OUTCOME,
	NOTE,
	THANKED,
	CODE,
	BECAUSE,
	TOLD
};

static const mct_field_t fields[] = {
	[DATE] = {.name = "date",
		.title = "Date",
		.help = "the day it was made",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED,
		.words = date_words},
	[DIRECTION] = {.name = "direction",
		.title = "Dir",
		.help = "in: somebody sent her; out: she was sent on",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED,
		.choices = directions,
		.choice_words = direction_words},
	[CLIENT] = {.name = "client",
		.title = "Client",
		.help = "who was sent",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED,
		.column = "client_id",
		.target = &entity_client,
		.words = client_words},
	[PARTNER] = {.name = "partner",
		.title = "Partner",
		.help = "the partner who sent her or was sent her",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_LISTED,
		.column = "partner_id",
		.needed = "direction = 'out' OR referrer_id IS NULL",
		.target = &entity_partner,
		.words = partner_words},
	[REFERRER] = {.name = "referrer",
		.title = "Referrer",
		.help = "anyone in the book who sent her",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_LISTED,
		.column = "referrer_id",
		.needed = "direction = 'in' AND partner_id IS NULL",
		.words = referrer_words},
	[MECHANISM] = {.name = "mechanism",
		.title = "By",
		.help = "coupon, article, staff script, a word ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED,
		.words = mechanism_words},
	[OUTCOME] = {.name = "outcome",
		.title = "Outcome",
		.help = "what came of it",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.words = outcome_words},
	[NOTE] = {.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = note_words},
	[THANKED] = {.name = "thanked",
		.title = "Thanked",
		.help = "the day you said thank you",
		.type = MCT_TYPE_DATE,
		.column = "thanked_on"},
	[CODE] = {.name = "code",
		.title = "Code",
		.help = "the code of the coupon that brought her",
		.type = MCT_TYPE_TEXT,
		.words = code_words},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "out: why it is in her interest; it stays with you",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_SEARCHED,
		.words = because_words},
	[TOLD] = {.name = "told",
		.title = "Told them",
		.help = "out: what you told them of her, if she agreed",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_SEARCHED},
};

/* ---- checking -------------------------------------------------------------------------------- */

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, DATE);
	if (!record_value(r, DIRECTION)->set)
		record_put_text(r, DIRECTION, "in");
	return MCT_OK;
}

/* Nothing of a client is told to a partner unless she agreed, with that partner or with anybody, by
 * that day. */
static mct_status_t check_told(mct_record_t *r)
{
	static const char sql[] =
		"SELECT 1 FROM consent WHERE client_id = ?1 AND purpose = 'sharing'"
		"  AND coalesce(with_id, ?2) = ?2 AND given_on <= ?3"
		"  AND coalesce(withdrawn_on, '9999') > ?3";
	int64_t one;
	mct_status_t st;

	if (!record_value(r, TOLD)->set || !r->how.from_people ||
		(!record_is_changed(r, TOLD) && !record_is_changed(r, PARTNER) &&
			!record_is_changed(r, CLIENT) && !record_is_changed(r, DATE)))
		return MCT_OK;
	if (strcmp(record_text(r, DIRECTION), "out") != 0) {
		problem_add(r->m, MCT_INVALID, "told", NULL, "leave it out, or use --note",
			"told is for clients whom you send");
		return MCT_OK;
	}
	st = query_integer(r->m, &one, sql, "iit", record_value(r, CLIENT)->integer,
		record_value(r, PARTNER)->integer, record_text(r, DATE));
	if (st == MCT_DONE)
		problem_add(r->m, MCT_REFUSED, "told", NULL,
			"ask her, then: mct consent add NAME sharing --with PARTNER",
			"%s has not agreed that you tell %s about her", record_text(r, CLIENT),
			record_text(r, PARTNER));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t check(mct_record_t *r)
{
	const char *direction = record_text(r, DIRECTION);
	mct_status_t st = referral_follow_code(r);
	int64_t partner = record_value(r, PARTNER)->integer,
		referrer = record_value(r, REFERRER)->integer;

	if (st != MCT_OK || direction == NULL || r->bad > 0 || r->m->problem_count > 0)
		return st;
	if (strcmp(direction, "out") == 0 && partner == 0)
		problem_add(r->m, MCT_INVALID, "partner", NULL, "say to whom she was sent",
			"partner is missing");
	if (strcmp(direction, "in") == 0 && partner == 0 && referrer == 0)
		problem_add(r->m, MCT_INVALID, "referrer", NULL,
			"say who sent her: a partner or a referrer",
			"partner and referrer are both missing");
	if (referrer != 0 && referrer == record_value(r, CLIENT)->integer)
		problem_add(r->m, MCT_INVALID, "referrer", record_text(r, REFERRER),
			"name who sent her", "nobody refers herself");
	record_check_past(r, THANKED);
	record_check_order(r, DATE, THANKED);
	if (r->m->problem_count > 0 || record_text(r, DATE) == NULL)
		return MCT_OK;
	return check_told(r);
}

/* The same people in the same direction on the same day is the same referral. */
static mct_status_t match(mct_record_t *r, const struct match_list *list, int64_t *id)
{
	static const char sql[] =
		"SELECT id FROM referral WHERE client_id = ?1 AND date = ?2 AND direction = ?3 "
		"AND coalesce(partner_id, 0) = ?4 AND coalesce(referrer_id, 0) = ?5 ORDER BY id";
	mct_status_t st;

	(void)list;
	*id = 0;
	if (record_text(r, DATE) == NULL || record_text(r, DIRECTION) == NULL)
		return MCT_OK;
	st = query_integer(r->m, id, sql, "ittii", record_value(r, CLIENT)->integer,
		record_text(r, DATE), record_text(r, DIRECTION), record_value(r, PARTNER)->integer,
		record_value(r, REFERRER)->integer);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* Who sent whom, as it is seen from one of them. */
static uint64_t say(const mct_record_t *r, int64_t person, struct buf *out)
{
	const char *partner = record_text(r, PARTNER), *referrer = record_text(r, REFERRER);
	bool out_of_here = strcmp(record_text(r, DIRECTION), "out") == 0;
	bool is_client = record_value(r, CLIENT)->integer == person;
	bool is_partner = record_value(r, PARTNER)->integer == person;

	if (partner == NULL && referrer == NULL)
		buf_adds(out, out_of_here ? "sent to somebody" : "sent to you by somebody");
	else if (out_of_here && is_client)
		buf_addf(out, "you sent her to %s", partner != NULL ? partner : referrer);
	else if (out_of_here)
		buf_addf(out, "was sent %s", record_text(r, CLIENT));
	else if (is_client)
		buf_addf(out, "sent to you by %s", referrer != NULL ? referrer : partner);
	else
		buf_addf(out, "sent you %s", record_text(r, CLIENT));
	if (!out_of_here && !is_partner && referrer != NULL && partner != NULL)
		buf_addf(out, " through %s", partner);
	return 1u << DIRECTION | 1u << CLIENT | 1u << PARTNER | 1u << REFERRER;
}

const mct_entity_t entity_referral = {
	.name = "referral",
	.plural = "referrals",
	.help = "who sent whom, in both directions",
	.table = "referral",
	.prefix = "r",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "date",
	.status_field = "direction",
	.order = "referral.date, referral.id",
	.complete = complete,
	.check = check,
	.match = match,
	.say = say,
};
