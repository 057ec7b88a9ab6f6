/*
 * wrap.c - wraps at blanks; a word that is wider than the line is broken.
 */
#include "wrap.h"

#include <string.h>

#include "util/text.h"

/* One line of the text, without its line end. */
static void wrap_line(struct buf *out, const char *s, size_t n, size_t indent, size_t room)
{
	size_t column = 0;

	while (n > 0) {
		const char *blank = memchr(s, ' ', n);
		size_t length = blank != NULL ? (size_t)(blank - s) : n;
		size_t width = text_width(s, length);

		if (column > 0 && column + 1 + width > room) {
			buf_addc(out, '\n');
			buf_pad(out, ' ', indent);
			column = 0;
		}
		if (width > room) {
			length = text_fit(s, length, room);
			length = length > 0 ? length : 1;
			width = text_width(s, length);
			blank = NULL;
		}
		if (column > 0) {
			buf_addc(out, ' ');
			column++;
		}
		buf_add(out, s, length);
		column += width;
		s += length;
		n -= length;
		if (n > 0 && *s == ' ') {
			s++;
			n--;
		} else if (n > 0) {
			buf_addc(out, '\n');
			buf_pad(out, ' ', indent);
			column = 0;
		}
	}
}

void wrap_text(struct buf *out, const char *s, size_t n, size_t indent, size_t width)
{
	struct buf safe CLEANUP(buf_free) = {0};
	size_t room = width > indent + 10 ? width - indent : 10;
	const char *line;

	text_add_safe(&safe, s, n, true);
	line = buf_str(&safe);
	for (;;) {
		size_t length = strcspn(line, "\n");

		wrap_line(out, line, length, indent, room);
		buf_addc(out, '\n');
		line += length;
		if (*line == '\0' || line[1] == '\0')
			return;
		line++;
		buf_pad(out, ' ', indent);
	}
}
