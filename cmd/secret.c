/*
 * secret.c - reads what nobody else is to see: past stdio, whose buffers are never wiped,
 * and without the terminal showing it.
 */
#include "secret.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "complain.h"
#include "config.h"

#define TRIES 3

void secret_wipe(struct secret *s)
{
	explicit_bzero(s, sizeof *s);
}

static void keep(struct secret *s, size_t size)
{
	s->secret = (struct mct_secret){s->bytes, size};
}

/* ---- a key file ------------------------------------------------------------------------------ */

/* Up to its end, or one byte more than it may have. */
static ssize_t read_all(int fd, char *bytes, size_t size)
{
	size_t got = 0;
	ssize_t n;

	while (got < size && (n = read(fd, bytes + got, size - got)) != 0) {
		if (n < 0)
			return -1;
		got += (size_t)n;
	}
	return (ssize_t)got;
}

static int check_private(const char *path, const struct stat *info)
{
	struct buf hint CLEANUP(buf_free) = {0};

	if (config_shared() || (info->st_mode & (S_IRWXG | S_IRWXO)) == 0)
		return EXIT_DONE;
	buf_addf(&hint, "type: chmod go= '%s'", path);
	return complain(EXIT_FAILED, buf_str(&hint), "others may read the key file \"%s\"", path);
}

static int read_key(int fd, const char *path, struct secret *out)
{
	struct stat info;
	ssize_t n;
	int code;

	if (fstat(fd, &info) != 0)
		return complain(EXIT_FAILED, NULL, "cannot read \"%s\": %s", path, strerror(errno));
	code = S_ISREG(info.st_mode) ? check_private(path, &info) : EXIT_DONE;
	if (code != EXIT_DONE)
		return code;
	n = read_all(fd, out->bytes, sizeof out->bytes);
	if (n < 0)
		return complain(EXIT_FAILED, NULL, "cannot read \"%s\": %s", path, strerror(errno));
	if (n > SECRET_MAX)
		return complain(EXIT_NOT_UNDERSTOOD, "make one: head -c 32 /dev/urandom > FILE",
			"\"%s\" is too large for a key file", path);
	if (n > 0 && out->bytes[n - 1] == '\n')
		n--;
	if (n < PASSPHRASE_LEAST)
		return complain(EXIT_NOT_UNDERSTOOD, "make one: head -c 32 /dev/urandom > FILE",
			"\"%s\" has less than %d bytes: too few for a key", path, PASSPHRASE_LEAST);
	keep(out, (size_t)n);
	return EXIT_DONE;
}

int secret_of_file(const char *path, struct secret *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), code;

	if (fd < 0)
		return complain(EXIT_FAILED, NULL, "cannot read the key file \"%s\": %s", path,
			strerror(errno));
	code = read_key(fd, path, out);
	close(fd);
	return code;
}

/* ---- a passphrase ---------------------------------------------------------------------------- */

/* Whoever stopped the command here would have a shell that shows nothing. */
static bool hide(struct termios *before)
{
	struct termios hidden;

	if (tcgetattr(STDIN_FILENO, before) != 0)
		return false;
	hidden = *before;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	hidden.c_cc[VSUSP] = _POSIX_VDISABLE;
	return tcsetattr(STDIN_FILENO, TCSADRAIN, &hidden) == 0;
}

/* A terminal hands over one line at a time. False at the end of input, and at Ctrl-C. */
static bool read_line(struct secret *out)
{
	ssize_t n = run_interrupted() ? -1 : read(STDIN_FILENO, out->bytes, sizeof out->bytes);

	if (n <= 0)
		return false;
	keep(out, (size_t)n - (out->bytes[n - 1] == '\n'));
	return true;
}

static bool ask(const char *question, struct secret *out)
{
	struct termios before;
	bool answered;

	if (!hide(&before))
		return false;
	run_show_question(question);
	answered = read_line(out);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
	fputc('\n', stderr);
	return answered;
}

static int not_told(void)
{
	return run_interrupted()
		? EXIT_INTERRUPTED
		: complain(EXIT_REFUSED, NULL, "there is no passphrase: nothing was done");
}

int secret_ask_new(struct run *r, struct secret *out)
{
	struct secret again CLEANUP(secret_wipe) = {0};

	if (!run_may_ask(r))
		return complain(EXIT_NOT_UNDERSTOOD, "name a key file: --key-file FILE",
			"a passphrase is asked for at a terminal only");
	complain_line("Without its passphrase nobody can open the backup, you neither. Some words "
		      "make a good one; write it down, and keep it elsewhere.",
		0);
	for (int i = 0; i < TRIES; i++) {
		if (!ask("passphrase (not shown): ", out) || out->secret.size == 0)
			return not_told();
		if (out->secret.size < PASSPHRASE_LEAST) {
			complain_line("it needs at least 8 characters", 0);
			continue;
		}
		if (!ask("the same again: ", &again))
			return not_told();
		if (again.secret.size == out->secret.size &&
			memcmp(again.bytes, out->bytes, out->secret.size) == 0)
			return EXIT_DONE;
		complain_line("they were not the same", 0);
	}
	return not_told();
}

int secret_ask(struct run *r, const char *file, bool wrong, struct secret *out)
{
	struct buf question CLEANUP(buf_free) = {0};

	if (!run_may_ask(r))
		return complain(EXIT_NOT_UNDERSTOOD, "name its key file: --key-file FILE",
			"\"%s\" is encrypted, and its passphrase is asked for at a terminal only",
			file);
	if (wrong)
		complain_line("that is not its passphrase", 0);
	buf_addf(&question, "passphrase of %s (not shown): ", run_safe(r, file));
	return ask(buf_str(&question), out) && out->secret.size > 0 ? EXIT_DONE : not_told();
}
