/*
 * sink.c - how rows come out: the exact bytes of every form, what happens when the
 * terminal is narrow, and what happens when nobody reads on. The rows are made here,
 * so that nothing of the library but its helpers is needed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sink.h"
#include "util/text.h"

/* ---- made-up rows ---------------------------------------------------------------------------- */

struct mct_field {
	const char *name, *title;
	mct_type_t type;
	unsigned flags;
};

struct mct_rows {
	const mct_field_t *fields;
	size_t width;
	const char *const *cells; /* row after row; NULL: unset */
	size_t count, current;
	size_t repeat;           /* then the last row again, so many times */
	mct_status_t fails_with; /* instead of the end */
};

mct_status_t mct_rows_next(mct_rows_t *rows)
{
	if (rows->current < rows->count)
		rows->current++;
	else if (rows->count > 0 && rows->repeat > 0)
		rows->repeat--;
	else
		return rows->fails_with != MCT_OK ? rows->fails_with : MCT_DONE;
	return MCT_ROW;
}

size_t mct_rows_width(const mct_rows_t *rows)
{
	return rows->width;
}

const mct_field_t *mct_rows_column(const mct_rows_t *rows, size_t i)
{
	return &rows->fields[i];
}

void mct_rows_value(const mct_rows_t *rows, size_t i, struct mct_value *out)
{
	const char *cell = rows->cells[(rows->current - 1) * rows->width + i];

	*out = (struct mct_value){.text = ""};
	if (cell != NULL)
		*out = (struct mct_value){.set = true, .text = cell, .length = strlen(cell)};
}

const char *mct_value_text(mct_t *m, const mct_field_t *f, const struct mct_value *v,
	enum mct_form form, size_t *length)
{
	static char human[64];

	(void)m;
	*length = v->length;
	if (!v->set || form == MCT_FORM_MACHINE || f->type != MCT_TYPE_MONEY)
		return v->text;
	*length = (size_t)snprintf(human, sizeof human, "$%s", v->text);
	return human;
}

const char *mct_field_name(const mct_field_t *f)
{
	return f->name;
}

const char *mct_field_title(const mct_field_t *f)
{
	return f->title;
}

mct_type_t mct_field_type(const mct_field_t *f)
{
	return f->type;
}

unsigned mct_field_flags(const mct_field_t *f)
{
	return f->flags;
}

/* Stands in for what import would misread. */
enum mct_guard mct_field_guard(const mct_field_t *f, const char *text, size_t length)
{
	if (f->type == MCT_TYPE_NAME && memchr(text, ',', length) != NULL)
		return MCT_GUARD_QUOTES;
	return text_same(text, length, "none") ? MCT_GUARD_APOSTROPHE : MCT_GUARD_NONE;
}

#define ROWS(the_fields, the_cells)                                                                \
	{                                                                                          \
		.fields = (the_fields), .width = ARRAY_SIZE(the_fields), .cells = (the_cells),     \
		.count = ARRAY_SIZE(the_cells) / ARRAY_SIZE(the_fields)                            \
	}

/* ---- printing them --------------------------------------------------------------------------- */

struct printed {
	char *text, *notes; /* stdout and stderr */
	int64_t count;
	mct_status_t status;
	int error;
	const char *unknown;
};

static void printed_free(struct printed *p)
{
	free(p->text);
	free(p->notes);
}

/* All that the file holds, with a NUL behind it. */
static char *contents(int fd)
{
	struct buf all = {0};
	char block[4096];
	ssize_t n;

	assert_true(lseek(fd, 0, SEEK_SET) == 0);
	while ((n = read(fd, block, sizeof block)) > 0)
		buf_add(&all, block, (size_t)n);
	close(fd);
	return buf_take(&all);
}

static int new_file(void)
{
	char path[] = "/tmp/mct-sink-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	unlink(path);
	return fd;
}

/* Puts a new file in the place of fd; *saved is what was there. */
static int divert(int fd, int *saved)
{
	int file = new_file();

	*saved = dup(fd);
	assert_true(*saved >= 0 && dup2(file, fd) == fd);
	return file;
}

static void restore(int fd, int saved)
{
	assert_true(dup2(saved, fd) == fd);
	close(saved);
}

static struct printed print(
	mct_rows_t rows, const struct sink_options *options, const struct term *term)
{
	struct printed p = {.count = -1};
	struct out out;
	int stderr_before, fd = new_file(), notes = divert(STDERR_FILENO, &stderr_before);

	out_init(&out, fd);
	p.status = sink_rows(NULL, &rows, &out, term, options, &p.count, &p.unknown);
	p.error = out_close(&out);
	restore(STDERR_FILENO, stderr_before);
	p.text = contents(fd);
	p.notes = contents(notes);
	return p;
}

#define PRINTED(name, ...) struct printed name CLEANUP(printed_free) = print(__VA_ARGS__)

static const struct term pipe_term = {.utf8 = true};
static const struct sink_options as_table = {.form = SINK_TABLE}, as_card = {.form = SINK_CARD},
				 as_json = {.form = SINK_JSON}, as_csv = {.form = SINK_CSV},
				 as_tsv = {.form = SINK_TSV};

static struct term terminal(size_t width)
{
	return (struct term){.utf8 = true, .out_tty = true, .width = width, .height = 24};
}

static void assert_not_wider(const char *text, size_t width)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		if (text_width(text, length) > width)
			fail_msg("wider than %zu: %.*s", width, (int)length, text);
		text += length + (text[length] == '\n');
	}
}

/* The mark stands in the same column of every line that has it. */
static void assert_aligned(const char *text, const char *mark)
{
	size_t column = SIZE_MAX, seen = 0;

	for (const char *line = text; *line != '\0';) {
		size_t length = strcspn(line, "\n");
		const char *at = memmem(line, length, mark, strlen(mark));

		if (at != NULL) {
			size_t here = text_width(line, (size_t)(at - line));

			if (column != SIZE_MAX && here != column)
				fail_msg("not aligned: %.*s", (int)length, line);
			column = here;
			seen++;
		}
		line += length + (line[length] == '\n');
	}
	assert_true(seen > 1);
}

/* ---- a small practice ------------------------------------------------------------------------ */

static const mct_field_t client_fields[] = {
	{"id", "Id", MCT_TYPE_TEXT, MCT_FIELD_LISTED},
	{"name", "Name", MCT_TYPE_NAME, MCT_FIELD_LISTED},
	{"email", "E-mail", MCT_TYPE_EMAIL, MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	{"phone", "Phone", MCT_TYPE_PHONE, MCT_FIELD_LISTED},
	{"paid", "So far", MCT_TYPE_MONEY, MCT_FIELD_LISTED},
	{"visits", "Visits", MCT_TYPE_COUNT, 0},
	{"tags", "Tags", MCT_TYPE_WORDS, 0},
	{"cautions", "Cautions", MCT_TYPE_LONG_TEXT, MCT_FIELD_LISTED | MCT_FIELD_ALERT},
	{"note", "Note", MCT_TYPE_LONG_TEXT, 0},
};

static const char *const client_cells[] = {
	"c1",
	"Dana \"Di\" Whitfield",
	"dana@example.org",
	"555-0142",
	"2400.00",
	"30",
	"runner; early",
	"latex allergy",
	"line one\nline, two",
	"c2",
	"Mei",
	NULL,
	NULL,
	NULL,
	"0",
	NULL,
	NULL,
	NULL,
	"c3",
	"林美",
	"=HYPERLINK(1)",
	"+1 555 0100",
	"70.00",
	NULL,
	"a\tb\\c",
	NULL,
	"👩🏽‍💻 e\xcc\x81",
};

static const mct_rows_t clients = ROWS(client_fields, client_cells);

/* ---- forms for programs ---------------------------------------------------------------------- */

static void json_is_one_array_with_an_object_a_line(void **state)
{
	PRINTED(p, clients, &as_json, &pipe_term);

	(void)state;
	assert_int_equal(p.status, MCT_OK);
	assert_int_equal(p.count, 3);
	assert_string_equal(p.text,
		"[\n"
		"{\"id\": \"c1\", \"name\": \"Dana \\\"Di\\\" Whitfield\", "
		"\"email\": \"dana@example.org\", \"phone\": \"555-0142\", \"paid\": 2400.00, "
		"\"visits\": 30, \"tags\": [\"runner\", \"early\"], "
		"\"cautions\": \"latex allergy\", \"note\": \"line one\\nline, two\"},\n"
		"{\"id\": \"c2\", \"name\": \"Mei\", \"email\": null, \"phone\": null, "
		"\"paid\": null, \"visits\": 0, \"tags\": null, \"cautions\": null, "
		"\"note\": null},\n"
		"{\"id\": \"c3\", \"name\": \"林美\", \"email\": \"=HYPERLINK(1)\", "
		"\"phone\": \"+1 555 0100\", \"paid\": 70.00, \"visits\": null, "
		"\"tags\": [\"a\\tb\\\\c\"], \"cautions\": null, "
		"\"note\": \"👩🏽‍💻 e\xcc\x81\"}\n"
		"]\n");
	assert_string_equal(p.notes, "");
}

static void csv_is_rfc_4180_and_guards_formulas(void **state)
{
	PRINTED(p, clients, &as_csv, &pipe_term);

	(void)state;
	assert_int_equal(p.count, 3);
	assert_string_equal(p.text,
		"id,name,email,phone,paid,visits,tags,cautions,note\r\n"
		"c1,\"Dana \"\"Di\"\" Whitfield\",dana@example.org,555-0142,2400.00,30,"
		"runner; early,latex allergy,\"line one\nline, two\"\r\n"
		"c2,Mei,,,,0,,,\r\n"
		"c3,林美,'=HYPERLINK(1),+1 555 0100,70.00,,a\tb\\c,,👩🏽‍💻 e\xcc\x81\r\n");
}

static void csv_for_excel_has_a_bom_and_its_delimiter(void **state)
{
	static const char *const columns[] = {"name", "tags", NULL};
	const struct sink_options options = {
		.form = SINK_CSV,
		.columns = columns,
		.csv_delimiter = ';',
		.csv_bom = true,
	};
	PRINTED(p, clients, &options, &pipe_term);

	(void)state;
	assert_string_equal(p.text,
		"\xef\xbb\xbfname;tags\r\n"
		"\"Dana \"\"Di\"\" Whitfield\";\"runner; early\"\r\n"
		"Mei;\r\n"
		"林美;a\tb\\c\r\n");
}

static void raw_csv_quotes_but_does_not_guard(void **state)
{
	static const char *const columns[] = {"email", "note", NULL};
	const struct sink_options options = {.form = SINK_CSV, .columns = columns, .raw_csv = true};
	PRINTED(p, clients, &options, &pipe_term);

	(void)state;
	assert_string_equal(p.text,
		"email,note\r\n"
		"dana@example.org,\"line one\nline, two\"\r\n"
		",\r\n"
		"=HYPERLINK(1),👩🏽‍💻 e\xcc\x81\r\n");
}

static void what_import_would_misread_is_guarded(void **state)
{
	static const mct_field_t fields[] = {{"name", "Name", MCT_TYPE_NAME, MCT_FIELD_LISTED},
		{"note", "Note", MCT_TYPE_TEXT, MCT_FIELD_LISTED}};
	static const char *const cells[] = {"Kim, Lee & Co", "none", "Mei Tan", "=1, 2"};
	const mct_rows_t rows = ROWS(fields, cells);
	const struct sink_options raw = {.form = SINK_CSV, .raw_csv = true};
	PRINTED(guarded, rows, &as_csv, &pipe_term);
	PRINTED(plain, rows, &raw, &pipe_term);

	(void)state;
	assert_string_equal(guarded.text,
		"name,note\r\n\"\"\"Kim, Lee & Co\"\"\",'none\r\nMei Tan,\"'=1, 2\"\r\n");
	assert_string_equal(
		plain.text, "name,note\r\n\"Kim, Lee & Co\",none\r\nMei Tan,\"=1, 2\"\r\n");
}

static void a_row_of_one_unset_csv_cell_is_still_a_row(void **state)
{
	static const char *const columns[] = {"phone", NULL};
	const struct sink_options options = {.form = SINK_CSV, .columns = columns};
	PRINTED(p, clients, &options, &pipe_term);

	(void)state;
	assert_string_equal(p.text, "phone\r\n555-0142\r\n\"\"\r\n+1 555 0100\r\n");
}

static void tsv_has_no_heading_and_one_line_a_row(void **state)
{
	static const char *const columns[] = {"id", "phone", "tags", "note", NULL};
	const struct sink_options options = {.form = SINK_TSV, .columns = columns};
	PRINTED(p, clients, &options, &pipe_term);

	(void)state;
	assert_string_equal(p.text,
		"c1\t555-0142\trunner; early\tline one\\nline, two\n"
		"c2\t\t\t\n"
		"c3\t+1 555 0100\ta\\tb\\\\c\t👩🏽‍💻 e\xcc\x81\n");
}

static void no_rows_have_a_form_too(void **state)
{
	const mct_rows_t none = {.fields = client_fields, .width = ARRAY_SIZE(client_fields)};
	PRINTED(json, none, &as_json, &pipe_term);
	PRINTED(csv, none, &as_csv, &pipe_term);
	PRINTED(tsv, none, &as_tsv, &pipe_term);
	PRINTED(table, none, &as_table, &pipe_term);
	PRINTED(card, none, &as_card, &pipe_term);

	(void)state;
	assert_string_equal(json.text, "[]\n");
	assert_string_equal(csv.text, "id,name,email,phone,paid,visits,tags,cautions,note\r\n");
	assert_string_equal(tsv.text, "");
	assert_string_equal(table.text, "");
	assert_string_equal(card.text, "");
	assert_int_equal(table.count, 0);
	assert_int_equal(table.status, MCT_OK);
}

static void a_failure_of_the_rows_is_passed_on_and_leaves_the_array_open(void **state)
{
	static const struct sink_options *const forms[] = {&as_table, &as_card, &as_csv, &as_tsv};
	mct_rows_t broken = clients;

	(void)state;
	broken.fails_with = MCT_INTERRUPTED;
	for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
		PRINTED(p, broken, forms[i], &pipe_term);

		assert_int_equal(p.status, MCT_INTERRUPTED);
	}
	PRINTED(json, broken, &as_json, &pipe_term);
	assert_int_equal(json.status, MCT_INTERRUPTED);
	assert_null(strstr(json.text, "]\n"));
}

/* ---- columns --------------------------------------------------------------------------------- */

static void columns_come_as_they_were_asked_for(void **state)
{
	static const char *const columns[] = {"paid", "Name", "name", NULL};
	const struct sink_options options = {.form = SINK_TSV, .columns = columns};
	PRINTED(p, clients, &options, &pipe_term);

	(void)state;
	assert_string_equal(p.text,
		"2400.00\tDana \"Di\" Whitfield\tDana \"Di\" Whitfield\n"
		"\tMei\tMei\n"
		"70.00\t林美\t林美\n");
}

static void an_unknown_column_is_named_before_anything_is_written(void **state)
{
	static const char *const columns[] = {"name", "shoe_size", NULL};
	static const enum sink_form forms[] = {
		SINK_TABLE, SINK_CARD, SINK_JSON, SINK_CSV, SINK_TSV};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
		const struct sink_options options = {.form = forms[i], .columns = columns};
		PRINTED(p, clients, &options, &pipe_term);

		assert_int_equal(p.status, MCT_INVALID);
		assert_string_equal(p.unknown, "shoe_size");
		assert_string_equal(p.text, "");
	}
}

static void a_table_shows_all_columns_where_none_is_marked_for_it(void **state)
{
	static const mct_field_t fields[] = {
		{"what", "What", MCT_TYPE_TEXT, 0},
		{"count", "Count", MCT_TYPE_COUNT, 0},
	};
	static const char *const cells[] = {"visits", "30", "referrals", "2"};
	const mct_rows_t rows = ROWS(fields, cells);
	PRINTED(p, rows, &as_table, &pipe_term);

	(void)state;
	assert_string_equal(p.text,
		"WHAT       COUNT\n"
		"visits        30\n"
		"referrals      2\n");
}

/* ---- the table ------------------------------------------------------------------------------- */

static void a_table_aligns_text_left_and_numbers_right(void **state)
{
	PRINTED(p, clients, &as_table, &pipe_term);

	(void)state;
	assert_string_equal(p.text,
		"ID  NAME                 E-MAIL            PHONE          SO FAR  CAUTIONS\n"
		"c1  Dana \"Di\" Whitfield  dana@example.org  555-0142     $2400.00  "
		"! latex allergy\n"
		"c2  Mei\n"
		"c3  林美                 =HYPERLINK(1)     +1 555 0100    $70.00\n");
	assert_string_equal(p.notes, "");
}

static void line_breaks_and_tabs_stay_inside_the_row(void **state)
{
	static const mct_field_t fields[] = {
		{"note", "Note", MCT_TYPE_LONG_TEXT, MCT_FIELD_LISTED},
	};
	static const char *const cells[] = {"a\r\nb\n\nc\td\n", "\n", "e"};
	const mct_rows_t rows = ROWS(fields, cells);
	PRINTED(p, rows, &as_table, &pipe_term);

	(void)state;
	assert_string_equal(p.text, "NOTE\na / b / c d\n\ne\n");
}

static void empty_columns_are_left_out_unless_asked_for(void **state)
{
	static const char *const columns[] = {"name", "email", NULL};
	static const char *const cells[] = {NULL, "Mei", NULL, "555", NULL, NULL, NULL, NULL, NULL};
	const struct sink_options asked = {.form = SINK_TABLE, .columns = columns};
	const mct_rows_t rows = ROWS(client_fields, cells);
	PRINTED(free_choice, rows, &as_table, &pipe_term);
	PRINTED(explicit, rows, &asked, &pipe_term);

	(void)state;
	assert_string_equal(free_choice.text,
		"ID  NAME  PHONE\n"
		"    Mei   555\n");
	assert_string_equal(explicit.text,
		"NAME  E-MAIL\n"
		"Mei\n");
}

static const mct_field_t hard_fields[] = {
	{"name", "Name", MCT_TYPE_NAME, MCT_FIELD_LISTED},
	{"outcome", "Outcome", MCT_TYPE_CHOICE, MCT_FIELD_LISTED},
	{"email", "E-mail", MCT_TYPE_EMAIL, MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	{"source", "Source", MCT_TYPE_TEXT, MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	{"phone", "Phone", MCT_TYPE_PHONE, MCT_FIELD_LISTED},
	{"cautions", "Cautions", MCT_TYPE_LONG_TEXT, MCT_FIELD_LISTED | MCT_FIELD_ALERT},
	{"say", "Say", MCT_TYPE_LONG_TEXT, MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
};

#define LONG_TEXT                                                                                  \
	"a rather long text that no terminal has room for on one line, whatever its width, "       \
	"and then some more of it so that even 132 columns are not enough to hold it"
#define WIDE_TEXT "二二二二二二二二二二二二二二二二二二二二二二二二二二二二二二二二二"
static const char *const hard_cells[] = {
	"林美玲玲玲玲玲玲玲玲玲玲玲",
	"done",
	"mei.lin@example.org",
	"gym",
	"555-0100",
	"latex",
	LONG_TEXT,
	"👩🏽‍💻👩🏽‍💻👩🏽‍💻👩🏽‍💻👩🏽‍💻👩🏽‍💻👩🏽‍💻 x",
	"done",
	NULL,
	NULL,
	"555-0101",
	LONG_TEXT,
	"short",
	"Ze\xcc\x81lie e\xcc\x81\xcc\x81\xcc\x81 Bru\xcc\x88n-Longname-Hyphenated",
	"done",
	"z@example.org",
	LONG_TEXT,
	NULL,
	NULL,
	WIDE_TEXT WIDE_TEXT,
	"\x1b[31mred\x1b]0;title\a",
	"done",
	"x@example.org",
	NULL,
	"555-0103",
	"a\xc2\x9b"
	"31m",
	"\x1b[2J",
	"evil\u202egnp.exe",
	"done",
	NULL,
	"\u2066iso",
	NULL,
	"\n\n",
	"one\ttwo\r\nthree\n\nfour",
	"bad \xff\xfe bytes",
	"done",
	NULL,
	NULL,
	NULL,
	NULL,
	NULL,
};

static const size_t widths[] = {20, 40, 60, 80, 132};

static void no_line_of_a_table_is_wider_than_the_terminal(void **state)
{
	const mct_rows_t rows = ROWS(hard_fields, hard_cells);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(widths); i++) {
		const struct term term = terminal(widths[i]);
		PRINTED(p, rows, &as_table, &term);

		assert_not_wider(p.text, widths[i]);
		if (widths[i] >= 40)
			assert_aligned(p.text, "! ");
		if (widths[i] >= 60)
			assert_aligned(p.text, "done");
		assert_int_equal(strncmp(p.text, "NAME", 4), 0);
	}
}

static void no_line_of_a_card_is_wider_than_the_terminal(void **state)
{
	const mct_rows_t rows = ROWS(hard_fields, hard_cells);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(widths); i++) {
		const struct term term = terminal(widths[i]);
		PRINTED(p, rows, &as_card, &term);

		assert_not_wider(p.text, widths[i]);
	}
}

static void what_a_terminal_would_obey_never_reaches_it(void **state)
{
	static const struct sink_options *const forms[] = {&as_table, &as_card};
	const mct_rows_t rows = ROWS(hard_fields, hard_cells);
	const struct term wide = terminal(132);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
		PRINTED(p, rows, forms[i], &wide);

		assert_null(strchr(p.text, '\x1b'));
		assert_null(strchr(p.text, '\a'));
		assert_null(strchr(p.text, '\r'));
		assert_null(strstr(p.text, "\xc2\x9b"));
		assert_null(strstr(p.text, "\u202e"));
		assert_null(strstr(p.text, "\u2066"));
		assert_non_null(strstr(p.text, "\\x1b[31mred"));
		assert_non_null(strstr(p.text, "\\u202e"));
		assert_true(text_is_utf8(p.text, strlen(p.text), NULL));
	}
}

static void what_has_no_column_stands_under_its_row(void **state)
{
	const struct term narrow = terminal(38);
	static const char *const columns[] = {"name", "cautions", "email", NULL};
	const struct sink_options asked = {.form = SINK_TABLE, .columns = columns};
	PRINTED(p, clients, &as_table, &narrow);
	PRINTED(q, clients, &asked, &narrow);

	(void)state;
	assert_string_equal(p.text,
		"ID  NAME               CAUTIONS\n"
		"c1  Dana \"Di\" Whitfi…  ! latex allergy\n"
		"    Phone 555-0142; So far $2400.00\n"
		"c2  Mei\n"
		"c3  林美\n"
		"    Phone +1 555 0100; So far $70.00\n");
	assert_string_equal(p.notes, "also: email (--columns, --json, or a wider terminal)\n");
	assert_non_null(strstr(q.text, "    E-mail dana@example.org\n"));
	assert_string_equal(q.notes, "");
}

static void a_firm_column_outlives_those_left_of_it(void **state)
{
	static const mct_field_t fields[] = {
		{"client", "Client", MCT_TYPE_NAME, MCT_FIELD_LISTED},
		{"status", "Status", MCT_TYPE_CHOICE, MCT_FIELD_LISTED},
		{"phone", "Phone", MCT_TYPE_PHONE, MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	};
	static const char *const cells[] = {"Tom Okafor", "slipping", "+1 555 0100"};
	const mct_rows_t rows = ROWS(fields, cells);
	const struct term narrow = terminal(30), tiny = terminal(20);
	PRINTED(p, rows, &as_table, &narrow);
	PRINTED(q, rows, &as_table, &tiny);

	(void)state;
	assert_string_equal(p.text,
		"CLIENT      PHONE\n"
		"Tom Okafor  +1 555 0100\n"
		"    Status slipping\n");
	assert_non_null(strstr(q.text, "0100\n"));
}

static void wide_columns_go_first_and_a_warning_last(void **state)
{
	const mct_rows_t rows = ROWS(hard_fields, hard_cells);
	const struct term term = terminal(60), tiny = terminal(34);
	PRINTED(p, rows, &as_table, &term);
	PRINTED(q, rows, &as_table, &tiny);

	(void)state;
	assert_non_null(strstr(p.notes, "also: email, source ("));
	assert_non_null(strstr(p.text, "PHONE"));
	assert_non_null(strstr(q.text, "CAUTIONS"));
	assert_non_null(strstr(q.text, "! latex"));
	assert_non_null(strstr(q.text, "    Outcome done; Phone"));
	assert_non_null(strstr(q.notes, "also: email, source ("));
}

static void a_pipe_gets_everything_uncut(void **state)
{
	const mct_rows_t rows = ROWS(hard_fields, hard_cells);
	PRINTED(p, rows, &as_table, &pipe_term);

	(void)state;
	assert_non_null(strstr(p.text, "! " LONG_TEXT));
	assert_null(strstr(p.text, "…"));
	assert_string_equal(p.notes, "");
}

static void a_terminal_without_utf8_gets_a_tilde(void **state)
{
	struct term narrow = terminal(38);

	(void)state;
	narrow.utf8 = false;
	PRINTED(p, clients, &as_table, &narrow);
	assert_non_null(strstr(p.text, "Whitfi~"));
	assert_null(strstr(p.text, "…"));
}

static void details_stand_under_their_row(void **state)
{
	static const mct_field_t fields[] = {
		{"client", "Client", MCT_TYPE_REF, MCT_FIELD_LISTED},
		{"due", "Due", MCT_TYPE_DATE, MCT_FIELD_LISTED},
		{"say", "Say", MCT_TYPE_LONG_TEXT, MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
	};
	static const char *const cells[] = {
		"Tom Okafor",
		"2026-11-23",
		"ask how the Chicago marathon went and about the knee\nbring socks",
		"Mei Tan",
		"2026-11-24",
		NULL,
	};
	static const char *const only_say[] = {"say", NULL};
	const struct sink_options alone = {.form = SINK_TABLE, .columns = only_say};
	const mct_rows_t rows = ROWS(fields, cells);
	const struct term narrow = terminal(40);
	PRINTED(p, rows, &as_table, &narrow);
	PRINTED(q, rows, &alone, &pipe_term);

	(void)state;
	assert_string_equal(p.text,
		"CLIENT      DUE\n"
		"Tom Okafor  2026-11-23\n"
		"    ask how the Chicago marathon went\n"
		"    and about the knee\n"
		"    bring socks\n"
		"Mei Tan     2026-11-24\n");
	assert_string_equal(q.text,
		"SAY\n"
		"ask how the Chicago marathon went and about the knee / "
		"bring socks\n"
		"\n");
}

static void colour_only_adds_to_what_can_be_read_without(void **state)
{
	static const char *const columns[] = {"name", "cautions", NULL};
	const struct sink_options options = {.form = SINK_TABLE, .columns = columns};
	struct term colour = terminal(80);

	(void)state;
	colour.colour = true;
	PRINTED(p, clients, &options, &colour);
	PRINTED(json, clients, &as_json, &colour);
	PRINTED(csv, clients, &as_csv, &colour);
	assert_int_equal(strncmp(p.text,
				 "\033[1mNAME\033[0m                 \033[1mCAUTIONS\033[0m\n"
				 "Dana \"Di\" Whitfield  \033[1;31m! latex allergy\033[0m\n"
				 "Mei\n",
				 88),
		0);
	assert_null(strchr(json.text, '\033'));
	assert_null(strchr(csv.text, '\033'));
}

/* ---- streaming ------------------------------------------------------------------------------- */

static void two_thousand_rows_stream_with_the_widths_of_the_first(void **state)
{
	static const mct_field_t fields[] = {
		{"name", "Name", MCT_TYPE_NAME, MCT_FIELD_LISTED},
		{"email", "E-mail", MCT_TYPE_EMAIL, MCT_FIELD_LISTED},
		{"status", "Status", MCT_TYPE_CHOICE, MCT_FIELD_LISTED},
	};
	const char **cells = calloc(1001 * 3, sizeof *cells);
	mct_rows_t rows = {
		.fields = fields,
		.width = 3,
		.cells = cells,
		.count = 1001,
		.repeat = 999,
	};
	const struct term term = terminal(80);
	size_t lines = 0;

	(void)state;
	for (size_t i = 0; i < 1001; i++) {
		cells[i * 3] = i < 1000 ? "Dana" : "Bartholomew the Younger";
		cells[i * 3 + 1] = i < 1000 ? NULL : "late@example.org";
		cells[i * 3 + 2] = "active";
	}
	PRINTED(p, rows, &as_table, &term);
	for (const char *c = p.text; *c != '\0'; c++)
		lines += *c == '\n';
	assert_int_equal(p.count, 2000);
	assert_int_equal(lines, 2001);
	assert_aligned(p.text, "active");
	assert_non_null(strstr(p.text, "\nBar…  active\n"));
	assert_non_null(strstr(p.notes, "also: email ("));
	PRINTED(csv, rows, &as_csv, &term);
	assert_int_equal(csv.count, 2000);
	free(cells);
}

/* ---- the card -------------------------------------------------------------------------------- */

static void a_card_warns_before_anything_else(void **state)
{
	const struct term narrow = terminal(40);
	mct_rows_t two = clients;

	(void)state;
	two.count = 2;
	PRINTED(p, two, &as_card, &narrow);
	assert_string_equal(p.text,
		"Dana \"Di\" Whitfield  c1\n"
		"! CAUTIONS  latex allergy\n"
		"E-mail  dana@example.org\n"
		"Phone   555-0142\n"
		"So far  $2400.00\n"
		"Visits  30\n"
		"Tags    runner; early\n"
		"Note    line one\n"
		"        line, two\n"
		"\n"
		"Mei  c2\n"
		"Visits  0\n");
}

static void a_card_wraps_under_its_values(void **state)
{
	static const char *const cells[] = {
		"c1",
		"Dana",
		NULL,
		NULL,
		NULL,
		NULL,
		NULL,
		"latex allergy, and no pressure on the left shoulder before March",
		"prefers the warm room and a pillow under both knees",
	};
	const mct_rows_t rows = ROWS(client_fields, cells);
	struct term narrow = terminal(40);

	(void)state;
	PRINTED(p, rows, &as_card, &narrow);
	assert_string_equal(p.text,
		"Dana  c1\n"
		"! CAUTIONS  latex allergy, and no\n"
		"  pressure on the left shoulder before\n"
		"  March\n"
		"Note  prefers the warm room and a pillow\n"
		"      under both knees\n");
	narrow.colour = true;
	PRINTED(q, rows, &as_card, &narrow);
	assert_non_null(strstr(q.text,
		"\033[1mDana\033[0m  \033[2mc1\033[0m\n"
		"\033[1;31m! CAUTIONS  latex allergy, and no\033[0m\n"
		"  \033[1;31mpressure"));
}

/* ---- writing --------------------------------------------------------------------------------- */

static int print_to(int fd, const struct sink_options *options, size_t repeat)
{
	mct_rows_t rows = clients;
	const char *unknown;
	struct out out;
	int64_t count;
	int error;

	rows.repeat = repeat;
	out_init(&out, fd);
	assert_int_equal(
		sink_rows(NULL, &rows, &out, &pipe_term, options, &count, &unknown), MCT_OK);
	error = out_close(&out);
	/* A reader that is gone is not written for until the end of days. */
	assert_true(repeat < 100000 || count < 100000);
	return error;
}

static void a_reader_that_went_away_is_quiet(void **state)
{
	static const struct sink_options *const forms[] = {
		&as_table, &as_card, &as_json, &as_csv, &as_tsv};

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
		int ends[2];

		assert_int_equal(pipe(ends), 0);
		close(ends[0]);
		assert_int_equal(print_to(ends[1], forms[i], 1000000), 0);
		close(ends[1]);
	}
}

static void a_full_disk_is_an_error(void **state)
{
	int fd = open("/dev/full", O_WRONLY);

	(void)state;
	if (fd < 0)
		skip();
	assert_int_equal(print_to(fd, &as_csv, 1000000), ENOSPC);
	assert_int_equal(print_to(fd, &as_table, 0), ENOSPC);
	close(fd);
}

/* What comes to stdout of `lines` lines, by way of a pager where a screen of 24 needs one. */
static char *paged(const char *command, size_t lines)
{
	struct out out;
	int stdout_before, file;

	fflush(stdout);
	file = divert(STDOUT_FILENO, &stdout_before);
	out_init(&out, STDOUT_FILENO);
	out_page(&out, command, 24);
	for (size_t i = 0; i < lines; i++) {
		buf_addf(out_buf(&out), "line %zu of the list\n", i);
		out_flush_some(&out);
	}
	assert_int_equal(out_close(&out), 0);
	restore(STDOUT_FILENO, stdout_before);
	return contents(file);
}

static void only_what_is_longer_than_the_screen_is_paged(void **state)
{
	char *shorter CLEANUP(free_pointer) = paged("sed s/^/P/", 23);
	char *longer CLEANUP(free_pointer) = paged("sed s/^/P/", 24);
	char *very_long CLEANUP(free_pointer) = paged("sed s/^/P/", 10000);

	(void)state;
	assert_int_equal(strncmp(shorter, "line 0 ", 7), 0);
	assert_int_equal(strncmp(longer, "Pline 0 ", 8), 0);
	assert_non_null(strstr(longer, "\nPline 23 "));
	assert_int_equal(strncmp(very_long, "Pline 0 ", 8), 0);
	assert_null(strstr(very_long, "\nline"));
	assert_non_null(strstr(very_long, "\nPline 9999 of the list\n"));
}

static void a_pager_that_is_not_there_loses_nothing(void **state)
{
	char *text;
	int before, file = divert(STDERR_FILENO, &before);

	(void)state;
	text = paged("mct-no-such-pager -R", 100);
	restore(STDERR_FILENO, before);
	close(file);
	assert_int_equal(strncmp(text, "line 0 ", 7), 0);
	assert_non_null(strstr(text, "\nline 99 of the list\n"));
	free(text);
}

static void a_pager_that_is_left_early_is_quiet(void **state)
{
	char *text CLEANUP(free_pointer) = paged("head -n 1", 100000);

	(void)state;
	assert_string_equal(text, "line 0 of the list\n");
}

static void notes_follow_the_output(void **state)
{
	int before, file = divert(STDERR_FILENO, &before);
	struct out out;

	(void)state;
	out_init(&out, STDERR_FILENO);
	buf_adds(out_notes(&out), "also: email\n");
	buf_adds(out_buf(&out), "NAME\n");
	assert_int_equal(out_close(&out), 0);
	restore(STDERR_FILENO, before);
	char *both CLEANUP(free_pointer) = contents(file);
	assert_string_equal(both, "NAME\nalso: email\n");
}

/* ---- the terminal ---------------------------------------------------------------------------- */

static void the_environment_decides_in_its_order(void **state)
{
	int before, file = divert(STDOUT_FILENO, &before);
	struct term t;

	(void)state;
	setenv("TERM", "dumb", 1);
	unsetenv("NO_COLOR");
	unsetenv("CLICOLOR_FORCE");
	unsetenv("COLUMNS");
	term_init(&t, TERM_COLOUR_AUTO);
	assert_false(t.colour || t.out_tty);
	assert_int_equal(t.width, 0);
	assert_int_equal(t.height, 0);
	setenv("CLICOLOR_FORCE", "1", 1);
	term_init(&t, TERM_COLOUR_AUTO);
	assert_true(t.colour);
	setenv("NO_COLOR", "1", 1);
	term_init(&t, TERM_COLOUR_AUTO);
	assert_false(t.colour);
	term_init(&t, TERM_COLOUR_ALWAYS);
	assert_true(t.colour);
	setenv("NO_COLOR", "", 1);
	term_init(&t, TERM_COLOUR_AUTO);
	assert_true(t.colour);
	setenv("COLUMNS", "64", 1);
	term_init(&t, TERM_COLOUR_NEVER);
	assert_false(t.colour);
	assert_int_equal(t.width, 64);
	setenv("COLUMNS", "wide", 1);
	term_init(&t, TERM_COLOUR_NEVER);
	assert_int_equal(t.width, 0);
	restore(STDOUT_FILENO, before);
	close(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_is_one_array_with_an_object_a_line),
		cmocka_unit_test(csv_is_rfc_4180_and_guards_formulas),
		cmocka_unit_test(csv_for_excel_has_a_bom_and_its_delimiter),
		cmocka_unit_test(raw_csv_quotes_but_does_not_guard),
		cmocka_unit_test(what_import_would_misread_is_guarded),
		cmocka_unit_test(a_row_of_one_unset_csv_cell_is_still_a_row),
		cmocka_unit_test(tsv_has_no_heading_and_one_line_a_row),
		cmocka_unit_test(no_rows_have_a_form_too),
		cmocka_unit_test(a_failure_of_the_rows_is_passed_on_and_leaves_the_array_open),
		cmocka_unit_test(columns_come_as_they_were_asked_for),
		cmocka_unit_test(an_unknown_column_is_named_before_anything_is_written),
		cmocka_unit_test(a_table_shows_all_columns_where_none_is_marked_for_it),
		cmocka_unit_test(a_table_aligns_text_left_and_numbers_right),
		cmocka_unit_test(line_breaks_and_tabs_stay_inside_the_row),
		cmocka_unit_test(empty_columns_are_left_out_unless_asked_for),
		cmocka_unit_test(no_line_of_a_table_is_wider_than_the_terminal),
		cmocka_unit_test(no_line_of_a_card_is_wider_than_the_terminal),
		cmocka_unit_test(what_a_terminal_would_obey_never_reaches_it),
		cmocka_unit_test(what_has_no_column_stands_under_its_row),
		cmocka_unit_test(a_firm_column_outlives_those_left_of_it),
		cmocka_unit_test(wide_columns_go_first_and_a_warning_last),
		cmocka_unit_test(a_pipe_gets_everything_uncut),
		cmocka_unit_test(a_terminal_without_utf8_gets_a_tilde),
		cmocka_unit_test(details_stand_under_their_row),
		cmocka_unit_test(colour_only_adds_to_what_can_be_read_without),
		cmocka_unit_test(two_thousand_rows_stream_with_the_widths_of_the_first),
		cmocka_unit_test(a_card_warns_before_anything_else),
		cmocka_unit_test(a_card_wraps_under_its_values),
		cmocka_unit_test(a_reader_that_went_away_is_quiet),
		cmocka_unit_test(a_full_disk_is_an_error),
		cmocka_unit_test(only_what_is_longer_than_the_screen_is_paged),
		cmocka_unit_test(a_pager_that_is_not_there_loses_nothing),
		cmocka_unit_test(a_pager_that_is_left_early_is_quiet),
		cmocka_unit_test(notes_follow_the_output),
		cmocka_unit_test(the_environment_decides_in_its_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
