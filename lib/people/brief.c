/*
 * brief.c - the brief of a client before the session: what the parts find is put in
 * the order of the card and handed out as rows.
 */
#include "people/brief.h"

#include <stdlib.h>
#include <string.h>

#include "store/statement.h"
#include "util/array.h"

static const char *const sections[] = {
	[BRIEF_TODAY] = "visit",
	[BRIEF_CAUTION] = "caution",
	[BRIEF_HEALTH] = "health",
	[BRIEF_FELT] = "felt",
	[BRIEF_SHE] = "she",
	[BRIEF_MONEY] = "money",
	[BRIEF_ASK] = "ask",
	[BRIEF_PROMISED] = "promised",
	[BRIEF_SAID] = "said",
	[BRIEF_PEOPLE] = "people",
	[BRIEF_SHARED] = "shared",
	[BRIEF_GOAL] = "goal",
	[BRIEF_NEED] = "need",
	[BRIEF_PREFERS] = "prefers",
	[BRIEF_SESSION] = "session",
	[BRIEF_RECOMMENDED] = "recommended",
	[BRIEF_THANKS] = "thanks",
	[BRIEF_BIRTHDAY] = "birthday",
	[BRIEF_PAUSE] = "pause",
	[BRIEF_TOPIC] = "topic",
	[BRIEF_WISH] = "wish",
	[BRIEF_TOLD] = "told",
	[BRIEF_NOTE] = "note",
	NULL,
};

static const mct_field_t fields[] = {
	[MCT_BRIEF_CLIENT] = {.name = "client",
		.title = "Client",
		.help = "whose brief",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[MCT_BRIEF_SECTION] = {.name = "section",
		.title = "Section",
		.help = "what it is about",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = sections},
	[MCT_BRIEF_LABEL] = {.name = "label",
		.title = "Label",
		.help = "who or what kind, within the section",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BRIEF_TEXT] = {.name = "text",
		.title = "Text",
		.help = "what to know",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE},
	[MCT_BRIEF_WHEN] = {.name = "when",
		.title = "When",
		.help = "what the day is: said, due, since, until ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_BRIEF_DATE] = {.name = "date",
		.title = "Date",
		.help = "the day",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[MCT_BRIEF_ID] = {.name = "id",
		.title = "Id",
		.help = "the record that it stands in",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[MCT_BRIEF_RANK] = {.name = "rank",
		.title = "Rank",
		.help = "lower goes first; from 60 on it is for --full",
		.type = MCT_TYPE_COUNT},
};

/* ---- lines ----------------------------------------------------------------------------------- */

static char *copy(const char *text)
{
	return text != NULL && text[0] != '\0' ? buf_copy_of(text, strlen(text)) : NULL;
}

static void line_free(struct brief_line *line)
{
	free((char *)line->label);
	free((char *)line->text);
	free((char *)line->when);
	free((char *)line->date);
	free((char *)line->id);
}

static void brief_clear(struct brief *b)
{
	while (b->count > 0)
		line_free(&b->lines[--b->count]);
	buf_clear(&b->name);
}

static void brief_free(struct brief *b)
{
	brief_clear(b);
	free(b->lines);
	buf_free(&b->name);
}

mct_status_t brief_add(struct brief *b, struct brief_line line)
{
	if (!ARRAY_ROOM(b->lines, b->count, b->capacity))
		return fail_nomem(b->m);
	b->lines[b->count++] = (struct brief_line){line.section, copy(line.label), copy(line.text),
		copy(line.when), copy(line.date), copy(line.id), line.rank};
	return MCT_OK;
}

/* Section by section; within one as the parts found them. */
static mct_status_t add_rows(struct brief *b)
{
	mct_status_t st = MCT_OK;

	for (size_t section = 0; sections[section] != NULL; section++) {
		for (size_t i = 0; st == MCT_OK && i < b->count; i++) {
			const struct brief_line *line = &b->lines[i];

			if (line->section != section)
				continue;
			st = row_add(b->rows);
			if (st != MCT_OK)
				break;
			row_set_text(b->rows, MCT_BRIEF_CLIENT, buf_str(&b->name));
			row_set_text(b->rows, MCT_BRIEF_SECTION, sections[section]);
			row_set_text(b->rows, MCT_BRIEF_LABEL, line->label);
			row_set_text(b->rows, MCT_BRIEF_TEXT, line->text);
			row_set_text(b->rows, MCT_BRIEF_WHEN, line->when);
			row_set_text(b->rows, MCT_BRIEF_DATE, line->date);
			row_set_text(b->rows, MCT_BRIEF_ID, line->id);
			row_set_integer(b->rows, MCT_BRIEF_RANK, line->rank);
		}
	}
	return st == MCT_OK ? rows_check(b->rows) : st;
}

/* ---- what the parts share -------------------------------------------------------------------- */

mct_status_t brief_query(struct brief *b, const char *sql, sqlite3_stmt **out)
{
	mct_status_t st = statement_get(b->m, sql, out);

	if (st != MCT_OK)
		return st;
	sqlite3_bind_int64(*out, 1, b->client);
	sqlite3_bind_text(*out, 2, b->as_of, -1, SQLITE_STATIC);
	return MCT_OK;
}

int brief_age(const struct brief *b, const char *birthday)
{
	int32_t born = birthday != NULL ? date_from_iso(birthday, strlen(birthday)) : DATE_NONE;
	int year, month, day, born_year, born_month, born_day;

	if (born == DATE_NONE || born > b->today)
		return -1;
	date_split(b->today, &year, &month, &day);
	date_split(born, &born_year, &born_month, &born_day);
	return year - born_year -
		(month < born_month || (month == born_month && day < born_day) ? 1 : 0);
}

static mct_status_t add_part(struct brief *b, const struct brief_part *part)
{
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	int rank = part->rank;
	mct_status_t st = brief_query(b, part->sql, &statement);

	while (st == MCT_OK && (st = statement_step(b->m, statement)) == MCT_ROW) {
		st = brief_add(b,
			(struct brief_line){
				.section = part->section,
				.label = brief_text(statement, 0),
				.text = brief_text(statement, 1),
				.when = brief_text(statement, 2),
				.date = brief_text(statement, 3),
				.id = brief_text(statement, 4),
				.rank = rank + sqlite3_column_int(statement, 5),
			});
		rank += part->step;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static mct_status_t add_client(struct brief *b, int64_t client)
{
	static mct_status_t (*const parts[])(struct brief *) = {
		brief_client, brief_health, brief_visits, brief_memory, brief_topics};
	mct_status_t st = MCT_OK;

	brief_clear(b);
	b->client = client;
	for (size_t i = 0; st == MCT_OK && i < ARRAY_SIZE(parts); i++)
		st = parts[i](b);
	for (size_t i = 0; st == MCT_OK && i < brief_part_count; i++)
		st = add_part(b, &brief_parts[i]);
	return st == MCT_OK ? add_rows(b) : st;
}

/* Those who are booked, once each. */
static mct_status_t add_booked(struct brief *b)
{
	static const char sql[] =
		"SELECT client_id FROM visit "
		"WHERE outcome = 'booked' AND date = ?1 "
		"GROUP BY client_id ORDER BY min(coalesce(time, '24:00')), client_id";
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(b->m, sql, &statement);

	if (st == MCT_OK)
		statement_bind(statement, "t", b->as_of);
	while (st == MCT_OK && (st = statement_step(b->m, statement)) == MCT_ROW)
		st = add_client(b, sqlite3_column_int64(statement, 0));
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t mct_brief(mct_t *m, const struct mct_brief_query *query, mct_rows_t **out)
{
	const char *as_of = query->as_of != NULL ? query->as_of : mct_today(m);
	struct brief b CLEANUP(brief_free) = {.m = m,
		.money = query->money,
		.as_of = as_of,
		.today = date_from_iso(as_of, strlen(as_of))};
	mct_status_t st = rows_of_table(m, fields, ARRAY_SIZE(fields), &b.rows);

	if (st != MCT_OK)
		return st;
	st = query->client != 0 ? add_client(&b, query->client) : add_booked(&b);
	return rows_hand_out(b.rows, st, out);
}
