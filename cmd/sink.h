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
	/* Names to show, in this order, NULL-terminated, case ignored. NULL or none: the form's own
	 * choice, which is all of them, in a table those that are LISTED. */
	const char *const *columns;
	char csv_delimiter; /* 0: comma */
	bool csv_bom;       /* --excel */
	bool raw_csv;       /* do not guard formulas */
	int64_t limit;      /* at most so many rows; 0: all */
};

/*
 * Writes all rows and says in *count how many there were.
 * JSON: one array, one object a line, `[]` when empty. CSV: heading always. TSV: no heading,
 * \t \n \r \\ escaped. Table and card: nothing at all when there are no rows; columns that a
 * table has no room for are told on stderr.
 * MCT_OK; MCT_INVALID with *unknown set to a name in `columns` that there is not, before anything
 * is written; MCT_NOMEM; or what mct_rows_next() failed with.
 */
mct_status_t sink_rows(mct_t *m, mct_rows_t *rows, struct out *out, const struct term *term,
	const struct sink_options *options, int64_t *count, const char **unknown);

/* ---- between sink.c and the forms ------------------------------------------------------------ */

struct sink_run {
	mct_t *m;
	mct_rows_t *rows;
	struct out *out;
	const struct term *term;
	const struct sink_options *options;
	const size_t *columns;            /* the chosen ones: where they are in a row */
	const mct_field_t *const *fields; /* and what they are */
	size_t n;
	int64_t count;
	bool for_eyes; /* the output goes to a terminal, whatever its form */
};

/* One form each, called by sink_rows() with the chosen columns. */
mct_status_t sink_table(struct sink_run *run);
mct_status_t sink_card(struct sink_run *run);
mct_status_t sink_json(struct sink_run *run);
mct_status_t sink_csv(struct sink_run *run);
mct_status_t sink_tsv(struct sink_run *run);

/* Goes to the next row: MCT_ROW; MCT_OK when all are done or nobody reads on; or a failure. */
mct_status_t sink_next(struct sink_run *run);

/* The i-th chosen value of the row, as text, "" when unset; borrowed until the next call on m. */
const char *sink_text(struct sink_run *run, size_t i, enum mct_form form, size_t *length);

/* Appends a cell of a form whose bytes are the data's own. A program gets them as they are; a
 * terminal would obey some of them, and gets those spelled out. */
void sink_add_bytes(struct sink_run *run, struct buf *out, const char *s, size_t n);

/* A value as JSON: a number, a string, an array of words, or null. */
struct json;
void sink_json_value(mct_t *m, struct json *j, const mct_field_t *f, const struct mct_value *value);

/* The width to wrap text to: the terminal's, or what people are used to. */
size_t sink_width(const struct term *term);

/*
 * Appends text for eyes: made safe, its own line breaks kept, wrapped at words to sink_width(),
 * each line in `style`. The first line goes where the cursor is, in column `indent` or left of it;
 * the others are indented. Ends the line.
 */
void sink_add_wrapped(struct buf *out, const struct term *term, enum term_style style,
	size_t indent, const char *s, size_t n);

#endif
