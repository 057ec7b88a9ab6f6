/*
 * changeset.c - what SQLite writes is whole; of what was cut off or altered nothing is taken for
 * whole that SQLite could not read to its end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include <cmocka.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/changeset.h"
#include "util/base.h"

struct changeset {
	void *bytes;
	int size;
};

static void run(sqlite3 *db, const char *sql)
{
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
}

/* Two tables, every kind of change and of value, and lengths of one, two and three bytes. */
static struct changeset sample(void)
{
	struct changeset c = {0};
	sqlite3 *db;
	sqlite3_session *session;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	run(db,
		"CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT, b BLOB, r REAL, n INTEGER);"
		"CREATE TABLE word (word TEXT, id INTEGER, PRIMARY KEY (word, id));"
		"INSERT INTO a VALUES (1, 'one', x'00ff', 1.5, NULL), (2, 'two', NULL, NULL, -7);"
		"INSERT INTO word VALUES ('old', 1);");
	assert_int_equal(sqlite3session_create(db, "main", &session), SQLITE_OK);
	assert_int_equal(sqlite3session_attach(session, NULL), SQLITE_OK);
	run(db,
		"UPDATE a SET t = 'uno' WHERE id = 1; DELETE FROM a WHERE id = 2;"
		"INSERT INTO a VALUES (3, hex(zeroblob(100)), zeroblob(20000), 0.1, 9e18);"
		"DELETE FROM word; INSERT INTO word VALUES ('new', 1), ('', 2);");
	assert_int_equal(sqlite3session_changeset(session, &c.size, &c.bytes), SQLITE_OK);
	sqlite3session_delete(session);
	sqlite3_close(db);
	return c;
}

/* How many changes SQLite reads; -1: it is not pleased. */
static int read_by_sqlite(const void *bytes, size_t size)
{
	sqlite3_changeset_iter *at = NULL;
	int changes = 0;

	alarm(20); /* it may go on for ever */
	assert_int_equal(
		sqlite3changeset_start(&at, (int)size, (void *)(uintptr_t)bytes), SQLITE_OK);
	while (sqlite3changeset_next(at) == SQLITE_ROW)
		changes++;
	alarm(0);
	return sqlite3changeset_finalize(at) == SQLITE_OK ? changes : -1;
}

/* So that a sanitizer sees a byte too many. */
static bool is_whole(const unsigned char *bytes, size_t size)
{
	unsigned char *exact = malloc(size > 0 ? size : 1);
	bool whole;

	assert_non_null(exact);
	memcpy(exact, bytes, size);
	whole = changeset_is_whole(exact, size);
	if (whole)
		assert_true(read_by_sqlite(exact, size) >= 0);
	free(exact);
	return whole;
}

static void what_sqlite_writes_is_whole(void **state)
{
	struct changeset c = sample();

	(void)state;
	assert_true(is_whole(c.bytes, (size_t)c.size));
	assert_int_equal(read_by_sqlite(c.bytes, (size_t)c.size), 6);
	sqlite3_free(c.bytes);
}

/* Six changes and two heads can end at so many places, and nowhere else. */
static void a_cut_is_seen_unless_it_is_between_two_changes(void **state)
{
	struct changeset c = sample();
	size_t whole = 0;

	(void)state;
	for (size_t cut = 0; cut <= (size_t)c.size; cut++)
		whole += is_whole(c.bytes, cut);
	assert_int_equal(whole, 6 + 2);
	sqlite3_free(c.bytes);
}

static void what_was_altered_is_read_to_its_end_or_not_at_all(void **state)
{
	struct changeset c = sample();
	unsigned char *bytes = c.bytes;

	(void)state;
	for (int i = 0; i < c.size; i++) {
		unsigned char was = bytes[i];

		if (i > 600 && i < c.size - 200) /* in the midst of the long blob */
			continue;
		for (int value = 0; value < 256; value++) {
			bytes[i] = (unsigned char)value;
			is_whole(bytes, (size_t)c.size);
		}
		bytes[i] = was;
	}
	sqlite3_free(c.bytes);
}

static void what_no_session_writes_is_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
	} odd[] = {
		{"", 0}, {"\x12\0\5", 3},              /* a change without a table */
		{"T\0name\0", 7},                      /* a table without columns */
		{"T\1\1name", 7},                      /* whose name does not end */
		{"T\x87\xff\xff\xff\xff\xff\1a\0", 9}, /* with more of them than there can be */
		{"P\1\1a\0", 5},                       /* a patchset */
		{"T\1\1a\0\x12\0\0", 8},               /* an insert that leaves a column out */
		{"T\1\1a\0\x12\0\6", 8},               /* a type that does not exist */
		{"T\1\1a\0\x11\0\5", 8},               /* a change that does not exist */
		{"T\1\1a\0\x12\0\3\x8f\xff\xff\xff\x7f"
		 "a",
			14}, /* a text as long as no file */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(odd); i++)
		assert_false(is_whole((const unsigned char *)odd[i].bytes, odd[i].size));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_sqlite_writes_is_whole),
		cmocka_unit_test(a_cut_is_seen_unless_it_is_between_two_changes),
		cmocka_unit_test(what_was_altered_is_read_to_its_end_or_not_at_all),
		cmocka_unit_test(what_no_session_writes_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
