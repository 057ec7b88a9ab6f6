/*
 * connection.c - the fields of a connection, read as a sentence: Leo is "child of"
 * Dana. The words are the therapist's own.
 */
#include "people/connection.h"

#include "people/find.h"
#include "record/record.h"

enum { PERSON, KIND, OTHER, SINCE, UNTIL, NOTE };

/* Offered; any other words may be written. */
static const char *const kinds[] = {"child of", "parent of", "spouse of", "partner of",
	"sibling of", "friend of", "dog of", "cat of", "works at", "works with", "trains with",
	"guardian of", "emergency contact of", "doctor of", "introduced by", NULL};

static const char *const person_words[] = {"who", "name", "from", NULL};
static const char *const kind_words[] = {"as", "is", "relation", "relationship", "how", NULL};
static const char *const other_words[] = {"of", "whom", "to", "client", NULL};
static const char *const note_words[] = {"notes", "comment", NULL};

static const mct_field_t fields[] = {
	[PERSON] = {.name = "person",
		.title = "Person",
		.help = "who",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "contact_id",
		.words = person_words},
	[KIND] = {.name = "kind",
		.title = "Is",
		.help = "child of, works at ..., or words of yours",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.choices = kinds,
		.words = kind_words},
	[OTHER] = {.name = "other",
		.title = "Of",
		.help = "of whom, or where",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.column = "other_id",
		.words = other_words},
	[SINCE] = {.name = "since",
		.title = "Since",
		.help = "from which day on",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[UNTIL] = {.name = "until",
		.title = "Until",
		.help = "to which day",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[NOTE] = {.name = "note",
		.title = "Note",
		.help = "anything else",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED,
		.words = note_words},
};

static mct_status_t check(mct_record_t *r)
{
	if (record_value(r, PERSON)->set &&
		record_value(r, PERSON)->integer == record_value(r, OTHER)->integer)
		problem_add(r->m, MCT_INVALID, "other", record_text(r, OTHER), "name somebody else",
			"nobody is connected to herself");
	record_check_order(r, SINCE, UNTIL);
	return MCT_OK;
}

const mct_entity_t entity_connection = {
	.name = "connection",
	.plural = "connections",
	.help = "how people in the book are tied to each other",
	.table = "connection",
	.prefix = "x",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "since",
	.order = "ref_person.name_key, connection.id",
	.check = check,
};
