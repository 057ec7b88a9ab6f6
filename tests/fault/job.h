/*
 * job.h - what mct is asked to do while things fail. A new command that changes something is a row
 * of the table in job.c.
 */
#ifndef FAULT_JOB_H
#define FAULT_JOB_H

#include <stdbool.h>
#include <stddef.h>

struct job {
	const char *name;
	const char *script;       /* makes the folder that it begins with */
	const char *const *words; /* what is typed after mct */
	const char *leaves;       /* names that a second run may add; fnmatch(3), or NULL */
	bool is_large;            /* too much to try every point */
	bool changes_by_the_way;  /* the change is not what was typed, and not what may fail */
};

extern const struct job jobs[];
extern const size_t job_count;

#endif
