/*
 * system.c - the fields of a referral system. What is done every so often knows when
 * it is due next.
 */
#include "partners/system.h"

#include "partners/partner.h"
#include "partners/partner_sql.h"
#include "record/record.h"
#include "store/statement.h"

enum { PARTNER, MECHANISM, TEXT, CODE, EVERY, DUE, DONE, ENDED, REFERRED, BOOKED, STAYED, WORTH };

static const char *const mechanisms[] = {
	"coupon", "article", "web", "script", "cards", "workshop", NULL};
static const char *const mechanism_words[] = {"how", "kind", "way", NULL};
static const char *const text_words[] = {"what", "wording", "script", NULL};
static const char *const code_words[] = {"coupon code", "voucher code", NULL};
static const char *const every_words[] = {"cadence", "how often", "every days", NULL};
static const char *const due_words[] = {"next", "next due", "due on", NULL};
static const char *const done_words[] = {"last done", "done on", NULL};
static const char *const ended_words[] = {"ended on", NULL};

/* A referral that came by the system: by its code, or, where it has none, by its mechanism. */
#define IS_BY_SYSTEM                                                                               \
	"direction = 'in' AND referral.partner_id = referral_system.partner_id AND"                \
	" CASE WHEN referral_system.code IS NOT NULL"                                              \
	"  THEN fold(referral.code) = fold(referral_system.code)"                                  \
	"  ELSE referral.code IS NULL"                                                             \
	"    AND fold(referral.mechanism) = fold(referral_system.mechanism) END"

static const mct_field_t fields[] = {
	[PARTNER] = PARTNER_FIELD("who introduces you"),
	[MECHANISM] = {.name = "mechanism",
		.title = "How",
		.help = "coupon, article, web, script, cards, workshop ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.choices = mechanisms,
		.words = mechanism_words},
	[TEXT] = {.name = "text",
		.title = "What",
		.help = "what is handed out, written or said",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.words = text_words},
	[CODE] = {.name = "code",
		.title = "Code",
		.help = "the code by which it is known again",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.words = code_words},
	[EVERY] = {.name = "every",
		.title = "Every",
		.help = "how often: \"three times a year\", 6w, or days",
		.type = MCT_TYPE_DAYS,
		.flags = MCT_FIELD_LISTED,
		.column = "every_days",
		.words = every_words},
	[DUE] = {.name = "due",
		.title = "Due",
		.help = "the day it is due next",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AHEAD,
		.column = "due_on",
		.words = due_words},
	[DONE] = {.name = "done",
		.title = "Done",
		.help = "the day it was done last",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "done_on",
		.words = done_words},
	[ENDED] = {.name = "ended",
		.title = "Ended",
		.help = "the day it came to an end",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "ended_on",
		.words = ended_words},
	[REFERRED] = {.name = "referred",
		.title = "Sent",
		.help = "how many clients it brought",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED,
		.sql = "(SELECT count(DISTINCT client_id) FROM referral WHERE " IS_BY_SYSTEM ")"},
	[BOOKED] = {.name = "booked",
		.title = "Booked",
		.help = "how many of them booked",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_COMPUTED,
		.sql = "(SELECT count(DISTINCT client_id) FROM referral WHERE " IS_BY_SYSTEM
		       " AND " REFERRAL_BOOKED("referral.client_id") ")"},
	[STAYED] = {.name = "stayed",
		.title = "Stayed",
		.help = "how many of them came three times or more",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED,
		.sql = "(SELECT count(DISTINCT client_id) FROM referral WHERE " IS_BY_SYSTEM
		       " AND " REFERRAL_STAYED("referral.client_id") ")"},
	[WORTH] = {.name = "worth",
		.title = "Worth",
		.help = "what they have paid, with tips",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED,
		.sql = REFERRAL_WORTH("SELECT client_id FROM referral WHERE " IS_BY_SYSTEM)},
};

/* The next one follows from the last one, unless another day was said. What is done only once is
 * due no more. */
static void follow_done(mct_record_t *r)
{
	const char *done = record_text(r, DONE);
	int32_t day = done != NULL ? date_from_iso(done, strlen(done)) : DATE_NONE;
	char next[11] = "";

	if (!r->how.from_people || !record_is_changed(r, DONE) || record_is_changed(r, DUE) ||
		day == DATE_NONE)
		return;
	if (record_value(r, EVERY)->set)
		date_to_iso(day + (int32_t)record_value(r, EVERY)->integer, next);
	record_put_text(r, DUE, next);
}

/* Typed by hand, what recurs and was never done is due today. */
static mct_status_t complete(mct_record_t *r)
{
	if (record_value(r, EVERY)->set && !record_value(r, DUE)->set &&
		!record_value(r, DONE)->set)
		record_put_text(r, DUE, mct_today(r->m));
	return MCT_OK;
}

/* A code names one system, or a coupon would not say where it came from. */
static mct_status_t check_code(mct_record_t *r)
{
	static const char sql[] =
		"SELECT id FROM referral_system WHERE fold(code) = fold(?1) AND id <> ?2";
	const char *code = record_text(r, CODE);
	int64_t other;
	mct_status_t st;

	if (code == NULL || !record_is_changed(r, CODE) || !r->how.from_people)
		return MCT_OK;
	st = query_integer(r->m, &other, sql, "ti", code, r->id);
	if (st == MCT_ROW)
		problem_add(r->m, MCT_REFUSED, "code", code, "choose another code",
			"the code \"%s\" belongs to m%lld already", code, (long long)other);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t check(mct_record_t *r)
{
	if (record_value(r, EVERY)->set && record_value(r, EVERY)->integer == 0)
		problem_add(r->m, MCT_INVALID, "every", "0", "leave it out for what is done once",
			"every cannot be 0 days");
	record_check_past(r, DONE);
	record_check_past(r, ENDED);
	follow_done(r);
	return check_code(r);
}

const mct_entity_t entity_system = {
	.name = "system",
	.plural = "systems",
	.help = "the ways in which partners introduce you",
	.table = "referral_system",
	.prefix = "m",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "due",
	.ended_field = "ended",
	.order = "ref_partner.name_key, referral_system.id",
	.complete = complete,
	.check = check,
};
