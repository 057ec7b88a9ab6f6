/*
 * out_file.c - where a file of output really is, and how it gets there. Nothing is
 * ever moved over a device, a pipe or a link: they would be gone, and what
 * was written with them.
 */
#include "out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* "/dev/stderr" behind "2>log" is the file log: opened anew it would be written from its beginning,
 * over what stands there. A descriptor, or -1. */
static int dup_of_ours(const struct stat *wanted)
{
	struct stat ours;

	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (fstat(fd, &ours) == 0 && is_same_file(wanted, &ours))
			return fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	return -1;
}

/* What is there already, and is no ordinary file or is ours. -1 with errno 0: it is neither. */
static int open_in_place(const char *path)
{
	struct stat info;
	int fd;

	errno = 0;
	if (stat(path, &info) != 0) {
		errno = 0;
		return -1;
	}
	fd = dup_of_ours(&info);
	if (fd >= 0)
		return fd;
	errno = 0;
	return S_ISREG(info.st_mode) ? -1 : open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
}

/* A name that nobody else has: what another program put there is never written to. */
static int open_beside(struct out_file *f, const char *path)
{
	static const char ending[] = ".XXXXXX";
	struct stat info;
	size_t length;
	int fd;

	f->place = lstat(path, &info) == 0 ? realpath(path, NULL) : strdup(path);
	if (f->place == NULL)
		return -1;
	length = strlen(f->place);
	f->beside = malloc(length + sizeof ending);
	if (f->beside == NULL)
		return -1;
	memcpy(f->beside, f->place, length);
	memcpy(f->beside + length, ending, sizeof ending);
	fd = mkostemp(f->beside, O_CLOEXEC);
	if (fd >= 0)
		fchmod(fd, 0600); /* whatever the umask */
	return fd;
}

static void forget_names(struct out_file *f)
{
	free(f->place);
	free(f->beside);
	f->place = f->beside = NULL;
}

int out_file_open(struct out_file *f, const char *path)
{
	int fd, error;

	*f = (struct out_file){0};
	fd = open_in_place(path);
	if (fd < 0 && errno == 0)
		fd = open_beside(f, path);
	if (fd < 0) {
		error = errno;
		forget_names(f);
		return error;
	}
	out_init(&f->out, fd);
	return 0;
}

int out_file_close(struct out_file *f, bool keep)
{
	int fd = f->out.fd;
	int error = out_close(&f->out);

	if (close(fd) != 0 && error == 0)
		error = errno;
	if (f->beside != NULL && keep && error == 0 && rename(f->beside, f->place) != 0)
		error = errno;
	if (f->beside != NULL && (!keep || error != 0))
		unlink(f->beside);
	forget_names(f);
	return error;
}
