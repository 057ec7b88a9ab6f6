/*
 * who.c - whom to ask about something: everybody whose trade, services, notes ... have
 * the words, those who say it most plainly first, with how to reach them.
 */
#include <stdlib.h>
#include <string.h>

#include "people/me.h"
#include "people/naming.h"
#include "record/rows.h"
#include "record/terms.h"
#include "store/statement.h"
#include "util/array.h"
#include "util/text.h"

enum { NAME, ROLE, WHAT, SAID_IN, PHONE, EMAIL, THROUGH, LAST_CONTACT, SCORE, ID };

static const char *const roles[] = {"partner", "contact", "client", NULL};

static const mct_field_t fields[] = {
	[NAME] = {.name = "name",
		.title = "Who",
		.help = "whom to ask",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[ROLE] = {.name = "role",
		.title = "Is",
		.help = "partner, client, or another contact",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.choices = roles},
	[WHAT] = {.name = "what",
		.title = "What",
		.help = "what is known that has the words",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_PRIVATE},
	[SAID_IN] = {.name = "said_in",
		.title = "As",
		.help = "where it stands: helps with, trade, services ...",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[PHONE] = {.name = "phone",
		.title = "Phone",
		.help = "their phone number",
		.type = MCT_TYPE_PHONE,
		.flags = MCT_FIELD_LISTED},
	[EMAIL] = {.name = "email",
		.title = "E-mail",
		.help = "their e-mail address",
		.type = MCT_TYPE_EMAIL,
		.flags = MCT_FIELD_LISTED},
	[THROUGH] = {.name = "through",
		.title = "Through",
		.help = "whom to ask for there, or who knows them",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED},
	[LAST_CONTACT] = {.name = "last_contact",
		.title = "Last contact",
		.help = "when you were last in touch",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[SCORE] = {.name = "score",
		.title = "Score",
		.help = "how much of it is known; the best are first",
		.type = MCT_TYPE_COUNT},
	[ID] = {.name = "id",
		.title = "Id",
		.help = "their id",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

/* ---- what is read ---------------------------------------------------------------------------- */

/*
 * Who, how much it says, where it stands, what it says. Of health nothing is read but why somebody
 * was sent on or recommended to them: a client who has a sore back is nobody to ask about backs.
 */
static const char sql_texts[] =
	"SELECT id, 6, 'helps with', helps_with FROM contact WHERE helps_with IS NOT NULL "
	"UNION ALL SELECT id, 5, 'trade', trade FROM contact WHERE trade IS NOT NULL "
	"UNION ALL SELECT id, 5, 'services', services FROM partner WHERE services IS NOT NULL "
	"UNION ALL SELECT id, 4, 'business', business FROM partner WHERE business IS NOT NULL "
	"UNION ALL SELECT id, 3, 'name', name FROM contact WHERE kind <> 'animal' "
	"UNION ALL SELECT id, 3, 'tags', tags FROM contact WHERE tags IS NOT NULL "
	"UNION ALL SELECT contact_id, 3, 'connection', connection.kind || ' ' || name"
	"  FROM connection JOIN contact ON contact.id = other_id WHERE coalesce(until, ?1) >= ?1 "
	"UNION ALL SELECT contact_id, 4, 'task', what || coalesce(', ' || kind, '') FROM task"
	"  WHERE contact_id IS NOT NULL AND ended_on IS NULL"
	"    AND coalesce(kind, '') <> 'follow-up' "
	"UNION ALL SELECT contact_id, 3, 'meeting', about FROM event_contact"
	"  WHERE about IS NOT NULL "
	"UNION ALL SELECT coalesce(about_id, contact_id), 2, 'fact', text FROM fact"
	"  WHERE closed_on IS NULL AND (kind = 'work' OR (coalesce(kind, '') <> 'health'"
	"    AND about_id IS NOT NULL AND about_id NOT IN (SELECT id FROM client))) "
	"UNION ALL SELECT partner_id, 2, 'you sent there', because FROM referral"
	"  WHERE direction = 'out' AND partner_id IS NOT NULL AND because IS NOT NULL "
	"UNION ALL SELECT contact_id, 2, 'you recommended', text || ', because ' || because"
	"  FROM recommendation WHERE contact_id IS NOT NULL "
	"UNION ALL SELECT id, 1, 'note', note FROM contact WHERE note IS NOT NULL "
	"UNION ALL SELECT id, 1, 'note', note FROM partner WHERE note IS NOT NULL "
	"UNION ALL SELECT id, 1, 'market', market FROM partner WHERE market IS NOT NULL";
enum { T_PERSON, T_WEIGHT, T_WHERE, T_TEXT };

/* A text that has some of the words, and then somebody with all that is known of her. */
struct hit {
	int64_t person;
	uint32_t has; /* the terms */
	int score, weight;
	char *what, *where; /* the text that says most */
};

struct who {
	mct_t *m;
	const char *as_of;
	int64_t me; /* she need not be told of herself; 0: she is not in the book */
	struct hit *hits;
	size_t count, room;
	mct_rows_t *rows;
};

static void hit_free(struct hit *hit)
{
	free(hit->what);
	free(hit->where);
}

static void who_free(struct who *w)
{
	for (size_t i = 0; i < w->count; i++)
		hit_free(&w->hits[i]);
	free(w->hits);
}

static mct_status_t add_hit(struct who *w, sqlite3_stmt *row, uint32_t has)
{
	struct hit *hit;

	if (!ARRAY_ROOM(w->hits, w->count, w->room))
		return fail_nomem(w->m);
	hit = &w->hits[w->count++];
	*hit = (struct hit){.person = sqlite3_column_int64(row, T_PERSON),
		.has = has,
		.weight = sqlite3_column_int(row, T_WEIGHT) * __builtin_popcount(has),
		.where = strdup((const char *)sqlite3_column_text(row, T_WHERE)),
		.what = strdup((const char *)sqlite3_column_text(row, T_TEXT))};
	hit->score = hit->weight;
	return hit->what != NULL && hit->where != NULL ? MCT_OK : fail_nomem(w->m);
}

static mct_status_t read_texts(struct who *w, const struct terms *terms)
{
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	struct buf folded CLEANUP(buf_free) = {0};
	mct_status_t st = statement_get(w->m, sql_texts, &row);

	if (st == MCT_OK)
		statement_bind(row, "t", w->as_of);
	while (st == MCT_OK && (st = statement_step(w->m, row)) == MCT_ROW) {
		uint32_t counts[TERMS_MAX] = {0}, has;

		buf_clear(&folded);
		text_fold((const char *)sqlite3_column_text(row, T_TEXT),
			(size_t)sqlite3_column_bytes(row, T_TEXT), &folded);
		if (folded.failed)
			return fail_nomem(w->m);
		has = terms_count(terms, buf_str(&folded), folded.len, counts);
		st = has != 0 ? add_hit(w, row, has) : MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- who it is ------------------------------------------------------------------------------- */

static int compare_hits(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return strcmp(x->what, y->what);
}

/* Of each person one hit, from the `first` on, with the text that says most and the sum of all. */
static void gather(struct who *w, size_t first)
{
	size_t kept = first;

	if (w->count > first)
		qsort(w->hits + first, w->count - first, sizeof *w->hits, compare_hits);
	for (size_t i = first; i < w->count; i++) {
		struct hit *hit = &w->hits[i], *last = kept > first ? &w->hits[kept - 1] : NULL;

		if (last != NULL && last->person == hit->person) {
			last->has |= hit->has;
			last->score += hit->score;
			hit_free(hit);
		} else {
			w->hits[kept++] = *hit;
		}
	}
	w->count = kept;
}

/* Only whoever has all the words. */
static void keep_complete(struct who *w, size_t first, const struct terms *terms)
{
	uint32_t all = terms->count < 32 ? ((uint32_t)1 << terms->count) - 1 : UINT32_MAX;
	size_t kept = first;

	for (size_t i = first; i < w->count; i++) {
		if (w->hits[i].has == all)
			w->hits[kept++] = w->hits[i];
		else
			hit_free(&w->hits[i]);
	}
	w->count = kept;
}

static mct_status_t look_for(struct who *w, const char *text)
{
	struct terms terms CLEANUP(terms_free) = {.count = 0};
	size_t first = w->count;
	mct_status_t st = terms_read(w->m, text, &terms);

	if (st == MCT_OK)
		st = read_texts(w, &terms);
	if (st != MCT_OK)
		return st;
	gather(w, first);
	keep_complete(w, first, &terms);
	return MCT_OK;
}

/* The other words of a topic stand for it: who knows about adhesive capsulitis knows about frozen
 * shoulders. */
static mct_status_t look_for_topics(struct who *w, const char *text)
{
	static const char sql[] =
		"WITH RECURSIVE word (topic, text, rest) AS ("
		"  SELECT id, name, coalesce(words, '') || ';' FROM topic"
		"  UNION ALL SELECT topic, trim(substr(rest, 1, instr(rest, ';') - 1)),"
		"    substr(rest, instr(rest, ';') + 1) FROM word WHERE rest <> '') "
		"SELECT DISTINCT other.text FROM word JOIN word AS other USING (topic) "
		"WHERE fold(word.text) = fold(?1) AND fold(other.text) NOT IN (fold(?1), '')";
	sqlite3_stmt *row CLEANUP(statement_finish) = NULL;
	mct_status_t st = statement_prepare(w->m, sql, &row);

	if (st == MCT_OK)
		statement_bind(row, "t", text);
	while (st == MCT_OK && (st = statement_step(w->m, row)) == MCT_ROW) {
		struct buf phrase CLEANUP(buf_free) = {0};

		buf_addf(&phrase, "\"%s\"", (const char *)sqlite3_column_text(row, 0));
		st = look_for(w, buf_str(&phrase));
	}
	return st == MCT_DONE ? MCT_OK : st;
}

/* ---- how to reach them ----------------------------------------------------------------------- */

/* Who works there, or the person to talk to; else, of somebody who cannot be reached, who knows
 * her. */
static const char sql_reach[] =
	"SELECT CASE WHEN EXISTS (SELECT 1 FROM partner WHERE id = ?1) THEN 'partner'"
	"    WHEN EXISTS (SELECT 1 FROM client WHERE id = ?1) THEN 'client' ELSE 'contact' END,"
	"  phone, email,"
	"  coalesce((SELECT group_concat(name, '; ') FROM ("
	"      SELECT contact AS name FROM partner WHERE id = ?1 AND contact IS NOT NULL"
	"      UNION SELECT name FROM connection JOIN contact ON contact.id = contact_id"
	"        WHERE other_id = ?1"
	"        AND connection.kind IN ('works at', 'works for', 'runs', 'owns')"
	"        AND coalesce(until, ?2) >= ?2"
	"      UNION SELECT name FROM connection JOIN contact ON contact.id = other_id"
	"        WHERE contact_id = ?1 AND connection.kind = 'employs'"
	"        AND coalesce(until, ?2) >= ?2)),"
	"    iif(phone IS NULL AND email IS NULL, (SELECT group_concat(name, '; ') FROM ("
	"      SELECT name FROM fact JOIN contact ON contact.id = contact_id"
	"        WHERE about_id = ?1 AND closed_on IS NULL"
	"      UNION SELECT name FROM connection JOIN contact"
	"        ON contact.id = iif(contact_id = ?1, other_id, contact_id)"
	"        WHERE ?1 IN (contact_id, other_id) AND coalesce(until, ?2) >= ?2 LIMIT 3)),"
	"    NULL)),"
	"  (SELECT max(day) FROM (SELECT max(date) AS day FROM contact_attempt"
	"      WHERE contact_id = ?1 AND date <= ?2"
	"    UNION ALL SELECT max(date) FROM visit"
	"      WHERE client_id = ?1 AND outcome = 'completed' AND date <= ?2)) "
	"FROM contact WHERE id = ?1";
enum { R_ROLE, R_PHONE, R_EMAIL, R_THROUGH, R_LAST };

static const char *text_at(sqlite3_stmt *row, int at)
{
	return (const char *)sqlite3_column_text(row, at);
}

static mct_status_t add_row(struct who *w, struct naming *naming, const struct hit *hit)
{
	sqlite3_stmt *reach CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(w->m, sql_reach, &reach);

	if (st == MCT_OK)
		st = naming_find(naming, hit->person);
	if (st == MCT_OK)
		st = row_add(w->rows);
	if (st != MCT_OK)
		return st;
	statement_bind(reach, "it", hit->person, w->as_of);
	st = statement_step(w->m, reach);
	if (st != MCT_ROW)
		return st == MCT_DONE ? MCT_OK : st;
	row_set_text(w->rows, NAME, naming_name(naming));
	row_set_text(w->rows, ROLE, text_at(reach, R_ROLE));
	row_set_text(w->rows, WHAT, hit->what);
	row_set_text(w->rows, SAID_IN, hit->where);
	row_set_text(w->rows, PHONE, text_at(reach, R_PHONE));
	row_set_text(w->rows, EMAIL, text_at(reach, R_EMAIL));
	row_set_text(w->rows, THROUGH, text_at(reach, R_THROUGH));
	row_set_text(w->rows, LAST_CONTACT, text_at(reach, R_LAST));
	row_set_integer(w->rows, SCORE, hit->score);
	row_set_text(w->rows, ID, naming_id(naming));
	return MCT_OK;
}

static mct_status_t add_rows(struct who *w)
{
	struct naming naming CLEANUP(naming_end) = {0};
	mct_status_t st = naming_begin(w->m, &naming);

	gather(w, 0);
	for (size_t i = 0; st == MCT_OK && i < w->count; i++)
		st = w->hits[i].person != w->me ? add_row(w, &naming, &w->hits[i]) : MCT_OK;
	if (st == MCT_OK)
		st = rows_sort(w->rows, "person", "-score,-last_contact,name");
	return st;
}

mct_status_t mct_who(mct_t *m, const struct mct_who_query *query, mct_rows_t **out)
{
	struct who w CLEANUP(who_free) = {
		.m = m, .as_of = query->as_of != NULL ? query->as_of : mct_today(m)};
	mct_status_t st = look_for(&w, query->text);

	if (st == MCT_OK)
		st = look_for_topics(&w, query->text);
	if (st == MCT_OK)
		st = me_find(m, &w.me);
	if (st == MCT_ROW || st == MCT_DONE)
		st = rows_of_table(m, fields, ARRAY_SIZE(fields), &w.rows);
	if (st == MCT_OK)
		st = add_rows(&w);
	if (st == MCT_OK && query->limit > 0)
		rows_limit(w.rows, (size_t)query->limit);
	return rows_hand_out(w.rows, st, out);
}
