/*
 * out.c - stdout: gathered, paged when it is longer than the screen, every write
 * checked. Nothing is written before it is known whether the pager is
 * needed, so that it gets all of the output or none.
 */
#include "out.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ENOUGH ((size_t)65536)
/* What a pager may have to wait for before it gets the first line: a screen is read for minutes,
 * and meanwhile the practice file must not stay open for reading, which would keep writers out. */
#define ENOUGH_TO_PAGE ((size_t)32 << 20)

void out_init(struct out *o, int fd)
{
	*o = (struct out){.fd = fd};
}

void out_page(struct out *o, const char *command, size_t screen_lines)
{
	bool useless = command[0] == '\0' || strcmp(command, "cat") == 0 || screen_lines == 0;

	o->pager = useless ? NULL : command;
	o->page_lines = screen_lines;
}

struct buf *out_buf(struct out *o)
{
	return &o->pending;
}

struct buf *out_notes(struct out *o)
{
	return &o->notes;
}

bool out_gone(const struct out *o)
{
	return o->error != 0 || o->pending.failed;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* A write that waits is cut short by a signal alone: whoever reads has still not read on. */
static bool is_cut_short(int fd)
{
	struct pollfd end = {.fd = fd, .events = POLLOUT};

	return poll(&end, 1, 0) == 0;
}

/* All n bytes; 0 or an errno: EINTR when Ctrl-C came while nobody took them. In the pager Ctrl-C is
 * a key like others. */
static int write_all(int fd, const char *s, size_t n, bool paged)
{
	while (n > 0) {
		ssize_t written = write(fd, s, n);

		if (written < 0 && (errno != EINTR || !paged))
			return errno;
		if (written > 0) {
			s += written;
			n -= (size_t)written;
		}
		if (n > 0 && !paged && is_cut_short(fd))
			return EINTR;
	}
	return 0;
}

static void write_pending(struct out *o)
{
	if (o->error == 0 && o->pending.failed)
		o->error = ENOMEM;
	if (o->error == 0)
		o->error =
			write_all(o->fd, buf_str(&o->pending), o->pending.len, o->pager_pid != 0);
	buf_clear(&o->pending);
}

/* ---- the pager ------------------------------------------------------------------------------- */

/*
 * In the child. Where the pager is not installed, cat shows the output: nobody loses her list
 * for want of less(1). The trap keeps the shell waiting when Ctrl-C is meant for the pager.
 */
static _Noreturn void run_pager(const char *command, int from)
{
	struct buf script = {0};

	buf_addf(&script, "trap : INT\n%s\n[ $? -ne 127 ] || exec cat", command);
	signal(SIGPIPE, SIG_DFL);
	if (!script.failed && dup2(from, STDIN_FILENO) >= 0 && setenv("LESS", "FIRX", 0) == 0)
		execl("/bin/sh", "sh", "-c", buf_str(&script), (char *)NULL);
	_exit(127);
}

/* From here on o->fd leads to the pager; without one the output goes to the terminal as it is. */
static void start_pager(struct out *o)
{
	const char *command = o->pager;
	int ends[2];
	pid_t pid;

	o->pager = NULL;
	if (pipe2(ends, O_CLOEXEC) != 0)
		return;
	pid = fork();
	if (pid == 0)
		run_pager(command, ends[0]);
	close(ends[0]);
	if (pid < 0) {
		close(ends[1]);
		return;
	}
	o->pager_pid = pid;
	o->fd = ends[1];
}

/* Closes the pipe and waits; meanwhile Ctrl-C is the pager's, as it is everybody's in the group. */
static void end_pager(struct out *o)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction before;
	int status;

	sigaction(SIGINT, &ignore, &before);
	close(o->fd);
	while (waitpid(o->pager_pid, &status, 0) < 0 && errno == EINTR)
		continue;
	sigaction(SIGINT, &before, NULL);
	o->pager_pid = 0;
}

/* With the shell's prompt below it, a screen holds one line less than it has. */
static bool is_longer_than_screen(const struct out *o)
{
	size_t lines = 0;

	for (size_t i = 0; i < o->pending.len; i++)
		lines += o->pending.data[i] == '\n';
	return lines >= o->page_lines;
}

/* ---- now and at the end ---------------------------------------------------------------------- */

void out_flush_some(struct out *o)
{
	if (o->pending.len < (o->pager != NULL ? ENOUGH_TO_PAGE : ENOUGH))
		return;
	if (o->pager != NULL)
		start_pager(o);
	write_pending(o);
}

void out_flush(struct out *o)
{
	write_pending(o);
}

int out_close(struct out *o)
{
	if (o->pager != NULL && is_longer_than_screen(o))
		start_pager(o);
	write_pending(o);
	if (o->pager_pid != 0)
		end_pager(o);
	write_all(STDERR_FILENO, buf_str(&o->notes), o->notes.len, false);
	buf_free(&o->pending);
	buf_free(&o->notes);
	return o->error == EPIPE ? 0 : o->error;
}
