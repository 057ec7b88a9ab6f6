/*
 * partner.c - the fields of a referral partner. Primary partnerships are formal and
 * structured, secondary ones casual (cards on a counter).
 */
#include "partners/partner.h"

#include "partners/partner_sql.h"
#include "partners/stage.h"
#include "people/contact.h"
#include "people/identity.h"

static const char *const levels[] = {"primary", "secondary", NULL};
static const char *const level_words[] = {
	"formal", "primary", "casual", "secondary", "1", "primary", "2", "secondary", NULL};

static const char *const business_words[] = {
	"kind of business", "business type", "type", "profession", "trade", "branche", NULL};
static const char *const level_names[] = {"primary or secondary", "kind", NULL};
static const char *const services_words[] = {
	"service", "what they do", "offers", "leistungen", NULL};
static const char *const market_words[] = {
	"target market", "serves", "clientele", "zielgruppe", NULL};
static const char *const reach_words[] = {
	"customers", "members", "patients", "number of customers", "number of members", NULL};
static const char *const person_words[] = {
	"contact person", "person", "ansprechpartner", "contact people", NULL};
static const char *const note_words[] = {"notes", "comment", "comments", "memo", "bemerkung", NULL};

static const char *const papers[] = {"draft", "signed", "renew", "ended", NULL};

static const mct_field_t fields[] = {
	CONTACT_NAME(HOME_CONTACT, "the partner's name"),
	{.name = "business",
		.title = "Business",
		.help = "the kind of business",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.words = business_words},
	{.name = "level",
		.title = "Level",
		.help = "formal and structured, or casual",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = levels,
		.choice_words = level_words,
		.words = level_names},
	{.name = "services",
		.title = "Services",
		.help = "what they do, in words kept apart by ;",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_SEARCHED,
		.words = services_words},
	{.name = "market",
		.title = "Market",
		.help = "whom they serve, in words kept apart by ;",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_SEARCHED,
		.words = market_words},
	{.name = "reach",
		.title = "Reach",
		.help = "how many customers, members or patients they have",
		.type = MCT_TYPE_COUNT,
		.words = reach_words},
	{.name = "contact",
		.title = "Contact",
		.help = "the person to talk to",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = person_words},
	CONTACT_EMAIL(HOME_CONTACT, "their e-mail address", 0),
	CONTACT_PHONE(HOME_CONTACT, "their phone number", 0),
	CONTACT_ADDRESS(HOME_CONTACT, "where they are"),
	{.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = note_words},
	CONTACT_EXTERNAL_ID(HOME_CONTACT, "their id in the list they came from"),
	CONTACT_TOUCH_EVERY(HOME_CONTACT, "how often you want to be in touch"),
	{.name = "perp",
		.title = "PERP",
		.help = "the four qualities, 0 to 3; a point is not known",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED | MCT_FIELD_FIRM,
		.sql = PARTNER_PERP("partner.id")},
	{.name = "stage",
		.title = "Stage",
		.help = "how far it has come: know, trust, believe",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED,
		.choices = stage_words,
		.sql = PARTNER_STAGE("partner.id")},
	{.name = "agreement",
		.title = "Paper",
		.help = "the written agreement: draft, signed, renew, ended",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED,
		.choices = papers,
		.sql = "coalesce((SELECT CASE WHEN ended_on IS NOT NULL THEN NULL"
		       "  WHEN renews_on <= date(today(), setting_days('partner.renew') || ' days')"
		       "  THEN 'renew' ELSE 'signed' END FROM agreement"
		       "  WHERE partner_id = partner.id AND signed_on IS NOT NULL"
		       "  ORDER BY id DESC LIMIT 1),"
		       " (SELECT iif(ended_on IS NULL, 'draft', 'ended') FROM agreement"
		       "  WHERE partner_id = partner.id ORDER BY id DESC LIMIT 1))"},
	{.name = "last_contact",
		.title = "Last contact",
		.help = "when you were last in touch",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED,
		.sql = PARTNER_LAST_CONTACT("partner.id")},
	{.name = "referrals_in",
		.title = "In",
		.help = "how many clients they sent you",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED | MCT_FIELD_FIRM,
		.sql = PARTNER_REFERRALS("partner.id", "'in'")},
	{.name = "referrals_out",
		.title = "Out",
		.help = "how many clients you sent them",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED | MCT_FIELD_FIRM,
		.sql = PARTNER_REFERRALS("partner.id", "'out'")},
	{.name = "empty_wins",
		.title = "No win for",
		.help = "who gets nothing yet: me, partner, clients",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_COMPUTED,
		.sql = "(SELECT group_concat(column1, '; ') FROM"
		       "  (VALUES ('me'), ('partner'), ('clients')) WHERE NOT EXISTS"
		       "  (SELECT 1 FROM win WHERE partner_id = partner.id AND side = column1))"},
	{.name = "worth",
		.title = "Worth",
		.help = "what the clients whom they sent have paid, with tips",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_COMPUTED,
		.sql = REFERRAL_WORTH("SELECT client_id FROM referral"
				      "  WHERE partner_id = partner.id AND direction = 'in'")},
	{.name = "shared_market",
		.title = "Both serve",
		.help = "whom they serve that you want to serve, too",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_COMPUTED,
		.sql = "shared_words(partner.market, setting('practice.market'))"},
	{.name = "same_services",
		.title = "Both do",
		.help = "what they do that you do, too",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_COMPUTED,
		.sql = "shared_words(partner.services, setting('practice.services'))"},
	{.name = "next_step",
		.title = "Next step",
		.help = "what is most worth doing with them next",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_COMPUTED | MCT_FIELD_DETAIL,
		.sql = "(SELECT step FROM (" PARTNER_STEPS(
			"partner.id", "today()") ")"
						 "  ORDER BY rank, due, step LIMIT 1)"},
};

static mct_status_t check(mct_record_t *r)
{
	size_t level = record_field(r->e, "level");

	if (!record_value(r, level)->set)
		record_put_text(r, level, "secondary");
	return identity_check(r);
}

const mct_entity_t entity_partner = {
	.name = "partner",
	.plural = "partners",
	.help = "professionals and businesses that send clients, or are sent them",
	.table = "partner",
	.prefix = "p",
	.is_role = true,
	.is_named = true,
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.status_field = "level",
	.order = "contact.name_key, partner.id",
	.check = check,
	.saved = identity_saved,
	.match = identity_match,
};
