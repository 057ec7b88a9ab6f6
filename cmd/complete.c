/*
 * complete.c - "mct __complete WORD...": what could stand in the place of the last
 * word, one candidate a line with a description behind a tab. The shells
 * only show it. Silent on any failure, and never waits for the file.
 */
#include <stdlib.h>
#include <string.h>

#include "nouns.h"
#include "run.h"

struct complete_args {
	struct list words;
};

static const struct opt opts[] = {
	{.name = "WORD",
		.type = OPT_OPERANDS,
		.offset = offsetof(struct complete_args, words),
		.help = "the words so far"},
	{0},
};

/* What is being completed. */
struct completion {
	struct run *r;
	const char *word;      /* as far as it is typed */
	const char *option;    /* what of the word stands before that, "--status="; or "" */
	const struct cmd *cmd; /* NULL: the commands themselves */
	const char *db;        /* --db on the line; or NULL */
};

/* What the command so far is about; NULL when that is nothing, or there is no command yet. */
static const mct_entity_t *entity_of(const struct completion *c)
{
	return c->cmd != NULL && c->cmd->entity != NULL ? mct_entity_named(c->cmd->entity) : NULL;
}

static void offer(struct completion *c, const char *lead, const char *word, const char *description)
{
	struct buf whole CLEANUP(buf_free) = {0};

	buf_addf(&whole, "%s%s", lead, word);
	if (strncmp(buf_str(&whole), c->word, strlen(c->word)) == 0)
		buf_addf(out_buf(&c->r->out), "%s%s\t%s\n", c->option, buf_str(&whole),
			description != NULL ? description : "");
}

static void offer_commands(struct completion *c, const struct cmd *const *list)
{
	for (; *list != NULL; list++)
		if (((*list)->flags & CMD_HIDDEN) == 0)
			offer(c, "", (*list)->name, (*list)->summary);
}

static void offer_options(struct completion *c)
{
	const mct_entity_t *e = entity_of(c);
	char name[64];

	for (const struct opt *o = c->cmd != NULL ? c->cmd->opts : NULL;
		o != NULL && o->name != NULL; o++)
		if (o->type != OPT_OPERAND && o->type != OPT_OPERANDS)
			offer(c, "--", o->name, o->help);
	for (size_t i = 0; e != NULL && mct_entity_field(e, i) != NULL; i++)
		if (opt_has_field(c->cmd, mct_entity_field(e, i)))
			offer(c, "--", opt_field_name(mct_entity_field(e, i), name),
				mct_field_help(mct_entity_field(e, i)));
	for (const struct opt *o = global_opts; o->name != NULL; o++)
		offer(c, "--", o->name, o->help);
}

static void offer_choices(struct completion *c, const char *const *choices)
{
	for (; choices != NULL && *choices != NULL; choices++)
		offer(c, "", *choices, "");
}

/* Names from the practice file; whatever goes wrong there is no concern of a shell's. */
/* By whose names its records are found: those of whom it is about first. */
static const mct_entity_t *named_by(const mct_entity_t *e)
{
	const mct_field_t *f;

	for (size_t i = 0; !mct_entity_is_named(e) && (f = mct_entity_field(e, i)) != NULL; i++)
		if (mct_field_type(f) == MCT_TYPE_REF)
			return mct_field_target(f) != NULL ? mct_field_target(f)
							   : mct_entity_named("contact");
	return e;
}

static void offer_names(struct completion *c, const mct_entity_t *e)
{
	struct run *r = c->r;
	mct_rows_t *rows;
	struct mct_value name, about;
	const char *db = c->db != NULL ? c->db : r->db;

	if (e == NULL)
		e = mct_entity_named("contact");
	e = named_by(e);
	if (db == NULL || mct_open(r->m, db, MCT_OPEN_READ | MCT_OPEN_SHARED) != MCT_OK ||
		mct_complete_names(r->m, e, c->word, 50, &rows) != MCT_OK)
		return;
	while (mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, 0, &name);
		mct_rows_value(rows, 1, &about);
		buf_addf(out_buf(&r->out), "%s%s\t%s\n", c->option, run_safe(r, name.text),
			run_safe(r, about.text));
	}
	mct_rows_free(rows);
}

/* Also those that only the practice knows. */
static void offer_relations(struct completion *c)
{
	const char *db = c->db != NULL ? c->db : c->r->db;
	mct_rows_t *rows;
	struct mct_value kind, inverse;

	if (db == NULL || mct_open(c->r->m, db, MCT_OPEN_READ | MCT_OPEN_SHARED) != MCT_OK ||
		mct_relations(c->r->m, &rows) != MCT_OK)
		return;
	while (mct_rows_next(rows) == MCT_ROW) {
		mct_rows_value(rows, 0, &kind);
		mct_rows_value(rows, 1, &inverse);
		offer(c, "", run_safe(c->r, kind.text), run_safe(c->r, inverse.text));
	}
	mct_rows_free(rows);
}

static void offer_fields(struct completion *c)
{
	const mct_entity_t *e = entity_of(c);

	for (size_t i = 0; e != NULL && mct_entity_field(e, i) != NULL; i++)
		offer(c, "", mct_field_name(mct_entity_field(e, i)),
			mct_field_help(mct_entity_field(e, i)));
}

static void offer_statuses(struct completion *c)
{
	const mct_entity_t *e = entity_of(c);

	for (size_t i = 0; e != NULL && mct_entity_status(e, i) != NULL; i++)
		offer(c, "", mct_entity_status(e, i), "");
}

static void offer_kinds(struct completion *c)
{
	const mct_entity_t *e;

	for (size_t i = 0; (e = mct_entity_at(i)) != NULL; i++)
		offer(c, "", mct_entity_plural(e), mct_entity_help(e));
	if (c->cmd == &cmd_export)
		offer(c, "", "all", "all of these, a file each");
	if (c->cmd == &cmd_search)
		offer(c, "", "notes", "what was written of visits");
}

static void offer_option_value(struct completion *c, const struct opt *o)
{
	if (o->choices != NULL)
		offer_choices(c, o->choices);
	else if ((o->flags & OPT_RELATION) != 0)
		offer_relations(c);
	else if ((o->flags & OPT_STATUS) != 0)
		offer_statuses(c);
	else if ((o->flags & OPT_COLUMNS) != 0)
		offer_fields(c);
	else if ((o->flags & OPT_KIND) != 0)
		offer_kinds(c);
	else if (o->entity != NULL)
		offer_names(c, mct_entity_named(o->entity));
}

static void offer_field_value(struct completion *c, const mct_field_t *f)
{
	if (f == NULL)
		return;
	if (mct_field_type(f) == MCT_TYPE_REF)
		offer_names(c, mct_field_target(f));
	else
		offer_choices(c, mct_field_choices(f));
}

static const struct cmd *sub_named(const struct cmd *const *list, const char *name)
{
	for (; list != NULL && *list != NULL; list++)
		if (strcmp((*list)->name, name) == 0)
			return *list;
	return NULL;
}

/* The option, or field option, that the word before waits for; both NULL when it waits for none. */
static void awaited(
	const struct completion *c, const char *before, const struct opt **o, const mct_field_t **f)
{
	const mct_entity_t *e =
		c->cmd != NULL && c->cmd->entity != NULL ? mct_entity_named(c->cmd->entity) : NULL;

	*o = NULL;
	*f = NULL;
	if (before == NULL || strncmp(before, "--", 2) != 0 || strchr(before, '=') != NULL)
		return;
	*o = opt_named(c->cmd, before + 2);
	if (*o == NULL && e != NULL && (c->cmd->flags & CMD_FIELDS) != 0)
		*f = mct_entity_field_named(e, before + 2);
	if (*o != NULL && (*o)->type == OPT_FLAG)
		*o = NULL;
}

static void offer_operand(struct completion *c, size_t place)
{
	const struct opt *o = opt_operand(c->cmd, place);

	if (o == NULL)
		return;
	if ((o->flags & OPT_KIND) != 0)
		offer_kinds(c);
	else if (o->field != NULL)
		offer_field_value(c, mct_entity_field_named(entity_of(c), o->field));
	else if (o->choices != NULL)
		offer_choices(c, o->choices);
	else if (o->entity != NULL)
		offer_names(c, mct_entity_named(o->entity));
	else if (c->cmd == &cmd_help)
		offer_commands(c, commands);
	else if (strcmp(o->name, "SETTING") == 0)
		for (size_t i = 0; mct_setting_at(i) != NULL; i++)
			offer(c, "", mct_setting_at(i)->name, mct_setting_at(i)->help);
}

/* Whether the option before takes this word as its value. */
static bool takes_value(const struct completion *c, const char *word)
{
	const struct opt *o;
	const mct_field_t *f;

	awaited(c, word, &o, &f);
	return o != NULL || f != NULL;
}

/* The words before the last one: the command, how many operands it has, and the word before. Bash
 * makes three words of "--status=no", and "=" is one of them. */
static const char *take_words(struct completion *c, const struct list *words,
	const struct cmd *const **list, size_t *place)
{
	const char *before = NULL;

	for (size_t i = 0; i + 1 < words->count; i++) {
		const struct cmd *next = *list != NULL ? sub_named(*list, words->items[i]) : NULL;
		bool is_value = takes_value(c, before);

		if (strcmp(words->items[i], "=") == 0)
			continue;
		before = words->items[i];
		if (strcmp(before, "--db") == 0 && i + 2 < words->count)
			c->db = words->items[i + 1];
		if (strncmp(before, "--db=", 5) == 0)
			c->db = before + 5;
		if (next != NULL && !is_value) {
			c->cmd = next;
			*list = next->sub;
		} else if (!is_value && before[0] != '-') {
			++*place;
			*list = c->cmd != NULL ? NULL : *list;
		}
	}
	return before;
}

/* "--status=no" waits for a status like "--status no". */
static const char *split_option(struct completion *c, const char *before, char name[static 64])
{
	const char *equals = strchr(c->word, '=');
	size_t length = equals != NULL ? (size_t)(equals - c->word) : 0;

	if (strcmp(c->word, "=") == 0)
		c->word = "";
	if (strncmp(c->word, "--", 2) != 0 || length < 3 || length + 2 > 64)
		return before;
	snprintf(name, 64, "%.*s=", (int)length, c->word);
	c->option = run_keep_answer(c->r, name);
	if (c->option == NULL)
		return before;
	name[length] = '\0';
	c->word = equals + 1;
	return name;
}

static int complete(struct run *r, void *args)
{
	const struct complete_args *a = args;
	struct completion c = {.r = r,
		.word = a->words.count > 0 ? a->words.items[a->words.count - 1] : "",
		.option = ""};
	const struct cmd *const *list = commands;
	char name[64];
	const char *before;
	const struct opt *o;
	const mct_field_t *f;
	size_t place = 0; /* operands before this word */

	before = take_words(&c, &a->words, &list, &place);
	before = split_option(&c, before, name);
	awaited(&c, before, &o, &f);
	if (o != NULL)
		offer_option_value(&c, o);
	else if (f != NULL)
		offer_field_value(&c, f);
	else if (c.word[0] == '-')
		offer_options(&c);
	else {
		if (list != NULL)
			offer_commands(&c, list);
		if (c.cmd != NULL)
			offer_operand(&c, place);
	}
	return EXIT_DONE;
}

const struct cmd cmd_complete = {.name = "__complete",
	.summary = "candidates for the shells",
	.opts = opts,
	.args_size = sizeof(struct complete_args),
	.flags = CMD_HIDDEN | CMD_WORDS,
	.run = complete};
