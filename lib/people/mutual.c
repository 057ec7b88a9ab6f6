/*
 * mutual.c - whom the therapist and a client both know, without having spoken of it:
 * how each knows them, and what may be said to whom. That somebody is a client is
 * private; it is told to nobody who does not know it from her.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "people/discretion.h"
#include "people/me.h"
#include "people/tie.h"
#include "people/web.h"
#include "record/rows.h"
#include "store/statement.h"

static const mct_field_t fields[] = {
	[MCT_MUTUAL_OTHER] = {.name = "other",
		.title = "Who",
		.help = "whom you both know",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[MCT_MUTUAL_STEPS] = {.name = "steps",
		.title = "Steps",
		.help = "how many ties lie between the client and them",
		.type = MCT_TYPE_COUNT},
	[MCT_MUTUAL_HERS] = {.name = "hers",
		.title = "She",
		.help = "how the client is tied to them",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_MUTUAL_YOURS] = {.name = "yours",
		.title = "You",
		.help = "how you know them",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED},
	[MCT_MUTUAL_TELL_CLIENT] = {.name = "tell_client",
		.title = "Tell her",
		.help = "may you speak of them to the client: yes, part or no",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM,
		.choices = discretion_words},
	[MCT_MUTUAL_TELL_OTHER] = {.name = "tell_other",
		.title = "Tell them",
		.help = "may you speak of the client to them: yes, part or no",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM,
		.choices = discretion_words},
	[MCT_MUTUAL_BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "what may be said to whom",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
	[MCT_MUTUAL_SPOKEN] = {.name = "spoken",
		.title = "Spoken",
		.help = "when you last spoke with the client of them",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[MCT_MUTUAL_ID] = {.name = "id",
		.title = "Id",
		.help = "the id of who you both know",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
};

struct mutual {
	mct_t *m;
	const char *as_of;
	int64_t client, me; /* me 0: she is not in the book */
	bool all;           /* also those who were spoken of */
	struct teller teller;
	struct buf client_name;
	mct_rows_t *rows;
};

/* ---- how she knows them ---------------------------------------------------------------------- */

/* What ?1 is to the practice: client, partner, when there was contact with whom, where they met. */
static const char sql_known[] =
	"SELECT (SELECT status FROM client WHERE id = ?1),"
	"  EXISTS (SELECT 1 FROM partner WHERE id = ?1),"
	"  (SELECT max(date) FROM contact_attempt WHERE contact_id = ?1 AND date <= ?2),"
	"  (SELECT event.name FROM event_contact JOIN event ON event.id = event_id"
	"    WHERE contact_id = ?1 ORDER BY event.date DESC LIMIT 1)";
enum { KNOWN_CLIENT, KNOWN_PARTNER, KNOWN_TOUCH, KNOWN_EVENT };

static void add_part(struct buf *out, const char *text)
{
	buf_addf(out, "%s%s", out->len > 0 ? "; " : "", text);
}

/* "sister of you"; nothing: they are not tied to her. */
static mct_status_t add_own_tie(struct mutual *u, int64_t person, struct buf *out)
{
	struct tie tie;
	mct_status_t st = MCT_DONE;

	if (u->me != 0)
		st = teller_between(&u->teller, person, u->me, &tie);
	if (st != MCT_ROW)
		return st == MCT_DONE ? MCT_OK : st;
	teller_add_kind(&u->teller, &tie, out);
	buf_adds(out, " you");
	return MCT_OK;
}

static const char *text_at(sqlite3_stmt *row, int at)
{
	return (const char *)sqlite3_column_text(row, at);
}

/* Appends how she knows somebody; nothing: she does not. */
static mct_status_t add_known(struct mutual *u, int64_t person, struct buf *out)
{
	sqlite3_stmt *known CLEANUP(statement_done) = NULL;
	const char *status, *touch;
	mct_status_t st = add_own_tie(u, person, out);

	if (st == MCT_OK)
		st = statement_get(u->m, sql_known, &known);
	if (st != MCT_OK)
		return st;
	statement_bind(known, "it", person, u->as_of);
	st = statement_step(u->m, known);
	if (st != MCT_ROW)
		return st;
	status = text_at(known, KNOWN_CLIENT);
	touch = text_at(known, KNOWN_TOUCH);
	if (sqlite3_column_int(known, KNOWN_PARTNER) != 0)
		add_part(out, "your partner");
	if (status != NULL)
		add_part(out, strcmp(status, "ended") == 0 ? "was your client" : "your client");
	if (text_at(known, KNOWN_EVENT) != NULL) {
		add_part(out, "met at ");
		buf_adds(out, text_at(known, KNOWN_EVENT));
	}
	if (touch != NULL && out->len == 0) {
		buf_adds(out, "you were in touch on ");
		date_to_human(date_from_iso(touch, strlen(touch)), false, out);
	}
	return MCT_OK;
}

/* ---- one row --------------------------------------------------------------------------------- */

/* When she and the client last spoke of somebody. */
static mct_status_t find_spoken(struct mutual *u, int64_t person, char day[11])
{
	static const char sql[] =
		"SELECT max(coalesce(said_on, date(entered_at, 'unixepoch'))) FROM fact "
		"WHERE contact_id = ?1 AND about_id = ?2";
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(u->m, sql, &row);

	day[0] = '\0';
	if (st != MCT_OK)
		return st;
	statement_bind(row, "ii", u->client, person);
	st = statement_step(u->m, row);
	if (st == MCT_ROW && text_at(row, 0) != NULL)
		snprintf(day, 11, "%s", text_at(row, 0));
	return st == MCT_ROW ? MCT_OK : st;
}

/* "to Dana Rossi: that Core Pilates is your partner" */
static mct_status_t add_rule(struct mutual *u, int64_t listener, int64_t subject, const char *to,
	size_t column, struct buf *because)
{
	struct buf tie CLEANUP(buf_free) = {0};
	enum discretion tell;
	mct_status_t st = add_own_tie(u, subject, &tie);

	if (st != MCT_OK)
		return st;
	buf_addf(because, "%sto %s: ", because->len > 0 ? "\n" : "", to);
	st = discretion_of(u->m, listener, subject, u->as_of, tie.len > 0, &tell, because);
	if (st == MCT_OK)
		row_set_text(u->rows, column, discretion_words[tell]);
	return st;
}

static mct_status_t add_row(struct mutual *u, const int64_t *people, size_t count,
	const char *yours, const char *spoken)
{
	struct buf hers CLEANUP(buf_free) = {0};
	struct buf because CLEANUP(buf_free) = {0};
	struct buf name CLEANUP(buf_free) = {0};
	int64_t person = people[count - 1];
	mct_status_t st = row_add(u->rows);

	if (st == MCT_OK)
		st = teller_add_way(&u->teller, people, count, &hers);
	if (st == MCT_OK)
		st = naming_find(&u->teller.naming, person);
	if (st != MCT_OK)
		return st;
	buf_adds(&name, naming_name(&u->teller.naming));
	row_set_text(u->rows, MCT_MUTUAL_OTHER, buf_str(&name));
	row_set_text(u->rows, MCT_MUTUAL_ID, naming_id(&u->teller.naming));
	row_set_integer(u->rows, MCT_MUTUAL_STEPS, (int64_t)count - 1);
	row_set_text(u->rows, MCT_MUTUAL_HERS, buf_str(&hers));
	row_set_text(u->rows, MCT_MUTUAL_YOURS, yours);
	row_set_text(u->rows, MCT_MUTUAL_SPOKEN, spoken);
	st = add_rule(
		u, u->client, person, buf_str(&u->client_name), MCT_MUTUAL_TELL_CLIENT, &because);
	if (st == MCT_OK)
		st = add_rule(
			u, person, u->client, buf_str(&name), MCT_MUTUAL_TELL_OTHER, &because);
	row_set_text(u->rows, MCT_MUTUAL_BECAUSE, buf_str(&because));
	return st;
}

/* ---- who it is ------------------------------------------------------------------------------- */

/* The last of the people, if the therapist knows her; *known says so. */
static mct_status_t consider(struct mutual *u, const int64_t *people, size_t count, bool *known)
{
	struct buf yours CLEANUP(buf_free) = {0};
	char spoken[11];
	mct_status_t st = add_known(u, people[count - 1], &yours);

	*known = yours.len > 0;
	if (st == MCT_OK && *known)
		st = find_spoken(u, people[count - 1], spoken);
	if (st == MCT_OK && *known && (u->all || spoken[0] == '\0'))
		st = add_row(u, people, count, buf_str(&yours), spoken);
	return st;
}

/* Who is tied to somebody whom only the client knows. `seen` are those who were looked at. */
static mct_status_t consider_further(
	struct mutual *u, const struct web *web, int64_t hers, uint8_t *seen)
{
	size_t count;
	const uint32_t *next = web_next(web, hers, &count);
	mct_status_t st = MCT_OK;
	bool known;

	for (size_t i = 0; st == MCT_OK && i < count; i++) {
		const int64_t people[] = {u->client, hers, next[i]};

		if (seen[next[i]])
			continue;
		seen[next[i]] = 1;
		st = consider(u, people, ARRAY_SIZE(people), &known);
	}
	return st;
}

/* First all of her own, since somebody may be hers in both ways. */
static mct_status_t consider_web(
	struct mutual *u, const struct web *web, uint8_t *seen, uint8_t *unknown)
{
	size_t count;
	const uint32_t *next = web_next(web, u->client, &count);
	mct_status_t st = MCT_OK;

	seen[u->client] = 1;
	seen[u->me] = 1;
	for (size_t i = 0; st == MCT_OK && i < count; i++) {
		const int64_t people[] = {u->client, next[i]};
		bool known = true;

		if (seen[next[i]])
			continue;
		seen[next[i]] = 1;
		st = consider(u, people, ARRAY_SIZE(people), &known);
		unknown[next[i]] = !known;
	}
	for (size_t i = 0; st == MCT_OK && i < count; i++) {
		if (!unknown[next[i]])
			continue;
		unknown[next[i]] = 0;
		st = consider_further(u, web, next[i], seen);
	}
	return st;
}

static mct_status_t consider_all(struct mutual *u)
{
	struct web web CLEANUP(web_free) = {0};
	uint8_t *seen CLEANUP(free_pointer) = NULL;
	mct_status_t st = web_load(u->m, u->as_of, &web);

	if (st != MCT_OK)
		return st;
	seen = calloc((size_t)web.people, 2);
	return seen != NULL ? consider_web(u, &web, seen, seen + web.people) : fail_nomem(u->m);
}

/* Only those with whom she is connected in words: one query, and no web. */
static mct_status_t consider_connected(struct mutual *u)
{
	static const char sql[] =
		"SELECT DISTINCT iif(contact_id = ?1, other_id, contact_id) FROM connection "
		"WHERE (contact_id = ?1 OR other_id = ?1) AND coalesce(until, ?2) >= ?2";
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(u->m, sql, &row);
	bool known;

	if (st == MCT_OK)
		statement_bind(row, "it", u->client, u->as_of);
	while (st == MCT_OK && (st = statement_step(u->m, row)) == MCT_ROW) {
		const int64_t people[] = {u->client, sqlite3_column_int64(row, 0)};

		st = people[1] != u->me ? consider(u, people, ARRAY_SIZE(people), &known) : MCT_OK;
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t begin(struct mutual *u)
{
	mct_status_t st = me_find(u->m, &u->me);

	if (st != MCT_ROW && st != MCT_DONE)
		return st;
	if (u->me == u->client)
		return fail(u->m, MCT_INVALID, "name a client", "that is yourself");
	st = teller_make(u->m, u->as_of, &u->teller);
	if (st == MCT_OK)
		st = naming_find(&u->teller.naming, u->client);
	if (st == MCT_OK)
		buf_adds(&u->client_name, naming_name(&u->teller.naming));
	return st == MCT_OK ? rows_of_table(u->m, fields, ARRAY_SIZE(fields), &u->rows) : st;
}

static void end(struct mutual *u)
{
	teller_free(&u->teller);
	buf_free(&u->client_name);
}

mct_status_t mct_connections_mutual(
	mct_t *m, const struct mct_connections_query *query, mct_rows_t **out)
{
	struct mutual u = {.m = m,
		.as_of = query->as_of != NULL ? query->as_of : mct_today(m),
		.client = query->person,
		.all = query->all};
	mct_status_t st = begin(&u);

	if (st == MCT_OK)
		st = query->connected ? consider_connected(&u) : consider_all(&u);
	if (st == MCT_OK)
		st = rows_sort(u.rows, "connection", "steps,other");
	if (st == MCT_OK)
		st = relations_check(m, &u.teller.relations);
	st = rows_hand_out(u.rows, st, out);
	end(&u);
	return st;
}
