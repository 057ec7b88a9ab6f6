/*
 * opt_table.c - the options that every command has, and finding an option, an operand or
 * an example of a command in its table.
 */
#include <stdlib.h>
#include <string.h>

#include "opt.h"

#define GLOBAL(member) offsetof(struct globals, member)

static const char *const color_choices[] = {"auto", "always", "never", NULL};

const struct opt global_opts[] = {
	{.name = "db",
		.type = OPT_FILE,
		.offset = GLOBAL(db),
		.value = "FILE",
		.help = "the practice file"},
	{.name = "json",
		.type = OPT_FLAG,
		.offset = GLOBAL(json),
		.help = "one JSON array, one object a line"},
	{.name = "csv", .type = OPT_FLAG, .offset = GLOBAL(csv), .help = "CSV with a heading"},
	{.name = "tsv",
		.type = OPT_FLAG,
		.offset = GLOBAL(tsv),
		.help = "values between tabs, no heading"},
	{.name = "columns",
		.type = OPT_TEXT,
		.flags = OPT_COLUMNS,
		.offset = GLOBAL(columns),
		.value = "NAME,...",
		.help = "show these columns, in this order"},
	{.name = "as-of",
		.type = OPT_DATE,
		.offset = GLOBAL(as_of),
		.value = "DATE",
		.help = "answer as if it were that day"},
	{.name = "dry-run",
		.letter = 'n',
		.type = OPT_FLAG,
		.offset = GLOBAL(dry_run),
		.help = "do it all, then change nothing"},
	{.name = "quiet",
		.letter = 'q',
		.type = OPT_FLAG,
		.offset = GLOBAL(quiet),
		.help = "say nothing of what went well"},
	{.name = "verbose",
		.letter = 'v',
		.type = OPT_FLAG,
		.offset = GLOBAL(verbose),
		.help = "tell on stderr what is done, and how long it takes"},
	{.name = "no-input", .type = OPT_FLAG, .offset = GLOBAL(no_input), .help = "never ask"},
	{.name = "no-pager", .type = OPT_FLAG, .offset = GLOBAL(no_pager), .help = "never page"},
	{.name = "color",
		.type = OPT_CHOICE,
		.offset = GLOBAL(color),
		.value = "WHEN",
		.help = "auto, always or never",
		.choices = color_choices},
	{.name = "help",
		.letter = 'h',
		.type = OPT_FLAG,
		.offset = GLOBAL(help),
		.help = "this help"},
	{.name = "version", .type = OPT_FLAG, .offset = GLOBAL(version), .help = "the version"},
	{0},
};

bool opt_is_global(const struct opt *o)
{
	return o >= global_opts && o < global_opts + ARRAY_SIZE(global_opts);
}

/* ---- names ----------------------------------------------------------------------------------- */

const char *opt_field_name(const mct_field_t *f, char buf[static 64])
{
	size_t i = 0;

	for (const char *name = mct_field_name(f); i < 63 && name[i] != '\0'; i++)
		buf[i] = name[i] == '_' ? '-' : name[i];
	buf[i] = '\0';
	return buf;
}

bool opt_is_operand(const struct opt *o)
{
	return o->type == OPT_OPERAND || o->type == OPT_OPERANDS;
}

const struct opt *opt_find(const struct opt *opts, const char *name, char letter)
{
	for (const struct opt *o = opts; o != NULL && o->name != NULL; o++)
		if (!opt_is_operand(o) &&
			((name != NULL && strcmp(o->name, name) == 0) ||
				(letter != 0 && o->letter == letter)))
			return o;
	return NULL;
}

const struct opt *opt_named(const struct cmd *cmd, const char *name)
{
	const struct opt *o = cmd != NULL ? opt_find(cmd->opts, name, 0) : NULL;

	return o != NULL ? o : opt_find(global_opts, name, 0);
}

static bool is_settled(const struct cmd *cmd, const mct_field_t *f)
{
	for (size_t i = 0; cmd->settles != NULL && cmd->settles[i] != NULL; i++)
		if (strcmp(cmd->settles[i], mct_field_name(f)) == 0)
			return true;
	return false;
}

bool opt_has_field(const struct cmd *cmd, const mct_field_t *f)
{
	return cmd != NULL && (cmd->flags & CMD_FIELDS) != 0 &&
		(mct_field_flags(f) & MCT_FIELD_COMPUTED) == 0 && !is_settled(cmd, f) &&
		opt_find(cmd->opts, mct_field_name(f), 0) == NULL;
}

const struct opt *opt_operand(const struct cmd *cmd, size_t place)
{
	for (const struct opt *o = cmd != NULL ? cmd->opts : NULL; o != NULL && o->name != NULL;
		o++) {
		if (!opt_is_operand(o))
			continue;
		if (place == 0 || o->type == OPT_OPERANDS)
			return o;
		place--;
	}
	return NULL;
}

/* ---- paths and examples -----------------------------------------------------------------------
 */

static bool path_find(const struct cmd *const *list, const struct cmd *cmd, char *buf, size_t at)
{
	for (; list != NULL && *list != NULL; list++) {
		size_t end = at +
			(size_t)snprintf(
				buf + at, 128 - at, "%s%s", at > 0 ? " " : "", (*list)->name);

		if (*list == cmd || (end < 128 && path_find((*list)->sub, cmd, buf, end)))
			return true;
	}
	buf[at] = '\0';
	return false;
}

const char *cmd_path(const struct cmd *cmd, char buf[static 128])
{
	buf[0] = '\0';
	if (cmd != NULL)
		path_find(commands, cmd, buf, 0);
	return buf;
}

const char *cmd_example(const struct cmd *cmd, const char *option)
{
	char word[72];

	snprintf(word, sizeof word, " --%s ", option);
	for (size_t i = 0; cmd->examples != NULL && cmd->examples[i] != NULL; i++)
		if (strstr(cmd->examples[i], word) != NULL)
			return cmd->examples[i];
	return NULL;
}
