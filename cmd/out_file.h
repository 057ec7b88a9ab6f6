/*
 * out_file.h - a file of output that is written whole or not at all: beside its place
 * under a name of its own, and moved there at the end. What is no ordinary
 * file, such as a pipe or /dev/stderr, is written to as it stands.
 */
#ifndef MCT_CMD_OUT_FILE_H
#define MCT_CMD_OUT_FILE_H

#include "out.h"
#include "util/draft.h"

struct out_file {
	struct out out;     /* write here */
	bool in_place;      /* it is a pipe or a device, and written to as it stands */
	struct draft draft; /* otherwise; links are followed, and stay */
};

/* Begins the file. 0, or the errno of what stands in the way. */
int out_file_open(struct out_file *f, const char *path);

/*
 * Ends it: with `keep` the file is put in its place, without it what stood there stays. 0, or the
 * errno of the first thing that failed, after which what stood there stays, too.
 */
int out_file_close(struct out_file *f, bool keep);

#endif
