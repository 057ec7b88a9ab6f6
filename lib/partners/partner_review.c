/*
 * partner_review.c - all partners with what to do next with each, the most worthwhile
 * first. The steps are those of partner_sql.h.
 */
#include "partners/partner_sql.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"

enum { PARTNER, STEP, BECAUSE, DUE, MORE, ID, RANK, REFERRALS_IN };

#define RANK_NOTHING 99

static const mct_field_t fields[] = {
	[PARTNER] = {.name = "partner",
		.title = "Partner",
		.help = "with whom",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[STEP] = {.name = "step",
		.title = "Do",
		.help = "what to do; empty: nothing for now",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "why",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL},
	[DUE] = {.name = "due",
		.title = "Day",
		.help = "the day by which, or since when it is owed",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[MORE] = {.name = "more",
		.title = "More",
		.help = "how many other steps there are with them",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[ID] = {.name = "id",
		.title = "Id",
		.help = "the record that it is about; else the partner",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[RANK] = {.name = "rank",
		.title = "Rank",
		.help = "the lower, the more it is worth doing; 99: nothing to do",
		.type = MCT_TYPE_COUNT},
	[REFERRALS_IN] = {.name = "referrals_in",
		.title = "In",
		.help = "how many clients they sent you",
		.type = MCT_TYPE_COUNT},
};

/* The partner at hand. */
struct partner {
	int64_t id, referrals;
	const char *name;
};

enum { S_RANK, S_STEP, S_BECAUSE, S_DUE, S_RECORD };

static const char *text_at(sqlite3_stmt *statement, int at)
{
	return (const char *)sqlite3_column_text(statement, at);
}

/* `step` NULL: there is nothing to do. */
static mct_status_t add_row(mct_rows_t *rows, const struct partner *p, sqlite3_stmt *step)
{
	struct buf id CLEANUP(buf_free) = {0};
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	buf_addf(&id, "p%lld", (long long)p->id);
	row_set_text(rows, PARTNER, p->name);
	row_set_text(rows, ID, buf_str(&id));
	row_set_integer(rows, RANK, RANK_NOTHING);
	row_set_integer(rows, REFERRALS_IN, p->referrals);
	if (step == NULL) {
		row_set_text(rows, BECAUSE, "nothing to do for now");
		return MCT_OK;
	}
	row_set_text(rows, STEP, text_at(step, S_STEP));
	row_set_text(rows, BECAUSE, text_at(step, S_BECAUSE));
	row_set_text(rows, DUE, text_at(step, S_DUE));
	if (text_at(step, S_RECORD) != NULL)
		row_set_text(rows, ID, text_at(step, S_RECORD));
	row_set_integer(rows, RANK, sqlite3_column_int64(step, S_RANK));
	return MCT_OK;
}

/* The first step with its number of others, or every one. */
static mct_status_t add_steps(
	mct_t *m, mct_rows_t *rows, const struct partner *p, bool all, const char *as_of)
{
	static const char sql[] =
		"SELECT * FROM (" PARTNER_STEPS("?1", "?2") ") ORDER BY rank, due, step";
	sqlite3_stmt *steps CLEANUP(statement_done) = NULL;
	int64_t count = 0;
	mct_status_t st = statement_get(m, sql, &steps);

	if (st == MCT_OK)
		statement_bind(steps, "it", p->id, as_of);
	while (st == MCT_OK && (st = statement_step(m, steps)) == MCT_ROW)
		st = count++ == 0 || all ? add_row(rows, p, steps) : MCT_OK;
	if (st != MCT_DONE)
		return st;
	if (count == 0)
		return add_row(rows, p, NULL);
	if (!all && count > 1)
		row_set_integer(rows, MORE, count - 1);
	return MCT_OK;
}

static mct_status_t add_partners(
	mct_t *m, const struct mct_partner_review_query *query, mct_rows_t *rows)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *partners CLEANUP(statement_finish) = NULL;
	const char *as_of = query->as_of != NULL ? query->as_of : mct_today(m);
	mct_status_t st;

	buf_adds(&sql, "SELECT partner.id, " PARTNER_REFERRALS("partner.id", "'in'") ", ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql, " FROM partner JOIN contact USING (id) WHERE ?1 IN (0, partner.id)");
	st = statement_prepare(m, buf_str(&sql), &partners);
	if (st == MCT_OK)
		statement_bind(partners, "i", query->partner);
	while (st == MCT_OK && (st = statement_step(m, partners)) == MCT_ROW) {
		const struct partner p = {.id = sqlite3_column_int64(partners, 0),
			.referrals = sqlite3_column_int64(partners, 1),
			.name = text_at(partners, 2)};

		st = add_steps(m, rows, &p, query->all || query->partner != 0, as_of);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

mct_status_t mct_partner_review(
	mct_t *m, const struct mct_partner_review_query *query, mct_rows_t **out)
{
	mct_rows_t *rows = NULL;
	mct_status_t st;

	st = rows_of_table(m, fields, ARRAY_SIZE(fields), &rows);
	if (st == MCT_OK)
		st = add_partners(m, query, rows);
	if (st == MCT_OK)
		st = rows_sort(rows, "step", "rank,-referrals_in,partner,due,step");
	return rows_hand_out(rows, st, out);
}
