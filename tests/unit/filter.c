/*
 * filter.c - conditions and orders on a practice of random visits, each judged here by
 * looking at what it was made of; and what is no condition is refused with what
 * would be one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "practice.h"
#include "random.h"
#include "util/buf.h"

/* ---- visits that are known ------------------------------------------------------------------- */

/* A text as it is typed, and what it is compared by: folded, as ISO or as a number; the words of
 * WORDS with | between them. */
struct known {
	const char *typed, *kept;
};

enum kind { KIND_TEXT, KIND_WORDS, KIND_ORDER, KIND_NUMBER };

static const struct field {
	const char *name;
	enum kind kind;
	struct known values[8], asked[8]; /* what visits have, and what is asked for */
} fields[] = {
	{"date", KIND_ORDER,
		{{"2026-11-23", "2026-11-23"}, {"2026-11-20", "2026-11-20"},
			{"2026-01-31", "2026-01-31"}, {"2025-12-01", "2025-12-01"}},
		{{"today", "2026-11-23"}, {"last fri", "2026-11-20"}, {"2026-01-31", "2026-01-31"},
			{"1 jan 2026", "2026-01-01"}, {"+1w", "2026-11-30"}}},
	{"time", KIND_ORDER, {{"09:00", "09:00"}, {"14:30", "14:30"}, {"18:00", "18:00"}},
		{{"9 am", "09:00"}, {"2:30pm", "14:30"}, {"noon", "12:00"}}},
	{"price", KIND_NUMBER, {{"80", "80"}, {"100", "100"}, {"0", "0"}, {"79.99", "79.99"}},
		{{"80", "80"}, {"$80.00", "80"}, {"79.99", "79.99"}, {"9", "9"},
			{"1,000.00", "1000"}}},
	{"minutes", KIND_NUMBER, {{"60", "60"}, {"90", "90"}, {"120", "120"}},
		{{"1h30", "90"}, {"60", "60"}, {"1h", "60"}, {"100", "100"}}},
	{"outcome", KIND_ORDER, {{"completed", "completed"}, {"no_show", "no_show"}},
		{{"done", "completed"}, {"no-show", "no_show"}, {"booked", "booked"}}},
	{"service", KIND_TEXT,
		{{"Deep tissue", "deep tissue"}, {"deep-tissue", "deep tissue"},
			{"Thérapie", "therapie"}, {"Hot stone", "hot stone"}},
		{{"DEEP TISSUE", "deep tissue"}, {"therapie", "therapie"}, {"stone", "stone"},
			{"T", "t"}, {"hot_stone", "hot stone"}}},
	{"enhancements", KIND_WORDS,
		{{"hip; left hip", "|hip|left hip|"}, {"left hip", "|left hip|"},
			{"left; #VIP", "|left|vip|"}, {"Café, oil", "|cafe|oil|"},
			{"hot oil; left", "|hot oil|left|"}},
		{{"hip", "hip"}, {"left", "left"}, {"Left Hip", "left hip"}, {"vip", "vip"},
			{"#vip", "vip"}, {"cafe", "cafe"}, {"oil left", "oil left"},
			{"oil", "oil"}}},
};
#define FIELDS ARRAY_SIZE(fields)
#define VISITS 120

/* Per visit and field the value's place, or -1 where it is unset. */
static int visits[VISITS][FIELDS];
static struct practice practice;

static unsigned count_of(const struct known *known)
{
	unsigned n = 0;

	while (n < 8 && known[n].typed != NULL)
		n++;
	return n;
}

static int make_visits(void **state)
{
	struct random r = {20261123};

	(void)state;
	practice = practice_make("USD", NULL);
	assert_ok(practice.m, mct_begin(practice.m, "test", MCT_OPEN_WRITE));
	PRACTICE_ADD(practice.m, "client", "name", "Dana Ortiz");
	PRACTICE_ADD(practice.m, "client", "name", "Émile Zola");
	PRACTICE_ADD(practice.m, "client", "name", "ben Abbott");
	for (size_t v = 0; v < VISITS; v++) {
		char id[24];
		const char *texts[2 * FIELDS + 5] = {"client",
			v % 3 == 0           ? "c1"
				: v % 3 == 1 ? "c2"
					     : "c3",
			"external_id", id}; /* two of them may say the same otherwise */
		size_t n = 4;

		snprintf(id, sizeof id, "x%zu", v);
		for (size_t f = 0; f < FIELDS; f++) {
			bool needed = strcmp(fields[f].name, "date") == 0 ||
				strcmp(fields[f].name, "outcome") == 0;

			visits[v][f] = (int)random_below(&r, count_of(fields[f].values));
			if (!needed && random_below(&r, 4) == 0)
				visits[v][f] = -1;
			if (visits[v][f] < 0)
				continue;
			texts[n++] = fields[f].name;
			texts[n++] = fields[f].values[visits[v][f]].typed;
		}
		texts[n] = NULL;
		assert_int_equal(practice_add(practice.m, "visit", texts), v + 1);
	}
	assert_ok(practice.m, mct_commit(practice.m));
	return 0;
}

static int remove_visits(void **state)
{
	(void)state;
	practice_free(&practice);
	return 0;
}

/* ---- the judgement --------------------------------------------------------------------------- */

static int compare(enum kind kind, const char *a, const char *b)
{
	double difference;

	if (kind != KIND_NUMBER)
		return strcmp(a, b);
	difference = atof(a) - atof(b);
	return (difference > 0) - (difference < 0);
}

static bool is_equal(const struct field *f, const char *kept, const char *asked)
{
	char word[64];

	if (f->kind != KIND_WORDS)
		return compare(f->kind, kept, asked) == 0;
	snprintf(word, sizeof word, "|%s|", asked);
	return strstr(kept, word) != NULL;
}

static bool contains(const char *kept, const char *asked)
{
	char text[64];

	snprintf(text, sizeof text, "%s", kept);
	for (char *c = text; *c != '\0'; c++)
		if (*c == '|')
			*c = ' ';
	return strstr(text, asked) != NULL;
}

/* Whether visit v is so; `asked` NULL: nothing stands behind the sign. */
static bool is_so(size_t v, size_t field, const char *sign, const char *asked)
{
	const struct field *f = &fields[field];
	const char *kept = visits[v][field] >= 0 ? f->values[visits[v][field]].kept : NULL;

	if (asked == NULL)
		return (kept == NULL) == (sign[0] == '=');
	if (kept == NULL)
		return sign[0] == '!';
	if (sign[0] == '~')
		return contains(kept, asked);
	if (sign[0] == '=' || sign[0] == '!')
		return is_equal(f, kept, asked) == (sign[0] == '=');
	if (sign[1] == '=' && compare(f->kind, kept, asked) == 0)
		return true;
	return sign[0] == '<' ? compare(f->kind, kept, asked) < 0
			      : compare(f->kind, kept, asked) > 0;
}

/* The numbers of the visits that a query gives, each with a blank behind it. */
static void list(const struct mct_query *query, struct buf *out)
{
	static const char *const columns[] = {"id", NULL};
	struct mct_query ids = *query;
	mct_status_t status;
	mct_rows_t *rows;

	ids.columns = columns;
	assert_ok(practice.m, mct_list(practice.m, mct_entity_named("visit"), &ids, &rows));
	while ((status = mct_rows_next(rows)) == MCT_ROW) {
		struct mct_value value;

		mct_rows_value(rows, 0, &value);
		buf_addf(out, "%s ", value.text + 1);
	}
	assert_int_equal(status, MCT_DONE);
	mct_rows_free(rows);
}

/* A random condition, and which visits are so. */
static void any_condition(struct random *r, char *text, size_t size, bool so[static VISITS])
{
	static const char *const signs[] = {"=", "!=", "~", "<", "<=", ">", ">="};
	size_t field = random_below(r, FIELDS);
	const struct field *f = &fields[field];
	bool has_order = f->kind == KIND_ORDER || f->kind == KIND_NUMBER;
	const char *sign = signs[has_order ? (random_below(r, 6) + 3) % 7 : random_below(r, 3)];
	const struct known *asked = &f->asked[random_below(r, count_of(f->asked))];
	bool bare = sign[0] != '~' && sign[0] != '<' && sign[0] != '>' && random_below(r, 5) == 0;

	snprintf(text, size, random_below(r, 3) > 0 ? "%s%s%s" : " %s %s %s", f->name, sign,
		bare ? "" : asked->typed);
	for (size_t v = 0; v < VISITS; v++)
		so[v] = so[v] && is_so(v, field, sign, bare ? NULL : asked->kept);
}

static void conditions_give_the_visits_that_are_so(void **state)
{
	struct random r = {1};
	size_t some = 0;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		char texts[3][64];
		const char *where[4] = {NULL};
		bool so[VISITS];
		struct buf expected CLEANUP(buf_free) = {0};
		struct buf got CLEANUP(buf_free) = {0};
		const struct mct_query query = {.where = where, .sort = "id"};

		memset(so, true, sizeof so);
		for (size_t c = 0, n = 1 + random_below(&r, 3); c < n; c++) {
			any_condition(&r, texts[c], sizeof texts[c], so);
			where[c] = texts[c];
		}
		for (size_t v = 0; v < VISITS; v++)
			if (so[v])
				buf_addf(&expected, "%zu ", v + 1);
		list(&query, &got);
		if (strcmp(buf_str(&got), buf_str(&expected)) != 0)
			fail_msg("%s %s %s\ngives %s\nnot   %s", where[0], where[1] ? where[1] : "",
				where[2] ? where[2] : "", buf_str(&got), buf_str(&expected));
		some += expected.len > 0 && so[0] + so[1] + so[2] < 3;
	}
	assert_in_range(some, 1000, 3000);
}

static void a_period_has_both_its_ends(void **state)
{
	static const char *const days[] = {NULL, "2025-12-01", "2026-01-31", "last fri", "today"};
	static const char *const kept[] = {
		NULL, "2025-12-01", "2026-01-31", "2026-11-20", "2026-11-23"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(days) * ARRAY_SIZE(days); i++) {
		size_t since = i / ARRAY_SIZE(days), until = i % ARRAY_SIZE(days);
		const struct mct_query query = {
			.since = days[since], .until = days[until], .sort = "id"};
		struct buf expected CLEANUP(buf_free) = {0};
		struct buf got CLEANUP(buf_free) = {0};

		for (size_t v = 0; v < VISITS; v++)
			if ((kept[since] == NULL || is_so(v, 0, ">=", kept[since])) &&
				(kept[until] == NULL || is_so(v, 0, "<=", kept[until])))
				buf_addf(&expected, "%zu ", v + 1);
		list(&query, &got);
		assert_string_equal(buf_str(&got), buf_str(&expected));
	}
}

static void a_person_is_asked_for_by_words_of_her_name(void **state)
{
	static const struct {
		const char *text, *where;
		size_t client; /* 0: nobody */
	} rows[] = {
		{"dana", NULL, 1},
		{"ort da", NULL, 1},
		{"emile", NULL, 2},
		{"ZOLA", NULL, 2},
		{"abb", NULL, 3},
		{"bott", NULL, 0},
		{"dana zola", NULL, 0},
		{NULL, "client=dana", 1},
		{NULL, "client=c2", 2},
		{NULL, "client~ABB", 3},
		{NULL, "client~le z", 2},
		{NULL, "client~xyz", 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *const where[] = {rows[i].where, NULL};
		const struct mct_query query = {.text = rows[i].text, .where = where, .sort = "id"};
		struct buf expected CLEANUP(buf_free) = {0};
		struct buf got CLEANUP(buf_free) = {0};

		for (size_t v = 0; v < VISITS; v++)
			if (v % 3 + 1 == rows[i].client)
				buf_addf(&expected, "%zu ", v + 1);
		list(&query, &got);
		assert_string_equal(buf_str(&got), buf_str(&expected));
	}
}

static void conditions_of_all_kinds_work_together(void **state)
{
	const char *const where[] = {"minutes=60", "client~o", NULL};
	const struct mct_query query = {.where = where,
		.text = "dana",
		.since = "2026-01-01",
		.until = "today",
		.status = "completed",
		.sort = "-id",
		.limit = 3};
	struct buf expected CLEANUP(buf_free) = {0};
	struct buf got CLEANUP(buf_free) = {0};
	int left = 3;

	(void)state;
	for (size_t v = VISITS; v-- > 0 && left > 0;) {
		if (v % 3 != 0 || !is_so(v, 3, "=", "60") || !is_so(v, 0, ">=", "2026-01-01") ||
			!is_so(v, 4, "=", "completed"))
			continue;
		buf_addf(&expected, "%zu ", v + 1);
		left--;
	}
	assert_int_equal(left, 0);
	list(&query, &got);
	assert_string_equal(buf_str(&got), buf_str(&expected));
}

/* ---- orders ---------------------------------------------------------------------------------- */

struct order {
	size_t field;
	bool down;
};

static int compare_visits(size_t a, size_t b, const struct order *orders, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct field *f = &fields[orders[i].field];
		int x = visits[a][orders[i].field], y = visits[b][orders[i].field], result;

		if ((x < 0) != (y < 0))
			return x < 0 ? 1 : -1; /* unset last, in either direction */
		if (x < 0)
			continue;
		result = compare(f->kind, f->values[x].kept, f->values[y].kept);
		if (result != 0)
			return orders[i].down ? -result : result;
	}
	return a < b ? -1 : 1;
}

static void an_order_goes_field_by_field_with_unset_values_last(void **state)
{
	struct random r = {2};

	(void)state;
	for (int i = 0; i < 300; i++) {
		size_t n = 1 + random_below(&r, 3), places[VISITS];
		struct buf sort CLEANUP(buf_free) = {0};
		struct buf expected CLEANUP(buf_free) = {0};
		struct buf got CLEANUP(buf_free) = {0};
		struct mct_query query = {0};
		struct order orders[3];

		for (size_t o = 0; o < n; o++) {
			orders[o] = (struct order){random_below(&r, 5), random_below(&r, 2)};
			buf_addf(&sort, "%s%s,", orders[o].down ? "-" : "",
				fields[orders[o].field].name);
		}
		buf_adds(&sort, "id");
		for (size_t v = 0; v < VISITS; v++) {
			size_t at = v;

			for (; at > 0 && compare_visits(v, places[at - 1], orders, n) < 0; at--)
				places[at] = places[at - 1];
			places[at] = v;
		}
		for (size_t v = 0; v < VISITS; v++)
			buf_addf(&expected, "%zu ", places[v] + 1);
		query.sort = buf_str(&sort);
		list(&query, &got);
		assert_string_equal(buf_str(&got), buf_str(&expected));
	}
}

static void names_are_ordered_without_case_and_accents(void **state)
{
	static const char *const columns[] = {"name", NULL};
	const struct mct_query query = {.columns = columns, .sort = "-name"};
	struct buf got CLEANUP(buf_free) = {0};
	mct_rows_t *rows;

	(void)state;
	assert_ok(practice.m, mct_list(practice.m, mct_entity_named("client"), &query, &rows));
	while (mct_rows_next(rows) == MCT_ROW) {
		struct mct_value value;

		mct_rows_value(rows, 0, &value);
		buf_addf(&got, "%s, ", value.text);
	}
	mct_rows_free(rows);
	assert_string_equal(buf_str(&got), "Émile Zola, Dana Ortiz, ben Abbott, ");
}

/* ---- what is refused ------------------------------------------------------------------------- */

static void assert_refused(
	const struct mct_query *query, mct_status_t status, const char *message, const char *hint)
{
	mct_rows_t *rows = NULL;

	assert_int_equal(mct_list(practice.m, mct_entity_named("visit"), query, &rows), status);
	assert_null(rows);
	assert_string_equal(mct_error(practice.m)->message, message);
	if (strstr(mct_error(practice.m)->hint, hint) == NULL)
		fail_msg("%s: the hint is \"%s\"", message, mct_error(practice.m)->hint);
}

static void what_is_no_condition_is_refused_with_what_would_be_one(void **state)
{
	static const struct {
		const char *condition;
		mct_status_t status;
		const char *message, *hint;
	} rows[] = {
		{"completed", MCT_INVALID, "\"completed\" is not a condition", "field=value"},
		{"", MCT_INVALID, "\"\" is not a condition", "field=value"},
		{"price!80", MCT_INVALID, "\"price!80\" is not a condition", "field=value"},
		{"prise=80", MCT_INVALID, "a visit has no field \"prise\"", "did you mean price"},
		{"=80", MCT_INVALID, "a visit has no field \"\"", "the fields are client, date"},
		{"price=five", MCT_INVALID, "price \"five\" is not an amount of money", "85.50"},
		{"date>=fooday", MCT_INVALID, "date \"fooday\" is not a date", "2026-11-23"},
		{"date>3/4/2026", MCT_INVALID,
			"date \"3/4/2026\" could be 3 Apr 2026 or 4 Mar 2026", "date.order"},
		{"outcome=complted", MCT_INVALID, "outcome cannot be \"complted\"", "completed"},
		{"service<a", MCT_INVALID, "service has no order to compare by", "use = != or ~"},
		{"enhancements>=a", MCT_INVALID, "enhancements has no order to compare by", "~"},
		{"price~5", MCT_INVALID, "price is a number, which contains nothing", "use = !="},
		{"price>", MCT_INVALID, "nothing stands behind \"price>\"", "field=value"},
		{"service ~ ", MCT_INVALID, "nothing stands behind \"service ~ \"", "field=value"},
		{"client=nobody", MCT_NOTFOUND, "there is no client \"nobody\"", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *const where[] = {rows[i].condition, NULL};
		const struct mct_query query = {.where = where};

		assert_refused(&query, rows[i].status, rows[i].message, rows[i].hint);
	}
}

static void an_order_or_a_column_that_is_not_there_is_refused(void **state)
{
	static const char *const columns[] = {"date", "dat", NULL};
	const struct mct_query by_column = {.columns = columns};
	const struct mct_query by_sort = {.sort = "date,-prise"};
	const struct mct_query by_text = {.text = "..."};

	(void)state;
	assert_refused(
		&by_column, MCT_INVALID, "a visit has no field \"dat\"", "did you mean date");
	assert_refused(
		&by_sort, MCT_INVALID, "a visit has no field \"prise\"", "did you mean price");
	assert_refused(&by_text, MCT_INVALID, "\"...\" has no letter in it", "words of a name");
}

static void only_so_many_conditions_are_taken(void **state)
{
	const char *where[66] = {NULL};
	struct mct_query query = {.where = where, .sort = "id"};
	struct buf one CLEANUP(buf_free) = {0};
	struct buf many CLEANUP(buf_free) = {0};

	(void)state;
	where[0] = "minutes=60";
	list(&query, &one);
	for (size_t i = 0; i < 64; i++)
		where[i] = i % 2 ? "minutes=60" : "service!=nothing";
	list(&query, &many);
	assert_string_equal(buf_str(&many), buf_str(&one));
	where[64] = "minutes=60";
	assert_refused(&query, MCT_INVALID, "there are more than 64 conditions", "");
	where[64] = "service=x";
	assert_refused(&query, MCT_INVALID, "there are more than 64 conditions", "");
}

/* Quotes, signs of LIKE and of SQL are text like any other. */
static void a_value_is_never_part_of_the_sql(void **state)
{
	static const char *const texts[] = {"service=x'", "service=x' OR 1=1 --", "service~d_ep",
		"service~D%e", "service=x\"", "service=x?", "service=?1", "note=;DROP TABLE visit",
		"service=a=b"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		const char *const where[] = {"minutes=60", texts[i], NULL};
		const struct mct_query query = {.where = where};
		struct buf got CLEANUP(buf_free) = {0};

		list(&query, &got);
		assert_string_equal(buf_str(&got), "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_give_the_visits_that_are_so),
		cmocka_unit_test(a_period_has_both_its_ends),
		cmocka_unit_test(a_person_is_asked_for_by_words_of_her_name),
		cmocka_unit_test(conditions_of_all_kinds_work_together),
		cmocka_unit_test(an_order_goes_field_by_field_with_unset_values_last),
		cmocka_unit_test(names_are_ordered_without_case_and_accents),
		cmocka_unit_test(what_is_no_condition_is_refused_with_what_would_be_one),
		cmocka_unit_test(an_order_or_a_column_that_is_not_there_is_refused),
		cmocka_unit_test(only_so_many_conditions_are_taken),
		cmocka_unit_test(a_value_is_never_part_of_the_sql),
	};

	return cmocka_run_group_tests(tests, make_visits, remove_visits);
}
