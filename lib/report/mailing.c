/*
 * mailing.c - which list went to whom: so that none is sent twice, and that one which did
 * not go out is told when somebody next looks. A mail fault cannot be mailed.
 */
#include "record/rows.h"
#include "store/statement.h"

/* Longer than any hand-over takes: what began before and has no end was broken off. */
#define UNDER_WAY 3600

static const char *const states[] = {"sent", "failed", "begun", NULL};

static const mct_field_t fields[] = {
	[MCT_MAILING_WEEK] = {.name = "week",
		.title = "Week",
		.help = "the week that it is about",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_MAILING_TO] = {.name = "to",
		.title = "To",
		.help = "to whom",
		.type = MCT_TYPE_EMAIL,
		.flags = MCT_FIELD_LISTED},
	[MCT_MAILING_DATE] = {.name = "date",
		.title = "Date",
		.help = "the day it was sent, or was to be",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[MCT_MAILING_TIME] = {.name = "time",
		.title = "Time",
		.help = "the time of that",
		.type = MCT_TYPE_TIME,
		.flags = MCT_FIELD_LISTED},
	[MCT_MAILING_STATE] = {.name = "state",
		.title = "State",
		.help = "what became of it",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = states},
	[MCT_MAILING_FAILURE] = {.name = "failure",
		.title = "Why not",
		.help = "why it was not sent",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

static void set_moment(mct_t *m, int64_t moment, mct_rows_t *rows)
{
	char text[11];
	int32_t day;
	int minute;

	handle_wall_clock(m, moment, &day, &minute);
	date_to_iso(day, text);
	row_set_text(rows, MCT_MAILING_DATE, text);
	minute_to_text(minute, text);
	row_set_text(rows, MCT_MAILING_TIME, text);
}

static mct_status_t add_row(mct_t *m, sqlite3_stmt *mailing, mct_rows_t *rows)
{
	const char *failure = (const char *)sqlite3_column_text(mailing, 4);
	bool sent = sqlite3_column_type(mailing, 3) != SQLITE_NULL;
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	if (!sent && failure == NULL &&
		sqlite3_column_int64(mailing, 2) <= handle_moment(m) - UNDER_WAY)
		failure = "it was broken off";
	row_set_text(rows, MCT_MAILING_WEEK, (const char *)sqlite3_column_text(mailing, 0));
	row_set_text(rows, MCT_MAILING_TO, (const char *)sqlite3_column_text(mailing, 1));
	set_moment(m, sqlite3_column_int64(mailing, sent ? 3 : 2), rows);
	row_set_text(rows, MCT_MAILING_STATE, states[sent ? 0 : failure != NULL ? 1 : 2]);
	row_set_text(rows, MCT_MAILING_FAILURE, failure);
	return MCT_OK;
}

mct_status_t mct_mailings(mct_t *m, mct_rows_t **out)
{
	static const char sql[] =
		"SELECT week, address, began_at, sent_at, failure FROM mailing"
		" WHERE NOT EXISTS (SELECT 1 FROM mailing AS other"
		"  WHERE other.address = mailing.address AND"
		"  (other.week, other.sent_at NOTNULL, other.id) >"
		"  (mailing.week, mailing.sent_at NOTNULL, mailing.id)) ORDER BY id DESC";
	sqlite3_stmt *mailing CLEANUP(statement_done) = NULL;
	mct_rows_t *rows = NULL;
	mct_status_t st = rows_of_table(m, fields, ARRAY_SIZE(fields), &rows);

	if (st == MCT_OK)
		st = statement_get(m, sql, &mailing);
	while (st == MCT_OK && (st = statement_step(m, mailing)) == MCT_ROW)
		st = add_row(m, mailing, rows);
	if (st == MCT_DONE)
		st = MCT_OK;
	return rows_hand_out(rows, st, out);
}

/* ---- sending --------------------------------------------------------------------------------- */

/* MCT_EXISTS when that list went out, or is on its way. */
static mct_status_t check_new(mct_t *m, const char *week, const char *to)
{
	static const char sql[] =
		"SELECT coalesce(sent_at, -began_at) FROM mailing WHERE week = ? AND address = ?"
		" AND (sent_at IS NOT NULL OR (failure IS NULL AND began_at > ?))"
		" ORDER BY sent_at IS NULL, id DESC LIMIT 1";
	struct buf day CLEANUP(buf_free) = {0};
	int64_t moment;
	int32_t date;
	int minute;
	mct_status_t st =
		query_integer(m, &moment, sql, "tti", week, to, handle_moment(m) - UNDER_WAY);

	if (st != MCT_ROW)
		return st == MCT_DONE ? MCT_OK : st;
	handle_wall_clock(m, moment < 0 ? -moment : moment, &date, &minute);
	date_to_human(date, true, &day);
	return fail(m, MCT_EXISTS, "--again sends it once more",
		"the list of this week %s to %s on %s at %02d:%02d",
		moment < 0 ? "is being sent" : "was sent", to, buf_str(&day), minute / 60,
		minute % 60);
}

mct_status_t mct_mailing_begin(mct_t *m, const mct_weekly_t *w, bool again, int64_t *id)
{
	static const char sql[] =
		"INSERT INTO mailing (week, address, message, began_at) VALUES (?, ?, ?, ?)";
	const char *week = mct_weekly_part(w, MCT_WEEKLY_WEEK, NULL);
	const char *to = mct_weekly_part(w, MCT_WEEKLY_TO, NULL);
	sqlite3_stmt *statement;
	mct_status_t st = handle_writing(m, "mct_mailing_begin()");

	if (st == MCT_OK && !again)
		st = check_new(m, week, to);
	if (st == MCT_OK)
		st = statement_get(m, sql, &statement);
	if (st != MCT_OK)
		return st;
	statement_bind(statement, "ttti", week, to, mct_weekly_part(w, MCT_WEEKLY_ID, NULL),
		handle_moment(m));
	st = statement_run(m, statement);
	if (st == MCT_OK)
		*id = sqlite3_last_insert_rowid(m->db);
	return st;
}

mct_status_t mct_mailing_end(mct_t *m, int64_t id, const char *failure)
{
	static const char sent[] = "UPDATE mailing SET sent_at = ?2 WHERE id = ?1";
	static const char failed[] = "UPDATE mailing SET failure = ?2 WHERE id = ?1";
	sqlite3_stmt *statement;
	mct_status_t st = handle_writing(m, "mct_mailing_end()");

	if (st == MCT_OK)
		st = statement_get(m, failure != NULL ? failed : sent, &statement);
	if (st != MCT_OK)
		return st;
	if (failure != NULL)
		statement_bind(statement, "it", id, failure);
	else
		statement_bind(statement, "ii", id, handle_moment(m));
	return statement_run(m, statement);
}
