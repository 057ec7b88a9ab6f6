/*
 * undo.c - "mct undo" and "mct redo": takes back what a command did, or does it once
 * more, and tells what is different now.
 */
#include <string.h>

#include "complain.h"
#include "history.h"
#include "nouns.h"
#include "util/text.h"

struct undo_args {
	const char *entry;
};

static const struct opt undo_opts[] = {
	{.name = "ENTRY",
		.type = OPT_OPERAND,
		.offset = offsetof(struct undo_args, entry),
		.help = "y12, as mct history lists it; the last one"},
	{0},
};
static const struct opt redo_opts[] = {
	{.name = "ENTRY",
		.type = OPT_OPERAND,
		.offset = offsetof(struct undo_args, entry),
		.help = "y12, as mct history lists it; what was undone last"},
	{0},
};

/* What of the practice is different, in the words of its fate. */
struct told {
	struct buf gone, back, before;
};

static void told_free(struct told *t)
{
	buf_free(&t->gone);
	buf_free(&t->back);
	buf_free(&t->before);
}

/* "2 visits (v412, v419)" */
static void add_words(struct buf *out, const char *what, int64_t count, const struct mct_value *ids)
{
	const mct_entity_t *e = mct_entity_named(what);

	buf_addf(out, "%s%lld %s%s", out->len > 0 ? ", " : "", (long long)count,
		e != NULL && count != 1 ? mct_entity_plural(e) : what,
		e == NULL && count != 1 ? "s" : "");
	if (!ids->set)
		return;
	buf_adds(out, " (");
	for (size_t i = 0; i < ids->length; i++)
		buf_addc(out, ids->text[i] == ';' ? ',' : ids->text[i]);
	buf_adds(out, ")");
}

static mct_status_t take_words(mct_rows_t *rows, struct told *told)
{
	mct_status_t st;

	while ((st = mct_rows_next(rows)) == MCT_ROW) {
		struct mct_value what, count, change, ids;
		struct buf *out;

		mct_rows_value(rows, 0, &what);
		mct_rows_value(rows, 1, &count);
		mct_rows_value(rows, 2, &change);
		mct_rows_value(rows, 3, &ids);
		out = strcmp(change.text, "removed") == 0      ? &told->gone
			: strcmp(change.text, "restored") == 0 ? &told->back
							       : &told->before;
		add_words(out, what.text, count.integer, &ids);
	}
	mct_rows_free(rows);
	return st;
}

static void say_part(struct run *r, const char *fate, const struct buf *words)
{
	if (words->len > 0)
		run_say(r, "  %s: %s", fate, buf_str(words));
}

static int tell(struct run *r, int64_t entry, mct_rows_t *rows, bool again)
{
	static const char *const words[2][2] = {
		{"Undone", "Would undo"}, {"Done again", "Would do again"}};
	struct told told CLEANUP(told_free) = {.gone = {0}};
	struct buf line CLEANUP(buf_free) = {0};
	int code;

	if (run_for_programs(r) || r->globals.columns != NULL)
		return run_rows(r, rows, NULL);
	if (take_words(rows, &told) != MCT_DONE)
		return run_fail(r);
	code = history_describe(r, entry, &line);
	if (code != EXIT_DONE)
		return code;
	run_say(r, "%s: %s", words[again][r->globals.dry_run], run_safe(r, buf_str(&line)));
	say_part(r, "gone", &told.gone);
	say_part(r, "back", &told.back);
	say_part(r, again ? "changed" : "as before", &told.before);
	if (!r->globals.dry_run)
		run_say(r, again ? "Undo: mct undo" : "Again: mct redo");
	return EXIT_DONE;
}

static int take_back(struct run *r, const struct undo_args *a, bool again)
{
	mct_rows_t *rows;
	int64_t entry = 0;
	int code;

	if (a->entry != NULL && !history_read_entry(a->entry, &entry))
		return complain(EXIT_NOT_UNDERSTOOD, "mct history lists them, as y12",
			"\"%s\" is no entry of the history", a->entry);
	code = run_write(r);
	if (code != EXIT_DONE)
		return code;
	if ((again ? mct_redo : mct_undo)(r->m, entry, &entry, &rows) != MCT_OK)
		return run_fail(r);
	return tell(r, entry, rows, again);
}

static int undo(struct run *r, void *args)
{
	return take_back(r, args, false);
}

static int redo(struct run *r, void *args)
{
	return take_back(r, args, true);
}

static const char *const undo_examples[] = {"undo", "undo y12", "undo --dry-run", NULL};
const struct cmd cmd_undo = {.name = "undo",
	.summary = "take back what a command did",
	.examples = undo_examples,
	.opts = undo_opts,
	.args_size = sizeof(struct undo_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.run = undo};

static const char *const redo_examples[] = {"redo", "redo y12", NULL};
const struct cmd cmd_redo = {.name = "redo",
	.summary = "do again what was undone",
	.examples = redo_examples,
	.opts = redo_opts,
	.args_size = sizeof(struct undo_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.run = redo};
