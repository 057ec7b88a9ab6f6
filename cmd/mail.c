/*
 * mail.c - the mail program gets the message as a file, and so much time. What it cannot do
 * now is told apart from what it never will by its exit code (sysexits).
 */
#include "mail.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "child.h"
#include "config.h"

static const char set_up[] = "set up a mail program, or name one in MCT_SENDMAIL";
static const char later[] = "run this again later";

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
	const char *said[] = {program, "-i", "-f", from, "--", to, NULL};
	const char *unsaid[] = {program, "-i", "--", to, NULL};
	int patience = config_mail_patience();
	int error, input = child_file(message, length);
	const int files[3] = {input, -1, -1};
	pid_t pid;

	if (input < 0)
		return not_started(program, errno, failure);
	pid = child_start(from[0] != '\0' ? said : unsaid, files, &error);
	close(input);
	if (pid == 0)
		return not_started(program, error, failure);
	return ended(program, child_wait(pid, patience), patience, failure);
}
