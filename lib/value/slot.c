/*
 * slot.c - whom to offer a free hour to, best first, and who is left out and why.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/rows.h"
#include "value/slot_pool.h"

enum {
	RANK,
	CLIENT,
	PHONE,
	POINTS,
	NEED,
	FIT,
	LOYALTY,
	VALUE,
	OVERDUE_DAYS,
	EXPECTED_SPEND,
	WHY,
	LEFT_OUT
};

static const mct_field_t fields[] = {
	[RANK] = {.name = "rank",
		.title = "#",
		.help = "her place; empty: she is left out",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[CLIENT] = {.name = "client",
		.title = "Client",
		.help = "whom to offer it to",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[PHONE] = {.name = "phone",
		.title = "Phone",
		.help = "her phone number",
		.type = MCT_TYPE_PHONE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[POINTS] = {.name = "points",
		.title = "Points",
		.help = "0 to 100, by your order",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[NEED] = {.name = "need",
		.title = "Need",
		.help = "0 to 100: how much she needs it",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[FIT] = {.name = "fit",
		.title = "Fit",
		.help = "0 to 100: how well the time suits her",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[LOYALTY] = {.name = "loyalty",
		.title = "Loyalty",
		.help = "0 to 100: how long and how reliably she has come",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[VALUE] = {.name = "value",
		.title = "Value",
		.help = "percent of the clients of whom less is expected",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[OVERDUE_DAYS] = {.name = "overdue_days",
		.title = "Over",
		.help = "days past due by her own rhythm, on that day",
		.type = MCT_TYPE_DAYS},
	[EXPECTED_SPEND] = {.name = "expected_spend",
		.title = "A year",
		.help = "paid and tips to expect in the next twelve months",
		.type = MCT_TYPE_MONEY},
	[WHY] = {.name = "why",
		.title = "Why",
		.help = "why she is the one",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL | MCT_FIELD_PRIVATE},
	[LEFT_OUT] = {.name = "left_out",
		.title = "Left out",
		.help = "why she is not to be offered it",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
};

/* ---- the order ------------------------------------------------------------------------------- */

static int compare_standings(const void *a, const void *b)
{
	const struct slot_standing *x = a, *y = b;

	if (x->points.all < y->points.all || x->points.all > y->points.all)
		return x->points.all < y->points.all ? 1 : -1;
	return (x->person->client > y->person->client) - (x->person->client < y->person->client);
}

struct standings {
	struct slot_standing *items;
	size_t count;
};

static void standings_free(struct standings *s)
{
	free(s->items);
}

/* Everybody who has been here, or would like to come. */
static mct_status_t judge_all(
	const struct slot_pool *pool, const struct slot *slot, struct standings *out)
{
	out->items = malloc((pool->count + 1) * sizeof *out->items);
	if (out->items == NULL)
		return fail_nomem(pool->m);
	for (size_t i = 0; i < pool->count; i++) {
		struct slot_standing s = slot_stand(pool, &pool->people[i], slot);

		if (sums_of(&pool->sums, s.person->client)->visits > 0 || s.wish != NULL)
			out->items[out->count++] = s;
	}
	qsort(out->items, out->count, sizeof *out->items, compare_standings);
	return MCT_OK;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static mct_status_t add_row(const struct slot_pool *pool, const struct slot_standing *s,
	const struct slot *slot, mct_rows_t *rows)
{
	struct buf why CLEANUP(buf_free) = {0};
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	row_set_text(rows, CLIENT, s->person->name);
	row_set_text(rows, PHONE, s->person->phone);
	row_set_integer(rows, POINTS, llround(s->points.all));
	for (int i = 0; i < SLOT_PARTS; i++)
		row_set_integer(rows, NEED + (size_t)i, llround(s->points.parts[i]));
	if (rhythms_find(&pool->rhythms, s->person->client) != NULL)
		row_set_integer(rows, OVERDUE_DAYS, s->over);
	if (!isnan(s->person->expected))
		row_set_integer(rows, EXPECTED_SPEND, llround(s->person->expected));
	slot_add_reasons(pool, s, slot, &why);
	row_set_text(rows, WHY, buf_str(&why));
	return why.failed ? fail_nomem(pool->m) : MCT_OK;
}

/* Those who may be offered it, or those who may not, up to the limit; how many there are. */
static mct_status_t add_rows(const struct slot_pool *pool, const struct standings *all,
	const struct slot *slot, const struct mct_slot_query *query, bool left_out, int64_t *count,
	mct_rows_t *rows)
{
	mct_status_t st = MCT_OK;

	*count = 0;
	for (size_t i = 0; st == MCT_OK && i < all->count; i++) {
		struct buf why CLEANUP(buf_free) = {0};
		const struct slot_standing *s = &all->items[i];
		bool gave_it_back = s->person->client == query->freed_by;

		if ((gave_it_back || slot_left_out(pool, s, slot, &why)) != left_out)
			continue;
		if (why.failed)
			return fail_nomem(pool->m);
		if (++*count > query->limit && query->limit > 0)
			continue;
		st = add_row(pool, s, slot, rows);
		if (st == MCT_OK && left_out)
			row_set_text(rows, LEFT_OUT, gave_it_back ? "it was hers" : buf_str(&why));
		else if (st == MCT_OK)
			row_set_integer(rows, RANK, *count);
	}
	return st;
}

static mct_status_t fill(struct slot_pool *pool, const struct mct_slot_query *query,
	const struct slot *slot, struct mct_slot *out, mct_rows_t *rows)
{
	struct standings all CLEANUP(standings_free) = {0};
	mct_status_t st = judge_all(pool, slot, &all);

	if (st == MCT_OK)
		st = add_rows(pool, &all, slot, query, false, &out->candidates, rows);
	if (st == MCT_OK)
		st = add_rows(pool, &all, slot, query, true, &out->left_out, rows);
	return st;
}

/* ---- the call -------------------------------------------------------------------------------- */

static mct_status_t read_slot(
	struct slot_pool *pool, const struct mct_slot_query *query, struct slot *slot)
{
	mct_t *m = pool->m;

	slot->day = date_from_iso(query->date, strlen(query->date));
	slot->minute = minute_from_text(query->time, strlen(query->time));
	if (slot->day == DATE_NONE || slot->minute == MINUTE_NONE)
		return fail(m, MCT_INVALID, "a day and a time, such as 2026-11-26 and 14:00",
			"\"%s %s\" is no time", query->date, query->time);
	if (slot->day < pool->day)
		return fail(
			m, MCT_INVALID, "name a time that is to come", "%s is over", query->date);
	slot->weekday = date_weekday(slot->day);
	slot->minutes = query->minutes > 0 ? query->minutes : slot_pool_minutes(pool);
	return MCT_OK;
}

mct_status_t mct_slot(
	mct_t *m, const struct mct_slot_query *query, struct mct_slot *slot, mct_rows_t **out)
{
	struct slot_pool pool CLEANUP(slot_pool_free) = {0};
	struct slot asked = {0};
	mct_rows_t *rows = NULL;
	mct_status_t st = slot_pool_read(m, query->as_of, query->order, &pool);

	*slot = (struct mct_slot){.minutes = 0};
	if (st == MCT_OK)
		st = read_slot(&pool, query, &asked);
	if (st == MCT_OK)
		st = rows_of_table(m, fields, ARRAY_SIZE(fields), &rows);
	if (st == MCT_OK)
		st = fill(&pool, query, &asked, slot, rows);
	st = rows_hand_out(rows, st, out);
	if (st == MCT_OK)
		slot->minutes = asked.minutes;
	return st;
}
