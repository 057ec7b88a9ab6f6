/*
 * function.c - SQL functions of the connection.
 * They are direct-only, so that a hostile schema cannot call them.
 */
#include "store/function.h"

#include <stdlib.h>
#include <string.h>

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

static void sql_setting(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *name = (const char *)sqlite3_value_text(argv[0]);
	const char *value = name != NULL ? mct_setting(sqlite3_user_data(context), name) : NULL;

	(void)argc;
	if (value != NULL)
		sqlite3_result_text(context, value, -1, SQLITE_TRANSIENT);
}

/* The next of words that are kept apart by "; " or ","; *s moves behind it. */
static size_t take_phrase(const char **s, const char **phrase)
{
	size_t n;

	*s += strspn(*s, ";, ");
	*phrase = *s;
	n = strcspn(*s, ";,");
	*s += n;
	text_trim(phrase, &n);
	return n;
}

static bool has_phrase(const char *words, const char *folded)
{
	struct buf other CLEANUP(buf_free) = {0};
	const char *phrase;
	size_t n;

	while ((n = take_phrase(&words, &phrase)) > 0) {
		buf_clear(&other);
		text_fold(phrase, n, &other);
		if (strcmp(buf_str(&other), folded) == 0)
			return true;
	}
	return false;
}

static void sql_shared_words(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct buf shared CLEANUP(buf_free) = {0};
	struct buf folded CLEANUP(buf_free) = {0};
	const char *words = (const char *)sqlite3_value_text(argv[0]),
		   *others = (const char *)sqlite3_value_text(argv[1]), *phrase;
	size_t n;

	(void)argc;
	if (words == NULL || others == NULL)
		return;
	while ((n = take_phrase(&words, &phrase)) > 0) {
		buf_clear(&folded);
		text_fold(phrase, n, &folded);
		if (!has_phrase(others, buf_str(&folded)))
			continue;
		buf_adds(&shared, shared.len > 0 ? "; " : "");
		buf_add(&shared, phrase, n);
	}
	if (shared.failed || folded.failed)
		sqlite3_result_error_nomem(context);
	else if (shared.len > 0)
		sqlite3_result_text(context, buf_str(&shared), (int)shared.len, SQLITE_TRANSIENT);
}

/* ---- phrases that mean the same ---------------------------------------------------------------
 */

/* "studios" is "studio", "classes" is "class"; "glass" and "bus" are what they are. */
static size_t singular(const char *word, size_t n)
{
	static const char *const hissing[] = {"ss", "sh", "ch", "x"};

	if (n < 4 || word[n - 1] != 's' || word[n - 2] == 's')
		return n;
	for (size_t i = 0; word[n - 2] == 'e' && i < ARRAY_SIZE(hissing); i++) {
		size_t length = strlen(hissing[i]);

		if (n > length + 2 && strncmp(word + n - 2 - length, hissing[i], length) == 0)
			return n - 2;
	}
	return n - 1;
}

static void add_phrase_key(const char *phrase, size_t n, struct buf *out)
{
	struct buf folded CLEANUP(buf_free) = {0};
	const char *word;

	text_fold(phrase, n, &folded);
	buf_adds(out, "| ");
	for (word = buf_str(&folded); *word != '\0';) {
		size_t length = strcspn(word, " ");

		buf_add(out, word, singular(word, length));
		buf_addc(out, ' ');
		word += length + (word[length] == ' ');
	}
}

/* "Running shops; gait analysis" -> "| running shop | gait analysis |": what has_phrase() takes. */
static void sql_phrase_keys(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct buf keys CLEANUP(buf_free) = {0};
	const char *words = (const char *)sqlite3_value_text(argv[0]), *phrase;
	size_t n;

	(void)argc;
	if (words == NULL)
		return;
	while ((n = take_phrase(&words, &phrase)) > 0)
		add_phrase_key(phrase, n, &keys);
	buf_adds(&keys, "|");
	if (keys.failed)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_text(context, buf_str(&keys), (int)keys.len, SQLITE_TRANSIENT);
}

/* Whether any phrase of the first keys stands, word for word, within one of the second. */
static void sql_has_phrase(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct buf phrase CLEANUP(buf_free) = {0};
	const char *at = (const char *)sqlite3_value_text(argv[0]),
		   *keys = (const char *)sqlite3_value_text(argv[1]);
	bool found = false;

	(void)argc;
	while (!found && at != NULL && keys != NULL && *at == '|' && at[1] != '\0') {
		size_t n = strcspn(++at, "|");

		buf_clear(&phrase);
		buf_add(&phrase, at, n);
		found = n > 2 && strstr(keys, buf_str(&phrase)) != NULL;
		at += n;
	}
	sqlite3_result_int(context, found);
}

mct_status_t function_register(mct_t *m)
{
	static const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
	static const struct {
		const char *name;
		int arguments, flags;
		void (*call)(sqlite3_context *context, int argc, sqlite3_value **argv);
	} functions[] = {{"fold", 1, SQLITE_DETERMINISTIC, sql_fold}, {"today", 0, 0, sql_today},
		{"setting", 1, 0, sql_setting}, {"setting_days", 1, 0, sql_setting_days},
		{"shared_words", 2, SQLITE_DETERMINISTIC, sql_shared_words},
		{"phrase_keys", 1, SQLITE_DETERMINISTIC, sql_phrase_keys},
		{"has_phrase", 2, SQLITE_DETERMINISTIC, sql_has_phrase}};
	int code = SQLITE_OK;

	for (size_t i = 0; code == SQLITE_OK && i < ARRAY_SIZE(functions); i++)
		code = sqlite3_create_function(m->db, functions[i].name, functions[i].arguments,
			flags | functions[i].flags, m, functions[i].call, NULL, NULL);
	return code == SQLITE_OK ? MCT_OK : fail_sqlite(m, code, "open the practice file");
}
