/*
 * partner_find.c - who could be a partner: of everyone in the book who serves a market with
 * other services, and why; which kinds of business are missing; and which
 * clients could introduce the therapist.
 */
#include <string.h>

#include "partners/market.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"
#include "util/text.h"

static const char *const sections[] = {"known", "missing", NULL};
static const char *const levels[] = {"primary", "secondary", NULL};

static const mct_field_t fields[] = {
	{.name = "section",
		.title = "Section",
		.help = "known: in the book; missing: a kind of business that is not",
		.type = MCT_TYPE_CHOICE,
		.choices = sections},
	{.name = "name",
		.title = "Who",
		.help = "who it is; empty: a kind of business that is missing",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "business",
		.title = "Business",
		.help = "the kind of business",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "level",
		.title = "Partner",
		.help = "primary or secondary; empty: no partner yet",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = levels},
	{.name = "market",
		.title = "Market",
		.help = "the market that is served",
		.type = MCT_TYPE_TEXT},
	{.name = "because",
		.title = "Because",
		.help = "why it could be a partner",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL | MCT_FIELD_PRIVATE},
	{.name = "same_services",
		.title = "Both do",
		.help = "what they do that you do, too",
		.type = MCT_TYPE_WORDS},
	{.name = "ask",
		.title = "Ask",
		.help = "whom to ask for an introduction",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL | MCT_FIELD_PRIVATE},
	{.name = "id",
		.title = "Id",
		.help = "who it is, in the book",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

/* ---- which market ---------------------------------------------------------------------------- */

#define IS_MEANT "(has_phrase(phrase_keys(?2), names) OR has_phrase(names, phrase_keys(?2)))"

/* The name that is nearest to one that nobody knows. */
static mct_status_t fail_unknown(mct_t *m, const char *phrase, const char *table)
{
	static const char sql[] =
		"WITH " MARKET_KINDS " SELECT DISTINCT market FROM kind WHERE ?2 IS NOT NULL";
	struct buf hint CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "tt", table, phrase);
	while ((st = statement_step(m, statement)) == MCT_ROW) {
		const char *const one[] = {(const char *)sqlite3_column_text(statement, 0), NULL};

		if (hint.len == 0 && text_nearest(phrase, one) != NULL)
			buf_addf(&hint, "did you mean %s? ", one[0]);
	}
	if (st != MCT_DONE)
		return st;
	buf_adds(&hint, "see those known with: mct market known; add one with: mct market add");
	return fail(m, MCT_NOTFOUND, buf_str(&hint), "the market \"%s\" is not known", phrase);
}

/* Every phrase names a market of the table, or one that somebody in the book serves: a slip of the
 * finger would find nobody without a word. */
static mct_status_t check_market(mct_t *m, const char *market, const char *table)
{
	static const char sql[] =
		"WITH " MARKET_KINDS " SELECT 1 FROM kind WHERE " IS_MEANT
		" UNION ALL SELECT 1 FROM partner"
		"  WHERE has_phrase(phrase_keys(?2), phrase_keys(market)) LIMIT 1";
	mct_status_t st = MCT_ROW;

	while (st == MCT_ROW && *market != '\0') {
		struct buf phrase CLEANUP(buf_free) = {0};
		size_t n = strcspn(market, ";,");
		const char *s = market;
		int64_t one;

		market += n + (market[n] != '\0');
		text_trim(&s, &n);
		if (n == 0)
			continue;
		buf_add(&phrase, s, n);
		st = query_integer(m, &one, sql, "tt", table, buf_str(&phrase));
		if (st == MCT_DONE)
			st = fail_unknown(m, buf_str(&phrase), table);
	}
	return st == MCT_ROW ? MCT_OK : st;
}

/* ---- who ------------------------------------------------------------------------------------- */

/* The kinds of business of the markets that are meant, and all the names of these together. */
static const char sql_wanted[] =
	"wanted AS MATERIALIZED (SELECT * FROM kind WHERE " IS_MEANT
	"), served AS MATERIALIZED (SELECT phrase_keys(?2) || coalesce((SELECT"
	"  group_concat(names, '') FROM (SELECT DISTINCT names FROM wanted)), '') AS names), ";

/* What everyone in the book does: what is written down as theirs, what the name of a business says,
 * what a client told of her own work, and what was noted at an event. Which kind of business that
 * is, and whether a partner is said to serve the market. */
static const char sql_book[] =
	"worker AS MATERIALIZED (SELECT contact_id, group_concat(text, '; ') AS work FROM fact"
	"  WHERE kind = 'work' AND told_by <> 'me' AND closed_on IS NULL GROUP BY contact_id), "
	"met AS MATERIALIZED (SELECT contact_id, group_concat(about, '; ') AS about,"
	"    group_concat('met at ' || event.name || ': ' || about, '; ') AS told"
	"  FROM event_contact JOIN event ON event.id = event_id WHERE about IS NOT NULL"
	"  GROUP BY contact_id), "
	"book AS MATERIALIZED (SELECT contact.id, partner.business, partner.level, partner.market,"
	"    partner.services, client.id IS NOT NULL AS is_client, work, told,"
	"    phrase_keys(coalesce(partner.business || '; ', '')"
	"      || coalesce(partner.services || '; ', '') || coalesce(contact.tags || '; ', '')"
	"      || coalesce(work || '; ', '') || coalesce(about || '; ', '')"
	"      || iif(client.id IS NULL, coalesce(contact.note || '; ', ''), '')"
	"      || iif(partner.id IS NOT NULL OR contact.kind = 'organisation', contact.name, ''))"
	"      AS does"
	"  FROM contact LEFT JOIN partner USING (id) LEFT JOIN client USING (id)"
	"  LEFT JOIN worker ON worker.contact_id = contact.id"
	"  LEFT JOIN met ON met.contact_id = contact.id WHERE contact.kind <> 'animal'), "
	"kinds AS MATERIALIZED (SELECT book.*, has_phrase(served.names, phrase_keys(book.market))"
	"    AS serves, (SELECT min(pos) FROM wanted WHERE has_phrase(words, does)) AS kind_pos"
	"  FROM book, served), "
	"fit AS MATERIALIZED (SELECT *,"
	"    shared_words(services, setting('practice.services')) AS same FROM kinds"
	"  WHERE serves OR kind_pos IS NOT NULL), ";

/* Who stands between: somebody who is tied to them, a client who knows somebody who is, and a
 * client who was sent to or fro. CROSS JOIN goes from the few who fit to their ties. */
static const char sql_ties[] =
	"near AS MATERIALIZED (SELECT fit.id, contact_id AS one, kind, 1 AS forth FROM fit"
	"    CROSS JOIN connection ON other_id = fit.id"
	"    WHERE coalesce(until, '9') >= today() "
	"  UNION ALL SELECT fit.id, other_id, kind, 0 FROM fit"
	"    CROSS JOIN connection ON contact_id = fit.id"
	"    WHERE coalesce(until, '9') >= today()), "
	"next AS MATERIALIZED (SELECT near.id, near.one AS middle, contact_id AS one FROM near"
	"    CROSS JOIN connection ON other_id = near.one WHERE coalesce(until, '9') >= today() "
	"  UNION SELECT near.id, near.one, other_id FROM near"
	"    CROSS JOIN connection ON contact_id = near.one"
	"    WHERE coalesce(until, '9') >= today()), "
	"line AS MATERIALIZED (SELECT near.id, iif(forth,"
	"      she.name || ', ' || kind || ' ' || it.name,"
	"      she.name || ' (' || it.name || ', ' || kind || ' ' || she.name || ')') AS text,"
	"    iif(EXISTS (SELECT 1 FROM client WHERE client.id = near.one), 0, 2) AS far"
	"    FROM near CROSS JOIN named AS she ON she.id = near.one"
	"    CROSS JOIN named AS it ON it.id = near.id "
	"  UNION SELECT next.id, she.name || ', through ' || middle.name, 1 FROM next"
	"    CROSS JOIN client ON client.id = next.one AND client.id <> next.id"
	"    CROSS JOIN named AS she ON she.id = next.one"
	"    CROSS JOIN named AS middle ON middle.id = next.middle "
	"  UNION SELECT fit.id, she.name || iif(direction = 'in', ', whom they sent you',"
	"      ', whom you sent there'), 0 FROM fit CROSS JOIN referral ON partner_id = fit.id"
	"    CROSS JOIN named AS she ON she.id = client_id AND she.id <> fit.id), "
	"said AS MATERIALIZED (SELECT fact.id, contact_id, text, phrase_keys(text) AS keys"
	"  FROM fact JOIN client ON client.id = contact_id WHERE coalesce(kind, '') <> 'work'"
	"    AND told_by <> 'me' AND closed_on IS NULL AND client.status <> 'ended') ";

#define INTRODUCERS_MOST "5"

static const char sql_known[] =
	"SELECT 'known' AS section, named.name, coalesce(fit.business, wanted.business), level,"
	"  coalesce(wanted.market, (SELECT group_concat(market, '; ') FROM (SELECT DISTINCT market"
	"    FROM wanted WHERE has_phrase(names, phrase_keys(fit.market)))), fit.market), ltrim("
	"    iif(serves, '; serves ' || replace(fit.market, '; ', ', '), '')"
	"    || coalesce('; ' || wanted.business || ': ' || wanted.because, '')"
	"    || iif(kind_pos IS NOT NULL, coalesce('; her work: ' || work, '')"
	"      || coalesce('; ' || told, ''), '')"
	"    || coalesce('; but both of you do ' || replace(same, '; ', ', '), ''), '; '),"
	"  same,"
	"  (SELECT 'ask ' || group_concat(text, '; ') FROM (SELECT text FROM line"
	"    WHERE line.id = fit.id ORDER BY far, text LIMIT " INTRODUCERS_MOST ")) AS ask,"
	"  iif(level IS NOT NULL, 'p', iif(is_client, 'c', 'n')) || fit.id,"
	"  iif(same IS NULL, 0, 10) + CASE level WHEN 'primary' THEN 2 WHEN 'secondary' THEN 1"
	"    ELSE 0 END AS place "
	"FROM fit JOIN named USING (id) LEFT JOIN wanted ON wanted.pos = kind_pos";

static const char sql_missing[] =
	"SELECT 'missing', NULL, business, NULL, group_concat(market, '; '), because, NULL,"
	"  ask, id, 100 + min(pos) AS place FROM (SELECT wanted.*,"
	"    (SELECT 'ask ' || group_concat(name || ': ' || text || ' (f' || id || ')', '; ') FROM"
	"      (SELECT named.name, text, said.id FROM said JOIN named ON named.id = contact_id"
	"        WHERE has_phrase(words, keys) ORDER BY said.id DESC LIMIT " INTRODUCERS_MOST "))"
	"      AS ask FROM wanted) AS lacking "
	"GROUP BY fold(business) HAVING NOT EXISTS"
	"  (SELECT 1 FROM wanted AS any JOIN fit ON has_phrase(any.words, does)"
	"    WHERE fold(any.business) = fold(lacking.business))";

static void add_query(struct buf *sql)
{
	buf_adds(sql, "WITH named AS (SELECT id, ");
	sql_add_label(sql, "contact");
	buf_addf(sql, " AS name FROM contact), " MARKET_KINDS ", %s%s%s", sql_wanted, sql_book,
		sql_ties);
	buf_addf(sql,
		"SELECT * FROM (%s UNION ALL %s) WHERE ?3 IN ('', section) "
		"ORDER BY section, place, ask IS NULL, fold(name)",
		sql_known, sql_missing);
}

mct_status_t mct_partner_find(
	mct_t *m, const struct mct_partner_find_query *query, mct_rows_t **out)
{
	const char *market =
		query->market != NULL ? query->market : mct_setting(m, "practice.market");
	struct buf sql CLEANUP(buf_free) = {0};
	struct buf table CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	mct_status_t st;

	if (market[strspn(market, ";, ")] == '\0')
		return fail(m, MCT_INVALID,
			"say it with --market, or once for all: mct config set practice.market "
			"\"runners; seniors\"",
			"whom you want to serve is not known");
	market_table_json(&table);
	add_query(&sql);
	if (table.failed || sql.failed)
		return fail_nomem(m);
	st = check_market(m, market, buf_str(&table));
	if (st == MCT_OK)
		st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_text(statement, 1, buf_str(&table), (int)table.len, SQLITE_TRANSIENT);
	sqlite3_bind_text(statement, 2, market, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(
		statement, 3, query->section != NULL ? query->section : "", -1, SQLITE_TRANSIENT);
	return rows_of_query(m, statement, fields, ARRAY_SIZE(fields), out);
}
