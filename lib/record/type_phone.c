/*
 * type_phone.c - the type of phone numbers: kept as they were written, compared by
 * their last digits.
 */
#include <ctype.h>
#include <string.h>

#include "record/type.h"

/* "1.5551E+10": what a spreadsheet makes of a long number. */
static bool is_scientific(const char *s, size_t n)
{
	static const char digits[] = "0123456789";
	struct buf text CLEANUP(buf_free) = {0};
	const char *at;

	buf_add(&text, s, n);
	at = buf_str(&text);
	at += strspn(at, digits);
	if (at == buf_str(&text))
		return false;
	if (*at == '.' || *at == ',')
		at += 1 + strspn(at + 1, digits);
	if (*at != 'E' && *at != 'e')
		return false;
	at += 1 + (at[1] == '+');
	return *at != '\0' && at[strspn(at, digits)] == '\0';
}

mct_status_t type_read_phone(mct_t *m, const mct_field_t *f, const struct reading *how,
	const char *s, size_t n, struct cell *out)
{
	size_t digits = 0;

	if (is_scientific(s, n))
		return type_refuse(m, f, s, n, "is a number that a spreadsheet has shortened",
			"its last digits are lost: type it again, in a column of the format Text");
	for (size_t i = 0; i < n; i++)
		digits += isdigit((unsigned char)s[i]) != 0;
	if (digits < 3)
		return type_refuse(m, f, s, n, "is not a phone number",
			"a phone number has three digits or more");
	return type_read_text(m, f, how, s, n, out);
}

void phone_key(const char *s, size_t n, struct buf *out)
{
	size_t taken = 0;

	while (n-- > 0 && taken < 9) {
		if (isdigit((unsigned char)s[n])) {
			buf_addc(out, s[n]);
			taken++;
		}
	}
}
