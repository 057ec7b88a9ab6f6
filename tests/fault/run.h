/*
 * run.h - mct, run once in a folder of its own with a fault before it, and what became of it.
 */
#ifndef FAULT_RUN_H
#define FAULT_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where everything is. */
struct bench {
	char *build;  /* has mct and fault/ */
	char *source; /* the source tree */
	char *work;   /* has job/, where mct runs, and look/, where what it left is looked at */
	char *job, *look;
};

struct trouble {
	const char *library; /* "disk.so", "memory.so"; NULL: none */
	const char *plan;    /* see fault.h */
	int64_t size_limit;  /* of files, in bytes; < 0: none */
};

struct ran {
	int code;      /* exit code; 128 + the signal that ended it */
	bool struck;   /* the fault met it */
	int64_t calls; /* that the fault could have met */
	char *out, *err;
	size_t out_size;
};

void run_mct(const struct bench *b, const char *folder, const char *const *words,
	const struct trouble *t, struct ran *out);
/* A shell script in that folder, with mct on its PATH; ends the programme when it fails. */
void run_script(const struct bench *b, const char *folder, const char *script);
void ran_free(struct ran *r);

#endif
