/*
 * buf.c - the growable buffer. A failed append leaves what was there and is
 * remembered; the caller checks once, at the end.
 */
#include "util/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local unsigned long refusals;

unsigned long buf_refusals(void)
{
	return refusals;
}

void buf_refused(void)
{
	refusals++;
}

char *buf_copy_of(const char *bytes, size_t n)
{
	char *copy = strndup(bytes, n);

	if (copy == NULL)
		buf_refused();
	return copy;
}

void free_pointer(void *pointer_to_pointer)
{
	void **p = pointer_to_pointer;

	free(*p);
	*p = NULL;
}

void buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
	b->failed = false;
	buf_truncate(b, 0);
}

void buf_truncate(struct buf *b, size_t len)
{
	if (len > b->len || b->data == NULL)
		return;
	b->len = len;
	b->data[len] = '\0';
}

/* Room for n more bytes and the NUL. */
static bool buf_reserve(struct buf *b, size_t n)
{
	size_t max = b->max != 0 ? b->max : BUF_MAX;
	size_t cap = b->cap != 0 ? b->cap : 64;
	char *data;

	if (b->failed || n > max - b->len) {
		b->failed = true;
		return false;
	}
	if (b->len + n + 1 <= b->cap)
		return true;
	while (cap < b->len + n + 1)
		cap *= 2;
	data = realloc(b->data, cap);
	if (data == NULL) {
		buf_refused();
		b->failed = true;
		return false;
	}
	b->data = data;
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	if (!buf_reserve(b, n))
		return;
	if (n > 0)
		memcpy(b->data + b->len, bytes, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_adds(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void buf_addc(struct buf *b, char c)
{
	if (!buf_reserve(b, 1))
		return;
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void buf_pad(struct buf *b, char c, size_t n)
{
	if (!buf_reserve(b, n))
		return;
	memset(b->data + b->len, c, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_vaddf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n < 0)
		b->failed = true;
	else if (buf_reserve(b, (size_t)n))
		b->len += (size_t)vsnprintf(b->data + b->len, (size_t)n + 1, fmt, again);
	va_end(again);
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(b, fmt, ap);
	va_end(ap);
}

const char *buf_str(const struct buf *b)
{
	return b->data != NULL ? b->data : "";
}

char *buf_take(struct buf *b)
{
	char *data;

	buf_add(b, "", 0);
	data = b->data;
	if (b->failed) {
		free(data);
		data = NULL;
	}
	*b = (struct buf){.max = b->max};
	return data;
}
