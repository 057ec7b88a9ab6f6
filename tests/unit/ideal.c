/*
 * ideal.c - the ideal client while something else is being read from the same handle:
 * every call answers, and what is being read goes on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "practice.h"

static int64_t first_fit(mct_t *m)
{
	const struct mct_ideal_query query = {0};
	struct mct_value v;
	mct_rows_t *rows;

	assert_ok(m, mct_ideal(m, &query, &rows));
	assert_int_equal(mct_rows_next(rows), MCT_ROW);
	mct_rows_value(rows, 1, &v);
	mct_rows_free(rows);
	return v.set ? v.integer : -1;
}

static void clients_are_judged_while_a_list_is_being_read(void **state)
{
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);
	const struct mct_query all = {0};
	mct_rows_t *list;

	(void)state;
	assert_ok(p.m, mct_begin(p.m, "test", MCT_OPEN_WRITE));
	PRACTICE_ADD(p.m, "client", "name", "Ann Able", "tags", "runner");
	PRACTICE_ADD(p.m, "client", "name", "Bob Best");
	PRACTICE_ADD(p.m, "trait", "condition", "tags=runner", "weight", "2");
	PRACTICE_ADD(p.m, "trait", "condition", "visits>=1");
	assert_ok(p.m, mct_list(p.m, mct_entity_named("client"), &all, &list));
	for (int i = 0; i < 2; i++) {
		assert_int_equal(mct_rows_next(list), MCT_ROW);
		assert_int_equal(first_fit(p.m), 67);
	}
	assert_int_equal(mct_rows_next(list), MCT_DONE);
	mct_rows_free(list);
	assert_int_equal(first_fit(p.m), 67);
}

static void a_client_who_is_not_there_is_told(void **state)
{
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);
	const struct mct_ideal_query query = {.client = 12};
	mct_rows_t *rows = NULL;

	(void)state;
	assert_ok(p.m, mct_begin(p.m, "test", MCT_OPEN_WRITE));
	PRACTICE_ADD(p.m, "trait", "condition", "tags=runner");
	assert_int_equal(mct_ideal_traits(p.m, &query, &rows), MCT_NOTFOUND);
	assert_null(rows);
	assert_string_equal(mct_error(p.m)->message, "there is no client c12");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clients_are_judged_while_a_list_is_being_read),
		cmocka_unit_test(a_client_who_is_not_there_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
