/*
 * choose.c - "dana" -> one record. At a terminal several candidates are a numbered
 * list to pick from; in a script they are an error with the list.
 * Nothing is ever guessed, and the end of input ends the question.
 */
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "run.h"
#include "util/text.h"

#define CHOICES_MAX 20

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

/* Asks until a number of the list is typed; an empty line or the end of input gives up. */
static int pick(struct run *r, const mct_entity_t *e, mct_rows_t *rows, int64_t *id)
{
	char ids[CHOICES_MAX][24], answer[32];
	size_t n = print_choices(r, rows, ids);

	if (n == 0)
		return complain(EXIT_NO_SUCH, NULL, "there is no such %s", mct_entity_name(e));
	for (;;) {
		char *end;
		long number;

		if (!run_ask("which one (Enter: none)? ", answer, sizeof answer) ||
			answer[0] == '\0')
			return EXIT_SEVERAL;
		number = strtol(answer, &end, 10);
		if (*end != '\0' || number < 1 || (size_t)number > n)
			continue;
		return mct_find(r->m, e, ids[number - 1], id) == MCT_OK ? EXIT_DONE : run_fail(r);
	}
}

static int choose_named(struct run *r, const mct_entity_t *e, const char *who, int64_t *id)
{
	mct_rows_t *rows;
	mct_status_t st = mct_find(r->m, e, who, id);
	int code;

	if (st == MCT_OK)
		return EXIT_DONE;
	if (st != MCT_AMBIGUOUS || !run_may_ask(r))
		return run_fail(r);
	complain_line(mct_error(r->m)->message, 2);
	if (mct_candidates(r->m, &rows) != MCT_OK)
		return run_fail(r);
	code = pick(r, e, rows, id);
	mct_rows_free(rows);
	return code;
}

/* In a script her latest ones are the hint. */
static int complain_of_several(const mct_entity_t *e, const char *who, mct_rows_t *rows)
{
	struct buf hint CLEANUP(buf_free) = {0};

	for (struct mct_value v; mct_rows_next(rows) == MCT_ROW;) {
		mct_rows_value(rows, 0, &v);
		buf_addf(&hint, "%s%s", hint.len > 0 ? ", " : "give its id: ", v.text);
		mct_rows_value(rows, 1, &v);
		buf_addf(&hint, " (%s)", v.set ? v.text : "no day");
	}
	if (hint.len == 0)
		return complain(EXIT_NO_SUCH, NULL, "\"%s\" has no %s", who, mct_entity_name(e));
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

/* Whether there is only one; *id is it. */
static bool is_only_one(
	struct run *r, const mct_entity_t *e, const char *const *conditions, int64_t *id)
{
	static const char *const columns[] = {"id", NULL};
	const struct mct_query query = {.where = conditions, .columns = columns, .limit = 2};
	char only[24] = "";
	struct mct_value v;
	mct_rows_t *rows;
	size_t n = 0;

	if (mct_list(r->m, e, &query, &rows) != MCT_OK)
		return false;
	for (; mct_rows_next(rows) == MCT_ROW; n++) {
		mct_rows_value(rows, 0, &v);
		snprintf(only, sizeof only, "%s", v.text);
	}
	mct_rows_free(rows);
	return n == 1 && mct_find(r->m, e, only, id) == MCT_OK;
}

/* A visit is named by its id, or by its client when that leaves only one, or at a terminal from her
 * latest. */
static int choose_of_client(struct run *r, const mct_entity_t *e, const char *who, int64_t *id)
{
	const mct_entity_t *client = mct_entity_named("client");
	const char *date = first_date(e);
	const char *const columns[] = {"id", date, main_text(e), NULL};
	char where[40], sort[80];
	const char *const conditions[] = {where, NULL};
	const struct mct_query query = {
		.where = conditions, .columns = columns, .sort = sort, .limit = CHOICES_MAX};
	mct_rows_t *rows;
	int64_t owner;
	int code = choose_named(r, client, who, &owner);

	if (code != EXIT_DONE)
		return code;
	snprintf(where, sizeof where, "client=c%lld", (long long)owner);
	if (is_only_one(r, e, conditions, id))
		return EXIT_DONE;
	snprintf(sort, sizeof sort, "-%s,-id", date);
	if (mct_list(r->m, e, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_may_ask(r) ? pick(r, e, rows, id) : complain_of_several(e, who, rows);
	mct_rows_free(rows);
	return code;
}

/* v412: the letter of the entity and a number. */
static bool looks_like_id(const mct_entity_t *e, const char *who)
{
	return who[0] == mct_entity_letter(e) && who[1] >= '1' && who[1] <= '9' &&
		who[1 + strspn(who + 1, "0123456789")] == '\0';
}

int choose(struct run *r, const mct_entity_t *e, const char *who, int64_t *id)
{
	if (mct_entity_is_named(e))
		return choose_named(r, e, who, id);
	if (looks_like_id(e, who))
		return mct_find(r->m, e, who, id) == MCT_OK ? EXIT_DONE : run_fail(r);
	return choose_of_client(r, e, who, id);
}
