/*
 * brief.h - between the frame of a brief and its parts: what is known of a client is
 * put together line by line, each with a rank that says what goes first where
 * there is little room.
 */
#ifndef MCT_PEOPLE_BRIEF_H
#define MCT_PEOPLE_BRIEF_H

#include "record/rows.h"

/* In the order of the card. */
enum brief_section {
	BRIEF_TODAY,
	BRIEF_CAUTION,
	BRIEF_HEALTH,
	BRIEF_FELT,
	BRIEF_SHE,
	BRIEF_MONEY,
	BRIEF_ASK,
	BRIEF_PROMISED,
	BRIEF_SAID,
	BRIEF_PEOPLE,
	BRIEF_SHARED,
	BRIEF_GOAL,
	BRIEF_NEED,
	BRIEF_PREFERS,
	BRIEF_SESSION,
	BRIEF_RECOMMENDED,
	BRIEF_THANKS,
	BRIEF_BIRTHDAY,
	BRIEF_PAUSE,
	BRIEF_TOPIC,
	BRIEF_WISH,
	BRIEF_TOLD,
	BRIEF_NOTE
};

/* Rank from which a line belongs to the full brief alone. */
#define BRIEF_FULL_ONLY 60

/* A part that is one query. ?1 is the client, ?2 the day; it answers label, text, when, date, id,
 * and a rank that is added to the part's own. */
struct brief_part {
	enum brief_section section;
	int rank, step; /* of its first line; more for each further line */
	const char *sql;
};
extern const struct brief_part brief_parts[];
extern const size_t brief_part_count;

/* The brief of one client while it is put together. */
struct brief {
	mct_t *m;
	int64_t client;
	bool money;
	const char *as_of;
	int32_t today; /* the same day */
	int age;       /* hers on that day; -1 when it is not known */
	mct_rows_t *rows;
	struct buf name;
	struct brief_line *lines; /* in the order they were found */
	size_t count, capacity;
};

struct brief_line {
	enum brief_section section;
	const char *label, *text, *when, *date, *id; /* NULL where there is none; copied */
	int rank;
};
mct_status_t brief_add(struct brief *b, struct brief_line line);

/* What stands in her own row: needs, preferences ..., her birthday, and how she is named.
 * MCT_NOTFOUND when there is no such client. */
mct_status_t brief_client(struct brief *b);
/* Her health: cautions, when it was gone through, who speaks for her when she is under age. */
mct_status_t brief_health(struct brief *b);
/* What she said and was told, and the people and animals near her. */
mct_status_t brief_memory(struct brief *b);
/* When she comes, how often, how it went. */
mct_status_t brief_visits(struct brief *b);
/* What was looked into that concerns her. */
mct_status_t brief_topics(struct brief *b);

/* Her age, or anyone's, on the day of the brief; -1 when the birthday is not known. */
int brief_age(const struct brief *b, const char *birthday);

/* A statement for the client (?1) and the day (?2). */
mct_status_t brief_query(struct brief *b, const char *sql, sqlite3_stmt **out);
static inline const char *brief_text(sqlite3_stmt *statement, int at)
{
	return (const char *)sqlite3_column_text(statement, at);
}

#endif
