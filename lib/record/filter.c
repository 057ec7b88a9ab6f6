/*
 * filter.c - parses conditions and sort orders against the field table. A value is
 * read by its field's type, so "date>fri" and "price<80" mean what they
 * mean elsewhere.
 */
#include "record/filter.h"

#include <stdlib.h>
#include <string.h>

#include "record/words.h"
#include "record/sql.h"
#include "record/type.h"
#include "store/statement.h"
#include "util/text.h"

void filter_free(struct filter *filter)
{
	buf_free(&filter->sql);
	while (filter->count > 0)
		free(filter->values[--filter->count].text);
}

static mct_status_t add_text(mct_t *m, struct filter *filter, const char *text)
{
	char *copy = strdup(text);

	if (copy == NULL)
		return fail_nomem(m);
	if (filter->count == FILTER_VALUES_MAX) {
		free(copy);
		return fail(m, MCT_INVALID, NULL, "there are more than %d conditions",
			FILTER_VALUES_MAX);
	}
	filter->values[filter->count++] = (struct filter_value){.text = copy};
	return MCT_OK;
}

static mct_status_t add_value(mct_t *m, struct filter *filter, struct filter_value value)
{
	if (filter->count == FILTER_VALUES_MAX)
		return fail(m, MCT_INVALID, NULL, "there are more than %d conditions",
			FILTER_VALUES_MAX);
	filter->values[filter->count++] = value;
	return MCT_OK;
}

static void begin_condition(struct filter *filter)
{
	buf_adds(&filter->sql, filter->sql.len == 0 ? " WHERE " : " AND ");
}

/* ---- one condition --------------------------------------------------------------------------- */

struct condition {
	const mct_field_t *field;
	const char *operator; /* SQL's; "~" for contains */
	const char *value;
};

#define CONDITION_HINT "write it as field=value; also != < <= > >= and ~ for contains"

/* Longer signs first: "<=" is not "<" and a value that begins with "=". */
static const struct {
	const char *sign, *sql;
} operators[] = {
	{"!=", "<>"}, {"<=", "<="}, {">=", ">="}, {"=", "="}, {"<", "<"}, {">", ">"}, {"~", "~"}};

mct_status_t fail_no_name(mct_t *m, const char *what, const char *const *names, const char *name)
{
	struct buf hint CLEANUP(buf_free) = {0};
	const char *near = text_nearest(name, names);

	buf_adds(&hint, near != NULL ? "did you mean " : "the fields are ");
	if (near != NULL)
		buf_adds(&hint, near);
	for (size_t i = 0; near == NULL && names[i] != NULL; i++)
		buf_addf(&hint, "%s%s", i > 0 ? ", " : "", names[i]);
	return fail(m, MCT_INVALID, buf_str(&hint), "%s %s has no field \"%s\"", text_article(what),
		what, name);
}

mct_status_t fail_no_field(mct_t *m, const mct_entity_t *e, const char *name)
{
	const char *names[65];
	size_t n = 0;

	for (; n < e->count && n < 64; n++)
		names[n] = e->fields[n].name;
	names[n] = NULL;
	return fail_no_name(m, e->name, names, name);
}

static mct_status_t condition_parse(
	mct_t *m, const mct_entity_t *e, const char *text, struct condition *out)
{
	struct buf name CLEANUP(buf_free) = {0};
	const char *word = text;
	size_t length = strcspn(text, "=!<>~"), word_length = length;

	text_trim(&word, &word_length);
	for (size_t i = 0; i < ARRAY_SIZE(operators); i++) {
		size_t sign = strlen(operators[i].sign);

		if (strncmp(text + length, operators[i].sign, sign) != 0)
			continue;
		buf_add(&name, word, word_length);
		out->field = mct_entity_field_named(e, buf_str(&name));
		out->operator= operators[i].sql;
		out->value = text + length + sign;
		out->value += strspn(out->value, " ");
		if (out->field == NULL)
			return fail_no_field(m, e, buf_str(&name));
		if (out->value[0] != '\0' ||
			out->operator[0] == '=' || strcmp(out->operator, "<>") == 0)
			return MCT_OK;
		return fail(m, MCT_INVALID, CONDITION_HINT, "nothing stands behind \"%s\"", text);
	}
	return fail(m, MCT_INVALID, CONDITION_HINT, "\"%s\" is not a condition", text);
}

static mct_status_t add_contains(
	mct_t *m, struct filter *filter, const mct_entity_t *e, const struct condition *c)
{
	if (type_of(c->field->type)->storage != STORE_TEXT && c->field->type != MCT_TYPE_REF)
		return fail(m, MCT_INVALID,
			"use = != < <= > or >=", "%s is a number, which contains nothing",
			c->field->name);
	buf_adds(&filter->sql, "instr(fold(");
	if (field_is_person(c->field) ||
		(c->field->type == MCT_TYPE_REF && c->field->target->is_named))
		buf_addf(&filter->sql, "ref_%s.name", c->field->name);
	else
		sql_add_column(&filter->sql, e, c->field);
	buf_adds(&filter->sql, "), fold(?)) > 0");
	return add_text(m, filter, c->value);
}

/* Between folded words: U+241F, which folding leaves as it is. */
#define WORD_END "char(9247)"

/* The folded words of a WORDS column, an end before and behind each. */
static void add_words(struct buf *sql, const mct_entity_t *e, const mct_field_t *f)
{
	buf_adds(sql, "replace(replace(fold(replace('; ' || ");
	sql_add_column(sql, e, f);
	buf_adds(sql,
		" || '; ', '; ', " WORD_END ")), ' ' || " WORD_END ", " WORD_END "), " WORD_END
		" || ' ', " WORD_END ")");
}

/* Text is equal without regard to case and accents; among WORDS one of them is. */
static mct_status_t add_text_equal(
	mct_t *m, struct filter *filter, const mct_entity_t *e, const struct condition *c)
{
	const char *not = c->operator[0] == '<' ? "NOT " : "";

	if (c->operator[0] != '=' && strcmp(c->operator, "<>") != 0)
		return fail(m, MCT_INVALID, "use = != or ~", "%s has no order to compare by",
			c->field->name);
	if (c->field->type == MCT_TYPE_WORDS) {
		buf_addf(&filter->sql, "%scoalesce(instr(", not );
		add_words(&filter->sql, e, c->field);
		buf_adds(&filter->sql, ", " WORD_END " || fold(?) || " WORD_END "), 0) > 0");
	} else {
		buf_addf(&filter->sql, "%sfold(coalesce(", not );
		sql_add_column(&filter->sql, e, c->field);
		buf_adds(&filter->sql, ", '')) = fold(?)");
	}
	return add_text(m, filter, c->value);
}

/* The value is read as the field's type reads it and compared as it is stored. */
static mct_status_t add_compared(
	mct_t *m, struct filter *filter, const mct_entity_t *e, const struct condition *c)
{
	const struct reading how = {.date_order = handle_date_order(m), .from_people = true};
	struct cell cell = {0};
	const char *value = c->value;
	size_t length = strlen(value), before = m->problem_count;
	enum storage storage;
	mct_status_t st;

	text_trim(&value, &length);
	st = type_of(c->field->type)->read(m, c->field, &how, value, length, &cell);
	if (st != MCT_OK) {
		buf_free(&cell.text);
		return m->problem_count > before ? fail_with_problem_since(m, before) : st;
	}
	sql_add_column(&filter->sql, e, c->field);
	/* What is unset is unlike any value. */
	buf_addf(&filter->sql, " %s ?", strcmp(c->operator, "<>") == 0 ? "IS NOT" : c->operator);
	storage = type_of(c->field->type)->storage;
	st = storage == STORE_TEXT ? add_text(m, filter, cell.value.text)
				   : add_value(m, filter,
					     (struct filter_value){.storage = storage,
						     .integer = cell.value.integer,
						     .number = cell.value.number});
	buf_free(&cell.text);
	return st;
}

static mct_status_t add_condition(
	mct_t *m, struct filter *filter, const mct_entity_t *e, const struct condition *c)
{
	if (c->value[0] == '\0') {
		sql_add_column(&filter->sql, e, c->field);
		buf_adds(&filter->sql, c->operator[0] == '=' ? " IS NULL" : " IS NOT NULL");
		return MCT_OK;
	}
	if (c->operator[0] == '~')
		return add_contains(m, filter, e, c);
	switch (c->field->type) {
	case MCT_TYPE_TEXT:
	case MCT_TYPE_LONG_TEXT:
	case MCT_TYPE_NAME:
	case MCT_TYPE_EMAIL:
	case MCT_TYPE_PHONE:
	case MCT_TYPE_WORDS:
		return add_text_equal(m, filter, e, c);
	default:
		return add_compared(m, filter, e, c);
	}
}

mct_status_t filter_add(mct_t *m, struct filter *filter, const mct_entity_t *e, const char *text)
{
	struct condition c;
	mct_status_t st = condition_parse(m, e, text, &c);

	if (st != MCT_OK)
		return st;
	begin_condition(filter);
	return add_condition(m, filter, e, &c);
}

/* A word that is not among her words is known not to be; any other field that is empty may only not
 * have been written down. */
mct_status_t filter_add_judged(mct_t *m, struct filter *filter, const mct_entity_t *e,
	const char *text, const mct_field_t **field)
{
	struct condition c;
	mct_status_t st = condition_parse(m, e, text, &c);
	bool words;

	if (st != MCT_OK)
		return st;
	*field = c.field;
	words = c.field->type == MCT_TYPE_WORDS;
	if (c.value[0] == '\0')
		return add_condition(m, filter, e, &c);
	buf_adds(&filter->sql, words ? "coalesce(" : "CASE WHEN ");
	if (!words) {
		sql_add_column(&filter->sql, e, c.field);
		buf_adds(&filter->sql, " IS NOT NULL THEN ");
	}
	st = add_condition(m, filter, e, &c);
	buf_adds(&filter->sql, words ? ", 0)" : " END");
	return st;
}

/* ---- the common conditions ------------------------------------------------------------------- */

mct_status_t filter_add_period(mct_t *m, struct filter *filter, const mct_entity_t *e,
	const char *since, const char *until)
{
	const struct condition conditions[] = {
		{.operator= ">=", .value = since},
		{.operator= "<=", .value = until},
	};

	for (size_t i = 0; i < ARRAY_SIZE(conditions); i++) {
		struct condition c = conditions[i];
		mct_status_t st;

		if (c.value == NULL)
			continue;
		if (e->date_field == NULL)
			return fail(m, MCT_INVALID, NULL, "%s %s has no date to look at",
				text_article(e->name), e->name);
		c.field = mct_entity_field_named(e, e->date_field);
		begin_condition(filter);
		st = add_compared(m, filter, e, &c);
		if (st != MCT_OK)
			return st;
	}
	return MCT_OK;
}

static bool is_people(const mct_entity_t *e)
{
	return e->is_role || strcmp(e->table, "contact") == 0;
}

/* The ways in which a text can be looked for, and the parameters that hold it. */
struct words_sought {
	size_t words, text; /* numbers of the parameters; 0: not there yet */
	const char * or ;
};

/* A person has words that begin with those. */
static mct_status_t add_person(mct_t *m, struct filter *filter, const mct_entity_t *e,
	const mct_field_t *reference, struct words_sought *sought, const char *words)
{
	mct_status_t st = sought->words > 0 ? MCT_OK : add_text(m, filter, words);

	if (st != MCT_OK)
		return st;
	if (sought->words == 0)
		sought->words = filter->count;
	buf_adds(&filter->sql, sought->or);
	if (reference == NULL)
		buf_addf(&filter->sql, "%s.id", e->table);
	else
		sql_add_column(&filter->sql, e, reference);
	buf_addf(&filter->sql, " IN (" SELECT_BY_WORDS("?%zu") ")", sought->words, sought->words);
	sought->or = " OR ";
	return MCT_OK;
}

/* What is not a person has no words of her own: the text stands somewhere in the name, or in the
 * text that stands for one. */
static mct_status_t add_name_like(mct_t *m, struct filter *filter, const mct_entity_t *e,
	const mct_field_t *reference, struct words_sought *sought, const char *text)
{
	mct_status_t st = sought->text > 0 ? MCT_OK : add_text(m, filter, text);

	if (st != MCT_OK)
		return st;
	if (sought->text == 0)
		sought->text = filter->count;
	buf_addf(&filter->sql, "%sinstr(fold(", sought->or);
	if (reference != NULL)
		buf_addf(&filter->sql, "ref_%s.name", reference->name);
	else
		sql_add_column(&filter->sql, e, &e->fields[0]);
	buf_addf(&filter->sql, "), fold(?%zu)) > 0", sought->text);
	sought->or = " OR ";
	return MCT_OK;
}

mct_status_t filter_add_words(
	mct_t *m, struct filter *filter, const mct_entity_t *e, const char *text)
{
	struct words_sought sought = {.or = ""};
	struct buf words CLEANUP(buf_free) = {0};
	mct_status_t st = MCT_OK;

	if (!words_array(text, &words))
		return fail(
			m, MCT_INVALID, "type words of a name", "\"%s\" has no letter in it", text);
	begin_condition(filter);
	buf_adds(&filter->sql, "(");
	if (is_people(e))
		st = add_person(m, filter, e, NULL, &sought, buf_str(&words));
	for (size_t i = 0; st == MCT_OK && !is_people(e) && i < e->count; i++) {
		const mct_field_t *f = &e->fields[i];

		if (field_is_person(f))
			st = add_person(m, filter, e, f, &sought, buf_str(&words));
		else if (f->type == MCT_TYPE_REF && f->target->is_named)
			st = add_name_like(m, filter, e, f, &sought, text);
	}
	if (st == MCT_OK && sought.or [0] == '\0')
		st = add_name_like(m, filter, e, NULL, &sought, text);
	buf_adds(&filter->sql, ")");
	return st;
}

void filter_add_id(struct filter *filter, const mct_entity_t *e, int64_t id)
{
	begin_condition(filter);
	buf_addf(&filter->sql, "%s.id = %lld", e->table, (long long)id);
}

void filter_bind(const struct filter *filter, sqlite3_stmt *statement, int first)
{
	for (size_t i = 0; i < filter->count; i++) {
		const struct filter_value *v = &filter->values[i];
		int at = first + (int)i;

		if (v->storage == STORE_TEXT)
			statement_bind_copy(statement, at, v->text, -1);
		else if (v->storage == STORE_REAL)
			sqlite3_bind_double(statement, at, v->number);
		else
			sqlite3_bind_int64(statement, at, v->integer);
	}
}

/* ---- order ----------------------------------------------------------------------------------- */

static mct_status_t add_sort_key(
	mct_t *m, struct buf *sql, const mct_entity_t *e, const char *name, bool descending)
{
	const mct_field_t *f = mct_entity_field_named(e, name);

	if (f == NULL && strcmp(name, "id") != 0)
		return fail_no_field(m, e, name);
	if (f == NULL)
		buf_addf(sql, "%s.id", e->table);
	else if (f->type == MCT_TYPE_REF)
		buf_addf(sql, "ref_%s.%s", f->name,
			field_is_person(f) || f->target->is_named ? "name_key" : "id");
	else if (f->type == MCT_TYPE_NAME && f->key_column != NULL)
		buf_addf(sql, "%s.%s", f->home == HOME_CONTACT ? "contact" : e->table,
			f->key_column);
	else
		sql_add_column(sql, e, f);
	buf_adds(sql, descending ? " DESC NULLS LAST" : " NULLS LAST");
	return MCT_OK;
}

mct_status_t filter_add_sort(mct_t *m, struct buf *sql, const mct_entity_t *e, const char *sort)
{
	char *copy CLEANUP(free_pointer) = strdup(sort);
	char *rest = copy;
	const char *comma = " ORDER BY ";

	if (copy == NULL)
		return fail_nomem(m);
	for (char *key = strtok_r(copy, ",", &rest); key != NULL;
		key = strtok_r(NULL, ",", &rest)) {
		bool descending = *key == '-';
		mct_status_t st;

		buf_adds(sql, comma);
		st = add_sort_key(m, sql, e, key + descending, descending);
		if (st != MCT_OK)
			return st;
		comma = ", ";
	}
	return MCT_OK;
}
