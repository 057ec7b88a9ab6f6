/*
 * csv_source.h - the bytes of a file as UTF-8, whatever encoding they are in. Refuses
 * what is no text: folders, workbooks, PDFs, bytes with NUL.
 */
#ifndef MCT_EXCHANGE_CSV_SOURCE_H
#define MCT_EXCHANGE_CSV_SOURCE_H

#include "exchange/csv_reader.h"

struct csv_source;

/* CSV_END when open, CSV_FAULT. The delimiter of the options is not its business. */
enum csv_status csv_source_open(const char *path, const struct csv_options *options,
	struct csv_source **out, struct csv_fault *fault);
struct csv_source *csv_source_close(struct csv_source *s); /* NULL is fine; returns NULL */
const char *csv_source_encoding(const struct csv_source *s);
/* Up to `size` bytes (128 or more) of UTF-8; *n is 0 at the end. CSV_END, CSV_FAULT. */
enum csv_status csv_source_read(
	struct csv_source *s, char *bytes, size_t size, size_t *n, struct csv_fault *fault);
/* To the first byte after the BOM. */
enum csv_status csv_source_rewind(struct csv_source *s, struct csv_fault *fault);

enum csv_status csv_fault_set(struct csv_fault *fault, enum csv_fault_kind kind, int64_t line,
	const char *hint, const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
