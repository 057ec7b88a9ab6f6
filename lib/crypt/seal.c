/*
 * seal.c - a head, then the bytes in chunks. The head names what the keys are made with, and
 * is signed with one of them, so that a wrong secret is told from a damaged file; the
 * other key encrypts the chunks, whose last one is marked, so that none can be missing.
 */
#include "crypt/seal.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/base.h"

#define VERSION 1
#define CHUNK 65536
#define MARK crypto_secretstream_xchacha20poly1305_ABYTES
#define SIGNATURE 32
/* What a file may ask for at most: a head that was tampered with must not eat up the machine. */
#define PASSES_MOST 16
#define MEMORY_MOST ((uint64_t)1 << 30)

/* The head, as it stands in the file; numbers with the highest byte first. */
struct head {
	unsigned char magic[SEAL_MAGIC_SIZE];
	unsigned char version[4];
	unsigned char passes[4];
	unsigned char memory[8];
	unsigned char salt[crypto_pwhash_SALTBYTES];
	unsigned char stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
	unsigned char signature[SIGNATURE];
};
_Static_assert(sizeof(struct head) == 96, "the head has no gaps");

struct keys {
	unsigned char chunks[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	unsigned char head[SIGNATURE];
};
_Static_assert(sizeof(struct keys) == 64, "both keys are drawn at once");

/* All that must not stay in memory. */
struct work {
	struct keys keys;
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned char plain[CHUNK], sealed[CHUNK + MARK];
};

static void work_free(struct work **w)
{
	if (*w != NULL)
		sodium_memzero(*w, sizeof **w);
	free(*w);
}

static void put_number(unsigned char *bytes, size_t n, uint64_t number)
{
	for (size_t i = n; i-- > 0; number >>= 8)
		bytes[i] = number & 0xff;
}

static uint64_t number_of(const unsigned char *bytes, size_t n)
{
	uint64_t number = 0;

	for (size_t i = 0; i < n; i++)
		number = number << 8 | bytes[i];
	return number;
}

/* ---- the head -------------------------------------------------------------------------------- */

static enum seal_result make_keys(
	const struct head *head, struct seal_secret secret, struct keys *out)
{
	uint64_t passes = number_of(head->passes, sizeof head->passes);
	uint64_t memory = number_of(head->memory, sizeof head->memory);

	if (passes < crypto_pwhash_OPSLIMIT_MIN || passes > PASSES_MOST ||
		memory < crypto_pwhash_MEMLIMIT_MIN || memory > MEMORY_MOST)
		return SEAL_DAMAGED;
	return crypto_pwhash((unsigned char *)out, sizeof *out, secret.bytes, secret.size,
		       head->salt, passes, (size_t)memory, crypto_pwhash_ALG_ARGON2ID13) == 0
		? SEAL_OK
		: SEAL_NOMEM;
}

static void sign(const struct head *head, const struct keys *keys, unsigned char *signature)
{
	crypto_generichash(signature, SIGNATURE, (const unsigned char *)head,
		offsetof(struct head, signature), keys->head, sizeof keys->head);
}

static enum seal_result make_head(
	struct seal_secret secret, struct seal_cost cost, struct work *w, struct head *head)
{
	enum seal_result result;

	memcpy(head->magic, SEAL_MAGIC, sizeof head->magic);
	put_number(head->version, sizeof head->version, VERSION);
	put_number(head->passes, sizeof head->passes, cost.passes);
	put_number(head->memory, sizeof head->memory, cost.memory);
	randombytes_buf(head->salt, sizeof head->salt);
	result = make_keys(head, secret, &w->keys);
	if (result != SEAL_OK)
		return result;
	crypto_secretstream_xchacha20poly1305_init_push(&w->state, head->stream, w->keys.chunks);
	sign(head, &w->keys, head->signature);
	return SEAL_OK;
}

static enum seal_result check_head(
	const struct head *head, struct seal_secret secret, struct work *w)
{
	unsigned char signature[SIGNATURE];
	enum seal_result result;

	if (memcmp(head->magic, SEAL_MAGIC, sizeof head->magic) != 0)
		return SEAL_DAMAGED;
	if (number_of(head->version, sizeof head->version) != VERSION)
		return SEAL_NEWER;
	result = make_keys(head, secret, &w->keys);
	if (result != SEAL_OK)
		return result;
	sign(head, &w->keys, signature);
	if (sodium_memcmp(signature, head->signature, sizeof signature) != 0)
		return SEAL_WRONG_SECRET;
	return crypto_secretstream_xchacha20poly1305_init_pull(
		       &w->state, head->stream, w->keys.chunks) == 0
		? SEAL_OK
		: SEAL_DAMAGED;
}

/* ---- the file -------------------------------------------------------------------------------- */

static enum seal_result write_all(int fd, const void *bytes, size_t n)
{
	for (const char *at = bytes; n > 0;) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno != EINTR)
			return SEAL_DISK;
		at += done > 0 ? done : 0;
		n -= done > 0 ? (size_t)done : 0;
	}
	return SEAL_OK;
}

/* As many as there are, up to n. */
static enum seal_result read_up_to(int fd, void *bytes, size_t n, size_t *got)
{
	for (*got = 0; *got < n;) {
		ssize_t done = read(fd, (char *)bytes + *got, n - *got);

		if (done == 0)
			break;
		if (done < 0 && errno != EINTR)
			return SEAL_DISK;
		*got += done > 0 ? (size_t)done : 0;
	}
	return SEAL_OK;
}

enum seal_result seal_write(int fd, struct seal_secret secret, struct seal_cost cost,
	const void *bytes, size_t size, seal_fn *each, void *user)
{
	struct work *w CLEANUP(work_free) = sodium_init() >= 0 ? calloc(1, sizeof *w) : NULL;
	struct head head;
	const unsigned char *at = bytes;
	enum seal_result result;
	bool last = false;

	if (w == NULL)
		return SEAL_NOMEM;
	result = make_head(secret, cost, w, &head);
	if (result == SEAL_OK)
		result = write_all(fd, &head, sizeof head);
	while (result == SEAL_OK && !last) {
		size_t n = size < CHUNK ? size : CHUNK;

		last = n == size;
		if (!each(user, at, n))
			return SEAL_STOPPED;
		crypto_secretstream_xchacha20poly1305_push(&w->state, w->sealed, NULL, at, n, NULL,
			0, last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
		result = write_all(fd, w->sealed, n + MARK);
		at += n;
		size -= n;
	}
	return result;
}

/* One chunk; *last when it is marked as the last one. */
static enum seal_result read_chunk(int fd, struct work *w, seal_fn *take, void *user, bool *last)
{
	unsigned long long n;
	unsigned char tag;
	size_t got, more = 0;
	enum seal_result result = read_up_to(fd, w->sealed, sizeof w->sealed, &got);

	if (result != SEAL_OK)
		return result;
	if (got < MARK ||
		crypto_secretstream_xchacha20poly1305_pull(
			&w->state, w->plain, &n, &tag, w->sealed, got, NULL, 0) != 0)
		return SEAL_DAMAGED;
	*last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	if (*last)
		result = read_up_to(fd, w->sealed, 1, &more);
	if (result != SEAL_OK || more > 0)
		return result != SEAL_OK ? result : SEAL_DAMAGED;
	return take(user, w->plain, (size_t)n) ? SEAL_OK : SEAL_STOPPED;
}

enum seal_result seal_read(int fd, struct seal_secret secret, seal_fn *take, void *user)
{
	struct work *w CLEANUP(work_free) = sodium_init() >= 0 ? calloc(1, sizeof *w) : NULL;
	struct head head;
	size_t got;
	enum seal_result result;
	bool last = false;

	if (w == NULL)
		return SEAL_NOMEM;
	result = lseek(fd, 0, SEEK_SET) == 0 ? read_up_to(fd, &head, sizeof head, &got) : SEAL_DISK;
	if (result == SEAL_OK)
		result = got == sizeof head ? check_head(&head, secret, w) : SEAL_DAMAGED;
	while (result == SEAL_OK && !last)
		result = read_chunk(fd, w, take, user, &last);
	return result;
}
