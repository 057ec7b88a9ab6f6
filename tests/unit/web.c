/*
 * web.c - shortest ways between people: held against a search from one end alone, on
 * webs drawn by chance, with ties that are doubled, turned round and over.
 */
#include "people/web.h" /* before cmocka, which has a macro "fail" */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "practice.h"
#include "random.h"

#define PEOPLE 40

/* Everybody's distance from one, by going over all ties until nothing changes (Bellman and Ford).
 */
static void measure(bool tied[PEOPLE + 1][PEOPLE + 1], int from, int out[PEOPLE + 1])
{
	for (int i = 1; i <= PEOPLE; i++)
		out[i] = i == from ? 0 : 255;
	for (int round = 0; round < PEOPLE; round++)
		for (int i = 1; i <= PEOPLE; i++)
			for (int k = 1; k <= PEOPLE; k++)
				if (tied[i][k] && out[i] + 1 < out[k])
					out[k] = out[i] + 1;
}

static void join(mct_t *m, int one, int other, const char *until)
{
	const char *kind = one % 2 == 0 ? "friend of" : "works with";
	char from[16], to[16];

	snprintf(from, sizeof from, "n%d", one);
	snprintf(to, sizeof to, "n%d", other);
	PRACTICE_ADD(m, "connection", "person", from, "kind", kind, "other", to, "since",
		"2020-01-01", "until", until);
}

static struct practice make(void)
{
	struct practice p = practice_make("USD", NULL);
	char name[24];

	assert_ok(p.m, mct_begin(p.m, "test", MCT_OPEN_WRITE));
	for (int i = 1; i <= PEOPLE; i++) {
		snprintf(name, sizeof name, "Person%d Name", i);
		assert_int_equal(PRACTICE_ADD(p.m, "contact", "name", name), i);
	}
	return p;
}

static void check_path(mct_t *m, const struct web *web, bool tied[PEOPLE + 1][PEOPLE + 1], int from,
	int to, int distance)
{
	int64_t *path;
	size_t count;

	assert_ok(m, web_path(m, web, from, to, &path, &count));
	assert_int_equal(count, distance == 255 ? 0 : distance + 1);
	for (size_t i = 1; i < count; i++)
		assert_true(tied[path[i - 1]][path[i]]);
	if (count > 0) {
		assert_int_equal(path[0], from);
		assert_int_equal(path[count - 1], to);
	}
	free(path);
}

static void check_all(mct_t *m, bool tied[PEOPLE + 1][PEOPLE + 1])
{
	struct web web CLEANUP(web_free) = {0};
	int wanted[PEOPLE + 1];

	assert_ok(m, web_load(m, "2026-11-23", &web));
	for (int from = 1; from <= PEOPLE; from++) {
		uint8_t *steps = web_distances(&web, from, 254);

		assert_non_null(steps);
		measure(tied, from, wanted);
		for (int to = 1; to <= PEOPLE; to++) {
			assert_int_equal(steps[to], wanted[to]);
			check_path(m, &web, tied, from, to, wanted[to]);
		}
		free(steps);
	}
}

static void the_shortest_way_is_found_in_any_web(void **state)
{
	(void)state;
	for (unsigned density = 1; density <= 4; density++) {
		struct practice p CLEANUP(practice_free) = make();
		bool tied[PEOPLE + 1][PEOPLE + 1] = {{false}};
		bool met[PEOPLE + 1][PEOPLE + 1] = {{false}};
		struct random random = {.state = 7 * density};

		for (unsigned i = 0; i < PEOPLE * density / 2; i++) {
			int one = random_between(&random, 1, PEOPLE);
			int other = random_between(&random, 1, PEOPLE);
			bool over = random_below(&random, 5) == 0;

			if (one == other || met[one][other])
				continue;
			met[one][other] = met[other][one] = true;
			join(p.m, one, other, over ? "2026-11-22" : "2026-11-23");
			tied[one][other] = tied[other][one] = !over;
		}
		check_all(p.m, tied);
	}
}

static void a_ring_is_left_on_the_shorter_side(void **state)
{
	struct practice p CLEANUP(practice_free) = make();
	bool tied[PEOPLE + 1][PEOPLE + 1] = {{false}};

	(void)state;
	for (int i = 1; i <= PEOPLE; i++) {
		int next = i % PEOPLE + 1;

		join(p.m, i, next, "2030-01-01");
		tied[i][next] = tied[next][i] = true;
	}
	check_all(p.m, tied);
}

static void a_book_without_ties_has_no_ways(void **state)
{
	struct practice p CLEANUP(practice_free) = make();
	bool tied[PEOPLE + 1][PEOPLE + 1] = {{false}};

	(void)state;
	check_all(p.m, tied);
}

/* An id that another program has written is told, rather than memory taken for it. */
static void an_id_beyond_all_measure_is_refused(void **state)
{
	struct practice p CLEANUP(practice_free) = make();
	struct web web;

	(void)state;
	assert_int_equal(sqlite3_exec(p.m->db,
				 "INSERT INTO contact (id, name, name_key, entered_at)"
				 " VALUES (4000000000000, 'x', 'x', 0)",
				 NULL, NULL, NULL),
		SQLITE_OK);
	assert_int_equal(web_load(p.m, "2026-11-23", &web), MCT_ERROR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shortest_way_is_found_in_any_web),
		cmocka_unit_test(a_ring_is_left_on_the_shorter_side),
		cmocka_unit_test(a_book_without_ties_has_no_ways),
		cmocka_unit_test(an_id_beyond_all_measure_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
