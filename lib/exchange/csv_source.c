/*
 * csv_source.c - opens the file, finds its encoding from all of it, and hands out
 * UTF-8. UTF-8 files pass through; others go through iconv, piece by
 * piece.
 */
#include "exchange/csv_source.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange/vcard_read.h"
#include "util/text.h"

#define RAW_SIZE 65536

struct csv_source {
	char *path;
	int fd;
	const volatile int *stop; /* or NULL */
	char encoding[40];        /* as told */
	size_t bom;               /* bytes of the mark at the beginning */
	iconv_t conversion;       /* (iconv_t)-1: the bytes are UTF-8 */
	char raw[RAW_SIZE];       /* bytes not converted yet */
	size_t raw_length;
};

enum csv_status csv_fault_set(struct csv_fault *fault, enum csv_fault_kind kind, int64_t line,
	const char *hint, const char *format, ...)
{
	va_list ap;

	fault->kind = kind;
	fault->line = line;
	snprintf(fault->hint, sizeof fault->hint, "%s", hint != NULL ? hint : "");
	va_start(ap, format);
	vsnprintf(fault->message, sizeof fault->message, format, ap);
	va_end(ap);
	return CSV_FAULT;
}

struct csv_source *csv_source_close(struct csv_source *s)
{
	if (s == NULL)
		return NULL;
	if (s->conversion != (iconv_t)-1)
		iconv_close(s->conversion);
	if (s->fd >= 0)
		close(s->fd);
	free(s->path);
	free(s);
	return NULL;
}

const char *csv_source_encoding(const struct csv_source *s)
{
	return s->encoding;
}

/* ---- reading from the system ----------------------------------------------------------------- */

static bool is_stopped(const struct csv_source *s)
{
	return s->stop != NULL && *s->stop != 0;
}

/* What was stopped did not fail: that a call was cut short is then no news. */
static enum csv_status fault_of_system(
	const struct csv_source *s, struct csv_fault *fault, const char *doing)
{
	if (is_stopped(s))
		return csv_fault_set(fault, CSV_FAULT_STOPPED, 0, NULL, "interrupted");
	if (errno == ENOENT)
		return csv_fault_set(fault, CSV_FAULT_NOFILE, 0,
			"check the name, and the folder it is in",
			"cannot open \"%s\": there is no such file", s->path);
	return csv_fault_set(fault, CSV_FAULT_SYSTEM, 0, NULL, "cannot %s \"%s\": %s", doing,
		s->path, strerror(errno));
}

/* Like read(), but a signal that does not ask to stop is passed over. */
static ssize_t read_some(const struct csv_source *s, int fd, char *bytes, size_t size)
{
	ssize_t n;

	do
		n = is_stopped(s) ? -1 : read(fd, bytes, size);
	while (n < 0 && errno == EINTR && !is_stopped(s));
	return n;
}

static ssize_t read_whole(const struct csv_source *s, char *bytes, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t n = read_some(s, s->fd, bytes + done, size - done);

		if (n < 0)
			return -1;
		if (n == 0)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

/* ---- opening --------------------------------------------------------------------------------- */

/* A pipe is read twice, so it is kept in a file without a name first. */
static int copy_unseekable(const struct csv_source *s, int from)
{
	char path[] = "/var/tmp/mct-XXXXXX", bytes[RAW_SIZE];
	ssize_t n;
	int fd = mkostemp(path, O_CLOEXEC);

	if (fd < 0)
		return -1;
	unlink(path);
	while ((n = read_some(s, from, bytes, sizeof bytes)) != 0) {
		if (n < 0 || write(fd, bytes, (size_t)n) != n) {
			close(fd);
			return -1;
		}
	}
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static enum csv_status open_file(struct csv_source *s, const char *path, struct csv_fault *fault)
{
	struct stat info;
	int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return fault_of_system(s, fault, "open");
	if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
		close(fd);
		return csv_fault_set(fault, CSV_FAULT_CONTENT, 0, "name the file in it",
			"\"%s\" is a folder", path);
	}
	s->fd = fd;
	if (lseek(fd, 0, SEEK_SET) >= 0)
		return CSV_END;
	s->fd = copy_unseekable(s, fd);
	close(fd);
	return s->fd >= 0 ? CSV_END : fault_of_system(s, fault, "keep what comes from");
}

/* Formats that programs save when CSV was meant. */
static enum csv_status refuse_other_formats(
	const char *bytes, size_t n, const char *path, struct csv_fault *fault)
{
	static const struct {
		const char *magic, *what;
	} formats[] = {
		{"PK\x03\x04", "a workbook (xlsx, ods or numbers)"},
		{"\xd0\xcf\x11\xe0", "an old Excel workbook (xls)"},
		{"%PDF", "a PDF"},
		{"SQLite format 3", "a database"},
	};

	if (n == 0)
		return csv_fault_set(fault, CSV_FAULT_CONTENT, 0, "check that it was saved",
			"\"%s\" is empty", path);
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		size_t length = strlen(formats[i].magic);

		if (n >= length && memcmp(bytes, formats[i].magic, length) == 0)
			return csv_fault_set(fault, CSV_FAULT_CONTENT, 0,
				"open it in your spreadsheet and save it as CSV",
				"\"%s\" is %s, not CSV", path, formats[i].what);
	}
	return CSV_END;
}

/* ---- which encoding -------------------------------------------------------------------------- */

/* A sequence that the end of a piece has cut: its bytes belong to the next piece. */
static size_t cut_sequence(const char *bytes, size_t n)
{
	for (size_t back = 1; back <= 3 && back <= n; back++) {
		unsigned char c = (unsigned char)bytes[n - back];

		if (c >= 0xc0)
			return (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u) > back ? back : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}

/* Whether all of the file is UTF-8; NUL bytes do not count against it here. False when it cannot be
 * read. */
static bool look_for_utf8(struct csv_source *s, bool *is_utf8)
{
	size_t kept = 0;
	ssize_t n;

	*is_utf8 = false;
	lseek(s->fd, 0, SEEK_SET);
	while ((n = read_whole(s, s->raw + kept, RAW_SIZE - kept)) > 0) {
		size_t length = kept + (size_t)n, bad = 0, cut = cut_sequence(s->raw, length);
		size_t at = 0;

		while (!text_is_utf8(s->raw + at, length - cut - at, &bad)) {
			if (s->raw[at + bad] != '\0')
				return true;
			at += bad + 1;
		}
		memmove(s->raw, s->raw + length - cut, cut);
		kept = cut;
	}
	*is_utf8 = n == 0 && kept == 0;
	return n == 0;
}

/* Every other byte NUL at the beginning: UTF-16 without a mark. */
static const char *guess_utf16(const char *bytes, size_t n)
{
	size_t even = 0, odd = 0, pairs = (n < 200 ? n : 200) / 2;

	for (size_t i = 0; i < pairs; i++) {
		even += bytes[2 * i] == '\0';
		odd += bytes[2 * i + 1] == '\0';
	}
	if (pairs >= 4 && odd > pairs * 3 / 4 && even == 0)
		return "UTF-16LE";
	return pairs >= 4 && even > pairs * 3 / 4 && odd == 0 ? "UTF-16BE" : NULL;
}

/* NULL when the file cannot be read. */
static const char *find_encoding(struct csv_source *s, size_t n)
{
	static const struct {
		const char *mark, *name;
		size_t length;
	} marks[] = {{"\xef\xbb\xbf", "UTF-8 with BOM", 3}, {"\xff\xfe", "UTF-16LE", 2},
		{"\xfe\xff", "UTF-16BE", 2}};
	const char *utf16;
	bool is_utf8;

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
		if (n >= marks[i].length && memcmp(s->raw, marks[i].mark, marks[i].length) == 0) {
			s->bom = marks[i].length;
			return marks[i].name;
		}
	}
	utf16 = guess_utf16(s->raw, n);
	if (utf16 != NULL)
		return utf16;
	if (!look_for_utf8(s, &is_utf8))
		return NULL;
	return is_utf8 ? "UTF-8" : "WINDOWS-1252";
}

static enum csv_status choose_encoding(
	struct csv_source *s, const char *path, const char *stated, struct csv_fault *fault)
{
	ssize_t n = read_whole(s, s->raw, RAW_SIZE);
	enum csv_status status;
	const char *found;

	if (n < 0)
		return fault_of_system(s, fault, "read");
	status = refuse_other_formats(s->raw, (size_t)n, path, fault);
	if (status == CSV_FAULT)
		return status;
	found = find_encoding(s, (size_t)n);
	if (found == NULL)
		return fault_of_system(s, fault, "read");
	snprintf(s->encoding, sizeof s->encoding, "%s", found);
	if (stated != NULL)
		snprintf(s->encoding, sizeof s->encoding, "%s", stated);
	if (strncasecmp(s->encoding, "UTF-8", 5) == 0 || strcasecmp(s->encoding, "utf8") == 0)
		return CSV_END;
	s->conversion = iconv_open("UTF-8", s->encoding);
	return s->conversion != (iconv_t)-1 ? CSV_END
					    : csv_fault_set(fault, CSV_FAULT_CONTENT, 0,
						      "such as UTF-8, UTF-16LE or WINDOWS-1252",
						      "\"%s\" is not an encoding", s->encoding);
}

/* ---- cards ----------------------------------------------------------------------------------- */

#define CARDS_MAX ((size_t)256 << 20)

static enum csv_status read_all(struct csv_source *s, struct buf *out, struct csv_fault *fault)
{
	size_t n = 1;
	enum csv_status status = csv_source_rewind(s, fault);

	while (status != CSV_FAULT && n > 0 && out->len < CARDS_MAX) {
		char bytes[8192];

		status = csv_source_read(s, bytes, sizeof bytes, &n, fault);
		if (status != CSV_FAULT)
			buf_add(out, bytes, n);
	}
	if (status != CSV_FAULT && out->len >= CARDS_MAX)
		return csv_fault_set(fault, CSV_FAULT_CONTENT, 0, "split it",
			"\"%s\" is too large a file of cards", s->path);
	return status;
}

/* Address cards take the place of the file as a table, in memory. */
static enum csv_status turn_cards(struct csv_source *s, struct csv_fault *fault)
{
	struct buf cards CLEANUP(buf_free) = {0}, csv CLEANUP(buf_free) = {0};
	enum csv_status status = read_all(s, &cards, fault);
	int fd;

	if (status == CSV_FAULT)
		return status;
	vcard_to_csv(buf_str(&cards), cards.len, &csv);
	fd = memfd_create("cards", MFD_CLOEXEC);
	if (cards.failed || csv.failed || fd < 0 ||
		write(fd, buf_str(&csv), csv.len) != (ssize_t)csv.len) {
		if (fd >= 0)
			close(fd);
		return csv_fault_set(fault, CSV_FAULT_NOMEM, 0, NULL, "out of memory");
	}
	close(s->fd);
	s->fd = fd;
	s->bom = 0;
	if (s->conversion != (iconv_t)-1)
		iconv_close(s->conversion);
	s->conversion = (iconv_t)-1;
	snprintf(s->encoding, sizeof s->encoding, "address cards");
	return CSV_END;
}

static enum csv_status turn_if_cards(struct csv_source *s, struct csv_fault *fault)
{
	char bytes[128];
	size_t n;
	enum csv_status status = csv_source_rewind(s, fault);

	if (status != CSV_FAULT)
		status = csv_source_read(s, bytes, sizeof bytes, &n, fault);
	if (status == CSV_FAULT || !vcard_begins(bytes, n))
		return status;
	return turn_cards(s, fault);
}

enum csv_status csv_source_rewind(struct csv_source *s, struct csv_fault *fault)
{
	if (lseek(s->fd, (off_t)s->bom, SEEK_SET) < 0)
		return fault_of_system(s, fault, "read again");
	s->raw_length = 0;
	if (s->conversion != (iconv_t)-1)
		iconv(s->conversion, NULL, NULL, NULL, NULL);
	return CSV_END;
}

enum csv_status csv_source_open(const char *path, const struct csv_options *options,
	struct csv_source **out, struct csv_fault *fault)
{
	struct csv_source *s = calloc(1, sizeof *s);
	enum csv_status status;

	if (s == NULL)
		return csv_fault_set(fault, CSV_FAULT_NOMEM, 0, NULL, "out of memory");
	s->fd = -1;
	s->stop = options->stop;
	s->conversion = (iconv_t)-1;
	s->path = strdup(path);
	status = s->path != NULL ? open_file(s, path, fault)
				 : csv_fault_set(fault, CSV_FAULT_NOMEM, 0, NULL, "out of memory");
	if (status != CSV_FAULT)
		status = choose_encoding(s, path, options->encoding, fault);
	if (status != CSV_FAULT)
		status = turn_if_cards(s, fault);
	if (status != CSV_FAULT)
		status = csv_source_rewind(s, fault);
	if (status == CSV_FAULT) {
		csv_source_close(s);
		return status;
	}
	*out = s;
	return CSV_END;
}

/* ---- reading --------------------------------------------------------------------------------- */

static enum csv_status convert(struct csv_source *s, char *bytes, size_t size, size_t *n,
	bool at_end, struct csv_fault *fault)
{
	char *in = s->raw, *to = bytes;
	size_t in_left = s->raw_length, out_left = size;
	size_t result = iconv(s->conversion, &in, &in_left, &to, &out_left);

	*n = size - out_left;
	if (result == (size_t)-1 && errno == EILSEQ && *n == 0)
		return csv_fault_set(fault, CSV_FAULT_CONTENT, 0, "state another with --encoding",
			"the file is not all %s", s->encoding);
	if (result == (size_t)-1 && errno == EINVAL && at_end && *n == 0)
		return csv_fault_set(fault, CSV_FAULT_CONTENT, 0, "save it again",
			"the file ends in the middle of a character");
	memmove(s->raw, in, in_left);
	s->raw_length = in_left;
	return CSV_END;
}

enum csv_status csv_source_read(
	struct csv_source *s, char *bytes, size_t size, size_t *n, struct csv_fault *fault)
{
	ssize_t got;

	if (s->conversion == (iconv_t)-1) {
		got = read_whole(s, bytes, size);
	} else {
		/* A third of the room: one byte becomes up to three. */
		size_t room = size / 3 < RAW_SIZE ? size / 3 : RAW_SIZE;
		size_t wanted = room > s->raw_length ? room - s->raw_length : 0;

		got = read_whole(s, s->raw + s->raw_length, wanted);
		if (got >= 0) {
			bool at_end = (size_t)got < wanted;

			s->raw_length += (size_t)got;
			*n = 0;
			return s->raw_length > 0 ? convert(s, bytes, size, n, at_end, fault)
						 : CSV_END;
		}
	}
	if (got < 0)
		return fault_of_system(s, fault, "read");
	*n = (size_t)got;
	return CSV_END;
}
