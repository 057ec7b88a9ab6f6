/*
 * import_preview.c - the first rows of a file as they would be read in.
 */
#include "exchange/import.h"
#include "exchange/total.h"
#include "record/rows.h"

static size_t preview_columns(const mct_import_t *imp, const mct_field_t **columns, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < imp->e->count && n < max; i++)
		for (size_t c = 0; c < imp->mapping.count; c++) {
			if (imp->mapping.columns[c].mapped && imp->mapping.columns[c].field == i) {
				columns[n++] = &imp->e->fields[i];
				break;
			}
		}
	return n;
}

static mct_status_t preview_row(mct_import_t *imp, const struct csv_row *row,
	const mct_field_t *const *columns, size_t n, mct_rows_t *rows)
{
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	import_read_row(imp, row);
	for (size_t i = 0; i < n; i++) {
		const struct mct_value *v = record_value(imp->row, field_index(imp->e, columns[i]));

		if (v->set)
			row_set_integer(rows, i, v->integer);
		if (v->set)
			row_set_text(rows, i, v->text);
	}
	return MCT_OK;
}

mct_status_t mct_import_preview(mct_import_t *imp, int limit, mct_rows_t **out)
{
	const mct_field_t *columns[64];
	size_t n = preview_columns(imp, columns, ARRAY_SIZE(columns));
	bool create = imp->create_clients;
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

		if (next == CSV_END)
			break;
		if (next == CSV_FAULT) {
			st = fail_csv(imp->m, &fault);
		} else if (!row_is_total(&imp->mapping, handle_money_digits(imp->m), &row)) {
			st = preview_row(imp, &row, columns, n, rows);
			limit--;
		}
	}
	imp->create_clients = create;
	problems_clear(imp->m);
	if (st == MCT_OK)
		st = rows_check(rows);
	if (st != MCT_OK) {
		mct_rows_free(rows);
		return st;
	}
	*out = rows;
	return MCT_OK;
}
