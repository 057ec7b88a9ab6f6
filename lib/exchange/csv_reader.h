/*
 * csv_reader.h - any spreadsheet's CSV as a stream of rows in UTF-8, each with the
 * line it began on. Finds encoding and delimiter from the file; wraps libcsv, which does the
 * parsing. Knows nothing of records or of the practice: bytes in, rows out.
 */
#ifndef MCT_EXCHANGE_CSV_READER_H
#define MCT_EXCHANGE_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct csv_reader;

/* Limits, told in the message when one is met. */
#define CSV_MAX_FIELD ((size_t)1 << 20) /* bytes of one cell */
#define CSV_MAX_CELLS ((size_t)1024)    /* cells of one row */

enum csv_status { CSV_ROW = 1, CSV_END = 0, CSV_FAULT = -1 };

/* Why reading failed. `hint` says what to do; `line` is 0 where no line is to blame. */
struct csv_fault {
	enum csv_fault_kind {
		CSV_FAULT_NOFILE,
		CSV_FAULT_CONTENT,
		CSV_FAULT_SYSTEM,
		CSV_FAULT_NOMEM,
		CSV_FAULT_STOPPED
	} kind;
	char message[200];
	char hint[200];
	int64_t line;
};

/* What the caller states; 0 or NULL is found out. */
struct csv_options {
	char delimiter;
	const char *encoding;     /* iconv's name */
	const volatile int *stop; /* not 0: reading ends with CSV_FAULT_STOPPED; or NULL */
};

struct csv_row {
	const char *const *cells; /* each followed by a NUL; borrowed until the next csv_next();
				     blanks trimmed, guard not yet taken off */
	const size_t *lengths;
	size_t count;
	int64_t line; /* physical line the row begins on, from 1 */
};

/*
 * Opens `path` ("-" is standard input; whatever cannot seek is first copied to an unlinked
 * temporary file in /var/tmp, mode 0600) and finds out: encoding   BOM of UTF-8 or UTF-16;
 * else UTF-16 when every other byte of the beginning is NUL; else UTF-8 when the whole file is
 * valid UTF-8; else WINDOWS-1252 delimiter  of , ; tab | the one whose cell counts agree best over
 * the first 50 rows (quotes respected); a first line "sep=X" states it and is skipped Refuses
 * folders, empty files, workbooks (zip magic "PK": say how to save as CSV), old .xls (D0 CF 11 E0),
 * PDFs, and text with NUL bytes. CSV_END when opened (the name of success here), CSV_FAULT.
 */
enum csv_status csv_open(const char *path, const struct csv_options *options,
	struct csv_reader **out, struct csv_fault *fault);
struct csv_reader *csv_close(struct csv_reader *r); /* NULL is fine; returns NULL */

char csv_delimiter(const struct csv_reader *r);
/* "UTF-8", "UTF-8 with BOM", "UTF-16LE", "WINDOWS-1252" ... */
const char *csv_encoding(const struct csv_reader *r);

/* The next row; rows whose cells are all empty are skipped but their lines counted. An unclosed
 * quote is a fault at the line where it opened, never a swallowed file. Flat memory whatever the
 * size of the file. */
enum csv_status csv_next(struct csv_reader *r, struct csv_row *row, struct csv_fault *fault);
/* Back to the first row. CSV_END, CSV_FAULT. */
enum csv_status csv_rewind(struct csv_reader *r, struct csv_fault *fault);

#endif
