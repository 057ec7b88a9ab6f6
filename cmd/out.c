/*
 * out.c - stdout: gathered, paged when it is longer than the screen, and every write
 * checked.
 */
#include "out.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ENOUGH ((size_t)65536)

void out_init(struct out *o, int fd)
{
	*o = (struct out){.fd = fd, .pager_pid = -1};
}

void out_page(struct out *o, const char *command, size_t screen_lines)
{
	if (command[0] != '\0' && strcmp(command, "cat") != 0 && screen_lines > 0)
		o->pager = command;
	o->page_lines = screen_lines;
}

struct buf *out_buf(struct out *o)
{
	return &o->pending;
}

bool out_gone(const struct out *o)
{
	return o->error != 0;
}

/* ---- the pager ---------------------------------------------------------------------------------------- */

static void run_pager(const char *command, int from)
{
	dup2(from, STDIN_FILENO);
	close(from);
	setenv("LESS", "FRX", 0);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* Without a pager the output goes to the terminal as it is. */
static void start_pager(struct out *o)
{
	const char *command = o->pager;
	int ends[2];

	o->pager = NULL;
	if (pipe(ends) != 0)
		return;
	o->pager_pid = fork();
	if (o->pager_pid == 0) {
		close(ends[1]);
		run_pager(command, ends[0]);
	}
	close(ends[0]);
	if (o->pager_pid < 0)
		close(ends[1]);
	else
		o->fd = ends[1];
}

static bool is_longer_than_screen(const struct out *o)
{
	size_t lines = 0;

	for (size_t i = 0; i < o->pending.len; i++)
		lines += o->pending.data[i] == '\n';
	return lines >= o->page_lines;
}

/* ---- writing ------------------------------------------------------------------------------------------ */

static void write_pending(struct out *o)
{
	size_t done = 0;

	if (o->pending.failed && o->error == 0)
		o->error = ENOMEM;
	while (o->error == 0 && done < o->pending.len) {
		ssize_t n = write(o->fd, o->pending.data + done, o->pending.len - done);

		if (n < 0 && errno != EINTR)
			o->error = errno;
		done += n > 0 ? (size_t)n : 0;
	}
	buf_clear(&o->pending);
}

void out_flush_some(struct out *o)
{
	if (o->pending.len < ENOUGH)
		return;
	if (o->pager != NULL && is_longer_than_screen(o))
		start_pager(o);
	write_pending(o);
}

int out_close(struct out *o)
{
	int status;

	if (o->pager != NULL && is_longer_than_screen(o))
		start_pager(o);
	write_pending(o);
	buf_free(&o->pending);
	if (o->pager_pid > 0) {
		close(o->fd);
		while (waitpid(o->pager_pid, &status, 0) < 0 && errno == EINTR)
			continue;
	}
	return o->error == EPIPE ? 0 : o->error;
}
