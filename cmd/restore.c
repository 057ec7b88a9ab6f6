/*
 * restore.c - "mct restore": a backup becomes the practice again. What it replaces is kept,
 * and nothing is replaced without a yes.
 */
#include "complain.h"
#include "nouns.h"
#include "run.h"
#include "secret.h"

#define TRIES 3 /* of a passphrase */

struct restore_args {
	const char *file, *key_file;
	bool yes;
};
#define ARG(member) offsetof(struct restore_args, member)

static const struct opt opts[] = {
	{.name = "FILE",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(file),
		.help = "a backup"},
	{.name = "yes",
		.letter = 'y',
		.type = OPT_FLAG,
		.offset = ARG(yes),
		.help = "replace the practice without asking"},
	{.name = "key-file",
		.type = OPT_FILE,
		.offset = ARG(key_file),
		.value = "FILE",
		.help = "what opens an encrypted backup, instead of its passphrase"},
	{0},
};

/* The answer of the library, as text. */
struct outcome {
	struct mct_value file, records, kept, replaced;
};

static bool read_outcome(mct_rows_t *rows, struct outcome *o)
{
	if (mct_rows_next(rows) != MCT_ROW)
		return false;
	mct_rows_value(rows, MCT_RESTORE_FILE, &o->file);
	mct_rows_value(rows, MCT_RESTORE_RECORDS, &o->records);
	mct_rows_value(rows, MCT_RESTORE_KEPT, &o->kept);
	mct_rows_value(rows, MCT_RESTORE_REPLACED, &o->replaced);
	return true;
}

static void add_count(struct buf *out, const struct mct_value *records)
{
	if (records->set)
		buf_addf(out, "%lld record%s", (long long)records->integer,
			records->integer == 1 ? "" : "s");
	else
		buf_adds(out, "cannot be read");
}

/* EXIT_DONE when there is a yes, or nothing to lose. */
static int confirm(struct run *r, const struct restore_args *a, const struct outcome *o)
{
	struct buf question CLEANUP(buf_free) = {0};
	char answer[16];

	if (a->yes || !o->kept.set)
		return EXIT_DONE;
	if (!run_may_ask(r))
		return complain(EXIT_REFUSED, "what is there will be kept under another name",
			"nothing was restored: say --yes to replace \"%s\"", o->file.text);
	buf_addf(&question, "Replace %s (", run_safe(r, o->file.text));
	add_count(&question, &o->replaced);
	buf_addf(&question, ") by %s (", run_safe(r, a->file));
	add_count(&question, &o->records);
	buf_adds(&question, ")? What is there now is kept. [y/N] ");
	if (run_ask(buf_str(&question), answer, sizeof answer) &&
		(answer[0] == 'y' || answer[0] == 'Y'))
		return EXIT_DONE;
	if (!run_interrupted())
		run_say(r, "Nothing was restored.");
	return EXIT_REFUSED;
}

static void tell(struct run *r, const struct restore_args *a, const struct outcome *o)
{
	struct buf count CLEANUP(buf_free) = {0};

	add_count(&count, &o->records);
	run_say(r, "%s %s from %s to %s", r->globals.dry_run ? "Would restore" : "Restored",
		buf_str(&count), run_safe(r, a->file), run_safe(r, o->file.text));
	if (o->kept.set)
		run_say(r, "What was there %s kept as %s", r->globals.dry_run ? "would be" : "is",
			run_safe(r, o->kept.text));
}

/* The library is tried without a secret first: whether one is needed, the backup says. At a
 * terminal a slip of the finger is not the end. */
static int open_backup(struct run *r, const struct restore_args *a, unsigned flags,
	struct secret *secret, mct_rows_t **rows)
{
	int code = EXIT_DONE;

	for (int tries = 0; code == EXIT_DONE; tries++) {
		bool known = secret->secret.size > 0;
		mct_status_t st = mct_restore(
			r->m, a->file, r->db, known ? &secret->secret : NULL, flags, rows);

		if (st != MCT_LOCKED || (known && (a->key_file != NULL || tries >= TRIES)))
			return st == MCT_OK ? EXIT_DONE : run_fail(r);
		code = secret_ask(r, a->file, known, secret);
	}
	return code;
}

/* The backup is looked at before the question, and again when it is taken. */
static int restore_once(
	struct run *r, const struct restore_args *a, bool try, struct secret *secret)
{
	struct outcome o;
	mct_rows_t *rows;
	int code = open_backup(r, a, try ? MCT_RESTORE_TRY : 0, secret, &rows);

	if (code != EXIT_DONE)
		return code;
	r->changed = !try;
	if ((!try || r->globals.dry_run) && run_for_programs(r))
		return run_rows(r, rows, NULL);
	if (!read_outcome(rows, &o))
		code = run_fail(r);
	else if (try && !r->globals.dry_run)
		code = confirm(r, a, &o);
	else
		tell(r, a, &o);
	mct_rows_free(rows);
	return code;
}

static int restore(struct run *r, void *args)
{
	const struct restore_args *a = args;
	struct secret secret CLEANUP(secret_wipe) = {0};
	int code = run_need_db(r);

	if (code == EXIT_DONE && a->key_file != NULL)
		code = secret_of_file(a->key_file, &secret);
	if (code == EXIT_DONE)
		code = restore_once(r, a, true, &secret);
	return code == EXIT_DONE && !r->globals.dry_run ? restore_once(r, a, false, &secret) : code;
}

static const char *const examples[] = {"restore ~/before-cleaning.db",
	"restore /media/stick/practice-2026-11-23-190000.db --yes", NULL};

const struct cmd cmd_restore = {.name = "restore",
	.summary = "bring a backup back",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct restore_args),
	.flags = CMD_ROWS,
	.run = restore};
