/*
 * sink-tsv.c - rows as values between tabs, without a heading: for cut, awk and
 * while read. A tab or a line end in a value is written \t, \n or \r, a
 * backslash \\, so that a row is always one line.
 */
#include "sink.h"

/* The letter that stands for c behind a backslash; '\0' when c stands for itself. */
static char escape_of(char c)
{
	switch (c) {
	case '\t':
		return 't';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\\':
		return '\\';
	default:
		return '\0';
	}
}

static void add_escaped(struct sink_run *run, const char *s, size_t n)
{
	struct buf *out = out_buf(run->out);
	size_t start = 0;

	for (size_t i = 0; i < n; i++) {
		char letter = escape_of(s[i]);

		if (letter == '\0')
			continue;
		sink_add_bytes(run, out, s + start, i - start);
		buf_addc(out, '\\');
		buf_addc(out, letter);
		start = i + 1;
	}
	sink_add_bytes(run, out, s + start, n - start);
}

mct_status_t sink_tsv(struct sink_run *run)
{
	struct buf *out = out_buf(run->out);
	mct_status_t st;

	while ((st = sink_next(run)) == MCT_ROW) {
		for (size_t i = 0; i < run->n; i++) {
			size_t length;
			const char *text = sink_text(run, i, MCT_FORM_MACHINE, &length);

			if (i > 0)
				buf_addc(out, '\t');
			add_escaped(run, text, length);
		}
		buf_addc(out, '\n');
	}
	return st;
}
