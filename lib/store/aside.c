/*
 * aside.c - puts the practice file aside. It is locked by the bytes that SQLite itself
 * locks, since it may be too damaged for SQLite to open; a second name is given
 * before the first is taken, so that there is never none.
 */
#include "store/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/draft.h"
#include "store/open.h"

/* SQLite's locks: the pending byte, the reserved byte and the shared ones behind them. */
#define LOCK_FIRST 0x40000000
#define LOCK_COUNT 512
#define TRIES 50
#define TRY_NANOSECONDS 100000000

static const char *const companions[] = {"-journal", "-wal", "-shm"};

bool file_is_in_use(const char *path)
{
	struct flock whole = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_FIRST, .l_len = 2};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool held = fd >= 0 && fcntl(fd, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;

	if (fd >= 0)
		close(fd);
	return held;
}

/* A journal beside the file takes back what was left half done, as soon as somebody reads. */
static mct_status_t finish_change(mct_t *m, const char *place)
{
	mct_t *old = NULL;
	mct_status_t st = mct_new(&old);

	if (st != MCT_OK)
		return fail_nomem(m);
	st = store_open_as_it_is(old, place, MCT_OPEN_WRITE);
	if (st == MCT_BUSY)
		fail(m, st, old->error.hint, "%s", old->error.message);
	mct_free(old);
	return st == MCT_BUSY ? st : MCT_OK;
}

static mct_status_t lock(mct_t *m, int fd, const char *place)
{
	const struct timespec pause = {.tv_nsec = TRY_NANOSECONDS};
	struct flock whole = {.l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = LOCK_FIRST,
		.l_len = LOCK_COUNT};

	for (int i = 0; i < TRIES; i++) {
		if (fcntl(fd, F_SETLK, &whole) == 0)
			return MCT_OK;
		if (errno != EACCES && errno != EAGAIN)
			return fail(m, MCT_READONLY, NULL, "cannot lock \"%s\": %s", place,
				strerror(errno));
		if (handle_go_on(m) != MCT_OK)
			return MCT_INTERRUPTED;
		nanosleep(&pause, NULL);
	}
	return fail(m, MCT_BUSY, "end it, or try again in a moment",
		"another program is using \"%s\"", place);
}

mct_status_t aside_hold(mct_t *m, const char *place, struct aside *a)
{
	mct_status_t st;

	*a = (struct aside){.fd = -1};
	if (access(place, F_OK) != 0 && errno == ENOENT)
		return MCT_OK;
	st = finish_change(m, place);
	if (st != MCT_OK)
		return st;
	a->fd = open(place, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	if (a->fd < 0)
		return fail(m, MCT_READONLY, "check its permissions", "cannot open \"%s\": %s",
			place, strerror(errno));
	return lock(m, a->fd, place);
}

/* Not every file system has hard links; there it is renamed, and the place is empty for a moment.
 */
static mct_status_t name_also(mct_t *m, const char *place, const char *kept)
{
	if (link(place, kept) == 0 || (errno != EEXIST && rename(place, kept) == 0))
		return MCT_OK;
	return fail(m, errno == EEXIST ? MCT_EXISTS : MCT_READONLY, "check its folder",
		"cannot keep what is there as \"%s\": %s", kept, strerror(errno));
}

static mct_status_t take_companion(
	mct_t *m, const char *place, const char *kept, const char *ending)
{
	struct buf from CLEANUP(buf_free) = {0};
	struct buf to CLEANUP(buf_free) = {0};

	buf_addf(&from, "%s%s", place, ending);
	buf_addf(&to, "%s%s", kept, ending);
	if (rename(buf_str(&from), buf_str(&to)) == 0 || errno == ENOENT)
		return MCT_OK;
	return fail(m, MCT_READONLY, "check its folder", "cannot rename \"%s\": %s", buf_str(&from),
		strerror(errno));
}

mct_status_t aside_keep(mct_t *m, const char *place, const char *kept, const struct aside *a)
{
	mct_status_t st = a->fd >= 0 ? name_also(m, place, kept) : MCT_OK;

	/* A journal that stayed would be taken for one of the file that comes. */
	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(companions); i++)
		st = take_companion(m, place, kept, companions[i]);
	return st == MCT_OK ? folder_sync(m, place) : st;
}

void aside_let_go(struct aside *a)
{
	if (a->fd >= 0)
		close(a->fd);
	a->fd = -1;
}
