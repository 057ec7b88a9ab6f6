/*
 * connections.c - to whom somebody is tied, what two people have in common, and how one
 * comes from one to the other.
 */
#include <stdlib.h>
#include <string.h>

#include "people/tie.h"
#include "people/web.h"
#include "record/rows.h"
#include "store/statement.h"

/* What all of it needs. */
struct answer {
	mct_t *m;
	struct teller teller;
	mct_rows_t *rows;
};

static mct_status_t answer_begin(
	struct answer *a, mct_t *m, const char *as_of, const mct_field_t *fields, size_t width)
{
	mct_status_t st;

	*a = (struct answer){.m = m};
	st = teller_make(m, as_of != NULL ? as_of : mct_today(m), &a->teller);
	return st == MCT_OK ? rows_of_table(m, fields, width, &a->rows) : st;
}

/* Hands out the rows, or frees them after a failure. */
static mct_status_t answer_end(struct answer *a, mct_status_t st, mct_rows_t **out)
{
	if (st == MCT_OK)
		st = relations_check(a->m, &a->teller.relations);
	teller_free(&a->teller);
	return rows_hand_out(a->rows, st, out);
}

static void set_kind(struct answer *a, size_t column, const struct tie *tie)
{
	struct buf kind CLEANUP(buf_free) = {0};

	teller_add_kind(&a->teller, tie, &kind);
	row_set_text(a->rows, column, buf_str(&kind));
}

/* ---- of one person --------------------------------------------------------------------------- */

enum { KIND, OTHER, OTHER_ID, SINCE, UNTIL, NOTE, ID };

static const mct_field_t fields[] = {
	[KIND] = {.name = "kind",
		.title = "Is",
		.help = "what she is to the other: \"child of\", \"works at\"",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[OTHER] = {.name = "other",
		.title = "Who",
		.help = "to whom she is tied",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[OTHER_ID] = {.name = "other_id",
		.title = "Id",
		.help = "the id of the other",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[SINCE] = {.name = "since",
		.title = "Since",
		.help = "from which day on",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED},
	[UNTIL] = {.name = "until",
		.title = "Until",
		.help = "to which day",
		.type = MCT_TYPE_DATE,
		.flags = MCT_FIELD_LISTED | MCT_FIELD_WIDE},
	[NOTE] = {.name = "note",
		.title = "Note",
		.help = "what was noted of it",
		.type = MCT_TYPE_LONG_TEXT},
	[ID] = {.name = "id",
		.title = "In",
		.help = "the record that says so",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

static mct_status_t add_tie(struct answer *a, const struct tie *tie)
{
	mct_status_t st = naming_find(&a->teller.naming, tie->other);

	if (st == MCT_OK)
		st = row_add(a->rows);
	if (st != MCT_OK)
		return st;
	set_kind(a, KIND, tie);
	row_set_text(a->rows, OTHER, naming_name(&a->teller.naming));
	row_set_text(a->rows, OTHER_ID, naming_id(&a->teller.naming));
	row_set_text(a->rows, SINCE, tie->since);
	row_set_text(a->rows, UNTIL, tie->until);
	row_set_text(a->rows, NOTE, tie->note);
	row_set_text(a->rows, ID, tie->id);
	return MCT_OK;
}

/* Those that hold first, then those that are over. */
static mct_status_t add_ties(struct answer *a, int64_t person, int64_t other)
{
	sqlite3_stmt *ties CLEANUP(statement_finish) = NULL;
	struct tie tie;
	mct_status_t st = ties_of(a->m, person, &ties);

	for (int over = 0; st == MCT_OK && over < 2; over++) {
		statement_reset(ties);
		while (st == MCT_OK && (st = tie_next(a->m, ties, &tie)) == MCT_ROW) {
			bool is_over = tie.until != NULL && strcmp(tie.until, a->teller.as_of) < 0;

			st = is_over == over && (other == 0 || tie.other == other)
				? add_tie(a, &tie)
				: MCT_OK;
		}
		st = st == MCT_DONE ? MCT_OK : st;
	}
	return st;
}

mct_status_t mct_connections(mct_t *m, const struct mct_connections_query *query, mct_rows_t **out)
{
	struct answer a;
	mct_status_t st = answer_begin(&a, m, query->as_of, fields, ARRAY_SIZE(fields));

	if (st == MCT_OK)
		st = add_ties(&a, query->person, query->other);
	return answer_end(&a, st, out);
}

/* ---- from one to another --------------------------------------------------------------------- */

enum { P_PERSON, P_KIND, P_OTHER, P_OTHER_ID, P_ID };

static const mct_field_t path_fields[] = {
	[P_PERSON] = {.name = "person",
		.title = "Who",
		.help = "where the step begins",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[P_KIND] = {.name = "kind",
		.title = "Is",
		.help = "what she is to the next",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[P_OTHER] = {.name = "other",
		.title = "Whom",
		.help = "where the step leads",
		.type = MCT_TYPE_NAME,
		.flags = MCT_FIELD_LISTED},
	[P_OTHER_ID] = {.name = "other_id",
		.title = "Id",
		.help = "the id of the next",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[P_ID] = {.name = "id",
		.title = "In",
		.help = "the record that says so",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
};

static mct_status_t add_step(struct answer *a, int64_t from, int64_t to)
{
	struct tie tie;
	mct_status_t st = teller_between(&a->teller, from, to, &tie);

	if (st != MCT_ROW)
		return st == MCT_DONE ? MCT_OK : st;
	st = row_add(a->rows);
	if (st == MCT_OK)
		st = naming_find(&a->teller.naming, from);
	if (st != MCT_OK)
		return st;
	row_set_text(a->rows, P_PERSON, naming_name(&a->teller.naming));
	set_kind(a, P_KIND, &tie);
	row_set_text(a->rows, P_ID, tie.id);
	st = naming_find(&a->teller.naming, to);
	if (st != MCT_OK)
		return st;
	row_set_text(a->rows, P_OTHER, naming_name(&a->teller.naming));
	row_set_text(a->rows, P_OTHER_ID, naming_id(&a->teller.naming));
	return MCT_OK;
}

static mct_status_t add_path(struct answer *a, int64_t from, int64_t to)
{
	struct web web CLEANUP(web_free) = {0};
	int64_t *path = NULL;
	size_t count = 0;
	mct_status_t st = web_load(a->m, a->teller.as_of, &web);

	if (st == MCT_OK)
		st = web_path(a->m, &web, from, to, &path, &count);
	for (size_t i = 1; st == MCT_OK && i < count; i++)
		st = add_step(a, path[i - 1], path[i]);
	free(path);
	return st;
}

mct_status_t mct_connections_path(
	mct_t *m, const struct mct_connections_query *query, mct_rows_t **out)
{
	struct answer a;
	mct_status_t st = answer_begin(&a, m, query->as_of, path_fields, ARRAY_SIZE(path_fields));

	if (st == MCT_OK)
		st = add_path(&a, query->person, query->other);
	return answer_end(&a, st, out);
}

/* ---- in common ------------------------------------------------------------------------------- */

enum { S_STEPS, S_THROUGH, S_PATH };

static const mct_field_t shared_fields[] = {
	[S_STEPS] = {.name = "steps",
		.title = "Steps",
		.help = "how many ties lie between the two",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
	[S_THROUGH] = {.name = "through",
		.title = "Through",
		.help = "who stands between them; empty where nobody does",
		.type = MCT_TYPE_WORDS,
		.flags = MCT_FIELD_LISTED},
	[S_PATH] = {.name = "path",
		.title = "How",
		.help = "from the first to the second, tie by tie",
		.type = MCT_TYPE_LONG_TEXT,
		.flags = MCT_FIELD_LISTED},
};

/* One way from the first to the last. */
static mct_status_t add_way(struct answer *a, const int64_t *people, size_t count)
{
	struct buf through CLEANUP(buf_free) = {0};
	struct buf path CLEANUP(buf_free) = {0};
	mct_status_t st = row_add(a->rows);

	for (size_t i = 1; st == MCT_OK && i + 1 < count; i++) {
		st = naming_find(&a->teller.naming, people[i]);
		if (st == MCT_OK)
			buf_addf(&through, "%s%s", i > 1 ? "; " : "",
				naming_name(&a->teller.naming));
	}
	if (st == MCT_OK)
		st = teller_add_way(&a->teller, people, count, &path);
	if (st != MCT_OK)
		return st;
	row_set_integer(a->rows, S_STEPS, (int64_t)count - 1);
	row_set_text(a->rows, S_THROUGH, buf_str(&through));
	row_set_text(a->rows, S_PATH, buf_str(&path));
	return MCT_OK;
}

/* Who is how near to the first (a) and the second (b) of the two. */
struct between {
	struct answer *a;
	const struct web *web;
	int64_t first, second;
	uint8_t *near_first, *near_second; /* 0, 1, or more */
	uint8_t *told;                     /* as a step between them already */
	int64_t limit;
};

static bool is_full(const struct between *b)
{
	return b->limit > 0 && (int64_t)b->a->rows->count >= b->limit;
}

/* Over one: whoever is tied to both. */
static mct_status_t add_common(struct between *b)
{
	size_t count;
	const uint32_t *next = web_next(b->web, b->first, &count);
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < count && !is_full(b); i++) {
		const int64_t way[] = {b->first, next[i], b->second};

		if (b->near_second[next[i]] != 1 || b->told[next[i]])
			continue;
		b->told[next[i]] = 1;
		st = add_way(b->a, way, ARRAY_SIZE(way));
	}
	return st;
}

/* Over two: somebody of hers is tied to somebody of his. Whoever is common to both is told already,
 * and brings no second way. */
static mct_status_t add_common_of(struct between *b, int64_t hers)
{
	size_t count;
	const uint32_t *next = web_next(b->web, hers, &count);
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < count && !is_full(b); i++) {
		const int64_t way[] = {b->first, hers, next[i], b->second};

		if (b->near_second[next[i]] != 1 || b->near_first[next[i]] <= 1 ||
			b->told[next[i]] == 2)
			continue;
		b->told[next[i]] = 2;
		st = add_way(b->a, way, ARRAY_SIZE(way));
	}
	for (size_t i = 0; i < count; i++)
		if (b->told[next[i]] == 2)
			b->told[next[i]] = 0;
	return st;
}

static mct_status_t add_over_two(struct between *b)
{
	size_t count;
	const uint32_t *next = web_next(b->web, b->first, &count);
	mct_status_t st = MCT_OK;

	for (size_t i = 0; st == MCT_OK && i < count && !is_full(b); i++) {
		if (b->told[next[i]] || b->near_second[next[i]] <= 1)
			continue;
		b->told[next[i]] = 1;
		st = add_common_of(b, next[i]);
	}
	return st;
}

/* They are tied; share somebody; somebody of hers and of his are tied; or else the shortest way. */
static mct_status_t add_shared(struct between *b)
{
	const int64_t way[] = {b->first, b->second};
	int64_t *path = NULL;
	size_t count = 0;
	mct_status_t st = MCT_OK;

	if (b->near_first[b->second] == 1)
		st = add_way(b->a, way, ARRAY_SIZE(way));
	if (st == MCT_OK)
		st = add_common(b);
	if (st == MCT_OK)
		st = add_over_two(b);
	if (st != MCT_OK || b->a->rows->count > 0)
		return st;
	st = web_path(b->a->m, b->web, b->first, b->second, &path, &count);
	if (st == MCT_OK && count > 0)
		st = add_way(b->a, path, count);
	free(path);
	return st;
}

static mct_status_t find_shared(struct answer *a, const struct mct_connections_query *query)
{
	struct web web CLEANUP(web_free) = {0};
	struct between b = {.a = a,
		.web = &web,
		.first = query->person,
		.second = query->other,
		.limit = query->limit};
	mct_status_t st = web_load(a->m, a->teller.as_of, &web);

	if (st != MCT_OK)
		return st;
	b.near_first = web_distances(&web, b.first, 1);
	b.near_second = web_distances(&web, b.second, 1);
	b.told = calloc((size_t)web.people, 1);
	st = b.near_first != NULL && b.near_second != NULL && b.told != NULL ? add_shared(&b)
									     : fail_nomem(a->m);
	free(b.near_first);
	free(b.near_second);
	free(b.told);
	return st;
}

mct_status_t mct_connections_shared(
	mct_t *m, const struct mct_connections_query *query, mct_rows_t **out)
{
	struct answer a;
	mct_status_t st =
		answer_begin(&a, m, query->as_of, shared_fields, ARRAY_SIZE(shared_fields));

	if (st == MCT_OK)
		st = find_shared(&a, query);
	if (st == MCT_OK)
		st = rows_sort(a.rows, "way", "steps,through");
	return answer_end(&a, st, out);
}
