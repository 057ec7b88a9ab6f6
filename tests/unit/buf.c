/*
 * buf.c - the growable buffer beside a plain array that is long enough: after any
 * appends both hold the same. A refused append changes nothing and is
 * remembered until the buffer is cleared.
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
#include "util/buf.h"

#define MODEL_MAX 4096

struct model {
	char bytes[MODEL_MAX];
	size_t n;
};

static void assert_same(const struct buf *b, const struct model *m)
{
	assert_int_equal(b->len, m->n);
	assert_memory_equal(buf_str(b), m->bytes, m->n);
	assert_int_equal(buf_str(b)[b->len], '\0');
	assert_true(b->cap == 0 || b->cap > b->len);
}

static void model_add(struct model *m, const void *bytes, size_t n)
{
	memcpy(m->bytes + m->n, bytes, n);
	m->n += n;
}

/* Does the same to both by one of the calls. */
static void append_both(struct random *r, struct buf *b, struct model *m)
{
	char bytes[200], text[64];
	size_t n = random_below(r, sizeof bytes);
	char c = (char)random_below(r, 256);

	for (size_t i = 0; i < n; i++)
		bytes[i] = (char)random_below(r, 256);
	switch (random_below(r, 6)) {
	case 0:
		buf_add(b, bytes, n);
		model_add(m, bytes, n);
		return;
	case 1:
		buf_addc(b, c);
		model_add(m, &c, 1);
		return;
	case 2:
		buf_pad(b, c, n);
		memset(m->bytes + m->n, c, n);
		m->n += n;
		return;
	case 3:
		snprintf(text, sizeof text, "%u|%-30s|", random_below(r, 1000000), "left");
		buf_adds(b, text);
		model_add(m, text, strlen(text));
		return;
	case 4:
		n = random_below(r, 100);
		buf_addf(b, "%*d", (int)n + 1, 7);
		memset(m->bytes + m->n, ' ', n);
		m->n += n;
		model_add(m, "7", 1);
		return;
	default:
		n = random_below(r, (unsigned)m->n + 1);
		buf_truncate(b, n);
		m->n = n;
		return;
	}
}

static void any_appends_leave_what_was_appended(void **state)
{
	struct random r = {1};

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct buf b CLEANUP(buf_free) = {0};
		struct model m = {.n = 0};

		for (int i = 0; i < 40 && m.n < MODEL_MAX - 300; i++) {
			append_both(&r, &b, &m);
			assert_same(&b, &m);
		}
		assert_false(b.failed);
	}
}

static void an_empty_buffer_is_an_empty_text(void **state)
{
	struct buf b = {0};
	char *text;

	(void)state;
	assert_string_equal(buf_str(&b), "");
	buf_truncate(&b, 0);
	buf_truncate(&b, 5);
	buf_clear(&b);
	buf_add(&b, NULL, 0);
	assert_int_equal(b.len, 0);
	buf_free(&b);
	text = buf_take(&b);
	assert_non_null(text);
	assert_string_equal(text, "");
	free(text);
}

static void it_is_never_truncated_to_more_than_it_holds(void **state)
{
	struct buf b CLEANUP(buf_free) = {0};

	(void)state;
	buf_adds(&b, "four");
	buf_truncate(&b, 5);
	assert_string_equal(buf_str(&b), "four");
	buf_truncate(&b, 4);
	assert_string_equal(buf_str(&b), "four");
	buf_truncate(&b, 2);
	assert_string_equal(buf_str(&b), "fo");
}

/* Every call that appends, each with `n` bytes. */
static void append(int call, struct buf *b, size_t n)
{
	char bytes[100];

	assert_true(n > 0 && n < sizeof bytes);
	memset(bytes, 'x', n);
	bytes[n] = '\0';
	if (call == 0)
		buf_add(b, bytes, n);
	else if (call == 1)
		buf_adds(b, bytes);
	else if (call == 2)
		buf_pad(b, 'x', n);
	else if (call == 3)
		buf_addf(b, "%s", bytes);
	else
		for (; n > 0; n--)
			buf_addc(b, 'x');
}

static void it_holds_exactly_what_it_may(void **state)
{
	(void)state;
	for (int call = 0; call < 5; call++) {
		for (size_t max = 1; max < 90; max++) {
			struct buf b CLEANUP(buf_free) = {.max = max};

			append(call, &b, max);
			assert_false(b.failed);
			assert_int_equal(b.len, max);
			append(call, &b, 1);
			assert_true(b.failed);
			assert_int_equal(b.len, max);
			assert_int_equal(strlen(buf_str(&b)), max);
		}
	}
}

static void a_refused_append_is_remembered_and_changes_nothing(void **state)
{
	struct buf b CLEANUP(buf_free) = {.max = 10};

	(void)state;
	buf_adds(&b, "12345");
	for (int call = 0; call < 4; call++) {
		append(call, &b, 6);
		assert_true(b.failed);
		assert_string_equal(buf_str(&b), "12345");
	}
	append(0, &b, 1); /* it would fit, but something before it is missing */
	assert_string_equal(buf_str(&b), "12345");
	buf_clear(&b);
	assert_false(b.failed);
	assert_string_equal(buf_str(&b), "");
	buf_adds(&b, "1234567890");
	assert_false(b.failed);
	assert_string_equal(buf_str(&b), "1234567890");
}

static void a_length_that_cannot_be_is_refused(void **state)
{
	struct buf b CLEANUP(buf_free) = {0};

	(void)state;
	buf_adds(&b, "kept");
	buf_pad(&b, 'x', SIZE_MAX);
	assert_true(b.failed);
	assert_string_equal(buf_str(&b), "kept");
	buf_clear(&b);
	buf_pad(&b, 'x', BUF_MAX + 1);
	assert_true(b.failed);
	assert_int_equal(b.len, 0);
}

static void what_is_taken_is_the_callers_and_the_buffer_is_new(void **state)
{
	struct buf b = {.max = 20};
	char *text;

	(void)state;
	buf_add(&b, "a\0b", 3);
	text = buf_take(&b);
	assert_memory_equal(text, "a\0b", 4);
	assert_null(b.data);
	assert_int_equal(b.len + b.cap, 0);
	assert_int_equal(b.max, 20);
	free(text);
	buf_pad(&b, 'x', 21);
	assert_null(buf_take(&b));
	assert_false(b.failed);
	buf_adds(&b, "again");
	assert_string_equal(buf_str(&b), "again");
	buf_free(&b);
	assert_null(b.data);
	assert_int_equal(b.max, 20);
}

static void clearing_keeps_the_memory(void **state)
{
	struct buf b CLEANUP(buf_free) = {0};
	const char *data;

	(void)state;
	buf_pad(&b, 'x', 1000);
	data = b.data;
	buf_clear(&b);
	buf_pad(&b, 'y', 1000);
	assert_ptr_equal(b.data, data);
}

static void a_pointer_is_freed_and_forgotten(void **state)
{
	char *pointer = malloc(10);

	(void)state;
	free_pointer(&pointer);
	assert_null(pointer);
	free_pointer(&pointer);
	assert_null(pointer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_appends_leave_what_was_appended),
		cmocka_unit_test(an_empty_buffer_is_an_empty_text),
		cmocka_unit_test(it_is_never_truncated_to_more_than_it_holds),
		cmocka_unit_test(it_holds_exactly_what_it_may),
		cmocka_unit_test(a_refused_append_is_remembered_and_changes_nothing),
		cmocka_unit_test(a_length_that_cannot_be_is_refused),
		cmocka_unit_test(what_is_taken_is_the_callers_and_the_buffer_is_new),
		cmocka_unit_test(clearing_keeps_the_memory),
		cmocka_unit_test(a_pointer_is_freed_and_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
