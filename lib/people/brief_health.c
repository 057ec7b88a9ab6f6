/*
 * brief_health.c - what a brief says of a client's health: the open cautions, the
 * gravest first; whether she was asked lately; who speaks for her under age. It
 * repeats the therapist's judgement and adds none.
 */
#include <string.h>

#include "people/brief.h"
#include "store/statement.h"

/* ---- cautions -------------------------------------------------------------------------------- */

enum { KIND, TEXT, AREA, SEVERITY, SINCE, UNTIL, CLEARED, CLEARED_BY, ID };

static const char *severity_words(const char *severity)
{
	static const char *const words[][2] = {{"stop", ": STOP"},
		{"until_cleared", ": NOT UNTIL CLEARED"}, {"area", ": LEAVE OUT"}};

	for (size_t i = 0; severity != NULL && i < ARRAY_SIZE(words); i++)
		if (strcmp(severity, words[i][0]) == 0)
			return words[i][1];
	return "";
}

static mct_status_t add_caution(struct brief *b, sqlite3_stmt *row)
{
	const char *until = brief_text(row, UNTIL), *cleared = brief_text(row, CLEARED);
	struct buf text CLEANUP(buf_free) = {0};
	struct brief_line line = {.section = BRIEF_CAUTION,
		.label = brief_text(row, KIND),
		.when = until != NULL ? "until" : "since",
		.date = until != NULL ? until : brief_text(row, SINCE),
		.id = brief_text(row, ID)};

	buf_adds(&text, brief_text(row, TEXT));
	if (brief_text(row, AREA) != NULL)
		buf_addf(&text, ", %s", brief_text(row, AREA));
	if (cleared != NULL) {
		buf_addf(&text, ": cleared by %s", brief_text(row, CLEARED_BY));
		line.when = "on";
		line.date = cleared;
		line.rank = BRIEF_FULL_ONLY + 2;
	} else {
		buf_adds(&text, severity_words(brief_text(row, SEVERITY)));
		if (until != NULL && strcmp(until, b->as_of) < 0)
			buf_adds(&text, ", to be looked at again");
	}
	line.text = buf_str(&text);
	return brief_add(b, line);
}

static mct_status_t add_cautions(struct brief *b)
{
	static const char sql[] =
		"SELECT kind, text, area, severity,"
		"  since, until, cleared_on, cleared_by, 'h' || id "
		"FROM caution WHERE client_id = ?1 AND ended_on IS NULL "
		"ORDER BY cleared_on IS NOT NULL, CASE severity WHEN 'stop' THEN 0"
		"  WHEN 'until_cleared' THEN 1 WHEN 'area' THEN 2 ELSE 3 END, id";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = brief_query(b, sql, &statement);

	while (st == MCT_OK && (st = statement_step(b->m, statement)) == MCT_ROW)
		st = add_caution(b, statement);
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- the last review ------------------------------------------------------------------------- */

static mct_status_t add_review(struct brief *b)
{
	static const char sql[] = "SELECT reviewed_on, result, 'w' || id FROM health_review "
				  "WHERE client_id = ?1 AND reviewed_on <= ?2 "
				  "ORDER BY reviewed_on DESC, id DESC LIMIT 1";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	struct brief_line line = {.section = BRIEF_HEALTH,
		.text = "her health was never gone through: ask",
		.rank = 3};
	int days = 182;
	mct_status_t st = brief_query(b, sql, &statement);

	if (st == MCT_OK)
		st = statement_step(b->m, statement);
	if (st == MCT_DONE)
		return brief_add(b, line);
	if (st != MCT_ROW)
		return st;
	days_read(mct_setting(b->m, "health.review"), &days);
	line.when = "asked";
	line.date = brief_text(statement, 0);
	line.id = brief_text(statement, 2);
	if (date_from_iso(line.date, strlen(line.date)) + days <= b->today) {
		line.text = "to be gone through again: anything new?";
	} else if (strcmp(brief_text(statement, 1), "none_known") == 0) {
		line.text = "nothing known";
		line.rank = 12;
	} else {
		line.text = "gone through";
		line.rank = BRIEF_FULL_ONLY + 1;
	}
	return brief_add(b, line);
}

/* ---- under age ------------------------------------------------------------------------------- */

/* Then somebody else has to consent. */
static mct_status_t add_guardian(struct brief *b)
{
	static const char sql[] =
		"SELECT g.name || coalesce(', ' || g.phone, ''), 'n' || g.id"
		"  FROM connection AS x JOIN contact AS g ON g.id = x.contact_id "
		"WHERE x.other_id = ?1 AND x.kind = 'guardian of' ORDER BY x.id LIMIT 1";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	struct buf text CLEANUP(buf_free) = {0};
	mct_status_t st;

	if (b->age < 0 || b->age >= setting_number(b->m, "client.of_age"))
		return MCT_OK;
	st = brief_query(b, sql, &statement);
	if (st == MCT_OK)
		st = statement_step(b->m, statement);
	if (st != MCT_ROW && st != MCT_DONE)
		return st;
	buf_addf(&text, "under age (%d): %s%s", b->age,
		st == MCT_ROW ? "guardian " : "no guardian in the book",
		st == MCT_ROW ? brief_text(statement, 0) : "");
	return brief_add(b,
		(struct brief_line){.section = BRIEF_HEALTH,
			.text = buf_str(&text),
			.id = st == MCT_ROW ? brief_text(statement, 1) : NULL,
			.rank = 1});
}

mct_status_t brief_health(struct brief *b)
{
	mct_status_t st = add_cautions(b);

	if (st == MCT_OK)
		st = add_guardian(b);
	return st == MCT_OK ? add_review(b) : st;
}
