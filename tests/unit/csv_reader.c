/*
 * csv_reader.c - files as spreadsheets save them, made here from cells that are known:
 * whatever the quoting, the line ends and the encoding, the same cells come
 * out, each row with its line. Bytes that are no CSV are an error with its line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "exchange/csv_reader.h"
#include "random.h"
#include "utf8.h"

/* ---- files ----------------------------------------------------------------------------------- */

/* In memory: thousands of files are read here. */
static char path[64];
static int file_fd = -1;

static int make_file(void **state)
{
	(void)state;
	file_fd = memfd_create("csv", MFD_CLOEXEC);
	snprintf(path, sizeof path, "/proc/self/fd/%d", file_fd);
	return file_fd >= 0 ? 0 : -1;
}

static int close_file(void **state)
{
	(void)state;
	return close(file_fd);
}

static void save(const void *bytes, size_t n)
{
	assert_int_equal(ftruncate(file_fd, 0), 0);
	assert_int_equal(pwrite(file_fd, bytes, n, 0), n);
}

/* All rows as "line [cell][cell]\n", a fault as "fault line: message\n". */
static void add_rows(struct csv_reader *reader, struct buf *out)
{
	struct csv_fault fault;
	struct csv_row row;
	enum csv_status status;

	while ((status = csv_next(reader, &row, &fault)) == CSV_ROW) {
		buf_addf(out, "%d ", (int)row.line);
		for (size_t i = 0; i < row.count; i++) {
			assert_int_equal(row.cells[i][row.lengths[i]], '\0');
			buf_addc(out, '[');
			buf_add(out, row.cells[i], row.lengths[i]);
			buf_addc(out, ']');
		}
		buf_addc(out, '\n');
	}
	if (status == CSV_FAULT)
		buf_addf(out, "fault %d: %s\n", (int)fault.line, fault.message);
}

static struct csv_reader *opened(char delimiter, const char *encoding)
{
	const struct csv_options options = {.delimiter = delimiter, .encoding = encoding};
	struct csv_reader *reader = NULL;
	struct csv_fault fault;

	if (csv_open(path, &options, &reader, &fault) == CSV_FAULT)
		fail_msg("%s", fault.message);
	return reader;
}

/* Reads the file twice; both times the same must come. */
static void read_file(char delimiter, const char *encoding, struct buf *out)
{
	struct csv_reader *reader = opened(delimiter, encoding);
	struct buf again CLEANUP(buf_free) = {0};
	struct csv_fault fault;

	add_rows(reader, out);
	assert_int_equal(csv_rewind(reader, &fault), CSV_END);
	add_rows(reader, &again);
	csv_close(reader);
	assert_string_equal(buf_str(&again), buf_str(out));
}

static void assert_rows(const char *bytes, size_t n, char delimiter, const char *expected)
{
	struct buf rows CLEANUP(buf_free) = {0};

	save(bytes, n);
	read_file(delimiter, NULL, &rows);
	assert_string_equal(buf_str(&rows), expected);
}

/* The fault that ends the reading; rows before it may come first. */
static void assert_fault(const char *bytes, size_t n, char delimiter, const char *expected)
{
	struct buf rows CLEANUP(buf_free) = {0};
	const char *fault;

	save(bytes, n);
	read_file(delimiter, NULL, &rows);
	fault = strstr(buf_str(&rows), "fault");
	assert_non_null(fault);
	assert_string_equal(fault, expected);
}

/* ---- the model: cells that are known, and the file made of them ------------------------------ */

struct model {
	struct buf file;     /* UTF-8 */
	struct buf expected; /* what add_rows() should say */
	int line;            /* of the next byte */
	const char *end;     /* of lines */
	char delimiter;
};

static void model_free(struct model *m)
{
	buf_free(&m->file);
	buf_free(&m->expected);
}

/* Adds to the file and counts the lines that end in what was added. */
static void model_add(struct model *m, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		m->line += s[i] == '\r' || (s[i] == '\n' && (i == 0 || s[i - 1] != '\r'));
	buf_add(&m->file, s, n);
}

static void random_cell(struct random *r, struct buf *out)
{
	/* Behind each letter of Windows-1252 an ASCII one, so that no two look like UTF-8. */
	static const char *const pieces[] = {"a", "Dana", "0", "12.5", " ", "\t", "\"", "\"\"", ",",
		";", "|", "\n", "\r\n", "\r", "'", "=1", "é.", "ß-", "€x", "\u2019s", "\u00a0."};

	for (unsigned n = random_below(r, 5); n > 0; n--)
		buf_adds(out, pieces[random_below(r, ARRAY_SIZE(pieces))]);
}

static void model_add_cell(struct random *r, struct model *m, const struct buf *cell)
{
	const char special[] = {m->delimiter, '"', '\r', '\n', '\0'};
	bool tab = m->delimiter != '\t' && random_below(r, 4) == 0;

	if (strpbrk(buf_str(cell), special) == NULL && random_below(r, 3) > 0) {
		model_add(m, buf_str(cell), cell->len);
		return;
	}
	model_add(m, tab ? "\t \"" : "\"", tab ? 3 : 1); /* blanks around the quotes are no text */
	for (size_t i = 0, n; i < cell->len; i += n) {
		n = strcspn(cell->data + i, "\"");
		model_add(m, cell->data + i, n);
		if (cell->data[i + n] == '"') {
			model_add(m, "\"\"", 2);
			n++;
		}
	}
	model_add(m, tab ? "\" " : "\"", tab ? 2 : 1);
}

/* The cell without the blanks around it. */
static void expect_cell(struct model *m, const struct buf *cell, bool *filled)
{
	const char *s = buf_str(cell), *end = s + cell->len;

	for (;;) {
		if (s < end && strchr(" \t\r\n", *s) != NULL)
			s++;
		else if (end - s > 1 && memcmp(s, "\u00a0", 2) == 0)
			s += 2;
		else
			break;
	}
	for (;;) {
		if (s < end && strchr(" \t\r\n", end[-1]) != NULL)
			end--;
		else if (end - s > 1 && memcmp(end - 2, "\u00a0", 2) == 0)
			end -= 2;
		else
			break;
	}
	*filled = *filled || s < end;
	buf_addc(&m->expected, '[');
	buf_add(&m->expected, s, (size_t)(end - s));
	buf_addc(&m->expected, ']');
}

static void model_add_row(struct random *r, struct model *m)
{
	size_t before = m->expected.len;
	bool filled = false;

	buf_addf(&m->expected, "%d ", m->line);
	for (unsigned n = 1 + random_below(r, 6), i = 0; i < n; i++) {
		struct buf cell CLEANUP(buf_free) = {0};

		random_cell(r, &cell);
		if (i > 0)
			model_add(m, &m->delimiter, 1);
		model_add_cell(r, m, &cell);
		expect_cell(m, &cell, &filled);
	}
	buf_addc(&m->expected, '\n');
	if (!filled) /* empty rows are passed over, but their lines counted */
		buf_truncate(&m->expected, before);
	model_add(m, m->end, strlen(m->end));
}

static void random_model(struct random *r, struct model *m, unsigned rows)
{
	static const char *const ends[] = {"\n", "\r\n", "\r"};

	*m = (struct model){.line = 1,
		.end = ends[random_below(r, 3)],
		.delimiter = ",;\t|"[random_below(r, 4)]};
	model_add(m, "x", 1); /* never empty, never "sep=" */
	model_add(m, m->end, strlen(m->end));
	buf_adds(&m->expected, "1 [x]\n");
	for (unsigned n = random_below(r, rows); n > 0; n--)
		model_add_row(r, m);
	if (random_below(r, 2)) {
		model_add(m, "last", 4); /* without a line end */
		buf_addf(&m->expected, "%d [last]\n", m->line);
	}
}

static void any_cells_come_out_with_the_line_of_their_row(void **state)
{
	struct random r = {1};

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct model m CLEANUP(model_free);

		random_model(&r, &m, 12);
		assert_rows(buf_str(&m.file), m.file.len, m.delimiter, buf_str(&m.expected));
	}
}

static void long_files_come_out_like_short_ones(void **state)
{
	struct random r = {2};

	(void)state;
	for (int i = 0; i < 6; i++) {
		struct model m CLEANUP(model_free);

		random_model(&r, &m, 8000);
		assert_rows(buf_str(&m.file), m.file.len, m.delimiter, buf_str(&m.expected));
	}
}

/* The file is read in pieces of 65536 bytes: their ends are put through all that can stand there.
 */
static void the_end_of_a_piece_does_not_show(void **state)
{
	static const char tail[] = "é,\"qu\"\"o,\r\nte\"\r\n\r\n世,b\r\n";

	(void)state;
	for (size_t shift = 0; shift < sizeof tail + 4; shift++) {
		struct buf file CLEANUP(buf_free) = {0};
		struct buf expected CLEANUP(buf_free) = {0};

		buf_pad(&file, 'x', 65540 - shift);
		buf_adds(&expected, "1 [");
		buf_add(&expected, file.data, file.len);
		buf_adds(&expected, "é][qu\"o,\r\nte]\n4 [世][b]\n");
		buf_adds(&file, tail);
		assert_rows(file.data, file.len, ',', buf_str(&expected));
	}
}

/* ---- encodings ------------------------------------------------------------------------------- */

/* The code points of the model in another encoding. */
static void encode(const struct buf *utf8, const char *how, struct buf *out)
{
	const unsigned char *s = (const unsigned char *)buf_str(utf8);

	for (size_t i = 0, n; i < utf8->len; i += n) {
		unsigned code;

		n = utf8_length((const char *)s + i, utf8->len - i);
		assert_in_range(n, 1, 3);
		code = n == 1 ? s[i]
			: n == 2
			? (s[i] & 0x1fu) << 6 | (s[i + 1] & 0x3fu)
			: (s[i] & 0xfu) << 12 | (s[i + 1] & 0x3fu) << 6 | (s[i + 2] & 0x3fu);
		if (strcmp(how, "WINDOWS-1252") == 0) {
			buf_addc(out, (char)(code == 0x20ac ? 0x80 : code == 0x2019 ? 0x92 : code));
			continue;
		}
		if (strcmp(how, "UTF-16BE") == 0)
			buf_addc(out, (char)(code >> 8));
		buf_addc(out, (char)code);
		if (strcmp(how, "UTF-16LE") == 0)
			buf_addc(out, (char)(code >> 8));
	}
}

/* The model, saved as `how` behind a mark, comes out and is called `name`. */
static void assert_encoded(const struct model *m, const char *how, const char *mark,
	size_t mark_length, const char *name)
{
	struct buf file CLEANUP(buf_free) = {0};
	struct buf rows CLEANUP(buf_free) = {0};
	struct csv_reader *reader;

	buf_add(&file, mark, mark_length);
	if (strcmp(how, "UTF-8") == 0)
		buf_add(&file, m->file.data, m->file.len);
	else
		encode(&m->file, how, &file);
	save(file.data, file.len);
	reader = opened(m->delimiter, NULL);
	assert_string_equal(csv_encoding(reader), name);
	csv_close(reader);
	read_file(m->delimiter, NULL, &rows);
	assert_string_equal(buf_str(&rows), buf_str(&m->expected));
	buf_clear(&rows);
	read_file(m->delimiter, how, &rows); /* said rather than found */
	assert_string_equal(buf_str(&rows), buf_str(&m->expected));
}

static bool is_ascii(const struct buf *b)
{
	for (size_t i = 0; i < b->len; i++)
		if ((unsigned char)b->data[i] >= 0x80)
			return false;
	return true;
}

static void the_encoding_is_found_and_changes_nothing(void **state)
{
	struct random r = {3};

	(void)state;
	for (int i = 0; i < 600; i++) {
		struct model m CLEANUP(model_free);

		random_model(&r, &m, i < 596 ? 10 : 6000);
		assert_encoded(&m, "UTF-8", "", 0, "UTF-8");
		assert_encoded(&m, "UTF-8", "\xef\xbb\xbf", 3, "UTF-8 with BOM");
		assert_encoded(&m, "UTF-16LE", "\xff\xfe", 2, "UTF-16LE");
		assert_encoded(&m, "UTF-16BE", "\xfe\xff", 2, "UTF-16BE");
		assert_encoded(
			&m, "WINDOWS-1252", "", 0, is_ascii(&m.file) ? "UTF-8" : "WINDOWS-1252");
	}
}

static void utf_16_without_a_mark_is_found(void **state)
{
	struct random r = {4};

	(void)state;
	for (int i = 0; i < 200; i++) {
		struct model m CLEANUP(model_free);

		do {
			random_model(&r, &m, 3);
			if (is_ascii(&m.file) && m.file.len >= 4)
				break;
			model_free(&m);
		} while (true);
		assert_encoded(&m, "UTF-16LE", "", 0, "UTF-16LE");
		assert_encoded(&m, "UTF-16BE", "", 0, "UTF-16BE");
	}
}

static void characters_beyond_the_first_plane_pass_in_utf_16(void **state)
{
	static const char bytes[] = "\xff\xfe"
				    "a\0,\0\x3d\xd8\x4d\xdc\n\0";
	struct buf file CLEANUP(buf_free) = {0};
	struct buf expected CLEANUP(buf_free) = {0};

	(void)state;
	assert_rows(bytes, sizeof bytes - 1, ',', "1 [a][👍]\n");
	/* Through the ends of pieces. */
	for (size_t shift = 0; shift < 4; shift++) {
		buf_clear(&file);
		buf_clear(&expected);
		buf_adds(&expected, "1 [");
		buf_add(&file, "\xff\xfe", 2);
		for (size_t i = 0; i < 4 * shift; i += 4)
			buf_add(&file, "x", 2);
		buf_pad(&expected, 'x', shift);
		for (size_t i = 0; i < 30000; i++) {
			buf_add(&file, "\x3d\xd8\x4d\xdc", 4);
			buf_adds(&expected, "👍");
		}
		buf_adds(&expected, "]\n");
		assert_rows(file.data, file.len, ',', buf_str(&expected));
	}
}

static void a_character_that_is_cut_or_wrong_is_an_error(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *message;
	} rows[] = {
		{"\xff\xfe\x61\0b", 5, "the file ends in the middle of a character"},
		{"\xff\xfe\x61", 3, "the file ends in the middle of a character"},
		{"\xff\xfe\x61\0\n\0\x3d\xd8", 8, "the file ends in the middle of a character"},
		{"\xff\xfe\x61\0\x3d\xd8\x62\0", 8, "the file is not all UTF-16LE"},
		{"a\xff\x81", 3, "the file is not all WINDOWS-1252"},
	};
	const struct csv_options options = {.delimiter = ','};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct csv_reader *reader = NULL;
		struct csv_fault fault = {.message = ""};
		enum csv_status status;
		struct csv_row row;

		save(rows[i].bytes, rows[i].n);
		status = csv_open(path, &options, &reader, &fault);
		while (reader != NULL && (status = csv_next(reader, &row, &fault)) == CSV_ROW)
			continue;
		csv_close(reader);
		assert_int_equal(status, CSV_FAULT);
		assert_string_equal(fault.message, rows[i].message);
	}
}

/* ---- delimiters ------------------------------------------------------------------------------ */

static void the_delimiter_is_found_from_rows_that_agree(void **state)
{
	static const struct {
		const char *text;
		char delimiter;
	} rows[] = {
		{"name,date\nDana,2026-11-23\n", ','},
		{"name;price\nDana;85,50\nMei;70,00\n", ';'},
		{"name\tnote\nDana\ta, b; c\n", '\t'},
		{"name|note\nDana|a\n", '|'},
		{"name;note\n\"a,b,c,d,e,f\";\"g,h\"\nx;y\n", ';'},
		{"A title, with; signs\nname;date;price\nD;x;1,5\nM;y;2,5\n", ';'},
		{"name\nDana\n", ','},
		{"name;date\rDana;x\rMei;y", ';'},
		{"sep=|\na,b,c\n1,2,3\n", '|'},
		{"SEP=;\r\na,b,c\r\n1,2,3\r\n", ';'},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct csv_reader *reader;

		save(rows[i].text, strlen(rows[i].text));
		reader = opened(0, NULL);
		if (csv_delimiter(reader) != rows[i].delimiter)
			fail_msg("the delimiter of \"%s\" is found to be '%c'", rows[i].text,
				csv_delimiter(reader));
		csv_close(reader);
		reader = opened('#', NULL);
		assert_int_equal(csv_delimiter(reader), '#');
		csv_close(reader);
	}
}

static void a_line_that_states_the_delimiter_is_no_row_but_a_line(void **state)
{
	(void)state;
	assert_rows("sep=;\r\na;b\r\n", 12, 0, "2 [a][b]\n");
	assert_rows("sep=;\na;b\n", 10, ',', "2 [a;b]\n");
	assert_rows("sep=;x\na,b\n", 11, ',', "1 [sep=;x]\n2 [a][b]\n");
	assert_rows("sep=\na,b\n", 9, ',', "1 [sep=]\n2 [a][b]\n");
	assert_rows("sep=\n\na,b\n", 10, ',', "1 [sep=]\n3 [a][b]\n");
	assert_fault("sep=\"\na,b\n", 10, '|', "fault 1: a quote stands where none may\n");
}

/* ---- what is not CSV ------------------------------------------------------------------------- */

static void a_quote_that_never_closes_is_an_error_where_it_opened(void **state)
{
	static const struct {
		const char *text, *expected;
	} rows[] = {
		{"a,b\nc,\"d\ne,f\n", "fault 2: a quote opens that never closes\n"},
		{"a,b\r\n\r\n\"", "fault 3: a quote opens that never closes\n"},
		{"\"one\ntwo\",\"three\nfour", "fault 2: a quote opens that never closes\n"},
		{"\"one\ntwo\",x,y\n\"1\n2\",\"3\n4\"\n\"a\nb\",\"c\nd\",\"e\n\n\n",
			"fault 8: a quote opens that never closes\n"},
		{"a,\"b\nc,\"d\"\n", "fault 1: a quote stands where none may\n"},
		{"a,b\nc,d\"e\n", "fault 2: a quote stands where none may\n"},
		{"a,b\n\"c\"d,e\n", "fault 2: a quote stands where none may\n"},
		{"\"one\ntwo\",d\"e\n", "fault 2: a quote stands where none may\n"},
		{"\"one\ntwo\",d\"e\n", "fault 2: a quote stands where none may\n"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_fault(rows[i].text, strlen(rows[i].text), ',', rows[i].expected);
}

/* Wherever it stands: rows of a file, and then a quote on a known line. */
static void an_open_quote_behind_any_rows_is_an_error_with_its_line(void **state)
{
	struct random r = {5};

	(void)state;
	for (int i = 0; i < 500; i++) {
		struct model m CLEANUP(model_free);
		struct buf rows CLEANUP(buf_free) = {0};
		char *fault;

		random_model(&r, &m, 8);
		model_add(&m, m.end, strlen(m.end));
		model_add(&m, "z", 1);
		model_add(&m, &m.delimiter, 1);
		model_add(&m, "\"open", 5);
		buf_addf(&m.expected, "fault %d: a quote opens that never closes\n", m.line);
		for (unsigned n = random_below(&r, 4); n > 0; n--)
			model_add(&m, "\nmore", 5);
		save(m.file.data, m.file.len);
		read_file(m.delimiter, NULL, &rows);
		fault = strstr(m.expected.data, "fault");
		assert_true(rows.len >= strlen(fault));
		assert_string_equal(rows.data + rows.len - strlen(fault), fault);
	}
}

static void what_is_no_text_is_refused_with_what_it_is(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *what;
	} rows[] = {
		{"", 0, "is empty"},
		{"PK\x03\x04"
		 "abc",
			7, "is a workbook"},
		{"\xd0\xcf\x11\xe0"
		 "abc",
			7, "is an old Excel workbook"},
		{"%PDF-1.4", 8, "is a PDF"},
		{"SQLite format 3", 16, "is a database"},
	};
	const struct csv_options none = {0}, odd = {.encoding = "no-such-encoding"};
	struct csv_reader *reader = NULL;
	struct csv_fault fault;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		save(rows[i].bytes, rows[i].n);
		assert_int_equal(csv_open(path, &none, &reader, &fault), CSV_FAULT);
		assert_int_equal(fault.kind, CSV_FAULT_CONTENT);
		assert_non_null(strstr(fault.message, rows[i].what));
		assert_string_not_equal(fault.hint, "");
	}
	save("a,b\n", 4);
	assert_int_equal(csv_open(path, &odd, &reader, &fault), CSV_FAULT);
	assert_non_null(strstr(fault.message, "\"no-such-encoding\" is not an encoding"));
	assert_int_equal(csv_open("/tmp", &none, &reader, &fault), CSV_FAULT);
	assert_non_null(strstr(fault.message, "is a folder"));
	assert_int_equal(csv_open("/tmp/no/such/file", &none, &reader, &fault), CSV_FAULT);
	assert_int_equal(fault.kind, CSV_FAULT_NOFILE);
	assert_null(reader);
	assert_fault("a,b\nc,\0d\n", 9, ',', "fault 2: the file is no text: it holds NUL bytes\n");
}

static void cells_have_a_limit_that_is_told(void **state)
{
	struct buf file CLEANUP(buf_free) = {0};
	struct buf rows CLEANUP(buf_free) = {0};

	(void)state;
	for (size_t extra = 0; extra < 2; extra++) {
		for (int quoted = 0; quoted < 2; quoted++) {
			buf_clear(&file);
			buf_clear(&rows);
			buf_adds(&file, quoted ? "a\nb,\"" : "a\nb,");
			buf_pad(&file, 'x', CSV_MAX_FIELD + extra);
			buf_adds(&file, quoted ? "\"\n" : "\n");
			save(file.data, file.len);
			read_file(',', NULL, &rows);
			assert_int_equal(
				strncmp(rows.data, "1 [a]\n2 [b][xxx", 15) == 0, extra == 0);
			assert_int_equal(strstr(rows.data,
						 "fault 2: the cell in column 2 is "
						 "longer than 1 MB\n") != NULL,
				extra == 1);
		}
	}
}

static void rows_have_a_limit_that_is_told_also_at_the_end(void **state)
{
	static const char *const ends[] = {"\n", "\nmore\n", ""};
	static const char message[] = "fault 2: the row has more than 1024 cells\n";

	(void)state;
	for (size_t i = 0; i < 2 * ARRAY_SIZE(ends); i++) {
		struct buf file CLEANUP(buf_free) = {0};
		struct buf rows CLEANUP(buf_free) = {0};
		size_t extra = i % 2;

		buf_adds(&file, "a\nb");
		buf_pad(&file, ',', CSV_MAX_CELLS - 1 + extra);
		buf_adds(&file, ends[i / 2]);
		save(file.data, file.len);
		read_file(',', NULL, &rows);
		assert_int_equal(strncmp(rows.data, "1 [a]\n2 [b][][]", 15) == 0, extra == 0);
		assert_int_equal(strstr(rows.data, message) != NULL, extra == 1);
	}
}

static void a_quote_that_swallows_the_file_is_stopped(void **state)
{
	struct buf file CLEANUP(buf_free) = {0};
	struct buf rows CLEANUP(buf_free) = {0};

	(void)state;
	buf_adds(&file, "a\n\"b\n");
	for (int i = 0; i < 300000; i++)
		buf_adds(&file, "line\n");
	save(file.data, file.len);
	read_file(',', NULL, &rows);
	assert_string_equal(buf_str(&rows),
		"1 [a]\nfault 2: the quote that opens in column 1 does not close within 1 MB\n");
}

/* ---- any bytes ------------------------------------------------------------------------------- */

static void any_bytes_are_rows_or_an_error(void **state)
{
	static const char common[] = "\"\"\"\n\n\r\r,;\t|  ab1\xe9\xc3\xa9\xff\xfe";
	static const char *const encodings[] = {
		NULL, NULL, NULL, "UTF-8", "UTF-16LE", "UTF-16", "WINDOWS-1252", "ISO-8859-1"};
	static const char *const fronts[] = {
		"", "", "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "sep="};
	struct random r = {6};
	size_t good = 0, bad = 0;

	(void)state;
	for (int i = 0; i < 6000; i++) {
		const struct csv_options options = {
			.delimiter = random_below(&r, 2) ? ",;\t|"[random_below(&r, 4)] : '\0',
			.encoding = encodings[random_below(&r, ARRAY_SIZE(encodings))]};
		struct buf file CLEANUP(buf_free) = {0};
		struct buf rows CLEANUP(buf_free) = {0};
		struct csv_reader *reader = NULL;
		struct csv_fault fault = {.message = ""};

		buf_adds(&file, fronts[random_below(&r, ARRAY_SIZE(fronts))]);
		for (unsigned n = random_below(&r, 60); n > 0; n--)
			buf_addc(&file,
				(char)(random_below(&r, 20) == 0
						? random_below(&r, 256)
						: (unsigned char)common[random_below(
							  &r, sizeof common - 1)]));
		save(buf_str(&file), file.len);
		if (csv_open(path, &options, &reader, &fault) == CSV_FAULT) {
			assert_string_not_equal(fault.message, "");
			continue;
		}
		csv_close(reader);
		read_file(options.delimiter, options.encoding, &rows);
		good += strstr(buf_str(&rows), "fault") == NULL;
		bad += strstr(buf_str(&rows), "fault") != NULL;
	}
	assert_in_range(good, 300, 5700);
	assert_in_range(bad, 300, 5700);
}

/* ---- pipes ----------------------------------------------------------------------------------- */

static void a_pipe_is_read_twice_like_a_file(void **state)
{
	const struct csv_options options = {0};
	struct buf rows CLEANUP(buf_free) = {0};
	struct csv_reader *reader = NULL;
	struct csv_fault fault;
	int ends[2], before = dup(STDIN_FILENO);

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "a;b\n1;2\n", 8), 8);
	close(ends[1]);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	assert_int_equal(csv_open("-", &options, &reader, &fault), CSV_END);
	add_rows(reader, &rows);
	assert_int_equal(csv_rewind(reader, &fault), CSV_END);
	add_rows(reader, &rows);
	csv_close(reader);
	assert_int_equal(dup2(before, STDIN_FILENO), STDIN_FILENO);
	close(before);
	assert_string_equal(buf_str(&rows), "1 [a][b]\n2 [1][2]\n1 [a][b]\n2 [1][2]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_cells_come_out_with_the_line_of_their_row),
		cmocka_unit_test(long_files_come_out_like_short_ones),
		cmocka_unit_test(the_end_of_a_piece_does_not_show),
		cmocka_unit_test(the_encoding_is_found_and_changes_nothing),
		cmocka_unit_test(utf_16_without_a_mark_is_found),
		cmocka_unit_test(characters_beyond_the_first_plane_pass_in_utf_16),
		cmocka_unit_test(a_character_that_is_cut_or_wrong_is_an_error),
		cmocka_unit_test(the_delimiter_is_found_from_rows_that_agree),
		cmocka_unit_test(a_line_that_states_the_delimiter_is_no_row_but_a_line),
		cmocka_unit_test(a_quote_that_never_closes_is_an_error_where_it_opened),
		cmocka_unit_test(an_open_quote_behind_any_rows_is_an_error_with_its_line),
		cmocka_unit_test(what_is_no_text_is_refused_with_what_it_is),
		cmocka_unit_test(cells_have_a_limit_that_is_told),
		cmocka_unit_test(rows_have_a_limit_that_is_told_also_at_the_end),
		cmocka_unit_test(a_quote_that_swallows_the_file_is_stopped),
		cmocka_unit_test(any_bytes_are_rows_or_an_error),
		cmocka_unit_test(a_pipe_is_read_twice_like_a_file),
	};

	return cmocka_run_group_tests(tests, make_file, close_file);
}
