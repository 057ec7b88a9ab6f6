/*
 * choose.c - "dana" -> one record. At a terminal several candidates are a numbered
 * list to pick from; in a script they are an error with the list.
 * Nothing is ever guessed, and the end of input ends the question.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "complain.h"
#include "run.h"
#include "util/text.h"

#define CHOICES_MAX 20

/* ---- nothing fits ---------------------------------------------------------------------------- */

/* "recommend": the group of commands of an entity. */
static const char *command_of(const mct_entity_t *e)
{
	return cmd_group(e) != NULL ? cmd_group(e)->name : mct_entity_name(e);
}

/* The entity of which `who` is the id of a record; NULL when there is none. */
static const mct_entity_t *entity_of_id(struct run *r, const char *who)
{
	const mct_entity_t *e;
	int64_t id;

	for (size_t i = 0; (e = mct_entity_at(i)) != NULL; i++)
		if (mct_entity_id(e, who, NULL) && mct_find(r->m, e, who, &id) == MCT_OK)
			return e;
	return NULL;
}

/* Speaks of what was asked for, whatever was looked for on the way, and says how to see them. */
static int fail_none(struct run *r, const mct_entity_t *e, const char *who, const char *near)
{
	const mct_entity_t *other = entity_of_id(r, who);
	struct buf hint CLEANUP(buf_free) = {0};

	if (other != NULL && other != e) {
		buf_addf(&hint, "see it with: mct %s show %s", command_of(other), who);
		return complain(EXIT_NO_SUCH, buf_str(&hint), "\"%s\" is %s %s, not %s %s", who,
			text_article(mct_entity_name(other)), mct_entity_name(other),
			text_article(mct_entity_name(e)), mct_entity_name(e));
	}
	buf_addf(&hint, "%s%slist them with: mct %s list", near, near[0] != '\0' ? "; or " : "",
		command_of(e));
	if ((r->cmd->flags & CMD_FIELDS) != 0 && e != r->entity)
		buf_addf(&hint, "; or add one first: mct %s add", command_of(e));
	return complain(
		EXIT_NO_SUCH, buf_str(&hint), "there is no %s \"%s\"", mct_entity_name(e), who);
}

/* After a search that found nobody. Those whose names are near are candidates of the search, which
 * a program gets with the library's own words. */
static int fail_search(
	struct run *r, const mct_entity_t *e, const mct_entity_t *sought, const char *who)
{
	static const char suggestion[] = "did you mean ";
	const struct mct_error *error = mct_error(r->m);
	struct buf near CLEANUP(buf_free) = {0};

	if (error->status != MCT_NOTFOUND)
		return run_fail(r);
	if (strncmp(error->hint, suggestion, sizeof suggestion - 1) == 0)
		buf_adds(&near, error->hint);
	if (near.len > 0 && e == sought)
		return run_fail(r);
	return fail_none(r, e, who, buf_str(&near));
}

/* `status`: none of that one from today on; or NULL. */
static int fail_has_none(const mct_entity_t *e, const char *who, const char *status)
{
	struct buf hint CLEANUP(buf_free) = {0};

	buf_addf(&hint, "list them with: mct %s list", command_of(e));
	if (status == NULL)
		return complain(
			EXIT_NO_SUCH, buf_str(&hint), "\"%s\" has no %s", who, mct_entity_name(e));
	return complain(EXIT_NO_SUCH, buf_str(&hint), "\"%s\" has no %s %s from today on", who,
		status, mct_entity_name(e));
}

/* ---- several fit ----------------------------------------------------------------------------- */

/* Prints numbered rows and keeps the first column of each. */
static size_t print_choices(struct run *r, mct_rows_t *rows, char ids[CHOICES_MAX][24])
{
	size_t n = 0;
	struct mct_value v;

	while (n < CHOICES_MAX && mct_rows_next(rows) == MCT_ROW) {
		struct buf line CLEANUP(buf_free) = {0};

		mct_rows_value(rows, 0, &v);
		snprintf(ids[n++], sizeof ids[0], "%s", v.text);
		buf_addf(&line, "%2zu ", n);
		for (size_t i = 0; i < mct_rows_width(rows); i++) {
			size_t length;
			const char *text;

			mct_rows_value(rows, i, &v);
			text = mct_value_text(
				r->m, mct_rows_column(rows, i), &v, MCT_FORM_HUMAN, &length);
			if (length > 0)
				buf_adds(&line, "  ");
			buf_add(&line, text, length);
		}
		complain_line(buf_str(&line), 5);
	}
	return n;
}

/* Which of the n was answered, by its number or its id; n: none of them. */
static size_t chosen(char ids[CHOICES_MAX][24], size_t n, const char *answer)
{
	char *end;
	long number = strtol(answer, &end, 10);
	size_t i = 0;

	if (*end == '\0')
		return number >= 1 && (size_t)number <= n ? (size_t)number - 1 : n;
	while (i < n && strcasecmp(ids[i], answer) != 0)
		i++;
	return i;
}

/* Asks until one of the list is typed; an empty line or the end of input gives up. Without a
 * list EXIT_NO_SUCH, which the caller has to explain. */
static int pick(struct run *r, const mct_entity_t *e, mct_rows_t *rows, int64_t *id)
{
	char ids[CHOICES_MAX][24], answer[32], wrong[64];
	size_t n = print_choices(r, rows, ids);

	if (n == 0)
		return EXIT_NO_SUCH;
	while (run_ask("which one (Enter: none)? ", answer, sizeof answer) && answer[0] != '\0') {
		size_t i = chosen(ids, n, answer);

		if (i < n)
			return mct_find(r->m, e, ids[i], id) == MCT_OK ? EXIT_DONE : run_fail(r);
		snprintf(wrong, sizeof wrong, "type a number from 1 to %zu, or Enter", n);
		complain_line(wrong, 0);
	}
	if (!run_interrupted())
		complain_line("Nothing was done.", 0);
	return EXIT_SEVERAL;
}

/* Somebody who is found by her name, for a record of `e` that is hers or is her. */
static int choose_named(struct run *r, const mct_entity_t *e, const mct_entity_t *sought,
	const char *who, int64_t *id)
{
	mct_rows_t *rows;
	mct_status_t st = mct_find(r->m, sought, who, id);
	int code;

	if (st == MCT_OK)
		return EXIT_DONE;
	if (st != MCT_AMBIGUOUS)
		return fail_search(r, e, sought, who);
	if (!run_may_ask(r))
		return run_fail(r);
	complain_line(mct_error(r->m)->message, 2);
	if (mct_candidates(r->m, &rows) != MCT_OK)
		return run_fail(r);
	code = pick(r, sought, rows, id);
	mct_rows_free(rows);
	return code;
}

/* In a script the latest ones are the hint. Without any EXIT_NO_SUCH, as pick(). */
static int complain_of_several(const mct_entity_t *e, const char *who, mct_rows_t *rows)
{
	struct buf hint CLEANUP(buf_free) = {0};

	for (struct mct_value v; mct_rows_next(rows) == MCT_ROW;) {
		mct_rows_value(rows, 0, &v);
		buf_addf(&hint, "%s%s", hint.len > 0 ? ", " : "give its id: ", v.text);
		mct_rows_value(rows, 1, &v);
		if (!v.set)
			mct_rows_value(rows, 2, &v);
		buf_addf(&hint, " (%s)", v.text);
	}
	if (hint.len == 0)
		return EXIT_NO_SUCH;
	return complain(EXIT_SEVERAL, buf_str(&hint), "\"%s\" does not name one %s", who,
		mct_entity_name(e));
}

static const char *first_date(const mct_entity_t *e)
{
	for (size_t i = 0; mct_entity_field(e, i) != NULL; i++)
		if (mct_field_type(mct_entity_field(e, i)) == MCT_TYPE_DATE)
			return mct_field_name(mct_entity_field(e, i));
	return "id";
}

/* What a record says: its required text, or what comes nearest to that. */
static const char *main_text(const mct_entity_t *e)
{
	const mct_field_t *best = NULL;

	for (size_t i = 0; mct_entity_field(e, i) != NULL; i++) {
		const mct_field_t *f = mct_entity_field(e, i);
		mct_type_t type = mct_field_type(f);

		if ((type == MCT_TYPE_TEXT || type == MCT_TYPE_LONG_TEXT) &&
			(best == NULL || (mct_field_flags(best) & MCT_FIELD_REQUIRED) == 0))
			best = f;
	}
	return best != NULL ? mct_field_name(best) : "id";
}

/* Whether the query picks only one; *id is it. */
static bool is_only_one(struct run *r, const mct_entity_t *e, struct mct_query query, int64_t *id)
{
	static const char *const columns[] = {"id", NULL};
	char only[24] = "";
	struct mct_value v;
	mct_rows_t *rows;
	size_t n = 0;

	query.columns = columns;
	query.limit = 2;
	if (mct_list(r->m, e, &query, &rows) != MCT_OK)
		return false;
	for (; mct_rows_next(rows) == MCT_ROW; n++) {
		mct_rows_value(rows, 0, &v);
		snprintf(only, sizeof only, "%s", v.text);
	}
	mct_rows_free(rows);
	return n == 1 && mct_find(r->m, e, only, id) == MCT_OK;
}

/* A script that removes says which record it means: the only one today was not the only one when
 * the script was written. */
static bool may_take_only_one(const struct run *r)
{
	return (r->cmd->flags & CMD_REMOVES) == 0 || run_may_ask(r);
}

/* Among the records that a query picks, the latest first. */
static int choose_listed(
	struct run *r, const mct_entity_t *e, const char *who, struct mct_query query, int64_t *id)
{
	const char *date = first_date(e);
	const char *const columns[] = {"id", date, main_text(e), NULL};
	char sort[80];
	mct_rows_t *rows;
	mct_status_t st;
	int code;

	if (may_take_only_one(r) && is_only_one(r, e, query, id))
		return EXIT_DONE;
	snprintf(sort, sizeof sort, "-%s,-id", date);
	query.columns = columns;
	query.sort = sort;
	query.limit = CHOICES_MAX;
	st = mct_list(r->m, e, &query, &rows);
	if (st == MCT_INVALID && query.text != NULL)
		return fail_none(r, e, who, "");
	if (st != MCT_OK)
		return run_fail(r);
	code = run_may_ask(r) ? pick(r, e, rows, id) : complain_of_several(e, who, rows);
	mct_rows_free(rows);
	if (code == EXIT_NO_SUCH)
		return query.text != NULL ? fail_none(r, e, who, "")
					  : fail_has_none(e, who, query.status);
	return code;
}

/* A visit is named by its id, or by its client: then it is one of hers that the query picks. */
static int choose_of_client(
	struct run *r, const mct_entity_t *e, const char *who, struct mct_query query, int64_t *id)
{
	char where[40];
	const char *const conditions[] = {where, NULL};
	int64_t owner;
	int code = choose_named(r, e, mct_entity_named("client"), who, &owner);

	if (code != EXIT_DONE)
		return code;
	snprintf(where, sizeof where, "client=c%lld", (long long)owner);
	query.where = conditions;
	return choose_listed(r, e, who, query, id);
}

/* Whether every record of it has a client. */
static bool is_of_client(const mct_entity_t *e)
{
	const mct_field_t *client = mct_entity_field_named(e, "client");

	return client != NULL && (mct_field_flags(client) & MCT_FIELD_REQUIRED) != 0;
}

static bool has_reference(const mct_entity_t *e)
{
	for (size_t i = 0; mct_entity_field(e, i) != NULL; i++)
		if (mct_field_type(mct_entity_field(e, i)) == MCT_TYPE_REF)
			return true;
	return false;
}

int choose(struct run *r, const mct_entity_t *e, const char *who, int64_t *id)
{
	const struct mct_query query = {.text = who};
	mct_status_t st;

	if (mct_entity_is_named(e))
		return choose_named(r, e, e, who, id);
	if (mct_entity_id(e, who, NULL)) {
		st = mct_find(r->m, e, who, id);
		return st == MCT_OK ? EXIT_DONE : fail_search(r, e, e, who);
	}
	if (who[0] == '\0')
		return fail_none(r, e, who, "");
	if (is_of_client(e))
		return choose_of_client(r, e, who, (struct mct_query){0}, id);
	return has_reference(e) ? choose_listed(r, e, who, query, id) : fail_none(r, e, who, "");
}

int choose_booking(struct run *r, const char *who, int64_t *id)
{
	const struct mct_query query = {.status = "booked", .since = "today"};
	const mct_entity_t *visit = mct_entity_named("visit");

	return mct_entity_id(visit, who, NULL) ? choose(r, visit, who, id)
					       : choose_of_client(r, visit, who, query, id);
}

int choose_first(struct run *r, const mct_entity_t *e, const char *const *where, const char *sort,
	int64_t *id)
{
	static const char *const columns[] = {"id", NULL};
	const struct mct_query query = {
		.where = where, .columns = columns, .sort = sort, .limit = 1};
	struct mct_value v;
	mct_rows_t *rows;

	*id = 0;
	if (mct_list(r->m, e, &query, &rows) != MCT_OK)
		return run_fail(r);
	if (mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, 0, &v);
		if (mct_find(r->m, e, v.text, id) != MCT_OK)
			*id = 0;
	}
	mct_rows_free(rows);
	return EXIT_DONE;
}
