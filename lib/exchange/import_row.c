/*
 * import_row.c - one row of a file as a record: cells read by their columns, parts of
 * a name joined, times split off dates, references looked up.
 */
#include <stdlib.h>
#include <string.h>

#include "exchange/cell.h"
#include "exchange/import_reference.h"
#include "people/client.h"
#include "practice/visit.h"
#include "util/text.h"

#define DAY_MINUTES (24 * 60)

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

static struct buf *part_of_name(mct_import_t *imp, enum part part)
{
	return part == PART_FIRST     ? &imp->first
		: part == PART_MIDDLE ? &imp->middle
		: part == PART_LAST   ? &imp->last
				      : NULL;
}

/* "latex; warfarin", "12 Elm St, Portland": what several columns say of one field. */
static void read_also(mct_import_t *imp, const struct column *column, const char *s, size_t n)
{
	struct buf joined CLEANUP(buf_free) = {0};
	const char *before = record_text(imp->row, column->is.field);

	if (before != NULL)
		buf_addf(&joined, "%s%s", before, column->is.part == PART_NEXT ? ", " : "; ");
	buf_add(&joined, s, n);
	record_read(imp->row, column->is.field, &column->how, buf_str(&joined), joined.len);
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
	record_put_text(imp->row, column->is.field, text);
	return true;
}

/* "39 333 1234567" of a list whose numbers all begin with their country. */
static void read_phone_abroad(
	mct_import_t *imp, const struct column *column, const char *s, size_t n)
{
	struct buf number CLEANUP(buf_free) = {0};

	if (text_digit(s[0]) && s[0] != '0')
		buf_addc(&number, '+');
	buf_add(&number, s, n);
	record_read(imp->row, column->is.field, &column->how, buf_str(&number), number.len);
}

/* From the start of the session, over midnight if need be; who comes before it is not late. Without
 * a start it says nothing. */
static void read_until(mct_import_t *imp, const struct column *column, const char *s, size_t n)
{
	const char *start = record_text(imp->row, record_field(imp->e, "time"));
	bool is_length = strcmp(imp->e->fields[column->is.field].name, "minutes") == 0;
	struct buf minutes CLEANUP(buf_free) = {0};
	struct date_cell cell;
	int until = date_read_cell(s, n, &cell) != 0 ? cell.minute : minute_from_text(s, n), length;

	if (start == NULL || until == MINUTE_NONE)
		return;
	length = until - minute_from_text(start, strlen(start));
	if (length < 0)
		length = is_length ? length + DAY_MINUTES : 0;
	buf_addf(&minutes, "%d", length);
	record_read(imp->row, column->is.field, &column->how, buf_str(&minutes), minutes.len);
}

/* A mark, a day or a time in the cell; "no", "0" and "false" are none. */
static void read_meaning(mct_import_t *imp, const struct column *column, const char *s, size_t n)
{
	if (!text_same(s, n, "false") && !text_same(s, n, "no") && !text_same(s, n, "0"))
		record_put_text(imp->row, column->is.field, column->is.means);
}

static void read_whole(mct_import_t *imp, const struct column *column, const char *s, size_t n)
{
	const mct_field_t *f = &imp->e->fields[column->is.field];

	if (f->type == MCT_TYPE_REF)
		import_read_reference(imp, column->is.field, &column->how, s, n);
	else if (f->type != MCT_TYPE_TIME || !read_time_behind_date(imp, column, s, n))
		record_read(imp->row, column->is.field, &column->how, s, n);
	if (f->type == MCT_TYPE_DATE && imp->survey.time_in_date && strcmp(f->name, "date") == 0)
		read_time_of_date(imp, s, n);
}

static void read_part(mct_import_t *imp, const struct column *column, const char *s, size_t n)
{
	bool is_set = record_value(imp->row, column->is.field)->set;

	switch (column->is.part) {
	case PART_ALSO:
	case PART_NEXT:
		read_also(imp, column, s, n);
		break;
	case PART_ABROAD:
		read_phone_abroad(imp, column, s, n);
		break;
	case PART_MEANS:
		read_meaning(imp, column, s, n);
		break;
	case PART_OF_CLIENT:
		import_hear_of_client(
			imp, field_index(&entity_client, column->is.of_client), &column->how, s, n);
		break;
	case PART_UNTIL:
		if (!is_set)
			read_until(imp, column, s, n);
		break;
	case PART_IF_EMPTY:
		if (!is_set)
			read_whole(imp, column, s, n);
		break;
	default:
		read_whole(imp, column, s, n);
	}
}

static bool names_client(const mct_import_t *imp, size_t field)
{
	return imp->tells_of_client && field == target_name_field(imp->e);
}

/* What there is no place for is told, and no reason to refuse somebody. */
static void note_yearless(mct_import_t *imp, const mct_field_t *f, const char *s, size_t n)
{
	struct buf text CLEANUP(buf_free) = {0};

	buf_addf(&text, "%s \"%.*s\" has no year: left out", f->name, (int)n, s);
	if (imp->calls != NULL && imp->calls->note != NULL)
		imp->calls->note(imp->calls->user, MCT_NOTE_YEARLESS, imp->line, buf_str(&text));
}

static void read_cell(mct_import_t *imp, const struct column *column, const char *s, size_t n)
{
	const mct_field_t *f = column->is.of_client != NULL ? column->is.of_client
							    : &imp->e->fields[column->is.field];
	struct buf *part = part_of_name(imp, column->is.part);
	struct buf turned CLEANUP(buf_free) = {0};
	struct buf several CLEANUP(buf_free) = {0};
	bool literal = cell_unguard(f, &s, &n);

	text_trim(&s, &n);
	if (n == 0 || (!literal && cell_is_blank(f, s, n)))
		return;
	if (part != NULL) {
		buf_add(part, s, n);
		return;
	}
	if (cell_is_yearless(f, s, n)) {
		note_yearless(imp, f, s, n);
		return;
	}
	if (!literal)
		cell_take_several(f, &s, &n, &several);
	if (!literal && (f->type == MCT_TYPE_NAME || names_client(imp, column->is.field)))
		cell_turn_name(&s, &n, &turned);
	if (column->is.part == PART_WHOLE && names_client(imp, column->is.field))
		import_hear_of_client(
			imp, record_field(&entity_client, "name"), &column->how, s, n);
	else
		read_part(imp, column, s, n);
}

static void add_word(struct buf *name, const struct buf *part)
{
	if (part->len > 0)
		buf_addf(name, "%s%s", name->len > 0 ? " " : "", buf_str(part));
}

/* "Wren", "von" and "Salas" -> "Wren von Salas". */
static void read_parts(mct_import_t *imp)
{
	struct buf name CLEANUP(buf_free) = {0};
	size_t field = target_name_field(imp->e);
	struct reading how = {0};

	add_word(&name, &imp->first);
	add_word(&name, &imp->middle);
	add_word(&name, &imp->last);
	if (name.len == 0)
		return;
	if (names_client(imp, field))
		import_hear_of_client(
			imp, record_field(&entity_client, "name"), &how, buf_str(&name), name.len);
	else if (imp->e->fields[field].type == MCT_TYPE_REF)
		import_read_reference(imp, field, &how, buf_str(&name), name.len);
	else
		record_read(imp->row, field, &how, buf_str(&name), name.len);
}

/* What adds to a field comes when that was read, and references last: a client is made only for a
 * row that is otherwise good. */
static int pass_of(const mct_import_t *imp, const struct column *column)
{
	if (imp->e->fields[column->is.field].type == MCT_TYPE_REF)
		return 2;
	return column->is.part != PART_WHOLE && column->is.part != PART_ABROAD;
}

/* "60 min Swedish", "Massage (90 Minuten)": a service that says its length, where nothing else
 * does. */
static bool find_minutes(const char *service, int *minutes)
{
	static const char *const units[] = {
		"min", "mins", "minute", "minutes", "minuten", "minutos"};
	struct buf folded CLEANUP(buf_free) = {0};
	char *rest;

	text_fold(service, strlen(service), &folded);
	for (const char *word = buf_str(&folded); *word != '\0';) {
		long number = strtol(word, &rest, 10);
		const char *unit = rest + strspn(rest, " ");
		size_t length = strcspn(unit, " ");

		for (size_t i = 0; i < ARRAY_SIZE(units) && rest > word; i++) {
			if (strlen(units[i]) != length || strncmp(unit, units[i], length) != 0)
				continue;
			*minutes = (int)number;
			return number > 0 && number < DAY_MINUTES;
		}
		word += strcspn(word, " ");
		word += strspn(word, " ");
	}
	return false;
}

static void read_minutes_of_service(mct_import_t *imp)
{
	size_t field = record_field(imp->e, "minutes");
	const char *service = record_text(imp->row, record_field(imp->e, "service"));
	struct mct_value value = {.set = true};
	int minutes;

	if (imp->e != &entity_visit || service == NULL || record_value(imp->row, field)->set ||
		!find_minutes(service, &minutes))
		return;
	value.integer = minutes;
	record_put(imp->row, field, &value);
	imp->columns |= (uint64_t)1 << field;
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

	if (imp->person != NULL)
		mct_record_clear(imp->person);
	mct_record_clear(imp->row);
	refuse_surplus(imp, row);
	buf_clear(&imp->first);
	buf_clear(&imp->middle);
	buf_clear(&imp->last);
	for (int pass = 0; pass < 3; pass++) {
		for (size_t i = 0; i < n; i++) {
			const struct column *column = &imp->mapping.columns[i];

			if (column->mapped && row->lengths[i] > 0 && pass_of(imp, column) == pass)
				read_cell(imp, column, row->cells[i], row->lengths[i]);
		}
	}
	read_minutes_of_service(imp);
	read_parts(imp);
	if (imp->tells_of_client)
		import_read_client(imp, target_name_field(imp->e), &imp->row->how);
	return imp->row->bad == 0;
}
