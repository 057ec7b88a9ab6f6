/*
 * content_line.c - folds and escapes; what the lines mean is up to those who write them.
 */
#include "exchange/content_line.h"

#include <string.h>

#define LINE_MAX_BYTES 75 /* RFC 6350, 3.2; RFC 5545, 3.1 */

void content_add_line(struct buf *out, const struct buf *line)
{
	const char *s = buf_str(line);
	size_t left = line->len, room = LINE_MAX_BYTES;

	while (left > room) {
		size_t n = room;

		while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
			n--;
		if (n == 0)
			n = room; /* no letter of any language is that long */
		buf_add(out, s, n);
		buf_adds(out, "\r\n ");
		s += n;
		left -= n;
		room = LINE_MAX_BYTES - 1;
	}
	buf_add(out, s, left);
	buf_adds(out, "\r\n");
}

void content_add_escaped(struct buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n')
			buf_adds(out, "\\n");
		else if (strchr("\\,;", s[i]) != NULL)
			buf_addf(out, "\\%c", s[i]);
		else if ((unsigned char)s[i] >= ' ' && s[i] != 0x7f)
			buf_addc(out, s[i]);
	}
}

void content_add_property(struct buf *out, const char *name, const char *value, const char *behind)
{
	struct buf line CLEANUP(buf_free) = {0};

	if (value == NULL || value[0] == '\0')
		return;
	buf_adds(&line, name);
	content_add_escaped(&line, value, strlen(value));
	buf_adds(&line, behind);
	content_add_line(out, &line);
}
