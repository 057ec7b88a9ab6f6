/*
 * mail.c - a plain text message, quoted-printable, piped to sendmail without a
 * shell. Header text never holds a line break, so no header can be added
 * by what stands in the data.
 */
#include "mail.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"
#include "config.h"

/* RFC 2045 6.7: lines of at most 76 characters, everything but plain ASCII as =XX. */
static void add_quoted_printable(struct buf *out, const char *s, size_t n)
{
	size_t column = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		bool line_end = i + 1 == n || s[i + 1] == '\n';
		bool plain = (c > ' ' && c < 0x7f && c != '=' && !(c == '.' && column == 0)) ||
			(c == ' ' && !line_end);

		if (c == '\n') {
			buf_adds(out, "\n");
			column = 0;
			continue;
		}
		if (column + (plain ? 1 : 3) > 75) {
			buf_adds(out, "=\n");
			column = 0;
		}
		if (plain)
			buf_addc(out, (char)c);
		else
			buf_addf(out, "=%02X", c);
		column += plain ? 1 : 3;
	}
}

/* An address is written to a header and to nothing else; anything that could end the line is
 * refused. */
static bool address_is_plain(const char *address)
{
	if (strchr(address, '@') == NULL || address[0] == '-')
		return false;
	for (const char *c = address; *c != '\0'; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f || *c == ',' || *c == '<' || *c == '>')
			return false;
	return true;
}

static void compose(
	struct buf *out, const char *address, const char *subject, const struct buf *text)
{
	char date[64];
	time_t now = time(NULL);
	struct tm local;

	localtime_r(&now, &local);
	strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S %z", &local);
	buf_addf(out,
		"To: %s\nSubject: %s\nDate: %s\nMIME-Version: 1.0\nContent-Type: text/plain; "
		"charset=utf-8\n"
		"Content-Transfer-Encoding: quoted-printable\nAuto-Submitted: auto-generated\n\n",
		address, subject, date);
	add_quoted_printable(out, buf_str(text), text->len);
}

/* In the child; comes back never. What kept the program from running goes to `report`. */
static _Noreturn void exec_sendmail(int from, int report, const char *program, const char *address)
{
	int error;

	signal(SIGPIPE, SIG_DFL);
	dup2(from, STDIN_FILENO);
	execlp(program, program, "-i", "--", address, (char *)NULL);
	error = errno;
	_exit(write(report, &error, sizeof error) == sizeof error ? EX_OSERR : EX_SOFTWARE);
}

static bool write_whole(int fd, const struct buf *b)
{
	size_t done = 0;

	while (done < b->len) {
		ssize_t n = write(fd, b->data + done, b->len - done);

		if (n < 0 && errno != EINTR)
			return false;
		done += n > 0 ? (size_t)n : 0;
	}
	return true;
}

/* ---- what became of it ----------------------------------------------------------------------- */

static const char set_up[] = "set up a mail program, or name one in MCT_SENDMAIL";

static int complain_of_start(const char *program, int error)
{
	if (error == ENOENT)
		return complain(EXIT_NO_MAIL, set_up,
			"there is no mail program \"%s\"; the list was not sent", program);
	return complain(EXIT_NO_MAIL, set_up,
		"cannot run the mail program \"%s\": %s; the list was not sent", program,
		strerror(error));
}

static int told(const char *program, const char *address, int status)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : EX_SOFTWARE;

	if (WIFSIGNALED(status))
		return complain(EXIT_FAILED, "run this again",
			"the mail program \"%s\" was killed (%s); the list was not sent", program,
			strsignal(WTERMSIG(status)));
	switch (code) {
	case EX_OK:
		return EXIT_DONE;
	case EX_TEMPFAIL:
	case EX_NOHOST:
	case EX_UNAVAILABLE:
		return complain(EXIT_TRY_AGAIN, "run this again later",
			"\"%s\" cannot deliver just now (%d); the list was not sent", program,
			code);
	case EX_NOUSER:
		return complain(EXIT_FAILED, "check the address",
			"\"%s\" knows no address \"%s\" (%d); the list was not sent", program,
			address, code);
	case EX_CONFIG:
		return complain(EXIT_NO_MAIL, set_up,
			"\"%s\" is not set up (%d); the list was not sent", program, code);
	default:
		return complain(EXIT_FAILED, NULL, "\"%s\" failed (%d); the list was not sent",
			program, code);
	}
}

/* ---- sending --------------------------------------------------------------------------------- */

/* Hands the message over; *error is what kept the program from running, or 0. Its wait status, or
 * -1. */
static int hand_over(
	const char *program, const char *address, const struct buf *message, int *error)
{
	int ends[2], report[2], status = -1;
	pid_t pid;

	*error = 0;
	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	if (pipe2(report, O_CLOEXEC) != 0) {
		close(ends[0]);
		close(ends[1]);
		return -1;
	}
	pid = fork();
	if (pid == 0)
		exec_sendmail(ends[0], report[1], program, address);
	close(ends[0]);
	close(report[1]);
	if (pid > 0 && read(report[0], error, sizeof *error) != sizeof *error)
		*error = 0;
	if (pid > 0 && *error == 0)
		write_whole(ends[1], message);
	close(ends[1]);
	close(report[0]);
	return pid > 0 && waitpid(pid, &status, 0) == pid ? status : -1;
}

int mail_send(const char *address, const char *subject, const struct buf *text)
{
	const char *program = config_sendmail();
	struct buf message CLEANUP(buf_free) = {0};
	int error, status;

	if (!address_is_plain(address))
		return complain(EXIT_NOT_UNDERSTOOD, "write it as name@example.org",
			"the address to mail to is not an e-mail address");
	compose(&message, address, subject, text);
	if (message.failed)
		return complain(EXIT_FAILED, NULL, "out of memory");
	status = hand_over(program, address, &message, &error);
	if (error != 0)
		return complain_of_start(program, error);
	if (status == -1)
		return complain(
			EXIT_FAILED, NULL, "cannot run \"%s\": %s", program, strerror(errno));
	return told(program, address, status);
}
