/*
 * win.c - the fields of a win. A partnership has to benefit all three: the therapist,
 * the partner, and the partner's clients.
 */
#include "partners/win.h"

#include "partners/partner.h"
#include "record/record.h"

static const char *const sides[] = {"me", "partner", "clients", NULL};
static const char *const side_words[] = {"us", "me", "i", "me", "them", "partner", "their clients",
	"clients", "customers", "clients", "their customers", "clients", NULL};
static const char *const side_names[] = {"who", "who wins", "whose", NULL};
static const char *const text_words[] = {"win", "what", "benefit", NULL};

static const mct_field_t fields[] = {
	PARTNER_FIELD("in which partnership"),
	{.name = "side",
		.title = "Who",
		.help = "me, the partner, or the partner's clients",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.choices = sides,
		.choice_words = side_words,
		.words = side_names},
	{.name = "text",
		.title = "Gets",
		.help = "what that one gets",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.words = text_words},
};

const mct_entity_t entity_win = {
	.name = "win",
	.plural = "wins",
	.help = "what you, a partner and the partner's clients get",
	.table = "win",
	.prefix = "b",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.status_field = "side",
	.order = "ref_partner.name_key, instr('me partner clients', win.side), win.id",
};
