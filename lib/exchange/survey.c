/*
 * survey.c - looks, in every date and money column, for cells that can be read in one
 * way alone. They settle the others; two ways that fit are never decided in
 * silence.
 */
#include "exchange/survey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/cell.h"
#include "exchange/total.h"
#include "util/csv_cell.h"
#include "util/money.h"
#include "util/text.h"

/* The first cell that says something, with its line; line 0: none does. */
struct evidence {
	int64_t line;
	char text[48];
};

/* What was seen of one column: cells that read in one way alone, and cells that read in two. */
struct tally {
	struct evidence day_first, month_first, either_order;
	struct evidence point, comma, either_mark;
};

mct_status_t fail_csv(mct_t *m, const struct csv_fault *fault)
{
	static const mct_status_t statuses[] = {
		[CSV_FAULT_NOFILE] = MCT_NOFILE,
		[CSV_FAULT_CONTENT] = MCT_INVALID,
		[CSV_FAULT_SYSTEM] = MCT_ERROR,
		[CSV_FAULT_NOMEM] = MCT_NOMEM,
		[CSV_FAULT_STOPPED] = MCT_INTERRUPTED,
	};

	if (fault->kind == CSV_FAULT_STOPPED)
		return handle_go_on(m);
	fail(m, statuses[fault->kind], fault->hint, "%s", fault->message);
	m->error.line = fault->line;
	return m->error.status;
}

/* ---- tallying -------------------------------------------------------------------------------- */

static void note(struct evidence *e, const char *s, size_t n, int64_t line)
{
	if (e->line > 0)
		return;
	e->line = line;
	snprintf(e->text, sizeof e->text, "%.*s", (int)(n < 40 ? n : 40), s);
}

static void tally_date(struct tally *t, const char *s, size_t n, int64_t line, bool *time_in_date)
{
	struct date_cell cell;
	unsigned orders = date_read_cell(s, n, &cell);

	*time_in_date = *time_in_date || (orders != 0 && cell.minute != MINUTE_NONE);
	if (orders == 0 || cell.dmy == cell.mdy)
		return;
	note(cell.mdy == DATE_NONE              ? &t->day_first
			: cell.dmy == DATE_NONE ? &t->month_first
						: &t->either_order,
		s, n, line);
}

static void tally_money(struct tally *t, const char *s, size_t n, int64_t line, int digits)
{
	struct money_cell cell;
	unsigned marks = money_read_cell(s, n, digits, &cell);

	if (marks == MONEY_MARK_NONE)
		return;
	if (money_cell_is_doubtful(&cell, marks))
		note(&t->either_mark, s, n, line);
	else if (marks != MONEY_MARK_ANY)
		note(marks == MONEY_MARK_POINT ? &t->point : &t->comma, s, n, line);
}

struct tallying {
	struct mapping *map;
	struct tally *tallies;
	int digits;
	bool time_in_date;
};

static mct_status_t tally_row(mct_t *m, struct tallying *ty, const struct csv_row *row)
{
	for (size_t i = 0; i < row->count && i < ty->map->count; i++) {
		struct column *column = &ty->map->columns[i];
		const mct_field_t *f = &ty->map->e->fields[column->is.field];
		const char *s = row->cells[i];
		size_t n = row->lengths[i];

		if (n == 0)
			continue;
		if (column->mapped)
			cell_unguard(f, &s, &n);
		else
			csv_unguard(&s, &n);
		if (column->example == NULL) {
			column->example = strndup(s, n);
			if (column->example == NULL)
				return fail_nomem(m);
		}
		if (!column->mapped || (f->type != MCT_TYPE_DATE && f->type != MCT_TYPE_MONEY))
			continue;
		if (f->type == MCT_TYPE_DATE)
			tally_date(&ty->tallies[i], s, n, row->line, &ty->time_in_date);
		else
			tally_money(&ty->tallies[i], s, n, row->line, ty->digits);
	}
	return MCT_OK;
}

/* ---- settling -------------------------------------------------------------------------------- */

/* A column in two orders was filled by two hands, or changed by a spreadsheet: what its other days
 * mean nobody can know. */
static mct_status_t refuse_mixed(mct_t *m, const struct column *column, const char *what,
	const char *option, const struct evidence *one, const struct evidence *other)
{
	struct buf hint CLEANUP(buf_free) = {0};
	bool in_order = one->line < other->line;

	buf_addf(&hint, "mend the file, or say %s: what does not fit it is then rejected", option);
	return fail(m, MCT_INVALID, buf_str(&hint),
		"the %s of column \"%s\" are written in two ways: \"%s\" on line %lld, "
		"\"%s\" on line %lld",
		what, column->heading, in_order ? one->text : other->text,
		(long long)(in_order ? one->line : other->line), in_order ? other->text : one->text,
		(long long)(in_order ? other->line : one->line));
}

static enum date_order order_of(const struct tally *t)
{
	return t->day_first.line > 0      ? DATE_ORDER_DMY
		: t->month_first.line > 0 ? DATE_ORDER_MDY
					  : DATE_ORDER_NONE;
}

static mct_status_t refuse_order(
	mct_t *m, const mct_field_t *f, const struct column *column, const struct evidence *e)
{
	struct date_cell cell;
	struct buf ways CLEANUP(buf_free) = {0};

	if (date_read_cell(e->text, strlen(e->text), &cell) != 0 && cell.dmy != DATE_NONE &&
		cell.mdy != DATE_NONE) {
		type_settle_century(m, f, &cell);
		date_to_human(cell.dmy, false, &ways);
		buf_adds(&ways, " or ");
		date_to_human(cell.mdy, false, &ways);
	}
	return fail(m, MCT_INVALID, "say --date-order dmy or --date-order mdy",
		"the dates of column \"%s\" read two ways: \"%s\" on line %lld could be %s",
		column->heading, e->text, (long long)e->line, buf_str(&ways));
}

static mct_status_t settle_dates(
	mct_t *m, struct tallying *ty, enum date_order stated, struct survey *out)
{
	enum date_order of_file = stated;

	for (size_t i = 0; i < ty->map->count && of_file == DATE_ORDER_NONE; i++)
		of_file = order_of(&ty->tallies[i]);
	if (of_file == DATE_ORDER_NONE)
		of_file = handle_date_order(m);
	for (size_t i = 0; i < ty->map->count; i++) {
		const struct tally *t = &ty->tallies[i];
		enum date_order own = stated != DATE_ORDER_NONE ? stated : order_of(t);

		if (stated == DATE_ORDER_NONE && t->day_first.line > 0 && t->month_first.line > 0)
			return refuse_mixed(m, &ty->map->columns[i], "dates",
				"--date-order dmy or --date-order mdy", &t->day_first,
				&t->month_first);
		if (own == DATE_ORDER_NONE && t->either_order.line > 0)
			own = of_file;
		if (own == DATE_ORDER_NONE && t->either_order.line > 0)
			return refuse_order(m, &ty->map->e->fields[ty->map->columns[i].is.field],
				&ty->map->columns[i], &t->either_order);
		ty->map->columns[i].how.date_order = own;
		if (order_of(t) != DATE_ORDER_NONE || t->either_order.line > 0)
			out->date_order = own;
	}
	return MCT_OK;
}

static enum money_mark_choice mark_of(const struct tally *t)
{
	return t->point.line > 0 ? MARK_POINT : t->comma.line > 0 ? MARK_COMMA : MARK_ANY;
}

static mct_status_t refuse_mark(mct_t *m, const struct column *column, const struct evidence *e)
{
	struct money_cell cell;
	struct buf ways CLEANUP(buf_free) = {0};

	if (money_read_cell(e->text, strlen(e->text), handle_money_digits(m), &cell) != 0)
		money_add_readings(&cell, mct_setting(m, "practice.currency"), &ways);
	return fail(m, MCT_INVALID, "say --decimal-mark . or --decimal-mark ,",
		"the amounts of column \"%s\" read two ways: \"%s\" on line %lld could be %s",
		column->heading, e->text, (long long)e->line, buf_str(&ways));
}

static mct_status_t settle_money(
	mct_t *m, struct tallying *ty, enum money_mark_choice stated, struct survey *out)
{
	enum money_mark_choice of_file = stated;

	for (size_t i = 0; i < ty->map->count && of_file == MARK_ANY; i++)
		of_file = mark_of(&ty->tallies[i]);
	for (size_t i = 0; i < ty->map->count; i++) {
		const struct tally *t = &ty->tallies[i];
		enum money_mark_choice own = stated != MARK_ANY ? stated : mark_of(t);

		if (stated == MARK_ANY && t->point.line > 0 && t->comma.line > 0)
			return refuse_mixed(m, &ty->map->columns[i], "amounts",
				"--decimal-mark . or --decimal-mark ,", &t->point, &t->comma);
		if (own == MARK_ANY)
			own = of_file;
		if (own == MARK_ANY && t->either_mark.line > 0)
			return refuse_mark(m, &ty->map->columns[i], &t->either_mark);
		ty->map->columns[i].how.mark = own;
		if (mark_of(t) != MARK_ANY || t->either_mark.line > 0)
			out->mark = own;
	}
	return MCT_OK;
}

mct_status_t survey_columns(mct_t *m, struct csv_reader *reader, struct mapping *map,
	enum date_order order, enum money_mark_choice mark, struct survey *out)
{
	struct tally *tallies CLEANUP(free_pointer) = calloc(map->count + 1, sizeof *tallies);
	struct tallying ty = {.map = map, .tallies = tallies, .digits = handle_money_digits(m)};
	struct csv_fault fault;
	struct csv_row row;
	enum csv_status next;
	mct_status_t st = MCT_OK;

	*out = (struct survey){0};
	if (tallies == NULL)
		return fail_nomem(m);
	while (st == MCT_OK && (next = csv_next(reader, &row, &fault)) == CSV_ROW) {
		out->rows++;
		st = handle_go_on(m);
		if (st == MCT_OK && !row_is_total(map, ty.digits, &row))
			st = tally_row(m, &ty, &row);
	}
	if (st == MCT_OK && next == CSV_FAULT)
		st = fail_csv(m, &fault);
	if (st == MCT_OK)
		st = settle_dates(m, &ty, order, out);
	if (st == MCT_OK)
		st = settle_money(m, &ty, mark, out);
	out->time_in_date = ty.time_in_date;
	return st;
}
