/*
 * csv_reader.c - libcsv's callbacks turned into rows to ask for. The bytes go in by
 * physical lines' pieces, so that every row knows the line it began on;
 * strictly, so that a quote that never closes is an error and not a field.
 */
#include "exchange/csv_reader.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/csv_source.h"
#include "util/text.h"

#define CHUNK 65536
#define SURVEY_ROWS 50
#define MAX_FIELD "1 MB" /* CSV_MAX_FIELD in words */

/* Rows that libcsv has finished and nobody has asked for yet. */
struct queue {
	struct buf text;          /* cells, each followed by a NUL */
	size_t *starts, *lengths; /* of cells in text */
	size_t cells, cells_capacity;
	struct queued {
		size_t first, count; /* cells */
		int64_t line;
	} * rows;
	size_t count, capacity, next;
};

struct csv_reader {
	struct csv_source *source;
	struct csv_parser parser;
	bool parser_ready, at_end, sep_line;
	char delimiter;
	struct queue queue;
	size_t row_first;       /* first cell of the row being parsed */
	int64_t line, row_line; /* of the next byte; where the row being parsed began */
	int64_t cell_line;      /* where its last cell began */
	bool row_started, failed;
	bool after_return;  /* the last byte was CR: an LF now belongs to it */
	const char **cells; /* what csv_next() hands out */
	size_t cells_capacity;
	char limit[96]; /* which limit was passed; or "" */
	int64_t limit_line;
	char chunk[CHUNK];
};

/* ---- the queue ------------------------------------------------------------------------------- */

static void queue_reset(struct queue *q)
{
	buf_clear(&q->text);
	q->cells = 0;
	q->count = 0;
	q->next = 0;
}

static bool queue_grow_cells(struct queue *q)
{
	size_t capacity = q->cells_capacity > 0 ? 2 * q->cells_capacity : 4096;
	size_t *starts = realloc(q->starts, capacity * sizeof *starts), *lengths;

	if (starts == NULL)
		return false;
	q->starts = starts;
	lengths = realloc(q->lengths, capacity * sizeof *lengths);
	if (lengths == NULL)
		return false;
	q->lengths = lengths;
	q->cells_capacity = capacity;
	return true;
}

static bool queue_grow_rows(struct queue *q)
{
	size_t capacity = q->capacity > 0 ? 2 * q->capacity : 512;
	struct queued *rows = realloc(q->rows, capacity * sizeof *rows);

	if (rows == NULL)
		return false;
	q->rows = rows;
	q->capacity = capacity;
	return true;
}

/* ---- libcsv's callbacks ---------------------------------------------------------------------- */

/* Notes which limit a cell of n bytes passes, if it passes one. */
static void check_limits(struct csv_reader *r, size_t n)
{
	size_t column = r->queue.cells - r->row_first + 1;

	if (n > CSV_MAX_FIELD) {
		snprintf(r->limit, sizeof r->limit,
			"the cell in column %zu is longer than " MAX_FIELD, column);
		r->limit_line = r->cell_line;
	} else if (column > CSV_MAX_CELLS) {
		snprintf(r->limit, sizeof r->limit, "the row has more than %zu cells",
			CSV_MAX_CELLS);
		r->limit_line = r->row_line;
	}
}

static void on_cell(void *bytes, size_t n, void *user)
{
	struct csv_reader *r = user;
	struct queue *q = &r->queue;
	const char *s = bytes != NULL ? bytes : "";

	if (r->limit[0] == '\0')
		check_limits(r, n);
	r->cell_line = r->line; /* of the next one */
	if (r->limit[0] != '\0')
		return;
	if (q->cells == q->cells_capacity && !queue_grow_cells(q)) {
		r->failed = true;
		return;
	}
	text_trim(&s, &n);
	q->starts[q->cells] = q->text.len;
	q->lengths[q->cells++] = n;
	buf_add(&q->text, s, n);
	buf_addc(&q->text, '\0');
}

static bool row_is_empty(const struct queue *q, size_t first)
{
	for (size_t i = first; i < q->cells; i++)
		if (q->lengths[i] > 0)
			return false;
	return true;
}

static void on_row(int terminator, void *user)
{
	struct csv_reader *r = user;
	struct queue *q = &r->queue;

	(void)terminator;
	r->row_started = false;
	if (row_is_empty(q, r->row_first)) {
		q->cells = r->row_first;
		return;
	}
	if (q->count == q->capacity && !queue_grow_rows(q)) {
		r->failed = true;
		return;
	}
	q->rows[q->count++] = (struct queued){r->row_first, q->cells - r->row_first, r->row_line};
	r->row_first = q->cells;
}

/* ---- opening --------------------------------------------------------------------------------- */

static enum csv_status parser_start(struct csv_reader *r, struct csv_fault *fault)
{
	if (r->parser_ready)
		csv_free(&r->parser);
	r->parser_ready = csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI) == 0;
	if (!r->parser_ready)
		return csv_fault_set(fault, CSV_FAULT_NOMEM, 0, NULL, "out of memory");
	csv_set_delim(&r->parser, (unsigned char)r->delimiter);
	/* libcsv would take a tab for a blank around a cell. */
	if (r->delimiter == '\t')
		csv_set_space_func(&r->parser, NULL);
	queue_reset(&r->queue);
	r->row_first = 0;
	r->line = r->row_line = r->cell_line = 1;
	r->row_started = r->at_end = r->after_return = false;
	r->limit[0] = '\0';
	return CSV_END;
}

/* "sep=;" on the first line is for Excel, and for us. */
static bool skip_sep_line(const char *bytes, size_t n, char *delimiter, size_t *length)
{
	size_t end = 0;

	if (n < 6 || strncasecmp(bytes, "sep=", 4) != 0 || strchr("\"\r\n", bytes[4]) != NULL)
		return false;
	end = 5;
	if (bytes[end] == '\r')
		end++;
	if (end >= n || bytes[end] != '\n')
		return false;
	*delimiter = bytes[4];
	*length = end + 1;
	return true;
}

/* How well rows agree on their number of cells when parted at `delimiter`: the most common count,
 * times the rows that have it. */
static size_t vote(const char *bytes, size_t n, char delimiter)
{
	size_t counts[SURVEY_ROWS] = {0}, rows = 0, cells = 1, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < n && rows < SURVEY_ROWS; i++) {
		if (bytes[i] == '"')
			quoted = !quoted;
		else if (!quoted && bytes[i] == delimiter)
			cells++;
		else if (!quoted && (bytes[i] == '\n' || bytes[i] == '\r')) {
			if (cells > 1)
				counts[rows++] = cells;
			cells = 1;
		}
	}
	if (cells > 1 && rows < SURVEY_ROWS)
		counts[rows++] = cells;
	for (size_t i = 0; i < rows; i++) {
		size_t same = 0;

		for (size_t j = 0; j < rows; j++)
			same += counts[j] == counts[i];
		if (same * same * counts[i] > best)
			best = same * same * counts[i];
	}
	return best;
}

static void find_delimiter(struct csv_reader *r, const char *bytes, size_t n)
{
	static const char candidates[] = {',', ';', '\t', '|'};
	size_t best = 0;

	r->delimiter = ',';
	for (size_t i = 0; i < sizeof candidates; i++) {
		size_t votes = vote(bytes, n, candidates[i]);

		if (votes > best) {
			best = votes;
			r->delimiter = candidates[i];
		}
	}
}

static enum csv_status settle_delimiter(struct csv_reader *r, char stated, struct csv_fault *fault)
{
	size_t n, length;
	enum csv_status status = csv_source_read(r->source, r->chunk, CHUNK, &n, fault);

	if (status == CSV_FAULT)
		return status;
	r->sep_line = skip_sep_line(r->chunk, n, &r->delimiter, &length);
	if (!r->sep_line)
		find_delimiter(r, r->chunk, n);
	if (stated != 0)
		r->delimiter = stated;
	return CSV_END;
}

enum csv_status csv_open(const char *path, const struct csv_options *options,
	struct csv_reader **out, struct csv_fault *fault)
{
	struct csv_reader *r = calloc(1, sizeof *r);
	enum csv_status status;

	if (r == NULL)
		return csv_fault_set(fault, CSV_FAULT_NOMEM, 0, NULL, "out of memory");
	status = csv_source_open(path, options, &r->source, fault);
	if (status != CSV_FAULT)
		status = settle_delimiter(r, options->delimiter, fault);
	if (status != CSV_FAULT)
		status = csv_rewind(r, fault);
	if (status == CSV_FAULT) {
		csv_close(r);
		return status;
	}
	*out = r;
	return CSV_END;
}

struct csv_reader *csv_close(struct csv_reader *r)
{
	if (r == NULL)
		return NULL;
	if (r->parser_ready)
		csv_free(&r->parser);
	csv_source_close(r->source);
	buf_free(&r->queue.text);
	free(r->queue.starts);
	free(r->queue.lengths);
	free(r->queue.rows);
	free(r->cells);
	free(r);
	return NULL;
}

char csv_delimiter(const struct csv_reader *r)
{
	return r->delimiter;
}

const char *csv_encoding(const struct csv_reader *r)
{
	return csv_source_encoding(r->source);
}

enum csv_status csv_rewind(struct csv_reader *r, struct csv_fault *fault)
{
	enum csv_status status = csv_source_rewind(r->source, fault);

	return status == CSV_FAULT ? status : parser_start(r, fault);
}

/* ---- parsing --------------------------------------------------------------------------------- */

static bool has_failed(const struct csv_reader *r)
{
	return r->failed || r->queue.text.failed || r->limit[0] != '\0';
}

static enum csv_status fault_at(struct csv_reader *r, struct csv_fault *fault)
{
	if (r->failed || r->queue.text.failed)
		return csv_fault_set(fault, CSV_FAULT_NOMEM, 0, NULL, "out of memory");
	if (r->limit[0] != '\0')
		return csv_fault_set(fault, CSV_FAULT_CONTENT, r->limit_line,
			"check that the quotes there are closed", "%s", r->limit);
	return csv_fault_set(fault, CSV_FAULT_CONTENT, r->cell_line,
		"double the quotes inside a text: \"\"", "a quote stands where none may");
}

/* The end of the piece at `bytes` that ends with a line, or all of it; CR, LF and CRLF end lines.
 */
static size_t line_length(const char *bytes, size_t n)
{
	const char *lf = memchr(bytes, '\n', n);
	size_t length = lf != NULL ? (size_t)(lf - bytes) + 1 : n;
	const char *cr = memchr(bytes, '\r', length);

	if (cr != NULL && (size_t)(cr - bytes) + 1 < length && cr[1] != '\n')
		return (size_t)(cr - bytes) + 1;
	return length;
}

static void count_line(struct csv_reader *r, const char *bytes, size_t n)
{
	bool continues = r->after_return && n > 0 && bytes[0] == '\n' && n == 1;

	r->after_return = n > 0 && bytes[n - 1] == '\r';
	if (n > 0 && !continues && (bytes[n - 1] == '\n' || bytes[n - 1] == '\r'))
		r->line++;
}

/* A cell that is not at its end yet. */
static enum csv_status fault_of_long_cell(const struct csv_reader *r, struct csv_fault *fault)
{
	size_t column = r->queue.cells - r->row_first + 1;

	if (!r->parser.quoted)
		return csv_fault_set(fault, CSV_FAULT_CONTENT, r->cell_line,
			"check that the quotes there are closed",
			"the cell in column %zu is longer than " MAX_FIELD, column);
	return csv_fault_set(fault, CSV_FAULT_CONTENT, r->cell_line,
		"close it with \", or double the quotes inside the text",
		"the quote that opens in column %zu does not close within " MAX_FIELD, column);
}

static enum csv_status parse_chunk(
	struct csv_reader *r, const char *bytes, size_t n, struct csv_fault *fault)
{
	while (n > 0) {
		size_t length = line_length(bytes, n);
		const char *nul = memchr(bytes, '\0', length);

		if (nul != NULL)
			return csv_fault_set(fault, CSV_FAULT_CONTENT, r->line,
				"state its encoding with --encoding, or save it again as CSV",
				"the file is no text: it holds NUL bytes");
		if (!r->row_started) {
			r->row_line = r->cell_line = r->line;
			r->row_started = true;
		}
		if (csv_parse(&r->parser, bytes, length, on_cell, on_row, r) != length ||
			has_failed(r))
			return fault_at(r, fault);
		count_line(r, bytes, length);
		bytes += length;
		n -= length;
		/* Between rows, also after a blank line of which libcsv says nothing; else a quoted
		 * cell goes on in the next line. */
		if (r->parser.pstate == 0)
			r->row_started = false;
		if (r->parser.entry_pos > CSV_MAX_FIELD)
			return fault_of_long_cell(r, fault);
	}
	return CSV_END;
}

static enum csv_status finish(struct csv_reader *r, struct csv_fault *fault)
{
	r->at_end = true;
	if (csv_fini(&r->parser, on_cell, on_row, r) != 0)
		return csv_fault_set(fault, CSV_FAULT_CONTENT, r->cell_line,
			"close it with \", or double the quotes inside the text",
			"a quote opens that never closes");
	return has_failed(r) ? fault_at(r, fault) : CSV_END;
}

static enum csv_status fill(struct csv_reader *r, struct csv_fault *fault)
{
	bool first = r->line == 1 && r->sep_line;
	size_t n, skip = 0;
	char delimiter;
	enum csv_status status = csv_source_read(r->source, r->chunk, CHUNK, &n, fault);

	/* Cells of a row that is not finished move to the front of the queue. */
	struct queue *q = &r->queue;
	size_t kept = q->cells - r->row_first,
	       from = kept > 0 ? q->starts[r->row_first] : q->text.len;

	if (q->text.data != NULL)
		memmove(q->text.data, q->text.data + from, q->text.len - from);
	buf_truncate(&q->text, q->text.len - from);
	for (size_t i = 0; i < kept; i++) {
		q->starts[i] = q->starts[r->row_first + i] - from;
		q->lengths[i] = q->lengths[r->row_first + i];
	}
	q->cells = kept;
	q->count = q->next = 0;
	r->row_first = 0;
	if (status == CSV_FAULT) {
		fault->line = r->line;
		return status;
	}
	if (n == 0)
		return finish(r, fault);
	if (first && skip_sep_line(r->chunk, n, &delimiter, &skip))
		r->line++;
	return parse_chunk(r, r->chunk + skip, n - skip, fault);
}

enum csv_status csv_next(struct csv_reader *r, struct csv_row *row, struct csv_fault *fault)
{
	struct queue *q = &r->queue;
	const struct queued *queued;

	while (q->next == q->count) {
		if (r->at_end)
			return CSV_END;
		if (fill(r, fault) == CSV_FAULT)
			return CSV_FAULT;
	}
	queued = &q->rows[q->next++];
	if (queued->count > r->cells_capacity) {
		const char **cells = realloc(r->cells, queued->count * sizeof *cells);

		if (cells == NULL)
			return csv_fault_set(fault, CSV_FAULT_NOMEM, 0, NULL, "out of memory");
		r->cells = cells;
		r->cells_capacity = queued->count;
	}
	for (size_t i = 0; i < queued->count; i++)
		r->cells[i] = q->text.data + q->starts[queued->first + i];
	*row = (struct csv_row){r->cells, q->lengths + queued->first, queued->count, queued->line};
	return CSV_ROW;
}
