/*
 * cohort_rows.c - mct_cohorts(): of those who first came in the same month or quarter, who
 * stayed for how long; and mct_retention(): the same of all, month by month.
 */
#include <stdlib.h>

#include "record/rows.h"
#include "report/events.h"
#include "report/span.h"
#include "report/stay.h"
#include "report/unit.h"

#define MONTH_DAYS (365.25 / 12)

/* ---- everybody's time ------------------------------------------------------------------------ */

struct stays {
	struct stay *items; /* by the first day */
	size_t count;
};

static void stays_free(struct stays *s)
{
	free(s->items);
}

static int compare_first(const void *a, const void *b)
{
	const struct stay *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

static mct_status_t stays_read(mct_t *m, int32_t since, int32_t as_of, struct stays *out)
{
	struct events events CLEANUP(events_free) = {.items = NULL};
	struct numbers_world world;
	mct_status_t st = events_read(m, as_of, GROUP_NONE, &events);
	size_t n;

	if (st != MCT_OK)
		return st;
	world = events_world(m, &events, as_of);
	out->items = malloc((events.count + 1) * sizeof *out->items);
	if (out->items == NULL)
		return fail_nomem(m);
	for (size_t i = 0; i < events.count; i += n) {
		struct stay *stay = &out->items[out->count];

		n = events_of_client(&events, i);
		out->count += stay_of(&world, events.items + i, n, stay) && stay->first >= since;
	}
	if (out->count > 0)
		qsort(out->items, out->count, sizeof *out->items, compare_first);
	return MCT_OK;
}

/* Their lifetimes in order, of those that have one; how many. `out` has room for all. */
static size_t lifetimes_of(const struct stay *stays, size_t n, struct lifetime *out)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (!stays[i].open)
			out[count++] = stays[i].lifetime;
	lifetimes_order(out, count);
	return count;
}

static void set_share(mct_rows_t *rows, size_t column, double share)
{
	const struct mct_value v = {.set = true, .number = share, .text = ""};

	row_set_value(rows, column, &v);
}

/* The last day, and the first where one is said. */
static mct_status_t read_days(
	mct_t *m, const struct mct_cohorts_query *query, int32_t *since, int32_t *as_of)
{
	mct_status_t st = span_last(m, query->as_of, as_of);

	*since = INT32_MIN;
	return st == MCT_OK ? span_first(m, query->since, *as_of, since) : st;
}

/* ---- cohorts --------------------------------------------------------------------------------- */

enum { COHORT, CLIENTS, OPEN, LOST, MONTH };

static const mct_field_t cohort_fields[] = {
	[COHORT] = {.name = "cohort",
		.title = "Cohort",
		.help = "the month or quarter of the first visit; all, for all of them",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[CLIENTS] = {.name = "clients",
		.title = "New",
		.help = "who first came then",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[OPEN] = {.name = "open",
		.title = "Open",
		.help = "those of them of whom it is too early to know anything",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[LOST] = {.name = "lost",
		.title = "Lost",
		.help = "those who have been away for too long, or have ended",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
#define STILL(months)                                                                              \
	{                                                                                          \
		.name = "month_" #months, .title = #months "m",                                    \
		.help = "the share who came for longer than " #months " months",                   \
		.type = MCT_TYPE_SHARE, .flags = MCT_FIELD_LISTED                                  \
	}
	[MONTH] = STILL(1),
	STILL(3),
	STILL(6),
	STILL(9),
	STILL(12),
	STILL(18),
	STILL(24),
	STILL(36),
};
static const int cohort_months[] = {1, 3, 6, 9, 12, 18, 24, 36};
_Static_assert(ARRAY_SIZE(cohort_months) == ARRAY_SIZE(cohort_fields) - MONTH, "a month a column");

/* What has not come yet is not known, also where all of them are lost by now. */
static mct_status_t add_cohort(mct_rows_t *rows, const char *name, const struct stay *stays,
	size_t n, int32_t as_of, struct lifetime *lifetimes)
{
	size_t count = lifetimes_of(stays, n, lifetimes), lost = 0;
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	for (size_t i = 0; i < count; i++)
		lost += lifetimes[i].lost;
	row_set_text(rows, COHORT, name);
	row_set_integer(rows, CLIENTS, (int64_t)n);
	row_set_integer(rows, OPEN, (int64_t)(n - count));
	row_set_integer(rows, LOST, (int64_t)lost);
	for (size_t i = 0; i < ARRAY_SIZE(cohort_months); i++) {
		double days = cohort_months[i] * MONTH_DAYS;
		struct survival s = survival_at(lifetimes, count, days);

		if (s.known && days <= as_of - stays[0].first)
			set_share(rows, MONTH + i, s.share);
	}
	return MCT_OK;
}

/* A month in which nobody first came has no row. */
static mct_status_t add_cohorts(
	mct_t *m, const struct stays *s, enum unit unit, int32_t as_of, mct_rows_t *rows)
{
	struct lifetime *lifetimes CLEANUP(free_pointer) =
		malloc((s->count + 1) * sizeof *lifetimes);
	mct_status_t st = lifetimes != NULL ? MCT_OK : fail_nomem(m);
	char name[32];

	for (size_t i = 0, next; st == MCT_OK && i < s->count; i = next) {
		int32_t begin = unit_begin(unit, s->items[i].first);
		int32_t end = unit_after(unit, begin, 1);

		unit_name(unit, begin, name);
		for (next = i; next < s->count && s->items[next].first < end; next++)
			;
		st = add_cohort(rows, name, s->items + i, next - i, as_of, lifetimes);
	}
	if (st == MCT_OK && s->count > 0)
		st = add_cohort(rows, "all", s->items, s->count, as_of, lifetimes);
	return st;
}

mct_status_t mct_cohorts(mct_t *m, const struct mct_cohorts_query *query, mct_rows_t **out)
{
	struct stays stays CLEANUP(stays_free) = {.items = NULL};
	bool by_quarter = query->by != NULL && strcmp(query->by, "quarter") == 0;
	mct_rows_t *rows = NULL;
	int32_t since, as_of;
	mct_status_t st;

	if (query->by != NULL && !by_quarter && strcmp(query->by, "month") != 0)
		return fail(m, MCT_INVALID, "month or quarter",
			"clients cannot be put together by \"%s\"", query->by);
	st = read_days(m, query, &since, &as_of);
	if (st == MCT_OK)
		st = stays_read(m, since, as_of, &stays);
	if (st == MCT_OK)
		st = rows_of_table(m, cohort_fields, ARRAY_SIZE(cohort_fields), &rows);
	if (st == MCT_OK)
		st = add_cohorts(m, &stays, by_quarter ? UNIT_QUARTER : UNIT_MONTH, as_of, rows);
	return rows_hand_out(rows, st, out);
}

/* ---- month by month -------------------------------------------------------------------------- */

#define RETENTION_MONTHS 120 /* ten years are far enough */

enum { R_MONTH, R_AT_RISK, R_LOST, R_RETENTION, R_LOW, R_HIGH };

static const mct_field_t retention_fields[] = {
	[R_MONTH] = {.name = "month",
		.title = "Months",
		.help = "months since the first visit",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[R_AT_RISK] = {.name = "at_risk",
		.title = "Known of",
		.help = "clients who were still there and are known of to then",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[R_LOST] = {.name = "lost",
		.title = "Lost",
		.help = "clients who were lost until then",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[R_RETENTION] = {.name = "retention",
		.title = "Still come",
		.help = "the share who come for longer than that",
		.type = MCT_TYPE_SHARE,
		.flags = MCT_FIELD_LISTED},
	[R_LOW] = {.name = "low",
		.title = "Low",
		.help = "in one of ten it is less",
		.type = MCT_TYPE_SHARE,
		.flags = MCT_FIELD_LISTED},
	[R_HIGH] = {.name = "high",
		.title = "High",
		.help = "in one of ten it is more",
		.type = MCT_TYPE_SHARE,
		.flags = MCT_FIELD_LISTED},
};

static mct_status_t add_months(mct_t *m, const struct stays *stays, mct_rows_t *rows)
{
	struct lifetime *lifetimes CLEANUP(free_pointer) =
		malloc((stays->count + 1) * sizeof *lifetimes);
	size_t n;
	mct_status_t st = MCT_OK;

	if (lifetimes == NULL)
		return fail_nomem(m);
	n = lifetimes_of(stays->items, stays->count, lifetimes);
	for (int month = 0; st == MCT_OK && month <= RETENTION_MONTHS; month++) {
		struct survival s = survival_at(lifetimes, n, month * MONTH_DAYS);

		if (!s.known)
			break;
		st = row_add(rows);
		if (st != MCT_OK)
			break;
		row_set_integer(rows, R_MONTH, month);
		row_set_integer(rows, R_AT_RISK, (int64_t)s.at_risk);
		row_set_integer(rows, R_LOST, (int64_t)s.lost);
		set_share(rows, R_RETENTION, s.share);
		set_share(rows, R_LOW, s.low);
		set_share(rows, R_HIGH, s.high);
		if (s.share <= 0)
			break;
	}
	return st;
}

mct_status_t mct_retention(mct_t *m, const struct mct_cohorts_query *query, mct_rows_t **out)
{
	struct stays stays CLEANUP(stays_free) = {.items = NULL};
	mct_rows_t *rows = NULL;
	int32_t since, as_of;
	mct_status_t st = read_days(m, query, &since, &as_of);

	if (st == MCT_OK)
		st = stays_read(m, since, as_of, &stays);
	if (st == MCT_OK)
		st = rows_of_table(m, retention_fields, ARRAY_SIZE(retention_fields), &rows);
	if (st == MCT_OK)
		st = add_months(m, &stays, rows);
	return rows_hand_out(rows, st, out);
}
