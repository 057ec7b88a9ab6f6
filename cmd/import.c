/*
 * import.c - "mct import": tells what was found in the file, reads it in, and tells
 * what became of every row. Rejected rows are kept in a file of their own,
 * or nothing is changed at all.
 */
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "import_notes.h"
#include "nouns.h"
#include "rejects.h"
#include "run.h"
#include "sink.h"
#include "util/text.h"
#include "verbs.h"

struct import_args {
	const char *kind, *file;
	struct list map;
	const char *mapping, *save_mapping;
	const char *delimiter, *encoding, *date_order, *decimal_mark, *rejects;
	bool create_clients;
};
#define ARG(member) offsetof(struct import_args, member)

static const char *const orders[] = {"dmy", "mdy", "ymd", NULL};

static const struct opt opts[] = {
	{.name = "KIND",
		.type = OPT_OPERAND,
		.flags = OPT_KIND,
		.offset = ARG(kind),
		.help = "clients, visits, partners ...; found by the headings"},
	{.name = "FILE",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(file),
		.help = "a CSV file, or - for standard input"},
	{.name = "map",
		.type = OPT_LIST,
		.offset = ARG(map),
		.value = "COLUMN=FIELD",
		.help = "what a column is; nothing after = leaves it out"},
	{.name = "mapping",
		.type = OPT_TEXT,
		.offset = ARG(mapping),
		.value = "NAME",
		.help = "the columns as they were saved under that name",
		.entity = "mapping"},
	{.name = "save-mapping",
		.type = OPT_TEXT,
		.offset = ARG(save_mapping),
		.value = "NAME",
		.help = "keep what the columns became, for files with these headings"},
	{.name = "delimiter",
		.type = OPT_TEXT,
		.offset = ARG(delimiter),
		.value = "CHAR",
		.help = "one of , ; | or tab"},
	{.name = "encoding",
		.type = OPT_TEXT,
		.offset = ARG(encoding),
		.value = "NAME",
		.help = "such as UTF-8 or WINDOWS-1252"},
	{.name = "date-order",
		.type = OPT_CHOICE,
		.offset = ARG(date_order),
		.value = "ORDER",
		.help = "dmy, mdy or ymd",
		.choices = orders},
	{.name = "decimal-mark",
		.type = OPT_TEXT,
		.offset = ARG(decimal_mark),
		.value = "CHAR",
		.help = ". or , in amounts"},
	{.name = "create-clients",
		.type = OPT_FLAG,
		.offset = ARG(create_clients),
		.help = "an unknown client becomes one"},
	{.name = "rejects",
		.type = OPT_FILE,
		.offset = ARG(rejects),
		.value = "FILE",
		.help = "keep unreadable rows there, take the rest"},
	{0},
};

/* ---- what was found -------------------------------------------------------------------------- */

static void tell_dialect(struct run *r, const struct import_args *a, const mct_import_t *imp)
{
	const struct mct_import_dialect *d = mct_import_dialect(imp);
	struct buf line CLEANUP(buf_free) = {0};

	buf_addf(&line, "%s: %s%s%lld %s%s%s, %s, separator %s%s%s, headings on line %lld",
		run_safe(r, a->file), d->known, d->known[0] != '\0' ? ", " : "", (long long)d->rows,
		d->rows == 1 ? "row" : "rows", a->kind == NULL ? " of " : "",
		a->kind == NULL ? mct_entity_plural(mct_import_kind(imp)) : "", d->encoding,
		strcmp(d->delimiter, "tab") == 0 ? "" : "\"", d->delimiter,
		strcmp(d->delimiter, "tab") == 0 ? "" : "\"", (long long)d->heading_line);
	if (d->date_order[0] != '\0')
		buf_addf(&line, ", dates %s (%s first)", d->date_order,
			d->date_order[0] == 'd'           ? "day"
				: d->date_order[0] == 'm' ? "month"
							  : "year");
	if (d->decimal_mark[0] != '\0')
		buf_addf(&line, ", decimal mark \"%s\"", d->decimal_mark);
	run_say(r, "%s", buf_str(&line));
}

static void add_padded(struct buf *line, const char *text, size_t width)
{
	struct buf cell CLEANUP(buf_free) = {0};
	size_t used;

	text_add_safe(&cell, text, strlen(text), false);
	text_add_fitted(line, buf_str(&cell), cell.len, width, true);
	used = text_width(buf_str(&cell), cell.len);
	buf_pad(line, ' ', used < width ? width - used : 0);
}

/* One line a column: what it becomes, how sure that is, its first value. */
static void tell_mapping(struct run *r, const mct_import_t *imp)
{
	const struct mct_import_column *c;

	run_say(r, "   %-22s  %-20s  %s", "COLUMN", "BECOMES", "FIRST VALUE");
	for (size_t i = 0; (c = mct_import_column(imp, i)) != NULL; i++) {
		struct buf line CLEANUP(buf_free) = {0};
		struct buf becomes CLEANUP(buf_free) = {0};

		buf_addf(&becomes, "%s%s%s%s",
			c->field != NULL ? mct_field_name(c->field) : "(left out)",
			c->part[0] != '\0' ? ", " : "", c->part, c->guessed ? "?" : "");
		buf_addf(&line, "%2zu ", i + 1);
		add_padded(&line, c->heading[0] != '\0' ? c->heading : "(no heading)", 22);
		buf_adds(&line, "  ");
		add_padded(&line, buf_str(&becomes), 20);
		buf_adds(&line, "  ");
		text_add_safe(&line, c->example, strlen(c->example) < 60 ? strlen(c->example) : 60,
			false);
		run_say(r, "%s", buf_str(&line));
	}
}

/* Whether the person sees what each column becomes. */
static bool mapping_is_seen(const struct run *r)
{
	return (r->globals.dry_run || r->term.out_tty) && !r->globals.quiet && !run_for_programs(r);
}

/* Where no table of the columns is seen, those that nobody left out and that hold something are
 * told all the same: what clients must not have may stand there. */
static void tell_left_out(const mct_import_t *imp)
{
	struct buf names CLEANUP(buf_free) = {0};
	const struct mct_import_column *c;

	for (size_t i = 0; (c = mct_import_column(imp, i)) != NULL; i++) {
		if (c->field != NULL || c->stated || c->example[0] == '\0' ||
			strcmp(c->heading, MCT_REJECTED_BECAUSE) == 0)
			continue;
		buf_addf(&names, "%s%s", names.len > 0 ? ", " : "",
			c->heading[0] != '\0' ? c->heading : "(no heading)");
	}
	if (names.len > 0)
		complain_aside("say what a column is with --map 'Column=field', or that it is not "
			       "wanted with --map 'Column='",
			"left out: %s", buf_str(&names));
}

/* What is only like a heading that is known is taken when somebody says that it is that; a script
 * has to say it beforehand. A try shows it with a question mark. */
static int check_guesses(struct run *r, const mct_import_t *imp)
{
	struct buf guess CLEANUP(buf_free) = {0};
	struct buf question CLEANUP(buf_free) = {0};
	struct buf hint CLEANUP(buf_free) = {0};
	const struct mct_import_column *c;
	char answer[16];

	for (size_t i = 0; !r->globals.dry_run && (c = mct_import_column(imp, i)) != NULL; i++) {
		struct buf stated CLEANUP(buf_free) = {0};

		if (!c->guessed)
			continue;
		if (guess.len == 0)
			buf_addf(&guess, "\"%s\" is %s", c->heading, mct_field_name(c->field));
		buf_addf(&question, "%s \"%s\" as %s", question.len > 0 ? "," : "Take",
			run_safe(r, c->heading), mct_field_name(c->field));
		buf_addf(&stated, "%s=%s", c->heading, mct_field_name(c->field));
		buf_adds(&hint, hint.len > 0 ? " --map " : "say so with --map ");
		text_add_shell_word(&hint, buf_str(&stated));
	}
	if (guess.len == 0)
		return EXIT_DONE;
	buf_adds(&question, "? [y/N] ");
	if (mapping_is_seen(r) && run_may_ask(r)) {
		out_flush(&r->out);
		if (run_ask(buf_str(&question), answer, sizeof answer) &&
			(answer[0] == 'y' || answer[0] == 'Y'))
			return EXIT_DONE;
	}
	return complain(EXIT_REFUSED, buf_str(&hint), "it is only a guess that the column %s",
		buf_str(&guess));
}

/* With all their columns, also those that a list of such records leaves out. */
static int tell_preview(struct run *r, mct_import_t *imp)
{
	struct buf columns CLEANUP(buf_free) = {0};
	mct_rows_t *rows;
	int code;

	if (mct_import_preview(imp, 5, &rows) != MCT_OK)
		return run_fail(r);
	for (size_t i = 0; i < mct_rows_width(rows); i++)
		buf_addf(&columns, "%s%s", i > 0 ? "," : "",
			mct_field_name(mct_rows_column(rows, i)));
	run_say(r, "The first rows as they would be read:");
	r->globals.columns = buf_str(&columns);
	code = run_rows(r, rows, NULL);
	r->globals.columns = NULL;
	return code;
}

/* ---- what became of the rows ----------------------------------------------------------------- */

static void add_count(struct buf *line, int64_t n, const char *what)
{
	buf_addf(line, "%s%lld %s", line->len > 0 ? ", " : "", (long long)n, what);
}

static void tell_counts(
	struct run *r, const struct import_args *a, const struct mct_import_counts *c)
{
	struct buf line CLEANUP(buf_free) = {0};

	add_count(&line, c->added, "new");
	add_count(&line, c->changed, "changed");
	add_count(&line, c->same, "same");
	if (c->joined > 0)
		add_count(&line, c->joined, "joined (there twice)");
	if (c->skipped > 0)
		add_count(&line, c->skipped, "skipped");
	add_count(&line, c->rejected, "rejected");
	run_say(r, "%s: %lld %s = %s", run_safe(r, a->file), (long long)c->rows,
		c->rows == 1 ? "row" : "rows", buf_str(&line));
	if (c->created > 0 && (c->rejected == 0 || a->rejects != NULL))
		run_say(r, "%lld %s %s made from the names.", (long long)c->created,
			c->created == 1 ? "client" : "clients",
			r->globals.dry_run        ? "would be"
				: c->created == 1 ? "was"
						  : "were");
	if (c->rows == c->skipped)
		run_say(r, "There are no rows below the headings: nothing was changed.");
	else if (c->added + c->changed + c->created == 0 && c->rejected == 0)
		run_say(r, "Nothing changed: all of it was known.");
}

/* The report for programs: one row. */
static void report(struct run *r, const struct mct_import_counts *c)
{
	const struct {
		const char *name;
		int64_t count;
	} counts[] = {{"rows", c->rows}, {"added", c->added}, {"changed", c->changed},
		{"same", c->same}, {"joined", c->joined}, {"skipped", c->skipped},
		{"rejected", c->rejected}, {"created", c->created}};
	struct buf *out = out_buf(&r->out);
	const char *separator = r->globals.json ? ", " : r->globals.csv ? "," : "\t";

	if (r->globals.json)
		buf_adds(out, "[\n{");
	for (size_t i = 0; r->globals.csv && i < ARRAY_SIZE(counts); i++)
		buf_addf(out, "%s%s", i > 0 ? separator : "", counts[i].name);
	buf_adds(out, r->globals.csv ? "\r\n" : "");
	for (size_t i = 0; i < ARRAY_SIZE(counts); i++) {
		buf_adds(out, i > 0 ? separator : "");
		if (r->globals.json)
			buf_addf(out, "\"%s\": ", counts[i].name);
		buf_addf(out, "%lld", (long long)counts[i].count);
	}
	buf_adds(out, r->globals.json ? "}\n]\n" : r->globals.csv ? "\r\n" : "\n");
}

/* What is heard of the rows while they are read. */
struct heard {
	struct rejects rejects;
	struct import_notes notes;
};

static void on_reject(void *user, int64_t line, const struct mct_error *problem,
	const char *const *cells, size_t count)
{
	struct heard *heard = user;

	rejects_add(&heard->rejects, line, problem, cells, count);
}

static void on_note(void *user, enum mct_import_note what, int64_t line, const char *text)
{
	struct heard *heard = user;

	import_notes_add(&heard->notes, what, line, text);
}

static void on_progress(void *user, int64_t done, int64_t rows)
{
	const struct run *r = ((const struct heard *)user)->notes.r;

	if (r->term.err_tty && !r->globals.quiet && done > 0 && rows > 20000)
		fprintf(stderr, "\r%lld of %lld rows ", (long long)done, (long long)rows);
}

/* ---- the command ----------------------------------------------------------------------------- */

static void tell_kept(struct run *r, const struct import_args *a, const struct rejects *rejects)
{
	struct buf file CLEANUP(buf_free) = {0};

	if (rejects->kept == 0)
		return;
	if (rejects->in_place) {
		run_say(r, "The rejected rows went to %s.", run_safe(r, rejects->path));
		return;
	}
	text_add_shell_word(&file, rejects->path);
	run_say(r, "The rejected rows are in %s: mend them there, then type mct import %s %s%s",
		run_safe(r, rejects->path), mct_entity_plural(r->entity),
		run_safe(r, buf_str(&file)),
		a->map.count > 0 || a->date_order != NULL || a->decimal_mark != NULL ||
				a->create_clients
			? " with the same options"
			: "");
}

static int finish(struct run *r, const struct import_args *a, mct_import_t *imp,
	struct heard *heard, const struct mct_import_counts *counts, mct_status_t st)
{
	struct rejects *rejects = &heard->rejects;
	int code = rejects_end(rejects, st == MCT_OK);

	rejects_tell_rest(rejects);
	if (code != EXIT_DONE)
		return code;
	if (st != MCT_OK && st != MCT_REFUSED)
		return run_fail(r);
	if (r->globals.dry_run && !run_for_programs(r))
		code = tell_preview(r, imp);
	if (code != EXIT_DONE)
		return code;
	if (st == MCT_OK || r->globals.dry_run)
		import_notes_tell(&heard->notes);
	if (run_for_programs(r))
		report(r, counts);
	else
		tell_counts(r, a, counts);
	if (st == MCT_REFUSED) {
		out_flush(&r->out);
		return rejects_fail(rejects);
	}
	tell_kept(r, a, rejects);
	if (a->save_mapping != NULL)
		run_say(r, "Files with these headings are read so from now on: mapping %s",
			run_safe(r, a->save_mapping));
	return EXIT_DONE;
}

static int run_import(struct run *r, const struct import_args *a, mct_import_t *imp)
{
	struct heard heard = {.notes = {.r = r}};
	const struct mct_import_calls calls = {on_reject, on_note, on_progress, &heard};
	struct mct_import_counts counts;
	mct_status_t st;
	int code = EXIT_DONE;

	tell_dialect(r, a, imp);
	if (mapping_is_seen(r))
		tell_mapping(r, imp);
	code = check_guesses(r, imp);
	if (code != EXIT_DONE)
		return code;
	if (!mapping_is_seen(r))
		tell_left_out(imp);
	out_flush(&r->out);
	code = run_write(r);
	if (code == EXIT_DONE)
		code = rejects_begin(&heard.rejects, r, imp, a->rejects);
	if (code != EXIT_DONE)
		return code;
	st = mct_import_run(imp, &calls, &counts);
	if (st == MCT_OK && a->save_mapping != NULL)
		st = mct_import_keep_mapping(imp, a->save_mapping);
	if (r->term.err_tty && !r->globals.quiet && mct_import_dialect(imp)->rows > 20000)
		fputs("\r                              \r", stderr);
	code = finish(r, a, imp, &heard, &counts, st);
	rejects_free(&heard.rejects);
	import_notes_free(&heard.notes);
	return code;
}

/* As records of r->entity, or of the kind that the headings tell. */
static int open_file(struct run *r, const struct import_args *a, mct_import_t **imp)
{
	const struct mct_import_options options = {.map = a->map.items,
		.delimiter = a->delimiter,
		.encoding = a->encoding,
		.date_order = a->date_order,
		.decimal_mark = a->decimal_mark,
		.mapping = a->mapping,
		.create_clients = a->create_clients,
		.keep_going = a->rejects != NULL};

	return mct_import_open(r->m, r->entity, a->file, &options, imp) == MCT_OK ? EXIT_DONE
										  : run_fail(r);
}

/* Where the headings fit two kinds alike, a person is asked; a script is told what was taken. */
static int settle_kind(struct run *r, const struct import_args *a, mct_import_t **imp)
{
	const mct_entity_t *other = mct_import_other_kind(*imp);
	struct buf question CLEANUP(buf_free) = {0};
	bool first = true;

	r->entity = mct_import_kind(*imp);
	if (other == NULL || a->kind != NULL)
		return EXIT_DONE;
	buf_addf(&question, "By the headings these may be %s or %s. Are they %s?",
		mct_entity_plural(r->entity), mct_entity_plural(other),
		mct_entity_plural(r->entity));
	if (!run_may_ask(r))
		return EXIT_DONE;
	if (!run_ask_yes(buf_str(&question), true, &first))
		return EXIT_FAILED;
	if (first)
		return EXIT_DONE;
	r->entity = other;
	mct_import_free(*imp);
	*imp = NULL;
	return open_file(r, a, imp);
}

static int import(struct run *r, void *args)
{
	const struct import_args *a = args;
	mct_import_t *imp = NULL;
	int code = a->kind != NULL ? verb_kind(r, a->kind) : EXIT_DONE;

	if (code == EXIT_DONE)
		code = rejects_check(a->rejects, a->file);
	if (code == EXIT_DONE)
		code = open_file(r, a, &imp);
	if (code == EXIT_DONE)
		code = settle_kind(r, a, &imp);
	if (code == EXIT_DONE)
		code = run_import(r, a, imp);
	mct_import_free(imp);
	return code;
}

static const char *const examples[] = {"import customers.csv --dry-run",
	"import clients clients.csv", "import visits visits.csv --rejects rejects.csv",
	"import visits log.csv --map 'Fee=price' --date-order dmy", NULL};

static const struct cmd *const subs[] = {&cmd_import_formats, NULL};

const struct cmd cmd_import = {.name = "import",
	.summary = "a spreadsheet in",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct import_args),
	.flags = CMD_WRITES,
	.sub = subs,
	.run = import};
