/*
 * type.c - the types, one row each. Reading is strict: what reads two ways is
 * refused with both readings, what is impossible is refused with what would
 * be right, and nothing is guessed in silence.
 */
#include "record/type.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "record/find.h"
#include "store/statement.h"
#include "util/money.h"
#include "util/text.h"

/* ---- cells ----------------------------------------------------------------------------------- */

void cell_clear(struct cell *c)
{
	buf_clear(&c->text);
	c->minute = MINUTE_NONE;
	c->value = (struct mct_value){.text = ""};
}

void cell_set_text(struct cell *c, const char *s, size_t n)
{
	buf_clear(&c->text);
	buf_add(&c->text, s, n);
	c->minute = MINUTE_NONE;
	c->value =
		(struct mct_value){.set = true, .text = buf_str(&c->text), .length = c->text.len};
}

void cell_set_integer(struct cell *c, int64_t i)
{
	buf_clear(&c->text);
	c->value = (struct mct_value){.set = true, .integer = i, .text = ""};
}

/* ---- refusing -------------------------------------------------------------------------------- */

/* "late_minutes cannot be "-3"": every message of a field has this form. */
mct_status_t type_refuse(
	mct_t *m, const mct_field_t *f, const char *s, size_t n, const char *why, const char *hint)
{
	struct buf value CLEANUP(buf_free) = {0};

	buf_add(&value, s, n);
	problem_add(m, MCT_INVALID, f->name, buf_str(&value), hint, "%s \"%s\" %s", f->name,
		buf_str(&value), why);
	return MCT_INVALID;
}

/* ---- text ------------------------------------------------------------------------------------ */

static mct_status_t read_long_text(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	size_t bad;

	(void)how;
	if (!text_is_utf8(s, n, &bad))
		return type_refuse(m, f, s, bad, "is followed by bytes that are not UTF-8 text",
			"save it as UTF-8");
	cell_set_text(out, s, n);
	return out->text.failed ? fail_nomem(m) : MCT_OK;
}

/* One line: what a form or a sheet broke is joined again. */
mct_status_t type_read_text(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	mct_status_t st = read_long_text(m, f, how, s, n, out);

	for (size_t i = 0; st == MCT_OK && i < out->text.len; i++)
		if (out->text.data[i] == '\n' || out->text.data[i] == '\r' ||
			out->text.data[i] == '\t')
			out->text.data[i] = ' ';
	return st;
}

static mct_status_t read_name(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	struct buf key CLEANUP(buf_free) = {0};
	mct_status_t st = type_read_text(m, f, how, s, n, out);

	if (st != MCT_OK)
		return st;
	text_fold(s, n, &key);
	if (key.len == 0)
		return type_refuse(m, f, s, n, "is not a name", "a name has a letter in it");
	return MCT_OK;
}

/* The words between any of the signs, with "; " between them; how many there are. */
static size_t join_words(const char *s, size_t n, const char *signs, struct buf *out)
{
	const char *end = s + n;
	size_t count = 0;

	while (s < end) {
		const char *stop = s, *word = s;
		size_t length;

		while (stop < end && (*stop == '\0' || strchr(signs, *stop) == NULL))
			stop++;
		length = (size_t)(stop - s);
		text_trim(&word, &length);
		if (length > 0) {
			buf_adds(out, count++ > 0 ? "; " : "");
			buf_add(out, word, length);
		}
		s = stop < end ? stop + 1 : end;
	}
	return count;
}

/* "a, b" becomes "a; b". Where semicolons part words, commas do not; a single one parts none, so
 * that a word with a comma in it is never kept alone: it would not read back. */
static mct_status_t read_words(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	struct buf joined CLEANUP(buf_free) = {0};

	if (join_words(s, n, ";", &joined) < 2) {
		buf_clear(&joined);
		join_words(s, n, ",;", &joined);
	}
	if (joined.len == 0) {
		cell_clear(out);
		return MCT_OK;
	}
	return type_read_text(m, f, how, buf_str(&joined), joined.len, out);
}

/* ---- numbers --------------------------------------------------------------------------------- */

static mct_status_t read_minutes(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	int minutes;

	(void)how;
	bool is_length = minutes_read(s, n, &minutes) && minutes >= 0;

	if (is_length && minutes > 24 * 60)
		return type_refuse(
			m, f, s, n, "is longer than a day", "write it as 60, 90m or 1h30");
	if (!is_length)
		return type_refuse(
			m, f, s, n, "is not a length in minutes", "write it as 60, 90m or 1h30");
	cell_set_integer(out, minutes);
	return MCT_OK;
}

/* Digits alone, so that "3 or 4" and "1e9" are no numbers. */
static bool read_digits(const char *s, size_t n, int64_t most, int64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < n; i++) {
		if (!isdigit((unsigned char)s[i]) || i > 9)
			return false;
		*number = *number * 10 + (s[i] - '0');
	}
	return n > 0 && *number <= most;
}

static mct_status_t read_count(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	int64_t number;

	(void)how;
	if (!read_digits(s, n, 1000000000, &number))
		return type_refuse(
			m, f, s, n, "is not a whole number", "write digits alone, 0 or more");
	cell_set_integer(out, number);
	return MCT_OK;
}

static mct_status_t read_score(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	char hint[48];
	int64_t number, most = 10;

	(void)how;
	for (size_t i = 0; f->choices != NULL && f->choices[i] != NULL; i++)
		most = (int64_t)i;
	snprintf(hint, sizeof hint, "write a whole number from 0 to %d", (int)most);
	if (!read_digits(s, n, most, &number))
		return type_refuse(m, f, s, n, "is not a score", hint);
	cell_set_integer(out, number);
	return MCT_OK;
}

/* There is one currency in a practice: nothing is converted, and least of all in silence. */
static mct_status_t refuse_currency(
	mct_t *m, const mct_field_t *f, const char *s, size_t n, const struct money_sign *sign)
{
	const char *currency = mct_setting(m, "practice.currency");
	struct buf why CLEANUP(buf_free) = {0};
	struct buf hint CLEANUP(buf_free) = {0};

	buf_adds(&why, "is in ");
	money_sign_name(sign, &why);
	buf_addf(&why, ", and the practice counts in %s", currency);
	buf_addf(&hint, "write how much it is in %s", currency);
	return type_refuse(m, f, s, n, buf_str(&why), buf_str(&hint));
}

static mct_status_t refuse_doubtful(
	mct_t *m, const mct_field_t *f, const char *s, size_t n, const struct money_cell *cell)
{
	struct buf why CLEANUP(buf_free) = {0};

	buf_adds(&why, "could be ");
	money_add_readings(cell, mct_setting(m, "practice.currency"), &why);
	return type_refuse(
		m, f, s, n, buf_str(&why), "write it without thousands, as 1200 or 1.20");
}

static mct_status_t read_money(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	static const unsigned masks[] = {[MARK_ANY] = MONEY_MARK_ANY,
		[MARK_POINT] = MONEY_MARK_POINT,
		[MARK_COMMA] = MONEY_MARK_COMMA};
	struct money_cell cell;
	unsigned marks = money_read_cell(s, n, handle_money_digits(m), &cell);
	int64_t amount;

	for (size_t i = 0; marks != 0 && i < ARRAY_SIZE(cell.signs); i++)
		if (cell.signs[i].n > 0 &&
			!money_sign_fits(&cell.signs[i], mct_setting(m, "practice.currency")))
			return refuse_currency(m, f, s, n, &cell.signs[i]);
	if (how->mark == MARK_ANY && marks != 0 && money_cell_is_doubtful(&cell, marks))
		return refuse_doubtful(m, f, s, n, &cell);
	marks &= masks[how->mark];
	if (marks == 0)
		return type_refuse(m, f, s, n,
			(cell.excess & masks[how->mark]) != 0 ? "has too many decimals"
							      : "is not an amount of money",
			"write it as 85 or 85.50");
	amount = (marks & MONEY_MARK_POINT) != 0 ? cell.point : cell.comma;
	if (amount < 0)
		return type_refuse(m, f, s, n, "is negative", "amounts are 0 or more");
	cell_set_integer(out, amount);
	return MCT_OK;
}

/* "8", "0.1", "12,5" or "10%", to the two decimals that are printed. */
static mct_status_t read_ratio(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	size_t digits = n > 0 && s[n - 1] == '%' ? n - 1 : n;
	int64_t whole = 0, hundredths = 0;
	size_t point = 0, decimals;

	(void)how;
	while (point < digits && s[point] != '.' && s[point] != ',')
		point++;
	decimals = point < digits ? digits - point - 1 : 0;
	if ((point > 0 && !read_digits(s, point, 1000000000, &whole)) || decimals > 2 ||
		point + decimals == 0 ||
		(decimals > 0 && !read_digits(s + point + 1, decimals, 99, &hundredths)))
		return type_refuse(m, f, s, n, "is not a number with two decimals at most",
			"write it as 8, 0.25 or 25%");
	cell_clear(out);
	hundredths = whole * 100 + hundredths * (decimals == 1 ? 10 : 1);
	out->value.set = true;
	out->value.number = (double)hundredths / (digits < n ? 10000 : 100);
	return MCT_OK;
}

static void print_integer(mct_t *m, const mct_field_t *f, const struct mct_value *v,
	enum mct_form form, struct buf *out)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t rest = v->integer < 0 ? 0 - (uint64_t)v->integer : (uint64_t)v->integer;

	(void)m, (void)f, (void)form;
	do
		digits[--at] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (v->integer < 0)
		digits[--at] = '-';
	buf_add(out, digits + at, sizeof digits - at);
}

static void print_money(mct_t *m, const mct_field_t *f, const struct mct_value *v,
	enum mct_form form, struct buf *out)
{
	(void)f;
	if (form == MCT_FORM_HUMAN)
		money_to_human(v->integer, mct_setting(m, "practice.currency"), out);
	else
		money_to_text(v->integer, handle_money_digits(m), out);
}

/* Two decimals are all that a handful of visits can carry. */
static void print_ratio(mct_t *m, const mct_field_t *f, const struct mct_value *v,
	enum mct_form form, struct buf *out)
{
	(void)m, (void)f, (void)form;
	money_to_text(llround(v->number * 100), 2, out);
}

/* In percent, with a decimal where that is a good part of it; for programs as a number, so that a
 * rate of one in a thousand is not nothing. */
static void print_share(mct_t *m, const mct_field_t *f, const struct mct_value *v,
	enum mct_form form, struct buf *out)
{
	double percent = v->number * 100;

	(void)m, (void)f;
	if (form == MCT_FORM_MACHINE)
		money_to_text(llround(v->number * 10000), 4, out);
	else
		buf_addf(out, percent > 0.05 && percent < 9.95 ? "%.1f%%" : "%.0f%%", percent);
}

/* ---- choices --------------------------------------------------------------------------------- */

static void refuse_choice(mct_t *m, const mct_field_t *f, const char *value)
{
	const char *near = text_nearest(value, f->choices);
	struct buf hint CLEANUP(buf_free) = {0};

	buf_adds(&hint, near != NULL ? "did you mean " : "one of ");
	if (near != NULL)
		buf_adds(&hint, near);
	for (size_t i = 0; near == NULL && f->choices[i] != NULL; i++)
		buf_addf(&hint, "%s%s", i > 0 ? ", " : "", f->choices[i]);
	problem_add(m, MCT_INVALID, f->name, value, buf_str(&hint), "%s cannot be \"%s\"", f->name,
		value);
}

/* "No show", "no-show" and "NO_SHOW" are no_show; after that the words that sheets use. */
static mct_status_t read_choice(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	struct buf key CLEANUP(buf_free) = {0};
	struct buf choice CLEANUP(buf_free) = {0};

	(void)how;
	for (size_t i = 0; f->choices[i] != NULL; i++) {
		if (strlen(f->choices[i]) == n && memcmp(f->choices[i], s, n) == 0) {
			cell_set_text(out, s, n);
			return MCT_OK;
		}
	}
	text_fold(s, n, &key);
	for (size_t i = 0; f->choices[i] != NULL; i++) {
		buf_clear(&choice);
		text_fold(f->choices[i], strlen(f->choices[i]), &choice);
		if (strcmp(buf_str(&choice), buf_str(&key)) == 0) {
			cell_set_text(out, f->choices[i], strlen(f->choices[i]));
			return MCT_OK;
		}
	}
	for (size_t i = 0; f->choice_words != NULL && f->choice_words[i] != NULL; i += 2) {
		if (strcmp(f->choice_words[i], buf_str(&key)) == 0) {
			cell_set_text(out, f->choice_words[i + 1], strlen(f->choice_words[i + 1]));
			return MCT_OK;
		}
	}
	buf_clear(&choice);
	buf_add(&choice, s, n);
	refuse_choice(m, f, buf_str(&choice));
	return MCT_INVALID;
}

/* ---- references ------------------------------------------------------------------------------ */

/* Typed as an id or the beginning of a name, messages say the whole name. */
static mct_status_t reference_name(mct_t *m, const mct_field_t *f, int64_t id, struct cell *out)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	if (!field_is_person(f) && !f->target->is_named)
		return MCT_OK;
	buf_addf(&sql, "SELECT name FROM %s WHERE id = ?",
		field_is_person(f) ? "contact" : f->target->table);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, "i", id);
	st = statement_step(m, statement);
	if (st == MCT_ROW)
		cell_set_text(out, (const char *)sqlite3_column_text(statement, 0),
			(size_t)sqlite3_column_bytes(statement, 0));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t read_reference(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	struct buf who CLEANUP(buf_free) = {0};
	int64_t id = 0;
	mct_status_t st;

	buf_add(&who, s, n);
	st = (f->find != NULL ? f->find : find_named)(
		m, f->target, buf_str(&who), how->from_people, &id);
	if (st != MCT_OK) {
		problem_add(m, st, f->name, buf_str(&who), m->error.hint, "%s", m->error.message);
		return st;
	}
	cell_set_text(out, s, n);
	if (how->from_people)
		st = reference_name(m, f, id, out);
	out->value.integer = id;
	return st;
}

/* ---- the table ------------------------------------------------------------------------------- */

static const struct type types[] = {
	[MCT_TYPE_TEXT] = {"text", STORE_TEXT, type_read_text, NULL, NULL, "text"},
	[MCT_TYPE_LONG_TEXT] = {"long-text", STORE_TEXT, read_long_text, NULL, NULL,
		"text of any number of lines"},
	[MCT_TYPE_NAME] = {"name", STORE_TEXT, read_name, NULL, text_fold, "a name"},
	[MCT_TYPE_EMAIL] = {"email", STORE_TEXT, type_read_email, NULL, NULL, "an e-mail address"},
	[MCT_TYPE_PHONE] = {"phone", STORE_TEXT, type_read_phone, NULL, phone_key,
		"a phone number"},
	[MCT_TYPE_DATE] = {"date", STORE_TEXT, type_read_date, type_print_date, NULL,
		"a date such as 2026-11-23"}, /* its words print as they are */
	[MCT_TYPE_TIME] = {"time", STORE_TEXT, type_read_time, NULL, NULL, "a time such as 14:00"},
	[MCT_TYPE_MINUTES] = {"minutes", STORE_INTEGER, read_minutes, print_integer, NULL,
		"minutes such as 60"},
	[MCT_TYPE_DAYS] = {"days", STORE_INTEGER, type_read_days, print_integer, NULL,
		"a number of days, or such as 6w"},
	[MCT_TYPE_MONEY] = {"money", STORE_INTEGER, read_money, print_money, NULL,
		"an amount such as 85.50"},
	[MCT_TYPE_COUNT] = {"count", STORE_INTEGER, read_count, print_integer, NULL,
		"a whole number"},
	[MCT_TYPE_SCORE] = {"score", STORE_INTEGER, read_score, print_integer, NULL,
		"a whole number from 0 to 10"},
	[MCT_TYPE_RATIO] = {"ratio", STORE_REAL, read_ratio, print_ratio, NULL,
		"a number such as 0.25"},
	[MCT_TYPE_CHOICE] = {"choice", STORE_TEXT, read_choice, NULL, NULL, "one of its words"},
	[MCT_TYPE_WORDS] = {"words", STORE_TEXT, read_words, NULL, NULL, "words kept apart by ;"},
	[MCT_TYPE_REF] = {"reference", STORE_INTEGER, read_reference, NULL, NULL, "a name"},
	[MCT_TYPE_HOURS] = {"hours", STORE_TEXT, type_read_hours, NULL, NULL,
		"a time of the week such as thu 14-18"},
	[MCT_TYPE_SHARE] = {"share", STORE_REAL, read_ratio, print_share, NULL,
		"a share such as 0.25 or 25%"},
	[MCT_TYPE_LENGTH] = {"length", STORE_INTEGER, type_read_length, type_print_length, NULL,
		"hours such as 6 or 1.5"},
};

const struct type *type_of(mct_type_t type)
{
	return &types[type];
}

const char *mct_type_name(mct_type_t type)
{
	return (size_t)type < ARRAY_SIZE(types) ? types[type].name : "unknown";
}

const char *mct_value_text(mct_t *m, const mct_field_t *f, const struct mct_value *v,
	enum mct_form form, size_t *length)
{
	const struct type *type = &types[f->type];

	if (!v->set || type->print == NULL) {
		*length = v->length;
		return v->text;
	}
	buf_clear(&m->scratch);
	type->print(m, f, v, form, &m->scratch);
	*length = m->scratch.len;
	return buf_str(&m->scratch);
}

/* ---- single values, outside records ---------------------------------------------------------- */

static mct_status_t read_single(mct_t *m, const mct_field_t *f, const char *text, struct cell *out)
{
	const struct reading how = {.date_order = handle_date_order(m), .from_people = true};
	size_t n = strlen(text), before = m->problem_count;
	mct_status_t st;

	text_trim(&text, &n);
	st = types[f->type].read(m, f, &how, text, n, out);
	return st == MCT_OK || m->problem_count == before ? st : fail_with_problem_since(m, before);
}

mct_status_t type_read_money(mct_t *m, const char *name, const char *text, int64_t *amount)
{
	const mct_field_t field = {.name = name, .type = MCT_TYPE_MONEY};
	struct cell cell = {0};
	mct_status_t st = read_single(m, &field, text, &cell);

	if (st == MCT_OK)
		*amount = cell.value.integer;
	buf_free(&cell.text);
	return st;
}

mct_status_t mct_read_date(mct_t *m, const char *text, char iso[11])
{
	const mct_field_t field = {.name = "the date", .type = MCT_TYPE_DATE};
	struct cell cell = {0};
	mct_status_t st = read_single(m, &field, text, &cell);

	if (st == MCT_OK)
		memcpy(iso, cell.value.text, 11);
	buf_free(&cell.text);
	return st;
}

mct_status_t mct_read_when(mct_t *m, const char *text, char iso[11], char time[6])
{
	const mct_field_t field = {
		.name = "the day", .type = MCT_TYPE_DATE, .flags = MCT_FIELD_AHEAD};
	struct cell cell = {0};
	mct_status_t st = read_single(m, &field, text, &cell);

	if (st == MCT_OK) {
		memcpy(iso, cell.value.text, 11);
		time[0] = '\0';
		if (cell.minute != MINUTE_NONE)
			minute_to_text(cell.minute, time);
	}
	buf_free(&cell.text);
	return st;
}
