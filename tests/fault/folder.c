/*
 * folder.c - folders read into memory, compared, and laid out again. Two names of one file stay
 * two names of one file.
 */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

_Noreturn void give_up(const char *what, const char *subject)
{
	fprintf(stderr, "check-fault: cannot %s \"%s\": %s\n", what, subject, strerror(errno));
	exit(2);
}

void *have(void *p)
{
	if (p == NULL)
		give_up("get", "memory");
	return p;
}

char *text_of(const char *format, ...)
{
	char *text;
	va_list ap;

	va_start(ap, format);
	if (vasprintf(&text, format, ap) < 0)
		give_up("get", "memory");
	va_end(ap);
	return text;
}

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ p[i]) * UINT64_C(1099511628211);
	return hash;
}

uint64_t folder_hash(const struct folder *f)
{
	uint64_t hash = HASH_BEGIN;

	for (size_t i = 0; i < f->count; i++) {
		const struct entry *e = &f->entries[i];

		hash = hash_bytes(hash, e->name, strlen(e->name) + 1);
		hash = hash_bytes(hash, &e->size, sizeof e->size);
		hash = hash_bytes(hash, e->bytes, e->size);
	}
	return hash;
}

/* ---- in memory ------------------------------------------------------------------------------- */

void folder_add(struct folder *f, const struct entry *e)
{
	f->entries = have(realloc(f->entries, (f->count + 1) * sizeof *f->entries));
	f->entries[f->count++] = *e;
}

static int by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return strcmp(x->name, y->name);
}

void folder_sort(struct folder *f)
{
	if (f->count > 0)
		qsort(f->entries, f->count, sizeof *f->entries, by_name);
}

const struct entry *folder_entry(const struct folder *f, const char *name)
{
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->entries[i].name, name) == 0)
			return &f->entries[i];
	return NULL;
}

void folder_free(struct folder *f)
{
	for (size_t i = 0; i < f->count; i++) {
		free(f->entries[i].name);
		free(f->entries[i].bytes);
	}
	free(f->entries);
	*f = (struct folder){0};
}

/* ---- from the disk --------------------------------------------------------------------------- */

static void read_file(int at, const char *path, struct entry *e)
{
	int fd = openat(at, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	size_t done = 0;

	if (fd < 0)
		give_up("open", path);
	e->bytes = have(malloc(e->size + 1));
	while (done < e->size) {
		ssize_t n = read(fd, e->bytes + done, e->size - done);

		if (n <= 0)
			give_up("read", path);
		done += (size_t)n;
	}
	close(fd);
}

static void read_below(struct folder *out, int parent, const char *path, const char *prefix)
{
	int at = openat(parent, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = at >= 0 ? fdopendir(at) : NULL;

	if (folder == NULL)
		give_up("open", path);
	for (struct dirent *d; (d = readdir(folder)) != NULL;) {
		struct entry e = {0};
		struct stat info;

		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		if (fstatat(at, d->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
			give_up("look at", d->d_name);
		e.name = text_of("%s%s", prefix, d->d_name);
		e.mode = info.st_mode;
		e.file = info.st_ino;
		if (S_ISDIR(info.st_mode)) {
			char *below = text_of("%s/", e.name);

			read_below(out, at, d->d_name, below);
			free(below);
		} else {
			e.size = (size_t)info.st_size;
			read_file(at, d->d_name, &e);
		}
		folder_add(out, &e);
	}
	closedir(folder);
}

void folder_read(const char *path, struct folder *out)
{
	*out = (struct folder){0};
	read_below(out, AT_FDCWD, path, "");
	folder_sort(out);
}

/* ---- to the disk ----------------------------------------------------------------------------- */

static void empty_below(int parent, const char *path)
{
	int at = openat(parent, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = at >= 0 ? fdopendir(at) : NULL;

	if (folder == NULL)
		give_up("open", path);
	for (struct dirent *d; (d = readdir(folder)) != NULL;) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		if (unlinkat(at, d->d_name, 0) == 0)
			continue;
		if (errno == EISDIR)
			empty_below(at, d->d_name);
		if (unlinkat(at, d->d_name, AT_REMOVEDIR) != 0)
			give_up("remove", d->d_name);
	}
	closedir(folder);
}

void folder_empty(const char *path)
{
	empty_below(AT_FDCWD, path);
}

static void write_file(int at, const struct entry *e)
{
	int fd = openat(at, e->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	size_t done = 0;

	if (fd < 0)
		give_up("make", e->name);
	while (done < e->size) {
		ssize_t n = write(fd, e->bytes + done, e->size - done);

		if (n < 0)
			give_up("write", e->name);
		done += (size_t)n;
	}
	fchmod(fd, e->mode & 07777);
	close(fd);
}

static const struct entry *same_file_before(const struct folder *f, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (f->entries[k].file == f->entries[i].file && S_ISREG(f->entries[k].mode))
			return &f->entries[k];
	return NULL;
}

void folder_lay_out(const char *path, const struct folder *f)
{
	int at = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (at < 0)
		give_up("open", path);
	folder_empty(path);
	for (size_t i = 0; i < f->count; i++) {
		const struct entry *e = &f->entries[i], *same = same_file_before(f, i);

		if (S_ISDIR(e->mode) && mkdirat(at, e->name, e->mode & 07777) != 0)
			give_up("make the folder", e->name);
		if (S_ISDIR(e->mode))
			continue;
		if (same == NULL)
			write_file(at, e);
		else if (linkat(at, same->name, at, e->name, 0) != 0)
			give_up("link", e->name);
	}
	close(at);
}
