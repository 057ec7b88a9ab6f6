/*
 * type_email.c - reads an e-mail address, also as a mail program copies it, with a
 * name. A cell that holds several is refused with them: which one is hers
 * is not guessed.
 */
#include <string.h>

#include "record/type.h"
#include "util/text.h"

/* "Dana <dana@x.org>", as mail programs copy it, and "mailto:dana@x.org": the address alone. */
static void bare_address(const char **s, size_t *n)
{
	static const char scheme[] = "mailto:";
	const char *open = memchr(*s, '<', *n);

	if (open != NULL && (*s)[*n - 1] == '>' &&
		memchr(open + 1, '<', *n - (size_t)(open + 1 - *s)) == NULL) {
		*n -= (size_t)(open + 2 - *s);
		*s = open + 1;
		text_trim(s, n);
	}
	if (*n >= sizeof scheme - 1 && text_same(*s, sizeof scheme - 1, scheme)) {
		*s += sizeof scheme - 1;
		*n -= sizeof scheme - 1;
	}
}

static bool is_address(const char *s, size_t n)
{
	const char *at = memchr(s, '@', n);
	bool good = text_is_utf8(s, n, NULL) && at != NULL && at > s && at + 1 < s + n &&
		memchr(at + 1, '@', n - (size_t)(at + 1 - s)) == NULL;

	for (size_t i = 0; i < n; i++)
		good = good && (unsigned char)s[i] > ' ' && strchr("<>,;\"", s[i]) == NULL &&
			s[i] != 0x7f;
	return good;
}

/* Parts that stand between commas, semicolons or blanks and are addresses, with ", " between them;
 * how many. */
static size_t list_addresses(const char *s, size_t n, struct buf *out)
{
	const char *end = s + n;
	size_t count = 0;

	while (s < end) {
		const char *part = s;
		size_t length = 0;

		while (s < end && strchr(",; \t\r\n", *s) == NULL)
			s++;
		length = (size_t)(s - part);
		s += s < end;
		if (length == 0)
			continue;
		bare_address(&part, &length);
		if (!is_address(part, length))
			continue;
		buf_adds(out, count++ > 0 ? ", " : "");
		buf_add(out, part, length);
	}
	return count;
}

mct_status_t type_read_email(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	struct buf several CLEANUP(buf_free) = {0};
	struct buf hint CLEANUP(buf_free) = {0};
	const char *address = s;
	size_t length = n;

	(void)how;
	bare_address(&address, &length);
	if (is_address(address, length)) {
		cell_set_text(out, address, length);
		return out->text.failed ? fail_nomem(m) : MCT_OK;
	}
	if (list_addresses(s, n, &several) < 2)
		return type_refuse(
			m, f, s, n, "is not an e-mail address", "write it as name@example.org");
	buf_addf(&hint, "give one of %s; the others can stand in the note", buf_str(&several));
	return type_refuse(m, f, s, n, "is more than one e-mail address", buf_str(&hint));
}
