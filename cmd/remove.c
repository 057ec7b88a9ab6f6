/*
 * remove.c - the verb "remove" of every entity. Nothing is removed without a yes: at a
 * terminal it is asked for, once it is told what hangs on the record;
 * elsewhere --yes says it.
 */
#include <string.h>

#include "complain.h"
#include "describe.h"
#include "verbs.h"

/* What hangs on a record, in words: "2 visits, 1 fact". */
struct hanging {
	struct buf removed, kept;
	int64_t removed_count, kept_count;
};

static void hanging_free(struct hanging *h)
{
	buf_free(&h->removed);
	buf_free(&h->kept);
}

static void add_words(struct buf *out, const char *what, int64_t count)
{
	const mct_entity_t *e = mct_entity_named(what);
	const char *plural = e != NULL ? mct_entity_plural(e) : NULL;

	buf_addf(out, "%s%lld %s%s", out->len > 0 ? ", " : "", (long long)count,
		count != 1 && plural != NULL ? plural : what,
		count != 1 && plural == NULL ? "s" : "");
}

static void take_words(mct_rows_t *rows, struct hanging *h)
{
	buf_clear(&h->removed);
	buf_clear(&h->kept);
	h->removed_count = h->kept_count = 0;
	while (rows != NULL && mct_rows_next(rows) == MCT_ROW) {
		struct mct_value what, count, fate;

		mct_rows_value(rows, 0, &what);
		mct_rows_value(rows, 1, &count);
		mct_rows_value(rows, 2, &fate);
		if (strcmp(fate.text, "removed") == 0) {
			add_words(&h->removed, what.text, count.integer);
			h->removed_count += count.integer;
			continue;
		}
		add_words(&h->kept, what.text, count.integer);
		h->kept_count += count.integer;
	}
	mct_rows_free(rows);
}

/* "With it went 2 visits." and "3 referrals no longer name it." */
static void add_sentences(const struct hanging *h, bool done, struct buf *out)
{
	if (h->removed.len > 0)
		buf_addf(out, "With it %s %s.", done ? "went" : "would go", buf_str(&h->removed));
	if (h->kept.len > 0)
		buf_addf(out, "%s%s %sno longer name%s it.", out->len > 0 ? "\n" : "",
			buf_str(&h->kept), done ? "" : "would ",
			done && h->kept_count == 1 ? "s" : "");
}

/* EXIT_DONE when there is a yes. */
static int confirm(
	struct run *r, const struct remove_args *a, const struct hanging *h, const char *described)
{
	struct buf told CLEANUP(buf_free) = {0};
	struct buf question CLEANUP(buf_free) = {0};
	bool yes;

	if (a->yes || r->globals.dry_run)
		return EXIT_DONE;
	if (!run_may_ask(r))
		return complain(EXIT_REFUSED, NULL, "nothing was removed: say --yes");
	add_sentences(h, false, &told);
	if (told.len > 0)
		complain_line(buf_str(&told), 0);
	buf_addf(&question, "Remove %s? [y/N] ", described);
	if (run_ask_yes(buf_str(&question), false, &yes) && yes)
		return EXIT_DONE;
	if (!run_interrupted())
		run_say(r, "Nothing was removed.");
	return EXIT_REFUSED;
}

/* The library's own refusal, with what it speaks of. */
static int fail_hanging(struct run *r, const struct hanging *h)
{
	struct buf line CLEANUP(buf_free) = {0};
	int code = run_fail(r);

	if (r->globals.json)
		return code;
	if (h->removed.len > 0) {
		buf_addf(&line, "  on it hang%s %s", h->removed_count == 1 ? "s" : "",
			buf_str(&h->removed));
		complain_line(buf_str(&line), 4);
		buf_clear(&line);
	}
	if (h->kept.len > 0) {
		buf_addf(&line, "  it is named by %s", buf_str(&h->kept));
		complain_line(buf_str(&line), 4);
	}
	return code;
}

/* Asked before anything is locked: nobody waits while somebody thinks. What went is told by the
 * removal itself, since more may have come in the meantime. */
static int remove_described(
	struct run *r, const struct remove_args *a, int64_t id, const char *described)
{
	struct hanging hanging CLEANUP(hanging_free) = {0};
	struct buf told CLEANUP(buf_free) = {0};
	mct_rows_t *dependents = NULL;
	size_t before = out_buf(&r->out)->len;
	mct_status_t st;
	int code = EXIT_DONE;

	if (mct_dependents(r->m, r->entity, id, &dependents) != MCT_OK)
		return run_fail(r);
	take_words(dependents, &hanging);
	if (a->with_all || hanging.removed.len + hanging.kept.len == 0)
		code = confirm(r, a, &hanging, described);
	if (code == EXIT_DONE)
		code = run_write(r);
	/* A program gets the row as it was. */
	if (code == EXIT_DONE && run_for_programs(r))
		code = run_record(r, r->entity, id);
	if (code != EXIT_DONE)
		return code;
	st = mct_record_remove(r->m, r->entity, id, a->with_all, &dependents);
	if (st == MCT_OK || st == MCT_REFUSED)
		take_words(dependents, &hanging);
	if (st != MCT_OK) {
		buf_truncate(out_buf(&r->out), before);
		return fail_hanging(r, &hanging);
	}
	run_say(r, "%s %s", r->globals.dry_run ? "Would remove" : "Removed", described);
	add_sentences(&hanging, !r->globals.dry_run, &told);
	if (told.len > 0)
		run_say(r, "%s", buf_str(&told));
	return EXIT_DONE;
}

int verb_remove(struct run *r, void *args)
{
	const struct remove_args *a = args;
	struct buf described CLEANUP(buf_free) = {0};
	mct_record_t *record;
	int64_t id;
	int code = choose(r, r->entity, a->who, &id);

	if (code != EXIT_DONE)
		return code;
	if (mct_record_new(r->m, r->entity, &record) != MCT_OK)
		return run_fail(r);
	if (mct_record_load(record, id) == MCT_OK)
		describe(r, record, &described);
	else
		code = run_fail(r);
	mct_record_free(record);
	return code == EXIT_DONE ? remove_described(r, a, id, buf_str(&described)) : code;
}
