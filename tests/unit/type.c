/*
 * type.c - the types of fields: what is printed for machines reads back to the same
 * value, for every field of every entity and whatever was typed; and what
 * cannot be read is refused with what would be right.
 */
#include "record/record.h" /* before cmocka.h, which makes a macro of fail() */

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
#include "utf8.h"

/* ---- what people and sheets write ------------------------------------------------------------ */

static void add_digits(struct random *r, unsigned most, struct buf *out)
{
	for (unsigned n = 1 + random_below(r, most); n > 0; n--)
		buf_addc(out, (char)('0' + random_below(r, 10)));
}

static void write_date(struct random *r, struct buf *out)
{
	static const char *const months[] = {"Jan", "Feb", "Mär", "avril", "May", "Juni", "July"};
	static const char *const said[] = {"today", "yesterday", "fri", "last mon", "3 weeks ago",
		"23 nov", "-2d", "23.11.", "3/4", "Mon 23 Nov 2026"};
	int y = random_between(r, 1840, 2210), a = random_between(r, 1, 31);
	int b = random_between(r, 1, 13);

	switch (random_below(r, 5)) {
	case 0:
		buf_addf(out, "%04d-%02d-%02d", y, b, a);
		return;
	case 1:
		buf_addf(out, "%d/%d/%d", a, b, y);
		return;
	case 2:
		buf_addf(out, "%d.%d.%02d", a, b, y % 100);
		return;
	case 3:
		buf_addf(out, "%d %s %d", a, months[random_below(r, ARRAY_SIZE(months))], y);
		return;
	default:
		buf_adds(out, said[random_below(r, ARRAY_SIZE(said))]);
	}
}

static void write_number(struct random *r, mct_type_t type, struct buf *out)
{
	static const char *const behind[] = {"", "", "", "m", " min", "h", "h30", ":30", " pm",
		"pm", ".50", ",50", ".500", ",500", ".5", " USD", "€"};
	static const char *const before[] = {"", "", "", "$", "-", "KWD "};

	if (type == MCT_TYPE_SCORE && random_below(r, 2)) {
		buf_addf(out, "%d", random_between(r, 0, 12));
		return;
	}
	if (type == MCT_TYPE_MONEY)
		buf_adds(out, before[random_below(r, ARRAY_SIZE(before))]);
	add_digits(r, type == MCT_TYPE_COUNT || type == MCT_TYPE_DAYS ? 11 : 3, out);
	if (type == MCT_TYPE_MONEY && random_below(r, 3) == 0) {
		buf_adds(out, random_below(r, 2) ? "," : ".");
		add_digits(r, 4, out);
	}
	buf_adds(out, behind[random_below(r, ARRAY_SIZE(behind))]);
}

static void write_choice(struct random *r, const mct_field_t *f, struct buf *out)
{
	size_t n = 0, words = 0;

	while (f->choices[n] != NULL)
		n++;
	while (f->choice_words != NULL && f->choice_words[words] != NULL)
		words += 2;
	if (words > 0 && random_below(r, 2))
		buf_adds(out, f->choice_words[2 * random_below(r, (unsigned)words / 2)]);
	else
		buf_adds(out, f->choices[random_below(r, (unsigned)n)]);
	if (random_below(r, 8) == 0)
		buf_addc(out, 'x');
}

/* "mon, wed mornings", "thu 14-18", "fri": days and hours in any of the ways. */
static void write_hours(struct random *r, struct buf *out)
{
	static const char *const days[] = {
		"thu", "mon, wed", "weekdays", "any", "fri-mon", "Sundays", "someday", ""};
	static const char *const hours[] = {
		"14-18", "mornings", "after 17", "before 9:30", "at 10", "2pm-6pm", "9-9", ""};

	buf_addf(out, "%s %s", days[random_below(r, ARRAY_SIZE(days))],
		hours[random_below(r, ARRAY_SIZE(hours))]);
}

/* Something that may be meant for the field. */
static void write_any(struct random *r, const mct_field_t *f, struct buf *out)
{
	bool named = random_below(r, 4) == 0;

	switch (f->type) {
	case MCT_TYPE_EMAIL:
		buf_adds(out, named ? "Dana <" : "");
		add_digits(r, 3, out);
		buf_adds(out, random_below(r, 8) ? "@example." : " @");
		random_text(r, 1, false, out);
		buf_adds(out, named ? "org>" : "org");
		return;
	case MCT_TYPE_PHONE:
		buf_adds(out, random_below(r, 2) ? "+1 (555) " : "ask: ");
		add_digits(r, 7, out);
		random_text(r, 2, false, out);
		return;
	case MCT_TYPE_DATE:
		if (f->choices != NULL && random_below(r, 3) == 0)
			write_choice(r, f, out);
		else
			write_date(r, out);
		return;
	case MCT_TYPE_HOURS:
		write_hours(r, out);
		return;
	case MCT_TYPE_CHOICE:
		write_choice(r, f, out);
		return;
	case MCT_TYPE_TEXT:
	case MCT_TYPE_LONG_TEXT:
	case MCT_TYPE_NAME:
	case MCT_TYPE_WORDS:
		random_text(r, 8, random_below(r, 8) == 0, out);
		return;
	default:
		write_number(r, f->type, out);
	}
}

/* ---- reading back ---------------------------------------------------------------------------- */

struct pair {
	mct_record_t *one, *other;
};

static void assert_same_value(const mct_field_t *f, const char *typed, const struct mct_value *a,
	const struct mct_value *b)
{
	if (a->set != b->set || a->integer != b->integer || a->length != b->length ||
		memcmp(a->text, b->text, a->length) != 0)
		fail_msg("%s \"%s\" is \"%s\" %d, and then \"%s\" %d", f->name, typed, a->text,
			(int)a->integer, b->text, (int)b->integer);
}

/* Reads the text into a field, prints it for machines, reads that; whether there was a value. */
static bool reads_back(
	struct pair *p, size_t field, const char *text, size_t n, const struct reading *how)
{
	const mct_field_t *f = &p->one->e->fields[field];
	struct mct_value first, second;
	const char *printed;
	size_t length;

	mct_record_clear(p->one);
	mct_record_clear(p->other);
	if (record_read(p->one, field, how, text, n) != MCT_OK) {
		assert_false(record_value(p->one, field)->set);
		assert_string_not_equal(mct_problem(p->one->m, 0)->message, "");
		return false;
	}
	first = *record_value(p->one, field);
	printed = mct_value_text(p->one->m, f, &first, MCT_FORM_MACHINE, &length);
	if (record_read(p->other, field, how, printed, length) != MCT_OK)
		fail_msg("%s \"%s\": %s", f->name, text, mct_problem(p->one->m, 0)->message);
	second = *record_value(p->other, field);
	assert_same_value(f, text, &first, &second);
	return first.set;
}

static void read_back_field(struct random *r, struct pair *p, size_t field, enum date_order order)
{
	const mct_field_t *f = &p->one->e->fields[field];
	int taken = 0;

	for (int i = 0; i < 120; i++) {
		const struct reading how = {.date_order = order, .from_people = i % 2};
		struct buf text CLEANUP(buf_free) = {0};

		write_any(r, f, &text);
		taken += reads_back(p, field, buf_str(&text), text.len, &how);
	}
	if (taken < 6)
		fail_msg("%s was tried with %d values only", f->name, taken);
}

static void what_is_printed_for_machines_reads_back_to_the_same_value(void **state)
{
	static const char *const currencies[] = {"USD", "JPY", "KWD"};
	static const enum date_order orders[] = {DATE_ORDER_NONE, DATE_ORDER_DMY, DATE_ORDER_MDY};
	struct random r = {1};
	const mct_entity_t *e;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(currencies); i++) {
		struct practice p CLEANUP(practice_free) = practice_make(currencies[i], NULL);

		for (size_t k = 0; (e = mct_entity_at(k)) != NULL; k++) {
			struct pair pair;

			assert_ok(p.m, mct_record_new(p.m, e, &pair.one));
			assert_ok(p.m, mct_record_new(p.m, e, &pair.other));
			for (size_t f = 0; f < e->count; f++)
				if (e->fields[f].type != MCT_TYPE_REF)
					read_back_field(&r, &pair, f, orders[i]);
			mct_record_free(pair.one);
			mct_record_free(pair.other);
		}
	}
}

/* Every type, all values that it can have or a fair number of them. */
static void every_value_of_a_number_prints_and_reads_back(void **state)
{
	static const struct {
		const char *entity, *field;
		int64_t most, step;
	} rows[] = {
		{"visit", "minutes", 24 * 60, 1},
		{"visit", "feel_before", 10, 1},
		{"visit", "price", INT64_C(100000000000), 8765432},
		{"visit", "tip", 30000, 1},
		{"event", "hours", 100 * 60, 1},
	};
	static const char *const currencies[] = {"USD", "JPY", "KWD"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(currencies) * ARRAY_SIZE(rows); i++) {
		struct practice p CLEANUP(practice_free) = practice_make(currencies[i % 3], NULL);
		const mct_entity_t *e = mct_entity_named(rows[i / 3].entity);
		const mct_field_t *f = mct_entity_field_named(e, rows[i / 3].field);
		struct mct_value value = {.set = true, .text = ""};
		mct_record_t *record;
		size_t length;

		assert_ok(p.m, mct_record_new(p.m, e, &record));
		for (; value.integer <= rows[i / 3].most; value.integer += rows[i / 3].step) {
			struct mct_value read;

			mct_record_clear(record);
			assert_ok(p.m,
				mct_record_set(record, f,
					mct_value_text(p.m, f, &value, MCT_FORM_MACHINE, &length)));
			mct_record_get(record, f, &read);
			assert_true(read.integer == value.integer);
		}
		mct_record_free(record);
	}
}

/* ---- references ------------------------------------------------------------------------------ */

static int64_t read_reference(
	mct_t *m, const mct_entity_t *e, size_t field, const char *text, bool from_people)
{
	const struct reading how = {.from_people = from_people};
	mct_record_t *record;
	int64_t id;

	assert_ok(m, mct_record_new(m, e, &record));
	if (record_read(record, field, &how, text, strlen(text)) != MCT_OK)
		fail_msg("\"%s\": %s", text, mct_problem(m, 0)->message);
	id = record_value(record, field)->integer;
	mct_record_free(record);
	return id;
}

static void the_name_that_is_listed_finds_the_same_person_among_namesakes(void **state)
{
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);
	const mct_entity_t *visit = mct_entity_named("visit");
	const char *const columns[] = {"client", NULL};
	const struct mct_query query = {.columns = columns, .sort = "id"};
	int64_t ids[6];
	mct_rows_t *rows;
	char id[16];

	(void)state;
	assert_ok(p.m, mct_begin(p.m, "test", MCT_OPEN_WRITE));
	ids[0] = PRACTICE_ADD(p.m, "client", "name", "Dana Ortiz", "email", "dana@example.org");
	ids[1] = PRACTICE_ADD(p.m, "client", "name", "Dana Ortiz", "email", "d@example.org");
	ids[2] = PRACTICE_ADD(p.m, "client", "name", "Dána Ortiz", "email", "x@example.org",
		"external_id", "A 17");
	ids[3] = PRACTICE_ADD(p.m, "client", "name", "José García-López");
	ids[4] = PRACTICE_ADD(p.m, "client", "name", "Dana", "phone", "555-0142");
	ids[5] = PRACTICE_ADD(p.m, "client", "name", "Ortiz, Dana", "phone", "555-0143");
	for (size_t i = 0; i < ARRAY_SIZE(ids); i++) {
		snprintf(id, sizeof id, "c%d", (int)ids[i]);
		PRACTICE_ADD(p.m, "visit", "client", id, "date", "2026-11-01");
	}
	assert_ok(p.m, mct_commit(p.m));
	assert_ok(p.m, mct_list(p.m, visit, &query, &rows));
	for (size_t i = 0; i < ARRAY_SIZE(ids); i++) {
		struct mct_value value;
		char *label;

		assert_int_equal(mct_rows_next(rows), MCT_ROW);
		mct_rows_value(rows, 0, &value);
		assert_int_equal(value.integer, ids[i]);
		label = strdup(value.text);
		assert_int_equal(read_reference(p.m, visit, 0, label, true), ids[i]);
		assert_int_equal(read_reference(p.m, visit, 0, label, false), ids[i]);
		free(label);
	}
	assert_int_equal(mct_rows_next(rows), MCT_DONE);
	mct_rows_free(rows);
}

/* ---- tables ---------------------------------------------------------------------------------- */

/* What a field makes of a text: its machine form, or the message. */
static void assert_reads(mct_t *m, const char *field, const char *text, const struct reading *how,
	const char *expected)
{
	const mct_entity_t *e = mct_entity_named("visit");
	const mct_field_t *f = mct_entity_field_named(e, field);
	char got[512], wanted[512];
	struct mct_value value;
	mct_record_t *record;
	size_t length;

	if (f == NULL) {
		e = mct_entity_named("client");
		f = mct_entity_field_named(e, field);
	}
	assert_non_null(f);
	assert_ok(m, mct_record_new(m, e, &record));
	snprintf(wanted, sizeof wanted, "%s \"%s\": %s", field, text, expected);
	if (record_read(record, record_field(e, field), how, text, strlen(text)) != MCT_OK) {
		assert_string_equal(mct_problem(m, 0)->field, field);
		assert_string_not_equal(mct_problem(m, 0)->hint, "");
		snprintf(got, sizeof got, "%s \"%s\": %s", field, text, mct_problem(m, 0)->message);
	} else {
		mct_record_get(record, f, &value);
		snprintf(got, sizeof got, "%s \"%s\": %s", field, text,
			mct_value_text(m, f, &value, MCT_FORM_MACHINE, &length));
	}
	assert_string_equal(got, wanted);
	mct_record_free(record);
}

static void what_sheets_write_is_read_as_it_is_kept(void **state)
{
	static const char *const rows[][3] = {
		{"name", " Dana\tOrtiz\n", "Dana Ortiz"},
		{"service", "deep\r\ntissue", "deep  tissue"},
		{"note", "two\nlines", "two\nlines"},
		{"note", " \n ", ""},
		{"time", "2 PM", "14:00"},
		{"minutes", "1h30", "90"},
		{"price", "$1,234.50", "1234.50"},
		{"price", "85", "85.00"},
		{"tip", "5,50", "5.50"},
		{"feel_before", "10", "10"},
		{"outcome", "No-Show", "no_show"},
		{"outcome", "NO SHOW", "no_show"},
		{"outcome", "did not show", "no_show"},
		{"outcome", "Erledigt", "completed"},
		{"tags", "runner, early ,", "runner; early"},
		{"tags", "a;; b, c ;", "a; b, c"},
		{"tags", " ; , ", ""},
		{"tags", "runner, early;", "runner; early"},
		{"tags", ";x,y", "x; y"},
		{"phone", "(555) 010-0142", "(555) 010-0142"},
		{"email", "Dana@Example.org", "Dana@Example.org"},
		{"email", "\"Ortiz, Dana\" <dana@x.org>", "dana@x.org"},
	};
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);
	const struct reading how = {.from_people = false};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_reads(p.m, rows[i][0], rows[i][1], &how, rows[i][2]);
}

static void what_cannot_be_read_is_refused_with_the_field_and_the_text(void **state)
{
	static const char *const rows[][3] = {
		{"name", "...", "name \"...\" is not a name"},
		{"email", "dana", "email \"dana\" is not an e-mail address"},
		{"email", "@x", "email \"@x\" is not an e-mail address"},
		{"email", "a@", "email \"a@\" is not an e-mail address"},
		{"email", "a@b@c", "email \"a@b@c\" is not an e-mail address"},
		{"email", "a b@c", "email \"a b@c\" is not an e-mail address"},
		{"email", "<a@c", "email \"<a@c\" is not an e-mail address"},
		{"email", "a@c, b@d", "email \"a@c, b@d\" is more than one e-mail address"},
		{"phone", "55", "phone \"55\" is not a phone number"},
		{"date", "fooday", "date \"fooday\" is not a date"},
		{"date", "31.2.2026", "date \"31.2.2026\" is not in the calendar"},
		{"date", "3/4/2026", "date \"3/4/2026\" could be 3 Apr 2026 or 4 Mar 2026"},
		{"date", "1849-12-31", "date \"1849-12-31\" is not a year of a practice"},
		{"date", "2200-01-01", "date \"2200-01-01\" is not a year of a practice"},
		{"time", "25:00", "time \"25:00\" is not a time of day"},
		{"minutes", "an hour", "minutes \"an hour\" is not a length in minutes"},
		{"minutes", "1441", "minutes \"1441\" is longer than a day"},
		{"price", "five", "price \"five\" is not an amount of money"},
		{"price", "-5", "price \"-5\" is negative"},
		{"price", "1.200", "price \"1.200\" could be $1.20 or $1,200.00"},
		{"feel_before", "11", "feel_before \"11\" is not a score"},
		{"feel_before", "3 or 4", "feel_before \"3 or 4\" is not a score"},
		{"feel_before", "-1", "feel_before \"-1\" is not a score"},
		{"outcome", "complted", "outcome cannot be \"complted\""},
		{"outcome", "?", "outcome cannot be \"?\""},
		{"note", "ab\xff", "note \"ab\" is followed by bytes that are not UTF-8 text"},
	};
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);

	(void)state;
	for (size_t i = 0; i < 2 * ARRAY_SIZE(rows); i++) {
		const struct reading how = {.from_people = i % 2};

		assert_reads(p.m, rows[i / 2][0], rows[i / 2][1], &how, rows[i / 2][2]);
	}
}

static void a_choice_that_is_nearly_right_is_suggested(void **state)
{
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);
	const mct_entity_t *e = mct_entity_named("visit");
	const mct_field_t *outcome = mct_entity_field_named(e, "outcome");
	mct_record_t *record;

	(void)state;
	assert_ok(p.m, mct_record_new(p.m, e, &record));
	assert_int_equal(mct_record_set(record, outcome, "complted"), MCT_INVALID);
	assert_string_equal(mct_error(p.m)->hint, "did you mean completed");
	assert_int_equal(mct_record_set(record, outcome, "zzzz"), MCT_INVALID);
	assert_string_equal(mct_problem(p.m, 1)->hint,
		"one of booked, completed, no_show, late_cancel, cancelled");
	mct_record_free(record);
}

static void a_columns_way_of_writing_settles_its_cells(void **state)
{
	static const struct {
		struct reading how;
		const char *field, *text, *expected;
	} rows[] = {
		{{.date_order = DATE_ORDER_DMY}, "date", "3/4/2026", "2026-04-03"},
		{{.date_order = DATE_ORDER_MDY}, "date", "3/4/2026", "2026-03-04"},
		{{.date_order = DATE_ORDER_DMY}, "date", "4/4/2026", "2026-04-04"},
		{{.date_order = DATE_ORDER_DMY}, "date", "2026-11-23", "2026-11-23"},
		{{.date_order = DATE_ORDER_DMY}, "date", "11/23/2026",
			"date \"11/23/2026\" does not fit the order of the column's other dates"},
		{{.date_order = DATE_ORDER_DMY, .from_people = true}, "date", "11/23/2026",
			"2026-11-23"},
		{{.date_order = DATE_ORDER_NONE}, "date", "11/23/2026", "2026-11-23"},
		{{.date_order = DATE_ORDER_YMD}, "date", "3/4/2026",
			"date \"3/4/2026\" could be 3 Apr 2026 or 4 Mar 2026"},
		{{.from_people = true}, "date", "yesterday", "2026-11-22"},
		{{.from_people = false}, "date", "yesterday", "date \"yesterday\" is not a date"},
		{{.from_people = true}, "date", "fri", "2026-11-20"},
		{{.from_people = true, .date_order = DATE_ORDER_MDY}, "date", "3/4", "2026-03-04"},
		{{.mark = MARK_POINT}, "price", "1.200", "1.20"},
		{{.mark = MARK_COMMA}, "price", "1.200", "1200.00"},
		{{.mark = MARK_COMMA}, "price", "85", "85.00"},
		{{.mark = MARK_POINT}, "price", "85,5", "price \"85,5\" is not an amount of money"},
	};
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_reads(p.m, rows[i].field, rows[i].text, &rows[i].how, rows[i].expected);
}

static void people_see_days_and_amounts_as_they_write_them(void **state)
{
	static const char *const rows[][3] = {
		{"date", "2026-11-23", "23 Nov 2026"},
		{"price", "2400", "$2,400.00"},
		{"time", "14:00", "14:00"},
		{"minutes", "60", "60"},
	};
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);
	const mct_entity_t *e = mct_entity_named("visit");
	mct_record_t *record;
	size_t length;

	(void)state;
	assert_ok(p.m, mct_record_new(p.m, e, &record));
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const mct_field_t *f = mct_entity_field_named(e, rows[i][0]);
		struct mct_value value;

		assert_ok(p.m, mct_record_set(record, f, rows[i][1]));
		mct_record_get(record, f, &value);
		assert_string_equal(
			mct_value_text(p.m, f, &value, MCT_FORM_HUMAN, &length), rows[i][2]);
		assert_int_equal(length, strlen(rows[i][2]));
		assert_ok(p.m, mct_record_set(record, f, NULL));
		mct_record_get(record, f, &value);
		assert_false(value.set);
		assert_string_equal(mct_value_text(p.m, f, &value, MCT_FORM_HUMAN, &length), "");
	}
	mct_record_free(record);
}

/* Numbers below zero and with decimals come from calculations only. */
static void what_is_calculated_is_printed_in_digits(void **state)
{
	static const mct_field_t days = {.name = "over", .type = MCT_TYPE_DAYS};
	static const mct_field_t ratio = {.name = "share", .type = MCT_TYPE_RATIO};
	static const struct {
		double number;
		const char *text;
	} numbers[] = {{0, "0.00"}, {0.125, "0.13"}, {12.5, "12.50"}, {0.004, "0.00"},
		{1.0 / 3, "0.33"}, {-0.5, "-0.50"}, {52.1786, "52.18"}};
	static const int64_t integers[] = {0, -1, -90, 365, INT64_MIN, INT64_MAX};
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);
	size_t length;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++) {
		const struct mct_value value = {
			.set = true, .number = numbers[i].number, .text = ""};

		assert_string_equal(mct_value_text(p.m, &ratio, &value, MCT_FORM_MACHINE, &length),
			numbers[i].text);
	}
	for (size_t i = 0; i < ARRAY_SIZE(integers); i++) {
		const struct mct_value value = {.set = true, .integer = integers[i], .text = ""};
		char expected[32];

		snprintf(expected, sizeof expected, "%lld", (long long)integers[i]);
		assert_string_equal(
			mct_value_text(p.m, &days, &value, MCT_FORM_MACHINE, &length), expected);
	}
}

/* What is calculated is compared with what a person writes. */
static void a_ratio_is_read_to_the_decimals_that_are_printed(void **state)
{
	static const mct_field_t ratio = {.name = "share", .type = MCT_TYPE_RATIO};
	static const struct {
		const char *text;
		double number; /* -1: refused */
	} rows[] = {{"8", 8}, {"0.1", 0.1}, {"0.25", 0.25}, {".5", 0.5}, {"12,5", 12.5}, {"7.", 7},
		{"0.07", 0.07}, {"10%", 0.1}, {"12.5%", 0.125}, {"0", 0}, {"1.200", -1}, {"-1", -1},
		{"%", -1}, {".", -1}, {"a", -1}, {"1.x", -1}, {"1.2.3", -1}, {"12345678901", -1}};
	const struct reading how = {.from_people = true};
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct cell cell = {0};
		mct_status_t status = type_of(MCT_TYPE_RATIO)
					      ->read(p.m, &ratio, &how, rows[i].text,
						      strlen(rows[i].text), &cell);

		if ((status == MCT_OK) != (rows[i].number >= 0))
			fail_msg("\"%s\": %s", rows[i].text, mct_status_name(status));
		if (status == MCT_OK && cell.value.number != rows[i].number)
			fail_msg("\"%s\" is %f", rows[i].text, cell.value.number);
		buf_free(&cell.text);
	}
}

static void a_share_is_in_percent_for_eyes(void **state)
{
	static const mct_field_t share = {.name = "share", .type = MCT_TYPE_SHARE};
	static const struct {
		double number;
		const char *machine, *human;
	} rows[] = {{0, "0.0000", "0%"}, {1, "1.0000", "100%"}, {2.0 / 3, "0.6667", "67%"},
		{0.024, "0.0240", "2.4%"}, {0.0996, "0.0996", "10%"}, {0.0004, "0.0004", "0%"},
		{0.0006, "0.0006", "0.1%"}};
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);
	size_t length;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct mct_value value = {.set = true, .number = rows[i].number, .text = ""};

		assert_string_equal(mct_value_text(p.m, &share, &value, MCT_FORM_MACHINE, &length),
			rows[i].machine);
		assert_string_equal(mct_value_text(p.m, &share, &value, MCT_FORM_HUMAN, &length),
			rows[i].human);
	}
}

/* ---- keys and single values ------------------------------------------------------------------ */

static void a_phone_number_has_one_key_with_and_without_its_country(void **state)
{
	static const char signs[] = " -.()/";
	struct random r = {2};

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct buf number CLEANUP(buf_free) = {0};
		struct buf abroad CLEANUP(buf_free) = {0};
		struct buf key CLEANUP(buf_free) = {0};
		struct buf other CLEANUP(buf_free) = {0};
		char digits[10] = "";

		for (int d = 0; d < 9; d++) {
			digits[8 - d] = (char)('0' + random_below(&r, 10));
			buf_addc(&number, digits[8 - d]);
			if (random_below(&r, 3) == 0)
				buf_addc(&number, signs[random_below(&r, sizeof signs - 1)]);
		}
		buf_addf(&abroad, "+%d %s", random_between(&r, 1, 999), buf_str(&number));
		phone_key(number.data, number.len, &key);
		phone_key(abroad.data, abroad.len, &other);
		assert_string_equal(buf_str(&key), digits);
		assert_string_equal(buf_str(&other), digits);
	}
}

/* The words between the signs, as they are kept. */
static size_t part(const char *text, const char *signs, struct buf *out)
{
	char copy[16], *rest = copy;
	size_t words = 0;

	snprintf(copy, sizeof copy, "%s", text);
	buf_clear(out);
	for (char *s = strtok_r(copy, signs, &rest); s != NULL; s = strtok_r(NULL, signs, &rest)) {
		size_t n;

		s += strspn(s, " ");
		n = strlen(s);
		while (n > 0 && s[n - 1] == ' ')
			n--;
		if (n > 0)
			buf_addf(out, "%s%.*s", words++ > 0 ? "; " : "", (int)n, s);
	}
	return words;
}

static void words_are_parted_by_semicolons_or_else_by_commas(void **state)
{
	static const char bytes[] = "ab ;,;,";
	struct practice p CLEANUP(practice_free) = practice_make("USD", NULL);
	const mct_entity_t *e = mct_entity_named("client");
	const mct_field_t *tags = mct_entity_field_named(e, "tags");
	struct random r = {3};
	mct_record_t *record;

	(void)state;
	assert_ok(p.m, mct_record_new(p.m, e, &record));
	for (int i = 0; i < 20000; i++) {
		struct buf expected CLEANUP(buf_free) = {0};
		struct mct_value value;
		char text[13] = "";

		for (size_t n = random_below(&r, sizeof text), j = 0; j < n; j++)
			text[j] = bytes[random_below(&r, sizeof bytes - 1)];
		if (part(text, ";", &expected) < 2)
			part(text, ",;", &expected);
		assert_ok(p.m, mct_record_set(record, tags, text));
		mct_record_get(record, tags, &value);
		assert_string_equal(value.text, buf_str(&expected));
	}
	mct_record_free(record);
}

static void a_single_day_or_amount_is_read_as_in_a_record(void **state)
{
	struct practice p CLEANUP(practice_free) = practice_make("USD", "dmy");
	char iso[11] = "untouched";
	int64_t amount = -1;

	(void)state;
	assert_int_equal(mct_read_date(p.m, "fooday", iso), MCT_INVALID);
	assert_string_equal(iso, "untouched");
	assert_string_equal(mct_error(p.m)->message, "the date \"fooday\" is not a date");
	assert_ok(p.m, mct_read_date(p.m, " 3/4/2026 ", iso));
	assert_string_equal(iso, "2026-04-03");
	assert_ok(p.m, mct_read_date(p.m, "last fri", iso));
	assert_string_equal(iso, "2026-11-20");
	assert_int_equal(type_read_money(p.m, "the rate", "-5", &amount), MCT_INVALID);
	assert_int_equal(amount, -1);
	assert_string_equal(mct_error(p.m)->message, "the rate \"-5\" is negative");
	assert_ok(p.m, type_read_money(p.m, "the rate", "$85", &amount));
	assert_int_equal(amount, 8500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_printed_for_machines_reads_back_to_the_same_value),
		cmocka_unit_test(every_value_of_a_number_prints_and_reads_back),
		cmocka_unit_test(the_name_that_is_listed_finds_the_same_person_among_namesakes),
		cmocka_unit_test(what_sheets_write_is_read_as_it_is_kept),
		cmocka_unit_test(what_cannot_be_read_is_refused_with_the_field_and_the_text),
		cmocka_unit_test(a_choice_that_is_nearly_right_is_suggested),
		cmocka_unit_test(a_columns_way_of_writing_settles_its_cells),
		cmocka_unit_test(people_see_days_and_amounts_as_they_write_them),
		cmocka_unit_test(what_is_calculated_is_printed_in_digits),
		cmocka_unit_test(a_ratio_is_read_to_the_decimals_that_are_printed),
		cmocka_unit_test(a_share_is_in_percent_for_eyes),
		cmocka_unit_test(a_phone_number_has_one_key_with_and_without_its_country),
		cmocka_unit_test(words_are_parted_by_semicolons_or_else_by_commas),
		cmocka_unit_test(a_single_day_or_amount_is_read_as_in_a_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
