/*
 * sink-csv.c - rows as CSV after RFC 4180: a heading, CRLF, quotes only where needed,
 * and cells that no spreadsheet runs as a formula. The cells go straight
 * into the output; nothing is allocated on the way.
 */
#include "sink.h"
#include "util/csv_cell.h"

static bool needs_quotes(const char *s, size_t n, char delimiter)
{
	if (n > 0 && (s[0] == ' ' || s[0] == '\t' || s[n - 1] == ' ' || s[n - 1] == '\t'))
		return true;
	for (size_t i = 0; i < n; i++)
		if (s[i] == delimiter || s[i] == '"' || s[i] == '\n' || s[i] == '\r')
			return true;
	return false;
}

/* --raw: as csv_add_cell(), but a formula stays a formula. */
static void add_raw_cell(struct buf *out, const char *s, size_t n, char delimiter)
{
	if (!needs_quotes(s, n, delimiter)) {
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

static char delimiter_of(const struct sink_run *run)
{
	return run->options->csv_delimiter != 0 ? run->options->csv_delimiter : ',';
}

static void add_heading(struct sink_run *run)
{
	struct buf *out = out_buf(run->out);

	if (run->options->csv_bom)
		buf_adds(out, "\xef\xbb\xbf");
	for (size_t i = 0; i < run->n; i++) {
		if (i > 0)
			buf_addc(out, delimiter_of(run));
		buf_adds(out, mct_field_name(run->fields[i]));
	}
	buf_adds(out, "\r\n");
}

/* What import would take for something else is marked as it wants it. A line with nothing on it
 * would be no row to most readers: a lone unset cell is quoted. */
static void add_row(struct sink_run *run, char delimiter)
{
	struct buf *out = out_buf(run->out);
	struct buf cell CLEANUP(buf_free) = {0};

	for (size_t i = 0; i < run->n; i++) {
		size_t length;
		const char *text = sink_text(run, i, MCT_FORM_MACHINE, &length);

		if (i > 0)
			buf_addc(out, delimiter);
		if (length == 0 && run->n > 1)
			continue;
		if (run->for_eyes) {
			buf_clear(&cell);
			sink_add_bytes(run, &cell, text, length);
			text = buf_str(&cell);
			length = cell.len;
		}
		if (length == 0)
			buf_adds(out, "\"\"");
		else if (run->options->raw_csv)
			add_raw_cell(out, text, length, delimiter);
		else
			csv_add_marked_cell(out,
				(char)mct_field_guard(run->fields[i], text, length), text, length,
				delimiter);
	}
	buf_add(out, "\r\n", 2);
}

mct_status_t sink_csv(struct sink_run *run)
{
	mct_status_t st;

	add_heading(run);
	while ((st = sink_next(run)) == MCT_ROW)
		add_row(run, delimiter_of(run));
	return st;
}
