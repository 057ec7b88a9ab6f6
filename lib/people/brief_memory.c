/*
 * brief_memory.c - what a client said and was told, and who is near her. An open
 * question comes first: the day it was for, then what was said last.
 */
#include <string.h>

#include "people/brief.h"
#include "people/relation.h"
#include "store/statement.h"

/* ---- facts ----------------------------------------------------------------------------------- */

enum { KIND, TEXT, TOLD_BY, SAID, ASK, ASKED, ABOUT, ID };

/* Said longer ago than this, it is for the full brief. */
#define DAYS_FRESH 120

/* The next free rank of each kind of line. */
struct ranks {
	int ask, said, told, taste;
};

static bool is_kind(const char *kind, const char *word)
{
	return kind != NULL && strcmp(kind, word) == 0;
}

/* To be asked about by now, and not asked yet. */
static bool is_due(const struct brief *b, sqlite3_stmt *fact)
{
	const char *ask = brief_text(fact, ASK);

	if (ask == NULL || brief_text(fact, ASKED) != NULL || strcmp(ask, "never") == 0)
		return false;
	return strcmp(ask, "next") == 0 || strcmp(ask, b->as_of) <= 0;
}

static bool is_old(const struct brief *b, const char *said)
{
	return said != NULL && date_from_iso(said, strlen(said)) < b->today - DAYS_FRESH;
}

static int take_rank(int *next, int step)
{
	*next += step;
	return *next - step;
}

static mct_status_t add_fact(struct brief *b, sqlite3_stmt *fact, struct ranks *ranks)
{
	const char *kind = brief_text(fact, KIND), *ask = brief_text(fact, ASK);
	const char *about = brief_text(fact, ABOUT);
	struct brief_line line = {.section = BRIEF_SAID,
		.label = about != NULL ? about : kind,
		.text = brief_text(fact, TEXT),
		.when = "said",
		.date = brief_text(fact, SAID),
		.id = brief_text(fact, ID)};

	if (strcmp(brief_text(fact, TOLD_BY), "me") == 0) {
		line.section = BRIEF_TOLD;
		line.when = "on";
		line.rank = take_rank(&ranks->told, 12);
	} else if (is_kind(kind, "likes") || is_kind(kind, "dislikes")) {
		line.section = BRIEF_PREFERS;
		line.date = NULL;
		line.rank = take_rank(&ranks->taste, 4);
	} else if (is_due(b, fact)) {
		line.section = BRIEF_ASK;
		line.label = about;
		if (strcmp(ask, "next") != 0) {
			line.when = "due";
			line.date = ask;
		}
		line.rank = take_rank(&ranks->ask, 6);
	} else {
		line.rank = take_rank(&ranks->said, 8) + (is_old(b, line.date) ? 40 : 0);
	}
	return brief_add(b, line);
}

static mct_status_t add_facts(struct brief *b)
{
	static const char sql[] =
		"SELECT f.kind, f.text, f.told_by, f.said_on, f.ask_on, f.asked_on,"
		"  coalesce(c.preferred, c.name), 'f' || f.id "
		"FROM fact AS f LEFT JOIN contact AS c ON c.id = f.about_id "
		"WHERE f.contact_id = ?1 AND f.closed_on IS NULL AND coalesce(f.said_on, '') <= ?2 "
		"ORDER BY f.ask_on LIKE '2%' DESC, f.ask_on DESC, f.said_on DESC, f.id DESC";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	struct ranks ranks = {.ask = 8, .said = 20, .told = 26, .taste = 24};
	mct_status_t st = brief_query(b, sql, &statement);

	while (st == MCT_OK && (st = statement_step(b->m, statement)) == MCT_ROW)
		st = add_fact(b, statement, &ranks);
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- people ---------------------------------------------------------------------------------- */

static bool is_of(const char *kind)
{
	size_t length = strlen(kind);

	return length > 3 && strcmp(kind + length - 3, " of") == 0;
}

enum { P_NAME, P_KIND, P_BIRTHDAY, P_IS_OTHER, P_ID };

/* "child, 9" of those who are tied to her, "she: works at" of those she is tied to. What can be
 * said from their side is said so. */
static mct_status_t add_person(
	struct brief *b, struct relations *relations, sqlite3_stmt *person, int rank)
{
	const char *kind = brief_text(person, P_KIND);
	bool is_other = sqlite3_column_int(person, P_IS_OTHER) != 0;
	int age = brief_age(b, brief_text(person, P_BIRTHDAY));
	struct buf turned CLEANUP(buf_free) = {0};
	struct buf text CLEANUP(buf_free) = {0};
	size_t length;

	relation_inverse(relations, kind, &turned);
	if (is_other && (is_of(buf_str(&turned)) || strcmp(buf_str(&turned), kind) == 0)) {
		kind = buf_str(&turned);
		is_other = false;
	}
	length = strlen(kind);
	if (is_other)
		buf_addf(&text, "she: %s", kind);
	else if (is_of(kind))
		buf_add(&text, kind, length - 3);
	else
		buf_addf(&text, "%s her", kind);
	if (age >= 0)
		buf_addf(&text, ", %d", age);
	return brief_add(b,
		(struct brief_line){.section = BRIEF_PEOPLE,
			.label = brief_text(person, P_NAME),
			.text = buf_str(&text),
			.id = brief_text(person, P_ID),
			.rank = rank + (is_other ? 20 : 0)});
}

static mct_status_t add_people(struct brief *b, bool *any)
{
	static const char sql[] =
		"SELECT coalesce(c.preferred, c.name), x.kind, c.birthday, x.contact_id = ?1,"
		"  'n' || c.id "
		"FROM connection AS x JOIN contact AS c"
		"  ON c.id = CASE x.contact_id WHEN ?1 THEN x.other_id ELSE x.contact_id END "
		"WHERE (x.contact_id = ?1 OR x.other_id = ?1) AND coalesce(x.until, ?2) >= ?2 "
		"ORDER BY x.contact_id = ?1, x.id";
	struct relations relations CLEANUP(relations_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	int rank = 11;
	mct_status_t st = relations_load(b->m, &relations);

	if (st == MCT_OK)
		st = brief_query(b, sql, &statement);
	while (st == MCT_OK && (st = statement_step(b->m, statement)) == MCT_ROW)
		st = add_person(b, &relations, statement, rank++);
	*any = rank > 11;
	return st == MCT_DONE ? relations_check(b->m, &relations) : st;
}

/* Whom she knows and you know, and of whom you have not spoken: as far as she may be told. */
static mct_status_t add_shared(struct brief *b)
{
	const struct mct_connections_query query = {
		.person = b->client, .as_of = b->as_of, .connected = true};
	int rank = 19;
	mct_rows_t *rows;
	mct_status_t st = mct_connections_mutual(b->m, &query, &rows);

	/* She is the therapist herself, or the setting says nobody: no brief fails for that. */
	if (st != MCT_OK)
		return st == MCT_INVALID ? MCT_OK : st;
	while (st == MCT_OK && (st = mct_rows_next(rows)) == MCT_ROW) {
		struct mct_value other, yours, tell, id;

		mct_rows_value(rows, MCT_MUTUAL_OTHER, &other);
		mct_rows_value(rows, MCT_MUTUAL_YOURS, &yours);
		mct_rows_value(rows, MCT_MUTUAL_TELL_CLIENT, &tell);
		mct_rows_value(rows, MCT_MUTUAL_ID, &id);
		st = MCT_OK;
		if (strcmp(tell.text, "yes") != 0)
			continue;
		st = brief_add(b,
			(struct brief_line){.section = BRIEF_SHARED,
				.label = other.text,
				.text = yours.text,
				.id = id.text,
				.rank = rank});
		rank += 10;
	}
	mct_rows_free(rows);
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t brief_memory(struct brief *b)
{
	bool people;
	mct_status_t st = add_facts(b);

	if (st == MCT_OK)
		st = add_people(b, &people);
	return st == MCT_OK && people ? add_shared(b) : st;
}
