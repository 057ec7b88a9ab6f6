/*
 * agreement.c - the fields of an agreement. Every version is kept: a newer one replaces
 * the older ones once it is signed, and until then the older one holds.
 */
#include "partners/agreement.h"

#include "partners/partner.h"
#include "record/record.h"

enum { PARTNER, TEXT, DRAFTED, SIGNED, RENEWS, ENDED, STANDING };

static const char *const standings[] = {"draft", "signed", "replaced", "ended", NULL};
static const char *const text_words[] = {"agreement", "wording", NULL};
static const char *const drafted_words[] = {"drafted on", "date", NULL};
static const char *const signed_words[] = {"signed on", NULL};
static const char *const renews_words[] = {"renews on", "renewal", "runs out", "until", NULL};
static const char *const ended_words[] = {"ended on", NULL};

static const mct_field_t fields[] = {
	[PARTNER] = PARTNER_FIELD("with whom"),
	[TEXT] = {.name = "text",
		.title = "Text",
		.help = "the paragraph or two that you both agree to",
		.type = MCT_TYPE_LONG_TEXT,
		.flags =
			MCT_FIELD_REQUIRED | MCT_FIELD_KEY | MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED,
		.words = text_words},
	[DRAFTED] = {.name = "drafted",
		.title = "Drafted",
		.help = "the day it was written",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "drafted_on",
		.words = drafted_words},
	[SIGNED] = {.name = "signed",
		.title = "Signed",
		.help = "the day both signed it",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED,
		.column = "signed_on",
		.words = signed_words},
	[RENEWS] = {.name = "renews",
		.title = "Renews",
		.help = "the day it runs out, or is looked at again",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AHEAD,
		.column = "renews_on",
		.words = renews_words},
	[ENDED] = {.name = "ended",
		.title = "Ended",
		.help = "the day it came to an end",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED,
		.column = "ended_on",
		.words = ended_words},
	[STANDING] = {.name = "standing",
		.title = "Standing",
		.help = "draft, signed, replaced by a newer one, or ended",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED,
		.choices = standings,
		.sql = "CASE WHEN agreement.ended_on IS NOT NULL THEN 'ended'"
		       "  WHEN EXISTS (SELECT 1 FROM agreement AS newer"
		       "    WHERE newer.partner_id = agreement.partner_id"
		       "    AND newer.id > agreement.id AND newer.signed_on IS NOT NULL)"
		       "  THEN 'replaced'"
		       "  WHEN agreement.signed_on IS NOT NULL THEN 'signed' ELSE 'draft' END"},
};

static mct_status_t complete(mct_record_t *r)
{
	if (!record_value(r, DRAFTED)->set)
		record_put_text(r, DRAFTED,
			record_value(r, SIGNED)->set ? record_text(r, SIGNED) : mct_today(r->m));
	return MCT_OK;
}

/* What was signed had been written by then, whenever it came into this file. */
static void follow_signed(mct_record_t *r)
{
	const char *drafted = record_text(r, DRAFTED), *signed_on = record_text(r, SIGNED);

	if (r->how.from_people && record_is_changed(r, SIGNED) && !record_is_changed(r, DRAFTED) &&
		drafted != NULL && signed_on != NULL && strcmp(signed_on, drafted) < 0)
		record_put_text(r, DRAFTED, signed_on);
}

static mct_status_t check(mct_record_t *r)
{
	follow_signed(r);
	record_check_past(r, DRAFTED);
	record_check_past(r, SIGNED);
	record_check_past(r, ENDED);
	record_check_order(r, DRAFTED, SIGNED);
	record_check_order(r, SIGNED, RENEWS);
	record_check_order(r, DRAFTED, ENDED);
	return MCT_OK;
}

const mct_entity_t entity_agreement = {
	.name = "agreement",
	.plural = "agreements",
	.help = "what was agreed to in writing with partners",
	.table = "agreement",
	.prefix = "j",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "drafted",
	.status_field = "standing",
	.ended_field = "ended",
	.order = "ref_partner.name_key, agreement.drafted_on, agreement.id",
	.complete = complete,
	.check = check,
};
