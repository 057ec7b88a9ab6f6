/*
 * money.c - amounts: what is printed reads back to the same amount in every currency,
 * what sheets put around the digits changes nothing, and what reads two ways
 * has both readings. Nothing here goes through a double.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "util/money.h"

static unsigned read(const char *text, int digits, struct money_cell *out)
{
	return money_read_cell(text, strlen(text), digits, out);
}

/* Amounts of every size, the ends of the range among them. */
static int64_t any_amount(struct random *r)
{
	static const int64_t ends[] = {0, 1, 9, 10, 99, 100, 999, 1000, INT64_MAX, INT64_MIN,
		INT64_MAX - 1, INT64_MIN + 1};
	int64_t amount;

	if (random_below(r, 20) == 0)
		return ends[random_below(r, ARRAY_SIZE(ends))];
	amount = (int64_t)(random_bits(r) >> (1 + random_below(r, 62)));
	return random_below(r, 2) ? amount : -amount;
}

/* The digits of an amount put together as text is: padded, cut before the decimals, grouped. */
static void write_amount(
	int64_t amount, int digits, const char *mark, const char *group, char *out, size_t size)
{
	char plain[32];
	size_t n, whole, at = 0;

	snprintf(plain, sizeof plain, "%0*" PRIu64, digits + 1,
		amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount);
	n = strlen(plain);
	whole = n - (size_t)digits;
	for (size_t i = 0; i < n; i++) {
		const char *before = "";

		if (i == whole)
			before = mark;
		else if (i > 0 && i < whole && (whole - i) % 3 == 0)
			before = group;
		at += (size_t)snprintf(out + at, size - at, "%s%c", before, plain[i]);
	}
}

/* ---- printing and reading back --------------------------------------------------------------- */

static void what_is_printed_reads_back_to_the_same_amount(void **state)
{
	struct random r = {1};

	(void)state;
	for (int i = 0; i < 100000; i++) {
		int digits = random_between(&r, 0, 3);
		int64_t amount = any_amount(&r);
		struct buf text CLEANUP(buf_free) = {0};
		struct money_cell cell;
		char unsigned_text[64], expected[65];
		unsigned marks;

		money_to_text(amount, digits, &text);
		write_amount(amount, digits, ".", "", unsigned_text, sizeof unsigned_text);
		snprintf(expected, sizeof expected, "%s%s", amount < 0 ? "-" : "", unsigned_text);
		assert_string_equal(buf_str(&text), expected);
		marks = read(expected, digits, &cell);
		if ((marks & MONEY_MARK_POINT) == 0 || cell.point != amount)
			fail_msg("\"%s\" reads back as %" PRId64, expected, cell.point);
		if ((marks & MONEY_MARK_COMMA) != 0 && cell.comma != amount)
			fail_msg("\"%s\" reads as another amount, too", expected);
	}
}

static void people_see_the_sign_of_the_currency_and_groups_of_three(void **state)
{
	static const struct {
		int64_t amount;
		const char *currency, *text;
	} rows[] = {
		{240000, "USD", "$2,400.00"},
		{-550, "USD", "-$5.50"},
		{0, "USD", "$0.00"},
		{7, "EUR", "€0.07"},
		{99999, "GBP", "£999.99"},
		{100000, "GBP", "£1,000.00"},
		{2400, "ISK", "2,400 ISK"},
		{2400, "JPY", "¥2,400"},
		{123, "JPY", "¥123"},
		{1234567, "KWD", "1,234.567 KWD"},
		{-850000, "PLN", "-8,500.00 zł"},
		{850000, "CHF", "8,500.00 CHF"},
		{100, "usd", "$1.00"},
		{100, "XYZ", "1.00 XYZ"},
		{INT64_MIN, "USD", "-$92,233,720,368,547,758.08"},
		{INT64_MAX, "JPY", "¥9,223,372,036,854,775,807"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct buf out CLEANUP(buf_free) = {0};

		money_to_human(rows[i].amount, rows[i].currency, &out);
		assert_string_equal(buf_str(&out), rows[i].text);
	}
}

static void what_people_see_can_be_typed_again(void **state)
{
	static const char *const currencies[] = {"USD", "EUR", "GBP", "JPY", "PLN", "CHF", "DKK",
		"CZK", "KRW", "VND", "INR", "ILS", "KWD", "ISK", "BRL"};
	struct random r = {2};

	(void)state;
	for (int i = 0; i < 50000; i++) {
		const char *currency = currencies[random_below(&r, ARRAY_SIZE(currencies))];
		int64_t amount = any_amount(&r);
		struct buf text CLEANUP(buf_free) = {0};
		struct money_cell cell;

		money_to_human(amount, currency, &text);
		if ((read(buf_str(&text), money_digits(currency), &cell) & MONEY_MARK_POINT) == 0 ||
			cell.point != amount)
			fail_msg("\"%s\" reads back as %" PRId64, buf_str(&text), cell.point);
	}
}

/* ---- as sheets write them -------------------------------------------------------------------- */

static void groups_and_marks_of_every_country_are_read(void **state)
{
	static const struct {
		const char *mark, *group;
		enum money_mark reading;
	} ways[] = {{".", ",", MONEY_MARK_POINT}, {".", " ", MONEY_MARK_POINT},
		{".", "'", MONEY_MARK_POINT}, {".", "\u2019", MONEY_MARK_POINT},
		{",", ".", MONEY_MARK_COMMA}, {",", " ", MONEY_MARK_COMMA},
		{",", "\u00a0", MONEY_MARK_COMMA}, {",", "\u202f", MONEY_MARK_COMMA},
		{",", "", MONEY_MARK_COMMA}, {".", "", MONEY_MARK_POINT}};
	struct random r = {3};
	char text[96];

	(void)state;
	for (int i = 0; i < 50000; i++) {
		int digits = random_below(&r, 2) ? 2 : 3;
		int64_t amount = (int64_t)(random_bits(&r) >> (1 + random_below(&r, 62)));
		size_t way = random_below(&r, ARRAY_SIZE(ways));
		struct money_cell cell;
		unsigned marks;

		write_amount(amount, digits, ways[way].mark, ways[way].group, text, sizeof text);
		marks = read(text, digits, &cell);
		if ((marks & ways[way].reading) == 0 ||
			(ways[way].mark[0] == '.' ? cell.point : cell.comma) != amount)
			fail_msg("\"%s\" is not read as %" PRId64, text, amount);
	}
}

static void signs_and_codes_at_either_end_change_nothing(void **state)
{
	static const char *const signs[] = {"$", "US$", "C$", "CA$", "A$", "NZ$", "€", "£", "¥",
		"₹", "₺", "₪", "₩", "₱", "₫", "₦", "₴", "฿", "zł", "Kč", "kr", "kr.", "Fr", "Fr.",
		"USD", "usd", "CHF", "Eur"};
	static const char *const forms[] = {"", " ", "\u00a0"};
	char text[64];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(signs); i++) {
		for (size_t j = 0; j < ARRAY_SIZE(forms); j++) {
			struct money_cell cell;

			snprintf(text, sizeof text, "%s%s85.50", signs[i], forms[j]);
			if (read(text, 2, &cell) != MONEY_MARK_POINT || cell.point != 8550)
				fail_msg("\"%s\" is not 85.50", text);
			snprintf(text, sizeof text, "1 285,50%s%s", forms[j], signs[i]);
			if (read(text, 2, &cell) != MONEY_MARK_COMMA || cell.comma != 128550)
				fail_msg("\"%s\" is not 1285.50", text);
		}
	}
}

static void every_way_to_write_less_than_nothing_is_read(void **state)
{
	static const char *const texts[] = {"-5.50", "- 5.50", "5.50-", "(5.50)", "( 5.50 )",
		"\xe2\x88\x92"
		"5.50",
		"-$5.50", "$-5.50", "($5.50)", "$(5.50)", "-5.50 USD", "USD -5.50", "5.50- CHF"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct money_cell cell;

		if (read(texts[i], 2, &cell) != MONEY_MARK_POINT || cell.point != -550)
			fail_msg("\"%s\" is not -5.50", texts[i]);
	}
}

static void readings_are_told_apart(void **state)
{
	static const struct {
		const char *text;
		int digits;
		unsigned marks;
		int64_t point, comma;
	} rows[] = {
		{"85", 2, MONEY_MARK_ANY, 8500, 8500},
		{"85", 0, MONEY_MARK_ANY, 85, 85},
		{"85", 3, MONEY_MARK_ANY, 85000, 85000},
		{"1 200", 2, MONEY_MARK_ANY, 120000, 120000},
		{"85.5", 2, MONEY_MARK_POINT, 8550, 0},
		{"85,5", 2, MONEY_MARK_COMMA, 0, 8550},
		{".50", 2, MONEY_MARK_POINT, 50, 0},
		{"$.5", 2, MONEY_MARK_POINT, 50, 0},
		{"1.200", 2, MONEY_MARK_ANY, 120, 120000},
		{"1,200", 2, MONEY_MARK_ANY, 120000, 120},
		{"1.234", 2, MONEY_MARK_COMMA, 0, 123400},
		{"1,234", 2, MONEY_MARK_POINT, 123400, 0},
		{"1.2000", 2, MONEY_MARK_POINT, 120, 0},
		{"1,200", 3, MONEY_MARK_ANY, 1200000, 1200},
		{"1.200", 3, MONEY_MARK_POINT, 1200, 0},
		{"KWD 12.500", 3, MONEY_MARK_POINT, 12500, 0},
		{"1.234.500", 3, MONEY_MARK_COMMA, 0, 1234500000},
		{"1.200", 0, MONEY_MARK_COMMA, 0, 1200},
		{"1.000", 0, MONEY_MARK_COMMA, 0, 1000},
		{"¥1,000", 0, MONEY_MARK_POINT, 1000, 0},
		{"0.000", 0, MONEY_MARK_POINT, 0, 0},
		{"1.200.000", 2, MONEY_MARK_COMMA, 0, 120000000},
		{"1,234.56", 2, MONEY_MARK_POINT, 123456, 0},
		{"1.234,56", 2, MONEY_MARK_COMMA, 0, 123456},
		{"0.500", 2, MONEY_MARK_POINT, 50, 0},
		{"85,-", 2, MONEY_MARK_ANY, 8500, 8500},
		{"0", 2, MONEY_MARK_ANY, 0, 0},
		{"007", 2, MONEY_MARK_ANY, 700, 700},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct money_cell cell;
		unsigned marks = read(rows[i].text, rows[i].digits, &cell);

		if (marks != rows[i].marks ||
			((marks & MONEY_MARK_POINT) && cell.point != rows[i].point) ||
			((marks & MONEY_MARK_COMMA) && cell.comma != rows[i].comma))
			fail_msg("\"%s\" with %d digits: readings %u, %" PRId64 " and %" PRId64,
				rows[i].text, rows[i].digits, marks, cell.point, cell.comma);
	}
}

static void three_digits_that_may_be_decimals_are_told(void **state)
{
	static const struct {
		const char *text;
		int digits;
		unsigned excess;
		const char *readings; /* NULL: it has one */
	} rows[] = {
		{"80.555", 2, MONEY_MARK_POINT, "$80,555.00 or 80.555"},
		{"$5,555", 2, MONEY_MARK_COMMA, "$5,555.00 or 5.555"},
		{"(5,555)", 2, MONEY_MARK_COMMA, "-$5,555.00 or -5.555"},
		{"1.200", 2, 0, "$1.20 or $1,200.00"},
		{"1,200", 0, 0, NULL},
		{"1,234", 0, 0, NULL},
		{"1.234", 3, 0, NULL},
		{"1,234.50", 2, 0, NULL},
		{"1,234,567", 2, 0, NULL},
		{"1 234", 2, 0, NULL},
		{"85.50", 2, 0, NULL},
		{"0.555", 2, 0, NULL},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct buf readings CLEANUP(buf_free) = {0};
		struct money_cell cell;
		unsigned marks = read(rows[i].text, rows[i].digits, &cell);
		bool doubtful = money_cell_is_doubtful(&cell, marks);

		if (cell.excess != rows[i].excess || doubtful != (rows[i].readings != NULL))
			fail_msg("\"%s\" with %d digits: excess %u", rows[i].text, rows[i].digits,
				cell.excess);
		if (!doubtful)
			continue;
		money_add_readings(&cell, "USD", &readings);
		assert_string_equal(buf_str(&readings), rows[i].readings);
	}
}

static void a_sign_is_told_with_the_currencies_that_have_it(void **state)
{
	static const struct {
		const char *text, *currency, *name;
		bool fits;
	} rows[] = {
		{"$70", "USD", "$", true},
		{"$70.00", "CAD", "$", true},
		{"US$ 70", "USD", "USD", true},
		{"US$ 70", "CAD", "USD", false},
		{"€70", "EUR", "EUR", true},
		{"70 €", "USD", "EUR", false},
		{"70 eur", "USD", "EUR", false},
		{"70 usd", "usd", "USD", true},
		{"$1,070.00", "EUR", "$", false},
		{"70 kr.", "NOK", "kr.", true},
		{"70 CHF", "CHF", "CHF", true},
		{"Fr. 70", "CHF", "CHF", true},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct buf name CLEANUP(buf_free) = {0};
		const struct money_sign *sign;
		struct money_cell cell;

		assert_true(read(rows[i].text, 2, &cell) != 0);
		sign = cell.signs[0].n > 0 ? &cell.signs[0] : &cell.signs[1];
		money_sign_name(sign, &name);
		assert_string_equal(buf_str(&name), rows[i].name);
		if (money_sign_fits(sign, rows[i].currency) != rows[i].fits)
			fail_msg("\"%s\" in %s", rows[i].text, rows[i].currency);
	}
	for (const char *const *text = (const char *const[]){"70", "70,-", "-70.00", NULL};
		*text != NULL; text++) {
		struct money_cell cell;

		assert_true(read(*text, 2, &cell) != 0);
		assert_int_equal(cell.signs[0].n + cell.signs[1].n, 0);
	}
}

static void what_is_no_amount_has_no_reading(void **state)
{
	static const char *const texts[] = {"", " ", "$", "-", "()", "USD", "five", "5 five", "85.",
		"85,", ".", ",", "$.", "5%", "1e3", "0x10", "3 or 4", "85.5.5", "85,5,5",
		"1.23.456", "12.34.567", "1.2.3", "1 23", "1  234", "1'23", "1,234 567",
		"1'234 567", "--5", "-5-", "(-5)", "-(5)", "(5", "5)", "$$5", "$5$5", "$ USD 5",
		"5 $ $", "0,123,456", "+5", "85 min", "55\xff", "\xff", "XYZ 5", ",-5",
		"9223372036854775808", "92233720368547758.08", "-92233720368547758.09",
		"99999999999999999999999999999999", "1.5555"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct money_cell cell;

		if (read(texts[i], 2, &cell) != MONEY_MARK_NONE)
			fail_msg("\"%s\" is taken for an amount", texts[i]);
	}
}

/* Where the library reads at all, text and amount agree digit by digit. */
static void any_bytes_are_read_without_harm(void **state)
{
	static const char bytes[] = "00123456789..,,' -()$\xc2\xa0\xe2\x80\x99"
				    "EUR";
	struct random r = {4};
	size_t amounts = 0;

	(void)state;
	for (int i = 0; i < 300000; i++) {
		size_t n = random_below(&r, 9);
		char *text = malloc(n > 0 ? n : 1),
		     digits[32]; /* a sanitizer sees a byte too many */
		size_t count = 0;
		struct money_cell cell;
		unsigned marks;

		assert_non_null(text);
		for (size_t j = 0; j < n; j++)
			text[j] = bytes[random_below(&r, sizeof bytes)];
		marks = money_read_cell(text, n, 0, &cell);
		for (size_t j = 0; j < n && (marks & MONEY_MARK_POINT); j++) {
			if (text[j] == '.')
				break;
			if (text[j] >= '0' && text[j] <= '9')
				digits[count++] = text[j];
		}
		digits[count] = '\0';
		if ((marks & MONEY_MARK_POINT) != 0)
			assert_int_equal(llabs(cell.point), atoll(digits));
		amounts += marks != 0;
		free(text);
	}
	assert_in_range(amounts, 10000, 200000);
}

/* ---- currencies and sums --------------------------------------------------------------------- */

static void a_currency_has_its_decimals_and_its_sign(void **state)
{
	static const struct {
		const char *code, *symbol;
		int digits;
	} rows[] = {{"USD", "$", 2}, {"usd", "$", 2}, {"JPY", "¥", 0}, {"KWD", "KWD", 3},
		{"EUR", "€", 2}, {"GBP", "£", 2}, {"CHF", "CHF", 2}, {"ISK", "ISK", 0},
		{"AED", "AED", 2}, {"XCG", "XCG", 2}, {"ZWG", "ZWG", 2}, {"TND", "TND", 3},
		{"CLP", "$", 0}, {"", "", -1}, {"US", "US", -1}, {"USDT", "USDT", -1},
		{"XXX", "XXX", -1}, {"U$D", "U$D", -1}};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_int_equal(money_digits(rows[i].code), rows[i].digits);
		assert_string_equal(money_symbol(rows[i].code), rows[i].symbol);
	}
	assert_int_equal(money_digits(NULL), -1);
}

/* All codes are tried: a table out of order would hide some from the search. */
static void the_currencies_of_iso_4217_are_all_found(void **state)
{
	static const char none[] =
		"BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ";
	static const char three[] = "BHD IQD JOD KWD LYD OMR TND ";
	struct buf zero CLEANUP(buf_free) = {0};
	struct buf thousand CLEANUP(buf_free) = {0};
	int known = 0;
	char code[4] = "";

	(void)state;
	for (int i = 0; i < 26 * 26 * 26; i++) {
		int digits;

		code[0] = (char)('A' + i / 676);
		code[1] = (char)('A' + i / 26 % 26);
		code[2] = (char)('A' + i % 26);
		digits = money_digits(code);
		known += digits >= 0;
		if (digits == 0)
			buf_addf(&zero, "%s ", code);
		else if (digits == 3)
			buf_addf(&thousand, "%s ", code);
		else
			assert_true(digits == 2 || digits == -1);
	}
	assert_string_equal(buf_str(&zero), none);
	assert_string_equal(buf_str(&thousand), three);
	assert_int_equal(known, 157);
}

static void a_sum_that_is_too_large_is_told_and_left_as_it_was(void **state)
{
	int64_t sum = INT64_MAX - 5;

	(void)state;
	assert_true(money_add(&sum, 5));
	assert_true(sum == INT64_MAX);
	assert_false(money_add(&sum, 1));
	assert_true(sum == INT64_MAX);
	assert_true(money_add(&sum, INT64_MIN));
	assert_true(sum == -1);
	assert_false(money_add(&sum, INT64_MIN));
	assert_true(sum == -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_printed_reads_back_to_the_same_amount),
		cmocka_unit_test(people_see_the_sign_of_the_currency_and_groups_of_three),
		cmocka_unit_test(what_people_see_can_be_typed_again),
		cmocka_unit_test(groups_and_marks_of_every_country_are_read),
		cmocka_unit_test(signs_and_codes_at_either_end_change_nothing),
		cmocka_unit_test(every_way_to_write_less_than_nothing_is_read),
		cmocka_unit_test(readings_are_told_apart),
		cmocka_unit_test(three_digits_that_may_be_decimals_are_told),
		cmocka_unit_test(a_sign_is_told_with_the_currencies_that_have_it),
		cmocka_unit_test(what_is_no_amount_has_no_reading),
		cmocka_unit_test(any_bytes_are_read_without_harm),
		cmocka_unit_test(a_currency_has_its_decimals_and_its_sign),
		cmocka_unit_test(the_currencies_of_iso_4217_are_all_found),
		cmocka_unit_test(a_sum_that_is_too_large_is_told_and_left_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
