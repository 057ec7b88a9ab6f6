/*
 * import_open.c - opens a file to be read in: finds its headings, what each column is
 * and how the cells are written, and tells all of it.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/import.h"
#include "exchange/mapping_stated.h"

#define HEADING_ROWS 20

mct_import_t *mct_import_free(mct_import_t *imp)
{
	if (imp == NULL)
		return NULL;
	csv_close(imp->reader);
	mapping_free(&imp->mapping);
	saved_mapping_free(&imp->saved);
	mct_record_free(imp->row);
	mct_record_free(imp->stored);
	mct_record_free(imp->person);
	reference_cache_free(imp->references);
	buf_free(&imp->first);
	buf_free(&imp->middle);
	buf_free(&imp->last);
	mark_set_free(&imp->marks);
	free(imp->met);
	free(imp);
	return NULL;
}

/* ---- opening: headings, mapping, formats ----------------------------------------------------- */

/* Whose file it is by this row: of a saved mapping, somebody's export, or, where nobody said what
 * the rows are, an export of mct. */
static mct_status_t find_whose(mct_import_t *imp, const struct csv_row *row)
{
	const mct_entity_t *e;
	mct_status_t st = saved_mapping_of(imp->m, row, &imp->saved);

	if (imp->saved.e != NULL && imp->e != NULL && imp->saved.e != imp->e)
		saved_mapping_free(&imp->saved);
	imp->known = imp->saved.e == NULL ? known_export_of(row) : NULL;
	for (size_t i = 0; imp->e == NULL && (e = mct_entity_at(i)) != NULL; i++)
		if (mapping_is_own(e, row))
			imp->own = e;
	return st;
}

static bool is_somebodys(const mct_import_t *imp)
{
	return imp->saved.e != NULL || imp->known != NULL || imp->own != NULL;
}

/* How many of its words are headings that we know; SIZE_MAX when it is known whose they are. */
static mct_status_t weigh_headings(
	mct_import_t *imp, bool whose, const struct csv_row *row, size_t *score)
{
	mct_status_t st = MCT_OK;

	*score = mapping_stated_score(imp->saved_is_stated ? imp->saved.columns : imp->stated, row);
	if (imp->saved_is_stated)
		return MCT_OK;
	if (whose)
		st = find_whose(imp, row);
	if (is_somebodys(imp))
		*score = SIZE_MAX;
	else if (imp->e != NULL)
		*score += mapping_score(imp->e, row);
	return st;
}

/* The first of the first twenty rows that is known, or the one with the most words that are
 * headings; titles stand above it. */
static mct_status_t find_heading_line(mct_import_t *imp, bool whose, int64_t *line)
{
	struct csv_fault fault;
	struct csv_row row;
	size_t best = 0;
	int64_t first = 0;

	if (csv_rewind(imp->reader, &fault) == CSV_FAULT)
		return fail_csv(imp->m, &fault);
	if (whose && !imp->saved_is_stated)
		saved_mapping_free(&imp->saved);
	imp->own = NULL;
	*line = 0;
	for (int i = 0; i < HEADING_ROWS && best < SIZE_MAX; i++) {
		enum csv_status next = csv_next(imp->reader, &row, &fault);
		size_t score;
		mct_status_t st;

		if (next == CSV_FAULT)
			return fail_csv(imp->m, &fault);
		if (next == CSV_END)
			break;
		st = weigh_headings(imp, whose, &row, &score);
		if (st != MCT_OK)
			return st;
		if (first == 0)
			first = row.line;
		if (score > best) {
			best = score;
			*line = row.line;
		}
	}
	if (*line == 0)
		*line = first;
	return csv_rewind(imp->reader, &fault) == CSV_FAULT ? fail_csv(imp->m, &fault) : MCT_OK;
}

/* Reads up to and with the heading row. */
static mct_status_t read_to_headings(mct_import_t *imp, struct csv_row *row)
{
	struct csv_fault fault;
	enum csv_status next;

	while ((next = csv_next(imp->reader, row, &fault)) == CSV_ROW)
		if (row->line >= imp->dialect.heading_line)
			return MCT_OK;
	return next == CSV_FAULT ? fail_csv(imp->m, &fault)
				 : fail(imp->m, MCT_INVALID, "the first line names the columns",
					   "the file has no rows");
}

mct_status_t import_find_headings(mct_import_t *imp, bool whose, struct csv_row *row)
{
	mct_status_t st = find_heading_line(imp, whose, &imp->dialect.heading_line);

	return st == MCT_OK ? read_to_headings(imp, row) : st;
}

mct_status_t import_rewind(mct_import_t *imp)
{
	struct csv_fault fault;
	struct csv_row row;

	if (csv_rewind(imp->reader, &fault) == CSV_FAULT)
		return fail_csv(imp->m, &fault);
	return read_to_headings(imp, &row);
}

/* Nothing can be made of a file in which no column says who, or when. */
static mct_status_t check_mapping(mct_import_t *imp)
{
	struct buf headings CLEANUP(buf_free) = {0};
	struct buf hint CLEANUP(buf_free) = {0};

	for (size_t i = 0; i < imp->e->count; i++) {
		const mct_field_t *f = &imp->e->fields[i];
		bool found = mapping_column(&imp->mapping, i) != NULL;

		for (size_t c = 0; !found && c < imp->mapping.count; c++)
			found = imp->mapping.columns[c].mapped &&
				imp->mapping.columns[c].is.field == i;
		if ((f->flags & MCT_FIELD_REQUIRED) == 0 || found)
			continue;
		for (size_t c = 0; c < imp->mapping.count; c++)
			buf_addf(&headings, "%s\"%s\"", c > 0 ? ", " : "",
				imp->mapping.columns[c].heading);
		buf_addf(&hint, "say which column it is with --map 'Column=%s'", f->name);
		buf_adds(&hint,
			imp->mapping.count > 1
				? "; the columns are "
				: ", or what stands between the cells with --delimiter; "
				  "the only column is ");
		buf_adds(&hint, buf_str(&headings));
		return fail(imp->m, MCT_INVALID, buf_str(&hint),
			"no column is the %s of %s, by the headings on line %lld", f->name,
			imp->e->plural, (long long)imp->dialect.heading_line);
	}
	return MCT_OK;
}

/* What follows from whose file it is. */
static mct_status_t check_known(mct_import_t *imp)
{
	const struct known_export *known = imp->known;

	for (size_t i = 0; i < imp->mapping.count; i++)
		imp->tells_of_client = imp->tells_of_client ||
			(imp->mapping.columns[i].mapped &&
				imp->mapping.columns[i].is.part == PART_OF_CLIENT);
	imp->create_clients = imp->create_clients || imp->saved.makes_clients;
	if (known == NULL)
		return MCT_OK;
	imp->skip_count = skips_make(&imp->mapping, known->skips, imp->skips);
	imp->create_clients = imp->create_clients || known->makes_clients;
	if (known->instead != NULL)
		return fail(imp->m, MCT_INVALID, known->instead, "this is the file \"%s\"",
			known->title);
	return MCT_OK;
}

/* What was said now goes before what was said once. */
static struct mct_import_options with_saved(
	const mct_import_t *imp, const struct mct_import_options *options)
{
	struct mct_import_options all = *options;

	if (all.date_order == NULL)
		all.date_order = imp->saved.date_order;
	if (all.decimal_mark == NULL)
		all.decimal_mark = imp->saved.decimal_mark;
	return all;
}

static mct_status_t stated_delimiter(mct_t *m, const struct mct_import_options *o, char *delimiter)
{
	*delimiter = 0;
	if (o->delimiter != NULL && strcmp(o->delimiter, "tab") == 0)
		*delimiter = '\t';
	else if (o->delimiter != NULL && strlen(o->delimiter) == 1 &&
		ispunct((unsigned char)o->delimiter[0]) && strchr("\"'", o->delimiter[0]) == NULL)
		*delimiter = o->delimiter[0];
	else if (o->delimiter != NULL)
		return fail(m, MCT_INVALID, "one of , ; | or the word tab",
			"\"%s\" is not a delimiter", o->delimiter);
	return MCT_OK;
}

static mct_status_t stated_formats(mct_t *m, const struct mct_import_options *o,
	enum date_order *order, enum money_mark_choice *mark)
{
	*order = DATE_ORDER_NONE;
	*mark = MARK_ANY;
	for (unsigned i = DATE_ORDER_YMD; o->date_order != NULL && i <= DATE_ORDER_MDY; i <<= 1)
		if (strcmp(o->date_order, date_order_name((enum date_order)i)) == 0)
			*order = (enum date_order)i;
	if (o->date_order != NULL && *order == DATE_ORDER_NONE)
		return fail(m, MCT_INVALID, "dmy, mdy or ymd", "\"%s\" is not an order of dates",
			o->date_order);
	if (o->decimal_mark != NULL &&
		(strlen(o->decimal_mark) != 1 || strchr(".,", o->decimal_mark[0]) == NULL))
		return fail(m, MCT_INVALID, "a point or a comma", "\"%s\" is not a decimal mark",
			o->decimal_mark);
	if (o->decimal_mark != NULL)
		*mark = o->decimal_mark[0] == '.' ? MARK_POINT : MARK_COMMA;
	return MCT_OK;
}

/* Which fields the rows speak of, and where they say that they were rejected before. */
static void note_columns(mct_import_t *imp)
{
	size_t time;

	imp->reason_column = imp->mapping.count;
	for (size_t i = 0; i < imp->mapping.count; i++) {
		const struct column *column = &imp->mapping.columns[i];

		if (column->mapped)
			imp->columns |= (uint64_t)1 << column->is.field;
		if (strcmp(column->heading, MCT_REJECTED_BECAUSE) == 0)
			imp->reason_column = i;
	}
	if (imp->survey.time_in_date && import_time_of_date(imp, &time))
		imp->columns |= (uint64_t)1 << time;
}

static void tell_dialect(mct_import_t *imp)
{
	static const char *const marks[] = {
		[MARK_ANY] = "", [MARK_POINT] = ".", [MARK_COMMA] = ","};
	char delimiter = csv_delimiter(imp->reader);

	imp->delimiter[0] = delimiter;
	imp->dialect.known = imp->saved.e != NULL ? imp->saved.name
		: imp->known != NULL              ? imp->known->title
						  : "";
	imp->dialect.delimiter = delimiter == '\t' ? "tab" : imp->delimiter;
	imp->dialect.encoding = csv_encoding(imp->reader);
	imp->dialect.date_order = imp->survey.date_order != DATE_ORDER_NONE
		? date_order_name(imp->survey.date_order)
		: "";
	imp->dialect.decimal_mark = marks[imp->survey.mark];
	imp->dialect.rows = imp->survey.rows;
}

static mct_status_t open_reader(
	mct_import_t *imp, const char *path, char delimiter, const char *encoding)
{
	const struct csv_options options = {
		.delimiter = delimiter, .encoding = encoding, .stop = &imp->m->interrupted};
	struct csv_fault fault;

	return csv_open(path, &options, &imp->reader, &fault) == CSV_FAULT
		? fail_csv(imp->m, &fault)
		: MCT_OK;
}

/* The mapping that is asked for by name also says what the rows are. */
static mct_status_t take_stated_mapping(mct_import_t *imp, const char *name)
{
	mct_status_t st = name != NULL ? saved_mapping_named(imp->m, name, &imp->saved) : MCT_OK;

	imp->saved_is_stated = name != NULL;
	if (st != MCT_OK || name == NULL)
		return st;
	if (imp->e != NULL && imp->e != imp->saved.e)
		return fail(imp->m, MCT_INVALID, "leave out what is in the file, or the mapping",
			"the mapping \"%s\" is one of %s", imp->saved.name,
			imp->saved.e != NULL ? imp->saved.e->plural : "nothing that is known");
	imp->e = imp->saved.e;
	return MCT_OK;
}

static mct_status_t map_columns(
	mct_import_t *imp, const struct csv_row *row, const struct mct_import_options *options)
{
	const char *const *known = imp->saved.e != NULL ? imp->saved.columns
		: imp->known != NULL                    ? imp->known->columns
							: NULL;
	mct_status_t st = mapping_make(imp->m, &imp->mapping, imp->e, row, options->map, known);

	if (st == MCT_OK)
		st = check_known(imp);
	return st == MCT_OK ? check_mapping(imp) : st;
}

static mct_status_t survey(mct_import_t *imp, const struct mct_import_options *options)
{
	struct mct_import_options all = with_saved(imp, options);
	enum money_mark_choice mark;
	enum date_order order;
	mct_status_t st = stated_formats(imp->m, &all, &order, &mark);

	if (st == MCT_OK)
		st = survey_columns(imp->m, imp->reader, &imp->mapping, order, mark, &imp->survey);
	if (st == MCT_OK) {
		note_columns(imp);
		tell_dialect(imp);
	}
	return st;
}

static mct_status_t open_whole(
	mct_import_t *imp, const char *path, const struct mct_import_options *options)
{
	struct csv_row row;
	char delimiter;
	mct_status_t st = stated_delimiter(imp->m, options, &delimiter);

	if (st == MCT_OK)
		st = take_stated_mapping(imp, options->mapping);
	if (st == MCT_OK)
		st = open_reader(imp, path, delimiter, options->encoding);
	if (st == MCT_OK && imp->e == NULL)
		st = import_find_kind(imp, options);
	if (st == MCT_OK)
		st = import_find_headings(imp, true, &row);
	if (st == MCT_OK)
		st = map_columns(imp, &row, options);
	return st == MCT_OK ? survey(imp, options) : st;
}

mct_status_t mct_import_keep_mapping(mct_import_t *imp, const char *name)
{
	static const char *const marks[] = {
		[MARK_ANY] = NULL, [MARK_POINT] = ".", [MARK_COMMA] = ","};
	const struct saved_mapping said = {.date_order = imp->survey.date_order != DATE_ORDER_NONE
			? date_order_name(imp->survey.date_order)
			: NULL,
		.decimal_mark = marks[imp->survey.mark],
		.makes_clients = imp->create_clients};

	return saved_mapping_keep(imp->m, name, &imp->mapping, &said);
}

mct_status_t mct_import_open(mct_t *m, const mct_entity_t *e, const char *path,
	const struct mct_import_options *options, mct_import_t **out)
{
	mct_import_t *imp = calloc(1, sizeof *imp);
	mct_status_t st;

	if (imp == NULL)
		return fail_nomem(m);
	imp->m = m;
	imp->e = e;
	imp->create_clients = options->create_clients;
	imp->keep_going = options->keep_going;
	imp->stated = options->map;
	imp->references = reference_cache_new();
	st = imp->references != NULL ? open_whole(imp, path, options) : fail_nomem(m);
	if (st == MCT_OK)
		st = mct_record_new(m, imp->e, &imp->row);
	if (st == MCT_OK)
		st = mct_record_new(m, imp->e, &imp->stored);
	if (st != MCT_OK) {
		mct_import_free(imp);
		return st;
	}
	imp->row->how.from_people = false;
	imp->stored->how.from_people = false;
	*out = imp;
	return MCT_OK;
}

const mct_entity_t *mct_import_kind(const mct_import_t *imp)
{
	return imp->e;
}

const mct_entity_t *mct_import_other_kind(const mct_import_t *imp)
{
	return imp->other_kind;
}

const struct mct_import_dialect *mct_import_dialect(const mct_import_t *imp)
{
	return &imp->dialect;
}

const struct mct_import_column *mct_import_column(const mct_import_t *imp, size_t i)
{
	/* What is handed out lives in imp; the caller's view of imp is unchanged by it. */
	struct mct_import_column *out = (struct mct_import_column *)&imp->column;
	const struct column *column = &imp->mapping.columns[i];

	if (i >= imp->mapping.count)
		return NULL;
	*out = (struct mct_import_column){
		.heading = column->heading,
		.field = column->mapped ? &imp->e->fields[column->is.field] : NULL,
		.part = column->mapped ? target_part(&column->is) : "",
		.guessed = column->guessed,
		.stated = column->stated != NULL,
		.example = column->example != NULL ? column->example : "",
	};
	return out;
}
