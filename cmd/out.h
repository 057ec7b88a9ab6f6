/*
 * out.h - the one way to stdout: buffered, through the pager at a terminal, and
 * never losing a write error. A closed pipe ends quietly; a full disk is an
 * error that out_close() reports.
 */
#ifndef MCT_CMD_OUT_H
#define MCT_CMD_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "util/buf.h"

struct out {
	int fd;
	struct buf pending;
	struct buf notes;  /* for stderr, once all of the output stands there */
	const char *pager; /* command that waits for more lines than `page_lines`; NULL: none */
	size_t page_lines;
	pid_t pager_pid; /* 0: none runs */
	int error;       /* errno of the first failed write; EPIPE: the reader went away */
};

void out_init(struct out *o, int fd);

/*
 * From now on page through `command` (run by sh -c, borrowed until out_close()) when there are
 * more lines than the screen has. Empty or "cat": no pager.
 */
void out_page(struct out *o, const char *command, size_t screen_lines);

struct buf *out_buf(struct out *o); /* append here, then out_flush_some() now and then */
/* Writes when enough has gathered: 64 KiB, or 32 MiB where a pager is to get it. */
void out_flush_some(struct out *o);
/* Writes what has gathered, before something else is written to the terminal. Not with a pager. */
void out_flush(struct out *o);
bool out_gone(const struct out *o); /* writing further is pointless: no reader, or an error */

/*
 * Append here what a person should read on stderr after the output: out_close() writes it when
 * the output is out and the pager has ended, so that neither runs into the other.
 */
struct buf *out_notes(struct out *o);

/*
 * Writes the rest, waits for the pager, then writes the notes.
 * 0; else the errno of the failed write (EPIPE is not reported: 0).
 */
int out_close(struct out *o);

#endif
