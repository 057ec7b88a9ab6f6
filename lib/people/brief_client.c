/*
 * brief_client.c - what a brief takes from the client's own row: her name, her needs and
 * wishes in free words, her birthday when it is near.
 */
#include <stdio.h>
#include <string.h>

#include "people/brief.h"
#include "record/sql.h"
#include "store/statement.h"

enum { NEEDS, GOALS, PREFERENCES, CAUTIONS, NOTE, BIRTHDAY, NAME };

/* A week back, since it may have passed unseen; two weeks ahead. */
#define DAYS_BACK 6
#define DAYS_AHEAD 14

static mct_status_t add_birthday(struct brief *b, const char *birthday)
{
	int age = b->age;
	int year, month, day;

	if (age < 0)
		return MCT_OK;
	date_split(date_from_iso(birthday, strlen(birthday)), &year, &month, &day);
	for (int years = age; years <= age + 1; years++) {
		int32_t date = date_add_months(date_make(year, month, day), 12 * years);
		char text[40], iso[11];

		if (years == 0 || date < b->today - DAYS_BACK || date > b->today + DAYS_AHEAD)
			continue;
		snprintf(text, sizeof text, "%s %d", date < b->today ? "turned" : "turns", years);
		date_to_iso(date, iso);
		return brief_add(b,
			(struct brief_line){.section = BRIEF_BIRTHDAY,
				.text = text,
				.when = "on",
				.date = iso,
				.rank = 7});
	}
	return MCT_OK;
}

static mct_status_t add_words(
	struct brief *b, enum brief_section section, int rank, const char *label, const char *text)
{
	if (text == NULL)
		return MCT_OK;
	return brief_add(b,
		(struct brief_line){
			.section = section, .label = label, .text = text, .rank = rank});
}

static mct_status_t add_all(struct brief *b, sqlite3_stmt *row)
{
	mct_status_t st = add_words(b, BRIEF_CAUTION, 0, "caution", brief_text(row, CAUTIONS));

	if (st == MCT_OK)
		st = add_words(b, BRIEF_GOAL, 16, NULL, brief_text(row, GOALS));
	if (st == MCT_OK)
		st = add_words(b, BRIEF_NEED, 15, NULL, brief_text(row, NEEDS));
	if (st == MCT_OK)
		st = add_words(b, BRIEF_PREFERS, 13, NULL, brief_text(row, PREFERENCES));
	if (st == MCT_OK)
		st = add_words(b, BRIEF_NOTE, 28, NULL, brief_text(row, NOTE));
	return st == MCT_OK ? add_birthday(b, brief_text(row, BIRTHDAY)) : st;
}

mct_status_t brief_client(struct brief *b)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_adds(&sql, "SELECT needs, goals, preferences, cautions, client.note, birthday, ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql, " FROM client JOIN contact USING (id) WHERE client.id = ?");
	st = statement_prepare(b->m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_int64(statement, 1, b->client);
	st = statement_step(b->m, statement);
	if (st == MCT_DONE)
		return fail(
			b->m, MCT_NOTFOUND, NULL, "there is no client c%lld", (long long)b->client);
	if (st != MCT_ROW)
		return st;
	buf_adds(&b->name, brief_text(statement, NAME));
	b->age = brief_age(b, brief_text(statement, BIRTHDAY));
	return add_all(b, statement);
}
