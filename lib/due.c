/*
 * due.c - everyone and everything that is due by a day, in one list: whom to be in touch
 * with, whom to thank, tasks, promises, agreements that run out, referral systems and
 * events. Who is to be booked again is in lib/practice/rebook.c.
 */
#include <string.h>

#include "partners/partner_sql.h"
#include "people/contact.h"
#include "people/touch.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"

static const char *const kinds[] = {
	"touch", "thanks", "task", "promise", "request", "agreement", "system", "event", NULL};

static const mct_field_t fields[] = {
	{.name = "due",
		.title = "Due",
		.help = "the day by which, or since when it is owed",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	{.name = "over",
		.title = "Over",
		.help = "days past that day; below 0: days to come",
		.type = MCT_TYPE_DAYS,
		.flags = MCT_FIELD_LISTED},
	{.name = "kind",
		.title = "Kind",
		.help = "touch, thanks, task, promise, request, agreement, system or event",
		.type = MCT_TYPE_CHOICE,
		.choices = kinds},
	{.name = "who",
		.title = "Who",
		.help = "with whom",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	{.name = "what",
		.title = "What",
		.help = "what to do",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "phone", .title = "Phone", .help = "their phone number", .type = MCT_TYPE_PHONE},
	{.name = "email",
		.title = "E-mail",
		.help = "their e-mail address",
		.type = MCT_TYPE_EMAIL},
	{.name = "id",
		.title = "Id",
		.help = "the record that it is about",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

/* Each is a query of `due kind who what id`: the day, a kind, a contact or NULL, words, and the
 * record. ?1 is the day from which it is looked at, ?2 the last day that is shown. */

/* Whoever has a rhythm of her own, and partners with whom there was any contact; she who has one
 * and none was noted, since she came into the book. */
#define LAST_TOUCH_OF_CONTACT LAST_TOUCH("contact.id")
#define LAST_CONTACT_OF_PARTNER PARTNER_LAST_CONTACT("contact.id")
#define RHYTHM_OF_PARTNER PARTNER_TOUCH_EVERY("contact.id")
#define TOUCHES                                                                                    \
	"SELECT coalesce(date(last, every || ' days'), date(entered_at, 'unixepoch')) AS due,"     \
	"  'touch' AS kind, id AS who, iif(last IS NULL, 'be in touch for the first time',"        \
	"  'be in touch') AS what, record FROM (SELECT contact.id, contact.entered_at,"            \
	"    touch_every, " CONTACT_ID_SQL " AS record, iif(partner.id IS NULL,"                   \
	"      " LAST_TOUCH_OF_CONTACT ", " LAST_CONTACT_OF_PARTNER ") AS last,"                   \
	"    iif(partner.id IS NULL, touch_every, " RHYTHM_OF_PARTNER ") AS every"                 \
	"    FROM contact LEFT JOIN partner USING (id)"                                            \
	"    WHERE touch_every IS NOT NULL OR partner.id IS NOT NULL)"                             \
	"  WHERE every > 0 AND coalesce(touch_every, last) IS NOT NULL"

#define THANKS                                                                                     \
	"SELECT date, 'thanks', coalesce(referrer_id, partner_id), 'thank them for ' || name,"     \
	"  'r' || referral.id FROM referral JOIN named ON named.id = client_id"                    \
	"  WHERE direction = 'in' AND thanked_on IS NULL"

#define TASKS                                                                                      \
	"SELECT due_on, 'task', contact_id, what || coalesce(', after ' || event.name, ''),"       \
	"  'ta' || task.id FROM task LEFT JOIN event ON event.id = event_id"                       \
	"  WHERE due_on IS NOT NULL AND task.ended_on IS NULL"

/* It is kept when she comes next; as long as nothing is booked it is owed since it was made. */
#define PROMISES                                                                                   \
	"SELECT coalesce((SELECT min(date) FROM visit WHERE visit.client_id = promise.client_id"   \
	"    AND outcome = 'booked' AND date >= ?1), promised_on), 'promise', client_id,"          \
	"  'you promised: ' || text, 'o' || promise.id FROM promise JOIN client"                   \
	"  ON client.id = client_id WHERE made_by = 'me' AND kept IS NULL AND closed_on IS NULL"   \
	"  AND client.status <> 'ended'"

/* A right is not less urgent because its last day is weeks away: it shows from the beginning. */
#define REQUESTS                                                                                   \
	"SELECT coalesce(due_on, asked_on), 'request', contact_id,"                                \
	"  'answer the request for ' || kind, 'rq' || id FROM request WHERE answered_on IS NULL"

/* Renewing takes its time: it shows as early as the setting partner.renew says. */
#define AGREEMENTS                                                                                 \
	"SELECT renews_on, 'agreement', partner_id, 'renew the agreement', 'j' || id"              \
	"  FROM agreement WHERE id IN (SELECT max(id) FROM agreement WHERE signed_on IS NOT NULL"  \
	"    GROUP BY partner_id) AND ended_on IS NULL AND renews_on <="                           \
	"  max(?2, date(?1, setting_days('partner.renew') || ' days'))"

#define SYSTEMS                                                                                    \
	"SELECT due_on, 'system', partner_id, 'see to the ' || mechanism"                          \
	"  || coalesce(': ' || text, ''), 'm' || id FROM referral_system"                          \
	"  WHERE due_on IS NOT NULL AND ended_on IS NULL"

#define EVENTS                                                                                     \
	"SELECT date, 'event', NULL, name || coalesce(', ' || place, ''), 'ev' || id FROM event"   \
	"  WHERE coalesce(until, date) >= ?1"

static void add_query(struct buf *sql)
{
	buf_adds(sql, "WITH named AS (SELECT id, ");
	sql_add_label(sql, "contact");
	buf_adds(sql,
		" AS name, phone, email FROM contact), "
		"owed AS (" TOUCHES " UNION ALL " THANKS " UNION ALL " TASKS " UNION ALL " PROMISES
		" UNION ALL " REQUESTS " UNION ALL " AGREEMENTS " UNION ALL " SYSTEMS
		" UNION ALL " EVENTS ") "
		"SELECT due, CAST(julianday(?1) - julianday(due) AS INTEGER), kind, named.name,"
		"  what, phone, email, record FROM owed LEFT JOIN named ON named.id = who "
		"WHERE (due <= ?2 OR kind IN ('agreement', 'request')) AND ?3 IN ('', kind) "
		"ORDER BY due,"
		"  instr('event request agreement system thanks promise task touch', kind),"
		"  fold(named.name), record");
}

mct_status_t mct_due(mct_t *m, const struct mct_due_query *query, mct_rows_t **out)
{
	const char *as_of = query->as_of != NULL ? query->as_of : mct_today(m);
	const char *kind = query->kind != NULL ? query->kind : "";
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	char last[11];
	mct_status_t st;

	date_to_iso(date_from_iso(as_of, strlen(as_of)) + query->within, last);
	add_query(&sql);
	st = statement_prepare(m, buf_str(&sql), &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_text(statement, 1, as_of, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(statement, 2, last, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(statement, 3, kind, -1, SQLITE_TRANSIENT);
	return rows_of_query(m, statement, fields, ARRAY_SIZE(fields), out);
}
