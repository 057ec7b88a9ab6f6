/*
 * export.c - "mct export": all records of a kind, with every field, in a form that
 * imports again without loss. To standard output or to a file that is
 * written whole or not at all.
 */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "nouns.h"
#include "out_file.h"
#include "run.h"
#include "sink.h"
#include "verbs.h"

struct export_args {
	const char *kind, *output, *workbook, *since, *therapist;
	bool excel, raw, cards, calendar, initials;
};
#define ARG(member) offsetof(struct export_args, member)

static const struct opt opts[] = {
	{.name = "KIND",
		.type = OPT_OPERAND,
		.flags = OPT_KIND,
		.offset = ARG(kind),
		.help = "clients, visits, partners ... or all"},
	{.name = "output",
		.letter = 'o',
		.type = OPT_FILE,
		.offset = ARG(output),
		.value = "FILE",
		.help = "write there; for all: a folder"},
	{.name = "xlsx",
		.type = OPT_FILE,
		.offset = ARG(workbook),
		.value = "FILE",
		.help = "a workbook, with a sheet for each kind"},
	{.name = "vcard",
		.type = OPT_FLAG,
		.offset = ARG(cards),
		.help = "address cards for a telephone"},
	{.name = "ics",
		.type = OPT_FLAG,
		.offset = ARG(calendar),
		.help = "visits as a calendar; KIND is then the FILE"},
	{.name = "since",
		.type = OPT_DATE,
		.offset = ARG(since),
		.value = "DATE",
		.help = "--ics: from that day on; four weeks back"},
	{.name = "therapist",
		.type = OPT_TEXT,
		.offset = ARG(therapist),
		.value = "NAME",
		.help = "--ics: only hers, and what is nobody's"},
	{.name = "initials",
		.type = OPT_FLAG,
		.offset = ARG(initials),
		.help = "--ics: no names, only their first letters"},
	{.name = "excel",
		.type = OPT_FLAG,
		.offset = ARG(excel),
		.help = "for Excel: BOM, and the separator of your locale"},
	{.name = "raw",
		.type = OPT_FLAG,
		.offset = ARG(raw),
		.help = "do not guard cells that look like formulas"},
	{0},
};

/* Excel takes the list separator of the locale: a semicolon where the comma marks decimals. */
static char excel_delimiter(void)
{
	char *old CLEANUP(free_pointer) = strdup(setlocale(LC_NUMERIC, NULL));
	char mark;

	setlocale(LC_NUMERIC, "");
	mark = nl_langinfo(RADIXCHAR)[0];
	setlocale(LC_NUMERIC, old != NULL ? old : "C");
	return mark == ',' ? ';' : ',';
}

static struct sink_options options_of(const struct run *r, const struct export_args *a)
{
	struct sink_options o = {.form = r->globals.json ? SINK_JSON
			: r->globals.tsv                 ? SINK_TSV
							 : SINK_CSV,
		.raw_csv = a->raw};

	if (a->excel) {
		o.csv_bom = true;
		o.csv_delimiter = excel_delimiter();
	}
	return o;
}

/* Every field, and not the id: it is this file's own. */
static mct_status_t all_rows(struct run *r, const mct_entity_t *e, mct_rows_t **rows)
{
	const char *columns[80];
	const struct mct_query query = {.columns = columns, .sort = "id"};
	size_t n = 0;

	for (size_t i = 0; mct_entity_field(e, i) != NULL && n + 1 < ARRAY_SIZE(columns); i++)
		if ((mct_field_flags(mct_entity_field(e, i)) & MCT_FIELD_COMPUTED) == 0)
			columns[n++] = mct_field_name(mct_entity_field(e, i));
	columns[n] = NULL;
	return mct_list(r->m, e, &query, rows);
}

static int export_to(struct run *r, const struct export_args *a, const mct_entity_t *e,
	struct out *out, int64_t *count)
{
	const struct sink_options options = options_of(r, a);
	const char *unknown = NULL;
	mct_rows_t *rows;
	mct_status_t st;

	if (all_rows(r, e, &rows) != MCT_OK)
		return run_fail(r);
	st = sink_rows(r->m, rows, out, &r->term, &options, count, &unknown);
	mct_rows_free(rows);
	return st == MCT_OK ? EXIT_DONE : run_fail(r);
}

static int file_error(const char *path, int error)
{
	return complain(EXIT_FAILED, NULL, "cannot write \"%s\": %s", path, strerror(error));
}

static int export_file(
	struct run *r, const struct export_args *a, const mct_entity_t *e, const char *path)
{
	struct out_file file;
	int64_t count = 0;
	int code, error = out_file_open(&file, path);

	if (error != 0)
		return file_error(path, error);
	code = export_to(r, a, e, &file.out, &count);
	error = out_file_close(&file, code == EXIT_DONE);
	if (error != 0)
		return file_error(path, error);
	if (code == EXIT_DONE)
		run_say(r, "Wrote %lld %s to %s", (long long)count,
			count == 1 ? mct_entity_name(e) : mct_entity_plural(e), run_safe(r, path));
	return code;
}

/* ---- a workbook ------------------------------------------------------------------------------ */

static int write_whole(const char *path, const char *data, size_t length)
{
	struct out_file file;
	int error = out_file_open(&file, path);

	if (error != 0)
		return file_error(path, error);
	buf_add(out_buf(&file.out), data, length);
	error = out_file_close(&file, true);
	return error == 0 ? EXIT_DONE : file_error(path, error);
}

static int write_workbook(struct run *r, const char *path, const struct mct_workbook *book)
{
	int code = write_whole(path, book->data, book->length);

	if (code != EXIT_DONE)
		return code;
	run_say(r, "Wrote %lld %s on %lld %s to %s", (long long)book->rows,
		book->rows == 1 ? "record" : "records", (long long)book->sheets,
		book->sheets == 1 ? "sheet" : "sheets", run_safe(r, path));
	if (book->cut > 0)
		complain_aside("they are whole in CSV and JSON",
			"%lld %s longer than a cell can be: the end is missing",
			(long long)book->cut, book->cut == 1 ? "text was" : "texts were");
	return EXIT_DONE;
}

static int export_workbook(struct run *r, const struct export_args *a)
{
	struct mct_workbook book;
	bool all = a->kind == NULL || strcmp(a->kind, "all") == 0;
	int code = all ? EXIT_DONE : verb_kind(r, a->kind);

	if (code == EXIT_DONE && (a->output != NULL || run_for_programs(r)))
		code = usage_error(r->cmd, "--xlsx FILE is all that a workbook needs");
	if (code != EXIT_DONE)
		return code;
	if (mct_workbook(r->m, all ? NULL : r->entity, &book) != MCT_OK)
		return run_fail(r);
	code = write_workbook(r, a->workbook, &book);
	mct_workbook_free(&book);
	return code;
}

/* ---- address cards --------------------------------------------------------------------------- */

static int export_cards(struct run *r, const struct export_args *a)
{
	struct mct_cards cards;
	int code = a->kind != NULL ? verb_kind(r, a->kind)
				   : usage_error(r->cmd, "say of whom: clients, contacts ...");

	if (code == EXIT_DONE && run_for_programs(r))
		code = usage_error(r->cmd, "--vcard is a form of its own");
	if (code != EXIT_DONE)
		return code;
	if (mct_vcards(r->m, r->entity, &cards) != MCT_OK)
		return run_fail(r);
	if (a->output == NULL || strcmp(a->output, "-") == 0) {
		buf_add(out_buf(&r->out), cards.text, cards.length);
	} else {
		code = write_whole(a->output, cards.text, cards.length);
		if (code == EXIT_DONE)
			run_say(r, "Wrote %lld %s to %s", (long long)cards.count,
				cards.count == 1 ? "card" : "cards", run_safe(r, a->output));
	}
	mct_cards_free(&cards);
	return code;
}

/* ---- a calendar ------------------------------------------------------------------------------ */

static int write_calendar(struct run *r, const char *path, const struct mct_calendar *calendar)
{
	int code;

	if (path == NULL || strcmp(path, "-") == 0) {
		buf_add(out_buf(&r->out), calendar->text, calendar->length);
		return EXIT_DONE;
	}
	code = write_whole(path, calendar->text, calendar->length);
	if (code == EXIT_DONE)
		run_say(r, "Wrote %lld %s to %s", (long long)calendar->count,
			calendar->count == 1 ? "visit" : "visits", run_safe(r, path));
	return code;
}

static int export_calendar(struct run *r, const struct export_args *a)
{
	const struct mct_calendar_query query = {
		.since = a->since, .therapist = a->therapist, .initials = a->initials};
	struct mct_calendar calendar;
	int code;

	if (run_for_programs(r))
		return usage_error(r->cmd, "--ics is a form of its own");
	if (a->kind != NULL && a->output != NULL)
		return usage_error(r->cmd, "say one file: \"%s\" or \"%s\"", a->kind, a->output);
	if (mct_calendar(r->m, &query, &calendar) != MCT_OK)
		return run_fail(r);
	code = write_calendar(r, a->kind != NULL ? a->kind : a->output, &calendar);
	mct_calendar_free(&calendar);
	return code;
}

/* ---- the command ----------------------------------------------------------------------------- */

static int export_one(struct run *r, const struct export_args *a)
{
	int64_t count;

	if (a->output != NULL && strcmp(a->output, "-") != 0)
		return export_file(r, a, r->entity, a->output);
	return export_to(r, a, r->entity, &r->out, &count);
}

static int export_all(struct run *r, const struct export_args *a)
{
	const char *ending = r->globals.json ? "json" : r->globals.tsv ? "tsv" : "csv";
	const mct_entity_t *e;
	int code = EXIT_DONE, error;

	if (a->output == NULL)
		return usage_error(r->cmd, "say into which folder, with -o FOLDER");
	error = folder_make(a->output);
	if (error != 0)
		return file_error(a->output, error);
	for (size_t i = 0; code == EXIT_DONE && (e = mct_entity_at(i)) != NULL; i++) {
		struct buf path CLEANUP(buf_free) = {0};

		buf_addf(&path, "%s/%s.%s", a->output, mct_entity_plural(e), ending);
		code = export_file(r, a, e, buf_str(&path));
	}
	return code;
}

static int export(struct run *r, void *args)
{
	const struct export_args *a = args;
	int code;

	if (!a->calendar && (a->since != NULL || a->therapist != NULL || a->initials))
		return usage_error(r->cmd, "--%s needs --ics",
			a->since != NULL               ? "since"
				: a->therapist != NULL ? "therapist"
						       : "initials");
	if (a->calendar)
		return export_calendar(r, a);
	if (a->workbook != NULL)
		return export_workbook(r, a);
	if (a->cards)
		return export_cards(r, a);
	if (a->kind == NULL)
		return usage_error(r->cmd, "KIND is missing: clients, visits ... or all");
	if (strcmp(a->kind, "all") == 0)
		return export_all(r, a);
	code = verb_kind(r, a->kind);
	return code == EXIT_DONE ? export_one(r, a) : code;
}

static const char *const examples[] = {"export clients > clients.csv",
	"export --ics bookings.ics --initials", "export visits --excel -o visits.csv",
	"export all -o backup", "export --xlsx practice.xlsx",
	"export clients --vcard -o clients.vcf", NULL};

const struct cmd cmd_export = {.name = "export",
	.summary = "records out, as CSV, JSON, a workbook or cards",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct export_args),
	.flags = CMD_READS,
	.run = export};
