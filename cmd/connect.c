/*
 * connect.c - "mct connect" and "mct disconnect": two people are tied, or no longer
 * are. What was wrong is removed; what is over gets its last day.
 */
#include <string.h>

#include "complain.h"
#include "nouns.h"
#include "util/text.h"
#include "verbs.h"

/* ---- connect --------------------------------------------------------------------------------- */

/* What is always true of two who are tied. */
#define KIND_UNSAID "knows"

static const char *const connect_settles[] = {"kind", NULL};
static const struct opt connect_opts[] = {FIELD_OPERAND("PERSON", "person", "who", "contact"),
	FIELD_OPERAND("OTHER", "other", "to whom, or to what", "contact"),
	{.name = "as",
		.type = OPT_TEXT,
		.flags = OPT_RELATION,
		.field = "kind",
		.value = "KIND",
		.help = "what she is to the other: \"sister of\"; else: knows"},
	{0}};

/* A kind that nobody has used so far may be a slip of the fingers. */
static int tell_new_kind(struct run *r, const mct_record_t *record)
{
	struct mct_relation relation;
	struct mct_value kind;

	mct_record_get(record, mct_entity_field_named(r->entity, "kind"), &kind);
	if (mct_relation(r->m, kind.text, &relation) != MCT_OK)
		return run_fail(r);
	if (relation.known)
		return EXIT_DONE;
	if (relation.near[0] != '\0')
		run_say(r, "\"%s\" is a new kind of connection; did you mean \"%s\"?",
			run_safe(r, kind.text), run_safe(r, relation.near));
	else
		run_say(r, "\"%s\" is a new kind of connection; the other way it reads \"%s\".",
			run_safe(r, kind.text), run_safe(r, relation.inverse));
	return EXIT_DONE;
}

static bool is_kind_said(const struct run *r)
{
	for (size_t i = 0; i < r->fields.count; i++)
		if (strcmp(mct_field_name(r->fields.items[i].field), "kind") == 0)
			return true;
	return false;
}

static int connect(struct run *r, void *args)
{
	mct_record_t *record;
	int code;

	(void)args;
	if (mct_record_new(r->m, r->entity, &record) != MCT_OK)
		return run_fail(r);
	code = verb_set_fields(r, record);
	if (code == EXIT_DONE && !is_kind_said(r))
		mct_record_set(record, mct_entity_field_named(r->entity, "kind"), KIND_UNSAID);
	if (code == EXIT_DONE)
		code = verb_save(r, record, true);
	if (code == EXIT_DONE && !run_for_programs(r))
		code = tell_new_kind(r, record);
	mct_record_free(record);
	return code;
}

static const char *const connect_examples[] = {"connect mia dana --as \"sister of\"",
	"connect leo \"hill school\" --as \"works at\" --since \"1 sep 2019\"", NULL};
const struct cmd cmd_connect = {.name = "connect",
	.summary = "say that two people are tied, and how",
	.examples = connect_examples,
	.opts = connect_opts,
	.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,
	.entity = "connection",
	.settles = connect_settles,
	.run = connect};

/* ---- disconnect ------------------------------------------------------------------------------ */

struct disconnect_args {
	const char *person, *other, *as, *until;
	bool all;
};
#define ARG(member) offsetof(struct disconnect_args, member)

static const struct opt disconnect_opts[] = {
	{.name = "PERSON",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(person),
		.help = "who",
		.entity = "contact"},
	{.name = "OTHER",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = ARG(other),
		.help = "from whom",
		.entity = "contact"},
	{.name = "as",
		.type = OPT_TEXT,
		.flags = OPT_RELATION,
		.offset = ARG(as),
		.value = "KIND",
		.help = "which one, where they are tied in several ways"},
	{.name = "until",
		.type = OPT_DATE,
		.offset = ARG(until),
		.value = "DATE",
		.help = "it was true up to that day: keep it as over"},
	{.name = "all",
		.type = OPT_FLAG,
		.offset = ARG(all),
		.help = "every connection of the two"},
	{0},
};

enum { KIND, UNTIL = 4, ID = 6 };
#define FOUND_MAX 20

/* The connections of the two that are meant, and in words all that there are. */
struct found {
	char ids[FOUND_MAX][24];
	size_t count;
	struct buf told, elsewhere;
};

static void found_free(struct found *found)
{
	buf_free(&found->told);
	buf_free(&found->elsewhere);
}

/* "sister" is enough for "sister of". */
static bool is_meant(const char *as, const char *kind)
{
	struct buf one CLEANUP(buf_free) = {0};
	struct buf other CLEANUP(buf_free) = {0};

	if (as == NULL)
		return true;
	text_fold(as, strlen(as), &one);
	text_fold(kind, strlen(kind), &other);
	if (strcmp(buf_str(&one), buf_str(&other)) == 0)
		return true;
	buf_adds(&one, " of");
	return strcmp(buf_str(&one), buf_str(&other)) == 0;
}

/* What is over already is not meant. */
static void take(struct run *r, const struct disconnect_args *a, mct_rows_t *rows, struct found *f)
{
	struct mct_value kind, until, id;

	mct_rows_value(rows, KIND, &kind);
	mct_rows_value(rows, UNTIL, &until);
	mct_rows_value(rows, ID, &id);
	if (!mct_entity_id(r->entity, id.text, NULL)) {
		buf_addf(&f->elsewhere, "%s%s", f->elsewhere.len > 0 ? ", " : "", id.text);
		return;
	}
	if (until.set && strcmp(until.text, mct_today(r->m)) < 0)
		return;
	buf_addf(&f->told, "%s%s (%s)", f->told.len > 0 ? ", " : "", kind.text, id.text);
	if (is_meant(a->as, kind.text) && f->count < FOUND_MAX)
		snprintf(f->ids[f->count++], sizeof f->ids[0], "%s", id.text);
}

static int find(struct run *r, const struct disconnect_args *a, struct found *f)
{
	struct mct_connections_query query = {0};
	mct_rows_t *rows;
	mct_status_t st;
	int code = choose(r, mct_entity_named("contact"), a->person, &query.person);

	if (code == EXIT_DONE)
		code = choose(r, mct_entity_named("contact"), a->other, &query.other);
	if (code != EXIT_DONE)
		return code;
	if (mct_connections(r->m, &query, &rows) != MCT_OK)
		return run_fail(r);
	while ((st = mct_rows_next(rows)) == MCT_ROW)
		take(r, a, rows, f);
	mct_rows_free(rows);
	return st == MCT_DONE ? EXIT_DONE : run_fail(r);
}

static int complain_of_found(const struct disconnect_args *a, const struct found *f)
{
	struct buf hint CLEANUP(buf_free) = {0};

	if (f->count > 1)
		return complain(EXIT_SEVERAL, "say which with --as, or --all",
			"they are tied in several ways: %s", buf_str(&f->told));
	if (f->told.len > 0) {
		buf_addf(&hint, "they are tied so: %s", buf_str(&f->told));
		return complain(EXIT_NO_SUCH, buf_str(&hint),
			"\"%s\" is no connection from \"%s\" to \"%s\"", a->as, a->person,
			a->other);
	}
	if (f->elsewhere.len > 0) {
		buf_addf(&hint, "that they belong together is told by %s: change that",
			buf_str(&f->elsewhere));
		return complain(EXIT_NO_SUCH, buf_str(&hint),
			"\"%s\" and \"%s\" have no connection of their own", a->person, a->other);
	}
	buf_adds(&hint, "see all of hers with: mct connections ");
	text_add_shell_word(&hint, a->person);
	return complain(EXIT_NO_SUCH, buf_str(&hint), "\"%s\" and \"%s\" are not connected",
		a->person, a->other);
}

static int end_one(struct run *r, const struct disconnect_args *a, const char *id)
{
	struct remove_args removal = {.who = id, .yes = true};
	const char *const pairs[] = {"until", a->until, NULL};
	int64_t number;

	if (a->until == NULL)
		return verb_remove(r, &removal);
	return mct_entity_id(r->entity, id, &number) ? verb_change(r, r->entity, number, pairs)
						     : EXIT_FAILED;
}

static int disconnect(struct run *r, void *args)
{
	const struct disconnect_args *a = args;
	struct found found CLEANUP(found_free) = {.count = 0};
	int code = find(r, a, &found);

	if (code != EXIT_DONE)
		return code;
	if (found.count == 0 || (found.count > 1 && !a->all))
		return complain_of_found(a, &found);
	for (size_t i = 0; code == EXIT_DONE && i < found.count; i++)
		code = end_one(r, a, found.ids[i]);
	return code;
}

static const char *const disconnect_examples[] = {"disconnect mia dana",
	"disconnect dana \"hill school\" --as \"works at\" --until \"30 jun\"", NULL};
const struct cmd cmd_disconnect = {.name = "disconnect",
	.summary = "two people are no longer tied, or never were",
	.examples = disconnect_examples,
	.opts = disconnect_opts,
	.args_size = sizeof(struct disconnect_args),
	.flags = CMD_WRITES | CMD_ROWS,
	.entity = "connection",
	.run = disconnect};
