/*
 * money.c - amounts read from digits and printed as digits. Which sign marks the
 * decimals is left open until the whole column has been seen.
 */
#include "util/money.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "util/text.h"

/* ISO 4217 currencies that do not have two decimals, and those with a common sign. */
static const struct currency {
	char code[4];
	int digits;
	const char *symbol;
} currencies[] = {
	{"USD", 2, "$"},  {"EUR", 2, "€"},  {"GBP", 2, "£"},  {"JPY", 0, "¥"},  {"CHF", 2, NULL}, {"CAD", 2, "$"}, {"AUD", 2, "$"},
	{"NZD", 2, "$"},  {"SEK", 2, NULL}, {"NOK", 2, NULL}, {"DKK", 2, NULL}, {"ISK", 0, NULL}, {"PLN", 2, "zł"}, {"CZK", 2, "Kč"},
	{"HUF", 2, NULL}, {"RON", 2, NULL}, {"BGN", 2, NULL}, {"TRY", 2, "₺"},  {"ILS", 2, "₪"},  {"ZAR", 2, NULL}, {"INR", 2, "₹"},
	{"CNY", 2, "¥"},  {"HKD", 2, "$"},  {"SGD", 2, "$"},  {"TWD", 2, NULL}, {"KRW", 0, "₩"},  {"THB", 2, "฿"},  {"MYR", 2, NULL},
	{"IDR", 2, NULL}, {"PHP", 2, "₱"},  {"VND", 0, "₫"},  {"BRL", 2, NULL}, {"MXN", 2, "$"},  {"ARS", 2, "$"},  {"CLP", 0, "$"},
	{"COP", 2, "$"},  {"PEN", 2, NULL}, {"UYU", 2, NULL}, {"PYG", 0, NULL}, {"CRC", 2, NULL}, {"AED", 2, NULL}, {"SAR", 2, NULL},
	{"KWD", 3, NULL}, {"BHD", 3, NULL}, {"OMR", 3, NULL}, {"JOD", 3, NULL}, {"TND", 3, NULL}, {"IQD", 3, NULL}, {"LYD", 3, NULL},
	{"EGP", 2, NULL}, {"MAD", 2, NULL}, {"KES", 2, NULL}, {"NGN", 2, "₦"},  {"GHS", 2, NULL}, {"UGX", 0, NULL}, {"RWF", 0, NULL},
	{"XAF", 0, NULL}, {"XOF", 0, NULL}, {"XPF", 0, NULL}, {"UAH", 2, "₴"},  {"GEL", 2, NULL}, {"AMD", 2, NULL}, {"KZT", 2, NULL},
	{"PKR", 2, NULL}, {"LKR", 2, NULL}, {"BDT", 2, NULL}, {"NPR", 2, NULL}, {"DOP", 2, NULL}, {"GTQ", 2, NULL}, {"JMD", 2, "$"},
	{"TTD", 2, "$"},  {"BBD", 2, "$"},  {"RSD", 2, NULL}, {"MKD", 2, NULL}, {"ALL", 2, NULL}, {"BAM", 2, NULL}, {"MDL", 2, NULL},
};

static const struct currency *find_currency(const char *code)
{
	for (size_t i = 0; code != NULL && i < ARRAY_SIZE(currencies); i++)
		if (strcasecmp(currencies[i].code, code) == 0)
			return &currencies[i];
	return NULL;
}

int money_digits(const char *currency)
{
	const struct currency *c = find_currency(currency);

	return c != NULL ? c->digits : -1;
}

const char *money_symbol(const char *currency)
{
	const struct currency *c = find_currency(currency);

	return c != NULL && c->symbol != NULL ? c->symbol : currency;
}

/* ---- reading ----------------------------------------------------------------------------------- */

/* Signs and codes that may stand beside an amount. */
static const char *const decorations[] = {"$", "€", "£", "¥", "₹", "₺", "₪", "₩", "zł", "Kč", "kr.", "kr", "Fr.", "US$", "EUR", "USD",
	"GBP", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY", "ZAR", "-,", ",-"};

static bool strip_decoration(const char **s, size_t *n)
{
	for (size_t i = 0; i < ARRAY_SIZE(decorations); i++) {
		size_t length = strlen(decorations[i]);

		if (*n > length && memcmp(*s, decorations[i], length) == 0) {
			*s += length;
			*n -= length;
			text_trim(s, n);
			return true;
		}
		if (*n > length && memcmp(*s + *n - length, decorations[i], length) == 0) {
			*n -= length;
			text_trim(s, n);
			return true;
		}
	}
	return false;
}

/* Takes off what stands around the digits; *negative when a minus or brackets did. */
static bool strip_all(const char **s, size_t *n, bool *negative)
{
	bool again = true;

	*negative = false;
	while (again && *n > 0) {
		again = strip_decoration(s, n);
		if (*n > 1 && ((*s)[0] == '-' || (*s)[*n - 1] == '-')) {
			if (*negative)
				return false;
			*negative = true;
			*s += (*s)[0] == '-';
			*n -= 1;
			text_trim(s, n);
			again = true;
		} else if (*n > 2 && (*s)[0] == '(' && (*s)[*n - 1] == ')') {
			if (*negative)
				return false;
			*negative = true;
			*s += 1;
			*n -= 2;
			text_trim(s, n);
			again = true;
		}
	}
	return *n > 0;
}

/* The length of a blank or apostrophe between thousands at s, or 0. */
static size_t thousands_blank(const char *s, size_t n)
{
	static const char *const blanks[] = {" ", "'", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x99"};

	for (size_t i = 0; i < ARRAY_SIZE(blanks); i++) {
		size_t length = strlen(blanks[i]);

		if (n >= length && memcmp(s, blanks[i], length) == 0)
			return length;
	}
	return 0;
}

static bool push_digit(int64_t *amount, char digit)
{
	return !__builtin_mul_overflow(*amount, 10, amount) && !__builtin_add_overflow(*amount, digit - '0', amount);
}

/* One reading: `mark` begins the decimals, the other sign and blanks part groups of three. */
static bool read_marked(const char *s, size_t n, char mark, int digits, int64_t *amount)
{
	char group = mark == '.' ? ',' : '.';
	size_t whole = 0, since_group = 0, i = 0;
	bool grouped = false;
	int decimals = 0;

	*amount = 0;
	while (i < n && s[i] != mark) {
		size_t blank = s[i] == group ? 1 : thousands_blank(s + i, n - i);

		if (blank > 0) {
			if (whole == 0 || (grouped && since_group != 3) || (!grouped && since_group > 3))
				return false;
			grouped = true;
			since_group = 0;
			i += blank;
			continue;
		}
		if (!isdigit((unsigned char)s[i]) || !push_digit(amount, s[i]))
			return false;
		whole++;
		since_group++;
		i++;
	}
	if (grouped && since_group != 3)
		return false;
	if (i < n)
		i++;
	for (; i < n; i++) {
		if (!isdigit((unsigned char)s[i]))
			return false;
		if (decimals == digits && s[i] != '0')
			return false;
		if (decimals < digits && (!push_digit(amount, s[i]) || ++decimals > digits))
			return false;
		whole++;
	}
	for (; decimals < digits; decimals++)
		if (!push_digit(amount, '0'))
			return false;
	return whole > 0;
}

/* "85", "85.00": what most columns hold reads without looking for signs. */
static bool read_plain(const char *s, size_t n, int digits, int64_t *amount)
{
	int decimals = -1;

	*amount = 0;
	if (n == 0 || n > 15)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '.' && decimals < 0 && i > 0)
			decimals = 0;
		else if (s[i] >= '0' && s[i] <= '9') {
			*amount = *amount * 10 + (s[i] - '0');
			decimals += decimals >= 0;
		} else {
			return false;
		}
	}
	return decimals == digits && digits > 0 && digits != 3;
}

unsigned money_read_cell(const char *s, size_t n, int digits, struct money_cell *out)
{
	unsigned marks = MONEY_MARK_NONE;
	bool negative;

	*out = (struct money_cell){0, 0};
	text_trim(&s, &n);
	if (read_plain(s, n, digits, &out->point))
		return MONEY_MARK_POINT;
	if (n == 0 || n > 64 || !strip_all(&s, &n, &negative))
		return MONEY_MARK_NONE;
	if (read_marked(s, n, '.', digits, &out->point))
		marks |= MONEY_MARK_POINT;
	if (read_marked(s, n, ',', digits, &out->comma))
		marks |= MONEY_MARK_COMMA;
	if (negative) {
		out->point = -out->point;
		out->comma = -out->comma;
	}
	return marks;
}

/* ---- printing ---------------------------------------------------------------------------------- */

/* Digits from the right; a group sign every three when `group`. */
static void add_amount(int64_t amount, int digits, bool group, struct buf *out)
{
	uint64_t rest = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
	char text[48];
	size_t at = sizeof text;
	int placed = 0;

	do {
		if (placed == digits && digits > 0)
			text[--at] = '.';
		if (group && placed > digits && (placed - digits) % 3 == 0)
			text[--at] = ',';
		text[--at] = (char)('0' + rest % 10);
		rest /= 10;
		placed++;
	} while (rest > 0 || placed <= digits);
	buf_add(out, text + at, sizeof text - at);
}

void money_to_text(int64_t amount, int digits, struct buf *out)
{
	if (amount < 0)
		buf_addc(out, '-');
	add_amount(amount, digits, false, out);
}

void money_to_human(int64_t amount, const char *currency, struct buf *out)
{
	const struct currency *c = find_currency(currency);
	bool in_front = c != NULL && c->symbol != NULL && strcmp(c->symbol, "zł") != 0 && strcmp(c->symbol, "Kč") != 0;

	if (amount < 0)
		buf_addc(out, '-');
	if (in_front)
		buf_adds(out, c->symbol);
	add_amount(amount, c != NULL ? c->digits : 2, true, out);
	if (!in_front)
		buf_addf(out, " %s", money_symbol(currency));
}

bool money_add(int64_t *sum, int64_t amount)
{
	int64_t result;

	if (__builtin_add_overflow(*sum, amount, &result))
		return false;
	*sum = result;
	return true;
}
