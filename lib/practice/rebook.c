/*
 * rebook.c - who is due to be booked again, most worth doing first. One pass over
 * the visits in the order of clients and days; what is kept is one small row
 * a client.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "practice/rhythm.h"
#include "practice/suspension.h"
#include "people/client.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"
#include "util/array.h"

enum { CLIENT, STATUS, LAST_VISIT, RHYTHM_DAYS, DUE, OVERDUE_DAYS, PHONE, EMAIL, SAY, ID };

static const char *const status_words[] = {
	"due", "overdue", "slipping", "lost", "new", "returning", NULL};
enum { STATUS_NEW = LATENESS_LOST + 1, STATUS_RETURNING };

static const mct_field_t fields[] = {
	[CLIENT] = {.name = "client",
		.title = "Client",
		.help = "who is due",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[STATUS] = {.name = "status",
		.title = "Status",
		.help = "how late by her own rhythm",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = status_words},
	[LAST_VISIT] = {.name = "last_visit",
		.title = "Last visit",
		.help = "her last session",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[RHYTHM_DAYS] = {.name = "rhythm_days",
		.title = "Every",
		.help = "days between her visits",
		.type = MCT_TYPE_DAYS,
		.flags = MCT_FIELD_LISTED},
	[DUE] = {.name = "due",
		.title = "Due",
		.help = "the day her next visit is due",
		.type = MCT_TYPE_DATE},
	[OVERDUE_DAYS] = {.name = "overdue_days",
		.title = "Over",
		.help = "days past due; negative before",
		.type = MCT_TYPE_DAYS,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[PHONE] = {.name = "phone",
		.title = "Phone",
		.help = "her phone number",
		.type = MCT_TYPE_PHONE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[EMAIL] = {.name = "email",
		.title = "E-mail",
		.help = "her e-mail address",
		.type = MCT_TYPE_EMAIL,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[SAY] = {.name = "say",
		.title = "Say",
		.help = "what to say when you call",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
	[ID] = {.name = "id", .title = "Id", .help = "the client", .type = MCT_TYPE_TEXT},
};

/* What the pass over the visits keeps of a client. */
struct candidate {
	int64_t client;
	int32_t last; /* day of the last visit */
	struct intervals intervals;
	int64_t year_worth; /* paid and tips of the last 365 days */
	int32_t rhythm, due, over;
	int status; /* index into status_words */
	/* ended, not to be called, or booked ahead: counts for the usual rhythm alone */
	bool left_out;
	bool suspended; /* by her status; of a pause that is recorded more is known */
};

struct pass {
	mct_t *m;
	int32_t as_of, usual;
	struct suspensions suspensions;
	struct candidate *items;
	size_t count, capacity;
};

static void pass_free(struct pass *p)
{
	suspensions_free(&p->suspensions);
	free(p->items);
}

/* ---- the pass over the visits ---------------------------------------------------------------- */

static struct candidate *candidate_for(struct pass *p, int64_t client)
{
	if (p->count > 0 && p->items[p->count - 1].client == client)
		return &p->items[p->count - 1];
	if (!ARRAY_ROOM(p->items, p->count, p->capacity))
		return NULL;
	p->items[p->count] = (struct candidate){.client = client, .last = DATE_NONE};
	return &p->items[p->count++];
}

static void add_visit(struct pass *p, struct candidate *c, int32_t date, int64_t worth)
{
	int64_t client = c->client;
	int32_t days;

	if (c->last != DATE_NONE && date > c->last) {
		days = date - c->last - suspended_days(&p->suspensions, client, c->last, date);
		intervals_add(&c->intervals, days > 0 ? days : 1);
	}
	c->last = date;
	if (date > p->as_of - 365)
		c->year_worth += worth;
}

/* The days on which clients came, in order; who is not to be called is marked. */
static mct_status_t pass_over_visits(struct pass *p)
{
	static const char sql[] =
		"SELECT visit.client_id, visit.date,"
		"  coalesce(visit.price, 0) + coalesce(visit.tip, 0),"
		"  client.status = 'ended' OR client.reach_by IS 'none' OR visit.client_id IN"
		"    (SELECT client_id FROM visit WHERE outcome = 'booked' AND date >= ?1),"
		"  client.status = 'suspended' "
		"FROM visit JOIN client ON client.id = visit.client_id "
		"WHERE visit.outcome = 'completed' AND visit.date <= ?1 "
		"ORDER BY visit.client_id, visit.date";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	char iso[11];
	mct_status_t st = statement_get(p->m, sql, &statement);

	date_to_iso(p->as_of, iso);
	if (st == MCT_OK)
		statement_bind(statement, "t", iso);
	while (st == MCT_OK && (st = statement_step(p->m, statement)) == MCT_ROW) {
		int32_t date = statement_day(statement, 1, DATE_NONE);
		struct candidate *c = candidate_for(p, sqlite3_column_int64(statement, 0));

		if (c == NULL)
			return fail_nomem(p->m);
		c->left_out = sqlite3_column_int(statement, 3) != 0;
		c->suspended = sqlite3_column_int(statement, 4) != 0;
		if (date != DATE_NONE)
			add_visit(p, c, date, sqlite3_column_int64(statement, 2));
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- rhythms --------------------------------------------------------------------------------- */

/* The middle of the rhythms of those who have one; else what the practice's setting says. */
static mct_status_t find_usual(struct pass *p)
{
	int32_t *rhythms = malloc((p->count + 1) * sizeof *rhythms);
	size_t n = 0;

	if (rhythms == NULL)
		return fail_nomem(p->m);
	for (size_t i = 0; i < p->count; i++)
		if (p->items[i].intervals.count >= RHYTHM_OWN)
			rhythms[n++] = rhythm_of(&p->items[i].intervals, 0);
	p->usual = rhythm_usual(rhythms, n, mct_setting(p->m, "rebook.every"));
	free(rhythms);
	return MCT_OK;
}

static void judge(const struct pass *p, struct candidate *c)
{
	enum lateness lateness;

	c->rhythm = c->intervals.count > 0 ? rhythm_of(&c->intervals, p->usual) : p->usual;
	c->due =
		c->last + c->rhythm + suspended_days(&p->suspensions, c->client, c->last, p->as_of);
	c->over = p->as_of - c->due;
	lateness = lateness_of(c->over, c->rhythm);
	c->status =
		c->intervals.count == 0 && lateness != LATENESS_LOST ? STATUS_NEW : (int)lateness;
}

/* ---- which, and in what order ---------------------------------------------------------------- */

static bool status_wanted(const char *wanted, int status)
{
	size_t length = strlen(status_words[status]);

	for (const char *at = wanted; at != NULL; at = strchr(at, ',')) {
		at += *at == ',';
		if (strncmp(at, status_words[status], length) == 0 &&
			(at[length] == ',' || at[length] == '\0'))
			return true;
	}
	return wanted == NULL;
}

static mct_status_t check_statuses(mct_t *m, const char *wanted)
{
	for (const char *at = wanted; at != NULL && *at != '\0';
		at += strcspn(at, ",") + (at[strcspn(at, ",")] == ',')) {
		bool known = false;

		for (size_t i = 0; status_words[i] != NULL; i++)
			known = known ||
				(strncmp(at, status_words[i], strcspn(at, ",")) == 0 &&
					strlen(status_words[i]) == strcspn(at, ","));
		if (!known)
			return fail(m, MCT_INVALID, "slipping, overdue, returning, new, due, lost",
				"\"%.*s\" is not a status of the list", (int)strcspn(at, ","), at);
	}
	return MCT_OK;
}

/* Who can still be held comes before who is merely due, and who is gone comes last. */
static int urgency(int status)
{
	static const int order[] = {[LATENESS_SLIPPING] = 0,
		[LATENESS_OVERDUE] = 1,
		[STATUS_RETURNING] = 2,
		[STATUS_NEW] = 3,
		[LATENESS_DUE] = 4,
		[LATENESS_LOST] = 5};

	return order[status];
}

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->status != y->status)
		return urgency(x->status) - urgency(y->status);
	if (x->year_worth != y->year_worth)
		return x->year_worth < y->year_worth ? 1 : -1;
	if (x->over != y->over)
		return x->over < y->over ? 1 : -1;
	return x->client < y->client ? -1 : x->client > y->client;
}

/* Nobody who pauses is chased; but her return, or the day on which the therapist wanted to send a
 * word, comes up. */
static bool is_returning(
	const struct pass *p, const struct mct_rebook_query *query, struct candidate *c)
{
	const struct pause *pause = open_pause(&p->suspensions, c->client);
	int32_t last = p->as_of + 7 * query->weeks;

	if (pause == NULL)
		return false;
	c->due = pause->expected;
	if (c->due == DATE_NONE || c->due > last)
		c->due = pause->check_in > p->as_of - 7 ? pause->check_in : DATE_NONE;
	c->over = p->as_of - c->due;
	c->status = STATUS_RETURNING;
	return c->due != DATE_NONE && c->due <= last;
}

static bool is_due(const struct pass *p, const struct mct_rebook_query *query, struct candidate *c)
{
	if (c->left_out)
		return false;
	judge(p, c);
	if (c->suspended || open_pause(&p->suspensions, c->client) != NULL)
		return is_returning(p, query, c);
	return c->due <= p->as_of + 7 * query->weeks;
}

/* Keeps those who are due within the weeks, in order. */
static void select_due(struct pass *p, const struct mct_rebook_query *query)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->count; i++)
		if (is_due(p, query, &p->items[i]) &&
			status_wanted(query->statuses, p->items[i].status))
			p->items[kept++] = p->items[i];
	p->count = kept;
	if (kept > 0)
		qsort(p->items, kept, sizeof *p->items, compare_candidates);
}

/* ---- the line to say ------------------------------------------------------------------------- */

/* One line a query: what was promised, what to ask about, a birthday this week; `?2` is the day. */
static const struct {
	const char *lead, *sql;
} openings[] = {
	{"you promised: ",
		"SELECT text FROM promise "
		"WHERE client_id = ?1 AND made_by = 'me' AND closed_on IS NULL"
		"  AND promised_on <= ?2 "
		"ORDER BY promised_on DESC LIMIT 1"},
	{"ask: ",
		"SELECT text FROM fact "
		"WHERE contact_id = ?1 AND closed_on IS NULL AND coalesce(kind, '') <> 'health'"
		"  AND ask_on IS NOT NULL AND ask_on <> 'never' AND asked_on IS NULL"
		"  AND (ask_on = 'next' OR ask_on <= ?2) "
		"ORDER BY said_on DESC LIMIT 1"},
	{"birthday ",
		"SELECT day FROM ("
		"  SELECT strftime('%Y', ?2) || substr(birthday, 5) AS day FROM contact"
		"  WHERE id = ?1"
		"  UNION ALL"
		"  SELECT strftime('%Y', ?2, '+1 year') || substr(birthday, 5) FROM contact"
		"  WHERE id = ?1) "
		"WHERE day BETWEEN ?2 AND date(?2, '+6 days')"},
};

static mct_status_t add_openings(struct pass *p, int64_t client, struct buf *say)
{
	char iso[11];

	date_to_iso(p->as_of, iso);
	for (size_t i = 0; i < ARRAY_SIZE(openings); i++) {
		sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
		const char *text;
		mct_status_t st = statement_get(p->m, openings[i].sql, &statement);

		if (st != MCT_OK)
			return st;
		statement_bind(statement, "it", client, iso);
		st = statement_step(p->m, statement);
		if (st == MCT_DONE)
			continue;
		if (st != MCT_ROW)
			return st;
		text = (const char *)sqlite3_column_text(statement, 0);
		buf_adds(say, say->len > 0 ? "; " : "");
		buf_adds(say, openings[i].lead);
		if (i == ARRAY_SIZE(openings) - 1 && text != NULL &&
			date_from_iso(text, strlen(text)) != DATE_NONE)
			date_to_human(date_from_iso(text, strlen(text)), true, say);
		else
			buf_adds(say, text != NULL ? text : "");
	}
	return MCT_OK;
}

/* "expected back on Mon 7 Dec 2026, with Dr Lin till then". Why she pauses is private: the list
 * goes out by mail. */
static mct_status_t add_return(struct pass *p, const struct candidate *c, struct buf *say)
{
	static const char sql[] =
		"SELECT carer.name FROM suspension JOIN contact AS carer ON carer.id = carer_id "
		"WHERE client_id = ?1 AND since <= ?2 AND (resumed_on IS NULL OR resumed_on > ?2) "
		"ORDER BY since LIMIT 1";
	const struct pause *pause = open_pause(&p->suspensions, c->client);
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	char iso[11];
	mct_status_t st = statement_get(p->m, sql, &statement);

	if (st != MCT_OK)
		return st;
	buf_adds(say, c->due == pause->expected ? "expected back on " : "send a word on ");
	date_to_human(c->due, true, say);
	date_to_iso(p->as_of, iso);
	statement_bind(statement, "it", c->client, iso);
	st = statement_step(p->m, statement);
	if (st == MCT_ROW)
		buf_addf(say, ", with %s till then",
			(const char *)sqlite3_column_text(statement, 0));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* Without anything better: when she was here and how often she comes. */
static void add_visits(const struct candidate *c, const char *called, struct buf *say)
{
	if (c->intervals.count > 0) {
		buf_addf(say, "%s comes every ", called);
		days_to_words(c->rhythm, say);
		buf_adds(say, ", last on ");
		date_to_human(c->last, true, say);
		return;
	}
	buf_addf(say, c->status == STATUS_NEW ? "%s's first visit was " : "%s came once, on ",
		called);
	date_to_human(c->last, false, say);
	buf_adds(say, c->status == STATUS_NEW ? ": ask how she felt after it" : "");
}

static mct_status_t add_say(
	struct pass *p, const struct candidate *c, const char *called, struct buf *say)
{
	mct_status_t st = c->status == STATUS_RETURNING ? add_return(p, c, say) : MCT_OK;

	if (st == MCT_OK)
		st = add_openings(p, c->client, say);
	if (st == MCT_OK && say->len == 0)
		add_visits(c, called, say);
	return st;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static mct_status_t add_row(
	struct pass *p, const struct candidate *c, sqlite3_stmt *person, mct_rows_t *rows)
{
	struct buf say CLEANUP(buf_free) = {0};
	char iso[11], id[24];
	mct_status_t st;

	statement_reset(person);
	statement_bind(person, "i", c->client);
	st = statement_step(p->m, person);
	if (st != MCT_ROW)
		return st == MCT_DONE ? MCT_OK : st;
	st = row_add(rows);
	if (st == MCT_OK)
		st = add_say(p, c, (const char *)sqlite3_column_text(person, 3), &say);
	if (st != MCT_OK)
		return st;
	row_set_text(rows, CLIENT, (const char *)sqlite3_column_text(person, 0));
	row_set_text(rows, STATUS, status_words[c->status]);
	date_to_iso(c->last, iso);
	row_set_text(rows, LAST_VISIT, iso);
	row_set_integer(rows, RHYTHM_DAYS, c->rhythm);
	date_to_iso(c->due, iso);
	row_set_text(rows, DUE, iso);
	row_set_integer(rows, OVERDUE_DAYS, c->over);
	row_set_text(rows, PHONE, (const char *)sqlite3_column_text(person, 1));
	row_set_text(rows, EMAIL, (const char *)sqlite3_column_text(person, 2));
	row_set_text(rows, SAY, buf_str(&say));
	snprintf(id, sizeof id, "c%lld", (long long)c->client);
	row_set_text(rows, ID, id);
	return MCT_OK;
}

/* What she is called: the preferred name, else the first word of her name. */
static mct_status_t add_rows(struct pass *p, mct_rows_t *rows)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *person CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_adds(&sql, "SELECT ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql,
		", phone, email, coalesce(preferred, substr(name, 1, instr(name || ' ', ' ') - "
		"1)) FROM contact WHERE id = ?");
	st = statement_prepare(p->m, buf_str(&sql), &person);
	for (size_t i = 0; st == MCT_OK && i < p->count; i++)
		st = add_row(p, &p->items[i], person, rows);
	return st == MCT_OK ? rows_check(rows) : st;
}

static mct_status_t fill(struct pass *p, const struct mct_rebook_query *query, mct_rows_t *rows)
{
	mct_status_t st = suspensions_load(p->m, p->as_of, &p->suspensions);

	if (st == MCT_OK)
		st = pass_over_visits(p);
	if (st == MCT_OK)
		st = find_usual(p);
	if (st != MCT_OK)
		return st;
	select_due(p, query);
	st = add_rows(p, rows);
	if (st == MCT_OK && query->sort != NULL)
		st = rows_sort(rows, "rebooking", query->sort);
	if (st == MCT_OK && query->limit > 0)
		rows_limit(rows, (size_t)query->limit);
	return st;
}

mct_status_t mct_rebook(mct_t *m, const struct mct_rebook_query *query, mct_rows_t **out)
{
	struct pass p CLEANUP(pass_free) = {.m = m, .as_of = handle_today(m)};
	mct_rows_t *rows = NULL;
	mct_status_t st = check_statuses(m, query->statuses);

	if (query->as_of != NULL)
		p.as_of = date_from_iso(query->as_of, strlen(query->as_of));
	if (p.as_of == DATE_NONE)
		return fail(m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date",
			query->as_of);
	if (st == MCT_OK)
		st = rows_of_table(m, fields, ARRAY_SIZE(fields), &rows);
	if (st == MCT_OK)
		st = fill(&p, query, rows);
	return rows_hand_out(rows, st, out);
}
