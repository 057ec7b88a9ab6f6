/*
 * import_row.c - one row of a file as a record: cells read by their columns, parts of
 * a name joined, times split off dates, references looked up.
 */
#include <string.h>

#include "exchange/cell.h"
#include "exchange/import.h"
#include "people/client.h"
#include "store/statement.h"
#include "util/text.h"

/* ---- references ------------------------------------------------------------------------------ */

/* The unknown client of a visit becomes one, by the name in the cell. */
static mct_status_t create_client(mct_import_t *imp, const char *s, size_t n, int64_t *id)
{
	struct buf turned CLEANUP(buf_free) = {0};
	enum mct_change change;
	mct_status_t st = MCT_OK;

	cell_turn_name(&s, &n, &turned);
	if (imp->person == NULL)
		st = mct_record_new(imp->m, &entity_client, &imp->person);
	if (st != MCT_OK)
		return st;
	mct_record_clear(imp->person);
	st = record_read(
		imp->person, record_field(&entity_client, "name"), &imp->person->how, s, n);
	if (st == MCT_OK)
		st = mct_record_save(imp->person, &change);
	if (st != MCT_OK)
		return st;
	imp->created++;
	*id = imp->person->id;
	return MCT_OK;
}

static bool may_create(const mct_import_t *imp, const mct_field_t *f, const char *s, size_t n)
{
	return imp->create_clients && f->target == &entity_client && memchr(s, '@', n) == NULL &&
		memchr(s, '<', n) == NULL;
}

static void read_reference(
	mct_import_t *imp, size_t field, const struct reading *how, const char *s, size_t n)
{
	const mct_field_t *f = &imp->e->fields[field];
	struct mct_value value = {.set = true, .text = s, .length = n};
	size_t problems = imp->m->problem_count;
	mct_status_t st;

	if (!reference_cache_get(imp->references, field, s, n, &value.integer)) {
		st = record_read(imp->row, field, how, s, n);
		if (st == MCT_OK) {
			value.integer = record_value(imp->row, field)->integer;
		} else if (st == MCT_NOTFOUND && may_create(imp, f, s, n)) {
			imp->m->problem_count = problems;
			imp->row->bad--;
			if (imp->row->bad > 0 ||
				create_client(imp, s, n, &value.integer) != MCT_OK) {
				imp->row->bad++;
				return;
			}
		} else {
			return;
		}
		reference_cache_put(imp->references, field, s, n, value.integer);
	}
	record_put(imp->row, field, &value);
}

/* ---- cells ----------------------------------------------------------------------------------- */

bool import_time_of_date(const mct_import_t *imp, size_t *field)
{
	*field = record_field(imp->e, "time");
	return strcmp(imp->e->fields[*field].name, "time") == 0 &&
		mapping_column(&imp->mapping, *field) == NULL;
}

/* A date cell that carries a time gives the time too, where no column of its own does. */
static void read_time_of_date(mct_import_t *imp, const char *s, size_t n)
{
	size_t field;
	struct date_cell cell;
	struct mct_value value = {.set = true, .length = 5};
	char text[6];

	if (!import_time_of_date(imp, &field))
		return;
	if (date_read_cell(s, n, &cell) == 0 || cell.minute == MINUTE_NONE)
		return;
	minute_to_text(cell.minute, text);
	value.text = text;
	record_put(imp->row, field, &value);
}

static bool is_part_of_name(const struct column *column)
{
	return column->part == PART_FIRST || column->part == PART_LAST;
}

/* "latex; warfarin": what several columns say of one field. */
static void read_also(mct_import_t *imp, const struct column *column, const char *s, size_t n)
{
	struct buf joined CLEANUP(buf_free) = {0};

	buf_adds(&joined, record_text(imp->row, column->field));
	buf_adds(&joined, "; ");
	buf_add(&joined, s, n);
	record_read(imp->row, column->field, &column->how, buf_str(&joined), joined.len);
}

/* A cell of times may hold the day besides. */
static bool read_time_behind_date(
	mct_import_t *imp, const struct column *column, const char *s, size_t n)
{
	struct date_cell cell;
	char text[6];

	if (date_read_cell(s, n, &cell) == 0 || cell.minute == MINUTE_NONE)
		return false;
	minute_to_text(cell.minute, text);
	record_put_text(imp->row, column->field, text);
	return true;
}

static void read_cell(mct_import_t *imp, const struct column *column, const char *s, size_t n)
{
	const mct_field_t *f = &imp->e->fields[column->field];
	bool literal = cell_unguard(f, &s, &n);

	text_trim(&s, &n);
	if (n == 0 || (!literal && cell_is_blank(f, s, n)))
		return;
	if (column->part == PART_IF_EMPTY && record_value(imp->row, column->field)->set)
		return;
	if (is_part_of_name(column)) {
		buf_add(column->part == PART_FIRST ? &imp->first : &imp->last, s, n);
		return;
	}
	if (f->type == MCT_TYPE_NAME && !literal)
		cell_turn_name(&s, &n, &imp->first);
	if (f->type == MCT_TYPE_REF)
		read_reference(imp, column->field, &column->how, s, n);
	else if (column->part == PART_ALSO && record_value(imp->row, column->field)->set)
		read_also(imp, column, s, n);
	else if (f->type != MCT_TYPE_TIME || !read_time_behind_date(imp, column, s, n))
		record_read(imp->row, column->field, &column->how, s, n);
	if (f->type == MCT_TYPE_DATE && imp->survey.time_in_date && strcmp(f->name, "date") == 0)
		read_time_of_date(imp, s, n);
}

static bool has_parts(const mct_import_t *imp, size_t *field, struct reading *how)
{
	for (size_t i = 0; i < imp->mapping.count; i++) {
		const struct column *column = &imp->mapping.columns[i];

		if (column->mapped && is_part_of_name(column)) {
			*field = column->field;
			*how = column->how;
			return true;
		}
	}
	return false;
}

/* "Wren" and "Salas" -> "Wren Salas". */
static void read_parts(mct_import_t *imp)
{
	struct reading how;
	size_t field;

	if (!has_parts(imp, &field, &how) || (imp->first.len == 0 && imp->last.len == 0))
		return;
	if (imp->first.len > 0 && imp->last.len > 0)
		buf_addc(&imp->first, ' ');
	buf_add(&imp->first, buf_str(&imp->last), imp->last.len);
	if (imp->e->fields[field].type == MCT_TYPE_REF)
		read_reference(imp, field, &how, buf_str(&imp->first), imp->first.len);
	else
		record_read(imp->row, field, &how, buf_str(&imp->first), imp->first.len);
}

/* References last: a client is made only for a row that is otherwise good. */
static int pass_of(const mct_import_t *imp, const struct column *column)
{
	return imp->e->fields[column->field].type == MCT_TYPE_REF
		? 2
		: column->part == PART_IF_EMPTY || column->part == PART_ALSO;
}

/* Cells beyond the headings are no column's, and mostly the rest of a text with a comma in it: what
 * stands before them may be in the wrong column, too. */
static void refuse_surplus(mct_import_t *imp, const struct csv_row *row)
{
	for (size_t i = imp->mapping.count; i < row->count; i++) {
		if (row->lengths[i] == 0)
			continue;
		problem_add(imp->m, MCT_INVALID, NULL, row->cells[i],
			"put quotes around a cell that holds what parts the cells, or empty those "
			"that are too many",
			"the row has %zu cells, the headings %zu", row->count, imp->mapping.count);
		imp->row->bad++;
		return;
	}
}

bool import_read_row(mct_import_t *imp, const struct csv_row *row)
{
	size_t n = row->count < imp->mapping.count ? row->count : imp->mapping.count;

	mct_record_clear(imp->row);
	refuse_surplus(imp, row);
	buf_clear(&imp->first);
	buf_clear(&imp->last);
	for (int pass = 0; pass < 3; pass++) {
		for (size_t i = 0; i < n; i++) {
			const struct column *column = &imp->mapping.columns[i];

			if (column->mapped && row->lengths[i] > 0 && pass_of(imp, column) == pass)
				read_cell(imp, column, row->cells[i], row->lengths[i]);
		}
	}
	read_parts(imp);
	return imp->row->bad == 0;
}
