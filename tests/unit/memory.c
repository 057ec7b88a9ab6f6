/*
 * memory.c - memory is refused at one call after the other while a change is made: it is made, or
 * it is not and that is said, and the file is then as it was. Whoever ignores that one of his calls
 * failed learns it when he commits.
 */
#include "store/handle.h" /* before cmocka.h, which makes a macro of fail() */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "practice.h"

/* ---- the memory ------------------------------------------------------------------------------ */

static long calls, refuse_at;

static bool is_refused(void)
{
	return refuse_at > 0 && ++calls == refuse_at;
}

/* A sanitizer has an allocator of its own, which is not to be taken away. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define CAN_REFUSE true

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

void *malloc(size_t n)
{
	return is_refused() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return is_refused() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return is_refused() ? NULL : __libc_realloc(p, n);
}
#else
#define CAN_REFUSE false
#endif

/* ---- the changes ----------------------------------------------------------------------------- */

typedef mct_status_t change_fn(mct_t *m);

static mct_status_t set(mct_record_t *r, const char *field, const char *text)
{
	return mct_record_set(r, mct_entity_field_named(mct_entity_named("client"), field), text);
}

/* Its calls may fail as they like. */
static mct_status_t rename_careless(mct_t *m)
{
	enum mct_change change;
	mct_record_t *r;

	if (mct_record_new(m, mct_entity_named("client"), &r) != MCT_OK)
		return MCT_OK;
	if (mct_record_load(r, 1) == MCT_OK) {
		set(r, "name", "Dana Whitfield-Ortiz");
		set(r, "phone", "555-0199");
		set(r, "note",
			"A note that is longer than what a small buffer holds: she came by "
			"train, and was late");
		mct_record_save(r, &change);
	}
	mct_record_free(r);
	return MCT_OK;
}

static mct_status_t remove_all(mct_t *m)
{
	mct_rows_t *dependents;
	mct_status_t st = mct_record_remove(m, mct_entity_named("client"), 1, true, &dependents);

	if (st == MCT_OK)
		mct_rows_free(dependents);
	return st;
}

/* The currency is a setting: with another one the price would have other digits. */
static mct_status_t add_priced_visit(mct_t *m)
{
	const mct_entity_t *e = mct_entity_named("visit");
	static const char *const texts[][2] = {{"client", "dana"}, {"date", "20 nov"},
		{"minutes", "60"}, {"price", "8500"}, {"price_note", "as agreed"}};
	enum mct_change change;
	mct_record_t *r;
	mct_status_t st = mct_record_new(m, e, &r);

	if (st != MCT_OK)
		return st;
	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(texts); i++)
		if (mct_entity_field_named(e, texts[i][0]) != NULL)
			st = mct_record_set(r, mct_entity_field_named(e, texts[i][0]), texts[i][1]);
	if (st == MCT_OK)
		st = mct_record_save(r, &change);
	mct_record_free(r);
	return st;
}

static mct_status_t undo_last(mct_t *m)
{
	mct_rows_t *rows;
	int64_t undone;
	mct_status_t st = mct_undo(m, 0, &undone, &rows);

	if (st == MCT_OK)
		mct_rows_free(rows);
	return st;
}

/* ---- each point ------------------------------------------------------------------------------ */

struct bytes {
	char *bytes;
	size_t size;
};

static struct bytes read_file(const char *path)
{
	FILE *file = fopen(path, "re");
	struct bytes b;

	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	b.size = (size_t)ftell(file);
	rewind(file);
	b.bytes = malloc(b.size);
	assert_int_equal(fread(b.bytes, 1, b.size, file), b.size);
	fclose(file);
	return b;
}

static void write_file(const char *path, const struct bytes *b)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(b->bytes, 1, b->size, file), b->size);
	assert_int_equal(fclose(file), 0);
}

static bool is_file(const char *path, const struct bytes *expected)
{
	struct bytes b = read_file(path);
	bool same = b.size == expected->size && memcmp(b.bytes, expected->bytes, b.size) == 0;

	free(b.bytes);
	return same;
}

/* With the memory refused at that call; whether it came so far. */
static bool change_once(const char *path, change_fn *change, long at, mct_status_t *st)
{
	mct_t *m;

	assert_int_equal(mct_new(&m), MCT_OK);
	assert_ok(m, mct_set_now(m, "2026-11-23", "14:00"));
	assert_ok(m, mct_open(m, path, MCT_OPEN_WRITE));
	calls = 0;
	refuse_at = at;
	*st = mct_begin(m, "test", MCT_OPEN_WRITE);
	if (*st == MCT_OK)
		*st = change(m);
	if (*st == MCT_OK)
		*st = mct_commit(m);
	mct_rollback(m);
	refuse_at = 0;
	mct_free(m);
	return calls >= at;
}

static void try_each_point(change_fn *change)
{
	struct practice p = practice_make("JPY", NULL);
	struct bytes before, after;
	mct_status_t st;

	assert_ok(p.m, mct_begin(p.m, "test", MCT_OPEN_WRITE));
	PRACTICE_ADD(
		p.m, "client", "name", "Dana Whitfield", "phone", "555-0142", "cautions", "latex");
	PRACTICE_ADD(p.m, "visit", "client", "c1", "date", "2026-11-02", "minutes", "60");
	assert_ok(p.m, mct_commit(p.m));
	p.m = mct_free(p.m);
	before = read_file(p.path);
	change_once(p.path, change, 0, &st);
	assert_int_equal(st, MCT_OK);
	after = read_file(p.path);
	assert_false(is_file(p.path, &before));
	write_file(p.path, &before);
	for (long at = 1; CAN_REFUSE && change_once(p.path, change, at, &st); at++) {
		if (!is_file(p.path, st == MCT_OK ? &after : &before))
			fail_msg("call %ld: %s, and the file is not so", at,
				st == MCT_OK ? "done" : mct_status_name(st));
		if (st == MCT_OK)
			write_file(p.path, &before);
	}
	free(before.bytes);
	free(after.bytes);
	practice_free(&p);
}

static void test_edit(void **state)
{
	(void)state;
	try_each_point(rename_careless);
}

static void test_remove(void **state)
{
	(void)state;
	try_each_point(remove_all);
}

static void test_add(void **state)
{
	(void)state;
	try_each_point(add_priced_visit);
}

static void test_undo(void **state)
{
	(void)state;
	try_each_point(undo_last);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edit),
		cmocka_unit_test(test_remove),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_undo),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
