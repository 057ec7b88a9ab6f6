/*
 * total.h - the rows of a list that are about its other rows.
 */
#ifndef MCT_EXCHANGE_TOTAL_H
#define MCT_EXCHANGE_TOTAL_H

#include "exchange/mapping.h"

/* A row that sums the others: its first filled cell is "TOTAL", "Summe", "Total clients: 2", or its
 * only one is "2 clients", and what stands beside it can be sums. mct's own exports have none.
 * `digits` are the decimals of the currency. */
bool row_is_total(const struct mapping *map, int digits, const struct csv_row *row);

#endif
