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
const char *const contact_note_words[] = {"notes", "comment", "comments", "remarks", "memo",
	"bemerkung", "bemerkungen", "notiz", "notizen", NULL};

static const char *const kinds[] = {"person", "organisation", "animal", NULL};
static const char *const kind_words[] = {
	"organization", "organisation", "company", "organisation", "pet", "animal", NULL};

static const mct_field_t fields[] = {
	{.name = "name",
		.title = "Name",
		.help = "the name",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_SEARCHED,
		.key_column = "name_key",
		.words = contact_name_words},
	{.name = "kind",
		.title = "Kind",
		.help = "a person, an organisation or an animal",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = kinds,
		.choice_words = kind_words},
	{.name = "preferred",
		.title = "Called",
		.help = "what she likes to be called",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_SEARCHED,
		.key_column = "preferred_key",
		.words = contact_preferred_words},
	{.name = "email",
		.title = "E-mail",
		.help = "the e-mail address",
		.type = MCT_TYPE_EMAIL,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.words = contact_email_words},
	{.name = "phone",
		.title = "Phone",
		.help = "the phone number",
		.type = MCT_TYPE_PHONE,
		.flags = MCT_FIELD_LISTED,
		.key_column = "phone_key",
		.words = contact_phone_words},
	{.name = "birthday",
		.title = "Birthday",
		.help = "the day of birth",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_FULL_DATE | MCT_FIELD_LISTED,
		.words = contact_birthday_words},
	{.name = "address",
		.title = "Address",
		.help = "where they live or work",
		.type = MCT_TYPE_LONG_TEXT,
		.words = contact_address_words},
	{.name = "tags",
		.title = "Tags",
		.help = "words of your own, kept apart by ;",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_SEARCHED,
		.words = contact_tags_words},
	{.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = contact_note_words},
	{.name = "external_id",
		.title = "Outside id",
		.help = "the id in the list they came from",
		.type = MCT_TYPE_TEXT,
		.words = contact_external_id_words},
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
