/*
 * connection.c - the fields of a connection, read as a sentence: Leo is "child of"
 * Dana. The words are the therapist's own. The same tie said from the other side,
 * or in other words, is the same connection.
 */
#include "people/connection.h"

#include <stdio.h>
#include <string.h>

#include "people/find.h"
#include "people/relation.h"
#include "record/record.h"
#include "store/statement.h"

enum { PERSON, KIND, OTHER, SINCE, UNTIL, NOTE };

/* Offered; any other words may be written. More of them are known: relation.c. */
static const char *const kinds[] = {"child of", "parent of", "spouse of", "partner of",
	"sibling of", "sister of", "brother of", "friend of", "neighbour of", "knows", "dog of",
	"cat of", "works at", "works with", "trains with", "member of", "guardian of",
	"emergency contact of", "doctor of", "accountant of", "landlord of", "introduced by", NULL};

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

/* ---- said before ----------------------------------------------------------------------------- */

/* A stored connection of the same two. */
struct stored {
	int64_t id;
	bool turned; /* it stands the other way round than the record */
	const char *kind, *since, *until;
	sqlite3_stmt *row;
};

static mct_status_t find_ties(mct_record_t *r, sqlite3_stmt **out)
{
	static const char sql[] =
		"SELECT id, contact_id <> ?1, kind, since, until, note FROM connection "
		"WHERE id <> ?3 AND ((contact_id = ?1 AND other_id = ?2)"
		"  OR (contact_id = ?2 AND other_id = ?1)) ORDER BY id";
	mct_status_t st = statement_get(r->m, sql, out);

	if (st == MCT_OK)
		statement_bind(*out, "iii", record_value(r, PERSON)->integer,
			record_value(r, OTHER)->integer, r->id);
	return st;
}

/* MCT_ROW, MCT_DONE. */
static mct_status_t next_tie(mct_record_t *r, sqlite3_stmt *row, struct stored *out)
{
	mct_status_t st = statement_step(r->m, row);

	if (st == MCT_ROW)
		*out = (struct stored){.id = sqlite3_column_int64(row, 0),
			.turned = sqlite3_column_int(row, 1) != 0,
			.kind = (const char *)sqlite3_column_text(row, 2),
			.since = (const char *)sqlite3_column_text(row, 3),
			.until = (const char *)sqlite3_column_text(row, 4),
			.row = row};
	return st;
}

/* Whether both are one tie: Leo "son of" Dana, Dana "parent of" Leo. */
static bool is_same_tie(struct relations *relations, const struct stored *stored, const char *kind)
{
	struct buf one CLEANUP(buf_free) = {0};
	struct buf other CLEANUP(buf_free) = {0};

	relation_plain(relations, stored->kind, &one);
	if (stored->turned)
		relation_inverse(relations, kind, &other);
	else
		relation_plain(relations, kind, &other);
	return strcmp(buf_str(&one), buf_str(&other)) == 0;
}

/* Whether the times of both have a day in common. What somebody types without any day is so now. */
static bool is_same_time(mct_record_t *r, const struct stored *stored)
{
	const char *since = record_text(r, SINCE), *until = record_text(r, UNTIL);

	if (since == NULL && until == NULL && r->how.from_people)
		since = mct_today(r->m);
	return (since == NULL || stored->until == NULL || strcmp(stored->until, since) >= 0) &&
		(until == NULL || stored->since == NULL || strcmp(stored->since, until) <= 0);
}

/* MCT_ROW with the stored connection that says the same as the record; MCT_DONE: there is none. */
static mct_status_t find_same(mct_record_t *r, sqlite3_stmt **row, struct stored *stored)
{
	struct relations relations CLEANUP(relations_free) = {0};
	const char *kind = record_text(r, KIND);
	mct_status_t st;

	if (kind == NULL || !record_value(r, PERSON)->set || !record_value(r, OTHER)->set)
		return MCT_DONE;
	st = relations_load(r->m, &relations);
	if (st == MCT_OK)
		st = find_ties(r, row);
	if (st != MCT_OK)
		return st;
	while ((st = next_tie(r, *row, stored)) == MCT_ROW)
		if (is_same_tie(&relations, stored, kind) && is_same_time(r, stored))
			break;
	return relations.failed ? relations_check(r->m, &relations) : st;
}

/* In the words in which it is stored. */
static void say_as_stored(mct_record_t *r, const struct stored *stored)
{
	struct mct_value person = *record_value(r, PERSON), other = *record_value(r, OTHER);
	struct buf name CLEANUP(buf_free) = {0};

	record_put_text(r, KIND, stored->kind);
	if (!stored->turned)
		return;
	buf_adds(&name, person.text);
	person.text = buf_str(&name);
	record_put(r, PERSON, &other);
	record_put(r, OTHER, &person);
}

static void take_unsaid(mct_record_t *r, const struct stored *stored)
{
	static const struct {
		size_t field;
		int column;
	} rest[] = {{SINCE, 3}, {UNTIL, 4}, {NOTE, 5}};

	for (size_t i = 0; i < ARRAY_SIZE(rest); i++) {
		const char *text = (const char *)sqlite3_column_text(stored->row, rest[i].column);

		if (text != NULL && !record_value(r, rest[i].field)->set)
			record_put_text(r, rest[i].field, text);
	}
}

static bool says_more(const mct_record_t *r, const struct stored *stored)
{
	const char *note = (const char *)sqlite3_column_text(stored->row, 5);
	const char *const said[] = {
		record_text(r, SINCE), record_text(r, UNTIL), record_text(r, NOTE)};
	const char *const known[] = {stored->since, stored->until, note};

	for (size_t i = 0; i < ARRAY_SIZE(said); i++)
		if (said[i] != NULL && (known[i] == NULL || strcmp(said[i], known[i]) != 0))
			return true;
	return false;
}

/* Typed once more, it becomes the one that is stored; whoever has more to say changes that one. */
static mct_status_t check_same(mct_record_t *r)
{
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	struct stored stored;
	char hint[80];
	mct_status_t st = MCT_DONE;

	if (r->how.from_people && !r->insist &&
		(r->id == 0 || record_is_changed(r, PERSON) || record_is_changed(r, KIND) ||
			record_is_changed(r, OTHER)))
		st = find_same(r, &row, &stored);
	if (st == MCT_ROW && (r->id != 0 || says_more(r, &stored))) {
		snprintf(hint, sizeof hint, "change that one with: mct connection edit x%lld",
			(long long)stored.id);
		problem_add(r->m, MCT_REFUSED, "kind", record_text(r, KIND), hint,
			"%s and %s are connected so already: \"%s\" (x%lld)",
			record_text(r, PERSON), record_text(r, OTHER), stored.kind,
			(long long)stored.id);
	} else if (st == MCT_ROW) {
		say_as_stored(r, &stored);
		take_unsaid(r, &stored);
	}
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t match(mct_record_t *r, const struct match_list *list, int64_t *id)
{
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	struct stored stored;
	mct_status_t st = find_same(r, &row, &stored);

	(void)list;
	*id = 0;
	if (st == MCT_ROW) {
		*id = stored.id;
		say_as_stored(r, &stored);
	}
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* ---- checking -------------------------------------------------------------------------------- */

/* "Child" is "child of". */
static mct_status_t take_known_kind(mct_record_t *r)
{
	struct relations relations CLEANUP(relations_free) = {0};
	const char *known;
	mct_status_t st;

	if (!record_value(r, KIND)->set || !record_is_changed(r, KIND))
		return MCT_OK;
	st = relations_load(r->m, &relations);
	if (st != MCT_OK)
		return st;
	known = relation_known(&relations, record_text(r, KIND));
	if (known != NULL)
		record_put_text(r, KIND, known);
	return relations_check(r->m, &relations);
}

static mct_status_t check(mct_record_t *r)
{
	mct_status_t st = take_known_kind(r);

	if (st != MCT_OK)
		return st;
	record_check_order(r, SINCE, UNTIL);
	if (!record_value(r, PERSON)->set ||
		record_value(r, PERSON)->integer != record_value(r, OTHER)->integer)
		return check_same(r);
	problem_add(r->m, MCT_INVALID, "other", record_text(r, OTHER), "name somebody else",
		"nobody is connected to herself");
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
	.match = match,
};
