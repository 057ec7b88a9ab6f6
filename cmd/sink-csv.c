/*
 * sink-csv.c - rows as CSV after RFC 4180: a heading, CRLF, quotes only where needed,
 * and cells that no spreadsheet runs as a formula.
 */
#include <string.h>

#include "sink.h"
#include "util/csv_cell.h"

/* --raw: the cell as it is. */
static void add_raw_cell(struct buf *out, const char *s, size_t n, char delimiter)
{
	bool quoted = memchr(s, delimiter, n) != NULL || memchr(s, '"', n) != NULL || memchr(s, '\n', n) != NULL ||
		      memchr(s, '\r', n) != NULL;

	if (!quoted) {
		buf_add(out, s, n);
		return;
	}
	buf_addc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, s[i]);
	}
	buf_addc(out, '"');
}

mct_status_t sink_csv(struct sink_run *run)
{
	char delimiter = run->options->csv_delimiter != 0 ? run->options->csv_delimiter : ',';
	struct buf *out = out_buf(run->out);
	mct_status_t st = MCT_ROW;

	if (run->options->csv_bom)
		buf_adds(out, "\xef\xbb\xbf");
	for (size_t i = 0; i < run->n; i++) {
		if (i > 0)
			buf_addc(out, delimiter);
		buf_adds(out, mct_field_name(mct_rows_column(run->rows, run->columns[i])));
	}
	buf_adds(out, "\r\n");
	while (!out_gone(run->out) && (st = mct_rows_next(run->rows)) == MCT_ROW) {
		for (size_t i = 0; i < run->n; i++) {
			const mct_field_t *f = mct_rows_column(run->rows, run->columns[i]);
			const char *text;
			struct mct_value v;
			size_t length;

			if (i > 0)
				buf_addc(out, delimiter);
			mct_rows_value(run->rows, run->columns[i], &v);
			if (!v.set)
				continue;
			text = mct_value_text(run->m, f, &v, MCT_FORM_MACHINE, &length);
			if (run->options->raw_csv)
				add_raw_cell(out, text, length, delimiter);
			else
				csv_add_cell(out, text, length, delimiter);
		}
		buf_adds(out, "\r\n");
		run->count++;
		out_flush_some(run->out);
	}
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}
