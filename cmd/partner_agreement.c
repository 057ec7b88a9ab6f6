/*
 * partner_agreement.c - "mct partner agreement": drafts the agreement with a partner from
 * what is recorded, keeps a new version of it, or prints the one there is.
 */
#include <string.h>

#include "complain.h"
#include "form.h"
#include "nouns.h"
#include "out_file.h"
#include "sink.h"
#include "verbs.h"

struct agreement_args {
	const char *who, *text, *signed_on, *renews, *ended, *page;
	bool draft, edit;
};
#define ARG(member) offsetof(struct agreement_args, member)

static const struct opt opts[] = {
	{.name = "PARTNER",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(who),
		.help = "with whom",
		.entity = "partner"},
	{.name = "draft",
		.type = OPT_FLAG,
		.offset = ARG(draft),
		.help = "a new version, from what is recorded now"},
	{.name = "edit",
		.type = OPT_FLAG,
		.offset = ARG(edit),
		.help = "a new version, from the one there is, in your editor"},
	{.name = "text",
		.type = OPT_TEXT,
		.offset = ARG(text),
		.value = "TEXT",
		.help = "a new version that says this"},
	{.name = "signed",
		.type = OPT_DATE,
		.offset = ARG(signed_on),
		.value = "DATE",
		.help = "the day both signed it"},
	{.name = "renews",
		.type = OPT_DATE,
		.offset = ARG(renews),
		.value = "DATE",
		.help = "the day it runs out"},
	{.name = "ended",
		.type = OPT_DATE,
		.offset = ARG(ended),
		.value = "DATE",
		.help = "the day it came to an end"},
	{.name = "page",
		.type = OPT_FILE,
		.offset = ARG(page),
		.value = "FILE",
		.help = "write it there as a page to print and sign (HTML)"},
	{0},
};

/* The newest version; 0 when there is none. */
static int find_newest(struct run *r, int64_t partner, int64_t *id)
{
	char who[40];
	const char *const where[] = {who, NULL};

	snprintf(who, sizeof who, "partner=p%lld", (long long)partner);
	return choose_first(r, r->entity, where, "-id", id);
}

static void set(struct run *r, mct_record_t *record, const char *field, const char *text)
{
	if (text != NULL)
		mct_record_set(record, mct_entity_field_named(r->entity, field), text);
}

/* The words alone, so that they can be printed on paper. */
static int print_text(struct run *r, int64_t id)
{
	struct mct_value v;
	mct_record_t *record;
	int code = EXIT_DONE;

	if (run_for_programs(r) || r->globals.columns != NULL)
		return run_record(r, r->entity, id);
	if (mct_record_new(r->m, r->entity, &record) != MCT_OK)
		return run_fail(r);
	if (mct_record_load(record, id) != MCT_OK)
		code = run_fail(r);
	mct_record_get(record, mct_entity_field_named(r->entity, "text"), &v);
	if (code == EXIT_DONE)
		sink_add_wrapped(out_buf(&r->out), &r->term, STYLE_PLAIN, 0, v.text, v.length);
	mct_record_free(record);
	return code;
}

/* As a page, whole or not at all. */
static int write_page(struct run *r, const char *path, int64_t id)
{
	struct out_file file;
	const char *html;
	int error;

	if (mct_agreement_page(r->m, id, &html) != MCT_OK)
		return run_fail(r);
	if (strcmp(path, "-") == 0) {
		buf_adds(out_buf(&r->out), html);
		return EXIT_DONE;
	}
	if (r->globals.dry_run) {
		run_say(r, "Would write the page to %s", run_safe(r, path));
		return EXIT_DONE;
	}
	error = out_file_open(&file, path);
	if (error == 0) {
		buf_adds(out_buf(&file.out), html);
		error = out_file_close(&file, true);
	}
	if (error != 0)
		return complain(
			EXIT_FAILED, NULL, "cannot write \"%s\": %s", path, strerror(error));
	run_say(r, "Wrote the page to %s; print it from a browser", run_safe(r, path));
	return EXIT_DONE;
}

/* What a new version says to begin with: what was typed, the newest version, or a draft. */
static int begin_version(struct run *r, const struct agreement_args *a, int64_t partner,
	int64_t newest, mct_record_t *record)
{
	const char *text = a->text;
	mct_record_t *old = NULL;
	struct mct_value v = {.text = NULL};
	int code = EXIT_DONE;
	char who[32];

	snprintf(who, sizeof who, "p%lld", (long long)partner);
	set(r, record, "partner", who);
	if (text == NULL && a->edit && newest != 0) {
		if (mct_record_new(r->m, r->entity, &old) != MCT_OK ||
			mct_record_load(old, newest) != MCT_OK)
			code = run_fail(r);
		else
			mct_record_get(old, mct_entity_field_named(r->entity, "text"), &v);
		text = code == EXIT_DONE ? v.text : NULL;
	} else if (text == NULL && mct_agreement_draft(r->m, partner, &text) != MCT_OK) {
		code = run_fail(r);
	}
	if (code == EXIT_DONE)
		set(r, record, "text", text);
	mct_record_free(old);
	return code;
}

/* At a terminal the words are gone over in the editor; what was typed is taken as it is. */
static int new_version(
	struct run *r, const struct agreement_args *a, int64_t partner, int64_t newest)
{
	static const char *const names[] = {"text", NULL};
	mct_record_t *record;
	int code;

	if (mct_record_new(r->m, r->entity, &record) != MCT_OK)
		return run_fail(r);
	code = begin_version(r, a, partner, newest, record);
	if (code == EXIT_DONE && a->text == NULL && run_may_ask(r))
		code = form_fill(r, record, names);
	set(r, record, "signed", a->signed_on);
	set(r, record, "renews", a->renews);
	set(r, record, "ended", a->ended);
	if (code == EXIT_DONE)
		code = verb_save(r, record, true);
	if (code == EXIT_DONE && a->page != NULL) {
		code = write_page(r, a->page, mct_record_id(record));
	} else if (code == EXIT_DONE && !run_for_programs(r)) {
		buf_addc(out_buf(&r->out), '\n');
		code = print_text(r, mct_record_id(record));
	}
	mct_record_free(record);
	return code;
}

static int agreement(struct run *r, void *args)
{
	const struct agreement_args *a = args;
	const char *const days[] = {
		"signed", a->signed_on, "renews", a->renews, "ended", a->ended, NULL};
	bool dated = a->signed_on != NULL || a->renews != NULL || a->ended != NULL;
	int64_t partner, newest;
	int code;

	if (a->draft + a->edit + (a->text != NULL) > 1)
		return usage_error(r->cmd, "say one of --draft, --edit and --text");
	if (a->page != NULL && run_for_programs(r))
		return usage_error(r->cmd, "--page is for people: leave the form of the rows out");
	if (a->edit && !run_may_ask(r))
		return usage_error(r->cmd, "--edit needs a terminal; say it with --text");
	code = choose(r, mct_entity_named("partner"), a->who, &partner);
	if (code == EXIT_DONE)
		code = find_newest(r, partner, &newest);
	if (code != EXIT_DONE)
		return code;
	if (a->draft || a->edit || a->text != NULL || (newest == 0 && !dated))
		return new_version(r, a, partner, newest);
	if (newest == 0)
		return complain(EXIT_NO_SUCH, "draft it first: mct partner agreement NAME",
			"there is no agreement with \"%s\" yet", a->who);
	if (dated)
		code = verb_change(r, r->entity, newest, days);
	if (code == EXIT_DONE && a->page != NULL)
		return write_page(r, a->page, newest);
	return code != EXIT_DONE || dated ? code : print_text(r, newest);
}

static const char *const examples[] = {"partner agreement core",
	"partner agreement core --page agreement.html",
	"partner agreement core --signed today --renews \"in 12 months\"", NULL};
const struct cmd cmd_partner_agreement = {.name = "agreement",
	.summary = "draft, print, sign or end the written agreement",
	.examples = examples,
	.opts = opts,
	.args_size = sizeof(struct agreement_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "agreement",
	.run = agreement};
