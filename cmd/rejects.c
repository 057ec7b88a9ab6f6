/*
 * rejects.c - keeps the rows as they stood in the file, with the reasons in a column
 * of their own behind them.
 */
#include "rejects.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "complain.h"
#include "util/csv_cell.h"
#include "util/text.h"

#define REJECTS_TOLD 50

/* A problem and the memory of its strings. */
struct told_problem {
	char *message, *hint, *field, *value;
	mct_status_t status;
	int64_t line;
};

int rejects_check(const char *path, const char *input)
{
	struct stat in, out;
	bool known =
		strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &in) == 0 : stat(input, &in) == 0;

	if (path == NULL || !known || stat(path, &out) != 0 || !S_ISREG(in.st_mode) ||
		in.st_dev != out.st_dev || in.st_ino != out.st_ino)
		return EXIT_DONE;
	return complain(EXIT_REFUSED, "name another file behind --rejects",
		"\"%s\" is the file that is being imported", path);
}

static int cannot_write(const struct rejects *rejects, int error)
{
	if (run_interrupted())
		return complain(EXIT_INTERRUPTED, NULL, "interrupted; nothing was changed");
	return complain(EXIT_FAILED, "nothing was imported; name another file behind --rejects",
		"cannot write \"%s\": %s", rejects->path, strerror(error));
}

int rejects_begin(struct rejects *rejects, struct run *r, const mct_import_t *imp, const char *path)
{
	const char *delimiter = mct_import_dialect(imp)->delimiter;
	int error = 0;

	*rejects = (struct rejects){.r = r,
		.imp = imp,
		.path = r->globals.dry_run ? NULL : path,
		.delimiter = strcmp(delimiter, "tab") == 0 ? '\t' : delimiter[0]};
	if (rejects->path != NULL)
		error = out_file_open(&rejects->file, rejects->path);
	rejects->in_place = rejects->file.in_place;
	return error == 0 ? EXIT_DONE : cannot_write(rejects, error);
}

/* ---- the file -------------------------------------------------------------------------------- */

/* A cell as it was read: guarded once, except a dash that only says that there is nothing. */
static void add_cell(struct rejects *rejects, const char *cell)
{
	struct buf *csv = out_buf(&rejects->file.out);
	size_t n = strlen(cell);

	if (cell[strspn(cell, "-")] == '\0') {
		buf_add(csv, cell, n);
	} else {
		csv_unguard(&cell, &n);
		csv_add_cell(csv, cell, n, rejects->delimiter);
	}
}

/* The reasons of an earlier time do not come along when a mended file is rejected again. */
static bool is_reason(const struct mct_import_column *c)
{
	return strcmp(c->heading, MCT_REJECTED_BECAUSE) == 0;
}

/* The reason, and behind it the cells that no heading stands over. */
static void end_row(
	struct rejects *rejects, const char *reason, const char *const *surplus, size_t count)
{
	struct buf *csv = out_buf(&rejects->file.out);

	csv_add_cell(csv, reason, strlen(reason), rejects->delimiter);
	for (size_t i = 0; i < count; i++) {
		buf_addc(csv, rejects->delimiter);
		add_cell(rejects, surplus[i]);
	}
	buf_adds(csv, "\r\n");
}

static void add_headings(struct rejects *rejects)
{
	struct buf *csv = out_buf(&rejects->file.out);
	const struct mct_import_column *c;

	for (size_t i = 0; (c = mct_import_column(rejects->imp, i)) != NULL; i++)
		if (!is_reason(c)) {
			csv_add_cell(csv, c->heading, strlen(c->heading), rejects->delimiter);
			buf_addc(csv, rejects->delimiter);
		}
	end_row(rejects, MCT_REJECTED_BECAUSE, NULL, 0);
}

/* The row as it stood, with the reason behind it: mended there, it imports again. */
static void keep_row(
	struct rejects *rejects, const char *reasons, const char *const *cells, size_t count)
{
	const struct mct_import_column *c;
	size_t i;

	if (rejects->kept++ == 0)
		add_headings(rejects);
	for (i = 0; (c = mct_import_column(rejects->imp, i)) != NULL; i++) {
		if (is_reason(c))
			continue;
		add_cell(rejects, i < count ? cells[i] : "");
		buf_addc(out_buf(&rejects->file.out), rejects->delimiter);
	}
	end_row(rejects, reasons, cells + (i < count ? i : count), i < count ? count - i : 0);
	out_flush_some(&rejects->file.out);
	if (out_gone(&rejects->file.out))
		mct_interrupt(rejects->r->m);
}

/* ---- for a program --------------------------------------------------------------------------- */

static void keep_problems(struct rejects *rejects)
{
	const struct mct_error *e;

	if (rejects->problems == NULL)
		rejects->problems = calloc(REJECTS_TOLD, sizeof *rejects->problems);
	for (size_t i = 0; rejects->problems != NULL && rejects->problem_count < REJECTS_TOLD &&
		(e = mct_problem(rejects->r->m, i)) != NULL;
		i++)
		rejects->problems[rejects->problem_count++] =
			(struct told_problem){strdup(e->message), strdup(e->hint), strdup(e->field),
				strdup(e->value), e->status, e->line};
}

static const char *text_of(const char *s)
{
	return s != NULL ? s : "";
}

int rejects_fail(const struct rejects *rejects)
{
	struct mct_error more[REJECTS_TOLD];

	for (size_t i = 0; i < rejects->problem_count; i++) {
		const struct told_problem *p = &rejects->problems[i];

		more[i] = (struct mct_error){.status = p->status,
			.message = text_of(p->message),
			.hint = text_of(p->hint),
			.field = text_of(p->field),
			.value = text_of(p->value),
			.line = p->line};
	}
	return complain_of_more(rejects->r->m, more, rejects->problem_count);
}

void rejects_free(struct rejects *rejects)
{
	for (size_t i = 0; i < rejects->problem_count; i++) {
		free(rejects->problems[i].message);
		free(rejects->problems[i].hint);
		free(rejects->problems[i].field);
		free(rejects->problems[i].value);
	}
	free(rejects->problems);
	for (size_t i = 0; i < rejects->told.count; i++)
		free((char *)rejects->told.items[i]);
	list_free(&rejects->told);
}

/* ---- for a person ---------------------------------------------------------------------------- */

/* A name that is not in the book may stand in a thousand rows. */
static void tell(struct rejects *rejects, int64_t line, const char *reasons)
{
	struct buf told CLEANUP(buf_free) = {0};
	char *copy;

	for (size_t i = 0; i < rejects->told.count; i++) {
		if (strcmp(rejects->told.items[i], reasons) == 0) {
			rejects->again++;
			return;
		}
	}
	if (rejects->told.count == REJECTS_TOLD) {
		rejects->other++;
		return;
	}
	buf_addf(&told, "line %lld: %s", (long long)line, reasons);
	complain_line(buf_str(&told), 2);
	copy = strdup(reasons);
	if (copy == NULL || !list_add(&rejects->told, copy))
		free(copy);
}

/* ---- the calls ------------------------------------------------------------------------------- */

void rejects_add(struct rejects *rejects, int64_t line, const struct mct_error *first,
	const char *const *cells, size_t count)
{
	struct buf reasons CLEANUP(buf_free) = {0};
	const struct mct_error *e;

	(void)first;
	for (size_t i = 0; (e = mct_problem(rejects->r->m, i)) != NULL; i++)
		buf_addf(&reasons, "%s%s%s%s%s", i > 0 ? "; " : "", e->message,
			e->hint[0] != '\0' ? " (" : "", e->hint, e->hint[0] != '\0' ? ")" : "");
	if (rejects->r->globals.json) {
		keep_problems(rejects);
	} else {
		tell(rejects, line, buf_str(&reasons));
	}
	if (rejects->path != NULL)
		keep_row(rejects, buf_str(&reasons), cells, count);
}

void rejects_tell_rest(const struct rejects *rejects)
{
	struct buf told CLEANUP(buf_free) = {0};

	if (rejects->again > 0)
		buf_addf(&told, "... and %lld more %s for the same reasons",
			(long long)rejects->again, rejects->again == 1 ? "row" : "rows");
	if (rejects->other > 0)
		buf_addf(&told, "%s%lld for others",
			told.len > 0 ? ", " : "... and more rows: ", (long long)rejects->other);
	if (told.len > 0)
		complain_line(buf_str(&told), 2);
}

int rejects_end(struct rejects *rejects, bool keep)
{
	bool gone;
	int error;

	if (rejects->path == NULL)
		return EXIT_DONE;
	gone = out_gone(&rejects->file.out); /* also a reader that went away: rows are missing */
	error = out_file_close(&rejects->file, keep && rejects->kept > 0);
	if (gone && error == 0)
		error = EPIPE;
	return error == 0 ? EXIT_DONE : cannot_write(rejects, error);
}
