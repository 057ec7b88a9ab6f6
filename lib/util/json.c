/*
 * json.c - the JSON writer: commas, escapes and nothing else. A number that has
 * digits already is written as it stands, so that 70.00 stays 70.00.
 */
#include "util/json.h"

#include <string.h>

#include "util/text.h"

/* The length of a valid UTF-8 sequence at s, or 0. */
static size_t sequence_length(const char *s, size_t n)
{
	unsigned char c = (unsigned char)s[0];
	size_t length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	return length <= n && text_is_utf8(s, length, NULL) ? length : 0;
}

static void add_escaped(struct buf *out, unsigned char c)
{
	static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	const char *at = c != '\0' ? strchr(plain, c) : NULL;

	if (at != NULL)
		buf_add(out, (char[]){'\\', letters[at - plain]}, 2);
	else
		buf_addf(out, "\\u%04x", c);
}

void json_string_to(struct buf *out, const char *s, size_t n)
{
	size_t start = 0, i = 0;

	buf_addc(out, '"');
	while (i < n) {
		unsigned char c = (unsigned char)s[i];
		size_t length = c >= 0x80 ? sequence_length(s + i, n - i) : 1;

		if ((c >= ' ' && c < 0x7f && c != '"' && c != '\\') || (c >= 0x80 && length > 0)) {
			i += length;
			continue;
		}
		buf_add(out, s + start, i - start);
		if (c >= 0x80)
			buf_adds(out, "\xef\xbf\xbd");
		else
			add_escaped(out, c);
		start = ++i;
	}
	buf_add(out, s + start, i - start);
	buf_addc(out, '"');
}

static void begin_value(struct json *j)
{
	if (j->comma)
		buf_adds(j->out, ", ");
	j->comma = true;
}

void json_open(struct json *j, char bracket)
{
	begin_value(j);
	buf_addc(j->out, bracket);
	j->comma = false;
}

void json_close(struct json *j, char bracket)
{
	buf_addc(j->out, bracket);
	j->comma = true;
}

void json_key(struct json *j, const char *key)
{
	begin_value(j);
	json_string_to(j->out, key, strlen(key));
	buf_adds(j->out, ": ");
	j->comma = false;
}

void json_text(struct json *j, const char *s)
{
	if (s == NULL)
		json_null(j);
	else
		json_text_n(j, s, strlen(s));
}

void json_text_n(struct json *j, const char *s, size_t n)
{
	begin_value(j);
	json_string_to(j->out, s, n);
}

void json_int(struct json *j, int64_t i)
{
	begin_value(j);
	buf_addf(j->out, "%lld", (long long)i);
}

void json_number(struct json *j, const char *digits)
{
	begin_value(j);
	buf_adds(j->out, digits);
}

void json_bool(struct json *j, bool b)
{
	begin_value(j);
	buf_adds(j->out, b ? "true" : "false");
}

void json_null(struct json *j)
{
	begin_value(j);
	buf_adds(j->out, "null");
}

void json_raw(struct json *j, const char *text)
{
	buf_adds(j->out, text);
}
