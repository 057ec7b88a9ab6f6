/*
 * total.c - tells the rows that sum or count the others from those of somebody who is
 * called "Summe": a total has amounts beside it, and neither a day nor a person.
 */
#include "exchange/total.h"

#include <string.h>

#include "util/date.h"
#include "util/money.h"
#include "util/text.h"

static bool is_any_of(const char *folded, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(folded, *words) == 0)
			return true;
	return false;
}

/* "2 clients", "Total: 2 rows": what is left of a folded cell is a number and what is counted, in
 * either order and each at most once. */
static bool is_count(const mct_entity_t *e, const char *folded)
{
	static const char *const nouns[] = {"row", "rows", "record", "records", "entry", "entries",
		"item", "items", "result", "results", "client", "clients", "customer", "customers",
		"patient", "patients", "appointment", "appointments", "session", "sessions",
		"visit", "visits", "kunden", "termine", "eintrage", "zeilen", NULL};
	bool number = false, noun = false;

	while (*folded != '\0') {
		size_t length = strcspn(folded, " ");
		char word[24] = "";

		if (length >= sizeof word)
			return false;
		memcpy(word, folded, length);
		folded += length + (folded[length] == ' ');
		if (!number && word[strspn(word, "0123456789")] == '\0') {
			number = true;
		} else if (!noun &&
			(is_any_of(word, nouns) || strcmp(word, e->name) == 0 ||
				strcmp(word, e->plural) == 0)) {
			noun = true;
		} else {
			return false;
		}
	}
	return true;
}

static size_t next_filled(const struct csv_row *row, size_t i)
{
	while (i < row->count && row->lengths[i] == 0)
		i++;
	return i;
}

/* A total leaves out who and when: under it there are amounts, or nothing. */
static bool may_be_sum(
	const struct mapping *map, size_t column, int digits, const char *s, size_t n)
{
	struct money_cell money;
	int minutes;

	if (column < map->count && map->columns[column].mapped) {
		switch (map->e->fields[map->columns[column].is.field].type) {
		case MCT_TYPE_NAME:
		case MCT_TYPE_REF:
		case MCT_TYPE_EMAIL:
		case MCT_TYPE_PHONE:
		case MCT_TYPE_DATE:
		case MCT_TYPE_CHOICE:
			return false;
		default:
			break;
		}
	}
	return money_read_cell(s, n, digits, &money) != MONEY_MARK_NONE ||
		minutes_read(s, n, &minutes);
}

static bool others_are_sums(
	const struct mapping *map, int digits, const struct csv_row *row, size_t first)
{
	for (size_t i = next_filled(row, first + 1); i < row->count; i = next_filled(row, i + 1))
		if (row->cells[i][strspn(row->cells[i], "-")] != '\0' &&
			!may_be_sum(map, i, digits, row->cells[i], row->lengths[i]))
			return false;
	return true;
}

bool row_is_total(const struct mapping *map, int digits, const struct csv_row *row)
{
	static const char *const words[] = {"grand total", "subtotal", "totals", "total",
		"gesamtsumme", "gesamt", "summe", "sum", NULL};
	struct buf folded CLEANUP(buf_free) = {0};
	size_t first = next_filled(row, 0);
	bool alone = next_filled(row, first + 1) >= row->count;

	/* Nearly every row is known by now not to be one. */
	if (map->is_own || first == row->count || row->lengths[first] < 3 ||
		row->lengths[first] > 40 ||
		(!alone && strchr("tTsSgG", row->cells[first][0]) == NULL))
		return false;
	if (strpbrk(row->cells[first], "<>=") != NULL || !others_are_sums(map, digits, row, first))
		return false;
	text_fold(row->cells[first], row->lengths[first], &folded);
	for (const char *const *word = words; *word != NULL; word++) {
		size_t n = strlen(*word);

		if (strncmp(buf_str(&folded), *word, n) == 0 &&
			(folded.len == n || buf_str(&folded)[n] == ' '))
			return is_count(map->e, buf_str(&folded) + n + (folded.len > n));
	}
	return alone && strchr(buf_str(&folded), ' ') != NULL && is_count(map->e, buf_str(&folded));
}
