/*
 * rows_sort.c - orders a list in memory by any of its columns, as SQL would: unset
 * values last, names by their folded form, equal rows as they were.
 */
#include <stdlib.h>
#include <string.h>

#include "record/filter.h"
#include "record/rows.h"
#include "record/type.h"
#include "util/text.h"

#define KEYS_MAX 16

struct key {
	size_t column;
	bool descending, folded;
};

struct order {
	const mct_rows_t *rows;
	struct key keys[KEYS_MAX];
	size_t key_count;
	char **folded; /* per row, of the first folded key; or NULL */
	size_t folded_column;
};

static void order_free(struct order *order)
{
	for (size_t i = 0; order->folded != NULL && i < order->rows->count; i++)
		free(order->folded[i]);
	free(order->folded);
}

/* ---- the keys -------------------------------------------------------------------------------- */

static mct_status_t fail_no_column(const mct_rows_t *rows, const char *what, const char *name)
{
	const char *names[80];
	size_t n = 0;

	for (; n < rows->width && n + 1 < ARRAY_SIZE(names); n++)
		names[n] = rows->columns[n]->name;
	names[n] = NULL;
	return fail_no_name(rows->m, what, names, name);
}

static mct_status_t add_key(struct order *order, const char *what, const char *word)
{
	const mct_rows_t *rows = order->rows;
	bool descending = *word == '-';

	for (size_t i = 0; i < rows->width; i++) {
		if (strcmp(rows->columns[i]->name, word + descending) != 0)
			continue;
		if (order->key_count < KEYS_MAX)
			order->keys[order->key_count++] = (struct key){i, descending,
				rows->columns[i]->type == MCT_TYPE_NAME ||
					rows->columns[i]->type == MCT_TYPE_REF};
		return MCT_OK;
	}
	return fail_no_column(rows, what, word + descending);
}

static mct_status_t read_keys(struct order *order, const char *what, const char *sort)
{
	char *copy CLEANUP(free_pointer) = strdup(sort);
	mct_status_t st = MCT_OK;
	char *rest;

	if (copy == NULL)
		return fail_nomem(order->rows->m);
	for (char *word = strtok_r(copy, ",", &rest); st == MCT_OK && word != NULL;
		word = strtok_r(NULL, ",", &rest))
		st = add_key(order, what, word);
	return st;
}

/* Names are folded once, not at every comparison. */
static mct_status_t fold_names(struct order *order)
{
	const mct_rows_t *rows = order->rows;
	size_t k = 0;

	while (k < order->key_count && !order->keys[k].folded)
		k++;
	if (k == order->key_count)
		return MCT_OK;
	order->folded_column = order->keys[k].column;
	order->folded = calloc(rows->count + 1, sizeof *order->folded);
	for (size_t i = 0; order->folded != NULL && i < rows->count; i++) {
		const struct mct_value *v = &rows->cells[i * rows->width + order->folded_column];
		struct buf key = {0};

		text_fold(v->text, v->length, &key);
		order->folded[i] = buf_take(&key);
		if (order->folded[i] == NULL)
			return fail_nomem(rows->m);
	}
	return order->folded != NULL ? MCT_OK : fail_nomem(rows->m);
}

/* ---- comparing ------------------------------------------------------------------------------- */

static int compare_values(
	const mct_field_t *f, const struct mct_value *a, const struct mct_value *b)
{
	switch (type_of(f->type)->storage) {
	case STORE_TEXT:
		return strcmp(a->text, b->text);
	case STORE_REAL:
		return (a->number > b->number) - (a->number < b->number);
	default:
		return (a->integer > b->integer) - (a->integer < b->integer);
	}
}

static int compare_rows(const void *a, const void *b, void *user)
{
	const struct order *order = user;
	const mct_rows_t *rows = order->rows;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;

	for (size_t k = 0; k < order->key_count; k++) {
		const struct key *key = &order->keys[k];
		const struct mct_value *x = &rows->cells[i * rows->width + key->column];
		const struct mct_value *y = &rows->cells[j * rows->width + key->column];
		int by;

		if (x->set != y->set)
			return x->set ? -1 : 1;
		by = key->folded && key->column == order->folded_column
			? strcmp(order->folded[i], order->folded[j])
			: compare_values(rows->columns[key->column], x, y);
		if (by != 0)
			return key->descending ? -by : by;
	}
	return i < j ? -1 : i > j;
}

/* ---- moving ---------------------------------------------------------------------------------- */

static mct_status_t move_rows(mct_rows_t *rows, const size_t *places)
{
	size_t bytes = rows->width * sizeof *rows->cells;
	struct mct_value *cells = malloc((rows->count + 1) * bytes);

	if (cells == NULL)
		return fail_nomem(rows->m);
	for (size_t i = 0; i < rows->count; i++)
		memcpy(cells + i * rows->width, rows->cells + places[i] * rows->width, bytes);
	free(rows->cells);
	rows->cells = cells;
	rows->capacity = rows->count + 1;
	return MCT_OK;
}

mct_status_t rows_sort(mct_rows_t *rows, const char *what, const char *sort)
{
	struct order order CLEANUP(order_free) = {.rows = rows};
	size_t *places CLEANUP(free_pointer) = malloc((rows->count + 1) * sizeof *places);
	mct_status_t st;

	if (places == NULL)
		return fail_nomem(rows->m);
	st = read_keys(&order, what, sort);
	if (st == MCT_OK)
		st = fold_names(&order);
	if (st != MCT_OK)
		return st;
	for (size_t i = 0; i < rows->count; i++)
		places[i] = i;
	qsort_r(places, rows->count, sizeof *places, compare_rows, &order);
	return move_rows(rows, places);
}

void rows_limit(mct_rows_t *rows, size_t n)
{
	if (n < rows->count)
		rows->count = n;
}
