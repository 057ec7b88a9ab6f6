/*
 * seal.c - what is sealed comes back, by its secret alone; a file that was changed in any bit,
 * cut off at any byte, added to or put together anew never does; and the format is the
 * one that mct-formats(5) describes, read here without the code under test.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "crypt/seal.h"
#include "util/base.h"

#define HEAD 96
#define CHUNK 65536
#define MARK 17

/* As little as is allowed: these tests seal a thousand files. */
static const struct seal_cost cheap = {.passes = 1, .memory = 8192};
static const struct seal_secret secret = {"two little birds", 16};

struct bytes {
	unsigned char data[3 * CHUNK];
	size_t size;
};

static struct bytes *sample(size_t size)
{
	struct bytes *b = malloc(sizeof *b);

	assert_non_null(b);
	b->size = size;
	for (size_t i = 0; i < size; i++)
		b->data[i] = (unsigned char)(i * 7 + i / 251);
	return b;
}

static bool go_on(void *user, const void *bytes, size_t n)
{
	(void)user, (void)bytes, (void)n;
	return true;
}

static bool take(void *user, const void *bytes, size_t n)
{
	struct bytes *b = user;

	assert_true(n <= sizeof b->data - b->size);
	memcpy(b->data + b->size, bytes, n);
	b->size += n;
	return true;
}

/* The whole file; yours to free. */
static unsigned char *seal(const struct bytes *plain, size_t *size)
{
	int fd = memfd_create("sealed", MFD_CLOEXEC);
	unsigned char *sealed;

	assert_true(fd >= 0);
	assert_int_equal(
		seal_write(fd, secret, cheap, plain->data, plain->size, go_on, NULL), SEAL_OK);
	*size = (size_t)lseek(fd, 0, SEEK_END);
	sealed = malloc(*size);
	assert_non_null(sealed);
	assert_int_equal(pread(fd, sealed, *size, 0), *size);
	close(fd);
	return sealed;
}

static enum seal_result open_sealed(
	const unsigned char *sealed, size_t size, struct seal_secret by, struct bytes *out)
{
	int fd = memfd_create("sealed", MFD_CLOEXEC);
	enum seal_result result;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, sealed, size), size);
	out->size = 0;
	result = seal_read(fd, by, take, out);
	close(fd);
	return result;
}

static void what_is_sealed_comes_back(void **state)
{
	static const size_t sizes[] = {0, 1, 300, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 150000};
	struct bytes *back = sample(0);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		struct bytes *plain = sample(sizes[i]);
		size_t size, chunks = sizes[i] == 0 ? 1 : (sizes[i] + CHUNK - 1) / CHUNK;
		unsigned char *sealed = seal(plain, &size);

		assert_int_equal(size, HEAD + sizes[i] + chunks * MARK);
		assert_int_equal(open_sealed(sealed, size, secret, back), SEAL_OK);
		assert_int_equal(back->size, plain->size);
		assert_memory_equal(back->data, plain->data, plain->size);
		free(sealed);
		free(plain);
	}
	free(back);
}

static void another_secret_opens_nothing(void **state)
{
	static const struct seal_secret others[] = {{"two little bird", 15},
		{"two little birds\n", 17}, {"Two little birds", 16}, {"", 0}};
	struct bytes *plain = sample(1000), *back = sample(0);
	size_t size;
	unsigned char *sealed = seal(plain, &size);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
		assert_int_equal(open_sealed(sealed, size, others[i], back), SEAL_WRONG_SECRET);
		assert_int_equal(back->size, 0);
	}
	free(sealed);
	free(plain);
	free(back);
}

static void no_two_seals_are_alike(void **state)
{
	struct bytes *plain = sample(64);
	size_t one_size, two_size;
	unsigned char *one = seal(plain, &one_size), *two = seal(plain, &two_size);
	size_t same = 0;

	(void)state;
	assert_int_equal(one_size, two_size);
	for (size_t i = 24; i < one_size; i++)
		same += one[i] == two[i];
	assert_true(same < 10);
	free(one);
	free(two);
	free(plain);
}

static void a_file_that_was_cut_off_or_added_to_is_none(void **state)
{
	struct bytes *plain = sample(300), *back = sample(0);
	size_t size;
	unsigned char *sealed = seal(plain, &size), more[1000] = {0};

	(void)state;
	for (size_t cut = 0; cut < size; cut++)
		assert_int_equal(open_sealed(sealed, cut, secret, back), SEAL_DAMAGED);
	memcpy(more, sealed, size);
	for (size_t longer = size + 1; longer <= sizeof more; longer += 13)
		assert_int_equal(open_sealed(more, longer, secret, back), SEAL_DAMAGED);
	free(sealed);
	free(plain);
	free(back);
}

static void a_file_of_which_a_bit_was_changed_is_none(void **state)
{
	struct bytes *plain = sample(100), *back = sample(0);
	size_t size;
	unsigned char *sealed = seal(plain, &size);

	(void)state;
	for (size_t i = 0; i < size; i++) {
		enum seal_result result;

		sealed[i] ^= (unsigned char)(1 << i % 8);
		result = open_sealed(sealed, size, secret, back);
		assert_true(result == (i < 8 ? SEAL_DAMAGED : i < 12 ? SEAL_NEWER : result));
		assert_true(result != SEAL_OK && result != SEAL_DISK && result != SEAL_STOPPED);
		assert_true(i < HEAD || result == SEAL_DAMAGED);
		sealed[i] ^= (unsigned char)(1 << i % 8);
	}
	assert_int_equal(open_sealed(sealed, size, secret, back), SEAL_OK);
	free(sealed);
	free(plain);
	free(back);
}

static void chunks_cannot_be_left_out_or_put_elsewhere(void **state)
{
	static const size_t chunk = CHUNK + MARK;
	struct bytes *plain = sample(2 * CHUNK + 500), *back = sample(0);
	size_t size;
	unsigned char *sealed = seal(plain, &size);
	unsigned char *other = malloc(size + chunk);

	(void)state;
	assert_non_null(other);
	/* Ends at the end of a chunk. */
	assert_int_equal(open_sealed(sealed, HEAD, secret, back), SEAL_DAMAGED);
	assert_int_equal(open_sealed(sealed, HEAD + chunk, secret, back), SEAL_DAMAGED);
	assert_int_equal(open_sealed(sealed, HEAD + 2 * chunk, secret, back), SEAL_DAMAGED);
	/* The first two in turn. */
	memcpy(other, sealed, size);
	memcpy(other + HEAD, sealed + HEAD + chunk, chunk);
	memcpy(other + HEAD + chunk, sealed + HEAD, chunk);
	assert_int_equal(open_sealed(other, size, secret, back), SEAL_DAMAGED);
	/* The first left out, and twice. */
	memcpy(other + HEAD, sealed + HEAD + chunk, size - HEAD - chunk);
	assert_int_equal(open_sealed(other, size - chunk, secret, back), SEAL_DAMAGED);
	memcpy(other, sealed, HEAD + chunk);
	memcpy(other + HEAD + chunk, sealed + HEAD, size - HEAD);
	assert_int_equal(open_sealed(other, size + chunk, secret, back), SEAL_DAMAGED);
	/* Only the last. */
	memcpy(other + HEAD, sealed + HEAD + 2 * chunk, size - HEAD - 2 * chunk);
	assert_int_equal(open_sealed(other, size - 2 * chunk, secret, back), SEAL_DAMAGED);
	free(other);
	free(sealed);
	free(plain);
	free(back);
}

/* A head that asks for more than a machine has is refused before anything is reckoned. */
static void a_head_cannot_eat_up_the_machine(void **state)
{
	struct bytes *plain = sample(10), *back = sample(0);
	size_t size;
	unsigned char *sealed = seal(plain, &size);

	(void)state;
	memset(sealed + 12, 0xff, 4);
	assert_int_equal(open_sealed(sealed, size, secret, back), SEAL_DAMAGED);
	memset(sealed + 12, 0, 4);
	assert_int_equal(open_sealed(sealed, size, secret, back), SEAL_DAMAGED);
	sealed[15] = 1;
	memset(sealed + 16, 0x7f, 8);
	assert_int_equal(open_sealed(sealed, size, secret, back), SEAL_DAMAGED);
	memset(sealed + 16, 0, 8);
	assert_int_equal(open_sealed(sealed, size, secret, back), SEAL_DAMAGED);
	free(sealed);
	free(plain);
	free(back);
}

static void the_format_is_the_one_that_is_described(void **state)
{
	struct bytes *plain = sample(CHUNK + 77), *back = sample(0);
	crypto_secretstream_xchacha20poly1305_state stream;
	unsigned char keys[64], signature[32], tag = 0;
	size_t size, at = HEAD;
	unsigned char *sealed = seal(plain, &size);

	(void)state;
	assert_memory_equal(sealed, "mctcrypt\0\0\0\1\0\0\0\1\0\0\0\0\0\0\x20\0", 24);
	assert_int_equal(crypto_pwhash_argon2id(keys, sizeof keys, secret.bytes, secret.size,
				 sealed + 24, 1, 8192, crypto_pwhash_argon2id_ALG_ARGON2ID13),
		0);
	crypto_generichash_blake2b(signature, 32, sealed, 64, keys + 32, 32);
	assert_memory_equal(sealed + 64, signature, 32);
	assert_int_equal(
		crypto_secretstream_xchacha20poly1305_init_pull(&stream, sealed + 40, keys), 0);
	while (at < size) {
		size_t n = size - at < CHUNK + MARK ? size - at : CHUNK + MARK;
		unsigned long long got;

		assert_int_equal(tag, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
		assert_int_equal(
			crypto_secretstream_xchacha20poly1305_pull(&stream, back->data + back->size,
				&got, &tag, sealed + at, n, NULL, 0),
			0);
		back->size += got;
		at += n;
	}
	assert_int_equal(tag, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
	assert_int_equal(back->size, plain->size);
	assert_memory_equal(back->data, plain->data, plain->size);
	free(sealed);
	free(plain);
	free(back);
}

static bool stop(void *user, const void *bytes, size_t n)
{
	(void)user, (void)bytes, (void)n;
	return false;
}

static void it_can_be_stopped_and_tells_of_the_disk(void **state)
{
	struct bytes *plain = sample(10);
	int fd = memfd_create("sealed", MFD_CLOEXEC), ends[2];

	(void)state;
	assert_int_equal(
		seal_write(fd, secret, cheap, plain->data, plain->size, stop, NULL), SEAL_STOPPED);
	close(fd);
	assert_int_equal(
		seal_write(fd, secret, cheap, plain->data, plain->size, go_on, NULL), SEAL_DISK);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(seal_read(ends[0], secret, take, plain), SEAL_DISK);
	close(ends[0]);
	close(ends[1]);
	free(plain);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_sealed_comes_back),
		cmocka_unit_test(another_secret_opens_nothing),
		cmocka_unit_test(no_two_seals_are_alike),
		cmocka_unit_test(a_file_that_was_cut_off_or_added_to_is_none),
		cmocka_unit_test(a_file_of_which_a_bit_was_changed_is_none),
		cmocka_unit_test(chunks_cannot_be_left_out_or_put_elsewhere),
		cmocka_unit_test(a_head_cannot_eat_up_the_machine),
		cmocka_unit_test(the_format_is_the_one_that_is_described),
		cmocka_unit_test(it_can_be_stopped_and_tells_of_the_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
