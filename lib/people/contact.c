/*
 * contact.c - the fields of a contact: a person, an organisation or an animal in the
 * book. Clients and partners are contacts that have a role besides.
 */
#include "people/contact.h"

#include "people/identity.h"

const char *const contact_name_words[] = {"name", "full name", "client", "client name", "customer",
	"customer name", "patient", "patient name", "kunde", "kundin", "klient", "contact name",
	"nom complet", "nombre completo", "business name", "company", "partner", NULL};
const char *const contact_email_words[] = {"email", "e mail", "email address", "e mail address",
	"e mail 1 value", "client email", "mail", "correo", "correo electronico", "courriel",
	"e mail adresse", "emailadresse", NULL};
const char *const contact_phone_words[] = {"phone", "phone number", "mobile", "mobile phone",
	"mobile number", "cell", "cell phone", "cellphone", "phone 1 value", "telephone", "tel",
	"handy", "telefon", "telefonnummer", "rufnummer mobil", "mobil", "telefono", "portable",
	"movil", "home phone", "primary phone", NULL};
const char *const contact_address_words[] = {"address", "adresse", "street address", "home address",
	"anschrift", "direccion", "address 1 formatted", "location", NULL};
const char *const contact_external_id_words[] = {"external id", "id", "client id", "customer id",
	"patient number", "reference id", "square customer id", "patient guid", "member id",
	"kundennummer", "kunden nr", "customer number", "client number", NULL};
const char *const contact_preferred_words[] = {
	"preferred name", "nickname", "goes by", "called", "rufname", NULL};
const char *const contact_birthday_words[] = {"birthday", "birth date", "birthdate",
	"date of birth", "dob", "geburtstag", "geburtsdatum", "born", "date de naissance",
	"fecha de nacimiento", NULL};
const char *const contact_tags_words[] = {
	"tag", "labels", "categories", "groups", "group membership", NULL};
const char *const contact_touch_every_words[] = {
	"keep in touch", "keep in touch every", "contact every", "touch rhythm", NULL};
static const char *const note_words[] = {"notes", "comment", "comments", "remarks", "memo",
	"bemerkung", "bemerkungen", "notiz", "notizen", NULL};

static const char *const trade_words[] = {
	"profession", "occupation", "job", "job title", "beruf", "metier", "profesion", NULL};
static const char *const helps_words[] = {
	"ask about", "expertise", "good for", "knows about", NULL};

static const char *const kinds[] = {"person", "organisation", "animal", NULL};
static const char *const kind_words[] = {
	"organization", "organisation", "company", "organisation", "pet", "animal", NULL};

static const mct_field_t fields[] = {
	CONTACT_NAME(HOME_OWN, "the name"),
	{.name = "kind",
		.title = "Kind",
		.help = "a person, an organisation or an animal",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = kinds,
		.choice_words = kind_words},
	CONTACT_PREFERRED(HOME_OWN, "what she likes to be called"),
	CONTACT_EMAIL(HOME_OWN, "the e-mail address", MCT_FIELD_LISTED | MCT_FIELD_WIDE),
	CONTACT_PHONE(HOME_OWN, "the phone number", MCT_FIELD_LISTED),
	CONTACT_BIRTHDAY(HOME_OWN, "the day of birth", MCT_FIELD_LISTED),
	CONTACT_ADDRESS(HOME_OWN, "where they live or work"),
	{.name = "trade",
		.title = "Trade",
		.help = "what they do: accountant, landlord, midwife ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE | MCT_FIELD_SEARCHED,
		.words = trade_words},
	{.name = "helps_with",
		.title = "Helps with",
		.help = "what to ask them about, in words kept apart by ;",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_SEARCHED,
		.words = helps_words},
	CONTACT_TAGS(HOME_OWN, "words of your own, kept apart by ;"),
	{.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = note_words},
	{.name = "external_id",
		.title = "Outside id",
		.help = "the id in the list they came from",
		.type = MCT_TYPE_TEXT,
		.words = contact_external_id_words},
	CONTACT_TOUCH_EVERY(HOME_OWN, "how often you want to be in touch"),
};

static mct_status_t check(mct_record_t *r)
{
	size_t kind = record_field(r->e, "kind");

	if (!record_value(r, kind)->set)
		record_put_text(r, kind, "person");
	record_check_past(r, record_field(r->e, "birthday"));
	return identity_check(r);
}

const mct_entity_t entity_contact = {
	.name = "contact",
	.plural = "contacts",
	.help = "everyone in the book: people, organisations, animals",
	.table = "contact",
	.prefix = "n",
	.is_named = true,
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.id_sql = CONTACT_ID_SQL,
	.status_field = "kind",
	.order = "contact.name_key, contact.id",
	.check = check,
	.saved = identity_saved,
	.match = identity_match,
};
