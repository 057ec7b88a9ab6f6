/*
 * naming.c - the names of people by their ids: one statement, stepped for each of
 * them.
 */
#include "people/naming.h"

#include "people/contact.h"
#include "record/sql.h"
#include "store/statement.h"

mct_status_t naming_begin(mct_t *m, struct naming *out)
{
	struct buf sql CLEANUP(buf_free) = {0};

	*out = (struct naming){.m = m};
	buf_adds(&sql, "SELECT ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql, ", " CONTACT_ID_SQL " FROM contact WHERE id = ?1");
	return statement_prepare(m, buf_str(&sql), &out->row);
}

void naming_end(struct naming *naming)
{
	statement_finish(&naming->row);
}

mct_status_t naming_find(struct naming *naming, int64_t person)
{
	mct_status_t st;

	statement_reset(naming->row);
	statement_bind(naming->row, "i", person);
	st = statement_step(naming->m, naming->row);
	if (st == MCT_DONE)
		return fail(naming->m, MCT_NOTFOUND, NULL, "there is no contact n%lld",
			(long long)person);
	return st == MCT_ROW ? MCT_OK : st;
}

const char *naming_name(const struct naming *naming)
{
	return (const char *)sqlite3_column_text(naming->row, 0);
}

const char *naming_id(const struct naming *naming)
{
	return (const char *)sqlite3_column_text(naming->row, 1);
}
