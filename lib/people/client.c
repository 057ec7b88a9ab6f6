/*
 * client.c - the fields of a client. The order here is the order of every output;
 * the names are what scripts rely on.
 */
#include "people/client.h"

#include <string.h>

#include "partners/referral.h"
#include "people/contact.h"
#include "people/identity.h"

static const char *const statuses[] = {"active", "suspended", "ended", NULL};
static const char *const status_words[] = {"inactive", "ended", "former", "ended", "lapsed",
	"ended", "archived", "ended", "paused", "suspended", "on hold", "suspended", "aktiv",
	"active", "yes", "active", "true", "active", "no", "ended", "false", "ended", NULL};

static const char *const since_words[] = {"client since", "customer since", "member since", "since",
	"first seen", "first visit", "added", "join date", "date added", "kunde seit",
	"kundin seit", "creation date", NULL};
static const char *const source_words[] = {"source", "referral source", "refered by", "referred by",
	"how did you hear", "came from", "came through", "quelle", "empfohlen von", NULL};
static const char *const needs_words[] = {"need", "conditions", "reason for visit", NULL};
static const char *const goals_words[] = {"goal", "treatment goals", "ziele", NULL};
static const char *const preferences_words[] = {"preference", "likes", "pressure", "wunsche", NULL};
static const char *const cautions_words[] = {"caution", "medical alert", "contraindications",
	"contraindication", "allergies", "allergy", "health", "health conditions", "health history",
	"health issues", "health notes", "medical conditions", "medical history", "medical notes",
	"medication", "medications", "alert", "allergien", "medikamente", "vorerkrankungen",
	"erkrankungen", "kontraindikationen", "gesundheit", "alergias", "medicamentos",
	"medicaments", NULL};
static const char *const note_words[] = {"notes", "comment", "comments", "remarks", "memo",
	"bemerkung", "bemerkungen", "notiz", "notizen", NULL};

static const char *const reach_bys[] = {"phone", "text", "e-mail", "none", NULL};
static const char *const reach_by_words[] = {
	"preferred contact", "contact preference", "contact method", "reach", NULL};
static const char *const reach_by_choice_words[] = {"call", "phone", "telephone", "phone", "mobile",
	"phone", "sms", "text", "message", "text", "email", "e-mail", "mail", "e-mail", "no",
	"none", "do not call", "none", "do not contact", "none", "never", "none", NULL};

const char *const client_field_words[] = {"client", "client name", "customer", "customer name",
	"patient", "who", "name", "full name", "kunde", "kundin", "klient", "klientin", "nom",
	"cliente", NULL};

static const mct_field_t fields[] = {
	CONTACT_NAME(HOME_CONTACT, "her name as she writes it"),
	CONTACT_PREFERRED(HOME_CONTACT, "what she likes to be called"),
	CONTACT_EMAIL(HOME_CONTACT, "her e-mail address", MCT_FIELD_LISTED | MCT_FIELD_WIDE),
	CONTACT_PHONE(HOME_CONTACT, "her phone number", MCT_FIELD_LISTED),
	CONTACT_BIRTHDAY(HOME_CONTACT, "the day she was born", 0),
	CONTACT_ADDRESS(HOME_CONTACT, "where she lives"),
	{.name = "since",
		.title = "Since",
		.help = "the day she became a client",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED,
		.words = since_words},
	{.name = "status",
		.title = "Status",
		.help = "whether she comes, pauses or has ended",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = statuses,
		.choice_words = status_words},
	{.name = "source",
		.title = "Source",
		.help = "how she found the practice",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE | MCT_FIELD_SEARCHED,
		.words = source_words},
	{.name = "needs",
		.title = "Needs",
		.help = "what she comes for",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_SEARCHED,
		.words = needs_words},
	{.name = "goals",
		.title = "Goals",
		.help = "what she wants to reach",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_SEARCHED,
		.words = goals_words},
	{.name = "preferences",
		.title = "Preferences",
		.help = "pressure, warmth, music, oil, areas to leave out",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = preferences_words},
	{.name = "cautions",
		.title = "Cautions",
		.help = "health cautions; shown first, everywhere",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_PRIVATE | MCT_FIELD_ALERT | MCT_FIELD_LISTED |
			MCT_FIELD_AMENDED | MCT_FIELD_SEARCHED,
		.words = cautions_words},
	CONTACT_TAGS(HOME_CONTACT, "words of your own, kept apart by ;"),
	{.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = note_words},
	CONTACT_EXTERNAL_ID(HOME_CONTACT, "her id in the list she came from"),
	{.name = "reach_by",
		.title = "Reach by",
		.help = "how she wants to be reached; none: not at all",
		.type = MCT_TYPE_CHOICE,
		.choices = reach_bys,
		.words = reach_by_words,
		.choice_words = reach_by_choice_words},
	CONTACT_TOUCH_EVERY(HOME_CONTACT, "how often you want to be in touch"),
	{.name = "alerts",
		.title = "Caution",
		.help = "her cautions that hold, as mct caution keeps them",
		.type = MCT_TYPE_LONG_TEXT,
		.flags =
			MCT_FIELD_COMPUTED | MCT_FIELD_PRIVATE | MCT_FIELD_ALERT | MCT_FIELD_LISTED,
		.sql = "(SELECT group_concat(kind || ': ' || text, '; ') FROM caution"
		       " WHERE client_id = client.id AND ended_on IS NULL"
		       " AND cleared_on IS NULL AND coalesce(until, '9') >= today())"},
};

static mct_status_t check(mct_record_t *r)
{
	size_t status = record_field(r->e, "status");

	if (!record_value(r, status)->set)
		record_put_text(r, status, "active");
	record_check_past(r, record_field(r->e, "birthday"));
	return identity_check(r);
}

static mct_status_t saved(mct_record_t *r, enum mct_change change)
{
	mct_status_t st = identity_saved(r, change);

	return st == MCT_OK ? referral_follow_source(r) : st;
}

const mct_entity_t entity_client = {
	.name = "client",
	.plural = "clients",
	.help = "the people on the table",
	.table = "client",
	.prefix = "c",
	.is_role = true,
	.is_named = true,
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "since",
	.status_field = "status",
	.order = "contact.name_key, client.id",
	.check = check,
	.saved = saved,
	.match = identity_match,
};
