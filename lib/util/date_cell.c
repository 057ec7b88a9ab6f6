/*
 * date_cell.c - a date as a spreadsheet writes it, in every order in which it could
 * be meant. The caller decides the order from the whole column.
 */
#include <ctype.h>
#include <string.h>

#include "util/date.h"
#include "util/date_words.h"
#include "util/text.h"

/* Two digits stand for 2000 to 2049 and 1950 to 1999. */
static int whole_year(int year, size_t digits)
{
	if (digits > 2)
		return year;
	return year < 50 ? 2000 + year : 1900 + year;
}

static size_t take_digits(const char *s, size_t n, int *number)
{
	size_t i = 0;

	*number = 0;
	while (i < n && i < 9 && isdigit((unsigned char)s[i]))
		*number = *number * 10 + (s[i++] - '0');
	return i;
}

static unsigned one_date(struct date_cell *out, int32_t date)
{
	if (date == DATE_NONE) {
		out->impossible = true;
		return DATE_ORDER_NONE;
	}
	out->ymd = out->dmy = out->mdy = date;
	return DATE_ORDER_ANY;
}

/* What may follow a date: nothing, or a time, with seconds, fractions and an offset that are passed over. */
static bool read_rest(const char *s, size_t n, struct date_cell *out)
{
	size_t time;

	if (n > 0 && (*s == 'T' || *s == ',')) {
		s++;
		n--;
	}
	text_trim(&s, &n);
	if (n >= 3 && strncmp(s, "at ", 3) == 0) {
		s += 3;
		n -= 3;
	}
	if (n == 0)
		return true;
	out->minute = minute_from_text(s, n);
	if (out->minute != MINUTE_NONE)
		return true;
	time = strspn(s, "0123456789:");
	if (time < 4 || time > n)
		return false;
	out->minute = minute_from_text(s, time);
	s += time;
	n -= time;
	if (n > 0 && *s == '.') {
		size_t fraction = 1 + strspn(s + 1, "0123456789");

		s += fraction;
		n -= fraction < n ? fraction : n;
	}
	text_trim(&s, &n);
	return out->minute != MINUTE_NONE && (n == 0 || *s == 'Z' || *s == '+' || *s == '-');
}

/* Three numbers with one sign between them. */
static unsigned read_numbers(const char *s, size_t n, struct date_cell *out)
{
	int a, b, c;
	size_t first = take_digits(s, n, &a), second, third;
	char sign = first < n ? s[first] : '\0';
	unsigned orders = DATE_ORDER_NONE;

	if (first == 8 && first == n)
		return one_date(out, date_make(a / 10000, a / 100 % 100, a % 100));
	if (first == 0 || first > 4 || strchr("-/.", sign) == NULL || sign == '\0')
		return DATE_ORDER_NONE;
	s += first + 1;
	n -= first + 1;
	second = take_digits(s, n, &b);
	if (second == 0 || second > 2 || second == n || s[second] != sign)
		return DATE_ORDER_NONE;
	s += second + 1;
	n -= second + 1;
	if (n > 0 && sign == '.' && *s == ' ') {
		s++;
		n--;
	}
	third = take_digits(s, n, &c);
	if (third == 0 || third > 4 || third == 3 || !read_rest(s + third, n - third, out))
		return DATE_ORDER_NONE;
	if (first == 4)
		return one_date(out, third <= 2 ? date_make(a, b, c) : DATE_NONE);
	if (first > 2)
		return DATE_ORDER_NONE;
	c = whole_year(c, third);
	out->dmy = date_make(c, b, a);
	out->mdy = sign == '.' ? DATE_NONE : date_make(c, a, b);
	orders |= out->dmy != DATE_NONE ? DATE_ORDER_DMY : 0;
	orders |= out->mdy != DATE_NONE ? DATE_ORDER_MDY : 0;
	out->impossible = orders == DATE_ORDER_NONE;
	return orders;
}

/* ---- a month in words ----------------------------------------------------------------------------- */

static size_t word_length(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && (isalpha((unsigned char)s[i]) || (unsigned char)s[i] >= 0x80))
		i++;
	return i;
}

static void skip_marks(const char **s, size_t *n)
{
	while (*n > 0 && (**s == ' ' || **s == '.' || **s == ',' || **s == '-' || **s == '/')) {
		++*s;
		--*n;
	}
}

/* "1st", "2nd": the letters behind a day. */
static void skip_ordinal(const char **s, size_t *n)
{
	static const char ordinals[][3] = {"st", "nd", "rd", "th"};

	for (size_t i = 0; i < ARRAY_SIZE(ordinals); i++) {
		if (*n >= 2 && memcmp(*s, ordinals[i], 2) == 0) {
			*s += 2;
			*n -= 2;
			return;
		}
	}
}

static unsigned read_words(const char *s, size_t n, struct date_cell *out)
{
	int day = 0, month = 0, year = 0;
	size_t length = word_length(s, n), digits = 0;

	if (length > 0 && weekday_from_word(s, length) >= 0) {
		s += length;
		n -= length;
		skip_marks(&s, &n);
		length = word_length(s, n);
	}
	for (int part = 0; part < 3; part++) {
		length = word_length(s, n);
		if (length > 0 && month == 0 && (month = month_from_word(s, length)) > 0) {
			s += length;
			n -= length;
		} else if (part < 2 && day == 0 && (length = take_digits(s, n, &day)) > 0 && length <= 2) {
			s += length;
			n -= length;
			skip_ordinal(&s, &n);
		} else if (day > 0 && month > 0 && (digits = take_digits(s, n, &year)) > 0) {
			s += digits;
			n -= digits;
			break;
		} else {
			return DATE_ORDER_NONE;
		}
		skip_marks(&s, &n);
	}
	if (digits != 2 && digits != 4)
		return DATE_ORDER_NONE;
	if (!read_rest(s, n, out))
		return DATE_ORDER_NONE;
	return one_date(out, date_make(whole_year(year, digits), month, day));
}

unsigned date_read_cell(const char *s, size_t n, struct date_cell *out)
{
	struct buf copy CLEANUP(buf_free) = {0};
	int32_t iso;
	unsigned orders;

	*out = (struct date_cell){.ymd = DATE_NONE, .dmy = DATE_NONE, .mdy = DATE_NONE, .minute = MINUTE_NONE};
	iso = date_from_iso(s, n);
	if (iso != DATE_NONE)
		return one_date(out, iso);
	text_trim(&s, &n);
	if (n < 6 || n > 64)
		return DATE_ORDER_NONE;
	/* strspn() in read_rest() needs an end; sheets also put no-break spaces before "pm". */
	for (size_t i = 0; i < n; i++) {
		bool blank = i + 1 < n && (unsigned char)s[i] == 0xc2 && (unsigned char)s[i + 1] == 0xa0;
		bool narrow = i + 2 < n && memcmp(s + i, "\xe2\x80\xaf", 3) == 0;

		buf_addc(&copy, blank || narrow ? ' ' : s[i]);
		i += blank ? 1 : narrow ? 2 : 0;
	}
	orders = isdigit((unsigned char)s[0]) ? read_numbers(buf_str(&copy), copy.len, out) : DATE_ORDER_NONE;
	if (orders == DATE_ORDER_NONE && !out->impossible)
		orders = read_words(buf_str(&copy), copy.len, out);
	if (orders == DATE_ORDER_NONE)
		out->minute = MINUTE_NONE;
	return orders;
}
