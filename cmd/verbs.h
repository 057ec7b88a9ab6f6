/*
 * verbs.h - add, list, show, edit and remove for any entity: a noun's group is a
 * table that points at these, and its own special verbs beside them.
 */
#ifndef MCT_CMD_VERBS_H
#define MCT_CMD_VERBS_H

#include "run.h"

struct add_args {
	bool even_so;
};
struct list_args {
	const char *text, *status, *since, *until, *sort;
	struct list where;
	int limit;
};
struct who_args {
	const char *who;
	bool earlier;
};
struct remove_args {
	const char *who;
	bool with_all, yes;
};

int verb_add(struct run *r, void *args);
int verb_list(struct run *r, void *args);
int verb_show(struct run *r, void *args);
int verb_edit(struct run *r, void *args);
int verb_remove(struct run *r, void *args);

extern const struct opt list_opts[];

/* ---- for special verbs ----------------------------------------------------------------------- */

/* Sets the fields that were given as options and operands, so that all that is wrong is told at
 * once by the save. A name that fits several people is picked at a terminal. Exit code. */
int verb_set_fields(struct run *r, mct_record_t *record);
/* Begins to write and saves. `complete` fills what follows from the rest, as for everything that is
 * new. Exit code. */
int verb_store(struct run *r, mct_record_t *record, bool complete, enum mct_change *change);
/* A stored record in one line, not for programs: as what is new is told, or with `what` was done
 * ("Checked in") before it. Exit code. */
int verb_say(struct run *r, const mct_record_t *record, const char *what);
/* The same, and for programs its row. */
int verb_answer(struct run *r, const mct_record_t *record, const char *what);
/* Begins to write, saves, and tells what was done: "Remembered about ...". `complete` fills what
 * follows from the rest, as for everything that is new. Exit code. */
int verb_save(struct run *r, mct_record_t *record, bool complete);
/* Loads a record, sets fields from `pairs` ("resumed", "today", ..., NULL; a NULL value is passed
 * over), saves it and tells. Exit code. */
int verb_change(struct run *r, const mct_entity_t *e, int64_t id, const char *const *pairs);

/* Makes the entity with that plural or name the command's. EXIT_DONE, or EXIT_NOT_UNDERSTOOD with
 * the nearest. */
int verb_kind(struct run *r, const char *kind);

/* "done" of what recurs: its day, and when it is due next. The options of a group that has it name
 * what is done, as it is shown, and its entity. */
struct done_args {
	const char *which, *on, *next;
};
int verb_done(struct run *r, void *args);
#define DONE_OPTS(shown, names)                                                                    \
	{                                                                                          \
		{.name = shown,                                                                    \
			.type = OPT_OPERAND,                                                       \
			.flags = OPT_REQUIRED,                                                     \
			.offset = offsetof(struct done_args, which),                               \
			.help = "its id, or whose it is",                                          \
			.entity = names},                                                          \
			{.name = "on",                                                             \
				.type = OPT_DATE,                                                  \
				.offset = offsetof(struct done_args, on),                          \
				.value = "DATE",                                                   \
				.help = "the day it was done; today"},                             \
			{.name = "next",                                                           \
				.type = OPT_DATE,                                                  \
				.offset = offsetof(struct done_args, next),                        \
				.value = "DATE",                                                   \
				.help = "the day it is due next, if not as usual"},                \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}

/* ---- groups ---------------------------------------------------------------------------------- */

/* An operand of `add` that is a field. */
#define FIELD_OPERAND(shown, field_name, said, names)                                              \
	{                                                                                          \
		.name = shown, .type = OPT_OPERAND, .flags = OPT_REQUIRED, .help = said,           \
		.entity = names, .field = field_name                                               \
	}

/*
 * The group of a noun: NOUN_GROUP(fact, "fact", "what was said", "f12", "--ask fri", add_opts, ...)
 * declares cmd_fact with the five verbs for the entity of that name, then the special verbs. "f12"
 * and "--ask fri" are one of its records and a change to it, for the examples. Every entity's group
 * is made by this one macro, so that they cannot differ. The last argument is NULL where there are
 * no special verbs.
 */
#define NOUN_GROUP(                                                                                \
	noun, command, group_summary, one, change, add_options, add_examples, list_examples, ...)  \
	NOUN_VERBS(noun, command, one, change, add_options, add_examples, list_examples,           \
		__VA_ARGS__);                                                                      \
	const struct cmd cmd_##noun = {                                                            \
		.name = command, .summary = group_summary, .entity = #noun, .sub = noun##_verbs}

/* The same, where the noun alone adds, as alone_examples show: "mct touch core ...". */
#define NOUN_GROUP_ADDS(noun, command, group_summary, one, change, add_options, alone_examples,    \
	add_examples, list_examples, ...)                                                          \
	NOUN_VERBS(noun, command, one, change, add_options, add_examples, list_examples,           \
		__VA_ARGS__);                                                                      \
	const struct cmd cmd_##noun = {.name = command,                                            \
		.summary = group_summary,                                                          \
		.examples = alone_examples,                                                        \
		.opts = add_options,                                                               \
		.args_size = sizeof(struct add_args),                                              \
		.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,                                       \
		.entity = #noun,                                                                   \
		.sub = noun##_verbs,                                                               \
		.run = verb_add}

/* The verbs of both. */
#define NOUN_VERBS(noun, command, one, change, add_options, add_examples, list_examples, ...)      \
	static const char *const noun##_show_examples[] = {command " show " one, NULL};            \
	static const char *const noun##_edit_examples[] = {command " edit " one " " change, NULL}; \
	static const char *const noun##_remove_examples[] = {command " remove " one, NULL};        \
	static const struct opt noun##_who_opts[] = {                                              \
		{.name = "WHO",                                                                    \
			.type = OPT_OPERAND,                                                       \
			.flags = OPT_REQUIRED,                                                     \
			.offset = offsetof(struct who_args, who),                                  \
			.help = "a name or an id",                                                 \
			.entity = #noun},                                                          \
		{0},                                                                               \
	};                                                                                         \
	static const struct opt noun##_show_opts[] = {                                             \
		{.name = "WHO",                                                                    \
			.type = OPT_OPERAND,                                                       \
			.flags = OPT_REQUIRED,                                                     \
			.offset = offsetof(struct who_args, who),                                  \
			.help = "a name or an id",                                                 \
			.entity = #noun},                                                          \
		{.name = "earlier",                                                                \
			.type = OPT_FLAG,                                                          \
			.offset = offsetof(struct who_args, earlier),                              \
			.help = "what its notes said before"},                                     \
		{0},                                                                               \
	};                                                                                         \
	static const struct opt noun##_remove_opts[] = {                                           \
		{.name = "WHO",                                                                    \
			.type = OPT_OPERAND,                                                       \
			.flags = OPT_REQUIRED,                                                     \
			.offset = offsetof(struct remove_args, who),                               \
			.help = "a name or an id",                                                 \
			.entity = #noun},                                                          \
		{.name = "with-all",                                                               \
			.type = OPT_FLAG,                                                          \
			.offset = offsetof(struct remove_args, with_all),                          \
			.help = "remove what hangs on it too"},                                    \
		{.name = "yes",                                                                    \
			.letter = 'y',                                                             \
			.type = OPT_FLAG,                                                          \
			.offset = offsetof(struct remove_args, yes),                               \
			.help = "do not ask"},                                                     \
		{0},                                                                               \
	};                                                                                         \
	static const struct cmd noun##_add = {.name = "add",                                       \
		.summary = "add one",                                                              \
		.opts = add_options,                                                               \
		.examples = add_examples,                                                          \
		.args_size = sizeof(struct add_args),                                              \
		.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,                                       \
		.entity = #noun,                                                                   \
		.run = verb_add};                                                                  \
	static const struct cmd noun##_list = {.name = "list",                                     \
		.summary = "list them",                                                            \
		.opts = list_opts,                                                                 \
		.examples = list_examples,                                                         \
		.args_size = sizeof(struct list_args),                                             \
		.flags = CMD_READS | CMD_ROWS,                                                     \
		.entity = #noun,                                                                   \
		.run = verb_list};                                                                 \
	static const struct cmd noun##_show = {.name = "show",                                     \
		.summary = "show one",                                                             \
		.opts = noun##_show_opts,                                                          \
		.examples = noun##_show_examples,                                                  \
		.args_size = sizeof(struct who_args),                                              \
		.flags = CMD_READS | CMD_ROWS | CMD_CARD,                                          \
		.entity = #noun,                                                                   \
		.run = verb_show};                                                                 \
	static const struct cmd noun##_edit = {.name = "edit",                                     \
		.summary = "change one, by options or in your editor",                             \
		.opts = noun##_who_opts,                                                           \
		.examples = noun##_edit_examples,                                                  \
		.args_size = sizeof(struct who_args),                                              \
		.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,                                       \
		.entity = #noun,                                                                   \
		.run = verb_edit};                                                                 \
	static const struct cmd noun##_remove = {.name = "remove",                                 \
		.summary = "remove one",                                                           \
		.opts = noun##_remove_opts,                                                        \
		.examples = noun##_remove_examples,                                                \
		.args_size = sizeof(struct remove_args),                                           \
		.flags = CMD_WRITES | CMD_ROWS | CMD_REMOVES,                                      \
		.entity = #noun,                                                                   \
		.run = verb_remove};                                                               \
	static const struct cmd *const noun##_verbs[] = {&noun##_add, &noun##_list, &noun##_show,  \
		&noun##_edit, &noun##_remove, __VA_ARGS__, NULL}

#endif
