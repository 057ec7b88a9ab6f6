/*
 * csv_cell.c - quoting and the formula guard of one cell.
 */
#include "util/csv_cell.h"

#include <string.h>

/* After any apostrophes, a sign that makes a spreadsheet calculate. */
static bool looks_like_formula(const char *s, size_t n)
{
	while (n > 0 && *s == '\'') {
		s++;
		n--;
	}
	return n > 0 && strchr("=+-@\t\r", *s) != NULL && *s != '\0';
}

/* "+1 555 000 0000" and "-5.00" calculate nothing. */
static bool is_plain_number(const char *s, size_t n)
{
	if (n < 2 || (*s != '+' && *s != '-'))
		return false;
	for (size_t i = 1; i < n; i++)
		if (!(s[i] >= '0' && s[i] <= '9') && s[i] != ' ' && s[i] != '.' && s[i] != ',')
			return false;
	return true;
}

bool csv_needs_guard(const char *s, size_t n)
{
	return looks_like_formula(s, n) && !is_plain_number(s, n);
}

static bool needs_quotes(const char *s, size_t n, char delimiter)
{
	if (n == 0)
		return false;
	if (s[0] == ' ' || s[0] == '\t' || s[n - 1] == ' ' || s[n - 1] == '\t')
		return true;
	for (size_t i = 0; i < n; i++)
		if (s[i] == delimiter || s[i] == '"' || s[i] == '\n' || s[i] == '\r')
			return true;
	return false;
}

void csv_add_cell(struct buf *out, const char *s, size_t n, char delimiter)
{
	bool guard = csv_needs_guard(s, n);
	const char *quote;

	if (!needs_quotes(s, n, delimiter)) {
		if (guard)
			buf_addc(out, '\'');
		buf_add(out, s, n);
		return;
	}
	buf_adds(out, guard ? "\"'" : "\"");
	while ((quote = memchr(s, '"', n)) != NULL) {
		size_t length = (size_t)(quote - s) + 1;

		buf_add(out, s, length);
		buf_addc(out, '"');
		s += length;
		n -= length;
	}
	buf_add(out, s, n);
	buf_addc(out, '"');
}

void csv_add_marked_cell(struct buf *out, char mark, const char *s, size_t n, char delimiter)
{
	struct buf cell CLEANUP(buf_free) = {0};

	if (mark == 0) {
		csv_add_cell(out, s, n, delimiter);
		return;
	}
	buf_addc(&cell, mark);
	buf_add(&cell, s, n);
	if (mark == '"')
		buf_addc(&cell, mark);
	csv_add_cell(out, buf_str(&cell), cell.len, delimiter);
}

void csv_unguard(const char **s, size_t *n)
{
	if (*n > 1 && **s == '\'' && looks_like_formula(*s, *n)) {
		++*s;
		--*n;
	}
}
