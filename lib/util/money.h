/*
 * money.h - amounts as whole minor units of one currency. Read from digits,
 * never through a double; ISO 4217 decides how many decimals there are.
 * No locale: how a column writes money is found from its cells.
 */
#ifndef MCT_UTIL_MONEY_H
#define MCT_UTIL_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/buf.h"

/* Which sign marks the decimals; as a mask, which readings a text allows. */
enum money_mark {
	MONEY_MARK_NONE = 0,
	MONEY_MARK_POINT = 1,
	MONEY_MARK_COMMA = 2,
	MONEY_MARK_ANY = 3
};

/* Decimals of an ISO 4217 code ("USD" 2, "JPY" 0, "KWD" 3); -1 when the code is unknown. Case
 * matters not. */
int money_digits(const char *currency);
/* "$", "€", "£", "¥"; the code itself where there is no common sign. */
const char *money_symbol(const char *currency);

/* A sign or a code beside an amount, as it was written; borrowed from the text. n 0: none. */
struct money_sign {
	const char *s;
	size_t n;
};
/* Whether amounts of a currency are written with it: "$" is of many, "US$" and "usd" are of one. */
bool money_sign_fits(const struct money_sign *sign, const char *currency);
/* "EUR", where "€" was written; the sign itself where it is of several currencies. */
void money_sign_name(const struct money_sign *sign, struct buf *out);

/*
 * An amount out of a cell or an argument. Returns the mask of marks in which the text is an amount
 * and fills both readings. Understands signs and codes at either end ($ € £ ¥ CHF USD kr zł), which
 * are told in `signs`, blanks and apostrophes (also U+2019, U+00A0, U+202F) between thousands, -5,
 * (5.00), 5-, ".50".
 * "1.200" reads two ways: 1200, or 1.20 with a zero behind it. "1.234" in a currency of two
 * decimals is an amount in one way alone, but may have been meant in the other: that mark is in
 * `excess`. In a currency of three decimals a point before three digits is theirs, since
 * money_to_text() writes so: "1.200" is POINT alone, "1,200" both; in one without decimals three
 * digits are always thousands. "85", "85.5", "85,00", "1,234.56" read one way or the same both ways
 * (then both bits are set and the amounts are equal). 0 when it is no amount.
 */
struct money_cell {
	int64_t point, comma;
	unsigned excess; /* marks in which it has more decimals than there are */
	struct money_sign signs[2];
};
unsigned money_read_cell(const char *s, size_t n, int digits, struct money_cell *out);
/* Whether what was read has two meanings. */
bool money_cell_is_doubtful(const struct money_cell *cell, unsigned marks);
/* "$80,555.00 or 80.555": both of them. */
void money_add_readings(const struct money_cell *cell, const char *currency, struct buf *out);

/* "70.00", "-5.50", "1200" (0 digits): parses back to the same amount, in every locale. */
void money_to_text(int64_t amount, int digits, struct buf *out);
/* "$2,400.00", "-$5.50", "2,400 ISK": for eyes. Whole amounts keep their decimals. */
void money_to_human(int64_t amount, const char *currency, struct buf *out);
/* False on overflow; *sum is then unchanged. */
bool money_add(int64_t *sum, int64_t amount);

#endif
