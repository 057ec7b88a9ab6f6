/*
 * search.c - looks for words by reading all that was written: no second copy of it
 * is kept, so that nothing can be out of date, and what was removed is gone.
 * What is found is ranked by how rare its words are (Okapi BM25).
 */
#include "record/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "record/filter.h"
#include "record/record.h"
#include "record/sql.h"
#include "store/statement.h"
#include "util/array.h"
#include "util/text.h"

struct search {
	mct_t *m;
	const struct mct_search_query *query;
	struct terms terms;
	struct found *found;
	size_t count, capacity;
	struct buf counts;       /* uint32_t for each term of each record found */
	int64_t records, length; /* all that were read, and the bytes of their words */
	int64_t records_with[TERMS_MAX];
	struct buf folded;
};

static void search_free(struct search *s)
{
	terms_free(&s->terms);
	free(s->found);
	buf_free(&s->counts);
	buf_free(&s->folded);
}

size_t search_fields(const mct_entity_t *e, const mct_field_t *fields[SEARCH_FIELDS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < e->count && n < SEARCH_FIELDS_MAX; i++)
		if ((e->fields[i].flags & MCT_FIELD_SEARCHED) != 0)
			fields[n++] = &e->fields[i];
	return n;
}

/* ---- what to read ---------------------------------------------------------------------------- */

/* What a contact has in common with its roles is found once, in the role. */
static void add_field(struct buf *sql, const mct_entity_t *e, const mct_field_t *f)
{
	const mct_entity_t *role;
	bool shared = false;

	for (size_t i = 0; strcmp(e->table, "contact") == 0 && (role = mct_entity_at(i)) != NULL;
		i++) {
		const mct_field_t *same =
			role->is_role ? mct_entity_field_named(role, f->name) : NULL;

		if (same == NULL || same->home != HOME_CONTACT ||
			(same->flags & MCT_FIELD_SEARCHED) == 0)
			continue;
		buf_addf(sql, "%s WHEN EXISTS (SELECT 1 FROM %s WHERE id = contact.id) THEN NULL",
			shared ? "" : "CASE", role->table);
		shared = true;
	}
	buf_adds(sql, shared ? " ELSE " : "");
	sql_add_column(sql, e, f);
	buf_adds(sql, shared ? " END" : "");
}

/* Whom a record is about in any of its ways. */
static void add_client(struct buf *sql, const mct_entity_t *e, int64_t client, const char *and)
{
	const char * or = "";

	buf_addf(sql, "%s(", and);
	if (e->is_role || strcmp(e->table, "contact") == 0) {
		buf_addf(sql, "%s.id = %lld", e->table, (long long)client);
		or = " OR ";
	}
	for (size_t i = 0; i < e->count; i++) {
		if (!field_is_person(&e->fields[i]))
			continue;
		buf_addf(sql, "%s%s.%s = %lld", or, e->table, field_column(&e->fields[i]),
			(long long)client);
		or = " OR ";
	}
	buf_adds(sql, or [0] == '\0' ? "0)" : ")");
}

/* Id, date and the fields that are searched. */
static mct_status_t prepare(struct search *s, const mct_entity_t *e,
	const mct_field_t *const *fields, size_t n, sqlite3_stmt **out)
{
	struct filter filter CLEANUP(filter_free) = {0};
	struct buf sql CLEANUP(buf_free) = {0};
	mct_status_t st = filter_add_period(s->m, &filter, e, s->query->since, NULL);

	if (st != MCT_OK)
		return st;
	buf_addf(&sql, "SELECT %s.id, ", e->table);
	if (e->date_field != NULL)
		sql_add_column(&sql, e, mct_entity_field_named(e, e->date_field));
	else
		buf_adds(&sql, "NULL");
	for (size_t i = 0; i < n; i++) {
		buf_adds(&sql, ", ");
		if (s->query->in == NULL)
			add_field(&sql, e, fields[i]);
		else
			sql_add_column(&sql, e, fields[i]);
	}
	sql_add_from(&sql, e, NULL, 0);
	buf_adds(&sql, buf_str(&filter.sql));
	if (s->query->client != 0)
		add_client(&sql, e, s->query->client, filter.sql.len > 0 ? " AND " : " WHERE ");
	st = statement_prepare(s->m, buf_str(&sql), out);
	if (st == MCT_OK)
		filter_bind(&filter, *out, 1);
	return st;
}

/* ---- reading --------------------------------------------------------------------------------- */

static mct_status_t add_found(
	struct search *s, size_t kind, sqlite3_stmt *row, uint32_t length, const uint32_t *counts)
{
	const char *date = (const char *)sqlite3_column_text(row, 1);

	if (!ARRAY_ROOM(s->found, s->count, s->capacity))
		return fail_nomem(s->m);
	s->found[s->count++] = (struct found){.id = sqlite3_column_int64(row, 0),
		.date = date != NULL ? date_from_iso(date, strlen(date)) : DATE_NONE,
		.length = length,
		.kind = (uint32_t)kind};
	buf_add(&s->counts, counts, s->terms.count * sizeof *counts);
	return s->counts.failed ? fail_nomem(s->m) : MCT_OK;
}

static mct_status_t read_row(struct search *s, size_t kind, sqlite3_stmt *row, size_t n)
{
	uint32_t counts[TERMS_MAX] = {0};
	size_t length = 0, with = 0;

	for (size_t i = 0; i < n; i++) {
		const char *text = (const char *)sqlite3_column_text(row, (int)i + 2);

		if (text == NULL)
			continue;
		buf_clear(&s->folded);
		text_fold(text, (size_t)sqlite3_column_bytes(row, (int)i + 2), &s->folded);
		if (s->folded.failed)
			return fail_nomem(s->m);
		terms_count(&s->terms, buf_str(&s->folded), s->folded.len, counts);
		length += s->folded.len;
	}
	if (length == 0)
		return MCT_OK;
	s->records++;
	s->length += (int64_t)length;
	for (size_t i = 0; i < s->terms.count; i++) {
		s->records_with[i] += counts[i] > 0;
		with += counts[i] > 0;
	}
	return with == s->terms.count ? add_found(s, kind, row, (uint32_t)length, counts) : MCT_OK;
}

static mct_status_t read_kind(struct search *s, size_t kind, const mct_entity_t *e)
{
	const mct_field_t *fields[SEARCH_FIELDS_MAX];
	size_t n = search_fields(e, fields);
	sqlite3_stmt *row CLEANUP(statement_finish) = NULL;
	mct_status_t st;

	if (s->query->in != NULL && n == 0)
		return fail(s->m, MCT_INVALID, NULL, "%s %s has no words to search",
			text_article(e->name), e->name);
	if (n == 0 || (s->query->in == NULL && s->query->since != NULL && e->date_field == NULL))
		return MCT_OK;
	st = prepare(s, e, fields, n, &row);
	while (st == MCT_OK && (st = statement_step(s->m, row)) == MCT_ROW)
		st = read_row(s, kind, row, n);
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t read_all(struct search *s)
{
	const mct_entity_t *e;
	mct_status_t st = MCT_OK;

	for (size_t kind = 0; st == MCT_OK && (e = mct_entity_at(kind)) != NULL; kind++)
		if (s->query->in == NULL || s->query->in == e)
			st = read_kind(s, kind, e);
	return st;
}

/* ---- ranking --------------------------------------------------------------------------------- */

/* Okapi BM25 with its usual constants: a word counts the more, the fewer records have it; said
 * again it adds less and less; and a short text that has it is more about it than a long one. */
static double score(const struct search *s, const struct found *found, const uint32_t *counts)
{
	const double k = 1.2, b = 0.75;
	double mean = (double)s->length / (double)s->records, sum = 0;

	for (size_t i = 0; i < s->terms.count; i++) {
		double with = (double)s->records_with[i], times = counts[i] / 2.0;
		double rare = log(1 + ((double)s->records - with + 0.5) / (with + 0.5));

		sum += rare * times * (k + 1) / (times + k * (1 - b + b * found->length / mean));
	}
	return sum;
}

/* Where they are equally good the newest is first. */
static int compare_found(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	if (x->date != y->date)
		return x->date < y->date ? 1 : -1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->id < y->id) - (x->id > y->id);
}

static void rank(struct search *s)
{
	const uint32_t *counts = (const uint32_t *)(const void *)s->counts.data;

	for (size_t i = 0; i < s->count; i++)
		s->found[i].score = score(s, &s->found[i], counts + i * s->terms.count);
	if (s->count > 0)
		qsort(s->found, s->count, sizeof *s->found, compare_found);
}

mct_status_t mct_search(
	mct_t *m, const struct mct_search_query *query, mct_rows_t **out, int64_t *found)
{
	struct search s CLEANUP(search_free) = {.m = m, .query = query};
	size_t count;
	mct_status_t st = terms_read(m, query->text, &s.terms);

	if (st == MCT_OK)
		st = read_all(&s);
	if (st != MCT_OK)
		return st;
	rank(&s);
	count = query->limit > 0 && (size_t)query->limit < s.count ? (size_t)query->limit : s.count;
	st = search_rows(m, &s.terms, s.found, count, query, out);
	s.found = NULL;
	if (st == MCT_OK && found != NULL)
		*found = (int64_t)s.count;
	return st;
}
