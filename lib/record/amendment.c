/*
 * amendment.c - lists what the notes of a record said before they were changed.
 */
#include <string.h>

#include "record/rows.h"
#include "store/statement.h"

static const mct_field_t fields[] = {
	{.name = "changed",
		.title = "Changed",
		.help = "the day it was changed",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	{.name = "field",
		.title = "Field",
		.help = "what was changed",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "was",
		.title = "What it said",
		.help = "what it said before",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED},
};

mct_status_t mct_amendments(mct_t *m, const mct_entity_t *e, int64_t id, mct_rows_t **out)
{
	static const char sql[] =
		"SELECT date(entered_at, 'unixepoch', ?3), field, was FROM amendment "
		"WHERE table_name = ?1 AND record_id = ?2 ORDER BY id";
	sqlite3_stmt *statement;
	mct_status_t st = statement_prepare(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "tit", e->table, id, m->clock.is_set ? "+0 days" : "localtime");
	return rows_of_query(m, statement, fields, ARRAY_SIZE(fields), out);
}
