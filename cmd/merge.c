/*
 * merge.c - the verb "merge" of clients, partners and contacts: two records of one person
 * become one. What each field will be is told before it is done, and one undo
 * brings both back.
 */
#include <string.h>

#include "complain.h"
#include "describe.h"
#include "nouns.h"
#include "run.h"

struct merge_args {
	const char *first, *second;
	struct list take;
	bool yes;
};
#define ARG(member) offsetof(struct merge_args, member)

#define MERGE_OPTS(noun)                                                                           \
	{                                                                                          \
		{.name = "WHO",                                                                    \
			.type = OPT_OPERAND,                                                       \
			.flags = OPT_REQUIRED,                                                     \
			.offset = ARG(first),                                                      \
			.help = "who stays",                                                       \
			.entity = noun},                                                           \
			{.name = "OTHER",                                                          \
				.type = OPT_OPERAND,                                               \
				.flags = OPT_REQUIRED,                                             \
				.offset = ARG(second),                                             \
				.help = "the other record of the same person",                     \
				.entity = noun},                                                   \
			{.name = "take",                                                           \
				.type = OPT_LIST,                                                  \
				.flags = OPT_COLUMNS,                                              \
				.offset = ARG(take),                                               \
				.value = "FIELD",                                                  \
				.help = "there the other one's word counts; may be repeated"},     \
			{.name = "yes",                                                            \
				.letter = 'y',                                                     \
				.type = OPT_FLAG,                                                  \
				.offset = ARG(yes),                                                \
				.help = "do not ask"},                                             \
			{0},                                                                       \
	}

/* ---- what is told ---------------------------------------------------------------------------- */

static void add_count(struct buf *out, mct_rows_t *rows)
{
	struct mct_value what, count;
	const mct_entity_t *e;

	mct_rows_value(rows, 0, &what);
	mct_rows_value(rows, 1, &count);
	e = mct_entity_named(what.text);
	buf_addf(out, "%s%lld %s%s", out->len > 0 ? ", " : "", (long long)count.integer,
		e != NULL && count.integer != 1 ? mct_entity_plural(e) : what.text,
		e == NULL && count.integer != 1 ? "s" : "");
}

/* "3 visits, 1 fact moved to her." */
static int tell_moved(struct run *r, mct_rows_t *rows)
{
	struct buf moved CLEANUP(buf_free) = {0};
	struct buf removed CLEANUP(buf_free) = {0};
	struct buf twice CLEANUP(buf_free) = {0};
	mct_status_t st;

	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		struct mct_value fate, ids;

		mct_rows_value(rows, 2, &fate);
		mct_rows_value(rows, 3, &ids);
		if (strcmp(fate.text, "moved") == 0)
			add_count(&moved, rows);
		else if (strcmp(fate.text, "removed") == 0)
			add_count(&removed, rows);
		else
			buf_adds(&twice, ids.text);
	}
	mct_rows_free(rows);
	if (st != MCT_DONE)
		return run_fail(r);
	if (moved.len > 0)
		run_say(r, "Moved: %s", buf_str(&moved));
	if (removed.len > 0)
		run_say(r, "Removed, since it tied the two or was there twice: %s",
			buf_str(&removed));
	if (twice.len > 0)
		run_say(r, "At the same time, perhaps one session written down twice: %s",
			buf_str(&twice));
	return EXIT_DONE;
}

static int tell_fields(struct run *r, const struct mct_merge_query *query)
{
	mct_rows_t *rows;

	if (mct_merge_fields(r->m, query, &rows) != MCT_OK)
		return run_fail(r);
	return run_rows(r, rows, NULL);
}

/* "client Dana Whitfield (c12)" */
static int add_described(struct run *r, int64_t id, struct buf *out)
{
	mct_record_t *record;
	int code = EXIT_DONE;

	if (mct_record_new(r->m, r->entity, &record) != MCT_OK)
		return run_fail(r);
	if (mct_record_load(record, id) == MCT_OK)
		describe(r, record, out);
	else
		code = run_fail(r);
	mct_record_free(record);
	return code;
}

/* ---- the command ----------------------------------------------------------------------------- */

/* A script says that it means it. */
static int check_yes(const struct run *r, const struct merge_args *a)
{
	if (a->yes || r->globals.dry_run || run_may_ask(r))
		return EXIT_DONE;
	return complain(EXIT_REFUSED, "--dry-run shows what each field would be",
		"nothing was merged: say --yes");
}

/* Asked before anything is locked. */
static int confirm(struct run *r, const struct merge_args *a, const char *first, const char *second)
{
	struct buf question CLEANUP(buf_free) = {0};
	bool yes;

	if (a->yes || r->globals.dry_run)
		return EXIT_DONE;
	out_flush(&r->out);
	buf_addf(&question, "Make %s part of %s? [y/N] ", second, first);
	if (run_ask_yes(buf_str(&question), false, &yes) && yes)
		return EXIT_DONE;
	if (!run_interrupted())
		run_say(r, "Nothing was merged.");
	return EXIT_REFUSED;
}

static int merge_two(struct run *r, const struct merge_args *a, const struct mct_merge_query *query)
{
	struct buf first CLEANUP(buf_free) = {0};
	struct buf second CLEANUP(buf_free) = {0};
	mct_rows_t *rows;
	int code = add_described(r, query->id, &first);

	if (code == EXIT_DONE)
		code = add_described(r, query->other, &second);
	/* A program gets what each field becomes. */
	if (code == EXIT_DONE)
		code = tell_fields(r, query);
	if (code == EXIT_DONE)
		code = confirm(r, a, buf_str(&first), buf_str(&second));
	if (code == EXIT_DONE)
		code = run_write(r);
	if (code != EXIT_DONE)
		return code;
	if (mct_merge(r->m, query, &rows) != MCT_OK)
		return run_fail(r);
	run_say(r, "%s %s part of %s", r->globals.dry_run ? "Would make" : "Made", buf_str(&second),
		buf_str(&first));
	code = tell_moved(r, rows);
	if (code == EXIT_DONE && !r->globals.dry_run)
		run_say(r, "Two again: mct undo");
	return code;
}

static int merge(struct run *r, void *args)
{
	const struct merge_args *a = args;
	struct mct_merge_query query = {.take = a->take.items,
		.form = run_for_programs(r) ? MCT_FORM_MACHINE : MCT_FORM_HUMAN};
	int code = choose(r, r->entity, a->first, &query.id);

	if (code == EXIT_DONE)
		code = choose(r, r->entity, a->second, &query.other);
	if (code == EXIT_DONE)
		code = check_yes(r, a);
	return code == EXIT_DONE ? merge_two(r, a, &query) : code;
}

#define MERGE_CMD(noun, declared)                                                                  \
	const struct cmd cmd_##declared##_merge = {.name = "merge",                                \
		.summary = "make two records of one person one",                                   \
		.examples = declared##_examples,                                                   \
		.opts = declared##_opts,                                                           \
		.args_size = sizeof(struct merge_args),                                            \
		.flags = CMD_WRITES | CMD_ROWS,                                                    \
		.entity = noun,                                                                    \
		.run = merge}

static const struct opt client_opts[] = MERGE_OPTS("client");
static const char *const client_examples[] = {
	"client merge c1 c4", "client merge c1 c4 --take phone", NULL};
MERGE_CMD("client", client);

static const struct opt partner_opts[] = MERGE_OPTS("partner");
static const char *const partner_examples[] = {"partner merge p7 p8", NULL};
MERGE_CMD("partner", partner);

static const struct opt contact_opts[] = MERGE_OPTS("contact");
static const char *const contact_examples[] = {"contact merge n9 n10", NULL};
MERGE_CMD("contact", contact);
