/*
 * sink.h - one stream of rows as a table, a card, JSON, CSV or TSV. Every command
 * that answers with rows goes through sink_rows(), so every command has
 * every form.
 */
#ifndef MCT_CMD_SINK_H
#define MCT_CMD_SINK_H

#include "mct.h"
#include "out.h"
#include "term.h"

enum sink_form { SINK_TABLE, SINK_CARD, SINK_JSON, SINK_CSV, SINK_TSV };

struct sink_options {
	enum sink_form form;
	const char *const *columns; /* NULL-terminated names to show, in this order; NULL: the form's own choice (table: LISTED, else all) */
	char csv_delimiter;         /* 0: comma */
	bool csv_bom;               /* --excel */
	bool raw_csv;               /* do not guard formulas */
};

/*
 * Writes all rows and says in *count how many there were. JSON: one array, one object a line, `[]` when empty. CSV: heading always. TSV: no heading, \t \n \r \\ escaped.
 * Table: nothing at all when there are no rows. Unknown name in `columns`: MCT_INVALID with *unknown set to it, before anything is written.
 * MCT_OK, MCT_INVALID, or what mct_rows_next() failed with.
 */
mct_status_t sink_rows(mct_t *m, mct_rows_t *rows, struct out *out, const struct term *term, const struct sink_options *options,
		       int64_t *count, const char **unknown);

/* One form each, called by sink_rows() with the chosen columns (indices into the row). */
struct sink_run {
	mct_t *m;
	mct_rows_t *rows;
	struct out *out;
	const struct term *term;
	const struct sink_options *options;
	const size_t *columns;
	size_t n;
	int64_t count;
};
mct_status_t sink_table(struct sink_run *run);
mct_status_t sink_card(struct sink_run *run);
mct_status_t sink_json(struct sink_run *run);
mct_status_t sink_csv(struct sink_run *run);
mct_status_t sink_tsv(struct sink_run *run);

#endif
