/*
 * function.c - SQL functions of the connection.
 * They are direct-only, so that a hostile schema cannot call them.
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

static void sql_today(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	(void)argc, (void)argv;
	sqlite3_result_text(context, mct_today(sqlite3_user_data(context)), -1, SQLITE_TRANSIENT);
}

/* A setting that its table checks to be a length of time. */
static void sql_setting_days(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *name = (const char *)sqlite3_value_text(argv[0]);
	const char *value = name != NULL ? mct_setting(sqlite3_user_data(context), name) : NULL;
	int days;

	(void)argc;
	if (value != NULL && days_read(value, &days))
		sqlite3_result_int(context, days);
}

mct_status_t function_register(mct_t *m)
{
	static const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
	static const struct {
		const char *name;
		int arguments, flags;
		void (*call)(sqlite3_context *context, int argc, sqlite3_value **argv);
	} functions[] = {{"fold", 1, SQLITE_DETERMINISTIC, sql_fold}, {"today", 0, 0, sql_today},
		{"setting_days", 1, 0, sql_setting_days}};
	int code = SQLITE_OK;

	for (size_t i = 0; code == SQLITE_OK && i < ARRAY_SIZE(functions); i++)
		code = sqlite3_create_function(m->db, functions[i].name, functions[i].arguments,
			flags | functions[i].flags, m, functions[i].call, NULL, NULL);
	return code == SQLITE_OK ? MCT_OK : fail_sqlite(m, code, "open the practice file");
}
