/*
 * market.c - the fields of a market: a kind of business that serves it, and why. What the
 * program knows of markets is extended by these, or put right.
 */
#include "partners/market.h"

#include "partners/market_table.h"
#include "record/record.h"
#include "record/rows.h"
#include "store/statement.h"
#include "util/json.h"

static const char *const market_words[] = {"target market", "whom", "serves", NULL};
static const char *const business_words[] = {"kind of business", "type", "trade", NULL};
static const char *const words_words[] = {"other words", "also", "synonyms", NULL};
static const char *const because_words[] = {"why", "reason", NULL};

static const mct_field_t fields[] = {
	{.name = "market",
		.title = "Market",
		.help = "whom you want to serve",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.words = market_words},
	{.name = "business",
		.title = "Business",
		.help = "a kind of business that serves them, too",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_REQUIRED | MCT_FIELD_LISTED | MCT_FIELD_KEY | MCT_FIELD_SEARCHED,
		.words = business_words},
	{.name = "words",
		.title = "Also",
		.help = "how else it is called, in words kept apart by ;",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.words = words_words},
	{.name = "because",
		.title = "Because",
		.help = "why they go there, or are heard there",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL | MCT_FIELD_SEARCHED,
		.words = because_words},
	{.name = "ended",
		.title = "Ended",
		.help = "from which day on it is not suggested",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
		.column = "ended_on"},
};

const mct_entity_t entity_market = {
	.name = "market",
	.plural = "markets",
	.help = "which kinds of business serve whom",
	.table = "market",
	.prefix = "mk",
	.fields = fields,
	.count = ARRAY_SIZE(fields),
	.ended_field = "ended",
	.order = "fold(market.market), market.id",
};

/* ---- with what the program knows ------------------------------------------------------------- */

void market_table_json(struct buf *out)
{
	struct json j = {.out = out};

	json_open(&j, '[');
	for (size_t i = 0; i < known_market_count; i++) {
		const struct known_market *market = &known_markets[i];

		for (const struct known_business *b = market->businesses; b->name != NULL; b++) {
			json_open(&j, '[');
			json_text(&j, market->name);
			json_text(&j, market->also);
			json_text(&j, b->name);
			json_text(&j, b->words);
			json_text(&j, b->because);
			json_close(&j, ']');
		}
	}
	json_close(&j, ']');
}

static const mct_field_t known_fields[] = {
	{.name = "market",
		.title = "Market",
		.help = "whom you could serve",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "also",
		.title = "Also called",
		.help = "how else they are called",
		.type = MCT_TYPE_WORDS},
	{.name = "business",
		.title = "Business",
		.help = "a kind of business that serves them, too",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	{.name = "words", .title = "Also", .help = "how else it is called", .type = MCT_TYPE_WORDS},
	{.name = "because",
		.title = "Because",
		.help = "why they go there, or are heard there",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
	{.name = "id",
		.title = "Id",
		.help = "its id, where you wrote it",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

mct_status_t mct_markets(mct_t *m, const char *text, mct_rows_t **out)
{
	static const char sql[] =
		"WITH " MARKET_KINDS " SELECT market, also, business, others, because, id FROM kind"
		" WHERE ?2 IS NULL OR instr(fold(market || coalesce('; ' || also, '') || '; '"
		"   || business || coalesce('; ' || others, '')), fold(?2)) > 0"
		" ORDER BY coalesce((SELECT min(pos) FROM shipped"
		"   WHERE shipped.market = kind.market), 9999), market, pos";
	struct buf table CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement;
	mct_status_t st;

	market_table_json(&table);
	if (table.failed)
		return fail_nomem(m);
	st = statement_prepare(m, sql, &statement);
	if (st != MCT_OK)
		return st;
	sqlite3_bind_text(statement, 1, buf_str(&table), (int)table.len, SQLITE_TRANSIENT);
	sqlite3_bind_text(statement, 2, text, -1, SQLITE_TRANSIENT);
	return rows_of_query(m, statement, known_fields, ARRAY_SIZE(known_fields), out);
}
