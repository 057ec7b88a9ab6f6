/*
 * json.c - the JSON writer against a reader of its own: any bytes go in, a valid
 * string comes out that reads back to the same text, with U+FFFD for what was
 * no text; and nesting never lacks a comma or has one too many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "utf8.h"
#include "util/json.h"

/* ---- strings, read back ---------------------------------------------------------------------- */

static unsigned hexadecimal(const char *s)
{
	unsigned code = 0;

	for (int i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdef", *at = strchr(digits, s[i]);

		assert_true(at != NULL && s[i] != '\0');
		code = code * 16 + (unsigned)(at - digits);
	}
	return code;
}

/* Reads a string of RFC 8259 at s; where it ends. Fails on whatever is not allowed in one. */
static const char *read_string(const char *s, struct buf *out)
{
	static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";

	assert_int_equal(*s++, '"');
	while (*s != '"') {
		size_t length = utf8_length(s, strlen(s));

		assert_true(length > 0 && (unsigned char)*s >= ' ');
		if (*s != '\\') {
			buf_add(out, s, length);
			s += length;
		} else if (s[1] == 'u') {
			utf8_add(out, hexadecimal(s + 2));
			s += 6;
		} else {
			const char *at = strchr(letters, s[1]);

			assert_true(at != NULL && s[1] != '\0');
			buf_addc(out, meant[at - letters]);
			s += 2;
		}
	}
	return s + 1;
}

/* The text with U+FFFD for every byte that belongs to no character. */
static void replace_faults(const char *s, size_t n, struct buf *out)
{
	for (size_t i = 0, length; i < n; i += length) {
		length = utf8_length(s + i, n - i);
		if (length > 0)
			buf_add(out, s + i, length);
		else
			buf_adds(out, "\xef\xbf\xbd");
		if (length == 0)
			length = 1;
	}
}

static void assert_reads_back(const char *s, size_t n)
{
	struct buf written CLEANUP(buf_free) = {0};
	struct buf read CLEANUP(buf_free) = {0};
	struct buf expected CLEANUP(buf_free) = {0};
	char *exact = malloc(n > 0 ? n : 1); /* so that a sanitizer sees a byte too many */

	assert_non_null(exact);
	memcpy(exact, s, n);
	json_string_to(&written, exact, n);
	free(exact);
	assert_int_equal(strlen(buf_str(&written)), written.len);
	assert_ptr_equal(read_string(written.data, &read), written.data + written.len);
	replace_faults(s, n, &expected);
	assert_int_equal(read.len, expected.len);
	assert_memory_equal(buf_str(&read), buf_str(&expected), expected.len);
}

static void any_text_reads_back_to_itself(void **state)
{
	struct random r = {1};

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct buf text CLEANUP(buf_free) = {0};

		random_text(&r, 20, i % 2, &text);
		assert_reads_back(buf_str(&text), text.len);
	}
}

static void any_bytes_become_valid_text(void **state)
{
	struct random r = {2};
	char bytes[24];

	(void)state;
	for (int i = 0; i < 50000; i++) {
		size_t n = random_below(&r, sizeof bytes);

		for (size_t j = 0; j < n; j++)
			bytes[j] = (char)(random_below(&r, 3) ? 0x80 + random_below(&r, 128)
							      : random_below(&r, 256));
		assert_reads_back(bytes, n);
	}
}

static void every_single_byte_and_every_pair_is_written_well(void **state)
{
	(void)state;
	assert_reads_back("", 0);
	for (int i = 0; i < 256; i++) {
		assert_reads_back(&(char){(char)i}, 1);
		for (int j = 0; j < 256; j++)
			assert_reads_back((char[]){(char)i, (char)j}, 2);
	}
}

static void only_what_must_be_is_escaped(void **state)
{
	static const char text[] = "\"\\/\b\f\n\r\t\x01\x1f\x7f\0 é世👍\xff";
	struct buf out CLEANUP(buf_free) = {0};

	(void)state;
	json_string_to(&out, text, sizeof text - 1);
	assert_string_equal(buf_str(&out),
		"\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\\u0000 é世👍\xef\xbf\xbd\"");
}

/* ---- values ---------------------------------------------------------------------------------- */

static void values_and_nesting_have_their_commas(void **state)
{
	struct buf out CLEANUP(buf_free) = {0};
	struct json j = {.out = &out};

	(void)state;
	json_open(&j, '[');
	json_raw(&j, "\n");
	json_open(&j, '{');
	json_key(&j, "na\"me");
	json_text(&j, "Dana");
	json_key(&j, "note");
	json_text(&j, NULL);
	json_key(&j, "tags");
	json_open(&j, '[');
	json_text_n(&j, "abcdef", 3);
	json_int(&j, INT64_MIN);
	json_int(&j, INT64_MAX);
	json_number(&j, "70.00");
	json_close(&j, ']');
	json_key(&j, "none");
	json_open(&j, '{');
	json_close(&j, '}');
	json_key(&j, "yes");
	json_bool(&j, true);
	json_key(&j, "no");
	json_bool(&j, false);
	json_close(&j, '}');
	json_null(&j);
	json_close(&j, ']');
	assert_string_equal(buf_str(&out),
		"[\n{\"na\\\"me\": \"Dana\", \"note\": null, "
		"\"tags\": [\"abc\", -9223372036854775808, 9223372036854775807, 70.00], "
		"\"none\": {}, \"yes\": true, \"no\": false}, null]");
}

/* Reads any value; where it ends. Fails on whatever RFC 8259 does not allow. */
static const char *read_value(const char *s)
{
	struct buf ignored CLEANUP(buf_free) = {0};
	char closing = *s == '{' ? '}' : ']';

	if (*s == '"')
		return read_string(s, &ignored);
	if (*s != '{' && *s != '[') {
		size_t n = strspn(s, "-.0123456789truefalsn");

		assert_true(n > 0);
		return s + n;
	}
	if (s[1] == closing)
		return s + 2;
	do {
		s += s[0] == ',' ? 2 : 1;
		if (closing == '}') {
			s = read_string(s, &ignored);
			assert_memory_equal(s, ": ", 2);
			s += 2;
		}
		s = read_value(s);
	} while (*s == ',' && s[1] == ' ');
	assert_int_equal(*s, closing);
	return s + 1;
}

static void write_any(struct random *r, struct json *j, int depth)
{
	bool object = random_below(r, 2);

	switch (random_below(r, depth > 3 ? 4 : 6)) {
	case 0:
		json_int(j, (int64_t)random_bits(r));
		return;
	case 1:
		json_text(j, random_below(r, 2) ? "te\"xt" : NULL);
		return;
	case 2:
		json_bool(j, object);
		return;
	case 3:
		json_number(j, "1.50");
		return;
	default:
		json_open(j, object ? '{' : '[');
		for (unsigned n = random_below(r, 4); n > 0; n--) {
			if (object)
				json_key(j, "key");
			write_any(r, j, depth + 1);
		}
		json_close(j, object ? '}' : ']');
	}
}

static void any_nesting_is_valid(void **state)
{
	struct random r = {3};

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct buf out CLEANUP(buf_free) = {0};
		struct json j = {.out = &out};

		write_any(&r, &j, 0);
		assert_string_equal(read_value(buf_str(&out)), "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_text_reads_back_to_itself),
		cmocka_unit_test(any_bytes_become_valid_text),
		cmocka_unit_test(every_single_byte_and_every_pair_is_written_well),
		cmocka_unit_test(only_what_must_be_is_escaped),
		cmocka_unit_test(values_and_nesting_have_their_commas),
		cmocka_unit_test(any_nesting_is_valid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
