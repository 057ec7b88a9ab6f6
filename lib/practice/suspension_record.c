/*
 * suspension_record.c - the fields of a suspension. It ends when she resumed, and her
 * status follows it; nobody pauses twice at once.
 */
#include "practice/suspension.h"

#include "people/client.h"
#include "people/find.h"
#include "record/record.h"
#include "store/statement.h"

enum { CLIENT, SINCE, UNTIL, CHECK_IN, BECAUSE, WITH, RESUMED, OUTCOME };

static const char *const because_words[] = {"reason", "why", NULL};
static const char *const with_words[] = {"carer", "modality", "who looks after her", NULL};
static const char *const until_words[] = {"expected return", "back", "return", NULL};
static const char *const resumed_words[] = {"resumed on", "returned", NULL};

static const mct_field_t fields[] = {
	[CLIENT] = CLIENT_FIELD("who pauses", MCT_FIELD_KEY),
	[SINCE] = {.name = "since",
		.title = "Since",
		.help = "from which day on",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY},
	[UNTIL] = {.name = "until",
		.title = "Until",
		.help = "the day she is expected back",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AHEAD,
		.words = until_words},
	[CHECK_IN] = {.name = "check_in",
		.title = "Say hello",
		.help = "the day to ask how she is",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_AHEAD,
		.column = "check_in_on"},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "why she pauses",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_PRIVATE |
			MCT_FIELD_SEARCHED,
		.words = because_words},
	[WITH] = {.name = "with",
		.title = "With",
		.help = "who looks after her meanwhile",
		.type = MCT_TYPE_REF,
		.find = find_reference,
		.flags = MCT_FIELD_LISTED,
		.column = "carer_id",
		.words = with_words},
	[RESUMED] = {.name = "resumed",
		.title = "Resumed",
		.help = "the day she came back",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED,
		.column = "resumed_on",
		.words = resumed_words},
	[OUTCOME] = {.name = "outcome",
		.title = "Outcome",
		.help = "what came of it",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_SEARCHED},
};

static mct_status_t complete(mct_record_t *r)
{
	record_default_today(r, SINCE);
	return MCT_OK;
}

static mct_status_t find_open(mct_record_t *r, int64_t *id)
{
	static const char sql[] = "SELECT id FROM suspension WHERE client_id = ?1 "
				  "AND resumed_on IS NULL AND id <> ?2";

	return query_integer(r->m, id, sql, "ii", record_value(r, CLIENT)->integer, r->id);
}

static mct_status_t check(mct_record_t *r)
{
	int64_t open = 0;
	mct_status_t st;

	record_check_order(r, SINCE, UNTIL);
	record_check_order(r, SINCE, CHECK_IN);
	record_check_order(r, SINCE, RESUMED);
	record_check_past(r, RESUMED);
	if (record_value(r, RESUMED)->set || !record_value(r, CLIENT)->set)
		return MCT_OK;
	st = find_open(r, &open);
	if (st == MCT_ROW)
		problem_add(r->m, MCT_REFUSED, "client", record_text(r, CLIENT),
			"change that one, or end it with: mct client resume",
			"%s pauses already (s%lld)", record_text(r, CLIENT), (long long)open);
	return st == MCT_ROW || st == MCT_DONE ? MCT_OK : st;
}

/* The client's status says what her suspensions say, unless she has ended. */
static mct_status_t follow_status(mct_record_t *r)
{
	static const char sql[] =
		"UPDATE client SET status = CASE WHEN EXISTS (SELECT 1 FROM suspension "
		"    WHERE client_id = ?1 AND resumed_on IS NULL AND since <= ?2)"
		"  THEN 'suspended' ELSE 'active' END WHERE id = ?1 AND status <> 'ended'";
	sqlite3_stmt *statement;
	mct_status_t st = statement_get(r->m, sql, &statement);

	if (st != MCT_OK)
		return st;
	statement_bind(statement, "it", record_value(r, CLIENT)->integer, mct_today(r->m));
	return statement_run(r->m, statement);
}

static mct_status_t saved(mct_record_t *r, enum mct_change change)
{
	(void)change;
	return follow_status(r);
}

const mct_entity_t entity_suspension = {
	.name = "suspension",
	.plural = "suspensions",
	.help = "who pauses, why, and who looks after her meanwhile",
	.table = "suspension",
	.prefix = "s",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.date_field = "since",
	.ended_field = "resumed",
	.order = "suspension.since, suspension.id",
	.complete = complete,
	.check = check,
	.saved = saved,
	.removed = follow_status,
};
