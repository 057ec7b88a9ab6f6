/*
 * search.c - words looked for in random notes, each search judged here by the words the
 * notes were made of; the order of what is found; and the words in context.
 */
#include "record/snippet.h" /* before cmocka.h, which makes a macro of fail() */

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
#include "util/text.h"

/* ---- notes that are known -------------------------------------------------------------------- */

/* A word as it is written, and folded. */
static const char *const words[][2] = {{"Glutes", "glutes"}, {"gluteus,", "gluteus"},
	{"GLUE", "glue"}, {"décolleté", "decollete"}, {"Straße.", "strasse"},
	{"straight", "straight"}, {"O'Neil", "oneil"}, {"one", "one"}, {"knee", "knee"},
	{"knees;", "knees"}, {"left", "left"}};
#define WORDS ARRAY_SIZE(words)
#define VISITS 150
#define LENGTH 6

/* Per visit the places of its words; half of them stand in the note, half in the plan. */
static size_t notes[VISITS][LENGTH];
static struct practice practice;

static int make_notes(void **state)
{
	struct random r = {20261124};

	(void)state;
	practice = practice_make("USD", NULL);
	assert_ok(practice.m, mct_begin(practice.m, "test", MCT_OPEN_WRITE));
	PRACTICE_ADD(practice.m, "client", "name", "Dana Ortiz");
	for (size_t v = 0; v < VISITS; v++) {
		struct buf text[2] = {{0}, {0}};

		for (size_t i = 0; i < LENGTH; i++) {
			notes[v][i] = random_below(&r, WORDS);
			buf_addf(&text[i * 2 / LENGTH], "%s ", words[notes[v][i]][0]);
		}
		PRACTICE_ADD(practice.m, "visit", "client", "c1", "date", "2026-11-20", "note",
			buf_str(&text[0]), "plan", buf_str(&text[1]));
		buf_free(&text[0]);
		buf_free(&text[1]);
	}
	assert_ok(practice.m, mct_commit(practice.m));
	return 0;
}

static int remove_notes(void **state)
{
	(void)state;
	practice_free(&practice);
	return 0;
}

/* Whether a visit has, in one of its fields, these words in a row: whole, or the last one begun. */
static bool has(size_t v, const char *const *wanted, size_t count, bool whole)
{
	for (size_t at = 0; at + count <= LENGTH; at++) {
		size_t i = 0;

		if (at / (LENGTH / 2) != (at + count - 1) / (LENGTH / 2))
			continue;
		for (; i < count; i++) {
			const char *word = words[notes[v][at + i]][1];
			bool begun = !whole && i + 1 == count;

			if (begun ? strncmp(word, wanted[i], strlen(wanted[i])) != 0
				  : strcmp(word, wanted[i]) != 0)
				break;
		}
		if (i == count)
			return true;
	}
	return false;
}

/* Which visits a search finds; their number. */
static size_t find(const char *text, bool found[static VISITS])
{
	const struct mct_search_query query = {.text = text, .in = mct_entity_named("visit")};
	mct_status_t status;
	mct_rows_t *rows;
	int64_t count;
	size_t n = 0;

	memset(found, false, VISITS);
	assert_ok(practice.m, mct_search(practice.m, &query, &rows, &count));
	for (; (status = mct_rows_next(rows)) == MCT_ROW; n++) {
		struct mct_value id;

		mct_rows_value(rows, MCT_SEARCH_ID, &id);
		assert_int_equal(id.text[0], 'v');
		found[atoi(id.text + 1) - 1] = true;
	}
	assert_int_equal(status, MCT_DONE);
	assert_int_equal(n, count);
	mct_rows_free(rows);
	return n;
}

static void all_words_occur_by_their_beginnings_or_whole_in_quotes(void **state)
{
	struct random r = {3};
	size_t some = 0;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct buf text CLEANUP(buf_free) = {0};
		bool expected[VISITS], found[VISITS];

		memset(expected, true, sizeof expected);
		for (unsigned n = 1 + random_below(&r, 3); n > 0; n--) {
			bool whole = random_below(&r, 2) == 0;
			size_t count = whole ? 1 + random_below(&r, 2) : 1;
			const char *wanted[2];
			char begun[16];

			for (size_t w = 0; w < count; w++)
				wanted[w] = words[random_below(&r, WORDS)][1];
			if (!whole) {
				snprintf(begun, 2 + random_below(&r, 6), "%s", wanted[0]);
				wanted[0] = begun;
			}
			buf_addf(&text, whole ? "\"%s%s%s\" " : "%s%s%s ", wanted[0],
				count > 1 ? "-" : "", count > 1 ? wanted[1] : "");
			for (size_t v = 0; v < VISITS; v++)
				expected[v] = expected[v] && has(v, wanted, count, whole);
		}
		some += find(buf_str(&text), found) > 0;
		for (size_t v = 0; v < VISITS; v++)
			if (found[v] != expected[v])
				fail_msg("%s: v%zu %s", buf_str(&text), v + 1,
					found[v] ? "found" : "not found");
	}
	assert_in_range(some, 1000, 1990);
}

/* ---- the order ------------------------------------------------------------------------------- */

/* The ids that a search gives, in its order. */
static void order(mct_t *m, const char *text, struct buf *out)
{
	const struct mct_search_query query = {.text = text};
	mct_rows_t *rows;

	buf_clear(out);
	assert_ok(m, mct_search(m, &query, &rows, NULL));
	while (mct_rows_next(rows) == MCT_ROW) {
		struct mct_value id;

		mct_rows_value(rows, MCT_SEARCH_ID, &id);
		buf_addf(out, "%s%s", out->len > 0 ? " " : "", id.text);
	}
	mct_rows_free(rows);
}

static void the_best_is_first(void **state)
{
	static const char *const facts[] = {"knee", "knee and much else that is not it", "kneeling",
		"the knee, the other knee, and again the knee", "much about hips", "hip",
		"hips hips hips", "hip, and once the rare word knee"};
	struct practice p = practice_make("USD", NULL);
	struct buf ids CLEANUP(buf_free) = {0};

	(void)state;
	assert_ok(p.m, mct_begin(p.m, "test", MCT_OPEN_WRITE));
	PRACTICE_ADD(p.m, "client", "name", "Dana Ortiz");
	for (size_t i = 0; i < ARRAY_SIZE(facts); i++)
		PRACTICE_ADD(p.m, "fact", "client", "c1", "text", facts[i], "said",
			i == 5 ? "2026-11-22" : "2026-11-20");
	order(p.m, "knee", &ids);
	assert_string_equal(buf_str(&ids), "f1 f4 f3 f8 f2");
	order(p.m, "\"hip\"", &ids);
	assert_string_equal(buf_str(&ids), "f6 f8");
	PRACTICE_ADD(p.m, "fact", "client", "c1", "text", "hip", "said", "2026-11-23");
	PRACTICE_ADD(p.m, "fact", "client", "c1", "text", "hip");
	order(p.m, "\"hip\"", &ids);
	assert_string_equal(buf_str(&ids), "f9 f6 f10 f8");
	practice_free(&p);
}

/* ---- words ----------------------------------------------------------------------------------- */

static void signs_are_no_words(void **state)
{
	static const char *const none[] = {
		"", " ", "\"", "\"\"", "*", "( ) -", "' ", "\"...\"", "::", "-", "\t\n"};
	static const struct {
		const char *text, *terms; /* each with | behind it, ! before one that is whole */
	} some[] = {
		{"Knee  HIP", "knee|hip|"},
		{"knee AND hip*", "knee|and|hip|"},
		{"NEAR(knee", "near knee|"},
		{"low-back", "low back|"},
		{"\"left  Shoulder\" knee", "!left shoulder|knee|"},
		{"knee\"left\"", "knee|!left|"},
		{"\"left shoulder", "!left shoulder|"},
		{"knee Knee \"knee\" KNEE", "knee|!knee|"},
		{"col:knee ^x -y", "col knee|^x|y|"},
	};
	mct_t *m;

	(void)state;
	assert_int_equal(mct_new(&m), MCT_OK);
	for (size_t i = 0; i < ARRAY_SIZE(none); i++) {
		struct terms terms = {.count = 0};

		assert_int_equal(terms_read(m, none[i], &terms), MCT_INVALID);
		assert_int_equal(terms.count, 0);
	}
	for (size_t i = 0; i < ARRAY_SIZE(some); i++) {
		struct terms terms = {.count = 0};
		struct buf out CLEANUP(buf_free) = {0};

		assert_ok(m, terms_read(m, some[i].text, &terms));
		for (size_t t = 0; t < terms.count; t++)
			buf_addf(&out, "%s%s|", terms.items[t].whole ? "!" : "",
				terms.items[t].text);
		assert_string_equal(buf_str(&out), some[i].terms);
		terms_free(&terms);
	}
	mct_free(m);
}

static void only_so_many_words_are_taken(void **state)
{
	struct buf text CLEANUP(buf_free) = {0};
	struct terms terms = {.count = 0};
	mct_t *m;

	(void)state;
	assert_int_equal(mct_new(&m), MCT_OK);
	for (int i = 0; i < TERMS_MAX; i++)
		buf_addf(&text, "w%d ", i);
	buf_adds(&text, "w1 w2");
	assert_ok(m, terms_read(m, buf_str(&text), &terms));
	assert_int_equal(terms.count, TERMS_MAX);
	terms_free(&terms);
	buf_adds(&text, " more");
	assert_int_equal(terms_read(m, buf_str(&text), &terms), MCT_INVALID);
	mct_free(m);
}

/* ---- in context ------------------------------------------------------------------------------ */

static void snippet(mct_t *m, const char *words_wanted, const char *text, struct buf *out)
{
	const struct snippet_marks marks = {"[", "]"};
	struct terms terms = {.count = 0};

	buf_clear(out);
	assert_ok(m, terms_read(m, words_wanted, &terms));
	snippet_add(out, &terms, &marks, text, strlen(text));
	terms_free(&terms);
}

#define TEN "ten ten ten ten ten ten ten ten ten ten "
static void words_stand_in_their_context(void **state)
{
	static const char *const rows[][3] = {
		{"glut", "her Glutes, and the gluteus", "her [Glutes], and the [gluteus]"},
		{"oneil", "Dr. O'Neil's", "Dr. [O'Neil's]"},
		{"oneils", "Dr. O'Neil's", "Dr. [O'Neil's]"},
		{"ecole", "l'E\u0301cole e\u0301", "l'E\u0301cole e\u0301"},
		{"cafe", "a cafe\u0301 b", "a [cafe\u0301] b"},
		{"\"left shoulder\"", "LEFT -- shoulder left", "[LEFT -- shoulder] left"},
		{"left \"left shoulder\"", "left shoulder", "[left shoulder]"},
		{"a",
			" a\n\n\tb\x01"
			"a  ",
			"[a] b [a]"},
		{"体操", "肩こり体操です", "肩こり[体操]です"},
		{"none", "nothing of it", "nothing of it"},
		{"x", TEN TEN "x " TEN TEN TEN,
			"…ten ten ten ten ten ten ten ten ten [x] ten ten ten ten ten ten ten"
			" ten ten ten ten ten ten ten ten ten ten ten ten ten"
			" ten ten ten ten ten…"},
		{"x y", "x " TEN TEN TEN TEN "y",
			"[x] ten ten ten ten ten ten ten ten ten ten ten ten ten ten ten ten ten"
			" … ten ten ten ten [y]"},
		{"x y", TEN "x " TEN "y " TEN TEN,
			"ten ten ten ten ten ten ten ten ten ten [x] ten ten ten ten ten ten ten"
			" ten ten ten [y] ten ten ten ten ten ten ten ten"
			" ten ten ten ten ten ten…"},
	};
	struct buf out CLEANUP(buf_free) = {0};
	mct_t *m;

	(void)state;
	assert_int_equal(mct_new(&m), MCT_OK);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		snippet(m, rows[i][0], rows[i][1], &out);
		assert_string_equal(buf_str(&out), rows[i][2]);
	}
	mct_free(m);
}

/* Whatever the text is, what is shown of it is UTF-8 of bounded length, and its marks are in pairs.
 */
static void any_text_is_shown_whole_characters_at_a_time(void **state)
{
	static const char *const pieces[] = {
		"a", "é", "世", "😀", "e\u0301", " ", " ", "x", "'", "ß"};
	struct random r = {11};
	struct buf text CLEANUP(buf_free) = {0};
	struct buf out CLEANUP(buf_free) = {0};
	mct_t *m;

	(void)state;
	assert_int_equal(mct_new(&m), MCT_OK);
	for (int i = 0; i < 3000; i++) {
		int depth = 0;

		buf_clear(&text);
		for (unsigned n = random_below(&r, 300); n > 0; n--)
			buf_adds(&text, pieces[random_below(&r, i % 2 == 0 ? 10 : 5)]);
		snippet(m, i % 3 == 0 ? "a" : "x 世 e", buf_str(&text), &out);
		assert_true(text_is_utf8(buf_str(&out), out.len, NULL));
		assert_in_range(out.len, 0, 600);
		for (size_t c = 0; c < out.len; c++) {
			depth += out.data[c] == '[' ? 1 : out.data[c] == ']' ? -1 : 0;
			assert_in_range(depth, 0, 1);
		}
		assert_int_equal(depth, 0);
	}
	mct_free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_words_occur_by_their_beginnings_or_whole_in_quotes),
		cmocka_unit_test(the_best_is_first),
		cmocka_unit_test(signs_are_no_words),
		cmocka_unit_test(only_so_many_words_are_taken),
		cmocka_unit_test(words_stand_in_their_context),
		cmocka_unit_test(any_text_is_shown_whole_characters_at_a_time),
	};

	return cmocka_run_group_tests(tests, make_notes, remove_notes);
}
