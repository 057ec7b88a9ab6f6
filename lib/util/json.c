/*
 * json.c - the JSON writer: commas, escapes and nothing else. A number that has
 * digits already is written as it stands, so that 70.00 stays 70.00.
 */
#include "util/json.h"

#include <string.h>

#include "util/text.h"

static void add_escaped(struct buf *out, int32_t code)
{
	static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
	const char *at = code != 0 && code < 0x80 ? strchr(plain, code) : NULL;

	if (at != NULL)
		buf_add(out, (char[]){'\\', letters[at - plain]}, 2);
	else
		buf_addf(out, "\\u%04x", (unsigned)code);
}

/* Also what only a terminal would obey is escaped: JSON is looked at there too. */
void json_string_to(struct buf *out, const char *s, size_t n)
{
	size_t start = 0, i = 0;

	buf_addc(out, '"');
	while (i < n) {
		int32_t code = 0;
		size_t length = text_decode(s + i, n - i, &code);

		if (length > 0 && code != '"' && code != '\\' && !text_is_unsafe(code)) {
			i += length;
			continue;
		}
		buf_add(out, s + start, i - start);
		if (length == 0)
			buf_adds(out, "\xef\xbf\xbd");
		else
			add_escaped(out, code);
		i += length > 0 ? length : 1;
		start = i;
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
