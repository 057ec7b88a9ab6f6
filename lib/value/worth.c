/*
 * worth.c - what clients have been worth so far, and what is to be expected of them, as
 * rows. Every column is defined in mct-value(1).
 */
#include "value/worth.h"

#include <stdlib.h>

#include "people/client.h"
#include "record/rows.h"
#include "record/sql.h"
#include "record/type.h"
#include "store/statement.h"
#include "util/text.h"
#include "value/outlook.h"
#include "value/segments.h"
#include "value/sums.h"

enum {
	CLIENT,
	VISITS,
	FIRST_VISIT,
	LAST_VISIT,
	VISITS_PER_YEAR,
	MINUTES,
	PAID,
	TIPS,
	TOTAL,
	NO_SHOWS,
	LATE_CANCELS,
	LATE_SHARE,
	REFERRALS,
	RANK,
	CHARGED,
	WAIVED,
	FEES,
	SENT_WORTH,
	SHARE
};

static const mct_field_t fields[] = {
	[CLIENT] = {.name = "client",
		.title = "Client",
		.help = "who",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[VISITS] = {.name = "visits",
		.title = "Visits",
		.help = "completed visits",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[FIRST_VISIT] = {.name = "first_visit",
		.title = "First",
		.help = "her first completed visit",
		.type = MCT_TYPE_DATE},
	[LAST_VISIT] = {.name = "last_visit",
		.title = "Last",
		.help = "her last completed visit",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[VISITS_PER_YEAR] = {.name = "visits_per_year",
		.title = "A year",
		.help = "how often she comes",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED},
	[MINUTES] = {.name = "minutes",
		.title = "Min",
		.help = "minutes of work",
		.type = MCT_TYPE_MINUTES},
	[PAID] = {.name = "paid",
		.title = "Paid",
		.help = "prices of her completed visits",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[TIPS] = {.name = "tips",
		.title = "Tips",
		.help = "what she gave on top",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[TOTAL] = {.name = "total",
		.title = "So far",
		.help = "paid, tips, and what was charged for missed sessions",
		.type = MCT_TYPE_MONEY,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM},
	[NO_SHOWS] = {.name = "no_shows",
		.title = "No-shows",
		.help = "times she did not come",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[LATE_CANCELS] = {.name = "late_cancels",
		.title = "Late canc.",
		.help = "cancelled too late to fill the slot",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[LATE_SHARE] = {.name = "late_share",
		.title = "Late",
		.help = "share of visits she was late for",
		.type = MCT_TYPE_RATIO,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[REFERRALS] = {.name = "referrals",
		.title = "Sent",
		.help = "referrals she brought",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[RANK] = {.name = "rank",
		.title = "Rank",
		.help = "place by total",
		.type = MCT_TYPE_COUNT},
	[CHARGED] = {.name = "charged",
		.title = "Charged",
		.help = "missed sessions that were charged",
		.type = MCT_TYPE_COUNT},
	[WAIVED] = {.name = "waived",
		.title = "Waived",
		.help = "missed sessions that were let off",
		.type = MCT_TYPE_COUNT},
	[FEES] = {.name = "fees",
		.title = "Fees",
		.help = "what was charged for missed sessions",
		.type = MCT_TYPE_MONEY},
	[SENT_WORTH] = {.name = "sent_worth",
		.title = "They brought",
		.help = "what the clients whom she sent have been worth",
		.type = MCT_TYPE_MONEY},
	[SHARE] = {.name = "share",
		.title = "Share",
		.help = "her total as a share of everybody's",
		.type = MCT_TYPE_SHARE},
};

static const mct_field_t segment_field = {.name = "segment",
	.title = "Segment",
	.help = "best, regular, occasional, new, slipping, gone, paused or ended",
	.type = MCT_TYPE_CHOICE,
	.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE,
	.choices = segment_words};
enum { SEGMENT_COLUMN = ARRAY_SIZE(fields) + OUTLOOK_COLUMNS, COLUMNS };

struct worth {
	mct_t *m;
	struct sums sums;
	struct visit_log *log;   /* where completed visits are kept for a model; or NULL */
	struct outlook *outlook; /* what is to be expected; or NULL */
	uint8_t *segments;       /* by id; with an outlook */
};

static void worth_clear(struct worth *w)
{
	if (w->outlook != NULL)
		outlook_free(w->outlook);
	if (w->log != NULL)
		visit_log_free(w->log);
	free(w->outlook);
	free(w->log);
	free(w->segments);
	sums_free(&w->sums);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void set_day(int32_t date, char day[static 11], struct mct_value *out)
{
	date_to_iso(date, day);
	out->set = true;
	out->text = day;
	out->length = strlen(day);
}

static void set_number(double number, struct mct_value *out)
{
	out->set = true;
	out->number = number;
}

static void figure(const struct worth *w, const struct client_sums *s, size_t column,
	char day[static 11], struct mct_value *out)
{
	const int64_t integers[] = {[VISITS] = s->visits,
		[MINUTES] = s->minutes,
		[PAID] = s->paid,
		[TIPS] = s->tips,
		[TOTAL] = sums_total(s),
		[NO_SHOWS] = s->no_shows,
		[LATE_CANCELS] = s->late_cancels,
		[REFERRALS] = s->referrals,
		[RANK] = s->rank,
		[CHARGED] = s->charged,
		[WAIVED] = s->waived,
		[FEES] = s->fees,
		[SENT_WORTH] = s->sent_worth};

	*out = (struct mct_value){.text = ""};
	if (type_of(fields[column].type)->storage == STORE_INTEGER) {
		out->set = true;
		out->integer = integers[column];
	} else if (column == VISITS_PER_YEAR && sums_per_year(s) >= 0) {
		set_number(sums_per_year(s), out);
	} else if (column == LATE_SHARE && s->timed > 0) {
		set_number((double)s->late / (double)s->visits, out);
	} else if (column == SHARE && w->sums.total > 0) {
		set_number((double)sums_total(s) / (double)w->sums.total, out);
	} else if (column == FIRST_VISIT && s->visits > 0) {
		set_day(s->first, day, out);
	} else if (column == LAST_VISIT && s->visits > 0) {
		set_day(s->last, day, out);
	}
}

static mct_status_t add_row(struct worth *w, int64_t id, const char *client, mct_rows_t *rows)
{
	const struct client_sums *s = sums_of(&w->sums, id);
	struct mct_value v;
	char day[11];
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	row_set_text(rows, CLIENT, client);
	for (size_t column = CLIENT + 1; column < ARRAY_SIZE(fields); column++) {
		figure(w, s, column, day, &v);
		row_set_value(rows, column, &v);
	}
	if (w->outlook != NULL) {
		outlook_set(w->outlook, id, rows, ARRAY_SIZE(fields));
		row_set_text(rows, SEGMENT_COLUMN, segment_words[w->segments[id]]);
	}
	return MCT_OK;
}

static bool is_among(const int64_t *clients, int64_t id)
{
	while (*clients != 0 && *clients != id)
		clients++;
	return *clients != 0;
}

static bool is_asked_for(const struct worth *w, const struct mct_worth_query *query, int64_t id)
{
	return sums_counted(sums_of(&w->sums, id)) &&
		(query->clients == NULL || is_among(query->clients, id)) &&
		(query->segments == NULL ||
			segments_name(query->segments, (enum segment)w->segments[id]));
}

static mct_status_t add_rows(struct worth *w, const struct mct_worth_query *query, mct_rows_t *rows)
{
	struct buf sql CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_adds(&sql, "SELECT client.id, ");
	sql_add_label(&sql, "contact");
	buf_adds(&sql, " FROM client JOIN contact USING (id) ORDER BY client.id");
	st = statement_prepare(w->m, buf_str(&sql), &statement);
	while (st == MCT_OK && (st = statement_step(w->m, statement)) == MCT_ROW) {
		int64_t id = sqlite3_column_int64(statement, 0);

		st = MCT_OK;
		if (is_asked_for(w, query, id))
			st = add_row(w, id, (const char *)sqlite3_column_text(statement, 1), rows);
	}
	return st == MCT_DONE ? rows_check(rows) : st;
}

static mct_status_t fill(struct worth *w, const struct mct_worth_query *query, mct_rows_t *rows)
{
	mct_status_t st = add_rows(w, query, rows);

	if (st == MCT_OK)
		st = rows_sort(
			rows, "value row", query->sort != NULL ? query->sort : "rank,client");
	if (st == MCT_OK && query->limit > 0)
		rows_limit(rows, (size_t)query->limit);
	return st;
}

static mct_status_t fill_past(
	struct worth *w, const struct mct_worth_query *query, mct_rows_t *rows)
{
	const char *day = query->as_of != NULL ? query->as_of : mct_today(w->m);
	mct_status_t st = sums_read(w->m, day, NULL, &w->sums);

	return st == MCT_OK ? fill(w, query, rows) : st;
}

/* The visits are read once, for what has been and for what is to be expected. */
static mct_status_t fill_all(struct worth *w, const struct mct_worth_query *query, mct_rows_t *rows)
{
	const char *day = query->as_of != NULL ? query->as_of : mct_today(w->m);
	int32_t date = date_from_iso(day, strlen(day));
	mct_status_t st;

	if (date == DATE_NONE)
		return fail(
			w->m, MCT_INVALID, "write it as 2026-11-23", "\"%s\" is not a date", day);
	w->log = calloc(1, sizeof *w->log);
	w->outlook = calloc(1, sizeof *w->outlook);
	if (w->log == NULL || w->outlook == NULL)
		return fail_nomem(w->m);
	st = sums_read(w->m, day, w->log, &w->sums);
	if (st == MCT_OK)
		st = visit_log_order(w->m, w->log);
	if (st == MCT_OK)
		st = outlook_make(w->m, w->log, date, w->outlook);
	if (st == MCT_OK)
		st = segments_read(w->m, day, &w->sums, w->outlook, &w->segments);
	return st == MCT_OK ? fill(w, query, rows) : st;
}

mct_status_t mct_worth(mct_t *m, const struct mct_worth_query *query, mct_rows_t **out)
{
	struct worth w CLEANUP(worth_clear) = {.m = m};
	const mct_field_t *columns[COLUMNS];
	mct_rows_t *rows = NULL;
	mct_status_t st = segments_check(m, query->segments);

	for (size_t i = 0; i < SEGMENT_COLUMN; i++)
		columns[i] = i < ARRAY_SIZE(fields) ? &fields[i]
						    : &outlook_fields[i - ARRAY_SIZE(fields)];
	columns[SEGMENT_COLUMN] = &segment_field;
	if (st == MCT_OK && query->past && query->segments != NULL)
		st = fail(
			m, MCT_MISUSE, NULL, "segments rest on what is expected, not on the past");
	if (st == MCT_OK)
		st = rows_of_list(m, columns, query->past ? ARRAY_SIZE(fields) : COLUMNS, &rows);
	if (st == MCT_OK)
		st = query->past ? fill_past(&w, query, rows) : fill_all(&w, query, rows);
	return rows_hand_out(rows, st, out);
}

/* ---- one figure ------------------------------------------------------------------------------ */

const mct_field_t *worth_column(size_t i)
{
	return i < ARRAY_SIZE(fields) ? &fields[i] : NULL;
}

mct_status_t worth_new(mct_t *m, const char *as_of, struct worth **out)
{
	struct worth *w = malloc(sizeof *w);
	mct_status_t st;

	if (w == NULL)
		return fail_nomem(m);
	*w = (struct worth){.m = m};
	st = sums_read(m, as_of != NULL ? as_of : mct_today(m), NULL, &w->sums);
	if (st != MCT_OK) {
		worth_free(w);
		return st;
	}
	*out = w;
	return MCT_OK;
}

void worth_free(struct worth *w)
{
	if (w != NULL)
		worth_clear(w);
	free(w);
}

void worth_value(const struct worth *w, int64_t client, size_t column, char day[static 11],
	struct mct_value *out)
{
	const struct client_sums *s = sums_of(&w->sums, client);
	mct_type_t type = fields[column].type;

	figure(w, s, column, day, out);
	if (s->visits == 0 && (type == MCT_TYPE_MONEY || type == MCT_TYPE_MINUTES))
		out->set = false;
	if (column == RANK && !sums_counted(s))
		out->set = false;
}
