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

/* What another program put beside it is never written to. 0, or an errno. */
static int open_beside(struct out_file *f, const char *path)
{
	struct stat info;
	char *place CLEANUP(free_pointer) =
		lstat(path, &info) == 0 ? realpath(path, NULL) : strdup(path);

	return place != NULL ? draft_open(&f->draft, place, path_name(place)) : errno;
}

int out_file_open(struct out_file *f, const char *path)
{
	int fd, error = 0;

	*f = (struct out_file){.draft.fd = -1};
	fd = open_in_place(path);
	f->in_place = fd >= 0;
	if (fd < 0)
		error = errno != 0 ? errno : open_beside(f, path);
	if (error != 0)
		draft_drop(&f->draft);
	else
		out_init(&f->out, f->in_place ? fd : f->draft.fd);
	return error;
}

/* On the disk before it has its name, and the name after it. */
static int put_in_place(struct draft *d)
{
	int error = draft_flush(d);

	if (error == 0)
		error = draft_put(d, DRAFT_OVER_ANYTHING);
	return error == 0 ? folder_flush(d->place) : error;
}

int out_file_close(struct out_file *f, bool keep)
{
	int error = out_close(&f->out);

	if (f->in_place && close(f->out.fd) != 0 && error == 0)
		error = errno;
	if (!f->in_place && keep && error == 0)
		error = put_in_place(&f->draft);
	draft_drop(&f->draft);
	return error;
}
