/*
 * partner_best.c - the one great alliance: which partner could fill the free hours soonest,
 * reckoned from how many they tell, how often, and what came of it so far. The
 * arithmetic is explained in mct-partner(1).
 */
#include <math.h>

#include "partners/partner_sql.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"

static const char *const levels[] = {"primary", "secondary", NULL};
/* Whose figures say how many come of those who are told: the partner's own, those of all partners
 * together. */
static const char *const froms[] = {"own", "all", NULL};

static const mct_field_t fields[] = {
	[MCT_BEST_PARTNER] = {.name = "partner",
		.title = "Partner",
		.help = "who",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[MCT_BEST_LEVEL] = {.name = "level",
		.title = "Level",
		.help = "primary or secondary",
		.type = MCT_TYPE_CHOICE,
		.choices = levels},
	[MCT_BEST_PERP] = {.name = "perp",
		.title = "PERP",
		.help = "the four qualities, 0 to 3; a point is not known",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BEST_REACH] = {.name = "reach",
		.title = "Reach",
		.help = "how many customers, members or patients they have",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BEST_TIMES] = {.name = "times",
		.title = "Times",
		.help = "how often a year each of these is told of you",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[MCT_BEST_TOLD] = {.name = "told",
		.title = "Told a year",
		.help = "reach times times",
		.type = MCT_TYPE_COUNT},
	[MCT_BEST_SENT] = {.name = "sent",
		.title = "Sent",
		.help = "how many clients they sent you so far",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BEST_STAYED] = {.name = "stayed",
		.title = "Stayed",
		.help = "how many of them came three times or more",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BEST_SENT_A_YEAR] = {.name = "sent_a_year",
		.title = "A year",
		.help = "how many they send you a year, or could send you",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	[MCT_BEST_PER_1000] = {.name = "per_1000",
		.title = "Of 1000",
		.help = "how many come of a thousand who are told",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[MCT_BEST_STAY_SHARE] = {.name = "stay_share",
		.title = "Stay",
		.help = "the share of those sent who stay",
		.type = MCT_TYPE_SHARE},
	[MCT_BEST_WORTH_EACH] = {.name = "worth_each",
		.title = "Worth each",
		.help = "what each of those sent has paid so far, with tips",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED},
	[MCT_BEST_REGULARS] = {.name = "regulars",
		.title = "Regulars needed",
		.help = "how many who stay would fill your free hours",
		.type = MCT_TYPE_COUNT},
	[MCT_BEST_NEEDED] = {.name = "needed",
		.title = "Needed",
		.help = "how many they would have to send for that",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BEST_SHARE_OF_REACH] = {.name = "share_of_reach",
		.title = "Of reach",
		.help = "which share of their customers that is",
		.type = MCT_TYPE_SHARE},
	[MCT_BEST_YEARS] = {.name = "years",
		.title = "Years",
		.help = "how long that takes at this pace",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[MCT_BEST_FROM] = {.name = "from",
		.title = "From",
		.help = "own: reckoned from what they sent; all: from what all partners sent",
		.type = MCT_TYPE_CHOICE,
		.choices = froms},
	[MCT_BEST_SINCE_YEARS] = {.name = "since_years",
		.title = "Since",
		.help = "for how many years they have introduced you",
		.type = MCT_TYPE_RATIO},
	[MCT_BEST_MISSING] = {.name = "missing",
		.title = "Not known",
		.help = "what has to be known to reckon more",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
	[MCT_BEST_ID] = {.name = "id",
		.title = "Id",
		.help = "the partner's id",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

/* ---- what is known of each ------------------------------------------------------------------- */

enum { Q_ID, Q_NAME, Q_LEVEL, Q_PERP, Q_REACH, Q_TIMES, Q_SENT, Q_STAYED, Q_WORTH, Q_DAYS };

/* Whoever was sent counts once, with her sessions to the end of ?1. A system without a rhythm tells
 * everybody as they come: each once a year. They have introduced her since the first referral, the
 * first signature, or since the first system was written down. */
static const char sql_with[] =
	"WITH sent AS (SELECT partner_id, client_id, min(date) AS date FROM referral"
	"    WHERE direction = 'in' AND partner_id IS NOT NULL AND date <= ?1"
	"    GROUP BY partner_id, client_id), "
	"visited AS (SELECT client_id, count(*) AS visits,"
	"    total(coalesce(price, 0) + coalesce(tip, 0)) AS paid FROM visit"
	"    WHERE outcome = 'completed' AND date <= ?1"
	"      AND client_id IN (SELECT client_id FROM sent) GROUP BY client_id), "
	"brought AS (SELECT partner_id, count(*) AS sent, total(visits >= 3) AS stayed,"
	"    total(paid) AS worth, min(date) AS since FROM sent LEFT JOIN visited USING (client_id)"
	"    GROUP BY partner_id), "
	"told AS (SELECT partner_id, total(coalesce(365.25 / every_days, 1)) AS times,"
	"    date(min(entered_at), 'unixepoch') AS since FROM referral_system"
	"    WHERE coalesce(ended_on, '9') > ?1 GROUP BY partner_id), "
	"signed AS (SELECT partner_id, min(signed_on) AS since FROM agreement"
	"    WHERE signed_on IS NOT NULL GROUP BY partner_id) ";
#define PERP_OF_PARTNER PARTNER_PERP("partner.id")
static const char sql_select[] =
	", level, " PERP_OF_PARTNER ", reach, times, coalesce(sent, 0),"
	"  CAST(coalesce(stayed, 0) AS INTEGER), CAST(coalesce(worth, 0) AS INTEGER),"
	"  julianday(?1) - julianday(min(coalesce(brought.since, ?1),"
	"    coalesce(told.since, ?1), coalesce(signed.since, ?1), ?1)) "
	"FROM partner JOIN contact USING (id)"
	"  LEFT JOIN brought ON brought.partner_id = partner.id"
	"  LEFT JOIN told ON told.partner_id = partner.id"
	"  LEFT JOIN signed ON signed.partner_id = partner.id";

/* A quarter at least: two who came in the first week are not a hundred a year. */
#define YEARS_LEAST 0.25
/* From so many sent on the share of those who stay is the partner's own. */
#define OWN_SENT 5

struct alliance {
	double reach, times, sent, stayed, years;
	bool has_reach, has_system;
};

static struct alliance read_alliance(sqlite3_stmt *q)
{
	struct alliance a = {.reach = sqlite3_column_double(q, Q_REACH),
		.times = sqlite3_column_double(q, Q_TIMES),
		.sent = sqlite3_column_double(q, Q_SENT),
		.stayed = sqlite3_column_double(q, Q_STAYED),
		.years = sqlite3_column_double(q, Q_DAYS) / 365.25,
		.has_reach = sqlite3_column_type(q, Q_REACH) != SQLITE_NULL,
		.has_system = sqlite3_column_type(q, Q_TIMES) != SQLITE_NULL};

	if (a.years < YEARS_LEAST)
		a.years = YEARS_LEAST;
	return a;
}

/* All partners together. */
struct totals {
	double sent, stayed, sent_a_year, told;
};

static void add_to_totals(const struct alliance *a, struct totals *t)
{
	t->sent += a->sent;
	t->stayed += a->stayed;
	if (a->sent == 0 || a->reach * a->times == 0)
		return;
	t->sent_a_year += a->sent / a->years;
	t->told += a->reach * a->times;
}

/* ---- what follows ---------------------------------------------------------------------------- */

static void set_ratio(mct_rows_t *rows, size_t column, double number)
{
	const struct mct_value v = {.set = true, .number = number, .text = ""};

	row_set_value(rows, column, &v);
}

/* What they send a year: what they have sent, or what all others' customers would do if told as
 * often. 0: not known. */
static double sent_a_year(mct_rows_t *rows, const struct alliance *a, const struct totals *t)
{
	double told = a->reach * a->times, each = 0;

	if (told > 0) {
		row_set_integer(rows, MCT_BEST_TOLD, (int64_t)(told + 0.5));
		each = a->sent > 0    ? a->sent / a->years / told
			: t->told > 0 ? t->sent_a_year / t->told
				      : 0;
	}
	if (each > 0)
		set_ratio(rows, MCT_BEST_PER_1000, 1000 * each);
	if (a->sent > 0 || each > 0)
		row_set_text(rows, MCT_BEST_FROM, a->sent > 0 ? "own" : "all");
	return a->sent > 0 ? a->sent / a->years : told * each;
}

static double stay_share(const struct alliance *a, const struct totals *t)
{
	if (a->sent >= OWN_SENT)
		return a->stayed / a->sent;
	return t->sent > 0 ? t->stayed / t->sent : 0;
}

static void note_missing(mct_rows_t *rows, const struct alliance *a, double pace, double share,
	const struct mct_capacity *c)
{
	struct buf missing CLEANUP(buf_free) = {0};

	if (!a->has_reach)
		buf_adds(&missing, "; how many customers they have");
	if (!a->has_system)
		buf_adds(&missing, "; by which system they introduce you");
	if (pace == 0 && a->has_reach && a->has_system)
		buf_adds(&missing, "; how many come of those who are told: nobody was sent yet");
	if (pace > 0 && share == 0)
		buf_adds(&missing, "; how many stay: nobody has come three times yet");
	if (c->work > 0 && c->regulars == 0)
		buf_adds(&missing, "; what a regular takes of a week");
	if (missing.len > 2)
		row_set_text(rows, MCT_BEST_MISSING, buf_str(&missing) + 2);
}

static void reckon(mct_rows_t *rows, const struct alliance *a, const struct totals *t,
	const struct mct_capacity *c)
{
	double pace = sent_a_year(rows, a, t), share = stay_share(a, t), needed;

	if (pace > 0)
		set_ratio(rows, MCT_BEST_SENT_A_YEAR, pace);
	if (share > 0)
		set_ratio(rows, MCT_BEST_STAY_SHARE, share);
	note_missing(rows, a, pace, share, c);
	if (c->free == 0 || c->regular <= 0)
		return;
	row_set_integer(rows, MCT_BEST_REGULARS, (int64_t)ceil((double)c->free / c->regular));
	if (share == 0)
		return;
	needed = ceil(ceil((double)c->free / c->regular) / share);
	row_set_integer(rows, MCT_BEST_NEEDED, (int64_t)needed);
	if (a->reach > 0)
		set_ratio(rows, MCT_BEST_SHARE_OF_REACH, needed / a->reach);
	if (pace > 0)
		set_ratio(rows, MCT_BEST_YEARS, needed / pace);
}

static mct_status_t add_row(
	mct_rows_t *rows, sqlite3_stmt *q, const struct totals *t, const struct mct_capacity *c)
{
	const struct alliance a = read_alliance(q);
	struct buf id CLEANUP(buf_free) = {0};
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	buf_addf(&id, "p%lld", (long long)sqlite3_column_int64(q, Q_ID));
	row_set_text(rows, MCT_BEST_PARTNER, (const char *)sqlite3_column_text(q, Q_NAME));
	row_set_text(rows, MCT_BEST_LEVEL, (const char *)sqlite3_column_text(q, Q_LEVEL));
	row_set_text(rows, MCT_BEST_PERP, (const char *)sqlite3_column_text(q, Q_PERP));
	row_set_text(rows, MCT_BEST_ID, buf_str(&id));
	if (a.has_reach)
		row_set_integer(rows, MCT_BEST_REACH, (int64_t)a.reach);
	if (a.has_system)
		set_ratio(rows, MCT_BEST_TIMES, a.times);
	row_set_integer(rows, MCT_BEST_SENT, (int64_t)a.sent);
	row_set_integer(rows, MCT_BEST_STAYED, (int64_t)a.stayed);
	if (a.sent > 0 || a.has_system)
		set_ratio(rows, MCT_BEST_SINCE_YEARS, a.years);
	if (a.sent > 0)
		row_set_integer(rows, MCT_BEST_WORTH_EACH,
			(int64_t)(sqlite3_column_double(q, Q_WORTH) / a.sent + 0.5));
	reckon(rows, &a, t, c);
	return MCT_OK;
}

/* Once over all of them for the totals, and once for the rows. */
static mct_status_t add_rows(
	mct_t *m, sqlite3_stmt *q, int64_t partner, const struct mct_capacity *c, mct_rows_t *rows)
{
	struct totals totals = {0};
	mct_status_t st;

	while ((st = statement_step(m, q)) == MCT_ROW) {
		const struct alliance a = read_alliance(q);

		add_to_totals(&a, &totals);
	}
	if (st != MCT_DONE)
		return st;
	statement_reset(q);
	while ((st = statement_step(m, q)) == MCT_ROW) {
		if (partner != 0 && partner != sqlite3_column_int64(q, Q_ID))
			continue;
		st = add_row(rows, q, &totals, c);
		if (st != MCT_OK)
			return st;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t mct_partner_best(mct_t *m, const struct mct_partner_best_query *query,
	struct mct_capacity *capacity, mct_rows_t **out)
{
	const char *as_of = query->as_of != NULL ? query->as_of : mct_today(m);
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	struct buf sql CLEANUP(buf_free) = {0};
	struct mct_capacity c;
	mct_rows_t *rows = NULL;
	mct_status_t st = mct_capacity(m, as_of, &c);

	buf_adds(&sql, sql_with);
	buf_adds(&sql, "SELECT partner.id, ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql, sql_select);
	if (st == MCT_OK)
		st = statement_prepare(m, buf_str(&sql), &statement);
	if (st == MCT_OK)
		st = rows_of_table(m, fields, ARRAY_SIZE(fields), &rows);
	if (st == MCT_OK) {
		statement_bind(statement, "t", as_of);
		st = add_rows(m, statement, query->partner, &c, rows);
	}
	if (st == MCT_OK)
		st = rows_sort(rows, "partner", "years,-sent_a_year,-reach,-perp,partner");
	st = rows_hand_out(rows, st, out);
	if (st == MCT_OK)
		*capacity = c;
	return st;
}
