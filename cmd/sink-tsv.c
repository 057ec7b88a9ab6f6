/*
 * sink-tsv.c - rows as values between tabs, without a heading: for cut, awk and while
 * read. Tabs and line ends in a value are written \t, \n, \r; a
 * backslash \\.
 */
#include <string.h>

#include "sink.h"

static void add_escaped(struct buf *out, const char *s, size_t n)
{
	static const char special[] = "\t\n\r\\", letters[] = "tnr\\";

	for (size_t i = 0; i < n; i++) {
		const char *at = s[i] != '\0' ? strchr(special, s[i]) : NULL;

		if (at != NULL)
			buf_add(out, (char[]){'\\', letters[at - special]}, 2);
		else
			buf_addc(out, s[i]);
	}
}

mct_status_t sink_tsv(struct sink_run *run)
{
	struct buf *out = out_buf(run->out);
	mct_status_t st = MCT_ROW;

	while (!out_gone(run->out) && (st = mct_rows_next(run->rows)) == MCT_ROW) {
		for (size_t i = 0; i < run->n; i++) {
			const mct_field_t *f = mct_rows_column(run->rows, run->columns[i]);
			const char *text;
			struct mct_value v;
			size_t length;

			if (i > 0)
				buf_addc(out, '\t');
			mct_rows_value(run->rows, run->columns[i], &v);
			if (!v.set)
				continue;
			text = mct_value_text(run->m, f, &v, MCT_FORM_MACHINE, &length);
			add_escaped(out, text, length);
		}
		buf_addc(out, '\n');
		run->count++;
		out_flush_some(run->out);
	}
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}
