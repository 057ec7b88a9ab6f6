/*
 * duplicates.c - two in the book who may be one person. They are told and never
 * joined by themselves: a mother and her daughter share a phone number, too.
 */
#include "people/client.h"
#include "people/contact.h"
#include "record/rows.h"
#include "store/statement.h"

static const mct_field_t columns[] = {
	{.name = "name",
		.title = "Who",
		.help = "the one who was in the book before",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	{.name = "id",
		.title = "Id",
		.help = "her id",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	{.name = "other",
		.title = "And",
		.help = "the one who came later",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	{.name = "other_id",
		.title = "Id",
		.help = "her id",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	{.name = "because",
		.title = "Both have",
		.help = "what they have in common: name, phone, e-mail, birthday",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED},
};

#define PAIRS(word, condition)                                                                     \
	"SELECT min(x.id, y.id) AS a, max(x.id, y.id) AS b, '" word "' AS common "                 \
	"FROM contact AS x JOIN contact AS y ON " condition " AND y.id <> x.id "

/* Digits of a phone number stand the other way round: one with the code of its country begins with
 * the one without. */
#define SAME_PHONE                                                                                 \
	"length(x.phone_key) >= 7 AND y.phone_key >= x.phone_key"                                  \
	" AND y.phone_key < x.phone_key || ':'"
/* There is no index of birthdays, but few in a book share one. */
#define SAME_BIRTHDAY                                                                              \
	"y.birthday = x.birthday AND EXISTS (SELECT 1 FROM contact_word AS v"                      \
	" JOIN contact_word AS w USING (word) WHERE v.contact_id = x.id AND w.contact_id = y.id)"

#define ID_OF(side) "(SELECT " CONTACT_ID_SQL " FROM contact WHERE contact.id = pair." side ")"

/* Who share only what a household shares, and are known to be tied, are two. */
static const char duplicates[] =
	/* clang-format off */
	"WITH common AS ("
		PAIRS("name", "y.name_key = x.name_key") "UNION "
		PAIRS("phone", SAME_PHONE) "UNION "
		PAIRS("e-mail", "y.email = x.email") "UNION "
		PAIRS("birthday", SAME_BIRTHDAY) "),"
	" pair AS (SELECT a, b, group_concat(common, '; ') AS because, count(*) AS n,"
	"  max(common = 'name') AS same_name FROM common GROUP BY a, b) "
	"SELECT x.name, " ID_OF("a") ", y.name, " ID_OF("b") ", because "
	"FROM pair JOIN contact AS x ON x.id = a JOIN contact AS y ON y.id = b "
	"WHERE (same_name OR NOT EXISTS (SELECT 1 FROM connection"
	"  WHERE (contact_id, other_id) IN (VALUES (a, b), (b, a)))) ";
/* clang-format on */
static const char by_strength[] = "ORDER BY n DESC, same_name DESC, x.name_key, a, b";

mct_status_t mct_duplicates(mct_t *m, const mct_entity_t *e, mct_rows_t **out)
{
	sqlite3_stmt *statement;
	struct buf sql CLEANUP(buf_free) = {0};
	mct_status_t st;

	buf_adds(&sql, duplicates);
	if (e->is_role)
		buf_addf(&sql, "AND EXISTS (SELECT 1 FROM %s AS role WHERE role.id IN (a, b)) ",
			e->table);
	buf_adds(&sql, by_strength);
	st = statement_prepare(m, buf_str(&sql), &statement);
	return st == MCT_OK ? rows_of_query(m, statement, columns, ARRAY_SIZE(columns), out) : st;
}
