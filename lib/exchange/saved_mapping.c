/*
 * saved_mapping.c - mappings as records: each column is a line, in the words of --map, so
 * that a person can read and mend it.
 */
#include "exchange/saved_mapping.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/mapping_stated.h"
#include "record/find.h"
#include "store/statement.h"
#include "util/text.h"

enum { NAME, KIND, COLUMNS, DATE_ORDER, DECIMAL_MARK, NEW_CLIENTS };

static const char *const orders[] = {"ymd", "dmy", "mdy", NULL};
static const char *const marks[] = {"point", "comma", NULL};
static const char *const made_or_not[] = {"made", "rejected", NULL};

static const mct_field_t fields[] = {
	[NAME] = {.name = "name",
		.title = "Name",
		.help = "its name",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY,
		.key_column = "name_key"},
	[KIND] = {.name = "kind",
		.title = "Rows are",
		.help = "what the rows are: clients, visits ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED},
	[COLUMNS] = {.name = "columns",
		.title = "Columns",
		.help = "a line for each: Heading=field, as in --map",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED},
	[DATE_ORDER] = {.name = "date_order",
		.title = "Dates",
		.help = "the order of its dates, where that was said",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = orders},
	[DECIMAL_MARK] = {.name = "decimal_mark",
		.title = "Decimals",
		.help = "the sign before the cents, where that was said",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = marks},
	[NEW_CLIENTS] = {.name = "new_clients",
		.title = "New clients",
		.help = "whether unknown clients are made of their names",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = made_or_not},
};

/* ---- checking -------------------------------------------------------------------------------- */

static void refuse_line(mct_record_t *r, const char *line, const mct_entity_t *e)
{
	const char *equals = strrchr(line, '=');
	struct target is;

	if (equals == NULL)
		problem_add(r->m, MCT_INVALID, "columns", line,
			"write it as Heading=field; nothing behind the = leaves it out",
			"\"%s\" says nothing of a column", line);
	else if (equals[1] != '\0' && !target_read(e, equals + 1, &is))
		problem_add(r->m, MCT_INVALID, "columns", line, "its fields are told by mct help",
			"%s %s has no field \"%s\"", text_article(e->name), e->name, equals + 1);
}

static mct_status_t check(mct_record_t *r)
{
	const char *kind = record_text(r, KIND), *columns = record_text(r, COLUMNS);
	const mct_entity_t *e = kind != NULL ? mct_entity_named(kind) : NULL;
	char *lines CLEANUP(free_pointer) = columns != NULL ? strdup(columns) : NULL;
	char *rest;
	mct_status_t st = record_check_name(
		r, NAME, "mapping", "change that one, or give this one another name");

	if (st != MCT_OK)
		return st;
	if (kind != NULL && e == NULL)
		problem_add(r->m, MCT_INVALID, "kind", kind, "clients, visits, partners ...",
			"\"%s\" is not a kind of record", kind);
	if (e == NULL || lines == NULL)
		return MCT_OK;
	for (char *line = strtok_r(lines, "\n", &rest); line != NULL;
		line = strtok_r(NULL, "\n", &rest))
		refuse_line(r, line, e);
	return MCT_OK;
}

const mct_entity_t entity_mapping = {
	.name = "mapping",
	.plural = "mappings",
	.help = "what was said of the columns of files that are imported",
	.table = "mapping",
	.prefix = "im",
	.is_named = true,
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.order = "mapping.name_key",
	.check = check,
};

/* ---- reading --------------------------------------------------------------------------------- */

/* The lines become the strings; each ends where the next begins. */
static void split_columns(struct saved_mapping *saved)
{
	size_t n = 0;
	char *rest;

	for (char *line = strtok_r(saved->lines, "\r\n", &rest); line != NULL && n < MAPPING_MAX;
		line = strtok_r(NULL, "\r\n", &rest))
		if (strchr(line, '=') != NULL)
			saved->columns[n++] = line;
	saved->columns[n] = NULL;
}

static mct_status_t load(mct_t *m, int64_t id, struct saved_mapping *out)
{
	const char *mark, *clients;
	mct_status_t st = mct_record_new(m, &entity_mapping, &out->record);

	if (st == MCT_OK)
		st = mct_record_load(out->record, id);
	if (st != MCT_OK)
		return st;
	out->e = mct_entity_named(record_text(out->record, KIND));
	out->name = record_text(out->record, NAME);
	out->date_order = record_text(out->record, DATE_ORDER);
	mark = record_text(out->record, DECIMAL_MARK);
	out->decimal_mark = mark == NULL ? NULL : strcmp(mark, "point") == 0 ? "." : ",";
	clients = record_text(out->record, NEW_CLIENTS);
	out->makes_clients = clients != NULL && strcmp(clients, "made") == 0;
	out->lines = strdup(record_text(out->record, COLUMNS));
	if (out->lines == NULL)
		return fail_nomem(m);
	split_columns(out);
	return MCT_OK;
}

mct_status_t saved_mapping_named(mct_t *m, const char *name, struct saved_mapping *out)
{
	int64_t id;
	mct_status_t st = find_named(m, &entity_mapping, name, true, &id);

	return st == MCT_OK ? load(m, id, out) : st;
}

static size_t count_columns(const struct saved_mapping *saved)
{
	size_t n = 0;

	while (saved->columns[n] != NULL)
		n++;
	return n;
}

mct_status_t saved_mapping_of(mct_t *m, const struct csv_row *headings, struct saved_mapping *out)
{
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st =
		statement_prepare(m, "SELECT id FROM mapping ORDER BY id DESC", &statement);

	while (st == MCT_OK && (st = statement_step(m, statement)) == MCT_ROW) {
		st = load(m, sqlite3_column_int64(statement, 0), out);
		if (st == MCT_OK && out->e != NULL && count_columns(out) == headings->count &&
			mapping_stated_score(out->columns, headings) == headings->count)
			return MCT_OK;
		saved_mapping_free(out);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

void saved_mapping_free(struct saved_mapping *saved)
{
	mct_record_free(saved->record);
	free(saved->lines);
	*saved = (struct saved_mapping){0};
}

/* ---- writing --------------------------------------------------------------------------------- */

static void add_columns(const struct mapping *map, struct buf *out)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct column *column = &map->columns[i];

		if (column->heading[0] == '\0' || strpbrk(column->heading, "\r\n") != NULL)
			continue;
		buf_addf(out, "%s%s=", out->len > 0 ? "\n" : "", column->heading);
		if (column->mapped)
			target_add(map->e, &column->is, out);
	}
}

/* NULL: it was not said, and is cleared. */
static void put(mct_record_t *record, size_t field, const char *text)
{
	static const struct mct_value unset = {0};

	if (text != NULL)
		record_put_text(record, field, text);
	else
		record_put(record, field, &unset);
}

static mct_status_t keep(mct_record_t *record, const char *name, const struct mapping *map,
	const struct saved_mapping *said)
{
	struct buf columns CLEANUP(buf_free) = {0};
	enum mct_change change;
	int64_t id;
	mct_status_t st = mct_record_set(record, &fields[NAME], name);

	if (st == MCT_OK)
		st = find_namesake(record, NAME, &id);
	if (st == MCT_OK && id != 0)
		st = mct_record_load(record, id);
	if (st != MCT_OK)
		return st;
	add_columns(map, &columns);
	record_put_text(record, KIND, map->e->plural);
	record_put_text(record, COLUMNS, buf_str(&columns));
	put(record, DATE_ORDER, said->date_order);
	put(record, DECIMAL_MARK,
		said->decimal_mark == NULL             ? NULL
			: said->decimal_mark[0] == '.' ? marks[0]
						       : marks[1]);
	record_put_text(record, NEW_CLIENTS, made_or_not[!said->makes_clients]);
	return mct_record_save(record, &change);
}

mct_status_t saved_mapping_keep(
	mct_t *m, const char *name, const struct mapping *map, const struct saved_mapping *said)
{
	mct_record_t *record;
	mct_status_t st = mct_record_new(m, &entity_mapping, &record);

	if (st == MCT_OK) {
		st = keep(record, name, map, said);
		mct_record_free(record);
	}
	return st;
}
