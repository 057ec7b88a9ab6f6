/*
 * child.c - starting, waiting, and reading what was written. Whether the program could be
 * run at all comes back through a pipe that closes itself when it runs.
 */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#define NAP_MS 20
#define PATIENCE 60 /* seconds */

int child_file(const char *bytes, size_t length)
{
	int fd = memfd_create("mct", MFD_CLOEXEC);

	for (size_t done = 0; fd >= 0 && done < length;) {
		ssize_t n = write(fd, bytes + done, length - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			close(fd);
			return -1;
		}
		done += (size_t)n;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* In the child; comes back never. What kept the program from running goes to `report`. */
static _Noreturn void run(const char *const *arguments, const int files[static 3], int report)
{
	int error;

	signal(SIGPIPE, SIG_DFL);
	for (int i = 0; i < 3; i++)
		if (files[i] >= 0)
			dup2(files[i], i);
	execvp(arguments[0], (char *const *)arguments);
	error = errno;
	_exit(write(report, &error, sizeof error) == sizeof error ? EX_OSERR : EX_SOFTWARE);
}

pid_t child_start(const char *const *arguments, const int files[static 3], int *error)
{
	int report[2];
	pid_t pid;

	*error = 0;
	if (pipe2(report, O_CLOEXEC) != 0) {
		*error = errno;
		return 0;
	}
	pid = fork();
	if (pid == 0)
		run(arguments, files, report[1]);
	if (pid < 0)
		*error = errno;
	close(report[1]);
	if (pid > 0 && read(report[0], error, sizeof *error) != sizeof *error)
		*error = 0;
	close(report[0]);
	if (pid > 0 && *error != 0)
		waitpid(pid, NULL, 0);
	return *error == 0 ? pid : 0;
}

int child_wait(pid_t pid, int seconds)
{
	const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
	int status;

	for (int naps = 0; naps < seconds * (1000 / NAP_MS); naps++) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return status;
		nanosleep(&nap, NULL);
	}
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return -1;
}

/* Takes the file over. */
static void read_file(int fd, struct buf *out)
{
	char bytes[4096];
	ssize_t n;

	if (fd < 0)
		return;
	lseek(fd, 0, SEEK_SET);
	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		buf_add(out, bytes, (size_t)n);
	close(fd);
}

int child_run(const char *const *arguments, const char *input, size_t length, struct buf *out,
	struct buf *errors)
{
	const int files[3] = {child_file(input, length), child_file(NULL, 0), child_file(NULL, 0)};
	int error = 0, status = -1;
	pid_t pid = files[0] >= 0 && files[1] >= 0 && files[2] >= 0
		? child_start(arguments, files, &error)
		: 0;

	if (pid > 0)
		status = child_wait(pid, PATIENCE);
	if (files[0] >= 0)
		close(files[0]);
	read_file(files[1], out);
	read_file(files[2], errors);
	return status != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
