/*
 * verbs.c - add, list, show, edit and remove for any entity. What differs between
 * entities is in their field tables; here is only what a person sees.
 */
#include "verbs.h"

#include <string.h>

#include "agenda.h"
#include "complain.h"
#include "describe.h"
#include "form.h"
#include "missed.h"
#include "partner.h"
#include "util/text.h"

#define LIST(member) offsetof(struct list_args, member)

const struct opt list_opts[] = {
	{.name = "TEXT",
		.type = OPT_OPERAND,
		.offset = LIST(text),
		.help = "words of the name",
		.entity = "client"},
	{.name = "status",
		.type = OPT_TEXT,
		.flags = OPT_STATUS,
		.offset = LIST(status),
		.value = "WORD",
		.help = "only with this status"},
	{.name = "since",
		.type = OPT_DATE,
		.offset = LIST(since),
		.value = "DATE",
		.help = "from that day on"},
	{.name = "until",
		.type = OPT_DATE,
		.offset = LIST(until),
		.value = "DATE",
		.help = "up to that day"},
	{.name = "where",
		.type = OPT_LIST,
		.offset = LIST(where),
		.value = "FIELD=VALUE",
		.help = "also != < <= > >= and ~ (contains); may be repeated"},
	{.name = "sort",
		.type = OPT_TEXT,
		.flags = OPT_COLUMNS,
		.offset = LIST(sort),
		.value = "FIELD,...",
		.help = "in this order; -FIELD is descending"},
	{.name = "limit",
		.type = OPT_NUMBER,
		.offset = LIST(limit),
		.value = "N",
		.help = "at most so many"},
	{0},
};

/* ---- saying what was done -------------------------------------------------------------------- */

/* `before` is what the record was; NULL for one that is new. */
static void say_saved(struct run *r, const mct_record_t *before, const mct_record_t *record,
	enum mct_change change)
{
	struct buf line CLEANUP(buf_free) = {0};

	if (before == NULL) {
		describe_added(r, record, change == MCT_UNCHANGED, &line);
	} else {
		buf_adds(&line, change == MCT_UPDATED ? "Changed " : "Nothing to change in ");
		describe(r, before, &line);
		buf_adds(&line, change == MCT_UPDATED ? ": " : "");
		describe_changes(r, before, record, &line);
	}
	run_say(r, "%s", buf_str(&line));
}

static mct_status_t load_stored(
	struct run *r, const mct_entity_t *e, int64_t id, mct_record_t **out)
{
	mct_status_t st = mct_record_new(r->m, e, out);

	return st == MCT_OK ? mct_record_load(*out, id) : st;
}

/* What followed from a change besides, for eyes. */
static int say_followed(struct run *r, const mct_record_t *record)
{
	int code = referral_say_code(r, record);

	if (code == EXIT_DONE && strcmp(mct_entity_name(mct_record_entity(record)), "visit") == 0)
		code = agenda_say_remark(r, mct_record_id(record));
	return code;
}

/* What is stored is told, so that every reading is seen as it was taken. */
static int answer_saved(struct run *r, const mct_entity_t *e, int64_t id,
	const mct_record_t *before, enum mct_change change)
{
	mct_record_t *record = NULL;
	int code;

	if (run_for_programs(r))
		return run_record(r, e, id);
	if (load_stored(r, e, id, &record) == MCT_OK) {
		say_saved(r, before, record, change);
		code = say_followed(r, record);
	} else {
		code = run_fail(r);
	}
	mct_record_free(record);
	return code;
}

int verb_say(struct run *r, const mct_record_t *record, const char *what)
{
	struct buf line CLEANUP(buf_free) = {0};
	mct_record_t *stored = NULL;
	mct_status_t st = load_stored(r, mct_record_entity(record), mct_record_id(record), &stored);

	if (st == MCT_OK && what == NULL)
		describe_added(r, stored, false, &line);
	if (st == MCT_OK && what != NULL)
		describe_done(r, stored, what, &line);
	mct_record_free(stored);
	if (st != MCT_OK)
		return run_fail(r);
	run_say(r, "%s", buf_str(&line));
	return EXIT_DONE;
}

int verb_answer(struct run *r, const mct_record_t *record, const char *what)
{
	return run_for_programs(r) ? run_record(r, mct_record_entity(record), mct_record_id(record))
				   : verb_say(r, record, what);
}

/* ---- add ------------------------------------------------------------------------------------- */

static int set_reference(
	struct run *r, mct_record_t *record, const mct_field_t *f, const char *text)
{
	const mct_entity_t *target = mct_field_target(f);
	char id[32];
	int64_t who;
	int code;

	if (target == NULL)
		target = mct_entity_named("contact");
	code = choose(r, target, text, &who);
	if (code != EXIT_DONE)
		return code;
	snprintf(id, sizeof id, "%s%lld", mct_entity_prefix(target), (long long)who);
	mct_record_set(record, f, id);
	return EXIT_DONE;
}

int verb_set_fields(struct run *r, mct_record_t *record)
{
	for (size_t i = 0; i < r->fields.count; i++) {
		const mct_field_t *f = r->fields.items[i].field;
		const char *text = r->fields.items[i].text;
		int code = EXIT_DONE;

		if (mct_field_type(f) == MCT_TYPE_REF && text[0] != '\0')
			code = set_reference(r, record, f, text);
		else
			mct_record_set(record, f, text);
		if (code != EXIT_DONE)
			return code;
	}
	return EXIT_DONE;
}

/* What was refused; where an option is missing also a whole line that has it. */
static int fail_saving(struct run *r, const mct_entity_t *e)
{
	int code = run_fail(r);
	const struct mct_error *problem;
	const char *example = NULL;
	char name[64];

	if (r->globals.json)
		return code;
	for (size_t i = 0; example == NULL && (problem = mct_problem(r->m, i)) != NULL; i++) {
		const mct_field_t *f = mct_entity_field_named(e, problem->field);

		if (f != NULL && problem->value[0] == '\0')
			example = cmd_example(r->cmd, opt_field_name(f, name));
	}
	if (example != NULL) {
		struct buf line CLEANUP(buf_free) = {0};

		buf_addf(&line, "  for example: mct %s", example);
		complain_line(buf_str(&line), 4);
	}
	return code;
}

/* The record as it is stored, to tell later what was changed; NULL when it is new, or refused
 * already: then nothing may be read that would forget why. */
static int load_before(struct run *r, const mct_record_t *record, mct_record_t **before)
{
	*before = NULL;
	if (mct_record_id(record) == 0 || mct_problem(r->m, 0) != NULL ||
		load_stored(r, mct_record_entity(record), mct_record_id(record), before) == MCT_OK)
		return EXIT_DONE;
	return run_fail(r);
}

int verb_store(struct run *r, mct_record_t *record, bool complete, enum mct_change *change)
{
	int code = run_write(r);

	if (code != EXIT_DONE)
		return code;
	if ((complete && mct_record_complete(record) != MCT_OK) ||
		mct_record_save(record, change) != MCT_OK)
		return fail_saving(r, mct_record_entity(record));
	return EXIT_DONE;
}

int verb_save(struct run *r, mct_record_t *record, bool complete)
{
	enum mct_change change = MCT_UNCHANGED;
	mct_record_t *before;
	int code = load_before(r, record, &before);

	if (code == EXIT_DONE)
		code = verb_store(r, record, complete, &change);
	if (code == EXIT_DONE)
		code = answer_saved(
			r, mct_record_entity(record), mct_record_id(record), before, change);
	mct_record_free(before);
	return code;
}

int verb_add(struct run *r, void *args)
{
	const struct add_args *a = args;
	mct_record_t *record;
	int code;

	if (mct_record_new(r->m, r->entity, &record) != MCT_OK)
		return run_fail(r);
	if (a->even_so)
		mct_record_insist(record);
	code = verb_set_fields(r, record);
	if (code == EXIT_DONE)
		code = verb_save(r, record, true);
	mct_record_free(record);
	return code;
}

int verb_kind(struct run *r, const char *kind)
{
	const char *plurals[64], *near;
	size_t n = 0;

	r->entity = mct_entity_named(kind);
	if (r->entity != NULL)
		return EXIT_DONE;
	for (; mct_entity_at(n) != NULL && n + 1 < ARRAY_SIZE(plurals); n++)
		plurals[n] = mct_entity_plural(mct_entity_at(n));
	plurals[n] = NULL;
	near = text_nearest(kind, plurals);
	if (near != NULL)
		return usage_error(
			r->cmd, "\"%s\" is not a kind of record; did you mean %s?", kind, near);
	return usage_error(r->cmd, "\"%s\" is not a kind of record, such as clients", kind);
}

/* ---- list and show --------------------------------------------------------------------------- */

/* Nothing fits; or there is nothing yet, and then how one begins. */
static void say_none(struct run *r, const struct list_args *a)
{
	const char *plural = mct_entity_plural(r->entity);
	const struct cmd *group = cmd_group(r->entity);

	if (a->text != NULL || a->status != NULL || a->since != NULL || a->until != NULL ||
		a->where.count > 0 || group == NULL)
		run_say(r, "There are no such %s.", plural);
	else
		run_say(r, "There are no %s yet. Add one as in: mct %s", plural,
			group->sub[0]->examples[0]);
}

int verb_list(struct run *r, void *args)
{
	struct list_args *a = args;
	const struct mct_query query = {.where = a->where.items,
		.status = a->status,
		.since = a->since,
		.until = a->until,
		.text = a->text,
		.sort = a->sort,
		.limit = a->limit};
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (mct_list(r->m, r->entity, &query, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		say_none(r, a);
	return code;
}

static int show_earlier(struct run *r, int64_t id)
{
	mct_rows_t *rows;
	int64_t count;
	int code;

	if (mct_amendments(r->m, r->entity, id, &rows) != MCT_OK)
		return run_fail(r);
	code = run_rows(r, rows, &count);
	if (code == EXIT_DONE && count == 0 && r->term.out_tty)
		run_say(r, "None of its notes was changed.");
	return code;
}

/* A card does not hide that its notes once said something else. */
static int mention_earlier(struct run *r, int64_t id)
{
	mct_rows_t *rows;
	int count = 0;

	if (mct_amendments(r->m, r->entity, id, &rows) != MCT_OK)
		return run_fail(r);
	while (mct_rows_next(rows) == MCT_ROW)
		count++;
	mct_rows_free(rows);
	if (count > 0)
		run_say(r, "(changed %d time%s: --earlier has what was written before)", count,
			count == 1 ? "" : "s");
	return EXIT_DONE;
}

/* What stands below the card of an entity, for eyes. */
static const struct below {
	const char *entity;
	int (*show)(struct run *r, int64_t id);
} below[] = {{"client", missed_below}, {"partner", partner_picture}};

static int show_below(struct run *r, int64_t id)
{
	for (size_t i = 0; i < ARRAY_SIZE(below); i++)
		if (strcmp(below[i].entity, mct_entity_name(r->entity)) == 0)
			return below[i].show(r, id);
	return EXIT_DONE;
}

int verb_show(struct run *r, void *args)
{
	const struct who_args *a = args;
	int64_t id;
	int code = choose(r, r->entity, a->who, &id);

	if (code == EXIT_DONE && a->earlier)
		return show_earlier(r, id);
	if (code == EXIT_DONE)
		code = run_record(r, r->entity, id);
	if (code == EXIT_DONE)
		code = show_below(r, id);
	return code == EXIT_DONE ? mention_earlier(r, id) : code;
}

/* ---- edit ------------------------------------------------------------------------------------ */

static int say_what_to_change(const struct run *r)
{
	struct buf hint CLEANUP(buf_free) = {0};

	buf_addf(&hint, "for example: mct %s", r->cmd->examples[0]);
	return complain(EXIT_NOT_UNDERSTOOD, buf_str(&hint), "say what to change");
}

static int edit_loaded(struct run *r, mct_record_t *record)
{
	int code;

	if (r->fields.count == 0 && run_may_ask(r))
		return form_edit(r, record);
	if (r->fields.count == 0)
		return say_what_to_change(r);
	code = verb_set_fields(r, record);
	return code == EXIT_DONE ? verb_save(r, record, false) : code;
}

int verb_edit(struct run *r, void *args)
{
	const struct who_args *a = args;
	mct_record_t *record;
	int64_t id;
	int code = choose(r, r->entity, a->who, &id);

	if (code != EXIT_DONE)
		return code;
	if (mct_record_new(r->m, r->entity, &record) != MCT_OK)
		return run_fail(r);
	code = mct_record_load(record, id) == MCT_OK ? edit_loaded(r, record) : run_fail(r);
	mct_record_free(record);
	return code;
}

int verb_change(struct run *r, const mct_entity_t *e, int64_t id, const char *const *pairs)
{
	mct_record_t *record;
	int code;

	if (mct_record_new(r->m, e, &record) != MCT_OK)
		return run_fail(r);
	code = mct_record_load(record, id) == MCT_OK ? EXIT_DONE : run_fail(r);
	for (; code == EXIT_DONE && *pairs != NULL; pairs += 2)
		if (pairs[1] != NULL)
			mct_record_set(record, mct_entity_field_named(e, pairs[0]), pairs[1]);
	if (code == EXIT_DONE)
		code = verb_save(r, record, false);
	mct_record_free(record);
	return code;
}

/* ---- done ------------------------------------------------------------------------------------ */

int verb_done(struct run *r, void *args)
{
	const struct done_args *a = args;
	const char *const pairs[] = {
		"done", a->on != NULL ? a->on : mct_today(r->m), "due", a->next, NULL};
	int64_t id;
	int code = choose(r, r->entity, a->which, &id);

	return code == EXIT_DONE ? verb_change(r, r->entity, id, pairs) : code;
}
