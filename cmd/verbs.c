/*
 * verbs.c - add, list, show, edit and remove for any entity. What differs between
 * entities is in their field tables; here is only what a person sees.
 */
#include "verbs.h"

#include <string.h>

#include "complain.h"
#include "form.h"
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
		.help = "also != < <= > >= and ~ (contains)"},
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

/* Whom or what a record is about: its name, else the client, else what stands first. */
static const mct_field_t *subject_field(const mct_entity_t *e)
{
	const mct_field_t *f = mct_entity_field_named(e, "name");

	if (f == NULL)
		f = mct_entity_field_named(e, "client");
	return f != NULL && (mct_field_flags(f) & MCT_FIELD_REQUIRED) != 0 ? f
									   : mct_entity_field(e, 0);
}

static const char *field_words(struct run *r, const mct_record_t *record, const mct_field_t *f)
{
	struct mct_value v;
	size_t length;

	mct_record_get(record, f, &v);
	return run_safe(r, mct_value_text(r->m, f, &v, MCT_FORM_HUMAN, &length));
}

/* Texts and the record's own day speak for themselves; a number needs its name, and so does a word
 * as short as "yes" or "me". */
static bool needs_label(const mct_field_t *f, const char *words)
{
	switch (mct_field_type(f)) {
	case MCT_TYPE_CHOICE:
		return strlen(words) <= 3;
	case MCT_TYPE_TEXT:
	case MCT_TYPE_LONG_TEXT:
	case MCT_TYPE_TIME:
	case MCT_TYPE_HOURS:
		return false;
	case MCT_TYPE_DATE:
		return strcmp(mct_field_name(f), "date") != 0;
	case MCT_TYPE_MINUTES:
		return strcmp(mct_field_name(f), "minutes") != 0;
	default:
		return true;
	}
}

static void add_words(const mct_field_t *f, const char *words, struct buf *out)
{
	bool time = mct_field_type(f) == MCT_TYPE_TIME;
	char name[64];

	snprintf(name, sizeof name, "%s", mct_field_name(f));
	for (char *c = name; *c != '\0'; c++)
		*c = *c == '_' ? ' ' : *c;
	buf_addf(out, "%s %s%s%s%s", time ? "" : ",", needs_label(f, words) ? name : "",
		needs_label(f, words) ? " " : "", words,
		mct_field_type(f) == MCT_TYPE_MINUTES ? " min" : "");
}

/* Every reading is echoed in full. */
void verb_describe(struct run *r, const mct_record_t *record, struct buf *out)
{
	const mct_entity_t *e = mct_record_entity(record);
	const mct_field_t *subject = subject_field(e), *f;

	buf_addf(out, "%c%lld  %s", mct_entity_letter(e), (long long)mct_record_id(record),
		field_words(r, record, subject));
	for (size_t i = 0; !mct_entity_is_named(e) && (f = mct_entity_field(e, i)) != NULL; i++) {
		const char *words = field_words(r, record, f);

		if (f != subject && (mct_field_flags(f) & MCT_FIELD_LISTED) != 0 &&
			words[0] != '\0')
			add_words(f, words, out);
	}
}

/* Read again: what a rule filled in is told too. */
int verb_say(struct run *r, const mct_record_t *record, const char *what)
{
	struct buf line CLEANUP(buf_free) = {0};
	mct_record_t *stored;
	mct_status_t st = mct_record_new(r->m, mct_record_entity(record), &stored);

	if (st != MCT_OK)
		return run_fail(r);
	st = mct_record_load(stored, mct_record_id(record));
	if (st == MCT_OK)
		verb_describe(r, stored, &line);
	mct_record_free(stored);
	if (st != MCT_OK)
		return run_fail(r);
	run_say(r, "%s %s", what, buf_str(&line));
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
	snprintf(id, sizeof id, "%c%lld", mct_entity_letter(target), (long long)who);
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
	static const char *const words[] = {
		[MCT_UNCHANGED] = "Unchanged", [MCT_ADDED] = "Added", [MCT_UPDATED] = "Changed"};
	enum mct_change change = MCT_UNCHANGED;
	int code = verb_store(r, record, complete, &change);

	return code == EXIT_DONE ? verb_answer(r, record, words[change]) : code;
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
		run_say(r, "There are no such %s.", mct_entity_plural(r->entity));
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

int verb_show(struct run *r, void *args)
{
	const struct who_args *a = args;
	int64_t id;
	int code = choose(r, r->entity, a->who, &id);

	if (code == EXIT_DONE && a->earlier)
		return show_earlier(r, id);
	if (code == EXIT_DONE)
		code = run_record(r, r->entity, id);
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
