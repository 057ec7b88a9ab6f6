/*
 * mail.c - a plain text message, quoted-printable, piped to sendmail without a
 * shell. Header text never holds a line break, so no header can be added
 * by what stands in the data.
 */
#include "mail.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

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

static void exec_sendmail(int from, const char *program, const char *address)
{
	dup2(from, STDIN_FILENO);
	execlp(program, program, "-i", "--", address, (char *)NULL);
	_exit(errno == ENOENT ? EX_CONFIG : EX_OSERR);
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

static int told(const char *program, int status)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : EX_SOFTWARE;

	if (code == EX_OK)
		return EXIT_DONE;
	if (code == EX_TEMPFAIL || code == EX_NOHOST || code == EX_UNAVAILABLE) {
		fprintf(stderr,
			"mct: %s cannot deliver just now (%d)\n"
			"  the list was not sent; run this again later\n",
			program, code);
		return EXIT_TRY_AGAIN;
	}
	fprintf(stderr,
		"mct: %s failed (%d); the list was not sent\n"
		"  set up a mail program, or name one in MCT_SENDMAIL\n",
		program, code);
	return EXIT_NO_MAIL;
}

int mail_send(const char *address, const char *subject, const struct buf *text)
{
	const char *program = config_sendmail();
	struct buf message CLEANUP(buf_free) = {0};
	int ends[2], status;
	pid_t pid;

	if (!address_is_plain(address)) {
		fprintf(stderr,
			"mct: the address to mail to is not an e-mail address\n  write it as "
			"name@example.org\n");
		return EXIT_NOT_UNDERSTOOD;
	}
	compose(&message, address, subject, text);
	if (message.failed || pipe(ends) != 0) {
		fprintf(stderr, "mct: cannot compose the mail: %s\n", strerror(errno));
		return EXIT_FAILED;
	}
	pid = fork();
	if (pid == 0) {
		close(ends[1]);
		exec_sendmail(ends[0], program, address);
	}
	close(ends[0]);
	write_whole(ends[1], &message);
	close(ends[1]);
	if (pid < 0 || waitpid(pid, &status, 0) < 0) {
		fprintf(stderr, "mct: cannot run %s: %s\n", program, strerror(errno));
		return EXIT_FAILED;
	}
	return told(program, status);
}
