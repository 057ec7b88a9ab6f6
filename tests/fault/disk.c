/*
 * disk.c - put before a program with LD_PRELOAD, it lets the disk fail: at one call, or from one
 * call on, or it ends the program there as kill -9 would. Only what happens in the
 * folder where the program was started counts, and what goes to its standard output.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fault.h"

/* What a call does. */
enum {
	CHANGES = 1,
	NEEDS_ROOM = 2,
	WRITES = 4,
	READS = 8,
};

enum how { ONCE, FROM_THEN_ON, KILL, TEAR, SHORTEN };

static const struct kind {
	const char *name;
	unsigned calls; /* which ones it may meet */
	enum how how;
	int error;
} kinds[] = {
	{"kill", CHANGES, KILL, 0},    /* before it is done */
	{"torn", WRITES, TEAR, 0},     /* when half of it is done */
	{"short", WRITES, SHORTEN, 0}, /* half is written, which write(2) may do */
	{"enospc", NEEDS_ROOM, ONCE, ENOSPC},
	{"full", NEEDS_ROOM, FROM_THEN_ON, ENOSPC},
	{"eio", CHANGES, ONCE, EIO},
	{"unreadable", READS, ONCE, EIO},
	{"dead", CHANGES | READS, FROM_THEN_ON, EIO},
};

static const struct kind *kind;
static int64_t strike_at;
static struct fault_seen own, *seen = &own;
static int log_fd = -1;
static char root[PATH_MAX];
static size_t root_length;

static void read_plan(const char *plan)
{
	size_t n = strcspn(plan, " ");

	if (strncmp(plan, "log ", 4) == 0)
		log_fd = (int)syscall(SYS_openat, AT_FDCWD, plan + 4,
			O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strlen(kinds[i].name) == n && strncmp(kinds[i].name, plan, n) == 0)
			kind = &kinds[i];
	strike_at = plan[n] != '\0' ? strtoll(plan + n, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void)
{
	const char *plan = getenv(FAULT_ENV), *path = getenv(FAULT_SEEN_ENV);
	int fd;

	if (plan == NULL || getcwd(root, sizeof root - 1) == NULL)
		return;
	root_length = strlen(root);
	if (path != NULL && (fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR, 0)) >= 0) {
		void *page = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

		if (page != MAP_FAILED)
			seen = page;
		close(fd);
	}
	read_plan(plan);
}

/* ---- what is watched ------------------------------------------------------------------------- */

/* The path below the watched folder, or NULL. */
static const char *below_root(const char *path)
{
	if (root_length == 0)
		return NULL;
	if (path[0] != '/')
		return strncmp(path, "./", 2) == 0 ? path + 2 : path;
	if (strncmp(path, root, root_length) != 0)
		return NULL;
	if (path[root_length] == '\0')
		return ".";
	return path[root_length] == '/' ? path + root_length + 1 : NULL;
}

static const char *path_of(int fd, char path[static PATH_MAX])
{
	char link[64];
	ssize_t n;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, PATH_MAX - 1);
	if (n < 0)
		return NULL;
	path[n] = '\0';
	return below_root(path);
}

static bool is_watched(int fd)
{
	char path[PATH_MAX];

	return root_length != 0 && (fd == STDOUT_FILENO || path_of(fd, path) != NULL);
}

/* ---- the fault ------------------------------------------------------------------------------- */

enum verdict { PASS, FAIL, HALF };

/* For a call that is watched. FAIL sets errno; HALF is for writes alone. */
static enum verdict strike(unsigned call)
{
	if (kind == NULL || (kind->calls & call) == 0)
		return PASS;
	seen->calls++;
	if (strike_at == 0 || seen->calls < strike_at ||
		(seen->calls > strike_at && kind->how != FROM_THEN_ON))
		return PASS;
	seen->struck = 1;
	if (kind->how == KILL)
		kill(getpid(), SIGKILL);
	if (kind->how == TEAR || kind->how == SHORTEN)
		return HALF;
	errno = kind->error;
	return FAIL;
}

/* ---- the log --------------------------------------------------------------------------------- */

/* In one write, so that a record is whole. */
static void log_add(
	struct log_record record, const char *name, const char *other, const void *bytes)
{
	size_t n = name != NULL ? strlen(name) + 1 : 0,
	       n_other = other != NULL ? strlen(other) + 1 : 0;
	size_t size = bytes != NULL ? (size_t)record.size : 0;
	char *all;

	if (log_fd < 0 || (all = malloc(sizeof record + n + n_other + size)) == NULL)
		return;
	record.names = (uint32_t)(n + n_other);
	memcpy(all, &record, sizeof record);
	if (n > 0)
		memcpy(all + sizeof record, name, n);
	if (n_other > 0)
		memcpy(all + sizeof record + n, other, n_other);
	if (size > 0)
		memcpy(all + sizeof record + n + n_other, bytes, size);
	syscall(SYS_write, log_fd, all, sizeof record + n + n_other + size);
	free(all);
}

static void log_file(enum log_what what, int fd, int64_t at, int64_t size, const void *bytes)
{
	char path[PATH_MAX];
	struct stat info;

	if (log_fd >= 0 && path_of(fd, path) != NULL && fstat(fd, &info) == 0)
		log_add((struct log_record){what, 0, info.st_ino, at, size}, NULL, NULL, bytes);
}

static void log_names(enum log_what what, const char *name, const char *other)
{
	struct stat info = {0};

	if (log_fd < 0 || below_root(name) == NULL)
		return;
	stat(name, &info);
	log_add((struct log_record){.what = what, .file = info.st_ino}, below_root(name),
		other != NULL ? below_root(other) : NULL, NULL);
}

/* ---- writing --------------------------------------------------------------------------------- */

static int64_t position(int fd)
{
	off_t at = lseek(fd, 0, SEEK_CUR);

	return at < 0 ? 0 : at;
}

/* `at` < 0: where the file stands. */
static ssize_t write_at(int fd, const void *bytes, size_t n, int64_t at)
{
	enum verdict verdict = is_watched(fd) ? strike(CHANGES | NEEDS_ROOM | WRITES) : PASS;
	size_t part = verdict == HALF ? (n + 1) / 2 : n;
	ssize_t done;

	if (verdict == FAIL)
		return -1;
	done = at < 0 ? syscall(SYS_write, fd, bytes, part)
		      : syscall(SYS_pwrite64, fd, bytes, part, at);
	if (verdict == HALF && kind->how == TEAR)
		kill(getpid(), SIGKILL);
	if (done > 0)
		log_file(LOG_WRITE, fd, at < 0 ? position(fd) - done : at, done, bytes);
	return done;
}

ssize_t write(int fd, const void *bytes, size_t n)
{
	return write_at(fd, bytes, n, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	return write_at(fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
	return write_at(fd, bytes, n, at);
}

int ftruncate(int fd, off_t size)
{
	int code;

	if (is_watched(fd) && strike(CHANGES | NEEDS_ROOM) == FAIL)
		return -1;
	code = (int)syscall(SYS_ftruncate, fd, size);
	if (code == 0)
		log_file(LOG_TRUNCATE, fd, 0, size, NULL);
	return code;
}

int ftruncate64(int fd, off64_t size)
{
	return ftruncate(fd, size);
}

static int sync_by(long call, int fd)
{
	char path[PATH_MAX];
	struct stat info;
	int code;

	if (is_watched(fd) && strike(CHANGES) == FAIL)
		return -1;
	code = (int)syscall(call, fd);
	if (code == 0 && log_fd >= 0 && fstat(fd, &info) == 0 && S_ISDIR(info.st_mode))
		log_names(LOG_SYNC_FOLDER, path_of(fd, path) != NULL ? path : "/", NULL);
	else if (code == 0)
		log_file(LOG_SYNC, fd, 0, 0, NULL);
	return code;
}

int fsync(int fd)
{
	return sync_by(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	return sync_by(SYS_fdatasync, fd);
}

/* ---- names ----------------------------------------------------------------------------------- */

static int open_by(int folder, const char *path, int flags, mode_t mode)
{
	bool watched = folder == AT_FDCWD && below_root(path) != NULL;
	struct stat info;
	bool is_new = watched && (flags & O_CREAT) != 0 && lstat(path, &info) != 0;
	bool empties = watched && (flags & O_TRUNC) != 0 && !is_new;
	int fd;

	if (watched && is_new && strike(CHANGES | NEEDS_ROOM) == FAIL)
		return -1;
	if (watched && empties && strike(CHANGES) == FAIL)
		return -1;
	fd = (int)syscall(SYS_openat, folder, path, flags, mode);
	if (fd >= 0 && is_new)
		log_names(LOG_MAKE, path, NULL);
	if (fd >= 0 && empties)
		log_file(LOG_TRUNCATE, fd, 0, 0, NULL);
	return fd;
}

static mode_t mode_of(int flags, va_list ap)
{
	return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(ap, mode_t) : 0;
}

#define OPEN(name, parameters, folder)                                                             \
	int name parameters                                                                        \
	{                                                                                          \
		va_list ap;                                                                        \
		mode_t mode;                                                                       \
                                                                                                   \
		va_start(ap, flags);                                                               \
		mode = mode_of(flags, ap);                                                         \
		va_end(ap);                                                                        \
		return open_by(folder, path, flags, mode);                                         \
	}
OPEN(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, (int folder, const char *path, int flags, ...), folder)
OPEN(openat64, (int folder, const char *path, int flags, ...), folder)

/* The C library's own would not come by open() above. Names that nobody chose must differ from run
 * to run, and be those of the letters that it uses. */
int mkostemp(char *path, int flags)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	char *mark = path + strlen(path) - 6;
	unsigned number = (unsigned)getpid();

	for (int tries = 0; tries < 1000; tries++) {
		for (unsigned i = 0, rest = number + (unsigned)tries * 7919; i < 6; i++, rest /= 36)
			mark[i] = letters[rest % 36];
		int fd = open_by(AT_FDCWD, path, flags | O_RDWR | O_CREAT | O_EXCL, 0600);

		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

int mkstemp(char *path)
{
	return mkostemp(path, 0);
}

static bool fails_at(const char *path, unsigned call)
{
	return below_root(path) != NULL && strike(call) == FAIL;
}

int renameat2(int folder, const char *from, int other, const char *to, unsigned flags)
{
	int code;

	if (fails_at(from, CHANGES | NEEDS_ROOM))
		return -1;
	code = (int)syscall(SYS_renameat2, folder, from, other, to, flags);
	if (code == 0)
		log_names(LOG_RENAME, from, to);
	return code;
}

int rename(const char *from, const char *to)
{
	return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int link(const char *from, const char *to)
{
	int code;

	if (fails_at(from, CHANGES | NEEDS_ROOM))
		return -1;
	code = (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
	if (code == 0)
		log_names(LOG_LINK, from, to);
	return code;
}

int unlink(const char *path)
{
	int code;

	if (fails_at(path, CHANGES))
		return -1;
	code = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
	if (code == 0)
		log_names(LOG_UNLINK, path, NULL);
	return code;
}

int unlinkat(int folder, const char *path, int flags)
{
	char whole[2 * PATH_MAX], at[PATH_MAX];
	const char *below = path;
	int code;

	if (folder != AT_FDCWD && path[0] != '/') {
		if (path_of(folder, at) == NULL)
			return (int)syscall(SYS_unlinkat, folder, path, flags);
		snprintf(whole, sizeof whole, "%s/%s", at, path);
		below = whole;
	}
	if (fails_at(below, CHANGES))
		return -1;
	code = (int)syscall(SYS_unlinkat, folder, path, flags);
	if (code == 0)
		log_names(LOG_UNLINK, below, NULL);
	return code;
}

int mkdir(const char *path, mode_t mode)
{
	int code;

	if (fails_at(path, CHANGES | NEEDS_ROOM))
		return -1;
	code = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
	if (code == 0)
		log_names(LOG_MAKE_FOLDER, path, NULL);
	return code;
}

int chmod(const char *path, mode_t mode)
{
	return fails_at(path, CHANGES) ? -1 : (int)syscall(SYS_fchmodat, AT_FDCWD, path, mode);
}

int fchmod(int fd, mode_t mode)
{
	return is_watched(fd) && strike(CHANGES) == FAIL ? -1 : (int)syscall(SYS_fchmod, fd, mode);
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool read_fails(int fd)
{
	return fd > STDERR_FILENO && is_watched(fd) && strike(READS) == FAIL;
}

ssize_t read(int fd, void *bytes, size_t n)
{
	return read_fails(fd) ? -1 : syscall(SYS_read, fd, bytes, n);
}

ssize_t pread(int fd, void *bytes, size_t n, off_t at)
{
	return read_fails(fd) ? -1 : syscall(SYS_pread64, fd, bytes, n, at);
}

ssize_t pread64(int fd, void *bytes, size_t n, off64_t at)
{
	return read_fails(fd) ? -1 : syscall(SYS_pread64, fd, bytes, n, at);
}
