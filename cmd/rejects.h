/*
 * rejects.h - the rows that an import could not take: told one by one, and kept in a
 * CSV file that can be mended and imported.
 */
#ifndef MCT_CMD_REJECTS_H
#define MCT_CMD_REJECTS_H

#include "out_file.h"
#include "run.h"

struct rejects {
	struct run *r;
	const mct_import_t *imp;
	const char *path; /* NULL: none are kept */
	struct out_file file;
	bool in_place; /* a pipe or a device, with nothing to mend afterwards */
	char delimiter;
	int64_t kept;
	struct list told;              /* each reason once; freed with the rejects */
	int64_t again, other;          /* rows for a reason that was told, and that were not told */
	struct told_problem *problems; /* for a program, that reads them as one object */
	size_t problem_count;
};

/* EXIT_REFUSED when the rejected rows would be written over the file they come from. */
int rejects_check(const char *path, const char *input);
/* Begins the file, so that what stands in its way is told before a row is read. */
int rejects_begin(
	struct rejects *rejects, struct run *r, const mct_import_t *imp, const char *path);
/* One row with all that is wrong with it, as a mct_import_reject_fn is told it. When it cannot be
 * kept the import is asked to stop. */
void rejects_add(struct rejects *rejects, int64_t line, const struct mct_error *first,
	const char *const *cells, size_t count);
/* The failure of the import, for a program with what is wrong with the rows. Exit code. */
int rejects_fail(const struct rejects *rejects);
/* Says how many were not told one by one. */
void rejects_tell_rest(const struct rejects *rejects);
/* Ends the file and keeps it when `keep` and there are such rows. */
int rejects_end(struct rejects *rejects, bool keep);
void rejects_free(struct rejects *rejects);

#endif
