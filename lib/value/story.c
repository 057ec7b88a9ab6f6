/*
 * story.c - what there is to tell of one client beside her figures: what she brought year
 * by year, what was when, and whom she sent.
 */
#include <string.h>

#include "practice/missed.h"
#include "practice/rhythm.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"
#include "value/rhythms.h"

/* What a visit brought: when it took place its price and tip, when it was missed what was charged.
 */
#define BROUGHT                                                                                    \
	"iif(outcome = 'completed', coalesce(price, 0) + coalesce(tip, 0),"                        \
	"  iif(missed_fee = '" MISSED_CHARGED "', coalesce(price, 0), 0))"
#define COUNTED "outcome IN ('completed', 'no_show', 'late_cancel')"

static mct_status_t read_day(mct_t *m, const char *as_of, const char **iso, int32_t *day)
{
	*iso = as_of != NULL ? as_of : mct_today(m);
	*day = date_from_iso(*iso, strlen(*iso));
	if (*day != DATE_NONE)
		return MCT_OK;
	return fail(m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date", *iso);
}

/* ---- year by year ---------------------------------------------------------------------------- */

static const mct_field_t year_fields[] = {
	{.name = "year",
		.title = "Year",
		.help = "the year",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	{.name = "visits",
		.title = "Visits",
		.help = "completed visits",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	{.name = "minutes",
		.title = "Min",
		.help = "minutes of work",
		.type = MCT_TYPE_MINUTES,
		.flags = MCT_FIELD_LISTED},
	{.name = "paid",
		.title = "Paid",
		.help = "prices of her completed visits",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	{.name = "tips",
		.title = "Tips",
		.help = "what she gave on top",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	{.name = "fees",
		.title = "Fees",
		.help = "what was charged for missed sessions",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	{.name = "total",
		.title = "In all",
		.help = "all three together",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
};

mct_status_t mct_value_years(mct_t *m, int64_t client, const char *as_of, mct_rows_t **out)
{
	static const char sql[] =
		"SELECT CAST(substr(date, 1, 4) AS INTEGER) AS year, sum(outcome = 'completed'),"
		"  sum(iif(outcome = 'completed', coalesce(minutes, 0), 0)),"
		"  sum(iif(outcome = 'completed', coalesce(price, 0), 0)),"
		"  sum(iif(outcome = 'completed', coalesce(tip, 0), 0)),"
		"  sum(iif(outcome <> 'completed', " BROUGHT ", 0)), sum(" BROUGHT ") "
		"FROM visit WHERE client_id = ?1 AND date <= ?2 AND " COUNTED
		" GROUP BY year ORDER BY year";
	sqlite3_stmt *statement;
	const char *iso;
	int32_t day;
	mct_status_t st = read_day(m, as_of, &iso, &day);

	if (st == MCT_OK)
		st = statement_prepare(m, sql, &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_int64(statement, 1, client);
	sqlite3_bind_text(statement, 2, iso, -1, SQLITE_TRANSIENT);
	return rows_of_query(m, statement, year_fields, ARRAY_SIZE(year_fields), out);
}

/* ---- whom she sent --------------------------------------------------------------------------- */

static const mct_field_t sent_fields[] = {
	{.name = "client",
		.title = "Client",
		.help = "whom she sent",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	{.name = "date",
		.title = "On",
		.help = "the day on which she sent her",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	{.name = "visits",
		.title = "Visits",
		.help = "completed visits of hers",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	{.name = "total",
		.title = "So far",
		.help = "what she has been worth",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
};

/* Those whom nobody sent before her; as sums.c counts them. */
mct_status_t mct_value_sent(mct_t *m, int64_t client, const char *as_of, mct_rows_t **out)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	const char *iso;
	int32_t day;
	mct_status_t st = read_day(m, as_of, &iso, &day);

	buf_adds(&sql, "SELECT ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql,
		", referral.date,"
		"  (SELECT count(*) FROM visit WHERE client_id = contact.id"
		"   AND outcome = 'completed' AND date <= ?2),"
		"  (SELECT coalesce(sum(" BROUGHT "), 0) FROM visit WHERE client_id = contact.id"
		"   AND " COUNTED " AND date <= ?2) AS total "
		"FROM referral JOIN contact ON contact.id = referral.client_id "
		"WHERE referral.referrer_id = ?1 AND referral.id ="
		"  (SELECT id FROM referral AS r WHERE r.client_id = referral.client_id"
		"   AND r.direction = 'in' AND r.referrer_id IS NOT NULL AND r.date <= ?2"
		"   ORDER BY r.date, r.id LIMIT 1) "
		"ORDER BY total DESC, referral.date, referral.id");
	if (st == MCT_OK)
		st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_int64(statement, 1, client);
	sqlite3_bind_text(statement, 2, iso, -1, SQLITE_TRANSIENT);
	return rows_of_query(m, statement, sent_fields, ARRAY_SIZE(sent_fields), out);
}

/* ---- what was when --------------------------------------------------------------------------- */

enum { WHAT, SINCE, UNTIL };

static const char *const happenings[] = {"came", "missed", "booked", "paused", "overdue", NULL};
enum happening { CAME, MISSED, BOOKED, PAUSED, OVERDUE };

static const mct_field_t day_fields[] = {
	[WHAT] = {.name = "what",
		.title = "What",
		.help = "came, missed, booked, paused or overdue",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = happenings},
	[SINCE] = {.name = "since",
		.title = "From",
		.help = "its first day",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[UNTIL] = {.name = "until",
		.title = "To",
		.help = "its last day",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
};

struct telling {
	mct_t *m;
	int64_t client;
	const char *iso;
	int32_t day;
	struct visit_log log;
	struct suspensions pauses;
	struct rhythms rhythms;
	mct_rows_t *rows;
};

static void telling_clear(struct telling *t)
{
	visit_log_free(&t->log);
	suspensions_free(&t->pauses);
	rhythms_free(&t->rhythms);
}

static mct_status_t add_days(struct telling *t, enum happening what, int32_t since, int32_t until)
{
	char iso[11];
	mct_status_t st = row_add(t->rows);

	if (st != MCT_OK)
		return st;
	row_set_text(t->rows, WHAT, happenings[what]);
	date_to_iso(since, iso);
	row_set_text(t->rows, SINCE, iso);
	date_to_iso(until, iso);
	row_set_text(t->rows, UNTIL, iso);
	return MCT_OK;
}

static enum happening happening_of(const char *outcome)
{
	if (strcmp(outcome, "completed") == 0)
		return CAME;
	return strcmp(outcome, "booked") == 0 ? BOOKED : MISSED;
}

static mct_status_t add_visits(struct telling *t)
{
	static const char sql[] =
		"SELECT outcome, date FROM visit WHERE client_id = ?1"
		"  AND (" COUNTED " AND date <= ?2 OR outcome = 'booked' AND date >= ?2) "
		"ORDER BY date, time, id";
	sqlite3_stmt *visit CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(t->m, sql, &visit);

	if (st == MCT_OK)
		statement_bind(visit, "it", t->client, t->iso);
	while (st == MCT_OK && (st = statement_step(t->m, visit)) == MCT_ROW) {
		int32_t day = statement_day(visit, 1, DATE_NONE);

		st = add_days(
			t, happening_of((const char *)sqlite3_column_text(visit, 0)), day, day);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t add_pauses(struct telling *t)
{
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < t->pauses.count; i++) {
		const struct pause *p = &t->pauses.items[i];
		int32_t last = p->open || p->until > t->day ? t->day : p->until - 1;

		if (p->client == t->client && last >= p->since)
			st = add_days(t, PAUSED, p->since, last);
	}
	return st;
}

/* Nobody is overdue who pauses, or has ended. */
static mct_status_t tell_rhythm(struct telling *t, struct mct_rhythm *out)
{
	static const char sql[] = "SELECT 1 FROM client WHERE id = ?1 AND status <> 'active'";
	const struct client_rhythm *r = rhythms_find(&t->rhythms, t->client);
	int64_t one;
	int32_t due;
	mct_status_t st = query_integer(t->m, &one, sql, "i", t->client);

	*out = (struct mct_rhythm){.days = t->rhythms.usual};
	if (r == NULL)
		return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
	due = r->last + r->days + suspended_days(&t->pauses, t->client, r->last, t->day);
	out->days = r->days;
	out->own = r->intervals >= RHYTHM_OWN;
	out->over = t->day - due;
	date_to_iso(due, out->due);
	if (st != MCT_DONE)
		return st == MCT_ROW ? MCT_OK : st;
	return due < t->day && open_pause(&t->pauses, t->client) == NULL
		? add_days(t, OVERDUE, due + 1, t->day)
		: MCT_OK;
}

mct_status_t mct_value_days(
	mct_t *m, int64_t client, const char *as_of, struct mct_rhythm *rhythm, mct_rows_t **out)
{
	struct telling t CLEANUP(telling_clear) = {.m = m, .client = client};
	struct mct_rhythm told = {0};
	mct_status_t st = read_day(m, as_of, &t.iso, &t.day);

	if (st == MCT_OK)
		st = visit_log_read(m, t.day, &t.log);
	if (st == MCT_OK)
		st = suspensions_load(m, t.day, &t.pauses);
	if (st == MCT_OK)
		st = rhythms_read(m, &t.log, &t.pauses, &t.rhythms);
	if (st == MCT_OK)
		st = rows_of_table(m, day_fields, ARRAY_SIZE(day_fields), &t.rows);
	if (st == MCT_OK)
		st = add_visits(&t);
	if (st == MCT_OK)
		st = add_pauses(&t);
	if (st == MCT_OK)
		st = tell_rhythm(&t, &told);
	st = rows_hand_out(t.rows, st, out);
	if (st == MCT_OK)
		*rhythm = told;
	return st;
}
