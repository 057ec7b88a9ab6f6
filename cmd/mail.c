/*
 * mail.c - the mail program gets the message as a file, so that nobody waits for a pipe, and
 * so much time. What it cannot do now is told apart from what it never will by its exit code
 * (sysexits).
 */
#include "mail.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "config.h"

#define NAP_MS 20

static const char set_up[] = "set up a mail program, or name one in MCT_SENDMAIL";
static const char later[] = "run this again later";

/* ---- running --------------------------------------------------------------------------------- */

/* A file of its own that is gone with the process; its position is its beginning. -1: errno. */
static int message_file(const char *message, size_t length)
{
	int fd = memfd_create("mct-mail", MFD_CLOEXEC);

	for (size_t done = 0; fd >= 0 && done < length;) {
		ssize_t n = write(fd, message + done, length - done);

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
static _Noreturn void exec_sendmail(
	int input, int report, const char *program, const char *from, const char *to)
{
	const char *arguments[] = {program, "-i", "-f", from, "--", to, NULL};
	const char *without[] = {program, "-i", "--", to, NULL};
	int error;

	signal(SIGPIPE, SIG_DFL);
	dup2(input, STDIN_FILENO);
	execvp(program, (char *const *)(from[0] != '\0' ? arguments : without));
	error = errno;
	_exit(write(report, &error, sizeof error) == sizeof error ? EX_OSERR : EX_SOFTWARE);
}

/* Starts it; *error is what kept it from running, or 0. 0: nothing runs. */
static pid_t start(const char *program, const char *from, const char *to, int input, int *error)
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
		exec_sendmail(input, report[1], program, from, to);
	if (pid < 0)
		*error = errno;
	close(report[1]);
	if (pid > 0 && read(report[0], error, sizeof *error) != sizeof *error)
		*error = 0;
	close(report[0]);
	return pid > 0 ? pid : 0;
}

/* Its wait status, or -1 when it took too long: then it is ended. */
static int wait_for(pid_t pid, int seconds)
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

/* ---- what became of it ----------------------------------------------------------------------- */

static int not_started(const char *program, int error, struct mail_failure *failure)
{
	failure->hint = set_up;
	if (error == ENOENT)
		buf_addf(&failure->why, "there is no mail program \"%s\"", program);
	else
		buf_addf(&failure->why, "cannot run the mail program \"%s\": %s", program,
			strerror(error));
	return EXIT_NO_MAIL;
}

/* Exit codes that no later try changes, and what to do about them. */
static const struct {
	int code;
	const char *why, *hint;
} permanent[] = {{EX_CONFIG, "is not set up", set_up}, {EX_USAGE, "was misunderstood", set_up},
	{EX_NOUSER, "does not know the address", "check the address"},
	{EX_NOPERM, "may not send", "check the name and the password in its configuration"},
	{EX_DATAERR, "does not take the message", "check the addresses"}};

static int exited(const char *program, int code, struct mail_failure *failure)
{
	if (code == EX_OK)
		return EXIT_DONE;
	for (size_t i = 0; i < ARRAY_SIZE(permanent); i++) {
		if (permanent[i].code != code)
			continue;
		buf_addf(&failure->why, "\"%s\" %s (%d)", program, permanent[i].why, code);
		failure->hint = permanent[i].hint;
		return EXIT_NO_MAIL;
	}
	buf_addf(&failure->why, "\"%s\" cannot deliver just now (%d)", program, code);
	failure->hint = later;
	return EXIT_TRY_AGAIN;
}

static int ended(const char *program, int status, int patience, struct mail_failure *failure)
{
	failure->hint = later;
	if (status == -1)
		buf_addf(&failure->why, "\"%s\" took longer than %d seconds", program, patience);
	else if (WIFSIGNALED(status))
		buf_addf(&failure->why, "\"%s\" was killed (%s)", program,
			strsignal(WTERMSIG(status)));
	else
		return exited(program, WEXITSTATUS(status), failure);
	return EXIT_TRY_AGAIN;
}

int mail_hand_over(const char *from, const char *to, const char *message, size_t length,
	struct mail_failure *failure)
{
	const char *program = config_sendmail();
	int patience = config_mail_patience();
	int error, input = message_file(message, length);
	pid_t pid;

	if (input < 0)
		return not_started(program, errno, failure);
	pid = start(program, from, to, input, &error);
	close(input);
	if (error != 0 && pid != 0)
		waitpid(pid, NULL, 0);
	if (error != 0)
		return not_started(program, error, failure);
	return ended(program, wait_for(pid, patience), patience, failure);
}
