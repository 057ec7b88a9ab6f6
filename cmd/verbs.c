/*
 * verbs.c - add, list, show, edit and remove for any entity. What differs between
 * entities is in their field tables; here is only what a person sees.
 */
#include "verbs.h"

#include <string.h>

#include "form.h"

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

static const mct_field_t *subject_field(const mct_entity_t *e)
{
	const mct_field_t *f = mct_entity_field_named(e, "name");

	return f != NULL ? f : mct_entity_field_named(e, "client");
}

static const char *record_words(struct run *r, const mct_record_t *record, const char *field)
{
	const mct_field_t *f = mct_entity_field_named(mct_record_entity(record), field);
	struct mct_value v;
	size_t length;

	if (f == NULL)
		return "";
	mct_record_get(record, f, &v);
	return run_safe(r, mct_value_text(r->m, f, &v, MCT_FORM_HUMAN, &length));
}

/* "v412  Dana Whitfield, 23 Nov 2026 14:00, 60 min, $70.00": every reading is echoed in full. */
static void describe(struct run *r, const mct_record_t *record, struct buf *out)
{
	static const char *const told[] = {
		"date", "time", "minutes", "outcome", "price", "partner", "referrer", NULL};
	const mct_entity_t *e = mct_record_entity(record);

	buf_addf(out, "%c%lld  %s", mct_entity_letter(e), (long long)mct_record_id(record),
		record_words(r, record, mct_field_name(subject_field(e))));
	for (size_t i = 0; told[i] != NULL && !mct_entity_is_named(e); i++) {
		const char *words = record_words(r, record, told[i]);

		if (words[0] != '\0')
			buf_addf(out, "%s %s%s", strcmp(told[i], "time") == 0 ? "" : ",", words,
				strcmp(told[i], "minutes") == 0 ? " min" : "");
	}
}

static int say_saved(struct run *r, const mct_entity_t *e, int64_t id, const char *what)
{
	struct buf line CLEANUP(buf_free) = {0};
	mct_record_t *record;
	mct_status_t st = mct_record_new(r->m, e, &record);

	if (st != MCT_OK)
		return run_fail(r);
	st = mct_record_load(record, id);
	if (st == MCT_OK)
		describe(r, record, &line);
	mct_record_free(record);
	if (st != MCT_OK)
		return run_fail(r);
	run_say(r, "%s %s", what, buf_str(&line));
	return EXIT_DONE;
}

static int answer_saved(struct run *r, const mct_entity_t *e, int64_t id, enum mct_change change)
{
	static const char *const words[] = {
		[MCT_UNCHANGED] = "Unchanged", [MCT_ADDED] = "Added", [MCT_UPDATED] = "Changed"};

	return run_for_programs(r) ? run_record(r, e, id) : say_saved(r, e, id, words[change]);
}

/* ---- add ------------------------------------------------------------------------------------- */

/* Sets all options, so that everything that is wrong is told at once. A reference that fits several
 * people is picked at a terminal. */
static int set_fields(struct run *r, mct_record_t *record)
{
	for (size_t i = 0; i < r->fields.count; i++) {
		const mct_field_t *f = r->fields.items[i].field;
		char id[32];
		int64_t who;
		int code;

		if (mct_field_type(f) == MCT_TYPE_REF && mct_field_target(f) != NULL &&
			r->fields.items[i].text[0] != '\0') {
			code = choose(r, mct_field_target(f), r->fields.items[i].text, &who);
			if (code != EXIT_DONE)
				return code;
			snprintf(id, sizeof id, "%c%lld", mct_entity_letter(mct_field_target(f)),
				(long long)who);
			mct_record_set(record, f, id);
		} else {
			mct_record_set(record, f, r->fields.items[i].text);
		}
	}
	return EXIT_DONE;
}

static int save(struct run *r, mct_record_t *record, bool complete)
{
	enum mct_change change;
	int code = run_write(r);

	if (code != EXIT_DONE)
		return code;
	if ((complete && mct_record_complete(record) != MCT_OK) ||
		mct_record_save(record, &change) != MCT_OK)
		return run_fail(r);
	return answer_saved(r, mct_record_entity(record), mct_record_id(record), change);
}

int verb_add(struct run *r, void *args)
{
	const struct add_args *a = args;
	mct_record_t *record;
	int code;

	if (a->subject != NULL && r->fields.count < ARRAY_SIZE(r->fields.items))
		r->fields.items[r->fields.count++] =
			(struct field_value){subject_field(r->entity), a->subject};
	if (mct_record_new(r->m, r->entity, &record) != MCT_OK)
		return run_fail(r);
	code = set_fields(r, record);
	if (code == EXIT_DONE)
		code = save(r, record, true);
	mct_record_free(record);
	return code;
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

int verb_show(struct run *r, void *args)
{
	const struct who_args *a = args;
	int64_t id;
	int code = choose(r, r->entity, a->who, &id);

	return code == EXIT_DONE ? run_record(r, r->entity, id) : code;
}

/* ---- edit ------------------------------------------------------------------------------------ */

static int edit_loaded(struct run *r, mct_record_t *record)
{
	int code;

	if (r->fields.count > 0)
		code = set_fields(r, record);
	else if (run_may_ask(r))
		code = form_edit(r, record);
	else
		code = usage_error(r->cmd, "say what to change, as --phone 555-0142");
	return code == EXIT_DONE ? save(r, record, false) : code;
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

/* ---- remove ---------------------------------------------------------------------------------- */

/* "612 visits, 3 facts": what hangs on the record. */
static void list_dependents(mct_rows_t *dependents, struct buf *out)
{
	struct mct_value what, count;

	while (mct_rows_next(dependents) == MCT_ROW) {
		mct_rows_value(dependents, 0, &what);
		mct_rows_value(dependents, 1, &count);
		buf_addf(out, "%s%lld %s%s", out->len > 0 ? ", " : "", (long long)count.integer,
			what.text, count.integer == 1 ? "" : "s");
	}
	for (size_t i = 0; i < out->len; i++)
		if (out->data[i] == '_')
			out->data[i] = ' ';
}

static bool confirmed(struct run *r, const struct remove_args *a, const mct_record_t *record)
{
	struct buf question CLEANUP(buf_free) = {0};
	char answer[16];

	if (a->yes || !run_may_ask(r))
		return true;
	buf_adds(&question, "Remove ");
	describe(r, record, &question);
	buf_adds(&question, "? [y/N] ");
	return run_ask(buf_str(&question), answer, sizeof answer) &&
		(answer[0] == 'y' || answer[0] == 'Y');
}

static int remove_loaded(struct run *r, const struct remove_args *a, const mct_record_t *record)
{
	struct buf line CLEANUP(buf_free) = {0};
	struct buf hanging CLEANUP(buf_free) = {0};
	mct_rows_t *dependents = NULL;
	mct_status_t st;
	int code;

	describe(r, record, &line);
	if (!confirmed(r, a, record))
		return EXIT_REFUSED;
	code = run_write(r);
	if (code != EXIT_DONE)
		return code;
	st = mct_record_remove(r->m, r->entity, mct_record_id(record), a->with_all, &dependents);
	if (st == MCT_OK || st == MCT_REFUSED) {
		list_dependents(dependents, &hanging);
		mct_rows_free(dependents);
	}
	if (st != MCT_OK) {
		code = run_fail(r);
		if (hanging.len > 0 && !r->globals.json)
			fprintf(stderr, "  on it hang %s\n", buf_str(&hanging));
		return code;
	}
	run_say(r, "%s %s", r->globals.dry_run ? "Would remove" : "Removed", buf_str(&line));
	if (hanging.len > 0)
		run_say(r, "With it %s %s.", r->globals.dry_run ? "would go" : "went",
			buf_str(&hanging));
	return EXIT_DONE;
}

int verb_remove(struct run *r, void *args)
{
	const struct remove_args *a = args;
	mct_record_t *record;
	int64_t id;
	int code = choose(r, r->entity, a->who, &id);

	if (code != EXIT_DONE)
		return code;
	if (mct_record_new(r->m, r->entity, &record) != MCT_OK)
		return run_fail(r);
	code = mct_record_load(record, id) == MCT_OK ? remove_loaded(r, a, record) : run_fail(r);
	mct_record_free(record);
	return code;
}
