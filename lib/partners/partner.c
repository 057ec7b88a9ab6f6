/*
 * partner.c - the fields of a referral partner. Primary partnerships are formal and
 * structured, secondary ones casual (cards on a counter).
 */
#include "partners/partner.h"

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
static const char *const person_words[] = {
	"contact person", "person", "ansprechpartner", "contact people", NULL};
static const char *const note_words[] = {"notes", "comment", "comments", "memo", "bemerkung", NULL};

static const mct_field_t fields[] = {
	{.name = "name",
		.title = "Name",
		.help = "the partner's name",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.key_column = "name_key",
		.home = HOME_CONTACT,
		.words = contact_name_words},
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
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE | MCT_FIELD_SEARCHED,
		.words = market_words},
	{.name = "contact",
		.title = "Contact",
		.help = "the person to talk to",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.words = person_words},
	{.name = "email",
		.title = "E-mail",
		.help = "their e-mail address",
		.type = MCT_TYPE_EMAIL,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.home = HOME_CONTACT,
		.words = contact_email_words},
	{.name = "phone",
		.title = "Phone",
		.help = "their phone number",
		.type = MCT_TYPE_PHONE,
		.flags = MCT_FIELD_LISTED,
		.key_column = "phone_key",
		.home = HOME_CONTACT,
		.words = contact_phone_words},
	{.name = "address",
		.title = "Address",
		.help = "where they are",
		.type = MCT_TYPE_LONG_TEXT,
		.home = HOME_CONTACT,
		.words = contact_address_words},
	{.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = note_words},
	{.name = "external_id",
		.title = "Outside id",
		.help = "their id in the list they came from",
		.type = MCT_TYPE_TEXT,
		.home = HOME_CONTACT,
		.words = contact_external_id_words},
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
	.letter = 'p',
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
