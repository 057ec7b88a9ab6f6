/*
 * import_preview.c - the first rows of a file as they were read in.
 */
#include "exchange/import.h"
#include "record/rows.h"
#include "store/statement.h"

static bool was_rejected(const mct_import_t *imp, int64_t line)
{
	for (size_t i = 0; i < imp->rejected_count; i++)
		if (imp->rejected[i] == line)
			return true;
	return false;
}

/* All that a column of the file holds, also the time inside its dates. */
static size_t preview_columns(const mct_import_t *imp, const mct_field_t **columns, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < imp->e->count && n < max; i++)
		if ((imp->columns >> i & 1) != 0)
			columns[n++] = &imp->e->fields[i];
	return n;
}

/* The name of a person, also of one whom the cell named the other way round, or by her number. */
static void preview_person(mct_import_t *imp, const struct mct_value *v, size_t i, mct_rows_t *rows)
{
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;

	if (statement_get(imp->m, "SELECT name FROM contact WHERE id = ?1", &statement) != MCT_OK)
		return;
	statement_bind(statement, "i", v->integer);
	if (statement_step(imp->m, statement) == MCT_ROW)
		row_set_text(rows, i, (const char *)sqlite3_column_text(statement, 0));
}

static mct_status_t preview_row(
	mct_import_t *imp, const mct_field_t *const *columns, size_t n, mct_rows_t *rows)
{
	mct_status_t st = row_add(rows);

	for (size_t i = 0; st == MCT_OK && i < n; i++) {
		const struct mct_value *v = record_value(imp->row, field_index(imp->e, columns[i]));

		if (!v->set)
			continue;
		row_set_integer(rows, i, v->integer);
		row_set_text(rows, i, v->text);
		if (field_is_person(columns[i]))
			preview_person(imp, v, i, rows);
	}
	return st;
}

mct_status_t mct_import_preview(mct_import_t *imp, int limit, mct_rows_t **out)
{
	const mct_field_t *columns[64];
	size_t n = preview_columns(imp, columns, ARRAY_SIZE(columns));
	bool create = imp->create_clients;
	int digits = handle_money_digits(imp->m);
	struct csv_fault fault;
	struct csv_row row;
	mct_rows_t *rows;
	mct_status_t st = rows_of_list(imp->m, columns, n, &rows);

	if (st != MCT_OK)
		return st;
	imp->create_clients = false;
	st = import_rewind(imp);
	while (st == MCT_OK && limit > 0) {
		enum csv_status next = csv_next(imp->reader, &row, &fault);
		struct buf why CLEANUP(buf_free) = {0};

		if (next == CSV_END)
			break;
		if (next == CSV_FAULT) {
			st = fail_csv(imp->m, &fault);
		} else if (!import_passes_over(imp, digits, &row, &why) &&
			!was_rejected(imp, row.line) && import_read_row(imp, &row)) {
			st = preview_row(imp, columns, n, rows);
			limit--;
		}
	}
	imp->create_clients = create;
	problems_clear(imp->m);
	return rows_hand_out(rows, st, out);
}
