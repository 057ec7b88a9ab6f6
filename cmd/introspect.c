/*
 * introspect.c - "mct introspect": all commands, options, entities, fields and exit
 * codes as JSON, from the same tables that everything else reads. The tests
 * hold manual, help and completion against it.
 */
#include "config.h"
#include "nouns.h"
#include "run.h"
#include "util/json.h"

static const char *const opt_types[] = {
	[OPT_FLAG] = "flag",
	[OPT_TEXT] = "text",
	[OPT_DATE] = "date",
	[OPT_NUMBER] = "number",
	[OPT_FILE] = "file",
	[OPT_CHOICE] = "choice",
	[OPT_LIST] = "list",
	[OPT_OPERAND] = "operand",
	[OPT_OPERANDS] = "operands",
};

static void text(struct json *j, const char *key, const char *value)
{
	json_key(j, key);
	json_text(j, value);
}

static void words(struct json *j, const char *key, const char *const *items)
{
	json_key(j, key);
	json_open(j, '[');
	for (; items != NULL && *items != NULL; items++)
		json_text(j, *items);
	json_close(j, ']');
}

static void options(struct json *j, const struct opt *opts)
{
	json_key(j, "options");
	json_open(j, '[');
	for (; opts != NULL && opts->name != NULL; opts++) {
		json_raw(j, "");
		json_open(j, '{');
		text(j, "name", opts->name);
		text(j, "letter", opts->letter != 0 ? (char[]){opts->letter, '\0'} : NULL);
		text(j, "type", opt_types[opts->type]);
		json_key(j, "required");
		json_bool(j, (opts->flags & OPT_REQUIRED) != 0);
		text(j, "value", opts->value);
		text(j, "help", opts->help);
		words(j, "choices", opts->choices);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void command(struct json *j, const struct cmd *cmd)
{
	char path[128];

	json_open(j, '{');
	text(j, "path", cmd_path(cmd, path));
	text(j, "summary", cmd->summary);
	text(j, "entity", cmd->entity);
	json_key(j, "group");
	json_bool(j, cmd->sub != NULL);
	json_key(j, "reads");
	json_bool(j, (cmd->flags & CMD_READS) != 0);
	json_key(j, "writes");
	json_bool(j, (cmd->flags & CMD_WRITES) != 0);
	json_key(j, "rows");
	json_bool(j, (cmd->flags & CMD_ROWS) != 0);
	json_key(j, "fields");
	json_bool(j, (cmd->flags & CMD_FIELDS) != 0);
	json_key(j, "hidden");
	json_bool(j, (cmd->flags & CMD_HIDDEN) != 0);
	words(j, "examples", cmd->examples);
	options(j, cmd->opts);
	json_close(j, '}');
}

/* "mct visit book" is "mct book", which stands in the list by that name. */
static bool is_own(const struct cmd *cmd)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		if (commands[i] == cmd)
			return true;
	return false;
}

/* Groups before what is in them, one a line. */
static void command_tree(struct json *j, const struct cmd *const *list, bool within_group)
{
	for (; list != NULL && *list != NULL; list++) {
		if (within_group && is_own(*list))
			continue;
		json_raw(j, "\n");
		command(j, *list);
		command_tree(j, (*list)->sub, true);
	}
}

static void field(struct json *j, const mct_field_t *f)
{
	char option[64];

	json_raw(j, "\n");
	json_open(j, '{');
	text(j, "name", mct_field_name(f));
	text(j, "option", opt_field_name(f, option));
	text(j, "title", mct_field_title(f));
	text(j, "type", mct_type_name(mct_field_type(f)));
	text(j, "help", mct_field_help(f));
	json_key(j, "required");
	json_bool(j, (mct_field_flags(f) & MCT_FIELD_REQUIRED) != 0);
	json_key(j, "private");
	json_bool(j, (mct_field_flags(f) & MCT_FIELD_PRIVATE) != 0);
	words(j, "choices", mct_field_choices(f));
	json_close(j, '}');
}

static void entities(struct json *j)
{
	const mct_entity_t *e;

	json_key(j, "entities");
	json_open(j, '[');
	for (size_t i = 0; (e = mct_entity_at(i)) != NULL; i++) {
		json_raw(j, "\n");
		json_open(j, '{');
		text(j, "name", mct_entity_name(e));
		text(j, "plural", mct_entity_plural(e));
		text(j, "help", mct_entity_help(e));
		text(j, "prefix", mct_entity_prefix(e));
		json_key(j, "fields");
		json_open(j, '[');
		for (size_t k = 0; mct_entity_field(e, k) != NULL; k++)
			field(j, mct_entity_field(e, k));
		json_close(j, ']');
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void settings(struct json *j)
{
	json_key(j, "settings");
	json_open(j, '[');
	for (size_t i = 0; mct_setting_at(i) != NULL; i++) {
		json_open(j, '{');
		text(j, "name", mct_setting_at(i)->name);
		text(j, "default", mct_setting_at(i)->fallback);
		text(j, "help", mct_setting_at(i)->help);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void configuration(struct json *j)
{
	json_key(j, "configuration");
	json_open(j, '[');
	for (size_t i = 0; config_key_at(i) != NULL; i++) {
		json_open(j, '{');
		text(j, "name", config_key_at(i)->name);
		text(j, "help", config_key_at(i)->help);
		words(j, "choices", config_key_at(i)->choices);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static int introspect(struct run *r, void *args)
{
	struct json j = {.out = out_buf(&r->out)};

	(void)args;
	json_open(&j, '{');
	text(&j, "version", mct_version());
	options(&j, global_opts);
	json_key(&j, "commands");
	json_open(&j, '[');
	command_tree(&j, commands, false);
	json_close(&j, ']');
	entities(&j);
	settings(&j);
	configuration(&j);
	json_close(&j, '}');
	json_raw(&j, "\n");
	return EXIT_DONE;
}

const struct cmd cmd_introspect = {.name = "introspect",
	.summary = "all commands and fields as JSON",
	.flags = CMD_HIDDEN,
	.run = introspect};
