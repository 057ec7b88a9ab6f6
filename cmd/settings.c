/*
 * settings.c - "mct config": the practice's settings, kept in the practice file.
 */
#include <string.h>

#include "nouns.h"
#include "run.h"
#include "util/text.h"

struct setting_args {
	const char *name, *value;
};

static const struct opt name_opts[] = {
	{.name = "SETTING",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = offsetof(struct setting_args, name),
		.help = "a setting"},
	{0},
};
static const struct opt set_opts[] = {
	{.name = "SETTING",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = offsetof(struct setting_args, name),
		.help = "a setting"},
	{.name = "VALUE",
		.type = OPT_OPERAND,
		.flags = OPT_REQUIRED,
		.offset = offsetof(struct setting_args, value),
		.help = "its value"},
	{0},
};

static int unknown_setting(struct run *r, const char *name)
{
	const char *names[64], *near;
	size_t n = 0;

	for (; mct_setting_at(n) != NULL && n + 1 < ARRAY_SIZE(names); n++)
		names[n] = mct_setting_at(n)->name;
	names[n] = NULL;
	near = text_nearest(name, names);
	if (near != NULL)
		return usage_error(r->cmd, "\"%s\" is not a setting; did you mean %s?", name, near);
	return usage_error(r->cmd, "\"%s\" is not a setting (mct config list has them)", name);
}

static int list(struct run *r, void *args)
{
	mct_rows_t *rows;

	(void)args;
	if (mct_settings(r->m, &rows) != MCT_OK)
		return run_fail(r);
	return run_rows(r, rows, NULL);
}

static int get(struct run *r, void *args)
{
	const struct setting_args *a = args;
	const char *value = mct_setting(r->m, a->name);

	if (value == NULL)
		return unknown_setting(r, a->name);
	buf_addf(out_buf(&r->out), "%s\n", run_safe(r, value));
	return EXIT_DONE;
}

static int set_to(struct run *r, const char *name, const char *value)
{
	int code;

	if (mct_setting(r->m, name) == NULL)
		return unknown_setting(r, name);
	code = run_write(r);
	if (code != EXIT_DONE)
		return code;
	if (mct_setting_set(r->m, name, value) != MCT_OK)
		return run_fail(r);
	run_say(r, "%s = %s", name, run_safe(r, mct_setting(r->m, name)));
	return EXIT_DONE;
}

static int set(struct run *r, void *args)
{
	const struct setting_args *a = args;

	return set_to(r, a->name, a->value);
}

static int unset(struct run *r, void *args)
{
	const struct setting_args *a = args;

	return set_to(r, a->name, NULL);
}

static const char *const examples[] = {"config list", "config set date.order mdy", NULL};

static const char *const list_examples[] = {"config list", NULL};
static const char *const get_examples[] = {"config get practice.currency", NULL};
static const char *const set_examples[] = {"config set date.order mdy", NULL};
static const char *const unset_examples[] = {"config unset date.order", NULL};

static const struct cmd config_list = {.name = "list",
	.summary = "all settings",
	.examples = list_examples,
	.flags = CMD_READS | CMD_ROWS,
	.run = list};
static const struct cmd config_get = {.name = "get",
	.summary = "one setting",
	.examples = get_examples,
	.opts = name_opts,
	.args_size = sizeof(struct setting_args),
	.flags = CMD_READS,
	.run = get};
static const struct cmd config_set = {.name = "set",
	.summary = "change a setting",
	.examples = set_examples,
	.opts = set_opts,
	.args_size = sizeof(struct setting_args),
	.flags = CMD_WRITES,
	.run = set};
static const struct cmd config_unset = {.name = "unset",
	.summary = "back to the default",
	.examples = unset_examples,
	.opts = name_opts,
	.args_size = sizeof(struct setting_args),
	.flags = CMD_WRITES,
	.run = unset};
static const struct cmd *const subs[] = {
	&config_list, &config_get, &config_set, &config_unset, NULL};

const struct cmd cmd_config = {.name = "config",
	.summary = "the settings of the practice",
	.examples = examples,
	.sub = subs};
