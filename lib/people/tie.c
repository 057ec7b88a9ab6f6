/*
 * tie.c - where ties are recorded: a table of sources, and the statements made of it.
 * A new kind of record that ties two people together is one more row.
 */
#include "people/tie.h"

#include "store/statement.h"

/* What is recorded besides says nothing new where the two are connected in words. */
#define NOT_CONNECTED(from, to)                                                                    \
	"NOT EXISTS (SELECT 1 FROM connection AS x WHERE x.contact_id = " from                     \
	"  AND x.other_id = " to ") AND NOT EXISTS (SELECT 1 FROM connection AS x"                 \
	"  WHERE x.contact_id = " to " AND x.other_id = " from ")"

#define REFERRED(how, whom, towards)                                                               \
	{                                                                                          \
		.table = "referral", .prefix = "r", .from = "client_id", .kind = how, .to = whom,  \
		.since = "date", .until = "NULL", .note = "note", .where = "direction = " towards  \
	}

/* Each is SQL: "from kind to". */
static const struct source {
	const char *table, *prefix, *from, *kind, *to, *since, *until, *note, *where;
} sources[] = {
	{.table = "connection",
		.prefix = "x",
		.from = "contact_id",
		.kind = "kind",
		.to = "other_id",
		.since = "since",
		.until = "until",
		.note = "note",
		.where = "1"},
	REFERRED("'sent by'", "referrer_id", "'in'"),
	REFERRED("'sent by'", "partner_id", "'in'"),
	REFERRED("'sent on to'", "partner_id", "'out'"),
	{.table = "suspension",
		.prefix = "s",
		.from = "client_id",
		.kind = "'looked after by'",
		.to = "carer_id",
		.since = "since",
		.until = "resumed_on",
		.note = "NULL",
		.where = "1"},
	{.table = "recommendation",
		.prefix = "e",
		.from = "client_id",
		.kind = "'was recommended'",
		.to = "contact_id",
		.since = "recommended_on",
		.until = "NULL",
		.note = "NULL",
		.where = "answer = 'yes' AND " NOT_CONNECTED(
			"client_id", "recommendation.contact_id")},
	{.table = "consent",
		.prefix = "k",
		.from = "client_id",
		.kind = "'in the care of'",
		.to = "guardian_id",
		.since = "given_on",
		.until = "withdrawn_on",
		.note = "NULL",
		.where = "consent.id = (SELECT max(id) FROM consent AS c"
			 "  WHERE c.client_id = consent.client_id"
			 "  AND c.guardian_id = consent.guardian_id) AND " NOT_CONNECTED(
				 "client_id", "guardian_id")},
	{.table = "fact",
		.prefix = "f",
		.from = "contact_id",
		.kind = "'spoke of'",
		.to = "about_id",
		.since = "said_on",
		.until = "NULL",
		.note = "NULL",
		.where = "closed_on IS NULL AND fact.id = (SELECT max(id) FROM fact AS f"
			 "  WHERE f.contact_id = fact.contact_id AND f.about_id = fact.about_id"
			 "  AND f.closed_on IS NULL) AND " NOT_CONNECTED(
				 "fact.contact_id", "fact.about_id")},
};

/* The columns of every statement. */
enum { PERSON, OTHER, TURNED, KIND, SINCE, UNTIL, NOTE, ID };

/* What to read of every source. */
struct reading_of {
	bool both_ways;    /* from either side; else as it is recorded */
	bool ends;         /* nothing but the two */
	const char *where; /* on person and other; "" for all */
	const char *day;   /* the parameter of a day on which it must hold; NULL: any time */
};

/* A tie of somebody with herself is none. */
static void add_source(struct buf *sql, const struct reading_of *what, size_t i, bool turned)
{
	const struct source *s = &sources[i];

	buf_addf(sql, "%sSELECT %s.%s AS person, %s.%s AS other", sql->len > 0 ? " UNION ALL " : "",
		s->table, turned ? s->to : s->from, s->table, turned ? s->from : s->to);
	if (!what->ends)
		buf_addf(sql, ", %d, %s, %s, %s, %s, '%s' || id, %zu AS source, id AS number",
			turned, s->kind, s->since, s->until, s->note, s->prefix, i);
	buf_addf(sql, " FROM %s WHERE person <> other AND %s%s", s->table, s->where, what->where);
	if (what->day != NULL)
		buf_addf(sql, " AND (%s IS NULL OR %s >= %s)", s->until, s->until, what->day);
}

static mct_status_t prepare(mct_t *m, const struct reading_of *what, sqlite3_stmt **out)
{
	struct buf sql CLEANUP(buf_free) = {0};

	for (size_t i = 0; i < ARRAY_SIZE(sources); i++)
		for (int turned = 0; turned <= what->both_ways; turned++)
			add_source(&sql, what, i, turned);
	if (what->both_ways)
		buf_adds(&sql, " ORDER BY source, number");
	return statement_prepare(m, buf_str(&sql), out);
}

mct_status_t ties_of(mct_t *m, int64_t person, sqlite3_stmt **out)
{
	static const struct reading_of what = {.both_ways = true, .where = " AND person = ?1"};
	mct_status_t st = prepare(m, &what, out);

	if (st == MCT_OK)
		statement_bind(*out, "i", person);
	return st;
}

static mct_status_t prepare_all(mct_t *m, bool ends, const char *as_of, sqlite3_stmt **out)
{
	const struct reading_of what = {.ends = ends, .where = "", .day = "?1"};
	mct_status_t st = prepare(m, &what, out);

	if (st == MCT_OK)
		sqlite3_bind_text(*out, 1, as_of, -1, SQLITE_TRANSIENT);
	return st;
}

mct_status_t ties_all(mct_t *m, const char *as_of, sqlite3_stmt **out)
{
	return prepare_all(m, false, as_of, out);
}

mct_status_t ties_ends(mct_t *m, const char *as_of, sqlite3_stmt **out)
{
	return prepare_all(m, true, as_of, out);
}

static const char *text_at(sqlite3_stmt *ties, int at)
{
	return (const char *)sqlite3_column_text(ties, at);
}

mct_status_t tie_next(mct_t *m, sqlite3_stmt *ties, struct tie *out)
{
	mct_status_t st = statement_step(m, ties);

	if (st == MCT_ROW)
		*out = (struct tie){.person = sqlite3_column_int64(ties, PERSON),
			.other = sqlite3_column_int64(ties, OTHER),
			.turned = sqlite3_column_int(ties, TURNED) != 0,
			.kind = text_at(ties, KIND),
			.since = text_at(ties, SINCE),
			.until = text_at(ties, UNTIL),
			.note = text_at(ties, NOTE),
			.id = text_at(ties, ID)};
	return st;
}

/* ---- in words -------------------------------------------------------------------------------- */

mct_status_t teller_make(mct_t *m, const char *as_of, struct teller *out)
{
	static const struct reading_of what = {
		.both_ways = true, .where = " AND person = ?1 AND other = ?2", .day = "?3"};
	mct_status_t st;

	*out = (struct teller){.m = m, .as_of = as_of};
	st = relations_load(m, &out->relations);
	if (st == MCT_OK)
		st = naming_begin(m, &out->naming);
	return st == MCT_OK ? prepare(m, &what, &out->between) : st;
}

void teller_free(struct teller *teller)
{
	relations_free(&teller->relations);
	naming_end(&teller->naming);
	statement_finish(&teller->between);
}

mct_status_t teller_between(struct teller *teller, int64_t person, int64_t other, struct tie *out)
{
	statement_reset(teller->between);
	statement_bind(teller->between, "iit", person, other, teller->as_of);
	return tie_next(teller->m, teller->between, out);
}

void teller_add_kind(struct teller *teller, const struct tie *tie, struct buf *out)
{
	if (tie->turned)
		relation_inverse(&teller->relations, tie->kind, out);
	else
		buf_adds(out, tie->kind);
}

mct_status_t teller_add_way(
	struct teller *teller, const int64_t *people, size_t count, struct buf *out)
{
	struct tie tie;
	mct_status_t st = MCT_OK;

	for (size_t i = 1; st == MCT_OK && i < count; i++) {
		st = teller_between(teller, people[i - 1], people[i], &tie);
		if (st != MCT_ROW)
			return st == MCT_DONE ? MCT_OK : st;
		buf_adds(out, i > 1 ? ", " : "");
		teller_add_kind(teller, &tie, out);
		st = naming_find(&teller->naming, people[i]);
		if (st == MCT_OK)
			buf_addf(out, " %s", naming_name(&teller->naming));
	}
	return st;
}
