/*
 * usage.c - prints help from the command tables. Nothing about a command is written
 * here; what a line says stands in its table.
 */
#include "usage.h"

#include <string.h>

#include "opt.h"
#include "util/buf.h"
#include "util/text.h"

#define WIDTH 79

/* "    words words", wrapped at blanks. */
static void print_wrapped(const char *lead, const struct buf *words)
{
	const char *at = buf_str(words);
	size_t column = 0;

	while (*at != '\0') {
		size_t length = strcspn(at, " ");

		if (column > 0 && column + 1 + length > WIDTH) {
			putchar('\n');
			column = 0;
		}
		if (column == 0)
			column = (size_t)printf("%s%.*s", lead, (int)length, at);
		else
			column += (size_t)printf(" %.*s", (int)length, at);
		at += length + (at[length] == ' ');
	}
	putchar('\n');
}

static void print_examples(const struct cmd *cmd)
{
	for (size_t i = 0; cmd->examples != NULL && cmd->examples[i] != NULL; i++)
		printf("  mct %s\n", cmd->examples[i]);
	if (cmd->examples != NULL)
		putchar('\n');
}

static bool is_operand(const struct opt *o)
{
	return o->type == OPT_OPERAND || o->type == OPT_OPERANDS;
}

static void print_synopsis(const struct cmd *cmd, const char *path)
{
	printf("usage: mct %s", path);
	for (const struct opt *o = cmd->opts; o != NULL && o->name != NULL; o++) {
		bool required = (o->flags & OPT_REQUIRED) != 0;

		if (is_operand(o))
			printf(" %s%s%s%s", required ? "" : "[", o->name,
				o->type == OPT_OPERANDS ? "..." : "", required ? "" : "]");
	}
	puts(" [options]\n");
}

static void print_option(const struct opt *o)
{
	char left[40];

	if (o->letter != 0)
		snprintf(left, sizeof left, "-%c, --%s%s%s", o->letter, o->name,
			o->value != NULL ? " " : "", o->value != NULL ? o->value : "");
	else
		snprintf(left, sizeof left, "--%s%s%s", o->name, o->value != NULL ? " " : "",
			o->value != NULL ? o->value : "");
	printf("  %-24s  %s\n", left, o->help);
}

static void print_fields(const struct cmd *cmd)
{
	const mct_entity_t *e = mct_entity_named(cmd->entity);
	struct buf words CLEANUP(buf_free) = {0};
	char name[64];

	for (size_t i = 0; mct_entity_field(e, i) != NULL; i++)
		if (opt_has_field(cmd, mct_entity_field(e, i)))
			buf_addf(&words, "%s--%s", words.len > 0 ? " " : "",
				opt_field_name(mct_entity_field(e, i), name));
	puts("Fields, each with a value:");
	print_wrapped("  ", &words);
}

/* Whether a global option means anything to this command. */
static bool global_applies(const struct cmd *cmd, const struct opt *o)
{
	if (strcmp(o->name, "dry-run") == 0)
		return (cmd->flags & CMD_WRITES) != 0;
	if (strcmp(o->name, "columns") == 0)
		return (cmd->flags & CMD_ROWS) != 0;
	return true;
}

static void print_globals(const struct cmd *cmd)
{
	struct buf words CLEANUP(buf_free) = {0};

	for (const struct opt *o = global_opts; o->name != NULL; o++)
		if (global_applies(cmd, o))
			buf_addf(&words, "%s--%s", words.len > 0 ? " " : "", o->name);
	puts("Options of every command (mct help):");
	print_wrapped("  ", &words);
}

static void print_heading(const struct cmd *cmd)
{
	for (const struct heading *h = headings; h->text != NULL; h++)
		if (h->first == cmd)
			printf("%s%s\n", h == headings ? "" : "\n", h->text);
}

static void print_commands(const struct cmd *const *list)
{
	for (; *list != NULL; list++) {
		print_heading(*list);
		if (((*list)->flags & CMD_HIDDEN) == 0)
			printf("  %-10s  %s\n", (*list)->name, (*list)->summary);
	}
}

int usage_print(const struct cmd *cmd)
{
	char path[128];

	cmd_path(cmd, path);
	printf("mct %s - %s\n\n", path, cmd->summary);
	print_examples(cmd);
	if (cmd->sub != NULL) {
		printf("usage: mct %s COMMAND ...\n\n", path);
		print_commands(cmd->sub);
		printf("\nMore: mct %s COMMAND -h, or the manual: mct help %s\n", path, path);
		return EXIT_DONE;
	}
	print_synopsis(cmd, path);
	for (const struct opt *o = cmd->opts; o != NULL && o->name != NULL; o++)
		if (!is_operand(o))
			print_option(o);
	if ((cmd->flags & CMD_FIELDS) != 0)
		print_fields(cmd);
	print_globals(cmd);
	return EXIT_DONE;
}

int usage_all(void)
{
	puts("mct - the memory and the arithmetic of a massage therapist's connections\n");
	puts("  mct rebook                     who is due, by her own rhythm");
	puts("  mct client show dana           one client's card");
	puts("  mct import visits visits.csv   a spreadsheet in\n");
	puts("usage: mct [options] COMMAND ...\n");
	print_commands(commands);
	puts("\nOptions of every command:");
	for (const struct opt *o = global_opts; o->name != NULL; o++)
		print_option(o);
	puts("\nMore: mct COMMAND -h, or the manual: mct help COMMAND");
	return EXIT_DONE;
}

int usage_unknown(const struct cmd *group, const struct cmd *const *list, const char *word)
{
	const char *names[64];
	const char *near;
	size_t n = 0;

	for (; list[n] != NULL && n + 1 < ARRAY_SIZE(names); n++)
		names[n] = list[n]->name;
	names[n] = NULL;
	near = text_nearest(word, names);
	if (near != NULL)
		return usage_error(group, "\"%s\" is not a command; did you mean %s?", word, near);
	return usage_error(group, "\"%s\" is not a command", word);
}
