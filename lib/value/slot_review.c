/*
 * slot_review.c - standing slots that would be better filled: whose, why, and by whom. Each
 * slot and each client is told once, those first where it changes most.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/rows.h"
#include "util/array.h"
#include "value/segment.h"
#include "value/slot_pool.h"

enum { SLOT, CLIENT, BECAUSE, EXPECTED, BETTER, WHY, BETTER_EXPECTED, GAIN };

static const mct_field_t fields[] = {
	[SLOT] = {.name = "slot",
		.title = "Slot",
		.help = "the day of the week and the hour",
		.type = MCT_TYPE_HOURS,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[CLIENT] = {.name = "client",
		.title = "Now",
		.help = "whose it is",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "what speaks against it",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
	[EXPECTED] = {.name = "expected_spend",
		.title = "A year",
		.help = "paid and tips to expect of her in the next twelve months",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	[BETTER] = {.name = "better",
		.title = "Better",
		.help = "who would fill it better",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[WHY] = {.name = "why",
		.title = "Why",
		.help = "why she is the one",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL | MCT_FIELD_PRIVATE},
	[BETTER_EXPECTED] = {.name = "better_spend",
		.title = "A year",
		.help = "the same of who would fill it better",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	[GAIN] = {.name = "gain",
		.title = "More",
		.help = "by how much more",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
};

#define FITS 50       /* points of fit from which she may be asked to take it */
#define MISSED_MANY 2 /* misses that speak against her, where they are one in ten or more */

/* ---- slots in question ----------------------------------------------------------------------- */

struct holder {
	const struct slot_person *person;
	struct slot slot;
};

/* Too often late, too often not come, or too seldom: what the no-show rule asks, too. */
static bool speaks_against(const struct slot_pool *pool, int64_t client, struct buf *out)
{
	const struct client_sums *c = sums_of(&pool->sums, client);
	int64_t missed = c->no_shows + c->late_cancels;
	double a_year = sums_per_year(c);

	if (c->timed > 0 && 100 * c->late > setting_number(pool->m, "noshow.late") * c->visits)
		buf_addf(out, "late for %lld of %lld", (long long)c->late, (long long)c->visits);
	if (missed >= MISSED_MANY && 10 * missed >= c->visits)
		buf_addf(out, "%smissed %lld of %lld", out->len > 0 ? "; " : "", (long long)missed,
			(long long)(c->visits + missed));
	if (a_year >= 0 && a_year < (double)setting_number(pool->m, "noshow.regular"))
		buf_addf(out, "%scomes %.1f times a year", out->len > 0 ? "; " : "", a_year);
	return out->len > 0;
}

static bool holds_slot(
	const struct slot_pool *pool, const struct slot_person *p, struct holder *out)
{
	struct standing_slot standing;
	int minutes = habit_minutes(&p->habit);

	if (!(p->active >= SEGMENT_SLIPPING) || isnan(p->expected) || p->paused ||
		open_pause(&pool->pauses, p->client) != NULL ||
		!habit_standing(&p->habit, &standing))
		return false;
	*out = (struct holder){.person = p,
		.slot = {.day = DATE_NONE,
			.weekday = standing.weekday,
			.minute = standing.minute,
			.minutes = minutes > 0 ? minutes : 60}};
	return true;
}

/* ---- who would fill it better ---------------------------------------------------------------- */

struct pair {
	const struct holder *holder;
	const struct slot_person *better;
	double gain;
};

struct pairs {
	struct holder *holders;
	size_t holder_count;
	struct pair *items;
	size_t count, capacity;
};

static void pairs_free(struct pairs *p)
{
	free(p->holders);
	free(p->items);
}

/* Who may be asked: either she wishes for it; or she is due, has nothing booked and no standing
 * slot of her own, and the time suits her. */
static bool fits(const struct slot_pool *pool, const struct slot_person *p, const struct slot *slot)
{
	struct standing_slot own;
	struct slot_standing s;

	if (p->no_calls || p->paused || open_pause(&pool->pauses, p->client) != NULL)
		return false;
	s = slot_stand(pool, p, slot);
	if (s.wish != NULL)
		return true;
	return s.over > 0 && !s.known.lost && p->active >= SEGMENT_SLIPPING && p->bookings == 0 &&
		s.points.parts[SLOT_FIT] >= FITS && !habit_standing(&p->habit, &own);
}

static bool add_pair(
	struct pairs *pairs, const struct holder *holder, const struct slot_person *better)
{
	if (!ARRAY_ROOM(pairs->items, pairs->count, pairs->capacity))
		return false;
	pairs->items[pairs->count++] =
		(struct pair){holder, better, better->expected - holder->person->expected};
	return true;
}

static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->gain < y->gain || x->gain > y->gain)
		return x->gain < y->gain ? 1 : -1;
	if (x->holder->person->client != y->holder->person->client)
		return x->holder->person->client < y->holder->person->client ? -1 : 1;
	return (x->better->client > y->better->client) - (x->better->client < y->better->client);
}

static mct_status_t find_holders(const struct slot_pool *pool, struct pairs *pairs)
{
	pairs->holders = malloc((pool->count + 1) * sizeof *pairs->holders);
	if (pairs->holders == NULL)
		return fail_nomem(pool->m);
	for (size_t i = 0; i < pool->count; i++) {
		struct buf why CLEANUP(buf_free) = {0};
		struct holder *holder = &pairs->holders[pairs->holder_count];

		if (holds_slot(pool, &pool->people[i], holder) &&
			speaks_against(pool, pool->people[i].client, &why))
			pairs->holder_count++;
	}
	return MCT_OK;
}

static mct_status_t find_pairs(const struct slot_pool *pool, struct pairs *pairs)
{
	mct_status_t st = find_holders(pool, pairs);

	if (st != MCT_OK)
		return st;
	for (size_t i = 0; i < pairs->holder_count; i++) {
		const struct holder *holder = &pairs->holders[i];

		for (size_t j = 0; j < pool->count; j++) {
			const struct slot_person *p = &pool->people[j];

			if (p != holder->person && p->expected > holder->person->expected &&
				fits(pool, p, &holder->slot) && !add_pair(pairs, holder, p))
				return fail_nomem(pool->m);
		}
	}
	if (pairs->count > 0)
		qsort(pairs->items, pairs->count, sizeof *pairs->items, compare_pairs);
	return MCT_OK;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void slot_to_text(const struct slot *slot, struct buf *out)
{
	struct hours hours = {.days = 1u << slot->weekday,
		.from = slot->minute,
		.to = slot->minute + slot->minutes};

	if (hours.to > 24 * 60)
		hours.to = 24 * 60;
	hours_to_text(&hours, out);
}

/* In whole amounts, so that the columns add up. */
static int64_t gain_of(const struct pair *pair)
{
	return llround(pair->better->expected) - llround(pair->holder->person->expected);
}

static mct_status_t add_row(const struct slot_pool *pool, const struct pair *pair, mct_rows_t *rows)
{
	const struct slot_person *now = pair->holder->person;
	const struct slot *slot = &pair->holder->slot;
	struct slot_standing s = slot_stand(pool, pair->better, slot);
	struct buf text CLEANUP(buf_free) = {0};
	struct buf because CLEANUP(buf_free) = {0};
	struct buf why CLEANUP(buf_free) = {0};
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	slot_to_text(slot, &text);
	speaks_against(pool, now->client, &because);
	slot_add_reasons(pool, &s, slot, &why);
	row_set_text(rows, SLOT, buf_str(&text));
	row_set_text(rows, CLIENT, now->name);
	row_set_text(rows, BECAUSE, buf_str(&because));
	row_set_integer(rows, EXPECTED, llround(now->expected));
	row_set_text(rows, BETTER, pair->better->name);
	row_set_text(rows, WHY, buf_str(&why));
	row_set_integer(rows, BETTER_EXPECTED, llround(pair->better->expected));
	row_set_integer(rows, GAIN, gain_of(pair));
	return text.failed || because.failed || why.failed ? fail_nomem(pool->m) : MCT_OK;
}

/* The pair that changes most, then the next of which neither is taken yet. */
static mct_status_t add_rows(
	const struct slot_pool *pool, const struct pairs *pairs, int64_t *gain, mct_rows_t *rows)
{
	bool *taken CLEANUP(free_pointer) = calloc(pool->count + 1, sizeof *taken);
	mct_status_t st = taken != NULL ? MCT_OK : fail_nomem(pool->m);

	for (size_t i = 0; st == MCT_OK && i < pairs->count; i++) {
		const struct pair *pair = &pairs->items[i];
		size_t now = (size_t)(pair->holder->person - pool->people);
		size_t better = (size_t)(pair->better - pool->people);

		if (taken[now] || taken[better])
			continue;
		taken[now] = taken[better] = true;
		*gain += gain_of(pair);
		st = add_row(pool, pair, rows);
	}
	return st;
}

mct_status_t mct_slot_review(mct_t *m, const char *as_of, int64_t *gain, mct_rows_t **out)
{
	struct slot_pool pool CLEANUP(slot_pool_free) = {0};
	struct pairs pairs CLEANUP(pairs_free) = {0};
	mct_rows_t *rows = NULL;
	int64_t sum = 0;
	mct_status_t st = slot_pool_read(m, as_of, NULL, &pool);

	if (st == MCT_OK)
		st = find_pairs(&pool, &pairs);
	if (st == MCT_OK)
		st = rows_of_table(m, fields, ARRAY_SIZE(fields), &rows);
	if (st == MCT_OK)
		st = add_rows(&pool, &pairs, &sum, rows);
	st = rows_hand_out(rows, st, out);
	if (st == MCT_OK)
		*gain = sum;
	return st;
}
