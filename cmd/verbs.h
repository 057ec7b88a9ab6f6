/*
 * verbs.h - add, list, show, edit and remove for any entity: a noun's group is a
 * table that points at these, and its own special verbs beside them.
 */
#ifndef MCT_CMD_VERBS_H
#define MCT_CMD_VERBS_H

#include "run.h"

struct add_args {
	const char *subject; /* the name, or the client */
};
struct list_args {
	const char *text, *status, *since, *until, *sort;
	struct list where;
	int limit;
};
struct who_args {
	const char *who;
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

/*
 * The group of a noun: `NOUN_GROUP(client, "clients", "NAME", ...)` declares cmd_client with the
 * five verbs. Every entity's group is made by this one macro, so that they cannot differ; special
 * verbs of a noun are listed after them.
 */
#define NOUN_GROUP(                                                                                \
	noun, group_summary, operand, operand_help, operand_entity, add_examples, list_examples)   \
	static const struct opt noun##_add_opts[] = {                                              \
		{.name = operand,                                                                  \
			.type = OPT_OPERAND,                                                       \
			.offset = offsetof(struct add_args, subject),                              \
			.help = operand_help,                                                      \
			.entity = operand_entity},                                                 \
		{0},                                                                               \
	};                                                                                         \
	static const struct opt noun##_who_opts[] = {                                              \
		{.name = "WHO",                                                                    \
			.type = OPT_OPERAND,                                                       \
			.flags = OPT_REQUIRED,                                                     \
			.offset = offsetof(struct who_args, who),                                  \
			.help = "a name or an id",                                                 \
			.entity = #noun},                                                          \
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
		.summary = "add a " #noun,                                                         \
		.opts = noun##_add_opts,                                                           \
		.examples = add_examples,                                                          \
		.args_size = sizeof(struct add_args),                                              \
		.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,                                       \
		.entity = #noun,                                                                   \
		.run = verb_add};                                                                  \
	static const struct cmd noun##_list = {.name = "list",                                     \
		.summary = "list " #noun "s",                                                      \
		.opts = list_opts,                                                                 \
		.examples = list_examples,                                                         \
		.args_size = sizeof(struct list_args),                                             \
		.flags = CMD_READS | CMD_ROWS,                                                     \
		.entity = #noun,                                                                   \
		.run = verb_list};                                                                 \
	static const struct cmd noun##_show = {.name = "show",                                     \
		.summary = "show one " #noun,                                                      \
		.opts = noun##_who_opts,                                                           \
		.args_size = sizeof(struct who_args),                                              \
		.flags = CMD_READS | CMD_ROWS | CMD_CARD,                                          \
		.entity = #noun,                                                                   \
		.run = verb_show};                                                                 \
	static const struct cmd noun##_edit = {.name = "edit",                                     \
		.summary = "change a " #noun ", by options or in your editor",                     \
		.opts = noun##_who_opts,                                                           \
		.args_size = sizeof(struct who_args),                                              \
		.flags = CMD_WRITES | CMD_FIELDS | CMD_ROWS,                                       \
		.entity = #noun,                                                                   \
		.run = verb_edit};                                                                 \
	static const struct cmd noun##_remove = {.name = "remove",                                 \
		.summary = "remove a " #noun,                                                      \
		.opts = noun##_remove_opts,                                                        \
		.args_size = sizeof(struct remove_args),                                           \
		.flags = CMD_WRITES | CMD_ROWS,                                                    \
		.entity = #noun,                                                                   \
		.run = verb_remove};                                                               \
	static const struct cmd *const noun##_verbs[] = {                                          \
		&noun##_add, &noun##_list, &noun##_show, &noun##_edit, &noun##_remove, NULL};      \
	const struct cmd cmd_##noun = {                                                            \
		.name = #noun, .summary = group_summary, .entity = #noun, .sub = noun##_verbs}

#endif
