/*
 * sealed.c - between the practice in memory and the module that encrypts: what is written
 * is read again and compared, and what is read counts only when its end was seen.
 */
#include "store/sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypt/crypt.h"
#include "store/module.h"

/* Half a second on a small machine, for her; for who guesses, as much each time. */
static const struct seal_cost cost = {.passes = 3, .memory = 256 << 20};

bool file_is_sealed(const char *path)
{
	char magic[SEAL_MAGIC_SIZE];
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, magic, sizeof magic) : -1;

	if (fd >= 0)
		close(fd);
	return n == sizeof magic && memcmp(magic, SEAL_MAGIC, sizeof magic) == 0;
}

static mct_status_t load(mct_t *m, const struct crypt **out)
{
	const struct module *module;
	mct_status_t st = module_load(m, "crypt", sizeof **out, &module);

	if (st == MCT_OK)
		*out = (const struct crypt *)module;
	return st;
}

static struct seal_secret secret_of(const struct mct_secret *secret)
{
	return (struct seal_secret){secret->bytes, secret->size};
}

/* What became of reading `path`. */
static mct_status_t fail_reading(mct_t *m, enum seal_result result, const char *path)
{
	switch (result) {
	case SEAL_OK:
		return MCT_OK;
	case SEAL_WRONG_SECRET:
		return fail(m, MCT_LOCKED, "it takes the one that it was made with",
			"this passphrase or key file does not open \"%s\"", path);
	case SEAL_NEWER:
		return fail(m, MCT_TOONEW, "install that version of mct, or a newer one",
			"\"%s\" was encrypted by a newer mct", path);
	case SEAL_NOMEM:
		return fail_nomem(m);
	case SEAL_DISK:
		return fail(m, MCT_ERROR, "check the disk", "cannot read \"%s\": %s", path,
			strerror(errno));
	case SEAL_STOPPED:
		if (m->interrupted)
			return handle_go_on(m);
		break;
	case SEAL_DAMAGED:
		break;
	}
	return fail(
		m, MCT_CORRUPT, NULL, "\"%s\" is damaged: it was changed, or is not whole", path);
}

/* ---- writing --------------------------------------------------------------------------------- */

static bool go_on(void *m, const void *bytes, size_t n)
{
	(void)bytes, (void)n;
	return !((mct_t *)m)->interrupted;
}

struct comparison {
	mct_t *m;
	const struct image *image;
	size_t at;
};

static bool compare(void *user, const void *bytes, size_t n)
{
	struct comparison *c = user;
	bool same = n <= c->image->size - c->at && memcmp(c->image->bytes + c->at, bytes, n) == 0;

	c->at += same ? n : 0;
	return same && !c->m->interrupted;
}

static mct_status_t read_again(mct_t *m, const struct crypt *crypt, struct draft *d,
	const struct mct_secret *secret, const struct image *image)
{
	struct comparison c = {m, image, 0};
	enum seal_result result = crypt->seal_read(d->fd, secret_of(secret), compare, &c);

	if (result == SEAL_OK && c.at == image->size)
		return MCT_OK;
	if (result == SEAL_NOMEM || (result == SEAL_STOPPED && m->interrupted))
		return fail_reading(m, result, d->place);
	return fail(m, MCT_CORRUPT, "check the disk, and try again",
		"what was written to \"%s\" is not what is read there", d->place);
}

mct_status_t sealed_write(
	mct_t *m, struct draft *d, const struct mct_secret *secret, const struct image *image)
{
	const struct crypt *crypt;
	enum seal_result result;
	mct_status_t st = load(m, &crypt);

	if (st != MCT_OK)
		return st;
	result = crypt->seal_write(
		d->fd, secret_of(secret), cost, image->bytes, image->size, go_on, m);
	if (result == SEAL_DISK)
		return draft_fail(m, d, errno);
	if (result != SEAL_OK)
		return fail_reading(m, result, d->place);
	st = draft_sync(m, d);
	return st == MCT_OK ? read_again(m, crypt, d, secret, image) : st;
}

/* ---- reading --------------------------------------------------------------------------------- */

struct filling {
	mct_t *m;
	struct image *image;
	size_t room;
};

/* What is sealed is shorter than the file, unless that grows meanwhile. */
static bool fill(void *user, const void *bytes, size_t n)
{
	struct filling *f = user;

	if (n > f->room - f->image->size || f->m->interrupted)
		return false;
	memcpy(f->image->bytes + f->image->size, bytes, n);
	f->image->size += n;
	return true;
}

static mct_status_t read_open(
	mct_t *m, const char *path, int fd, const struct mct_secret *secret, struct image *out)
{
	struct filling f = {.m = m, .image = out};
	const struct crypt *crypt;
	struct stat info;
	mct_status_t st = load(m, &crypt);

	if (st != MCT_OK)
		return st;
	if (fstat(fd, &info) != 0)
		return fail_reading(m, SEAL_DISK, path);
	f.room = (size_t)info.st_size;
	out->bytes = sqlite3_malloc64(f.room + 1);
	if (out->bytes == NULL)
		return fail_nomem(m);
	return fail_reading(m, crypt->seal_read(fd, secret_of(secret), fill, &f), path);
}

mct_status_t sealed_read(
	mct_t *m, const char *path, const struct mct_secret *secret, struct image *out)
{
	mct_status_t st;
	int fd;

	if (secret == NULL)
		return fail(m, MCT_LOCKED, "its passphrase or its key file opens it",
			"\"%s\" is encrypted", path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail_reading(m, SEAL_DISK, path);
	st = read_open(m, path, fd, secret, out);
	close(fd);
	if (st != MCT_OK)
		image_free(out);
	return st;
}
