/*
 * seal.h - a file that only a secret opens, and that nobody can change, cut off or add to
 * without it being seen: Argon2id makes keys of the secret, libsodium's secretstream
 * does the rest. The format: mct-formats(5).
 */
#ifndef MCT_CRYPT_SEAL_H
#define MCT_CRYPT_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SEAL_MAGIC "mctcrypt" /* the first eight bytes of such a file */
#define SEAL_MAGIC_SIZE 8

enum seal_result {
	SEAL_OK,
	SEAL_WRONG_SECRET, /* or the head of the file was changed */
	SEAL_DAMAGED,      /* changed, cut off, added to, or no such file at all */
	SEAL_NEWER,        /* of a version that is not known here */
	SEAL_DISK,         /* errno says why */
	SEAL_NOMEM,
	SEAL_STOPPED /* by seal_fn */
};

/* A passphrase, or what stands in a key file. */
struct seal_secret {
	const void *bytes;
	size_t size;
};

/* What somebody who guesses pays for each guess. */
struct seal_cost {
	uint32_t passes;
	uint64_t memory; /* bytes */
};

/* Is shown the bytes, part by part; false stops. */
typedef bool seal_fn(void *user, const void *bytes, size_t n);

/* Writes the bytes, sealed, to the empty file; `each` sees each part before it is written. */
enum seal_result seal_write(int fd, struct seal_secret secret, struct seal_cost cost,
	const void *bytes, size_t size, seal_fn *each, void *user);

/* Reads a sealed file from its beginning. `take` gets the bytes, which are not to be trusted before
 * SEAL_OK: until the end was seen the file may have been cut off. */
enum seal_result seal_read(int fd, struct seal_secret secret, seal_fn *take, void *user);

#endif
