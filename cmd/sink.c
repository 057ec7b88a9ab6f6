/*
 * sink.c - picks the columns to show and hands the stream to the form that was
 * asked for.
 */
#include "sink.h"

#include <string.h>

#define COLUMNS_MAX 96

typedef mct_status_t sink_fn(struct sink_run *run);
static sink_fn *const sinks[] = {
	[SINK_TABLE] = sink_table, [SINK_CARD] = sink_card, [SINK_JSON] = sink_json, [SINK_CSV] = sink_csv, [SINK_TSV] = sink_tsv,
};

static bool find_column(const mct_rows_t *rows, const char *name, size_t *at)
{
	for (size_t i = 0; i < mct_rows_width(rows); i++) {
		if (strcmp(mct_field_name(mct_rows_column(rows, i)), name) == 0) {
			*at = i;
			return true;
		}
	}
	return false;
}

/* A table shows what is worth a glance; the other forms show all. */
static size_t default_columns(const mct_rows_t *rows, enum sink_form form, size_t *columns)
{
	size_t n = 0;

	for (size_t i = 0; i < mct_rows_width(rows) && n < COLUMNS_MAX; i++)
		if (form != SINK_TABLE || (mct_field_flags(mct_rows_column(rows, i)) & MCT_FIELD_LISTED) != 0)
			columns[n++] = i;
	return n;
}

mct_status_t sink_rows(mct_t *m, mct_rows_t *rows, struct out *out, const struct term *term, const struct sink_options *options,
		       int64_t *count, const char **unknown)
{
	size_t columns[COLUMNS_MAX];
	struct sink_run run = {.m = m, .rows = rows, .out = out, .term = term, .options = options, .columns = columns};
	mct_status_t st;

	for (; options->columns != NULL && options->columns[run.n] != NULL && run.n < COLUMNS_MAX; run.n++) {
		if (!find_column(rows, options->columns[run.n], &columns[run.n])) {
			*unknown = options->columns[run.n];
			return MCT_INVALID;
		}
	}
	if (options->columns == NULL)
		run.n = default_columns(rows, options->form, columns);
	st = sinks[options->form](&run);
	*count = run.count;
	return st;
}
