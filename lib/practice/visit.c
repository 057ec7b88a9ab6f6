/*
 * visit.c - the fields of a visit: the session, how it went, the SOAP note, and the
 * money. The order here is the order of every output.
 */
#include "practice/visit.h"

#include <string.h>

#include "partners/referral.h"
#include "people/client.h"
#include "practice/missed.h"
#include "practice/rate.h"
#include "practice/visit_fields.h"
#include "practice/visit_match.h"
#include "record/record.h"
#include "store/statement.h"
#include "util/money.h"

static const char *const outcomes[] = {
	"booked", "completed", "no_show", "late_cancel", "cancelled", NULL};
static const char *const outcome_choice_words[] = {"done", "completed", "complete", "completed",
	"arrived", "completed", "attended", "completed", "paid", "completed", "checked out",
	"completed", "ok", "completed", "noshow", "no_show", "did not show", "no_show", "missed",
	"no_show", "late cancellation", "late_cancel", "cancelled late", "late_cancel",
	"late cancelled", "late_cancel", "late canceled", "late_cancel", "canceled", "cancelled",
	"cancel", "cancelled", "confirmed", "booked", "scheduled", "booked", "upcoming", "booked",
	"erledigt", "completed", "storniert", "cancelled", "abgesagt", "cancelled",
	"nicht erschienen", "no_show", "gebucht", "booked", NULL};

static const char *const date_words[] = {"date", "day", "visit date", "appointment date",
	"app date", "scheduled date", "datum", "start", "start time", "start at",
	"appointment time", "beginn", "fecha", NULL};
static const char *const time_words[] = {"time", "scheduled time", "start", "start time",
	"start at", "appointment time", "session time", "visit time", "beginn", "startzeit",
	"uhrzeit", "zeit", "hora", "heure", NULL};
static const char *const minutes_words[] = {"minutes", "duration", "length", "min", "mins",
	"session length", "length of session", "session duration", "appointment length",
	"appointment duration", "treatment length", "dauer", "behandlungsdauer", "duree",
	"duracion", NULL};
static const char *const service_words[] = {"service", "services", "treatment", "treatment name",
	"type", "item", "description", "behandlung", "leistung", "servicio", "appointment type",
	NULL};
static const char *const outcome_words[] = {"outcome", "status", "state", "event type", NULL};
static const char *const late_words[] = {"late", "minutes late", "late by", "verspatung", NULL};
static const char *const price_words[] = {"price", "fee", "appointment price", "amount",
	"amount paid", "net sales", "charge", "charged", "preis", "betrag", "honorar", "prix",
	"precio", NULL};
static const char *const tip_words[] = {
	"tip", "tips", "gratuity", "trinkgeld", "pourboire", "propina", NULL};
static const char *const feel_before_words[] = {"before", "pain before", "score before", NULL};
static const char *const feel_after_words[] = {"after", "pain after", "score after", NULL};
static const char *const subjective_words[] = {"s", "soap s", NULL};
static const char *const objective_words[] = {"o", "soap o", NULL};
static const char *const assessment_words[] = {"a", "soap a", NULL};
static const char *const plan_words[] = {"p", "soap p", NULL};
static const char *const enhancements_words[] = {
	"enhancement", "extras", "add ons", "addons", NULL};
static const char *const discount_words[] = {"discounts", "rabatt", "reduction", NULL};
static const char *const paid_by_words[] = {
	"payment", "payment method", "tender", "bezahlt mit", NULL};
static const char *const booked_on_words[] = {
	"booked at", "date scheduled", "date booked", "gebucht am", NULL};
static const char *const therapist_words[] = {"staff", "staff name", "team member", "calendar",
	"employee", "service provider", "provider", "staff member name", "tech", NULL};
static const char *const note_words[] = {"note", "notes", "comment", "comments", "remarks", "memo",
	"bemerkung", "bemerkungen", "notiz", NULL};
static const char *const external_id_words[] = {"external id", "id", "appointment id", "visit id",
	"appointment reference", "payment id", "booking id", NULL};

static const char *const code_words[] = {
	"coupon code", "coupon", "voucher code", "promo code", "promotion code", NULL};
static const char *const felts[] = {"good", "rushed", "uncomfortable", "disconnected", NULL};
static const char *const felt_words[] = {"well", "good", "great", "good", "fine", "good", "hurried",
	"rushed", "uneasy", "uncomfortable", NULL};

static const char *const missed_fees[] = {MISSED_CHARGED, MISSED_WAIVED, NULL};
static const char *const missed_fee_words[] = {
	"charge", MISSED_CHARGED, "waive", MISSED_WAIVED, "let off", MISSED_WAIVED, NULL};

static const mct_field_t fields[] = {
	[CLIENT] = CLIENT_FIELD("who came", 0),
	[DATE] = {.name = "date",
		.title = "Date",
		.help = "the day of the session",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED,
		.words = date_words},
	[TIME] = {.name = "time",
		.title = "Time",
		.help = "when it began, or begins",
		.type = MCT_TYPE_TIME,
		.flags = MCT_FIELD_LISTED,
		.words = time_words},
	[MINUTES] = {.name = "minutes",
		.title = "Min",
		.help = "how long it lasted",
		.type = MCT_TYPE_MINUTES,
		.flags = MCT_FIELD_LISTED,
		.words = minutes_words},
	[SERVICE] = {.name = "service",
		.title = "Service",
		.help = "what was done, in a word",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.words = service_words},
	[OUTCOME] = {.name = "outcome",
		.title = "Outcome",
		.help = "what became of the booking",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = outcomes,
		.words = outcome_words,
		.choice_words = outcome_choice_words},
	[LATE_MINUTES] = {.name = "late_minutes",
		.title = "Late",
		.help = "how many minutes late she came",
		.type = MCT_TYPE_MINUTES,
		.flags = MCT_FIELD_LISTED,
		.words = late_words},
	[PRICE] = {.name = "price",
		.title = "Price",
		.help = "what was charged, without the tip",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED,
		.words = price_words},
	[TIP] = {.name = "tip",
		.title = "Tip",
		.help = "what she gave on top",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED,
		.words = tip_words},
	[CHECKIN] = {.name = "checkin",
		.title = "Before",
		.help = "how she was before the session, in her words",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED},
	[CHECKOUT] = {.name = "checkout",
		.title = "After",
		.help = "how she felt on leaving, in her words",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED},
	[FEEL_BEFORE] = {.name = "feel_before",
		.title = "Feel before",
		.help = "0 to 10, before",
		.type = MCT_TYPE_SCORE,
		.flags = MCT_FIELD_PRIVATE,
		.words = feel_before_words},
	[FEEL_AFTER] = {.name = "feel_after",
		.title = "Feel after",
		.help = "0 to 10, after",
		.type = MCT_TYPE_SCORE,
		.flags = MCT_FIELD_PRIVATE,
		.words = feel_after_words},
	[SUBJECTIVE] = {.name = "subjective",
		.title = "Subjective",
		.help = "SOAP: what she says",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED,
		.words = subjective_words},
	[OBJECTIVE] = {.name = "objective",
		.title = "Objective",
		.help = "SOAP: what was found and done",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED,
		.words = objective_words},
	[ASSESSMENT] = {.name = "assessment",
		.title = "Assessment",
		.help = "SOAP: how she responded",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED,
		.words = assessment_words},
	[PLAN] = {.name = "plan",
		.title = "Plan",
		.help = "SOAP: what comes next",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED,
		.words = plan_words},
	[ENHANCEMENTS] = {.name = "enhancements",
		.title = "Enhancements",
		.help = "extras by need, at no charge, kept apart by ;",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_SEARCHED,
		.words = enhancements_words},
	[DISCOUNT] = {.name = "discount",
		.title = "Discount",
		.help = "what was taken off the price",
		.type = MCT_TYPE_MONEY,
		.words = discount_words},
	[PAID_BY] = {.name = "paid_by",
		.title = "Paid by",
		.help = "cash, card, voucher ...",
		.type = MCT_TYPE_TEXT,
		.words = paid_by_words},
	[BOOKED_ON] = {.name = "booked_on",
		.title = "Booked on",
		.help = "the day the booking was made",
		.type = MCT_TYPE_DATE,
		.words = booked_on_words},
	[THERAPIST] = {.name = "therapist",
		.title = "Therapist",
		.help = "who gave the session",
		.type = MCT_TYPE_TEXT,
		.words = therapist_words},
	[NOTE] = {.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED,
		.words = note_words},
	[EXTERNAL_ID] = {.name = "external_id",
		.title = "Outside id",
		.help = "its id in the list it came from",
		.type = MCT_TYPE_TEXT,
		.words = external_id_words},
	[FELT] = {.name = "felt",
		.title = "Felt",
		.help = "on leaving: good, rushed, uncomfortable, disconnected",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_PRIVATE,
		.choices = felts,
		.choice_words = felt_words},
	[PRICE_BECAUSE] = {.name = "price_because",
		.title = "Price because",
		.help = "why the price is not the rate's",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_SEARCHED},
	[NOTED] = {.name = "noted",
		.title = "Noted",
		.help = "the day its notes were written",
		.type = MCT_TYPE_DATE,
		.column = "noted_on"},
	[NOTICE] = {.name = "notice",
		.title = "Notice",
		.help = "how long before it she called it off",
		.type = MCT_TYPE_MINUTES,
		.column = "notice_minutes"},
	[MISSED_FEE] = {.name = "missed_fee",
		.title = "Missed fee",
		.help = "of a session that was missed: charged or waived",
		.type = MCT_TYPE_CHOICE,
		.choices = missed_fees,
		.choice_words = missed_fee_words},
	[MISSED_BECAUSE] = {.name = "missed_because",
		.title = "Missed because",
		.help = "why it was missed, and charged or waived",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_SEARCHED},
	[CODE] = {.name = "code",
		.title = "Code",
		.help = "of the coupon that she gave at her first visit",
		.type = MCT_TYPE_TEXT,
		.words = code_words},
};

/* Typed by hand, a visit is today's unless another day was said. */
static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, DATE);
	return MCT_OK;
}

static void refuse_price(mct_record_t *r, const char *field, int64_t by_rate)
{
	struct buf expected CLEANUP(buf_free) = {0};

	money_to_human(by_rate, mct_setting(r->m, "practice.currency"), &expected);
	problem_add(r->m, MCT_REFUSED, field, NULL,
		"say why with --price-because, or leave --price out",
		"%lld minutes cost %s by your rate", (long long)record_value(r, MINUTES)->integer,
		buf_str(&expected));
}

/*
 * One price for time: what was completed costs what its minutes cost, less a discount, unless
 * another price was said. That, and a discount, needs a word why.
 */
static mct_status_t follow_rate(mct_record_t *r)
{
	struct mct_value price = {.set = true, .text = ""};
	int64_t by_rate, discount = record_value(r, DISCOUNT)->integer;
	mct_status_t st =
		rate_price(r->m, record_text(r, DATE), record_value(r, MINUTES)->integer, &by_rate);

	if (st != MCT_OK)
		return st == MCT_NOTFOUND ? MCT_OK : st;
	if (discount > by_rate) {
		refuse_price(r, "discount", by_rate);
		return MCT_OK;
	}
	price.integer = by_rate - discount;
	if (!record_value(r, PRICE)->set && !record_is_changed(r, PRICE))
		record_put(r, PRICE, &price);
	if (record_value(r, PRICE)->set && record_value(r, PRICE)->integer != by_rate &&
		!record_value(r, PRICE_BECAUSE)->set)
		refuse_price(r, discount > 0 ? "discount" : "price", by_rate);
	return MCT_OK;
}

bool visit_is(const mct_record_t *r, const char *outcome)
{
	return record_value(r, OUTCOME)->set && strcmp(record_text(r, OUTCOME), outcome) == 0;
}

/* Whether a stored booking stays where it is. */
static bool keeps_its_time(const mct_record_t *r)
{
	static const size_t decisive[] = {DATE, TIME, MINUTES, OUTCOME};

	for (size_t i = 0; i < ARRAY_SIZE(decisive); i++)
		if (record_is_changed(r, decisive[i]))
			return false;
	return r->id != 0;
}

/* One pair of hands: a booking does not run into another one of the same therapist. */
static mct_status_t check_clash(mct_record_t *r)
{
	static const char sql[] =
		"SELECT visit.id, contact.name, time, minutes FROM visit "
		"JOIN contact ON contact.id = visit.client_id "
		"WHERE outcome = 'booked' AND date = ?1 AND visit.id <> ?5 "
		"AND (therapist IS NULL OR ?4 IS NULL OR therapist = ?4) "
		"AND (time = ?2 OR (unixepoch(time) < unixepoch(?2) + 60 * ?3 "
		"AND unixepoch(?2) < unixepoch(time) + 60 * coalesce(minutes, 0))) "
		"ORDER BY time LIMIT 1";
	sqlite3_stmt *other CLEANUP(statement_done) = NULL;
	const char *time = record_text(r, TIME);
	mct_status_t st;

	if (!visit_is(r, "booked") || keeps_its_time(r) || r->insist || time == NULL)
		return MCT_OK;
	st = statement_get(r->m, sql, &other);
	if (st != MCT_OK)
		return st;
	statement_bind(other, "ttiti", record_text(r, DATE), time,
		record_value(r, MINUTES)->integer, record_text(r, THERAPIST), r->id);
	st = statement_step(r->m, other);
	if (st == MCT_ROW)
		problem_add(r->m, MCT_REFUSED, "time", time,
			r->id == 0 ? "choose another time, or insist with --even-so"
				   : "choose another time, or insist: mct visit move has "
				     "--even-so",
			"%s is taken: %s comes at %s, for %d minutes (v%lld)", time,
			(const char *)sqlite3_column_text(other, 1),
			(const char *)sqlite3_column_text(other, 2), sqlite3_column_int(other, 3),
			(long long)sqlite3_column_int64(other, 0));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* What a person types of a visit; a list is taken as it is. */
static mct_status_t check_typed(mct_record_t *r)
{
	static const size_t decisive[] = {MINUTES, OUTCOME, PRICE, DISCOUNT, PRICE_BECAUSE};
	bool touched = r->id == 0;
	mct_status_t st = check_clash(r);

	if (st == MCT_OK)
		st = referral_check_code(r, CODE);
	if (st != MCT_OK)
		return st;
	for (size_t i = 0; i < ARRAY_SIZE(decisive); i++)
		touched = touched || record_is_changed(r, decisive[i]);
	if (touched && visit_is(r, "completed") && record_value(r, MINUTES)->set && r->bad == 0)
		st = follow_rate(r);
	return st == MCT_OK && r->changed != 0 && r->bad == 0 ? visit_refuse_twin(r) : st;
}

/* The day of entry of a note that is written after the visit was entered. */
static void note_day(mct_record_t *r)
{
	for (size_t i = 0; i < r->e->count && !record_value(r, NOTED)->set; i++)
		if ((r->e->fields[i].flags & MCT_FIELD_AMENDED) != 0 && record_is_changed(r, i) &&
			record_value(r, i)->set && (r->how.from_people || r->id != 0))
			record_put_text(r, NOTED, mct_today(r->m));
}

/* Without an outcome, what lies ahead is booked and what has been took place. */
static mct_status_t check(mct_record_t *r)
{
	const char *date = record_text(r, DATE), *booked_on = record_text(r, BOOKED_ON);
	int64_t owner = 0;
	mct_status_t st = MCT_OK;

	if (date != NULL && !record_value(r, OUTCOME)->set)
		record_put_text(
			r, OUTCOME, strcmp(date, mct_today(r->m)) > 0 ? "booked" : "completed");
	if (!visit_is(r, "booked") && !visit_is(r, "cancelled") && !visit_is(r, "late_cancel"))
		record_check_past(r, DATE);
	if (date != NULL && booked_on != NULL && strcmp(booked_on, date) > 0)
		problem_add(r->m, MCT_INVALID, "booked_on", booked_on,
			"a session is booked before it takes place",
			"booked_on \"%s\" is after the session", booked_on);
	note_day(r);
	st = missed_check(r);
	if (st == MCT_OK && date != NULL && r->how.from_people)
		st = check_typed(r);
	/* A new record of an import has been looked for by match() already. */
	if (st == MCT_OK && r->how.from_people && record_is_changed(r, EXTERNAL_ID))
		st = visit_external_id_owner(r, &owner);
	if (owner != 0 && owner != r->id)
		problem_add(r->m, MCT_REFUSED, "external_id", record_text(r, EXTERNAL_ID),
			"an external id belongs to one visit",
			"the external id \"%s\" is taken by v%lld", record_text(r, EXTERNAL_ID),
			(long long)owner);
	return st;
}

/* A telephone takes over what has a higher number. */
static mct_status_t count_revision(mct_record_t *r)
{
	static const char sql[] = "UPDATE visit SET revision = revision + 1 WHERE id = ?";
	sqlite3_stmt *statement;
	mct_status_t st = statement_get(r->m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "i", r->id);
	return statement_run(r->m, statement);
}

static mct_status_t saved(mct_record_t *r, enum mct_change change)
{
	mct_status_t st = MCT_OK;

	if (change == MCT_UPDATED && !keeps_its_time(r))
		st = count_revision(r);
	return st == MCT_OK && change != MCT_UNCHANGED ? referral_follow_visit(r) : st;
}

const mct_entity_t entity_visit = {
	.name = "visit",
	.plural = "visits",
	.help = "sessions given, booked and missed",
	.table = "visit",
	.prefix = "v",
	.is_numerous = true,
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "date",
	.status_field = "outcome",
	.order = "visit.date, visit.time, visit.id",
	.complete = complete,
	.check = check,
	.saved = saved,
	.match = visit_match,
	.mark = visit_mark,
};
