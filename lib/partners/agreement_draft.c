/*
 * agreement_draft.c - the paragraph or two of an agreement, made from what is recorded of
 * a partnership by the template of the practice.
 */
#include <string.h>

#include "store/statement.h"

/* What is not recorded yet is left for the two to fill in. */
#define BLANK "[...]"

/* While the setting agreement.template says nothing. */
static const char usual_template[] =
	"{practice} and {partner} introduce each other to the people whom they serve. "
	"{partner} introduces {practice} by {systems}. {practice} gets {i get}; {partner} "
	"gets {they get}; the clients of {partner} get {clients get}.\n\n"
	"Both act in the interest of those whom they send, and thank each other for them. "
	"Nothing about anybody's health is told without her consent. Either may end this "
	"agreement at any time, and both look at it again when it runs out.";

/* "the words "have you seen Amy?"", "coupon for every new member", "a feature on the web site":
 * what is said stands in quotes, what says for whom or where follows what it is, and all else
 * speaks for itself. */
#define SYSTEM_AS_SAID                                                                             \
	"CASE WHEN text IS NULL THEN mechanism"                                                    \
	" WHEN fold(mechanism) = 'script' THEN 'the words \"' || text || '\"'"                     \
	" WHEN substr(text, 1, instr(text, ' ')) IN ('for ', 'on ', 'in ', 'at ', 'with ', 'to ')" \
	"  THEN mechanism || ' ' || text ELSE text END"

/* What the wins of a side say; the ways of introducing, with how often. */
static const char sql_wins[] = "SELECT group_concat(text, ' and ') FROM (SELECT text FROM win"
			       "  WHERE partner_id = ?1 AND side = ?2 ORDER BY id)";
static const char sql_systems[] =
	"SELECT group_concat(line || coalesce(' (' || often || ')', ''), iif(n = 2, ' and ', '; '))"
	"  FROM (SELECT " SYSTEM_AS_SAID " AS line, count(*) OVER () AS n,"
	"    CASE CAST(round(365.25 / every_days) AS INTEGER) WHEN 0 THEN NULL"
	"    WHEN 1 THEN 'once a year' WHEN 2 THEN 'twice a year' WHEN 12 THEN 'every month'"
	"    WHEN 52 THEN 'every week'"
	"    ELSE CAST(round(365.25 / every_days) AS INTEGER) || ' times a year' END AS often"
	"  FROM referral_system WHERE partner_id = ?1 AND ended_on IS NULL AND ?2 IS NULL"
	"  ORDER BY id)";
static const char sql_name[] = "SELECT name FROM contact WHERE id = ?1 AND ?2 IS NULL";

static const struct place {
	const char *name, *sql, *side;
} places[] = {
	{"{partner}", sql_name, NULL},
	{"{systems}", sql_systems, NULL},
	{"{i get}", sql_wins, "me"},
	{"{they get}", sql_wins, "partner"},
	{"{clients get}", sql_wins, "clients"},
};

static mct_status_t add_answer(
	mct_t *m, const struct place *place, int64_t partner, struct buf *out)
{
	sqlite3_stmt *statement CLEANUP(statement_done) = NULL;
	const char *text = NULL;
	mct_status_t st = statement_get(m, place->sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "it", partner, place->side);
	st = statement_step(m, statement);
	if (st == MCT_ROW)
		text = (const char *)sqlite3_column_text(statement, 0);
	if (st == MCT_ROW || st == MCT_DONE)
		buf_adds(out, text != NULL ? text : BLANK);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* Fills in what stands at *at; *at moves behind it. What is no name of a place stays as it is. */
static mct_status_t add_place(mct_t *m, const char **at, int64_t partner, struct buf *out)
{
	static const char practice[] = "{practice}";

	if (strncmp(*at, practice, sizeof practice - 1) == 0) {
		*at += sizeof practice - 1;
		buf_adds(out, mct_setting(m, "practice.name"));
		return MCT_OK;
	}
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		size_t length = strlen(places[i].name);

		if (strncmp(*at, places[i].name, length) != 0)
			continue;
		*at += length;
		return add_answer(m, &places[i], partner, out);
	}
	buf_addc(out, *(*at)++);
	return MCT_OK;
}

mct_status_t mct_agreement_draft(mct_t *m, int64_t partner, const char **text)
{
	struct buf template CLEANUP(buf_free) = {0};
	const char *own = mct_setting(m, "agreement.template");
	mct_status_t st = MCT_OK;

	buf_adds(&template, own[0] != '\0' ? own : usual_template);
	buf_clear(&m->scratch);
	for (const char *at = buf_str(&template); st == MCT_OK && *at != '\0';)
		st = add_place(m, &at, partner, &m->scratch);
	if (st == MCT_OK && m->scratch.failed)
		st = fail_nomem(m);
	if (st == MCT_OK)
		*text = buf_str(&m->scratch);
	return st;
}
