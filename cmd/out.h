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
	const char *pager; /* command for a reader's output at a terminal; NULL: none. Started only when more than `page_lines` lines come */
	size_t page_lines;
	pid_t pager_pid;
	int error;         /* errno of the first failed write; EPIPE counts as "reader went away" */
};

void out_init(struct out *o, int fd);
/* From now on page through `command` (run by sh -c) when there are more lines than the screen has. Empty or "cat": no pager. */
void out_page(struct out *o, const char *command, size_t screen_lines);
struct buf *out_buf(struct out *o);  /* append here, then out_flush_some() now and then */
void out_flush_some(struct out *o);  /* writes when enough has gathered (64 KiB) */
bool out_gone(const struct out *o);  /* writing further is pointless: the reader went away or an error */
/* Writes the rest, waits for the pager. 0; else the errno of the failed write (EPIPE is not reported: 0). */
int out_close(struct out *o);

#endif
