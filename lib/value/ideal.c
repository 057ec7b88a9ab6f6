/*
 * ideal.c - how near clients come to the ideal client: the weight of the traits that a
 * client meets, of the weight of those that can be judged of her. What is not
 * known of her counts neither way, and is told.
 */
#include <stdio.h>

#include "people/client.h"
#include "record/rows.h"
#include "record/sql.h"
#include "store/statement.h"
#include "value/traits.h"

#define NEAR 75 /* percent from which a client is near */

/* ---- one client ------------------------------------------------------------------------------ */

enum standing { MET, MISSED, NOT_KNOWN };
static const char *const standings[] = {
	[MET] = "met", [MISSED] = "missed", [NOT_KNOWN] = "unknown", NULL};

static enum standing standing_of(sqlite3_stmt *row, int at)
{
	if (sqlite3_column_type(row, at) == SQLITE_NULL)
		return NOT_KNOWN;
	return sqlite3_column_int(row, at) != 0 ? MET : MISSED;
}

/* A client who was judged: her row, in which the judgements begin at column `first`. */
struct verdict {
	const struct traits *traits;
	sqlite3_stmt *row;
	int first;
	int64_t met, judged; /* weights */
};

static struct verdict judge(const struct traits *t, sqlite3_stmt *row, int first)
{
	struct verdict v = {.traits = t, .row = row, .first = first};

	for (size_t i = 0; i < t->count; i++) {
		enum standing standing = standing_of(row, first + (int)i);

		v.met += standing == MET ? t->items[i].weight : 0;
		v.judged += standing != NOT_KNOWN ? t->items[i].weight : 0;
	}
	return v;
}

static int64_t percent(int64_t part, int64_t whole)
{
	return (part * 100 + whole / 2) / whole;
}

/* The conditions that stand so, with `between` them; whether there was one. */
static bool add_conditions(
	const struct verdict *v, enum standing standing, const char *between, struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < v->traits->count; i++) {
		if (standing_of(v->row, v->first + (int)i) != standing)
			continue;
		buf_addf(out, "%s%s", any ? between : "", v->traits->items[i].condition);
		any = true;
	}
	return any;
}

/* "met tags=runner, tips>0; missed referrals>=1; unknown needs~hip" */
static void add_reasons(const struct verdict *v, struct buf *out)
{
	for (size_t i = 0; standings[i] != NULL; i++) {
		size_t before = out->len;

		buf_addf(out, "%s%s ", before > 0 ? "; " : "", standings[i]);
		if (!add_conditions(v, (enum standing)i, ", ", out))
			buf_truncate(out, before);
	}
}

/* ---- which clients, and rows of them --------------------------------------------------------- */

static void add_which(struct buf *sql, const struct mct_ideal_query *query)
{
	if (query->client != 0)
		buf_addf(sql, " WHERE client.id = %lld", (long long)query->client);
	else if (!query->everyone)
		buf_adds(sql, " WHERE client.status = 'active'");
}

typedef mct_status_t fill_fn(
	const struct traits *t, const struct mct_ideal_query *query, mct_rows_t *rows);

/* Without a trait there is nothing to judge by, and nobody in the rows. */
static mct_status_t make_rows(mct_t *m, const mct_field_t *columns, size_t width, fill_fn *fill,
	const struct mct_ideal_query *query, mct_rows_t **out)
{
	struct traits traits CLEANUP(traits_free) = {0};
	mct_rows_t *rows = NULL;
	mct_status_t st = traits_read(m, query->as_of, &traits);

	if (st == MCT_OK)
		st = rows_of_table(m, columns, width, &rows);
	if (st == MCT_OK && traits.count > 0)
		st = fill(&traits, query, rows);
	return rows_hand_out(rows, st, out);
}

/* ---- clients, nearest first ------------------------------------------------------------------ */

enum { CLIENT, FIT, JUDGED, MET_TRAITS, MISSED_TRAITS, UNKNOWN_TRAITS, WHY };

static const mct_field_t fields[] = {
	[CLIENT] = {.name = "client",
		.title = "Client",
		.help = "who",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[FIT] = {.name = "fit",
		.title = "Fit %",
		.help = "weight of what she meets, in percent of what is known",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[JUDGED] = {.name = "judged",
		.title = "Judged %",
		.help = "weight of what is known of her, in percent of all",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[MET_TRAITS] = {.name = "met",
		.title = "Met",
		.help = "traits she meets",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_PRIVATE},
	[MISSED_TRAITS] = {.name = "missed",
		.title = "Missed",
		.help = "traits she does not meet",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_PRIVATE},
	[UNKNOWN_TRAITS] = {.name = "unknown",
		.title = "Unknown",
		.help = "traits that cannot be judged of her",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_PRIVATE},
	[WHY] = {.name = "why",
		.title = "Why",
		.help = "met, missed and unknown in one line",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_DETAIL | MCT_FIELD_PRIVATE},
};

static void set_conditions(
	const struct verdict *v, enum standing standing, mct_rows_t *rows, size_t column)
{
	struct buf list CLEANUP(buf_free) = {0};

	add_conditions(v, standing, "; ", &list);
	row_set_text(rows, column, buf_str(&list));
}

static mct_status_t add_client(const struct verdict *v, const char *client, mct_rows_t *rows)
{
	struct buf reasons CLEANUP(buf_free) = {0};
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	row_set_text(rows, CLIENT, client);
	if (v->judged > 0)
		row_set_integer(rows, FIT, percent(v->met, v->judged));
	if (v->traits->weight > 0)
		row_set_integer(rows, JUDGED, percent(v->judged, v->traits->weight));
	set_conditions(v, MET, rows, MET_TRAITS);
	set_conditions(v, MISSED, rows, MISSED_TRAITS);
	set_conditions(v, NOT_KNOWN, rows, UNKNOWN_TRAITS);
	add_reasons(v, &reasons);
	row_set_text(rows, WHY, buf_str(&reasons));
	return MCT_OK;
}

static mct_status_t add_clients(
	const struct traits *t, const struct mct_ideal_query *query, mct_rows_t *rows)
{
	struct buf columns CLEANUP(buf_free) = {0};
	struct buf which CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	buf_adds(&columns, ", ");
	sql_add_label(&columns, "contact");
	add_which(&which, query);
	st = traits_prepare(t, buf_str(&columns), buf_str(&which), &statement);
	while (st == MCT_OK && (st = statement_step(t->m, statement)) == MCT_ROW) {
		struct verdict v = judge(t, statement, 2);

		st = add_client(&v, (const char *)sqlite3_column_text(statement, 1), rows);
	}
	return st == MCT_DONE ? rows_check(rows) : st;
}

static mct_status_t fill_clients(
	const struct traits *t, const struct mct_ideal_query *query, mct_rows_t *rows)
{
	mct_status_t st = add_clients(t, query, rows);

	if (st == MCT_OK)
		st = rows_sort(rows, "row", "-fit,-judged,client");
	if (st == MCT_OK && query->limit > 0)
		rows_limit(rows, (size_t)query->limit);
	return st;
}

mct_status_t mct_ideal(mct_t *m, const struct mct_ideal_query *query, mct_rows_t **out)
{
	return make_rows(m, fields, ARRAY_SIZE(fields), fill_clients, query, out);
}

/* ---- one client, trait by trait -------------------------------------------------------------- */

enum { T_TRAIT, T_CONDITION, T_VALUE, T_STANDING, T_WEIGHT, T_BECAUSE };

static const mct_field_t trait_fields[] = {
	[T_TRAIT] = {.name = "trait", .title = "Trait", .help = "its id", .type = MCT_TYPE_TEXT},
	[T_CONDITION] = {.name = "condition",
		.title = "Condition",
		.help = "what has to be so",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM | MCT_FIELD_PRIVATE},
	[T_VALUE] = {.name = "value",
		.title = "She has",
		.help = "what she has, written as in the condition",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM | MCT_FIELD_PRIVATE},
	[T_STANDING] = {.name = "standing",
		.title = "It is",
		.help = "met, missed or unknown",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_FIRM,
		.choices = standings},
	[T_WEIGHT] = {.name = "weight",
		.title = "Weight",
		.help = "how much it counts",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[T_BECAUSE] = {.name = "because",
		.title = "Because",
		.help = "why it matters to you",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

static mct_status_t add_trait(
	const struct traits *t, size_t i, sqlite3_stmt *client, mct_rows_t *rows)
{
	const struct trait *trait = &t->items[i];
	mct_status_t st = row_add(rows);
	struct mct_value v;
	size_t length;
	char id[24];

	if (st != MCT_OK)
		return st;
	snprintf(id, sizeof id, "i%lld", (long long)trait->id);
	statement_value(client, (int)(1 + i), trait->field, &v);
	row_set_text(rows, T_TRAIT, id);
	row_set_text(rows, T_CONDITION, trait->condition);
	row_set_text(
		rows, T_VALUE, mct_value_text(t->m, trait->field, &v, MCT_FORM_MACHINE, &length));
	row_set_text(rows, T_STANDING, standings[standing_of(client, (int)(1 + t->count + i))]);
	row_set_integer(rows, T_WEIGHT, trait->weight);
	row_set_text(rows, T_BECAUSE, trait->because);
	return MCT_OK;
}

static mct_status_t fill_traits(
	const struct traits *t, const struct mct_ideal_query *query, mct_rows_t *rows)
{
	struct buf columns CLEANUP(buf_free) = {0};
	struct buf which CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	for (size_t i = 0; i < t->count; i++) {
		buf_adds(&columns, ", ");
		sql_add_column(&columns, &t->subject.entity, t->items[i].field);
	}
	add_which(&which, query);
	st = traits_prepare(t, buf_str(&columns), buf_str(&which), &statement);
	if (st == MCT_OK)
		st = statement_step(t->m, statement);
	if (st != MCT_ROW)
		return st == MCT_DONE ? fail(t->m, MCT_NOTFOUND, NULL, "there is no client c%lld",
						(long long)query->client)
				      : st;
	st = MCT_OK;
	for (size_t i = 0; st == MCT_OK && i < t->count; i++)
		st = add_trait(t, i, statement, rows);
	return st == MCT_OK ? rows_check(rows) : st;
}

mct_status_t mct_ideal_traits(mct_t *m, const struct mct_ideal_query *query, mct_rows_t **out)
{
	return make_rows(m, trait_fields, ARRAY_SIZE(trait_fields), fill_traits, query, out);
}

/* ---- by source ------------------------------------------------------------------------------- */

enum { S_SOURCE, S_CLIENTS, S_FIT, S_NEAR };

static const mct_field_t source_fields[] = {
	[S_SOURCE] = {.name = "source",
		.title = "Source",
		.help = "how they found the practice",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[S_CLIENTS] = {.name = "clients",
		.title = "Clients",
		.help = "how many came from there",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[S_FIT] = {.name = "fit",
		.title = "Mean fit %",
		.help = "the mean of their fits",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[S_NEAR] = {.name = "near",
		.title = "75 % or more",
		.help = "how many have a fit of 75 or more",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
};

/* What was counted of the source whose clients are being read. */
struct source {
	struct buf key, name;
	int64_t clients, judged, fits, near;
};

static void source_free(struct source *s)
{
	buf_free(&s->key);
	buf_free(&s->name);
}

static mct_status_t end_source(const struct source *s, mct_rows_t *rows)
{
	mct_status_t st = s->clients > 0 ? row_add(rows) : MCT_DONE;

	if (st != MCT_OK)
		return st == MCT_DONE ? MCT_OK : st;
	row_set_text(rows, S_SOURCE, buf_str(&s->name));
	row_set_integer(rows, S_CLIENTS, s->clients);
	if (s->judged > 0)
		row_set_integer(rows, S_FIT, (s->fits + s->judged / 2) / s->judged);
	row_set_integer(rows, S_NEAR, s->near);
	return MCT_OK;
}

static void begin_source(struct source *s, const char *key, const char *name)
{
	buf_clear(&s->key);
	buf_clear(&s->name);
	buf_adds(&s->key, key);
	buf_adds(&s->name, name != NULL ? name : "");
	s->clients = s->judged = s->fits = s->near = 0;
}

static void count_client(struct source *s, const struct verdict *v)
{
	int64_t fit = v->judged > 0 ? percent(v->met, v->judged) : 0;

	s->clients++;
	s->judged += v->judged > 0;
	s->fits += fit;
	s->near += fit >= NEAR;
}

/* The clients come source by source; a source is called as its oldest client has it. */
static mct_status_t add_sources(
	const struct traits *t, const struct mct_ideal_query *query, mct_rows_t *rows)
{
	struct source source CLEANUP(source_free) = {0};
	struct buf rest CLEANUP(buf_free) = {0};
	sqlite3_stmt *statement CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	add_which(&rest, query);
	buf_adds(&rest, " ORDER BY 2, client.id");
	st = traits_prepare(t, ", fold(coalesce(client.source, '')), client.source", buf_str(&rest),
		&statement);
	while (st == MCT_OK && (st = statement_step(t->m, statement)) == MCT_ROW) {
		const char *key = (const char *)sqlite3_column_text(statement, 1);
		struct verdict v = judge(t, statement, 3);

		st = MCT_OK;
		if (source.clients == 0 || strcmp(key, buf_str(&source.key)) != 0) {
			st = end_source(&source, rows);
			begin_source(&source, key, (const char *)sqlite3_column_text(statement, 2));
		}
		count_client(&source, &v);
	}
	if (st == MCT_DONE)
		st = end_source(&source, rows);
	return st == MCT_OK ? rows_check(rows) : st;
}

static mct_status_t fill_sources(
	const struct traits *t, const struct mct_ideal_query *query, mct_rows_t *rows)
{
	mct_status_t st = add_sources(t, query, rows);

	if (st == MCT_OK)
		st = rows_sort(rows, "row", "-near,-fit,-clients,source");
	if (st == MCT_OK && query->limit > 0)
		rows_limit(rows, (size_t)query->limit);
	return st;
}

mct_status_t mct_ideal_sources(mct_t *m, const struct mct_ideal_query *query, mct_rows_t **out)
{
	return make_rows(m, source_fields, ARRAY_SIZE(source_fields), fill_sources, query, out);
}
