/*
 * import.c - reads a surveyed file into the practice: every row is new, changes a
 * record, says what is known, is there twice, sums others, or is rejected
 * with its reason. The counts of these always add up to the rows.
 */
#include "exchange/import.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "store/journal.h"
#include "store/statement.h"

#define HEADING_ROWS 20
#define CACHE_KIBIBYTES "-16000"
#define PROGRESS_ROWS 2000

mct_import_t *mct_import_free(mct_import_t *imp)
{
	if (imp == NULL)
		return NULL;
	csv_close(imp->reader);
	mapping_free(&imp->mapping);
	mct_record_free(imp->row);
	mct_record_free(imp->stored);
	mct_record_free(imp->person);
	reference_cache_free(imp->references);
	buf_free(&imp->first);
	buf_free(&imp->last);
	mark_set_free(&imp->marks);
	free(imp->met);
	free(imp);
	return NULL;
}

/* ---- opening: headings, mapping, formats ----------------------------------------------------- */

/* The row among the first twenty with the most words that we know as headings; titles stand above
 * it. */
static mct_status_t find_headings(mct_import_t *imp, int64_t *line)
{
	struct csv_fault fault;
	struct csv_row row;
	size_t best = 0;
	int64_t first = 0;

	*line = 0;
	for (int i = 0; i < HEADING_ROWS; i++) {
		enum csv_status next = csv_next(imp->reader, &row, &fault);
		size_t score;

		if (next == CSV_FAULT)
			return fail_csv(imp->m, &fault);
		if (next == CSV_END)
			break;
		score = mapping_score(imp->e, &row);
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
				imp->mapping.columns[c].field == i;
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

static mct_status_t stated_formats(mct_t *m, const struct mct_import_options *o,
	enum date_order *order, enum money_mark_choice *mark, char *delimiter)
{
	*order = DATE_ORDER_NONE;
	*mark = MARK_ANY;
	*delimiter = 0;
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

/* Which fields the rows speak of, and where they say that they were rejected before. */
static void note_columns(mct_import_t *imp)
{
	size_t time;

	imp->reason_column = imp->mapping.count;
	for (size_t i = 0; i < imp->mapping.count; i++) {
		const struct column *column = &imp->mapping.columns[i];

		if (column->mapped)
			imp->columns |= (uint64_t)1 << column->field;
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

static mct_status_t open_whole(
	mct_import_t *imp, const char *path, const struct mct_import_options *options)
{
	enum money_mark_choice mark;
	enum date_order order;
	struct csv_row row;
	char delimiter;
	mct_status_t st = stated_formats(imp->m, options, &order, &mark, &delimiter);

	if (st == MCT_OK)
		st = open_reader(imp, path, delimiter, options->encoding);
	if (st == MCT_OK)
		st = find_headings(imp, &imp->dialect.heading_line);
	if (st == MCT_OK)
		st = read_to_headings(imp, &row);
	if (st == MCT_OK)
		st = mapping_make(imp->m, &imp->mapping, imp->e, &row, options->map);
	if (st == MCT_OK)
		st = check_mapping(imp);
	if (st == MCT_OK)
		st = survey_columns(imp->m, imp->reader, &imp->mapping, order, mark, &imp->survey);
	if (st == MCT_OK) {
		note_columns(imp);
		tell_dialect(imp);
	}
	return st;
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
	imp->references = reference_cache_new();
	st = imp->references != NULL ? open_whole(imp, path, options) : fail_nomem(m);
	if (st == MCT_OK)
		st = mct_record_new(m, e, &imp->row);
	if (st == MCT_OK)
		st = mct_record_new(m, e, &imp->stored);
	if (st != MCT_OK) {
		mct_import_free(imp);
		return st;
	}
	imp->row->how.from_people = false;
	imp->stored->how.from_people = false;
	*out = imp;
	return MCT_OK;
}

const struct mct_import_dialect *mct_import_dialect(const mct_import_t *imp)
{
	return &imp->dialect;
}

const struct mct_import_column *mct_import_column(const mct_import_t *imp, size_t i)
{
	static const char *const parts[] = {[PART_WHOLE] = "",
		[PART_FIRST] = "first",
		[PART_LAST] = "last",
		[PART_IF_EMPTY] = "if empty"};
	/* What is handed out lives in imp; the caller's view of imp is unchanged by it. */
	struct mct_import_column *out = (struct mct_import_column *)&imp->column;
	const struct column *column = &imp->mapping.columns[i];

	if (i >= imp->mapping.count)
		return NULL;
	*out = (struct mct_import_column){
		.heading = column->heading,
		.field = column->mapped ? &imp->e->fields[column->field] : NULL,
		.part = parts[column->part],
		.guessed = column->guessed,
		.example = column->example != NULL ? column->example : "",
	};
	return out;
}

/* ---- ids that this file met ------------------------------------------------------------------ */

static bool was_met(void *user, int64_t id)
{
	const mct_import_t *imp = user;
	size_t byte = (size_t)id / 8;

	return byte < imp->met_bytes && (imp->met[byte] >> (id % 8) & 1) != 0;
}

static mct_status_t note_met(mct_import_t *imp, int64_t id)
{
	size_t byte = (size_t)id / 8;

	if (byte >= imp->met_bytes) {
		size_t bytes = 2 * byte + 1024;
		unsigned char *grown = realloc(imp->met, bytes);

		if (grown == NULL)
			return fail_nomem(imp->m);
		memset(grown + imp->met_bytes, 0, bytes - imp->met_bytes);
		imp->met = grown;
		imp->met_bytes = bytes;
	}
	imp->met[byte] |= (unsigned char)(1 << id % 8);
	return MCT_OK;
}

/* ---- one row --------------------------------------------------------------------------------- */

enum fate { FATE_ADDED, FATE_CHANGED, FATE_SAME, FATE_JOINED, FATE_REJECTED };

/* Two rows of one file that share an outside id are one person; of another name they are a mistake
 * in the file, and neither may become the other. */
static bool is_of_another_name(mct_import_t *imp)
{
	struct buf here CLEANUP(buf_free) = {0};
	struct buf there CLEANUP(buf_free) = {0};
	size_t name = record_field(imp->e, "name");
	const char *said = record_text(imp->row, name);

	if (imp->e->fields[name].key_column == NULL || said == NULL)
		return false;
	record_key(imp->row, name, &here);
	record_key(imp->stored, name, &there);
	if (strcmp(buf_str(&here), buf_str(&there)) == 0)
		return false;
	problem_add(imp->m, MCT_REFUSED, imp->e->fields[name].name, said,
		"give each of the two an outside id of its own",
		"\"%s\" has the outside id of \"%s\" in a line above", said,
		record_text(imp->stored, name));
	return true;
}

/* Takes the row's filled cells into the stored record; what the file leaves empty stays as it is.
 */
static mct_status_t update_stored(mct_import_t *imp, int64_t id, enum fate *fate)
{
	bool met = was_met(imp, id);
	enum mct_change change;
	mct_status_t st = mct_record_load(imp->stored, id);

	if (st != MCT_OK)
		return st;
	if (met && is_of_another_name(imp))
		return MCT_OK;
	imp->stored->how.from_people = false;
	record_merge(imp->stored, imp->row);
	st = mct_record_save(imp->stored, &change);
	*fate = met ? FATE_JOINED : change == MCT_UPDATED ? FATE_CHANGED : FATE_SAME;
	return st;
}

/* The stored record that the row is about; *id 0 when there is none. */
static mct_status_t find_stored(mct_import_t *imp, int64_t *id)
{
	struct match_list list = {.taken = was_met,
		.user = imp,
		.columns = imp->columns,
		.was_rejected = imp->was_rejected};
	int way = 0;
	mct_status_t st;

	*id = 0;
	if (imp->e->mark != NULL)
		list.repeated = !mark_set_add(&imp->marks, imp->e->mark(imp->row, &way));
	if (imp->first_load != NULL && first_load_is_new(imp->first_load, list.repeated, way))
		return MCT_OK;
	st = first_load_end(&imp->first_load);
	if (st != MCT_OK)
		return st;
	return imp->e->match != NULL ? imp->e->match(imp->row, &list, id)
				     : record_match(imp->row, id);
}

static mct_status_t store_row(mct_import_t *imp, enum fate *fate)
{
	enum mct_change change;
	int64_t id;
	mct_status_t st = find_stored(imp, &id);

	if (st != MCT_OK)
		return st;
	if (id != 0) {
		st = update_stored(imp, id, fate);
	} else {
		st = mct_record_save(imp->row, &change);
		id = imp->row->id;
		*fate = FATE_ADDED;
	}
	return st == MCT_OK ? note_met(imp, id) : st;
}

/* Whether what is wrong is the row's own. A file that fails and a Ctrl-C are not: a reference that
 * could not be looked up for them says nothing about the row. */
static bool row_is_to_blame(const mct_t *m)
{
	for (size_t i = 0; i < m->problem_count && i < PROBLEMS_MAX; i++) {
		mct_status_t status = m->problems[i].error.status;

		if (status != MCT_INVALID && status != MCT_NOTFOUND && status != MCT_AMBIGUOUS &&
			status != MCT_REFUSED)
			return false;
	}
	return m->problem_count > 0;
}

static mct_status_t undo_created(mct_import_t *imp, int64_t created)
{
	sqlite3_exec(imp->m->db, "ROLLBACK TO import_row", NULL, NULL, NULL);
	journal_take_back(imp->m);
	reference_cache_free(imp->references);
	imp->references = reference_cache_new();
	imp->created = created;
	return imp->references != NULL ? MCT_OK : fail_nomem(imp->m);
}

/* A problem of the row is a rejection; anything else ends the import, which undoes all of it. */
static mct_status_t import_row(mct_import_t *imp, const struct csv_row *row, enum fate *fate)
{
	int64_t created = imp->created;
	mct_status_t st;

	*fate = FATE_REJECTED;
	imp->was_rejected = imp->reason_column < row->count && row->lengths[imp->reason_column] > 0;
	if (imp->create_clients) {
		sqlite3_exec(imp->m->db, "SAVEPOINT import_row", NULL, NULL, NULL);
		journal_hold(imp->m);
	}
	st = import_read_row(imp, row) ? store_row(imp, fate) : MCT_OK;
	if (imp->m->interrupted)
		return handle_go_on(imp->m);
	if (imp->m->problem_count > 0) {
		if (!row_is_to_blame(imp->m))
			return fail_with_problems(imp->m);
		*fate = FATE_REJECTED;
		st = MCT_OK;
	}
	if (imp->create_clients && *fate == FATE_REJECTED && imp->created > created)
		st = undo_created(imp, created);
	if (imp->create_clients && st == MCT_OK) {
		sqlite3_exec(imp->m->db, "RELEASE import_row", NULL, NULL, NULL);
		journal_release(imp->m);
	}
	return st;
}

static void reject_row(
	mct_import_t *imp, const struct csv_row *row, mct_import_reject_fn *reject, void *user)
{
	size_t n = imp->m->problem_count < PROBLEMS_MAX ? imp->m->problem_count : PROBLEMS_MAX;

	for (size_t i = 0; i < n; i++)
		imp->m->problems[i].error.line = row->line;
	if (reject != NULL && n > 0)
		reject(user, row->line, &imp->m->problems[0].error, row->cells, row->count);
}

/* ---- all rows -------------------------------------------------------------------------------- */

static void count_fate(struct mct_import_counts *counts, enum fate fate)
{
	int64_t *const by_fate[] = {[FATE_ADDED] = &counts->added,
		[FATE_CHANGED] = &counts->changed,
		[FATE_SAME] = &counts->same,
		[FATE_JOINED] = &counts->joined,
		[FATE_REJECTED] = &counts->rejected};

	++*by_fate[fate];
}

static mct_status_t import_rows(mct_import_t *imp, mct_import_reject_fn *reject,
	mct_import_progress_fn *progress, void *user, struct mct_import_counts *counts)
{
	struct csv_fault fault;
	struct csv_row row;
	enum csv_status next;

	while ((next = csv_next(imp->reader, &row, &fault)) == CSV_ROW) {
		enum fate fate;
		mct_status_t st;

		if (progress != NULL && counts->rows % PROGRESS_ROWS == 0)
			progress(user, counts->rows, imp->survey.rows);
		counts->rows++;
		if (row_is_total(imp->e, &row)) {
			counts->skipped++;
			continue;
		}
		st = import_row(imp, &row, &fate);
		if (st != MCT_OK)
			return st;
		count_fate(counts, fate);
		if (fate == FATE_REJECTED)
			reject_row(imp, &row, reject, user);
	}
	counts->created = imp->created;
	return next == CSV_FAULT ? fail_csv(imp->m, &fault) : MCT_OK;
}

mct_status_t mct_import_run(mct_import_t *imp, mct_import_reject_fn *reject,
	mct_import_progress_fn *progress, void *user, struct mct_import_counts *counts)
{
	mct_status_t st = handle_writing(imp->m, "mct_import_run()");

	*counts = (struct mct_import_counts){0};
	if (st == MCT_OK)
		st = import_rewind(imp);
	if (st != MCT_OK)
		return st;
	if (imp->e->mark != NULL && !mark_set_reserve(&imp->marks, imp->survey.rows))
		return fail_nomem(imp->m);
	sqlite3_exec(imp->m->db, "PRAGMA cache_size = " CACHE_KIBIBYTES, NULL, NULL, NULL);
	st = first_load_begin(imp->m, imp->e, imp->survey.rows, &imp->first_load);
	if (st != MCT_OK)
		return st;
	journal_bulk(imp->m, true);
	st = import_rows(imp, reject, progress, user, counts);
	mark_set_free(&imp->marks); /* before the indexes need the memory */
	if (st == MCT_OK)
		st = first_load_end(&imp->first_load);
	else
		first_load_abandon(&imp->first_load);
	journal_bulk(imp->m, false);
	problems_clear(imp->m);
	if (st == MCT_OK && counts->rejected > 0 && !imp->keep_going)
		return fail(imp->m, MCT_REFUSED,
			"nothing was changed: mend the file, or take the good rows with "
			"--rejects FILE and mend the others there",
			"%lld of %lld %s cannot be taken", (long long)counts->rejected,
			(long long)counts->rows, counts->rows == 1 ? "row" : "rows");
	return st;
}
