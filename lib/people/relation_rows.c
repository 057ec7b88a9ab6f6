/*
 * relation_rows.c - the kinds of connection as they are asked for: one of them, with the
 * kind that it may be a slip of, or all with how often each is used.
 */
#include <stdlib.h>
#include <string.h>

#include "people/relation.h"
#include "record/rows.h"
#include "store/statement.h"
#include "util/text.h"

/* ---- one ------------------------------------------------------------------------------------- */

/* The kind that was meant instead; NULL: none is near. */
static mct_status_t nearest(
	mct_t *m, struct relations *relations, const char *kind, const char **out)
{
	const struct relation *r;
	const char **names;
	size_t n = 0;

	while (relation_at(relations, n) != NULL)
		n++;
	names = calloc(n + 1, sizeof *names);
	if (names == NULL)
		return fail_nomem(m);
	for (size_t i = 0; (r = relation_at(relations, i)) != NULL; i++)
		names[i] = r->name;
	*out = text_nearest(kind, names);
	free(names);
	return MCT_OK;
}

/* Each as a text of its own behind the other. */
static void keep_texts(mct_t *m, const char *inverse, const char *near, struct mct_relation *out)
{
	buf_clear(&m->scratch);
	buf_add(&m->scratch, inverse, strlen(inverse) + 1);
	buf_adds(&m->scratch, near);
	out->inverse = buf_str(&m->scratch);
	out->near = buf_str(&m->scratch) + strlen(inverse) + 1;
}

mct_status_t mct_relation(mct_t *m, const char *kind, struct mct_relation *out)
{
	static const char sql[] = "SELECT count(*) FROM connection WHERE kind = ?1";
	struct relations relations CLEANUP(relations_free) = {0};
	struct buf inverse CLEANUP(buf_free) = {0};
	const char *near = NULL;
	int64_t used = 0;
	mct_status_t st = relations_load(m, &relations);

	*out = (struct mct_relation){.inverse = "", .near = ""};
	if (st != MCT_OK)
		return st;
	relation_inverse(&relations, kind, &inverse);
	out->group = relation_groups[relation_group(&relations, kind)];
	out->known = relation_known(&relations, kind) != NULL;
	if (!out->known) {
		st = query_integer(m, &used, sql, "t", kind);
		out->known = used > 1;
		st = st == MCT_ROW ? nearest(m, &relations, kind, &near) : st;
	}
	if (st == MCT_OK)
		st = relations_check(m, &relations);
	if (st == MCT_OK)
		keep_texts(m, buf_str(&inverse), near != NULL ? near : "", out);
	return st;
}

/* ---- all ------------------------------------------------------------------------------------- */

enum { KIND, INVERSE, GROUP, USED };

static const mct_field_t fields[] = {
	[KIND] = {.name = "kind",
		.title = "Kind",
		.help = "what one is to the other",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[INVERSE] = {.name = "inverse",
		.title = "The other way",
		.help = "how it reads from the other side",
		.type = MCT_TYPE_TEXT,
		.flags = MCT_FIELD_LISTED},
	[GROUP] = {.name = "group",
		.title = "Group",
		.help = "family, friends, work, care, referral or other",
		.type = MCT_TYPE_CHOICE,
		.flags = MCT_FIELD_LISTED,
		.choices = relation_groups},
	[USED] = {.name = "used",
		.title = "Used",
		.help = "how many connections are of that kind",
		.type = MCT_TYPE_COUNT,
		.flags = MCT_FIELD_LISTED},
};

static mct_status_t add_row(mct_rows_t *rows, const char *kind, const char *inverse,
	enum relation_group group, int64_t used)
{
	mct_status_t st = row_add(rows);

	if (st != MCT_OK)
		return st;
	row_set_text(rows, KIND, kind);
	row_set_text(rows, INVERSE, inverse);
	row_set_text(rows, GROUP, relation_groups[group]);
	row_set_integer(rows, USED, used);
	return MCT_OK;
}

/* How often each kind is used: in `used` by its place among the relations; what is in no table
 * makes a row at once. */
static mct_status_t count_used(
	mct_t *m, struct relations *relations, mct_rows_t *rows, int64_t *used)
{
	static const char sql[] =
		"SELECT kind, count(*) FROM connection GROUP BY kind ORDER BY kind";
	sqlite3_stmt *row CLEANUP(statement_done) = NULL;
	mct_status_t st = statement_get(m, sql, &row);

	while (st == MCT_OK && (st = statement_step(m, row)) == MCT_ROW) {
		const char *kind = (const char *)sqlite3_column_text(row, 0);
		int64_t count = sqlite3_column_int64(row, 1);
		struct buf inverse CLEANUP(buf_free) = {0};
		size_t place;

		st = MCT_OK;
		if (relation_place(relations, kind, &place)) {
			used[place] += count;
			continue;
		}
		relation_inverse(relations, kind, &inverse);
		st = add_row(rows, kind, buf_str(&inverse), RELATION_OTHER, count);
	}
	return st == MCT_DONE ? MCT_OK : st;
}

static mct_status_t add_all(mct_t *m, struct relations *relations, mct_rows_t *rows)
{
	const struct relation *r;
	int64_t *used;
	size_t n = 0;
	mct_status_t st;

	while (relation_at(relations, n) != NULL)
		n++;
	used = calloc(n, sizeof *used);
	if (used == NULL)
		return fail_nomem(m);
	st = count_used(m, relations, rows, used);
	for (size_t i = 0; st == MCT_OK && (r = relation_at(relations, i)) != NULL; i++)
		st = add_row(rows, r->name, r->inverse, r->group, used[i]);
	free(used);
	return st;
}

mct_status_t mct_relations(mct_t *m, mct_rows_t **out)
{
	struct relations relations CLEANUP(relations_free) = {0};
	mct_rows_t *rows = NULL;
	mct_status_t st = relations_load(m, &relations);

	if (st == MCT_OK)
		st = rows_of_table(m, fields, ARRAY_SIZE(fields), &rows);
	if (st == MCT_OK)
		st = add_all(m, &relations, rows);
	if (st == MCT_OK)
		st = relations_check(m, &relations);
	return rows_hand_out(rows, st, out);
}
