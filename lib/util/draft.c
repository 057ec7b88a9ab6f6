/*
 * draft.c - makes files that appear whole or not at all, and keeps the promise through
 * kill -9 and a power cut: synced before it is renamed, the folder after it.
 * A lock on the draft says that its maker lives; without one it is refuse.
 */
#include "util/draft.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/buf.h"

#define MARK ".part-"
#define MARK_RANDOM 6

/* ---- paths ----------------------------------------------------------------------------------- */

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

char *path_folder(const char *path)
{
	const char *name = path_name(path);

	if (name == path)
		return strdup(".");
	return name - path == 1 ? strdup("/") : strndup(path, (size_t)(name - path) - 1);
}

/* Some file systems cannot sync a folder, and some folders can be written but not read; then there
 * is nothing more to be had. */
int folder_flush(const char *path)
{
	char *folder CLEANUP(free_pointer) = path_folder(path);
	int fd = folder != NULL ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	int error = 0;

	if (fd < 0)
		return folder == NULL ? ENOMEM : errno == EACCES ? 0 : errno;
	if (fsync(fd) != 0)
		error = errno;
	close(fd);
	return error == EINVAL || error == EROFS || error == ENOTSUP ? 0 : error;
}

int folder_make(const char *path)
{
	char *name CLEANUP(free_pointer) = strdup(path);

	if (name == NULL)
		return ENOMEM;
	if (mkdir(path, 0700) != 0)
		return errno == EEXIST ? 0 : errno;
	chmod(path, 0700);
	for (size_t n = strlen(name); n > 1 && name[n - 1] == '/'; n--)
		name[n - 1] = '\0';
	return folder_flush(name);
}

/* ---- refuse ---------------------------------------------------------------------------------- */

static bool is_draft(const char *name, const char *prefix)
{
	size_t length = strlen(name), tail = strlen(MARK) + MARK_RANDOM;

	if (length <= tail || strncmp(name, prefix, strlen(prefix)) != 0 ||
		strncmp(name + length - tail, MARK, strlen(MARK)) != 0)
		return false;
	for (size_t i = length - MARK_RANDOM; i < length; i++)
		if (!isalnum((unsigned char)name[i]))
			return false;
	return true;
}

/* Removes a draft whose maker is gone. */
static void sweep_one(int folder, const char *name)
{
	struct stat info;
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
		flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlinkat(folder, name, 0);
	close(fd);
}

static void sweep(const char *place, const char *prefix)
{
	char *path CLEANUP(free_pointer) = path_folder(place);
	DIR *folder = path != NULL ? opendir(path) : NULL;

	if (folder == NULL)
		return;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		if (is_draft(entry->d_name, prefix))
			sweep_one(dirfd(folder), entry->d_name);
	closedir(folder);
}

/* ---- the draft ------------------------------------------------------------------------------- */

int draft_open(struct draft *d, const char *place, const char *prefix)
{
	struct buf path CLEANUP(buf_free) = {0};

	*d = (struct draft){.place = strdup(place), .fd = -1};
	buf_addf(&path, "%s" MARK "XXXXXX", place);
	d->path = buf_take(&path);
	if (d->place == NULL || d->path == NULL)
		return ENOMEM;
	sweep(place, prefix);
	d->fd = mkostemp(d->path, O_CLOEXEC);
	if (d->fd < 0) {
		int error = errno;

		free(d->path);
		d->path = NULL;
		return error;
	}
	fchmod(d->fd, 0600);
	flock(d->fd, LOCK_EX | LOCK_NB);
	return 0;
}

int draft_flush(struct draft *d)
{
	return fsync(d->fd) == 0 ? 0 : errno;
}

/* In one step, so that it never has two names; not every file system can refuse to replace, and
 * there a hard link does, which others lack. 0, or an errno. */
static int rename_to_new(const char *from, const char *to)
{
	struct stat info;

	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	if (link(from, to) == 0) {
		unlink(from);
		return 0;
	}
	if (errno == EEXIST || lstat(to, &info) == 0)
		return EEXIST;
	return rename(from, to) == 0 ? 0 : errno;
}

int draft_put(struct draft *d, enum draft_over over)
{
	int error = over == DRAFT_OVER_NOTHING   ? rename_to_new(d->path, d->place)
		: rename(d->path, d->place) == 0 ? 0
						 : errno;

	if (error == 0) {
		free(d->path);
		d->path = NULL;
	}
	return error;
}

void draft_drop(struct draft *d)
{
	if (d->path != NULL && d->fd >= 0)
		unlink(d->path);
	if (d->fd >= 0)
		close(d->fd);
	free(d->path);
	free(d->place);
	*d = (struct draft){.fd = -1};
}
