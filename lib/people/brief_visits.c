/*
 * brief_visits.c - one pass over a client's visits, the latest first: when she comes,
 * how the last sessions went, how she left, since when and how often she comes.
 */
#include <stdio.h>
#include <string.h>

#include "people/brief.h"
#include "practice/rhythm.h"
#include "store/statement.h"
#include "util/money.h"

enum { OUTCOME, DATE, TIME, MINUTES, SERVICE, BEFORE, AFTER, FELT, WORDS, PAID, SINCE, ID };

#define SESSIONS 3

/* What the pass keeps. */
struct story {
	int32_t first, last; /* days of the first and the last visit so far */
	struct intervals intervals;
	int64_t count, paid;
	int32_t since;
	/* How she left last time, when that was not well, and whether it was so the time before. */
	struct buf felt, felt_on, felt_id;
	bool felt_again;
	/* The nearest booked visit so far. */
	struct buf booked, booked_on, booked_at, booked_id;
};

static void story_free(struct story *s)
{
	struct buf *const all[] = {&s->felt, &s->felt_on, &s->felt_id, &s->booked, &s->booked_on,
		&s->booked_at, &s->booked_id};

	for (size_t i = 0; i < ARRAY_SIZE(all); i++)
		buf_free(all[i]);
}

static void keep(struct buf *out, const char *text)
{
	buf_clear(out);
	buf_adds(out, text != NULL ? text : "");
}

/* ---- when she comes -------------------------------------------------------------------------- */

static void note_booked(sqlite3_stmt *visit, struct story *story)
{
	const char *minutes = brief_text(visit, MINUTES), *service = brief_text(visit, SERVICE);

	buf_clear(&story->booked);
	if (minutes != NULL)
		buf_addf(&story->booked, "%s min", minutes);
	if (service != NULL)
		buf_addf(&story->booked, "%s%s", minutes != NULL ? ", " : "", service);
	keep(&story->booked_on, brief_text(visit, DATE));
	keep(&story->booked_at, brief_text(visit, TIME));
	keep(&story->booked_id, brief_text(visit, ID));
}

static mct_status_t add_booked(struct brief *b, const struct story *story)
{
	const char *date = buf_str(&story->booked_on);

	if (date[0] == '\0')
		return MCT_OK;
	return brief_add(b,
		(struct brief_line){.section = BRIEF_TODAY,
			.label = buf_str(&story->booked_at),
			.text = buf_str(&story->booked),
			.when = strcmp(date, b->as_of) == 0 ? "today" : "next",
			.date = date,
			.id = buf_str(&story->booked_id)});
}

/* ---- how it went ----------------------------------------------------------------------------- */

static mct_status_t add_session(struct brief *b, sqlite3_stmt *visit, int64_t n)
{
	const char *before = brief_text(visit, BEFORE), *after = brief_text(visit, AFTER);
	struct buf text CLEANUP(buf_free) = {0};

	buf_addf(&text, "%s%s",
		brief_text(visit, MINUTES) != NULL ? brief_text(visit, MINUTES) : "",
		brief_text(visit, MINUTES) != NULL ? " min" : "a session");
	if (before != NULL && after != NULL)
		buf_addf(&text, ", feel %s -> %s", before, after);
	else if (before != NULL || after != NULL)
		buf_addf(&text, ", feel %s %s", before != NULL ? before : after,
			before != NULL ? "before" : "after");
	if (brief_text(visit, FELT) != NULL)
		buf_addf(&text, ", felt %s", brief_text(visit, FELT));
	if (brief_text(visit, WORDS) != NULL)
		buf_addf(&text, ": %s", brief_text(visit, WORDS));
	return brief_add(b,
		(struct brief_line){.section = BRIEF_SESSION,
			.text = buf_str(&text),
			.date = brief_text(visit, DATE),
			.id = brief_text(visit, ID),
			.rank = 10 + 9 * (int)n});
}

/* A feeling that overrides the best work opens the next brief; twice in a row stands out. */
static void note_felt(struct brief *b, sqlite3_stmt *visit, struct story *story)
{
	const char *felt = brief_text(visit, FELT), *before = brief_text(visit, BEFORE);
	const char *after = brief_text(visit, AFTER);
	bool bad = felt != NULL && strcmp(felt, "good") != 0;
	int64_t change = sqlite3_column_int64(visit, AFTER) - sqlite3_column_int64(visit, BEFORE);

	if (story->count == 1)
		story->felt_again = bad && story->felt.len > 0;
	if (story->count > 0)
		return;
	keep(&story->felt_on, brief_text(visit, DATE));
	keep(&story->felt_id, brief_text(visit, ID));
	if (setting_number(b->m, "feel.best") == 0)
		change = -change;
	if (bad)
		buf_addf(&story->felt, "she left feeling %s", felt);
	else if (before != NULL && after != NULL && change < 0)
		buf_addf(&story->felt, "she left worse than she came: %s -> %s", before, after);
}

static mct_status_t add_felt(struct brief *b, struct story *story)
{
	if (story->felt.len == 0)
		return MCT_OK;
	if (story->felt_again)
		buf_adds(&story->felt, ", the second time in a row");
	return brief_add(b,
		(struct brief_line){.section = BRIEF_FELT,
			.text = buf_str(&story->felt),
			.when = "on",
			.date = buf_str(&story->felt_on),
			.id = buf_str(&story->felt_id),
			.rank = 2});
}

/* ---- since when and how often ---------------------------------------------------------------- */

/* The visits come latest first: the intervals of the latest are those that count. */
static void note_date(struct story *story, const char *date)
{
	int32_t day = date_from_iso(date, strlen(date));

	if (story->first != DATE_NONE && day < story->first &&
		story->intervals.count < RHYTHM_INTERVALS)
		intervals_add(&story->intervals, story->first - day);
	if (story->last == DATE_NONE)
		story->last = day;
	story->first = day;
}

/* "since 14 Nov 2023, 31 visits, every 5 weeks, last Mon 26 Oct 2026" */
static void tell(const struct story *story, struct buf *out)
{
	bool earlier = story->since != DATE_NONE && story->since < story->first;

	if (story->count == 0) {
		buf_adds(out, "first session");
		return;
	}
	buf_adds(out, "since ");
	date_to_human(earlier ? story->since : story->first, false, out);
	buf_addf(out, ", %lld visit%s", (long long)story->count, story->count == 1 ? "" : "s");
	if (story->intervals.count >= RHYTHM_OWN) {
		buf_adds(out, ", every ");
		days_to_words(rhythm_of(&story->intervals, 0), out);
	}
	buf_adds(out, ", last ");
	date_to_human(story->last, true, out);
}

static mct_status_t add_story(struct brief *b, const struct story *story)
{
	struct buf text CLEANUP(buf_free) = {0};
	struct buf worth CLEANUP(buf_free) = {0};
	char id[32];
	mct_status_t st;

	tell(story, &text);
	snprintf(id, sizeof id, "c%lld", (long long)b->client);
	st = brief_add(b,
		(struct brief_line){
			.section = BRIEF_SHE, .text = buf_str(&text), .id = id, .rank = 1});
	if (st != MCT_OK || !b->money)
		return st;
	money_to_human(story->paid, mct_setting(b->m, "practice.currency"), &worth);
	buf_adds(&worth, " so far, tips included");
	return brief_add(
		b, (struct brief_line){.section = BRIEF_MONEY, .text = buf_str(&worth), .rank = 5});
}

/* ---- the pass -------------------------------------------------------------------------------- */

static mct_status_t add_completed(struct brief *b, sqlite3_stmt *visit, struct story *story)
{
	mct_status_t st = MCT_OK;

	note_felt(b, visit, story);
	if (story->count < SESSIONS)
		st = add_session(b, visit, story->count);
	note_date(story, brief_text(visit, DATE));
	story->paid += sqlite3_column_int64(visit, PAID);
	story->count++;
	return st;
}

mct_status_t brief_visits(struct brief *b)
{
	/* The latest first: the last booked row is the nearest visit. */
	static const char sql[] =
		"SELECT v.outcome, v.date, v.time, v.minutes, v.service,"
		"  v.feel_before, v.feel_after, v.felt,"
		"  coalesce(v.checkout, v.plan, v.assessment, v.objective, v.note, v.service),"
		"  coalesce(v.price, 0) + coalesce(v.tip, 0), client.since, 'v' || v.id "
		"FROM client JOIN visit AS v ON v.client_id = client.id "
		"WHERE client.id = ?1 AND (v.outcome = 'completed' AND v.date <= ?2"
		"  OR v.outcome = 'booked' AND v.date >= ?2) "
		"ORDER BY v.date DESC, v.time DESC, v.id DESC";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	struct story story CLEANUP(story_free) = {
		.first = DATE_NONE, .last = DATE_NONE, .since = DATE_NONE};
	mct_status_t st = brief_query(b, sql, &statement);

	while (st == MCT_OK && (st = statement_step(b->m, statement)) == MCT_ROW) {
		const char *since = brief_text(statement, SINCE);

		st = MCT_OK;
		if (since != NULL)
			story.since = date_from_iso(since, strlen(since));
		if (strcmp(brief_text(statement, OUTCOME), "booked") == 0)
			note_booked(statement, &story);
		else
			st = add_completed(b, statement, &story);
	}
	if (st == MCT_DONE)
		st = add_booked(b, &story);
	if (st == MCT_OK)
		st = add_felt(b, &story);
	return st == MCT_OK ? add_story(b, &story) : st;
}
