/*
 * capacity.c - how full the practice is: the hours of a week when clients can come, those
 * that sessions take, and what somebody takes of them who comes again and again.
 */
#include <stdlib.h>

#include "practice/rhythm.h"
#include "store/statement.h"
#include "util/hours.h"

/* The days that count for the mean of a week, and for who comes again and again. */
#define LATELY "91"
#define YEAR "365"
#define REGULAR_VISITS "3"

/* What a session without a length is taken for: as long as the others. */
#define LENGTH "coalesce(minutes, (SELECT avg(minutes) FROM visit WHERE outcome = 'completed'), 60)"

/* From when on sessions are counted: since the first of all, if that was lately. */
#define SINCE                                                                                      \
	"max(date(?1, '-" LATELY " days', '+1 day'), (SELECT min(date) FROM visit"                 \
	"  WHERE outcome = 'completed'))"

static mct_status_t load_sessions(mct_t *m, const char *as_of, struct mct_capacity *c)
{
	static const char sql[] =
		"SELECT max(1.0, (julianday(?1) - julianday(" SINCE ") + 1) / 7),"
		"  (SELECT total(" LENGTH ") FROM visit WHERE outcome = 'completed'"
		"    AND date BETWEEN " SINCE " AND ?1),"
		"  (SELECT total(" LENGTH ") FROM visit WHERE outcome = 'booked'"
		"    AND date BETWEEN ?1 AND date(?1, '+6 days')),"
		"  (SELECT count(DISTINCT coalesce(therapist, '')) FROM visit"
		"    WHERE outcome = 'completed' AND date BETWEEN " SINCE " AND ?1)";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "t", as_of);
	st = statement_step(m, statement);
	if (st != MCT_ROW)
		return st;
	c->weeks = sqlite3_column_double(statement, 0);
	if (c->weeks > 0)
		c->given = (int64_t)(sqlite3_column_double(statement, 1) / c->weeks + 0.5);
	c->booked = sqlite3_column_int64(statement, 2);
	c->therapists = sqlite3_column_int64(statement, 3);
	return MCT_OK;
}

#define TENTHS 10

/* The middle of what each takes of a week, from her first session of the year on. */
static mct_status_t load_regulars(mct_t *m, const char *as_of, struct mct_capacity *c)
{
	static const char sql[] =
		"SELECT CAST(10 * 7 * total(" LENGTH ") / max(28, julianday(?1) + 1 - julianday("
		"    max(date(?1, '-" YEAR " days', '+1 day'), (SELECT min(first.date) FROM visit"
		"      AS first WHERE first.client_id = visit.client_id"
		"        AND first.outcome = 'completed')))) AS INTEGER), count(*) AS visits "
		"FROM visit WHERE outcome = 'completed' AND date > date(?1, '-" YEAR " days')"
		"  AND date <= ?1 GROUP BY client_id HAVING visits >= " REGULAR_VISITS;
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	int32_t *tenths CLEANUP(free_pointer) = NULL;
	size_t room = 0, n = 0;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "t", as_of);
	while ((st = statement_step(m, statement)) == MCT_ROW) {
		if (n == room) {
			int32_t *grown = realloc(tenths, (room = 2 * room + 64) * sizeof *grown);

			if (grown == NULL)
				return fail_nomem(m);
			tenths = grown;
		}
		tenths[n++] = (int32_t)sqlite3_column_int64(statement, 0);
	}
	c->regulars = (int64_t)n;
	if (n > 0)
		c->regular = (double)lower_median(tenths, n) / TENTHS;
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t mct_capacity(mct_t *m, const char *as_of, struct mct_capacity *out)
{
	struct mct_capacity c = {0};
	int64_t taken;
	int week[7];
	mct_status_t st;

	if (as_of == NULL)
		as_of = mct_today(m);
	st = load_sessions(m, as_of, &c);
	if (c.therapists == 0)
		c.therapists = 1;
	if (hours_read_week(mct_setting(m, "practice.hours"), week))
		for (int day = 0; day < 7; day++)
			c.work += week[day] * c.therapists;
	if (st == MCT_OK)
		st = load_regulars(m, as_of, &c);
	if (st != MCT_OK)
		return st;
	taken = c.given > c.booked ? c.given : c.booked;
	c.free = c.work > taken ? c.work - taken : 0;
	*out = c;
	return MCT_OK;
}
