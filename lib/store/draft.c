/*
 * draft.c - makes files that appear whole or not at all, and keeps the promise through
 * kill -9 and a power cut: synced before it is renamed, the folder after it.
 * A lock on the draft says that its maker lives; without one it is refuse.
 */
#include "store/draft.h"

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

void path_add_quoted(struct buf *out, const char *path)
{
	buf_addc(out, '\'');
	for (; *path != '\0'; path++) {
		if (*path == '\'')
			buf_adds(out, "'\\'");
		buf_addc(out, *path);
	}
	buf_addc(out, '\'');
}

static mct_status_t folder_make(mct_t *m, const char *path)
{
	if (mkdir(path, 0700) == 0) {
		chmod(path, 0700);
		return folder_sync(m, path);
	}
	return errno == EEXIST
		? MCT_OK
		: fail(m, MCT_READONLY, "check the permissions",
			  "cannot make the folder \"%s\": %s", path, strerror(errno));
}

mct_status_t folders_make(mct_t *m, const char *path)
{
	char *copy CLEANUP(free_pointer) = strdup(path);
	mct_status_t st = copy != NULL ? MCT_OK : fail_nomem(m);

	for (char *slash = copy; st == MCT_OK && (slash = strchr(slash + 1, '/')) != NULL;) {
		*slash = '\0';
		st = folder_make(m, copy);
		*slash = '/';
	}
	return st;
}

/* Some file systems cannot sync a folder, and some folders can be written but not read; then there
 * is nothing more to be had. 0, or an errno. */
static int sync_folder_of(const char *path)
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

mct_status_t folder_sync(mct_t *m, const char *path)
{
	int error = sync_folder_of(path);

	return error == 0 ? MCT_OK
			  : fail(m, MCT_ERROR, "check the disk",
				    "cannot sync the folder of \"%s\": %s", path, strerror(error));
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

mct_status_t draft_fail(mct_t *m, const struct draft *d, int error)
{
	mct_status_t status = error == EACCES || error == EPERM || error == EROFS ||
			error == ENOENT || error == ENOTDIR
		? MCT_READONLY
		: MCT_ERROR;
	const char *hint = error == ENOSPC || error == EDQUOT ? "make room and try again"
		: status == MCT_READONLY                      ? "check its folder"
							      : NULL;

	return fail(m, status, hint, "cannot write \"%s\": %s", d->place, strerror(error));
}

mct_status_t draft_begin(mct_t *m, const char *place, const char *prefix, struct draft *d)
{
	struct buf path CLEANUP(buf_free) = {0};

	*d = (struct draft){.place = strdup(place), .fd = -1};
	buf_addf(&path, "%s" MARK "XXXXXX", place);
	d->path = buf_take(&path);
	if (d->place == NULL || d->path == NULL)
		return fail_nomem(m);
	sweep(place, prefix);
	d->fd = mkostemp(d->path, O_CLOEXEC);
	if (d->fd < 0) {
		int error = errno;

		free(d->path);
		d->path = NULL;
		return draft_fail(m, d, error);
	}
	fchmod(d->fd, 0600);
	flock(d->fd, LOCK_EX | LOCK_NB);
	return MCT_OK;
}

mct_status_t draft_sync(mct_t *m, struct draft *d)
{
	return fsync(d->fd) == 0 ? MCT_OK : draft_fail(m, d, errno);
}

static mct_status_t kept(mct_t *m, struct draft *d)
{
	int error = sync_folder_of(d->place);

	free(d->path);
	d->path = NULL;
	return error == 0 ? MCT_OK
			  : fail(m, MCT_ERROR, "check the disk",
				    "the change was made, but a power cut could undo it: cannot "
				    "sync the folder of \"%s\": %s",
				    d->place, strerror(error));
}

mct_status_t draft_replace(mct_t *m, struct draft *d)
{
	return rename(d->path, d->place) == 0 ? kept(m, d) : draft_fail(m, d, errno);
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

mct_status_t draft_keep(mct_t *m, struct draft *d)
{
	int error = rename_to_new(d->path, d->place);

	if (error == EEXIST)
		return fail(
			m, MCT_EXISTS, "name another", "there is a file \"%s\" already", d->place);
	return error == 0 ? kept(m, d) : draft_fail(m, d, error);
}

void draft_drop(struct draft *d)
{
	if (d->path != NULL)
		unlink(d->path);
	if (d->fd >= 0)
		close(d->fd);
	free(d->path);
	free(d->place);
	*d = (struct draft){.fd = -1};
}
