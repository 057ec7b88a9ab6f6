/*
 * look.h - was anything lost? Every file is what it was or what it should have become, the practice
 * is sound, and the next run of the same command finds nothing in its way
 * and leaves nothing behind.
 */
#ifndef FAULT_LOOK_H
#define FAULT_LOOK_H

#include "folder.h"
#include "job.h"
#include "run.h"

/* What a file holds, whatever its bytes: a practice file by the rows of its tables. */
struct content {
	char *name;
	uint64_t hash;
};
struct contents {
	struct content *items;
	size_t count;
};

/* How far a folder has come from what it was to what it should become. */
enum side { IS_BEFORE, IS_AFTER, IS_ON_THE_WAY };

struct verdict {
	uint64_t folder; /* hash of what was looked at */
	enum side side;
	bool practice_is_after;
	bool leaves_too_much; /* after, but something that goes is still there */
	char *lost;           /* what was, or NULL */
};

struct looker {
	const struct bench *bench;
	const struct job *job;
	struct folder before, after;
	struct contents contents_before, contents_after;
	char *check_before, *check_after; /* what "mct check" says of them */
	struct ran done;                  /* without a fault */
	struct verdict *verdicts;         /* of what was seen already */
	size_t verdict_count;
};

/* Prepares the job's folder, and runs it once without a fault. */
void looker_begin(struct looker *l, const struct bench *b, const struct job *job);
void looker_end(struct looker *l);

/* What is lost in a folder that mct left; borrowed, until the next call. */
const struct verdict *look_at(struct looker *l, const struct folder *left);
/* The same, and whether mct said what is so. What is lost, yours to free, or NULL. `was_killed`: it
 * could say nothing. */
char *look_at_run(
	struct looker *l, const struct folder *left, const struct ran *r, bool was_killed);

#endif
