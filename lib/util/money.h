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

/*
 * An amount out of a cell or an argument. Returns the mask of marks in which the text is an amount
 * and fills both readings. Understands signs and codes at either end ($ € £ ¥ CHF USD kr zł),
 * blanks and apostrophes (also U+2019, U+00A0, U+202F) between thousands, -5, (5.00), 5-, ".50".
 * "1.200" reads two ways (1.20 has three digits: 1200 or 1.2): POINT reading only when no non-zero
 * digit is lost beyond `digits` decimals. In a currency of three decimals a point before three
 * digits is theirs, since money_to_text() writes so: "1.200" is POINT alone, "1,200" both. "85",
 * "85.5", "85,00", "1,234.56" read one way or the same both ways (then both bits are set and the
 * amounts are equal). 0 when it is no amount.
 */
struct money_cell {
	int64_t point, comma;
};
unsigned money_read_cell(const char *s, size_t n, int digits, struct money_cell *out);

/* "70.00", "-5.50", "1200" (0 digits): parses back to the same amount, in every locale. */
void money_to_text(int64_t amount, int digits, struct buf *out);
/* "$2,400.00", "-$5.50", "2,400 ISK": for eyes. Whole amounts keep their decimals. */
void money_to_human(int64_t amount, const char *currency, struct buf *out);
/* False on overflow; *sum is then unchanged. */
bool money_add(int64_t *sum, int64_t amount);

#endif
