/*
 * history.c - "mct history": what was changed, when and by which command; and what one
 * entry changed, field by field.
 */
#include "history.h"

#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "nouns.h"
#include "util/date.h"
#include "util/text.h"

#define SHOWN 20 /* for eyes, unless they want more */

static bool read_number(const char *digits, int64_t *number)
{
	for (const char *c = digits; *c != '\0'; c++)
		if (!text_digit(*c) || c - digits > 17)
			return false;
	*number = strtoll(digits, NULL, 10);
	return *number > 0;
}

bool history_read_entry(const char *text, int64_t *entry)
{
	return read_number(text[0] == 'y' || text[0] == 'Y' ? text + 1 : text, entry);
}

/* c12, whether she is still in the book or not. */
static bool read_person(const char *text, int64_t *id)
{
	static const char *const people[] = {"client", "partner", "contact"};

	for (size_t i = 0; i < ARRAY_SIZE(people); i++)
		if (mct_entity_id(mct_entity_named(people[i]), text, id))
			return true;
	return false;
}

struct history_args {
	const char *what, *since;
	int limit;
};
#define ARG(member) offsetof(struct history_args, member)

static const struct opt opts[] = {
	{.name = "NAME|ENTRY",
		.type = OPT_OPERAND,
		.offset = ARG(what),
		.help = "only what is about her; or one entry, y12, field by field",
		.entity = "contact"},
	{.name = "since",
		.type = OPT_DATE,
		.offset = ARG(since),
		.value = "DATE",
		.help = "from that day on"},
	{.name = "limit",
		.type = OPT_NUMBER,
		.offset = ARG(limit),
		.value = "N",
		.help = "at most so many; 20, for programs all"},
	{0},
};

static enum mct_form form_of(const struct run *r)
{
	return run_for_programs(r) ? MCT_FORM_MACHINE : MCT_FORM_HUMAN;
}

static int show_entry(struct run *r, int64_t entry)
{
	struct buf line CLEANUP(buf_free) = {0};
	mct_rows_t *rows;
	int code = history_describe(r, entry, &line);

	if (code != EXIT_DONE)
		return code;
	if (mct_history_entry(r->m, entry, form_of(r), &rows) != MCT_OK)
		return run_fail(r);
	if (r->term.out_tty)
		run_say(r, "%s\n", buf_str(&line));
	return run_rows(r, rows, NULL);
}

static int say_dropped(struct run *r)
{
	struct buf day CLEANUP(buf_free) = {0};
	char iso[11];
	int64_t entries;

	if (mct_history_dropped(r->m, &entries, iso) != MCT_OK)
		return run_fail(r);
	if (entries == 0)
		return EXIT_DONE;
	date_to_human(date_from_iso(iso, strlen(iso)), false, &day);
	run_say(r, "Older entries were dropped, %lld so far, last on %s: history.keep is %s.",
		(long long)entries, buf_str(&day), mct_setting(r->m, "history.keep"));
	return EXIT_DONE;
}

static int history(struct run *r, void *args)
{
	const struct history_args *a = args;
	const bool for_eyes = !run_for_programs(r);
	struct mct_history_query query = {.since = a->since,
		.limit = a->limit > 0 || !for_eyes ? a->limit : SHOWN,
		.form = form_of(r)};
	mct_rows_t *rows;
	int64_t entry, count;
	int code = EXIT_DONE;

	if (a->what != NULL && history_read_entry(a->what, &entry))
		return show_entry(r, entry);
	if (a->what != NULL && !read_person(a->what, &query.who))
		code = choose(r, mct_entity_named("contact"), a->what, &query.who);
	if (code != EXIT_DONE)
		return code;
	if (mct_history(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code != EXIT_DONE)
		return code;
	if (count == 0 && r->term.out_tty)
		run_say(r, "Nothing was changed.");
	else if (a->limit == 0 && count == SHOWN)
		run_say(r, "There may be more: --limit N shows so many.");
	return say_dropped(r);
}

/* ---- an entry in words ----------------------------------------------------------------------- */

static void add_cell(mct_rows_t *rows, enum mct_history_column column, struct buf *out)
{
	struct mct_value v;

	mct_rows_value(rows, column, &v);
	buf_add(out, v.text, v.length);
}

int history_describe(struct run *r, int64_t entry, struct buf *out)
{
	const struct mct_history_query query = {.entry = entry, .form = MCT_FORM_HUMAN};
	mct_rows_t *rows;

	if (mct_history(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	if (mct_rows_next(rows) == MCT_ROW) {
		add_cell(rows, MCT_HISTORY_COMMAND, out);
		buf_adds(out, " (");
		add_cell(rows, MCT_HISTORY_ID, out);
		buf_adds(out, ", ");
		add_cell(rows, MCT_HISTORY_AT, out);
		buf_adds(out, ")");
	}
	mct_rows_free(rows);
	return EXIT_DONE;
}

static const char *const examples[] = {
	"history", "history dana --since \"1 nov\"", "history y12", NULL};

const struct cmd cmd_history = {.name = "history",
	.summary = "what was changed, when, and by which command",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct history_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = history};
