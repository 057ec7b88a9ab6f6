/*
 * backup.c - "mct backup": a copy of the practice that was looked at, in one line. Made for
 * cron: silent with -q, and never half done.
 */
#include <stdio.h>

#include "complain.h"
#include "nouns.h"
#include "run.h"
#include "secret.h"

struct backup_args {
	const char *target, *key_file;
	int keep;
	bool encrypt;
};
#define ARG(member) offsetof(struct backup_args, member)

static const struct opt opts[] = {
	{.name = "TARGET",
		.type = OPT_OPERAND,
		.offset = ARG(target),
		.help = "a file, or a folder; \"backups\" beside the practice"},
	{.name = "keep",
		.type = OPT_NUMBER,
		.offset = ARG(keep),
		.value = "N",
		.help = "keep the latest N in the folder; older ones go"},
	{.name = "encrypt",
		.type = OPT_FLAG,
		.offset = ARG(encrypt),
		.help = "readable with a passphrase only, which is asked for"},
	{.name = "key-file",
		.type = OPT_FILE,
		.offset = ARG(key_file),
		.value = "FILE",
		.help = "encrypt with what stands in FILE"},
	{0},
};

/* "312 KB" */
static const char *size_of(int64_t bytes, char text[static 32])
{
	static const char *const units[] = {"bytes", "KB", "MB", "GB"};
	double size = (double)bytes;
	size_t unit = 0;

	for (; size >= 1000 && unit + 1 < ARRAY_SIZE(units); unit++)
		size /= 1000;
	snprintf(text, 32, unit > 1 ? "%.1f %s" : "%.0f %s", size, units[unit]);
	return text;
}

static int64_t number(mct_rows_t *rows, enum mct_backup_column column)
{
	struct mct_value v;

	mct_rows_value(rows, column, &v);
	return v.integer;
}

static int tell(struct run *r, bool encrypted, mct_rows_t *rows)
{
	struct mct_value file;
	char size[32];
	int64_t n;

	if (mct_rows_next(rows) != MCT_ROW) {
		mct_rows_free(rows);
		return run_fail(r);
	}
	mct_rows_value(rows, MCT_BACKUP_FILE, &file);
	n = number(rows, MCT_BACKUP_RECORDS);
	run_say(r, "Backed up %lld record%s (%s%s) to %s", (long long)n, n == 1 ? "" : "s",
		size_of(number(rows, MCT_BACKUP_BYTES), size), encrypted ? ", encrypted" : "",
		run_safe(r, file.text));
	n = number(rows, MCT_BACKUP_REMOVED);
	if (n > 0)
		run_say(r, "Removed %lld older backup%s", (long long)n, n == 1 ? "" : "s");
	n = number(rows, MCT_BACKUP_RESTARTS);
	if (n > 0)
		run_say(r, "Began anew %lld time%s, since something was written meanwhile",
			(long long)n, n == 1 ? "" : "s");
	mct_rows_free(rows);
	return EXIT_DONE;
}

/* The copy is read in a transaction of its own, after others had their turn. */
static int backup(struct run *r, void *args)
{
	const struct backup_args *a = args;
	bool encrypted = a->encrypt || a->key_file != NULL;
	struct secret secret CLEANUP(secret_wipe) = {0};
	mct_rows_t *rows;
	int code = EXIT_DONE;

	if (r->globals.dry_run)
		return usage_error(r->cmd, "a backup cannot be tried");
	mct_rollback(r->m);
	if (encrypted)
		code = a->key_file != NULL ? secret_of_file(a->key_file, &secret)
					   : secret_ask_new(r, &secret);
	if (code != EXIT_DONE)
		return code;
	if (mct_backup(r->m, a->target, a->keep, encrypted ? &secret.secret : NULL, &rows) !=
		MCT_OK)
		return run_fail(r);
	r->changed = true;
	return run_for_programs(r) ? run_rows(r, rows, NULL) : tell(r, encrypted, rows);
}

static const char *const examples[] = {"backup", "backup --keep 14 -q", "backup /media/stick",
	"backup ~/before-cleaning.db", "backup /media/stick --encrypt", NULL};

const struct cmd cmd_backup = {.name = "backup",
	.summary = "a safe copy of your practice",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct backup_args),
	.flags = CMD_READS | CMD_ROWS,
	.run = backup};
