/*
 * child.h - runs another program, found on PATH, without a shell, and waits for it as long
 * as it may take. What goes in and comes out are files in memory: nobody waits for a pipe.
 */
#ifndef MCT_CMD_CHILD_H
#define MCT_CMD_CHILD_H

#include <sys/types.h>

#include "util/buf.h"

/* A file that is gone with the process; its position is its beginning. -1: errno. */
int child_file(const char *bytes, size_t length);

/* Starts arguments[0], with these files for standard input, output and errors; -1: ours. 0 when it
 * cannot be run, and *error says why. */
pid_t child_start(const char *const *arguments, const int files[static 3], int *error);
/* Its wait status, or -1 when it took longer: then it is ended. */
int child_wait(pid_t pid, int seconds);

/* Runs it to its end, and appends what it writes to `out` and `errors`. Its exit code; -1 when it
 * cannot be run, was killed or took too long. */
int child_run(const char *const *arguments, const char *input, size_t length, struct buf *out,
	struct buf *errors);

#endif
