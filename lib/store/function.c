/*
 * function.c - SQL functions of the connection.
 * They are marked innocuous and deterministic, and direct-only, so that a hostile
 * schema cannot call them.
 */
#include "store/function.h"

#include <stdlib.h>

#include "util/text.h"

static void sql_fold(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct buf folded = {0};
	const char *text = (const char *)sqlite3_value_text(argv[0]);

	(void)argc;
	if (text == NULL)
		return;
	text_fold(text, (size_t)sqlite3_value_bytes(argv[0]), &folded);
	if (folded.failed)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_text(context, buf_str(&folded), (int)folded.len, SQLITE_TRANSIENT);
	buf_free(&folded);
}

mct_status_t function_register(mct_t *m)
{
	int code = sqlite3_create_function(m->db, "fold", 1,
		SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, sql_fold, NULL, NULL);

	return code == SQLITE_OK ? MCT_OK : fail_sqlite(m, code, "open the practice file");
}
