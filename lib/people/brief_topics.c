/*
 * brief_topics.c - a client whose record names a condition is offered what was looked
 * into about it.
 */
#include <string.h>

#include "people/brief.h"
#include "store/statement.h"
#include "util/text.h"

/* All that her record says, folded, with a blank at either end. */
static mct_status_t read_record(struct brief *b, struct buf *out)
{
	static const char sql[] =
		"SELECT concat FROM (SELECT coalesce(needs, '') || ' ' || coalesce(goals, '') ||"
		"    ' ' || coalesce(cautions, '') || ' ' || coalesce(note, '') AS concat"
		"    FROM client WHERE id = ?1"
		"  UNION ALL SELECT text FROM fact WHERE contact_id = ?1 AND closed_on IS NULL"
		"  UNION ALL SELECT text FROM goal WHERE client_id = ?1 AND ended_on IS NULL"
		"  UNION ALL SELECT text FROM caution WHERE client_id = ?1 AND ended_on IS NULL)";
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = brief_query(b, sql, &statement);

	buf_addc(out, ' ');
	while (st == MCT_OK && (st = statement_step(b->m, statement)) == MCT_ROW) {
		text_fold(
			brief_text(statement, 0), (size_t)sqlite3_column_bytes(statement, 0), out);
		buf_addc(out, ' ');
		st = MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* Whether the record has the words of one of the phrases, which are kept apart by ';'. */
static bool names_any(const char *record, const char *phrases)
{
	while (phrases != NULL && *phrases != '\0') {
		size_t length = strcspn(phrases, ";");
		struct buf phrase CLEANUP(buf_free) = {0};

		buf_addc(&phrase, ' ');
		text_fold(phrases, length, &phrase);
		buf_addc(&phrase, ' ');
		if (phrase.len > 2 && strstr(record, buf_str(&phrase)) != NULL)
			return true;
		phrases += length + (phrases[length] == ';');
	}
	return false;
}

mct_status_t brief_topics(struct brief *b)
{
	static const char sql[] =
		"SELECT topic.name, topic.words, 't' || topic.id, max(finding.date),"
		"  count(finding.id), sum(finding.client_id = ?1) "
		"FROM topic LEFT JOIN finding ON finding.topic_id = topic.id "
		"GROUP BY topic.id ORDER BY topic.name_key";
	struct buf record CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = brief_query(b, sql, &statement);

	while (st == MCT_OK && (st = statement_step(b->m, statement)) == MCT_ROW) {
		struct buf text CLEANUP(buf_free) = {0};

		st = record.len == 0 ? read_record(b, &record) : MCT_OK;
		if (st != MCT_OK ||
			(sqlite3_column_int(statement, 5) == 0 &&
				!names_any(buf_str(&record), brief_text(statement, 0)) &&
				!names_any(buf_str(&record), brief_text(statement, 1))))
			continue;
		buf_addf(&text, "%s: %d finding%s, mct topic show %s", brief_text(statement, 0),
			sqlite3_column_int(statement, 4),
			sqlite3_column_int(statement, 4) == 1 ? "" : "s", brief_text(statement, 2));
		st = brief_add(b,
			(struct brief_line){.section = BRIEF_TOPIC,
				.text = buf_str(&text),
				.when = brief_text(statement, 3) != NULL ? "last" : NULL,
				.date = brief_text(statement, 3),
				.id = brief_text(statement, 2),
				.rank = 22});
	}
	return st == MCT_DONE ? MCT_OK : st;
}
