/*
 * money.c - amounts read from digits and printed as digits. Which sign marks the
 * decimals is left open until the whole column has been seen, so
 * every cell is read both ways.
 */
#include "util/money.h"

#include <string.h>

#include "util/text.h"

#define CELL_MAX 64

/* What is left of a cell. */
struct span {
	const char *s;
	size_t n;
};

/* ---- what stands around the digits ----------------------------------------------------------- */

/* Signs that may stand beside an amount, and whose they are; codes are looked up. */
static const struct {
	const char *sign, *codes;
} signs[] = {
	{"$",
		"USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP CVE DOP FJD GYD HKD JMD KYD LRD "
		"MOP MXN NAD NIO NZD SBD SGD SRD SVC TTD TWD UYU XCD ZWG"},
	{"US$", "USD"},
	{"C$", "CAD NIO"},
	{"CA$", "CAD"},
	{"A$", "AUD"},
	{"NZ$", "NZD"},
	{"€", "EUR"},
	{"£", "GBP EGP FKP GIP LBP SDG SHP SSP SYP"},
	{"¥", "JPY CNY"},
	{"₹", "INR"},
	{"₺", "TRY"},
	{"₪", "ILS"},
	{"₩", "KRW KPW"},
	{"₱", "PHP"},
	{"₫", "VND"},
	{"₦", "NGN"},
	{"₴", "UAH"},
	{"฿", "THB"},
	{"zł", "PLN"},
	{"Kč", "CZK"},
	{"kr.", "DKK ISK NOK SEK"},
	{"kr", "DKK ISK NOK SEK"},
	{"Fr.", "CHF"},
	{"Fr", "CHF"},
};
static const char no_cents[] = ",-"; /* behind an amount */

static bool has_at(const struct span *t, bool front, const char *sign, size_t length)
{
	return t->n > length && memcmp(front ? t->s : t->s + t->n - length, sign, length) == 0;
}

/* The length of the longest sign at the front of the span, or at its back ("US$" is more than "$");
 * 0 when there is none. */
static size_t sign_length(const struct span *t, bool front)
{
	char code[4] = "";
	size_t longest = 0;

	for (size_t i = 0; i < ARRAY_SIZE(signs); i++) {
		size_t length = strlen(signs[i].sign);

		if (length > longest && has_at(t, front, signs[i].sign, length))
			longest = length;
	}
	if (longest > 0)
		return longest;
	if (!front && has_at(t, front, no_cents, strlen(no_cents)))
		return strlen(no_cents);
	if (t->n <= 3)
		return 0;
	memcpy(code, front ? t->s : t->s + t->n - 3, 3);
	return money_digits(code) >= 0 ? 3 : 0;
}

static void drop(struct span *t, size_t front, size_t back)
{
	t->s += front;
	t->n -= front + back;
	text_trim(&t->s, &t->n);
}

/* Takes off a minus at either end, or brackets; false when there is none. */
static bool drop_minus(struct span *t)
{
	static const char minus[] = "\xe2\x88\x92"; /* U+2212 */

	if (t->n > 1 && t->s[0] == '-')
		drop(t, 1, 0);
	else if (t->n > 1 && t->s[t->n - 1] == '-')
		drop(t, 0, 1);
	else if (t->n > 3 && memcmp(t->s, minus, 3) == 0)
		drop(t, 3, 0);
	else if (t->n > 2 && t->s[0] == '(' && t->s[t->n - 1] == ')')
		drop(t, 1, 1);
	else
		return false;
	return true;
}

/* Leaves the digits alone: one sign or code at each end and one minus may go. */
static bool peel(struct span *t, bool *negative, struct money_sign found[2])
{
	bool front = false, back = false;
	size_t length;

	*negative = false;
	for (;;) {
		if (!front && (length = sign_length(t, true)) > 0) {
			front = true;
			found[0] = (struct money_sign){t->s, length};
			drop(t, length, 0);
		} else if (!back && (length = sign_length(t, false)) > 0) {
			back = true;
			if (!has_at(t, false, no_cents, strlen(no_cents)))
				found[1] = (struct money_sign){t->s + t->n - length, length};
			drop(t, 0, length);
		} else if (drop_minus(t)) {
			if (*negative)
				return false;
			*negative = true;
		} else {
			return t->n > 0;
		}
	}
}

static const char *codes_of(const struct money_sign *sign)
{
	for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
		if (strlen(signs[i].sign) == sign->n &&
			memcmp(signs[i].sign, sign->s, sign->n) == 0)
			return signs[i].codes;
	return NULL;
}

bool money_sign_fits(const struct money_sign *sign, const char *currency)
{
	const char *codes = codes_of(sign);
	char lower[4] = "", upper[4] = "";

	if (strlen(currency) != 3)
		return false;
	for (size_t i = 0; i < 3; i++) {
		lower[i] = text_lower(currency[i]);
		upper[i] = lower[i] >= 'a' && lower[i] <= 'z' ? (char)(lower[i] & ~0x20) : lower[i];
	}
	return codes != NULL ? strstr(codes, upper) != NULL : text_same(sign->s, sign->n, lower);
}

void money_sign_name(const struct money_sign *sign, struct buf *out)
{
	const char *codes = codes_of(sign);

	if (codes != NULL && strlen(codes) == 3)
		buf_adds(out, codes);
	else if (codes != NULL)
		buf_add(out, sign->s, sign->n);
	for (size_t i = 0; codes == NULL && i < sign->n; i++) {
		char c = text_lower(sign->s[i]);

		buf_addc(out, c >= 'a' && c <= 'z' ? (char)(c & ~0x20) : c);
	}
}

/* ---- the digits ------------------------------------------------------------------------------ */

static bool push_digit(uint64_t *amount, char digit)
{
	return !__builtin_mul_overflow(*amount, 10u, amount) &&
		!__builtin_add_overflow(*amount, (uint64_t)(digit - '0'), amount);
}

/* The length of what parts thousands at s: the other mark, a blank or an apostrophe; 0 if none. */
static size_t group_length(const char *s, size_t n, char other)
{
	static const char *const groups[] = {" ", "'", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x99"};

	if (*s == other)
		return 1;
	for (size_t i = 0; i < ARRAY_SIZE(groups); i++) {
		size_t length = strlen(groups[i]);

		if (n >= length && memcmp(s, groups[i], length) == 0)
			return length;
	}
	return 0;
}

/* The whole part, off the front: plain digits, or groups of three with one sign between them. */
static bool take_whole(struct span *t, char mark, char other, uint64_t *amount)
{
	const char *start = t->s, *group = NULL;
	size_t run = 0, length, group_size = 0;

	for (; t->n > 0 && *t->s != mark; t->s += length, t->n -= length) {
		length = 1;
		if (text_digit(*t->s)) {
			if (!push_digit(amount, *t->s))
				return false;
			run++;
			continue;
		}
		length = group_length(t->s, t->n, other);
		if (length == 0)
			return false;
		if (group == NULL) {
			if (run < 1 || run > 3 || *start == '0')
				return false;
			group = t->s;
			group_size = length;
		} else if (run != 3 || length != group_size || memcmp(group, t->s, length) != 0) {
			return false;
		}
		run = 0;
	}
	return group == NULL || run == 3;
}

/* One reading: `mark` begins the decimals, and no digit but zeros may be lost behind them. */
static bool read_marked(struct span t, char mark, int digits, uint64_t *amount)
{
	int decimals = 0;

	*amount = 0;
	if (!take_whole(&t, mark, mark == '.' ? ',' : '.', amount))
		return false;
	if (t.n == 1)
		return false; /* "85." */
	for (size_t i = 1; i < t.n; i++) {
		if (!text_digit(t.s[i]) || (decimals == digits && t.s[i] != '0'))
			return false;
		if (decimals < digits) {
			if (!push_digit(amount, t.s[i]))
				return false;
			decimals++;
		}
	}
	for (; decimals < digits; decimals++)
		if (!push_digit(amount, '0'))
			return false;
	return true;
}

static bool set_sign(uint64_t amount, bool negative, int64_t *out)
{
	if (amount > (uint64_t)INT64_MAX + negative)
		return false;
	*out = (int64_t)(negative ? 0 - amount : amount);
	return true;
}

/* "85", "85.00", "$85.00", "85,00": what most columns hold, in one pass. */
static unsigned read_plain(const char *s, size_t n, int digits, struct money_cell *out)
{
	static const int64_t powers[] = {1, 10, 100};
	int64_t amount = 0;
	size_t i = n > 1 && *s == '$' ? 1 : 0, start = i, whole;
	bool point;

	if (start > 0)
		out->signs[0] = (struct money_sign){s, 1};
	if (n > 15 || digits < 0 || digits >= (int)ARRAY_SIZE(powers))
		return MONEY_MARK_NONE;
	for (; i < n && text_digit(s[i]); i++)
		amount = amount * 10 + (s[i] - '0');
	whole = i;
	if (whole == start)
		return MONEY_MARK_NONE;
	if (whole == n) {
		out->point = out->comma = amount * powers[digits];
		return MONEY_MARK_ANY;
	}
	/* Decimals that are as many as the currency has, and fewer than a group of thousands. */
	point = s[whole] == '.';
	if ((!point && s[whole] != ',') || digits == 0 || n - whole - 1 != (size_t)digits)
		return MONEY_MARK_NONE;
	for (i = whole + 1; i < n && text_digit(s[i]); i++)
		amount = amount * 10 + (s[i] - '0');
	if (i < n)
		return MONEY_MARK_NONE;
	*(point ? &out->point : &out->comma) = amount;
	return point ? MONEY_MARK_POINT : MONEY_MARK_COMMA;
}

/* "1.234" and nothing else: the mark in which its three digits are decimals. */
static unsigned three_decimals(const struct span *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (!text_digit(t->s[i]) && i + 4 != t->n)
			return MONEY_MARK_NONE;
	if (t->n < 5 || t->n > 7)
		return MONEY_MARK_NONE;
	return t->s[t->n - 4] == '.'    ? MONEY_MARK_POINT
		: t->s[t->n - 4] == ',' ? MONEY_MARK_COMMA
					: MONEY_MARK_NONE;
}

/* What three digits behind a mark are, in a currency of so many decimals. */
static unsigned judge_decimals(
	const struct span *t, int digits, unsigned marks, struct money_cell *out)
{
	unsigned decimal = three_decimals(t);

	/* What is printed has to read back. */
	if (digits == 3 && decimal == MONEY_MARK_POINT)
		return MONEY_MARK_POINT;
	if (digits == 0 && (marks & ~decimal) != 0)
		return marks & ~decimal;
	if (marks != MONEY_MARK_NONE)
		out->excess = decimal & ~marks;
	return marks;
}

bool money_cell_is_doubtful(const struct money_cell *cell, unsigned marks)
{
	return cell->excess != 0 || (marks == MONEY_MARK_ANY && cell->point != cell->comma);
}

void money_add_readings(const struct money_cell *cell, const char *currency, struct buf *out)
{
	int digits = money_digits(currency);
	int64_t whole = cell->excess == MONEY_MARK_POINT ? cell->comma : cell->point;

	money_to_human(whole, currency, out);
	buf_adds(out, " or ");
	if (cell->excess == 0) {
		money_to_human(cell->comma, currency, out);
		return;
	}
	for (; digits > 0; digits--)
		whole /= 10;
	money_to_text(whole, 3, out);
}

unsigned money_read_cell(const char *s, size_t n, int digits, struct money_cell *out)
{
	struct span t;
	uint64_t amount;
	bool negative;
	unsigned marks;

	*out = (struct money_cell){0};
	text_trim(&s, &n);
	if ((marks = read_plain(s, n, digits, out)) != MONEY_MARK_NONE)
		return marks;
	t = (struct span){s, n};
	if (n == 0 || n > CELL_MAX || !peel(&t, &negative, out->signs))
		return MONEY_MARK_NONE;
	if (read_marked(t, '.', digits, &amount) && set_sign(amount, negative, &out->point))
		marks |= MONEY_MARK_POINT;
	if (read_marked(t, ',', digits, &amount) && set_sign(amount, negative, &out->comma))
		marks |= MONEY_MARK_COMMA;
	return judge_decimals(&t, digits, marks, out);
}

/* ---- printing -------------------------------------------------------------------------------- */

/* Digits from the right; a comma between thousands when `group`. */
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
	const char *symbol = money_symbol(currency);
	int digits = money_digits(currency);
	char first = text_lower(*symbol);
	bool letters = first >= 'a' && first <= 'z'; /* "zł", "CHF" stand behind the amount */

	if (amount < 0)
		buf_addc(out, '-');
	if (!letters)
		buf_adds(out, symbol);
	add_amount(amount, digits >= 0 ? digits : 2, true, out);
	if (letters)
		buf_addf(out, " %s", symbol);
}

bool money_add(int64_t *sum, int64_t amount)
{
	int64_t result;

	if (__builtin_add_overflow(*sum, amount, &result))
		return false;
	*sum = result;
	return true;
}
