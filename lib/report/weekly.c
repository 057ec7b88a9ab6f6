/*
 * weekly.c - gathers what the mail of a week says: the list, what is due as mct_due() has
 * it, and what else comes up in a week, one row of a table each. Health is left out of it
 * unless the practice wants it there.
 */
#include "report/weekly.h"

#include <stdlib.h>
#include <string.h>

#include "practice/rhythm.h"
#include "store/statement.h"
#include "util/array.h"
#include "util/text.h"

#define TEXT_COLUMNS 300 /* of a text from the practice; the whole of it is in the book */

const char *weekly_title(enum weekly_section section)
{
	static const char *const titles[] = {
		[WEEKLY_REBOOK] = "To rebook",
		[WEEKLY_RETURN] = "Coming back",
		[WEEKLY_BIRTHDAY] = "Birthdays",
		[WEEKLY_ASK] = "To ask about",
		[WEEKLY_THANKS] = "Thanks you owe",
		[WEEKLY_PARTNER] = "With partners",
		[WEEKLY_PROMISE] = "Promises",
		[WEEKLY_TASK] = "To do",
		[WEEKLY_EVENT] = "Events",
		[WEEKLY_TOUCH] = "To be in touch with",
	};

	return titles[section];
}

void weekly_add_title(const struct weekly *w, struct buf *out)
{
	buf_adds(out, w->to_rebook > 0 ? "To rebook, week of " : "Due, week of ");
	date_to_human(w->monday, true, out);
}

void weekly_free(struct weekly *w)
{
	for (size_t i = 0; i < w->count; i++) {
		struct weekly_entry *e = &w->items[i];

		free(e->who);
		free(e->head);
		free(e->visits);
		free(e->say);
		free(e->mind);
		free(e->reach);
		free(e->phone);
		free(e->email);
	}
	free(w->items);
	free(w->practice);
}

/* ---- texts ----------------------------------------------------------------------------------- */

/* On one line, and nothing in it that turns or hides what follows. */
static void add_plain(struct buf *out, const char *text)
{
	struct buf line CLEANUP(buf_free) = {0};
	size_t length = strlen(text), n;
	int32_t code;

	for (size_t at = 0; at<length; at += n> 0 ? n : 1) {
		n = text_decode(text + at, length - at, &code);
		if (n == 0)
			buf_addc(&line, '?');
		else if (text_is_unsafe(code) || code <= ' ')
			buf_addc(&line, ' ');
		else
			buf_add(&line, text + at, n);
	}
	text_add_fitted(out, buf_str(&line), line.len, TEXT_COLUMNS, true);
}

/* A copy of a cell or a column, made plain; NULL where there is none. */
static char *plain(const char *text)
{
	struct buf line CLEANUP(buf_free) = {0};

	if (text == NULL || text[0] == '\0')
		return NULL;
	add_plain(&line, text);
	return buf_take(&line);
}

static char *cell(mct_rows_t *rows, const char *name, struct mct_value *out)
{
	for (size_t i = 0; i < mct_rows_width(rows); i++) {
		if (strcmp(mct_field_name(mct_rows_column(rows, i)), name) != 0)
			continue;
		mct_rows_value(rows, i, out);
		return plain(out->text);
	}
	*out = (struct mct_value){.text = ""};
	return NULL;
}

static struct weekly_entry *add_entry(struct weekly *w, enum weekly_section section)
{
	if (!ARRAY_ROOM(w->items, w->count, w->capacity))
		return NULL;
	w->items[w->count] = (struct weekly_entry){.section = section};
	return &w->items[w->count++];
}

/* ---- the list -------------------------------------------------------------------------------- */

/* "overdue, 9 days over", "due today", "due in 3 days", "new, due today" */
static char *lateness(const char *status, int64_t over)
{
	struct buf out CLEANUP(buf_free) = {0};
	long long days = over > 0 ? over : -over;

	if (over > 0 || strcmp(status, "due") != 0)
		buf_addf(&out, "%s, ", status);
	if (over == 0)
		buf_adds(&out, "due today");
	else
		buf_addf(&out, over > 0 ? "%lld day%s over" : "due in %lld day%s", days,
			days == 1 ? "" : "s");
	return buf_take(&out);
}

static char *visits(const char *last, int64_t rhythm)
{
	struct buf out CLEANUP(buf_free) = {0};

	buf_adds(&out, "last on ");
	date_to_human(date_from_iso(last, strlen(last)), true, &out);
	buf_adds(&out, ", every ");
	days_to_words((int32_t)rhythm, &out);
	return buf_take(&out);
}

/* Strong enough to be read on white; the word stands beside it. */
static const char *color_of(const char *status)
{
	static const char *const colors[][2] = {{"slipping", "#b3261e"}, {"overdue", "#8a5300"},
		{"lost", "#5f5f5f"}, {"returning", "#1f5fa8"}};

	for (size_t i = 0; i < ARRAY_SIZE(colors); i++)
		if (strcmp(colors[i][0], status) == 0)
			return colors[i][1];
	return "#1b6e3c";
}

static mct_status_t add_health(struct weekly *w, struct weekly_entry *e)
{
	static const char sql[] =
		"SELECT group_concat(text, '; ') FROM ("
		" SELECT kind || ': ' || text AS text FROM caution WHERE client_id = ?1"
		"  AND ended_on IS NULL AND cleared_on IS NULL AND coalesce(until, '9') >= ?2"
		" UNION ALL SELECT 'pauses: ' || because FROM suspension WHERE client_id = ?1"
		"  AND because IS NOT NULL AND since <= ?2"
		"  AND (resumed_on IS NULL OR resumed_on > ?2)"
		" UNION ALL SELECT 'ask: ' || text FROM fact WHERE contact_id = ?1"
		"  AND kind = 'health' AND closed_on IS NULL AND asked_on IS NULL"
		"  AND (ask_on = 'next' OR ask_on <= ?2))";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	char iso[11];
	mct_status_t st = statement_get(w->m, sql, &statement);

	if (st != MCT_OK)
		return st;
	date_to_iso(w->as_of, iso);
	statement_bind(statement, "it", e->client, iso);
	st = statement_step(w->m, statement);
	if (st == MCT_ROW)
		e->mind = plain((const char *)sqlite3_column_text(statement, 0));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t add_reach(struct weekly *w, struct weekly_entry *e)
{
	static const char sql[] = "SELECT reach_by FROM client WHERE id = ?";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(w->m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "i", e->client);
	st = statement_step(w->m, statement);
	if (st == MCT_ROW)
		e->reach = plain((const char *)sqlite3_column_text(statement, 0));
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t add_client(struct weekly *w, mct_rows_t *rows)
{
	struct mct_value status, last, rhythm, over, id, v;
	struct weekly_entry *e = add_entry(w, WEEKLY_REBOOK);
	mct_status_t st;

	if (e == NULL)
		return fail_nomem(w->m);
	free(cell(rows, "status", &status));
	free(cell(rows, "last_visit", &last));
	free(cell(rows, "rhythm_days", &rhythm));
	free(cell(rows, "overdue_days", &over));
	free(cell(rows, "id", &id));
	if (strcmp(status.text, "returning") == 0)
		e->section = WEEKLY_RETURN;
	mct_entity_id(mct_entity_named("client"), id.text, &e->client);
	e->color = color_of(status.text);
	e->who = cell(rows, "client", &v);
	e->head = lateness(status.text, over.integer);
	e->say = cell(rows, "say", &v);
	/* Without anything better to say, that is what it says. */
	if (e->say == NULL || strstr(e->say, "last on ") == NULL)
		e->visits = visits(last.text, rhythm.integer);
	e->phone = cell(rows, "phone", &v);
	e->email = cell(rows, "email", &v);
	w->clients++;
	w->to_rebook += e->section == WEEKLY_REBOOK;
	st = add_reach(w, e);
	if (st == MCT_OK && strcmp(mct_setting(w->m, "mail.notes"), "yes") == 0)
		st = add_health(w, e);
	return st;
}

static mct_status_t add_clients(struct weekly *w, mct_rows_t *rows)
{
	mct_status_t st;

	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		st = add_client(w, rows);
		if (st != MCT_OK)
			return st;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- what else there is ---------------------------------------------------------------------- */

#define DAYS_AHEAD 7 /* what is due on the day of the next mail comes too late there */

#define NOT_CALLED "SELECT id FROM client WHERE status = 'ended' OR reach_by = 'none'"

/* Each answers `who text day phone email client` for the week from ?1 on; `lead` stands between the
 * text and the day. */
static const struct source {
	enum weekly_section section;
	const char *lead;
	const char *sql;
} sources[] = {
	{WEEKLY_BIRTHDAY, " on ",
		"SELECT name, 'turns ' || (strftime('%Y', day) - substr(birthday, 1, 4)), day,"
		"  phone, email, NULL FROM (SELECT *,"
		"    date(strftime('%Y', ?1, column1) || substr(birthday, 5)) AS day"
		"    FROM contact, (VALUES ('+0 years'), ('+1 years')) WHERE birthday IS NOT NULL)"
		"  WHERE day BETWEEN ?1 AND date(?1, '+6 days') AND id NOT IN"
		"    (" NOT_CALLED ") ORDER BY day, name_key"},
	{WEEKLY_ASK, ", ",
		"SELECT name, text, ask_on, phone, email, contact.id"
		"  FROM fact JOIN contact ON contact.id = contact_id"
		"  WHERE closed_on IS NULL AND asked_on IS NULL"
		"  AND coalesce(fact.kind, '') <> 'health'"
		"  AND ask_on BETWEEN date(?1, '-30 days') AND date(?1, '+6 days')"
		"  AND contact.id NOT IN (" NOT_CALLED ") AND contact.id NOT IN"
		"    (SELECT client_id FROM visit WHERE outcome = 'booked'"
		"     AND date BETWEEN ?1 AND date(?1, '+6 days'))"
		"  ORDER BY ask_on, name_key"},
};

/* What is to be said to somebody of the list stands there already. */
static bool is_listed(const struct weekly *w, int64_t client)
{
	for (size_t i = 0; client != 0 && i < w->clients; i++)
		if (w->items[i].client == client)
			return true;
	return false;
}

static bool is_listed_by_name(const struct weekly *w, const char *who)
{
	char *name CLEANUP(free_pointer) = plain(who);

	for (size_t i = 0; name != NULL && i < w->clients; i++)
		if (w->items[i].who != NULL && strcmp(w->items[i].who, name) == 0)
			return true;
	return false;
}

static char *head(const char *text, const char *lead, const char *day)
{
	struct buf out CLEANUP(buf_free) = {0};
	int32_t date = day != NULL ? date_from_iso(day, strlen(day)) : DATE_NONE;

	add_plain(&out, text != NULL ? text : "");
	if (date != DATE_NONE) {
		buf_adds(&out, lead);
		date_to_human(date, true, &out);
	}
	return buf_take(&out);
}

static const char *column(sqlite3_stmt *row, int at)
{
	return (const char *)sqlite3_column_text(row, at);
}

static mct_status_t add_source(struct weekly *w, const struct source *source)
{
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	struct weekly_entry *e;
	char iso[11];
	mct_status_t st = statement_get(w->m, source->sql, &row);

	if (st != MCT_OK)
		return st;
	date_to_iso(w->as_of, iso);
	statement_bind(row, "t", iso);
	while ((st = statement_step(w->m, row)) == MCT_ROW) {
		if (is_listed(w, sqlite3_column_int64(row, 5)))
			continue;
		e = add_entry(w, source->section);
		if (e == NULL)
			return fail_nomem(w->m);
		e->who = plain(column(row, 0));
		e->head = head(column(row, 1), source->lead, column(row, 2));
		e->phone = plain(column(row, 3));
		e->email = plain(column(row, 4));
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- what is due ----------------------------------------------------------------------------- */

/* Where a kind of mct_due() goes, and what stands before its day while that lies ahead. */
static const struct place {
	const char *kind;
	enum weekly_section section;
	const char *lead;
} places[] = {{"thanks", WEEKLY_THANKS, ", by "}, {"agreement", WEEKLY_PARTNER, ", by "},
	{"system", WEEKLY_PARTNER, ", by "}, {"promise", WEEKLY_PROMISE, "; comes on "},
	{"event", WEEKLY_EVENT, ", on "}, {"touch", WEEKLY_TOUCH, ", by "},
	{"request", WEEKLY_TASK, ", by "}, {"task", WEEKLY_TASK, ", by "}};

static const struct place *place_of(const char *kind)
{
	size_t i = 0;

	while (i + 1 < ARRAY_SIZE(places) && strcmp(places[i].kind, kind) != 0)
		i++;
	return &places[i];
}

static mct_status_t add_due(struct weekly *w, mct_rows_t *rows)
{
	struct mct_value kind, what, due, over, who, v;
	const struct place *place;
	struct weekly_entry *e;

	mct_rows_value(rows, MCT_DUE_KIND, &kind);
	mct_rows_value(rows, MCT_DUE_WHAT, &what);
	mct_rows_value(rows, MCT_DUE_DUE, &due);
	mct_rows_value(rows, MCT_DUE_OVER, &over);
	mct_rows_value(rows, MCT_DUE_WHO, &who);
	place = place_of(kind.text);
	if (place->section == WEEKLY_PROMISE && is_listed_by_name(w, who.text))
		return MCT_OK;
	e = add_entry(w, place->section);
	if (e == NULL)
		return fail_nomem(w->m);
	e->who = plain(who.text);
	e->head = head(what.text, over.integer > 0 ? ", since " : place->lead, due.text);
	mct_rows_value(rows, MCT_DUE_PHONE, &v);
	e->phone = plain(v.text);
	mct_rows_value(rows, MCT_DUE_EMAIL, &v);
	e->email = plain(v.text);
	return MCT_OK;
}

static mct_status_t add_all_due(struct weekly *w)
{
	char iso[11];
	const struct mct_due_query query = {.as_of = iso, .within = DAYS_AHEAD};
	mct_rows_t *rows;
	mct_status_t st;

	date_to_iso(w->as_of, iso);
	st = mct_due(w->m, &query, &rows);
	if (st != MCT_OK)
		return st;
	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		st = add_due(w, rows);
		if (st != MCT_OK)
			break;
	}
	mct_rows_free(rows);
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t add_others(struct weekly *w)
{
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(sources); i++)
		st = add_source(w, &sources[i]);
	return st == MCT_OK ? add_all_due(w) : st;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static bool is_whole(const struct weekly *w)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->items[i].head == NULL ||
			(w->items[i].color != NULL && w->items[i].who == NULL))
			return false;
	return w->practice != NULL;
}

/* Each section in one place, and in it what comes first first. */
static mct_status_t in_order(struct weekly *w)
{
	struct weekly_entry *sorted = malloc((w->count + 1) * sizeof *sorted);
	size_t n = 0;

	if (sorted == NULL)
		return fail_nomem(w->m);
	for (int section = 0; section < WEEKLY_SECTIONS; section++)
		for (size_t i = 0; i < w->count; i++)
			if ((int)w->items[i].section == section)
				sorted[n++] = w->items[i];
	free(w->items);
	w->items = sorted;
	return MCT_OK;
}

mct_status_t weekly_read(mct_t *m, mct_rows_t *rows, int32_t as_of, struct weekly *out)
{
	mct_status_t st;

	*out = (struct weekly){.m = m,
		.as_of = as_of,
		.monday = as_of - date_weekday(as_of),
		.practice = plain(mct_setting(m, "practice.name"))};
	st = add_clients(out, rows);
	if (st == MCT_OK)
		st = add_others(out);
	if (st == MCT_OK && !is_whole(out))
		st = fail_nomem(m);
	return st == MCT_OK ? in_order(out) : st;
}
