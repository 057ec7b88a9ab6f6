/*
 * currency.c - the currencies of ISO 4217: how many decimals each has, and the sign
 * by which people know it. Codes without a common sign are their
 * own sign.
 */
#include "util/money.h"

#include <stdlib.h>
#include <string.h>

#include "util/text.h"

/* In the order of the codes, for bsearch(). */
static const struct currency {
	char code[4];
	signed char digits;
	const char *symbol;
} currencies[] = {
	{"AED", 2, NULL},
	{"AFN", 2, NULL},
	{"ALL", 2, NULL},
	{"AMD", 2, NULL},
	{"ANG", 2, NULL},
	{"AOA", 2, NULL},
	{"ARS", 2, "$"},
	{"AUD", 2, "$"},
	{"AWG", 2, NULL},
	{"AZN", 2, NULL},
	{"BAM", 2, NULL},
	{"BBD", 2, "$"},
	{"BDT", 2, NULL},
	{"BGN", 2, NULL},
	{"BHD", 3, NULL},
	{"BIF", 0, NULL},
	{"BMD", 2, NULL},
	{"BND", 2, NULL},
	{"BOB", 2, NULL},
	{"BRL", 2, NULL},
	{"BSD", 2, NULL},
	{"BTN", 2, NULL},
	{"BWP", 2, NULL},
	{"BYN", 2, NULL},
	{"BZD", 2, NULL},
	{"CAD", 2, "$"},
	{"CDF", 2, NULL},
	{"CHF", 2, NULL},
	{"CLP", 0, "$"},
	{"CNY", 2, "¥"},
	{"COP", 2, "$"},
	{"CRC", 2, NULL},
	{"CUP", 2, NULL},
	{"CVE", 2, NULL},
	{"CZK", 2, "Kč"},
	{"DJF", 0, NULL},
	{"DKK", 2, NULL},
	{"DOP", 2, NULL},
	{"DZD", 2, NULL},
	{"EGP", 2, NULL},
	{"ERN", 2, NULL},
	{"ETB", 2, NULL},
	{"EUR", 2, "€"},
	{"FJD", 2, NULL},
	{"FKP", 2, NULL},
	{"GBP", 2, "£"},
	{"GEL", 2, NULL},
	{"GHS", 2, NULL},
	{"GIP", 2, NULL},
	{"GMD", 2, NULL},
	{"GNF", 0, NULL},
	{"GTQ", 2, NULL},
	{"GYD", 2, NULL},
	{"HKD", 2, "$"},
	{"HNL", 2, NULL},
	{"HTG", 2, NULL},
	{"HUF", 2, NULL},
	{"IDR", 2, NULL},
	{"ILS", 2, "₪"},
	{"INR", 2, "₹"},
	{"IQD", 3, NULL},
	{"IRR", 2, NULL},
	{"ISK", 0, NULL},
	{"JMD", 2, "$"},
	{"JOD", 3, NULL},
	{"JPY", 0, "¥"},
	{"KES", 2, NULL},
	{"KGS", 2, NULL},
	{"KHR", 2, NULL},
	{"KMF", 0, NULL},
	{"KPW", 2, NULL},
	{"KRW", 0, "₩"},
	{"KWD", 3, NULL},
	{"KYD", 2, NULL},
	{"KZT", 2, NULL},
	{"LAK", 2, NULL},
	{"LBP", 2, NULL},
	{"LKR", 2, NULL},
	{"LRD", 2, NULL},
	{"LSL", 2, NULL},
	{"LYD", 3, NULL},
	{"MAD", 2, NULL},
	{"MDL", 2, NULL},
	{"MGA", 2, NULL},
	{"MKD", 2, NULL},
	{"MMK", 2, NULL},
	{"MNT", 2, NULL},
	{"MOP", 2, NULL},
	{"MRU", 2, NULL},
	{"MUR", 2, NULL},
	{"MVR", 2, NULL},
	{"MWK", 2, NULL},
	{"MXN", 2, "$"},
	{"MYR", 2, NULL},
	{"MZN", 2, NULL},
	{"NAD", 2, NULL},
	{"NGN", 2, "₦"},
	{"NIO", 2, NULL},
	{"NOK", 2, NULL},
	{"NPR", 2, NULL},
	{"NZD", 2, "$"},
	{"OMR", 3, NULL},
	{"PAB", 2, NULL},
	{"PEN", 2, NULL},
	{"PGK", 2, NULL},
	{"PHP", 2, "₱"},
	{"PKR", 2, NULL},
	{"PLN", 2, "zł"},
	{"PYG", 0, NULL},
	{"QAR", 2, NULL},
	{"RON", 2, NULL},
	{"RSD", 2, NULL},
	{"RUB", 2, NULL},
	{"RWF", 0, NULL},
	{"SAR", 2, NULL},
	{"SBD", 2, NULL},
	{"SCR", 2, NULL},
	{"SDG", 2, NULL},
	{"SEK", 2, NULL},
	{"SGD", 2, "$"},
	{"SHP", 2, NULL},
	{"SLE", 2, NULL},
	{"SOS", 2, NULL},
	{"SRD", 2, NULL},
	{"SSP", 2, NULL},
	{"STN", 2, NULL},
	{"SVC", 2, NULL},
	{"SYP", 2, NULL},
	{"SZL", 2, NULL},
	{"THB", 2, "฿"},
	{"TJS", 2, NULL},
	{"TMT", 2, NULL},
	{"TND", 3, NULL},
	{"TOP", 2, NULL},
	{"TRY", 2, "₺"},
	{"TTD", 2, "$"},
	{"TWD", 2, NULL},
	{"TZS", 2, NULL},
	{"UAH", 2, "₴"},
	{"UGX", 0, NULL},
	{"USD", 2, "$"},
	{"UYU", 2, NULL},
	{"UZS", 2, NULL},
	{"VED", 2, NULL},
	{"VES", 2, NULL},
	{"VND", 0, "₫"},
	{"VUV", 0, NULL},
	{"WST", 2, NULL},
	{"XAF", 0, NULL},
	{"XCD", 2, NULL},
	{"XCG", 2, NULL},
	{"XOF", 0, NULL},
	{"XPF", 0, NULL},
	{"YER", 2, NULL},
	{"ZAR", 2, NULL},
	{"ZMW", 2, NULL},
	{"ZWG", 2, NULL},
};

static int compare_code(const void *key, const void *row)
{
	return memcmp(key, ((const struct currency *)row)->code, 3);
}

static const struct currency *find_currency(const char *code)
{
	char key[3];

	if (code == NULL || strlen(code) != 3)
		return NULL;
	for (size_t i = 0; i < 3; i++)
		key[i] = code[i] >= 'a' && code[i] <= 'z' ? (char)(code[i] & ~0x20) : code[i];
	return bsearch(key, currencies, ARRAY_SIZE(currencies), sizeof currencies[0], compare_code);
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
